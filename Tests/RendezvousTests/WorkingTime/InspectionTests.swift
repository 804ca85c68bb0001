import Rendezvous
import Testing

/// What an inspector finds, with its numbers.
struct InspectionTests {
    private typealias World = TimeWorld

    @Test func `a week that keeps contract and rules has no findings`() throws {
        var world = try World()
        let pause = ContractBreak(.minutes(15), isInsideHours: true)
        try world.declare(.contract(Contract(pause: pause), .always))
        try world.declare(.weekly(World.week(World.day), .always))
        try world.declare(.leave(Leave("ΑΔΚΑΝ", .days(World.on(1)))))
        #expect(try world.findings(0...6) == [])
        #expect(
            world.agenda.inspection(
                of: .counsellor("x"), on: .always, at: World.founded) == nil)
        // All dates there are, looked at for a year.
        #expect(
            world.agenda.inspection(of: World.maria, on: .always, at: World.founded) != nil)
    }

    @Test func `weekly hours are held against the contract, breaks as it says (E1)`() throws {
        for (isInside, expected) in [(true, "42 h 30 min"), (false, "41 h 15 min")] {
            var world = try World()
            let pause = ContractBreak(.minutes(15), isInsideHours: isInside)
            try world.declare(.contract(Contract(pause: pause), .always))
            let long = DayTimetable(from: "08:00", to: "16:30")
            try world.declare(.weekly(World.week(long), .always))
            #expect(
                try world.findings(0...6) == ["2026-11-23 weekly-hours-above \(expected)/40 h"])
        }
        var world = try World()
        try world.declare(
            .contract(
                Contract(weeklyHours: .hours(20), of: .hours(40), .reduced, workDays: 2), .always))
        let short = DayTimetable(from: "08:00", to: "12:00")
        let week = [short, short, short, .rest, .rest, .rest, .rest]
        try world.declare(.weekly(week, .always))
        #expect(
            try world.findings(0...6) == [
                "2026-11-23 weekly-hours-below 12 h/20 h",
                "2026-11-23 work-days-above 3 days/2 days",
            ])
        // Part of a week says nothing about it.
        #expect(try world.findings(0...5) == [])
    }

    @Test func `rest between days and breaks are owed`() throws {
        var world = try World()
        try world.declare(.daily(DayTimetable(from: "14:00", to: "22:00"), World.on(0)))
        try world.declare(
            .daily(
                DayTimetable(
                    from: "08:00", to: "16:00", breaks: [.fixed(CivilSpan("12:00", "12:10"))]),
                World.on(1)))
        let four = DayTimetable(from: "08:00", to: "12:00")
        try world.declare(.daily(four, World.on(2)))
        #expect(
            try world.findings(0...3) == [
                "2026-11-23 break-owed 0 min/15 min", "2026-11-24 rest-too-short 10 h/11 h",
                "2026-11-24 break-owed 10 min/15 min",
            ])
    }

    @Test func `appointments outside declared time are found, not undone`() throws {
        var world = try World()
        try world.declare(.daily(DayTimetable(from: "08:00", to: "12:00"), World.on(0)))
        try world.book(0, "11:30")
        try world.declare(.leave(Leave("ΩΑΓΟΝ", .hours(World.monday, CivilSpan("11:45", "12:00")))))
        #expect(try world.findings(0...0) == ["2026-11-23 appointment-outside 15 min/0 min"])
        #expect(world.agenda.appointmentCount == 1)
    }

    @Test func `the card is held against what was declared (E7, E9)`() throws {
        var world = try World()
        let contract = Contract(
            pause: ContractBreak(.minutes(15), isInsideHours: true), flexibleArrival: .minutes(30))
        try world.declare(.contract(contract, .always))
        try world.declare(.weekly(World.week(World.day), .always))
        try world.declare(.inclusion(Inclusion(declaredTime: .min, card: .min)))
        // Monday: late beyond the window, and gone early. Tuesday: never there.
        try world.clock(.arrival, World.at(0, "08:45"))
        try world.clock(.departure, World.at(0, "16:20"))
        // Wednesday: too long. Thursday: on leave, and there all the same. Friday: never went.
        try world.clock(.arrival, World.at(2, "07:50"))
        try world.clock(.departure, World.at(2, "17:00"))
        try world.declare(.leave(Leave("ΑΔΑΣ", .days(World.on(3)))))
        try world.clock(.arrival, World.at(3, "09:00"))
        try world.clock(.departure, World.at(3, "10:00"))
        try world.clock(.arrival, World.at(4, "08:00"))
        #expect(
            try world.findings(0...6, at: World.at(9, "00:00")) == [
                "2026-11-23 late-arrival 45 min/30 min", "2026-11-23 early-departure 10 min/0 min",
                "2026-11-24 absence 8 h/0 min", "2026-11-25 undeclared-work 1 h 10 min/0 min",
                "2026-11-26 worked-in-leave 1 h/0 min", "2026-11-27 clock-missing 0 min/0 min",
            ])
        // As known before the week, nothing had happened.
        let dates = try #require(DateRange(from: World.monday, to: World.date(6)))
        let before = world.agenda.inspection(
            of: World.maria, on: dates, at: World.at(-1, "12:00"), knownAt: World.at(-1, "12:00"))
        #expect(before?.findings.isEmpty == true)
        let finding = try #require(
            world.agenda.inspection(of: World.maria, on: dates, at: World.at(9, "00:00"))?.findings
                .first)
        #expect(
            finding.description
                == "2026-11-23 late-arrival: counsellor (maria): 45 min, 30 min allowed")
    }

    @Test func `who is not on the card is never absent (E11)`() throws {
        var world = try World()
        try world.declare(
            .daily(DayTimetable(from: "08:00", to: "12:00"), World.on(0)))
        #expect(try world.findings(0...0) == [])
        try world.declare(.inclusion(Inclusion(declaredTime: nil, card: World.date(1))))
        #expect(try world.findings(0...0) == [])
    }

    @Test func `a week's picture has declared, leave, clocked and booked time`() throws {
        var world = try World()
        try world.declare(.weekly(World.week(World.day), .always))
        try world.declare(.overtime(Overtime(World.date(0), CivilSpan("16:00", "17:00"))))
        try world.declare(.leave(Leave("ΩΑΓΟΝ", .hours(World.monday, CivilSpan("08:00", "09:00")))))
        try world.book(0, "10:00")
        try world.clock(.arrival, World.at(0, "09:00"))
        let dates = try #require(DateRange(from: World.monday, to: World.date(6)))
        let days = try #require(
            world.agenda.timetable(of: World.maria, on: dates, at: World.at(0, "12:00")))
        #expect(days.count == 7)
        let first = try #require(days.first)
        #expect(World.text(first.working) == "09:00-17:00")
        #expect(World.text(first.overtime) == "16:00-17:00")
        #expect(World.text(first.leave) == "08:00-09:00")
        #expect(World.text(first.clocked) == "09:00-12:00")
        #expect(first.appointments.map(\.id.number) == [1])
        #expect(days[6].working.isEmpty && days[6].clocked.isEmpty)
        #expect(
            world.agenda.timetable(of: .counsellor("x"), on: dates, at: World.founded) == nil)
    }
}
