internal import Synchronization

/// A proven bound on the weight that any plan serves: "each request once" and the capacity of
/// interpreters and rooms are priced, and what remains of each cell is a longest chain of
/// appointments, found by dynamic programming (after Kroon, Salomon and Van Wassenhove, EJOR 82,
/// 1995).
///
/// Any prices that are not negative give a valid bound, so the prices are the certificate: whoever
/// doubts it works out the chains again.
package final class LagrangianBound {
    /// Cells are evaluated in so many chunks at most, which threads may share; the sums are the
    /// same for any number of threads.
    static let chunksMax = 16
    /// How steps change over the rounds of a call, geometrically: their lengths in parts of
    /// Polyak's; and, in weights of a common request, how far apart the worths of two requests may
    /// be to share a use, and how much less than the best chain a plan's may be worth to be used in
    /// its place.
    private struct Pace {
        struct Fall {
            let first: Double
            let last: Double

            /// The factor by which `count` steps lead from the first to the last.
            func root(_ count: Int) -> Double { Elementary.root(last / first, max(1, count)) }
        }
        let theta: Fall
        let tie: Fall
        let slack: Fall

        static let beginning = Pace(
            theta: Fall(first: 0.5, last: 0.1), tie: Fall(first: 0.1, last: 0.001),
            slack: Fall(first: 0.05, last: 0.000_5))
        static let again = Pace(
            theta: Fall(first: 0.3, last: 0.05), tie: Fall(first: 0.02, last: 0.000_5),
            slack: Fall(first: 0.01, last: 0.000_2))
    }

    /// What counts as nearly as good as the best chain.
    fileprivate struct Nearness {
        let plan: PlanChains
        let tie: Double
        let slack: Double
    }

    private let tables: AllocationTables
    private let frame: BoundFrame
    private let chunks: [Chunk]

    /// The prices of the requests.
    package private(set) var lambda: [Double]
    /// The prices of the families, per grain of the axis, one row a family.
    private var mu: [Double]
    /// The best prices so far and the bound that they give.
    private var bestLambda: [Double]
    private var bestMu: [Double]
    package private(set) var value = Double.infinity
    /// What is proven by the weights alone, and the prices with which the rounds began.
    private var trivial = Double.infinity
    private var marketLambda: [Double] = []
    private var direction: [Double]
    private var muDirection: [Double]
    /// Per price that moves, how fast and how far it may.
    private var rows: [(speed: Double, room: Double)] = []
    /// The weight of a common request: what is small is small beside it.
    private var unit = 1.0
    /// How many rounds were made.
    package private(set) var rounds = 0

    /// The cells of a chunk, and room for the work on them.
    fileprivate final class Chunk: Sendable {
        let cells: Range<Int>
        let state: Mutex<State>

        init(_ cells: Range<Int>, _ frame: BoundFrame) {
            self.cells = cells
            state = Mutex(State(frame))
        }
    }

    fileprivate struct State: ~Copyable, Sendable {
        var table: ChainTable
        var total = 0.0
        /// What the chain of the cell at hand uses of requests, and all chains of families.
        var uses: [(request: Int32, share: Double)] = []
        /// Per request, what the chains of the chunk use of it.
        var used: FlatTable<Double>
        var loads: [(family: Int32, from: Int32, length: Int32)] = []
        /// Per bundle of the chunk, the lowest price of one of its starts.
        var bundlePrices: [Double] = []
        /// When the chain of the cell at hand is taken.
        var chain: [Range<Int>] = []

        init(_ frame: BoundFrame) {
            table = ChainTable(frame)
            used = FlatTable(repeating: 0, count: frame.tables.requestCount)
        }
    }

    package init(_ tables: AllocationTables) {
        self.tables = tables
        frame = BoundFrame(tables)
        let cells = tables.cellCount
        let count = max(1, min(Self.chunksMax, cells / 8))
        let frame = frame
        chunks = (0..<count).map {
            Chunk(cells * $0 / count..<cells * ($0 + 1) / count, frame)
        }
        lambda = (0..<tables.requestCount).map {
            tables.hasNoEntry($0) ? 0 : Double(tables.weights[$0])
        }
        mu = [Double](repeating: 0, count: frame.families.count * frame.axis)
        direction = [Double](repeating: 0, count: lambda.count)
        muDirection = [Double](repeating: 0, count: mu.count)
        (bestLambda, bestMu) = (lambda, mu)
    }

    // MARK: Rounds

    /// Improves the prices by subgradient steps with smoothed directions and Polyak lengths towards
    /// a weight that is known to be served, and keeps the best. Steps get shorter, and what counts
    /// as nearly as good gets less: with either fixed the bound comes to rest above its limit.
    ///
    /// - Complexity: a round is linear in the entries and in the cells times grains times slots.
    func improve(
        rounds count: Int, served: Int, beside plan: PlanChains, unit: Double = 1,
        on execution: some Execution = SerialExecution()
    ) {
        self.unit = unit
        if rounds == 0 { begin(execution) }
        let pace = rounds == 0 ? Pace.beginning : Pace.again
        var (theta, tie, slack) = (pace.theta.first, pace.tie.first, pace.slack.first)
        let falls = (pace.theta.root(count), pace.tie.root(count), pace.slack.root(count))
        for round in 0..<count where !execution.shouldStop {
            evaluate(Nearness(plan: plan, tie: tie * unit, slack: slack * unit), execution)
            step(theta, served)
            rounds += 1
            (theta, tie, slack) = (theta * falls.0, tie * falls.1, slack * falls.2)
            if round % 10 == 9 {
                evaluate(nil, execution)
                polish()
            }
        }
        (lambda, mu) = (bestLambda, bestMu)
        evaluate(nil, execution)
        polish()
        let polished = evaluate(nil, execution)
        if polished <= value { (bestLambda, bestMu, value) = (lambda, mu, polished) }
        (lambda, mu) = (bestLambda, bestMu)
    }

    /// Begins with the prices of a rough market; that every request costs its weight, or nothing if
    /// it can stand nowhere, is a bound whatever comes of it.
    private func begin(_ execution: some Execution) {
        evaluate(nil, execution)
        polish()
        value = evaluate(nil, execution)
        (bestLambda, trivial) = (lambda, value)
        var market = CellPrices(tables)
        lambda = market.requestPrices(unit: unit)
        marketLambda = lambda
    }

    /// The prices in the form in which cells are evaluated.
    private func snapshot() -> ChainTable.Prices {
        var worth = FlatTable(repeating: 0.0, count: lambda.count)
        for request in lambda.indices {
            worth[request] = Double(tables.weights[request]) - lambda[request]
        }
        var tolls = FlatTable(repeating: 0.0, count: frame.families.count * (frame.axis + 1))
        for family in frame.families.indices {
            var sum = 0.0
            for grain in 0..<frame.axis {
                sum += mu[family * frame.axis + grain]
                tolls[family * (frame.axis + 1) + grain + 1] = sum
            }
        }
        return ChainTable.Prices(worth: worth, tolls: tolls)
    }

    /// Works out the chains of all cells, and the bound that the prices give.
    @discardableResult
    private func evaluate(_ nearness: Nearness?, _ execution: some Execution) -> Double {
        let prices = snapshot()
        let chunks = chunks
        execution.parallelFor(chunks.count) { index in
            chunks[index].state.withLock {
                $0.evaluate(chunks[index].cells, prices, nearness)
            }
        }
        var total = 0.0
        for chunk in chunks { total += chunk.state.withLock { $0.total } }
        for price in lambda { total += price }
        for index in mu.indices where mu[index] != 0 { total += mu[index] * frame.capacity[index] }
        return total
    }

    /// One step along the smoothed subgradient.
    private func step(_ theta: Double, _ served: Int) {
        var total = 0.0
        for price in lambda { total += price }
        for index in mu.indices where mu[index] != 0 { total += mu[index] * frame.capacity[index] }
        for request in direction.indices { direction[request] = 0.7 * direction[request] + 1 }
        for index in mu.indices {
            muDirection[index] = 0.7 * muDirection[index] + frame.capacity[index]
        }
        for chunk in chunks {
            chunk.state.withLock { state in
                total += state.total
                for request in direction.indices { direction[request] -= state.used[request] }
                for load in state.loads {
                    let base = Int(load.family) * frame.axis + Int(load.from)
                    for index in base..<base + Int(load.length) { muDirection[index] -= 1 }
                }
            }
        }
        if total < value { (bestLambda, bestMu, value) = (lambda, mu, total) }
        let wanted = theta * max(0.5 * unit, total - Double(served))
        let length = self.length(wanted)
        guard length > 0 else { return }
        for request in lambda.indices {
            let moved = lambda[request] - length * direction[request]
            lambda[request] = min(Double(tables.weights[request]), max(0, moved))
        }
        for index in mu.indices { mu[index] = max(0, mu[index] - length * muDirection[index]) }
    }

    /// How far to go for a linear decrease of `wanted`, when no price goes below 0 and none of a
    /// request beyond its weight: one that comes to its end early leaves more to the others.
    /// Directions that lead out at once are cleared.
    private func length(_ wanted: Double) -> Double {
        rows.removeAll(keepingCapacity: true)
        for request in direction.indices {
            let one = direction[request]
            let room =
                one > 0 ? lambda[request] : Double(tables.weights[request]) - lambda[request]
            if room <= 0 || tables.hasNoEntry(request) { direction[request] = 0 }
            if direction[request] != 0 { rows.append((abs(one), room)) }
        }
        for index in mu.indices {
            if mu[index] <= 0, muDirection[index] > 0 { muDirection[index] = 0 }
            let one = muDirection[index]
            if one != 0 { rows.append((abs(one), one > 0 ? mu[index] : .infinity)) }
        }
        var length = 0.0
        for _ in 0..<8 {
            var (ended, norm) = (0.0, 0.0)
            for (one, room) in rows {
                if one * length >= room { ended += one * room } else { norm += one * one }
            }
            // What ended early is what the step may count on at least.
            guard norm > 0, wanted > ended else { break }
            let next = (wanted - ended) / norm
            if next <= length * 1.001 { break }
            length = next
        }
        return length
    }

    /// Lowers the prices of the requests as far as the chains allow: the value of no cell changes.
    private func polish() {
        var prices = FlatTable(repeating: 0.0, count: tables.bundles.count)
        for chunk in chunks {
            guard let first = frame.bundles(of: chunk.cells)?.lowerBound else { continue }
            chunk.state.withLock { state in
                for index in state.bundlePrices.indices {
                    prices[first + index] = state.bundlePrices[index]
                }
            }
        }
        for request in lambda.indices {
            var lowest = Double.infinity
            var entry = Int(tables.choiceStarts[request])
            let end = Int(tables.choiceStarts[request + 1])
            while entry < end {
                lowest = min(lowest, prices[Int(tables.choices[entry].bundle)])
                entry += 1
            }
            let needed = max(0, Double(tables.weights[request]) - lowest)
            if needed < lambda[request] { lambda[request] = needed }
        }
    }

    // MARK: Results

    /// The bound by the best prices, rounded to whole numbers and worked out exactly.
    package func proven(on execution: some Execution = SerialExecution()) -> Int {
        let scale = Double(PriceCertificate.scale)
        for request in bestLambda.indices {
            bestLambda[request] = (bestLambda[request] * scale).rounded(.up) / scale
        }
        for index in bestMu.indices {
            bestMu[index] = (bestMu[index] * scale).rounded() / scale
        }
        (lambda, mu) = (bestLambda, bestMu)
        // Multiples of 2^-16 below 2^36 add up exactly in 53 bits.
        value = evaluate(nil, execution)
        return Int(value.rounded(.down))
    }

    /// The best prices, as ``proven(on:)`` rounded them.
    package var certificate: PriceCertificate {
        let scale = Double(PriceCertificate.scale)
        return PriceCertificate(
            requests: bestLambda.map { Int($0 * scale) },
            families: frame.families.indices.map { family in
                let row = family * frame.axis..<(family + 1) * frame.axis
                return PriceCertificate.Family(
                    members: frame.families[family], prices: bestMu[row].map { Int($0 * scale) })
            })
    }

    /// What an appointment costs others at each start, at the best prices, in parts of `unit`.
    package func timePrices(unit: Double = 1) -> TimePrices {
        // While nothing better than the weights is proven, the best prices say that nobody's time
        // is worth anything, and the market's say more.
        let isKnown = value < trivial || marketLambda.isEmpty
        (lambda, mu) = (isKnown ? bestLambda : marketLambda, bestMu)
        let prices = snapshot()
        let grains = tables.words * 64
        var found = FlatTable<Int16>(repeating: 0, count: tables.slots.count * grains)
        var table = ChainTable(frame)
        for cell in 0..<tables.cellCount {
            _ = table.evaluate(cell, prices)
            let row = tables.cells[cell]
            for slot in Int(row.firstSlot)..<Int(row.endSlot) {
                for start in 0..<grains where frame.isAllowed(slot, start) {
                    let price = (table.price(slot, start) / unit * TimePrices.unit).rounded()
                    found[slot * grains + start] = Int16(min(TimePrices.max, max(0, price)))
                }
            }
        }
        return TimePrices(found, grains: grains)
    }
}

