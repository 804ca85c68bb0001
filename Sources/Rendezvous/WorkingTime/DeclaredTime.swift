/// A break that stays free somewhere in its window.
struct FloatingBreak: Hashable, Sendable {
    let window: Interval
    let length: Seconds
}

/// What is declared for a worker over some time, resolved.
struct DeclaredTime: Sendable {
    /// All working time, net of leave and fixed breaks.
    var working = IntervalSet()
    /// The part of it spent at a distance.
    var telework = IntervalSet()
    /// The breaks that have no fixed place, in order of their windows.
    var breaks: [FloatingBreak] = []

    /// The same with whole local dates taken from another answer; dates do not depend on which
    /// others are asked for.
    func replacing(
        _ dates: DateRange, by zone: ZoneRules, with other: DeclaredTime
    ) -> DeclaredTime {
        guard
            let window = Interval(
                start: zone.start(of: dates.first), end: zone.start(of: dates.last.advanced(by: 1)))
        else { return self }
        let old = IntervalSet(window)
        let kept = breaks.filter { !window.contains($0.window.start) }
        let split = kept.firstIndex { $0.window.start >= window.end } ?? kept.count
        return DeclaredTime(
            working: working.subtracting(old).union(other.working),
            telework: telework.subtracting(old).union(other.telework),
            breaks: kept[..<split] + other.breaks + kept[split...])
    }
}

/// A declaration with its place in the log.
struct SubmittedDeclaration: Sendable {
    let declaration: Declaration
    let order: Int
}

/// Resolves overlapping declarations of one worker (Documentation/Rules.md, "Working time").
struct WorkingTimeResolver {
    /// What is left out of an answer; nothing, for working time as it is booked.
    struct Aspects: OptionSet {
        let rawValue: UInt8
        static let breaks = Aspects(rawValue: 1)
        static let leave = Aspects(rawValue: 2)
        static let overtime = Aspects(rawValue: 4)
    }

    /// The worker's clock.
    let zone: ZoneRules
    /// How overlaps are decided.
    let precedence: Precedence
    /// What is left out.
    var leavingOut: Aspects = []

    /// What the declarations, sorted by submission, say about whole local dates.
    ///
    /// - Complexity: O(*declarations* × *dates*) at worst; declarations that others submitted later
    ///   cover entirely are not expanded.
    func resolve(_ declarations: [SubmittedDeclaration], on dates: DateRange) -> DeclaredTime {
        let leave = LeaveDays(leavingOut.contains(.leave) ? [] : declarations, zone: zone)
        let window = Interval(
            start: zone.start(of: dates.first), end: zone.start(of: dates.last.advanced(by: 1)))
        guard let window else { return DeclaredTime() }
        // A stretch of the day before may reach into the first date, and a break that lies on the
        // date after its own and crosses midnight reaches two dates on.
        let reaching = DateRange(from: dates.first.advanced(by: -2), to: dates.last) ?? dates
        var parts =
            switch precedence {
            case .stretch: byStretch(declarations, leave, on: reaching, in: window)
            case .date: byDate(declarations, leave, on: reaching, in: window)
            }
        if !leavingOut.contains(.overtime) {
            parts.merge(overtime(declarations, leave, on: reaching), keeping: IntervalSet(window))
        }
        var result = parts.resolved
        result.working = result.working.subtracting(leave.hours)
        result.telework = result.telework.subtracting(leave.hours)
        result.breaks.sort {
            ($0.window.start, $0.window.end, $0.length) < (
                $1.window.start, $1.window.end, $1.length
            )
        }
        return result
    }

    private func byStretch(
        _ declarations: [SubmittedDeclaration], _ leave: LeaveDays, on dates: DateRange,
        in window: Interval
    ) -> DayParts {
        let contracts = Contracts(declarations)
        var undecided = IntervalSet(window)
        var total = DayParts()
        for submitted in declarations.reversed() {
            guard !undecided.isEmpty else { break }
            guard let (timetable, valid) = Timetable.of(submitted.declaration),
                let mine = valid.intersection(dates)
            else { continue }
            var parts = DayParts()
            for date in mine.first...mine.last where !leave.days(on: date) {
                parts.add(day(timetable, date, contracts), on: date, zone: zone)
            }
            var spoken = parts.reach
            if let days = Interval(
                start: zone.start(of: mine.first), end: zone.start(of: mine.last.advanced(by: 1)))
            {
                spoken = spoken.union(IntervalSet(days))
            }
            let decided = spoken.intersection(undecided)
            total.merge(parts, keeping: decided)
            undecided = undecided.subtracting(spoken)
        }
        return total
    }

    private func byDate(
        _ declarations: [SubmittedDeclaration], _ leave: LeaveDays, on dates: DateRange,
        in window: Interval
    ) -> DayParts {
        let contracts = Contracts(declarations)
        let timetables = declarations.reversed().compactMap { Timetable.of($0.declaration) }
        var total = DayParts()
        for date in dates.first...dates.last where !leave.days(on: date) {
            guard let holding = timetables.first(where: { $0.valid.contains(date) }) else {
                continue
            }
            // Date by date: a break cuts the stretches of its own date only.
            var parts = DayParts()
            parts.add(day(holding.timetable, date, contracts), on: date, zone: zone)
            total.merge(parts, keeping: IntervalSet(window))
        }
        return total
    }

