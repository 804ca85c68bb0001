import Glibc
import Rendezvous
import RendezvousSimulation

// SimulationBenchmark [servers] [load per server] [customers]: M/M/c with full statistics.
// SimulationBenchmark everything [customers]: patience, priorities, skills, redial, call-backs.
// SimulationBenchmark day [days]: the call-centre day that SSJ publishes, 1,660 calls each.
// SimulationBenchmark staff: agents for each half hour of a year, and the fewest shifts that cover.
// SimulationBenchmark staffing: the fewest agents for 80 % within 20 s, at about 250.

func cpu() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

func oneQueue(_ servers: Int, _ load: Double, _ customers: Double) throws {
    let rate = load * Double(servers)
    let line = try PhoneLine(
        kinds: [
            CallKind("calls", arrivals: .poisson(rate: rate), handling: .exponential(mean: 1))
        ], groups: [AgentGroup(agents: servers)])
    let start = cpu()
    let result = try line.run(
        StreamKey(seed: 1, replication: 0), until: customers / rate, target: 1.0 / 15)
    let seconds = cpu() - start
    let all = result.all
    print(
        "cpu_s \(seconds) customers_per_s \(Int(Double(all.offered) / seconds))",
        "mean_wait \(all.meanWait) delayed \(all.delayedShare) queue \(result.meanQueue)",
        "occupancy \(result.occupancy) p90 \(try all.waits.quantile(0.9))",
        "busiest \(result.utilisation.max() ?? 0)")
}

func everything(_ customers: Double) throws {
    let rate = 245.0
    let redial = try Redial(ifBlocked: 1, ifAbandoned: 0.3, gap: .exponential(mean: 4))
    let offer = try CallBackOffer.queueLength(20, accepting: 0.3, keptFree: 2)
    let kinds = try (0..<3).map { priority in
        try CallKind(
            "class \(priority)", topics: priority == 0 ? [0, 1] : [0], priority: priority,
            arrivals: .poisson(rate: rate / 3), handling: .exponential(mean: 1),
            patience: .exponential(mean: 2), redial: redial, callBack: offer)
    }
    let shifts = try (0..<20).map {
        try AgentGroup.Shift(
            from: Double($0) * customers / rate / 20, agents: $0.isMultiple(of: 2) ? 150 : 140)
    }
    let line = try PhoneLine(
        topics: [CallTopic("jobs", skills: 1), CallTopic("EURES", skills: 2)], kinds: kinds,
        groups: [AgentGroup("jobs", skills: 1, shifts: shifts), AgentGroup("all", agents: 105)])
    let start = cpu()
    let result = try line.run(StreamKey(seed: 1, replication: 0), until: customers / rate)
    let seconds = cpu() - start
    let all = result.all
    print(
        "cpu_s \(seconds) customers_per_s \(Int(Double(all.offered) / seconds))",
        "events \(result.events) abandoned \(all.abandonedShare) called_back \(all.callBackShare)",
        "conserved \(all.isConserved)")
}

func callCentreDay(_ days: Int) throws {
    let rates = [100.0, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60]
    let agents = [4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4]
    let kind = try CallKind(
        "calls", arrivals: .rates(rates, every: 3_600, perTime: 3_600),
        handling: .exponential(mean: 100), patience: .zeroOrExponential(share: 0.1, mean: 1_000))
    let shifts = try agents.enumerated().map {
        try AgentGroup.Shift(from: Double($0.offset) * 3_600, agents: $0.element)
    }
    let line = try PhoneLine(
        kinds: [kind], groups: [AgentGroup("agents", shifts: shifts)],
        busyness: .gamma(shape: 400, mean: 1))
    let start = cpu()
    var sum = CallCounts()
    for day in 0..<days {
        sum.merge(try line.run(StreamKey(seed: 1, replication: day), until: .infinity).kinds[0])
    }
    let seconds = cpu() - start
    let calls = 1_660 * Double(days)
    print(
        "cpu_s \(seconds) calls_per_s \(Int(Double(sum.offered) / seconds))",
        "mean_wait_s \(sum.waitSum / calls) lost \(Double(sum.abandoned) / calls)",
        "good \(Double(sum.answeredInTime + sum.abandonedInTime) / calls)")
}

