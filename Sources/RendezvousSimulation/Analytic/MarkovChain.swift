/// The stationary law of a chain in continuous time whose transitions reach only near states.
///
/// States are left out one by one from the last, and what went through them is added to the rates
/// of the others (Grassmann, Taksar and Heyman 1985): sums and products of positive numbers only,
/// so that each probability is right to about 12 digits, however small.
struct MarkovChain {
    private let count: Int
    /// How far a transition reaches at most.
    private let reach: Int
    /// For each state the rates to `state − reach … state + reach`.
    private var rates: [Double]

    /// A chain of `count` states; `transitions` adds those of a state.
    init(count: Int, transitions: (Int, inout Moves) -> Void) {
        self.count = count
        var moves = Moves()
        var reach = 1
        var all: [(source: Int, target: Int, rate: Double)] = []
        for state in 0..<count {
            moves.list.removeAll(keepingCapacity: true)
            transitions(state, &moves)
            for (target, rate) in moves.list where target != state && rate > 0 {
                reach = max(reach, abs(target - state))
                all.append((state, target, rate))
            }
        }
        self.reach = reach
        rates = [Double](repeating: 0, count: count * (2 * reach + 1))
        for (source, target, rate) in all {
            rates[source * (2 * reach + 1) + reach + target - source] += rate
        }
    }

    /// The shares of time in each state. States that nothing leads to have none.
    /// - Complexity: O(*count* · *reach*²).
    consuming func stationary() -> [Double] {
        for state in stride(from: count - 1, to: 0, by: -1) { leaveOut(state) }
        let width = 2 * reach + 1
        var shares = [Double](repeating: 0, count: count)
        shares[0] = 1
        var total = 1.0
        for state in 1..<max(1, count) {
            var share = 0.0
            for source in max(0, state - reach)..<state {
                share += shares[source] * rates[source * width + reach + state - source]
            }
            shares[state] = share
            total += share
        }
        for state in 0..<count { shares[state] /= total }
        return shares
    }

    private mutating func leaveOut(_ state: Int) {
        let width = 2 * reach + 1
        let first = max(0, state - reach)
        let row = state * width + reach - state
        var sum = 0.0
        for target in first..<state { sum += rates[row + target] }
        for source in first..<state {
            let line = source * width + reach - source
            let into = rates[line + state]
            guard into > 0 else { continue }
            let share = sum > 0 ? into / sum : 0
            rates[line + state] = share
            for target in first..<state { rates[line + target] += share * rates[row + target] }
        }
    }
}

/// The transitions of one state.
struct Moves {
    fileprivate var list: [(target: Int, rate: Double)] = []

    mutating func callAsFunction(_ target: Int, _ rate: Double) { list.append((target, rate)) }
}

/// The transitions of one state of a ``PlaneChain``; those out of the plane are left off.
struct PlaneMoves {
    fileprivate var list: [(row: Int, column: Int, rate: Double)] = []

    mutating func callAsFunction(_ row: Int, _ column: Int, _ rate: Double) {
        list.append((row, column, rate))
    }
}

/// A chain in two dimensions, cut where next to nothing is. Columns should be few.
struct PlaneChain {
    let rows: Int
    let columns: Int
    private let shares: [Double]

    /// The most numbers that a chain may need.
    static let sizeMax = 50_000_000

    /// A number of rows that may be had.
    static func rows(_ wanted: Double) throws(ParameterError) -> Int {
        guard wanted < 10_000_000 else {
            throw ParameterError("size of the chain", wanted, allowed: "up to 10000000")
        }
        return Int(wanted)
    }

    /// States (row, column); `transitions` gets row, column and where to add.
    init(
        rows: Int, columns: Int, transitions: (Int, Int, inout PlaneMoves) -> Void
    ) throws(ParameterError) {
        self.rows = rows
        self.columns = columns
        let size = Double(rows) * Double(columns) * Double(columns) * 2
        guard size <= Double(Self.sizeMax) else {
            throw ParameterError("size of the chain", size, allowed: "up to \(Self.sizeMax)")
        }
        var moves = PlaneMoves()
        let chain = MarkovChain(count: rows * columns) { state, add in
            moves.list.removeAll(keepingCapacity: true)
            transitions(state / columns, state % columns, &moves)
            for (row, column, rate) in moves.list {
                guard row >= 0, row < rows, column >= 0, column < columns else { continue }
                add(row * columns + column, rate)
            }
        }
        shares = chain.stationary()
    }

    /// The mean of a function of the state.
    func mean(_ body: (Int, Int) -> Double) -> Double {
        var sum = 0.0
        for state in stride(from: shares.count - 1, through: 0, by: -1) {
            sum += shares[state] * body(state / columns, state % columns)
        }
        return sum
    }
}
