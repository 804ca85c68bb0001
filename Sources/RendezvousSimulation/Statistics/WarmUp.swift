/// Where the beginning of a run ends.
public enum WarmUp {
    /// Where to cut, and what is left.
    public struct Cut: Hashable, Sendable {
        /// How many observations to leave off.
        public let observations: Int
        /// The mean of the batches kept.
        public let mean: Double
        /// The statistic at the cut: the squared standard error of what is kept.
        public let statistic: Double
        /// Whether the cut lies at the end of what was searched: then the run is too short.
        public let isAtLimit: Bool
    }

    /// The marginal standard error rule on means of batches: the cut in the first half at which
    /// Σ(zⱼ − mean)² / (m − d)² is least.
    ///
    /// Sources: White 1997; White, Cobb and Spratt 2000 (MSER-5 has batches of 5); case family
    /// `warm-up`. At least two batches; what does not fill a batch is left off.
    /// - Complexity: O(*observations*).
    public static func mser(_ series: [Double], batch: Int = 5) throws(ParameterError) -> Cut {
        try Check.count("batch", batch, from: 1, to: 1_000_000)
        try Check.count("series", series.count, from: 2 * batch, to: Int.max)
        let count = series.count / batch
        let means = (0..<count).map { place in
            Sample.sum(series[(place * batch)..<((place + 1) * batch)]) / Double(batch)
        }
        // From the end, so that each suffix is one step (Welford 1962).
        var best = (cut: 0, mean: 0.0, statistic: Double.infinity)
        var (mean, squares, kept) = (0.0, 0.0, 0.0)
        for cut in stride(from: count - 1, through: 0, by: -1) {
            kept += 1
            let step = means[cut] - mean
            mean += step / kept
            squares += step * (means[cut] - mean)
            let statistic = squares / (kept * kept)
            if cut <= count / 2, statistic <= best.statistic { best = (cut, mean, statistic) }
        }
        return Cut(
            observations: best.cut * batch, mean: best.mean, statistic: best.statistic,
            isAtLimit: best.cut >= count / 2)
    }

    /// Welch's curve: the mean over replications, place by place, and of it the moving average with
    /// `window` neighbours on either side, fewer at the start. Read off where it is flat.
    ///
    /// All replications have the same length. Source: Welch 1983.
    /// - Complexity: O(*replications* · *length* + *length* · *window*).
    public static func welch(
        _ replications: [[Double]], window: Int
    ) throws(ParameterError) -> [Double] {
        try Check.count("replications", replications.count, from: 1, to: Int.max)
        let length = replications[0].count
        try Check.count("window", window, from: 0, to: max(0, length / 4))
        for replication in replications {
            try Check.count("length", replication.count, from: length, to: length)
        }
        let means = (0..<length).map { place in
            Sample.sum(replications.lazy.map { $0[place] }) / Double(replications.count)
        }
        return (0..<max(0, length - window)).map { place in
            let reach = min(place, window)
            return Sample.sum(means[(place - reach)...(place + reach)]) / Double(2 * reach + 1)
        }
    }
}

/// One long run cut into batches whose means are nearly independent.
public struct BatchMeans: Sendable {
    /// The mean with its interval.
    public let estimate: Estimate
    /// The correlation of neighbouring batch means: near 0 if the batches are long enough.
    public let lagOne: Double
    /// Whether the correlation is within what independent batches show, 19 times of 20.
    public let isIndependent: Bool

    /// `batches` (10 … 10,000) of a run of at least as many observations; what does not fill the
    /// last batch is left off at the start.
    /// - Complexity: O(*series*).
    public init(
        _ series: [Double], batches: Int = 30, level: Double = 0.95
    ) throws(ParameterError) {
        try Check.count("batches", batches, from: 10, to: 10_000)
        try Check.count("series", series.count, from: batches, to: Int.max)
        let size = series.count / batches
        let start = series.count - size * batches
        let means = (0..<batches).map { place in
            let first = start + place * size
            return Sample.sum(series[first..<(first + size)]) / Double(size)
        }
        let sample = Sample(means)
        estimate = try sample.interval(level: level)
        let steps = zip(means, means.dropFirst()).map { ($0 - sample.mean) * ($1 - sample.mean) }
        let all = Sample.sum(means.map { ($0 - sample.mean) * ($0 - sample.mean) })
        lagOne = all > 0 ? Sample.sum(steps) / all : 0
        isIndependent = lagOne.magnitude <= 1.96 / Double(batches).squareRoot()
    }
}
