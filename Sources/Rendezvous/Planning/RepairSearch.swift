/// Finds the proposals of a repair: first places for the orphaned alone, then ejection chains.
struct RepairSearch {
    /// Up to how many orphaned appointments their places are also searched without a gap in the
    /// proof, and the most places tried for it.
    static let exactMax = 12
    static let exactSteps = 20_000
    /// How many chains that look possible are tried before the next orphaned one is looked at.
    static let chainsMax = 24
    /// How many free places around the old start are tried for whoever ends a chain.
    static let placesMax = 6

    private var agenda: Agenda
    private let before: Agenda
    private let instant: Instant
    private let policy: RepairPolicy
    private let orphans: [Int]
    private let freesLater: Bool
    /// Per appointment that was moved, where it was.
    private var moves: [RepairMove] = []
    private var isMoved: [Bool]
    private var isOrphan: [Bool]
    private var seen: [Int32]
    private var turn: Int32 = 0
    private var effort: Int
    private var searches: [SearchKind: Search] = [:]
    private var places: [SearchKind: [Spot]] = [:]

    init(
        _ agenda: Agenda, before: Agenda, orphans: [Int], policy: RepairPolicy, at instant: Instant
    ) {
        self.agenda = agenda
        self.before = before
        self.orphans = orphans
        self.policy = policy
        self.instant = instant
        effort = policy.effort
        let count = orphans.isEmpty ? 0 : agenda.ledger.entries.count
        isMoved = [Bool](repeating: false, count: count)
        isOrphan = isMoved
        seen = [Int32](repeating: 0, count: count)
        for orphan in orphans { isOrphan[orphan] = true }
        freesLater = agenda.supply.policies.list.contains {
            if case .freedSlotDelay = $0.rule { true } else { false }
        }
    }

    /// The proposals, those that move fewer people first.
    mutating func run() -> [RepairProposal] {
        let bound = placeOrphans()
        var proposals = [proposal(bound: bound)]
        var others = 0
        for length in stride(from: 1, through: RepairPolicy.longestChain, by: 1) {
            for orphan in orphans where !isMoved[orphan] {
                guard others + length <= policy.movedMax, effort > 0,
                    makeChain(for: orphan, length: length)
                else { continue }
                others += length
                proposals.append(proposal(bound: orphans.count))
            }
        }
        return proposals
    }

    private func proposal(bound: Int) -> RepairProposal {
        RepairProposal(
            moves: moves,
            waiting: orphans.filter { !isMoved[$0] }.map { Appointment.ID($0 + 1) },
            bound: bound)
    }
}

// MARK: What an appointment may become

extension RepairSearch {
    /// The question where an appointment may stand instead.
    private func question(_ index: Int) -> Question {
        let entry = agenda.ledger.entries[index]
        let start = entry.interval.start
        var scope = OfficeScope.any
        if policy.keepsOffice, entry.channel == .office {
            let zone = before.calendars.zone(ofCounsellor: Int(entry.counsellor))
            let counsellor = before.supply.catalogue.counsellors.value(
                Int(entry.counsellor), on: zone.local(start).date)
            if let office = counsellor?.office { scope = .offices([office]) }
        }
        let window = Interval(
            start: max(instant, start - policy.within), end: entry.interval.end + policy.within)
        return Question(moving: entry, at: index, in: agenda.ledger, agenda.supply).asking(
            within: IntervalSet(window ?? entry.interval),
            on: policy.keepsChannel ? [entry.channel] : [], at: scope)
    }

    /// The search for a question; searches of a kind are prepared once.
    private mutating func search(_ question: Question) -> Search {
        let kind = SearchKind(question, agenda.supply)
        if let known = searches[kind] { return known.asking(question, at: instant) }
        let search = Search(agenda, question, at: instant)
        searches[kind] = search
        return search
    }

    /// Whether an appointment may be moved for the sake of another.
    private func mayMove(_ index: Int) -> Bool {
        let entry = agenda.ledger.entries[index]
        return entry.status == .booked && !isMoved[index] && !isOrphan[index]
            && entry.start >= (instant + policy.notice).secondsSince1970
            && !policy.pinned.contains(Appointment.ID(index + 1))
            && agenda.openProposal(of: entry, at: instant) == nil
    }

    private func allows(_ spot: Spot, _ question: Question) -> Bool {
        agenda.examine(spot, for: question, at: instant) == nil
    }
}

