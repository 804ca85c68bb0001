/// What the time of each cell is worth when appointments are shares of a cell that may be divided
/// and spread over several: a rough market without starts, from which the exact bound begins.
///
/// Requests spread over the cells that are cheapest to them; a cell that more want than fit gets
/// dearer, one with room to spare cheaper. Cells on which few depend become free at once, where
/// steps from "nobody's time is worth anything" would shake all of them before they found the few
/// that are short.
struct CellPrices: ~Copyable {
    /// How often the requests spread.
    static let rounds = 60
    /// How far apart prices may be for a request to use both, in weights of a common request, and
    /// how fast prices move; at the beginning and at the end.
    private static let spread = (first: 0.5, last: 0.03)
    private static let speed = (first: 1.5, last: 0.05)
    /// What of a price counts for nothing.
    private static let least = 0.1

    private let tables: AllocationTables
    /// Per slot, the share of its cell that an appointment takes.
    private var shares: FlatTable<Double>
    /// Per cell, what all of its time is worth.
    private var prices: FlatTable<Double>
    /// Per bundle, what an appointment costs, and how many are wanted.
    private var costs: FlatTable<Double>
    private var wanted: FlatTable<Double>
    private var load: FlatTable<Double>

    init(_ tables: AllocationTables) {
        self.tables = tables
        shares = FlatTable(repeating: 0, count: tables.slots.count)
        prices = FlatTable(repeating: 0, count: tables.cellCount)
        costs = FlatTable(repeating: 0, count: tables.bundles.count)
        wanted = FlatTable(repeating: 0, count: tables.bundles.count)
        load = FlatTable(repeating: 0, count: tables.cellCount)
        for cell in 0..<tables.cellCount {
            let row = tables.cells[cell]
            let room = max(1, Double(Self.room(cell, tables)))
            let one = 1 / Double(max(1, row.limit))
            for slot in Int(row.firstSlot)..<Int(row.endSlot) {
                let taken = Double(tables.slots[slot].length + tables.slots[slot].after)
                shares[slot] = max(one, taken / room)
            }
        }
    }

    /// The grains of a cell that some appointment could take.
    private static func room(_ cell: Int, _ tables: AllocationTables) -> Int {
        let row = tables.cells[cell]
        // Per grain, how many more stretches begin than end there.
        var changes: [Int: Int] = [:]
        for slot in Int(row.firstSlot)..<Int(row.endSlot) {
            let length = Int(tables.slots[slot].length) + Int(tables.slots[slot].after)
            for word in 0..<tables.words {
                var bits = tables.allowed[slot * tables.words + word]
                while bits != 0 {
                    let start = word << 6 | bits.trailingZeroBitCount
                    bits &= bits - 1
                    changes[start, default: 0] += 1
                    changes[start + length, default: 0] -= 1
                }
            }
        }
        var (room, open, last) = (0, 0, 0)
        for (grain, change) in changes.sorted(by: { $0.key < $1.key }) {
            if open > 0 { room += grain - last }
            open += change
            last = grain
        }
        return room
    }

    /// The prices of requests that follow: what each is worth beyond the cheapest place.
    ///
    /// - Complexity: O(``rounds`` × entries).
    mutating func requestPrices(unit: Double) -> [Double] {
        for round in 0..<Self.rounds {
            let part = Double(round) / Double(Self.rounds - 1)
            let spread = Self.spread.first + (Self.spread.last - Self.spread.first) * part
            let speed = Self.speed.first + (Self.speed.last - Self.speed.first) * part
            appraise()
            wanted.fill(0)
            for request in 0..<tables.requestCount { want(request, spread * unit) }
            move(speed * unit)
        }
        // Small prices are what the last moves left behind.
        for cell in 0..<tables.cellCount {
            prices[cell] = max(0, prices[cell] - Self.least * unit)
        }
        appraise()
        return (0..<tables.requestCount).map { request in
            let weight = Double(tables.weights[request])
            return tables.hasNoEntry(request) ? 0 : max(0, weight - cheapest(request))
        }
    }

    private mutating func appraise() {
        for bundle in 0..<tables.bundles.count {
            let slot = Int(tables.bundles[bundle].slot)
            costs[bundle] = prices[Int(tables.slots[slot].cell)] * shares[slot]
        }
    }

    @inline(__always)
    private func cheapest(_ request: Int) -> Double {
        var least = Double.infinity
        var entry = Int(tables.choiceStarts[request])
        let end = Int(tables.choiceStarts[request &+ 1])
        while entry < end {
            let cost = costs[Int(tables.choices[entry].bundle)]
            if cost < least { least = cost }
            entry &+= 1
        }
        return least
    }

    /// Spreads a request over the cheapest of its bundles, as far as it is worth their price.
    @inline(__always)
    private mutating func want(_ request: Int, _ spread: Double) {
        let least = cheapest(request)
        let beyond = Double(tables.weights[request]) - least
        let amount = min(1, max(0, 0.5 + beyond / spread))
        guard least.isFinite, amount > 0 else { return }
        let first = Int(tables.choiceStarts[request])
        let end = Int(tables.choiceStarts[request &+ 1])
        var sum = 0.0
        for entry in first..<end {
            let near = 1 - (costs[Int(tables.choices[entry].bundle)] - least) / spread
            if near > 0 { sum += near * near }
        }
        let factor = amount / sum
        for entry in first..<end {
            let bundle = Int(tables.choices[entry].bundle)
            let near = 1 - (costs[bundle] - least) / spread
            if near > 0 { wanted[bundle] += near * near * factor }
        }
    }

    private mutating func move(_ speed: Double) {
        load.fill(0)
        for bundle in 0..<tables.bundles.count where wanted[bundle] > 0 {
            let slot = Int(tables.bundles[bundle].slot)
            load[Int(tables.slots[slot].cell)] += wanted[bundle] * shares[slot]
        }
        for cell in 0..<tables.cellCount {
            // At most twice as fast up as down, whatever the load.
            let excess = min(2, load[cell] - 1)
            prices[cell] = max(0, prices[cell] + speed * excess)
        }
    }
}
