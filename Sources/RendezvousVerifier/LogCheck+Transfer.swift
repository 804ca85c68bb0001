import Rendezvous

/// Proposals to move an appointment.
extension LogCheck {
    mutating func takeTransfer(_ event: Event) {
        switch event.change {
        case .proposed(let booking, let moved, let until):
            propose(booking, moving: moved, until: until, at: event.at)
        case .transferred(let id): transfer(id, at: event.at)
        default: return
        }
    }

    private mutating func propose(
        _ booking: Booking, moving moved: Appointment.ID, until: Instant, at instant: Instant
    ) {
        hold(booking, from: instant, until: until, most: Limits.longestAnswer)
        let latest = max(booking.placement.interval.start, instant + Seconds(1))
        if until > latest {
            note(
                .holdLength, of: [.appointment(booking.id)],
                "appointment \(booking.id) is proposed until \(until), must be at most \(latest)")
        }
        let original = record(moved)
        if let original {
            if original.status != .booked { refuse(original, "propose", "booked") }
            let isSame =
                original.party == booking.party && original.service == booking.service
                && original.topic == booking.topic
            if !isSame {
                note(
                    .proposalDiffers, of: [.appointment(booking.id), original.name],
                    "appointment \(booking.id) must be for the party, service and topic of "
                        + "\(original.name)")
            }
            for other in model.book.proposals(to: moved) where !other.isExpired(at: instant) {
                note(
                    .reason(.status), of: [original.name, other.name],
                    "propose: \(original.name) has an open proposal, \(other.name)")
            }
        }
        make(booking, at: instant, itself: model.book.indexOfID[moved])
    }

    private mutating func transfer(_ id: Appointment.ID, at instant: Instant) {
        guard let proposal = record(id) else { return }
        if proposal.status != .proposed { refuse(proposal, "accept", "proposed") }
        expired(proposal, "accept", at: instant)
        lapses(before: proposal.name, at: instant, except: model.book.indexOfID[id])
        guard let moved = proposal.moves, let original = record(moved) else { return }
        if original.status != .booked { refuse(original, "accept", "booked") }
    }

    /// No proposal to move an appointment is open when it changes in another way.
    mutating func proposalTakenBack(of id: Appointment.ID, at instant: Instant) {
        for proposal in model.book.proposals(to: id) where !proposal.isExpired(at: instant) {
            note(
                .proposalLeft, of: [proposal.name, .appointment(id)],
                "\(proposal.name) must be withdrawn before appointment \(id) changes")
        }
    }
}
