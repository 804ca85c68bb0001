public import Rendezvous
internal import Synchronization

/// Runs policies against each other on the same clients.
public enum Study {
    /// The values of one policy in one replication, and the hash of the clients that it met.
    public struct Run: Hashable, Sendable {
        /// A value for each metric.
        public let values: [Double]
        /// The hash of the clients.
        public let population: UInt64

        /// A run.
        public init(values: [Double], population: UInt64) {
            self.values = values
            self.population = population
        }
    }

    /// The most runs of one study: policies times replications.
    public static let runsMax = 10_000_000

    /// Runs every policy in every replication of a range, and adds them to `results`.
    ///
    /// `body` gets the place of a policy and the key of a replication, and must depend on nothing
    /// else; the results do not depend on the execution. `progress` is told how many runs are done,
    /// from any thread, one call at a time.
    ///
    /// - Throws: ``StudyError`` of the first run that has one, and where clients differ.
    public static func run(
        _ range: Range<Int>, into results: inout StudyResults,
        execution: some Execution = SerialExecution(),
        progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil,
        _ body: @Sendable (_ policy: Int, StreamKey) throws(StudyError) -> Run
    ) throws(StudyError) {
        let policies = results.policies.count
        try Check.study { () throws(ParameterError) in
            try Check.count(
                "replications", range.count, from: 0, to: runsMax / max(1, policies))
        }
        let seed = results.seed
        let count = range.count * policies
        let stored = Mutex([Result<Run, StudyError>?](repeating: nil, count: count))
        let done = Mutex(0)
        execution.parallelFor(count) { part in
            guard !execution.shouldStop else { return }
            let key = StreamKey(seed: seed, replication: range.lowerBound + part / policies)
            let result: Result<Run, StudyError>
            do throws(StudyError) { result = .success(try body(part % policies, key)) } catch {
                result = .failure(error)
            }
            stored.withLock { $0[part] = result }
            done.withLock {
                $0 += 1
                progress?($0, count)
            }
        }
        let runs = stored.withLock { $0 }
        var merged = results
        for (place, replication) in range.enumerated() {
            var rows: [[Double]] = []
            var population: UInt64?
            for policy in 0..<policies {
                guard let result = runs[place * policies + policy] else { throw .stopped }
                let run = try result.get()
                guard population == nil || population == run.population else {
                    throw .invalid(
                        "clients of replication (\(replication)) must be the same under policy "
                            + "(\(results.policies[policy])) as under the others")
                }
                population = run.population
                rows.append(run.values)
            }
            try merged.add(replication, population: population ?? 0, rows)
        }
        results = merged
    }
}
