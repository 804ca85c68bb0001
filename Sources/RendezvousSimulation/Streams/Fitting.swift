/// Laws fitted from data.
extension Distribution {
    /// The law of a family that fits observations, by its moments or its likelihood.
    ///
    /// Observations are 2 … 10,000,000 numbers above 0.
    public enum Family: String, CaseIterable, Hashable, Sendable {
        /// By the mean, which is the greatest likelihood.
        case exponential
        /// By mean and variance of the logarithms, which is the greatest likelihood.
        case logNormal
        /// By the greatest likelihood (Minka 2002).
        case gamma
    }

    /// The law of `family` that fits `observations`.
    /// - Complexity: O(*observations*).
    public static func fitted(
        _ family: Family, to observations: [Double]
    ) throws(ParameterError) -> Distribution {
        try Check.count("observations", observations.count, from: 2, to: 10_000_000)
        for value in observations { try Check.positive("observation", value) }
        let count = Double(observations.count)
        let mean = observations.reduce(0, +) / count
        let logs = observations.map(Elementary.log)
        let logMean = logs.reduce(0, +) / count
        switch family {
        case .exponential: return try .exponential(mean: mean)
        case .logNormal:
            let variance = logs.map { ($0 - logMean) * ($0 - logMean) }.reduce(0, +) / count
            return Distribution(.logNormal, logMean, variance.squareRoot())
        case .gamma:
            let gap = Elementary.log(mean) - logMean
            guard gap > 1e-12 else {
                throw ParameterError("observations", mean, allowed: "not all the same")
            }
            return try .gamma(shape: shape(gap), mean: mean)
        }
    }

    /// The shape k with log k − ψ(k) = gap, by bisection over ψ's series.
    private static func shape(_ gap: Double) -> Double {
        func miss(_ k: Double) -> Double { gap - (Elementary.log(k) - digamma(k)) }
        var high = 1.0
        while miss(high) < 0 { high *= 2 }
        var low = high
        while miss(low) > 0 { low /= 2 }
        return Roots.rising(from: low, to: high, miss)
    }

    /// The slope of log Γ.
    private static func digamma(_ x: Double) -> Double {
        var (sum, y) = (0.0, x)
        while y < 12 {
            sum -= 1 / y
            y += 1
        }
        let z = 1 / (y * y)
        let tail = 1.0 / 252 - z * (1.0 / 240 - z / 132)
        return sum + Elementary.log(y) - 0.5 / y - z * (1.0 / 12 - z * (1.0 / 120 - z * tail))
    }
}
