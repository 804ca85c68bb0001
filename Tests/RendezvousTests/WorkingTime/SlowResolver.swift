import Rendezvous

/// Working time straight from the text of Documentation/Rules.md, second by second: each question
/// goes through all declarations and all of their dates.
struct SlowResolver {
    let zone: ZoneRules
    let precedence: Precedence
    /// The dates that are asked about.
    let dates: DateRange
    /// The timetables, submitted last first, with what they say near the dates.
    private let timetables: [Timetable]
    private let leaveHours: [Interval]
    private let overtime: [Part]

    /// A stretch, fixed break or floating break, with the date that it belongs to.
    fileprivate struct Part {
        let date: CivilDate
        let interval: Interval
        var isTelework = false
        var length = Seconds.zero
    }

    fileprivate struct Timetable {
        var stretches: [Part] = []
        var breaks: [Part] = []
        var floating: [Part] = []
        let dates: DateRange
    }

    /// A floating break in force, as a value to compare.
    struct Floating: Hashable, Comparable {
        let window: Interval
        let length: Seconds

        static func < (left: Floating, right: Floating) -> Bool {
            (left.window.start, left.window.end, left.length)
                < (right.window.start, right.window.end, right.length)
        }
    }

    /// The declarations come in the order of the log.
    init(
        _ declarations: [Declaration], by precedence: Precedence, _ zone: ZoneRules,
        on dates: DateRange
    ) {
        self.zone = zone
        self.precedence = precedence
        self.dates = dates
        let leaves = declarations.compactMap { declaration in
            switch declaration.content {
            case .leave(let leave), .planned(let leave): leave
            default: nil
            }
        }
        let daysOff = leaves.compactMap { leave in
            if case .days(let range) = leave.extent { range } else { nil }
        }
        leaveHours = leaves.compactMap { leave in
            guard case .hours(let date, let span) = leave.extent else { return nil }
            return zone.instants(date, from: span.from, to: span.to)
        }
        let submittedLastFirst = declarations.enumerated().sorted {
            ($0.element.submitted, $0.offset) > ($1.element.submitted, $1.offset)
        }
        let pauses: [(DateRange, ContractBreak?)] = submittedLastFirst.compactMap {
            guard case .contract(let contract, let range) = $0.element.content else { return nil }
            return (range, contract.pause)
        }
        timetables = submittedLastFirst.compactMap { _, declaration in
            let near = DateRange(
                from: dates.first.advanced(by: -4), to: dates.last.advanced(by: 1))
            return near.flatMap { Self.timetable(declaration, daysOff, pauses, zone, near: $0) }
        }
        overtime = declarations.compactMap { declaration in
            guard case .overtime(let extra) = declaration.content,
                !daysOff.contains(where: { $0.contains(extra.date) }),
                let interval = zone.instants(extra.date, from: extra.span.from, to: extra.span.to)
            else { return nil }
            return Part(
                date: extra.date, interval: interval, isTelework: extra.place == .telework)
        }
    }

    private static func timetable(
        _ declaration: Declaration, _ daysOff: [DateRange],
        _ pauses: [(DateRange, ContractBreak?)], _ zone: ZoneRules, near: DateRange
    ) -> Timetable? {
        let (days, valid): ([DayTimetable], DateRange)
        switch declaration.content {
        case .weekly(let week, let range): (days, valid) = (week, range)
        case .daily(let day, let range): (days, valid) = (Array(repeating: day, count: 7), range)
        case .contract(let contract, let range):
            guard let day = contract.firstDay else { return nil }
            (days, valid) = (Array(repeating: day, count: 7), DateRange(range.first))
        case .leave, .planned, .overtime, .inclusion: return nil
        }
        var timetable = Timetable(dates: valid)
        for date in near.first...near.last
        where valid.contains(date) && !daysOff.contains(where: { $0.contains(date) }) {
            // The contract submitted last of those that have the date says which break is owed.
            let pause = pauses.first { $0.0.contains(date) }.flatMap { $0.1 }
            let day = days[date.weekday.rawValue - 1]
            timetable.add(owed(pause, day) ?? day, on: date, zone)
        }
        return timetable
    }

    /// The day with the break that a contract owes it, or `nil` if it owes none.
    private static func owed(_ pause: ContractBreak?, _ day: DayTimetable) -> DayTimetable? {
        func length(_ span: CivilSpan) -> Int {
            (span.to.secondOfDay - span.from.secondOfDay + 86_399) % 86_400 + 1
        }
        guard let pause, day.breaks.isEmpty else { return nil }
        let spans = day.stretches.map(\.span)
        guard spans.map(length).reduce(0, +) > Int(pause.after.count) else { return nil }
        let byLength = spans.sorted {
            (-length($0), $0.from.secondOfDay) < (-length($1), $1.from.secondOfDay)
        }
        guard let window = byLength.first, length(window) >= Int(pause.length.count) else {
            return nil
        }
        return DayTimetable(day.stretches, breaks: [.floating(pause.length, within: window)])
    }

