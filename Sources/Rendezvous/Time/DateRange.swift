/// A period in whole civil days, from a first day to a last day (inclusive) or for ever.
///
/// Rules and catalogue entries hold for such periods (requirement A20). Days are the office's own.
public struct DateRange: Hashable, Sendable {
    /// The first day of the period.
    public let first: CivilDate
    /// The last day of the period, which belongs to it; ``CivilDate/max`` stands for "for ever".
    public let last: CivilDate

    /// The days from `first` to `last`, or `nil` if `last` is before `first`.
    public init?(from first: CivilDate, to last: CivilDate) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    /// The days from `first` on, for ever.
    public init(from first: CivilDate) {
        self.first = first
        last = .max
    }

    /// One day.
    public init(_ day: CivilDate) {
        first = day
        last = day
    }

    /// Every day.
    public static let always = DateRange(from: .min)

    /// Whether `date` is one of the days.
    public func contains(_ date: CivilDate) -> Bool { first <= date && date <= last }

    /// The days that both periods have, or `nil` if none.
    public func intersection(_ other: DateRange) -> DateRange? {
        DateRange(from: Swift.max(first, other.first), to: Swift.min(last, other.last))
    }
}

extension DateRange: CustomStringConvertible {
    /// The ISO 8601 form `first/last`, with `..` for an open side.
    public var description: String {
        "\(first == .min ? ".." : first.description)/\(last == .max ? ".." : last.description)"
    }
}
