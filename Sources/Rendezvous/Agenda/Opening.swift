/// A start at which a request can be booked, with the counsellor, interpreter and room chosen.
public struct Opening: Hashable, Sendable {
    /// The placement to hold or book.
    public let placement: Placement
    /// How many counsellors are free at this start.
    public let counsellors: Int
    /// What the placement costs by the agency's preferences.
    public let cost: Cost

    /// An opening.
    public init(placement: Placement, counsellors: Int, cost: Cost = .none) {
        self.placement = placement
        self.counsellors = counsellors
        self.cost = cost
    }
}

/// What a search found.
public enum Openings: Hashable, Sendable {
    /// Openings in order of start, at least one.
    case found([Opening])
    /// Nothing, and why.
    case empty(Shortage)

    /// The openings; none if the search was empty.
    public var all: [Opening] { if case .found(let openings) = self { openings } else { [] } }
}
