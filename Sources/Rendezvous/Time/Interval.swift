/// A half-open stretch of time `[start, end)`, never empty.
public struct Interval: Hashable, Sendable {
    /// The first second that belongs to the interval.
    public let start: Instant
    /// The first second after the interval; always later than ``start``.
    public let end: Instant

    /// The interval `[start, end)`, or `nil` if `end` is not later than `start`.
    public init?(start: Instant, end: Instant) {
        guard start < end else { return nil }
        self.start = start
        self.end = end
    }

    init(unchecked start: Instant, _ end: Instant) {
        self.start = start
        self.end = end
    }

    /// From the year 1 to the year 9999.
    public static let always = Interval(unchecked: .min, .max)

    /// The length of the interval, at least one second.
    public var length: Seconds { end - start }

    /// Whether `instant` lies in `[start, end)`.
    public func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }

    /// Whether `other` lies wholly inside this interval.
    public func contains(_ other: Interval) -> Bool { start <= other.start && other.end <= end }

    /// Whether the two share at least one second; neighbours that touch do not.
    public func overlaps(_ other: Interval) -> Bool { start < other.end && other.start < end }

    /// What the two have in common, or `nil` if nothing.
    public func intersection(_ other: Interval) -> Interval? {
        Interval(start: Swift.max(start, other.start), end: Swift.min(end, other.end))
    }
}

extension Interval: CustomStringConvertible {
    /// The ISO 8601 form `start/end`, in UTC.
    public var description: String { "\(start)/\(end)" }
}
