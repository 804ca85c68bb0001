import Rendezvous

/// A working week as it is declared (requirement E4).
struct Shift {
    /// The seven days, Monday first.
    let week: [DayTimetable]

    /// The same day from Monday to Friday.
    private init(_ day: DayTimetable) {
        week = Weekday.allCases.map { $0 <= .friday ? day : .rest }
    }

    private init(_ day: (Weekday) -> DayTimetable) { week = Weekday.allCases.map(day) }

    /// Twenty minutes, taken when nobody is there.
    private static let floating = Break.floating(.minutes(20), within: CivilSpan("10:30", "13:00"))

    private static func day(
        _ from: CivilTime, _ to: CivilTime, at place: WorkPlace = .onSite, _ breaks: [Break] = []
    ) -> DayTimetable {
        DayTimetable([WorkStretch(CivilSpan(from, to), at: place)], breaks: breaks)
    }

    /// From half past seven, with a break that has no fixed place.
    static let early = Shift(day("07:30", "15:30", [floating]))
    /// From eight, with a fixed break.
    static let standard = Shift(
        day("08:00", "16:00", [.fixed(CivilSpan("12:00", "12:20"))]))
    /// Reduced work: four hours a day, without a break.
    static let partTime = Shift(day("09:00", "13:00"))
    /// Rotation work: fewer days.
    static let threeDays = Shift { weekday in
        [.monday, .tuesday, .wednesday].contains(weekday)
            ? day("08:00", "16:00", [floating]) : .rest
    }
    /// Tuesdays and Thursdays at a distance (E10).
    static let teleworkTwice = Shift { weekday in
        switch weekday {
        case .tuesday, .thursday: day("08:00", "16:00", at: .telework, [floating])
        case .saturday, .sunday: .rest
        default: day("08:00", "16:00", [floating])
        }
    }
    /// Always at a distance.
    static let telework = Shift(day("08:00", "16:00", at: .telework, [floating]))
    /// From noon on.
    static let evenings = Shift(day("12:00", "20:00", [.fixed(CivilSpan("16:00", "16:30"))]))
}

extension Shift {
    private static func day(
        _ from: CivilTime, _ to: CivilTime, _ breaks: [Break]
    ) -> DayTimetable { day(from, to, at: .onSite, breaks) }
}

/// What is declared about working time, and when it was (requirements E4–E7).
enum WorkingTime {
    // When things were submitted.
    private static let yearly = Period.instant("2025-12-29", "10:00")
    private static let changes = Period.instant("2026-03-12", "13:20")
    private static let leaveRequests = Period.instant("2026-03-10", "09:00")

    /// The timetables of the year, one for each worker.
    static var timetables: [Declaration] {
        let counsellors = Staff.all.map { member in
            weekly(member.id.rawValue, .counsellor(member.id), member.shift)
        }
        let interpreters = Interpreters.all.map { member in
            weekly(
                member.interpreter.id.rawValue, .interpreter(member.interpreter.id), member.shift)
        }
        return counsellors + interpreters
    }

    private static func weekly(_ name: String, _ worker: Worker, _ shift: Shift) -> Declaration {
        Declaration(
            .init("wt-\(name)-2026"), of: worker, submitted: yearly,
            .weekly(shift.week, DateRange(from: "2026-01-01")))
    }

