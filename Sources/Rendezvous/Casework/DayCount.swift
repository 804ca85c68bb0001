/// How the days of a deadline are counted: a named rule and a number, 0 … ``Limits/mostDays``.
///
/// The *n*-th day of a rule after a date is the *n*-th date after it that counts; the 0-th is the
/// date itself.
public enum DayCount: Hashable, Sendable {
    /// Every day counts.
    case calendarDays(Int)
    /// Every day counts that is no holiday of the office's calendar.
    case daysSkippingHolidays(Int)
    /// Days count on which the office has opening hours.
    case workingDays(Int)

    /// How many days are counted.
    public var number: Int {
        switch self {
        case .calendarDays(let number), .daysSkippingHolidays(let number),
            .workingDays(let number):
            number
        }
    }

    /// The *n*-th counted day after a date, or `nil` if there is none within
    /// ``OfficeDays/farthest`` dates.
    ///
    /// - Complexity: linear in the dates looked at.
    func day(after date: CivilDate, at office: Office.ID, _ days: OfficeDays) -> CivilDate? {
        var day = date
        var left = number
        var looked = 0
        while left > 0 {
            guard day < .max, looked < OfficeDays.farthest else { return nil }
            day = day.advanced(by: 1)
            looked += 1
            if counts(day, at: office, days) { left -= 1 }
        }
        return day
    }

    private func counts(_ day: CivilDate, at office: Office.ID, _ days: OfficeDays) -> Bool {
        switch self {
        case .calendarDays: true
        case .daysSkippingHolidays: !days.isHoliday(day, at: office)
        case .workingDays: !days.hours(of: office, on: day).isEmpty
        }
    }

    func check(_ what: String) throws(Refusal) {
        try Check.number(number, what, in: 0...Limits.mostDays)
    }
}

/// A number of days by a rule, and a safety margin by a rule of its own (D6).
public struct Deadline: Hashable, Sendable {
    /// The days that the person is told.
    public var days: DayCount
    /// What is added before anything happens, counted from the last of the days.
    public var margin: DayCount

    /// A deadline.
    public init(_ days: DayCount, margin: DayCount = .calendarDays(0)) {
        self.days = days
        self.margin = margin
    }

    /// The first instant after the last day of the margin, by the office's clock.
    func end(after date: CivilDate, at office: Office.ID, _ days: OfficeDays) -> Instant? {
        guard let last = self.days.day(after: date, at: office, days),
            let end = margin.day(after: last, at: office, days), end < .max
        else { return nil }
        return days.zone(of: office).start(of: end.advanced(by: 1))
    }
}
