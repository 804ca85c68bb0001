/// Wall-clock hours turned into instants.
enum OpenTime {
    /// When an office is open on the dates, by its version of each date.
    ///
    /// - Complexity: linear in the number of dates.
    static func of(
        _ office: Versions<Office>, on dates: DateRange, zone: ZoneRules,
        calendars: [HolidayCalendar.ID: HolidayCalendar]
    ) -> IntervalSet {
        var intervals: [Interval] = []
        for (period, version) in office.periods(in: dates) {
            let calendar = version.holidays.flatMap { calendars[$0] }
            for date in period.first...period.last {
                let spans = hours(of: version, on: date, calendar: calendar)
                add(spans, on: date, zone: zone, to: &intervals)
            }
        }
        return IntervalSet(intervals)
    }

    /// The hours of an office version on a date: exception, then holiday, then the week's.
    static func hours(
        of office: Office, on date: CivilDate, calendar: HolidayCalendar?
    ) -> [CivilSpan] {
        if let exception = office.exceptions.last(where: { $0.dates.contains(date) }) {
            return exception.hours
        }
        if let calendar, calendar.contains(date) { return [] }
        return office.hours[date.weekday]
    }

    /// Weekly hours on the dates.
    static func of(_ hours: WeeklyHours, on dates: DateRange, zone: ZoneRules) -> IntervalSet {
        var intervals: [Interval] = []
        for date in dates.first...dates.last {
            add(hours[date.weekday], on: date, zone: zone, to: &intervals)
        }
        return IntervalSet(intervals)
    }

    private static func add(
        _ spans: [CivilSpan], on date: CivilDate, zone: ZoneRules, to intervals: inout [Interval]
    ) {
        for span in spans {
            if let interval = zone.instants(date, from: span.from, to: span.to) {
                intervals.append(interval)
            }
        }
    }
}
