/// A stretch of one day by the wall clock. An end that is not later than the start lies on the next
/// day: `22:00 … 06:00` is eight hours over midnight, `00:00 … 24:00` a whole day.
public struct CivilSpan: Hashable, Sendable, Comparable {
    /// The start, on the day itself; before 24:00.
    public let from: CivilTime
    /// The end, on the same day or, if not later than ``from``, on the next.
    public let to: CivilTime

    /// A stretch from one reading of the clock to another.
    public init(_ from: CivilTime, _ to: CivilTime) {
        self.from = from
        self.to = to
    }

    /// Whether the stretch ends on the day after it started.
    public var crossesMidnight: Bool { to <= from }

    /// Whether `left` comes before `right`.
    public static func < (left: CivilSpan, right: CivilSpan) -> Bool {
        (left.from, left.to) < (right.from, right.to)
    }
}

extension CivilSpan: CustomStringConvertible {
    /// The form `08:00-15:00`.
    public var description: String { "\(from)-\(to)" }
}

/// Hours that repeat every week, by the wall clock.
public struct WeeklyHours: Hashable, Sendable {
    /// The stretches of the seven days, Monday first, each day's in order of start.
    public let days: [[CivilSpan]]

    /// Hours for the named days; days that are not named have none.
    public init(_ hours: [Weekday: [CivilSpan]]) {
        days = Weekday.allCases.map { (hours[$0] ?? []).sorted() }
    }

    /// The stretches of a weekday.
    public subscript(_ day: Weekday) -> [CivilSpan] { days[day.offset] }

    /// The same stretch from Monday to Friday.
    public static func weekdays(from: CivilTime, to: CivilTime) -> WeeklyHours {
        let span = [CivilSpan(from, to)]
        return WeeklyHours([
            .monday: span, .tuesday: span, .wednesday: span, .thursday: span, .friday: span,
        ])
    }

    /// Every hour of every day.
    public static let always = WeeklyHours(
        Dictionary(
            uniqueKeysWithValues: Weekday.allCases.map { ($0, [CivilSpan(.midnight, .endOfDay)]) }))
}

/// Hours that replace the weekly ones on certain dates; no stretches means closed.
public struct DatedException: Hashable, Sendable {
    /// The dates, first and last included.
    public let dates: DateRange
    /// The hours of each of these dates.
    public let hours: [CivilSpan]
    /// Why, for people.
    public let reason: Label

    /// Different hours on certain dates.
    public init(_ dates: DateRange, hours: [CivilSpan] = [], reason: Label = "") {
        self.dates = dates
        self.hours = hours.sorted()
        self.reason = reason
    }
}
