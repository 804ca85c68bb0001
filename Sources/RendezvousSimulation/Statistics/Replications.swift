public import Rendezvous
internal import Synchronization

/// Runs replications, on one thread or many, with the same result.
public enum Replications {
    /// The most replications of one call.
    public static let countMax = 10_000_000

    /// Runs the replications of a range and gives their values in a table.
    ///
    /// `body` gets the key of a replication and returns a value for each metric; it must depend on
    /// nothing else. An error of the lowest replication that has one is thrown.
    public static func run(
        _ range: Range<Int>, metrics: [String], seed: UInt64,
        execution: some Execution = SerialExecution(),
        _ body: @Sendable (StreamKey) throws(ParameterError) -> [Double]
    ) throws(ParameterError) -> ReplicationTable {
        var table = try ReplicationTable(metrics: metrics, seed: seed)
        try Check.count("replications", range.count, from: 0, to: countMax)
        let results = rows(range, seed: seed, execution: execution, body)
        for (replication, result) in zip(range, results) {
            try table.add(replication, try result.get())
        }
        return table
    }

    private static func rows(
        _ range: Range<Int>, seed: UInt64, execution: some Execution,
        _ body: @Sendable (StreamKey) throws(ParameterError) -> [Double]
    ) -> [Result<[Double], ParameterError>] {
        let first = range.lowerBound
        let stored = Mutex(
            [Result<[Double], ParameterError>](repeating: .success([]), count: range.count))
        execution.parallelFor(range.count) { place in
            let key = StreamKey(seed: seed, replication: first + place)
            let result: Result<[Double], ParameterError>
            do throws(ParameterError) { result = .success(try body(key)) } catch {
                result = .failure(error)
            }
            stored.withLock { $0[place] = result }
        }
        return stored.withLock { $0 }
    }

    /// How exact the means of several metrics must be.
    public struct Precision: Hashable, Sendable {
        let relative: [String: Double]
        let level: Double
        let minimum: Int
        let maximum: Int
        let lookAhead: Int

        /// Each metric named with its relative half-width (positive); `minimum` (5 … 10,000,000)
        /// and `maximum` replications; and as many more, `lookAhead` (0 … 1,000), after which it
        /// must still hold, so that a lucky moment does not end the study.
        public init(
            relative: [String: Double], level: Double = 0.95, minimum: Int = 10,
            maximum: Int = 1_000, lookAhead: Int = 5
        ) throws(ParameterError) {
            try Check.count("relative", relative.count, from: 1, to: 100_000)
            for (_, width) in relative { try Check.positive("relative", width) }
            try Check.share("level", level)
            try Check.count("minimum", minimum, from: 5, to: countMax)
            try Check.count("maximum", maximum, from: minimum, to: countMax)
            try Check.count("lookAhead", lookAhead, from: 0, to: 1_000)
            self.relative = relative
            self.level = level
            self.minimum = minimum
            self.maximum = maximum
            self.lookAhead = lookAhead
        }
    }

    /// Runs replications from 0 on until all metrics named are exact enough.
    ///
    /// The number needed is the first at which the half-widths hold, and hold for `lookAhead` more;
    /// all those run are in the table, the same whatever the number of threads. `needed` is `nil`
    /// if `maximum` did not do. Source: Hoad, Robinson and Davies 2010.
    public static func run(
        until precision: Precision, metrics: [String], seed: UInt64,
        execution: some Execution = SerialExecution(),
        _ body: @Sendable (StreamKey) throws(ParameterError) -> [Double]
    ) throws(ParameterError) -> (table: ReplicationTable, needed: Int?) {
        for name in precision.relative.keys where !metrics.contains(name) {
            throw ParameterError("relative", 0, allowed: "of metrics of the study, not \(name)")
        }
        var table = try ReplicationTable(metrics: metrics, seed: seed)
        var checks = precision.relative.sorted { $0.key < $1.key }.map {
            RunningWidth(name: $0.key, relative: $0.value)
        }
        var (done, since) = (0, 0)
        while done < precision.maximum {
            // Chunks have fixed borders: what is run does not depend on the threads.
            let stop = min(precision.maximum, done + max(8, precision.minimum / 2))
            let results = rows(done..<stop, seed: seed, execution: execution, body)
            for result in results {
                let values = try result.get()
                try table.add(done, values)
                done += 1
                var isExact = done >= precision.minimum
                for index in checks.indices {
                    let place = metrics.firstIndex(of: checks[index].name) ?? 0
                    checks[index].add(values[place])
                    if !checks[index].isExact(level: precision.level) { isExact = false }
                }
                since = isExact ? since + 1 : 0
                if since > precision.lookAhead { return (table, done - precision.lookAhead) }
            }
        }
        return (table, since > 0 ? done - since + 1 : nil)
    }
}

/// A mean and its half-width, one value at a time (Welford 1962).
private struct RunningWidth {
    let name: String
    let relative: Double
    private var count = 0.0
    private var mean = 0.0
    private var squares = 0.0

    init(name: String, relative: Double) {
        self.name = name
        self.relative = relative
    }

    mutating func add(_ value: Double) {
        count += 1
        let step = value - mean
        mean += step / count
        squares += step * (value - mean)
    }

    func isExact(level: Double) -> Bool {
        guard count > 1 else { return false }
        let error = (squares / (count - 1) / count).squareRoot()
        let width = Quantiles.student(0.5 + level / 2, df: count - 1) * error
        return width <= relative * mean.magnitude
    }
}
