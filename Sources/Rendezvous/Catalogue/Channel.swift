/// How a meeting takes place.
public enum Channel: String, Hashable, Sendable, Comparable, CaseIterable {
    /// By video call.
    case video
    /// By telephone.
    case phone
    /// In the counsellor's office.
    case office

    /// Whether the participant and the counsellor are in different places.
    public var isRemote: Bool { self != .office }

    /// Whether `left` comes before `right`.
    public static func < (left: Channel, right: Channel) -> Bool { left.order < right.order }

    var order: Int {
        switch self {
        case .video: 0
        case .phone: 1
        case .office: 2
        }
    }
}

/// Time kept free around an appointment on a person's own calendar (requirement A12).
///
/// Between neighbours A then B it is the larger of `after` of A and `before` of B, not the sum.
public struct Gap: Hashable, Sendable {
    /// Time before the appointment, 0 … ``Limits/longestGap``.
    public let before: Seconds
    /// Time after the appointment, 0 … ``Limits/longestGap``.
    public let after: Seconds

    /// A gap before and after.
    public init(before: Seconds = .zero, after: Seconds = .zero) {
        self.before = before
        self.after = after
    }

    /// No gap.
    public static let none = Gap()

    /// On each side, the larger of the two.
    public func widened(by other: Gap) -> Gap {
        Gap(before: max(before, other.before), after: max(after, other.after))
    }
}
