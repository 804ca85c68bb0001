import Rendezvous
import RendezvousVerifier
import Testing

struct CorrectLogTests {
    /// A day with every kind of decision.
    static var world: World {
        let tuesday = World.at("2026-11-24", "09:05")
        var world = World()
        world.book(meeting("09:00"))
        world.book(meeting("09:40"), for: Party("p-2"))
        world.hold(
            meeting("10:20"), for: Party("p-3"), until: World.friday + .minutes(5))
        world.add(.confirmed(Appointment.ID(3)), at: World.friday + .minutes(4))
        world.add(
            .rescheduled(
                Appointment.ID(2), to: meeting("11:00"), gap: Gap(after: .minutes(10)),
                interpreterGap: .none))
        world.hold(
            meeting("09:40"), for: Party("p-4"), until: World.friday + .minutes(5))
        let later = World.friday + .minutes(5)
        world.add(.cancelled(Appointment.ID(4), .lapsed), at: later)
        world.book(meeting("09:40"), for: Party("p-5"), at: later)
        world.add(.cancelled(Appointment.ID(5), .excused), at: later)
        world.book(meeting("09:40"), for: Party("p-6"), at: later)
        world.add(.arrived(Appointment.ID(1)), at: tuesday)
        world.add(.identified(Appointment.ID(1), by: "c-17"), at: tuesday)
        world.add(.fulfilled(Appointment.ID(1)), at: tuesday)
        world.add(.missed(Appointment.ID(6)), at: World.at("2026-11-24", "09:40"))
        return world
    }

    @Test func `A log with every kind of decision passes`() throws {
        try Verifier.verify(Self.world.events)
        #expect(Verifier.check(Self.world.events).isEmpty)
    }

    @Test func `An empty log passes`() {
        #expect(Verifier.check([]).isEmpty)
        #expect(Verifier.contradictions(in: [], from: .min).isEmpty)
    }

    @Test func `A failure names the event, the rule, the people and the numbers`() {
        var world = World()
        world.book(meeting("10:00"))
        world.book(meeting("10:35"), for: Party("p-2"))
        let expected =
            "event \(world.events.count - 1): gap: counsellor (c-17): "
            + "appointment 1 ends 2026-11-24 10:30, gap 10 min, "
            + "appointment 2 starts 2026-11-24 10:35"
        let violations = Verifier.check(world.events)
        #expect(violations.map(\.description) == [expected])
        #expect(violations.first?.appointments == [Appointment.ID(2), Appointment.ID(1)])
        #expect(violations.first?.requests == [])
        let failure = #expect(throws: VerificationFailure.self) {
            try Verifier.verify(world.events)
        }
        #expect(failure?.violations == violations)
    }

    @Test func `Names of rules are distinct`() {
        let names = Set(Violation.Rule.allCases.map(\.name))
        #expect(names.count == Violation.Rule.allCases.count)
    }
}
