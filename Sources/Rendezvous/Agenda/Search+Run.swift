extension Search {
    /// The openings in order of start, at most `limit`.
    ///
    /// - Complexity: per two days, O(log *length*) a counsellor and word; then the starts found.
    mutating func run(limit: Int) -> [Opening] {
        guard limit > 0, !options.isEmpty else { return [] }
        let earliest = instant + notice
        let latest = instant + .hours(24) * Int64(horizon + 2)
        guard let asked = Interval(start: earliest, end: latest) else { return [] }
        let windows = (question.windows ?? IntervalSet(asked)).clipped(to: asked)
        guard let span = windows.span else { return [] }
        var calendars = agenda.calendars
        if !calendars.covers(span) {
            let dates = span.datesAround
            calendars.draw(agenda.supply, agenda.ledger, over: dates)
        }
        var scan = Scan(search: self, calendars: calendars)
        var found: [Opening] = []
        for window in windows.intervals {
            scan.run(over: window, limit: limit, into: &found)
            if found.count >= limit { break }
        }
        return found
    }
}

/// One walk over the boards.
private struct Scan {
    let search: Search
    let calendars: Calendars
    /// Per option, the words of the block in which it may start.
    private var starts: [UInt64]
    /// Per pool, per member, the words of the block; then the union at the end.
    private var pooled: [[UInt64]]
    private let block = Search.blockWords
    /// How many appointments a counsellor has on a date, remembered for one date.
    private var counted: [Int: (date: CivilDate, count: Int)] = [:]
    private let participant: [Interval]
    private var previous: Instant?

    init(search: Search, calendars: Calendars) {
        self.search = search
        self.calendars = calendars
        starts = [UInt64](repeating: 0, count: search.options.count * Search.blockWords)
        pooled = search.pools.map {
            [UInt64](repeating: 0, count: ($0.members.count + 1) * Search.blockWords)
        }
        let ledger = search.agenda.ledger
        participant = ledger.appointments(of: search.question.party.participant).compactMap {
            let entry = ledger.entries[$0]
            let counts = entry.occupies(at: search.instant) && $0 != search.question.ignored
            return counts ? entry.interval : nil
        }
    }

    mutating func run(over window: Interval, limit: Int, into found: inout [Opening]) {
        let first = BitBoard.grain(of: window.start.secondsSince1970)
        let last = BitBoard.grain(of: window.end.secondsSince1970 - 1)
        var word = first >> 6
        while word <= last >> 6, found.count < limit {
            let any = fill(from: word)
            if any {
                for index in 0..<block {
                    var bits: UInt64 = 0
                    for option in search.options.indices { bits |= starts[option * block + index] }
                    while bits != 0, found.count < limit {
                        let bit = bits.trailingZeroBitCount
                        bits &= bits - 1
                        let grain = (word + index) * 64 + bit
                        guard grain >= first, grain <= last else { continue }
                        offer(grain: grain, index: index, bit: bit, window, limit, &found)
                    }
                }
            }
            word += block
        }
    }

    /// Fills the words of all options from `word` on; whether any start may be possible.
    private mutating func fill(from word: Int) -> Bool {
        for (index, pool) in search.pools.enumerated() {
            let roster = pool.usesInterpreters ? calendars.interpreters : calendars.rooms
            let union = pool.members.count * block
            for offset in 0..<block { pooled[index][union + offset] = 0 }
            for (position, member) in pool.members.enumerated() {
                let margin = pool.margins[position]
                let words = Self.starts(
                    of: member, roster, from: word, length: pool.length,
                    before: max(0, margin.before),
                    after: pool.length + max(0, margin.after))
                for offset in 0..<block {
                    pooled[index][position * block + offset] = words[offset]
                    pooled[index][union + offset] |= words[offset]
                }
            }
        }
        var any: UInt64 = 0
        for (index, option) in search.options.enumerated() {
            let words = Self.starts(
                of: option.counsellor, calendars.counsellors, from: word, length: option.length,
                before: option.before, after: option.reachAfter)
            for offset in 0..<block {
                var bits = words[offset]
                if let pool = option.interpreters { bits &= union(of: pool, offset) }
                if let pool = option.rooms { bits &= union(of: pool, offset) }
                starts[index * block + offset] = bits
                any |= bits
            }
        }
        return any != 0
    }

    private func union(of pool: Int, _ offset: Int) -> UInt64 {
        pooled[pool][search.pools[pool].members.count * block + offset]
    }

