/// A length of time in whole seconds: the resolution of every rule and every appointment.
///
///     let visit: Seconds = .minutes(30)
///
/// Arithmetic saturates at the ends of `Int64` instead of trapping, so that no input can stop the
/// engine; lengths that make sense are far from these ends and are checked where they enter.
public struct Seconds: Hashable, Sendable, Comparable {
    /// The number of seconds; negative lengths exist as differences, never as durations.
    public let count: Int64

    /// A length of `count` seconds.
    public init(_ count: Int64) { self.count = count }

    /// No time at all.
    public static let zero = Seconds(0)

    /// A length of `count` minutes (60 s each), saturating.
    public static func minutes(_ count: Int64) -> Seconds { Seconds(count) * 60 }

    /// A length of `count` hours (3,600 s each), saturating.
    public static func hours(_ count: Int64) -> Seconds { Seconds(count) * 3_600 }

    /// Whether `left` comes before `right`.
    public static func < (left: Seconds, right: Seconds) -> Bool { left.count < right.count }

    /// The sum of two lengths, saturating.
    public static func + (left: Seconds, right: Seconds) -> Seconds {
        let (sum, overflow) = left.count.addingReportingOverflow(right.count)
        return Seconds(overflow ? (right.count < 0 ? .min : .max) : sum)
    }

    /// The difference of two lengths, saturating.
    public static func - (left: Seconds, right: Seconds) -> Seconds {
        let (difference, overflow) = left.count.subtractingReportingOverflow(right.count)
        return Seconds(overflow ? (right.count < 0 ? .max : .min) : difference)
    }

    /// The length taken `factor` times, saturating.
    public static func * (left: Seconds, factor: Int64) -> Seconds {
        let (product, overflow) = left.count.multipliedReportingOverflow(by: factor)
        return Seconds(overflow ? ((left.count < 0) == (factor < 0) ? .max : .min) : product)
    }
}

extension Seconds: CustomStringConvertible {
    /// The length as people write it: `30 min`, `1 h 30 min`, `45 s`.
    public var description: String {
        guard count != 0 else { return "0 min" }
        let (minutes, rest) = count.quotientAndRemainder(dividingBy: 60)
        let parts = [
            minutes / 60 != 0 ? "\(minutes / 60) h" : "",
            minutes % 60 != 0 ? "\(minutes % 60) min" : "",
            rest != 0 ? "\(rest) s" : "",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
