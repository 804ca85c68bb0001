public import Rendezvous

/// Checks a repair: who is orphaned, and every proposal move by move.
struct RepairCheck {
    private let repair: Repair
    private let policy: RepairPolicy
    private let log: [Event]
    private let changes: [Event]
    private let rules: CustomRules
    private(set) var violations: [Violation] = []

    init(
        _ repair: Repair, of changes: [Change], by policy: RepairPolicy, after log: [Event],
        _ rules: CustomRules
    ) {
        self.repair = repair
        self.policy = policy
        self.log = log
        self.changes = changes.map { Event(at: repair.at, $0) }
        self.rules = rules
    }

    private mutating func note(
        _ rule: Violation.Rule, _ id: Appointment.ID?, _ message: String
    ) {
        violations.append(
            Violation(
                rule, of: id.map { [RecordName.appointment($0)] } ?? [], event: nil, message))
    }

    /// Those named as orphaned are, and nobody is forgotten whom hours and declarations no longer
    /// support.
    mutating func checkOrphans() {
        let old = findings(Model(after: log, rules))
        let new = findings(Model(after: log + changes, rules))
        let named = repair.orphaned.map(\.appointment)
        if Set(named + repair.undecided).count != named.count + repair.undecided.count {
            note(.repairOrphan, nil, "an appointment is named twice")
        }
        for orphan in repair.orphaned {
            let id = orphan.appointment
            if new[id]?.contains(orphan.reason) != true {
                note(.repairOrphan, id, "appointment \(id) is not against \(orphan.reason)")
            }
            if !changes.isEmpty, let before = old[id], !before.isDisjoint(with: Self.ofSupply) {
                note(.repairOrphan, id, "appointment \(id) was without support before")
            }
        }
        let all = Set(named + repair.undecided)
        for (id, reasons) in new.sorted(by: { $0.key < $1.key }) where !all.contains(id) {
            let isNew = changes.isEmpty || old[id]?.isDisjoint(with: Self.ofSupply) != false
            if isNew, !reasons.isDisjoint(with: Self.ofSupply) {
                note(.repairOrphan, id, "appointment \(id) lost its support and is not named")
            }
        }
    }

    /// The reasons that only the supply gives.
    private static let ofSupply: Set<Reason> = [
        .notInForce, .officeClosed, .notWorking, .telework, .notBookable,
    ]

    /// What stands against each appointment ahead, with the gaps that it has.
    private func findings(_ model: Model) -> [Appointment.ID: Set<Reason>] {
        var found: [Appointment.ID: Set<Reason>] = [:]
        for (index, record) in model.book.records.enumerated() {
            guard [.pending, .proposed, .booked].contains(record.status),
                record.occupies(at: repair.at),
                repair.at <= record.placement.interval.start,
                case .appointment(let id) = record.name
            else { continue }
            let proposal = Proposal(
                name: record.name, at: repair.at, placement: record.placement,
                party: record.party, service: record.service, topic: record.topic, itself: index,
                storedGaps: (record.gap, record.interpreterGap), isInvited: record.steps.isInvited)
            let reasons = Examination.examine(proposal, in: model).findings.map(\.reason)
            if !reasons.isEmpty { found[id] = Set(reasons) }
        }
        return found
    }

    /// Each proposal serves more and moves more than the one before; the first moves no other.
    mutating func checkOrder() {
        var last: RepairProposal?
        for (number, proposal) in repair.proposals.enumerated() {
            let (served, moved) = (proposal.served, proposal.moved)
            if let last, moved <= last.moved || served <= last.served {
                note(
                    .repairOrder, nil,
                    "proposal \(number + 1) serves \(served) and moves \(moved), the one before "
                        + "serves \(last.served) and moves \(last.moved)")
            }
            if last == nil, moved > 0 {
                note(.repairOrder, nil, "the first proposal moves \(moved) others, must move none")
            }
            if moved > policy.movedMax {
                note(.repairOrder, nil, "moves \(moved) others, at most \(policy.movedMax)")
            }
            if proposal.bound < served || proposal.bound > repair.orphaned.count {
                note(
                    .boundBelowServed, nil,
                    "bound \(proposal.bound), served \(served) of \(repair.orphaned.count)")
            }
            last = proposal
        }
        if repair.proposals.isEmpty != repair.orphaned.isEmpty {
            note(.repairOrder, nil, "there are proposals just if somebody is orphaned")
        }
        if let chosen = repair.chosen, !repair.proposals.indices.contains(chosen) {
            note(.repairOrder, nil, "proposal \(chosen + 1) is chosen and does not exist")
        }
    }

