import RendezvousTesting
import Testing

@testable import Rendezvous

/// Events that cannot follow: each kind is refused with its place and its reason, and the batch in
/// which it stands leaves nothing behind.
struct BadEventTests {
    @Test func `each kind of bad event undoes the batch that it stands in`() throws {
        let before = try Self.agenda()
        let image = before.stateImage()
        let requests = [
            Scenario.request(days: 3), Scenario.request(days: 3, participant: "p-2"),
            Scenario.request(days: 3, needs: [.signed("gss")], channels: [.office]),
        ]
        let found = try requests.map { try before.openings(for: $0, at: Self.now, limit: 100) }
        for (change, message) in Self.bad {
            for (place, good) in [Self.good, []].enumerated() {
                var agenda = before
                let events = (good + [change]).map { Event(at: Self.now, $0) }
                let error = #expect(throws: LogError.self, "\(change)") {
                    try agenda.apply(events)
                }
                #expect(error?.index == good.count, "\(change)")
                #expect(error?.message == message, "\(change)")
                #expect(agenda.stateImage() == image, "\(change)")
                guard place == 0 else { continue }
                for (request, expected) in zip(requests, found) {
                    let now = try agenda.openings(for: request, at: Self.now, limit: 100)
                    #expect(now == expected, "\(change)")
                }
                #expect(agenda.holds == before.holds, "\(change)")
                // The lapse of the first hold comes before what is decided an hour later.
                let book = Command.book(Self.placement("12:00"), for: Scenario.request())
                let decided = try agenda.decide(book, at: Self.now + .hours(1))
                #expect(decided.count == 2, "\(change)")
                #expect(decided == (try before.decide(book, at: Self.now + .hours(1))))
                // The same batch without it passes, and gives what it gives elsewhere.
                try agenda.apply(events.dropLast())
                #expect(agenda.stateImage() == (try Self.agendaAfterGood()), "\(change)")
            }
        }
    }

    @Test func `replaying stops at the same event with the same message`() throws {
        let history = try Self.history()
        for (change, message) in Self.bad {
            let error = #expect(throws: LogError.self) {
                try Agenda(replaying: history + [Event(at: Self.now, change)])
            }
            #expect(error == LogError(index: history.count, message: message))
            #expect(error?.description == "event \(history.count): \(message).")
        }
    }

    @Test func `an appointment takes only the steps that its state allows`() throws {
        let agenda = try Self.agenda()
        let steps: [(name: String, change: (Appointment.ID) -> Change, allowed: Set<Int>)] = [
            ("confirm", { .confirmed($0) }, [1]),
            ("cancel", { .cancelled($0, .lapsed) }, [1, 2]),
            ("move", { Self.moved($0, Self.placement("12:00")) }, [1, 2]),
            ("arrive", { .arrived($0) }, [2]),
            ("fulfil", { .fulfilled($0) }, [3]),
            ("miss", { .missed($0) }, [2]),
        ]
        let image = agenda.stateImage()
        for number in 1...6 {
            for step in steps {
                var agenda = agenda
                let event = Event(at: Self.now, step.change(Appointment.ID(number)))
                let comment: Comment = "\(step.name) \(number)"
                if step.allowed.contains(number) {
                    #expect(throws: Never.self, comment) { try agenda.apply([event]) }
                    #expect(agenda.stateImage() != image, comment)
                } else {
                    #expect(throws: LogError.self, comment) { try agenda.apply([event]) }
                    #expect(agenda.stateImage() == image, comment)
                }
            }
        }
    }

    // MARK: The history before

    private static let now = Scenario.now

    /// Six appointments: pending, booked, arrived, fulfilled, cancelled and missed.
    private static func history() throws -> [Event] {
        var scenario = try Scenario()
        try scenario.addInterpreter("i-1")
        let changes: [Change] = [
            .held(booking(1, placement("09:00")), until: now + .minutes(5)),
            .booked(booking(2, placement("10:00"))), .booked(booking(3, placement("11:00"))),
            .booked(booking(4, placement("13:00"))), .booked(booking(5, placement("14:00"))),
            .booked(booking(6, placement("15:00"))),
            .arrived(Appointment.ID(3)), .arrived(Appointment.ID(4)), .fulfilled(Appointment.ID(4)),
            .cancelled(Appointment.ID(5), .excused), .missed(Appointment.ID(6)),
            .policySet(Policy("day", .limit(.counsellor, per: .day, most: 20))),
        ]
        return scenario.agency.events + changes.map { Event(at: now, $0) }
    }

    private static func agenda() throws -> Agenda { try Agenda(replaying: history()) }

    private static func agendaAfterGood() throws -> [UInt8] {
        try Agenda(replaying: history() + good.map { Event(at: now, $0) }).stateImage()
    }

    private static func placement(
        _ time: CivilTime, with counsellor: Counsellor.ID = "maria",
        interpreter: Interpreter.ID? = nil, room: Room.ID? = nil
    ) -> Placement {
        var placement = Scenario.placement(time, with: counsellor)
        placement.interpreter = interpreter
        placement.room = room
        return placement
    }

    private static func booking(
        _ number: Int, _ placement: Placement, for party: Party = Party("p-1"),
        service: Service.ID = "advice", topic: Topic.ID? = nil, gap: Gap = .none,
        interpreterGap: Gap = .none
    ) -> Booking {
        Booking(
            Appointment.ID(number), for: party, service: service, topic: topic, at: placement,
            gap: gap, interpreterGap: interpreterGap)
    }

    private static func moved(
        _ id: Appointment.ID, _ placement: Placement, _ gap: Gap = .none,
        _ interpreterGap: Gap = .none
    ) -> Change {
        .rescheduled(id, to: placement, gap: gap, interpreterGap: interpreterGap)
    }

    private static func rest(
        _ id: Declaration.ID, of worker: Worker = .counsellor("maria")
    ) -> Change {
        .declared(
            Declaration(
                id, of: worker, submitted: now,
                .daily(.rest, DateRange(Scenario.monday.advanced(by: 1)))))
    }

    /// Changes of every sort that may follow the history.
    private static let good: [Change] = [
        .confirmed(Appointment.ID(1)), .cancelled(Appointment.ID(2), .revoked),
        .fulfilled(Appointment.ID(3)), moved(Appointment.ID(1), placement("12:00")),
        .booked(
            booking(
                7, placement("09:00", interpreter: "i-1", room: "r-1"),
                for: Party("p-7", as: .business(.legal), bookedBy: "p-8", needs: [.signed("gss")]),
                topic: "plan")),
        .held(booking(8, placement("10:00"), for: Party("p-8")), until: now + .hours(1)),
        moved(Appointment.ID(8), placement("10:30")), .cancelled(Appointment.ID(8), .lapsed),
        .booked(booking(9, placement("08:00"), topic: "plan")),
        rest("good"), .declarationWithdrawn("week-i-1"), .precedenceSet(.date),
        .defined(.counsellor(Counsellor("new", at: "kypseli")), from: .min),
        .defined(.room(Room("r-2", in: "kypseli")), from: .min),
        .withdrawn(.room("r-1"), from: Scenario.monday.advanced(by: 1)),
        .policySet(Policy("day", .limit(.counsellor, per: .day, most: 1))), .policyWithdrawn("day"),
        .policySet(Policy("present", .participantPresent)),
        .participantNoted(
            Participant("p-1", absences: IntervalSet([placement("09:00").interval]))),
        .participantNoted(Participant("p-1")),
        .holidaysGiven(.greece), .zoneGiven(.copenhagen),
        .defined(
            .service(Service("long", in: "jobs", lasting: .hours(2), horizon: 700)), from: .min),
    ]

    // MARK: What cannot follow

    /// What cannot follow the history, with or without `good` in between, and the message.
    private static let bad: [(Change, String)] = badBookings + badSteps + badSupply

    private static let badBookings: [(Change, String)] = {
        let nowhere = placement("16:00", with: "nobody")
        let (start, day) = (Scenario.at("08:00"), Seconds.hours(24))
        var long = placement("08:00")
        long.interval = Interval(start: start, end: start + day + Seconds(1)) ?? .always
        let range = "must be 0 … 24 h"
        // Moves name the second appointment only where `good` does not: its state would differ.
        let moves: [(Placement, Gap, Gap, String)] = [
            (nowhere, .none, .none, "names counsellor (nobody), which is not in the catalogue"),
            (
                placement("08:00", interpreter: "i-9"), .none, .none,
                "names interpreter (i-9), which is not in the catalogue"
            ),
            (
                placement("08:00", room: "r-9"), .none, .none,
                "names room (r-9), which is not in the catalogue"
            ),
            (long, .none, .none, "lasts 24 h 1 s, more than 24 h"),
        ]
        let gaps = [
            Gap(before: Seconds(-1)), Gap(after: Seconds(-1)), Gap(before: day + Seconds(1)),
            Gap(after: day + Seconds(1)),
        ]
        return moves.map { place, gap, interpreterGap, what in
            (moved(Appointment.ID(1), place, gap, interpreterGap), "appointment (1) \(what)")
        }
            + gaps.flatMap { gap in
                [
                    (
                        moved(Appointment.ID(1), placement("08:00"), gap),
                        "gap of appointment (1) \(range)"
                    ),
                    (
                        moved(Appointment.ID(1), placement("08:00"), .none, gap),
                        "gap of appointment (1) \(range)"
                    ),
                ]
            }
    }()

    private static let badSteps: [(Change, String)] = [
        (.confirmed(Appointment.ID(4)), "appointment (4) is fulfilled, not pending"),
        (.confirmed(Appointment.ID(9_999)), "appointment (9999) was never made"),
        (.arrived(Appointment.ID(0)), "appointment (0) was never made"),
        (.fulfilled(Appointment.ID(-1)), "appointment (-1) was never made"),
        (.missed(Appointment.ID(.max)), "appointment (\(Int.max)) was never made"),
        (.missed(Appointment.ID(.min)), "appointment (\(Int.min)) was never made"),
        (
            .cancelled(Appointment.ID(5), .excused),
            "appointment (5) is cancelled, not pending or booked"
        ),
        (.arrived(Appointment.ID(6)), "appointment (6) is noshow, not booked"),
        (.fulfilled(Appointment.ID(6)), "appointment (6) is noshow, not arrived"),
        (.missed(Appointment.ID(4)), "appointment (4) is fulfilled, not booked"),
        (
            moved(Appointment.ID(4), placement("08:00")),
            "appointment (4) is fulfilled, not pending or booked"
        ),
    ]

    private static let badSupply: [(Change, String)] = [
        (
            .defined(.room(Room("r-8", in: "nowhere")), from: .min),
            "room (r-8) names office (nowhere), which is not in the catalogue"
        ),
        (
            .defined(.service(Service("s", in: "jobs", lasting: .zero)), from: .min),
            "duration of service (s) (0 min) must be 1 min … 24 h"
        ),
        (
            .withdrawn(.position("desk"), from: .min),
            "a withdrawal names position (desk), which is not in the catalogue"
        ),
        (rest("week-maria"), "declaration (week-maria) must not repeat an earlier one"),
        (
            rest("d-9", of: .interpreter("i-9")),
            "declaration (d-9) names interpreter (i-9), which is not in the catalogue"
        ),
        (.declarationWithdrawn("d-9"), "declaration (d-9) must be in force"),
        (
            .policySet(Policy("p", .limit(.participant, per: .day, most: 0))),
            "limit of policy (p) (0) must be 1 … 1440"
        ),
        (
            .policySet(Policy("p", .soonest)),
            "preference of policy (p) must be given: its rule only compares"
        ),
        (
            .policySet(Policy("p", .custom("none", [:]))),
            "custom rule (none) must be one that this program was given, and it was given none"
        ),
        (.policyWithdrawn("p"), "policy (p) must be in force"),
        (
            .participantNoted(Participant("p-1", office: "nowhere")),
            "participant (p-1) names office (nowhere), which is not in the catalogue"
        ),
        (
            .participantNoted(Participant("p-1", counsellor: "nobody")),
            "participant (p-1) names counsellor (nobody), which is not in the catalogue"
        ),
        (
            .holidaysGiven(HolidayCalendar(id: "", name: "", holidays: [])),
            "identifier of a holiday calendar (\"\") must be 1 … 64 bytes without spaces and "
                + "control characters"
        ),
    ]

    @Test func `a new appointment has the next number and names what exists`() throws {
        var agenda = try Self.agenda()
        let image = agenda.stateImage()
        var long = Self.placement("08:00")
        let start = Scenario.at("08:00")
        long.interval = Interval(start: start, end: start + .hours(24) + Seconds(1)) ?? .always
        let bookings: [(Booking, String)] = [
            (Self.booking(6, Self.placement("08:00")), "appointment (6) must be the next, 7"),
            (Self.booking(8, Self.placement("08:00")), "appointment (8) must be the next, 7"),
            (Self.booking(0, Self.placement("08:00")), "appointment (0) must be the next, 7"),
            (Self.booking(.min, Self.placement("08:00")), "must be the next, 7"),
            (
                Self.booking(7, Self.placement("08:00"), service: "none"),
                "is for service (none), which is not in the catalogue"
            ),
            (Self.booking(7, Self.placement("08:00", with: "no")), "names counsellor (no)"),
            (Self.booking(7, Self.placement("08:00", interpreter: "no")), "names interpreter (no)"),
            (Self.booking(7, Self.placement("08:00", room: "no")), "names room (no)"),
            (Self.booking(7, long), "appointment (7) lasts 24 h 1 s, more than 24 h"),
            (
                Self.booking(7, Self.placement("08:00"), gap: Gap(after: Seconds(-1))),
                "gap of appointment (7) must be 0 … 24 h"
            ),
            (
                Self.booking(
                    7, Self.placement("08:00"), interpreterGap: Gap(before: Seconds(.max))),
                "gap of appointment (7) must be 0 … 24 h"
            ),
        ]
        for (booking, message) in bookings {
            for change in [Change.booked(booking), .held(booking, until: Self.now + .hours(1))] {
                let error = #expect(throws: LogError.self, "\(message)") {
                    try agenda.apply([Event(at: Self.now, change)])
                }
                #expect(error?.index == 0)
                #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
                #expect(agenda.stateImage() == image)
            }
        }
        try agenda.apply([Event(at: Self.now, .booked(Self.booking(7, Self.placement("08:00"))))])
        #expect(agenda.appointmentCount == 7)
    }
}
