/// The tables of a problem, laid out for the inner loops and shared by all who read them.
///
/// Entries of one slot with the same range of starts and the same scarce resources form a *bundle*:
/// whether a bundle has a start is asked once for all who would take it.
package final class AllocationTables: Sendable {
    struct Cell: BitwiseCopyable, Sendable {
        let firstSlot: Int32
        let endSlot: Int32
        /// The grain of the axis with which the cell begins.
        let first: Int32
        let limit: Int32
    }

    struct Slot: BitwiseCopyable, Sendable {
        let cell: Int32
        let length: Int16
        let before: Int16
        let after: Int16
    }

    struct Bundle: BitwiseCopyable, Sendable {
        let slot: Int32
        let low: Int16
        let high: Int16
        /// Positions among the pools, or -1.
        let interpreters: Int32
        let rooms: Int32

        @inline(__always) var isScarce: Bool { interpreters >= 0 || rooms >= 0 }
    }

    /// An entry as its request sees it.
    struct Choice: BitwiseCopyable, Sendable {
        let slot: Int32
        let bundle: Int32
    }

    /// An entry as its cell sees it.
    struct Member: BitwiseCopyable, Sendable {
        let request: Int32
        let entry: Int32
    }

    package let words: Int
    let axisWords: Int
    package let requestCount: Int
    let cells: FlatTable<Cell>
    let slots: FlatTable<Slot>
    let allowed: FlatTable<UInt64>
    let weights: FlatTable<Int32>
    /// The length of each request on its first slot, and its weight for length, 2^20 times.
    let lengths: FlatTable<Int32>
    let densities: FlatTable<Int64>
    /// The number that requests of one participant share, or -1.
    let participants: FlatTable<Int32>
    let participantCount: Int
    let choices: FlatTable<Choice>
    /// What each choice costs; without elements if none costs anything.
    private let costs: FlatTable<Int32>
    /// Where the choices of each request begin; one more at the end.
    let choiceStarts: FlatTable<Int32>
    let bundles: FlatTable<Bundle>
    /// Where the bundles of each slot begin; one more at the end.
    let bundleStarts: FlatTable<Int32>
    let members: FlatTable<Member>
    /// Which member each entry is.
    let memberOf: FlatTable<Int32>
    /// Where the members of each bundle begin; one more at the end.
    let memberStarts: FlatTable<Int32>
    /// The interpreters or rooms of each pool, best first, and where each pool's begin.
    let poolMembers: FlatTable<Int32>
    let poolStarts: FlatTable<Int32>
    let free: FlatTable<UInt64>
    let memberGaps: FlatTable<Int32>
    /// The most appointments that one cell may hold, and the most slots of one cell.
    let placedMax: Int
    let slotsMax: Int

    package init(_ model: AllocationModel) {
        words = model.words
        axisWords = model.axisWords
        requestCount = model.requestCount
        poolMembers = FlatTable(model.pools.flatMap(\.members))
        poolStarts = FlatTable(
            model.pools.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1.members.count)) })
        free = FlatTable(model.free)
        memberGaps = FlatTable(model.memberGaps.map { Int32($0) })
        cells = FlatTable(
            model.cells.map {
                Cell(
                    firstSlot: $0.slots.lowerBound, endSlot: $0.slots.upperBound, first: $0.first,
                    limit: $0.limit)
            })
        slots = FlatTable(
            model.slots.map {
                let shape = model.shapes[Int($0.shape)]
                return Slot(
                    cell: $0.cell, length: Int16(shape.length), before: Int16(shape.before),
                    after: Int16(shape.after))
            })
        allowed = FlatTable(model.allowed)
        weights = FlatTable(model.weights)
        let lengths = (0..<model.requestCount).map { request -> Int32 in
            guard let first = model.entryRange(request).first else { return 1 }
            let slot = model.slots[Int(model.entries[first].slot)]
            return Int32(max(1, model.shapes[Int(slot.shape)].length))
        }
        self.lengths = FlatTable(lengths)
        densities = FlatTable(
            zip(model.weights, lengths).map { (Int64($0) << 20) / Int64($1) })
        participants = FlatTable(model.participants)
        participantCount = Int(model.participants.max() ?? -1) + 1
        choiceStarts = FlatTable(model.entryStarts)
        let longest = model.cells.map { Int($0.limit) }.max() ?? 0
        let shortest = model.shapes.map(\.length).min() ?? 1
        placedMax = max(1, min(longest, model.words * 64 / max(1, shortest) + 1))
        slotsMax = model.cells.map(\.slots.count).max() ?? 0
        let sorted = Bundling(model)
        choices = FlatTable(sorted.choices)
        let isFree = model.entries.allSatisfy { $0.cost == 0 }
        costs = FlatTable(isFree ? [] : model.entries.map(\.cost))
        bundles = FlatTable(sorted.bundles)
        bundleStarts = FlatTable(sorted.bundleStarts)
        members = FlatTable(sorted.members)
        var memberOf = FlatTable<Int32>(repeating: 0, count: sorted.members.count)
        for (index, member) in sorted.members.enumerated() {
            memberOf[Int(member.entry)] = Int32(index)
        }
        self.memberOf = memberOf
        memberStarts = FlatTable(sorted.memberStarts)
    }

    var cellCount: Int { cells.count }

    /// The members of a pool, best first.
    func pool(_ pool: Int) -> [Int32] {
        (Int(poolStarts[pool])..<Int(poolStarts[pool + 1])).map { poolMembers[$0] }
    }

    /// Whether an interpreter or room is free in a grain of the axis.
    func isFree(_ member: Int, _ grain: Int) -> Bool {
        free[member * axisWords + grain >> 6] >> UInt64(grain & 63) & 1 == 1
    }

    /// Whether a request can be served nowhere.
    @inline(__always)
    func hasNoEntry(_ request: Int) -> Bool {
        choiceStarts[request] == choiceStarts[request &+ 1]
    }

    /// The entries of a request.
    @inline(__always)
    func entries(of request: Int) -> Range<Int> {
        Int(choiceStarts[request])..<Int(choiceStarts[request &+ 1])
    }

    /// The cell of an entry.
    @inline(__always)
    func cell(ofEntry entry: Int) -> Int {
        Int(slots[Int(choices[entry].slot)].cell)
    }

    /// What an entry costs by preferences.
    @inline(__always)
    func cost(ofEntry entry: Int) -> Int { costs.count == 0 ? 0 : Int(costs[entry]) }

    /// What the cheapest entry of a request costs; 0 if it has none.
    func cheapest(_ request: Int) -> Int {
        entries(of: request).reduce(nil) { min($0 ?? .max, cost(ofEntry: $1)) } ?? 0
    }

    /// Whether some entry costs anything.
    package var hasCosts: Bool { costs.count > 0 }

    /// The weight of all requests that can stand somewhere.
    var weightOfAll: Int {
        (0..<requestCount).reduce(0) { hasNoEntry($1) ? $0 : $0 + Int(weights[$1]) }
    }

    /// How far apart the costs of a request's entries are, on the average: what is dear is dear
    /// beside it. 1 where all are the same.
    var commonCost: Double {
        var (sum, count) = (0, 0)
        for request in 0..<requestCount where !hasNoEntry(request) {
            let dearest = entries(of: request).reduce(0) { max($0, cost(ofEntry: $1)) }
            sum += dearest - cheapest(request)
            count += 1
        }
        return sum > 0 ? Double(sum) / Double(count) : 1
    }
}

