import Rendezvous
import RendezvousVerifier
import Testing

/// What later knowledge makes impossible, without making the log wrong.
struct ContradictionTests {
    static func world(_ change: Change) -> World {
        var world = World { $0.service.minimumNotice = .hours(24) }
        world.book(meeting("10:00"))
        world.add(change)
        return world
    }

    static func contradictions(
        _ world: World, from instant: Instant = World.friday
    )
        -> [Violation.Rule]
    {
        Verifier.contradictions(in: world.events, from: instant).map(\.rule)
    }

    @Test func `Late leave contradicts an appointment and leaves the log right`() {
        let leave = Leave("sick", .days(DateRange("2026-11-24")))
        let world = Self.world(WorkingTimeTests.declaration("l-1", .leave(leave)))
        #expect(world.broken == [])
        #expect(Self.contradictions(world) == .only(.notWorking))
        let start = World.at("2026-11-24", "10:00")
        #expect(Self.contradictions(world, from: start) == .only(.notWorking))
        #expect(Self.contradictions(world, from: start + Seconds(1)) == [])
    }

    @Test func `So do a counsellor withdrawn and hours changed`() {
        let withdrawn = Self.world(.withdrawn(.counsellor("c-17"), from: "2026-11-24"))
        #expect(withdrawn.broken == [])
        #expect(Self.contradictions(withdrawn) == .only(.notInForce))
        var office = World().office
        office.hours = .weekdays(from: "11:00", to: "15:00")
        let closed = Self.world(.defined(.office(office), from: "2026-11-24"))
        #expect(closed.broken == [])
        #expect(Self.contradictions(closed) == .only(.officeClosed))
    }

    @Test func `Notice and new gaps contradict nothing`() {
        var service = World().service
        service.gap = Gap(after: .hours(8))
        let world = Self.world(.defined(.service(service), from: .min))
        #expect(Self.contradictions(world) == [])
        #expect(Self.contradictions(world, from: World.at("2026-11-24", "10:00")) == [])
    }

    @Test func `What is called off or over contradicts nothing`() {
        let leave = WorkingTimeTests.declaration(
            "l-1", .leave(Leave("sick", .days(DateRange("2026-11-24")))))
        var world = Self.world(leave)
        world.add(.cancelled(Appointment.ID(1), .revoked))
        #expect(Self.contradictions(world) == [])
        var held = World()
        held.hold(meeting("10:00"), until: World.friday)
        held.add(leave)
        #expect(Self.contradictions(held, from: World.friday - Seconds(1)) == .only(.notWorking))
        #expect(Self.contradictions(held) == [])
    }
}
