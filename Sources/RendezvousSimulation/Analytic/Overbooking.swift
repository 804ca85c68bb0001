/// How many to book when some do not come.
///
/// Sources: Beckmann 1958, Thompson 1961; LaGanga and Lawrence 2007; case family `overbooking`.
public struct Overbooking: Hashable, Sendable {
    /// The best number of bookings.
    public let bookings: Int
    /// Its value on the mean: reward for those served less cost of those too many.
    public let value: Double
    /// People too many on the mean.
    public let expectedExcess: Double
    /// Slots left idle on the mean.
    public let expectedIdle: Double
    /// The share of days on which somebody is too many.
    public let excessProbability: Double

    /// The best number of bookings for `slots` (1 … 100,000) when each comes with probability
    /// `attending` (between 0 and 1), one served is worth `reward` and one too many costs `cost`.
    /// - Complexity: O(*answer*²/*slots*) at most.
    public static func best(
        slots: Int, attending: Double, reward: Double, cost: Double
    ) throws(ParameterError) -> Overbooking {
        try Check.count("slots", slots, from: 1, to: 100_000)
        guard attending > 0.001, attending <= 1 else {
            throw ParameterError("attending", attending, allowed: "above 0.001, up to 1")
        }
        try Check.positive("reward", reward)
        try Check.positive("cost", cost)
        // One more pays while P(Bin(n, p) ≥ slots) ≤ reward / (reward + cost); it rises with n.
        let ratio = reward / (reward + cost)
        var low = slots
        var high = slots + 1
        func pays(_ bookings: Int) -> Bool {
            BinomialLaw(bookings - 1, attending).atLeast(slots) <= ratio
        }
        while high < 10_000_000, pays(high) { (low, high) = (high, high + (high - low) * 2) }
        while high - low > 1 {
            let middle = (low + high) / 2
            if pays(middle) { low = middle } else { high = middle }
        }
        return Overbooking(
            bookings: low, slots: slots, attending: attending, reward: reward, cost: cost)
    }

    /// What so many bookings (0 … 10,000,000) give.
    public static func of(
        bookings: Int, slots: Int, attending: Double, reward: Double, cost: Double
    ) throws(ParameterError) -> Overbooking {
        try Check.count("bookings", bookings, from: 0, to: 10_000_000)
        try Check.count("slots", slots, from: 1, to: 100_000)
        try Check.probability("attending", attending)
        try Check.positive("reward", reward)
        try Check.positive("cost", cost)
        return Overbooking(
            bookings: bookings, slots: slots, attending: attending, reward: reward, cost: cost)
    }

    private init(bookings: Int, slots: Int, attending: Double, reward: Double, cost: Double) {
        let law = BinomialLaw(bookings, attending)
        var (excess, idle, tooMany) = (0.0, 0.0, 0.0)
        for count in stride(from: bookings, to: slots, by: -1) {
            excess += Double(count - slots) * law.share(count)
            tooMany += law.share(count)
        }
        for count in 0..<slots { idle += Double(slots - count) * law.share(count) }
        self.bookings = bookings
        expectedExcess = excess
        expectedIdle = idle
        excessProbability = tooMany
        value = reward * (Double(slots) - idle) - cost * excess
    }

    /// The share of days on which it is right to have booked too few, Cu / (Cu + Co).
    public static func criticalRatio(
        costOfEmpty: Double, costOfExcess: Double
    ) throws(ParameterError) -> Double {
        try Check.positive("costOfEmpty", costOfEmpty)
        try Check.positive("costOfExcess", costOfExcess)
        return costOfEmpty / (costOfEmpty + costOfExcess)
    }

    /// How many to book above capacity if the number who do not come is normal.
    public static func extra(
        noShowMean: Double, noShowDeviation: Double, costOfEmpty: Double, costOfExcess: Double
    ) throws(ParameterError) -> Double {
        try Check.notNegative("noShowMean", noShowMean)
        try Check.positive("noShowDeviation", noShowDeviation)
        let ratio = try criticalRatio(costOfEmpty: costOfEmpty, costOfExcess: costOfExcess)
        return noShowMean + noShowDeviation * Quantiles.normal(ratio)
    }

    /// How many to book above capacity if the number who do not come is Poisson: the smallest count
    /// whose cumulative share reaches the critical ratio.
    public static func extra(
        noShowsPoisson mean: Double, costOfEmpty: Double, costOfExcess: Double
    ) throws(ParameterError) -> Int {
        try Check.positive("mean", mean)
        let ratio = try criticalRatio(costOfEmpty: costOfEmpty, costOfExcess: costOfExcess)
        return try Demand(poisson: mean).smallest(reaching: ratio)
    }
}

/// A Poisson number of people who ask.
public struct Demand: Sendable {
    private let law: PoissonLaw

    /// A demand of a mean (positive, at most 1e9).
    public init(poisson mean: Double) throws(ParameterError) {
        guard mean > 0, mean <= 1e9 else {
            throw ParameterError("mean", mean, allowed: "positive, at most 1e9")
        }
        law = PoissonLaw(mean: mean)
    }

    /// The share of days with at most `count` requests.
    public func share(upTo count: Int) -> Double { law.upTo(count) }

    /// The smallest count whose cumulative share reaches `ratio` (0 … 1, 1 excluded).
    public func smallest(reaching ratio: Double) throws(ParameterError) -> Int {
        guard ratio >= 0, ratio < 1 else {
            throw ParameterError("ratio", ratio, allowed: "0 … 1, 1 excluded")
        }
        var count = ratio == 0 ? 0 : law.first
        while count < law.last, law.upTo(count) < ratio { count += 1 }
        return count
    }

    /// How many places to protect for those who ask late and are worth more.
    ///
    /// Source: Littlewood 1972; case family `reserved-capacity-littlewood`.
    public func protectionLevel(
        rewardLow: Double, rewardHigh: Double
    ) throws(ParameterError) -> Int {
        try Check.positive("rewardHigh", rewardHigh)
        guard rewardLow > 0, rewardLow <= rewardHigh else {
            throw ParameterError("rewardLow", rewardLow, allowed: "above 0, up to rewardHigh")
        }
        return try smallest(reaching: 1 - rewardLow / rewardHigh)
    }
}
