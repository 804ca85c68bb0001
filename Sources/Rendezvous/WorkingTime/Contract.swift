/// How much of full-time work a contract asks for (requirement E1).
public enum Employment: String, Hashable, Sendable, CaseIterable {
    /// All of it (`πλήρης`).
    case full
    /// Fewer hours a day or a week (`μειωμένη`, `μερική`).
    case reduced
    /// Fewer days, not shifts (`εκ περιτροπής`).
    case rotating
}

/// Where the weekly hours of full-time work come from (requirement E1).
public enum HoursOrigin: String, Hashable, Sendable, CaseIterable {
    /// The law.
    case law
    /// A collective agreement (`ΣΣΕ`).
    case collectiveAgreement = "collective-agreement"
    /// An arbitration award (`διαιτητική απόφαση`).
    case arbitration
    /// The employer's own rules of work.
    case workRules = "work-rules"
    /// The contract itself.
    case individual
}

/// The break that a contract gives (requirement E1). Where the timetable of a day names no break,
/// this one stays free somewhere in the day's longest stretch of work.
public struct ContractBreak: Hashable, Sendable {
    /// How long it is, 1 s … 24 h.
    public let length: Seconds
    /// Whether it counts as work (`εντός ωραρίου`) or not (`εκτός ωραρίου`).
    public let isInsideHours: Bool
    /// It is owed on days with more work than this, 0 … 24 h.
    public let after: Seconds

    /// A break of a contract.
    public init(_ length: Seconds, isInsideHours: Bool, after: Seconds = .hours(4)) {
        self.length = length
        self.isInsideHours = isInsideHours
        self.after = after
    }
}

/// A branch of the employer (`παράρτημα`), by an opaque reference.
public enum Branch {
    /// The identifier of a branch: its serial number.
    public typealias ID = Identifier<Branch>
}

/// The contract side of somebody's working time (requirement E1): how much they owe a week and
/// how. It says nothing of when; that is what timetables are for.
public struct Contract: Hashable, Sendable {
    /// The branch, where known.
    public var branch: Branch.ID?
    /// Full, reduced or rotating.
    public var employment: Employment
    /// What this person owes a week, 1 s … 168 h.
    public var weeklyHours: Seconds
    /// What full-time work is a week, 1 s … 168 h: not a part-timer's own capacity.
    public var fullTimeHours: Seconds
    /// Where ``fullTimeHours`` come from.
    public var origin: HoursOrigin
    /// How many days a week, 1 … 7; most often 5 or 6.
    public var workDays: Int
    /// The break, if the contract gives one.
    public var pause: ContractBreak?
    /// How much later than declared the day may begin, and then ends, 0 … 24 h.
    public var flexibleArrival: Seconds
    /// Whether another employer lent this person (requirement E11).
    public var isBorrowed: Bool
    /// The hours of the first date, for a new hire (requirement E2): a timetable of that date.
    public var firstDay: DayTimetable?

    /// A contract of full-time work for five days, from which the caller may depart.
    public init(
        weeklyHours: Seconds = .hours(40), of fullTimeHours: Seconds = .hours(40),
        from origin: HoursOrigin = .law, _ employment: Employment = .full, workDays: Int = 5,
        pause: ContractBreak? = nil, flexibleArrival: Seconds = .zero, firstDay: DayTimetable? = nil
    ) {
        self.employment = employment
        self.weeklyHours = weeklyHours
        self.fullTimeHours = fullTimeHours
        self.origin = origin
        self.workDays = workDays
        self.pause = pause
        self.flexibleArrival = flexibleArrival
        isBorrowed = false
        self.firstDay = firstDay
    }
}

/// The two dates from which an employee is measured (requirement E11).
public struct Inclusion: Hashable, Sendable {
    /// From when working time is declared in advance and the old form stops; `nil`: not yet.
    public let declaredTime: CivilDate?
    /// From when the work card is used; `nil`: not yet, and no clock-in never means absent.
    public let card: CivilDate?

    /// Two dates.
    public init(declaredTime: CivilDate?, card: CivilDate?) {
        self.declaredTime = declaredTime
        self.card = card
    }

    /// Whether the card is used on a date.
    public func usesCard(on date: CivilDate) -> Bool { card.map { $0 <= date } ?? false }
}

/// Work beside the timetable, announced before it begins (requirement E8).
public struct Overtime: Hashable, Sendable {
    /// The date on which it begins.
    public let date: CivilDate
    /// From when to when, by the worker's clock; may cross midnight.
    public let span: CivilSpan
    /// Where.
    public let place: WorkPlace

    /// Overtime.
    public init(_ date: CivilDate, _ span: CivilSpan, at place: WorkPlace = .onSite) {
        self.date = date
        self.span = span
        self.place = place
    }
}

extension Contract {
    /// Refuses a contract with a value out of range.
    func check(of what: String) throws(Refusal) {
        let week = Seconds(1)...Seconds.hours(168)
        let day = Seconds.zero...Seconds.hours(24)
        if let branch { try Check.identifier(branch, of: "the branch of \(what)") }
        try Check.length(weeklyHours, "weekly hours of \(what)", in: week)
        try Check.length(fullTimeHours, "weekly hours of full-time work of \(what)", in: week)
        try Check.number(workDays, "days a week of \(what)", in: 1...7)
        try Check.length(flexibleArrival, "flexible arrival of \(what)", in: day)
        if let pause {
            try Check.length(pause.length, "break of \(what)", in: Seconds(1)...Seconds.hours(24))
            try Check.length(pause.after, "work before the break of \(what)", in: day)
        }
        try firstDay?.check(of: "the first day of \(what)")
    }
}

extension CivilSpan {
    /// The seconds that the clock shows between the two readings; changes of the clock aside.
    var wallLength: Seconds {
        Seconds(Int64(to.secondOfDay - from.secondOfDay + (crossesMidnight ? 86_400 : 0)))
    }
}

extension DayTimetable {
    /// The day with a contract's break where it is owed and the timetable names none: somewhere in
    /// the longest stretch, the first of several.
    func keeping(_ pause: ContractBreak?) -> DayTimetable {
        guard let pause, breaks.isEmpty else { return self }
        let total = stretches.reduce(Seconds.zero) { $0 + $1.span.wallLength }
        var longest: CivilSpan?
        for span in stretches.map(\.span).sorted()
        where span.wallLength > longest?.wallLength ?? .zero {
            longest = span
        }
        guard let longest, total > pause.after, longest.wallLength >= pause.length else {
            return self
        }
        return DayTimetable(stretches, breaks: [.floating(pause.length, within: longest)])
    }
}
