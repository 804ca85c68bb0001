import Rendezvous
import RendezvousVerifier
import Testing

/// The conditions of Documentation/Policies.md that look at other appointments.
struct HistoryPolicyTests {
    @Test func `A limit counts a day or the days from Monday to Sunday`() {
        var day = World.with(.limit(.counsellor, per: .day, most: 1))
        day.book(meeting("10:00"), for: Party("p-2"))
        #expect(day.booking(meeting("12:00")).broken == .only(.counsellorDailyLimit))
        #expect(day.booking(meeting("12:00", on: "2026-11-25")).broken == [])
        var week = World.with(.limit(.counsellor, per: .week, most: 1))
        week.book(meeting("10:00"), for: Party("p-2"))
        #expect(
            week.booking(meeting("12:00", on: "2026-11-27")).broken == .only(.counsellorWeeklyLimit)
        )
        #expect(week.booking(meeting("12:00", on: "2026-11-30")).broken == [])
        var mine = World.with(.limit(.participant, per: .week, most: 1)) { $0.addColleagues() }
        mine.book(meeting("10:00"))
        #expect(
            mine.booking(meeting("12:00", on: "2026-11-23", with: "c-18")).broken
                == .only(.participantWeeklyLimit))
        #expect(mine.booking(meeting("12:00"), for: Party("p-2")).broken == [])
        #expect(mine.booking(meeting("12:00", on: "2026-11-30")).broken == [])
    }

    @Test func `A limit counts appointments for which its policy holds too`() {
        let limit = Rule.limit(.counsellor, per: .day, most: 1)
        var world = World { world in
            world.then = [
                .policySet(Policy("video", limit, channels: [.video])),
                .policySet(Policy("leaver", limit, groups: ["leaver"])),
                .participantNoted(Participant("p-1", groups: ["leaver"])),
            ]
        }
        world.book(meeting("10:00", by: .phone), for: Party("p-2"))
        #expect(world.booking(meeting("12:00")).broken == [])
        world.add(.participantNoted(Participant("p-2", groups: ["leaver"])))
        #expect(world.booking(meeting("12:00")).broken == .only(.counsellorDailyLimit))
    }

    @Test func `What a booking gave back rests before others have it`() {
        var world = World.with(.freedSlotDelay(.hours(2)))
        world.book(meeting("10:00"))
        world.add(.cancelled(Appointment.ID(1), .excused))
        let soon = World.friday + .hours(2) - Seconds(1)
        let other = Party("p-2")
        func broken(_ time: CivilTime, _ at: Instant, _ party: Party) -> [Violation.Rule] {
            world.booking(meeting(time), for: party, at: at).broken
        }
        #expect(broken("10:00", soon, other) == .only(.recentlyFreed))
        #expect(broken("09:35", soon, other) == .only(.recentlyFreed))
        #expect(broken("10:30", soon, other) == [])
        #expect(broken("10:00", soon + Seconds(1), other) == [])
        #expect(broken("10:00", soon, Party("p-1")) == [])
    }

    @Test func `What a move gave back rests too, what a hold gave back does not`() {
        var moved = World.with(.freedSlotDelay(.hours(2)))
        moved.book(meeting("10:00"))
        moved.add(
            .rescheduled(
                Appointment.ID(1), to: meeting("12:00"), gap: Gap(after: .minutes(10)),
                interpreterGap: .none))
        #expect(moved.booking(meeting("10:00"), for: Party("p-2")).broken == .only(.recentlyFreed))
        var held = World.with(.freedSlotDelay(.hours(2)))
        held.hold(meeting("10:00"), until: World.friday + .minutes(5))
        held.add(.cancelled(Appointment.ID(1), .excused))
        #expect(held.booking(meeting("10:00"), for: Party("p-2")).broken == [])
    }

    @Test func `A rest lies between the days of a counsellor, on both sides`() {
        var world = World.with(.rest(.hours(24)))
        world.book(meeting("10:00"), for: Party("p-2"))
        #expect(world.booking(meeting("10:30", on: "2026-11-25")).broken == [])
        #expect(world.booking(meeting("10:25", on: "2026-11-25")).broken == .only(.rest))
        #expect(world.booking(meeting("09:30", on: "2026-11-23")).broken == [])
        #expect(world.booking(meeting("09:35", on: "2026-11-23")).broken == .only(.rest))
        #expect(world.booking(meeting("11:00")).broken == [])
    }

    @Test func `Appointments of a participant keep days apart`() {
        var world = World.with(.spacing(days: 2))
        world.book(meeting("14:00"))
        #expect(world.booking(meeting("10:00")).broken == .only(.spacing))
        #expect(world.booking(meeting("10:00", on: "2026-11-25")).broken == .only(.spacing))
        #expect(world.booking(meeting("08:00", on: "2026-11-26")).broken == [])
        #expect(world.booking(meeting("10:00"), for: Party("p-2")).broken == [])
    }

    @Test func `One appointment ahead for a service is enough`() {
        var world = World.with(.oneOpenAppointment)
        world.book(meeting("10:00"))
        let end = World.at("2026-11-24", "10:30")
        let next = meeting("12:00", on: "2026-11-25")
        #expect(world.booking(next, at: end - Seconds(1)).broken == .only(.openAppointment))
        #expect(world.booking(next, at: end).broken == [])
        #expect(world.booking(next, for: Party("p-2")).broken == [])
        world.add(.arrived(Appointment.ID(1)), at: end - .minutes(30))
        #expect(world.booking(next, at: end - .minutes(20)).broken == [])
    }

    @Test func `Who misses appointments waits for some days`() {
        var world = World.with(.noShowCoolDown(misses: 1, within: 2, days: 3))
        world.book(meeting("10:00"))
        let start = World.at("2026-11-24", "10:00")
        world.add(.missed(Appointment.ID(1)), at: start)
        let late = meeting("10:00", on: "2026-11-26")
        #expect(world.booking(late, at: start + .hours(1)).broken == .only(.coolDown))
        #expect(world.booking(late, at: start + .hours(48) - Seconds(1)).broken == .only(.coolDown))
        #expect(
            world.booking(meeting("10:30", on: "2026-11-26"), at: start + .hours(48)).broken == [])
        #expect(
            world.booking(meeting("10:00", on: "2026-11-27"), at: start + .hours(1)).broken == [])
        var twice = World.with(.noShowCoolDown(misses: 2, within: 2, days: 3))
        twice.book(meeting("10:00"))
        twice.add(.missed(Appointment.ID(1)), at: start)
        #expect(twice.booking(late, at: start + .hours(1)).broken == [])
    }

    @Test func `The counsellor of the latest appointment before stays`() {
        var world = World.with(.continuity) { $0.addColleagues() }
        #expect(world.booking(meeting("10:00", with: "c-18")).broken == [])
        world.book(meeting("10:00"))
        #expect(world.booking(meeting("12:00", with: "c-18")).broken == .only(.otherCounsellor))
        #expect(world.booking(meeting("12:00")).broken == [])
        #expect(world.booking(meeting("08:00", with: "c-18")).broken == [])
        world.add(.missed(Appointment.ID(1)), at: World.at("2026-11-24", "10:00"))
        let after = meeting("12:00", on: "2026-11-25", with: "c-18")
        #expect(world.booking(after, at: World.at("2026-11-24", "10:00")).broken == [])
    }

    @Test func `An appointment that is moved is not counted against itself`() {
        var world = World.with(.spacing(days: 3))
        world.then.append(.policySet(Policy("one", .limit(.participant, per: .day, most: 1))))
        world.then.append(.policySet(Policy("open", .oneOpenAppointment)))
        world.book(meeting("10:00"))
        world.add(
            .rescheduled(
                Appointment.ID(1), to: meeting("12:00"), gap: Gap(after: .minutes(10)),
                interpreterGap: .none))
        #expect(world.broken == [])
    }
}