    /// Timetables submitted later, which replace those of the year where they overlap (E5, E6).
    static let overrides = [
        // Split days, for the evening hours of the office.
        Declaration(
            "wt-c-17-04-01", of: .counsellor("c-17"), submitted: changes,
            .daily(split, DateRange("2026-04-01"))),
        Declaration(
            "wt-c-17-04-08", of: .counsellor("c-17"), submitted: changes,
            .daily(split, DateRange("2026-04-08"))),
        // A day at the workplace in place of a day at a distance.
        Declaration(
            "wt-c-03-03-31", of: .counsellor("c-03"), submitted: changes,
            .daily(DayTimetable(from: "08:00", to: "16:00"), DateRange("2026-03-31"))),
        // Another week from April on.
        Declaration(
            "wt-c-35-april", of: .counsellor("c-35"), submitted: changes,
            .weekly(Shift.standard.week, DateRange(from: "2026-04-01"))),
        // A shorter day, and then, submitted after it, the whole day again: the last holds.
        Declaration(
            "wt-c-22-04-07-a", of: .counsellor("c-22"), submitted: changes,
            .daily(DayTimetable(from: "08:00", to: "12:00"), DateRange("2026-04-07"))),
        Declaration(
            "wt-c-22-04-07-b", of: .counsellor("c-22"),
            submitted: Period.instant("2026-03-13", "11:05"),
            .daily(DayTimetable(from: "08:00", to: "15:00"), DateRange("2026-04-07"))),
        Declaration(
            "wt-i-13-holy-week", of: .interpreter("i-13"), submitted: changes,
            .daily(
                DayTimetable(from: "09:00", to: "14:00"), .days("2026-04-06", "2026-04-09"))),
    ]

    private static let split = DayTimetable([
        WorkStretch(CivilSpan("08:30", "12:30")), WorkStretch(CivilSpan("15:30", "19:30")),
    ])

    /// Leave that does not depend on the seed.
    static let knownLeave = [
        Declaration(
            "lv-c-05-blood", of: .counsellor("c-05"), submitted: leaveRequests,
            .leave(Leave("blood-donation", .days(DateRange("2026-04-02"))))),
        // Reported after the fact.
        Declaration(
            "lv-c-13-sick", of: .counsellor("c-13"),
            submitted: Period.instant("2026-03-13", "08:10"),
            .leave(Leave("sick", .days(.days("2026-03-10", "2026-03-12"))))),
        Declaration(
            "lv-c-26-training", of: .counsellor("c-26"), submitted: leaveRequests,
            .leave(Leave("training", .days(DateRange("2026-04-03"))))),
        Declaration(
            "lv-i-06-days", of: .interpreter("i-06"), submitted: leaveRequests,
            .leave(Leave("annual", .days(.days("2026-04-08", "2026-04-14"))))),
        Declaration(
            "lv-i-02-hours", of: .interpreter("i-02"), submitted: leaveRequests,
            .leave(Leave("school-visit", .hours("2026-03-30", CivilSpan("08:00", "10:30"))))),
    ]

    /// Easter leave: about a third of the counsellors take days, some take hours.
    static func easterLeave(seed: UInt64) -> [Declaration] {
        var random = SeededGenerator(seed: seed, for: .leave)
        var leave: [Declaration] = []
        for member in Staff.all where member.id != Staff.leaving.id {
            let extent: Leave.Extent?
            switch random.number(below: 12) {
            case 0, 1: extent = .days(.days("2026-04-08", "2026-04-14"))
            case 2: extent = .days(.days("2026-04-06", "2026-04-09"))
            case 3: extent = .days(DateRange("2026-04-14"))
            case 4, 5:
                let day = random.one(of: Period.workingDays) ?? Period.first
                extent = .hours(day, CivilSpan("09:00", random.happens(500) ? "11:00" : "12:00"))
            default: extent = nil
            }
            guard let extent else { continue }
            let isDays = if case .days = extent { true } else { false }
            let submitted = leaveRequests + .minutes(Int64(random.number(below: 4_000)))
            leave.append(
                Declaration(
                    .init("lv-\(member.id)-\(isDays ? "easter" : "hours")"),
                    of: .counsellor(member.id), submitted: submitted,
                    .leave(Leave(isDays ? "annual" : "school-visit", extent))))
        }
        return leave
    }
}

extension Agency {
    /// Declares the working time of everybody, timetables first, then changes, then leave.
    mutating func declareWorkingTime(seed: UInt64) throws(Refusal) {
        let declarations =
            WorkingTime.timetables + WorkingTime.overrides + WorkingTime.knownLeave
            + WorkingTime.easterLeave(seed: seed)
        for declaration in declarations { try declare(declaration) }
    }
}
