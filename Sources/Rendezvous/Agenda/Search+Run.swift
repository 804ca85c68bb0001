extension Search {
    /// The openings in order of start, at most `limit`.
    ///
    /// - Complexity: per two days, O(log *length*) a counsellor and word; then the starts found.
    func run(in agenda: Agenda, limit: Int) -> [Opening] {
        var found: [Opening] = []
        scan(agenda) { spot, counsellors, cost in
            found.append(
                Opening(
                    placement: spot.placement(in: agenda.supply.catalogue),
                    counsellors: counsellors, cost: cost))
            return found.count < limit
        }
        return found
    }

    /// Every start in a stretch of time with its placement and cost, for the planner.
    func all(in agenda: Agenda, within windows: IntervalSet, _ body: (Spot, Cost) -> Void) {
        scan(agenda, windows) { spot, _, cost in
            body(spot, cost)
            return true
        }
    }

    /// The first opening, for the planner.
    func first(in agenda: Agenda) -> Spot? {
        var first: Spot?
        scan(agenda) { spot, _, _ in
            first = spot
            return false
        }
        return first
    }

    /// Gives every start with its placement to `body` until that says no.
    private func scan(
        _ agenda: Agenda, _ limits: IntervalSet? = nil, _ body: (Spot, Int, Cost) -> Bool
    ) {
        let latest = instant + .hours(24) * Int64(horizon + 2)
        guard !options.isEmpty, let asked = Interval(start: instant + notice, end: latest) else {
            return
        }
        let windows = (limits ?? question.windows ?? IntervalSet(asked)).clipped(to: asked)
        guard let span = windows.span else { return }
        var far: Calendars?
        if !agenda.calendars.covers(span) {
            far = agenda.calendars
            far?.draw(agenda.supply, agenda.ledger, over: span.datesAround)
        }
        var scan = Scan(self, agenda, far ?? agenda.calendars)
        for window in windows.intervals {
            guard scan.run(over: window, body) else { return }
        }
    }
}

/// One walk over the boards.
private struct Scan {
    let search: Search
    let agenda: Agenda
    let calendars: Calendars
    private let block = Search.blockWords
    /// Per option, the words of the block in which it may start.
    private var starts: [UInt64]
    /// Per option, the words of starts at which a time may be shared.
    private var shared: [UInt64]
    /// Per pool, per member, the words of the block; then their union.
    private var pooled: [[UInt64]]
    /// Per option, whether the boards decide alone.
    private let isExact: [Bool]
    private let onlyWholeGrains: Bool
    /// The service's grid in seconds, where it has one.
    private let gridSeconds: Int
    /// Per option, how many appointments its counsellor has on a date, remembered for one date.
    private var counted: [(day: Int, count: Int)]
    /// What each zone's clock shows at the start that is looked at.
    private var clocks: [Clock]
    private let participant: [Interval]
    private var reach = BitRun()
    private var clear = BitRun()

    init(_ search: Search, _ agenda: Agenda, _ calendars: Calendars) {
        self.search = search
        self.agenda = agenda
        self.calendars = calendars
        starts = [UInt64](repeating: 0, count: search.options.count * Search.blockWords)
        shared = search.mayShareTime ? starts : []
        pooled = search.pools.map {
            [UInt64](repeating: 0, count: ($0.members.count + 1) * Search.blockWords)
        }
        let poolIsExact = search.pools.map { pool in
            let roster = pool.usesInterpreters ? calendars.interpreters : calendars.rooms
            return pool.members.allSatisfy { roster.isExact($0) }
        }
        isExact = search.options.map { option in
            option.isExact && calendars.counsellors.isExact(option.counsellor)
                && (option.isOfOnePlace
                    || calendars.counsellors.rows[option.counsellor].declared.telework.isEmpty)
                && (option.interpreters.map { poolIsExact[$0] } ?? true)
                && (option.rooms.map { poolIsExact[$0] } ?? true)
        }
        counted = [(day: Int, count: Int)](
            repeating: (.min, 0), count: search.options.count)
        clocks = calendars.zones.map { Clock($0, now: search.instant, horizon: search.horizon) }
        gridSeconds = (search.grids.first ?? 1) * 60
        onlyWholeGrains = search.grids.allSatisfy { $0 % 5 == 0 }
        let ledger = agenda.ledger
        participant = ledger.appointments(of: search.question.party.participant).compactMap {
            let entry = ledger.entries[$0]
            let counts = entry.occupies(at: search.instant) && $0 != search.question.ignored
            return counts ? entry.interval : nil
        }
    }

