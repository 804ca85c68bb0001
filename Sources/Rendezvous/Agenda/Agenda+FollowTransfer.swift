/// How proposals to move an appointment change the state.
extension Agenda {
    mutating func followTransfer(_ event: Event, index: Int) throws(LogError) {
        switch event.change {
        case .proposed(let booking, let moved, let until):
            try propose(booking, moving: moved, until: until, index: index)
        case .transferred(let id):
            try transfer(id, at: event.at, index: index)
        default: break
        }
    }

    private mutating func propose(
        _ booking: Booking, moving moved: Appointment.ID, until: Instant, index: Int
    ) throws(LogError) {
        try move(moved, from: [.booked], to: nil, index: index)
        let original = moved.number - 1
        let last = Int(ledger.entries[original].partner)
        guard last < 0 || ledger.entries[last].status != .proposed else {
            throw LogError(
                index: index,
                message: "appointment (\(moved)) has an open proposal, (\(last + 1))")
        }
        try make(booking, .proposed, until: until, index: index)
        let proposal = booking.id.number - 1
        ledger.change(original) { $0.partner = Int32(truncatingIfNeeded: proposal) }
        ledger.change(proposal) {
            $0.isProposal = true
            $0.partner = Int32(truncatingIfNeeded: original)
        }
    }

    /// The appointment takes the place of its proposal, and the proposal ends.
    private mutating func transfer(
        _ id: Appointment.ID, at instant: Instant, index: Int
    ) throws(LogError) {
        try move(id, from: [.proposed], to: nil, index: index)
        let proposal = ledger.entries[id.number - 1]
        let original = Int(proposal.partner)
        let old = ledger.entries[original]
        try move(Appointment.ID(original + 1), from: [.booked], to: nil, index: index)
        try move(id, from: [.proposed], to: .cancelled, index: index)
        end(id.number - 1, .merged)
        ledger.change(original) {
            $0.start = proposal.start
            $0.length = proposal.length
            $0.counsellor = proposal.counsellor
            $0.interpreter = proposal.interpreter
            $0.room = proposal.room
            $0.channel = proposal.channel
            $0.gap = proposal.gap
            $0.interpreterGap = proposal.interpreterGap
            $0.meeting = -1
            $0.revision += 1
        }
        ledger.free(old, movedTo: ledger.entries[original], at: instant)
    }
}
