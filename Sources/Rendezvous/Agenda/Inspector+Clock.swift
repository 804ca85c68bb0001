/// What happened against what was declared.
extension Inspector {
    /// One date of the work card: comings and goings against the work that begins on it.
    mutating func lookAtClock(
        _ date: CivilDate, _ day: Interval, _ duties: [Interval], _ declared: DeclaredTime,
        _ leave: IntervalSet
    ) {
        let there = time.presence(in: day, until: now)
        let inLeave = there.intersection(leave).length
        if inLeave > .zero { note(.workedInLeave, date, inLeave, .zero) }
        lookAtMissing(date, day)
        guard time.inclusion.usesCard(on: date) else { return }
        let rules = rules(date)
        let flexible = time.contract(on: date)?.flexibleArrival ?? .zero
        for duty in duties where !isRemote(duty, declared, rules) {
            lookAt(duty, date, flexible: flexible, grace: rules.grace)
        }
        // A flexible arrival moves the end of each stretch that begins on the date.
        let shifted = declared.working.intervals.compactMap { duty in
            Interval(start: duty.start, end: duty.end + shift(duty, flexible))
        }
        let beside = there.subtracting(IntervalSet(shifted)).subtracting(leave).length
        if beside > rules.grace { note(.undeclaredWork, date, beside, rules.grace) }
    }

    private func isRemote(
        _ duty: Interval, _ declared: DeclaredTime, _ rules: WorkingTimeRules
    ) -> Bool {
        rules.telework == .byDeclaration && declared.telework.contains(duty.start)
    }

    /// The comings and goings that touch a stretch of work.
    private func own(_ duty: Interval, _ flexible: Seconds) -> [ClockedStretch] {
        time.clocked.filter { stretch in
            guard let arrival = stretch.arrival, arrival < duty.end + flexible else { return false }
            return (stretch.departure ?? arrival + ClockedStretch.longest) > duty.start
        }
    }

    /// By how much a flexible arrival moves the end.
    private func shift(_ duty: Interval, _ flexible: Seconds) -> Seconds {
        guard let arrival = own(duty, flexible).first?.arrival else { return .zero }
        return min(max(.zero, arrival - duty.start), flexible)
    }

    private mutating func lookAt(
        _ duty: Interval, _ date: CivilDate, flexible: Seconds, grace: Seconds
    ) {
        let end = duty.end + shift(duty, flexible)
        guard end <= now else { return }
        let own = own(duty, flexible)
        guard let arrival = own.first?.arrival else {
            note(.absence, date, duty.length, .zero)
            return
        }
        let delay = arrival - duty.start
        if delay > flexible + grace { note(.lateArrival, date, delay, flexible + grace) }
        // Whoever never clocked out is not said to have gone early; that finding is its own.
        if let departure = own.last?.departure, end - departure > grace {
            note(.earlyDeparture, date, end - departure, grace)
        }
    }

    private mutating func lookAtMissing(_ date: CivilDate, _ day: Interval) {
        let missing = time.clocked.filter { stretch in
            guard let arrival = stretch.arrival else {
                return stretch.departure.map { day.contains($0) } ?? false
            }
            return stretch.departure == nil && day.contains(arrival)
                && arrival + ClockedStretch.longest <= now
        }
        for _ in missing { note(.clockMissing, date, .zero, .zero) }
    }
}

/// What was submitted, and when.
extension Inspector {
    /// The declarations that hold for some of the dates: whether they came in time.
    mutating func lookAtSubmissions() {
        for submitted in time.submitted {
            let declaration = submitted.declaration
            switch declaration.content {
            case .leave(let leave): lookAt(leave, of: declaration, isPlanned: false)
            case .planned(let leave): lookAt(leave, of: declaration, isPlanned: true)
            case .inclusion: break
            default: lookAtLateness(submitted)
            }
        }
        lookAtInclusion()
    }

    private mutating func lookAtLateness(_ submitted: SubmittedDeclaration) {
        guard let first = submitted.declaration.dates?.first, dates.contains(first),
            let late = agenda.lateness(of: submitted, in: time.submitted, time.zone)
        else { return }
        note(.lateDeclaration, first, late, .zero, submitted.declaration.id)
    }

    private mutating func lookAt(_ leave: Leave, of declaration: Declaration, isPlanned: Bool) {
        guard let range = declaration.dates, dates.contains(range.first) else { return }
        let first = range.first.parts
        let (year, month) =
            first.month == 12 ? (first.year + 1, 1) : (first.year, first.month + 1)
        let day = rules(range.first).leaveReportDay
        guard let last = CivilDate(year: year, month: month, day: day) else { return }
        let deadline = time.zone.start(of: last.advanced(by: 1))
        if !isPlanned {
            guard deadline <= declaration.submitted else { return }
            note(
                .leaveReportedLate, range.first, declaration.submitted - deadline, .zero,
                declaration.id)
            return
        }
        guard deadline <= now else { return }
        // Plans for longer than a year are looked at for a year.
        let planned = DateRange(
            from: range.first, to: min(range.last, range.first.advanced(by: 365)))
        guard let planned, let whole = span(leave, planned) else { return }
        let reaching = DateRange(
            from: planned.first.advanced(by: -1), to: planned.last.advanced(by: 1))
        let reported = time.leave(reaching ?? planned, planned: false)
        let open = IntervalSet(whole).subtracting(reported).length
        if open > .zero { note(.leaveNotReported, range.first, open, .zero, declaration.id) }
    }

    private func span(_ leave: Leave, _ range: DateRange) -> Interval? {
        switch leave.extent {
        case .days:
            Interval(
                start: time.zone.start(of: range.first),
                end: time.zone.start(of: range.last.advanced(by: 1)))
        case .hours(let date, let span): time.zone.instants(date, from: span.from, to: span.to)
        }
    }

    /// On inclusion the timetable is declared the same day.
    private mutating func lookAtInclusion() {
        guard let date = time.inclusion.declaredTime, dates.contains(date) else { return }
        let end = time.zone.start(of: date.advanced(by: 1))
        guard end <= now else { return }
        let isDeclared = time.submitted.contains { submitted in
            let declaration = submitted.declaration
            switch declaration.content {
            case .weekly(_, let valid), .daily(_, let valid):
                return valid.contains(date) && declaration.submitted < end
            case .contract(let contract, let valid):
                return contract.firstDay != nil && valid.first == date
                    && declaration.submitted < end
            default: return false
            }
        }
        if !isDeclared { note(.timetableMissing, date, now - end, .zero) }
    }
}
