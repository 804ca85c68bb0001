/// One server, Poisson arrivals, any law of service: M/G/1 after Pollaczek and Khinchine.
///
/// Under overload (utilisation of 1 or more) waits are infinite. Sources: Pollaczek 1930, Khinchine
/// 1932; Gross and Harris; case family `m-g-1`.
public struct PollaczekKhinchine: Hashable, Sendable {
    /// The share of time that the server works, at most 1.
    public let utilisation: Double
    /// The mean wait.
    public let meanWait: Double
    /// The standard deviation of the wait.
    public let waitDeviation: Double
    /// The mean time from arrival to departure.
    public let timeInSystem: Double
    /// The mean number of people who wait.
    public let waiting: Double
    /// The mean number of people present.
    public let inSystem: Double

    /// The formula for a law of service by its first three moments, all positive and finite.
    public init(
        arrivalRate: Double, mean: Double, secondMoment: Double, thirdMoment: Double
    ) throws(ParameterError) {
        try Check.positive("arrivalRate", arrivalRate)
        try Check.positive("mean", mean)
        try Check.positive("secondMoment", secondMoment)
        try Check.positive("thirdMoment", thirdMoment)
        let load = arrivalRate * mean
        utilisation = min(1, load)
        guard load < 1 else {
            (meanWait, waitDeviation, timeInSystem) = (.infinity, .infinity, .infinity)
            (waiting, inSystem) = (.infinity, .infinity)
            return
        }
        let wait = arrivalRate * secondMoment / (2 * (1 - load))
        meanWait = wait
        waitDeviation =
            (wait * wait + arrivalRate * thirdMoment / (3 * (1 - load))).squareRoot()
        timeInSystem = wait + mean
        waiting = arrivalRate * wait
        inSystem = arrivalRate * wait + load
    }

    /// The formula for a law of service.
    public init(arrivalRate: Double, service: Distribution) throws(ParameterError) {
        try self.init(
            arrivalRate: arrivalRate, mean: service.mean, secondMoment: service.moment(2),
            thirdMoment: service.moment(3))
    }

    /// A server that breaks down while it serves, at `breakdownRate`, for a repair of the law
    /// `repair`; service then resumes. The wait is that of completion times.
    ///
    /// Sources: Gaver 1962; Avi-Itzhak and Naor 1963; case family `server-absence`.
    public static func withBreakdowns(
        arrivalRate: Double, service: Distribution, breakdownRate: Double, repair: Distribution
    ) throws(ParameterError) -> PollaczekKhinchine {
        try Check.notNegative("breakdownRate", breakdownRate)
        let stretch = 1 + breakdownRate * repair.mean
        let mean = service.mean * stretch
        let second =
            service.moment(2) * stretch * stretch
            + service.mean * breakdownRate * repair.moment(2)
        // E C³ by conditioning on the number of breakdowns, Poisson given the service.
        let third =
            service.moment(3) * stretch * stretch * stretch
            + 3 * service.moment(2) * stretch * breakdownRate * repair.moment(2)
            + service.mean * breakdownRate * repair.moment(3)
        return try PollaczekKhinchine(
            arrivalRate: arrivalRate, mean: mean, secondMoment: second, thirdMoment: third)
    }
}

/// One server with exponential service and independent gaps between arrivals: GI/M/1.
///
/// Source: Kendall 1953; case families `gi-m-1`, `dispatch-policies` (round robin).
public struct GeneralArrivals: Hashable, Sendable {
    /// The share of arrivals that wait: the root σ of σ = A*(μ(1 − σ)).
    public let waitProbability: Double
    /// The mean wait; infinite under overload.
    public let meanWait: Double
    /// The mean time from arrival to departure; infinite under overload.
    public let timeInSystem: Double

    /// Gaps that are all `gap` long (positive).
    public init(gap: Double, serviceRate: Double) throws(ParameterError) {
        try Check.positive("gap", gap)
        try Check.positive("serviceRate", serviceRate)
        self.init(load: 1 / (gap * serviceRate), serviceRate: serviceRate) {
            Elementary.exp(-serviceRate * $0 * gap)
        }
    }

    /// Gaps of `stages` exponential parts (1 … 100,000) of rate `stageRate` each: what each of
    /// `stages` servers sees of a Poisson stream that is dealt to them in turn.
    public init(stages: Int, stageRate: Double, serviceRate: Double) throws(ParameterError) {
        try Check.count("stages", stages, from: 1, to: 100_000)
        try Check.positive("stageRate", stageRate)
        try Check.positive("serviceRate", serviceRate)
        self.init(load: stageRate / Double(stages) / serviceRate, serviceRate: serviceRate) {
            Elementary.exp(-Double(stages) * Elementary.log1p(serviceRate * $0 / stageRate))
        }
    }

