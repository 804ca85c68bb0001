/// What the contact plans of one office, or of pooled segments, need in one week, against the time
/// that their counsellors have (C2).
public struct OutlookWeek: Hashable, Sendable {
    /// The meetings of one segment whose last day lies in the week.
    public struct Need: Hashable, Sendable {
        /// The segment.
        public let segment: Segment.ID
        /// How many meetings.
        public let contacts: Int
        /// The minutes that they take with the gap after each.
        public let minutes: Int
    }

    /// The office; `nil` stands for all offices, for segments that are pooled.
    public let office: Office.ID?
    /// The days: Monday to Sunday, the first week from today.
    public let dates: DateRange
    /// What is needed, by segment in the order in which they were set.
    public let needs: [Need]
    /// The minutes that counsellors who may hold some of these meetings are at work, in opening
    /// hours, and not booked.
    public let capacity: Int
    /// The minutes that are missing by the end of the week: all that is needed from today on less
    /// all that there is. Above 0 no plan can hold every meeting in time.
    public let shortfall: Int

    /// The minutes needed.
    public var minutes: Int { needs.reduce(0) { $0 + $1.minutes } }
    /// The meetings needed.
    public var contacts: Int { needs.reduce(0) { $0 + $1.contacts } }
}

extension Agenda {
    /// How far capacity reaches for the contact plans of open cases in the weeks to come, by office
    /// in order of definition, pooled segments last.
    ///
    /// Each meeting counts in the week of its last day, those that are overdue in the first; each
    /// after the next is counted from the last day of the one before, so that no cadence asks for
    /// less. What is booked is out of both sides. Capacity is generous: a counsellor's free
    /// stretches with one gap more each, whatever else they offer. So a shortfall is certain; that
    /// there is none promises nothing.
    ///
    /// - Parameters:
    ///   - instant: What counts as now.
    ///   - weeks: How many weeks, 1 … ``Limits/outlookWeeks``.
    /// - Throws: ``Refusal`` if `weeks` is out of range.
    /// - Complexity: linear in the meetings of the weeks, and in counsellors times days.
    public func contactOutlook(
        at instant: Instant, weeks: Int
    ) throws(Refusal) -> [OutlookWeek] {
        try Check.number(weeks, "weeks of an outlook", in: 1...Limits.outlookWeeks)
        var demand = ContactDemand(self, at: instant, weeks: weeks)
        for person in peopleWithCases { demand.add(person) }
        return demand.rows()
    }
}

/// Meetings by office, week and segment, and the time that there is for them.
private struct ContactDemand {
    struct Key: Hashable {
        /// -1 for pooled segments.
        let office: Int
        let week: Int
        let segment: Int
    }

    let agenda: Agenda
    let instant: Instant
    let days: OfficeDays
    let weeks: Int
    private var sums: [Key: (contacts: Int, seconds: Int64)] = [:]
    /// The services that an office's rows need, and the longest gap after one of them.
    private var services: [Int: Set<Int>] = [:]
    private var longestGap: [Int: Int64] = [:]

    init(_ agenda: Agenda, at instant: Instant, weeks: Int) {
        self.agenda = agenda
        self.instant = instant
        days = agenda.officeDays
        self.weeks = weeks
    }

    /// The days of a week by an office's clock.
    func dates(_ week: Int, at office: Office.ID?) -> DateRange? {
        let today = days.date(instant, at: office)
        let monday = today.advanced(by: 7 * week - today.weekday.offset)
        return DateRange(from: max(today, monday), to: monday.advanced(by: 6))
    }

    mutating func add(_ person: Subject.ID) {
        guard let file = agenda.caseFile(of: person), file.isOpen,
            let contact = agenda.contact(of: person, at: instant),
            var position = agenda.course(of: file, days).position
        else { return }
        let isSpoken = file.needs.contains {
            if case .communication = $0 { true } else { false }
        }
        var next: ContactDays? = contact.days
        if contact.state.isBooked, let id = contact.appointment, let booked = agenda[id] {
            let date = days.zone(of: position.office)
                .local(booked.placement.interval.start).date
            position.anchor = max(date, position.anchor)
            position.held += 1
            next = ContactCourse.days(of: position, agenda.cases, days)
        }
        let today = days.date(instant, at: position.office)
        let first = dates(0, at: position.office)?.first ?? today
        while let plan = next {
            let date = max(plan.holdBy, today)
            let week = (date.dayNumber - first.dayNumber + first.weekday.offset) / 7
            guard week < weeks else { return }
            count(position, date, week, isInterpreted: isSpoken)
            position.anchor = date
            position.held += 1
            next = ContactCourse.days(of: position, agenda.cases, days)
        }
    }