extension LagrangianBound.State {
    /// Works out the chains of some cells and notes what they use or what starts cost there.
    fileprivate mutating func evaluate(
        _ cells: Range<Int>, _ prices: borrowing ChainTable.Prices,
        _ nearness: LagrangianBound.Nearness?
    ) {
        total = 0
        used.fill(0)
        loads.removeAll(keepingCapacity: true)
        bundlePrices.removeAll(keepingCapacity: true)
        for cell in cells {
            let worth = table.evaluate(cell, prices)
            total += worth
            guard let nearness else {
                price(cell, prices)
                continue
            }
            let plan = nearness.plan
            if plan.worth(of: cell, prices, table.frame) >= worth - nearness.slack {
                follow(plan, cell)
            } else {
                trace(cell, prices, nearness.tie)
                fill(plan, cell, prices)
            }
            addUses()
        }
    }

    /// Adds what one cell uses to what the chunk does: where many share each use, the uses of all
    /// cells together would be more than there is room for.
    private mutating func addUses() {
        for use in uses { used[Int(use.request)] += use.share }
        uses.removeAll(keepingCapacity: true)
    }

    /// Notes what the plan has on a cell.
    private mutating func follow(_ plan: PlanChains, _ cell: Int) {
        let frame = table.frame
        let first = frame.tables.cells[cell].first
        for index in plan.range(of: cell) {
            let place = plan.places[index]
            uses.append((place.request, 1))
            let bundle = Int(frame.tables.choices[Int(place.entry)].bundle)
            let families = frame.families(of: bundle)
            let length = Int32(frame.tables.slots[Int(frame.tables.bundles[bundle].slot)].length)
            for family in [families.interpreters, families.rooms] where family >= 0 {
                loads.append((Int32(family), first + place.start, length))
            }
        }
    }

