internal import Synchronization

/// A proven bound on the weight that any plan serves: "each request once" and the capacity of
/// interpreters and rooms are priced, and what remains of each cell is a longest chain of
/// appointments, found by dynamic programming (after Kroon, Salomon and Van Wassenhove, EJOR 82,
/// 1995).
///
/// Any prices that are not negative give a valid bound, so the prices are the certificate: whoever
/// doubts it works out the chains again.
///
/// The second level is bounded by the same chains: if a unit of weight is worth so many units of
/// cost, the most that any plan's weight is worth beyond its cost says how little a plan costs that
/// serves a given weight. That worth is a price like the others (Decisions/0068).
package final class LagrangianBound {
    /// Cells are evaluated in so many chunks at most, which threads may share; the sums are the
    /// same for any number of threads.
    static let chunksMax = 16
    /// In how many batches at most a round evaluates the cells, and how many cells of a batch are
    /// worth a chunk of their own.
    static let batchesMax = 48
    static let chunkCellsMin = 8
    /// What a use adds to a price, in weights of a common request (or in common costs): at the
    /// first and the last round of a first call, of any other, and of one that tries another worth
    /// of a unit of weight.
    private static let beginning = Fall(first: 0.4, last: 0.01)
    private static let again = Fall(first: 0.03, last: 0.002)
    private static let trying = Fall(first: 0.1, last: 0.01)
    /// What a use adds to the price of one grain of a family, in parts of that.
    private static let tollShare = 0.1
    /// How far apart the worths of two requests may be to share a use, in parts of that.
    private static let tieShare = 0.25
    /// The part of the rounds of a call, the last ones, whose prices are averaged.
    private static let averaged = 0.25
    /// In how many parts the time for rounds is counted where it is limited.
    private static let timeStages = 256
    /// The most rounds of a call by time: more do not help.
    private static let timedRoundsMax = 2_000
    /// How often all cells are evaluated after the last round.
    private static let evaluationsLast = 3
    /// What a unit of weight is worth at first where costs are bounded, in common costs for the
    /// weight of a common request; and how much all weight may be worth.
    private static let weightPriceFirst = 3.0
    private static let weightPriceFactor = 1.5
    private static let worthMax = 0x1p34

    /// A length that falls geometrically.
    private struct Fall {
        let first: Double
        let last: Double

        /// The factor by which `count` steps lead from the first to the last.
        func root(_ count: Int) -> Double { Elementary.root(last / first, max(1, count)) }
    }

    private let tables: AllocationTables
    private let frame: BoundFrame
    private let chunks: [Chunk]
    /// The weight that is served at least by the plans whose cost is bounded; `nil` where weight
    /// is, and nothing costs anything.
    package private(set) var target: Int?
    /// What one unit of weight is worth: 1, or units of cost where these are bounded.
    private var weightPrice = 1.0
    private var bestWeightPrice = 1.0
    /// Sums of worths stay exact below this.
    private let weightPriceMax: Double
    /// Per request, the cost of its cheapest entry, where costs count.
    private let cheapest: [Double]

    /// The prices of the requests.
    package private(set) var lambda: [Double]
    /// The prices of the families, per grain of the axis, one row a family.
    private var mu: [Double]
    /// The best prices so far and the bound that they give.
    private var bestLambda: [Double]
    private var bestMu: [Double]
    package private(set) var value = Double.infinity
    /// The best prices of weights and rounds, which know of time what counts do not, and the bound
    /// that they give: what search follows.
    private var guideLambda: [Double]
    private var guideMu: [Double]
    private var guideWeightPrice = 1.0
    private var guideValue = Double.infinity
    /// What is proven by the weights alone, and the prices of the rough market.
    private var trivial = Double.infinity
    private var marketLambda: [Double] = []
    /// The order in which the cells of a round are evaluated.
    private var order: [Int32]
    private var stream = SeededStream(seed: 1)
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
        /// What the chains of a batch use of requests and of families.
        var uses: [Use] = []
        var loads: [Load] = []
        /// Per bundle of the chunk, the lowest price of one of its starts.
        var bundlePrices: [Double] = []

        init(_ frame: BoundFrame) { table = ChainTable(frame) }
    }

    /// What a batch uses of a request.
    fileprivate struct Use {
        let request: Int32
        var share: Double
    }

    /// A stretch for which a family is used.
    fileprivate struct Load {
        let family: Int
        let from: Int
        let length: Int
    }

    /// A bound on the weight of every plan, or on the cost of those that serve `target` at least.
    package init(_ tables: AllocationTables, serving target: Int? = nil) {
        self.tables = tables
        self.target = target
        weightPriceMax = Self.worthMax / Double(max(1, tables.weightOfAll))
        let begin = target == nil ? 1 : Self.weightPriceFirst * tables.commonCost
        weightPrice = target == nil ? 1 : min(weightPriceMax, begin / tables.commonWeight)
        bestWeightPrice = weightPrice
        frame = BoundFrame(tables, countsCosts: target != nil)
        cheapest = (0..<tables.requestCount).map {
            target == nil ? 0 : Double(tables.cheapest($0))
        }
        let cells = tables.cellCount
        let count = max(1, min(Self.chunksMax, cells / 8))
        let frame = frame
        chunks = (0..<count).map {
            Chunk(cells * $0 / count..<cells * ($0 + 1) / count, frame)
        }
        let (cheapest, weightPrice) = (cheapest, weightPrice)
        lambda = (0..<tables.requestCount).map {
            tables.hasNoEntry($0)
                ? 0 : max(0, Double(tables.weights[$0]) * weightPrice - cheapest[$0])
        }
        mu = [Double](repeating: 0, count: frame.families.count * frame.axis)
        order = (0..<cells).map { Int32($0) }
        (bestLambda, bestMu) = (lambda, mu)
        (guideLambda, guideMu, guideWeightPrice) = (lambda, mu, weightPrice)
    }

    // MARK: Rounds

    /// Improves the prices by rounds of the incremental subgradient method (Nedić and Bertsekas,
    /// SIAM Journal on Optimization 12, 2001): cells are evaluated in small batches, in a random
    /// order; a use by a batch raises a price at once, and all prices sink as fast as one use a
    /// round would raise them. Who is used by one cell is dearer to the next, so that uses spread;
    /// those worth nearly the same share a use. What a use adds falls geometrically; the prices of
    /// the last rounds are averaged.
    ///
    /// - Parameter count: How many rounds; as many as there is time for, and help, if not given.
    /// - Complexity: a round is linear in the entries and in the cells times grains times slots.
    func improve(
        rounds count: Int?, unit: Double = 1, on execution: some Execution = SerialExecution()
    ) {
        let isFirst = rounds == 0
        if isFirst {
            self.unit = unit
            begin(execution)
        }
        let fall = isFirst ? Self.beginning : Self.again
        improve(rounds: count, unit: unit, falling: fall, on: execution)
    }

    private func improve(
        rounds count: Int?, unit: Double, falling fall: Fall, on execution: some Execution
    ) {
        self.unit = unit
        var step = fall.first * unit
        // By time, the length falls a little whenever another part of the time has gone by.
        let stages = count ?? Self.timeStages
        let factor = fall.root(stages)
        let from = stages - max(1, Int(Double(stages) * Self.averaged))
        var (lambdaSum, muSum, summed) = (lambda, mu, 0)
        let time = Portion(execution, until: 1)
        var (stage, made) = (0, 0)
        while stage < stages, !execution.shouldStop {
            makeRound(step, execution)
            (rounds, made) = (rounds + 1, made + 1)
            let isLast = stage >= from
            let next = count == nil ? Self.stage(time.elapsed ?? 1, rounds: made) : stage + 1
            while stage < next {
                step *= factor
                stage += 1
            }
            guard isLast else { continue }
            if summed == 0 {
                (lambdaSum, muSum) = (lambda, mu)
            } else {
                for index in lambda.indices { lambdaSum[index] += lambda[index] }
                for index in mu.indices { muSum[index] += mu[index] }
            }
            summed += 1
        }
        if summed > 0 {
            let share = 1 / Double(summed)
            lambda = lambdaSum.map { $0 * share }
            mu = muSum.map { $0 * share }
        }
        for _ in 1..<Self.evaluationsLast {
            keep(evaluate(execution))
            polish()
        }
        keep(evaluate(execution))
        (lambda, mu, weightPrice) = (bestLambda, bestMu, bestWeightPrice)
    }

    /// How far a call is that has made some rounds, if what follows the last of them takes as long
    /// as a few.
    private static func stage(_ elapsed: Double, rounds: Int) -> Int {
        let each = elapsed / Double(rounds)
        let end = max(each, 1 - Double(evaluationsLast) * each)
        let share = max(elapsed / end, Double(rounds) / Double(timedRoundsMax))
        return Int((share * Double(timeStages)).rounded(.down))
    }

    /// Tries other worths of a unit of weight, as many rounds each, and keeps the best prices:
    /// first a larger or smaller one, then on in the direction that helped.
    ///
    /// What requests pay for being served stays the same as far as it can, so that the cells hardly
    /// notice.
    func improveWeightPrice(
        tries: Int, rounds: Int?, unit: Double, on execution: some Execution
    ) {
        var factor = Self.weightPriceFactor
        var hasTurned = false
        for number in 1...tries where !execution.shouldStop {
            let execution = Portion(execution, until: Double(number) / Double(tries))
            let before = value
            let moved = min(weightPriceMax, weightPrice * factor)
            for request in lambda.indices where !tables.hasNoEntry(request) {
                let raise = (moved - weightPrice) * Double(tables.weights[request])
                lambda[request] = max(0, lambda[request] + raise)
            }
            weightPrice = moved
            improve(rounds: rounds, unit: unit, falling: Self.trying, on: execution)
            if value < before { hasTurned = true } else if hasTurned { return }
            if value >= before { (factor, hasTurned) = (1 / factor, true) }
        }
    }

    /// Keeps the prices at hand if the bound they give is the best, and to be followed likewise.
    private func keep(_ total: Double, follow: Bool = true) {
        if total < value {
            (bestLambda, bestMu, bestWeightPrice, value) = (lambda, mu, weightPrice, total)
        }
        guard follow, total < guideValue else { return }
        (guideLambda, guideMu, guideWeightPrice, guideValue) = (lambda, mu, weightPrice, total)
    }

    /// Proves what can be proved without rounds: that every request costs its weight, or nothing if
    /// it can stand nowhere, and what follows from counts. The rounds begin with the prices of a
    /// rough market.
    private func begin(_ execution: some Execution) {
        trivial = propose(lambda, follow: true, execution)
        guard target == nil else { return }
        _ = propose(CountPrices.requestPrices(frame), follow: false, execution)
        var market = CellPrices(tables)
        lambda = market.requestPrices(unit: unit)
        marketLambda = lambda
    }

    /// Takes up prices from elsewhere, lowered as far as the chains allow, and gives the bound that
    /// they prove. Whatever they are, the bound holds and the least is kept, and the certificate is
    /// that of the least: another way to prices needs to be right nowhere else.
    private func propose(
        _ prices: [Double], follow: Bool, _ execution: some Execution
    ) -> Double {
        lambda = prices
        keep(evaluate(execution), follow: follow)
        polish()
        let total = evaluate(execution)
        keep(total, follow: follow)
        return total
    }

    /// One round: all cells once, in batches.
    private func makeRound(_ step: Double, _ execution: some Execution) {
        for index in stride(from: order.count - 1, to: 0, by: -1) {
            order.swapAt(index, stream.below(index + 1))
        }
        let batches = max(1, min(Self.batchesMax, order.count))
        let share = step / Double(batches)
        for batch in 0..<batches {
            for request in lambda.indices { lambda[request] = max(0, lambda[request] - share) }
            for index in mu.indices where mu[index] > 0 {
                let fall = share * Self.tollShare * frame.capacity[index]
                mu[index] = max(0, mu[index] - fall)
            }
            let range = order.count * batch / batches..<order.count * (batch + 1) / batches
            raise(Array(order[range]), step, execution)
        }
    }

    /// From this price on a request is worth nothing anywhere.
    private func ceiling(_ request: Int) -> Double {
        Double(tables.weights[request]) * weightPrice - cheapest[request]
    }

    /// Evaluates some cells and raises the prices of what they use.
    private func raise(_ cells: [Int32], _ step: Double, _ execution: some Execution) {
        let prices = snapshot()
        let chunks = chunks
        let parts = max(1, min(chunks.count, cells.count / Self.chunkCellsMin))
        execution.parallelFor(parts) { part in
            let range = cells.count * part / parts..<cells.count * (part + 1) / parts
            chunks[part].state.withLock {
                $0.trace(cells[range], prices, tie: step * Self.tieShare)
            }
        }
        for chunk in chunks[..<parts] {
            chunk.state.withLock { state in
                for use in state.uses {
                    let request = Int(use.request)
                    let raised = lambda[request] + step * use.share
                    lambda[request] = max(0, min(ceiling(request), raised))
                }
                for load in state.loads {
                    let base = load.family * frame.axis + load.from
                    for index in base..<base + load.length { mu[index] += step * Self.tollShare }
                }
            }
        }
    }

    /// The prices in the form in which cells are evaluated.
    private func snapshot() -> ChainTable.Prices {
        var worth = FlatTable(repeating: 0.0, count: lambda.count)
        for request in lambda.indices {
            worth[request] = Double(tables.weights[request]) * weightPrice - lambda[request]
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
    private func evaluate(_ execution: some Execution) -> Double {
        let prices = snapshot()
        let chunks = chunks
        execution.parallelFor(chunks.count) { index in
            chunks[index].state.withLock { $0.evaluate(chunks[index].cells, prices) }
        }
        var total = 0.0
        for chunk in chunks { total += chunk.state.withLock { $0.total } }
        for price in lambda { total += price }
        for index in mu.indices where mu[index] != 0 { total += mu[index] * frame.capacity[index] }
        return total - weightPrice * Double(target ?? 0)
    }

    /// Per bundle, the lowest price of one of its starts when the cells were evaluated last.
    private func bundlePrices() -> FlatTable<Double> {
        var prices = FlatTable(repeating: 0.0, count: tables.bundles.count)
        for chunk in chunks {
            guard let first = frame.bundles(of: chunk.cells)?.lowerBound else { continue }
            chunk.state.withLock { state in
                for index in state.bundlePrices.indices {
                    prices[first + index] = state.bundlePrices[index]
                }
            }
        }
        return prices
    }

    /// Lowers the prices of the requests as far as the chains allow: the value of no cell changes.
    private func polish() {
        let prices = bundlePrices()
        for request in lambda.indices {
            var lowest = Double.infinity
            var entry = Int(tables.choiceStarts[request])
            let end = Int(tables.choiceStarts[request + 1])
            while entry < end {
                let cost = target == nil ? 0 : Double(tables.cost(ofEntry: entry))
                lowest = min(lowest, prices[Int(tables.choices[entry].bundle)] + cost)
                entry += 1
            }
            let needed = max(0, Double(tables.weights[request]) * weightPrice - lowest)
            if needed < lambda[request] { lambda[request] = needed }
        }
    }

    // MARK: Results

    /// The bound by the best prices, rounded to whole numbers and worked out exactly: at most so
    /// much weight, or at least so much cost.
    package func proven(on execution: some Execution = SerialExecution()) -> Int {
        Self.round(&bestLambda, &bestMu, &bestWeightPrice)
        (lambda, mu, weightPrice) = (bestLambda, bestMu, bestWeightPrice)
        // Multiples of 2^-16 below 2^36 add up exactly in 53 bits.
        value = evaluate(execution)
        // At least nothing is what a plan costs.
        return target == nil ? Int(value.rounded(.down)) : max(0, Int((-value).rounded(.up)))
    }

    /// Bounds the cost of plans that serve another weight from now on, by the prices at hand.
    func serve(atLeast target: Int) {
        let before = self.target ?? target
        value += bestWeightPrice * Double(before - target)
        guideValue += guideWeightPrice * Double(before - target)
        self.target = target
    }

    /// The best prices, as ``proven(on:)`` rounded them, with that of a unit of weight.
    package var costCertificate: CostCertificate {
        CostCertificate(
            served: target ?? 0, weight: Int(bestWeightPrice * Double(PriceCertificate.scale)),
            prices: certificate)
    }

    private static func round(
        _ lambda: inout [Double], _ mu: inout [Double], _ weightPrice: inout Double
    ) {
        let scale = Double(PriceCertificate.scale)
        weightPrice = (weightPrice * scale).rounded() / scale
        for request in lambda.indices {
            lambda[request] = (lambda[request] * scale).rounded(.up) / scale
        }
        for index in mu.indices { mu[index] = (mu[index] * scale).rounded() / scale }
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
        // While nothing better than the weights is proven by rounds, their prices say that nobody's
        // time is worth anything, and the market's say more.
        let isKnown = guideValue < trivial || marketLambda.isEmpty
        (lambda, mu) = (isKnown ? guideLambda : marketLambda, guideMu)
        weightPrice = guideWeightPrice
        Self.round(&lambda, &mu, &weightPrice)
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
    /// Works out the chains of some cells and what starts cost there.
    fileprivate mutating func evaluate(
        _ cells: Range<Int>, _ prices: borrowing ChainTable.Prices
    ) {
        total = 0
        bundlePrices.removeAll(keepingCapacity: true)
        for cell in cells {
            total += table.evaluate(cell, prices)
            price(cell, prices)
        }
    }

    /// Works out the chains of some cells and notes what they use.
    fileprivate mutating func trace(
        _ cells: ArraySlice<Int32>, _ prices: borrowing ChainTable.Prices, tie: Double
    ) {
        var (uses, loads) = (uses, loads)
        (self.uses, self.loads) = ([], [])
        uses.removeAll(keepingCapacity: true)
        loads.removeAll(keepingCapacity: true)
        let frame = table.frame
        for cell in cells {
            _ = table.evaluate(Int(cell), prices)
            let first = Int(frame.tables.cells[Int(cell)].first)
            table.follow { slot, start, bundle in
                LagrangianBound.share(slot, start, bundle, prices, tie, frame, &uses)
                guard frame.isPriced(bundle) else { return }
                let families = frame.families(of: bundle)
                let length = Int(frame.tables.slots[slot].length)
                for family in [families.interpreters, families.rooms] where family >= 0 {
                    loads.append(
                        LagrangianBound.Load(family: family, from: first + start, length: length))
                }
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
        _ tie: Double, _ frame: BoundFrame, _ uses: inout [Use]
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
                if frame.worth(ofMember: position, prices) >= floor {
                    uses.append(Use(request: tables.members[position].request, share: 1))
                }
            }
        }
        let share = 1 / Double(max(1, uses.count - first))
        for index in first..<uses.count { uses[index].share = share }
    }
}
