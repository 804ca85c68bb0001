/// Stationary and passing states of a chain that moves one state up or down.
///
/// Sources: Gross and Harris, ch. 2; for passing states uniformisation (Jensen 1953).
struct BirthDeath {
    /// `up[k]` is the rate from k to k + 1, `down[k]` that from k + 1 to k.
    let up: [Double]
    let down: [Double]

    /// The stationary probabilities of the states 0 … `up.count`.
    ///
    /// Terms are taken from the largest outwards, so that neither overflow nor cancellation occurs.
    /// - Complexity: O(*states*).
    var stationary: [Double] {
        let count = up.count + 1
        var mode = 0
        while mode < up.count, up[mode] >= down[mode] { mode += 1 }
        var shares = [Double](repeating: 0, count: count)
        shares[mode] = 1
        var term = 1.0
        for state in (mode + 1)..<max(mode + 1, count) {
            term *= up[state - 1] / down[state - 1]
            shares[state] = term
        }
        term = 1
        for state in (0..<mode).reversed() {
            term *= down[state] / up[state]
            shares[state] = term
        }
        var sum = 0.0
        // The small ends first.
        for state in 0..<mode { sum += shares[state] }
        var upper = 0.0
        for state in (mode..<count).reversed() { upper += shares[state] }
        sum += upper
        for state in 0..<count { shares[state] /= sum }
        return shares
    }

    /// What the chain does in `time`, from `start`: the probabilities at the end, and the time
    /// spent in each state on the mean.
    ///
    /// All terms are positive; what is left off is below 1e-17.
    /// - Complexity: O(*states* · (*rate* · *time* + 10 √(*rate* · *time*))).
    func passing(from start: [Double], time: Double) -> (end: [Double], spent: [Double]) {
        let count = start.count
        let rate =
            (0..<count).map { (state: Int) -> Double in
                (state < up.count ? up[state] : 0) + (state > 0 ? down[state - 1] : 0)
            }.max() ?? 0
        guard rate > 0, time > 0 else { return (start, start.map { $0 * time }) }
        let weights = PoissonLaw(mean: rate * time)
        var current = start
        var end = [Double](repeating: 0, count: count)
        var spent = [Double](repeating: 0, count: count)
        var above = 1.0
        for step in 0...weights.last {
            let weight = weights.share(step)
            above = step < weights.first ? 1 : weights.above(step)
            for state in 0..<count {
                end[state] += weight * current[state]
                spent[state] += above * current[state]
            }
            current = moved(current, by: rate)
        }
        for state in 0..<count { spent[state] /= rate }
        return (end, spent)
    }

    private func moved(_ current: [Double], by rate: Double) -> [Double] {
        var next = current
        for state in 0..<up.count {
            let rise = current[state] * (up[state] / rate)
            let fall = current[state + 1] * (down[state] / rate)
            next[state] += fall - rise
            next[state + 1] += rise - fall
        }
        return next
    }
}

/// The probabilities of a Poisson law, by the distance from its mode.
struct PoissonLaw {
    /// The first and the last count that is kept; beyond lies less than 1e-30 of the law's mass
    /// on either side.
    let first: Int
    let last: Int
    private let shares: [Double]
    private let tails: [Double]

    /// The law of a mean (at least 0, at most about 1e9).
    /// - Complexity: O(√*mean*) time and memory.
    init(mean: Double) {
        let mode = Int(mean)
        var upper: [Double] = [1]
        var term = 1.0
        var k = Double(mode)
        while term > 1e-40, mean > 0 {
            k += 1
            term *= mean / k
            upper.append(term)
        }
        var lower: [Double] = []
        term = 1
        k = Double(mode)
        while k > 0, term > 1e-40 {
            term *= k / mean
            k -= 1
            lower.append(term)
        }
        first = mode - lower.count
        last = mode + upper.count - 1
        var all = Array(lower.reversed()) + upper
        var tail = 0.0
        var above: [Double] = []
        above.reserveCapacity(all.count)
        for share in all.reversed() {
            above.append(tail)
            tail += share
        }
        var sum = 0.0
        for share in lower.reversed() { sum += share }
        var high = 0.0
        for share in upper.reversed() { high += share }
        sum += high
        for index in all.indices { all[index] /= sum }
        shares = all
        tails = above.reversed().map { $0 / sum }
    }

    /// P(N = `count`).
    func share(_ count: Int) -> Double {
        count < first || count > last ? 0 : shares[count - first]
    }

    /// P(N > `count`).
    func above(_ count: Int) -> Double {
        count < first ? 1 : count > last ? 0 : tails[count - first]
    }

    /// P(N ≤ `count`), exact also where it is tiny.
    func upTo(_ count: Int) -> Double {
        guard count >= first else { return 0 }
        if above(count) < 0.5 { return 1 - above(count) }
        var sum = 0.0
        for index in first...min(last, count) { sum += share(index) }
        return sum
    }
}

/// The probabilities of a binomial law.
struct BinomialLaw {
    private let shares: [Double]

    /// The law of `count` trials that succeed with `probability`.
    /// - Complexity: O(*count*).
    init(_ count: Int, _ probability: Double) {
        guard probability > 0, probability < 1, count > 0 else {
            var certain = [Double](repeating: 0, count: count + 1)
            certain[probability >= 1 ? count : 0] = 1
            shares = certain
            return
        }
        let up = (0..<count).map { Double(count - $0) * probability }
        let down = (0..<count).map { Double($0 + 1) * (1 - probability) }
        // A chain of independent switches has the binomial law.
        shares = BirthDeath(up: up, down: down).stationary
    }

    /// P(N = `count`).
    func share(_ count: Int) -> Double { shares.indices.contains(count) ? shares[count] : 0 }

    /// P(N ≥ `count`).
    func atLeast(_ count: Int) -> Double {
        var sum = 0.0
        for index in stride(from: shares.count - 1, through: max(0, count), by: -1) {
            sum += shares[index]
        }
        return sum
    }
}
