/// What changes of the supply do to the appointments still ahead and to those who wait
/// (requirements A15, A20).
public struct SupplyEffect: Hashable, Sendable {
    /// An appointment that the changes leave without support.
    public struct Orphan: Hashable, Sendable {
        /// The appointment; it stays where it is until somebody moves it or calls it off.
        public let appointment: Appointment.ID
        /// What no longer supports it.
        public let reason: Reason
    }

    /// How many appointments still ahead are supported after the changes.
    public let supported: Int
    /// Those that are contradicted after the changes and were not before, in order of number.
    public let orphaned: [Orphan]
    /// How many are contradicted both before and after.
    public let stillContradicted: Int
    /// Those that were contradicted before and are not any more, in order of number.
    public let recovered: [Appointment.ID]
    /// The open entries of the waiting list that have an opening only after the changes, in the
    /// order in which they are served.
    public let newlyPossible: [WaitingEntry.ID]
}

extension Agenda {
    /// Refuses changes of the supply if one of them may not follow those before it.
    func checkAll(_ changes: [Change], at instant: Instant) throws(Refusal) {
        try Check.count(changes.count, "changes in one batch")
        var supply = supply
        for (index, change) in changes.enumerated() {
            try supply.check(change, at: instant)
            // Nobody is checked after the last.
            if index + 1 < changes.count { supply.apply(change, at: instant) }
        }
    }

    /// What ``Command/amendAll(_:)`` with these changes would do; nothing changes.
    ///
    /// - Throws: ``Refusal`` as the command does.
    /// - Complexity: linear in the appointments, the calendars drawn anew for each change, and two
    ///   searches an open entry of the waiting list.
    public func whatIf(_ changes: [Change], at instant: Instant) throws(Refusal) -> SupplyEffect {
        var after = self
        let events = try decide(.amendAll(changes), at: instant)
        do throws(LogError) {
            try after.apply(events)
        } catch {
            throw Refusal(.invalidValue, error.message)
        }
        let old = contradictions(at: instant)
        let new = after.contradictions(at: instant)
        let (before, now) = (Set(old.map(\.appointment)), Set(new.map(\.appointment)))
        let ahead = ledger.entries.count { entry in
            entry.occupies(at: instant) && entry.start >= instant.secondsSince1970
        }
        let waiting = waitingOffers(at: instant).filter { $0.opening == nil }.map(\.entry.id)
        let possible = after.waitingOffers(at: instant).filter { $0.opening != nil }
        return SupplyEffect(
            supported: ahead - new.count,
            orphaned: new.filter { !before.contains($0.appointment) }.map {
                SupplyEffect.Orphan(appointment: $0.appointment, reason: $0.reason)
            }, stillContradicted: before.intersection(now).count,
            recovered: old.map(\.appointment).filter { !now.contains($0) },
            newlyPossible: possible.map(\.entry.id).filter(Set(waiting).contains))
    }
}
