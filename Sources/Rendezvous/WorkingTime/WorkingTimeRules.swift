/// What is done about a declaration that comes after it should have (requirement E3).
public enum LateDeclarations: String, Hashable, Sendable, CaseIterable {
    /// It is accepted, and ``Agenda/lateness(of:)`` and the inspection say how late it was.
    case mark
    /// It is refused with `late-declaration`.
    case refuse
}

/// How the presence of somebody who works at a distance is known (requirement E10).
public enum TeleworkPresence: String, Hashable, Sendable, CaseIterable {
    /// By the declaration: no card is asked for.
    case byDeclaration = "by-declaration"
    /// By the card, as at the workplace.
    case byCard = "by-card"
}

/// The agency's rules about declared and measured time, which hold from a date on.
///
/// They decide what is refused, found and reported; never what is declared.
public struct WorkingTimeRules: Hashable, Sendable {
    /// Late declarations (E3); decided by the local date of submission.
    public var lateDeclarations = LateDeclarations.mark
    /// Telework (E10).
    public var telework = TeleworkPresence.byDeclaration
    /// The last day of the next month on which leave may be reported, 1 … 28 (E7).
    public var leaveReportDay = 10
    /// The rest between two days of work, 0 … 24 h.
    public var rest = Seconds.hours(11)
    /// Work of a day beyond which a break is owed, 0 … 24 h.
    public var breakAfter = Seconds.hours(4)
    /// The length of the break that is owed, 0 … 24 h.
    public var breakLength = Seconds.minutes(15)
    /// How much later or earlier than declared is not yet a matter, 0 … 24 h.
    public var grace = Seconds.zero
    /// How long after the latest arrival somebody who has not come counts as absent, 0 … 24 h.
    public var absentAfter = Seconds.hours(1)

    /// The rules that hold where none were set.
    public init() {}

    /// Refuses values out of range.
    func check() throws(Refusal) {
        let day = Seconds.zero...Seconds.hours(24)
        try Check.number(leaveReportDay, "last day for reporting leave", in: 1...28)
        let lengths = [
            (rest, "rest between two days"), (breakAfter, "work before a break"),
            (breakLength, "break that is owed"), (grace, "grace"),
            (absentAfter, "time until absence"),
        ]
        for (length, name) in lengths { try Check.length(length, name, in: day) }
    }
}

/// Rules by the date from which they hold.
struct DatedRules: Sendable {
    /// By date; of those with one date, the one set last.
    private(set) var list: [(from: CivilDate, rules: WorkingTimeRules)] = []

    /// The rules on a date.
    func on(_ date: CivilDate) -> WorkingTimeRules {
        list.last { $0.from <= date }?.rules ?? WorkingTimeRules()
    }

    mutating func set(_ rules: WorkingTimeRules, from date: CivilDate) {
        list.removeAll { $0.from == date }
        let index = list.firstIndex { $0.from > date } ?? list.count
        list.insert((date, rules), at: index)
    }
}
