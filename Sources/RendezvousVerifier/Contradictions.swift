import Rendezvous

extension Verifier {
    /// Examines the pending and booked appointments from `instant` on beside each other.
    static func contradictions(in model: Model, from instant: Instant) -> [Violation] {
        var violations: [Violation] = []
        var seen = SeenFindings()
        for (index, record) in model.book.records.enumerated() {
            guard [.pending, .proposed, .booked].contains(record.status),
                record.occupies(at: instant), instant <= record.placement.interval.start
            else { continue }
            let proposal = Proposal(
                name: record.name, at: instant, placement: record.placement, party: record.party,
                service: record.service, topic: record.topic, itself: index,
                storedGaps: (record.gap, record.interpreterGap), isInvited: record.steps.isInvited)
            for finding in Examination.examine(proposal, in: model).findings
            where seen.isNew(finding, of: proposal) {
                violations.append(
                    Violation(
                        .reason(finding.reason), of: [record.name] + finding.others, event: nil,
                        "\(record.name): \(finding.message)"))
            }
        }
        return violations
    }
}
