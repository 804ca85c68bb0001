import Rendezvous

/// What a placement costs, and the measures and adjustments of Documentation/Policies.md.
extension Examination {
    /// The sum, level by level, of what the preferences that hold cost.
    var cost: Cost {
        var cost = Cost()
        for policy in policies {
            if let preference = policy.preference {
                cost.add(preference, times: units(of: policy))
            }
        }
        return cost
    }

    /// A measure's number; one unit for a broken condition; a custom rule's own number.
    private func units(of policy: Policy) -> Int {
        switch policy.rule {
        case .leastLoaded(let period): load(policy, in: period).count
        case .roundRobin: latestNumber(policy)
        case .soonest: max(0, date.dayNumber - today.dayNumber)
        case .fairShare: share(policy)
        case .custom(let name, let parameters): customUnits(name, parameters)
        default: findings(of: policy).isEmpty ? 0 : 1
        }
    }

    /// The counsellor's counted appointments that start in a period around D.
    private func load(_ policy: Policy, in period: Period) -> [Record] {
        let dates = dates(of: period)
        return counted(policy, of: person.counsellor).map(\.record).filter {
            dates.contains(startDate(of: $0))
        }
    }

    /// The number of the counsellor's counted appointment that was made last.
    private func latestNumber(_ policy: Policy) -> Int {
        let last = counted(policy, of: person.counsellor).max { $0.index < $1.index }
        return last.map { $0.record.number(at: $0.index).number } ?? 0
    }

    /// Thousandths of the counsellor's working time in the week of D that appointments fill.
    private func share(_ policy: Policy) -> Int {
        let dates = dates(of: .week)
        let taken = load(policy, in: .week).reduce(Seconds.zero) {
            $0 + $1.placement.interval.length
        }
        let week = Interval(
            start: zone.start(of: dates.lowerBound),
            end: zone.start(of: dates.upperBound.advanced(by: 1)))
        let worked = week.map { week in
            model.working(.counsellor(counsellor.id), by: zone) { $0.work(around: week) }
                .all.clipped(to: week).length
        }
        return minutes(taken) * 1_000 / max(1, minutes(worked ?? .zero))
    }

    /// Whole minutes; a log can be long, but not so long that a thousandfold is too much.
    private func minutes(_ length: Seconds) -> Int {
        min(Int(clamping: length.count / 60), Int.max / 1_000)
    }

    /// Whether gaps may lie outside working time.
    var gapsMayLieOutside: Bool { policies.contains { $0.rule == .gapsOutsideWorkingTime } }
}

extension [Policy] {
    /// A counsellor's gap, at least as large as these policies want it.
    func adjusted(_ gap: Gap) -> Gap {
        reduce(gap) { gap, policy in
            if case .gap(let wanted) = policy.rule { gap.widened(by: wanted) } else { gap }
        }
    }
}
