/// A day of the proleptic Gregorian calendar, from 0001-01-01 to 9999-12-31, without a zone.
///
///     let monday: CivilDate = "2026-11-23"
///     monday.weekday                       // .monday
///
/// Conversion from and to day numbers follows the era-based method of Howard Hinnant,
/// "chrono-compatible low-level date algorithms"; every operation is O(1).
public struct CivilDate: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01; negative before.
    public let dayNumber: Int

    /// The day `dayNumber` days after 1970-01-01, moved into ``min`` … ``max`` if outside.
    public init(dayNumber: Int) {
        self.dayNumber = Swift.max(Self.min.dayNumber, Swift.min(Self.max.dayNumber, dayNumber))
    }

    private init(unchecked dayNumber: Int) { self.dayNumber = dayNumber }

    /// 0001-01-01.
    public static let min = CivilDate(unchecked: -719_162)
    /// 9999-12-31.
    public static let max = CivilDate(unchecked: 2_932_896)

    /// The date with these parts, or `nil` if there is no such day (30 February, month 13, year 0).
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9_999).contains(year), (1...12).contains(month),
            (1...Self.daysInMonth(month, of: year)).contains(day)
        else { return nil }
        dayNumber = Self.dayNumber(year, month, day)
    }

    /// The date in RFC 3339 form `yyyy-MM-dd`, or `nil` if `text` is anything else.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Digits.value(bytes[0..<4]), let month = Digits.value(bytes[5..<7]),
            let day = Digits.value(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The number of days in a month (1 … 12) of a year.
    public static func daysInMonth(_ month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: isLeap(year) ? 29 : 28
        default: 31
        }
    }

    /// Whether the year has a 29 February.
    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Year, month (1 … 12) and day of the month (1 … 31).
    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The year, 1 … 9999.
    public var year: Int { parts.year }

    /// The day of the week.
    public var weekday: Weekday { Weekday(dayNumber: dayNumber) }

    /// The day `days` later (earlier if negative), stopping at ``min`` and ``max``.
    public func advanced(by days: Int) -> CivilDate {
        let (sum, overflow) = dayNumber.addingReportingOverflow(days)
        return CivilDate(dayNumber: overflow ? (days < 0 ? .min : .max) : sum)
    }

    /// Whether `left` comes before `right`.
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        left.dayNumber < right.dayNumber
    }

    static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day and the second of that day at `seconds` after 1970-01-01T00:00:00 on one clock.
    static func splitting(_ seconds: Int64) -> (date: CivilDate, second: Int) {
        var (day, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
        if second < 0 { (day, second) = (day - 1, second + 86_400) }
        return (CivilDate(dayNumber: Int(day)), Int(second))
    }
}

extension CivilDate: CustomStringConvertible {
    /// The date as `yyyy-MM-dd`.
    public var description: String {
        let (year, month, day) = parts
        return "\(Digits.text(year, width: 4))-\(Digits.text(month, width: 2))-"
            + Digits.text(day, width: 2)
    }
}

extension CivilDate: ExpressibleByStringLiteral {
    /// A date written in the source; a literal that is no date stops the program, as a wrong
    /// literal of any type does. Text from outside goes through ``init(_:)``.
    public init(stringLiteral text: String) {
        guard let date = CivilDate(text) else {
            preconditionFailure("The literal \"\(text)\" is no date; write \"yyyy-MM-dd\".")
        }
        self = date
    }
}

extension CivilDate: Strideable {
    /// The number of days from this date to `other`.
    public func distance(to other: CivilDate) -> Int { other.dayNumber - dayNumber }
}
