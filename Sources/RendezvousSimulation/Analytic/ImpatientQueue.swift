/// Calls that wait and may hang up: Erlang A (exponential patience) and M/M/n+G (any patience).
///
///     let patience = try Patience.exponential(rate: 0.5)
///     let queue = try ImpatientQueue(
///         agents: 50, arrivalRate: 48, serviceRate: 1, patience: patience)
///     queue.abandonProbability   // 0.0309
///
/// The wait *offered* to a call (what it would wait with endless patience) has the density
/// v(x) = c · exp(λ H(x) − n μ x), H(x) = E min(patience, x), above 0. Everything else is an
/// integral over it, taken numerically to about 12 digits. Scaled by its largest value, it is
/// stable to 10,000 agents and under any overload, as patience ends every wait.
/// Sources: Palm 1946; Baccelli and Hébuterne 1981; Garnett, Mandelbaum and Reiman 2002; Zeltyn and
/// Mandelbaum 2005; case families `erlang-a`, `m-m-n+G`.
public struct ImpatientQueue: Sendable {
    /// The number of agents.
    public let agents: Int
    /// Calls a time unit.
    public let arrivalRate: Double
    /// Calls that one agent completes a time unit.
    public let serviceRate: Double
    /// How long callers wait.
    public let patience: Patience
    /// The share of calls that find nobody free, 0 … 1.
    public let waitProbability: Double
    /// The share of calls that hang up, 0 … 1.
    public let abandonProbability: Double
    /// The mean wait of all calls, those that hang up included.
    public let meanWait: Double
    /// The mean wait of the calls that are answered.
    public let meanWaitOfServed: Double
    /// The mean wait that a call with endless patience would meet.
    public let meanOfferedWait: Double

    private let density: OfferedWait

    /// A queue of `agents` (1 … ``ErlangB/agentsMax``); with endless patience the load must be
    /// below the number of agents.
    /// - Complexity: O(*agents*) and some thousand values of the density.
    public init(
        agents: Int, arrivalRate: Double, serviceRate: Double, patience: Patience
    ) throws(ParameterError) {
        try Check.count("agents", agents, from: 1, to: ErlangB.agentsMax)
        try Check.positive("arrivalRate", arrivalRate)
        try Check.positive("serviceRate", serviceRate)
        if patience == .endless, arrivalRate >= Double(agents) * serviceRate {
            throw ParameterError(
                "arrivalRate", arrivalRate, allowed: "below agents × serviceRate if nobody hangs up"
            )
        }
        self.agents = agents
        self.arrivalRate = arrivalRate
        self.serviceRate = serviceRate
        self.patience = patience
        let density = OfferedWait(
            agents: agents, arrivalRate: arrivalRate, serviceRate: serviceRate, patience: patience)
        self.density = density
        waitProbability = density.mass(from: 0) { _ in 1 }
        abandonProbability = density.mass(from: 0) { patience.loss($0) }
        meanWait = density.mass(from: 0) { patience.limited($0) }
        meanOfferedWait = density.mass(from: 0) { $0 }
        let answered = density.mass(from: 0) { $0 * patience.survival($0) }
        meanWaitOfServed = answered / (1 - abandonProbability)
    }

    /// The mean number of calls that wait.
    public var queueLength: Double { arrivalRate * meanWait }

    /// The share of time that an agent talks, 0 … 1.
    public var occupancy: Double {
        arrivalRate * (1 - abandonProbability) / (Double(agents) * serviceRate)
    }

    /// The share of all calls that are answered within `time` (at least 0): a call that hangs up
    /// counts as not answered.
    public func served(within time: Double) -> Double {
        1 - waitProbability
            + density.mass(from: 0, to: max(0, time)) { patience.survival($0) }
    }

    /// The share of all calls that wait longer than `time` (at least 0), answered or not.
    public func waitExceeds(_ time: Double) -> Double {
        patience.survival(max(0, time)) * density.mass(from: max(0, time)) { _ in 1 }
    }

    /// The wait that a share `share` (0 … 1) of the calls does not exceed, answered or not.
    /// - Complexity: at most 200 integrals.
    public func waitQuantile(_ share: Double) throws(ParameterError) -> Double {
        try Check.probability("share", share)
        guard waitExceeds(0) > 1 - share else { return 0 }
        return Roots.rising(from: 0, to: density.end) { 1 - share - waitExceeds($0) }
    }

