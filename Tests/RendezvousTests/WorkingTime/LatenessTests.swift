import Rendezvous
import RendezvousVerifier
import Testing

/// Declarations that come too late (E3), and the dates of inclusion (E11).
struct LatenessTests {
    private typealias World = TimeWorld

    private static let strict: WorkingTimeRules = {
        var rules = WorkingTimeRules()
        rules.lateDeclarations = .refuse
        return rules
    }()

    @Test func `a timetable is due before the first work that it touches (E3)`() throws {
        var world = try World()
        try world.declare(.weekly(World.week(World.day), .always))
        let ten = DayTimetable(from: "10:00", to: "18:00")
        // Work from eight becomes work from ten: due before eight.
        let inTime = try world.declare(
            .daily(ten, World.on(1)), at: World.at(1, "08:00") - Seconds(1))
        #expect(world.agenda.lateness(of: inTime) == nil)
        let late = try world.declare(.daily(ten, World.on(2)), at: World.at(2, "08:00"))
        #expect(world.agenda.lateness(of: late) == .zero)
        // What is earlier than what was is due before its own beginning.
        let six = DayTimetable(from: "06:00", to: "14:00")
        let early = try world.declare(.daily(six, World.on(3)), at: World.at(3, "06:30"))
        #expect(world.agenda.lateness(of: early) == .minutes(30))
        // A weekend has no work to be late for; Monday has.
        let weekend = try world.declare(
            .weekly(World.week(six), World.from(5)), at: World.at(6, "12:00"))
        #expect(world.agenda.lateness(of: weekend) == nil)
        // Leave is reported after the fact.
        let leave = try world.declare(
            .leave(Leave("ΑΔΑΣ", .days(World.on(0)))), at: World.at(6, "13:00"))
        #expect(world.agenda.lateness(of: leave) == nil)
        // Overtime is announced before it begins (E8).
        let overtime = try world.declare(
            .overtime(Overtime(World.date(4), CivilSpan("18:00", "19:00"))),
            at: World.at(6, "14:00"))
        #expect(world.agenda.lateness(of: overtime) == .hours(44))
        #expect(world.agenda.lateness(of: "nothing") == nil)
        let found = try world.findings(0...6)
        #expect(found.filter { $0.contains("late-declaration") }.count == 3)
    }

    @Test func `late declarations are refused where the rules of that day say so (E3)`() throws {
        var world = try World()
        try world.declare(.weekly(World.week(World.day), .always))
        try world.amend(.workingTimeRulesSet(Self.strict, from: World.date(2)))
        let rest = Declaration.Content.daily(.rest, World.on(1))
        try world.declare(rest, at: World.at(1, "12:00"))
        func refused(
            _ content: Declaration.Content, _ instant: Instant
        ) -> Refusal? {
            let declaration = Declaration(
                "x", of: World.maria, submitted: instant, content)
            return Refused.command(.amend(.declared(declaration)), by: world.agenda, at: instant)
        }
        let refusal = refused(.daily(.rest, World.on(2)), World.at(2, "12:00"))
        #expect(refusal?.reason == .lateDeclaration)
        #expect(refusal?.message.contains("must be before 2026-11-25T06:00:00Z") == true)
        #expect(refused(.daily(.rest, World.on(3)), World.at(2, "12:00")) == nil)
        #expect(
            refused(.leave(Leave("ΑΔΑΣ", .days(World.on(1)))), World.at(2, "12:00")) == nil)
        #expect(
            refused(
                .overtime(Overtime(World.date(2), CivilSpan("11:00", "12:30"))),
                World.at(2, "11:00"))?.reason == .lateDeclaration)
    }

    @Test func `on inclusion the timetable is declared the same day (E3, E11)`() throws {
        var world = try World()
        let dates = Inclusion(declaredTime: World.monday, card: World.date(2))
        try world.declare(.inclusion(dates))
        #expect(world.agenda.inclusion(of: World.maria) == dates)
        #expect(try world.findings(0...0) == ["2026-11-23 timetable-missing 0 min/0 min"])
        try world.amend(.workingTimeRulesSet(Self.strict, from: .min))
        let id = try world.declare(
            .weekly(World.week(World.day), World.from(0)), at: World.at(0, "23:59"))
        #expect(world.agenda.lateness(of: id) == nil)
        #expect(try world.findings(0...0) == ["2026-11-23 break-owed 0 min/15 min"])
        // Another worker is included on no date.
        #expect(world.agenda.inclusion(of: .interpreter("iris")).card == nil)
    }

    @Test func `the verifier finds a late declaration that should have been refused`() throws {
        var world = try World()
        try world.declare(.weekly(World.week(World.day), .always))
        try world.amend(.workingTimeRulesSet(Self.strict, from: World.date(1)))
        for (time, rules): (CivilTime, [Violation.Rule]) in [
            ("07:59", []), ("08:00", [.reason(.lateDeclaration)]),
            ("12:00", [.reason(.lateDeclaration)]),
        ] {
            let submitted = World.at(1, time)
            let declaration = Declaration(
                "late", of: World.maria, submitted: submitted, .daily(.rest, World.on(1)))
            let events = world.events + [Event(at: submitted, .declared(declaration))]
            #expect(Verifier.check(events).map(\.rule) == rules)
        }
    }

    @Test func `values of the rules have bounds`() throws {
        let world = try World()
        func refused(_ change: (inout WorkingTimeRules) -> Void) -> Bool {
            var rules = WorkingTimeRules()
            change(&rules)
            let command = Command.amend(.workingTimeRulesSet(rules, from: .min))
            return Refused.command(command, by: world.agenda, at: World.founded)?.reason
                == .invalidValue
        }
        #expect(!refused { $0.leaveReportDay = 1 } && !refused { $0.leaveReportDay = 28 })
        #expect(refused { $0.leaveReportDay = 0 } && refused { $0.leaveReportDay = 29 })
        let lengths: [WritableKeyPath<WorkingTimeRules, Seconds>] = [
            \.rest, \.breakAfter, \.breakLength, \.grace, \.absentAfter,
        ]
        for length in lengths {
            #expect(!refused { $0[keyPath: length] = .zero })
            #expect(!refused { $0[keyPath: length] = .hours(24) })
            #expect(refused { $0[keyPath: length] = Seconds(-1) })
            #expect(refused { $0[keyPath: length] = .hours(24) + Seconds(1) })
        }
    }

    @Test func `what is declared for always is never late (E3)`() throws {
        var world = try World()
        try world.amend(.workingTimeRulesSet(Self.strict, from: .min))
        let contents: [Declaration.Content] = [
            .weekly(World.week(World.day), .always),
            .weekly(Array(repeating: World.day, count: 7), .always), .daily(World.day, .always),
            .contract(Contract(firstDay: World.day), .always),
        ]
        for (hour, content) in contents.enumerated() {
            let id = try world.declare(content, at: World.founded + .hours(Int64(hour)))
            #expect(world.agenda.lateness(of: id) == nil)
        }
    }
}