// MARK: Moving

extension RepairSearch {
    /// A move that is to be tried: to a spot, or to the first place in the stretch around it.
    private struct Step {
        let index: Int
        let spot: Spot
        var stretch: Interval?
    }

    /// Moves some appointments one after the other, if each finds its place free when its turn
    /// comes.
    private mutating func make(_ steps: [Step]) -> Bool {
        var old: [(index: Int, entry: Ledger.Entry)] = []
        // What is given back is kept beside the entries.
        let whole = freesLater ? agenda : nil
        for step in steps {
            let question = question(step.index)
            guard let spot = place(step, question) else {
                if let whole {
                    agenda = whole
                } else {
                    for (index, entry) in old.reversed() { agenda.replace(index, by: entry) }
                }
                return false
            }
            let entry = agenda.ledger.entries[step.index]
            old.append((step.index, entry))
            agenda.put(step.index, at: spot, for: question)
            guard freesLater else { continue }
            let now = agenda.ledger.entries[step.index]
            agenda.noteFreed(entry, movedTo: now, at: instant)
        }
        let catalogue = agenda.supply.catalogue
        for (index, entry) in old {
            moves.append(
                RepairMove(
                    Appointment.ID(index + 1), from: Spot(entry).placement(in: catalogue),
                    to: Spot(agenda.ledger.entries[index]).placement(in: catalogue),
                    isOrphan: isOrphan[index]))
            isMoved[index] = true
        }
        return true
    }

    private mutating func place(_ step: Step, _ question: Question) -> Spot? {
        effort -= 1
        if allows(step.spot, question) { return step.spot }
        guard let stretch = step.stretch,
            let windows = question.windows?.clipped(to: stretch), !windows.isEmpty
        else { return nil }
        return search(question.asking(within: windows)).first(in: agenda)
    }

    /// Gives the orphaned places of their own, nobody else moving; returns how many could at most
    /// be served.
    private mutating func placeOrphans() -> Int {
        var bare = agenda
        for orphan in orphans { bare.take(orphan) }
        var requests: [PlannedRequest] = []
        for (position, orphan) in orphans.enumerated() {
            let search = search(question(orphan))
            guard search.first(in: bare) != nil else { continue }
            requests.append(
                PlannedRequest(
                    moving: agenda.ledger.entries[orphan], position: position, search: search,
                    in: agenda))
        }
        guard !requests.isEmpty else { return 0 }
        var solver = PartSolver(bare, PlanningPart(requests: requests), seed: 1, SerialExecution())
        solver.solve(steps: policy.effort, SerialExecution())
        var spots = solver.result
        var bound = min(requests.count, solver.bound)
        if spots.count(where: { $0 != nil }) < bound, requests.count <= Self.exactMax {
            var exact = ExactRepair(bare, requests, steps: Self.exactSteps)
            exact.run(from: spots)
            spots = exact.best
            if exact.isExhaustive { bound = min(bound, exact.served) }
        }
        var left = zip(requests, spots).compactMap { request, spot in
            spot.map { Step(index: orphans[request.position], spot: $0) }
        }
        // One may take the old place of another, who has to leave it first.
        while let next = left.indices.first(where: { make([left[$0]]) }) { left.remove(at: next) }
        for step in left {
            guard let spot = nearest(to: step.index).first else { continue }
            _ = make([Step(index: step.index, spot: spot)])
        }
        // Who waits keeps interpreter and room, so that others may fit where one of them does not.
        var open = bound - moves.count
        for request in requests where open > 0 && !isMoved[orphans[request.position]] {
            let orphan = orphans[request.position]
            let (entry, search) = (agenda.ledger.entries[orphan], search(question(orphan)))
            agenda.take(orphan)
            let spot = search.first(in: agenda)
            agenda.replace(orphan, by: entry)
            if let spot, make([Step(index: orphan, spot: spot)]) { open -= 1 }
        }
        return bound
    }
}

// MARK: Chains

extension RepairSearch {
    /// Somebody who would have to leave for the one before them.
    private struct Link {
        let index: Int
        /// The link before, or -1.
        let parent: Int
        /// Where the one before would stand then, and the stretch that would be free for both.
        let spot: Spot?
        let stretch: Interval?
        /// By how much all of them move so far, in seconds.
        let shift: Int64
    }

