/// Improvement by ruin and recreate with annealing (Christiaens and Vanden Berghe, Transportation
/// Science 54, 2020): strings of appointments are taken from a few cells around somebody who waits,
/// and everybody concerned is placed again, greedily and with some chance.
package struct RuinAndRecreate {
    /// The most cells, and the most appointments of one cell, that a step takes apart.
    package static let cellsMax = 4
    package static let stringMax = 4
    /// In how many of 256 cases a possible place is passed over.
    package static let blinks: UInt64 = 4

    package private(set) var occupancy: Occupancy
    private var stream: SeededStream
    private let model: AllocationModel
    /// The entries on each cell, those of one request together, side by side in memory.
    private let concerned: [Concern]
    private let concernedStarts: [Int32]
    private var waiting: [Int32]
    private var waitingPosition: [Int32]
    package private(set) var best: Best
    /// Requests moved since the best plan was kept.
    private var dirty: [Int32] = []
    private var isDirty: [Bool]
    private let flexibility: [Int32]
    /// How many steps were taken.
    package private(set) var steps = 0
    private var mark: [Int32]
    private var epoch: Int32 = 0
    private var candidates: [Candidate] = []
    /// The keys by which candidates are placed, each with the candidate's position in the low bits.
    private var keys: [UInt64] = []
    private var positionOf: [Int32]

    /// An entry as its cell sees it.
    private struct Concern {
        let request: Int32
        let entry: Int32
        let slot: Int32
        let low: Int16
        let high: Int16
    }

    /// The best plan so far.
    package struct Best {
        package var value: Int
        /// Per request, its place, or one of no request while it waits.
        package var places: [Occupancy.Placed]
    }

    /// What one unit of weight is worth in units of cost.
    package let scale: Int

    package init(_ occupancy: Occupancy, seed: UInt64, scale: Int) {
        self.occupancy = occupancy
        self.scale = scale
        model = occupancy.model
        stream = SeededStream(seed: seed)
        var starts = [Int32](repeating: 0, count: model.cells.count + 1)
        for entry in model.entries { starts[Int(model.slots[Int(entry.slot)].cell) + 1] += 1 }
        for cell in model.cells.indices { starts[cell + 1] += starts[cell] }
        var next = starts
        var flat = [Concern](
            repeating: Concern(request: 0, entry: 0, slot: 0, low: 0, high: 0),
            count: model.entries.count)
        for request in 0..<model.requestCount {
            for index in model.entryRange(request) {
                let entry = model.entries[index]
                let cell = Int(model.slots[Int(entry.slot)].cell)
                flat[Int(next[cell])] = Concern(
                    request: Int32(request), entry: Int32(index), slot: entry.slot,
                    low: entry.low, high: entry.high)
                next[cell] += 1
            }
        }
        concerned = flat
        concernedStarts = starts
        waiting = []
        waitingPosition = [Int32](repeating: -1, count: model.requestCount)
        isDirty = [Bool](repeating: false, count: model.requestCount)
        mark = [Int32](repeating: 0, count: model.requestCount)
        positionOf = mark
        flexibility = (0..<model.requestCount).map { [model] in
            Int32(model.entryRange($0).count)
        }
        best = Best(value: 0, places: occupancy.places)
        for request in 0..<model.requestCount
        where occupancy.cellOf[request] < 0 && !model.entryRange(request).isEmpty {
            wait(Int32(request))
        }
        best.value = value
    }

    /// Weight served, in units of cost, less the costs.
    private var value: Int { occupancy.served * scale - occupancy.cost }

    private mutating func wait(_ request: Int32) {
        waitingPosition[Int(request)] = Int32(waiting.count)
        waiting.append(request)
    }

    private mutating func stopWaiting(_ request: Int32) {
        let position = Int(waitingPosition[Int(request)])
        let last = waiting.removeLast()
        if last != request {
            waiting[position] = last
            waitingPosition[Int(last)] = Int32(position)
        }
        waitingPosition[Int(request)] = -1
    }

    /// The best plan so far, on an occupancy of its own.
    package func bestOccupancy() -> Occupancy {
        var occupancy = Occupancy(model)
        for place in best.places where place.request >= 0 { occupancy.put(place) }
        return occupancy
    }

    /// One change of a step, so that it can be undone.
    private struct Change {
        let request: Int32
        /// Where the request was, unless it waited.
        let placed: Occupancy.Placed?
    }

    /// Somebody to be placed in a step.
    private struct Candidate {
        let request: Int32
        /// Whether all entries count, as for those whom the step removed.
        let isAnywhere: Bool
        /// The first entry on each cell of the step, or -1.
        var firstEntries = SIMD4<Int32>(repeating: -1)
    }

    /// The best place found so far for a request.
    private struct Place {
        var score = Int.min
        var entry = -1
        var start = 0
    }

    /// Takes `steps` steps, the temperature falling from `hot` to `cold`, in units of cost.
    package mutating func run(steps count: Int, hot: Double, cold: Double) {
        guard count > 0, model.requestCount > 0, !model.entries.isEmpty else { return }
        var temperature = hot
        // The temperature falls once every so many steps; powers by repeated multiplication are the
        // same on every machine.
        let stages = 256
        let factor = RuinAndRecreate.root(cold / hot, stages)
        let perStage = max(1, count / stages)
        var changes: [Change] = []
        var removed: [Int32] = []
        for step in 0..<count {
            if waiting.isEmpty, occupancy.cost == 0 { break }
            if step % perStage == perStage - 1 { temperature *= factor }
            changes.removeAll(keepingCapacity: true)
            removed.removeAll(keepingCapacity: true)
            takeStep(&changes, &removed, temperature)
        }
        steps += count
    }

    /// The `n`-th root of a number between 0 and 1, by bisection: the same bits everywhere.
    private static func root(_ number: Double, _ n: Int) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            var power = 1.0
            for _ in 0..<n { power *= middle }
            if power < number { low = middle } else { high = middle }
        }
        return high
    }

    private mutating func takeStep(
        _ changes: inout [Change], _ removed: inout [Int32], _ temperature: Double
    ) {
        let before = value
        let seed =
            !waiting.isEmpty && stream.next() & 3 != 0
            ? waiting[stream.below(waiting.count)] : Int32(stream.below(model.requestCount))
        let range = model.entryRange(Int(seed))
        guard !range.isEmpty else { return }
        epoch &+= 1
        let cells = 1 + stream.below(Self.cellsMax)
        var touched: [Int] = []
        for _ in 0..<cells {
            let entry = model.entries[range.lowerBound + stream.below(range.count)]
            let cell = Int(model.slots[Int(entry.slot)].cell)
            if touched.contains(cell) { continue }
            touched.append(cell)
            ruin(cell, near: entry, &changes, &removed)
        }
        let key = stream.below(6)
        candidates.removeAll(keepingCapacity: true)
        keys.removeAll(keepingCapacity: true)
        for request in removed {
            mark[Int(request)] = epoch
            positionOf[Int(request)] = Int32(candidates.count)
            add(Candidate(request: request, isAnywhere: true), sortKey(key, request))
        }
        for (position, cell) in touched.enumerated() { gather(cell, position, key) }
        keys.sort()
        for key in keys {
            let candidate = candidates[Int(key & 0xFFFF)]
            let request = Int(candidate.request)
            let place =
                candidate.isAnywhere
                ? place(request, in: model.entryRange(request)) : place(candidate)
            guard place.entry >= 0 else { continue }
            occupancy.put(request, place.entry, at: place.start)
            stopWaiting(candidate.request)
            if !candidate.isAnywhere {
                changes.append(Change(request: candidate.request, placed: nil))
            }
        }
        let after = value
        let loss = Double(before - after)
        if after >= before || loss < temperature * -Elementary.logarithm(stream.unit()) {
            keep(changes)
        } else {
            undo(changes)
        }
    }

    /// Removes a string of neighbours from a cell.
    private mutating func ruin(
        _ cell: Int, near entry: AllocationModel.Entry, _ changes: inout [Change],
        _ removed: inout [Int32]
    ) {
        let count = Int(occupancy.counts[cell])
        guard count > 0 else { return }
        let length = min(count, 1 + stream.below(Self.stringMax))
        let first = stream.below(count - length + 1)
        var string: [Int32] = []
        for index in first..<first + length {
            string.append(occupancy.placed(on: cell, index).request)
        }
        for request in string {
            changes.append(Change(request: request, placed: occupancy.remove(Int(request))))
            wait(request)
            removed.append(request)
        }
    }

    /// The order in which requests are placed again.
    private mutating func sortKey(_ key: Int, _ request: Int32) -> Int {
        let index = Int(request)
        let weight = Int(model.weights[index])
        let entry = model.entries[Int(model.entryStarts[index])]
        let length = model.shapes[Int(model.slots[Int(entry.slot)].shape)].length
        switch key {
        case 0: return stream.below(1 << 20)
        case 1: return -weight << 20 | stream.below(1 << 20)
        case 2: return -(weight << 20) / length
        case 3: return Int(flexibility[index])
        case 4: return -length << 20 | stream.below(1 << 20)
        default: return -(weight << 20) / length / (1 + Int(flexibility[index]) / 16)
        }
    }

    /// A good place for a request among some entries.
    private mutating func place(
        _ request: Int, in range: Range<Int>
    ) -> Place {
        var best = Place()
        for index in range { consider(index, request, &best) }
        return best
    }

    /// Adds those who wait and could be placed on a cell now; nobody else can later in the step.
    private mutating func gather(_ cell: Int, _ position: Int, _ key: Int) {
        let end = Int(concernedStarts[cell + 1])
        var index = Int(concernedStarts[cell])
        while index < end {
            let concern = concerned[index]
            let request = Int(concern.request)
            let first = index
            index += 1
            guard waitingPosition[request] >= 0 else { continue }
            if mark[request] == epoch {
                let candidate = Int(positionOf[request])
                if !candidates[candidate].isAnywhere,
                    candidates[candidate].firstEntries[position] < 0
                {
                    candidates[candidate].firstEntries[position] = concern.entry
                }
                continue
            }
            guard occupancy.mayStand(concern.slot, concern.low, concern.high) else { continue }
            var entry = concern.entry
            if first > Int(concernedStarts[cell]) {
                // The request's first entry on the cell, of which an earlier one is full.
                var back = first
                while back > Int(concernedStarts[cell]),
                    concerned[back - 1].request == concern.request
                {
                    back -= 1
                }
                entry = concerned[back].entry
            }
            mark[request] = epoch
            positionOf[request] = Int32(candidates.count)
            var candidate = Candidate(request: concern.request, isAnywhere: false)
            candidate.firstEntries[position] = entry
            add(candidate, sortKey(key, concern.request))
            if candidates.count >= 0xFFFF { return }
        }
    }

    private mutating func add(_ candidate: Candidate, _ key: Int) {
        keys.append(UInt64(max(0, key + 1 << 46)) << 16 | UInt64(candidates.count))
        candidates.append(candidate)
    }

    /// A good place for somebody who waits on the cells of the step.
    private mutating func place(_ candidate: Candidate) -> Place {
        var best = Place()
        let request = Int(candidate.request)
        let end = Int(model.entryStarts[request + 1])
        for position in 0..<Self.cellsMax where candidate.firstEntries[position] >= 0 {
            var index = Int(candidate.firstEntries[position])
            let cell = model.slots[Int(model.entries[index].slot)].cell
            while index < end, model.slots[Int(model.entries[index].slot)].cell == cell {
                consider(index, request, &best)
                index += 1
            }
        }
        return best
    }

    @inline(__always)
    private mutating func consider(
        _ index: Int, _ request: Int, _ best: inout Place
    ) {
        let entry = model.entries[index]
        guard let (low, high) = occupancy.starts(entry, request: request) else { return }
        let chance = stream.next()
        if chance & 255 < Self.blinks { return }
        let noise = Int(truncatingIfNeeded: chance >> 8 & 0x3FF)
        let score = occupancy.contact(entry, low) << 11 - Int(entry.cost) << 4 + noise
        if score > best.score { best = Place(score: score, entry: index, start: low) }
        if high != low {
            let noise = Int(truncatingIfNeeded: chance >> 20 & 0x3FF)
            let score = occupancy.contact(entry, high) << 11 - Int(entry.cost) << 4 + noise
            if score > best.score { best = Place(score: score, entry: index, start: high) }
        }
    }

    private mutating func keep(_ changes: [Change]) {
        for change in changes where !isDirty[Int(change.request)] {
            isDirty[Int(change.request)] = true
            dirty.append(change.request)
        }
        guard value > best.value else { return }
        best.value = value
        for request in dirty {
            best.places[Int(request)] = occupancy.place(of: Int(request))
            isDirty[Int(request)] = false
        }
        dirty.removeAll(keepingCapacity: true)
    }

    private mutating func undo(_ changes: [Change]) {
        for change in changes.reversed() where occupancy.cellOf[Int(change.request)] >= 0 {
            occupancy.remove(Int(change.request))
            wait(change.request)
        }
        for change in changes {
            guard let placed = change.placed else { continue }
            occupancy.put(placed)
            stopWaiting(change.request)
        }
    }
}
