/// Calls wait until an agent is free, however long: Erlang's second formula, M/M/n.
///
///     let queue = try ErlangC(agents: 14, callsPerHour: 200, handling: 180)
///     queue.serviceLevel(within: 20)   // 0.888
///
/// Times are in whatever unit the rates are in; the initialiser for telephony takes seconds and
/// calls an hour. **Overload has an answer**: with as much load as agents or more everybody waits,
/// the mean is infinite, and no share is answered in time; nothing is ever negative.
/// Sources: Erlang 1917; Gans, Koole and Mandelbaum 2003; case families `erlang-c`, `pooling`.
public struct ErlangC: Hashable, Sendable {
    /// The number of agents.
    public let agents: Int
    /// Calls a time unit.
    public let arrivalRate: Double
    /// Calls that one agent completes a time unit.
    public let serviceRate: Double
    /// The share of calls that wait, 0 … 1.
    public let waitProbability: Double

    /// A queue of `agents` (0 … ``ErlangB/agentsMax``) with rates a time unit.
    /// - Complexity: O(*agents*).
    public init(
        agents: Int, arrivalRate: Double, serviceRate: Double
    ) throws(ParameterError) {
        try Check.count("agents", agents, from: 0, to: ErlangB.agentsMax)
        try Check.notNegative("arrivalRate", arrivalRate)
        try Check.positive("serviceRate", serviceRate)
        self.agents = agents
        self.arrivalRate = arrivalRate
        self.serviceRate = serviceRate
        let load = arrivalRate / serviceRate
        waitProbability = Self.delay(
            agents, load, blocking: ErlangB.recursion(agents, load))
    }

    /// A queue in seconds: `callsPerHour` calls of `handling` seconds each on the mean.
    public init(agents: Int, callsPerHour: Double, handling: Double) throws(ParameterError) {
        try Check.notNegative("callsPerHour", callsPerHour)
        try Check.positive("handling", handling)
        try self.init(
            agents: agents, arrivalRate: callsPerHour / 3_600, serviceRate: 1 / handling)
    }

    static func delay(_ agents: Int, _ load: Double, blocking: Double) -> Double {
        guard load < Double(agents) else { return load == 0 && agents == 0 ? 0 : 1 }
        let occupancy = load / Double(agents)
        return blocking / (1 - occupancy + occupancy * blocking)
    }

    /// The offered load in erlangs.
    public var load: Double { arrivalRate / serviceRate }

    /// Whether load reaches the number of agents, so that the queue grows without end.
    public var isOverloaded: Bool { load > 0 && load >= Double(agents) }

    /// The share of time that an agent talks, 0 … 1; 1 under overload.
    public var occupancy: Double { load == 0 ? 0 : min(1, load / Double(agents)) }

    /// The rate at which a wait ends, 0 under overload.
    private var excess: Double { max(0, Double(agents) * serviceRate - arrivalRate) }

    /// The mean wait of all calls (average speed of answer); infinite under overload.
    public var meanWait: Double {
        isOverloaded ? .infinity : waitProbability == 0 ? 0 : waitProbability / excess
    }

    /// The mean wait of the calls that wait; infinite under overload.
    public var meanWaitOfDelayed: Double { isOverloaded ? .infinity : 1 / excess }

    /// The mean number of calls that wait; infinite under overload.
    public var queueLength: Double { isOverloaded ? .infinity : arrivalRate * meanWait }

    /// The mean time from call to hang-up; infinite under overload.
    public var timeInSystem: Double { meanWait + 1 / serviceRate }

    /// The share of calls answered within `time` (at least 0); 0 under overload.
    public func serviceLevel(within time: Double) -> Double {
        guard !isOverloaded else { return 0 }
        return 1 - waitProbability * Elementary.exp(-excess * max(0, time))
    }

    /// The wait that a share `share` (0 … 1) of the calls does not exceed.
    public func waitQuantile(_ share: Double) throws(ParameterError) -> Double {
        try Check.probability("share", share)
        guard !isOverloaded else { return .infinity }
        guard 1 - share < waitProbability else { return 0 }
        return Elementary.log(waitProbability / (1 - share)) / excess
    }
}

extension ErlangC {
    /// How many agents a service target needs, and what it then is.
    public struct Staffing: Hashable, Sendable {
        /// The fewest agents that meet the target.
        public let agents: Int
        /// The share answered in time with them.
        public let serviceLevel: Double
        /// The share with one agent fewer; 0 if that were none or overload.
        public let serviceLevelOfOneFewer: Double
        /// The share of time an agent talks.
        public let occupancy: Double
    }

    /// The fewest agents that answer the share `target` (between 0 and 1) of `callsPerHour` calls
    /// of `handling` seconds within `wait` seconds, none busier than `occupancyMax` (0 … 1).
    ///
    /// One pass of Erlang's recursion up to the answer. Case family `erlang-c-staffing`.
    /// - Complexity: O(answer).
    public static func staffing(
        callsPerHour: Double, handling: Double, answeredWithin wait: Double,
        target: Double, occupancyMax: Double = 1
    ) throws(ParameterError) -> Staffing {
        try Check.notNegative("callsPerHour", callsPerHour)
        try Check.positive("handling", handling)
        try Check.notNegative("wait", wait)
        try Check.share("target", target)
        guard occupancyMax > 0, occupancyMax <= 1 else {
            throw ParameterError("occupancyMax", occupancyMax, allowed: "above 0, up to 1")
        }
        let load = callsPerHour * handling / 3_600
        guard load <= 0.9 * Double(ErlangB.agentsMax) * occupancyMax else {
            throw ParameterError(
                "callsPerHour", callsPerHour, allowed: "a load of at most 900000 × occupancyMax")
        }
        var search = StaffingSearch(load: load, patience: wait / handling)
        var before = 0.0
        while search.agents < ErlangB.agentsMax {
            search.addAgent()
            // Without load nobody waits; above it the share grows with each agent.
            let level = search.serviceLevel
            let occupancy = load / Double(search.agents)
            if level >= target, occupancy <= occupancyMax {
                return Staffing(
                    agents: search.agents, serviceLevel: level,
                    serviceLevelOfOneFewer: before, occupancy: occupancy)
            }
            before = level
        }
        throw ParameterError("target", target, allowed: "reached with 1000000 agents")
    }
}

/// Erlang's recursion one agent at a time.
private struct StaffingSearch {
    let load: Double
    /// The time allowed, in mean lengths of a call.
    let patience: Double
    private(set) var agents = 0
    private var blocking = 1.0

    init(load: Double, patience: Double) {
        self.load = load
        self.patience = patience
    }

    mutating func addAgent() {
        agents += 1
        let busy = load * blocking
        blocking = busy / (Double(agents) + busy)
    }

    var serviceLevel: Double {
        let excess = Double(agents) - load
        guard excess > 0 else { return 0 }
        let delay = ErlangC.delay(agents, load, blocking: blocking)
        return 1 - delay * Elementary.exp(-excess * patience)
    }
}
