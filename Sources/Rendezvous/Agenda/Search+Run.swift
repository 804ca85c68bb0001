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
        guard !options.isEmpty, let windows = time(limits ?? question.windows, from: instant),
            let span = windows.span
        else { return }
        var far: Calendars?
        if !agenda.calendars.covers(span) {
            far = agenda.calendars
            far?.draw(agenda.supply, agenda.ledger, over: span.datesAround)
        }
        let calendars = far ?? agenda.calendars
        var scan = Scan(self, agenda, calendars)
        for window in windows.intervals {
            guard scan.run(over: window, agenda, calendars, body) else { return }
        }
    }

    /// The part of some windows in which starts may lie, by notice and horizon at their widest.
    func time(_ windows: IntervalSet?, from instant: Instant) -> IntervalSet? {
        let latest = instant + .hours(24) * Int64(horizon + 2)
        guard let asked = Interval(start: instant + notice, end: latest) else { return nil }
        return (windows ?? IntervalSet(asked)).clipped(to: asked)
    }
}

/// One walk over the boards, word by word.
///
/// It is given agenda and calendars where it needs them: to hold them it would count each of their
/// references.
struct Scan {
    let search: Search
    private let fresh: FreshRows
    /// What was sifted before, if it was.
    private let sieve: Sieve?
    /// Per option, the starts in the word that is looked at.
    private var starts: [UInt64]
    /// Per option, the starts at which a time may be shared.
    private var shared: [UInt64]
    /// Per pool, the starts of each member; then their union.
    private var pooled: [[UInt64]]
    /// Per option, who decides about its starts, once that was asked.
    private var deciders: [Decider?]
    /// Per pool, whether its boards decide alone.
    private let poolIsExact: [Bool]
    private let onlyWholeGrains: Bool
    /// The service's grid in seconds, where it has one.
    private let gridSeconds: Int
    /// What each zone's clock shows at the start that is looked at.
    private var clocks: [Clock]
    private let participant: [Interval]
    /// The word that ``starts`` are of.
    private var word = Int.min
    /// How many words of boards were looked at, one for each option and pool member.
    private(set) var work = 0

    init(
        _ search: Search, _ agenda: borrowing Agenda, _ calendars: borrowing Calendars,
        _ sieve: Sieve? = nil
    ) {
        self.search = search
        self.sieve = sieve
        let fresh = sieve?.fresh ?? FreshRows(agenda, calendars, at: search.instant)
        self.fresh = fresh
        starts = [UInt64](repeating: 0, count: search.options.count)
        shared = search.mayShareTime ? starts : []
        pooled = search.pools.map { [UInt64](repeating: 0, count: $0.members.count + 1) }
        let mixed = search.policies.gapsAreMixed
        poolIsExact = search.pools.map { fresh.isExact($0, calendars, butGaps: mixed) }
        deciders = [Decider?](repeating: nil, count: search.options.count)
        clocks = calendars.zones.map { Clock($0, now: search.instant, horizon: search.horizon) }
        gridSeconds = (search.grids.first ?? 1) * 60
        onlyWholeGrains = search.grids.allSatisfy { $0 % 5 == 0 }
        var taken: [Interval] = []
        agenda.ledger.visitAppointments(of: search.question.party.participant) { index, entry in
            let counts = entry.occupies(at: search.instant) && index != search.question.ignored
            if counts { taken.append(entry.interval) }
        }
        participant = taken
    }

    /// Who decides about the starts of an option.
    private enum Decider {
        /// The examination.
        case rules
        /// The boards, but for limits, the person and the policies.
        case boards
        /// The boards and the sieve.
        case sieve
    }

    private func decider(_ number: Int, _ calendars: Calendars) -> Decider {
        let mixed = search.policies.gapsAreMixed
        guard search.options[number].isExact,
            fresh.isExact(counsellor: search.options[number].counsellor, calendars, butGaps: mixed),
            search.options[number].interpreters.map({ poolIsExact[$0] }) ?? true,
            search.options[number].rooms.map({ poolIsExact[$0] }) ?? true
        else { return .rules }
        guard let sieve, !mixed, !sieve.isDoubtful(search.options[number].counsellor) else {
            return .boards
        }
        return .sieve
    }

