/// Series of appointments (Documentation/Rules.md, "Series").
extension Agenda {
    /// What becomes of a series now: each occurrence is chosen with the earlier ones booked.
    ///
    /// - Throws: ``Refusal`` if the request is refused, the zone was not given, or a number is out
    ///   of range.
    /// - Complexity: a search an occurrence, and a copy of the agenda.
    public func series(
        _ series: Series, at instant: Instant
    ) throws(Refusal) -> SeriesOutcome {
        let (zone, days) = try check(series)
        var agenda = self
        var choice = SeriesChoice(zone: zone, time: series.time)
        var occurrences: [SeriesOutcome.Occurrence] = []
        var events: [Event] = []
        var isShort = false
        for number in 0..<series.times {
            let date = series.first.advanced(by: number * days)
            let request = choice.request(series, around: date)
            switch try agenda.openings(for: request, at: instant, limit: Limits.listItems) {
            case .empty(let shortage):
                occurrences.append(.init(date: date, result: .short(shortage)))
                isShort = true
            case .found(let openings):
                guard let opening = choice.best(of: openings, around: date) else { continue }
                choice.take(opening.placement)
                let id = try agenda.book(opening.placement, for: request, at: instant, &events)
                occurrences.append(.init(date: date, result: .booked(id, opening.placement)))
            }
        }
        guard isShort, series.completeness == .all else {
            return SeriesOutcome(occurrences: occurrences, events: events)
        }
        let free = occurrences.map { occurrence in
            if case .booked(_, let placement) = occurrence.result {
                return SeriesOutcome.Occurrence(date: occurrence.date, result: .free(placement))
            }
            return occurrence
        }
        return SeriesOutcome(occurrences: free, events: [])
    }

    /// The zone and the days of the period of a series whose values are in range.
    private func check(_ series: Series) throws(Refusal) -> (ZoneRules, Int) {
        _ = try Question(series.request, in: supply)
        guard let zone = supply.zones[series.zone] else {
            throw Refusal(
                .unknownReference, "a series names zone (\(series.zone)), which was not given")
        }
        guard let days = series.period.days, (1...Limits.mostDays).contains(days) else {
            throw Refusal(
                .invalidValue,
                "period of a series (\(series.period)) must be 1 … \(Limits.mostDays) days")
        }
        try Check.number(series.times, "times of a series", in: 1...Limits.mostOccurrences)
        try Check.number(
            series.tolerance, "tolerance of a series, in days,", in: 0...((days - 1) / 2))
        return (zone, days)
    }

    /// Books an opening and adds the events.
    private mutating func book(
        _ placement: Placement, for request: Request, at instant: Instant, _ events: inout [Event]
    ) throws(Refusal) -> Appointment.ID {
        let id = ledger.next
        let new = try decide(.book(placement, for: request), at: instant)
        do throws(LogError) {
            try apply(new)
        } catch {
            throw Refusal(.invalidValue, error.message)
        }
        events += new
        return id
    }
}

/// Which opening an occurrence takes, given what was chosen before.
private struct SeriesChoice {
    let zone: ZoneRules
    var time: CivilTime?
    var counsellor: Counsellor.ID?

    /// The request of one occurrence: its dates, and the counsellor of the first preferred.
    func request(_ series: Series, around date: CivilDate) -> Request {
        var request = series.request
        let from = zone.start(of: date.advanced(by: -series.tolerance))
        let last = date.advanced(by: series.tolerance)
        let to = last == .max ? Instant.max : zone.start(of: last.advanced(by: 1))
        request.windows =
            Interval(start: from, end: to).map { series.request.windows.clipped(to: $0) }
            ?? IntervalSet()
        if let counsellor {
            if case .only = request.counsellor { return request }
            request.counsellor = .preferred(counsellor)
        }
        return request
    }

    /// The opening nearest to the date and time wanted; the same counsellor's first; the earliest.
    func best(of openings: [Opening], around date: CivilDate) -> Opening? {
        openings.min { rank($0, date) < rank($1, date) }
    }

    private func rank(_ opening: Opening, _ date: CivilDate) -> (Int, Int, Int, Instant) {
        let local = zone.local(opening.placement.interval.start)
        let distance = time.map { abs($0.secondOfDay - local.time.secondOfDay) } ?? 0
        let isOther = counsellor.map { $0 != opening.placement.counsellor } ?? false
        return (
            abs(local.date.dayNumber - date.dayNumber), distance, isOther ? 1 : 0,
            opening.placement.interval.start
        )
    }

    mutating func take(_ placement: Placement) {
        time = time ?? zone.local(placement.interval.start).time
        counsellor = counsellor ?? placement.counsellor
    }
}
