import Rendezvous

/// A break that may lie anywhere in a window of instants.
struct FloatingBreak {
    let length: Seconds
    let window: Interval
}

/// The working time of one worker, as known at one state of the log: the section "Working time" of
/// Documentation/Rules.md.
struct WorkingTimeModel {
    private let zone: ZoneRules
    private let precedence: Precedence
    /// The timetables, submitted last first.
    private let timetables: [Declaration]
    private let leaves: [Leave]
    private let overtime: [Overtime]
    /// The breaks of contracts by their dates, submitted last first.
    private let pauses: [(dates: DateRange, pause: ContractBreak?)]
    private var workOfDate: [CivilDate: Work] = [:]
    private var floatingOfDate: [CivilDate: [FloatingBreak]] = [:]

    /// The seconds of work, and those of them that are not telework.
    struct Work {
        var all = IntervalSet()
        var onSite = IntervalSet()

        var telework: IntervalSet { all.subtracting(onSite) }
    }

    /// The declarations are those not withdrawn, in the order of the log.
    init(_ declarations: [Declaration], by precedence: Precedence, _ zone: ZoneRules) {
        self.zone = zone
        self.precedence = precedence
        leaves = declarations.compactMap { declaration in
            switch declaration.content {
            case .leave(let leave), .planned(let leave): leave
            default: nil
            }
        }
        overtime = declarations.compactMap { declaration in
            if case .overtime(let overtime) = declaration.content { overtime } else { nil }
        }
        let bySubmission = declarations.enumerated()
            .sorted { ($0.element.submitted, $0.offset) > ($1.element.submitted, $1.offset) }
            .map(\.element)
        pauses = bySubmission.compactMap { declaration in
            guard case .contract(let contract, let dates) = declaration.content else { return nil }
            return (dates, contract.pause)
        }
        timetables = bySubmission.filter { declaration in
            switch declaration.content {
            case .weekly, .daily: true
            case .contract(let contract, _): contract.firstDay != nil
            default: false
            }
        }
    }

    /// The work of all dates that `interval` touches.
    mutating func work(around interval: Interval) -> Work {
        var sum = Work()
        for date in dates(around: interval, before: 1, after: 1) {
            let work = work(on: date)
            sum.all = sum.all.union(work.all)
            sum.onSite = sum.onSite.union(work.onSite)
        }
        return sum
    }

    /// The floating breaks in force whose window overlaps `interval`.
    mutating func floatingBreaks(overlapping interval: Interval) -> [FloatingBreak] {
        // A window begins on its date or the next and ends at most one date later.
        dates(around: interval, before: 3, after: 1).flatMap { floatingBreaks(of: $0) }
            .filter { $0.window.overlaps(interval) }
    }

    private func dates(
        around interval: Interval, before: Int, after: Int
    ) -> ClosedRange<CivilDate> {
        let first = zone.local(interval.start).date
        let last = zone.local(interval.end).date
        return first.advanced(by: -before)...max(first, last).advanced(by: after)
    }

    /// The seconds of work of one date, leave by the hour taken off.
    private mutating func work(on date: CivilDate) -> Work {
        if let known = workOfDate[date] { return known }
        var work = Work()
        if let day = zone.day(date) {
            work = precedence == .stretch ? byStretch(date, day) : byDate(date, day)
            for extra in overtime where !isLeaveDay(extra.date) {
                guard reaching(date).contains(extra.date),
                    let interval = instants(extra.date, extra.span)?.intersection(day)
                else { continue }
                work.all = work.all.union(IntervalSet(interval))
                guard extra.place == .onSite else { continue }
                work.onSite = work.onSite.union(IntervalSet(interval))
            }
            let hours = IntervalSet(leaves.compactMap { hoursOff($0, around: date) })
            work.all = work.all.subtracting(hours)
            work.onSite = work.onSite.subtracting(hours)
        }
        workOfDate[date] = work
        return work
    }

