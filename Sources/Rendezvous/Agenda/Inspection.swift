/// What an inspector of working time would find: what was declared against the contract and the
/// rules, and what happened against what was declared (requirements E1, E3, E7–E9, E11).
///
/// A finding is a fact with its numbers; nothing is refused and nothing changes.
public struct Inspection: Hashable, Sendable {
    /// What is found, by date, then in the order of ``Kind``.
    public let findings: [Finding]

    /// The kinds of findings. The raw values are stable: they stand in documents.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// More hours are declared in a week than the contract has, overtime aside.
        case weeklyHoursAbove = "weekly-hours-above"
        /// Fewer, leave counted as work; rotating work aside.
        case weeklyHoursBelow = "weekly-hours-below"
        /// Work is declared on more days of a week than the contract has.
        case workDaysAbove = "work-days-above"
        /// The rest since the work of an earlier date is too short.
        case restTooShort = "rest-too-short"
        /// More work than goes without a break, and too little break.
        case breakOwed = "break-owed"
        /// An appointment lies outside declared time.
        case appointmentOutside = "appointment-outside"
        /// A declaration came after it should have (E3).
        case lateDeclaration = "late-declaration"
        /// No timetable was declared on the day of inclusion (E3, E11).
        case timetableMissing = "timetable-missing"
        /// Leave was reported after the last day for it (E7).
        case leaveReportedLate = "leave-reported-late"
        /// Planned leave was not reported by the last day for it (E7).
        case leaveNotReported = "leave-not-reported"
        /// The card says that somebody was there during leave (E7).
        case workedInLeave = "worked-in-leave"
        /// The card knows nothing of a stretch of declared work (E9).
        case absence = "absence"
        /// Somebody came late, beyond flexible arrival and grace (E9).
        case lateArrival = "late-arrival"
        /// Somebody went before the end, which a flexible arrival moves (E9).
        case earlyDeparture = "early-departure"
        /// Somebody was there outside declared time, beyond the grace (E8, E9).
        case undeclaredWork = "undeclared-work"
        /// Somebody came without going, or went without coming (E9).
        case clockMissing = "clock-missing"
    }

    /// A number of a finding.
    public enum Amount: Hashable, Sendable {
        /// A length of time.
        case time(Seconds)
        /// A number of days.
        case days(Int)
    }

    /// One finding.
    public struct Finding: Hashable, Sendable {
        /// What is found.
        public let kind: Kind
        /// Whose time it is about.
        public let worker: Worker
        /// The date; for a week its Monday.
        public let date: CivilDate
        /// What was found.
        public let measured: Amount
        /// What is allowed or required.
        public let allowed: Amount
        /// The declaration, if it is about one.
        public var declaration: Declaration.ID?
        /// The appointment, if it is about one.
        public var appointment: Appointment.ID?
    }
}

extension Inspection.Amount: CustomStringConvertible {
    /// The form `8 h 30 min` or `6 days`.
    public var description: String {
        switch self {
        case .time(let length): length.description
        case .days(let count): count == 1 ? "1 day" : "\(count) days"
        }
    }
}

extension Inspection.Finding: CustomStringConvertible {
    /// The date, the kind and the numbers on one line.
    public var description: String {
        var text = "\(date) \(kind.rawValue): \(worker): \(measured), \(allowed) allowed"
        if let declaration { text += ", declaration (\(declaration))" }
        if let appointment { text += ", appointment \(appointment)" }
        return text
    }
}

extension Agenda {
    /// What an inspector would find about a worker on some dates, as known at a moment (`nil`:
    /// everything known by now); `nil` if there is no such worker.
    ///
    /// - Parameters:
    ///   - worker: Whose time.
    ///   - dates: The dates; of more than a year, the first 366. Weeks count if all of it is in.
    ///   - instant: What counts as now: what has not ended is not yet judged.
    ///   - known: As known when (`nil`: everything known by now).
    /// - Complexity: linear in the dates times the worker's declarations and card events, at worst.
    public func inspection(
        of worker: Worker, on dates: DateRange, at instant: Instant, knownAt known: Instant? = nil
    ) -> Inspection? {
        guard let time = WorkerTime(worker, in: self, knownAt: known) else { return nil }
        let last = min(dates.last, dates.first.advanced(by: 365))
        guard let range = DateRange(from: dates.first, to: last) else { return nil }
        var inspector = Inspector(agenda: self, time: time, dates: range, now: instant)
        inspector.lookAtWeeks()
        inspector.lookAtDays()
        inspector.lookAtSubmissions()
        return Inspection(findings: inspector.sorted)
    }
}