    // MARK: What a second is

    private struct Second {
        var isWork = false
        var isTelework = false
    }

    private func second(_ instant: Instant) -> Second {
        if leaveHours.contains(where: { $0.contains(instant) }) { return Second() }
        let making = madeByTimetables(instant) + overtime.filter { $0.interval.contains(instant) }
        return Second(isWork: !making.isEmpty, isTelework: making.allSatisfy(\.isTelework))
    }

    private func madeByTimetables(_ instant: Instant) -> [Part] {
        switch precedence {
        case .stretch:
            guard let decider = decider(of: instant),
                !decider.breaks.contains(where: { $0.interval.contains(instant) })
            else { return [] }
            return decider.stretches.filter { $0.interval.contains(instant) }
        case .date:
            let near = zone.local(instant).date
            return (near.advanced(by: -2)...near.advanced(by: 1)).flatMap { date in
                self.making(instant, on: date)
            }
        }
    }

    /// The stretches of a date's decider that make a second work, its breaks of that date aside.
    private func making(_ instant: Instant, on date: CivilDate) -> [Part] {
        guard let decider = timetables.first(where: { $0.dates.contains(date) }),
            !decider.breaks.contains(where: { $0.date == date && $0.interval.contains(instant) })
        else { return [] }
        return decider.stretches.filter { $0.date == date && $0.interval.contains(instant) }
    }

    /// The declaration submitted last of those that speak for a second.
    private func decider(of instant: Instant) -> Timetable? {
        let date = zone.local(instant).date
        return timetables.first { timetable in
            timetable.dates.contains(date)
                || timetable.stretches.contains { $0.interval.contains(instant) }
        }
    }

    // MARK: What they add up to

    private var window: Interval? {
        Interval(
            start: zone.start(of: dates.first), end: zone.start(of: dates.last.advanced(by: 1)))
    }

    /// All seconds of work and those that are telework; between two neighbouring instants at which
    /// anything begins or ends, every second is as the first.
    func workingTime() -> (working: IntervalSet, telework: IntervalSet) {
        guard let window else { return (IntervalSet(), IntervalSet()) }
        var cuts: Set<Instant> = [window.start, window.end]
        for date in dates.first...dates.last { cuts.insert(zone.start(of: date)) }
        let parts =
            timetables.flatMap { $0.stretches + $0.breaks }.map(\.interval)
            + overtime.map(\.interval)
        for interval in parts + leaveHours { cuts.formUnion([interval.start, interval.end]) }
        let sorted = cuts.filter { window.start <= $0 && $0 <= window.end }.sorted()
        var (working, telework): ([Interval], [Interval]) = ([], [])
        for (start, end) in zip(sorted, sorted.dropFirst()) {
            guard let piece = Interval(start: start, end: end) else { continue }
            let second = second(start)
            if second.isWork { working.append(piece) }
            if second.isWork && second.isTelework { telework.append(piece) }
        }
        return (IntervalSet(working), IntervalSet(telework))
    }

    /// The floating breaks in force whose windows begin on the dates.
    func floatingBreaks() -> [Floating] {
        var found: [Floating] = []
        for (index, timetable) in timetables.enumerated() {
            for part in timetable.floating {
                let start = part.interval.start
                guard let window, window.contains(start) else { continue }
                let decides =
                    precedence == .stretch
                    ? speakers(of: start).first == index
                    : timetables.firstIndex { $0.dates.contains(part.date) } == index
                if decides { found.append(Floating(window: part.interval, length: part.length)) }
            }
        }
        return found.sorted()
    }

    private func speakers(of instant: Instant) -> [Int] {
        let date = zone.local(instant).date
        return timetables.indices.filter { index in
            timetables[index].dates.contains(date)
                || timetables[index].stretches.contains { $0.interval.contains(instant) }
        }
    }
}

extension SlowResolver.Timetable {
    fileprivate mutating func add(_ day: DayTimetable, on date: CivilDate, _ zone: ZoneRules) {
        for stretch in day.stretches {
            let span = stretch.span
            if let interval = zone.instants(date, from: span.from, to: span.to) {
                let isTelework = stretch.place == .telework
                stretches.append(.init(date: date, interval: interval, isTelework: isTelework))
            }
        }
        let earliest = day.stretches.map(\.span.from).min()
        for pause in day.breaks {
            let (span, length): (CivilSpan, Seconds?)
            switch pause {
            case .fixed(let fixed): (span, length) = (fixed, nil)
            case .floating(let floating, let window): (span, length) = (window, floating)
            }
            let isNext = earliest.map { span.from < $0 } ?? false
            let start = isNext ? date.advanced(by: 1) : date
            guard let interval = zone.instants(start, from: span.from, to: span.to) else {
                continue
            }
            if let length {
                floating.append(.init(date: date, interval: interval, length: length))
            } else {
                breaks.append(.init(date: date, interval: interval))
            }
        }
    }
}