    /// Walks over one window; whether to go on.
    mutating func run(over window: Interval, _ body: (Spot, Int, Cost) -> Bool) -> Bool {
        let first = BitBoard.grain(of: window.start.secondsSince1970)
        let last = BitBoard.grain(of: window.end.secondsSince1970 - 1)
        var word = first >> 6
        while word <= last >> 6 {
            if fill(from: word) {
                for index in 0..<block {
                    var bits: UInt64 = 0
                    for option in search.options.indices { bits |= starts[option * block + index] }
                    while bits != 0 {
                        let bit = bits.trailingZeroBitCount
                        bits &= bits - 1
                        let grain = (word + index) * 64 + bit
                        guard grain >= first, grain <= last else { continue }
                        guard offer(grain: grain, index, bit, window, body) else { return false }
                    }
                }
            }
            word += block
        }
        return true
    }

    /// Fills the words of all options from `word` on; whether any start may be possible.
    private mutating func fill(from word: Int) -> Bool {
        for (index, pool) in search.pools.enumerated() {
            let union = pool.members.count * block
            for offset in 0..<block { pooled[index][union + offset] = 0 }
            for (position, member) in pool.members.enumerated() {
                let margin = pool.margins[position]
                let any = erode(
                    member, pool.usesInterpreters ? calendars.interpreters : calendars.rooms,
                    from: word, length: pool.length, before: margin.before,
                    after: pool.length + margin.after)
                for offset in 0..<block {
                    let bits = any ? reach.words[offset] : 0
                    pooled[index][position * block + offset] = bits
                    pooled[index][union + offset] |= bits
                }
            }
        }
        if search.mayShareTime { fillShared(from: word) }
        var all: UInt64 = 0
        for (index, option) in search.options.enumerated() {
            let any = erode(
                option.counsellor, calendars.counsellors, from: word, length: option.length,
                before: option.before, after: option.reachAfter)
            for offset in 0..<block {
                var bits = any ? reach.words[offset] : 0
                if let pool = option.interpreters { bits &= union(of: pool, offset) }
                if let pool = option.rooms { bits &= union(of: pool, offset) }
                if search.mayShareTime { bits |= shared[index * block + offset] }
                starts[index * block + offset] = bits
                all |= bits
            }
        }
        return all != 0
    }

    /// Fills the words of starts at which an option's counsellor has an appointment that may be
    /// shared.
    private mutating func fillShared(from word: Int) {
        for index in shared.indices { shared[index] = 0 }
        let first = Int64(word) * 64
        let from = Instant(secondsSince1970: first * BitBoard.grain)
        let to = Instant(secondsSince1970: (first + Int64(block) * 64) * BitBoard.grain)
        for (index, option) in search.options.enumerated() {
            let diary = calendars.counsellors.rows[option.counsellor].diary
            for busy in diary.starting(from: from, to: to)
            where Int(agenda.ledger.entries[busy.appointment].service) == search.question.service {
                let grain = Int(busy.start / BitBoard.grain - first)
                shared[index * block + grain >> 6] |= 1 << UInt64(grain & 63)
            }
        }
    }

    private func union(of pool: Int, _ offset: Int) -> UInt64 {
        pooled[pool][search.pools[pool].members.count * block + offset]
    }

