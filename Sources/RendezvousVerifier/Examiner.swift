public import Rendezvous

/// Examines single placements after a log, slowly and from the rules alone: the reference against
/// which search is tested.
public struct Examiner {
    private let model: Model

    /// An examiner of what the events add up to; policies in them may name the rules given here.
    public init(after events: some Sequence<Event>, rules: CustomRules = CustomRules()) {
        model = Model(after: events, rules)
    }

    /// Why a placement may not be booked for a request at an instant, in the order of
    /// Documentation/Rules.md and Documentation/Policies.md; nothing if it may.
    ///
    /// - Complexity: linear in the appointments and declarations of its people.
    public func reasons(
        against placement: Placement, for request: Request, at instant: Instant
    ) -> [Reason] {
        Examination.examine(Proposal(placement, for: request, at: instant), in: model)
            .findings.map(\.reason)
    }

    /// What a placement of a request costs by the preferences that hold at an instant, or `nil` if
    /// it names something that is unknown or not in force.
    ///
    /// - Complexity: linear in the appointments and declarations of its people.
    public func cost(of placement: Placement, for request: Request, at instant: Instant) -> Cost? {
        examination(of: placement, for: request, at: instant)?.cost
    }

    /// The place of a placement among all of one start, as "Which placement is offered" of
    /// Documentation/Policies.md has it: the first number that differs decides, and the smaller
    /// comes first. `nil` as for ``cost(of:for:at:)``.
    ///
    /// - Complexity: linear in the appointments and declarations of its people.
    public func rank(of placement: Placement, for request: Request, at instant: Instant) -> [Int]? {
        guard let meeting = examination(of: placement, for: request, at: instant) else {
            return nil
        }
        let isPreferred = request.counsellor == .preferred(placement.counsellor)
        let load = meeting.stays(of: .counsellor(placement.counsellor)).count {
            meeting.zone.local($0.interval.start).date == meeting.date
        }
        let channels: [Channel] = [.video, .phone, .office]
        return [isPreferred ? 0 : 1] + meeting.cost.sums + [
            meeting.isOverbooked ? 1 : 0, placement.interpreter == nil ? 0 : 1, load,
            model.order(of: .counsellor(placement.counsellor)),
            channels.firstIndex(of: placement.channel) ?? channels.count,
            meeting.interpreter?.communications.count ?? 0,
            placement.interpreter.map { model.order(of: .interpreter($0)) } ?? 0,
            meeting.room?.facilities.count ?? 0,
            placement.room.map { model.order(of: .room($0)) } ?? 0,
        ]
    }

    private func examination(
        of placement: Placement, for request: Request, at instant: Instant
    ) -> Examination? {
        try? Examination(Proposal(placement, for: request, at: instant), in: model)
    }
}

extension Proposal {
    init(_ placement: Placement, for request: Request, at instant: Instant) {
        self.init(
            name: .request(request.id), at: instant, placement: placement, party: request.party,
            service: request.service, topic: request.topic, request: request)
    }
}
