/// An instant of a clock that only grows: what deadlines of connections are measured by.
///
/// Nothing in this room reads a clock; whoever drives a connection passes the instant in.
struct MonotonicInstant: Hashable, Comparable, Sendable {
    /// Nanoseconds since some moment of the past.
    var nanoseconds: Int64

    static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

    /// The instant `duration` later; the last one there is where the sum would pass it.
    static func + (instant: Self, duration: Duration) -> Self { instant + duration.nanoseconds }

    /// The instant so many nanoseconds later; the last one there is where the sum would pass it.
    static func + (instant: Self, nanoseconds: Int64) -> Self {
        let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(nanoseconds)
        return Self(nanoseconds: overflow ? .max : sum)
    }

    /// Nanoseconds from `other` to this instant.
    static func - (left: Self, right: Self) -> Int64 {
        left.nanoseconds &- right.nanoseconds
    }
}

extension Duration {
    /// This duration in nanoseconds; what is longer than 292 years counts as that.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        if overflow { return seconds < 0 ? .min : .max }
        let (sum, carried) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
        return carried ? .max : sum
    }
}

/// What the clocks say at one turn of the loop.
struct Moment: Sendable {
    /// For deadlines and durations.
    var instant: MonotonicInstant
    /// For the `date` field: `Sun, 06 Nov 1994 08:49:37 GMT`.
    var date: String
}