    private mutating func floatingBreaks(of date: CivilDate) -> [FloatingBreak] {
        if let known = floatingOfDate[date] { return known }
        var breaks: [FloatingBreak] = []
        for (index, declaration) in timetables.enumerated() where !isLeaveDay(date) {
            for candidate in floatingBreaks(of: declaration, date) {
                let decider =
                    precedence == .stretch
                    ? self.decider(of: candidate.window.start) : self.decider(of: date)
                if decider == index { breaks.append(candidate) }
            }
        }
        floatingOfDate[date] = breaks
        return breaks
    }
}

// MARK: Which declaration decides

extension WorkingTimeModel {
    /// Cuts the day wherever any declaration begins or ends something; each piece is decided as its
    /// first second is.
    private func byStretch(_ date: CivilDate, _ day: Interval) -> Work {
        let near = reaching(date)
        let candidates = timetables.map { declaration in
            (
                hasDate: timetable(of: declaration, date) != nil,
                stretches: near.flatMap { stretches(of: declaration, $0) },
                breaks: near.flatMap { fixedBreaks(of: declaration, $0) }
            )
        }
        var cuts: Set<Instant> = [day.start, day.end]
        for candidate in candidates {
            for interval in candidate.stretches.map(\.interval) + candidate.breaks {
                cuts.formUnion([interval.start, interval.end])
            }
        }
        let sorted = cuts.filter { day.start <= $0 && $0 <= day.end }.sorted()
        var (all, onSite): ([Interval], [Interval]) = ([], [])
        for (start, end) in zip(sorted, sorted.dropFirst()) {
            let decider = candidates.first { candidate in
                candidate.hasDate || candidate.stretches.contains { $0.interval.contains(start) }
            }
            guard let decider, let piece = Interval(start: start, end: end) else { continue }
            let making = decider.stretches.filter { $0.interval.contains(start) }
            if making.isEmpty || decider.breaks.contains(where: { $0.contains(start) }) { continue }
            all.append(piece)
            if making.contains(where: { $0.place == .onSite }) { onSite.append(piece) }
        }
        return Work(all: IntervalSet(all), onSite: IntervalSet(onSite))
    }

    /// Everything that the declarations that decide the dates around `day` place in it.
    private func byDate(_ date: CivilDate, _ day: Interval) -> Work {
        var work = Work()
        for near in reaching(date) {
            guard let index = decider(of: near) else { continue }
            let decider = timetables[index]
            let breaks = IntervalSet(fixedBreaks(of: decider, near))
            for stretch in stretches(of: decider, near) {
                let kept = IntervalSet(stretch.interval).subtracting(breaks).clipped(to: day)
                work.all = work.all.union(kept)
                if stretch.place == .onSite { work.onSite = work.onSite.union(kept) }
            }
        }
        return work
    }

    /// The declaration submitted last that has the date, as its place in `timetables`.
    private func decider(of date: CivilDate) -> Int? {
        timetables.firstIndex { timetable(of: $0, date) != nil }
    }

    /// The declaration submitted last that has the date of the second or a stretch with it.
    private func decider(of second: Instant) -> Int? {
        let shown = zone.local(second).date
        let near = shown.advanced(by: -1)...shown.advanced(by: 1)
        let date = near.first { zone.day($0)?.contains(second) ?? false } ?? shown
        return timetables.firstIndex { declaration in
            timetable(of: declaration, date) != nil
                || reaching(date).contains { near in
                    stretches(of: declaration, near).contains { $0.interval.contains(second) }
                }
        }
    }
}

// MARK: What a declaration says for a date

extension WorkingTimeModel {
    /// What a declaration says for a date, or `nil` if it does not have the date.
    private func timetable(of declaration: Declaration, _ date: CivilDate) -> DayTimetable? {
        switch declaration.content {
        case .weekly(let days, let range):
            guard range.contains(date) else { return nil }
            let index = date.weekday.rawValue - 1
            return withPause(days.indices.contains(index) ? days[index] : .rest, date)
        case .daily(let day, let range):
            return range.contains(date) ? withPause(day, date) : nil
        case .contract(let contract, let range):
            guard date == range.first, let day = contract.firstDay else { return nil }
            return withPause(day, date)
        case .leave, .planned, .overtime, .inclusion:
            return nil
        }
    }

