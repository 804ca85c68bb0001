import Testing

@testable import Rendezvous

/// Events of the lifecycle that cannot follow leave the agenda as it was.
struct BadLifecycleTests {
    private let now = Scenario.now

    /// Booked 1 with proposal 2, entry 1 offered hold 3, entry 2 open, arrived 4, proposal 5 over.
    private func agenda() throws -> Agenda {
        var scenario = try Scenario()
        try scenario.addInterpreter("i-1")
        var agenda = Agenda(scenario.agency)
        let request = Scenario.request(participant: "p-2")
        let commands: [Command] = [
            .book(Scenario.placement("09:00"), for: Scenario.request()),
            .propose(
                Appointment.ID(1), to: Scenario.placement("10:00"), answerWithin: .hours(1)),
            .enlist(request), .enlist(Scenario.request(participant: "p-3")),
            .offer(WaitingEntry.ID(1), Scenario.placement("11:00")),
            .book(Scenario.placement("12:00"), for: Scenario.request(participant: "p-4")),
            .arrive(Appointment.ID(4)),
        ]
        for command in commands { try agenda.perform(command, at: now) }
        return agenda
    }

    private func booking(_ number: Int, _ time: CivilTime = "14:00") -> Booking {
        Booking(
            Appointment.ID(number), for: Party("p-1"), service: "advice", topic: nil,
            at: Scenario.placement(time), gap: .none, interpreterGap: .none)
    }

    private var bad: [(Change, String)] {
        let (one, two, three) = (Appointment.ID(1), Appointment.ID(2), Appointment.ID(3))
        let (four, none) = (Appointment.ID(4), Appointment.ID(.min))
        let until = now + .hours(1)
        let wide = Gap(after: Limits.longestGap + Seconds(1))
        return [
            (.proposed(booking(5), moving: one, until: until), "has an open proposal, (2)"),
            (.proposed(booking(5), moving: two, until: until), "is proposed, not booked"),
            (.proposed(booking(5), moving: none, until: until), "was never made"),
            (.proposed(booking(.min), moving: one, until: until), "has an open proposal"),
            (.transferred(one), "is booked, not proposed"), (.transferred(none), "was never made"),
            (.cancelled(two, .merged), "by itself"),
            (.cancelled(one, .identityRefused), "by itself"),
            (.cancelled(one, .declined), "is booked, not proposed"),
            (.cancelled(two, .excused), "is proposed, not pending or booked"),
            (.confirmed(two), "is proposed, not pending"),
            (
                .rescheduled(
                    two, to: Scenario.placement("14:00"), gap: .none, interpreterGap: .none),
                "is proposed, not pending or booked"
            ),
            (.enlisted(WaitingEntry.ID(2), Scenario.request()), "must be the next, 3"),
            (.enlisted(WaitingEntry.ID(.min), Scenario.request()), "must be the next, 3"),
            (.offered(WaitingEntry.ID(1), three), "is not open"),
            (.offered(WaitingEntry.ID(2), three), "is held for a waiting entry already"),
            (.offered(WaitingEntry.ID(2), one), "is booked, not pending"),
            (.offered(WaitingEntry.ID(.max), three), "was never enlisted"),
            (.waitingEnded(WaitingEntry.ID(1), .served), "cannot be served now"),
            (.waitingEnded(WaitingEntry.ID(1), .withdrawn), "cannot be withdrawn now"),
            (.waitingEnded(WaitingEntry.ID(0), .withdrawn), "was never enlisted"),
            (.invited(three, "i-1", for: .signed("gss"), interpreterGap: .none), "is pending"),
            (.invited(one, "i-9", for: .signed("gss"), interpreterGap: .none), "not in the"),
            (.invited(one, "i-1", for: .signed("gss"), interpreterGap: wide), "gap of"),
            (.admitted(one), "has nobody to admit"), (.admitted(three), "is pending"),
            (.identified(one, by: "maria"), "is booked, not arrived"),
            (.identified(four, by: "nobody"), "not in the catalogue"),
            (.identityRefused(four, by: "nobody"), "not in the catalogue"),
            (.meetingBegan(four, .video), "cannot begin a meeting"),
            (.modeChanged(four, .video), "cannot change its mode"),
        ]
    }

    private let good: [Change] = [
        .identified(Appointment.ID(4), by: "maria"), .meetingBegan(Appointment.ID(4), .video),
        .modeChanged(Appointment.ID(4), .audioOnly),
        .invited(Appointment.ID(4), "i-1", for: .signed("gss"), interpreterGap: .none),
        .admitted(Appointment.ID(4)), .fulfilled(Appointment.ID(4)),
        .enlisted(WaitingEntry.ID(3), Scenario.request()),
        .confirmed(Appointment.ID(3)), .waitingEnded(WaitingEntry.ID(1), .served),
        .waitingEnded(WaitingEntry.ID(2), .withdrawn), .transferred(Appointment.ID(2)),
        .invited(Appointment.ID(1), "i-1", for: .signed("gss"), interpreterGap: .none),
    ]

    @Test func `each kind of bad event undoes the batch that it stands in`() throws {
        let before = try agenda()
        let image = before.stateImage()
        let request = Scenario.request(participant: "p-9")
        let found = try before.openings(for: request, at: now, limit: 100)
        for (change, message) in bad {
            var agenda = before
            let error = #expect(throws: LogError.self, "\(change)") {
                try agenda.apply([Event(at: now, change)])
            }
            #expect(error?.message.contains(message) == true, "\(change): \(error?.message ?? "")")
            #expect(agenda.stateImage() == image, "\(change)")
            // Behind events that are good, and undone with it.
            let batch = (good + [.arrived(Appointment.ID(99))]).map { Event(at: now, $0) }
            #expect(throws: LogError.self) { try agenda.apply(batch) }
            #expect(agenda.stateImage() == image, "\(change)")
            #expect(agenda.holds == before.holds)
            #expect(try agenda.openings(for: request, at: now, limit: 100) == found)
            try agenda.apply(batch.dropLast())
            #expect(agenda.stateImage() != image)
        }
    }
}
