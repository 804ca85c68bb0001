import Rendezvous
import RendezvousVerifier
import Testing

/// Rules 17 to 19: interpreters, rooms, facilities.
struct ResourceTests {
    static let signing = Party("p-1", needs: [.signed("gss")])

    /// An interpreter i-1 who needs five minutes around each meeting.
    static func interpreted(
        _ change: (inout Interpreter, inout World) -> Void = { _, _ in }
    )
        -> World
    {
        World { world in
            var interpreter = Interpreter(
                "i-1", communications: [.signed("gss")],
                gap: Gap(before: .minutes(5), after: .minutes(5)), zone: "Europe/Athens")
            world.then = [.declared(world.working(.interpreter("i-1"), world.day, "d-i"))]
            change(&interpreter, &world)
            world.after = [.interpreter(interpreter)]
        }
    }

    static let gap = Gap(before: .minutes(5), after: .minutes(5))

    static func interpreting(
        _ placement: Placement = meeting("10:00", interpreter: "i-1"), in world: World
    ) -> [Violation.Rule] {
        booking(placement, for: signing, interpreterGap: gap, in: world)
    }

    @Test func `An interpreter is named exactly if the counsellor does not master a language`() {
        var world = Self.interpreted()
        #expect(Self.interpreting(in: world) == [])
        #expect(
            booking(meeting("10:00"), for: Self.signing, in: world) == .only(.interpreterMissing))
        #expect(
            booking(meeting("10:00", interpreter: "i-1"), interpreterGap: Self.gap, in: world)
                == .only(.interpreterNotNeeded))
        world.counsellor.communications = [.signed("gss")]
        #expect(booking(meeting("10:00"), for: Self.signing, in: world) == [])
        #expect(Self.interpreting(in: world) == .only(.interpreterNotNeeded))
    }

    @Test func `An interpreted meeting has its own duration`() {
        let world = Self.interpreted { $1.service.interpretedDuration = .minutes(45) }
        let long = meeting("10:00", lasting: .minutes(45), interpreter: "i-1")
        #expect(Self.interpreting(long, in: world) == [])
        #expect(Self.interpreting(in: world) == .only(.wrongDuration))
    }

    @Test func `An interpreter masters the language, serves the channel and comes to the office`() {
        let unavailable = [Violation.Rule].only(.interpreterUnavailable)
        let language = Self.interpreted { interpreter, _ in
            interpreter.communications = [.signed("rms")]
        }
        #expect(Self.interpreting(in: language) == unavailable)
        let channel = Self.interpreted { interpreter, _ in interpreter.channels = [.phone] }
        #expect(Self.interpreting(in: channel) == unavailable)
        let away = Self.interpreted { interpreter, _ in interpreter.offices = [] }
        #expect(Self.interpreting(in: away) == [])
        #expect(
            Self.interpreting(meeting("10:00", by: .office, interpreter: "i-1"), in: away)
                == unavailable)
    }

    @Test func `An interpreter is at work with their gap, at the workplace for the office`() {
        let telework = WorkStretch(CivilSpan("12:00", "15:00"), at: .telework)
        let world = Self.interpreted { _, world in
            let day = DayTimetable([WorkStretch(CivilSpan("09:00", "12:00")), telework])
            world.then = [.declared(world.working(.interpreter("i-1"), day, "d-i"))]
        }
        let unavailable = [Violation.Rule].only(.interpreterUnavailable)
        #expect(Self.interpreting(meeting("09:05", interpreter: "i-1"), in: world) == [])
        #expect(Self.interpreting(meeting("09:00", interpreter: "i-1"), in: world) == unavailable)
        #expect(Self.interpreting(meeting("12:00", interpreter: "i-1"), in: world) == [])
        #expect(
            Self.interpreting(meeting("12:00", by: .office, interpreter: "i-1"), in: world)
                == unavailable)
        var policy = world
        policy.then.append(.policySet(Policy("outside", .gapsOutsideWorkingTime)))
        #expect(Self.interpreting(meeting("09:00", interpreter: "i-1"), in: policy) == [])
    }

    @Test func `An interpreter's clock is that of their own zone`() {
        let world = Self.interpreted { interpreter, world in
            interpreter.zone = "Europe/Copenhagen"
            let day = DayTimetable(from: "09:00", to: "12:00")
            world.then = [.declared(world.working(.interpreter("i-1"), day, "d-i"))]
        }
        var events = world.foundation
        events.insert(Event(at: World.founded, .zoneGiven(.copenhagen)), at: 0)
        for (time, broken) in [
            ("10:05", []), ("09:30", .only(.interpreterUnavailable)),
        ] as [(CivilTime, [Violation.Rule])] {
            let booking = Booking(
                Appointment.ID(1), for: Self.signing, service: "advice", topic: nil,
                at: meeting(time, interpreter: "i-1"), gap: Gap(after: .minutes(10)),
                interpreterGap: Self.gap)
            let log = events + [Event(at: World.friday, .booked(booking))]
            #expect(Verifier.check(log).map(\.rule) == broken)
        }
    }

    @Test func `An interpreter keeps gaps and breaks among their own appointments`() {
        let pause = Break.floating(.minutes(30), within: CivilSpan("12:00", "13:00"))
        var world = Self.interpreted { _, world in
            world.then = [
                .declared(
                    world.working(
                        .interpreter("i-1"),
                        DayTimetable(from: "07:00", to: "16:00", breaks: [pause]), "d-i")),
                .defined(.counsellor(Counsellor("c-18", at: "kypseli")), from: .min),
                .declared(world.working(.counsellor("c-18"), world.day, "d-18")),
            ]
        }
        let unavailable = [Violation.Rule].only(.interpreterUnavailable)
        #expect(Self.interpreting(meeting("12:15", interpreter: "i-1"), in: world) == unavailable)
        #expect(Self.interpreting(meeting("12:35", interpreter: "i-1"), in: world) == [])
        world.book(
            meeting("10:00", interpreter: "i-1"), for: Self.signing, interpreterGap: Self.gap)
        for (time, broken) in [
            ("10:20", unavailable), ("10:30", unavailable), ("10:35", []),
        ] as [(CivilTime, [Violation.Rule])] {
            var next = world
            next.book(
                meeting(time, with: "c-18", interpreter: "i-1"),
                for: Party("p-2", needs: [.signed("gss")]), interpreterGap: Self.gap)
            #expect(next.broken == broken)
        }
    }

    // MARK: Rooms and facilities

    /// Two counsellors, room r-1 in their office and r-2 elsewhere.
    static var roomed: World {
        CalendarTests.withSecond { world in
            world.service.needsRoom = true
            var other = world.office
            other.id = "patissia"
            world.after += [
                .office(other), .room(Room("r-1", in: "kypseli", facilities: ["induction-loop"])),
                .room(Room("r-2", in: "patissia")),
            ]
        }
    }

    @Test func `A room is named exactly for a meeting in the office that takes one`() {
        let world = Self.roomed
        #expect(booking(meeting("10:00", by: .office, in: "r-1"), in: world) == [])
        #expect(booking(meeting("10:00", by: .office), in: world) == .only(.roomMissing))
        #expect(booking(meeting("10:00", in: "r-1"), in: world) == .only(.roomNotNeeded))
        var plain = world
        plain.service.needsRoom = false
        #expect(booking(meeting("10:00", by: .office), in: plain) == [])
        #expect(
            booking(meeting("10:00", by: .office, in: "r-1"), in: plain) == .only(.roomNotNeeded))
    }

    @Test func `A room is in the counsellor's office and free, without a gap`() {
        var world = Self.roomed
        #expect(
            booking(meeting("10:00", by: .office, in: "r-2"), in: world) == .only(.roomUnavailable))
        world.book(meeting("10:00", by: .office, in: "r-1"))
        for (time, broken) in [
            ("10:25", .only(.roomUnavailable)), ("10:30", []),
        ] as [(CivilTime, [Violation.Rule])] {
            var next = world
            next.book(meeting(time, by: .office, with: "c-18", in: "r-1"), for: Party("p-2"))
            #expect(next.broken == broken)
        }
    }

    @Test func `A room serves while it is in force`() {
        var world = Self.roomed
        world.then.append(.withdrawn(.room("r-1"), from: "2026-11-24"))
        #expect(
            booking(meeting("10:00", by: .office, in: "r-1"), in: world) == .only(.notInForce))
        #expect(
            booking(meeting("10:00", on: "2026-11-23", by: .office, in: "r-1"), in: world) == [])
    }

    @Test func `A facility is the office's or the room's, for meetings in the office`() {
        var world = Self.roomed
        let stairs = Party("p-1", needs: [.facility("step-free")])
        let hearing = Party("p-1", needs: [.facility("induction-loop")])
        let office = meeting("10:00", by: .office, in: "r-1")
        #expect(booking(office, for: hearing, in: world) == [])
        #expect(booking(office, for: stairs, in: world) == .only(.facilityMissing))
        #expect(booking(meeting("10:00"), for: stairs, in: world) == [])
        world.office.facilities = ["step-free"]
        #expect(booking(office, for: stairs, in: world) == [])
    }
}
