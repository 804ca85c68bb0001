import RendezvousVerifier
import Testing

@testable import Rendezvous

/// Proposals to move an appointment (A15).
@Suite struct TransferTests {
    private let now = Scenario.now
    private let one = Appointment.ID(1)
    private let two = Appointment.ID(2)

    /// Maria has an appointment at nine, Nikos none.
    private func agenda() throws -> Agenda {
        var scenario = try Scenario()
        try scenario.addCounsellor("nikos")
        var agenda = Agenda(scenario.agency)
        try agenda.perform(.book(Scenario.placement("09:00"), for: Scenario.request()), at: now)
        return agenda
    }

    private func proposal(_ time: CivilTime, with counsellor: Counsellor.ID = "maria") -> Command {
        .propose(
            one, to: Scenario.placement(time, with: counsellor), answerWithin: .hours(1))
    }

    @Test func `both places are kept until the answer, and then one is free`() throws {
        var agenda = try agenda()
        try agenda.perform(proposal("11:00"), at: now)
        #expect(agenda[two]?.status == .proposed)
        #expect(agenda[two]?.moves == one)
        #expect(agenda[one]?.proposal == two)
        #expect(agenda.consent(to: two, at: now) == .needsAction)
        let other = Scenario.request(participant: "p-2")
        for time: CivilTime in ["09:00", "11:00"] {
            let book = Command.book(Scenario.placement(time), for: other)
            #expect(agenda.refusal(book, at: now)?.reason == .overlap)
        }
        var declined = agenda
        try declined.perform(.decline(two), at: now)
        #expect(declined.consent(to: two, at: now) == .declined)
        #expect(declined[one]?.placement == Scenario.placement("09:00"))
        #expect(declined[one]?.revision == 0)
        #expect(
            declined.refusal(.book(Scenario.placement("11:00"), for: other), at: now) == nil)

