/// How long callers wait before they hang up.
///
/// Time is in the unit of the rates it is used with.
public struct Patience: Hashable, Sendable {
    enum Law: Hashable, Sendable {
        case endless
        case exponential(rate: Double)
        case deterministic(Double)
        case hyperexponential(share: Double, rate1: Double, rate2: Double)
        case balking(share: Double, rate: Double)
    }

    let law: Law

    /// Nobody hangs up.
    public static let endless = Patience(law: .endless)

    /// Exponential with a rate (positive): Palm 1946, Erlang A.
    public static func exponential(rate: Double) throws(ParameterError) -> Patience {
        try Check.positive("rate", rate)
        return Patience(law: .exponential(rate: rate))
    }

    /// Everybody waits exactly so long (positive).
    public static func deterministic(_ time: Double) throws(ParameterError) -> Patience {
        try Check.positive("time", time)
        return Patience(law: .deterministic(time))
    }

    /// The share `share` (0 … 1) with `rate1`, the rest with `rate2` (both positive).
    public static func hyperexponential(
        share: Double, rate1: Double, rate2: Double
    ) throws(ParameterError) -> Patience {
        try Check.probability("share", share)
        try Check.positive("rate1", rate1)
        try Check.positive("rate2", rate2)
        return Patience(law: .hyperexponential(share: share, rate1: rate1, rate2: rate2))
    }

    /// Of those who would wait the share `share` (0 … 1) hangs up at once, the rest with `rate`.
    public static func balking(share: Double, rate: Double) throws(ParameterError) -> Patience {
        try Check.probability("share", share)
        try Check.positive("rate", rate)
        return Patience(law: .balking(share: share, rate: rate))
    }

    /// The share whose patience is above `time`.
    func survival(_ time: Double) -> Double {
        switch law {
        case .endless: 1
        case .exponential(let rate): Elementary.exp(-rate * time)
        case .deterministic(let bound): time < bound ? 1 : 0
        case .hyperexponential(let share, let rate1, let rate2):
            share * Elementary.exp(-rate1 * time) + (1 - share) * Elementary.exp(-rate2 * time)
        case .balking(let share, let rate): (1 - share) * Elementary.exp(-rate * time)
        }
    }

    /// The share whose patience is at most `time`, exact also where it is tiny.
    func loss(_ time: Double) -> Double {
        switch law {
        case .endless: 0
        case .exponential(let rate): -Elementary.expm1(-rate * time)
        case .deterministic(let bound): time < bound ? 0 : 1
        case .hyperexponential(let share, let rate1, let rate2):
            -share * Elementary.expm1(-rate1 * time)
                - (1 - share) * Elementary.expm1(-rate2 * time)
        case .balking(let share, let rate):
            share - (1 - share) * Elementary.expm1(-rate * time)
        }
    }

    /// The mean of the smaller of patience and `time`.
    func limited(_ time: Double) -> Double {
        switch law {
        case .endless: time
        case .exponential(let rate): -Elementary.expm1(-rate * time) / rate
        case .deterministic(let bound): min(time, bound)
        case .hyperexponential(let share, let rate1, let rate2):
            -share * Elementary.expm1(-rate1 * time) / rate1
                - (1 - share) * Elementary.expm1(-rate2 * time) / rate2
        case .balking(let share, let rate):
            -(1 - share) * Elementary.expm1(-rate * time) / rate
        }
    }

    /// Where the survival jumps, if anywhere but at 0.
    var jump: Double? {
        if case .deterministic(let bound) = law { bound } else { nil }
    }
}
