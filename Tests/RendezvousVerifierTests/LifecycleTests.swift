import Rendezvous
import RendezvousVerifier
import Testing

/// The table of the lifecycle, numbers, holds.
struct LifecycleTests {
    static let one = Appointment.ID(1)
    static let friday = World.friday
    static let expiry = World.friday + .minutes(5)

    static func held(_ changes: (Change, Instant)...) -> [Violation.Rule] {
        var world = World()
        world.hold(meeting("10:00"), until: expiry)
        for (change, instant) in changes { world.add(change, at: instant) }
        return world.broken
    }

    static func booked(_ changes: (Change, Instant)...) -> [Violation.Rule] {
        var world = World()
        world.book(meeting("10:00"))
        for (change, instant) in changes { world.add(change, at: instant) }
        return world.broken
    }

    static var moved: Change {
        .rescheduled(
            one, to: meeting("11:00"), gap: Gap(after: .minutes(10)), interpreterGap: .none)
    }

    @Test func `Appointments are numbered from 1 in order`() {
        for (numbers, count) in [
            ([1, 2], 0), ([2], 1), ([1, 1], 1), ([1, 3, 4], 1), ([Int.max, Int.min], 1), ([0], 1),
        ] {
            var world = World()
            for (place, number) in numbers.enumerated() {
                world.add(
                    .booked(
                        Booking(
                            Appointment.ID(number), for: Party(Subject.ID("p-\(place)")),
                            service: "advice",
                            topic: nil,
                            at: meeting(place == 0 ? "09:00" : place == 1 ? "10:00" : "11:00"),
                            gap: Gap(after: .minutes(10)), interpreterGap: .none)))
            }
            #expect(world.broken == Array(repeating: .appointmentNumber, count: count))
        }
    }

    @Test func `A hold lasts at least a second and at most the limit`() {
        for (length, broken) in [
            (Seconds(1), []), (.zero, [.holdLength]), (Limits.longestHold, []),
            (Limits.longestHold + Seconds(1), [.holdLength]),
        ] as [(Seconds, [Violation.Rule])] {
            var world = World()
            world.hold(meeting("10:00"), until: Self.friday + length)
            #expect(world.broken == broken)
        }
    }

    @Test func `A hold is confirmed before it expires`() {
        #expect(Self.held((.confirmed(Self.one), Self.expiry - Seconds(1))) == [])
        #expect(Self.held((.confirmed(Self.one), Self.expiry)) == .only(.holdExpired))
        #expect(Self.booked((.confirmed(Self.one), Self.friday)) == .only(.status))
    }

