/// Solves a problem of the allocation core step by step: a first plan, prices of time, improvement
/// in epochs, a proven bound. After every call the best plan and the bound so far can be read.
///
/// Within an epoch the days are dealt to parts that share no calendar, interpreter or request, so
/// that threads may work on them at once; how many parts there are follows from the problem and not
/// from the threads, so that the plan is the same for any number of these.
package struct AllocationSolver {
    /// The steps of an epoch for each request, and the fewest of an epoch.
    static let epochStepsEach = 8
    static let epochStepsMin = 4_096
    /// How many requests make it worth while to work in one more part, and the most parts.
    static let requestsPerPart = 4_000
    static let partsMax = 8
    /// Temperatures of the annealing, in weights of a common request or in common costs.
    static let hot = 0.2
    static let cold = 0.02
    /// How often another worth of a unit of weight is tried where cost is bounded.
    private static let weightPriceTries = 4

    package let tables: AllocationTables
    /// What one unit of weight is worth in units of cost.
    private let scale: Int
    /// The weight of a common request.
    private let unit: Double
    private var stream: SeededStream
    private let parts: Int
    private let searches: SearchPool
    /// Per cell, the stretch of time that it shares with others and with no other stretch.
    private let blocks: [Int32]
    private let blockCount: Int
    private var guide: TimePrices?
    private let prices: LagrangianBound
    private var costPrices: LagrangianBound?
    /// The plan from which the next epoch goes on.
    private var current: [Occupancy.Placed]
    /// The best plan so far, and its value.
    package private(set) var places: [Occupancy.Placed]
    package private(set) var value: Int
    /// The weight that the best plan serves.
    package private(set) var served = 0
    /// A weight that no plan exceeds, once ``prove`` was called.
    package private(set) var bound: Int?
    /// A cost that no plan falls below that serves as much as the best one did when
    /// ``proveCost(rounds:on:)`` was called.
    package private(set) var costBound: Int?
    /// How many steps were taken.
    package private(set) var steps = 0
    private var epochs = 0

    /// What a unit of weight is worth at most, as far as sums allow: more than all costs of most
    /// plans, so that weight comes first.
    private static let scaleMax = 1 << 40

    /// A scale at which weight comes first, for requests of a weight in all.
    package static func scale(ofWeight total: Int) -> Int {
        max(1, min(scaleMax, (1 << 60) / (total + 1)))
    }

    /// A solver; all random choices follow from the seed.
    ///
    /// - Parameters:
    ///   - tables: The problem.
    ///   - scale: What one unit of weight is worth in units of cost, at least 1.
    ///   - parts: In how many parts an epoch is worked on, by the size of the problem if not given.
    ///   - places: A plan to begin from, per request; it is never lost. Places must be possible
    ///     together.
    package init(
        _ tables: AllocationTables, scale: Int, seed: UInt64, parts: Int? = nil,
        from places: [Occupancy.Placed]? = nil
    ) {
        self.tables = tables
        self.scale = scale
        unit = tables.commonWeight
        stream = SeededStream(seed: seed)
        (blocks, blockCount) = tables.blocks()
        let wanted = parts ?? min(Self.partsMax, tables.requestCount / Self.requestsPerPart)
        let parts = max(1, min(wanted, blockCount / 2))
        self.parts = parts
        searches = SearchPool(tables, scale: scale)
        prices = LagrangianBound(tables)
        var occupancy = Occupancy(tables)
        for place in places ?? [] where place.request >= 0 { occupancy.put(place) }
        Construction.run(&occupancy)
        self.places = occupancy.places
        current = self.places
        served = occupancy.served
        value = occupancy.served * scale - occupancy.cost
    }

    /// Improves the prices by some rounds, or for as long as there is time, lets the search follow
    /// them, and works out the bound.
    package mutating func prove(rounds: Int?, on execution: some Execution) {
        let isFirst = prices.rounds == 0
        prices.improve(rounds: rounds, unit: unit, on: execution)
        let proven = prices.proven(on: execution)
        // Not raised to what is served: a bound below it would be wrong, and tests are to see it.
        bound = min(bound ?? proven, proven)
        guide = prices.timePrices(unit: unit)
        guard isFirst, steps == 0 else { return }
        // The prices are known now: perhaps the first plan gets better by them.
        var occupancy = Occupancy(tables)
        Construction.run(&occupancy, guide: guide)
        let other = occupancy.served * scale - occupancy.cost
        guard other > value else { return }
        (places, value, served) = (occupancy.places, other, occupancy.served)
        current = places
    }

    /// Takes improvement steps, or for as long as there is time, cooling down over all of them;
    /// asks `execution` between epochs whether to stop.
    package mutating func improve(steps count: Int?, on execution: some Execution) {
        anneal(count, unit: unit * Double(scale), aim: .weight, on: execution)
    }

    /// Improves the prices that bound the cost of plans that serve as much as the best one, by some
    /// rounds or for as long as there is time.
    package mutating func proveCost(rounds: Int?, on execution: some Execution) {
        let prices = costPrices ?? LagrangianBound(tables, serving: served)
        costPrices = prices
        prices.serve(atLeast: served)
        let unit = tables.commonCost
        if prices.rounds == 0 {
            let tries = rounds.map { $0 / (2 * Self.weightPriceTries) }
            let first = rounds.map { $0 - (tries ?? 0) * Self.weightPriceTries }
            prices.improve(rounds: first, unit: unit, on: Portion(execution, until: 0.5))
            prices.improveWeightPrice(
                tries: Self.weightPriceTries, rounds: tries, unit: unit, on: execution)
        } else {
            prices.improve(rounds: rounds, unit: unit, on: execution)
        }
        costBound = prices.proven(on: execution)
    }

    /// Takes steps that lower the cost of the best plan, and never the weight that it serves if
    /// `scale` is more than all costs; the search follows the prices of ``proveCost(rounds:on:)``.
    package mutating func lowerCost(steps count: Int?, on execution: some Execution) {
        guard tables.hasCosts else { return }
        let unit = tables.commonCost
        let score = max(1, Int((TimePrices.unit / unit).rounded()))
        if let costPrices {
            guide = costPrices.timePrices(unit: TimePrices.unit / Double(score))
        }
        current = places
        anneal(count, unit: unit, aim: .cost(score: score), on: execution)
    }

    /// Takes steps in epochs, cooling down over all of them.
    private mutating func anneal(
        _ count: Int?, unit: Double, aim: RuinAndRecreate.Aim, on execution: some Execution
    ) {
        let size = max(Self.epochStepsMin, Self.epochStepsEach * tables.requestCount)
        guard let count else {
            return annealInTime(epoch: size, unit: unit, aim: aim, on: execution)
        }
        let total = max(1, count / size)
        var left = count
        let (hot, cold) = (Self.hot * unit, Self.cold * unit)
        for epoch in 0..<total where !execution.shouldStop && left > 0 {
            let share = left / (total - epoch)
            left -= share
            // Linear between epochs, geometric within one: close to geometric over all.
            let (from, to) = (Double(epoch), Double(epoch + 1))
            let all = Double(total)
            run(
                share, hot: hot - (hot - cold) * from / all,
                cold: hot - (hot - cold) * to / all, aim: aim, on: execution)
        }
    }

    /// Takes steps for as long as there is time, cooling down by the clock, or until there is
    /// nothing to be improved.
    private mutating func annealInTime(
        epoch size: Int, unit: Double, aim: RuinAndRecreate.Aim, on execution: some Execution
    ) {
        func temperature(_ elapsed: Double) -> Double {
            (Self.hot - (Self.hot - Self.cold) * elapsed) * unit
        }
        var (elapsed, each) = (0.0, Self.firstEpoch)
        // An epoch is begun if more of it will lie within the time than after it.
        while elapsed + each / 2 < 1, !execution.shouldStop {
            switch aim {
            case .weight: if let bound, served >= bound { return }
            case .cost: if let costBound, cost <= costBound { return }
            }
            run(
                size, hot: temperature(elapsed), cold: temperature(min(1, elapsed + each)),
                aim: aim, on: execution)
            let now = execution.elapsed ?? 1
            (elapsed, each) = (now, now - elapsed)
        }
    }

    /// The part of the time that the first epoch is expected to take.
    private static let firstEpoch = 0.01

    /// One epoch.
    private mutating func run(
        _ count: Int, hot: Double, cold: Double, aim: RuinAndRecreate.Aim,
        on execution: some Execution
    ) {
        let parts = parts
        let partOf = deal(parts)
        let requests = deal(partOf, parts)
        let seeds = (0..<parts).map { _ in stream.next() }
        let (current, guide, blocks, searches) = (current, guide, blocks, searches)
        let found = execution.map(parts) { part in
            searches.with { search in
                search.start(
                    from: current, seed: seeds[part], guide: guide, aim: aim,
                    requests: requests[part], owns: { partOf[Int(blocks[$0])] == part })
                search.run(
                    steps: count * (part + 1) / parts - count * part / parts, hot: hot,
                    cold: cold)
                return Found(search, of: requests[part])
            }
        }
        steps += count
        epochs += 1
        merge(requests, found)
    }

    /// What a part of an epoch found for its requests: where they stand at its end, and the best
    /// places on the way.
    private struct Found: Sendable {
        let value: Int
        let places: [Occupancy.Placed]
        let best: [Occupancy.Placed]

        init(_ search: borrowing RuinAndRecreate, of requests: [Int32]) {
            value = search.bestValue
            var (places, best): ([Occupancy.Placed], [Occupancy.Placed]) = ([], [])
            places.reserveCapacity(requests.count)
            best.reserveCapacity(requests.count)
            for request in requests {
                places.append(search.place(of: Int(request)))
                best.append(search.bestPlace(of: Int(request)))
            }
            (self.places, self.best) = (places, best)
        }
    }

    /// Takes over what the parts found.
    private mutating func merge(_ requests: [[Int32]], _ found: [Found]) {
        let best = found.reduce(0) { $0 + $1.value }
        let isBetter = best > value
        for (own, found) in zip(requests, found) {
            for (index, request) in own.enumerated() {
                current[Int(request)] = found.places[index]
                if isBetter { places[Int(request)] = found.best[index] }
            }
        }
        guard isBetter else { return }
        value = best
        served = 0
        for place in places where place.request >= 0 {
            served += Int(tables.weights[Int(place.request)])
        }
    }

    /// Deals the blocks of time to parts: side by side and at random by turns.
    private mutating func deal(_ parts: Int) -> [Int] {
        guard parts > 1 else { return [Int](repeating: 0, count: max(1, blockCount)) }
        var order = Array(0..<blockCount)
        if epochs % 2 == 0 {
            let turn = stream.below(blockCount)
            order = order.map { ($0 + turn) % blockCount }
        } else {
            for index in stride(from: blockCount - 1, to: 0, by: -1) {
                order.swapAt(index, stream.below(index + 1))
            }
        }
        var partOf = [Int](repeating: 0, count: blockCount)
        for (position, block) in order.enumerated() {
            partOf[block] = position * parts / blockCount
        }
        return partOf
    }

    /// Deals the requests: who has a place goes with it, who waits goes where they could be served.
    private mutating func deal(_ partOf: [Int], _ parts: Int) -> [[Int32]] {
        var requests = [[Int32]](repeating: [], count: parts)
        for request in 0..<tables.requestCount {
            let first = Int(tables.choiceStarts[request])
            let count = Int(tables.choiceStarts[request + 1]) - first
            guard count > 0 else { continue }
            let place = current[request]
            let entry =
                place.request >= 0
                ? Int(place.entry) : parts == 1 ? first : first + stream.below(count)
            let part = partOf[Int(blocks[tables.cell(ofEntry: entry)])]
            requests[part].append(Int32(request))
        }
        return requests
    }

    /// What preferences cost the best plan.
    package var cost: Int { served * scale - value }

    /// Whether preferences cost the best plan anything.
    var hasCosts: Bool { cost > 0 }

    /// How many places the searches weighed up: the work of the steps, the same on every machine.
    package var weighed: Int { searches.weighed }

    /// The prices that prove the bound.
    package var certificate: PriceCertificate { prices.certificate }

    /// The prices that prove the bound on cost, and the weight for which they do.
    package var costCertificate: CostCertificate? { costPrices?.costCertificate }
}

