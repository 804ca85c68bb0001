import RendezvousVerifier
import Testing

@testable import Rendezvous

/// The waiting list: who is offered what becomes free.
@Suite struct WaitingListTests {
    private let now = Scenario.now
    private let first = WaitingEntry.ID(1)

    private func request(
        _ participant: Subject.ID, weight: Int = 1, submitted: Instant = .min
    ) -> Request {
        var request = Scenario.request(participant: participant)
        (request.weight, request.submitted) = (weight, submitted)
        return request
    }

    private func agenda() throws -> Agenda { Agenda(try Scenario().agency) }

    @Test func `entries are served by weight, then submission, then number`() throws {
        var agenda = try agenda()
        for (person, weight, hour) in [("a", 1, 3), ("b", 1, 2), ("c", 5, 9), ("d", 1, 2)] {
            let submitted = now - .hours(Int64(hour))
            try agenda.perform(
                .enlist(request(Subject.ID(person), weight: weight, submitted: submitted)), at: now)
        }
        let offers = agenda.waitingOffers(at: now)
        #expect(offers.map(\.entry.id.number) == [3, 1, 2, 4])
        #expect(offers.allSatisfy { $0.opening != nil })
    }

    @Test func `what is held for an entry and confirmed serves it`() throws {
        var agenda = try agenda()
        try agenda.perform(.enlist(request("a")), at: now)
        let placement = Scenario.placement("09:00")
        let events = try agenda.perform(.offer(first, placement), at: now)
        #expect(events.map(\.change).last == .offered(first, Appointment.ID(1)))
        #expect(agenda.waitingEntry(first, at: now)?.status == .offered(Appointment.ID(1)))
        #expect(agenda.waitingOffers(at: now).isEmpty)
        #expect(agenda.refusal(.offer(first, placement), at: now)?.reason == .status)
        let confirmed = try agenda.perform(.confirm(Appointment.ID(1)), at: now)
        #expect(
            confirmed.map(\.change)
                == [.confirmed(Appointment.ID(1)), .waitingEnded(first, .served)])
        #expect(agenda.waitingEntry(first, at: now)?.status == .served)
        #expect(agenda.refusal(.withdraw(first), at: now)?.reason == .status)
        // What was booked out of it is an appointment like any other.
        try agenda.perform(.cancel(Appointment.ID(1), .excused), at: now)
        #expect(agenda.waitingEntry(first, at: now)?.status == .served)
    }

    @Test func `a hold that lapses or is given back puts the entry back`() throws {
        var agenda = try agenda()
        try agenda.perform(.enlist(request("a")), at: now)
        try agenda.perform(.offer(first, Scenario.placement("09:00")), at: now)
        let expiry = now + .minutes(5)
        #expect(agenda.waitingEntry(first, at: expiry)?.status == .open)
        #expect(agenda.waitingOffers(at: expiry).count == 1)
        var again = agenda
        let events = try again.perform(.offer(first, Scenario.placement("09:00")), at: expiry)
        #expect(events.count == 3)
        #expect(again.waitingEntry(first, at: expiry)?.status == .offered(Appointment.ID(2)))
        try agenda.perform(.cancel(Appointment.ID(1), .excused), at: now)
        #expect(agenda.waitingEntry(first, at: now)?.status == .open)
    }

    @Test func `an entry is withdrawn with what is held for it`() throws {
        var agenda = try agenda()
        try agenda.perform(.enlist(request("a")), at: now)
        try agenda.perform(.offer(first, Scenario.placement("09:00")), at: now)
        var late = agenda
        #expect(try late.perform(.withdraw(first), at: now + .hours(1)).count == 2)
        #expect(late[Appointment.ID(1)]?.cancellation == .lapsed)
        try agenda.perform(.withdraw(first), at: now)
        #expect(agenda[Appointment.ID(1)]?.cancellation == .excused)
        #expect(agenda.waitingEntry(first, at: now)?.status == .withdrawn)
        #expect(agenda.refusal(.withdraw(first), at: now)?.reason == .status)
        let other = agenda.refusal(.withdraw(WaitingEntry.ID(7)), at: now)
        #expect(other?.reason == .unknownWaiting)
        #expect(
            agenda.refusal(.withdraw(WaitingEntry.ID(.min)), at: now)?.reason == .unknownWaiting)
    }

    @Test func `a full day has no opening for who waits, until something is given back`() throws {
        var scenario = try Scenario()
        try scenario.agency.amend(
            .policySet(Policy("day", .limit(.counsellor, per: .day, most: 1))))
        var agenda = Agenda(scenario.agency)
        try agenda.perform(.book(Scenario.placement("09:00"), for: request("a")), at: now)
        try agenda.perform(.enlist(request("b")), at: now)
        #expect(agenda.waitingOffers(at: now).map(\.opening) == [nil])
        let more = Change.policySet(Policy("day", .limit(.counsellor, per: .day, most: 2)))
        #expect(try agenda.whatIf([more], at: now).newlyPossible == [first])
        try agenda.perform(.cancel(Appointment.ID(1), .excused), at: now)
        #expect(agenda.waitingOffers(at: now).first?.opening != nil)
    }

    @Test func `a request that names nothing known is not enlisted`() throws {
        let agenda = try agenda()
        var wrong = request("a")
        wrong.service = "nothing"
        #expect(agenda.refusal(.enlist(wrong), at: now)?.reason == .unknownReference)
        wrong = request("a", weight: 0)
        #expect(agenda.refusal(.enlist(wrong), at: now)?.reason == .invalidValue)
    }

    @Test func `the log of a waiting list is right, and replays`() throws {
        var agenda = try agenda()
        var events = try Scenario().agency.events
        for (command, minutes) in [
            (Command.enlist(request("a")), 0), (.enlist(request("b", weight: 2)), 0),
            (.offer(first, Scenario.placement("09:00")), 1),
            (.offer(WaitingEntry.ID(2), Scenario.placement("10:00")), 2),
            (.confirm(Appointment.ID(2)), 3),
            (.offer(first, Scenario.placement("09:00")), 30), (.withdraw(first), 31),
        ] as [(Command, Int64)] {
            events += try agenda.perform(command, at: now + .minutes(minutes))
        }
        #expect(Verifier.check(events) == [])
        #expect(try Agenda(replaying: events).stateImage() == agenda.stateImage())
        #expect(try EventLog.decode(EventLog.encode(events)) == events)
    }
}
