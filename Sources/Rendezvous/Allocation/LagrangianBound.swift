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
    /// How far apart the worths of two requests may be to share a use.
    private static let tie = 0.02

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
    private var direction: [Double]
    private var muDirection: [Double]
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
        /// What the chains use of requests and of families.
        var uses: [(request: Int32, share: Double)] = []
        var loads: [(family: Int32, from: Int32, length: Int32)] = []
        /// Per bundle of the chunk, the lowest price of one of its starts.
        var bundlePrices: [Double] = []

        init(_ frame: BoundFrame) { table = ChainTable(frame) }
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
    /// a weight that is known to be served, and keeps the best; the lengths fall from `theta` to
    /// `last` of Polyak's.
    ///
    /// - Complexity: a round is linear in the entries and in the cells times grains times slots.
    package func improve(
        rounds count: Int, served: Int, theta first: Double = 0.3, last: Double = 0.02,
        unit: Double = 1, on execution: some Execution = SerialExecution()
    ) {
        self.unit = unit
        for round in 0..<count where !execution.shouldStop {
            evaluate(tracing: true, execution)
            step(first + (last - first) * Double(round) / Double(count), served)
            rounds += 1
            if round % 10 == 9 {
                evaluate(tracing: false, execution)
                polish()
            }
        }
        (lambda, mu) = (bestLambda, bestMu)
        evaluate(tracing: false, execution)
        polish()
        let polished = evaluate(tracing: false, execution)
        if polished <= value { (bestLambda, bestMu, value) = (lambda, mu, polished) }
        (lambda, mu) = (bestLambda, bestMu)
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
    private func evaluate(tracing: Bool, _ execution: some Execution) -> Double {
        let prices = snapshot()
        let (chunks, tie) = (chunks, Self.tie * unit)
        execution.parallelFor(chunks.count) { index in
            chunks[index].state.withLock {
                $0.evaluate(chunks[index].cells, prices, tie: tracing ? tie : nil)
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
                for use in state.uses { direction[Int(use.request)] -= use.share }
                for load in state.loads {
                    let base = Int(load.family) * frame.axis + Int(load.from)
                    for index in base..<base + Int(load.length) { muDirection[index] -= 1 }
                }
            }
        }
        if total < value { (bestLambda, bestMu, value) = (lambda, mu, total) }
        var norm = 0.0
        for request in direction.indices {
            if lambda[request] <= 0, direction[request] > 0 || tables.hasNoEntry(request) {
                direction[request] = 0
            }
            norm += direction[request] * direction[request]
        }
        for index in mu.indices {
            if mu[index] <= 0, muDirection[index] > 0 { muDirection[index] = 0 }
            norm += muDirection[index] * muDirection[index]
        }
        guard norm > 0 else { return }
        let length = theta * max(0.5 * unit, total - Double(served)) / norm
        for request in lambda.indices {
            lambda[request] = max(0, lambda[request] - length * direction[request])
        }
        for index in mu.indices { mu[index] = max(0, mu[index] - length * muDirection[index]) }
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
        value = evaluate(tracing: false, execution)
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
        (lambda, mu) = (bestLambda, bestMu)
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
        _ cells: Range<Int>, _ prices: borrowing ChainTable.Prices, tie: Double?
    ) {
        total = 0
        uses.removeAll(keepingCapacity: true)
        loads.removeAll(keepingCapacity: true)
        bundlePrices.removeAll(keepingCapacity: true)
        for cell in cells {
            total += table.evaluate(cell, prices)
            if let tie { trace(cell, prices, tie) } else { price(cell, prices) }
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
        table.follow { slot, start, bundle in
            LagrangianBound.share(slot, start, bundle, prices, tie, frame, &uses)
            let families = frame.families(of: bundle)
            let length = Int32(frame.tables.slots[slot].length)
            for family in [families.interpreters, families.rooms] where family >= 0 {
                loads.append((Int32(family), first + Int32(start), length))
            }
        }
        (self.uses, self.loads) = (uses, loads)
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
