import Rendezvous
import RendezvousTesting
import Testing

/// Starts as masks beside the slow reference: what is kept between questions must not show.
@Suite struct StartsTests {
    /// 18 questions a round, asked again after every few commands; 100,000 with a scale of 2,800.
    @Test(arguments: 0..<TestScale.rounds(2))
    func `starts kept between questions are those of the slow reference`(seed: Int) throws {
        let emphasis: AgencyGenerator.Emphasis = seed % 2 == 0 ? .policies : .catalogue
        var run = try RandomRun(seed: UInt64(seed) + 7_000_000, emphasis)
        let requests = (0..<6).map { run.generator.request($0, of: run.agency) }
        for _ in 0..<3 {
            for _ in 0..<2 {
                try run.perform(commands: 4)
                for request in requests { _ = try run.agenda.starts(for: request, at: run.now) }
            }
            let oracle = OpeningsOracle(after: run.events, rules: AgencyGenerator.rules)
            // Nothing is kept in an agenda that was drawn just now.
            let fresh = try Agenda(replaying: run.events, rules: AgencyGenerator.rules)
            for request in requests {
                let starts = try run.agenda.starts(for: request, at: run.now)
                #expect(try fresh.starts(for: request, at: run.now) == starts, "seed \(seed)")
                #expect(
                    try run.agenda.openings(for: request, at: run.now, limit: 30)
                        == fresh.openings(for: request, at: run.now, limit: 30), "seed \(seed)")
                let opening = try run.agenda.firstOpening(for: request, at: run.now)
                #expect(starts.first == opening?.placement.interval.start, "seed \(seed)")
                let sample = run.sampleStarts(of: request, 2) + run.halfHours(of: request, 2)
                for start in sample {
                    let expected = oracle.placement(for: request, at: start, now: run.now)
                    let isStart = expected != nil
                    #expect(starts.contains(start) == isStart, "seed \(seed): \(start)")
                    let offered = try run.agenda.opening(at: start, for: request, now: run.now)
                    #expect(offered?.placement == expected, "seed \(seed): \(start)")
                }
            }
        }
    }

    @Test func `copies of an agenda that went different ways do not mix their starts`() throws {
        var run = try RandomRun(seed: 7_100_000)
        try run.perform(commands: 10)
        let requests = (0..<4).map { run.generator.request($0, of: run.agency) }
        var other = run.agenda
        for request in requests {
            for agenda in [run.agenda, other] {
                let opening = try agenda.firstOpening(for: request, at: run.now)
                #expect(
                    try agenda.starts(for: request, at: run.now).first
                        == opening?.placement.interval.start)
            }
            guard let opening = try other.firstOpening(for: request, at: run.now) else { continue }
            let events = try other.decide(.book(opening.placement, for: request), at: run.now)
            let before = try run.agenda.starts(for: request, at: run.now)
            try other.apply(events)
            #expect(try run.agenda.starts(for: request, at: run.now) == before)
        }
    }

    @Test func `starts know their number, their order and their members`() throws {
        let agenda = Agenda(try Scenario().agency)
        let request = Scenario.request(days: 3)
        let starts = try agenda.starts(for: request, at: Scenario.now)
        let openings = try agenda.openings(for: request, at: Scenario.now, limit: 10_000).all
        let expected = openings.map(\.placement.interval.start)
        #expect(starts.count == 3 * 45)
        #expect(Array(starts) == expected)
        #expect(starts.first == expected.first)
        #expect(!starts.isEmpty)
        for start in starts {
            #expect(!starts.contains(start + Seconds(1)))
            #expect(
                starts.contains(start + .minutes(10)) == expected.contains(start + .minutes(10)))
            #expect(!starts.contains(start + .minutes(5)))
        }
        let none = try agenda.starts(
            for: Scenario.request(needs: [.signed("gss")]), at: Scenario.now)
        #expect(none.isEmpty)
        #expect(none.first == nil)
        #expect(Array(none) == [])
    }

    @Test func `a hold takes its time until it expires, noted or not`() throws {
        var agenda = Agenda(try Scenario().agency)
        let request = Scenario.request()
        let free = try agenda.starts(for: request, at: Scenario.now)
        try agenda.perform(
            .hold(Scenario.placement("10:00"), for: request, lasting: .minutes(5)),
            at: Scenario.now)
        let other = Scenario.request(participant: "p-2")
        let last = Scenario.now + .minutes(5) - Seconds(1)
        let held = try agenda.starts(for: other, at: last)
        #expect(held.count < free.count)
        #expect(!held.contains(Scenario.at("10:00")))
        #expect(try agenda.starts(for: other, at: last + Seconds(1)) == free)
        let opening = try agenda.opening(
            at: Scenario.at("10:00"), for: other, now: last + Seconds(1))
        #expect(opening?.placement == Scenario.placement("10:00"))
    }

    @Test func `a break that floats keeps a place before or after every start`() throws {
        var scenario = try Scenario()
        let day = DayTimetable(
            from: "08:00", to: "16:00",
            breaks: [.floating(.minutes(60), within: CivilSpan("12:00", "14:00"))])
        try scenario.agency.declare(
            Declaration(
                "new", of: .counsellor("maria"), submitted: scenario.agency.founded,
                .weekly(Array(repeating: day, count: 7), DateRange(from: "2026-01-01"))))
        var agenda = Agenda(scenario.agency)
        let request = Scenario.request()
        // Half an hour and ten minutes of gap: what ends after 13:00 must begin at 13:00.
        var starts = try agenda.starts(for: request, at: Scenario.now)
        for (time, isStart): (CivilTime, Bool) in [
            ("11:50", true), ("12:00", true), ("12:20", true), ("12:30", false), ("12:50", false),
            ("13:00", true), ("13:10", true),
        ] {
            #expect(starts.contains(Scenario.at(time)) == isStart, "\(time)")
        }
        try agenda.perform(
            .book(Scenario.placement("12:00"), for: request), at: Scenario.now)
        starts = try agenda.starts(for: Scenario.request(participant: "p-2"), at: Scenario.now)
        #expect(!starts.contains(Scenario.at("13:00")))
        #expect(starts.contains(Scenario.at("13:40")))
    }

    @Test func `a rule that counts what one counsellor has leaves the starts of the others`() throws
    {
        var scenario = try Scenario()
        try scenario.addCounsellor("nikos")
        var agency = Agency(founded: scenario.agency.founded, rules: AgencyGenerator.rules)
        for event in scenario.agency.events { try agency.amend(event.change) }
        try agency.set(Policy("calm", .custom("busy-hour", ["most": "1"])))
        var agenda = Agenda(agency)
        let ask = Scenario.request()
        let first = try #require(try agenda.firstOpening(for: ask, at: Scenario.now))
        try agenda.apply(agenda.decide(.book(first.placement, for: ask), at: Scenario.now))
        let request = Scenario.request(participant: "p-2")
        let start = first.placement.interval.start
        #expect(try agenda.starts(for: request, at: Scenario.now).contains(start))
        let next = try #require(try agenda.firstOpening(for: request, at: Scenario.now))
        #expect(next.placement.interval.start == start)
        #expect(next.placement.counsellor != first.placement.counsellor)
    }

    /// A rule that reads nothing but the time counts how often it is asked.
    @Test func `a rule that reads the time alone keeps the hours that it refuses free`() throws {
        var scenario = try Scenario()
        var agency = Agency(founded: scenario.agency.founded, rules: CustomRules([QuietNoon.self]))
        for event in scenario.agency.events { try agency.amend(event.change) }
        try agency.set(Policy("quiet", .custom("quiet-noon", [:])))
        scenario.agency = agency
        let agenda = Agenda(agency)
        let starts = try agenda.starts(for: Scenario.request(), at: Scenario.now)
        #expect(!starts.contains(Scenario.at("11:40")))
        #expect(!starts.contains(Scenario.at("12:20")))
        #expect(starts.contains(Scenario.at("11:30")))
        #expect(starts.contains(Scenario.at("12:30")))
        let openings = try agenda.openings(
            for: Scenario.request(), at: Scenario.now, limit: 10_000
        ).all
        #expect(Array(starts) == openings.map(\.placement.interval.start))
    }

    /// Masks know nothing of channels: such a rule leaves doubt, and each start is examined.
    @Test func `a rule for one channel alone keeps its hours free there and nowhere else`() throws {
        let scenario = try Scenario()
        var agency = scenario.agency
        let noon = Rule.keepFree(.weekdays(from: "12:00", to: "12:30"))
        try agency.set(Policy("quiet", noon, channels: [.video]))
        let agenda = Agenda(agency)
        for (channel, isFree) in [(Channel.video, false), (.phone, true)] {
            let request = Scenario.request(channels: [channel])
            let starts = try agenda.starts(for: request, at: Scenario.now)
            #expect(starts.contains(Scenario.at("11:30")) && starts.contains(Scenario.at("12:30")))
            #expect(starts.contains(Scenario.at("12:00")) == isFree, "\(channel)")
            let openings = try agenda.openings(for: request, at: Scenario.now, limit: 10_000).all
            #expect(Array(starts) == openings.map(\.placement.interval.start), "\(channel)")
        }
    }

    @Test func `who interprets elsewhere is no longer there for others`() throws {
        var scenario = try Scenario()
        try scenario.addCounsellor("nikos")
        try scenario.addInterpreter("i-1")
        var agenda = Agenda(scenario.agency)
        let other = Scenario.request(needs: [.signed("gss")], participant: "p-2")
        #expect(try agenda.starts(for: other, at: Scenario.now).contains(Scenario.at("10:00")))
        var placement = Scenario.placement("10:00")
        placement.interpreter = "i-1"
        let request = Scenario.request(needs: [.signed("gss")])
        try agenda.perform(.book(placement, for: request), at: Scenario.now)
        let starts = try agenda.starts(for: other, at: Scenario.now)
        #expect(!starts.contains(Scenario.at("10:00")) && starts.contains(Scenario.at("10:30")))
    }

    @Test func `who begins two minutes after eight cannot be booked at eight`() throws {
        var scenario = try Scenario()
        try scenario.addCounsellor("nikos", from: "08:02", to: "12:02")
        let agenda = Agenda(scenario.agency)
        var request = Scenario.request()
        request.counsellor = .only("nikos")
        let starts = try agenda.starts(for: request, at: Scenario.now)
        #expect(starts.first == Scenario.at("08:10"))
        let openings = try agenda.openings(for: request, at: Scenario.now, limit: 1_000).all
        #expect(Array(starts) == openings.map(\.placement.interval.start))
    }

    @Test func `a room is asked for as long as each counsellor needs it`() throws {
        // Maria needs an interpreter and an hour, Nikos signs himself and needs half of it.
        var scenario = try Scenario()
        scenario.service.interpretedDuration = .hours(1)
        try scenario.agency.add(scenario.service)
        try scenario.addInterpreter("i-1")
        try scenario.addCounsellor("eleni")
        try scenario.addCounsellor("nikos")
        try scenario.agency.add(
            Counsellor("nikos", at: "kypseli", communications: [.signed("gss")]))
        var agenda = Agenda(scenario.agency)
        var taken = Scenario.placement("10:30", with: "eleni", on: .office)
        taken.room = "r-1"
        try agenda.perform(
            .book(taken, for: Scenario.request(participant: "p-2", channels: [.office])),
            at: Scenario.now)
        let request = Scenario.request(needs: [.signed("gss")], channels: [.office])
        let starts = try agenda.starts(for: request, at: Scenario.now)
        #expect(starts.contains(Scenario.at("10:00")) && !starts.contains(Scenario.at("10:10")))
        let opening = try agenda.opening(
            at: Scenario.at("10:00"), for: request, now: Scenario.now)
        #expect(opening?.placement.counsellor == "nikos")
    }

    @Test func `a meeting of six hours starts where it fits with its gap`() throws {
        var scenario = try Scenario()
        for gap in [Gap.none, Gap(before: .minutes(20)), Gap(after: .minutes(30))] {
            scenario.service.duration = .hours(6)
            scenario.service.gap = gap
            try scenario.agency.add(scenario.service)
            let agenda = Agenda(scenario.agency)
            let starts = try agenda.starts(for: Scenario.request(), at: Scenario.now)
            #expect(starts.first == Scenario.at("08:00") + gap.before)
            let openings = try agenda.openings(
                for: Scenario.request(), at: Scenario.now, limit: 1_000
            ).all
            #expect(Array(starts) == openings.map(\.placement.interval.start))
        }
    }

    @Test func `a rule that closes one office leaves the starts of the others`() throws {
        let desk = try PolicyDesk(
            Policy("p", .custom("not-in-kypseli", [:])), rules: [NotInKypseli.self])
        let request = Request(
            for: Party("p-1"), service: "advice", channels: [.video],
            within: IntervalSet(PolicyDesk.placement().interval))
        let starts = try desk.agenda.starts(for: request, at: PolicyDesk.now)
        #expect(starts.contains(PolicyDesk.at("10:00")))
        #expect(try desk.offered()?.placement.counsellor == "eleni")
    }
}

/// Nobody is booked between twelve and half past.
private struct QuietNoon: CustomRule {
    static let name = "quiet-noon"
    static let reads: Set<CandidateAspect> = [.time]

    init(_ parameters: [String: String]) throws(Refusal) {}

    func units(_ candidate: Candidate) -> Int {
        candidate.localStart.time < "12:30" && "12:00" < candidate.localEnd.time ? 1 : 0
    }
}

/// Nobody is met in one of the offices.
private struct NotInKypseli: CustomRule {
    static let name = "not-in-kypseli"
    static let reads: Set<CandidateAspect> = [.office]

    init(_ parameters: [String: String]) throws(Refusal) {}

    func units(_ candidate: Candidate) -> Int { candidate.office.id == "kypseli" ? 1 : 0 }
}
