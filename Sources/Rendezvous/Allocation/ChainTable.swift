/// The best chain of appointments on one cell at given prices, by dynamic programming over its
/// grains; room for one cell at a time, used again for the next.
struct ChainTable: ~Copyable, Sendable {
    /// The prices of a round, shared by all who evaluate cells.
    final class Prices: Sendable {
        /// What each request is worth beyond its price.
        let worth: FlatTable<Double>
        /// Sums of the families' prices along the axis, one row a family.
        let tolls: FlatTable<Double>

        init(worth: consuming FlatTable<Double>, tolls: consuming FlatTable<Double>) {
            self.worth = worth
            self.tolls = tolls
        }
    }

    /// What no round changes.
    let frame: BoundFrame
    private let grains: Int
    private let reach: Int
    private let words: Int
    /// The best value from each grain on; one row a number of appointments where that binds.
    private var best: FlatTable<Double>
    /// The slot of the cell with which the best chain from a grain begins, or -1.
    private var choice: FlatTable<Int32>
    /// Per slot of the cell and start, the best value and its bundle.
    private var values: FlatTable<Double>
    private var owners: FlatTable<Int32>
    /// Per slot of the cell, the starts that are worth something.
    private var starts: FlatTable<UInt64>
    /// The starts of the slot at hand whose value is less a toll.
    private var tolled: FlatTable<UInt64>
    /// Per slot, the bundles to look at, best first.
    private var order: FlatTable<Int32>
    private var worths: FlatTable<Double>
    /// How many appointments the cell may have where that binds, otherwise 0.
    private(set) var limit = 0
    private(set) var cell = 0

    init(_ frame: BoundFrame) {
        self.frame = frame
        words = frame.tables.words
        grains = words * 64
        reach = grains + 1 + frame.longestReach
        let rows = max(2, frame.tables.placedMax + 1)
        best = FlatTable(repeating: 0, count: rows * reach)
        choice = FlatTable(repeating: -1, count: rows * reach)
        values = FlatTable(repeating: 0, count: frame.tables.slotsMax * grains)
        owners = FlatTable(repeating: -1, count: frame.tables.slotsMax * grains)
        starts = FlatTable(repeating: 0, count: frame.tables.slotsMax * words)
        tolled = FlatTable(repeating: 0, count: words)
        order = FlatTable(repeating: 0, count: frame.bundlesMax)
        worths = FlatTable(repeating: 0, count: frame.bundlesMax)
    }

    /// Works out the best chain of a cell and gives its value.
    mutating func evaluate(_ cell: Int, _ prices: borrowing Prices) -> Double {
        self.cell = cell
        limit = 0
        appraise(prices)
        fill(row: 1, under: 1)
        let most = min(Int(frame.tables.cells[cell].limit), frame.tables.placedMax)
        if most <= 0 { return 0 }
        guard chainCount() > most else { return best[reach] }
        // With the limit only where it binds.
        limit = most
        for index in 0..<reach { best[index] = 0 }
        for level in 1...most { fill(row: level, under: level - 1) }
        return best[most * reach]
    }

    /// Works out what an appointment of each slot is worth at each start.
    private mutating func appraise(_ prices: borrowing Prices) {
        let tables = frame.tables
        let row = tables.cells[cell]
        var slot = Int(row.firstSlot)
        while slot < Int(row.endSlot) {
            let local = slot &- Int(row.firstSlot)
            for word in 0..<words {
                starts[local &* words &+ word] = 0
                tolled[word] = 0
            }
            let first = Int(tables.bundleStarts[slot])
            let end = Int(tables.bundleStarts[slot &+ 1])
            var count = 0
            var bundle = first
            while bundle < end {
                let worth = self.worth(of: bundle, prices)
                if worth > 0 {
                    // Insertion by worth; equal ones by number.
                    var hole = count
                    while hole > 0, worths[hole &- 1] < worth {
                        worths[hole] = worths[hole &- 1]
                        order[hole] = order[hole &- 1]
                        hole &-= 1
                    }
                    worths[hole] = worth
                    order[hole] = Int32(bundle)
                    count &+= 1
                }
                bundle &+= 1
            }
            for index in 0..<count { claim(Int(order[index]), worths[index], slot, local, prices) }
            slot &+= 1
        }
    }

    @inline(__always)
    private func worth(of bundle: Int, _ prices: borrowing Prices) -> Double {
        var worth = 0.0
        var index = Int(frame.tables.memberStarts[bundle])
        let end = Int(frame.tables.memberStarts[bundle &+ 1])
        if frame.countsCosts {
            while index < end {
                let one = prices.worth[Int(frame.tables.members[index].request)]
                worth = max(worth, one - Double(frame.costs[index]))
                index &+= 1
            }
            return worth
        }
        while index < end {
            let one = prices.worth[Int(frame.tables.members[index].request)]
            if one > worth { worth = one }
            index &+= 1
        }
        return worth
    }

