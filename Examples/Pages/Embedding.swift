import Rendezvous
import RendezvousDocuments
import RendezvousThreads
import RendezvousVerifier
import Testing

/// What Documentation/Embedding.md shows, one function a task.
@Suite struct EmbeddingExample {
    private let now = World.now

    /// An agenda, and what would stand in the tables of whoever embeds the engine.
    private func opened() throws -> (agenda: Agenda, table: [[UInt8]]) {
        let agency = try World.agency()
        return (Agenda(agency), agency.events.map(EventLog.encode))
    }

    @Test func `each event is stored as bytes, and the bytes make the agenda again`() throws {
        var (agenda, table) = try opened()
        let ask = World.request()
        let place = try #require(try agenda.firstOpening(for: ask, at: now)).placement

        let events = try agenda.decide(.book(place, for: ask), at: now)
        for event in events { table.append(EventLog.encode(event)) }
        try agenda.apply(events)

        var stored: [Event] = []
        for bytes in table { stored.append(try EventLog.decodeEvent(bytes)) }
        let again = try Agenda(replaying: stored)
        #expect(again.stateImage() == agenda.stateImage())
    }

    @Test func `a place is held while somebody fills in a form`() throws {
        var (agenda, _) = try opened()
        let ask = World.request()

        let openings = try agenda.openings(for: ask, at: now, limit: 5).all
        let held = try agenda.decide(
            .hold(openings[0].placement, for: ask, lasting: .minutes(5)), at: now)
        try agenda.apply(held)
        let made = held.lazy.compactMap(\.change.booking).first
        let later = now + .minutes(3)
        let number = try #require(made).id
        try agenda.apply(try agenda.decide(.confirm(number), at: later))
        #expect(agenda[number]?.status == .booked)

        // The same place is refused to the next, with the reason.
        let other = World.request("p-205")
        #expect(throws: Refusal.self) {
            try agenda.decide(.book(openings[0].placement, for: other), at: later)
        }
    }

    @Test func `an appointment is moved, listed and called off`() throws {
        var (agenda, _) = try opened()
        let ask = World.request()
        let place = try #require(try agenda.firstOpening(for: ask, at: now)).placement
        try agenda.apply(try agenda.decide(.book(place, for: ask), at: now))

        for appointment in agenda.personFile(of: "p-204", at: now)?.appointments ?? []
        where appointment.status == .booked {
            let free = try agenda.openings(
                toMove: appointment.id, within: ask.windows, at: now, limit: 5
            ).all
            try agenda.apply(
                try agenda.decide(.reschedule(appointment.id, to: free[4].placement), at: now))
            try agenda.apply(try agenda.decide(.cancel(appointment.id, .excused), at: now))
        }
        #expect(agenda.appointments.map(\.status) == [.cancelled])
    }

    @Test func `people are told, with a file for their calendar`() throws {
        var (agenda, table) = try opened()
        let ask = World.request()
        let place = try #require(try agenda.firstOpening(for: ask, at: now)).placement
        let catalogue = try World.agency().events
        var mails: [String] = []

        let texts = AppointmentTexts(catalogue, language: "el")
        let events = try agenda.decide(.book(place, for: ask), at: now)
        let notices = agenda.notices(for: events)  // before the events are applied
        for event in events { table.append(EventLog.encode(event)) }
        try agenda.apply(events)
        for notice in notices {  // after
            let message = NoticeMessage(
                notice, in: agenda, texts, language: .greek, at: now, domain: "agency.example")
            if let message { mails.append(message.subject + message.body) }
        }
        #expect(mails.count == 1)
    }

    @Test func `moments are made by a zone, windows of moments`() throws {
        let now = ZoneRules.athens.resolve("2026-11-23", "08:00").earliest
        let fortnight = IntervalSet([Interval(start: now, end: now + .hours(14 * 24))!])
        #expect(now.secondsSince1970 == 1_795_413_600)
        #expect(fortnight.contains(try #require(Interval(start: now, end: now + .hours(1)))))
    }

    @Test func `the clock says when, and rows give identifiers`() throws {
        var agency = try World.agency()
        let agenda = Agenda(agency)
        let opening = try #require(try agenda.firstOpening(for: World.request(), at: now))

        let clock = ZoneRules.athens.local(opening.placement.interval.start)
        print("\(clock.date) \(clock.time)")
        let row = "c-19"
        try agency.add(Counsellor(Counsellor.ID(row), at: "kypseli"))
        #expect("\(clock.date) \(clock.time)" == "2026-11-23 08:00")
        #expect(Agenda(agency).counsellors.contains("c-19"))
        #expect(Label(row) == "c-19")

        // Any other text is refused, and the program goes on.
        #expect(throws: Refusal.self) {
            try agency.add(Counsellor(Counsellor.ID("c 20"), at: "kypseli"))
        }
    }

    @Test func `a refusal names its reason, and what to try`() throws {
        let (agenda, _) = try opened()
        var ask = World.request()
        ask.service = "advise"

        do throws(Refusal) {
            _ = try agenda.openings(for: ask, at: now)
        } catch {
            print(error.reason, error.message, error.hint)
            #expect(error.reason == .unknownReference)
            #expect(error.message.contains("advise"))
        }
    }

    @Test func `an empty list is explained`() throws {
        let (agenda, _) = try opened()
        var ask = World.request()
        ask.party = Party("p-204", needs: [.signed("gss")])

        let explanation = try agenda.explanation(of: ask, at: now)
        let words = ExplanationText(agenda, in: .greek, for: .citizen)
        print(words.text(explanation))
        #expect(explanation.openings == 0)
        #expect(!explanation.reliefs.isEmpty)
    }

    @Test func `a late leave is asked about before it is made`() throws {
        var (agenda, _) = try opened()
        var ask = World.request()
        ask.counsellor = .only("c-17")
        let place = try #require(try agenda.firstOpening(for: ask, at: now)).placement
        try agenda.apply(try agenda.decide(.book(place, for: ask), at: now))

        let leave = Declaration(
            "leave-1", of: .counsellor("c-17"), submitted: now,
            .leave(Leave("sick", .days(DateRange("2026-11-23")))))
        let effect = try agenda.whatIf([.declared(leave)], at: now)
        for orphan in effect.orphaned { print(orphan.appointment, orphan.reason) }
        try agenda.apply(try agenda.decide(.amendAll([.declared(leave)]), at: now))
        #expect(effect.orphaned.count == 1)
        #expect(agenda.contradictions(at: now).count == 1)
    }

    @Test func `many requests are planned at once, with a bound that is checked`() throws {
        let agency = try World.agency()
        let agenda = Agenda(agency)
        let requests = (1...60).map { World.request(Subject.ID("p-\($0)")) }

        let plan = try Planner(agenda).plan(
            requests, at: now, budget: .steps(2_000), seed: 7, execution: ThreadedExecution())
        print("\(plan.served) of at most \(plan.bound)")
        try Verifier.verify(plan, of: requests, after: agency.events)
        #expect(plan.served == 60)
        #expect(plan.bound == 60)
    }
}
