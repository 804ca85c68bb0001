/// Calls that find every agent busy are lost: Erlang's first formula, M/M/n/n and M/G/n/n.
///
///     let lost = try ErlangB(agents: 20, load: 15).blocking   // 0.0456
///
/// The share lost depends on the mean of the call's length and on nothing else of its law
/// (Sevastyanov 1957). Sources: Erlang 1917; case families `erlang-b`, `m-g-c-c`.
public struct ErlangB: Hashable, Sendable {
    /// The most agents of every formula of this room.
    public static let agentsMax = 1_000_000

    /// The number of agents.
    public let agents: Int
    /// The offered load in erlangs: calls a time unit × mean length of a call.
    public let load: Double
    /// The share of calls lost, 0 … 1.
    public let blocking: Double

    /// The formula for `agents` (0 … ``agentsMax``) and `load` (at least 0).
    /// - Complexity: O(*agents*).
    public init(agents: Int, load: Double) throws(ParameterError) {
        try Check.count("agents", agents, from: 0, to: Self.agentsMax)
        try Check.notNegative("load", load)
        self.agents = agents
        self.load = load
        blocking = Self.recursion(agents, load)
    }

    /// The load that is carried, in erlangs.
    public var carriedLoad: Double { load * (1 - blocking) }

    /// The share of time that an agent talks, 0 … 1; 0 without agents.
    public var occupancy: Double { agents == 0 ? 0 : carriedLoad / Double(agents) }

    /// B(0) = 1, B(k) = a B(k−1) / (k + a B(k−1)): sums of positive terms, so nothing is lost.
    static func recursion(_ agents: Int, _ load: Double) -> Double {
        var blocking = 1.0
        var k = 0.0
        for _ in 0..<agents {
            k += 1
            let busy = load * blocking
            blocking = busy / (k + busy)
        }
        return blocking
    }

    /// The load at which `agents` (at least 1) lose the share `blocking` (between 0 and 1).
    ///
    /// Relative error below 1e-12. Case family `erlang-b-inverse`.
    /// - Complexity: O(*agents*), at most 200 times.
    public static func load(agents: Int, blocking: Double) throws(ParameterError) -> Double {
        try Check.count("agents", agents, from: 1, to: agentsMax)
        try Check.share("blocking", blocking)
        var upper = Double(agents) + 1
        while recursion(agents, upper) < blocking { upper *= 2 }
        return Roots.rising(from: 0, to: upper) { recursion(agents, $0) - blocking }
    }

    /// The fewest agents that lose at most the share `blocking` (between 0 and 1) of `load`.
    /// - Complexity: O(answer).
    public static func agents(load: Double, blocking: Double) throws(ParameterError) -> Int {
        try Check.notNegative("load", load)
        try Check.share("blocking", blocking)
        guard load <= Double(agentsMax) * 0.9 else {
            throw ParameterError("load", load, allowed: "0 … \(Double(agentsMax) * 0.9)")
        }
        var share = 1.0
        var agents = 0
        while share > blocking, agents < agentsMax {
            agents += 1
            share = load * share / (Double(agents) + load * share)
        }
        return agents
    }
}

/// Zeros of functions of one variable.
enum Roots {
    /// Where a rising function crosses 0 between `lower` and `upper`, to the last bit or two.
    ///
    /// Ridders' method with bisection to fall back on, so that it always ends.
    static func rising(
        from lower: Double, to upper: Double, _ body: (Double) -> Double
    ) -> Double {
        var (low, high) = (lower, upper)
        var (atLow, atHigh) = (body(low), body(high))
        guard atLow < 0 else { return low }
        guard atHigh > 0 else { return high }
        for _ in 0..<200 {
            let middle = 0.5 * (low + high)
            guard middle > low, middle < high else { return middle }
            let atMiddle = body(middle)
            if atMiddle == 0 { return middle }
            let root = (atMiddle * atMiddle - atLow * atHigh).squareRoot()
            var guess = middle + (middle - low) * (-atMiddle / root)
            if atMiddle < 0 {
                (low, atLow) = (middle, atMiddle)
            } else {
                (high, atHigh) = (middle, atMiddle)
            }
            if !(guess > low && guess < high) { guess = 0.5 * (low + high) }
            let atGuess = body(guess)
            if atGuess == 0 { return guess }
            if atGuess < 0 {
                (low, atLow) = (guess, atGuess)
            } else {
                (high, atHigh) = (guess, atGuess)
            }
            if high - low <= 2e-16 * high.magnitude { return 0.5 * (low + high) }
        }
        return 0.5 * (low + high)
    }
}
