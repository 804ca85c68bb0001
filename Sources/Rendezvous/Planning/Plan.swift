/// One request served by a plan.
public struct Assignment: Hashable, Sendable {
    /// The request.
    public let request: Request.ID
    /// Where, when and with whom.
    public let placement: Placement

    /// A served request.
    public init(_ request: Request.ID, at placement: Placement) {
        self.request = request
        self.placement = placement
    }
}

/// A request that a plan does not serve.
public struct Waiting: Hashable, Sendable {
    /// The request.
    public let request: Request.ID
    /// Why no start exists for it even in the agenda as it was, or `nil` if others were served
    /// in its place.
    public let shortage: Shortage?

    /// A request that is not served.
    public init(_ request: Request.ID, shortage: Shortage? = nil) {
        self.request = request
        self.shortage = shortage
    }
}

/// Who is served where and when, with a proven bound on how much could be served.
public struct Plan: Hashable, Sendable {
    /// The instant for which notice, horizon and holds were decided.
    public let at: Instant
    /// The requests served, in the order in which they were given.
    public let assignments: [Assignment]
    /// The requests not served, in the order in which they were given.
    public let waiting: [Waiting]
    /// The weight of the requests served.
    public let served: Int
    /// A weight that no plan can exceed; never below ``served``.
    public let bound: Int
    /// What proves the bound, if whoever made the plan gave it.
    public let certificate: PlanCertificate?

    /// A plan.
    public init(
        at instant: Instant, assignments: [Assignment], waiting: [Waiting], served: Int, bound: Int,
        certificate: PlanCertificate? = nil
    ) {
        at = instant
        self.assignments = assignments
        self.waiting = waiting
        self.served = served
        self.bound = bound
        self.certificate = certificate
    }

    /// How far ``served`` may be from the best, as (bound − served) / bound; 0 … 1.
    public var gap: Double { bound == 0 ? 0 : Double(bound - served) / Double(bound) }
}
