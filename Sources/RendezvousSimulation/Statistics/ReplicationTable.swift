/// The results of replications, one row each: what is kept, stored, merged and reported.
///
/// A table says which replications it has, so that runs can be split over machines and merged: the
/// merged table is the one that a single run would have given, byte for byte. Whatever is computed
/// from it is computed in the order of the replications.
public struct ReplicationTable: Hashable, Sendable {
    /// The names of the metrics, in the order of the values.
    public let metrics: [String]
    /// The seed of the study.
    public let seed: UInt64
    private var rows: [Int: [Double]] = [:]

    /// An empty table; metrics have names that differ.
    public init(metrics: [String], seed: UInt64) throws(ParameterError) {
        try Check.count("metrics", metrics.count, from: 1, to: 100_000)
        guard Set(metrics).count == metrics.count else {
            throw ParameterError("metrics", Double(metrics.count), allowed: "names that differ")
        }
        self.metrics = metrics
        self.seed = seed
    }

    /// The numbers of the replications, in order.
    public var replications: [Int] { rows.keys.sorted() }

    /// The values of a replication, or `nil`.
    public func row(_ replication: Int) -> [Double]? { rows[replication] }

    /// Puts in the values of a replication, one for each metric; it must not be there yet with
    /// other values.
    public mutating func add(_ replication: Int, _ values: [Double]) throws(ParameterError) {
        guard values.count == metrics.count else {
            throw ParameterError(
                "values", Double(values.count), allowed: "\(metrics.count), one for each metric")
        }
        if let known = rows[replication], known.map(\.bitPattern) != values.map(\.bitPattern) {
            throw ParameterError(
                "replication", Double(replication), allowed: "one not known with other values")
        }
        rows[replication] = values
    }

    /// Adds the replications of another table of the same study.
    public mutating func merge(_ other: ReplicationTable) throws(ParameterError) {
        guard other.metrics == metrics, other.seed == seed else {
            throw ParameterError(
                "seed", Double(other.seed), allowed: "that of the table, with the same metrics")
        }
        for replication in other.replications {
            try add(replication, other.rows[replication] ?? [])
        }
    }

    /// The values of a metric in the order of the replications; none if it is not known.
    public func values(_ metric: String) -> [Double] {
        guard let place = metrics.firstIndex(of: metric) else { return [] }
        return replications.compactMap { rows[$0]?[place] }
    }

    /// The mean of a metric over the replications, with its interval.
    public func estimate(_ metric: String, level: Double = 0.95) throws(ParameterError) -> Estimate
    {
        try Sample(values(metric)).interval(level: level)
    }

    /// This scenario less another that met the same clients, over the replications both have.
    public func comparison(
        with other: ReplicationTable, _ metric: String, level: Double = 0.95
    ) throws(ParameterError) -> PairedComparison {
        let common = replications.filter { other.rows[$0] != nil }
        guard seed == other.seed, let mine = metrics.firstIndex(of: metric),
            let theirs = other.metrics.firstIndex(of: metric)
        else {
            throw ParameterError(
                "seed", Double(other.seed), allowed: "the same, with the metric in both tables")
        }
        return try PairedComparison(
            common.compactMap { rows[$0]?[mine] }, common.compactMap { other.rows[$0]?[theirs] },
            level: level)
    }

    /// The canonical bytes: `RDVR`, version 1, seed, metrics, rows in order; whole numbers and the
    /// bits of values with the least byte first.
    public var bytes: [UInt8] {
        var bytes = Array("RDVR".utf8) + [1]
        func put(_ value: UInt64) {
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
            }
        }
        put(seed)
        put(UInt64(metrics.count))
        for metric in metrics {
            put(UInt64(metric.utf8.count))
            bytes += metric.utf8
        }
        put(UInt64(rows.count))
        for replication in replications {
            put(UInt64(bitPattern: Int64(replication)))
            for value in rows[replication] ?? [] { put(value.bitPattern) }
        }
        return bytes
    }

    /// The table of canonical bytes, or `nil` if they are anything else.
    public init?(bytes: [UInt8]) {
        var reader = TableReader(bytes: bytes)
        guard reader.takeHeader(), let seed = reader.take(), let count = reader.takeCount(8),
            count > 0
        else { return nil }
        var metrics: [String] = []
        for _ in 0..<count {
            guard let metric = reader.takeText() else { return nil }
            metrics.append(metric)
        }
        guard let empty = try? ReplicationTable(metrics: metrics, seed: seed),
            let rows = reader.takeCount(8 * (count + 1))
        else { return nil }
        self = empty
        var last: Int?
        for _ in 0..<rows {
            guard let number = reader.take() else { return nil }
            let replication = Int(Int64(bitPattern: number))
            if let last, last >= replication { return nil }
            last = replication
            var values: [Double] = []
            for _ in 0..<count {
                guard let bits = reader.take() else { return nil }
                values.append(Double(bitPattern: bits))
            }
            self.rows[replication] = values
        }
        guard reader.isAtEnd else { return nil }
    }
}

/// Reads the canonical bytes of a table.
private struct TableReader {
    let bytes: [UInt8]
    var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func takeHeader() -> Bool {
        place = 5
        return bytes.starts(with: Array("RDVR".utf8) + [1])
    }

    mutating func take() -> UInt64? {
        guard bytes.count - place >= 8 else { return nil }
        var value: UInt64 = 0
        for index in 0..<8 { value |= UInt64(bytes[place + index]) << UInt64(8 * index) }
        place += 8
        return value
    }

    /// A count of things of so many bytes at least, which must be there.
    mutating func takeCount(_ size: Int) -> Int? {
        guard let value = take(), value <= UInt64((bytes.count - place) / size) else { return nil }
        return Int(value)
    }

    mutating func takeText() -> String? {
        guard let count = takeCount(1) else { return nil }
        let text = bytes[place..<(place + count)]
        place += count
        return String(validating: text, as: UTF8.self)
    }
}
