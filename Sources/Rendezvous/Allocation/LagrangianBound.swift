/// A proven bound on the weight that any plan serves: "each request once" and the capacity of
/// interpreters and rooms are priced, and what remains of each cell is a longest chain of
/// appointments, found by dynamic programming (after Kroon, Salomon and Van Wassenhove, EJOR 82,
/// 1995).
///
/// Any prices that are not negative give a valid bound, so the prices are the certificate: whoever
/// doubts it works out the chains again.
package struct LagrangianBound {
    /// Entries of one slot with the same range and the same scarce resources.
    private struct Bundle {
        let slot: Int
        let low: Int
        let high: Int
        /// Priced families of the interpreters and of the rooms, or -1.
        let interpreters: Int
        let rooms: Int
        /// The starts that are possible at all.
        let allowed: [UInt64]
        /// The requests, as a range of ``requests``.
        var requests: Range<Int>
    }

    private let model: AllocationModel
    private var bundles: [Bundle] = []
    private var bundleStarts: [Int] = [0]
    private var requests: [Int32] = []
    /// How many members of each family are free in each grain of the axis.
    private var capacity: [[Double]] = []
    private let reachable: [Bool]
    /// Per slot, the grains from a start to the earliest next start.
    private let steps: [Int]
    private let longestReach: Int
    /// How far apart the values of two requests may be to share a use.
    private static let tie = 0.02

    /// The prices of the requests.
    package private(set) var lambda: [Double]
    /// The prices of the families, per grain of the axis.
    package private(set) var mu: [[Double]] = []
    private var muSums: [[Double]] = []

    package init(_ model: AllocationModel) {
        self.model = model
        lambda = model.weights.map { Double($0) }
        reachable = (0..<model.requestCount).map { !model.entryRange($0).isEmpty }
        for request in lambda.indices where !reachable[request] { lambda[request] = 0 }
        steps = model.slots.map { [model] slot in
            let shape = model.shapes[Int(slot.shape)]
            return shape.length + shape.after
        }
        longestReach = steps.max() ?? 0
        let families = model.families()
        capacity = families.map { model.capacity(of: $0) }
        mu = capacity.map { [Double](repeating: 0, count: $0.count) }
        muSums = mu
        bundle(families)
    }

    private mutating func bundle(_ families: [[Int32]]) {
        var numbers: [Int: Int] = [:]
        for (index, pool) in model.pools.enumerated() {
            numbers[index] = families.firstIndex(of: pool.members) ?? -1
        }
        var owners = [Int32](repeating: 0, count: model.entries.count)
        for request in 0..<model.requestCount {
            for index in model.entryRange(request) { owners[index] = Int32(request) }
        }
        let order = model.entries.indices.sorted { left, right in
            let (a, b) = (model.entries[left], model.entries[right])
            if a.slot != b.slot { return a.slot < b.slot }
            if a.low != b.low { return a.low < b.low }
            if a.high != b.high { return a.high < b.high }
            if a.interpreters != b.interpreters { return a.interpreters < b.interpreters }
            if a.rooms != b.rooms { return a.rooms < b.rooms }
            return left < right
        }
        var cell = 0
        var last: AllocationModel.Entry?
        for index in order {
            let entry = model.entries[index]
            let own = Int(model.slots[Int(entry.slot)].cell)
            while cell < own {
                bundleStarts.append(bundles.count)
                cell += 1
            }
            if let last, last.slot == entry.slot, last.low == entry.low, last.high == entry.high,
                last.interpreters == entry.interpreters, last.rooms == entry.rooms
            {
                bundles[bundles.count - 1].requests =
                    bundles[bundles.count - 1].requests.lowerBound..<requests.count + 1
            } else {
                bundles.append(
                    Bundle(
                        slot: Int(entry.slot), low: Int(entry.low), high: Int(entry.high),
                        interpreters: numbers[Int(entry.interpreters)] ?? -1,
                        rooms: numbers[Int(entry.rooms)] ?? -1, allowed: model.possible(entry),
                        requests: requests.count..<requests.count + 1))
            }
            requests.append(owners[index])
            last = entry
        }
        while bundleStarts.count <= model.cells.count { bundleStarts.append(bundles.count) }
    }

    /// Room for the work on one cell.
    private struct Scratch {
        /// The best value from each grain on, per number of appointments.
        var best: [Double] = []
        /// Per grain and number of appointments, the bundle with which the best chain begins.
        var choice: [Int32] = []
        /// Per slot of the cell and start, the best value and its bundle.
        var values: [Double] = []
        var owners: [Int32] = []
        /// How many appointments the cell may have where that binds, otherwise 0.
        var limit = 0
    }

    /// What the chains of all cells are worth, and which requests they use how often.
    private struct Evaluation {
        var total = 0.0
        var uses: [Double]
        var load: [[Double]]
    }

    /// Improves the prices by subgradient steps with smoothed directions and Polyak lengths towards
    /// a weight that is known to be served, and keeps the best.
    ///
    /// - Complexity: a round is linear in the entries and in the cells times grains times bundles.
    package mutating func improve(rounds: Int, served: Int) {
        var direction = [Double](repeating: 0, count: lambda.count)
        var muDirection = mu.map { [Double](repeating: 0, count: $0.count) }
        var (best, bestLambda, bestMu) = (Double.infinity, lambda, mu)
        var theta = 0.3
        let shrink = 1 - 2.7 / Double(max(3, rounds))
        for round in 0..<rounds {
            prepare()
            let evaluation = evaluate()
            let value = evaluation.total + lambda.reduce(0, +) + priced()
            if value < best { (best, bestLambda, bestMu) = (value, lambda, mu) }
            var norm = 0.0
            for request in lambda.indices where reachable[request] {
                direction[request] = 0.7 * direction[request] + (1 - evaluation.uses[request])
                if lambda[request] <= 0, direction[request] > 0 { direction[request] = 0 }
                norm += direction[request] * direction[request]
            }
            for family in mu.indices {
                for grain in mu[family].indices {
                    let gradient = capacity[family][grain] - evaluation.load[family][grain]
                    muDirection[family][grain] = 0.7 * muDirection[family][grain] + gradient
                    if mu[family][grain] <= 0, muDirection[family][grain] > 0 {
                        muDirection[family][grain] = 0
                    }
                    norm += muDirection[family][grain] * muDirection[family][grain]
                }
            }
            guard norm > 0 else { break }
            let length = theta * max(0.5, value - Double(served)) / norm
            for request in lambda.indices where reachable[request] {
                lambda[request] = max(0, lambda[request] - length * direction[request])
            }
            for family in mu.indices {
                for grain in mu[family].indices {
                    mu[family][grain] = max(
                        0, mu[family][grain] - length * muDirection[family][grain])
                }
            }
            theta *= shrink
            if round % 10 == 9 {
                prepare()
                polish()
            }
        }
        (lambda, mu) = (bestLambda, bestMu)
        prepare()
        polish()
    }

    private func priced() -> Double {
        var sum = 0.0
        for family in mu.indices {
            for grain in mu[family].indices { sum += mu[family][grain] * capacity[family][grain] }
        }
        return sum
    }

    /// Sums of prices along the axis.
    private mutating func prepare() {
        for family in mu.indices {
            var sum = 0.0
            muSums[family] = [0]
            for price in mu[family] {
                sum += price
                muSums[family].append(sum)
            }
        }
    }

    /// What a bundle pays for scarce resources at a start.
    @inline(__always)
    private func toll(_ bundle: Bundle, _ grain: Int, _ length: Int) -> Double {
        var toll = 0.0
        if bundle.interpreters >= 0 {
            toll += muSums[bundle.interpreters][grain + length] - muSums[bundle.interpreters][grain]
        }
        if bundle.rooms >= 0 {
            toll += muSums[bundle.rooms][grain + length] - muSums[bundle.rooms][grain]
        }
        return toll
    }

    /// The best chain of every cell at the prices of now.
    private func evaluate() -> Evaluation {
        var evaluation = Evaluation(
            uses: [Double](repeating: 0, count: lambda.count),
            load: mu.map { [Double](repeating: 0, count: $0.count) })
        var scratch = Scratch()
        for cell in model.cells.indices {
            evaluation.total += chain(of: cell, &scratch)
            trace(cell, scratch, &evaluation)
        }
        return evaluation
    }

    /// Works out the best chain of a cell; the table is left in `scratch`.
    private func chain(of cell: Int, _ scratch: inout Scratch) -> Double {
        appraise(cell, &scratch)
        let reach = reach
        let limit = min(Int(model.cells[cell].limit), model.words * 64)
        // First without the limit; with it only where it binds.
        scratch.limit = 0
        fill(cell, row: 1, under: 1, &scratch)
        guard count(cell, scratch) > limit else { return scratch.best[reach] }
        scratch.limit = limit
        for index in 0..<reach { scratch.best[index] = 0 }
        for level in 1...max(1, limit) { fill(cell, row: level, under: level - 1, &scratch) }
        return scratch.best[limit * reach]
    }

    /// The grains of a row of the table.
    private var reach: Int { model.words * 64 + 1 + longestReach }

    /// Works out what an appointment of each slot is worth at each start.
    private func appraise(_ cell: Int, _ scratch: inout Scratch) {
        let slots = model.cells[cell].slots
        let grains = model.words * 64
        let size = slots.count * grains
        if scratch.values.count < size {
            scratch.values = [Double](repeating: 0, count: size)
            scratch.owners = [Int32](repeating: -1, count: size)
        }
        for index in 0..<size { scratch.values[index] = 0 }
        let first = Int(model.cells[cell].first)
        for index in bundleStarts[cell]..<bundleStarts[cell + 1] {
            let bundle = bundles[index]
            var value = 0.0
            for position in bundle.requests {
                let request = Int(requests[position])
                value = max(value, Double(model.weights[request]) - lambda[request])
            }
            guard value > 0 else { continue }
            let length = model.shapes[Int(model.slots[bundle.slot].shape)].length
            let base = (bundle.slot - Int(slots.lowerBound)) * grains
            let isScarce = bundle.interpreters >= 0 || bundle.rooms >= 0
            for grain in bundle.low...bundle.high where isAllowed(bundle, grain) {
                let worth = isScarce ? value - toll(bundle, first + grain, length) : value
                if worth > scratch.values[base + grain] {
                    scratch.values[base + grain] = worth
                    scratch.owners[base + grain] = Int32(index)
                }
            }
        }
    }

    @inline(__always)
    private func isAllowed(_ bundle: Bundle, _ grain: Int) -> Bool {
        bundle.allowed[grain >> 6] >> UInt64(grain & 63) & 1 == 1
    }

    /// Fills a row of the table: the best chain that begins with an appointment on row `row` and
    /// goes on with row `under`.
    private func fill(_ cell: Int, row: Int, under: Int, _ scratch: inout Scratch) {
        let grains = model.words * 64
        let (reach, slots) = (reach, model.cells[cell].slots)
        let size = (max(row, under) + 1) * reach
        if scratch.best.count < size {
            scratch.best += [Double](repeating: 0, count: size - scratch.best.count)
            scratch.choice += [Int32](repeating: -1, count: size - scratch.choice.count)
        }
        let (base, next) = (row * reach, under * reach)
        for grain in grains..<reach { scratch.best[base + grain] = 0 }
        for grain in stride(from: grains - 1, through: 0, by: -1) {
            var best = scratch.best[base + grain + 1]
            var choice: Int32 = -1
            for slot in 0..<slots.count {
                let worth = scratch.values[slot * grains + grain]
                guard worth > 0 else { continue }
                let value = worth + scratch.best[next + grain + steps[Int(slots.lowerBound) + slot]]
                if value > best {
                    best = value
                    choice = scratch.owners[slot * grains + grain]
                }
            }
            scratch.best[base + grain] = best
            scratch.choice[base + grain] = choice
        }
    }

    /// How many appointments the unlimited chain has.
    private func count(_ cell: Int, _ scratch: borrowing Scratch) -> Int {
        let reach = reach
        var (grain, count) = (0, 0)
        while grain < model.words * 64 {
            let choice = scratch.choice[reach + grain]
            guard choice >= 0 else {
                grain += 1
                continue
            }
            count += 1
            grain += steps[bundles[Int(choice)].slot]
        }
        return count
    }

    /// Notes what the chain of a cell uses; among requests worth the same the use is shared.
    private func trace(_ cell: Int, _ scratch: borrowing Scratch, _ evaluation: inout Evaluation) {
        let reach = reach
        let first = Int(model.cells[cell].first)
        let limit = scratch.limit
        var (grain, level) = (0, limit == 0 ? 1 : limit)
        while grain < model.words * 64, level > 0 {
            let choice = Int(scratch.choice[level * reach + grain])
            guard choice >= 0 else {
                grain += 1
                continue
            }
            let bundle = bundles[choice]
            let shape = model.shapes[Int(model.slots[bundle.slot].shape)]
            var floor = -Double.infinity
            for position in bundle.requests {
                let request = Int(requests[position])
                floor = max(floor, Double(model.weights[request]) - lambda[request])
            }
            floor -= Self.tie
            var sharing = 0.0
            for position in bundle.requests {
                let request = Int(requests[position])
                if Double(model.weights[request]) - lambda[request] >= floor { sharing += 1 }
            }
            for position in bundle.requests {
                let request = Int(requests[position])
                if Double(model.weights[request]) - lambda[request] >= floor {
                    evaluation.uses[request] += 1 / sharing
                }
            }
            for family in [bundle.interpreters, bundle.rooms] where family >= 0 {
                for offset in 0..<shape.length {
                    evaluation.load[family][first + grain + offset] += 1
                }
            }
            grain += shape.length + shape.after
            if limit > 0 { level -= 1 }
        }
    }

    /// Lowers the prices of the requests as far as the chains allow: the value of no cell changes.
    private mutating func polish() {
        var lowest = [Double](repeating: 0, count: lambda.count)
        var scratch = Scratch()
        let reach = reach
        for cell in model.cells.indices {
            _ = chain(of: cell, &scratch)
            let limit = scratch.limit
            let first = Int(model.cells[cell].first)
            for index in bundleStarts[cell]..<bundleStarts[cell + 1] {
                let bundle = bundles[index]
                let shape = model.shapes[Int(model.slots[bundle.slot].shape)]
                var price = Double.infinity
                for grain in bundle.low...bundle.high where isAllowed(bundle, grain) {
                    let toll = toll(bundle, first + grain, shape.length)
                    let next = grain + shape.length + shape.after
                    if limit == 0 {
                        price = min(
                            price, toll + scratch.best[reach + grain] - scratch.best[reach + next])
                    } else {
                        for level in 1...limit {
                            price = min(
                                price,
                                toll + scratch.best[level * reach + grain]
                                    - scratch.best[(level - 1) * reach + next])
                        }
                    }
                }
                for position in bundle.requests {
                    let request = Int(requests[position])
                    lowest[request] = max(
                        lowest[request], Double(model.weights[request]) - price)
                }
            }
        }
        for request in lambda.indices { lambda[request] = min(lambda[request], lowest[request]) }
    }

    /// What one unit of weight is in the whole numbers of a certificate.
    package static let scale = 65_536

    /// The bound by the prices of now, rounded to whole numbers and worked out exactly.
    package mutating func proven() -> Int {
        for request in lambda.indices {
            lambda[request] =
                (lambda[request] * Double(Self.scale)).rounded(.up) / Double(Self.scale)
        }
        for family in mu.indices {
            for grain in mu[family].indices {
                mu[family][grain] =
                    (mu[family][grain] * Double(Self.scale)).rounded() / Double(Self.scale)
            }
        }
        // Multiples of 2^-16 below 2^36 add up exactly in 53 bits.
        prepare()
        var total = lambda.reduce(0, +) + priced()
        var scratch = Scratch()
        for cell in model.cells.indices { total += chain(of: cell, &scratch) }
        return Int(total.rounded(.down))
    }
}

