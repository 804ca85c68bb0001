/// What came of a study: for each policy the values of each replication.
///
/// Results of some replications are merged with those of others into the results that one run of
/// all of them would have given. Values that are not a number mean that nothing was observed.
public struct StudyResults: Hashable, Sendable {
    /// A number that stands for the whole configuration; results of other ones are not merged.
    public let configuration: UInt64
    /// The seed.
    public let seed: UInt64
    /// The identifiers of the policies, in the order of the study; the first is the baseline.
    public let policies: [String]
    /// What the values say, in their order.
    public let metrics: [StudyMetric]
    private var tables: [ReplicationTable]
    private var hashes: [Int: UInt64] = [:]
    private let places: [StudyMetric: Int]

    /// Results without replications.
    public init(
        configuration: UInt64, seed: UInt64, policies: [String], metrics: [StudyMetric]
    ) throws(StudyError) {
        guard !policies.isEmpty, Set(policies).count == policies.count else {
            throw .invalid(
                "policies (\(policies.count)) must be one or more with names that differ")
        }
        self.configuration = configuration
        self.seed = seed
        self.policies = policies
        self.metrics = metrics
        do throws(ParameterError) {
            let empty = try ReplicationTable(metrics: metrics.map(\.description), seed: seed)
            tables = policies.map { _ in empty }
        } catch {
            throw .parameter(error)
        }
        places = Dictionary(
            metrics.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { a, _ in a })
    }

    /// The numbers of the replications, in order.
    public var replications: [Int] { hashes.keys.sorted() }

    /// The hash of all clients of a replication, the same under every policy.
    public func population(_ replication: Int) -> UInt64? { hashes[replication] }

    /// The values of a policy in a replication, in the order of ``metrics``.
    public func values(policy: Int, replication: Int) -> [Double]? {
        policies.indices.contains(policy) ? tables[policy].row(replication) : nil
    }

    /// Puts in the values of all policies in a replication.
    public mutating func add(
        _ replication: Int, population: UInt64, _ rows: [[Double]]
    ) throws(StudyError) {
        guard rows.count == policies.count else {
            throw .invalid("rows (\(rows.count)) must be \(policies.count), one for each policy")
        }
        if let known = hashes[replication], known != population {
            throw .invalid("replication (\(replication)) must not be known with other clients")
        }
        var copy = tables
        do throws(ParameterError) {
            for index in rows.indices { try copy[index].add(replication, rows[index]) }
        } catch {
            throw .parameter(error)
        }
        tables = copy
        hashes[replication] = population
    }

    /// Adds the replications of other results of the same study; nothing is changed if they differ.
    public mutating func merge(_ other: StudyResults) throws(StudyError) {
        guard other.configuration == configuration else {
            throw .invalid(
                "configuration (\(other.configuration)) must be \(configuration): "
                    + "the results are of different scenarios")
        }
        guard other.seed == seed, other.policies == policies, other.metrics == metrics else {
            throw .invalid(
                "seed (\(other.seed)) must be \(seed), with the same policies and metrics")
        }
        var merged = self
        for replication in other.replications {
            let rows = other.tables.map { $0.row(replication) ?? [] }
            try merged.add(replication, population: other.hashes[replication] ?? 0, rows)
        }
        self = merged
    }

    /// The canonical bytes: configuration, populations by replication, and the table of each policy
    /// (``ReplicationTable/bytes``). Results are the same if their bytes are.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        func put(_ value: UInt64) {
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
            }
        }
        put(configuration)
        for replication in replications {
            put(UInt64(bitPattern: Int64(replication)))
            put(hashes[replication] ?? 0)
        }
        for (policy, table) in zip(policies, tables) {
            put(UInt64(policy.utf8.count))
            bytes += policy.utf8
            bytes += table.bytes
        }
        return bytes
    }

    /// Whether the bytes are the same; values that are not a number are equal to each other.
    public static func == (one: StudyResults, other: StudyResults) -> Bool {
        one.bytes == other.bytes
    }

    /// Hashes what the results are of.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(configuration)
        hasher.combine(seed)
    }

    /// The values of a metric over the replications in which it was observed, in their order.
    public func values(_ metric: StudyMetric, policy: Int) -> [Double] {
        guard let place = places[metric], policies.indices.contains(policy) else { return [] }
        return replications.compactMap { tables[policy].row($0)?[place] }.filter { !$0.isNaN }
    }

    /// The mean of a metric with its interval, or `nil` if it was never observed.
    public func estimate(_ metric: StudyMetric, policy: Int, level: Double = 0.95) -> Estimate? {
        let values = values(metric, policy: policy)
        return values.isEmpty ? nil : try? Sample(values).interval(level: level)
    }

    /// A policy less another that met the same clients, over the replications in which both
    /// observed the metric; `nil` if there are fewer than two.
    public func comparison(
        _ metric: StudyMetric, policy: Int, with baseline: Int = 0, level: Double = 0.95
    ) -> PairedComparison? {
        guard let place = places[metric], policies.indices.contains(policy),
            policies.indices.contains(baseline)
        else { return nil }
        let pairs = replications.compactMap { replication -> (Double, Double)? in
            guard let mine = tables[policy].row(replication)?[place],
                let theirs = tables[baseline].row(replication)?[place],
                !mine.isNaN, !theirs.isNaN
            else { return nil }
            return (mine, theirs)
        }
        return try? PairedComparison(pairs.map(\.0), pairs.map(\.1), level: level)
    }
}
