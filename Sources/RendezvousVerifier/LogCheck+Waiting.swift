import Rendezvous

/// The waiting list.
extension LogCheck {
    mutating func takeWaiting(_ event: Event) {
        switch event.change {
        case .enlisted(let id, _):
            let next = lastEntry.addingReportingOverflow(1).partialValue
            if id.number != next {
                note(.waitingNumber, of: [], "waiting entry \(id) must be \(next)")
            }
            lastEntry = id.number
        case .offered(let id, let hold): offer(id, hold, at: event.at)
        case .waitingEnded(let id, .withdrawn):
            guard let state = state(of: id) else { return }
            if state != .open {
                note(.reason(.status), of: [], "withdraw: waiting entry \(id) must be open")
            }
        default: return
        }
    }

    /// An entry is served by the event after the confirmation of its hold, and by no other.
    mutating func serve(_ change: Change?) {
        var served: WaitingEntry.ID?
        if case .waitingEnded(let id, .served) = change { served = id }
        guard served != toBeServed else {
            toBeServed = nil
            return
        }
        if let entry = toBeServed {
            note(.waitingNotServed, of: [], "the hold of waiting entry \(entry) was confirmed")
        }
        if let served {
            note(
                .waitingNotServed, of: [],
                "waiting entry \(served) is served, and its hold was not just confirmed")
        }
        toBeServed = nil
    }

    private mutating func state(of id: WaitingEntry.ID) -> WaitingBook.State? {
        if let state = model.book.waiting.states[id] { return state }
        note(.reason(.unknownWaiting), of: [], "waiting entry \(id) was never enlisted")
        return nil
    }

    private mutating func offer(
        _ id: WaitingEntry.ID, _ hold: Appointment.ID, at instant: Instant
    ) {
        guard let state = state(of: id), let request = model.book.waiting.requests[id],
            let record = record(hold)
        else { return }
        if state != .open {
            note(.reason(.status), of: [record.name], "offer: waiting entry \(id) must be open")
        }
        if record.status != .pending { refuse(record, "offer", "pending") }
        let isSame =
            record.party == request.party && record.service == request.service
            && record.topic == request.topic
        if !isSame {
            note(
                .offerDiffers, of: [record.name],
                "\(record.name) must be for the party, service and topic of entry \(id)")
        }
        let proposal = Proposal(
            name: record.name, at: instant, placement: record.placement, party: record.party,
            service: record.service, topic: record.topic, request: request,
            itself: model.book.indexOfID[hold])
        let asked: Set<Reason> = [
            .channelNotOffered, .outsideWindow, .officeOutOfScope, .counsellorNotAskedFor,
        ]
        for finding in Examination.examine(proposal, in: model).findings
        where asked.contains(finding.reason) {
            note(.offerDiffers, of: [record.name], finding.message)
        }
    }
}
