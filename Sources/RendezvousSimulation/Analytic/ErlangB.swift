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
