/// The difference of two scenarios that met the same clients.
///
///     let gain = try PairedComparison(waitsNow, waitsThen, level: 0.95)
///     gain.difference         // with its interval
///     gain.varianceReduction  // what the common clients gave: printed, never promised
///
/// Source: Law, Simulation Modeling and Analysis, ch. 10; case family `statistics`.
public struct PairedComparison: Sendable {
    /// The first less the second, with its interval.
    public let difference: Estimate
    /// The correlation of the two; 0 if one of them does not vary.
    public let correlation: Double
    /// Half the width that Welch's interval for independent runs would have.
    public let independentHalfWidth: Double
    /// The variance of the difference of independent runs over that of the paired ones; infinite if
    /// the difference does not vary, 1 if nothing does.
    public let varianceReduction: Double

    /// Pairs of results of the same replications, at least two.
    public init(
        _ first: [Double], _ second: [Double], level: Double = 0.95
    ) throws(ParameterError) {
        guard first.count == second.count, first.count > 1 else {
            throw ParameterError(
                "second", Double(second.count), allowed: "as many as first, at least 2")
        }
        let one = Sample(first)
        let other = Sample(second)
        let gap = Sample(zip(first, second).map { $0 - $1 })
        difference = try gap.interval(level: level)
        let product = zip(first, second).map { ($0 - one.mean) * ($1 - other.mean) }
        let spread = one.deviation * other.deviation
        let count = Double(first.count)
        correlation = spread > 0 ? Sample.sum(product) / (count - 1) / spread : 0
        let (v1, v2) = (one.variance / count, other.variance / count)
        let sum = v1 + v2
        let freedom = sum > 0 ? sum * sum / ((v1 * v1 + v2 * v2) / (count - 1)) : count - 1
        independentHalfWidth =
            Quantiles.student(0.5 + level / 2, df: freedom) * sum.squareRoot()
        let independent = one.variance + other.variance
        varianceReduction =
            gap.variance > 0 ? independent / gap.variance : independent > 0 ? .infinity : 1
    }
}
