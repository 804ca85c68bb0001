/// A moment in UTC, in whole seconds since 1970-01-01T00:00:00Z; leap seconds do not exist.
///
/// The engine never reads a clock: every instant comes in from outside. Instants lie between the
/// years 1 and 9999 (``min`` … ``max``); arithmetic stops at these ends instead of trapping.
public struct Instant: Hashable, Sendable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let secondsSince1970: Int64

    /// The instant `seconds` after 1970-01-01T00:00:00Z, moved into ``min`` … ``max`` if outside.
    public init(secondsSince1970 seconds: Int64) {
        secondsSince1970 = Swift.max(
            Self.min.secondsSince1970, Swift.min(Self.max.secondsSince1970, seconds))
    }

    private init(unchecked seconds: Int64) { secondsSince1970 = seconds }

    /// 0001-01-01T00:00:00Z.
    public static let min = Instant(unchecked: -62_135_596_800)
    /// 9999-12-31T23:59:59Z.
    public static let max = Instant(unchecked: 253_402_300_799)

    /// Whether `left` comes before `right`.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.secondsSince1970 < right.secondsSince1970
    }

    /// The instant `length` later, stopping at ``min`` and ``max``.
    public static func + (instant: Instant, length: Seconds) -> Instant {
        Instant(secondsSince1970: (Seconds(instant.secondsSince1970) + length).count)
    }

    /// The instant `length` earlier, stopping at ``min`` and ``max``.
    public static func - (instant: Instant, length: Seconds) -> Instant {
        Instant(secondsSince1970: (Seconds(instant.secondsSince1970) - length).count)
    }

    /// The length from `right` to `left`.
    public static func - (left: Instant, right: Instant) -> Seconds {
        Seconds(left.secondsSince1970 - right.secondsSince1970)
    }
}

extension Instant: CustomStringConvertible {
    /// The instant in RFC 3339 and UTC: `2026-11-24T08:00:00Z`.
    public var description: String {
        let (date, second) = CivilDate.splitting(secondsSince1970)
        return "\(date)T\(CivilTime(secondOfDay: second).fullDescription)Z"
    }
}