    /// The starts of one row in a block, by erosion of both boards.
    private static func starts(
        of row: Int, _ roster: Roster, from word: Int, length: Int, before: Int, after: Int
    ) -> [UInt64] {
        let block = Search.blockWords
        var reach = BitRun(count: block + length / 64 + 1)
        guard reach.load(roster.reach, row: row, from: word) else {
            return [UInt64](repeating: 0, count: block)
        }
        reach.erode(to: length)
        guard before > 0 || after > length else { return Array(reach.words[0..<block]) }
        let behind = (before + 63) / 64
        var clear = BitRun(count: behind + block + after / 64 + 1)
        _ = clear.load(roster.clear, row: row, from: word - behind)
        clear.erode(to: before + after)
        clear.delay(by: before)
        return (0..<block).map { reach.words[$0] & clear.words[behind + $0] }
    }

    /// Adds the openings that start in one grain.
    private mutating func offer(
        grain: Int, index: Int, bit: Int, _ window: Interval, _ limit: Int,
        _ found: inout [Opening]
    ) {
        let base = Int64(grain) * BitBoard.grain
        let onlyWholeGrains = search.grids.allSatisfy { $0 % 5 == 0 }
        for minute in 0..<(onlyWholeGrains ? 1 : 5) {
            guard found.count < limit else { return }
            let start = Instant(secondsSince1970: base + Int64(minute) * 60)
            guard start >= window.start, let opening = best(at: start, index, bit) else { continue }
            found.append(opening)
        }
    }

    /// The placement offered at a start, by the order of Documentation/Rules.md.
    private mutating func best(at start: Instant, _ index: Int, _ bit: Int) -> Opening? {
        var best: (key: (Int, Int, Int, Int), spot: Spot)?
        var counsellors = 0
        var served = -1
        for (number, option) in search.options.enumerated()
        where starts[number * block + index] >> UInt64(bit) & 1 == 1 && option.counsellor != served
        {
            guard let (spot, date) = spot(option, at: start, index, bit) else { continue }
            served = option.counsellor
            counsellors += 1
            let key = (
                option.isPreferred ? 0 : 1, spot.interpreter == nil ? 0 : 1,
                count(option.counsellor, on: date), option.counsellor
            )
            if best.map({ key < $0.key }) ?? true { best = (key, spot) }
        }
        return best.map {
            Opening(
                placement: $0.spot.placement(in: search.agenda.supply.catalogue),
                counsellors: counsellors)
        }
    }

    /// The first placement of an option at a start that may stand.
    private mutating func spot(
        _ option: Search.Option, at start: Instant, _ index: Int, _ bit: Int
    ) -> (Spot, CivilDate)? {
        guard let interval = Interval(start: start, end: start + option.duration) else {
            return nil
        }
        let zone = calendars.counsellorZones[option.counsellor]
        let local = zone.local(start)
        for channel in option.channels {
            for interpreter in members(option.interpreters, index, bit) {
                for room in members(option.rooms, index, bit) {
                    let spot = Spot(
                        interval, channel, counsellor: option.counsellor,
                        interpreter: interpreter, room: room)
                    if stands(spot, option, local) { return (spot, local.date) }
                }
            }
        }
        return nil
    }

    /// The members of a pool that are free at a start; "none needed" is one answer.
    private func members(_ pool: Int?, _ index: Int, _ bit: Int) -> [Int?] {
        guard let pool else { return [nil] }
        return search.pools[pool].members.indices.compactMap { position -> Int?? in
            let word = pooled[pool][position * block + index]
            return word >> UInt64(bit) & 1 == 1 ? .some(search.pools[pool].members[position]) : nil
        }
    }

    private mutating func stands(
        _ spot: Spot, _ option: Search.Option, _ local: LocalDateTime
    ) -> Bool {
        guard option.isExact else {
            return search.agenda.examine(spot, for: search.question, at: search.instant) == nil
        }
        guard let grid = search.grids.first, local.time.secondOfDay % (grid * 60) == 0,
            spot.interval.start >= search.instant + search.notice,
            search.question.windows?.contains(spot.interval) ?? true,
            !participant.contains(where: spot.interval.overlaps)
        else { return false }
        let today = calendars.counsellorZones[spot.counsellor].local(search.instant).date
        guard local.date <= today.advanced(by: search.horizon) else { return false }
        return option.dailyLimit.map { count(spot.counsellor, on: local.date) < $0 } ?? true
    }

    private mutating func count(_ counsellor: Int, on date: CivilDate) -> Int {
        if let known = counted[counsellor], known.date == date { return known.count }
        let day = calendars.counsellorZones[counsellor].day(date)
        let count =
            day.map {
                calendars.counsellors.rows[counsellor].diary.starts(
                    in: $0, at: search.instant, ignoring: search.question.ignored)
            } ?? 0
        counted[counsellor] = (date, count)
        return count
    }
}