    /// Leaves the starts of one row in the first words of ``reach``, by erosion of both boards;
    /// whether there may be any.
    private mutating func erode(
        _ row: Int, _ roster: Roster, from word: Int, length: Int, before: Int, after: Int
    ) -> Bool {
        let ahead = block + length / 64 + 1
        guard reach.load(roster.reach, row: row, from: word, count: ahead) else { return false }
        reach.erode(to: length)
        guard before > 0 || after > length else { return true }
        let behind = (before + 63) / 64
        let count = behind + block + after / 64 + 1
        guard clear.load(roster.clear, row: row, from: word - behind, count: count) else {
            return false
        }
        clear.erode(to: before + after)
        clear.delay(by: before)
        reach.meet(clear, from: behind, count: block)
        return true
    }

    /// Gives the starts in one grain to `body`; whether to go on.
    private mutating func offer(
        grain: Int, _ index: Int, _ bit: Int, _ window: Interval, _ body: (Spot, Int, Cost) -> Bool
    ) -> Bool {
        let base = Int64(grain) * BitBoard.grain
        for minute in 0..<(onlyWholeGrains ? 1 : 5) {
            let start = Instant(secondsSince1970: base + Int64(minute) * 60)
            guard start >= window.start, let found = best(at: start, index, bit) else {
                continue
            }
            guard body(found.spot, found.counsellors, found.cost) else { return false }
        }
        return true
    }

    /// The placement offered at a start, by the order of Documentation/Rules.md, and how many
    /// counsellors could serve it.
    private mutating func best(
        at start: Instant, _ index: Int, _ bit: Int
    ) -> (spot: Spot, counsellors: Int, cost: Cost)? {
        for zone in clocks.indices { clocks[zone].show(start) }
        let mayDiffer = search.mayShareTime || !search.policies.preferences.isEmpty
        var best: (key: (Int, Int, Int, Int, Int), cost: Cost, spot: Spot)?
        var counsellors = 0
        var served = -1
        for number in search.options.indices
        where starts[number * block + index] >> UInt64(bit) & 1 == 1 {
            let counsellor = search.options[number].counsellor
            // Without preferences the first way to be served by a counsellor is the best.
            guard counsellor != served || mayDiffer,
                let found = spot(number, at: start, index, bit)
            else { continue }
            if counsellor != served { counsellors += 1 }
            served = counsellor
            let cost = found.cost
            let key = (
                search.options[number].isPreferred ? 0 : 1, found.isOverbooked ? 1 : 0,
                found.spot.interpreter == nil ? 0 : 1, count(number), counsellor
            )
            if best.map({ isBefore(key, cost, $0.key, $0.cost) }) ?? true {
                best = (key, cost, found.spot)
            }
        }
        return best.map { ($0.spot, counsellors, $0.cost) }
    }

    /// The order of placements at one start (Documentation/Policies.md).
    private func isBefore(
        _ key: (Int, Int, Int, Int, Int), _ cost: Cost, _ other: (Int, Int, Int, Int, Int),
        _ otherCost: Cost
    ) -> Bool {
        if key.0 != other.0 { return key.0 < other.0 }
        if cost != otherCost { return cost < otherCost }
        return key < other
    }

    /// A placement that may stand, with what decides whether it is offered.
    private struct Found {
        let spot: Spot
        var cost = Cost.none
        var isOverbooked = false
    }

    /// The best placement of an option at a start that may stand.
    private mutating func spot(
        _ number: Int, at start: Instant, _ index: Int, _ bit: Int
    ) -> Found? {
        let end = start + search.options[number].duration
        guard let interval = Interval(start: start, end: end) else { return nil }
        guard isExact[number], search.policies.areUniform || search.options[number].isSimple else {
            return examined(number, interval, index, bit)
        }
        guard passes(number, interval) else { return nil }
        var interpreter: Int?
        if let pool = search.options[number].interpreters {
            interpreter = firstInterpreter(pool, for: number, interval, index, bit)
            if interpreter == nil { return nil }
        }
        let spot = Spot(
            interval, search.options[number].channels[0],
            counsellor: search.options[number].counsellor, interpreter: interpreter,
            room: firstMember(search.options[number].rooms, index, bit))
        guard search.policies.areAny else { return Found(spot: spot) }
        return judged(number, spot)
    }

