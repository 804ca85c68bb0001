/// What callers are promised: a share of all calls answered within a time.
public struct ServiceTarget: Hashable, Sendable {
    /// The share of calls, between 0 and 1.
    public let share: Double
    /// The time, in the unit of the lengths it is used with; seconds for telephony.
    public let within: Double
    /// The share of time that agents may talk at most, above 0 and up to 1.
    public let occupancyMax: Double

    /// A target: `share` between 0 and 1, `within` at least 0.
    public init(
        share: Double, within: Double, occupancyMax: Double = 1
    ) throws(ParameterError) {
        try Check.share("share", share)
        try Check.notNegative("within", within)
        guard occupancyMax > 0, occupancyMax <= 1 else {
            throw ParameterError("occupancyMax", occupancyMax, allowed: "above 0, up to 1")
        }
        self.share = share
        self.within = within
        self.occupancyMax = occupancyMax
    }
}

/// How many calls come in each period, and how long they last.
public struct CallDemand: Hashable, Sendable {
    /// The calls of each period.
    public let calls: [Double]
    /// The length of a period, in seconds.
    public let period: Double
    /// The mean length of a call with what is to be done after it, in seconds.
    public let handling: Double
    /// The mean time that callers wait before they hang up, in seconds; `nil`: they never do.
    public let patience: Double?

    /// A demand of at most 10,000,000 periods; calls at least 0, lengths positive.
    public init(
        calls: [Double], period: Double = 1_800, handling: Double, patience: Double? = nil
    ) throws(ParameterError) {
        try Check.count("periods", calls.count, from: 0, to: 10_000_000)
        for count in calls { try Check.notNegative("calls", count) }
        try Check.positive("period", period)
        try Check.positive("handling", handling)
        if let patience { try Check.positive("patience", patience) }
        self.calls = calls
        self.period = period
        self.handling = handling
        self.patience = patience
    }

    /// The fewest agents on the line in each period that meet the target, each period taken as
    /// steady: Erlang C, or Erlang A where callers hang up (B5). None where no calls come.
    ///
    /// - Complexity: a staffing search for each number of calls that differs.
    public func agents(for target: ServiceTarget) throws(ParameterError) -> [Int] {
        var known: [Double: Int] = [:]
        var result: [Int] = []
        for count in calls {
            if let agents = known[count] {
                result.append(agents)
                continue
            }
            let agents = try agents(for: target, calls: count)
            known[count] = agents
            result.append(agents)
        }
        return result
    }

    private func agents(
        for target: ServiceTarget, calls count: Double
    ) throws(ParameterError) -> Int {
        guard count > 0 else { return 0 }
        guard let patience else {
            return try ErlangC.staffing(
                callsPerHour: count * 3_600 / period, handling: handling,
                answeredWithin: target.within, target: target.share,
                occupancyMax: target.occupancyMax
            ).agents
        }
        return try ErlangA.staffing(
            arrivalRate: count / period, serviceRate: 1 / handling, patienceRate: 1 / patience,
            target: target)
    }

    /// How many must be scheduled so that `agents` are on the line when the share `shrinkage` (0 …
    /// 0.9) of those scheduled is ill, in training or on a break that no shift says.
    public static func scheduled(
        _ agents: [Int], shrinkage: Double
    ) throws(ParameterError) -> [Int] {
        guard shrinkage >= 0, shrinkage <= 0.9 else {
            throw ParameterError("shrinkage", shrinkage, allowed: "0 … 0.9")
        }
        // Guarded against 9 / (1 − 0.1) being a hair above 10.
        return agents.map { Int((Double($0) / (1 - shrinkage) - 1e-9).rounded(.up)) }
    }
}

extension CallDemand {
    /// The agents of each period corrected by simulating the day: what one period leaves waiting
    /// the next must answer, which steady periods do not know.
    ///
    /// Starts with ``agents(for:)``; adds where the share answered in time falls short, then takes
    /// away, period by period from the one with the most to spare, while all periods still meet
    /// the target. All scenarios meet the same clients. Shifts end with the call finished.
    ///
    /// - Parameters:
    ///   - target: the share to be answered, and in which time.
    ///   - replications: how many days (1 … 10,000) the shares are taken over.
    ///   - seed: of the random streams.
    ///   - law: the law of call lengths; exponential with the demand's mean if not given.
    /// - Returns: the agents of each period, and the share answered in time with them.
    /// - Complexity: some days for each period, times replications.
    public func simulatedAgents(
        for target: ServiceTarget, replications: Int = 20, seed: UInt64 = 1,
        handling law: Distribution? = nil
    ) throws(ParameterError) -> (agents: [Int], levels: [Double]) {
        try Check.count("replications", replications, from: 1, to: 10_000)
        guard calls.contains(where: { $0 > 0 }) else {
            return (calls.map { _ in 0 }, calls.map { _ in 1 })
        }
        let day = try SimulatedDay(self, target, replications, seed, law)
        var agents = try self.agents(for: target).map { $0 }
        var levels = try day.levels(agents)
        for _ in 0..<1_000 {
            let short = levels.indices.filter { levels[$0] < target.share }
            guard !short.isEmpty else { break }
            for place in short {
                // A period without agents of its own is served by the one before.
                agents[place] += max(1, agents[place] / 50)
            }
            levels = try day.levels(agents)
        }
        let order = levels.indices.sorted {
            levels[$0] != levels[$1] ? levels[$0] > levels[$1] : $0 < $1
        }
        for place in order {
            while agents[place] > 0 {
                agents[place] -= 1
                let fewer = try day.levels(agents)
                guard fewer.allSatisfy({ $0 >= target.share }) else {
                    agents[place] += 1
                    break
                }
                levels = fewer
            }
        }
        return (agents, levels)
    }
}

/// A day that is simulated again and again with other numbers of agents.
private struct SimulatedDay {
    let kind: CallKind
    let demand: CallDemand
    let target: ServiceTarget
    let replications: Int
    let seed: UInt64

    init(
        _ demand: CallDemand, _ target: ServiceTarget, _ replications: Int, _ seed: UInt64,
        _ law: Distribution?
    ) throws(ParameterError) {
        let length: Distribution
        if let law { length = law } else { length = try .exponential(mean: demand.handling) }
        var patience: Distribution?
        if let mean = demand.patience { patience = try .exponential(mean: mean) }
        kind = try CallKind(
            "calls",
            arrivals: .rates(demand.calls, every: demand.period, perTime: demand.period),
            handling: length, patience: patience)
        self.demand = demand
        self.target = target
        self.replications = replications
        self.seed = seed
    }

    func levels(_ agents: [Int]) throws(ParameterError) -> [Double] {
        var shifts: [AgentGroup.Shift] = []
        for (place, count) in agents.enumerated() {
            shifts.append(try .init(from: Double(place) * demand.period, agents: count))
        }
        let line = try PhoneLine(kinds: [kind], groups: [AgentGroup("agents", shifts: shifts)])
        var sums = [PhonePeriod](repeating: PhonePeriod(), count: agents.count)
        for replication in 0..<replications {
            let result = try line.run(
                StreamKey(seed: seed, replication: replication),
                until: Double(agents.count) * demand.period, target: target.within,
                period: demand.period)
            for (place, period) in result.periods.enumerated() where place < sums.count {
                sums[place].merge(period)
            }
        }
        return sums.map(\.serviceLevel)
    }
}