    /// A day without breaks gets the one of the contract, if it is owed and fits.
    private func withPause(_ day: DayTimetable, _ date: CivilDate) -> DayTimetable {
        guard day.breaks.isEmpty,
            let pause = pauses.first(where: { $0.dates.contains(date) })?.pause
        else { return day }
        let lengths = day.stretches.map { wall($0.span) }
        guard let longest = lengths.max(), lengths.reduce(0, +) > pause.after.count,
            longest >= pause.length.count
        else { return day }
        let windows = day.stretches.map(\.span).filter { wall($0) == longest }
        let first = windows.min { $0.from < $1.from }
        return first.map {
            DayTimetable(day.stretches, breaks: [.floating(pause.length, within: $0)])
        } ?? day
    }

    /// The seconds that the clock shows.
    private func wall(_ span: CivilSpan) -> Int64 {
        let seconds = Int64(span.to.secondOfDay) - Int64(span.from.secondOfDay)
        return seconds > 0 ? seconds : seconds + 86_400
    }

    /// The stretches of a date; a day of leave removes them.
    private func stretches(
        of declaration: Declaration, _ date: CivilDate
    ) -> [(interval: Interval, place: WorkPlace)] {
        guard let timetable = timetable(of: declaration, date), !isLeaveDay(date) else { return [] }
        return timetable.stretches.compactMap { stretch in
            instants(date, stretch.span).map { ($0, stretch.place) }
        }
    }

    /// The fixed breaks of a date; a day of leave removes them.
    private func fixedBreaks(of declaration: Declaration, _ date: CivilDate) -> [Interval] {
        guard let timetable = timetable(of: declaration, date), !isLeaveDay(date) else { return [] }
        return timetable.breaks.compactMap { pause in
            guard case .fixed(let span) = pause else { return nil }
            return instants(breakDate(of: span, in: timetable, date), span)
        }
    }

    private func floatingBreaks(
        of declaration: Declaration, _ date: CivilDate
    ) -> [FloatingBreak] {
        guard let timetable = timetable(of: declaration, date) else { return [] }
        return timetable.breaks.compactMap { pause in
            guard case .floating(let length, let span) = pause,
                let window = instants(breakDate(of: span, in: timetable, date), span)
            else { return nil }
            return FloatingBreak(length: length, window: window)
        }
    }

    /// The date on which a break lies: the next if it starts before the day's first stretch does.
    private func breakDate(
        of span: CivilSpan, in timetable: DayTimetable, _ date: CivilDate
    ) -> CivilDate {
        guard let first = timetable.stretches.map(\.span.from).min(), span.from < first else {
            return date
        }
        return date.advanced(by: 1)
    }

    private func isLeaveDay(_ date: CivilDate) -> Bool {
        leaves.contains { leave in
            if case .days(let range) = leave.extent { range.contains(date) } else { false }
        }
    }

    /// The hours of a leave by the hour, if it is on one of the dates that may reach into `date`.
    private func hoursOff(_ leave: Leave, around date: CivilDate) -> Interval? {
        guard case .hours(let day, let span) = leave.extent,
            reaching(date).contains(day)
        else { return nil }
        return instants(day, span)
    }

    /// The dates whose stretches and breaks may lie on `date`: they end two dates later at most,
    /// and a clock may jump over a date.
    private func reaching(_ date: CivilDate) -> ClosedRange<CivilDate> {
        date.advanced(by: -3)...date.advanced(by: 1)
    }

    private func instants(_ date: CivilDate, _ span: CivilSpan) -> Interval? {
        zone.instants(date, from: span.from, to: span.to)
    }
}