/// The entries of a model, sorted by slot into bundles.
private struct Bundling {
    var choices: [AllocationTables.Choice] = []
    var bundles: [AllocationTables.Bundle] = []
    var bundleStarts: [Int32] = []
    var members: [AllocationTables.Member] = []
    var memberStarts: [Int32] = []

    init(_ model: AllocationModel) {
        // By slot first, by counting; the few of a slot are then compared.
        var starts = [Int32](repeating: 0, count: model.slots.count + 1)
        for entry in model.entries { starts[Int(entry.slot) + 1] += 1 }
        for slot in model.slots.indices { starts[slot + 1] += starts[slot] }
        var next = starts
        members = [AllocationTables.Member](
            repeating: AllocationTables.Member(request: 0, entry: 0), count: model.entries.count)
        for request in 0..<model.requestCount {
            for index in model.entryRange(request) {
                let slot = Int(model.entries[index].slot)
                members[Int(next[slot])] = AllocationTables.Member(
                    request: Int32(request), entry: Int32(index))
                next[slot] += 1
            }
        }
        choices = model.entries.map { AllocationTables.Choice(slot: $0.slot, bundle: -1) }
        for slot in model.slots.indices {
            bundleStarts.append(Int32(bundles.count))
            let range = Int(starts[slot])..<Int(starts[slot + 1])
            members[range].sort { left, right in
                let (a, b) = (model.entries[Int(left.entry)], model.entries[Int(right.entry)])
                if a.low != b.low { return a.low < b.low }
                if a.high != b.high { return a.high < b.high }
                if a.interpreters != b.interpreters { return a.interpreters < b.interpreters }
                if a.rooms != b.rooms { return a.rooms < b.rooms }
                return left.entry < right.entry
            }
            add(slot, range, model)
        }
        bundleStarts.append(Int32(bundles.count))
        memberStarts.append(Int32(members.count))
    }

    private mutating func add(_ slot: Int, _ range: Range<Int>, _ model: AllocationModel) {
        for position in range {
            let index = Int(members[position].entry)
            let entry = model.entries[index]
            let last = position == range.lowerBound ? nil : bundles.last
            if last?.low != entry.low || last?.high != entry.high
                || last?.interpreters != entry.interpreters || last?.rooms != entry.rooms
            {
                memberStarts.append(Int32(position))
                bundles.append(
                    AllocationTables.Bundle(
                        slot: Int32(slot), low: entry.low, high: entry.high,
                        interpreters: entry.interpreters, rooms: entry.rooms))
            }
            choices[index] = AllocationTables.Choice(
                slot: Int32(slot), bundle: Int32(bundles.count - 1))
        }
    }
}
