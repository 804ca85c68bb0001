/// The fewest agents whose shifts cover what each period of a day needs, with a proven bound.
///
///     let cover = try ShiftCover(need: agents, grid: grid, patterns: patterns)
///     cover.agents    // how many work, and `cover.counts` which shifts
///     cover.bound     // no way of covering takes fewer
///
/// Source: Dantzig 1954 for the model; the bound is that of the linear program's dual, kept in
/// whole numbers so that anybody can check it: with `weights` on the periods no shift covers more
/// than `denominator`, so every cover takes at least Σ need · weight / denominator agents.
public struct ShiftCover: Hashable, Sendable {
    /// What each period needs.
    public let need: [Int]
    /// How many agents work each pattern.
    public let counts: [Int]
    /// How many agents there are in each period.
    public let onDuty: [Int]
    /// How many agents work.
    public let agents: Int
    /// How many agents every cover takes at least.
    public let bound: Int
    /// The certificate: a weight on each period.
    public let weights: [Int64]
    /// What no shift's weights pass.
    public static let denominator: Int64 = 1 << 32

    /// Whether no cover takes fewer agents.
    public var isProvenFewest: Bool { agents == bound }

    /// Covers a day.
    ///
    /// - Parameters:
    ///   - need: agents for each period of the grid, 0 … 100,000.
    ///   - grid: the periods of the day.
    ///   - patterns: shifts that may be worked, 1 … 5,000; each period in need must be in one.
    ///   - tries: ways of rounding that are tried while the bound is not met (1 … 1,000).
    /// - Complexity: some hundred pivots of *periods* × *patterns* numbers for each rounding step.
    public init(
        need: [Int], grid: DayGrid, patterns: [ShiftPattern], tries: Int = 24
    ) throws(ParameterError) {
        try Check.count("need", need.count, from: grid.count, to: grid.count)
        try Check.count("patterns", patterns.count, from: 1, to: 5_000)
        try Check.count("tries", tries, from: 1, to: 1_000)
        for count in need { try Check.count("need", count, from: 0, to: 100_000) }
        let covered = patterns.map { pattern in
            (0..<grid.count).filter { pattern.covers(grid.stretch($0)) }
        }
        for (place, count) in need.enumerated() where count > 0 {
            guard covered.contains(where: { $0.contains(place) }) else {
                throw ParameterError(
                    "period \(place)", Double(count), allowed: "0, as no shift covers it")
            }
        }
        let solver = CoverSolver(covered: covered, periods: grid.count)
        let (prices, _) = solver.relaxed(need)
        let weights = solver.weights(prices)
        let bound = Self.bound(need, weights)
        var best = solver.rounded(need, choice: 0)
        var attempt = 1
        while best.reduce(0, +) > bound, attempt < tries {
            let other = solver.rounded(need, choice: attempt)
            if other.reduce(0, +) < best.reduce(0, +) { best = other }
            attempt += 1
        }
        self.need = need
        self.weights = weights
        self.bound = bound
        counts = best
        agents = best.reduce(0, +)
        onDuty = solver.onDuty(best)
    }

    /// The bound that weights prove.
    private static func bound(_ need: [Int], _ weights: [Int64]) -> Int {
        // At most 1,440 periods × 100,000 × 2³²: within 64 bits.
        var sum: Int64 = 0
        for (count, weight) in zip(need, weights) { sum += Int64(count) * weight }
        return Int((sum + denominator - 1) / denominator)
    }
}

/// The linear program of covering, and roundings of it.
private struct CoverSolver {
    /// The periods that each pattern covers.
    let covered: [[Int]]
    let periods: Int

    /// Prices of the periods and amounts of the patterns: the solution of the linear program and
    /// of its dual.
    ///
    /// The dual (most Σ need · price, no pattern's prices above 1) starts feasible at 0, so its
    /// simplex needs no first phase, and wherever it stops its prices prove a bound. Condensed
    /// tableau: a row a pattern, a column a period; largest coefficient, after a while Bland's
    /// rule, which cannot cycle.
    func relaxed(_ need: [Int]) -> (prices: [Double], amounts: [Double]) {
        let columns = (0..<periods).filter { need[$0] > 0 }
        let (rows, width) = (covered.count, columns.count)
        var prices = [Double](repeating: 0, count: periods)
        var amounts = [Double](repeating: 0, count: rows)
        guard width > 0 else { return (prices, amounts) }
        // The last column is the right side, the last row the gain.
        let stride = width + 1
        var table = [Double](repeating: 0, count: (rows + 1) * stride)
        var columnOf = [Int](repeating: -1, count: periods)
        for (place, period) in columns.enumerated() { columnOf[period] = place }
        for row in 0..<rows {
            for period in covered[row] where columnOf[period] >= 0 {
                table[row * stride + columnOf[period]] = 1
            }
            table[row * stride + width] = 1
        }
        for (place, period) in columns.enumerated() {
            table[rows * stride + place] = Double(need[period])
        }
        // Who is in the basis: periods are 0 ..< width, slacks of patterns from width on.
        var basis = (0..<rows).map { width + $0 }
        var outside = Array(0..<width)
        let stepsMax = 50 * (rows + width)
        for step in 0..<stepsMax {
            let isBland = step > stepsMax / 5
            guard let enter = Self.entering(table, rows, width, outside, isBland),
                let leave = Self.leaving(table, rows, stride, enter, basis)
            else { break }
            Self.pivot(&table, rows, stride, leave, enter)
            (basis[leave], outside[enter]) = (outside[enter], basis[leave])
        }
        for row in 0..<rows where basis[row] < width {
            prices[columns[basis[row]]] = max(0, table[row * stride + width])
        }
        for place in 0..<width where outside[place] >= width {
            amounts[outside[place] - width] = max(0, -table[rows * stride + place])
        }
        return (prices, amounts)
    }

