/// Why a request has no opening, or too few.
extension Agenda {
    /// Why a request has fewer openings than wanted, and what would help.
    ///
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - instant: Now.
    ///   - wanted: How many openings would be enough, at least 1; nothing is computed if the
    ///     request has as many.
    /// - Throws: ``Refusal`` if the request names something unknown or has a value out of range.
    /// - Complexity: linear in the counsellor-days and the appointments on them, and a search for
    ///   each relaxation tried.
    public func explanation(
        of request: Request, at instant: Instant, wanted: Int = 1
    ) throws(Refusal) -> Explanation {
        let question = try Question(request, in: supply)
        try Check.number(wanted, "number of openings wanted", in: 1...Limits.listItems)
        let found = find(question, at: instant, limit: wanted)
        var tally = Tally(offices: supply.catalogue.offices.count)
        var nearMisses: [Explanation.NearMiss] = []
        var reliefs: [Explanation.Relief] = []
        if found.count < wanted {
            tally = count(question, at: instant)
            nearMisses = self.nearMisses(tally, question, at: instant)
            reliefs = self.reliefs(
                of: request, besides: Set(found.map(\.placement.interval.start)), at: instant)
        }
        return Explanation(
            at: instant, openings: found.count, isEnough: found.count >= wanted,
            isForOneCounsellor: question.only != nil, counsellorDays: tally.total,
            open: tally.open, causes: causes(tally), nearMisses: nearMisses, reliefs: reliefs)
    }

    /// Counts every counsellor-day by reason, policy and office.
    private func count(_ question: Question, at instant: Instant) -> Tally {
        var tally = Tally(offices: supply.catalogue.offices.count)
        let named = Set(
            supply.policies.list.compactMap { policy in
                policy.rule.kind == .condition && policy.preference == nil
                    ? policy.rule.reason : nil
            })
        var days = CounsellorDays(self, question, at: instant)
        let agenda = days.agenda
        days.visit { day in
            guard let reason = day.reason else { return tally.addOpen() }
            var policy: Policy.ID?
            if named.contains(reason), let spot = day.spot {
                policy = agenda.policy(giving: reason, to: spot, question, at: instant)
            }
            tally.add(day, reason, policy)
        }
        return tally
    }

    /// The first policy that gives a reason to a placement, if one does.
    private func policy(
        giving reason: Reason, to spot: Spot, _ question: Question, at instant: Instant
    ) -> Policy.ID? {
        guard let force = inForce(spot, question) else { return nil }
        let placing = Placing(self, question, spot, force, at: instant)
        return brokenPolicy(placing) { $0.reason == reason }?.id
    }

    private func causes(_ tally: Tally) -> [Explanation.Cause] {
        let ids = supply.catalogue.offices.ids
        var causes: [Explanation.Cause] = []
        for reason in Reason.allCases {
            let policies = tally.policies[reason] ?? [nil]
            let branches = policies.compactMap { policy -> Explanation.Branch? in
                let shares = tally.offices(reason, policy).map { office, count in
                    Explanation.OfficeShare(
                        office: office.map { ids[$0] }, counsellorDays: count)
                }
                let sum = shares.reduce(0) { $0 + $1.counsellorDays }
                guard sum > 0 else { return nil }
                return Explanation.Branch(policy: policy, counsellorDays: sum, offices: shares)
            }
            let sum = branches.reduce(0) { $0 + $1.counsellorDays }
            if sum > 0 {
                causes.append(
                    Explanation.Cause(reason: reason, counsellorDays: sum, branches: branches))
            }
        }
        return causes
    }

    /// The nearest starts that break one rule alone, for the reasons that got farthest: looked for
    /// among the first of the starts that got so far.
    private func nearMisses(
        _ tally: Tally, _ question: Question, at instant: Instant
    ) -> [Explanation.NearMiss] {
        let reasons = tally.near.keys.sorted(by: >).prefix(Tally.nearReasons)
        return reasons.reversed().compactMap { reason in
            for spot in tally.near[reason] ?? [] {
                if let miss = nearMiss(spot, reason, question, at: instant) { return miss }
            }
            return nil
        }
    }

    private func nearMiss(
        _ spot: Spot, _ reason: Reason, _ question: Question, at instant: Instant
    ) -> Explanation.NearMiss? {
        // Whoever completes the meeting was found by the count, or is what is missing.
        let others = objections(to: spot, for: question, at: instant).filter {
            $0.reason != .interpreterMissing && $0.reason != .roomMissing
        }
        let isMissing = reason == .interpreterUnavailable || reason == .roomUnavailable
        guard isMissing ? others.isEmpty : others.map(\.reason) == [reason] else { return nil }
        let office = inForce(spot, question)?.office.id
        return Explanation.NearMiss(
            reason: reason, placement: spot.placement(in: supply.catalogue),
            policies: others.flatMap(\.policies), appointments: others.flatMap(\.appointments),
            office: office)
    }