    /// Serves an orphaned appointment by a chain in which `length` others move, if there is one:
    /// that with the least change of starts among the first found.
    private mutating func makeChain(for orphan: Int, length: Int) -> Bool {
        turn += 1
        seen[orphan] = turn
        var links = [Link(index: orphan, parent: -1, spot: nil, stretch: nil, shift: 0)]
        var layer = 0..<1
        for _ in 0..<length {
            for position in layer { addBlockers(of: position, to: &links) }
            layer = layer.upperBound..<links.count
        }
        var ends: [(shift: Int64, link: Int, spot: Spot)] = []
        for position in layer {
            let link = links[position]
            for spot in nearest(to: link.index).prefix(2) + slides(link, in: links) {
                ends.append((link.shift + shift(of: link.index, to: spot), position, spot))
            }
        }
        ends.sort { ($0.shift, $0.link) < ($1.shift, $1.link) }
        for end in ends.prefix(Self.chainsMax) where effort > 0 {
            var steps = [Step(index: links[end.link].index, spot: end.spot)]
            var link = links[end.link]
            while let spot = link.spot {
                let stretch = link.stretch
                link = links[link.parent]
                steps.append(Step(index: link.index, spot: spot, stretch: stretch))
            }
            if make(steps) { return true }
        }
        return false
    }

    /// The places of somebody at the ends of the stretch around them, where the one before fits
    /// beside them.
    private func slides(_ link: Link, in links: [Link]) -> [Spot] {
        let entry = agenda.ledger.entries[link.index]
        guard let stretch = link.stretch, let wanted = link.spot?.interval.length,
            stretch.length >= entry.interval.length + wanted
        else { return [] }
        let (length, own) = (entry.interval.length, Spot(entry))
        // Sliding keeps to the grid if it goes by whole steps of it.
        let grid =
            agenda.supply.catalogue.services.versions[Int(entry.service)].values
            .map(\.startGrid).max() ?? 5
        let step = Int64(grid) * 60
        let back = (entry.start - stretch.start.secondsSince1970) / step * step
        let ahead = (stretch.end.secondsSince1970 - entry.end) / step * step
        return [-back, ahead].filter { $0 != 0 }.compactMap { change in
            let start = entry.interval.start + Seconds(change)
            return Interval(start: start, end: start + length).map {
                Spot(
                    $0, own.channel, counsellor: own.counsellor, interpreter: own.interpreter,
                    room: own.room)
            }
        }
    }

    private func shift(of index: Int, to spot: Spot) -> Int64 {
        abs(spot.interval.start.secondsSince1970 - agenda.ledger.entries[index].start)
    }

    /// The free places of an appointment that it may take, the nearest in time first.
    private mutating func nearest(to index: Int) -> [Spot] {
        let question = question(index)
        let free = freePlaces(question)
        let start = agenda.ledger.entries[index].interval.start
        var after = free.partitioningIndex { $0.interval.start >= start }
        var before = after - 1
        var found: [Spot] = []
        for _ in 0..<Self.placesMax {
            let isAfter: Bool
            switch (before >= 0, after < free.count) {
            case (false, false): return found
            case (true, true):
                isAfter =
                    free[after].interval.start - start <= start - free[before].interval.start
            case (let hasBefore, _): isAfter = !hasBefore
            }
            let spot = free[isAfter ? after : before]
            if isAfter { after += 1 } else { before -= 1 }
            guard question.windows?.contains(spot.interval) ?? true else {
                if isAfter { after = free.count } else { before = -1 }
                continue
            }
            effort -= 1
            if allows(spot, question) { found.append(spot) }
        }
        return found
    }

    /// One placement for each start that was free when somebody of the kind first asked.
    private mutating func freePlaces(_ question: Question) -> [Spot] {
        let kind = SearchKind(question, agenda.supply)
        if let known = places[kind] { return known }
        let reach = policy.within * 2
        let starts = orphans.map { agenda.ledger.entries[$0].start }
        let first = Instant(secondsSince1970: starts.min() ?? 0) - reach
        let last = Instant(secondsSince1970: starts.max() ?? 0) + reach + .hours(24)
        var found: [Spot] = []
        if let window = Interval(start: max(instant, first), end: last) {
            let windows = IntervalSet(window)
            search(question.asking(within: windows)).all(in: agenda, within: windows) { spot, _ in
                found.append(spot)
            }
        }
        places[kind] = found
        return found
    }