    /// Notes what the chain of a cell uses; among requests worth the same the use is shared.
    private mutating func trace(
        _ cell: Int, _ prices: borrowing ChainTable.Prices, _ tie: Double
    ) {
        let frame = table.frame
        let first = frame.tables.cells[cell].first
        var (uses, loads) = (uses, loads)
        (self.uses, self.loads) = ([], [])
        var chain: [Range<Int>] = []
        swap(&chain, &self.chain)
        chain.removeAll(keepingCapacity: true)
        table.follow { slot, start, bundle in
            let one = frame.tables.slots[slot]
            chain.append(start..<start + Int(one.length) + Int(one.after))
            LagrangianBound.share(slot, start, bundle, prices, tie, frame, &uses)
            let families = frame.families(of: bundle)
            let length = Int32(frame.tables.slots[slot].length)
            for family in [families.interpreters, families.rooms] where family >= 0 {
                loads.append((Int32(family), first + Int32(start), length))
            }
        }
        (self.uses, self.loads) = (uses, loads)
        swap(&chain, &self.chain)
    }

    /// Adds those of the plan who fit beside the chain and are worth just their price: the chain
    /// is as good with them, and nobody else has to use them.
    private mutating func fill(
        _ plan: PlanChains, _ cell: Int, _ prices: borrowing ChainTable.Prices
    ) {
        let tables = table.frame.tables
        for index in plan.range(of: cell) where chain.count < Int(tables.cells[cell].limit) {
            let place = plan.places[index]
            let bundle = Int(tables.choices[Int(place.entry)].bundle)
            guard prices.worth[Int(place.request)] < 1e-9, !table.frame.isPriced(bundle) else {
                continue
            }
            let slot = tables.slots[Int(tables.bundles[bundle].slot)]
            let start = Int(place.start)
            let stay = start..<start + Int(slot.length) + Int(slot.after)
            guard !chain.contains(where: { $0.overlaps(stay) }) else { continue }
            chain.append(stay)
            uses.append((place.request, 1))
        }
    }

