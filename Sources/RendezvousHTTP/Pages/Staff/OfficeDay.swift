internal import Rendezvous

/// One office's day as data: who works, who meets whom, what is free, kept or away.
struct OfficeDay {
    /// What a stretch of a counsellor's day is.
    enum Kind: String, CaseIterable, Sendable {
        case leave, free, gap, meeting, interpreted, held

        /// What it is called.
        var words: Words {
            switch self {
            case .leave: .kindLeave
            case .free: .kindFree
            case .gap: .kindGap
            case .meeting: .kindMeeting
            case .interpreted: .kindInterpreted
            case .held: .kindHeld
            }
        }
    }

    /// A stretch of one kind.
    struct Stretch: Sendable {
        let kind: Kind
        let interval: Interval
        var appointment: Appointment?
    }

    /// One counsellor's day.
    struct Row: Sendable {
        let counsellor: Counsellor.ID
        let working: IntervalSet
        let stretches: [Stretch]
        let appointments: [Appointment]
        let presence: Presence?

        /// What is bookable and has nothing on it.
        var free: Seconds { intervals(.free).reduce(.zero) { $0 + $1.length } }

        /// The stretches of one kind.
        func intervals(_ kind: Kind) -> [Interval] {
            stretches.filter { $0.kind == kind }.map(\.interval)
        }
    }

    let office: Office.ID
    let date: CivilDate
    let zone: ZoneRules
    let day: Interval
    let open: IntervalSet
    let rows: [Row]

    /// The day; `nil` where there is no such office or date.
    init?(_ agenda: Agenda, _ office: Office.ID, on date: CivilDate, at now: Instant) {
        guard let zone = agenda.zone(of: office), let day = zone.day(date) else { return nil }
        self.office = office
        self.date = date
        self.zone = zone
        self.day = day
        let open = agenda.openingHours(of: office, on: DateRange(date)) ?? IntervalSet()
        self.open = open
        let isToday = zone.local(now).date == date
        rows = agenda.counsellors.filter {
            agenda.counsellor($0, on: date)?.office == office
        }.map { Self.row($0, agenda, day, date, open, now, isToday: isToday) }
    }

    private static func row(
        _ id: Counsellor.ID, _ agenda: Agenda, _ day: Interval, _ date: CivilDate,
        _ open: IntervalSet, _ now: Instant, isToday: Bool
    ) -> Row {
        let timetable = agenda.timetable(of: .counsellor(id), on: DateRange(date), at: now)?.first
        let working = timetable?.working ?? IntervalSet()
        let appointments = agenda.appointments(of: id, in: day, at: now)
            .sorted { $0.placement.interval.start < $1.placement.interval.start }
        let meetings = IntervalSet(appointments.map(\.placement.interval))
        let kept = IntervalSet(
            appointments.compactMap { appointment in
                let interval = appointment.placement.interval
                return Interval(
                    start: interval.start - appointment.gap.before,
                    end: interval.end + appointment.gap.after)
            }
        ).subtracting(meetings).clipped(to: day)
        let free = working.intersection(open).subtracting(meetings).subtracting(kept)
        var stretches: [Stretch] = (timetable?.leave ?? IntervalSet()).intervals
            .map { Stretch(kind: .leave, interval: $0) }
        stretches += free.intervals.map { Stretch(kind: .free, interval: $0) }
        stretches += kept.intervals.map { Stretch(kind: .gap, interval: $0) }
        stretches += appointments.map { appointment in
            let isKept = appointment.status == .pending || appointment.status == .proposed
            let kind: Kind =
                isKept
                ? .held : (appointment.placement.interpreter == nil ? .meeting : .interpreted)
            return Stretch(
                kind: kind, interval: appointment.placement.interval, appointment: appointment)
        }
        return Row(
            counsellor: id, working: working,
            stretches: stretches.sorted { $0.interval.start < $1.interval.start },
            appointments: appointments,
            presence: isToday ? agenda.presence(of: .counsellor(id), at: now) : nil)
    }

    /// The whole hours that a picture shows: all work, meetings and opening hours.
    var span: Interval {
        let all = rows.reduce(open) { result, row in
            result.union(row.working).union(IntervalSet(row.appointments.map(\.placement.interval)))
        }.clipped(to: day)
        let start = all.span?.start ?? day.start + .hours(8)
        let end = all.span?.end ?? day.start + .hours(16)
        let first = (start - day.start).count / 3_600
        let last = ((end - day.start).count + 3_599) / 3_600
        return Interval(
            start: day.start + .hours(first), end: day.start + .hours(max(last, first + 1)))
            ?? day
    }
}
