/// What the rules say about the dates of one counsellor's row: limits by day and week, and rest.
struct RowRules: Hashable, Sendable {
    /// The most appointments on a date and in a week from Monday to Sunday.
    var perDay: Int?
    var perWeek: Int?
    /// The rest between appointments of different dates, in seconds.
    var rest: Int64 = 0

    /// Whether there are none.
    var areNone: Bool { perDay == nil && perWeek == nil && rest == 0 }

    /// The rules of a counsellor with a limit of their own, by the policies that hold at an office.
    init(limit: Int?, _ conditions: [Policy], at office: Office.ID) {
        perDay = limit
        for policy in conditions
        where policy.countsWholeRows && (policy.offices.isEmpty || policy.offices.contains(office))
        {
            switch policy.rule {
            case .limit(.counsellor, .day, let most): perDay = min(perDay ?? most, most)
            case .limit(.counsellor, .week, let most): perWeek = min(perWeek ?? most, most)
            case .rest(let length): rest = max(rest, length.count)
            default: break
            }
        }
    }
}

extension Policy {
    /// Whether it counts every appointment of a counsellor, so that a row alone decides about it.
    var countsWholeRows: Bool {
        valid == .always && services.isEmpty && channels.isEmpty && groups.isEmpty
    }
}

extension Calendars {
    /// Clears the starts in a word that the rules of a counsellor's row refuse.
    ///
    /// - Parameter fresh: The row by itself, where something on it has expired.
    /// - Complexity: O(1) a date for limits of days; O(log *n*) for weeks and rest.
    func apply(
        _ rules: RowRules, to bits: inout UInt64, _ number: Int, _ seconds: Int64, word: Int,
        fresh: Roster? = nil
    ) {
        guard bits != 0, !rules.areNone else { return }
        let table = dayTables[zoneNumbers[number]]
        let base = Int64(word) * 64 * BitBoard.grain
        let first = base + Int64(bits.trailingZeroBitCount) * BitBoard.grain
        let last = base + Int64(63 - bits.leadingZeroBitCount) * BitBoard.grain
        guard var day = table.index(of: first) else { return }
        while day < table.count, table.starts[day] <= last {
            let (start, end) = (table.starts[day], table.starts[day + 1])
            if let most = rules.perDay {
                let count =
                    fresh.map { $0.rows[0].diary.starts(from: start, to: end) }
                    ?? count(ofCounsellor: number, day: day)
                if count >= most { GrainMask.clearStarts(&bits, word: word, start, end) }
            }
            if let most = rules.perWeek, weekCount(number, table, day, fresh) >= most {
                GrainMask.clearStarts(&bits, word: word, start, end)
            }
            if rules.rest > 0,
                fresh != nil
                    || !isRested(
                        number, rules.rest, table, day, from: max(first, start),
                        to: min(last, end - 1), lasting: seconds)
            {
                let (low, high) =
                    fresh?.rows[0].diary.rested(rules.rest, start, end, lasting: seconds)
                    ?? counsellors.rows[number].diary.rested(
                        rules.rest, start, end, lasting: seconds)
                GrainMask.clearStarts(&bits, word: word, start, min(low, end))
                GrainMask.clearStarts(&bits, word: word, max(high, start), end)
            }
            day += 1
        }
    }

    /// Whether all starts of a date surely keep a rest, by what is known of the dates around it.
    private func isRested(
        _ number: Int, _ rest: Int64, _ table: DayTable, _ day: Int, from first: Int64,
        to last: Int64, lasting seconds: Int64
    ) -> Bool {
        let base = number * table.count
        // No appointment is longer than a day.
        var other = day - 1
        while other >= 0, table.starts[other + 1] + Limits.longestDuration.count + rest > first {
            let load = dayLoads[base + other]
            if load.count > 0,
                table.starts[other] + Int64(load.end) * BitBoard.grain + rest > first
            {
                return false
            }
            other -= 1
        }
        guard other >= 0 else { return false }
        other = day + 1
        while other < table.count, table.starts[other] < last + seconds + rest {
            let load = dayLoads[base + other]
            if load.count > 0,
                table.starts[other] + Int64(load.first) * BitBoard.grain < last + seconds + rest
            {
                return false
            }
            other += 1
        }
        return other < table.count
    }

    /// How many appointments start in the week of a date of a counsellor's table: by the counts of
    /// its days, where the table has all of them.
    private func weekCount(
        _ number: Int, _ table: DayTable, _ day: Int, _ fresh: Roster?
    ) -> Int {
        let monday = day - table.first.advanced(by: day).weekday.offset
        if fresh == nil, monday >= 0, monday + 7 <= table.count {
            let base = number * table.count + monday
            return (base..<base + 7).reduce(0) { $0 + Int(dayLoads[$1].count) }
        }
        let zone = zones[zoneNumbers[number]]
        let week = Period.week.dates(around: table.first.advanced(by: day))
        let from = zone.start(of: week.first).secondsSince1970
        let to = zone.start(of: week.last.advanced(by: 1)).secondsSince1970
        return fresh?.rows[0].diary.starts(from: from, to: to)
            ?? counsellors.rows[number].diary.starts(from: from, to: to)
    }
}

extension Diary {
    /// From when and before when an appointment of a day keeps a rest to those of other days.
    fileprivate func rested(
        _ rest: Int64, _ start: Int64, _ end: Int64, lasting seconds: Int64
    ) -> (from: Int64, before: Int64) {
        var low = Int64.min
        var index = index(from: start) - 1
        // Those that start earlier end before anybody must have rested.
        while index >= 0, entries[index].start > start - rest - longest {
            low = max(low, entries[index].end + rest)
            index -= 1
        }
        let next = self.index(from: end)
        guard next < entries.count else { return (low, .max) }
        return (low, entries[next].start - seconds - rest + 1)
    }
}