    /// What a timetable says for a date, with the break that the contract owes.
    private func day(
        _ timetable: Timetable, _ date: CivilDate, _ contracts: Contracts
    ) -> DayTimetable {
        let day = timetable.day(date)
        return leavingOut.contains(.breaks)
            ? DayTimetable(day.stretches) : day.keeping(contracts.on(date)?.pause)
    }

    /// The overtime that begins on some dates.
    private func overtime(
        _ declarations: [SubmittedDeclaration], _ leave: LeaveDays, on dates: DateRange
    ) -> DayParts {
        var parts = DayParts()
        for submitted in declarations {
            guard case .overtime(let overtime) = submitted.declaration.content,
                dates.contains(overtime.date), !leave.days(on: overtime.date)
            else { continue }
            let stretch = WorkStretch(overtime.span, at: overtime.place)
            parts.add(DayTimetable([stretch]), on: overtime.date, zone: zone)
        }
        return parts
    }
}

/// The contracts among some declarations.
struct Contracts {
    /// In order of submission.
    private let list: [(contract: Contract, valid: DateRange)]

    init(_ declarations: [SubmittedDeclaration]) {
        list = declarations.compactMap { submitted in
            guard case .contract(let contract, let valid) = submitted.declaration.content else {
                return nil
            }
            return (contract, valid)
        }
    }

    /// The contract submitted last of those that have a date.
    func on(_ date: CivilDate) -> Contract? { list.last { $0.valid.contains(date) }?.contract }
}

/// The days of a declared timetable, weekly or daily alike.
private enum Timetable {
    case weekly([DayTimetable])
    case daily(DayTimetable)

    static func of(_ declaration: Declaration) -> (timetable: Timetable, valid: DateRange)? {
        switch declaration.content {
        case .weekly(let days, let valid): (.weekly(days), valid)
        case .daily(let day, let valid): (.daily(day), valid)
        case .contract(let contract, let valid):
            // A new hire's first day is a timetable of that date.
            contract.firstDay.map { (.daily($0), DateRange(valid.first)) }
        case .leave, .planned, .overtime, .inclusion: nil
        }
    }

    func day(_ date: CivilDate) -> DayTimetable {
        switch self {
        case .weekly(let days): days[date.weekday.offset]
        case .daily(let day): day
        }
    }
}

extension Declaration {
    /// The leave that is declared or planned.
    var leave: Leave? {
        switch content {
        case .leave(let leave), .planned(let leave): leave
        default: nil
        }
    }
}

/// The leave among some declarations.
private struct LeaveDays {
    private var ranges: [DateRange] = []
    let hours: IntervalSet

    init(_ declarations: [SubmittedDeclaration], zone: ZoneRules) {
        var hours: [Interval] = []
        for submitted in declarations {
            guard let leave = submitted.declaration.leave else { continue }
            switch leave.extent {
            case .days(let range): ranges.append(range)
            case .hours(let date, let span):
                if let interval = zone.instants(date, from: span.from, to: span.to) {
                    hours.append(interval)
                }
            }
        }
        self.hours = IntervalSet(hours)
    }

    func days(on date: CivilDate) -> Bool { ranges.contains { $0.contains(date) } }
}

/// Stretches and breaks turned into instants, gathered over days.
private struct DayParts {
    private var onSite: [Interval] = []
    private var telework: [Interval] = []
    private var breaks: [Interval] = []
    private var floating: [FloatingBreak] = []
    private var netOnSite = IntervalSet()
    private var netTelework = IntervalSet()

    /// Everything that the stretches cover, breaks included.
    var reach: IntervalSet { IntervalSet(onSite + telework) }

    /// A second of work is telework if every stretch that makes it work is.
    var resolved: DeclaredTime {
        DeclaredTime(
            working: netOnSite.union(netTelework), telework: netTelework.subtracting(netOnSite),
            breaks: floating)
    }

    mutating func add(_ day: DayTimetable, on date: CivilDate, zone: ZoneRules) {
        for stretch in day.stretches {
            guard
                let interval = zone.instants(date, from: stretch.span.from, to: stretch.span.to)
            else { continue }
            switch stretch.place {
            case .onSite: onSite.append(interval)
            case .telework: telework.append(interval)
            }
        }
        let start = day.stretches.map(\.span.from).min() ?? .midnight
        for pause in day.breaks {
            switch pause {
            case .fixed(let span):
                if let interval = Self.interval(span, on: date, notBefore: start, zone: zone) {
                    breaks.append(interval)
                }
            case .floating(let length, let span):
                if let window = Self.interval(span, on: date, notBefore: start, zone: zone) {
                    floating.append(FloatingBreak(window: window, length: length))
                }
            }
        }
    }

    /// A break that starts earlier on the clock than the day's work lies on the next date.
    private static func interval(
        _ span: CivilSpan, on date: CivilDate, notBefore start: CivilTime, zone: ZoneRules
    ) -> Interval? {
        let day = span.from < start ? date.advanced(by: 1) : date
        return zone.instants(day, from: span.from, to: span.to)
    }

    /// Takes over what `other` says about the instants that it decides.
    mutating func merge(_ other: DayParts, keeping decided: IntervalSet) {
        let net = decided.subtracting(IntervalSet(other.breaks))
        netOnSite = netOnSite.union(IntervalSet(other.onSite).intersection(net))
        netTelework = netTelework.union(IntervalSet(other.telework).intersection(net))
        floating += other.floating.filter { decided.contains($0.window.start) }
    }
}