    /// The singles that help, or where none does, the pairs.
    private func reliefs(
        of request: Request, besides known: Set<Instant>, at instant: Instant
    ) -> [Explanation.Relief] {
        let singles = relaxations(of: request, at: instant)
        let helping = singles.compactMap {
            relief(of: request, by: [$0], besides: known, at: instant)
        }
        guard helping.isEmpty else { return helping }
        var pairs: [Explanation.Relief] = []
        for (index, first) in singles.enumerated() {
            for second in singles[(index + 1)...] {
                let pair = relief(of: request, by: [first, second], besides: known, at: instant)
                if let pair { pairs.append(pair) }
            }
        }
        return pairs
    }

    private func relief(
        of request: Request, by relaxations: [Relaxation], besides known: Set<Instant>,
        at instant: Instant
    ) -> Explanation.Relief? {
        let relaxed = relaxed(request, by: relaxations, at: instant)
        guard let question = try? Question(relaxed, in: supply) else { return nil }
        let found = find(question, at: instant, limit: known.count + 1)
        let new = found.first { !known.contains($0.placement.interval.start) }
        return new.map { opening in
            Explanation.Relief(
                relaxations: relaxations, opening: opening, office: office(of: opening.placement))
        }
    }

    /// The office of a placement's counsellor on its date.
    func office(of placement: Placement) -> Office.ID? {
        guard let number = supply.catalogue.counsellors.number(of: placement.counsellor) else {
            return nil
        }
        let date = calendars.zone(ofCounsellor: number).local(placement.interval.start).date
        return supply.catalogue.counsellors.value(number, on: date)?.office
    }
}

/// Counts of counsellor-days, kept flat because there are many.
private struct Tally {
    /// For how many reasons near misses are looked for, and among how many starts each.
    static let nearReasons = 3
    static let nearStarts = 12

    private let width: Int
    /// By reason and office, without policies; the first place of a row is for no office.
    private var plain: [Int]
    private var byPolicy: [Reason: [Policy.ID: [Int]]] = [:]
    private(set) var open = 0
    private(set) var total = 0
    /// The first starts that got as far as a reason.
    private(set) var near: [Reason: [Spot]] = [:]
    private var nearest = [Int64](repeating: .max, count: Reason.allCases.count)

    init(offices: Int) {
        width = offices + 1
        plain = [Int](repeating: 0, count: Reason.allCases.count * width)
    }

    mutating func addOpen() {
        open += 1
        total += 1
    }

    mutating func add(_ day: CounsellorDays.Day, _ reason: Reason, _ policy: Policy.ID?) {
        total += 1
        let column = (day.office ?? -1) + 1
        if let policy {
            let empty = [Int](repeating: 0, count: width)
            byPolicy[reason, default: [:]][policy, default: empty][column] += 1
        } else {
            plain[reason.order * width + column] += 1
        }
        guard reason > .skillMissing, let spot = day.spot else { return }
        keep(spot, reason)
    }

    /// Keeps the first starts of a reason; of equal starts the counsellor defined first.
    private mutating func keep(_ spot: Spot, _ reason: Reason) {
        let start = spot.interval.start.secondsSince1970
        guard start < nearest[reason.order] else { return }
        var list = near[reason] ?? []
        let index = list.firstIndex { $0.interval.start > spot.interval.start } ?? list.count
        list.insert(spot, at: index)
        if list.count > Self.nearStarts { list.removeLast() }
        if list.count == Self.nearStarts, let last = list.last {
            nearest[reason.order] = last.interval.start.secondsSince1970
        }
        near[reason] = list
    }

    /// The policies that gave a reason, after the catalogue's own rule.
    var policies: [Reason: [Policy.ID?]] {
        byPolicy.mapValues { [nil] + $0.keys.sorted().map { $0 } }
    }

    func offices(_ reason: Reason, _ policy: Policy.ID?) -> [(office: Int?, count: Int)] {
        let row: [Int]
        if let policy {
            row = byPolicy[reason]?[policy] ?? []
        } else {
            row = Array(plain[(reason.order * width)..<((reason.order + 1) * width)])
        }
        return row.enumerated().compactMap { column, count in
            count == 0 ? nil : (column == 0 ? nil : column - 1, count)
        }
    }
}
