/// What all rounds of a bound have in common: which resources are priced, and where bundles can
/// stand at all.
final class BoundFrame: Sendable {
    let tables: AllocationTables
    /// The families of interpreters and rooms: pools with the same members share a price.
    let families: [[Int32]]
    private let familyOf: FlatTable<Int32>
    /// How many members of each family are free in each grain of the axis.
    let capacity: FlatTable<Double>
    let axis: Int
    let longestReach: Int
    let bundlesMax: Int
    /// Whether what entries cost counts, and what it is per member of a bundle.
    let countsCosts: Bool
    let costs: FlatTable<Int32>
    /// Per bundle, where its own mask of possible starts begins; -1 where that of the slot holds.
    private let maskOf: FlatTable<Int32>
    private let masks: FlatTable<UInt64>

    init(_ tables: AllocationTables, countsCosts: Bool) {
        self.tables = tables
        self.countsCosts = countsCosts
        var costs = FlatTable<Int32>(
            repeating: 0, count: countsCosts ? tables.members.count : 0)
        for index in 0..<costs.count {
            costs[index] = Int32(tables.cost(ofEntry: Int(tables.members[index].entry)))
        }
        self.costs = costs
        axis = tables.axisWords * 64
        var families: [[Int32]] = []
        var familyOf: [Int32] = []
        for pool in 0..<max(0, tables.poolStarts.count - 1) {
            let members = tables.pool(pool)
            if let known = families.firstIndex(of: members) {
                familyOf.append(Int32(known))
            } else {
                familyOf.append(Int32(families.count))
                families.append(members)
            }
        }
        self.families = families
        self.familyOf = FlatTable(familyOf)
        var capacity = FlatTable(repeating: 0.0, count: families.count * axis)
        for (family, members) in families.enumerated() {
            for member in members {
                for grain in 0..<axis where tables.isFree(Int(member), grain) {
                    capacity[family * axis + grain] += 1
                }
            }
        }
        self.capacity = capacity
        var longest = 0
        for slot in 0..<tables.slots.count {
            let one = tables.slots[slot]
            longest = max(longest, Int(one.length) + Int(one.after))
        }
        longestReach = longest
        var most = 0
        for slot in 0..<tables.slots.count {
            most = max(most, Int(tables.bundleStarts[slot + 1] - tables.bundleStarts[slot]))
        }
        bundlesMax = most
        let empty = Occupancy(tables)
        var maskOf = [Int32](repeating: -1, count: tables.bundles.count)
        var masks: [UInt64] = []
        for index in maskOf.indices where tables.bundles[index].isScarce {
            maskOf[index] = Int32(masks.count)
            let bundle = tables.bundles[index]
            for word in 0..<tables.words {
                let isNear = word >= Int(bundle.low) >> 6 && word <= Int(bundle.high) >> 6
                masks.append(isNear ? empty.possible(bundle, request: nil, word: word) : 0)
            }
        }
        self.maskOf = FlatTable(maskOf)
        self.masks = FlatTable(masks)
    }

    /// Whether a bundle needs something that has a price.
    @inline(__always)
    func isPriced(_ bundle: Int) -> Bool { maskOf[bundle] >= 0 }

    /// The starts of a word at which a bundle can stand, whoever else comes.
    @inline(__always)
    func possible(_ bundle: Int, _ one: AllocationTables.Bundle, _ word: Int) -> UInt64 {
        let own = Int(maskOf[bundle])
        if own >= 0 { return masks[own &+ word] }
        var bits = tables.allowed[Int(one.slot) &* tables.words &+ word]
        if word == Int(one.low) &>> 6 { bits &= .max &<< UInt64(Int(one.low) & 63) }
        if word == Int(one.high) &>> 6 { bits &= .max &>> UInt64(63 &- Int(one.high) & 63) }
        return bits
    }

    /// The families of a bundle, or -1.
    @inline(__always)
    func families(of bundle: Int) -> (interpreters: Int, rooms: Int) {
        let one = tables.bundles[bundle]
        return (
            one.interpreters < 0 ? -1 : Int(familyOf[Int(one.interpreters)]),
            one.rooms < 0 ? -1 : Int(familyOf[Int(one.rooms)])
        )
    }

    /// What a bundle pays for scarce resources at a grain of the axis.
    func toll(
        _ bundle: Int, _ grain: Int, _ length: Int, _ prices: borrowing ChainTable.Prices
    ) -> Double {
        let families = families(of: bundle)
        var toll = 0.0
        if families.interpreters >= 0 {
            let base = families.interpreters &* (axis &+ 1) &+ grain
            toll += prices.tolls[base &+ length] - prices.tolls[base]
        }
        if families.rooms >= 0 {
            let base = families.rooms &* (axis &+ 1) &+ grain
            toll += prices.tolls[base &+ length] - prices.tolls[base]
        }
        return toll
    }
}

extension BoundFrame {
    /// The bundles of a range of cells, which lie side by side.
    func bundles(of cells: Range<Int>) -> Range<Int>? {
        guard let first = cells.first, let last = cells.last else { return nil }
        let from = tables.bundleStarts[Int(tables.cells[first].firstSlot)]
        return Int(from)..<Int(tables.bundleStarts[Int(tables.cells[last].endSlot)])
    }

    /// Whether the rules allow a start of a slot.
    func isAllowed(_ slot: Int, _ start: Int) -> Bool {
        tables.allowed[slot * tables.words + start >> 6] >> UInt64(start & 63) & 1 == 1
    }

    /// What a member is worth beyond their price.
    func worth(ofMember index: Int, _ prices: borrowing ChainTable.Prices) -> Double {
        let worth = prices.worth[Int(tables.members[index].request)]
        return countsCosts ? worth - Double(costs[index]) : worth
    }

    /// What the best member of a bundle is worth beyond their price.
    func worth(of bundle: Int, _ prices: borrowing ChainTable.Prices) -> Double {
        var worth = 0.0
        for index in Int(tables.memberStarts[bundle])..<Int(tables.memberStarts[bundle + 1]) {
            worth = max(worth, self.worth(ofMember: index, prices))
        }
        return worth
    }
}
