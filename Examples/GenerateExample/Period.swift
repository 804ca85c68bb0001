import Rendezvous

/// When everything in the example takes place.
enum Period {
    /// The moment at which the agency stands as the document says: 08:00 in Athens.
    static let founded = instant("2026-03-16", "08:00")
    /// From the Friday before the clocks change (29 March) to the Tuesday after Easter (12 April).
    static let first: CivilDate = "2026-03-27"
    /// The last day of the planned time.
    static let last: CivilDate = "2026-04-14"
    /// Good Friday and Easter Monday.
    static let closed: Set<CivilDate> = ["2026-04-10", "2026-04-13"]

    /// The days from Monday to Friday, holidays included.
    static let weekdays = (first...last).filter { $0.weekday <= .friday }
    /// The days on which offices are open.
    static let workingDays = weekdays.filter { !closed.contains($0) }

    /// What the clocks of Athens show on a day, as an instant.
    static func instant(_ date: CivilDate, _ time: CivilTime) -> Instant {
        ZoneRules.athens.resolve(date, time).earliest
    }

    /// A stretch of each of some days by the clocks of Athens.
    static func window(_ dates: [CivilDate], from: CivilTime, to: CivilTime) -> IntervalSet {
        IntervalSet(dates.compactMap { ZoneRules.athens.instants($0, from: from, to: to) })
    }

    /// Whole days from one to another.
    static func days(_ first: CivilDate, _ last: CivilDate) -> IntervalSet {
        let interval = Interval(
            start: ZoneRules.athens.start(of: first),
            end: ZoneRules.athens.start(of: last.advanced(by: 1)))
        return interval.map { IntervalSet($0) } ?? IntervalSet()
    }
}

extension DateRange {
    /// The days from `first` to `last`, which is not before it.
    static func days(_ first: CivilDate, _ last: CivilDate) -> DateRange {
        DateRange(from: first, to: max(first, last)) ?? DateRange(first)
    }
}