extension AllocationModel {
    /// The starts of an entry at which some interpreter and some room are free for all its length,
    /// whoever else comes.
    func possible(_ entry: Entry) -> [UInt64] {
        let base = Int(entry.slot) * words
        var mask = Array(allowed[base..<base + words])
        let first = Int(cells[Int(slots[Int(entry.slot)].cell)].first)
        for pool in [entry.interpreters, entry.rooms] where pool >= 0 {
            let (members, length) = (pools[Int(pool)].members, pools[Int(pool)].length)
            for grain in Int(entry.low)...Int(entry.high)
            where mask[grain >> 6] >> UInt64(grain & 63) & 1 == 1 {
                let isPossible = members.contains { member in
                    (0..<length).allSatisfy { offset in
                        let bit = first + grain + offset
                        return free[Int(member) * axisWords + bit >> 6] >> UInt64(bit & 63) & 1 == 1
                    }
                }
                if !isPossible { mask.clearBits(grain..<grain + 1, from: 0) }
            }
        }
        return mask
    }

    /// The different sets of members of the pools.
    func families() -> [[Int32]] {
        var families: [[Int32]] = []
        for pool in pools where !families.contains(pool.members) { families.append(pool.members) }
        return families
    }

    /// How many of some members are free in each grain of the axis.
    func capacity(of members: [Int32]) -> [Double] {
        var capacity = [Double](repeating: 0, count: axisWords * 64)
        for member in members {
            for grain in capacity.indices
            where free[Int(member) * axisWords + grain >> 6] >> UInt64(grain & 63) & 1 == 1 {
                capacity[grain] += 1
            }
        }
        return capacity
    }
}