        let events = try agenda.perform(.accept(two), at: now)
        #expect(events.map(\.change) == [.transferred(two)])
        #expect(agenda[one]?.placement == Scenario.placement("11:00"))
        #expect(agenda[one]?.revision == 1)
        #expect(agenda[two]?.cancellation == .merged)
        #expect(agenda.consent(to: two, at: now) == .accepted)
        #expect(agenda.refusal(.book(Scenario.placement("09:00"), for: other), at: now) == nil)
        #expect(
            agenda.refusal(.book(Scenario.placement("11:00"), for: other), at: now)?.reason
                == .overlap)
        #expect(agenda.refusal(.accept(two), at: now)?.reason == .status)
    }

    @Test func `a proposal may overlap what it moves, and nothing else`() throws {
        var agenda = try agenda()
        let other = Scenario.request(participant: "p-2")
        try agenda.perform(.book(Scenario.placement("10:00"), for: other), at: now)
        #expect(agenda.refusal(proposal("09:30"), at: now)?.reason == .gap)
        try agenda.perform(proposal("09:10"), at: now)
        try agenda.perform(.accept(Appointment.ID(3)), at: now)
        #expect(agenda[one]?.placement.interval.start == Scenario.at("09:10"))
    }

    @Test func `a proposal lapses at its instant, and the next decision notes it`() throws {
        var agenda = try agenda()
        try agenda.perform(proposal("11:00"), at: now)
        let expiry = now + .hours(1)
        #expect(agenda.refusal(.accept(two), at: expiry - Seconds(1)) == nil)
        #expect(agenda.refusal(.accept(two), at: expiry)?.reason == .holdExpired)
        #expect(agenda.refusal(.decline(two), at: expiry)?.reason == .holdExpired)
        #expect(agenda.consent(to: two, at: expiry) == .lapsed)
        let other = Scenario.request(participant: "p-2")
        let events = try agenda.perform(
            .book(Scenario.placement("11:00"), for: other), at: expiry)
        #expect(events.first?.change == .cancelled(two, .lapsed))
        #expect(agenda.consent(to: two, at: expiry) == .lapsed)
        #expect(agenda[one]?.placement == Scenario.placement("09:00"))
    }

    @Test func `what changes the appointment in another way takes the proposal back`() throws {
        var open = try agenda()
        try open.perform(proposal("11:00"), at: now)
        let start = Scenario.at("09:00")
        // The time of the answer is longer than until the start.
        var late = try agenda()
        try late.perform(
            .propose(one, to: Scenario.placement("11:00"), answerWithin: .hours(5)), at: now)
        let changes: [(Command, Instant)] = [
            (.reschedule(one, to: Scenario.placement("11:10")), now),
            (.cancel(one, .excused), now), (.arrive(one), now), (.noShow(one), start),
        ]
        for (command, instant) in changes {
            var agenda = instant == now ? open : late
            let events = try agenda.perform(command, at: instant)
            #expect(events.first?.change == .cancelled(two, .revoked), "\(command)")
            #expect(events.count == 2, "\(command)")
            #expect(agenda.consent(to: two, at: instant) == nil)
            #expect(agenda.refusal(.accept(two), at: instant)?.reason == .status)
        }
    }

    @Test func `an appointment has one open proposal, and the service may take it back`() throws {
        var agenda = try agenda()
        try agenda.perform(proposal("11:00"), at: now)
        #expect(agenda.refusal(proposal("12:00"), at: now)?.reason == .status)
        #expect(agenda.refusal(.cancel(two, .excused), at: now)?.reason == .status)
        #expect(
            agenda.refusal(
                .propose(
                    two, to: Scenario.placement("12:00"), answerWithin: .hours(1)), at: now)?.reason
                == .status)
        try agenda.perform(.cancel(two, .revoked), at: now)
        try agenda.perform(proposal("12:00"), at: now)
        #expect(agenda[one]?.proposal == Appointment.ID(3))
        // An expired one makes room for the next.
        let events = try agenda.perform(proposal("13:00"), at: now + .hours(1))
        #expect(events.count == 2)
    }

    @Test func `the time to answer has its bounds`() throws {
        let agenda = try agenda()
        for (length, isRefused) in [
            (Seconds.zero, true), (Seconds(1), false), (Limits.longestAnswer, false),
            (Limits.longestAnswer + Seconds(1), true),
        ] {
            let command = Command.propose(
                one, to: Scenario.placement("11:00"), answerWithin: length)
            #expect((agenda.refusal(command, at: now)?.reason == .invalidValue) == isRefused)
        }
    }

    @Test func `nobody is asked about a time that has begun`() throws {
        var agenda = try agenda()
        try agenda.perform(
            .propose(one, to: Scenario.placement("11:00"), answerWithin: .hours(24)), at: now)
        #expect(agenda[two]?.expires == Scenario.at("11:00"))
        #expect(agenda.refusal(.accept(two), at: Scenario.at("11:00"))?.reason == .holdExpired)
    }

    @Test func `removing a counsellor moves nobody; a proposal does, if accepted (A15)`() throws {
        var agenda = try agenda()
        let removal = Change.withdrawn(.counsellor("maria"), from: Scenario.monday)
        let effect = try agenda.whatIf([removal], at: now)
        #expect(effect.orphaned.map(\.appointment) == [one])
        #expect(effect.orphaned.map(\.reason) == [.notInForce])
        try agenda.perform(.amendAll([removal]), at: now)
        #expect(agenda[one]?.placement == Scenario.placement("09:00"))
        try agenda.perform(proposal("09:00", with: "nikos"), at: now)
        try agenda.perform(.accept(two), at: now)
        #expect(agenda[one]?.placement.counsellor == "nikos")
        #expect(agenda.contradictions(at: now).isEmpty)
    }

    @Test func `the log of a transfer is right, and replays`() throws {
        var scenario = try Scenario()
        try scenario.addCounsellor("nikos")
        var events = scenario.agency.events
        var agenda = Agenda(scenario.agency)
        for (command, instant) in [
            (Command.book(Scenario.placement("09:00"), for: Scenario.request()), now),
            (proposal("09:10"), now), (.accept(two), now + .minutes(2)),
            (proposal("10:00", with: "nikos"), now + .minutes(3)),
            (.decline(Appointment.ID(3)), now + .minutes(4)),
        ] {
            events += try agenda.perform(command, at: instant)
        }
        #expect(Verifier.check(events) == [])
        #expect(try Agenda(replaying: events).stateImage() == agenda.stateImage())
        #expect(try EventLog.decode(EventLog.encode(events)) == events)
    }
}
