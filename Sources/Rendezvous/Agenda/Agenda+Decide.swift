/// From commands to events: nothing changes here (DESIGN, idea 1).
extension Agenda {
    /// What happens if a command is carried out now.
    ///
    /// - Returns: The events to be stored and applied, in order.
    /// - Throws: ``Refusal`` with the first rule that is broken; nothing has changed.
    /// - Complexity: as ``openings(for:at:limit:)`` for a single start.
    public func decide(_ command: Command, at instant: Instant) throws(Refusal) -> [Event] {
        let changes: [Change]
        switch command {
        case .amend(let change):
            try supply.check(change, at: instant)
            changes = [change]
        case .hold(let placement, let request, let lifetime):
            try Check.length(lifetime, "time of a hold", in: Seconds(1)...Limits.longestHold)
            let booking = try booking(placement, for: request, at: instant)
            changes = lapses(at: instant) + [.held(booking, until: instant + lifetime)]
        case .book(let placement, let request):
            let booking = try booking(placement, for: request, at: instant)
            changes = lapses(at: instant) + [.booked(booking)]
        case .confirm(let id):
            _ = try entry(id, in: [.pending], at: instant)
            changes = [.confirmed(id)]
        case .reschedule(let id, let placement):
            changes =
                lapses(at: instant) + [try rescheduling(id, to: placement, at: instant)]
        case .cancel(let id, let reason):
            guard reason != .lapsed else {
                throw Refusal(
                    .invalidValue, "reason of a cancellation (lapsed) must be excused or revoked",
                    hint: "a hold lapses by itself")
            }
            _ = try entry(id, in: [.pending, .booked], at: instant)
            changes = [.cancelled(id, reason)]
        case .arrive(let id):
            let entry = try entry(id, in: [.booked], at: instant)
            let zone = calendars.zone(ofCounsellor: Int(entry.counsellor))
            try require(
                instant >= zone.start(of: zone.local(entry.interval.start).date), id, entry, instant
            )
            changes = [.arrived(id)]
        case .complete(let id):
            let entry = try entry(id, in: [.arrived], at: instant)
            try require(instant >= entry.interval.start, id, entry, instant)
            changes = [.fulfilled(id)]
        case .noShow(let id):
            let entry = try entry(id, in: [.booked], at: instant)
            try require(instant >= entry.interval.start, id, entry, instant)
            changes = [.missed(id)]
        case .registration(let command, let actor):
            changes = try registering(command, by: actor, at: instant)
        }
        return changes.map { Event(at: instant, $0) }
    }

    /// The holds that have expired and not been noted as lapsed.
    private func lapses(at instant: Instant) -> [Change] {
        holds.prefix { $0.expires <= instant }.map { .cancelled($0.appointment, .lapsed) }
    }

    /// A new appointment at a placement, if it may stand.
    private func booking(
        _ placement: Placement, for request: Request, at instant: Instant
    ) throws(Refusal) -> Booking {
        guard ledger.entries.count < Limits.records else {
            throw Refusal(.limit, "number of appointments must be at most \(Limits.records)")
        }
        let question = try Question(request, in: supply)
        let spot = try Spot(placement, in: supply.catalogue)
        let gaps = try gaps(spot, placement, question, at: instant)
        return Booking(
            ledger.next, for: request.party, service: request.service, topic: request.topic,
            at: placement, gap: gaps.own, interpreterGap: gaps.interpreter)
    }

    private func rescheduling(
        _ id: Appointment.ID, to placement: Placement, at instant: Instant
    ) throws(Refusal) -> Change {
        let entry = try entry(id, in: [.pending, .booked], at: instant)
        let question = Question(moving: entry, at: id.number - 1, in: ledger, supply)
        let spot = try Spot(placement, in: supply.catalogue)
        let gaps = try gaps(spot, placement, question, at: instant)
        return .rescheduled(id, to: placement, gap: gaps.own, interpreterGap: gaps.interpreter)
    }

    /// The gaps of a placement on both calendars, if it may stand.
    private func gaps(
        _ spot: Spot, _ placement: Placement, _ question: Question, at instant: Instant
    ) throws(Refusal) -> (own: Gap, interpreter: Gap) {
        if let reason = examine(spot, for: question, at: instant) {
            throw Refusal(
                reason,
                "the placement at \(time(of: spot)) with \(placement.counsellor) "
                    + reason.summary, hint: "ask for openings again and take another")
        }
        let force = inForce(spot, question)
        let interpreter = spot.interpreter.flatMap { number in
            force.flatMap { supply.catalogue.interpreters.value(number, on: $0.date) }
        }
        return (force?.gap ?? .none, interpreter?.gap ?? .none)
    }

    private func time(of spot: Spot) -> LocalDateTime {
        calendars.zone(ofCounsellor: spot.counsellor).local(spot.interval.start)
    }

    /// The entry of an appointment in one of some states.
    func entry(
        _ id: Appointment.ID, in allowed: [AppointmentStatus], at instant: Instant
    ) throws(Refusal) -> Ledger.Entry {
        guard let index = ledger.index(of: id) else {
            throw Refusal(
                .unknownAppointment,
                "appointment (\(id)) must be one of 1 … \(ledger.entries.count)")
        }
        let entry = ledger.entries[index]
        guard allowed.contains(entry.status) else {
            throw Refusal(
                .status,
                "appointment (\(id)) is \(entry.status.rawValue), and must be "
                    + allowed.map(\.rawValue).joined(separator: " or "))
        }
        guard entry.expires > instant.secondsSince1970 else {
            throw Refusal(
                .holdExpired,
                "the hold of appointment (\(id)) expired at "
                    + "\(Instant(secondsSince1970: entry.expires))",
                hint: "ask for openings again")
        }
        return entry
    }

    private func require(
        _ holds: Bool, _ id: Appointment.ID, _ entry: Ledger.Entry, _ instant: Instant
    ) throws(Refusal) {
        guard holds else {
            throw Refusal(
                .tooEarly,
                "appointment (\(id)) starts at \(entry.interval.start), and it is \(instant)")
        }
    }

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