    /// A placement that the boards allow, by the policies.
    private func judged(_ number: Int, _ spot: Spot) -> Found? {
        guard let force = agenda.inForce(spot, search.question) else { return nil }
        let placing = Placing(agenda, search.question, spot, force, at: search.instant)
        guard search.policies.allow(placing) else { return nil }
        return Found(spot: spot, cost: search.policies.cost(placing))
    }

    /// The best placement of an option in an interval that passes the examination: the cheapest, of
    /// these the first.
    private func examined(
        _ number: Int, _ interval: Interval, _ index: Int, _ bit: Int
    ) -> Found? {
        let option = search.options[number]
        // A time that is shared is not free on the boards: every member is asked then.
        let isFree = !search.mayShareTime
        var best: Found?
        for channel in option.channels {
            for interpreter in members(option.interpreters, index, bit, onlyFree: isFree) {
                for room in members(option.rooms, index, bit, onlyFree: isFree) {
                    let spot = Spot(
                        interval, channel, counsellor: option.counsellor,
                        interpreter: interpreter, room: room)
                    guard agenda.examine(spot, for: search.question, at: search.instant) == nil
                    else { continue }
                    let found = weighed(spot)
                    if found.cost == .none, !found.isOverbooked { return found }
                    let isBetter =
                        best.map {
                            ($0.cost, $0.isOverbooked ? 1 : 0) > (
                                found.cost, found.isOverbooked ? 1 : 0
                            )
                        } ?? true
                    if isBetter { best = found }
                }
            }
        }
        return best
    }

    /// A placement that passed, with its cost and whether it is overbooked.
    private func weighed(_ spot: Spot) -> Found {
        guard search.mayShareTime || !search.policies.preferences.isEmpty,
            let force = agenda.inForce(spot, search.question)
        else { return Found(spot: spot) }
        let placing = Placing(agenda, search.question, spot, force, at: search.instant)
        return Found(
            spot: spot, cost: search.policies.cost(placing),
            isOverbooked: force.service.capacity == 1 && agenda.sharesTime(spot, search))
    }

    /// The best member of a pool that is free at a start; `nil` if none is needed.
    private func firstMember(_ pool: Int?, _ index: Int, _ bit: Int) -> Int? {
        guard let pool else { return nil }
        for position in search.pools[pool].members.indices
        where pooled[pool][position * block + index] >> UInt64(bit) & 1 == 1 {
            return search.pools[pool].members[position]
        }
        return nil
    }

    /// The members of a pool that are free at a start; "none needed" is one answer.
    private func members(
        _ pool: Int?, _ index: Int, _ bit: Int, onlyFree: Bool
    ) -> [Int?] {
        guard let pool else { return [nil] }
        if !onlyFree { return search.pools[pool].members }
        return search.pools[pool].members.indices.compactMap { position -> Int?? in
            let word = pooled[pool][position * block + index]
            return word >> UInt64(bit) & 1 == 1 ? .some(search.pools[pool].members[position]) : nil
        }
    }

    /// What the boards do not know of a placement that they allow.
    private mutating func passes(_ number: Int, _ interval: Interval) -> Bool {
        let zone = calendars.zoneNumbers[search.options[number].counsellor]
        guard clocks[zone].secondOfDay % gridSeconds == 0, clocks[zone].isInHorizon,
            interval.start >= search.instant + search.notice,
            search.question.windows?.contains(interval) ?? true,
            !participant.contains(where: interval.overlaps), keepsDay(number, interval)
        else { return false }
        guard let limit = search.options[number].dailyLimit else { return true }
        return count(number) < limit
    }

    /// Whether the counsellor of an option keeps what the boards do not know of their day.
    private func keepsDay(_ number: Int, _ interval: Interval) -> Bool {
        let counsellor = search.options[number].counsellor
        return keepsDay(
            calendars.counsellors.rows[counsellor], number, interval,
            search.options[number].gap)
    }

