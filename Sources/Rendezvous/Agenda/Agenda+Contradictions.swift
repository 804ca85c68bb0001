/// What the supply of now says about the appointments that stand.
extension Agenda {
    /// The appointments still ahead that today's supply no longer supports, with the first reason:
    /// a late leave contradicts them, and does not undo them (requirement E7).
    ///
    /// - Complexity: linear in the appointments.
    public func contradictions(
        at instant: Instant
    ) -> [(appointment: Appointment.ID, reason: Reason)] {
        var found: [(appointment: Appointment.ID, reason: Reason)] = []
        for index in ledger.entries.indices {
            let entry = ledger.entries[index]
            guard entry.occupies(at: instant), entry.start >= instant.secondsSince1970 else {
                continue
            }
            if let reason = contradiction(of: entry, at: index) {
                found.append((Appointment.ID(index + 1), reason))
            }
        }
        return found
    }
}
