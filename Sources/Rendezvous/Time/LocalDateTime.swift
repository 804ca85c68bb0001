/// What the calendar and the clock on the wall of a zone show at one instant.
public struct LocalDateTime: Hashable, Sendable {
    /// The local date.
    public let date: CivilDate
    /// The local time, 00:00:00 … 23:59:59.
    public let time: CivilTime
    /// How far the local clock is ahead of UTC; negative west of Greenwich.
    public let offset: Seconds

    /// A reading made of its parts, taken as they are.
    public init(date: CivilDate, time: CivilTime, offset: Seconds) {
        self.date = date
        self.time = time
        self.offset = offset
    }
}

extension LocalDateTime: CustomStringConvertible {
    /// The reading in RFC 3339 with a numeric offset: `2026-11-24T10:00:00+02:00`.
    ///
    /// Offsets that are no whole minutes, as local mean time had, get seconds (`+01:34:52`):
    /// RFC 3339 has no form for them.
    public var description: String {
        let distance = Int(offset.count.magnitude)
        let (minutes, seconds) = distance.quotientAndRemainder(dividingBy: 60)
        let sign = offset < .zero ? "-" : "+"
        let hour = Digits.text(minutes / 60, width: 2)
        let minute = Digits.text(minutes % 60, width: 2)
        let rest = seconds == 0 ? "" : ":" + Digits.text(seconds, width: 2)
        return "\(date)T\(time.fullDescription)\(sign)\(hour):\(minute)\(rest)"
    }
}

/// The instants at which a local clock shows a given date and time: one, none or two.
public enum WallClock: Hashable, Sendable {
    /// The clock shows the reading once.
    case unique(Instant)
    /// The clock jumps over the reading; `transition` is the instant of the jump.
    case gap(transition: Instant)
    /// The clock is put back and shows the reading twice.
    case overlap(earlier: Instant, later: Instant)

    /// The instant itself, the transition of a gap, or the earlier one of an overlap.
    public var earliest: Instant {
        switch self {
        case .unique(let instant), .gap(let instant), .overlap(let instant, _): instant
        }
    }

    /// The instant itself, the transition of a gap, or the later one of an overlap.
    public var latest: Instant {
        switch self {
        case .unique(let instant), .gap(let instant), .overlap(_, let instant): instant
        }
    }
}
