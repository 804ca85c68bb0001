/// Callers who find every agent busy and dial again until they get through: M/M/c with retrials.
///
/// Source: Falin and Templeton 1997; case family `retrial`.
public struct RetrialQueue: Sendable {
    /// The share of time in which every agent is busy.
    public let allBusyProbability: Double
    /// The mean number of callers who will dial again.
    public let meanInOrbit: Double
    /// The mean number of busy agents.
    public let meanBusy: Double

    /// `agents` 1 … 200, a load of at most 0.95 of them, each caller in orbit dialling at
    /// `retrialRate`.
    public init(
        agents: Int, arrivalRate: Double, serviceRate: Double, retrialRate: Double
    ) throws(ParameterError) {
        try Check.count("agents", agents, from: 1, to: 200)
        try Check.positive("arrivalRate", arrivalRate)
        try Check.positive("serviceRate", serviceRate)
        try Check.positive("retrialRate", retrialRate)
        let load = arrivalRate / (Double(agents) * serviceRate)
        guard load <= 0.95 else {
            throw ParameterError("arrivalRate", arrivalRate, allowed: "a load up to 0.95 × agents")
        }
        // Far out the orbit falls by the factor load, after it has spread over what one redial
        // takes.
        let bulk = arrivalRate * (1 / retrialRate + 1 / serviceRate) / (1 - load)
        let most = try PlaneChain.rows(4 * bulk - 36 / Elementary.log(load) + 40)
        let chain = try PlaneChain(rows: most, columns: agents + 1) { orbit, busy, add in
            if busy < agents {
                add(orbit, busy + 1, arrivalRate)
                add(orbit - 1, busy + 1, Double(orbit) * retrialRate)
            } else {
                add(orbit + 1, busy, arrivalRate)
            }
            if busy > 0 { add(orbit, busy - 1, Double(busy) * serviceRate) }
        }
        allBusyProbability = chain.mean { _, busy in busy == agents ? 1 : 0 }
        meanInOrbit = chain.mean { orbit, _ in Double(orbit) }
        meanBusy = chain.mean { _, busy in Double(busy) }
    }
}

/// Agents who are away at random, busy or not; who was being served goes back to the head.
///
/// Source: Mitrany and Avi-Itzhak 1968; case family `server-absence`.
public struct AbsentAgents: Sendable {
    /// The mean number of people present.
    public let inSystem: Double
    /// The mean time from arrival to departure.
    public let timeInSystem: Double
    /// The share of time that an agent is there.
    public let availability: Double

    /// `agents` 1 … 200; each leaves at `absenceRate` and comes back at `returnRate`. The load must
    /// be at most 0.95 of the agents who are there on the mean.
    public init(
        agents: Int, arrivalRate: Double, serviceRate: Double, absenceRate: Double,
        returnRate: Double
    ) throws(ParameterError) {
        try Check.count("agents", agents, from: 1, to: 200)
        try Check.positive("arrivalRate", arrivalRate)
        try Check.positive("serviceRate", serviceRate)
        try Check.notNegative("absenceRate", absenceRate)
        try Check.positive("returnRate", returnRate)
        let there = returnRate / (absenceRate + returnRate)
        let load = arrivalRate / (Double(agents) * serviceRate * there)
        guard load <= 0.95 else {
            throw ParameterError(
                "arrivalRate", arrivalRate, allowed: "0.95 of the service of those there")
        }
        // While agents are away the queue grows: room for several long absences.
        let most = try PlaneChain.rows(
            (-36 / Elementary.log(load)) * (1 + arrivalRate / returnRate) + 60)
        let chain = try PlaneChain(rows: most, columns: agents + 1) { present, up, add in
            add(present + 1, up, arrivalRate)
            if present > 0 { add(present - 1, up, Double(min(present, up)) * serviceRate) }
            if up > 0 { add(present, up - 1, Double(up) * absenceRate) }
            if up < agents { add(present, up + 1, Double(agents - up) * returnRate) }
        }
        inSystem = chain.mean { present, _ in Double(present) }
        timeInSystem = inSystem / arrivalRate
        availability = there
    }
}

/// A phone line that offers to call back when the queue is long.
///
/// Who finds all agents busy and at least `offeredFrom` waiting leaves a number with probability
/// `accepting`; the others wait and may hang up. A free agent takes who waits first; it calls back
/// only while more than `keptFree` agents are idle. Model: Armony and Maglaras 2004; case family
/// `callback`.
public struct CallBackLine: Sendable {
    /// The mean number of callers who wait on the line.
    public let meanQueue: Double
    /// The share of all callers who hang up.
    public let abandonProbability: Double
    /// The share of all callers who are called back.
    public let callBackShare: Double
    /// The mean number of callers who wait for a call.
    public let meanCallBacksWaiting: Double
    /// The mean time until somebody who left a number is called.
    public let meanCallBackDelay: Double
    /// The share of time that an agent talks.
    public let occupancy: Double