    /// Walks over one window; whether to go on.
    mutating func run(
        over window: Interval, _ agenda: Agenda, _ calendars: Calendars,
        _ body: (Spot, Int, Cost) -> Bool
    ) -> Bool {
        let first = BitBoard.grain(of: window.start.secondsSince1970)
        let last = BitBoard.grain(of: window.end.secondsSince1970 - 1)
        for word in (first >> 6)...(last >> 6) where fill(word, agenda, calendars) {
            var bits = starts.reduce(0, |)
            while bits != 0 {
                let bit = bits.trailingZeroBitCount
                bits &= bits - 1
                let grain = word * 64 + bit
                guard grain >= first, grain <= last else { continue }
                guard offer(grain: grain, bit, window, agenda, calendars, body) else {
                    return false
                }
            }
        }
        return true
    }

    /// Walks over the candidates of the sieve; whether to go on.
    mutating func run(
        over candidates: GrainMask, _ agenda: Agenda, _ calendars: Calendars,
        _ body: (Spot, Int, Cost) -> Bool
    ) -> Bool {
        for (column, bits) in candidates.words.enumerated() where bits != 0 {
            let word = candidates.firstWord + column
            guard fill(word, agenda, calendars) else { continue }
            var bits = starts.reduce(0, |) & bits
            while bits != 0 {
                let bit = bits.trailingZeroBitCount
                bits &= bits - 1
                guard let found = best(at: word * 64 + bit, agenda, calendars) else { continue }
                guard body(found.spot, found.counsellors, found.cost) else { return false }
            }
        }
        return true
    }

    /// The placement offered at a start on a whole grain.
    mutating func best(
        at grain: Int, _ agenda: Agenda, _ calendars: Calendars
    ) -> (spot: Spot, counsellors: Int, cost: Cost)? {
        guard fill(grain >> 6, agenda, calendars) else { return nil }
        let start = Instant(secondsSince1970: Int64(grain) * BitBoard.grain)
        return best(at: start, grain & 63, agenda, calendars)
    }

    /// Fills the starts of all options in a word; whether any start may be possible.
    private mutating func fill(
        _ word: Int, _ agenda: Agenda, _ calendars: Calendars
    ) -> Bool {
        guard word != self.word else { return true }
        self.word = word
        work += search.options.count
        for (index, pool) in search.pools.enumerated() {
            var union: UInt64 = 0
            work += pool.members.count
            for position in pool.members.indices {
                let bits = fresh.starts(ofMember: position, pool, word: word, calendars)
                pooled[index][position] = bits
                union |= bits
            }
            pooled[index][pool.members.count] = union
        }
        if search.mayShareTime { fillShared(word, agenda, calendars) }
        var all: UInt64 = 0
        for index in search.options.indices {
            var bits = fresh.starts(
                ofCounsellor: search.options[index].counsellor, search.options[index].shape,
                word: word, calendars)
            if let pool = search.options[index].interpreters { bits &= pooled[pool].last ?? 0 }
            if let pool = search.options[index].rooms { bits &= pooled[pool].last ?? 0 }
            if search.mayShareTime { bits |= shared[index] }
            if let sieve { bits &= sieve.filter(of: index, word) }
            if bits != 0 {
                let decider = deciders[index] ?? decider(index, calendars)
                deciders[index] = decider
                if decider == .sieve {
                    calendars.apply(
                        search.options[index].rules, to: &bits,
                        search.options[index].counsellor, search.options[index].shape.seconds,
                        word: word,
                        fresh: fresh.areNone
                            ? nil : fresh.counsellors[search.options[index].counsellor])
                }
            }
            starts[index] = bits
            all |= bits
        }
        return all != 0
    }

    /// Fills the starts at which an option's counsellor has an appointment that may be shared.
    private mutating func fillShared(
        _ word: Int, _ agenda: Agenda, _ calendars: Calendars
    ) {
        let first = Int64(word) * 64
        let from = Instant(secondsSince1970: first * BitBoard.grain)
        let to = Instant(secondsSince1970: (first + 64) * BitBoard.grain)
        for (index, option) in search.options.enumerated() {
            shared[index] = 0
            let diary = calendars.counsellors.rows[option.counsellor].diary
            for busy in diary.starting(from: from, to: to)
            where Int(agenda.ledger.entries[busy.appointment].service) == search.question.service {
                shared[index] |= 1 << UInt64(busy.start / BitBoard.grain - first)
            }
        }
    }