extension AllocationTables {
    /// The median weight of the requests.
    var commonWeight: Double {
        var all = (0..<requestCount).filter { !hasNoEntry($0) }.map { weights[$0] }
        all.sort()
        return all.isEmpty ? 1 : max(1, Double(all[all.count / 2]))
    }

    /// Per cell, the number of a stretch of time such that appointments of two stretches never
    /// touch: what one does needs nobody whom the other needs.
    func blocks() -> (blocks: [Int32], count: Int) {
        let ends = (0..<cellCount).map { end(ofCell: $0) }
        let order = (0..<cellCount).sorted { (cells[$0].first, $0) < (cells[$1].first, $1) }
        var gap = 0
        for member in 0..<memberGaps.count { gap = max(gap, Int(memberGaps[member])) }
        var blocks = [Int32](repeating: 0, count: cellCount)
        var (count, reached) = (0, Int.min)
        for cell in order {
            if Int(cells[cell].first) >= reached { count += 1 }
            reached = max(reached, ends[cell] + gap)
            blocks[cell] = Int32(count - 1)
        }
        return (blocks, count)
    }

    /// The grain of the axis at which the last possible appointment of a cell ends, with its gap.
    private func end(ofCell cell: Int) -> Int {
        let row = cells[cell]
        var end = Int(row.first)
        for slot in Int(row.firstSlot)..<Int(row.endSlot) {
            for word in stride(from: words - 1, through: 0, by: -1) {
                let bits = allowed[slot * words + word]
                guard bits != 0 else { continue }
                let last = word << 6 | (63 - bits.leadingZeroBitCount)
                let length = Int(slots[slot].length) + Int(slots[slot].after)
                end = max(end, Int(row.first) + last + length)
                break
            }
        }
        return end
    }
}
