/// Local search after Christiaens and Vanden Berghe (Transportation Science 54, 2020): a step takes
/// a few neighbouring appointments from a few calendars that somebody who waits could use, and puts
/// them and those who wait back, greedily and with some chance; worse plans are accepted less and
/// less (annealing).
///
/// Prices of time from the bound, where they are known, say which of several places costs others
/// least.
package struct RuinAndRecreate: ~Copyable, Sendable {
    /// The most cells that a step takes apart: ``touch(_:)`` sees to it, and the tables of a step
    /// have room for all who stand on so many. Places may be found on others too, up to what the
    /// journal of the occupancy can hold.
    static let cellsMax = 4
    /// The most appointments of one cell in a string.
    static let stringMax = 4
    /// In how many of 256 cases a possible place is passed over.
    static let blinks: UInt64 = 4
    /// The most places that a step weighs up for those who wait.
    static let optionsMax = 8_192

    /// What a search improves.
    package enum Aim: Sendable {
        /// The weight served: mostly somebody who waits is at the centre of a step, and costs
        /// decide between places that are as good.
        case weight
        /// The cost, among plans of a weight: anybody is at the centre, and a unit of cost counts
        /// as much in the choice of a place as so many units of ``TimePrices``.
        case cost(score: Int)

        var costScore: Int { if case .cost(let score) = self { score } else { 16 } }
        var seeksWaiting: Bool { if case .weight = self { true } else { false } }
    }

    /// Somebody to be placed in a step.
    struct Candidate: BitwiseCopyable {
        var request: Int32 = 0
        /// The first of their options, or -1 where every entry counts.
        var option: Int32 = -1
    }

    /// An entry of somebody who waits, on a cell of the step.
    struct Option: BitwiseCopyable {
        var entry: Int32 = 0
        var next: Int32 = -1
    }

    /// The best place found so far for a request.
    struct Place {
        var score = Int.min
        var entry = -1
        var start = 0
    }

    private let tables: AllocationTables
    private(set) var occupancy: Occupancy
    private var guide: TimePrices?
    /// What a unit of cost is in the score of a place, and whether those who wait come first.
    private var costScore = Aim.weight.costScore
    private var seeksWaiting = true
    private var stream: SeededStream
    /// What one unit of weight is worth in units of cost.
    private let scale: Int
    /// The requests of this search, those of them who wait, and where they are in that list.
    private var own: FlatTable<Int32>
    private var ownCount = 0
    private var waiting: FlatTable<Int32>
    private var waitingCount = 0
    private var waitingPosition: FlatTable<Int32>
    /// Per member of a bundle, whether its request waited when the step began; and per request,
    /// whether its members say so.
    private var listed: FlatTable<UInt64>
    private var isListed: FlatTable<Bool>
    /// The best plan so far, and who changed since.
    package private(set) var bestValue = 0
    private var bestPlaces: FlatTable<Occupancy.Placed>
    private var dirty: FlatTable<Int32>
    private var dirtyCount = 0
    private var isDirty: FlatTable<Bool>
    /// The step in which a request became a candidate, and which one.
    private var marks: FlatTable<Int32>
    private var positions: FlatTable<Int32>
    private var step: Int32 = 0
    private var candidates: FlatTable<Candidate>
    private var candidateCount = 0
    private var options: FlatTable<Option>
    private var optionCount = 0
    /// The order of the candidates, each with its position in the low bits.
    private var keys: FlatTable<UInt64>
    /// The cells that the step takes apart.
    private var touched: FlatTable<Int32>
    private var touchedCount = 0
    /// How many entries on cells with room were weighed up: the work done.
    package private(set) var weighed = 0

    package init(_ tables: AllocationTables, scale: Int) {
        self.tables = tables
        self.scale = scale
        occupancy = Occupancy(tables)
        stream = SeededStream(seed: 0)
        let requests = tables.requestCount
        own = FlatTable(repeating: 0, count: requests)
        waiting = FlatTable(repeating: 0, count: requests)
        waitingPosition = FlatTable(repeating: -1, count: requests)
        listed = FlatTable(repeating: 0, count: (tables.members.count + 63) / 64)
        isListed = FlatTable(repeating: false, count: requests)
        bestPlaces = FlatTable(repeating: .none, count: requests)
        dirty = FlatTable(repeating: 0, count: requests)
        isDirty = FlatTable(repeating: false, count: requests)
        marks = FlatTable(repeating: 0, count: requests)
        positions = FlatTable(repeating: 0, count: requests)
        // Sixteen bits of a key say which candidate it is.
        let most = min(Self.optionsMax + Self.cellsMax * tables.placedMax, 1 << 16)
        candidates = FlatTable(repeating: Candidate(), count: most)
        options = FlatTable(repeating: Option(), count: Self.optionsMax)
        keys = FlatTable(repeating: 0, count: most)
        touched = FlatTable(repeating: 0, count: Self.cellsMax)
    }

    /// Begins from a plan, with the cells and requests that are this search's own.
    package mutating func start(
        from places: [Occupancy.Placed], seed: UInt64, guide: TimePrices?,
        aim: Aim = .weight, requests: [Int32], owns: (Int) -> Bool
    ) {
        (costScore, seeksWaiting) = (aim.costScore, aim.seeksWaiting)
        stream = SeededStream(seed: seed)
        self.guide = guide
        occupancy.reset(own: owns)
        for index in 0..<waitingCount { waitingPosition[Int(waiting[index])] = -1 }
        for index in 0..<dirtyCount { isDirty[Int(dirty[index])] = false }
        (ownCount, waitingCount, dirtyCount) = (0, 0, 0)
        listed.fill(0)
        isListed.fill(false)
        for request in requests where !tables.hasNoEntry(Int(request)) {
            own[ownCount] = request
            ownCount += 1
            let place = places[Int(request)]
            bestPlaces[Int(request)] = place
            if place.request >= 0 {
                occupancy.put(place)
            } else {
                wait(request)
                list(Int(request), true)
            }
        }
        occupancy.begin()
        bestValue = value
    }

    /// Weight served, in units of cost, less the costs.
    package var value: Int { occupancy.served &* scale &- occupancy.cost }

    /// Whether the members of the bundles say of everybody whether they wait, as between two steps.
    package var isListedRight: Bool {
        (0..<tables.members.count).allSatisfy { index in
            let waits = waitingPosition[Int(tables.members[index].request)] >= 0
            return (listed[index >> 6] >> UInt64(index & 63) & 1 == 1) == waits
        }
    }

    /// Where one of the own requests stands now.
    func place(of request: Int) -> Occupancy.Placed { occupancy.place(of: request) }

    /// The best place of one of the own requests.
    package func bestPlace(of request: Int) -> Occupancy.Placed { bestPlaces[request] }

    @inline(__always)
    private mutating func wait(_ request: Int32) {
        waitingPosition[Int(request)] = Int32(waitingCount)
        waiting[waitingCount] = request
        waitingCount &+= 1
    }

    @inline(__always)
    private mutating func stopWaiting(_ request: Int32) {
        let position = Int(waitingPosition[Int(request)])
        waitingCount &-= 1
        let last = waiting[waitingCount]
        waiting[position] = last
        waitingPosition[Int(last)] = Int32(position)
        waitingPosition[Int(request)] = -1
    }

    /// Takes `steps` steps while the temperature falls from `hot` to `cold`, in units of cost.
    package mutating func run(steps count: Int, hot: Double, cold: Double) {
        guard count > 0, ownCount > 0 else { return }
        var temperature = hot
        // The temperature falls once every so many steps, by a factor that bisection finds: the
        // same bits on every machine.
        let stages = min(count, 256)
        let factor = Elementary.root(cold / hot, stages)
        let perStage = count / stages
        for index in 0..<count {
            if waitingCount == 0, occupancy.cost == 0 { return }
            if index % perStage == perStage - 1 { temperature *= factor }
            takeStep(temperature)
        }
    }

    private mutating func takeStep(_ temperature: Double) {
        let seed =
            seeksWaiting && waitingCount > 0 && stream.next() & 3 != 0
            ? waiting[stream.below(waitingCount)] : own[stream.below(ownCount)]
        let before = value
        occupancy.begin()
        step &+= 1
        (candidateCount, optionCount, touchedCount) = (0, 0, 0)
        let key = stream.below(6)
        ruin(around: Int(seed))
        guard touchedCount > 0 else { return }
        addRemoved(key)
        var index = 0
        while index < touchedCount {
            gather(Int(touched[index]), key)
            index &+= 1
        }
        keys.sort(first: candidateCount)
        index = 0
        while index < candidateCount, !occupancy.isJournalFull {
            let candidate = candidates[Int(keys[index] & 0xFFFF)]
            index &+= 1
            let place = place(candidate)
            guard place.entry >= 0 else { continue }
            occupancy.put(Int(candidate.request), place.entry, at: place.start)
            stopWaiting(candidate.request)
        }
        let after = value
        if after >= before
            || Double(before &- after) < temperature * -Elementary.logarithm(stream.unit())
        {
            keep()
        } else {
            undo()
        }
    }

    /// Takes a string of neighbours from each of some cells that a request could use.
    ///
    /// This is the neighbourhood; another one is another function like it. It takes whom it likes
    /// from cells that it has touched, and from no others. All else follows from the occupancy's
    /// journal: who was removed may go anywhere, who waits may go to the cells touched, and a step
    /// that is not accepted is undone. Every draw of ``stream`` changes all plans after it, and the
    /// exact counts of `AllocationWorkTests`.
    @inline(__always)
    private mutating func ruin(around seed: Int) {
        let first = Int(tables.choiceStarts[seed])
        let entries = Int(tables.choiceStarts[seed &+ 1]) &- first
        let wanted = 1 &+ stream.below(Self.cellsMax)
        for _ in 0..<wanted {
            let cell = tables.cell(ofEntry: first &+ stream.below(entries))
            guard touch(cell) else { continue }
            let standing = occupancy.count(on: cell)
            guard standing > 0 else { continue }
            let length = min(standing, 1 &+ stream.below(Self.stringMax))
            occupancy.remove(length, from: cell, at: stream.below(standing &- length &+ 1))
        }
    }

    /// Notes that the step takes a cell apart; not one of others, nor twice, nor too many.
    @inline(__always)
    private mutating func touch(_ cell: Int) -> Bool {
        guard touchedCount < Self.cellsMax, occupancy.owns(cell) else { return false }
        var index = 0
        while index < touchedCount, touched[index] != Int32(cell) { index &+= 1 }
        guard index == touchedCount else { return false }
        touched[touchedCount] = Int32(cell)
        touchedCount &+= 1
        return true
    }

    /// Those who were removed may go anywhere.
    @inline(__always)
    private mutating func addRemoved(_ key: Int) {
        var index = 0
        while index < occupancy.changedCount {
            let request = Int32(occupancy.changed(index))
            wait(request)
            add(Candidate(request: request, option: -1), key)
            index &+= 1
        }
    }

    /// Adds those who waited and could be placed on a cell now; nobody else can later in the step.
    private mutating func gather(_ cell: Int, _ key: Int) {
        let row = tables.cells[cell]
        var slot = Int(row.firstSlot)
        while slot < Int(row.endSlot) {
            if occupancy.isOpen(slot) { gather(slot: slot, key) }
            slot &+= 1
        }
    }

    @inline(__always)
    private mutating func gather(slot: Int, _ key: Int) {
        let first = Int(tables.memberStarts[Int(tables.bundleStarts[slot])])
        let end = Int(tables.memberStarts[Int(tables.bundleStarts[slot &+ 1])])
        var from = first
        while from < end {
            let word = from &>> 6
            var bits = listed[word] & (.max &<< UInt64(from & 63))
            from = (word &+ 1) &<< 6
            if from > end { bits &= .max &>> UInt64(from &- end) }
            while bits != 0 {
                let index = word &<< 6 | bits.trailingZeroBitCount
                bits &= bits &- 1
                let member = tables.members[index]
                let bundle = Int(tables.choices[Int(member.entry)].bundle)
                guard occupancy.mayStand(tables.bundles[bundle]) else { continue }
                guard optionCount < Self.optionsMax else { return }
                add(member, key)
            }
        }
    }

    /// Adds an entry of somebody who waits.
    @inline(__always)
    private mutating func add(_ member: AllocationTables.Member, _ key: Int) {
        let request = Int(member.request)
        if marks[request] != step {
            options[optionCount] = Option(entry: member.entry, next: -1)
            add(Candidate(request: member.request, option: Int32(optionCount)), key)
        } else {
            let position = Int(positions[request])
            let candidate = candidates[position]
            options[optionCount] = Option(entry: member.entry, next: candidate.option)
            candidates[position] = Candidate(
                request: member.request, option: Int32(optionCount))
        }
        optionCount &+= 1
    }

    /// Notes at all places of a request whether it waits.
    private mutating func list(_ request: Int, _ waits: Bool) {
        isListed[request] = waits
        var entry = Int(tables.choiceStarts[request])
        let end = Int(tables.choiceStarts[request &+ 1])
        while entry < end {
            let index = Int(tables.memberOf[entry])
            let bit: UInt64 = 1 &<< UInt64(index & 63)
            let word = listed[index &>> 6]
            listed[index &>> 6] = waits ? word | bit : word & ~bit
            entry &+= 1
        }
    }

    @inline(__always)
    private mutating func add(_ candidate: Candidate, _ key: Int) {
        let request = Int(candidate.request)
        marks[request] = step
        positions[request] = Int32(candidateCount)
        candidates[candidateCount] = candidate
        keys[candidateCount] =
            sortKey(key, request) &<< 16 | UInt64(truncatingIfNeeded: candidateCount)
        candidateCount &+= 1
    }

    /// The order in which requests are placed again, below 2^48; the lowest first.
    @inline(__always)
    private mutating func sortKey(_ key: Int, _ request: Int) -> UInt64 {
        let chance = Int(truncatingIfNeeded: stream.next() &>> 48)
        let middle = 1 &<< 47
        let order: Int
        switch key {
        case 0: order = chance
        case 1: order = middle &- Int(tables.weights[request]) &<< 16 &+ chance
        case 2: order = middle &- Int(tables.densities[request])
        case 3:
            order = Int(tables.choiceStarts[request &+ 1] &- tables.choiceStarts[request])
        case 4: order = middle &- Int(tables.lengths[request]) &<< 16 &+ chance
        default:
            let entries = Int(tables.choiceStarts[request &+ 1] &- tables.choiceStarts[request])
            order = middle &- Int(tables.densities[request]) / (1 &+ entries &>> 4)
        }
        return UInt64(truncatingIfNeeded: max(0, order)) & 0xFFFF_FFFF_FFFF
    }

    /// A good place for somebody.
    @inline(__always)
    private mutating func place(_ candidate: Candidate) -> Place {
        var best = Place()
        let request = Int(candidate.request)
        if candidate.option < 0 {
            var entry = Int(tables.choiceStarts[request])
            let end = Int(tables.choiceStarts[request &+ 1])
            while entry < end {
                consider(entry, request, &best)
                entry &+= 1
            }
        } else {
            var option = candidate.option
            while option >= 0 {
                let one = options[Int(option)]
                consider(Int(one.entry), request, &best)
                option = one.next
            }
        }
        return best
    }

    @inline(__always)
    private mutating func consider(_ entry: Int, _ request: Int, _ best: inout Place) {
        let choice = tables.choices[entry]
        guard occupancy.isOpen(Int(choice.slot)) else { return }
        weighed &+= 1
        let bundle = tables.bundles[Int(choice.bundle)]
        guard let (low, high) = occupancy.starts(bundle, request: request) else { return }
        let chance = stream.next()
        if chance & 255 < Self.blinks { return }
        let slot = Int(choice.slot)
        let cost = tables.cost(ofEntry: entry) &* costScore
        let score = score(slot, low, chance &>> 8) &- cost
        if score > best.score { best = Place(score: score, entry: entry, start: low) }
        guard high != low else { return }
        let other = self.score(slot, high, chance &>> 32) &- cost
        if other > best.score { best = Place(score: other, entry: entry, start: high) }
        // Mostly the ends are best; now and then one between them.
        guard high > low &+ 1, chance &>> 48 & 7 == 0 else { return }
        let from = low &+ 1 &+ stream.below(high &- low &- 1)
        guard let middle = occupancy.start(bundle, request: request, from: from, below: high)
        else { return }
        let between = self.score(slot, middle, chance &>> 20) &- cost
        if between > best.score { best = Place(score: between, entry: entry, start: middle) }
    }

    @inline(__always)
    private func score(_ slot: Int, _ start: Int, _ chance: UInt64) -> Int {
        let contact = occupancy.contact(slot, start)
        let noise = Int(truncatingIfNeeded: chance & 0x3FF)
        guard let guide else { return contact &<< 11 &+ noise }
        return contact &<< 8 &+ noise &>> 1 &- guide.price(slot, start)
    }

    private mutating func keep() {
        var index = 0
        while index < occupancy.changedCount {
            let request = occupancy.changed(index)
            if !isDirty[request] {
                isDirty[request] = true
                dirty[dirtyCount] = Int32(request)
                dirtyCount &+= 1
            }
            let waits = waitingPosition[request] >= 0
            if isListed[request] != waits { list(request, waits) }
            index &+= 1
        }
        guard value > bestValue else { return }
        bestValue = value
        index = 0
        while index < dirtyCount {
            let request = Int(dirty[index])
            bestPlaces[request] = occupancy.place(of: request)
            isDirty[request] = false
            index &+= 1
        }
        dirtyCount = 0
    }

    private mutating func undo() {
        let changed = occupancy.changedCount
        var index = 0
        while index < changed {
            let request = occupancy.changed(index)
            let wasPlaced = occupancy.wasPlaced(index)
            let isWaiting = waitingPosition[request] >= 0
            if wasPlaced, isWaiting { stopWaiting(Int32(request)) }
            if !wasPlaced, !isWaiting { wait(Int32(request)) }
            index &+= 1
        }
        occupancy.rollBack()
    }
}
