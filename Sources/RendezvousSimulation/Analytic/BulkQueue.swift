/// What is left over at the end of each day when a day can do `capacity` of what comes: the
/// stationary law of X' = max(0, X + A − K − `capacity`).
///
/// A is Poisson; K, the places given back, is binomial of `capacity`. By Spitzer's identity the law
/// follows from the sums S(n) of n days: p(0) = exp(−Σ P(S(n) > 0)/n), and the rest from the series
/// Σ P(S(n) = k)/n by sums of positive terms, so that no digit is lost however long the queue.
/// Sources: Crommelin 1932, Bailey 1954, Spitzer 1956.
struct BulkQueue {
    /// P(X = k).
    let shares: [Double]
    let arrivals: PoissonLaw
    let capacity: Int

    /// The law for a mean of arrivals below what the days can do, by so much that the number of
    /// days to add up is bounded: `capacity` · (1 − utilisation)² is at least ``spareMin``.
    static let spareMin = 0.000_5

    init(
        arrivalMean: Double, capacity: Int, givenBack: Double = 0
    ) throws(ParameterError) {
        try Check.positive("arrivals", arrivalMean)
        try Check.count("capacity", capacity, from: 1, to: 10_000)
        let daily = Double(capacity) * (1 + givenBack)
        let idle = 1 - arrivalMean / daily
        guard idle > 0, daily * idle * idle >= Self.spareMin else {
            throw ParameterError(
                "arrivals", arrivalMean,
                allowed: "so few that capacity × (1 − utilisation)² is at least \(Self.spareMin)")
        }
        arrivals = PoissonLaw(mean: arrivalMean)
        self.capacity = capacity
        var series: [Double] = [0]
        var days = 0
        var sum = 0.0
        // Chernoff: each day multiplies the tail by less than 1, so the loop ends.
        while days < 5_000_000 {
            days += 1
            let added = Self.add(
                days: days, arrivalMean: arrivalMean, capacity: capacity, givenBack: givenBack,
                to: &series)
            sum += added
            if added < 1e-19 * max(sum, 1e-280), days > 2 { break }
        }
        shares = Self.exponential(of: series)
    }

    /// Adds P(S(days) = k) / days to the series; the sum of what was added.
    private static func add(
        days: Int, arrivalMean: Double, capacity: Int, givenBack: Double, to series: inout [Double]
    ) -> Double {
        let law = PoissonLaw(mean: arrivalMean * Double(days))
        let need = capacity * days
        let back = givenBack > 0 ? BinomialLaw(need, givenBack) : nil
        let weight = 1 / Double(days)
        var added = 0.0
        var k = 1
        while need + k <= law.last {
            var share = 0.0
            if let back {
                var more = 0
                while need + k + more <= law.last, more <= need {
                    share += back.share(more) * law.share(need + k + more)
                    more += 1
                }
            } else {
                share = law.share(need + k)
            }
            if k > 4, share * weight < 1e-30 * max(added, 1e-280), need + k > law.first { break }
            if series.count <= k { series.append(0) }
            series[k] += share * weight
            added += share * weight
            k += 1
        }
        return added
    }

    /// The law whose generating function is exp(Σ series(k) (z^k − 1)).
    private static func exponential(of series: [Double]) -> [Double] {
        var total = 0.0
        for term in series.reversed() { total += term }
        var shares = [Elementary.exp(-total)]
        var mass = shares[0]
        var k = 0
        while k < 200_000 {
            k += 1
            var sum = 0.0
            for j in stride(from: min(k, series.count - 1), to: 0, by: -1) {
                sum += Double(j) * series[j] * shares[k - j]
            }
            let share = sum / Double(k)
            shares.append(share)
            mass += share
            if share < 1e-22 * mass, 1 - mass < 1e-9 { break }
        }
        return shares
    }

    /// E X.
    var mean: Double {
        var sum = 0.0
        for (k, share) in shares.enumerated().reversed() { sum += Double(k) * share }
        return sum
    }

    /// P(X + A > m), summed over what is positive.
    func exceeds(_ bound: Int) -> Double {
        var sum = 0.0
        for (k, share) in shares.enumerated().reversed() {
            sum += share * arrivals.above(bound - k)
        }
        return sum
    }

    /// E min(X + A, capacity): how much a day has due.
    var due: Double { (0..<capacity).map(exceeds).reduce(0, +) }
}

/// Service that takes everybody exactly as long: M/D/c.
///
/// Sources: Crommelin 1932; Franx 2001 for the law of the wait; case families `m-d-1`, `m-d-c`.
public struct DeterministicService: Sendable {
    /// The mean number of people present.
    public let inSystem: Double
    /// The mean number of people who wait.
    public let waiting: Double
    /// The mean time from arrival to departure.
    public let timeInSystem: Double
    /// The mean wait.
    public let meanWait: Double

    private let agents: Int
    private let arrivalRate: Double
    private let service: Double
    /// P(X ≤ k), X the number of people who wait.
    private let cumulative: [Double]

    /// `agents` (1 … 10,000), a service of exactly `service`, and
    /// *agents* · (1 − utilisation)² at least 0.0005.
    /// - Complexity: about O(*agents*^1.5 / (1 − utilisation)³).
    public init(agents: Int, arrivalRate: Double, service: Double) throws(ParameterError) {
        try Check.positive("arrivalRate", arrivalRate)
        try Check.positive("service", service)
        let queue = try BulkQueue(arrivalMean: arrivalRate * service, capacity: agents)
        self.agents = agents
        self.arrivalRate = arrivalRate
        self.service = service
        let busy = arrivalRate * service
        // Who is present after one service time: who waited before it, and who came.
        waiting = queue.mean
        inSystem = queue.mean + busy
        timeInSystem = inSystem / arrivalRate
        meanWait = queue.mean / arrivalRate
        var sums: [Double] = []
        var sum = 0.0
        for share in queue.shares {
            sum += share
            sums.append(min(1, sum))
        }
        cumulative = sums
    }

    /// The share of arrivals that wait at most `time`.
    ///
    /// Franx's sum of positive terms. Complexity: O(*agents* · *time* / *service*).
    public func waitWithin(_ time: Double) -> Double {
        guard time >= 0 else { return 0 }
        guard time < 1e6 * service else { return 1 }
        let whole = Int((time / service).rounded(.down)) + 1
        let rest = Double(whole) * service - time
        let law = PoissonLaw(mean: arrivalRate * rest)
        var sum = 0.0
        for count in law.first...law.last {
            let place = whole * agents - 1 - count
            guard place >= 0 else { break }
            sum += law.share(count) * (place < cumulative.count ? cumulative[place] : 1)
        }
        return min(1, sum)
    }
}
