/// A law of lengths of time, or of any number that is not negative.
///
/// Most laws take one random number a draw, by inversion, so that two scenarios that draw the same
/// number get neighbouring values. Gamma takes several; draw it from a stream of its own.
public struct Distribution: Hashable, Sendable {
    enum Law: UInt8, Sendable {
        case deterministic, exponential, uniform, erlang, gamma, logNormal, hyperexponential
        case weibull, atom, empirical, histogram
    }

    let law: Law
    /// Up to three numbers; what they are depends on the law.
    let a: Double
    let b: Double
    let c: Double
    /// Values in order, or the edges of a histogram.
    private let values: [Double]
    /// Cumulative shares of a histogram.
    private let sums: [Double]

    init(
        _ law: Law, _ a: Double = 0, _ b: Double = 0, _ c: Double = 0, values: [Double] = [],
        sums: [Double] = []
    ) {
        self.law = law
        self.a = a
        self.b = b
        self.c = c
        self.values = values
        self.sums = sums
    }

    /// Always `value` (at least 0).
    public static func deterministic(_ value: Double) throws(ParameterError) -> Distribution {
        try Check.notNegative("value", value)
        return Distribution(.deterministic, value)
    }

    /// Exponential of a mean (positive).
    public static func exponential(mean: Double) throws(ParameterError) -> Distribution {
        try Check.positive("mean", mean)
        return Distribution(.exponential, mean)
    }

    /// Uniform between two bounds, 0 ≤ lower ≤ upper.
    public static func uniform(
        from lower: Double, to upper: Double
    ) throws(ParameterError) -> Distribution {
        try Check.notNegative("lower", lower)
        try Check.notNegative("upper", upper)
        guard lower <= upper else {
            throw ParameterError("lower", lower, allowed: "at most upper")
        }
        return Distribution(.uniform, lower, upper)
    }

    /// The sum of `stages` (1 … 1,000) exponential parts, of a mean together.
    public static func erlang(stages: Int, mean: Double) throws(ParameterError) -> Distribution {
        try Check.count("stages", stages, from: 1, to: 1_000)
        try Check.positive("mean", mean)
        return Distribution(.erlang, mean / Double(stages), Double(stages))
    }

    /// Gamma of a shape and a mean, both positive.
    public static func gamma(shape: Double, mean: Double) throws(ParameterError) -> Distribution {
        try Check.positive("shape", shape)
        try Check.positive("mean", mean)
        return Distribution(.gamma, shape, mean / shape)
    }

    /// Lognormal of a mean (positive) and a coefficient of variation (at least 0).
    public static func logNormal(
        mean: Double, variation: Double
    ) throws(ParameterError) -> Distribution {
        try Check.positive("mean", mean)
        try Check.notNegative("variation", variation)
        let square = Elementary.log1p(variation * variation)
        return Distribution(.logNormal, Elementary.log(mean) - square / 2, square.squareRoot())
    }

    /// Exponential of `rate1` with probability `share`, else of `rate2` (both positive).
    public static func hyperexponential(
        share: Double, rate1: Double, rate2: Double
    ) throws(ParameterError) -> Distribution {
        try Check.probability("share", share)
        try Check.positive("rate1", rate1)
        try Check.positive("rate2", rate2)
        return Distribution(.hyperexponential, share, 1 / rate1, 1 / rate2)
    }

    /// Weibull of a shape and a scale, both positive.
    public static func weibull(shape: Double, scale: Double) throws(ParameterError) -> Distribution
    {
        try Check.positive("shape", shape)
        try Check.positive("scale", scale)
        return Distribution(.weibull, 1 / shape, scale)
    }

    /// 0 with probability `share`, else exponential of a mean (positive): callers of whom some hang
    /// up at once.
    public static func zeroOrExponential(
        share: Double, mean: Double
    ) throws(ParameterError) -> Distribution {
        try Check.probability("share", share)
        try Check.positive("mean", mean)
        return Distribution(.atom, share, mean)
    }

    /// One of the values given (1 … 10,000,000, at least 0), each as likely.
    public static func empirical(_ values: [Double]) throws(ParameterError) -> Distribution {
        try Check.count("values", values.count, from: 1, to: 10_000_000)
        for value in values { try Check.notNegative("value", value) }
        return Distribution(.empirical, values: values.sorted())
    }

    /// Uniform within classes: `edges` in rising order from at least 0, and a weight for each
    /// class.
    public static func histogram(
        edges: [Double], weights: [Double]
    ) throws(ParameterError) -> Distribution {
        try Check.count("edges", edges.count, from: 2, to: 1_000_000)
        guard weights.count == edges.count - 1 else {
            throw ParameterError(
                "weights", Double(weights.count), allowed: "one fewer than edges")
        }
        var last = -1.0
        for edge in edges {
            try Check.notNegative("edge", edge)
            guard edge > last else { throw ParameterError("edge", edge, allowed: "rising") }
            last = edge
        }
        var sums: [Double] = []
        var sum = 0.0
        for weight in weights {
            try Check.notNegative("weight", weight)
            sum += weight
            sums.append(sum)
        }
        try Check.positive("weights", sum)
        return Distribution(.histogram, values: edges, sums: sums.map { $0 / sum })
    }
}

