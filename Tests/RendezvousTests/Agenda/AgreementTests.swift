import Rendezvous
import RendezvousVerifier
import Testing

/// Cases in which engine and verifier once did not say the same, each as small as possible.
@Suite struct AgreementTests {
    /// What the engine says to a booking, and what the verifier says.
    private func reasons(
        _ placement: Placement, for participant: Subject.ID, needs: [Need] = [], in agenda: Agenda,
        _ events: [Event]
    ) throws -> (engine: Reason?, verifier: [Reason]) {
        let request = Scenario.request(needs: needs, participant: participant, channels: [])
        let found = Examiner(after: events)
            .reasons(against: placement, for: request, at: Scenario.now)
        let refusal = agenda.refusal(.book(placement, for: request), at: Scenario.now)
        return (refusal?.reason, found)
    }

    /// A group session of three on Monday at 13:00, with one participant.
    private func group(
        _ change: (inout Scenario) throws -> Void = { _ in }
    ) throws -> (agenda: Agenda, events: [Event]) {
        var scenario = try Scenario()
        scenario.service.capacity = 3
        try scenario.agency.add(scenario.service)
        try scenario.agency.set(Policy("freed", .freedSlotDelay(.hours(2))))
        try change(&scenario)
        var agenda = Agenda(scenario.agency)
        let booked = try agenda.perform(
            .book(Scenario.placement("13:00"), for: Scenario.request()), at: Scenario.now)
        return (agenda, scenario.agency.events + booked)
    }

    @Test func `who has the time already is told of their own appointment`() throws {
        var (agenda, events) = try group()
        let placement = Scenario.placement("13:00")
        var said = try reasons(placement, for: "p-1", in: agenda, events)
        #expect(said.engine == .participantOverlap)
        #expect(said.verifier == [.participantOverlap])
        // Once it is full, the counsellor's calendar refuses everybody.
        for participant: Subject.ID in ["p-2", "p-3"] {
            let request = Scenario.request(participant: participant)
            events += try agenda.perform(.book(placement, for: request), at: Scenario.now)
        }
        said = try reasons(placement, for: "p-1", in: agenda, events)
        #expect(said.engine == .overlap)
        #expect(Set(said.verifier) == [.overlap, .participantOverlap])
        #expect(Verifier.check(events).isEmpty)
    }

    @Test func `a change of channel gives no time back, one of the time does`() throws {
        let (agenda, events) = try group()
        for (placement, engine) in [
            (Scenario.placement("13:00", on: .phone), Reason?.none),
            (Scenario.placement("14:00"), .recentlyFreed),
        ] {
            var (agenda, events) = (agenda, events)
            events += try agenda.perform(
                .reschedule(Appointment.ID(1), to: placement), at: Scenario.now)
            let asked = Scenario.placement("13:00", on: placement.channel)
            let said = try reasons(asked, for: "p-2", in: agenda, events)
            #expect(said.engine == engine)
            #expect(said.verifier.first == engine)
        }
    }

    @Test func `a transfer gives the old time back as a reschedule does`() throws {
        let (agenda, events) = try group()
        for (placement, engine) in [
            (Scenario.placement("13:00", on: .phone), Reason?.none),
            (Scenario.placement("14:00"), .recentlyFreed),
        ] {
            var (agenda, events) = (agenda, events)
            for command in [
                Command.propose(Appointment.ID(1), to: placement, answerWithin: .hours(1)),
                .accept(Appointment.ID(2)),
            ] {
                events += try agenda.perform(command, at: Scenario.now)
            }
            let asked = Scenario.placement("13:00", on: placement.channel)
            let said = try reasons(asked, for: "p-2", in: agenda, events)
            #expect(said.engine == engine)
            #expect(said.verifier.first == engine)
            #expect(Verifier.check(events).isEmpty)
        }
    }

    @Test func `nobody brings a second interpreter into a group session`() throws {
        var (agenda, events) = try group { scenario in
            try scenario.addInterpreter("i-1")
            try scenario.addInterpreter("i-2")
        }
        let place = Scenario.placement("10:00")
        for number in 1...2 {
            let request = Scenario.request(participant: Subject.ID("q-\(number)"))
            events += try agenda.perform(.book(place, for: request), at: Scenario.now)
        }
        let signed = Communication.signed("gss")
        events += try agenda.perform(
            .invite(Appointment.ID(2), "i-1", for: signed), at: Scenario.now)
        let refused = agenda.refusal(
            .invite(Appointment.ID(3), "i-2", for: signed), at: Scenario.now)
        #expect(refused?.reason == .interpreterUnavailable)
        var wrong = events
        wrong.append(
            Event(
                at: Scenario.now,
                .invited(Appointment.ID(3), "i-2", for: signed, interpreterGap: .none)))
        #expect(
            Verifier.check(wrong).map(\.rule) == [.reason(.interpreterUnavailable)])
        events += try agenda.perform(
            .invite(Appointment.ID(3), "i-1", for: signed), at: Scenario.now)
        #expect(Verifier.check(events).isEmpty)
        // Who joins by booking is asked the same of the counsellor's calendar.
        var other = place
        other.interpreter = "i-2"
        let said = try reasons(other, for: "q-3", needs: [.signed("gss")], in: agenda, events)
        #expect(said.engine == .overlap)
        #expect(Set(said.verifier) == [.overlap])
        let objections = try agenda.objections(
            to: other, for: Scenario.request(needs: [.signed("gss")], participant: "q-3"),
            at: Scenario.now)
        #expect(objections.map(\.reason) == [.overlap])
        #expect(objections.first?.appointments == [Appointment.ID(2), Appointment.ID(3)])
    }
}