    @Test func `An appointment is moved while it is pending or booked`() {
        #expect(Self.held((Self.moved, Self.friday)) == [])
        #expect(Self.booked((Self.moved, Self.friday)) == [])
        #expect(Self.held((Self.moved, Self.expiry)) == .only(.holdExpired))
        #expect(
            Self.booked((.cancelled(Self.one, .revoked), Self.friday), (Self.moved, Self.friday))
                == .only(.status))
    }

    @Test func `A moved appointment keeps all rules but does not stand in its own way`() {
        let near = Change.rescheduled(
            Self.one, to: meeting("10:10"), gap: Gap(after: .minutes(10)), interpreterGap: .none)
        #expect(Self.booked((near, Self.friday)) == [])
        let closed = Change.rescheduled(
            Self.one, to: meeting("15:00"), gap: Gap(after: .minutes(10)), interpreterGap: .none)
        #expect(Self.booked((closed, Self.friday)) == .only(.officeClosed))
        let gap = Change.rescheduled(
            Self.one, to: meeting("11:00"), gap: .none, interpreterGap: .none)
        #expect(Self.booked((gap, Self.friday)) == [.storedGap])
    }

    @Test func `A move frees the old placement`() {
        var world = World()
        world.book(meeting("10:00"))
        world.add(Self.moved)
        world.book(meeting("10:00"), for: Party("p-2"))
        #expect(world.broken == [])
        world.book(meeting("11:00"), for: Party("p-3"))
        #expect(world.broken == .only(.overlap))
    }

    @Test func `An appointment is called off while it is pending or booked`() {
        let cancelled = Change.cancelled(Self.one, .excused)
        #expect(Self.held((cancelled, Self.friday)) == [])
        #expect(Self.held((cancelled, Self.expiry)) == .only(.holdExpired))
        #expect(Self.booked((cancelled, Self.friday)) == [])
        #expect(
            Self.booked((cancelled, Self.friday), (cancelled, Self.friday)) == .only(.status))
    }

    @Test func `Only a hold lapses, and only when it has expired`() {
        let lapsed = Change.cancelled(Self.one, .lapsed)
        #expect(Self.held((lapsed, Self.expiry)) == [])
        #expect(Self.held((lapsed, Self.expiry - Seconds(1))) == .only(.tooEarly))
        #expect(Self.booked((lapsed, Self.friday)) == .only(.status))
    }

    @Test func `Expired holds lapse before an appointment is made or moved`() {
        var world = World()
        world.hold(meeting("10:00"), until: Self.expiry)
        var (early, late, right) = (world, world, world)
        early.book(meeting("10:00"), for: Party("p-2"), at: Self.expiry - Seconds(1))
        #expect(early.broken == .only(.overlap))
        late.book(meeting("10:00"), for: Party("p-2"), at: Self.expiry)
        #expect(late.broken == [.lapseMissing])
        var moving = world
        moving.book(meeting("11:00"), for: Party("p-2"))
        moving.add(
            .rescheduled(
                Appointment.ID(2), to: meeting("12:00"), gap: Gap(after: .minutes(10)),
                interpreterGap: .none), at: Self.expiry)
        #expect(moving.broken == [.lapseMissing])
        right.add(.cancelled(Self.one, .lapsed), at: Self.expiry)
        right.book(meeting("10:00"), for: Party("p-2"), at: Self.expiry)
        #expect(right.broken == [])
    }

    @Test func `A hold confirmed over somebody else's booking shows in the last comparison`() {
        var world = World()
        world.hold(meeting("10:00"), until: Self.expiry)
        world.book(meeting("10:00"), for: Party("p-2"), at: Self.expiry)
        world.add(.confirmed(Self.one), at: Self.expiry)
        #expect(world.broken == [.lapseMissing, .reason(.holdExpired), .reason(.overlap)])
        #expect(Verifier.check(world.events).last?.event == nil)
    }

    @Test func `A participant arrives from the local day of the meeting on`() {
        let day = World.at("2026-11-24", "00:00")
        #expect(Self.booked((.arrived(Self.one), day)) == [])
        #expect(Self.booked((.arrived(Self.one), day - Seconds(1))) == .only(.tooEarly))
        #expect(Self.booked((.arrived(Self.one), day), (.arrived(Self.one), day)) == .only(.status))
    }

    @Test func `A meeting takes place after arrival and from its start on`() {
        let start = World.at("2026-11-24", "10:00")
        let before = start - Seconds(1)
        let identified = (Change.identified(Self.one, by: "c-17"), before)
        #expect(
            Self.booked((.arrived(Self.one), before), identified, (.fulfilled(Self.one), start))
                == [])
        #expect(
            Self.booked((.arrived(Self.one), before), identified, (.fulfilled(Self.one), before))
                == .only(.tooEarly))
        #expect(
            Self.booked((.fulfilled(Self.one), start))
                == [.reason(.status), .reason(.notIdentified)])
    }

    @Test func `A participant is missed from the start on, unless they arrived`() {
        let start = World.at("2026-11-24", "10:00")
        #expect(Self.booked((.missed(Self.one), start)) == [])
        #expect(Self.booked((.missed(Self.one), start - Seconds(1))) == .only(.tooEarly))
        #expect(
            Self.booked((.arrived(Self.one), start), (.missed(Self.one), start)) == .only(.status))
    }

    @Test func `A missed appointment still occupies its counsellor`() {
        var world = World()
        world.book(meeting("10:00"))
        world.add(.missed(Self.one), at: World.at("2026-11-24", "10:00"))
        world.book(meeting("10:25"), for: Party("p-2"), at: World.at("2026-11-24", "10:05"))
        #expect(world.broken == .only(.overlap))
    }

    @Test func `Changes name an appointment that was made`() {
        let changes: [Change] = [
            .confirmed(Self.one), .cancelled(Self.one, .excused), .arrived(Self.one),
            .fulfilled(Self.one), .missed(Self.one), Self.moved,
        ]
        for change in changes {
            var world = World()
            world.add(change)
            #expect(world.broken == .only(.unknownAppointment))
        }
    }
}