extension Distribution {
    /// Draws from the law.
    /// - Complexity: O(1), except O(*stages*) for Erlang and O(log *classes*) for a histogram.
    public func sample(_ stream: inout RandomStream) -> Double {
        switch law {
        case .deterministic: return a
        case .exponential: return -a * Elementary.log(stream.unit())
        case .gamma: return b * Self.standardGamma(a, &stream)
        case .erlang:
            var sum = 0.0
            for _ in 0..<Int(b) { sum -= Elementary.log(stream.unit()) }
            return a * sum
        default: return quantile(stream.unit())
        }
    }

    /// Draws by the bits of one random number where the law needs no more than one, else from the
    /// stream.
    @inline(__always)
    func sample(_ bits: UInt64, _ stream: @autoclosure () -> RandomStream) -> Double {
        if law == .exponential { return -a * Elementary.log(RandomStream.unit(bits)) }
        if law == .deterministic { return a }
        if law == .gamma || law == .erlang {
            var stream = stream()
            return sample(&stream)
        }
        return quantile(RandomStream.unit(bits))
    }

    /// The value below which a share `p` (0 … 1) of the law lies, for laws that are inverted.
    private func quantile(_ p: Double) -> Double {
        switch law {
        case .uniform: return a + (b - a) * p
        case .logNormal: return Elementary.exp(a + b * Quantiles.normal(p))
        case .hyperexponential:
            // The same number says which part, and, spread again, how long.
            return p < a
                ? -b * Elementary.log(p / a) : -c * Elementary.log((1 - p) / (1 - a))
        case .weibull: return b * Elementary.pow(-Elementary.log(p), a)
        case .atom: return p < a ? 0 : -b * Elementary.log((1 - p) / (1 - a))
        case .empirical:
            return values[min(values.count - 1, Int(p * Double(values.count)))]
        case .histogram:
            var (low, high) = (0, sums.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if sums[middle] < p { low = middle + 1 } else { high = middle }
            }
            let before = low == 0 ? 0 : sums[low - 1]
            let part = (p - before) / (sums[low] - before)
            return values[low] + (values[low + 1] - values[low]) * part
        default: return a
        }
    }

    /// A gamma law of scale 1 (Marsaglia and Tsang 2000); below shape 1 by the power of a uniform.
    private static func standardGamma(_ shape: Double, _ stream: inout RandomStream) -> Double {
        if shape < 1 {
            let boost = Elementary.pow(stream.unit(), 1 / shape)
            return standardGamma(shape + 1, &stream) * boost
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let z = Quantiles.normal(stream.unit())
            let v = 1 + c * z
            guard v > 0 else { continue }
            let cube = v * v * v
            let u = Elementary.log(stream.unit())
            if u < 0.5 * z * z + d - d * cube + d * Elementary.log(cube) { return d * cube }
        }
    }

    /// The mean.
    public var mean: Double { moment(1) }

    /// The mean of the `k`-th power, `k` 1, 2 or 3; not a number otherwise.
    public func moment(_ k: Int) -> Double {
        guard (1...3).contains(k) else { return .nan }
        let factorial = [1.0, 1, 2, 6][k]
        func power(_ x: Double) -> Double { k == 1 ? x : k == 2 ? x * x : x * x * x }
        switch law {
        case .deterministic: return power(a)
        case .exponential: return factorial * power(a)
        case .uniform:
            // (b^(k+1) − a^(k+1)) / ((k+1)(b − a)) without the difference.
            let terms = (0...k).map {
                Elementary.pow(a, Double($0)) * Elementary.pow(b, Double(k - $0))
            }
            return terms.reduce(0, +) / Double(k + 1)
        case .erlang: return power(a) * (0..<k).map { b + Double($0) }.reduce(1, *)
        case .gamma: return power(b) * (0..<k).map { a + Double($0) }.reduce(1, *)
        case .logNormal: return Elementary.exp(Double(k) * a + Double(k * k) * b * b / 2)
        case .hyperexponential: return factorial * (a * power(b) + (1 - a) * power(c))
        case .weibull:
            return power(b) * Elementary.exp(Special.logGamma(1 + Double(k) * a))
        case .atom: return factorial * (1 - a) * power(b)
        case .empirical:
            return values.map(power).reduce(0, +) / Double(values.count)
        case .histogram:
            var (sum, before) = (0.0, 0.0)
            for (place, upTo) in sums.enumerated() {
                let (low, high) = (values[place], values[place + 1])
                let terms = (0...k).map {
                    Elementary.pow(low, Double($0)) * Elementary.pow(high, Double(k - $0))
                }
                sum += (upTo - before) * terms.reduce(0, +) / Double(k + 1)
                before = upTo
            }
            return sum
        }
    }
}
