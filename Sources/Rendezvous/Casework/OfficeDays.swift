/// What registration asks about offices: their clocks, their days, and which serves an area.
struct OfficeDays {
    /// How many dates are looked at before a count of days gives up.
    static let farthest = 4_000

    let catalogue: Catalogue
    let zones: [String: ZoneRules]
    let calendars: [HolidayCalendar.ID: HolidayCalendar]

    /// Whether an office was ever defined.
    func knows(_ office: Office.ID) -> Bool { catalogue.offices.number(of: office) != nil }

    /// The clock of an office.
    func zone(of office: Office.ID?) -> ZoneRules {
        guard let office, let number = catalogue.offices.number(of: office),
            let original = catalogue.offices.versions[number].original
        else { return .utc }
        return zones[original.zone] ?? .utc
    }

    /// The date on an office's calendar.
    func date(_ instant: Instant, at office: Office.ID?) -> CivilDate {
        zone(of: office).local(instant).date
    }

    /// The hours of an office on a date: exception, then holiday, then the week's.
    func hours(of office: Office.ID, on date: CivilDate) -> [CivilSpan] {
        guard let version = version(of: office, on: date) else { return [] }
        return OpenTime.hours(of: version, on: date, calendar: calendar(of: version))
    }

    /// Whether a date is a holiday of an office's calendar.
    func isHoliday(_ date: CivilDate, at office: Office.ID) -> Bool {
        version(of: office, on: date).flatMap(calendar(of:))?.contains(date) ?? false
    }

    /// The office that serves an area on a date: the first defined of several (D14).
    ///
    /// - Complexity: linear in the offices.
    func office(serving area: Office.Area, on date: CivilDate) -> Office.ID? {
        catalogue.offices.ids.first { id in
            version(of: id, on: date)?.areas.contains(area) ?? false
        }
    }

    private func version(of office: Office.ID, on date: CivilDate) -> Office? {
        catalogue.offices.number(of: office).flatMap { catalogue.offices.value($0, on: date) }
    }

    private func calendar(of version: Office) -> HolidayCalendar? {
        version.holidays.flatMap { calendars[$0] }
    }
}