    private static func entering(
        _ table: [Double], _ rows: Int, _ width: Int, _ outside: [Int], _ isBland: Bool
    ) -> Int? {
        let first = rows * (width + 1)
        var best = -1
        for place in 0..<width where table[first + place] > 1e-9 {
            if best < 0 {
                best = place
            } else if isBland
                ? outside[place] < outside[best] : table[first + place] > table[first + best]
            {
                best = place
            }
        }
        return best < 0 ? nil : best
    }

    private static func leaving(
        _ table: [Double], _ rows: Int, _ stride: Int, _ enter: Int, _ basis: [Int]
    ) -> Int? {
        var best = -1
        var least = Double.infinity
        for row in 0..<rows {
            let factor = table[row * stride + enter]
            guard factor > 1e-9 else { continue }
            let ratio = table[row * stride + stride - 1] / factor
            if best < 0 || ratio < least - 1e-12
                || (ratio < least + 1e-12 && basis[row] < basis[best])
            {
                best = row
                least = ratio
            }
        }
        return best < 0 ? nil : best
    }

    private static func pivot(
        _ table: inout [Double], _ rows: Int, _ stride: Int, _ leave: Int, _ enter: Int
    ) {
        let start = leave * stride
        let scale = 1 / table[start + enter]
        for place in 0..<stride { table[start + place] *= scale }
        table[start + enter] = scale
        for row in 0...rows where row != leave {
            let factor = table[row * stride + enter]
            guard factor != 0 else { continue }
            let first = row * stride
            for place in 0..<stride { table[first + place] -= factor * table[start + place] }
            table[first + enter] = -factor * scale
        }
    }

    /// Prices as whole numbers that no pattern passes: rounded down, and where rounding errors of
    /// the table still leave a pattern above, all of them a little lower.
    func weights(_ prices: [Double]) -> [Int64] {
        let whole = Double(ShiftCover.denominator)
        var factor = 1.0
        while true {
            let weights = prices.map { Int64(($0 * factor * whole).rounded(.down)) }
            let most = covered.map { $0.reduce(0) { $0 + weights[$1] } }.max() ?? 0
            if most <= ShiftCover.denominator { return weights }
            factor *= whole / Double(most) * (1 - 1e-15)
        }
    }

    /// A cover in whole numbers: whole parts of the amounts, then one shift more at a time, each
    /// after a new linear program of what is left, and at last without those not needed.
    ///
    /// `choice` says which fraction is rounded up first: 0 the largest, others further ones in
    /// turn.
    func rounded(_ need: [Int], choice: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: covered.count)
        var left = need
        func take(_ pattern: Int, _ count: Int, _ left: inout [Int]) {
            for period in covered[pattern] { left[period] = max(0, left[period] - count) }
        }
        var round = 0
        while left.contains(where: { $0 > 0 }) {
            let amounts = relaxed(left).amounts
            for (pattern, amount) in amounts.enumerated() where amount >= 1 - 1e-7 {
                let whole = Int((amount + 1e-7).rounded(.down))
                counts[pattern] += whole
                take(pattern, whole, &left)
            }
            let fractions = amounts.indices.filter {
                amounts[$0] - (amounts[$0] + 1e-7).rounded(.down) > 1e-7
            }.sorted {
                let one = amounts[$0] - amounts[$0].rounded(.down)
                let other = amounts[$1] - amounts[$1].rounded(.down)
                return one != other ? one > other : $0 < $1
            }
            guard left.contains(where: { $0 > 0 }) else { break }
            // The first rounds decide most, so other tries differ there.
            let turn = round < 4 ? (choice >> (2 * round)) & 3 : 0
            let pattern =
                fractions.isEmpty
                ? mostUseful(left) : fractions[min(turn, fractions.count - 1)]
            counts[pattern] += 1
            take(pattern, 1, &left)
            round += 1
        }
        return pruned(counts, need)
    }

    /// The pattern that covers most periods in need.
    private func mostUseful(_ left: [Int]) -> Int {
        var best = (pattern: 0, use: -1)
        for (pattern, periods) in covered.enumerated() {
            let use = periods.reduce(0) { $0 + (left[$1] > 0 ? 1 : 0) }
            if use > best.use { best = (pattern, use) }
        }
        return best.pattern
    }

    private func pruned(_ counts: [Int], _ need: [Int]) -> [Int] {
        var counts = counts
        var onDuty = onDuty(counts)
        for pattern in counts.indices where counts[pattern] > 0 {
            let spare = covered[pattern].map { onDuty[$0] - need[$0] }.min() ?? counts[pattern]
            let fewer = min(spare, counts[pattern])
            guard fewer > 0 else { continue }
            counts[pattern] -= fewer
            for period in covered[pattern] { onDuty[period] -= fewer }
        }
        return counts
    }

    func onDuty(_ counts: [Int]) -> [Int] {
        var sums = [Int](repeating: 0, count: periods)
        for (pattern, count) in counts.enumerated() where count > 0 {
            for period in covered[pattern] { sums[period] += count }
        }
        return sums
    }
}