    /// Gives a bundle the starts at which nobody is worth more.
    @inline(__always)
    private mutating func claim(
        _ bundle: Int, _ worth: Double, _ slot: Int, _ local: Int, _ prices: borrowing Prices
    ) {
        let one = frame.tables.bundles[bundle]
        let base = local &* grains
        let first = Int(frame.tables.cells[cell].first)
        let length = Int(frame.tables.slots[slot].length)
        let isScarce = frame.isPriced(bundle)
        for word in Int(one.low) &>> 6...Int(one.high) &>> 6 {
            let known = starts[local &* words &+ word]
            var bits = frame.possible(bundle, one, word)
            // Nobody before is worth less, but somebody may pay a toll.
            if !isScarce { bits &= ~known | tolled[word] }
            var claimed: UInt64 = 0
            while bits != 0 {
                let bit = bits.trailingZeroBitCount
                bits &= bits &- 1
                let grain = word &<< 6 | bit
                let mask: UInt64 = 1 &<< UInt64(bit)
                var value = worth
                if isScarce { value -= frame.toll(bundle, first &+ grain, length, prices) }
                guard value > 0 else { continue }
                if known & mask == 0 || value > values[base &+ grain] {
                    values[base &+ grain] = value
                    owners[base &+ grain] = Int32(bundle)
                    claimed |= mask
                }
            }
            starts[local &* words &+ word] = known | claimed
            tolled[word] = isScarce ? tolled[word] | claimed : tolled[word] & ~claimed
        }
    }

    /// Fills a row of the table: the best chain that begins with an appointment on row `row` and
    /// goes on with row `under`.
    private mutating func fill(row: Int, under: Int) {
        let tables = frame.tables
        let first = Int(tables.cells[cell].firstSlot)
        let slots = Int(tables.cells[cell].endSlot) &- first
        let (base, next) = (row &* reach, under &* reach)
        for grain in grains..<reach { best[base &+ grain] = 0 }
        var word = words &- 1
        while word >= 0 {
            var union: UInt64 = 0
            for slot in 0..<slots { union |= starts[slot &* words &+ word] }
            var grain = word &<< 6 | 63
            while grain >= word &<< 6 {
                var value = best[base &+ grain &+ 1]
                var chosen: Int32 = -1
                let mask: UInt64 = 1 &<< UInt64(grain & 63)
                if union & mask != 0 {
                    var slot = 0
                    while slot < slots {
                        if starts[slot &* words &+ word] & mask != 0 {
                            let one = tables.slots[first &+ slot]
                            let after = grain &+ Int(one.length) &+ Int(one.after)
                            let sum = values[slot &* grains &+ grain] + best[next &+ after]
                            if sum > value {
                                value = sum
                                chosen = Int32(slot)
                            }
                        }
                        slot &+= 1
                    }
                }
                best[base &+ grain] = value
                choice[base &+ grain] = chosen
                grain &-= 1
            }
            word &-= 1
        }
    }

    /// How many appointments the unlimited chain has.
    private func chainCount() -> Int {
        var count = 0
        follow { _, _, _ in count += 1 }
        return count
    }

    /// Walks along the best chain: slot, start and bundle of each appointment.
    func follow(_ body: (_ slot: Int, _ start: Int, _ bundle: Int) -> Void) {
        let first = Int(frame.tables.cells[cell].firstSlot)
        var (grain, level) = (0, limit == 0 ? 1 : limit)
        while grain < grains, level > 0 {
            let chosen = Int(choice[level &* reach &+ grain])
            guard chosen >= 0 else {
                grain &+= 1
                continue
            }
            body(first &+ chosen, grain, Int(owners[chosen &* grains &+ grain]))
            let slot = frame.tables.slots[first &+ chosen]
            grain &+= Int(slot.length) &+ Int(slot.after)
            if limit > 0 { level &-= 1 }
        }
    }

    /// What the chains of the cell lose at least by an appointment of a slot at a start.
    @inline(__always)
    func price(_ slot: Int, _ start: Int) -> Double {
        let one = frame.tables.slots[slot]
        let after = start &+ Int(one.length) &+ Int(one.after)
        if limit == 0 { return best[reach &+ start] - best[reach &+ after] }
        var price = Double.infinity
        for level in 1...limit {
            price = min(price, best[level &* reach &+ start] - best[(level &- 1) &* reach &+ after])
        }
        return price
    }
}
