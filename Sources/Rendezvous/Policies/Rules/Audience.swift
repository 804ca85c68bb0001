/// `audience` and `authority`: who may come, and who may come for a business (A1).
extension RuleContext {
    /// Whether the applicant belongs to none of some audiences.
    func isNotAmong(_ audiences: Set<Audience>) -> Bool {
        audiences.isDisjoint(with: party.applicant.audiences)
    }

    /// Whether a business is represented by a right that is none of these.
    func isRepresentedOtherwise(than rights: Set<Authority>) -> Bool {
        if case .business(let right) = party.applicant { !rights.contains(right) } else { false }
    }
}
