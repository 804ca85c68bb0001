/// How the date of a holiday follows from the year.
///
///     HolidayRule.fixed(month: 12, day: 25)
///     HolidayRule.easter(.orthodox, offset: -48)          // Clean Monday
///     HolidayRule.nth(-1, .monday, month: 5)              // the last Monday of May
///
/// Every rule gives one date for a year or none; a rule whose numbers name no day never gives one.
public enum HolidayRule: Hashable, Sendable {
    /// A day of a month (1 … 12); 29 February exists in leap years only.
    case fixed(month: Int, day: Int)
    /// The first (1) … fifth (5), last (-1) … fifth from the end (-5) such weekday of a month.
    case nth(Int, Weekday, month: Int)
    /// The first such weekday on a day of a month or after it, at most in the following year.
    case onOrAfter(Weekday, month: Int, day: Int)
    /// The last such weekday on a day of a month or before it, at least in the year before.
    case onOrBefore(Weekday, month: Int, day: Int)
    /// Days after Easter Sunday, -366 … 366; negative before.
    case easter(Easter.Reckoning, offset: Int)
    /// A day of a month, except in the years that a decision moved it to another date.
    case moved(month: Int, day: Int, to: [Int: CivilDate])

    /// The furthest that a rule may go from Easter Sunday, in days.
    public static let easterOffsetMax = 366

    /// The date that the rule gives for `year`, which ``onOrAfter(_:month:day:)``,
    /// ``onOrBefore(_:month:day:)`` and ``easter(_:offset:)`` may place in a neighbouring year.
    ///
    /// - Complexity: O(1).
    public func date(for year: Int) -> CivilDate? {
        switch self {
        case .fixed(let month, let day):
            return CivilDate(year: year, month: month, day: day)
        case .nth(let number, let weekday, let month):
            return Self.nth(number, weekday, month: month, of: year)
        case .onOrAfter(let weekday, let month, let day):
            guard let anchor = CivilDate(year: year, month: month, day: day) else { return nil }
            return anchor.advanced(by: (weekday.offset - anchor.weekday.offset + 7) % 7)
        case .onOrBefore(let weekday, let month, let day):
            guard let anchor = CivilDate(year: year, month: month, day: day) else { return nil }
            return anchor.advanced(by: -((anchor.weekday.offset - weekday.offset + 7) % 7))
        case .easter(let reckoning, let offset):
            guard (-Self.easterOffsetMax...Self.easterOffsetMax).contains(offset) else {
                return nil
            }
            return reckoning.date(in: year)?.advanced(by: offset)
        case .moved(let month, let day, let exceptions):
            return exceptions[year] ?? CivilDate(year: year, month: month, day: day)
        }
    }

    private static func nth(
        _ number: Int, _ weekday: Weekday, month: Int, of year: Int
    ) -> CivilDate? {
        guard (1...5).contains(number) || (-5 ... -1).contains(number),
            let first = CivilDate(year: year, month: month, day: 1)
        else { return nil }
        let length = CivilDate.daysInMonth(month, of: year)
        let firstDay = 1 + (weekday.offset - first.weekday.offset + 7) % 7
        let count = (length - firstDay) / 7 + 1
        let index = number > 0 ? number - 1 : count + number
        guard (0..<count).contains(index) else { return nil }
        return CivilDate(year: year, month: month, day: firstDay + 7 * index)
    }
}
