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

    struct Bundle: BitwiseCopyable, Equatable, Sendable {
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
        let isFree = model.entries.allSatisfy { $0.cost == 0 }
        var costs = FlatTable<Int32>(repeating: 0, count: isFree ? 0 : model.entries.count)
        for index in 0..<costs.count { costs[index] = model.entries[index].cost }
        self.costs = costs
        let members = Self.membersBySlot(model)
        let bundling = Bundling(model, members)
        bundles = FlatTable(bundling.bundles)
        bundleStarts = FlatTable(bundling.bundleStarts)
        memberStarts = FlatTable(bundling.memberStarts)
        var choices = FlatTable(
            repeating: Choice(slot: -1, bundle: -1), count: model.entries.count)
        var memberOf = FlatTable<Int32>(repeating: 0, count: members.count)
        for bundle in bundling.bundles.indices {
            let range = bundling.memberStarts[bundle]..<bundling.memberStarts[bundle + 1]
            for index in range {
                let entry = Int(members[Int(index)].entry)
                choices[entry] = Choice(slot: bundling.bundles[bundle].slot, bundle: Int32(bundle))
                memberOf[entry] = index
            }
        }
        self.choices = choices
        self.memberOf = memberOf
        self.members = members
    }

    /// The entries sorted by slot, and those of a slot by what makes a bundle.
    private static func membersBySlot(_ model: AllocationModel) -> FlatTable<Member> {
        // By slot first, by counting; the few of a slot are then compared.
        var next = [Int](repeating: 0, count: model.slots.count + 1)
        for entry in model.entries { next[Int(entry.slot) + 1] += 1 }
        for slot in model.slots.indices { next[slot + 1] += next[slot] }
        let starts = next
        var members = FlatTable(
            repeating: Member(request: 0, entry: 0), count: model.entries.count)
        for request in 0..<model.requestCount {
            for index in model.entryRange(request) {
                let slot = Int(model.entries[index].slot)
                members[next[slot]] = Member(request: Int32(request), entry: Int32(index))
                next[slot] += 1
            }
        }
        for slot in model.slots.indices {
            var some = (starts[slot]..<starts[slot + 1]).map { members[$0] }
            some.sort { left, right in
                let (a, b) = (model.entries[Int(left.entry)], model.entries[Int(right.entry)])
                if a.low != b.low { return a.low < b.low }
                if a.high != b.high { return a.high < b.high }
                if a.interpreters != b.interpreters { return a.interpreters < b.interpreters }
                if a.rooms != b.rooms { return a.rooms < b.rooms }
                return left.entry < right.entry
            }
            for index in some.indices { members[starts[slot] + index] = some[index] }
        }
        return members
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

/// The bundles of a model's entries, once these are sorted.
private struct Bundling {
    var bundles: [AllocationTables.Bundle] = []
    var bundleStarts: [Int32] = []
    var memberStarts: [Int32] = []

    init(_ model: AllocationModel, _ members: borrowing FlatTable<AllocationTables.Member>) {
        for position in 0..<members.count {
            let entry = model.entries[Int(members[position].entry)]
            while bundleStarts.count <= entry.slot { bundleStarts.append(Int32(bundles.count)) }
            let bundle = AllocationTables.Bundle(
                slot: entry.slot, low: entry.low, high: entry.high,
                interpreters: entry.interpreters, rooms: entry.rooms)
            guard bundles.last != bundle else { continue }
            memberStarts.append(Int32(position))
            bundles.append(bundle)
        }
        while bundleStarts.count <= model.slots.count { bundleStarts.append(Int32(bundles.count)) }
        memberStarts.append(Int32(members.count))
    }
}
