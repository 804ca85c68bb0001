/// Observations with their mean and variance, summed in the order given.
public struct Sample: Sendable {
    /// The observations.
    public let values: [Double]
    /// The mean; 0 of nothing.
    public let mean: Double
    /// The variance with n − 1; 0 of fewer than two.
    public let variance: Double

    /// A sample; its sums are Kahan's, so that they do not depend on its length.
    /// - Complexity: O(*values*).
    public init(_ values: [Double]) {
        self.values = values
        let count = Double(values.count)
        let mean = values.isEmpty ? 0 : Self.sum(values) / count
        self.mean = mean
        variance =
            values.count < 2
            ? 0 : Self.sum(values.map { ($0 - mean) * ($0 - mean) }) / (count - 1)
    }

    /// Kahan's sum in the order given.
    static func sum(_ values: some Sequence<Double>) -> Double {
        var (sum, lost) = (0.0, 0.0)
        for value in values {
            let next = value - lost
            let total = sum + next
            lost = (total - sum) - next
            sum = total
        }
        return sum
    }

    /// The standard deviation.
    public var deviation: Double { variance.squareRoot() }

    /// The interval that holds the true mean with probability `level` (between 0 and 1), after
    /// Student; infinite for fewer than two observations.
    public func interval(level: Double = 0.95) throws(ParameterError) -> Estimate {
        try Check.share("level", level)
        guard values.count > 1 else {
            return Estimate(
                mean: mean, halfWidth: .infinity, deviation: 0, count: values.count, level: level)
        }
        let t = Quantiles.student(0.5 + level / 2, df: Double(values.count - 1))
        return Estimate(
            mean: mean, halfWidth: t * (variance / Double(values.count)).squareRoot(),
            deviation: deviation, count: values.count, level: level)
    }

    /// The value below which a share `p` (0 … 1) of the values (at least one) lies, by the
    /// seventh definition of Hyndman and Fan 1996.
    /// - Complexity: O(*values* log *values*).
    public static func quantile(_ p: Double, of values: [Double]) throws(ParameterError) -> Double {
        try Check.probability("p", p)
        try Check.count("values", values.count, from: 1, to: Int.max)
        let sorted = values.sorted()
        let place = p * Double(sorted.count - 1)
        let low = Int(place.rounded(.down))
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
    }

    /// A quantile with the interval between two order statistics that holds the true one with
    /// probability `level`, by the normal approximation of the binomial law.
    /// - Complexity: O(*values* log *values*).
    public static func quantileInterval(
        _ p: Double, of values: [Double], level: Double = 0.95
    ) throws(ParameterError) -> (value: Double, lower: Double, upper: Double) {
        try Check.share("p", p)
        try Check.share("level", level)
        let value = try quantile(p, of: values)
        let sorted = values.sorted()
        let count = Double(sorted.count)
        let spread = Quantiles.normal(0.5 + level / 2) * (count * p * (1 - p)).squareRoot()
        let low = Int((count * p - spread).rounded(.down))
        let high = Int((count * p + spread).rounded(.up))
        return (value, sorted[max(0, low - 1)], sorted[min(sorted.count - 1, high)])
    }
}

/// A mean with its interval.
public struct Estimate: Hashable, Sendable {
    /// The mean.
    public let mean: Double
    /// Half the width of the interval; infinite where there are too few observations.
    public let halfWidth: Double
    /// The standard deviation of the observations.
    public let deviation: Double
    /// The number of observations.
    public let count: Int
    /// The probability that such intervals hold the true value.
    public let level: Double

    /// Half the width over the size of the mean; infinite at a mean of 0 unless the width is 0.
    public var relativeHalfWidth: Double {
        halfWidth == 0 ? 0 : mean == 0 ? .infinity : halfWidth / mean.magnitude
    }

    /// The standard error of the mean.
    public var standardError: Double {
        count > 1 ? deviation / Double(count).squareRoot() : .infinity
    }

    /// Whether the interval holds a value.
    public func holds(_ value: Double) -> Bool { (value - mean).magnitude <= halfWidth }
}

/// How evenly something is spread.
public enum Fairness {
    /// Jain's index (Σx)² / (n Σx²): 1 if all are equal, 1/n if one has everything.
    ///
    /// Values at least 0, one of them above.
    public static func jain(_ values: [Double]) throws(ParameterError) -> Double {
        let sum = try checkedSum(values)
        return sum * sum / (Double(values.count) * values.map { $0 * $0 }.reduce(0, +))
    }

    /// Gini's coefficient Σ(2i − n − 1) x₍ᵢ₎ / (n Σx): 0 if all are equal.
    /// - Complexity: O(*values* log *values*).
    public static func gini(_ values: [Double]) throws(ParameterError) -> Double {
        let sum = try checkedSum(values)
        let count = values.count
        let weighted = values.sorted().enumerated().map {
            Double(2 * ($0.offset + 1) - count - 1) * $0.element
        }
        return weighted.reduce(0, +) / (Double(count) * sum)
    }

    private static func checkedSum(_ values: [Double]) throws(ParameterError) -> Double {
        for value in values { try Check.notNegative("value", value) }
        let sum = values.reduce(0, +)
        try Check.positive("values", sum)
        return sum
    }
}
