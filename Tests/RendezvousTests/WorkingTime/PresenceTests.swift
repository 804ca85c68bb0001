import Testing

@testable import Rendezvous

/// The work card in real time (E9), telework (E10) and who is not on the card yet (E11).
struct PresenceTests {
    private typealias World = TimeWorld

    /// Maria on the card, Monday to Friday from eight to four.
    private static func world(flexible: Seconds = .zero, card: CivilDate? = .min) throws -> World {
        var world = try World()
        try world.declare(.weekly(World.week(World.day), .always))
        try world.declare(.contract(Contract(flexibleArrival: flexible), .always))
        try world.declare(.inclusion(Inclusion(declaredTime: .min, card: card)))
        return world
    }

    @Test func `who has not come is late, and then absent (E9)`() throws {
        let world = try Self.world()
        #expect(try world.presence(0, "07:59").state == .off)
        let late = try world.presence(0, "08:10")
        #expect(late.state == .late && late.by == .minutes(10))
        let absent = try world.presence(0, "09:30")
        #expect(absent.state == .absent && absent.by == .minutes(90))
        #expect(try world.presence(0, "16:00").state == .off)
        #expect(try world.presence(5, "10:00").state == .off)
        #expect(world.agenda.presence(of: .counsellor("nobody"), at: World.founded) == nil)
    }

    @Test func `who comes is there, away, early or over time (E9)`() throws {
        var world = try Self.world()
        try world.clock(.arrival, World.at(0, "08:05"))
        let present = try world.presence(0, "08:05")
        #expect(present.state == .present && present.arrived == World.at(0, "08:05"))
        #expect(present.lateArrival == .minutes(5))
        try world.clock(.departure, World.at(0, "12:00"))
        let away = try world.presence(0, "12:30")
        #expect(away.state == .away && away.by == .minutes(210))
        try world.clock(.arrival, World.at(0, "13:00"))
        #expect(try world.presence(0, "13:00").state == .present)
        let over = try world.presence(0, "17:00")
        #expect(over.state == .over && over.by == .hours(1))
        try world.clock(.departure, World.at(0, "17:00"))
        #expect(try world.presence(0, "17:00").state == .off)
        // Overtime that is declared is work.
        try world.clock(.arrival, World.at(1, "07:55"))
        try world.declare(.overtime(Overtime(World.date(1), CivilSpan("16:00", "18:00"))))
        #expect(try world.presence(1, "17:00").state == .present)
        // Work on a day off is time beyond what is declared.
        try world.clock(.departure, World.at(1, "18:00"))
        try world.clock(.arrival, World.at(5, "10:00"))
        let weekend = try world.presence(5, "11:00")
        #expect(weekend.state == .over && weekend.duty == nil && weekend.by == .hours(1))
    }

    @Test func `a flexible arrival shifts the day (E9)`() throws {
        var world = try Self.world(flexible: .hours(2))
        #expect(try world.presence(0, "09:59").state == .expected)
        #expect(try world.presence(0, "10:00").state == .late)
        try world.clock(.arrival, World.at(0, "09:30"))
        let present = try world.presence(0, "16:30")
        #expect(present.state == .present && present.lateArrival == .zero)
        #expect(present.duty?.end == World.at(0, "17:30"))
        #expect(try world.presence(0, "18:00").by == .minutes(30))
        // No more than the window.
        try world.clock(.departure, World.at(0, "18:00"))
        try world.clock(.arrival, World.at(1, "11:00"))
        let late = try world.presence(1, "12:00")
        #expect(late.lateArrival == .hours(1) && late.duty?.end == World.at(1, "18:00"))
    }

    @Test func `no clock-in never means absent for who is not on the card yet (E11)`() throws {
        let world = try Self.world(card: World.date(1))
        #expect(try world.presence(0, "10:00").state == .presumed)
        #expect(try world.presence(1, "10:00").state == .absent)
        let never = try Self.world(card: nil)
        #expect(try never.presence(1, "10:00").state == .presumed)
        #expect(never.agenda.endangered(at: World.at(1, "10:00")).isEmpty)
    }

    @Test func `telework needs no card, unless the rules of the day say so (E10)`() throws {
        var world = try Self.world()
        let remote = DayTimetable([WorkStretch(CivilSpan("08:00", "16:00"), at: .telework)])
        try world.declare(.daily(remote, World.on(1)))
        try world.declare(.daily(remote, World.on(2)))
        #expect(try world.presence(1, "10:00").state == .telework)
        var rules = WorkingTimeRules()
        rules.telework = .byCard
        try world.amend(.workingTimeRulesSet(rules, from: World.date(2)))
        #expect(try world.presence(1, "10:00").state == .telework)
        #expect(try world.presence(2, "10:00").state == .absent)
    }

    @Test func `appointments of who is missing are endangered, the most urgent first (E9)`() throws
    {
        var world = try Self.world(flexible: .minutes(60))
        for time: CivilTime in ["14:00", "08:30", "09:30"] { try world.book(0, time) }
        // Until nine she may still come in time: only half past eight is in danger.
        let early = world.agenda.endangered(at: World.at(0, "08:15"))
        #expect(early.map(\.interval.start) == [World.at(0, "08:30")])
        #expect(early.first?.presence.state == .expected)
        #expect(early.first?.timeLeft == .minutes(15))
        let late = world.agenda.endangered(at: World.at(0, "09:05"))
        #expect(late.map(\.appointment.number) == [3, 1])
        try world.clock(.arrival, World.at(0, "09:10"))
        #expect(world.agenda.endangered(at: World.at(0, "09:10")).isEmpty)
        try world.clock(.departure, World.at(0, "13:00"))
        #expect(
            world.agenda.endangered(at: World.at(0, "13:30")).map(\.interval.start)
                == [World.at(0, "14:00")])
        #expect(world.agenda.presences(at: World.at(0, "13:30")).count == 2)
    }

    @Test func `card events come in any order, once, and never from the future (E9)`() throws {
        var world = try Self.world()
        try world.clock(.departure, World.at(0, "16:00"))
        let arrival = ClockEvent("k", of: World.maria, .arrival, at: World.at(0, "08:00"))
        try world.amend(.clocked(arrival), at: World.at(0, "18:00"))
        #expect(
            world.agenda.clocked(World.maria)
                == [
                    ClockedStretch(arrival: World.at(0, "08:00"), departure: World.at(0, "16:00"))
                ])
        // As known before the arrival was noted.
        let before = world.agenda.clocked(World.maria, knownAt: World.at(0, "17:00"))
        #expect(before == [ClockedStretch(arrival: nil, departure: World.at(0, "16:00"))])
        func reason(_ event: ClockEvent) -> Reason? {
            Refused.command(.amend(.clocked(event)), by: world.agenda, at: World.at(1, "08:00"))?
                .reason
        }
        #expect(reason(arrival) == .duplicateIdentifier)
        #expect(
            reason(ClockEvent("n", of: World.maria, .arrival, at: World.at(1, "08:01")))
                == .invalidValue)
        #expect(
            reason(ClockEvent("n", of: .counsellor("x"), .arrival, at: World.at(0, "08:00")))
                == .unknownReference)
        try world.amend(.clockVoided("k"), at: World.at(1, "09:00"))
        #expect(world.agenda.clocked(World.maria).first?.arrival == nil)
        #expect(world.agenda.clocked(World.maria, knownAt: World.at(1, "08:00")).count == 1)
        let again = Command.amend(.clockVoided("k"))
        #expect(
            Refused.command(again, by: world.agenda, at: World.at(1, "09:00"))?.reason
                == .unknownReference)
    }
}
