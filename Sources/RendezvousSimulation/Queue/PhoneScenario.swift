public import Rendezvous

/// A phone line with how it is run and measured: what is compared with other scenarios.
///
///     let table = try scenario.table(of: 0..<30, seed: 7, execution: ThreadedExecution())
///     try table.estimate("service level").mean
public struct PhoneScenario: Sendable {
    /// The name.
    public let name: String
    /// The line.
    public let line: PhoneLine
    /// When callers stop to be counted, in seconds.
    public let end: Double
    /// When they begin to be, in seconds.
    public let warmUp: Double
    /// The wait within which an answer is in time, in seconds.
    public let target: Double
    /// The length of the periods that are reported apart, in seconds.
    public let period: Double
    /// The book of call-backs, if times are agreed.
    public let slots: CallBackSlots?

    /// A scenario; bounds are those of ``PhoneLine/run(_:until:warmUp:target:period:observer:)``.
    public init(
        _ name: String, _ line: PhoneLine, until end: Double, warmUp: Double = 0,
        target: Double = 20, period: Double = 1_800, slots: CallBackSlots? = nil
    ) throws(ParameterError) {
        try Check.positive("end", end)
        guard warmUp >= 0, warmUp < end else {
            throw ParameterError("warmUp", warmUp, allowed: "0 … end, end excluded")
        }
        try Check.notNegative("target", target)
        try Check.positive("period", period)
        guard end / period <= 10_000_000 else {
            throw ParameterError("period", period, allowed: "at least end / 10000000")
        }
        let isBooked = line.kinds.contains { $0.callBack?.isBooked ?? false }
        guard !isBooked || slots != nil else {
            throw ParameterError("slots", 0, allowed: "given, as call-backs are booked")
        }
        self.name = name
        self.line = line
        self.end = end
        self.warmUp = warmUp
        self.target = target
        self.period = period
        self.slots = slots
    }

    /// Runs one replication.
    public func run(
        _ key: StreamKey, observer: ((PhoneEvent) -> Void)? = nil
    ) throws(ParameterError) -> PhoneResult {
        guard var book = slots else {
            return try line.run(
                key, until: end, warmUp: warmUp, target: target, period: period,
                observer: observer)
        }
        return try line.run(
            key, until: end, warmUp: warmUp, target: target, period: period, callBacks: &book,
            observer: observer)
    }

    /// The measures of all calls.
    public static let measures = [
        "calls", "answered", "service level", "mean wait", "wait 90 %", "abandoned", "blocked",
        "called back", "call-back delay", "occupancy", "queue",
    ]

    /// The names of the metrics: ``measures`` of all calls, then of each kind those without
    /// agents, `kind: service level`.
    public var metrics: [String] {
        Self.measures
            + line.kinds.flatMap { kind in
                Self.measures.dropLast(2).map { "\(kind.name): \($0)" }
            }
    }

    /// The values of the metrics.
    public func values(_ result: PhoneResult) throws(ParameterError) -> [Double] {
        var values = try Self.values(result.all) + [result.occupancy, result.meanQueue]
        for kind in result.kinds { values += try Self.values(kind) }
        return values
    }

    private static func values(_ counts: CallCounts) throws(ParameterError) -> [Double] {
        [
            Double(counts.offered), Double(counts.answered), counts.serviceLevel, counts.meanWait,
            try counts.waits.quantile(0.9), counts.abandonedShare, counts.blockedShare,
            counts.callBackShare, counts.meanCallBackDelay,
        ]
    }

    /// Runs replications; those of the same seed meet the same clients in every scenario.
    public func table(
        of range: Range<Int>, seed: UInt64, execution: some Execution = SerialExecution()
    ) throws(ParameterError) -> ReplicationTable {
        try Replications.run(range, metrics: metrics, seed: seed, execution: execution) {
            key throws(ParameterError) in try values(run(key))
        }
    }
}
