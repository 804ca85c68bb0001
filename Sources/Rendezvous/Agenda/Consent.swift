/// The participant's answer to a proposal to move their appointment (requirement A15).
public enum Consent: String, Hashable, Sendable, CaseIterable {
    /// Not answered yet.
    case needsAction = "needs-action"
    /// Accepted: the appointment was moved.
    case accepted
    /// Declined: the appointment stays.
    case declined
    /// Not answered in time: the appointment stays.
    case lapsed
}

extension Agenda {
    /// How a proposal was answered, as seen at an instant; `nil` if there is no such proposal, or
    /// if it was withdrawn and no answer is asked for any more.
    ///
    /// - Complexity: O(1).
    public func consent(to proposal: Appointment.ID, at instant: Instant) -> Consent? {
        guard let index = ledger.index(of: proposal), ledger.entries[index].isProposal else {
            return nil
        }
        let entry = ledger.entries[index]
        switch (entry.status, entry.cancellation) {
        case (.proposed, _): return entry.occupies(at: instant) ? .needsAction : .lapsed
        case (_, .merged): return .accepted
        case (_, .declined): return .declined
        case (_, .lapsed): return .lapsed
        default: return nil
        }
    }

    /// The index of the proposal that waits for an answer about an appointment, if there is one.
    func openProposal(of entry: Ledger.Entry, at instant: Instant) -> Int? {
        guard !entry.isProposal, entry.partner >= 0 else { return nil }
        let proposal = ledger.entries[Int(entry.partner)]
        let isOpen = proposal.status == .proposed && proposal.occupies(at: instant)
        return isOpen ? Int(entry.partner) : nil
    }
}
