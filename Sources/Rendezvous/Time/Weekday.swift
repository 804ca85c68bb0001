/// A day of the week, numbered as ISO 8601 does: Monday is 1, Sunday 7.
public enum Weekday: Int, Hashable, Sendable, Comparable, CaseIterable {
    /// Monday.
    case monday = 1
    /// Tuesday.
    case tuesday
    /// Wednesday.
    case wednesday
    /// Thursday.
    case thursday
    /// Friday.
    case friday
    /// Saturday.
    case saturday
    /// Sunday.
    case sunday

    /// The weekday of the day `dayNumber` days after 1970-01-01, a Thursday.
    init(dayNumber: Int) {
        switch (dayNumber % 7 + 7) % 7 {
        case 0: self = .thursday
        case 1: self = .friday
        case 2: self = .saturday
        case 3: self = .sunday
        case 4: self = .monday
        case 5: self = .tuesday
        default: self = .wednesday
        }
    }

    /// The days from 0 (Monday) to 6 (Sunday).
    var offset: Int { rawValue - 1 }

    /// Whether `left` comes before `right`.
    public static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }

    /// The two letters of RFC 5545: `MO` … `SU`.
    public var code: String { ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][offset] }
}
