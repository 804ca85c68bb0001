import Testing

@testable import Rendezvous

/// Messages and reminders, derived from events and state (A5, A7).
@Suite struct NoticeTests {
    private let now = Scenario.now
    private let one = Appointment.ID(1)
    private let two = Appointment.ID(2)

    private func request() -> Request {
        var request = Scenario.request(days: 3)
        request.party = Party("p-1", bookedBy: "aunt")
        return request
    }

    /// Performs commands and collects what is told of them.
    private func told(_ commands: [(Command, Instant)]) throws -> (Agenda, [Event], [Notice]) {
        var scenario = try Scenario()
        try scenario.addInterpreter("i-1")
        var agenda = Agenda(scenario.agency)
        var (events, notices): ([Event], [Notice]) = (scenario.agency.events, [])
        for (command, instant) in commands {
            let new = try agenda.decide(command, at: instant)
            notices += agenda.notices(for: new)
            try agenda.apply(new)
            events += new
        }
        return (agenda, events, notices)
    }

    private var history: [(Command, Instant)] {
        [
            (.hold(Scenario.placement("09:00"), for: request()), now),
            (.confirm(one), now),
            (.propose(one, to: Scenario.placement("10:00"), answerWithin: .hours(1)), now),
            (.accept(two), now),
            (.invite(one, "i-1", for: .signed("gss")), now),
            (.propose(one, to: with("i-1", "09:00"), answerWithin: .hours(1)), now),
            (.reschedule(one, to: with("i-1", "11:00")), now),
            (.cancel(one, .revoked), now),
            (.enlist(request()), now),
            (.offer(WaitingEntry.ID(1), Scenario.placement("09:00")), now),
            (.cancel(Appointment.ID(4), .excused), now),
        ]
    }

    private func with(_ interpreter: Interpreter.ID, _ time: CivilTime) -> Placement {
        var placement = Scenario.placement(time)
        placement.interpreter = interpreter
        return placement
    }

    @Test func `each kind of news is told to who comes and who booked, with its revision`() throws {
        let (_, events, notices) = try told(history)
        let expected: [(Notice.Kind, Int, Int)] = [
            (.booked, 1, 0), (.proposed, 2, 0), (.moved, 1, 1), (.changed, 1, 2), (.proposed, 3, 0),
            (.proposalWithdrawn, 3, 1), (.moved, 1, 3), (.cancelled, 1, 4), (.offered, 4, 0),
        ]
        let keys = notices.map(\.key)
        for (index, (kind, appointment, revision)) in expected.enumerated() {
            for (place, recipient) in [
                Notice.Recipient.participant("p-1"), .bookedBy("aunt"),
            ].enumerated() {
                #expect(
                    keys[2 * index + place]
                        == Notice.Key(
                            appointment: Appointment.ID(appointment), revision: revision,
                            kind: kind, recipient: recipient))
            }
        }
        #expect(keys.count == 2 * expected.count)
        #expect(Set(keys).count == keys.count)
        #expect(notices[4].placement == Scenario.placement("10:00"))
        #expect(notices[2].moves == one)

        // Event by event, or all at once, the same is told.
        var agenda = try Agenda(replaying: [])
        #expect(agenda.notices(for: events) == notices)
        var again: [Notice] = []
        for event in events {
            again += agenda.notices(for: [event])
            try agenda.apply([event])
        }
        #expect(again == notices)
    }

    @Test func `a hold that is given back or lapses is no news`() throws {
        let (agenda, _, notices) = try told([
            (.hold(Scenario.placement("09:00"), for: request()), now),
            (.cancel(one, .excused), now),
            (.hold(Scenario.placement("09:00"), for: request()), now),
            (.book(Scenario.placement("10:00"), for: request()), now + .hours(1)),
        ])
        #expect(notices.map(\.key.kind) == [.booked, .booked])
        #expect(agenda.appointmentCount == 3)
    }

    @Test func `a reminder is due before the start, moves and vanishes with it (A7)`() throws {
        var (agenda, _, _) = try told([
            (.book(Scenario.placement("09:00", days: 1), for: request()), now),
            (.hold(Scenario.placement("10:00", days: 1), for: request()), now),
        ])
        let due = Scenario.at("09:00", days: 1) - .hours(24)
        let hour = try #require(Interval(start: due, end: due + .hours(1)))
        func reminders(_ interval: Interval, at instant: Instant) -> [Reminder] {
            agenda.remindersDue(in: interval, at: instant, before: .hours(24))
        }
        #expect(reminders(hour, at: due).map(\.due) == [due, due])
        #expect(
            reminders(hour, at: due).map(\.key.recipient)
                == [.participant("p-1"), .bookedBy("aunt")])
        let before = try #require(Interval(start: due - .hours(1), end: due))
        #expect(reminders(before, at: due).isEmpty)
        #expect(reminders(hour, at: Scenario.at("09:00", days: 1)).isEmpty)
        try agenda.perform(.reschedule(one, to: Scenario.placement("11:00", days: 1)), at: now)
        #expect(reminders(hour, at: due).isEmpty)
        let later = try #require(Interval(start: due + .hours(2), end: due + .hours(3)))
        #expect(reminders(later, at: due).map(\.key.revision) == [1, 1])
        try agenda.perform(.cancel(one, .excused), at: now)
        #expect(reminders(later, at: due).isEmpty)
        #expect(agenda.remindersDue(in: .always, at: now, before: Seconds(.min)).isEmpty)
    }
}