    /// Gives the starts in one grain to `body`; whether to go on.
    private mutating func offer(
        grain: Int, _ bit: Int, _ window: Interval, _ agenda: Agenda, _ calendars: Calendars,
        _ body: (Spot, Int, Cost) -> Bool
    ) -> Bool {
        let base = Int64(grain) * BitBoard.grain
        for minute in 0..<(onlyWholeGrains ? 1 : 5) {
            let start = Instant(secondsSince1970: base + Int64(minute) * 60)
            guard start >= window.start, let found = best(at: start, bit, agenda, calendars) else {
                continue
            }
            guard body(found.spot, found.counsellors, found.cost) else { return false }
        }
        return true
    }

    /// The placement offered at a start, by the order of Documentation/Rules.md, and how many
    /// counsellors could serve it.
    private mutating func best(
        at start: Instant, _ bit: Int, _ agenda: Agenda, _ calendars: Calendars
    ) -> (spot: Spot, counsellors: Int, cost: Cost)? {
        for zone in clocks.indices { clocks[zone].show(start) }
        let mayDiffer = search.mayShareTime || !search.policies.preferences.isEmpty
        var best: (key: (Int, Int, Int, Int, Int), cost: Cost, spot: Spot)?
        var counsellors = 0
        var served = -1
        for number in search.options.indices
        where starts[number] >> UInt64(bit) & 1 == 1 {
            let counsellor = search.options[number].counsellor
            // Without preferences the first way to be served by a counsellor is the best.
            guard counsellor != served || mayDiffer,
                let found = spot(number, at: start, bit, agenda, calendars)
            else { continue }
            if counsellor != served { counsellors += 1 }
            served = counsellor
            let cost = found.cost
            let key = (
                search.question.preferred == counsellor ? 0 : 1, found.isOverbooked ? 1 : 0,
                found.spot.interpreter == nil ? 0 : 1, count(number, calendars), counsellor
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
    private func spot(
        _ number: Int, at start: Instant, _ bit: Int, _ agenda: Agenda, _ calendars: Calendars
    ) -> Found? {
        let end = start + search.options[number].duration
        guard let interval = Interval(start: start, end: end) else { return nil }
        let isSame = search.policies.areUniform || search.options[number].isSimple
        let isDecided = deciders[number] == .sieve
        guard isDecided || deciders[number] == .boards,
            isSame || (isDecided && search.policies.preferences.isEmpty)
        else { return examined(number, interval, bit, agenda) }
        guard isDecided || passes(number, interval, agenda, calendars) else { return nil }
        var interpreter: Int?
        if let pool = search.options[number].interpreters {
            interpreter = firstInterpreter(pool, for: number, interval, bit, agenda, calendars)
            if interpreter == nil { return nil }
        }
        let spot = Spot(
            interval, search.options[number].channels[0],
            counsellor: search.options[number].counsellor, interpreter: interpreter,
            room: firstMember(search.options[number].rooms, bit))
        guard search.policies.areAny else { return Found(spot: spot) }
        if isDecided, search.policies.preferences.isEmpty { return Found(spot: spot) }
        return judged(spot, agenda)
    }

    /// A placement that the boards allow, by the policies.
    private func judged(_ spot: Spot, _ agenda: Agenda) -> Found? {
        guard let force = agenda.inForce(spot, search.question) else { return nil }
        let placing = Placing(agenda, search.question, spot, force, at: search.instant)
        guard search.policies.allow(placing) else { return nil }
        return Found(spot: spot, cost: search.policies.cost(placing))
    }

    /// The best placement of an option in an interval that passes the examination: the cheapest, of
    /// these the first.
    private func examined(
        _ number: Int, _ interval: Interval, _ bit: Int, _ agenda: Agenda
    ) -> Found? {
        let option = search.options[number]
        // A time that is shared is not free on the boards: every member is asked then.
        let isFree = !search.mayShareTime
        var best: Found?
        for channel in option.channels {
            for interpreter in members(option.interpreters, bit, onlyFree: isFree) {
                for room in members(option.rooms, bit, onlyFree: isFree) {
                    let spot = Spot(
                        interval, channel, counsellor: option.counsellor,
                        interpreter: interpreter, room: room)
                    guard agenda.examine(spot, for: search.question, at: search.instant) == nil
                    else { continue }
                    let found = weighed(spot, agenda)
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
    private func weighed(_ spot: Spot, _ agenda: Agenda) -> Found {
        guard search.mayShareTime || !search.policies.preferences.isEmpty,
            let force = agenda.inForce(spot, search.question)
        else { return Found(spot: spot) }
        let placing = Placing(agenda, search.question, spot, force, at: search.instant)
        return Found(
            spot: spot, cost: search.policies.cost(placing),
            isOverbooked: force.service.capacity == 1 && agenda.sharesTime(spot, search))
    }

    /// The best member of a pool that is free at a start; `nil` if none is needed.
    private func firstMember(_ pool: Int?, _ bit: Int) -> Int? {
        guard let pool else { return nil }
        for position in search.pools[pool].members.indices
        where pooled[pool][position] >> UInt64(bit) & 1 == 1 {
            return search.pools[pool].members[position]
        }
        return nil
    }

    /// The members of a pool that are free at a start; "none needed" is one answer.
    private func members(
        _ pool: Int?, _ bit: Int, onlyFree: Bool
    ) -> [Int?] {
        guard let pool else { return [nil] }
        if !onlyFree { return search.pools[pool].members }
        return search.pools[pool].members.indices.compactMap { position -> Int?? in
            let word = pooled[pool][position]
            return word >> UInt64(bit) & 1 == 1 ? .some(search.pools[pool].members[position]) : nil
        }
    }

    /// What the boards do not know of a placement that they allow.
    private func passes(
        _ number: Int, _ interval: Interval, _ agenda: Agenda, _ calendars: Calendars
    ) -> Bool {
        let zone = calendars.zoneNumbers[search.options[number].counsellor]
        guard clocks[zone].secondOfDay % gridSeconds == 0, clocks[zone].isInHorizon,
            interval.start >= search.instant + search.notice,
            search.question.windows?.contains(interval) ?? true,
            !participant.contains(where: interval.overlaps),
            gapFits(
                calendars.counsellors.rows[search.options[number].counsellor].declared, number,
                interval, search.options[number].shape.gap, agenda, calendars)
        else { return false }
        guard let limit = search.options[number].dailyLimit else { return true }
        return count(number, calendars) < limit
    }

    /// Whether somebody's gap may lie where it does, as far as that differs from case to case.
    private func gapFits(
        _ declared: DeclaredTime, _ number: Int, _ interval: Interval, _ gap: Gap,
        _ agenda: Agenda, _ calendars: Calendars
    ) -> Bool {
        guard search.policies.gapsAreMixed, gap != .none else { return true }
        let option = search.options[number]
        return search.policies.gapsOutside.contains {
            gapMayLieOutside($0, option, agenda, calendars)
        }
            || declared.working.contains(interval.widened(by: gap))
    }

    /// Whether the gap of an option may lie outside working time on the date of the start.
    private func gapMayLieOutside(
        _ policy: Policy, _ option: Search.Option, _ agenda: Agenda, _ calendars: Calendars
    ) -> Bool {
        let catalogue = agenda.supply.catalogue
        let date = clocks[calendars.zoneNumbers[option.counsellor]].date
        return policy.holds(
            on: date, at: catalogue.offices.ids[option.office],
            for: catalogue.services.ids[search.question.service], on: option.channels[0],
            with: search.question.participant.groups)
    }

    /// The best interpreter of a pool who is free at a start, with their gap.
    private func firstInterpreter(
        _ pool: Int, for number: Int, _ interval: Interval, _ bit: Int,
        _ agenda: Agenda, _ calendars: Calendars
    ) -> Int? {
        for (position, member) in search.pools[pool].members.enumerated()
        where pooled[pool][position] >> UInt64(bit) & 1 == 1 {
            let gap = search.pools[pool].shapes[position].gap
            if gapFits(
                calendars.interpreters.rows[member].declared, number, interval, gap, agenda,
                calendars)
            {
                return member
            }
        }
        return nil
    }

    /// How many appointments an option's counsellor has on the date of the start.
    private func count(_ number: Int, _ calendars: Calendars) -> Int {
        let counsellor = search.options[number].counsellor
        let zone = calendars.zoneNumbers[counsellor]
        let ignored = search.question.ignored
        let date = clocks[zone].date
        let index = date.dayNumber - calendars.dayTables[zone].first.dayNumber
        let hasHolds = calendars.counsellors.rows[counsellor].diary.holds != 0
        if !hasHolds, ignored == nil, index >= 0, index < calendars.dayTables[zone].count {
            return calendars.count(ofCounsellor: counsellor, day: index)
        }
        guard let day = calendars.zones[zone].day(date) else { return 0 }
        return calendars.counsellors.rows[counsellor].diary.starts(
            in: day, at: search.instant, ignoring: ignored)
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
        isInHorizon = date <= lastDate
    }
}
