import Rendezvous

/// The section "Opening hours" of Documentation/Rules.md: weekly hours as instants, around one
/// interval.
struct HoursModel {
    let model: Model
    let zone: ZoneRules
    let interval: Interval

    /// The opening hours of an office: an exception, else nothing on a holiday, else the week's.
    func opening(of office: Office.ID) -> IntervalSet {
        hours { model.openingHours(of: office, on: $0) }
    }

    /// Weekly hours by the clock.
    func weekly(_ hours: WeeklyHours) -> IntervalSet {
        self.hours { hours[$0.weekday] }
    }

    /// The hours of a position.
    func hours(of position: Position.ID) -> IntervalSet {
        hours { date in
            model.positions[position]?.inForce(on: date)?.hours[date.weekday] ?? []
        }
    }

    /// The bookable hours of a counsellor; all of a date whose version of them has no restriction.
    func bookable(of counsellor: Counsellor.ID) -> IntervalSet {
        hours { date in
            guard let version = model.counsellors[counsellor]?.inForce(on: date) else { return [] }
            guard let hours = version.bookableHours else {
                return [CivilSpan(.midnight, .endOfDay)]
            }
            return hours[date.weekday]
        }
    }

    /// The spans of all dates that may reach into the interval; a span ends on the next date at
    /// most.
    private func hours(of date: (CivilDate) -> [CivilSpan]) -> IntervalSet {
        let first = zone.local(interval.start).date.advanced(by: -2)
        let last = zone.local(interval.end).date.advanced(by: 1)
        var found: [Interval] = []
        for day in first...max(first, last) {
            for span in date(day) {
                if let hours = zone.instants(day, from: span.from, to: span.to) {
                    found.append(hours)
                }
            }
        }
        return IntervalSet(found)
    }
}

extension Model {
    /// The spans that the opening hours of an office give to a date.
    func openingHours(of office: Office.ID, on date: CivilDate) -> [CivilSpan] {
        guard let version = offices[office]?.inForce(on: date) else { return [] }
        if let exception = version.exceptions.last(where: { $0.dates.contains(date) }) {
            return exception.hours
        }
        if let calendar = version.holidays.flatMap({ calendars[$0] }), calendar.contains(date) {
            return []
        }
        return version.hours[date.weekday]
    }
}