    private mutating func count(
        _ position: ContactCourse.Position, _ date: CivilDate, _ week: Int, isInterpreted: Bool
    ) {
        let catalogue = agenda.supply.catalogue
        guard let segment = agenda.cases.segment(position.segment, on: position.anchor),
            let segmentNumber = agenda.cases.segments.number(of: position.segment),
            let service = catalogue.services.number(of: segment.service),
            let version = catalogue.services.value(service, on: date),
            let own = catalogue.offices.number(of: position.office)
        else { return }
        let channels = segment.channels.isEmpty ? version.channels : segment.channels
        let gap = channels.map { version.gap(on: $0).after.count }.min() ?? 0
        // Who speaks the language needs no interpreter, and no more time.
        let length = min(
            version.duration,
            isInterpreted ? version.interpretedDuration ?? version.duration : version.duration)
        let office = segment.isPooled ? -1 : own
        let key = Key(office: office, week: week, segment: segmentNumber)
        let sum = sums[key] ?? (0, 0)
        sums[key] = (sum.contacts + 1, sum.seconds + length.count + gap)
        services[office, default: []].insert(service)
        longestGap[office] = max(longestGap[office] ?? 0, gap)
    }

    func rows() -> [OutlookWeek] {
        let catalogue = agenda.supply.catalogue
        let offices = services.keys.filter { $0 >= 0 }.sorted() + (services[-1] == nil ? [] : [-1])
        return offices.flatMap { office -> [OutlookWeek] in
            let id = office < 0 ? nil : catalogue.offices.ids[office]
            let calendars = calendars(at: id)
            var (needed, given): (Int64, Int64) = (0, 0)
            return (0..<weeks).compactMap { week in
                guard let dates = dates(week, at: id) else { return nil }
                let free = capacity(office, dates, calendars)
                let parts = agenda.cases.segments.ids.indices.compactMap { segment in
                    sums[Key(office: office, week: week, segment: segment)].map {
                        (agenda.cases.segments.ids[segment], $0)
                    }
                }
                needed += parts.reduce(0) { $0 + $1.1.seconds }
                given += free
                return OutlookWeek(
                    office: id, dates: dates,
                    needs: parts.map {
                        OutlookWeek.Need(
                            segment: $0.0, contacts: $0.1.contacts,
                            minutes: Int(($0.1.seconds + 59) / 60))
                    },
                    capacity: Int(free / 60), shortfall: Int(max(0, needed - given + 59) / 60))
            }
        }
    }

    /// Calendars over all the weeks.
    private func calendars(at office: Office.ID?) -> Calendars {
        guard let first = dates(0, at: office)?.first,
            let range = DateRange(
                from: first.advanced(by: -2), to: first.advanced(by: 7 * weeks + 2))
        else { return agenda.calendars }
        let known = agenda.calendars.dates
        if known.first <= range.first && range.last <= known.last { return agenda.calendars }
        var drawn = agenda.calendars
        drawn.draw(agenda.supply, agenda.ledger, over: range)
        return drawn
    }

    /// The seconds of free time of everybody who may hold some of the meetings.
    private func capacity(_ office: Int, _ dates: DateRange, _ calendars: Calendars) -> Int64 {
        let id = office < 0 ? nil : agenda.supply.catalogue.offices.ids[office]
        let zone = days.zone(of: id)
        guard
            let window = Interval(
                start: max(instant, zone.start(of: dates.first)),
                end: zone.start(of: dates.last.advanced(by: 1)))
        else { return 0 }
        var people: Set<Int32> = []
        for service in services[office] ?? [] {
            let offers = calendars.offers[service]
            for place in office < 0 ? Array(offers.indices) : [office] {
                people.formUnion(offers[place])
            }
        }
        return people.reduce(0) { sum, number in
            let row = calendars.counsellors.rows[Int(number)]
            let busy = row.diary.entries.filter { $0.expires == .max }.compactMap {
                Interval(
                    start: Instant(secondsSince1970: $0.start),
                    end: Instant(secondsSince1970: $0.end))
            }
            let free = row.base.clipped(to: window).subtracting(IntervalSet(busy))
            return sum
                + free.intervals.reduce(0) { $0 + $1.length.count + (longestGap[office] ?? 0) }
        }
    }
}
