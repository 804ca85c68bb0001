import Rendezvous
import RendezvousVerifier
import Testing

/// Rules 13 to 16: what stands in the calendars of the counsellor and the participant.
struct CalendarTests {
    /// Two bookings of different people with c-17.
    static func two(
        _ first: Placement, _ second: Placement, gaps: (Gap, Gap)? = nil, in world: World = World()
    ) -> [Violation.Rule] {
        var world = world
        let plain = Gap(after: .minutes(10))
        world.book(first, for: Party("p-1"), gap: gaps?.0 ?? plain)
        world.book(second, for: Party("p-2"), gap: gaps?.1 ?? plain)
        return world.broken
    }

    @Test func `A counsellor has one meeting at a time`() {
        #expect(Self.two(meeting("10:00"), meeting("10:25")) == .only(.overlap))
        #expect(Self.two(meeting("10:00"), meeting("09:35")) == .only(.overlap))
        #expect(Self.two(meeting("10:00"), meeting("10:40")) == [])
    }

    @Test func `Between neighbours the larger gap is kept, in both directions`() {
        let world = World { world in
            world.service.channelGaps = [.phone: Gap(before: .minutes(15))]
        }
        let (video, phone) = (Gap(after: .minutes(10)), Gap(before: .minutes(15)))
        // Ten minutes after the one, fifteen before the other: fifteen, not twenty-five.
        let call = meeting("11:00", by: .phone)
        for (start, broken) in [("10:15", []), ("10:20", .only(.gap))]
            as [(CivilTime, [Violation.Rule])]
        {
            #expect(Self.two(meeting(start), call, gaps: (video, phone), in: world) == broken)
            #expect(Self.two(call, meeting(start), gaps: (phone, video), in: world) == broken)
        }
        // Nothing is kept before the video meeting or after the call.
        #expect(Self.two(call, meeting("11:30"), gaps: (phone, video), in: world) == [])
    }

