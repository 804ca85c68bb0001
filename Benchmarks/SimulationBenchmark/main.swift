import Glibc
import RendezvousSimulation

// SimulationBenchmark [servers] [load per server] [customers]: M/M/c with full statistics.
// SimulationBenchmark everything [customers]: patience, priorities, skills, redial, call-backs.
// SimulationBenchmark day [days]: the call-centre day that SSJ publishes, 1,660 calls each.
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

let arguments = CommandLine.arguments
if arguments.count > 1, arguments[1] == "staffing" {
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
