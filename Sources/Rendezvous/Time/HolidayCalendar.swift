/// A holiday: its names, the rule of its date, and the years in which it is kept.
public struct Holiday: Hashable, Sendable {
    /// The name in English.
    public let name: String
    /// The name in the language of the country.
    public let localName: String
    /// How the date follows from the year.
    public let rule: HolidayRule
    /// The years in which the holiday is kept, both ends included.
    public let years: ClosedRange<Int>

    /// A holiday of these parts; kept in all years if `years` is not given.
    public init(
        name: String, localName: String, rule: HolidayRule, years: ClosedRange<Int> = 1...9_999
    ) {
        self.name = name
        self.localName = localName
        self.rule = rule
        self.years = years
    }

    /// The date of the holiday for `year`, or `nil` if it is not kept then.
    ///
    /// - Complexity: O(1).
    public func date(for year: Int) -> CivilDate? {
        years.contains(year) ? rule.date(for: year) : nil
    }

    /// Whether the holiday is kept on `date`.
    ///
    /// - Complexity: O(1).
    public func isKept(on date: CivilDate) -> Bool {
        let year = date.year
        // The rule of a neighbouring year may place its date in this one.
        return ((year - 1)...(year + 1)).contains { self.date(for: $0) == date }
    }
}

/// The holidays of a country or an office, as rules.
///
///     HolidayCalendar.greece.holiday(on: "2026-02-23")?.name           // "Clean Monday"
///
/// A calendar says which dates are holidays, not what is closed on them.
public struct HolidayCalendar: Hashable, Sendable {
    /// What identifies a calendar.
    public typealias ID = String

    /// A short name that identifies the calendar: the ISO 3166 code for those of countries.
    public let id: String
    /// The name in English.
    public let name: String
    /// The holidays, in the order in which those of one date are listed.
    public let holidays: [Holiday]

    /// A calendar of these parts.
    public init(id: String, name: String, holidays: [Holiday]) {
        self.id = id
        self.name = name
        self.holidays = holidays
    }

    /// The dates of `year` that are holidays, ascending; a date with two holidays comes twice.
    ///
    /// - Complexity: O(*n* log *n*) in the number of rules.
    public func holidays(in year: Int) -> [(date: CivilDate, holiday: Holiday)] {
        guard (1...9_999).contains(year) else { return [] }
        var found: [(date: CivilDate, index: Int)] = []
        for (index, holiday) in holidays.enumerated() {
            for candidate in (year - 1)...(year + 1) {
                guard let date = holiday.date(for: candidate), date.year == year else { continue }
                found.append((date, index))
            }
        }
        found.sort { ($0.date, $0.index) < ($1.date, $1.index) }
        return found.map { ($0.date, holidays[$0.index]) }
    }

    /// The holiday on `date`, the first if there are two, or `nil` if it is none.
    ///
    /// - Complexity: O(*n*) in the number of rules.
    public func holiday(on date: CivilDate) -> Holiday? {
        holidays.first { $0.isKept(on: date) }
    }

    /// Whether `date` is a holiday.
    ///
    /// - Complexity: O(*n*) in the number of rules.
    public func contains(_ date: CivilDate) -> Bool { holiday(on: date) != nil }
}
