/// How the waiting list changes.
extension Agenda {
    mutating func followWaiting(_ change: Change, index: Int) throws(LogError) {
        switch change {
        case .enlisted(let id, let request):
            try enlist(id, request, index: index)
        case .offered(let id, let hold):
            try offer(id, hold, index: index)
        case .waitingEnded(let id, let end):
            try finish(id, end, index: index)
        default: break
        }
    }

    private mutating func enlist(
        _ id: WaitingEntry.ID, _ request: Request, index: Int
    ) throws(LogError) {
        guard id == ledger.waiting.next, id.number <= Limits.records else {
            throw LogError(
                index: index,
                message: "waiting entry (\(id)) must be the next, \(ledger.waiting.next)")
        }
        do throws(Refusal) {
            _ = try Question(request, in: supply)
        } catch {
            throw LogError(index: index, message: error.message)
        }
        ledger.waiting.append(request)
    }

    private mutating func offer(
        _ id: WaitingEntry.ID, _ hold: Appointment.ID, index: Int
    ) throws(LogError) {
        let position = try waiting(id, index: index)
        guard ledger.waiting.states[position] == .open else {
            throw LogError(index: index, message: "waiting entry (\(id)) is not open")
        }
        try move(hold, from: [.pending], to: nil, index: index)
        guard ledger.entries[hold.number - 1].waiting < 0 else {
            throw LogError(
                index: index, message: "appointment (\(hold)) is held for a waiting entry already")
        }
        ledger.waiting.set(position, .offered(hold.number - 1))
        ledger.change(hold.number - 1) { $0.waiting = Int32(truncatingIfNeeded: position) }
    }

    private mutating func finish(
        _ id: WaitingEntry.ID, _ end: WaitingEnd, index: Int
    ) throws(LogError) {
        let position = try waiting(id, index: index)
        switch (end, ledger.waiting.states[position]) {
        case (.served, .offered(let hold)) where ledger.entries[hold].status == .booked:
            ledger.waiting.set(position, .served)
        case (.withdrawn, .open):
            ledger.waiting.set(position, .withdrawn)
        default:
            throw LogError(
                index: index, message: "waiting entry (\(id)) cannot be \(end.rawValue) now")
        }
    }

    private func waiting(_ id: WaitingEntry.ID, index: Int) throws(LogError) -> Int {
        guard let position = ledger.waiting.index(of: id) else {
            throw LogError(index: index, message: "waiting entry (\(id)) was never enlisted")
        }
        return position
    }
}