    /// `transform` gives the Laplace transform of a gap at μ times its argument.
    private init(load: Double, serviceRate: Double, transform: (Double) -> Double) {
        guard load < 1 else {
            (waitProbability, meanWait, timeInSystem) = (1, .infinity, .infinity)
            return
        }
        // In terms of 1 − σ the root above 0 is where 1 − A*(μ x) − x turns negative.
        let idle = Roots.rising(from: 1e-14, to: 1) { x in x + transform(x) - 1 }
        waitProbability = 1 - idle
        meanWait = (1 - idle) / (serviceRate * idle)
        timeInSystem = 1 / (serviceRate * idle)
    }
}

/// Several classes of callers; a free agent takes the oldest of the highest class.
///
/// All classes have the same service rate. Under overload of the classes up to k the waits of class
/// k and lower are infinite, those above are not. Sources: Cobham 1954; Kella and Yechiali 1985;
/// White and Christie 1958; case families `priority-nonpreemptive`, `priority-preemptive-resume`.
public struct PriorityQueue: Hashable, Sendable {
    /// The mean wait of each class, highest first.
    public let meanWaits: [Double]
    /// The mean wait over all classes.
    public let meanWait: Double

    /// Nobody who is being served is interrupted.
    /// - Complexity: O(*agents* + *classes*).
    public init(
        agents: Int, arrivalRates: [Double], serviceRate: Double
    ) throws(ParameterError) {
        try Check.count("agents", agents, from: 1, to: ErlangB.agentsMax)
        try Check.count("classes", arrivalRates.count, from: 1, to: 1_000)
        for rate in arrivalRates { try Check.positive("arrivalRate", rate) }
        try Check.positive("serviceRate", serviceRate)
        let total = arrivalRates.reduce(0, +)
        let capacity = Double(agents) * serviceRate
        // Under overload all agents are always busy: then the wait for the next one to be free.
        let delay = try ErlangC(
            agents: agents, arrivalRate: total, serviceRate: serviceRate
        ).waitProbability
        var (above, sum) = (0.0, 0.0)
        var waits: [Double] = []
        for rate in arrivalRates {
            let before = 1 - above / capacity
            above += rate
            let after = 1 - above / capacity
            let wait = after > 0 ? delay / capacity / (before * after) : .infinity
            waits.append(wait)
            sum += rate * wait
        }
        meanWaits = waits
        meanWait = sum / total
    }

    /// The mean times in system of each class at one server whom a higher class interrupts; the
    /// interrupted service resumes where it stopped.
    /// - Complexity: O(*classes*).
    public static func preemptiveTimesInSystem(
        arrivalRates: [Double], service: Distribution
    ) throws(ParameterError) -> [Double] {
        try Check.count("classes", arrivalRates.count, from: 1, to: 1_000)
        for rate in arrivalRates { try Check.positive("arrivalRate", rate) }
        var (above, rest) = (0.0, 0.0)
        return arrivalRates.map { rate in
            let before = 1 - above
            above += rate * service.mean
            rest += rate * service.moment(2) / 2
            let after = 1 - above
            return after > 0 ? service.mean / before + rest / (before * after) : .infinity
        }
    }
}

/// A sinusoidal day at a desk where nobody waits: Mₜ/M/∞.
///
/// The number of people is Poisson at every moment. Source: Eick, Massey and Whitt 1993; case
/// family `mt-m-inf`.
public struct SinusoidalDesk: Hashable, Sendable {
    private let mean: Double
    private let amplitude: Double
    private let frequency: Double
    private let serviceRate: Double

    /// Arrivals at `mean` + `amplitude` · sin(2π t / `period`), never below 0.
    public init(
        mean: Double, amplitude: Double, period: Double, serviceRate: Double
    ) throws(ParameterError) {
        try Check.positive("mean", mean)
        guard amplitude.magnitude <= mean else {
            throw ParameterError("amplitude", amplitude, allowed: "-mean … mean")
        }
        try Check.positive("period", period)
        try Check.positive("serviceRate", serviceRate)
        self.mean = mean
        self.amplitude = amplitude
        self.serviceRate = serviceRate
        frequency = 2 * Double.pi / period
    }

    /// The mean number of people at a time, the day having gone on for ever.
    public func meanBusy(at time: Double) -> Double {
        let angle = frequency * time
        let wave = serviceRate * Elementary.sin(angle) - frequency * Elementary.cos(angle)
        return mean / serviceRate
            + amplitude * wave / (serviceRate * serviceRate + frequency * frequency)
    }
}