    /// `agents` 1 … 100; the load must leave the idle time in which to call back.
    public init(
        agents: Int, arrivalRate: Double, serviceRate: Double, patienceRate: Double,
        offeredFrom: Int, accepting: Double, keptFree: Int
    ) throws(ParameterError) {
        try Check.count("agents", agents, from: 1, to: 100)
        try Check.positive("arrivalRate", arrivalRate)
        try Check.positive("serviceRate", serviceRate)
        try Check.positive("patienceRate", patienceRate)
        try Check.count("offeredFrom", offeredFrom, from: 0, to: 1_000)
        try Check.probability("accepting", accepting)
        try Check.count("keptFree", keptFree, from: 0, to: agents - 1)
        let queueMost = try PlaneChain.rows(24 + 2 * arrivalRate / patienceRate)
        let columns = agents + queueMost
        let most = 400
        let chain = try PlaneChain(rows: most, columns: columns) { waiting, present, add in
            let queue = max(0, present - agents)
            let leaves = present >= agents && queue >= offeredFrom ? accepting : 0
            add(waiting, present + 1, arrivalRate * (1 - leaves))
            add(waiting + 1, present, arrivalRate * leaves)
            let down =
                Double(min(present, agents)) * serviceRate + Double(queue) * patienceRate
            // With an agent too many idle and somebody to call, the place is taken at once.
            if present > 0 {
                if waiting > 0, present <= agents - keptFree {
                    add(waiting - 1, present, down)
                } else {
                    add(waiting, present - 1, down)
                }
            }
        }
        meanQueue = chain.mean { _, present in Double(max(0, present - agents)) }
        let share = chain.mean { _, present in
            present >= agents && present - agents >= offeredFrom ? accepting : 0
        }
        callBackShare = share
        abandonProbability = patienceRate * meanQueue / arrivalRate
        meanCallBacksWaiting = chain.mean { waiting, _ in Double(waiting) }
        meanCallBackDelay = share > 0 ? meanCallBacksWaiting / (arrivalRate * share) : 0
        occupancy = chain.mean { _, present in Double(min(present, agents)) } / Double(agents)
        let cut = chain.mean { waiting, _ in waiting == most - 1 ? 1 : 0 }
        guard cut < 1e-9 else {
            throw ParameterError(
                "arrivalRate", arrivalRate, allowed: "low enough that callers are called back")
        }
    }
}

/// A queue whose callers hang up, over a day of hours with different rates: Mₜ/M/c+M from empty.
///
/// The states of every moment by uniformisation, hour by hour. Method: Green, Kolesar and Whitt
/// 2007; case families `mt-m-c+M`, `transient-m-m-1`.
public struct QueueOverTime: Sendable {
    /// What happens in one period.
    public struct Period: Hashable, Sendable {
        /// The mean number of callers who wait.
        public let meanQueue: Double
        /// The mean number of busy agents.
        public let meanBusy: Double
        /// The share of arrivals that find every agent busy.
        public let delayedShare: Double
        /// The share of arrivals that hang up: hang-ups of the period over its arrivals.
        public let abandonShare: Double
        /// The mean number of people present at the end.
        public let inSystemAtEnd: Double
    }

    /// The periods in order.
    public let periods: [Period]
    /// Hang-ups over arrivals of the whole time.
    public let abandonShare: Double

    /// A queue that starts empty and has, for `length` each, the arrival rates `rates`; at most
    /// `places` people (1 … 100,000) are present: choose it so that next to nobody is turned away.
    /// - Complexity: O(*places* · Σ *rate* · *length*).
    public init(
        rates: [Double], length: Double, agents: Int, serviceRate: Double, patienceRate: Double,
        places: Int
    ) throws(ParameterError) {
        try Check.count("rates", rates.count, from: 1, to: 100_000)
        for rate in rates { try Check.notNegative("rate", rate) }
        try Check.positive("length", length)
        try Check.count("agents", agents, from: 1, to: 100_000)
        try Check.positive("serviceRate", serviceRate)
        try Check.notNegative("patienceRate", patienceRate)
        try Check.count("places", places, from: agents, to: 100_000)
        let down = (1...places).map {
            Double(min($0, agents)) * serviceRate + Double(max(0, $0 - agents)) * patienceRate
        }
        var shares = [Double](repeating: 0, count: places + 1)
        shares[0] = 1
        var periods: [Period] = []
        var (lost, offered) = (0.0, 0.0)
        for rate in rates {
            let turns = (rate + (down.max() ?? 0)) * length
            guard turns <= 1e8 else {
                throw ParameterError("rate", rate, allowed: "up to 1e8 changes in a period")
            }
            let chain = BirthDeath(up: [Double](repeating: rate, count: places), down: down)
            let (end, spent) = chain.passing(from: shares, time: length)
            shares = end
            var (queue, busy, delayed, present) = (0.0, 0.0, 0.0, 0.0)
            for state in (0...places).reversed() {
                queue += Double(max(0, state - agents)) * spent[state]
                busy += Double(min(state, agents)) * spent[state]
                if state >= agents { delayed += spent[state] }
                present += Double(state) * end[state]
            }
            lost += patienceRate * queue
            offered += rate * length
            periods.append(
                Period(
                    meanQueue: queue / length, meanBusy: busy / length,
                    delayedShare: delayed / length,
                    abandonShare: rate > 0 ? patienceRate * queue / (rate * length) : 0,
                    inSystemAtEnd: present))
        }
        self.periods = periods
        abandonShare = offered > 0 ? lost / offered : 0
    }
}
