/// The waiting list: who is served when something becomes free.
extension Agenda {
    /// The entries of the waiting list in order of number, as they stand at an instant.
    ///
    /// - Complexity: O(1) an entry.
    public func waitingList(at instant: Instant) -> [WaitingEntry] {
        ledger.waiting.requests.indices.map { waitingEntry($0, at: instant) }
    }

    /// An entry of the waiting list as it stands at an instant, or `nil` if there is none of this
    /// number.
    ///
    /// - Complexity: O(1).
    public func waitingEntry(_ id: WaitingEntry.ID, at instant: Instant) -> WaitingEntry? {
        ledger.waiting.index(of: id).map { waitingEntry($0, at: instant) }
    }

    private func waitingEntry(_ index: Int, at instant: Instant) -> WaitingEntry {
        let status: WaitingEntry.Status =
            switch ledger.waiting.states[index] {
            case .open: .open
            case .offered(let hold):
                ledger.entries[hold].occupies(at: instant)
                    ? .offered(Appointment.ID(hold + 1)) : .open
            case .served: .served
            case .withdrawn: .withdrawn
            }
        return WaitingEntry(
            id: WaitingEntry.ID(index + 1), request: ledger.waiting.requests[index],
            status: status)
    }

    /// The open entries of the waiting list in the order in which they are served — weight, then
    /// submission, then number — each with its first opening as if it were alone.
    ///
    /// - Complexity: a search an open entry, as ``openings(for:at:limit:)``.
    public func waitingOffers(at instant: Instant) -> [WaitingOffer] {
        waitingList(at: instant).filter { $0.status == .open }.sorted { left, right in
            let (a, b) = (left.request, right.request)
            return (b.weight, a.submitted, left.id) < (a.weight, b.submitted, right.id)
        }.map { WaitingOffer(entry: $0, opening: firstOpening(of: $0.request, at: instant)) }
    }

    /// The first opening of a request that was checked when it was enlisted.
    private func firstOpening(of request: Request, at instant: Instant) -> Opening? {
        guard let question = try? Question(request, in: supply) else { return nil }
        return find(question, at: instant, limit: 1).first
    }
}

/// From commands about the waiting list to changes.
extension Agenda {
    func enlisting(_ request: Request) throws(Refusal) -> [Change] {
        _ = try Question(request, in: supply)
        guard ledger.waiting.requests.count < Limits.records else {
            throw Refusal(.limit, "number of waiting entries must be at most \(Limits.records)")
        }
        return [.enlisted(ledger.waiting.next, request)]
    }

    func offering(
        _ id: WaitingEntry.ID, _ placement: Placement, lasting lifetime: Seconds,
        at instant: Instant
    ) throws(Refusal) -> [Change] {
        let entry = try openEntry(id, at: instant, orOffered: false)
        let held = try holding(placement, for: entry.request, lasting: lifetime, at: instant)
        return held + [.offered(id, ledger.next)]
    }

    func withdrawing(_ id: WaitingEntry.ID, at instant: Instant) throws(Refusal) -> [Change] {
        let entry = try openEntry(id, at: instant, orOffered: true)
        if case .offered(let hold) = entry.status {
            return [.cancelled(hold, .excused), .waitingEnded(id, .withdrawn)]
        }
        if case .offered(let hold)? = ledger.waiting.index(of: id).map({ ledger.waiting.states[$0] }
        ) {
            return [
                .cancelled(Appointment.ID(hold + 1), .lapsed), .waitingEnded(id, .withdrawn),
            ]
        }
        return [.waitingEnded(id, .withdrawn)]
    }

    /// What confirming a hold means for the entry that it was offered to.
    func serving(_ hold: Ledger.Entry) -> [Change] {
        hold.waiting < 0
            ? [] : [.waitingEnded(WaitingEntry.ID(Int(hold.waiting) + 1), .served)]
    }

    private func openEntry(
        _ id: WaitingEntry.ID, at instant: Instant, orOffered: Bool
    ) throws(Refusal) -> WaitingEntry {
        guard let entry = waitingEntry(id, at: instant) else {
            throw Refusal(
                .unknownWaiting,
                "waiting entry (\(id)) must be one of 1 … \(ledger.waiting.requests.count)")
        }
        switch entry.status {
        case .open: return entry
        case .offered(let hold):
            if orOffered { return entry }
            throw Refusal(
                .status, "waiting entry (\(id)) is offered appointment (\(hold)) already",
                hint: "wait for the answer, or cancel the hold")
        case .served: throw Refusal(.status, "waiting entry (\(id)) is served, and must be open")
        case .withdrawn:
            throw Refusal(.status, "waiting entry (\(id)) is withdrawn, and must be open")
        }
    }
}
