import Rendezvous
import RendezvousTesting
import Testing

/// What is kept between questions: how much work it saves, and that it never shows.
@Suite struct KeptStartsTests {
    /// Twenty counsellors of one office; the second asks what the first one asked.
    private static func office() throws -> Agenda {
        var scenario = try Scenario()
        for number in 0..<19 { try scenario.addCounsellor(Counsellor.ID("more-\(number)")) }
        return Agenda(scenario.agency)
    }

    private static func ask(_ participant: Subject.ID = "p-9") -> Request {
        Scenario.request(days: 5, participant: participant)
    }

    @Test func `a booking lets a question look at few words again`() throws {
        var agenda = try Self.office()
        let first = agenda.searchWork
        _ = try agenda.starts(for: Self.ask(), at: Scenario.now)
        let whole = agenda.searchWork - first
        for number in 1...4 {
            let request = Self.ask(Subject.ID("p-\(number)"))
            let opening = try #require(try agenda.firstOpening(for: request, at: Scenario.now))
            try agenda.perform(.book(opening.placement, for: request), at: Scenario.now)
        }
        let before = agenda.searchWork
        let starts = try agenda.starts(for: Self.ask(), at: Scenario.now)
        let again = agenda.searchWork - before
        #expect(whole > 400, "\(whole) words")
        #expect(again * 4 < whole, "\(again) words of \(whole)")
        let openings = try agenda.openings(for: Self.ask(), at: Scenario.now, limit: 10_000).all
        #expect(Array(starts) == openings.map(\.placement.interval.start))
    }

    @Test func `the first opening looks at no more than a day or two`() throws {
        let agenda = try Self.office()
        let before = agenda.searchWork
        _ = try agenda.firstOpening(for: Self.ask(), at: Scenario.now)
        #expect(agenda.searchWork - before < 100)
    }

    @Test func `more changes than are remembered give the same starts`() throws {
        var agenda = try Self.office()
        _ = try agenda.starts(for: Self.ask(), at: Scenario.now)
        let old = agenda
        for number in 1...60 {
            let request = Self.ask(Subject.ID("p-\(number + 10)"))
            let opening = try #require(try agenda.firstOpening(for: request, at: Scenario.now))
            try agenda.perform(.book(opening.placement, for: request), at: Scenario.now)
            guard number % 7 == 0 else { continue }
            let starts = try agenda.starts(for: Self.ask(), at: Scenario.now)
            let openings = try agenda.openings(
                for: Self.ask(), at: Scenario.now, limit: 10_000
            ).all
            #expect(Array(starts) == openings.map(\.placement.interval.start))
        }
        let starts = try old.starts(for: Self.ask(), at: Scenario.now)
        let fresh = try Self.office().starts(for: Self.ask(), at: Scenario.now)
        #expect(starts == fresh)
    }

    /// Found by 100,000 random questions (seed 4,901 of ``StartsTests``).
    @Test func `what is booked of a row that boards no longer decide is not offered`() throws {
        var scenario = try Scenario()
        try scenario.agency.add(
            Service(
                "short", in: "jobs", for: [.registered, .business], lasting: .minutes(7),
                channels: [.video], horizon: 30, startGrid: 1))
        var agenda = Agenda(scenario.agency)
        func request(days: Int) -> Request { Scenario.request(days: days, participant: "p-9") }
        _ = try agenda.starts(for: request(days: 3), at: Scenario.now)
        // Off the grain, so that the boards do not decide about maria any more.
        let short = Request(
            for: Party("p-1"), service: "short", within: Scenario.request().windows)
        try agenda.perform(
            .book(Scenario.placement("10:03", minutes: 7), for: short), at: Scenario.now)
        _ = try agenda.starts(for: request(days: 1), at: Scenario.now)
        try agenda.perform(
            .book(
                Scenario.placement("10:00", days: 2),
                for: Scenario.request(days: 3, participant: "p-2")), at: Scenario.now)
        let starts = try agenda.starts(for: request(days: 3), at: Scenario.now)
        let openings = try agenda.openings(
            for: request(days: 3), at: Scenario.now, limit: 10_000
        ).all
        #expect(!starts.contains(Scenario.at("10:00", days: 2)))
        #expect(Array(starts) == openings.map(\.placement.interval.start))
    }

    // MARK: Prepared requests

    @Test(arguments: 0..<TestScale.rounds(2))
    func `a prepared request answers as the request does`(seed: Int) throws {
        let emphasis: AgencyGenerator.Emphasis = seed % 2 == 0 ? .policies : .catalogue
        var run = try RandomRun(seed: UInt64(seed) + 7_200_000, emphasis)
        let requests = (0..<4).map { run.generator.request($0, of: run.agency) }
        let prepared = try requests.map { try run.agenda.prepare($0) }
        for _ in 0..<6 {
            for (request, ready) in zip(requests, prepared) {
                for second in [0, 1, 2, 299, 300, 601] {
                    let now = run.now + Seconds(Int64(second))
                    let expected = try run.agenda.starts(for: request, at: now)
                    #expect(
                        try run.agenda.starts(for: ready, at: now) == expected,
                        "seed \(seed), second \(second)")
                }
            }
            try run.perform(commands: 2)
        }
    }

    @Test func `a prepared request sees bookings, expiries and the time that goes by`() throws {
        var agenda = Agenda(try Scenario().agency)
        let prepared = try agenda.prepare(Scenario.request(participant: "p-9"))
        let now = Scenario.now + Seconds(1)
        let free = try agenda.starts(for: prepared, at: now)
        #expect(free.contains(Scenario.at("10:00")))
        let work = agenda.searchWork
        #expect(try agenda.starts(for: prepared, at: now + Seconds(1)) == free)
        #expect(agenda.searchWork == work)
        try agenda.perform(
            .hold(Scenario.placement("10:00"), for: Scenario.request(), lasting: .minutes(3)),
            at: now)
        let held = try agenda.starts(for: prepared, at: now + Seconds(1))
        #expect(!held.contains(Scenario.at("10:00")))
        let late = try agenda.starts(for: prepared, at: now + .minutes(3))
        #expect(late.contains(Scenario.at("10:00")))
        let noon = try agenda.starts(for: prepared, at: Scenario.at("10:00") + Seconds(1))
        #expect(!noon.contains(Scenario.at("10:00")))
        #expect(throws: Refusal.self) {
            try agenda.prepare(
                Request(for: Party("p-9"), service: "nothing", within: IntervalSet()))
        }
    }

    // MARK: Undoing

    @Test func `people of events that were undone can be booked again`() throws {
        var agenda = Agenda(try Scenario().agency)
        let requests = (0..<40).map { Scenario.request(participant: Subject.ID("new-\($0)")) }
        for request in requests.prefix(12) {
            let opening = try #require(try agenda.firstOpening(for: request, at: Scenario.now))
            let events = try agenda.decide(
                .book(opening.placement, for: request), at: Scenario.now)
            let wrong = Event(at: Scenario.now, .arrived(Appointment.ID(9_999)))
            let before = agenda.appointmentCount
            #expect(throws: LogError.self) { try agenda.apply(events + [wrong]) }
            #expect(agenda.appointmentCount == before)
            try agenda.apply(events)
            #expect(agenda.appointmentCount == before + 1)
            let person = request.party.participant
            #expect(agenda[Appointment.ID(before + 1)]?.party.participant == person)
        }
    }
}