func staffing() throws {
    let start = cpu()
    var sum = 0
    for round in 0..<20_000 {
        sum += try ErlangC.staffing(
            callsPerHour: 2_850 + Double(round % 7), handling: 300, answeredWithin: 20, target: 0.8
        ).agents
    }
    print("us_a_search \((cpu() - start) / 20_000 * 1e6) mean_agents \(Double(sum) / 20_000)")
}

func staffYear() throws {
    // Half hours from 8 to 20; the peak takes about 200 agents, 250 or so are needed in all.
    let shape = [
        0.45, 0.70, 0.92, 1.00, 1.00, 0.98, 0.95, 0.90, 0.82, 0.78, 0.80, 0.84, 0.86, 0.84, 0.80,
        0.74, 0.66, 0.58, 0.50, 0.44, 0.38, 0.32, 0.27, 0.22,
    ]
    let week = [1.15, 1.05, 1.0, 0.98, 0.88, 0.3, 0]
    var stream = StreamKey(seed: 4, replication: 0).stream(.day)
    // No two days are alike, so that none is covered by remembering another.
    let calls = (0..<365).map { day in
        shape.map { (800 * $0 * week[day % 7] * (0.9 + 0.2 * stream.unit())).rounded() }
    }
    func starts(_ from: Int, _ to: Int) -> [Int] {
        stride(from: from * 3_600, through: to * 3_600, by: 1_800).map { $0 }
    }
    let patterns =
        try ShiftPattern.all(
            "full", starts: starts(8, 12), length: 28_800, rest: 1_800, earliest: 10_800,
            latest: 16_200) + ShiftPattern.all("half", starts: starts(8, 16), length: 14_400)
    for patience in [nil, 120.0] {
        let task = try StaffingTask(
            from: "2026-01-05", calls: calls,
            grid: DayGrid(opening: 28_800, period: 1_800, count: 24), handling: 300,
            patience: patience, target: ServiceTarget(share: 0.8, within: 20), shrinkage: 0.08,
            patterns: patterns, rules: StaffRules(daysInAll: 225))
        let start = cpu()
        _ = try task.needs()
        let need = cpu() - start
        let plan = try task.plan()
        let all = cpu() - start
        let days = plan.covers.reduce(0) { $0 + ($1.isProvenFewest ? 1 : 0) }
        let shifts = plan.covers.reduce(0) { $0 + $1.agents }
        let bounds = plan.covers.reduce(0) { $0 + $1.bound }
        print(
            patience == nil ? "Erlang C" : "Erlang A", "need_s \(need) plan_s \(all - 2 * need)",
            "staff \(plan.staff) bound \(plan.bound) days_proven \(days) of \(calls.count)",
            "shifts \(shifts) bound \(bounds) patterns \(patterns.count)",
            "violations \(StaffCheck(plan).violations.count)")
    }
}

let arguments = CommandLine.arguments
if arguments.count > 1, arguments[1] == "staff" {
    try staffYear()
} else if arguments.count > 1, arguments[1] == "staffing" {
    try staffing()
} else if arguments.count > 1, arguments[1] == "day" {
    try callCentreDay(arguments.count > 2 ? Int(arguments[2]) ?? 10_000 : 10_000)
} else if arguments.count > 1, arguments[1] == "everything" {
    try everything(arguments.count > 2 ? Double(arguments[2]) ?? 1e6 : 1e6)
} else {
    try oneQueue(
        arguments.count > 1 ? Int(arguments[1]) ?? 250 : 250,
        arguments.count > 2 ? Double(arguments[2]) ?? 0.95 : 0.95,
        arguments.count > 3 ? Double(arguments[3]) ?? 1e6 : 1e6)
}
