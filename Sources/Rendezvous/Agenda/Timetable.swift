/// One day of one worker: declared, leave, clocked and booked time beside each other.
public struct TimetableDay: Hashable, Sendable {
    /// The date, by the worker's clock.
    public let date: CivilDate
    /// The instants of the date.
    public let day: Interval
    /// Declared work, net of leave and breaks with a fixed place; overtime is in it.
    public let working: IntervalSet
    /// The part of it at a distance.
    public let telework: IntervalSet
    /// The part of it that is overtime.
    public let overtime: IntervalSet
    /// Leave, declared or planned.
    public let leave: IntervalSet
    /// When they were there, as the card says; until the instant asked about if still there.
    public let clocked: IntervalSet
    /// The appointments that occupy some of the day, by start.
    public let appointments: [Entry]

    /// An appointment on the day.
    public struct Entry: Hashable, Sendable {
        /// The appointment.
        public let id: Appointment.ID
        /// When it is.
        public let interval: Interval
    }
}

extension Agenda {
    /// The days of a worker, one for each date that the clock shows; `nil` if there is no such
    /// worker.
    ///
    /// - Parameters:
    ///   - worker: Whose days.
    ///   - dates: The dates; of more than a year, the first 366.
    ///   - instant: What counts as now.
    ///   - known: As known when (declarations and card; `nil`: everything known by now).
    /// - Complexity: linear in the dates times the worker's declarations, at worst.
    public func timetable(
        of worker: Worker, on dates: DateRange, at instant: Instant, knownAt known: Instant? = nil
    ) -> [TimetableDay]? {
        guard let time = WorkerTime(worker, in: self, knownAt: known) else { return nil }
        let last = min(dates.last, dates.first.advanced(by: 365))
        guard let range = DateRange(from: dates.first, to: last) else { return nil }
        let declared = time.declared(range)
        let overtime = time.overtime(range)
        // Leave by the hour that began the day before may reach into the first date.
        let reaching = DateRange(from: range.first.advanced(by: -1), to: range.last) ?? range
        let leave = time.leave(reaching)
        return (range.first...range.last).compactMap { date in
            guard let day = time.zone.day(date) else { return nil }
            return TimetableDay(
                date: date, day: day, working: declared.working.clipped(to: day),
                telework: declared.telework.clipped(to: day),
                overtime: overtime.clipped(to: day), leave: leave.clipped(to: day),
                clocked: time.presence(in: day, until: instant),
                appointments: appointments(of: worker, in: day, at: instant).map {
                    TimetableDay.Entry(id: $0.id, interval: $0.interval)
                })
        }
    }
}