    /// Makes the moves of a proposal one after the other.
    mutating func checkMoves(of proposal: RepairProposal) {
        let model = Model(after: log + changes, rules)
        let orphans = Set(repair.orphaned.map(\.appointment))
        var moved: Set<Appointment.ID> = []
        for move in proposal.moves {
            let id = move.appointment
            guard let itself = model.book.indexOfID[id] else {
                note(.reason(.unknownAppointment), id, "appointment \(id) was never made")
                continue
            }
            let record = model.book.records[itself]
            if record.status != .booked || record.placement != move.from {
                note(.repairMove, id, "appointment \(id) is not booked where it is said to be")
            }
            if move.isOrphan != orphans.contains(id) {
                note(.repairMove, id, "appointment \(id) is orphaned or not, against what is said")
            }
            if !moved.insert(id).inserted {
                note(.repairMove, id, "appointment \(id) is moved twice")
            }
            keepPromises(move, in: model)
            let wanted = Proposal(
                name: record.name, at: repair.at, placement: move.to, party: record.party,
                service: record.service, topic: record.topic, itself: itself)
            let (found, gaps) = Examination.examine(wanted, in: model)
            for finding in found {
                violations.append(
                    Violation(
                        .reason(finding.reason), of: [record.name] + finding.others, event: nil,
                        "\(record.name): \(finding.message)"))
            }
            let change = Change.rescheduled(
                id, to: move.to, gap: gaps?.counsellor ?? .none,
                interpreterGap: gaps?.interpreter ?? .none)
            model.apply(Event(at: repair.at, change))
        }
        let waiting = repair.orphaned.map(\.appointment).filter { !moved.contains($0) }
        if waiting != proposal.waiting {
            note(
                .repairMove, nil,
                "\(waiting.count) of the orphaned wait, \(proposal.waiting.count) are named")
        }
    }

    /// What the policy promises to people.
    private mutating func keepPromises(_ move: RepairMove, in model: Model) {
        let id = move.appointment
        func office(_ placement: Placement) -> Office.ID? {
            guard let name = model.zoneName(of: placement.counsellor), let zone = model.zones[name]
            else { return nil }
            let date = zone.local(placement.interval.start).date
            return model.counsellors[placement.counsellor]?.inForce(on: date)?.office
        }
        if policy.keepsChannel, move.to.channel != move.from.channel {
            note(.repairPromise, id, "appointment \(id) changes its channel")
        }
        if policy.keepsOffice, move.from.channel == .office, let old = office(move.from),
            office(move.to) != old
        {
            note(.repairPromise, id, "appointment \(id) leaves its office")
        }
        if move.shift > policy.within {
            note(.repairPromise, id, "appointment \(id) moves by \(move.shift)")
        }
        guard !move.isOrphan else { return }
        if policy.pinned.contains(id) {
            note(.repairPromise, id, "appointment \(id) is to stay")
        }
        if move.from.interval.start < repair.at + policy.notice {
            note(.repairPromise, id, "appointment \(id) is too soon to be moved for others")
        }
    }
}

extension Verifier {
    /// What a repair breaks, after a log and changes of the supply: who is said to be orphaned, the
    /// order of the proposals, and every move, examined where it stands in its order.
    ///
    /// - Complexity: that of replaying the log once a proposal.
    public static func check(
        _ repair: Repair, of changes: [Change], by policy: RepairPolicy = .standard,
        after events: some Sequence<Event>, rules: CustomRules = CustomRules()
    ) -> [Violation] {
        var check = RepairCheck(repair, of: changes, by: policy, after: Array(events), rules)
        check.checkOrphans()
        check.checkOrder()
        for proposal in repair.proposals { check.checkMoves(of: proposal) }
        return check.violations
    }
}
