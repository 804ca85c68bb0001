/// From commands to events: nothing changes here.
extension Agenda {
    /// What happens if a command is carried out now.
    ///
    /// - Returns: The events to be stored and applied, in order.
    /// - Throws: ``Refusal`` with the first rule that is broken; nothing has changed.
    /// - Complexity: as ``openings(for:at:limit:)`` for a single start.
    public func decide(_ command: Command, at instant: Instant) throws(Refusal) -> [Event] {
        try changes(of: command, at: instant).map { Event(at: instant, $0) }
    }

    private func changes(of command: Command, at instant: Instant) throws(Refusal) -> [Change] {
        switch command {
        case .amend(let change):
            try supply.check(change, at: instant)
            return [change]
        case .amendAll(let changes):
            try checkAll(changes, at: instant)
            return changes
        case .hold(let placement, let request, let lifetime):
            return try holding(placement, for: request, lasting: lifetime, at: instant)
        case .book(let placement, let request):
            let booking = try booking(placement, for: request, at: instant)
            return lapses(at: instant) + [.booked(booking)]
        case .confirm(let id):
            let entry = try entry(id, in: [.pending], at: instant)
            return [.confirmed(id)] + serving(entry)
        case .reschedule(let id, let placement):
            return try rescheduling(id, to: placement, at: instant)
        case .cancel(let id, let reason): return try cancelling(id, reason, at: instant)
        case .arrive, .complete, .noShow, .identify, .refuseIdentity, .begin, .changeMode:
            return try attending(command, at: instant)
        case .propose(let id, let placement, let length):
            return try proposing(id, to: placement, answerWithin: length, at: instant)
        case .accept(let id): return try accepting(id, at: instant)
        case .decline(let id):
            _ = try entry(id, in: [.proposed], at: instant)
            return [.cancelled(id, .declined)]
        case .enlist(let request): return try enlisting(request)
        case .offer(let id, let placement, let lifetime):
            return try offering(id, placement, lasting: lifetime, at: instant)
        case .withdraw(let id): return try withdrawing(id, at: instant)
        case .invite(let id, let interpreter, let communication):
            return try inviting(id, interpreter, for: communication, at: instant)
        case .admit(let id): return try admitting(id, at: instant)
        case .registration(let command, let actor):
            return try registering(command, by: actor, at: instant)
        case .casework(let command, let actor):
            return try cases.decide(command, by: actor, at: instant, officeDays)
                .map { .casework($0) }
        case .salt(let person, let salt): return try salting(person, salt)
        case .erase(let person): return try erasing(person, at: instant)
        }
    }

    /// The holds and proposals that have expired and not been noted as lapsed.
    func lapses(at instant: Instant) -> [Change] {
        holds.prefix { $0.expires <= instant }.map { .cancelled($0.appointment, .lapsed) }
    }

    /// A hold of a placement, after the lapses that come first.
    func holding(
        _ placement: Placement, for request: Request, lasting lifetime: Seconds, at instant: Instant
    ) throws(Refusal) -> [Change] {
        try Check.length(lifetime, "time of a hold", in: Seconds(1)...Limits.longestHold)
        let booking = try booking(placement, for: request, at: instant)
        return lapses(at: instant) + [.held(booking, until: instant + lifetime)]
    }

    /// A new appointment at a placement, if it may stand.
    private func booking(
        _ placement: Placement, for request: Request, at instant: Instant
    ) throws(Refusal) -> Booking {
        try countAppointments()
        let question = try Question(request, in: supply)
        let spot = try Spot(placement, in: supply.catalogue)
        let gaps = try gaps(spot, placement, question, at: instant)
        return Booking(
            ledger.next, for: request.party, service: request.service, topic: request.topic,
            at: placement, gap: gaps.own, interpreterGap: gaps.interpreter)
    }

    /// Refuses one appointment more than an agenda can count.
    func countAppointments() throws(Refusal) {
        guard ledger.entries.count < Limits.records else {
            throw Refusal(.limit, "number of appointments must be at most \(Limits.records)")
        }
    }

    private func rescheduling(
        _ id: Appointment.ID, to placement: Placement, at instant: Instant
    ) throws(Refusal) -> [Change] {
        let entry = try entry(id, in: [.pending, .booked], at: instant)
        let question = Question(moving: entry, at: id.number - 1, in: ledger, supply)
        let spot = try Spot(placement, in: supply.catalogue)
        let withdrawn = withdrawals(before: entry, at: instant)
        let gaps = try (withdrawn.isEmpty ? self : without(proposalOf: entry))
            .gaps(spot, placement, question, at: instant)
        return lapses(at: instant) + withdrawn + [
            .rescheduled(id, to: placement, gap: gaps.own, interpreterGap: gaps.interpreter)
        ]
    }

    private func cancelling(
        _ id: Appointment.ID, _ reason: CancellationReason, at instant: Instant
    ) throws(Refusal) -> [Change] {
        guard reason == .excused || reason == .revoked else {
            throw Refusal(
                .invalidValue,
                "reason of a cancellation (\(reason.rawValue)) must be excused or revoked",
                hint: "the other reasons are given by what happens")
        }
        let allowed: [AppointmentStatus] =
            reason == .revoked ? [.pending, .booked, .proposed] : [.pending, .booked]
        let entry = try entry(id, in: allowed, at: instant)
        return withdrawals(before: entry, at: instant) + [.cancelled(id, reason)]
    }

    /// The gaps of a placement on both calendars, if it may stand.
    func gaps(
        _ spot: Spot, _ placement: Placement, _ question: Question, at instant: Instant
    ) throws(Refusal) -> (own: Gap, interpreter: Gap) {
        if let reason = examine(spot, for: question, at: instant) {
            throw Refusal(
                reason,
                "the placement at \(time(of: spot)) with \(placement.counsellor) "
                    + reason.summary, hint: "ask for openings again and take another",
                against: objections(to: spot, for: question, at: instant))
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

    func require(
        _ holds: Bool, _ id: Appointment.ID, _ entry: Ledger.Entry, _ instant: Instant
    ) throws(Refusal) {
        guard holds else {
            throw Refusal(
                .tooEarly,
                "appointment (\(id)) starts at \(entry.interval.start), and it is \(instant)")
        }
    }
}
