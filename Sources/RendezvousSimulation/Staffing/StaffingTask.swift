public import Rendezvous

/// A staffing question: the calls of many days, the promise, the shifts and the rules.
///
///     let plan = try task.plan()
///     plan.staff    // the fewest agents, `plan.bound` proven
public struct StaffingTask: Hashable, Sendable {
    /// The first date; the others follow.
    public let first: CivilDate
    /// For each day the calls of each period of the grid.
    public let calls: [[Double]]
    /// The periods of a day.
    public let grid: DayGrid
    /// The mean length of a call, in seconds.
    public let handling: Double
    /// The mean time until callers hang up, in seconds; `nil`: they never do.
    public let patience: Double?
    /// What callers are promised.
    public let target: ServiceTarget
    /// The share of those scheduled who are away, 0 … 0.9.
    public let shrinkage: Double
    /// The shifts that may be worked.
    public let patterns: [ShiftPattern]
    /// What agents may be asked for.
    public let rules: StaffRules
    /// How many agents there are, if that is known.
    public let agents: Int?

    /// A task of 1 … 3,700 days, each with as many numbers as the grid has periods.
    public init(
        from first: CivilDate, calls: [[Double]], grid: DayGrid, handling: Double,
        patience: Double? = nil, target: ServiceTarget, shrinkage: Double = 0,
        patterns: [ShiftPattern], rules: StaffRules, agents: Int? = nil
    ) throws(ParameterError) {
        try Check.count("days", calls.count, from: 1, to: 3_700)
        for day in calls {
            try Check.count("periods", day.count, from: grid.count, to: grid.count)
            // Each number in range, and the lengths too.
            _ = try CallDemand(
                calls: day, period: Double(grid.period), handling: handling, patience: patience)
        }
        _ = try CallDemand.scheduled([], shrinkage: shrinkage)
        if let agents { try Check.count("agents", agents, from: 0, to: 1_000_000) }
        self.first = first
        self.calls = calls
        self.grid = grid
        self.handling = handling
        self.patience = patience
        self.target = target
        self.shrinkage = shrinkage
        self.patterns = patterns
        self.rules = rules
        self.agents = agents
    }

    /// The agents needed on the line, by day and period: by Erlang's formulas, and with
    /// `replications` of each day that differs corrected by simulation.
    public func needs(replications: Int? = nil, seed: UInt64 = 1) throws(ParameterError) -> [[Int]]
    {
        var known: [[Double]: [Int]] = [:]
        var result: [[Int]] = []
        // All periods in one, so that each number of calls is looked up once in a year.
        let all = try CallDemand(
            calls: calls.flatMap { $0 }, period: Double(grid.period), handling: handling,
            patience: patience)
        let steady = replications == nil ? try all.agents(for: target) : []
        for (place, day) in calls.enumerated() {
            if replications == nil {
                let start = place * grid.count
                result.append(Array(steady[start..<(start + grid.count)]))
                continue
            }
            if let agents = known[day] {
                result.append(agents)
                continue
            }
            let demand = try CallDemand(
                calls: day, period: Double(grid.period), handling: handling, patience: patience)
            let agents = try demand.simulatedAgents(
                for: target, replications: replications ?? 1, seed: seed
            ).agents
            known[day] = agents
            result.append(agents)
        }
        return result
    }

    /// The fewest agents whose shifts cover the needs, with those who are away on top.
    public func plan(
        replications: Int? = nil, seed: UInt64 = 1
    ) throws(ParameterError) -> StaffPlan {
        var days: [StaffDay] = []
        for (place, need) in try needs(replications: replications, seed: seed).enumerated() {
            days.append(
                StaffDay(
                    first.advanced(by: place),
                    need: try CallDemand.scheduled(need, shrinkage: shrinkage)))
        }
        return try StaffPlan(days: days, grid: grid, patterns: patterns, rules: rules)
    }
}
