/// A phone line with how it is run and measured: what a ``PhoneStudy`` compares with others.
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
}