/// Goes through one worker's dates and notes what it finds.
struct Inspector {
    let agenda: Agenda
    let time: WorkerTime
    let dates: DateRange
    let now: Instant
    private var findings: [Inspection.Finding] = []

    init(agenda: Agenda, time: WorkerTime, dates: DateRange, now: Instant) {
        self.agenda = agenda
        self.time = time
        self.dates = dates
        self.now = now
    }

    var sorted: [Inspection.Finding] {
        findings.enumerated().sorted { left, right in
            let kinds = Inspection.Kind.allCases
            let order = { (finding: Inspection.Finding) in
                kinds.firstIndex(of: finding.kind) ?? kinds.count
            }
            return (left.element.date, order(left.element), left.offset)
                < (right.element.date, order(right.element), right.offset)
        }.map(\.element)
    }

    func rules(_ date: CivilDate) -> WorkingTimeRules { agenda.workingTimeRules(on: date) }

    mutating func note(
        _ kind: Inspection.Kind, _ date: CivilDate, _ measured: Seconds, _ allowed: Seconds,
        _ declaration: Declaration.ID? = nil, appointment: Appointment.ID? = nil
    ) {
        findings.append(
            Inspection.Finding(
                kind: kind, worker: time.worker, date: date, measured: .time(measured),
                allowed: .time(allowed), declaration: declaration, appointment: appointment))
    }

    // MARK: Weeks

    /// The hours and days of each whole week against the contract of its Monday.
    mutating func lookAtWeeks() {
        for monday in dates.first...dates.last where monday.weekday == .monday {
            guard let week = DateRange(from: monday, to: monday.advanced(by: 6)),
                week.last <= dates.last, let contract = time.contract(on: monday)
            else { continue }
            let duty = time.declared(week, without: [.breaks, .leave, .overtime]).working
            var hours = duty.length
            if contract.pause?.isInsideHours == false {
                let net = time.declared(week, without: [.leave, .overtime])
                hours = net.breaks.reduce(net.working.length) { $0 - $1.length }
            }
            if hours > contract.weeklyHours {
                note(.weeklyHoursAbove, monday, hours, contract.weeklyHours)
            }
            if hours < contract.weeklyHours, contract.employment != .rotating {
                note(.weeklyHoursBelow, monday, hours, contract.weeklyHours)
            }
            let days = Set(duty.intervals.map { time.zone.local($0.start).date }).count
            if days > contract.workDays {
                findings.append(
                    Inspection.Finding(
                        kind: .workDaysAbove, worker: time.worker, date: monday,
                        measured: .days(days), allowed: .days(contract.workDays)))
            }
        }
    }

    // MARK: Days

    mutating func lookAtDays() {
        guard
            let reaching = DateRange(
                from: dates.first.advanced(by: -1), to: dates.last.advanced(by: 1))
        else { return }
        let duty = time.declared(reaching, without: .breaks)
        let net = time.declared(reaching)
        let byDate = Dictionary(grouping: duty.working.intervals) {
            time.zone.local($0.start).date
        }
        let leave = time.leave(reaching, planned: false)
        for date in dates.first...dates.last {
            guard let day = time.zone.day(date) else { continue }
            let duties = byDate[date] ?? []
            lookAtRest(date, duties, since: byDate[date.advanced(by: -1)] ?? [])
            lookAtBreak(date, duties, net)
            lookAtAppointments(date, day, net.working)
            lookAtClock(date, day, duties, duty, leave)
        }
    }

    private mutating func lookAtRest(
        _ date: CivilDate, _ duties: [Interval], since earlier: [Interval]
    ) {
        guard let start = duties.first?.start, let end = earlier.last?.end else { return }
        let (rest, owed) = (max(.zero, start - end), rules(date).rest)
        if rest < owed { note(.restTooShort, date, rest, owed) }
    }

    private mutating func lookAtBreak(
        _ date: CivilDate, _ duties: [Interval], _ net: DeclaredTime
    ) {
        let rules = rules(date)
        let duty = IntervalSet(duties)
        guard duty.length > rules.breakAfter else { return }
        let fixed = duty.subtracting(net.working).length
        let floating = net.breaks.filter { duty.contains($0.window.start) }
        let found = floating.reduce(fixed) { $0 + $1.length }
        if found < rules.breakLength { note(.breakOwed, date, found, rules.breakLength) }
    }

    private mutating func lookAtAppointments(
        _ date: CivilDate, _ day: Interval, _ working: IntervalSet
    ) {
        for (id, interval) in agenda.appointments(of: time.worker, in: day, at: now)
        where day.contains(interval.start) {
            let outside = IntervalSet(interval).subtracting(working).length
            guard outside > .zero else { continue }
            note(.appointmentOutside, date, outside, .zero, appointment: id)
        }
    }
}