    @Test func `The counsellor's own gap widens the service's`() {
        let world = World { $0.counsellor.gap = Gap(before: .minutes(20), after: .minutes(5)) }
        let gap = Gap(before: .minutes(20), after: .minutes(10))
        #expect(Self.two(meeting("10:00"), meeting("10:50"), gaps: (gap, gap), in: world) == [])
        #expect(
            Self.two(meeting("10:00"), meeting("10:45"), gaps: (gap, gap), in: world)
                == .only(.gap))
    }

    @Test func `Gaps are stored as the rules want them, and kept as they are stored`() {
        #expect(booking(meeting("10:00"), gap: .none) == [.storedGap])
        #expect(
            booking(meeting("10:00"), interpreterGap: Gap(after: .minutes(1))) == [.storedGap])
        var world = World()
        world.book(meeting("10:00"))
        var wider = world.service
        wider.gap = Gap(after: .minutes(30))
        world.add(.defined(.service(wider), from: .min))
        world.book(meeting("10:40"), for: Party("p-2"), gap: Gap(after: .minutes(30)))
        #expect(world.broken == [])
    }

    @Test func `A floating break stays possible somewhere in its window`() {
        let pause = Break.floating(.minutes(30), within: CivilSpan("12:00", "13:00"))
        let world = World { $0.day = DayTimetable(from: "07:00", to: "16:00", breaks: [pause]) }
        #expect(booking(meeting("12:30"), in: world) == [])
        #expect(booking(meeting("12:25"), in: world) == .only(.breakNotKept))
        #expect(booking(meeting("11:50"), in: world) == [])
        #expect(booking(meeting("11:55"), in: world) == .only(.breakNotKept))
        // Each leaves a place alone, both together do not.
        #expect(Self.two(meeting("11:40"), meeting("12:45"), in: world) == .only(.breakNotKept))
        #expect(Self.two(meeting("11:30"), meeting("12:45"), in: world) == [])
        // A meeting that does not touch the window is not asked.
        #expect(Self.two(meeting("11:20"), meeting("10:00"), in: world) == [])
    }

    @Test func `A gap that reaches into the window of a floating break takes its time`() {
        let pause = Break.floating(.minutes(55), within: CivilSpan("12:00", "13:00"))
        let world = World { $0.day = DayTimetable(from: "07:00", to: "16:00", breaks: [pause]) }
        #expect(booking(meeting("11:20"), in: world) == [])
        #expect(booking(meeting("11:25"), in: world) == [])
        #expect(booking(meeting("11:30"), in: world) == .only(.breakNotKept))
    }

    @Test func `A floating break may begin between two stretches`() {
        let pause = Break.floating(.minutes(40), within: CivilSpan("12:00", "13:00"))
        let stretches = [
            WorkStretch(CivilSpan("07:00", "12:00")), WorkStretch(CivilSpan("12:30", "16:00")),
        ]
        var world = World { $0.day = DayTimetable(stretches, breaks: [pause]) }
        for precedence in Precedence.allCases {
            world.then = [.precedenceSet(precedence)]
            #expect(booking(meeting("12:40"), in: world) == [])
            #expect(booking(meeting("12:35"), in: world) == .only(.breakNotKept))
        }
    }

    @Test func `A floating break of a day of leave is not in force`() {
        let pause = Break.floating(.minutes(60), within: CivilSpan("05:30", "06:30"))
        let leave = Leave("annual", .days(DateRange("2026-11-23")))
        var world = WorkingTimeTests.world(
            DayTimetable(
                [
                    WorkStretch(CivilSpan("22:00", "05:00")),
                    WorkStretch(CivilSpan("23:00", "06:30")),
                ], breaks: [pause]))
        #expect(booking(meeting("05:30"), in: world) == .only(.breakNotKept))
        world.then = [WorkingTimeTests.declaration("l-1", .leave(leave))]
        #expect(booking(meeting("05:30"), in: world) == .only(.notWorking))
    }

    @Test func `A floating break of a declaration that does not decide is not in force`() {
        let pause = Break.floating(.minutes(60), within: CivilSpan("12:00", "13:00"))
        var world = World { $0.day = DayTimetable(from: "07:00", to: "16:00", breaks: [pause]) }
        #expect(booking(meeting("12:15"), in: world) == .only(.breakNotKept))
        world.then = [
            WorkingTimeTests.declaration(
                "d-2", .daily(DayTimetable(from: "07:00", to: "16:00"), DateRange("2026-11-24")))
        ]
        #expect(booking(meeting("12:15"), in: world) == [])
        world.then.append(.precedenceSet(.date))
        #expect(booking(meeting("12:15"), in: world) == [])
    }

    @Test func `A floating break after midnight is decided by the declaration of its first second`()
    {
        let pause = Break.floating(.minutes(60), within: CivilSpan("02:00", "03:00"))
        var world = WorkingTimeTests.world(
            DayTimetable(from: "22:00", to: "06:00", breaks: [pause]))
        #expect(booking(meeting("02:15"), in: world) == .only(.breakNotKept))
        let allDay = DayTimetable(from: "00:00", to: "24:00")
        world.then = [
            WorkingTimeTests.declaration("d-2", .daily(allDay, WorkingTimeTests.tuesday))
        ]
        #expect(booking(meeting("02:15"), in: world) == [])
        world.then.append(.precedenceSet(.date))
        #expect(booking(meeting("02:15"), in: world) == .only(.breakNotKept))
    }

    @Test func `A counsellor's own limit counts the meetings that start on the day`() {
        let world = World { world in
            world.office.hours = .always
            world.day = DayTimetable(from: "00:00", to: "24:00")
            world.counsellor.dailyLimit = 1
        }
        #expect(
            Self.two(meeting("10:00"), meeting("23:55"), in: world) == .only(.counsellorDailyLimit))
        #expect(
            Self.two(meeting("10:00"), meeting("00:00", on: "2026-11-25"), in: world) == [])
        var freed = world
        freed.book(meeting("10:00"))
        freed.add(.cancelled(Appointment.ID(1), .excused))
        freed.book(meeting("11:00"), for: Party("p-2"))
        #expect(freed.broken == [])
    }

    @Test func `A policy counts only the appointments for which it holds`() {
        var world = World { world in
            var other = world.service
            other.id = "law"
            world.before = [.service(other)]
            world.then = [
                .policySet(
                    Policy(
                        "one", .limit(.counsellor, per: .day, most: 1),
                        valid: DateRange("2026-11-24"),
                        offices: ["kypseli"], services: ["advice"]))
            ]
        }
        #expect(
            Self.two(meeting("10:00"), meeting("11:00"), in: world) == .only(.counsellorDailyLimit))
        #expect(
            Self.two(
                meeting("10:00", on: "2026-11-25"), meeting("11:00", on: "2026-11-25"), in: world)
                == [])
        world.book(meeting("09:00"), for: Party("p-3"), service: "law")
        world.book(meeting("10:00"), for: Party("p-4"))
        world.book(meeting("11:00"), for: Party("p-5"), service: "law")
        #expect(world.broken == [])
    }

    /// A second counsellor who works as the first does.
    static func withSecond(_ change: (inout World) -> Void = { _ in }) -> World {
        World { world in
            world.after = [.counsellor(Counsellor("c-18", at: "kypseli"))]
            world.then = [.declared(world.working(.counsellor("c-18"), world.day, "d-18"))]
            change(&world)
        }
    }

    @Test func `A participant is in one meeting at a time, without a gap`() {
        var world = Self.withSecond()
        world.book(meeting("10:00"))
        var next = world
        world.book(meeting("10:25", with: "c-18"))
        #expect(world.broken == .only(.participantOverlap))
        #expect(Verifier.check(world.events).first?.event == world.events.count - 1)
        next.book(meeting("10:30", with: "c-18"))
        #expect(next.broken == [])
    }

    @Test func `A participant's limit counts the day of the new meeting's office`() {
        var world = Self.withSecond {
            $0.then.append(.policySet(Policy("one", .limit(.participant, per: .day, most: 1))))
        }
        world.book(meeting("10:00"))
        var (same, next) = (world, world)
        same.book(meeting("12:00", with: "c-18"))
        #expect(same.broken == .only(.participantDailyLimit))
        next.book(meeting("12:00", on: "2026-11-25", with: "c-18"))
        next.book(meeting("12:00", with: "c-18"), for: Party("p-2"))
        #expect(next.broken == [])
    }

    @Test func `A participant's limit of one service counts its meetings`() {
        var world = Self.withSecond { world in
            var other = world.service
            other.id = "law"
            world.before = [.service(other)]
            world.then.append(
                .policySet(
                    Policy("one", .limit(.participant, per: .day, most: 1), services: ["advice"])))
        }
        world.book(meeting("09:00"), service: "law")
        world.book(meeting("10:00"))
        #expect(world.broken == [])
        world.book(meeting("12:00"))
        #expect(world.broken == .only(.participantDailyLimit))
    }

    @Test func `A participant's limit of one office counts the meetings of its counsellors`() {
        var world = Self.withSecond { world in
            var other = world.office
            other.id = "patissia"
            world.after = [
                .office(other), .counsellor(Counsellor("c-18", at: "patissia")),
            ]
            world.then.append(
                .policySet(
                    Policy("one", .limit(.participant, per: .day, most: 1), offices: ["kypseli"])))
        }
        world.book(meeting("10:00"))
        world.book(meeting("12:00", with: "c-18"))
        #expect(world.broken == [])
        world.book(meeting("14:00"))
        #expect(world.broken == .only(.participantDailyLimit))
    }
}
