/// From commands about proposals to changes (requirement A15).
extension Agenda {
    func proposing(
        _ id: Appointment.ID, to placement: Placement, answerWithin length: Seconds,
        at instant: Instant
    ) throws(Refusal) -> [Change] {
        try Check.length(length, "time to answer", in: Seconds(1)...Limits.longestAnswer)
        let entry = try entry(id, in: [.booked], at: instant)
        if let open = openProposal(of: entry, at: instant) {
            throw Refusal(
                .status, "appointment (\(id)) has an open proposal, (\(open + 1))",
                hint: "wait for the answer, or cancel the proposal")
        }
        try countAppointments()
        let question = Question(moving: entry, at: id.number - 1, in: ledger, supply)
        let spot = try Spot(placement, in: supply.catalogue)
        let gaps = try gaps(spot, placement, question, at: instant)
        let booking = Booking(
            ledger.next, for: question.party,
            service: supply.catalogue.services.ids[question.service], topic: question.topic,
            at: placement, gap: gaps.own, interpreterGap: gaps.interpreter)
        // Nobody is asked about a time that has begun.
        let latest = max(spot.interval.start, instant + Seconds(1))
        let until = min(instant + length, latest)
        return lapses(at: instant) + [.proposed(booking, moving: id, until: until)]
    }

    func accepting(_ id: Appointment.ID, at instant: Instant) throws(Refusal) -> [Change] {
        let proposal = try entry(id, in: [.proposed], at: instant)
        _ = try entry(Appointment.ID(Int(proposal.partner) + 1), in: [.booked], at: instant)
        return lapses(at: instant) + [.transferred(id)]
    }

    /// What takes back the open proposal of an appointment that changes in another way.
    func withdrawals(before entry: Ledger.Entry, at instant: Instant) -> [Change] {
        openProposal(of: entry, at: instant).map {
            [.cancelled(Appointment.ID($0 + 1), .revoked)]
        } ?? []
    }

    /// The agenda as it is once the proposal of an appointment is taken back; only for questions.
    func without(proposalOf entry: Ledger.Entry) -> Agenda {
        var agenda = self
        let index = Int(entry.partner)
        guard !entry.isProposal, index >= 0, ledger.entries[index].status == .proposed else {
            return agenda
        }
        agenda.calendars.remove(index, ledger.entries[index])
        agenda.ledger.change(index) { $0.status = .cancelled }
        return agenda
    }
}