    /// The fewest agents that answer the share `target` (between 0 and 1) of all calls within
    /// `wait`.
    /// - Complexity: O(log answer) queues.
    public static func staffing(
        arrivalRate: Double, serviceRate: Double, patience: Patience, answeredWithin wait: Double,
        target: Double
    ) throws(ParameterError) -> Int {
        try Check.notNegative("wait", wait)
        try Check.share("target", target)
        try Check.positive("arrivalRate", arrivalRate)
        try Check.positive("serviceRate", serviceRate)
        let load = arrivalRate / serviceRate
        guard load <= 0.9 * Double(ErlangB.agentsMax) else {
            throw ParameterError("arrivalRate", arrivalRate, allowed: "a load up to 900000")
        }
        // With endless patience fewer agents than load have no queue to speak of.
        var low = patience == .endless ? Int(load) : 0
        func isEnough(_ agents: Int) throws(ParameterError) -> Bool {
            let queue = try ImpatientQueue(
                agents: agents, arrivalRate: arrivalRate, serviceRate: serviceRate,
                patience: patience)
            return queue.served(within: wait) >= target
        }
        var high = low + 1
        while try !isEnough(high) {
            low = high
            high = min(ErlangB.agentsMax, 2 * high)
            if low == high {
                throw ParameterError("target", target, allowed: "reached with 1000000 agents")
            }
        }
        while high - low > 1 {
            let middle = (low + high) / 2
            if try isEnough(middle) { high = middle } else { low = middle }
        }
        return high
    }
}

/// The density of the offered wait above 0, scaled by its largest value.
private struct OfferedWait: Sendable {
    let arrivalRate: Double
    let drain: Double
    let patience: Patience
    /// Where the density has fallen below e^−60 of its largest value.
    let end: Double
    private let mode: Double
    private let top: Double
    private let spread: Double
    private var scale = 1.0

    init(agents: Int, arrivalRate: Double, serviceRate: Double, patience: Patience) {
        self.arrivalRate = arrivalRate
        self.patience = patience
        let drain = Double(agents) * serviceRate
        self.drain = drain
        func exponent(_ x: Double) -> Double { arrivalRate * patience.limited(x) - drain * x }
        // The slope λ S(x) − n μ falls, so the largest value is where it crosses 0.
        var mode = 0.0
        if arrivalRate * patience.survival(0) > drain {
            var far = 1 / drain
            while arrivalRate * patience.survival(far) > drain { far *= 2 }
            mode = Roots.rising(from: 0, to: far) {
                drain - arrivalRate * patience.survival($0)
            }
        }
        let top = exponent(mode)
        var step = 1 / drain
        while exponent(mode + step) > top - 60 { step *= 2 }
        let end = Roots.rising(from: mode, to: mode + step) { top - 60 - exponent($0) }
        self.mode = mode
        self.top = top
        self.end = end
        spread = end - mode
        // The share of calls that find an agent: Σ π_j = 1/B(n−1), against λ times the integral.
        let idle = 1 / ErlangB.recursion(agents - 1, arrivalRate / serviceRate)
        let unscaled = arrivalRate * integral(from: 0, to: end) { _ in 1 }
        let free = idle.isFinite ? idle * Elementary.exp(-top) : .infinity
        scale = free.isFinite ? arrivalRate / (free + unscaled) : 0
    }

    /// The mean of `body` over the offered waits in a range, waits of 0 left out.
    func mass(
        from start: Double, to stop: Double = .infinity, _ body: (Double) -> Double
    ) -> Double {
        scale * integral(from: start, to: stop, body)
    }

    private func integral(
        from start: Double, to stop: Double, _ body: (Double) -> Double
    ) -> Double {
        let low = start
        let high = min(stop, end)
        guard high > low else { return 0 }
        // Cut where patience jumps and where the bulk begins and ends.
        let cuts = [mode - spread, mode - spread / 8, mode, mode + spread / 8, patience.jump ?? 0]
            .filter { $0 > low && $0 < high }.sorted()
        var sum = 0.0
        for (from, to) in zip([low] + cuts, cuts + [high]) {
            sum += Quadrature.integral(from: from, to: to) {
                let exponent = arrivalRate * patience.limited($0) - drain * $0 - top
                return Elementary.exp(exponent) * body($0)
            }
        }
        return sum
    }
}