    /// Notes the lowest price of the starts of each bundle.
    private mutating func price(_ cell: Int, _ prices: borrowing ChainTable.Prices) {
        let frame = table.frame
        let tables = frame.tables
        let row = tables.cells[cell]
        for slot in Int(row.firstSlot)..<Int(row.endSlot) {
            let length = Int(tables.slots[slot].length)
            for index in Int(tables.bundleStarts[slot])..<Int(tables.bundleStarts[slot + 1]) {
                let bundle = tables.bundles[index]
                let isScarce = frame.isPriced(index)
                var lowest = Double.infinity
                for word in Int(bundle.low) >> 6...Int(bundle.high) >> 6 {
                    var bits = frame.possible(index, bundle, word)
                    while bits != 0 {
                        let start = word << 6 | bits.trailingZeroBitCount
                        bits &= bits - 1
                        var price = table.price(slot, start)
                        if isScarce {
                            price += frame.toll(index, Int(row.first) + start, length, prices)
                        }
                        lowest = min(lowest, price)
                    }
                }
                bundlePrices.append(lowest)
            }
        }
    }
}

extension LagrangianBound {
    /// Shares one use among those of the slot who could stand at the start for nearly as much.
    fileprivate static func share(
        _ slot: Int, _ start: Int, _ bundle: Int, _ prices: borrowing ChainTable.Prices,
        _ tie: Double, _ frame: BoundFrame, _ uses: inout [(request: Int32, share: Double)]
    ) {
        let tables = frame.tables
        let first = uses.count
        let floor = frame.worth(of: bundle, prices) - tie
        let isScarce = frame.isPriced(bundle)
        let range =
            isScarce
            ? bundle..<bundle + 1
            : Int(tables.bundleStarts[slot])..<Int(tables.bundleStarts[slot + 1])
        for index in range where isScarce || !frame.isPriced(index) {
            let one = tables.bundles[index]
            guard start >= Int(one.low), start <= Int(one.high) else { continue }
            for position in Int(tables.memberStarts[index])..<Int(tables.memberStarts[index + 1]) {
                let request = tables.members[position].request
                if prices.worth[Int(request)] >= floor { uses.append((request, 1)) }
            }
        }
        let share = 1 / Double(max(1, uses.count - first))
        for index in first..<uses.count { uses[index].share = share }
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

    /// What the best member of a bundle is worth beyond their price.
    func worth(of bundle: Int, _ prices: borrowing ChainTable.Prices) -> Double {
        var worth = 0.0
        for index in Int(tables.memberStarts[bundle])..<Int(tables.memberStarts[bundle + 1]) {
            worth = max(worth, prices.worth[Int(tables.members[index].request)])
        }
        return worth
    }
}
