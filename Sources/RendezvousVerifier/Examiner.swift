public import Rendezvous

/// Examines single placements after a log, slowly and from the rules alone: the reference against
/// which search is tested.
public struct Examiner {
    private let model: Model

    /// An examiner of what the events add up to.
    public init(after events: some Sequence<Event>) {
        let model = Model()
        for event in events { model.apply(event.change) }
        self.model = model
    }

    /// Why a placement may not be booked for a request at an instant, in the order of
    /// Documentation/Rules.md; nothing if it may.
    ///
    /// - Complexity: linear in the appointments and declarations of its people.
    public func reasons(
        against placement: Placement, for request: Request, at instant: Instant
    ) -> [Reason] {
        let proposal = Proposal(
            name: .request(request.id), at: instant, placement: placement, party: request.party,
            service: request.service, topic: request.topic, request: request)
        return Examination.examine(proposal, in: model).findings.map(\.reason)
    }
}