    /// Whether somebody is where an option needs them, has time for their gap, and keeps every
    /// break without a fixed place.
    private func keepsDay(
        _ row: Roster.Row, _ number: Int, _ interval: Interval, _ gap: Gap
    ) -> Bool {
        if !row.declared.telework.isEmpty, search.options[number].channels[0] == .office,
            row.declared.telework.overlaps(interval)
        {
            return false
        }
        if search.policies.gapsAreMixed, !gapMayLieOutside(search.options[number]),
            !row.declared.working.contains(interval.widened(by: gap))
        {
            return false
        }
        return row.declared.breaks.isEmpty
            || row.declared.keepsBreaks(
                row.diary, adding: interval, gap, at: search.instant,
                ignoring: search.question.ignored)
    }

    /// The best interpreter of a pool who is free at a start.
    private func firstInterpreter(
        _ pool: Int, for number: Int, _ interval: Interval, _ index: Int, _ bit: Int
    ) -> Int? {
        let date = clocks[calendars.zoneNumbers[search.options[number].counsellor]].date
        for position in search.pools[pool].members.indices
        where pooled[pool][position * block + index] >> UInt64(bit) & 1 == 1 {
            let member = search.pools[pool].members[position]
            let gap = agenda.supply.catalogue.interpreters.value(member, on: date)?.gap
            if keepsDay(calendars.interpreters.rows[member], number, interval, gap ?? .none) {
                return member
            }
        }
        return nil
    }

    /// Whether the gap of an option may lie outside working time on the date of the start.
    private func gapMayLieOutside(_ option: Search.Option) -> Bool {
        guard !search.policies.gapsOutside.isEmpty else { return false }
        let catalogue = agenda.supply.catalogue
        let date = clocks[calendars.zoneNumbers[option.counsellor]].date
        let office = catalogue.counsellors.value(option.counsellor, on: date)?.office
        return search.policies.gapsOutside.contains {
            $0.holds(
                on: date, at: office ?? "", for: catalogue.services.ids[search.question.service],
                on: option.channels[0], with: search.question.participant.groups)
        }
    }

    /// How many appointments an option's counsellor has on the date of the start.
    private mutating func count(_ number: Int) -> Int {
        let counsellor = search.options[number].counsellor
        let zone = calendars.zoneNumbers[counsellor]
        let date = clocks[zone].date.dayNumber
        if counted[number].day == date { return counted[number].count }
        let (day, ignored) = (clocks[zone].day, search.question.ignored)
        let count =
            calendars.counsellors.rows[counsellor].diary.holds == 0 && ignored == nil
            ? calendars.counsellors.rows[counsellor].diary.starts(
                from: day.start.secondsSince1970, to: day.end.secondsSince1970)
            : calendars.counsellors.rows[counsellor].diary.starts(
                in: day, at: search.instant, ignoring: ignored)
        counted[number] = (date, count)
        return count
    }
}

extension Agenda {
    /// Whether an appointment of the same interval stands where a placement would.
    fileprivate func sharesTime(_ spot: Spot, _ search: Search) -> Bool {
        calendars.counsellors.rows[spot.counsellor].diary.overlapping(
            spot.interval.start.secondsSince1970, spot.interval.end.secondsSince1970
        ).contains { $0.occupies(at: search.instant, ignoring: search.question.ignored) }
    }
}

/// What one zone's clock shows at a start, remembered for its date.
private struct Clock {
    private let zone: ZoneRules
    private let lastDate: CivilDate
    private var shown = Instant.min
    private(set) var secondOfDay = 0
    private(set) var date = CivilDate.min
    /// The instants of the date.
    private(set) var day = Interval.always
    private(set) var isInHorizon = false

    init(_ zone: ZoneRules, now: Instant, horizon: Int) {
        self.zone = zone
        lastDate = zone.local(now).date.advanced(by: horizon)
    }

    mutating func show(_ start: Instant) {
        guard start != shown else { return }
        shown = start
        let local = zone.local(start)
        secondOfDay = local.time.secondOfDay
        guard local.date != date else { return }
        date = local.date
        day = zone.day(date) ?? day
        isInHorizon = date <= lastDate
    }
}
