/// Why this counsellor was offered at a start, and not another: for staff.
public struct Choice: Hashable, Sendable {
    /// What one preference adds to the cost of a placement.
    public struct Share: Hashable, Sendable {
        /// The policy.
        public let policy: Policy.ID
        /// How much it matters.
        public let level: Preference.Level
        /// By how many units it is broken.
        public let units: Int
        /// What these cost.
        public let cost: Int
    }

    /// A counsellor who could serve the request at the start, with what decides between them.
    public struct Contender: Hashable, Sendable {
        /// The counsellor.
        public let counsellor: Counsellor.ID
        /// Whether the request prefers them.
        public let isPreferred: Bool
        /// What the placement costs.
        public let cost: Cost
        /// Whether it shares its time by overbooking.
        public let isOverbooked: Bool
        /// Whether it takes an interpreter.
        public let isInterpreted: Bool
        /// The counsellor's appointments on that date.
        public let appointmentsThatDay: Int
        /// The place in the order in which counsellors were first defined, from 0.
        public let order: Int
    }

    /// What decides between two counsellors at one start, in this order.
    public enum Criterion: String, Hashable, Sendable, CaseIterable {
        /// The request prefers one of them.
        case preferred
        /// One is cheaper by the agency's preferences.
        case cost
        /// One shares no time by overbooking.
        case overbooking
        /// One needs no interpreter.
        case interpreter
        /// One has fewer appointments on that date.
        case appointmentsThatDay = "appointments-that-day"
        /// One was defined first.
        case order
    }

    /// The preferences that hold for the placement, by policy identifier; also those that cost
    /// nothing.
    public let shares: [Share]
    /// The counsellor of the placement.
    public let chosen: Contender
    /// The other counsellors who could serve the request then, best first.
    public let alternatives: [Contender]
    /// What put the chosen one before the best alternative.
    public let decidedBy: Criterion?
}

extension Choice.Contender: Comparable {
    /// Whether `left` is offered before `right`.
    public static func < (left: Self, right: Self) -> Bool {
        guard let criterion = left.criterion(against: right) else { return false }
        switch criterion {
        case .preferred: return left.isPreferred
        case .cost: return left.cost < right.cost
        case .overbooking: return !left.isOverbooked
        case .interpreter: return !left.isInterpreted
        case .appointmentsThatDay: return left.appointmentsThatDay < right.appointmentsThatDay
        case .order: return left.order < right.order
        }
    }

    /// The first criterion in which two differ.
    func criterion(against other: Self) -> Choice.Criterion? {
        if isPreferred != other.isPreferred { return .preferred }
        if cost != other.cost { return .cost }
        if isOverbooked != other.isOverbooked { return .overbooking }
        if isInterpreted != other.isInterpreted { return .interpreter }
        if appointmentsThatDay != other.appointmentsThatDay { return .appointmentsThatDay }
        return order == other.order ? nil : .order
    }
}

extension Agenda {
    /// Why the counsellor of a placement that can be booked is the one offered at its start.
    ///
    /// - Throws: ``Refusal`` if the placement cannot be booked for the request.
    /// - Complexity: a search at one start for each counsellor in scope.
    public func choice(
        of placement: Placement, for request: Request, at instant: Instant
    ) throws(Refusal) -> Choice {
        let question = try Question(request, in: supply)
        let spot = try Spot(placement, in: supply.catalogue)
        _ = try decide(.book(placement, for: request), at: instant)
        let chosen = contender(
            placement, question, cost: cost(spot, question, at: instant), instant)
        var others: [Choice.Contender] = []
        for id in supply.catalogue.counsellors.ids where id != placement.counsellor {
            guard question.only == nil,
                let opening = opening(
                    with: id, from: placement.interval.start, for: request, at: instant)
            else { continue }
            others.append(
                contender(opening.placement, question, cost: opening.cost, instant))
        }
        others.sort()
        return Choice(
            shares: shares(spot, question, at: instant), chosen: chosen, alternatives: others,
            decidedBy: others.first.flatMap { chosen < $0 ? chosen.criterion(against: $0) : nil })
    }

    /// The opening of one counsellor at exactly a start.
    private func opening(
        with id: Counsellor.ID, from start: Instant, for request: Request, at instant: Instant
    ) -> Opening? {
        var alone = request
        alone.counsellor = .only(id)
        guard let rest = Interval(start: start, end: start + Limits.longestDuration) else {
            return nil
        }
        alone.windows = request.windows.clipped(to: rest)
        guard let question = try? Question(alone, in: supply) else { return nil }
        let first = Search(self, question, at: instant).run(in: self, limit: 1).first
        return first?.placement.interval.start == start ? first : nil
    }

    private func contender(
        _ placement: Placement, _ question: Question, cost: Cost, _ instant: Instant
    ) -> Choice.Contender {
        let number = supply.catalogue.counsellors.number(of: placement.counsellor) ?? 0
        let zone = calendars.zone(ofCounsellor: number)
        let diary = calendars.counsellors.rows[number].diary
        let day = zone.day(zone.local(placement.interval.start).date) ?? placement.interval
        let (start, end) = (placement.interval.start, placement.interval.end)
        let date = zone.local(start).date
        let capacity = supply.catalogue.services.value(question.service, on: date)?.capacity ?? 1
        let shares = diary.overlapping(start.secondsSince1970, end.secondsSince1970).contains {
            $0.occupies(at: instant, ignoring: nil)
        }
        return Choice.Contender(
            counsellor: placement.counsellor, isPreferred: question.preferred == number,
            cost: cost, isOverbooked: capacity == 1 && shares,
            isInterpreted: placement.interpreter != nil,
            appointmentsThatDay: diary.starts(in: day, at: instant, ignoring: nil), order: number)
    }

    private func cost(_ spot: Spot, _ question: Question, at instant: Instant) -> Cost {
        guard let force = inForce(spot, question) else { return .none }
        return cost(Placing(self, question, spot, force, at: instant))
    }

    private func shares(_ spot: Spot, _ question: Question, at instant: Instant) -> [Choice.Share] {
        guard let force = inForce(spot, question) else { return [] }
        let placing = Placing(self, question, spot, force, at: instant)
        return supply.policies.list.compactMap { policy in
            guard let preference = policy.preference, placing.holds(policy) else { return nil }
            let units = placing.units(of: policy)
            var cost = Cost.none
            cost.add(preference, times: units)
            return Choice.Share(
                policy: policy.id, level: preference.level, units: units,
                cost: cost[preference.level])
        }
    }
}
