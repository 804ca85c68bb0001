import Rendezvous

/// Checks a plan: who is named, what is claimed, and every assignment beside all others.
struct PlanCheck {
    private let plan: Plan
    private let requests: [Request]
    private let requestOfID: [Request.ID: Request]
    private let model: Model
    private(set) var violations: [Violation] = []

    init(_ plan: Plan, of requests: [Request], after model: Model) {
        self.plan = plan
        self.requests = requests
        self.model = model
        requestOfID = Dictionary(
            requests.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private mutating func note(_ rule: Violation.Rule, _ id: Request.ID, _ message: String) {
        violations.append(Violation(rule, of: [.request(id)], event: nil, message))
    }

    /// Every request is served once or waits once, and nobody else is named.
    mutating func countRequests() {
        var given: [Request.ID: Int] = [:]
        for request in requests { given[request.id, default: 0] += 1 }
        var (served, waiting): ([Request.ID: Int], [Request.ID: Int]) = ([:], [:])
        for assignment in plan.assignments { served[assignment.request, default: 0] += 1 }
        for request in plan.waiting { waiting[request.request, default: 0] += 1 }

        for (id, count) in given.sorted(by: { $0.key < $1.key }) {
            let named = (served[id] ?? 0) + (waiting[id] ?? 0)
            if count > 1 { note(.requestRepeated, id, "request \(id) is given \(count) times") }
            if named == 0 {
                note(.requestNotAccountedFor, id, "request \(id) is neither served nor waiting")
            } else if named > 1 {
                note(
                    .requestNamedTwice, id,
                    "request \(id) is served \(served[id] ?? 0) times and waits "
                        + "\(waiting[id] ?? 0) times, must be one of both")
            }
        }
        for id in Set(served.keys).union(waiting.keys).sorted() where given[id] == nil {
            note(.requestUnknown, id, "request \(id) is not among the requests")
        }
    }

    /// What is served is the sum of weights, and the bound lies between it and the weight of all.
    mutating func addWeights() {
        let served = sum(plan.assignments.compactMap { requestOfID[$0.request]?.weight })
        let total = sum(requests.map(\.weight))
        if plan.served != served {
            note(.servedSum, "served \(plan.served), the weights add up to \(served)")
        }
        if plan.bound < plan.served {
            note(.boundBelowServed, "bound \(plan.bound), served \(plan.served)")
        }
        if plan.bound > total {
            note(.boundAboveTotal, "bound \(plan.bound), all requests weigh \(total)")
        }
    }

    private mutating func note(_ rule: Violation.Rule, _ message: String) {
        violations.append(Violation(rule, of: [], event: nil, message))
    }

    private func sum(_ weights: [Int]) -> Int {
        weights.reduce(0) { sum, weight in
            let (next, overflow) = sum.addingReportingOverflow(weight)
            return overflow ? (weight < 0 ? .min : .max) : next
        }
    }

    /// Puts all assignments into the book, then examines each beside the others.
    mutating func examineAssignments() {
        var proposals: [Proposal] = []
        for assignment in plan.assignments {
            guard let request = requestOfID[assignment.request] else { continue }
            proposals.append(Proposal(assignment.placement, for: request, at: plan.at))
        }
        for index in proposals.indices {
            let gaps = Examination.gaps(of: proposals[index], in: model)
            proposals[index].itself = model.book.add(
                Record(proposals[index], gap: gaps.counsellor, interpreterGap: gaps.interpreter))
        }
        var seen = SeenFindings()
        for proposal in proposals {
            for finding in Examination.examine(proposal, in: model).findings
            where seen.isNew(finding, of: proposal) {
                violations.append(
                    Violation(
                        .reason(finding.reason), of: [proposal.name] + finding.others, event: nil,
                        "\(proposal.name): \(finding.message)"))
            }
        }
    }

}

/// Findings that concern several meetings are found from each of them, and reported once.
struct SeenFindings {
    private struct Key: Hashable {
        let reason: Reason
        let names: Set<RecordName>
    }

    private var keys: Set<Key> = []

    /// Whether the same meetings were not reported before for the same reason.
    mutating func isNew(_ finding: Finding, of proposal: Proposal) -> Bool {
        finding.others.isEmpty
            || keys.insert(
                Key(reason: finding.reason, names: Set(finding.others + [proposal.name]))
            ).inserted
    }
}

extension Examination {
    /// The gaps that the rules want, or none where the placement cannot be examined.
    static func gaps(
        of proposal: Proposal, in model: Model
    ) -> (counsellor: Gap, interpreter: Gap) {
        do throws(Unresolved) {
            return try Examination(proposal, in: model).gaps
        } catch {
            return (.none, .none)
        }
    }
}

extension Record {
    init(_ proposal: Proposal, gap: Gap, interpreterGap: Gap) {
        self.init(
            name: proposal.name, party: proposal.party, service: proposal.service,
            topic: proposal.topic, placement: proposal.placement, gap: gap,
            interpreterGap: interpreterGap, status: .booked, expires: nil)
    }
}
