/// A queue with a limited number of places: M/M/c/K. Who finds every place taken is lost.
///
/// Source: Gross and Harris, ch. 2; case family `m-m-c-K`.
public struct LimitedQueue: Sendable {
    /// The share of arrivals lost.
    public let blocking: Double
    /// The share of time without anybody.
    public let emptyProbability: Double
    /// The mean number of people present, and of those who wait.
    public let inSystem: Double
    /// The mean number of people who wait.
    public let waiting: Double
    /// The mean time of those let in, from arrival to departure.
    public let timeInSystem: Double
    /// The mean wait of those let in.
    public let meanWait: Double
    /// The share of those let in who wait.
    public let waitProbability: Double
    /// The share of time that an agent is busy.
    public let occupancy: Double

    /// A queue of `agents` (1 … 1,000,000) and `places` in all, those with an agent included.
    /// - Complexity: O(*places*).
    public init(
        agents: Int, places: Int, arrivalRate: Double, serviceRate: Double
    ) throws(ParameterError) {
        try Check.count("agents", agents, from: 1, to: ErlangB.agentsMax)
        try Check.count("places", places, from: agents, to: 2 * ErlangB.agentsMax)
        try Check.positive("arrivalRate", arrivalRate)
        try Check.positive("serviceRate", serviceRate)
        let chain = BirthDeath(
            up: [Double](repeating: arrivalRate, count: places),
            down: (1...places).map { Double(min($0, agents)) * serviceRate })
        let shares = chain.stationary
        var (all, queued, busy, delayed) = (0.0, 0.0, 0.0, 0.0)
        for state in (0...places).reversed() {
            all += Double(state) * shares[state]
            queued += Double(max(0, state - agents)) * shares[state]
            busy += Double(min(state, agents)) * shares[state]
            if state >= agents, state < places { delayed += shares[state] }
        }
        blocking = shares[places]
        emptyProbability = shares[0]
        inSystem = all
        waiting = queued
        // What is served is what comes in: no cancellation where nearly everybody is lost.
        let accepted = busy * serviceRate
        timeInSystem = all / accepted
        meanWait = queued / accepted
        waitProbability = delayed * arrivalRate / accepted
        occupancy = busy / Double(agents)
    }
}

/// Two kinds of calls without waiting; the other kind is let in only while more than `reserved`
/// agents are free.
///
/// Sources: Miller 1969; Akinpelu 1984 (trunk reservation); case family `reserved-capacity-loss`.
public struct ReservedCapacity: Sendable {
    /// The share of priority calls lost.
    public let blockingOfPriority: Double
    /// The share of other calls lost.
    public let blockingOfOthers: Double
    /// The mean number of busy agents.
    public let meanBusy: Double

    /// `agents` (1 … 1,000,000), of whom the last `reserved` (0 … agents) serve priority only.
    /// - Complexity: O(*agents*).
    public init(
        agents: Int, reserved: Int, priorityRate: Double, otherRate: Double, serviceRate: Double
    ) throws(ParameterError) {
        try Check.count("agents", agents, from: 1, to: ErlangB.agentsMax)
        try Check.count("reserved", reserved, from: 0, to: agents)
        try Check.positive("priorityRate", priorityRate)
        try Check.notNegative("otherRate", otherRate)
        try Check.positive("serviceRate", serviceRate)
        let open = agents - reserved
        let chain = BirthDeath(
            up: (0..<agents).map { $0 < open ? priorityRate + otherRate : priorityRate },
            down: (1...agents).map { Double($0) * serviceRate })
        let shares = chain.stationary
        var (closed, busy) = (0.0, 0.0)
        for state in (0...agents).reversed() {
            if state >= open { closed += shares[state] }
            busy += Double(state) * shares[state]
        }
        blockingOfPriority = shares[agents]
        blockingOfOthers = closed
        meanBusy = busy
    }
}

/// Calls of which some need an interpreter beside the counsellor; who does not find both is lost.
///
/// The law is a product of Poisson laws cut at the two capacities, whatever the law of lengths.
/// Sources: Kaufman 1981, Roberts 1981, Kelly 1991; case family `two-resource-loss`.
public struct SharedInterpreters: Sendable {
    /// The share of calls without interpreter lost.
    public let blockingPlain: Double
    /// The share of calls with interpreter lost.
    public let blockingWithInterpreter: Double
    /// The mean number of busy counsellors.
    public let meanBusyCounsellors: Double
    /// The mean number of busy interpreters.
    public let meanBusyInterpreters: Double

    /// Loads in erlangs; `counsellors` 1 … 1,000,000, `interpreters` 0 … 10,000.
    /// - Complexity: O(*counsellors* + *interpreters*).
    public init(
        counsellors: Int, interpreters: Int, loadPlain: Double, loadWithInterpreter: Double
    ) throws(ParameterError) {
        try Check.count("counsellors", counsellors, from: 1, to: ErlangB.agentsMax)
        try Check.count("interpreters", interpreters, from: 0, to: 10_000)
        try Check.notNegative("loadPlain", loadPlain)
        try Check.positive("loadWithInterpreter", loadWithInterpreter)
        let pairs = min(interpreters, counsellors)
        let plain = TruncatedPoisson(load: loadPlain, upTo: counsellors)
        let both = TruncatedPoisson(load: loadWithInterpreter, upTo: pairs)
        var (mass, full, short, busy, talking) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for second in (0...pairs).reversed() {
            let room = counsellors - second
            let weight = both.terms[second]
            let share = weight * plain.sums[room]
            mass += share
            full += weight * plain.terms[room]
            // Interpreters all busy, or counsellors.
            short += second == interpreters ? share : weight * plain.terms[room]
            talking += Double(second) * share
            busy += Double(second) * share + weight * plain.moments[room]
        }
        blockingPlain = full / mass
        blockingWithInterpreter = short / mass
        meanBusyCounsellors = busy / mass
        meanBusyInterpreters = talking / mass
    }
}

/// Terms of a Poisson law up to a bound, with sums and first moments, relative to the largest.
private struct TruncatedPoisson {
    var terms: [Double]
    var sums: [Double] = []
    var moments: [Double] = []

    init(load: Double, upTo bound: Int) {
        terms = [1]
        if bound > 0, load > 0 {
            let chain = BirthDeath(
                up: [Double](repeating: load, count: bound), down: (1...bound).map(Double.init))
            terms = chain.stationary
        } else if bound > 0 {
            terms += [Double](repeating: 0, count: bound)
        }
        var (sum, moment) = (0.0, 0.0)
        for (count, term) in terms.enumerated() {
            sum += term
            moment += Double(count) * term
            sums.append(sum)
            moments.append(moment)
        }
    }
}
