/// Why somebody is away (D16).
public enum AbsenceKind: String, Hashable, Sendable, CaseIterable {
    /// Ill: from the day it is said, until they report well.
    case sick
    /// On holiday.
    case holiday
    /// In work for a time.
    case temporaryWork = "temporary-work"
    /// For a reason that the office recorded.
    case other
}

/// Days on which somebody is away, with the reason and the last day (D16).
public struct Absence: Hashable, Sendable {
    /// The reason.
    public var kind: AbsenceKind
    /// The first day.
    public var from: CivilDate
    /// The last day; `nil` for an illness that has not ended.
    public var to: CivilDate?

    /// An absence.
    public init(_ kind: AbsenceKind, from: CivilDate, to: CivilDate? = nil) {
        self.kind = kind
        self.from = from
        self.to = to
    }

    /// Whether it covers a day.
    public func covers(_ date: CivilDate) -> Bool { from <= date && date <= (to ?? .max) }

    /// The absence as time, by a clock.
    func interval(_ zone: ZoneRules) -> Interval? {
        let end = to.flatMap { $0 < .max ? zone.start(of: $0.advanced(by: 1)) : nil } ?? .max
        return Interval(start: zone.start(of: from), end: end)
    }
}

/// An address for a time (D16): where, as the agency's area, and its last day.
public struct TemporaryAddress: Hashable, Sendable {
    /// The area of the address.
    public var area: Office.Area
    /// The last day on which it is used.
    public var until: CivilDate

    /// A temporary address.
    public init(_ area: Office.Area, until: CivilDate) {
        self.area = area
        self.until = until
    }
}