    /// Adds those who alone stand in the way of a link somewhere.
    private mutating func addBlockers(of position: Int, to links: inout [Link]) {
        let index = links[position].index
        let search = search(question(index))
        guard let windows = search.question.windows else { return }
        for option in search.options {
            let diary = agenda.calendars.counsellors.rows[option.counsellor].diary
            for window in windows.intervals {
                let first = diary.index(from: window.start.secondsSince1970)
                let end = diary.index(from: window.end.secondsSince1970)
                for place in first..<max(first, end) {
                    let other = diary.entries[place].appointment
                    guard effort > 0 else { return }
                    effort -= 1
                    guard seen[other] != turn, mayMove(other),
                        let found = self.spot(
                            search, option, instead: place, of: diary, in: window)
                    else { continue }
                    seen[other] = turn
                    links.append(
                        Link(
                            index: other, parent: position, spot: found.spot,
                            stretch: found.stretch,
                            shift: links[position].shift + shift(of: index, to: found.spot)))
                }
            }
        }
    }

    /// Where an option could begin if one appointment of a diary were not there, as far as times
    /// tell; its own start is the first choice.
    private func spot(
        _ search: Search, _ option: Search.Option, instead place: Int, of diary: Diary,
        in window: Interval
    ) -> (spot: Spot, stretch: Interval?)? {
        let busy = diary.entries[place]
        let gap = option.shape.gap
        var low = max(
            window.start.secondsSince1970, (instant + search.notice).secondsSince1970)
        var high = window.end.secondsSince1970
        if place > 0 {
            let last = diary.entries[place - 1]
            low = max(low, last.end + max(last.after, gap.before.count))
        }
        if place + 1 < diary.entries.count {
            let next = diary.entries[place + 1]
            high = min(high, next.start - max(next.before, gap.after.count))
        }
        let row = agenda.calendars.counsellors.rows[option.counsellor]
        guard let work = row.base.interval(around: busy.start) else { return nil }
        low = max(low, work.start.secondsSince1970)
        high = min(high, work.end.secondsSince1970)
        if let gapBase = row.gapBase {
            guard let work = gapBase.interval(around: busy.start) else { return nil }
            low = max(low, work.start.secondsSince1970 + gap.before.count)
            high = min(high, work.end.secondsSince1970 - gap.after.count)
        }
        let (length, grid) = (option.duration.count, Int64(search.grids.first ?? 5) * 60)
        var start = busy.start
        if start < low || start + length > high {
            let zone = agenda.calendars.zone(ofCounsellor: option.counsellor)
            let late =
                Int64(
                    zone.local(Instant(secondsSince1970: low)).time.secondOfDay) % grid
            start = late == 0 ? low : low + grid - late
        }
        guard start + length <= high,
            let interval = Interval(
                start: Instant(secondsSince1970: start),
                end: Instant(secondsSince1970: start + length))
        else { return nil }
        let entry = agenda.ledger.entries[busy.appointment]
        let interpreter = option.interpreters.map {
            member(
                search.pools[$0].members, Int(entry.interpreter), agenda.calendars.interpreters,
                interval, busy.appointment)
        }
        let room = option.rooms.map {
            member(
                search.pools[$0].members, Int(entry.room), agenda.calendars.rooms, interval,
                busy.appointment)
        }
        if interpreter == .some(nil) || room == .some(nil) { return nil }
        let spot = Spot(
            interval, option.channels[0], counsellor: option.counsellor,
            interpreter: interpreter ?? nil, room: room ?? nil)
        return (
            spot,
            Interval(
                start: Instant(secondsSince1970: low), end: Instant(secondsSince1970: high))
        )
    }

    /// One of a pool: who is there already, else the first with no appointment in an interval.
    private func member(
        _ pool: [Int], _ present: Int, _ roster: Roster, _ interval: Interval, _ ignored: Int
    ) -> Int? {
        if pool.contains(present) { return present }
        let (start, end) = (interval.start.secondsSince1970, interval.end.secondsSince1970)
        return pool.first { number in
            roster.rows[number].diary.conflict(
                start, end, .none, at: instant, ignoring: ignored) == nil
        }
    }
}

extension IntervalSet {
    /// The interval of the set that holds a second.
    fileprivate func interval(around second: Int64) -> Interval? {
        let place = intervals.partitioningIndex { $0.end.secondsSince1970 > second }
        guard place < intervals.count, intervals[place].start.secondsSince1970 <= second else {
            return nil
        }
        return intervals[place]
    }
}
