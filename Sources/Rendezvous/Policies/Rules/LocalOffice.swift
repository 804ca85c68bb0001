/// `local-office`: people are served by the office that they are attached to, or by any once the
/// time of release has come: local or pooled allocation (C6).
extension RuleContext {
    /// Whether the participant is attached to another office that still comes first.
    func isOtherOffice(until release: Lead?) -> Bool {
        guard let own = participant.office, own != office.id else { return false }
        return release.map { !isReached($0) } ?? true
    }
}
