/// Repair: new places for appointments whose counsellor is absent, whose office is closed, whose
/// declared time was changed late (requirements A15, A20).
extension Agenda {
    /// What could be done about the appointments that changes of the supply leave without support,
    /// before the changes are made; nothing changes. Without changes: about those that are without
    /// support now.
    ///
    /// Every new place passes the examination that a reschedule passes, in the order of the moves.
    /// The first proposal moves nobody else and serves as many of the orphaned as is possible; its
    /// ``RepairProposal/bound`` says whether that is proven. Each further one moves some who would
    /// stay, each to a free place or to that of the next, at most ``RepairPolicy/longestChain`` in
    /// turn (ejection chains). The same agenda, changes and policy give the same repair.
    ///
    /// - Throws: ``Refusal`` if a change is refused or a value of the policy is out of range.
    /// - Complexity: one search an orphaned appointment and step of improvement; then linear in the
    ///   appointments of those who could serve them, at most ``RepairPolicy/effort``.
    public func repair(
        _ changes: [Change] = [], at instant: Instant, by policy: RepairPolicy = .standard
    ) throws(Refusal) -> Repair {
        try policy.check()
        var after = self
        if !changes.isEmpty {
            let events = try decide(.amendAll(changes), at: instant)
            do throws(LogError) {
                try after.apply(events)
            } catch {
                throw Refusal(.invalidValue, error.message)
            }
        }
        let found = orphans(of: changes, after, at: instant)
        var orphaned: [SupplyEffect.Orphan] = []
        var undecided: [Appointment.ID] = []
        for (id, reason) in found {
            let entry = ledger.entries[id.number - 1]
            if entry.status == .booked, openProposal(of: entry, at: instant) == nil {
                orphaned.append(SupplyEffect.Orphan(appointment: id, reason: reason))
            } else {
                undecided.append(id)
            }
        }
        var search = RepairSearch(
            after, before: self, orphans: orphaned.map { $0.appointment.number - 1 },
            policy: policy, at: instant)
        let proposals = orphaned.isEmpty ? [] : search.run()
        return Repair(
            at: instant, orphaned: orphaned, undecided: undecided, proposals: proposals,
            chosen: chosen(proposals, by: policy))
    }

    /// The events that ask those concerned by a proposal for their consent, as far as their new
    /// places are free by now (A15): both places are kept until the answer.
    ///
    /// Moves into a place that somebody else has yet to leave have to wait: ask again once the
    /// answers are in. Moves that are made, or asked about, are passed over.
    ///
    /// - Throws: ``Refusal`` if `length` is not 1 s … ``Limits/longestAnswer``.
    /// - Complexity: that of ``Command/propose(_:to:answerWithin:)`` for each move.
    public func asking(
        for proposal: RepairProposal, answerWithin length: Seconds, at instant: Instant
    ) throws(Refusal) -> [Event] {
        try Check.length(length, "time to answer", in: Seconds(1)...Limits.longestAnswer)
        var agenda = self
        var events: [Event] = []
        for move in proposal.moves where agenda[move.appointment]?.placement == move.from {
            let command = Command.propose(move.appointment, to: move.to, answerWithin: length)
            guard let new = try? agenda.decide(command, at: instant) else { continue }
            do throws(LogError) {
                try agenda.apply(new)
            } catch {
                throw Refusal(.invalidValue, error.message)
            }
            events += new
        }
        return events
    }

    /// The appointments ahead that are contradicted after changes and were not before; without
    /// changes, all that are.
    private func orphans(
        of changes: [Change], _ after: Agenda, at instant: Instant
    ) -> [(Appointment.ID, Reason)] {
        // A declaration concerns nobody's calendar but one.
        var rows: [Int] = []
        for change in changes {
            guard case .declared(let declaration) = change,
                case .counsellor(let id) = declaration.worker,
                let number = supply.catalogue.counsellors.number(of: id)
            else {
                rows = []
                break
            }
            if !rows.contains(number) { rows.append(number) }
        }
        var indices = Array(ledger.entries.indices)
        if !rows.isEmpty {
            indices = rows.flatMap { row in
                after.calendars.counsellors.rows[row].diary.entries.map(\.appointment)
            }.sorted()
        }
        return indices.compactMap { index in
            let entry = ledger.entries[index]
            guard entry.occupies(at: instant), entry.start >= instant.secondsSince1970,
                let reason = after.contradiction(of: entry, at: index),
                changes.isEmpty || contradiction(of: entry, at: index) == nil
            else { return nil }
            return (Appointment.ID(index + 1), reason)
        }
    }

    /// The last proposal that is reached in steps that each cost no more than the policy pays.
    private func chosen(_ proposals: [RepairProposal], by policy: RepairPolicy) -> Int? {
        guard !proposals.isEmpty else { return nil }
        var chosen = 0
        for index in proposals.indices.dropFirst() {
            let (last, next) = (proposals[index - 1], proposals[index])
            guard next.moved - last.moved <= policy.movedPerServed * (next.served - last.served)
            else { break }
            chosen = index
        }
        return chosen
    }
}
