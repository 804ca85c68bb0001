extension Agenda {
    /// Changes supply and ledger as an event says; calendars are left to the caller.
    ///
    /// What is checked is that the event can be taken in without harm. Whether an appointment keeps
    /// the rules was decided before it was written, and is checked again by the verifier.
    mutating func follow(_ event: Event, index: Int) throws(LogError) {
        switch event.change {
        case .held(let booking, let until):
            try make(booking, .pending, until: until, index: index)
        case .booked(let booking):
            try make(booking, .booked, until: nil, index: index)
        case .confirmed(let id):
            try move(id, from: [.pending], to: .booked, index: index)
        case .rescheduled(let id, let placement, let gap, let interpreterGap):
            try move(id, from: [.pending, .booked], to: nil, index: index)
            let old = ledger.entries[id.number - 1]
            try place(id, placement, gap, interpreterGap, index: index)
            if old.status == .booked {
                ledger.free(old, movedTo: ledger.entries[id.number - 1], at: event.at)
            }
        case .cancelled(let id, let reason):
            try cancel(id, reason, at: event.at, index: index)
        case .arrived(let id):
            try move(id, from: [.booked], to: .arrived, index: index)
        case .fulfilled(let id):
            try move(id, from: [.arrived], to: .fulfilled, index: index)
        case .missed(let id):
            try move(id, from: [.booked], to: .noShow, index: index)
        case .proposed, .transferred:
            try followTransfer(event, index: index)
        case .enlisted, .offered, .waitingEnded:
            try followWaiting(event.change, index: index)
        case .invited, .admitted, .identified, .identityRefused, .meetingBegan, .modeChanged:
            try followSession(event, index: index)
        case .registration(let change):
            try follow(change, at: event.at, index: index)
        case .casework(let change): try follow(change, at: event.at, index: index)
        case .erased, .salted, .redacted: try followErasure(event, index: index)
        case .zoneGiven, .holidaysGiven, .defined, .withdrawn, .declared, .declarationWithdrawn,
            .precedenceSet, .policySet, .policyWithdrawn, .participantNoted, .declarationCorrected,
            .clocked, .clockVoided, .workingTimeRulesSet:
            do throws(Refusal) {
                try supply.check(event.change, at: event.at)
            } catch {
                throw LogError(index: index, message: error.message)
            }
            supply.apply(event.change, at: event.at)
            if event.change.preparesAnew { cache = StartCache() }
            if case .zoneGiven = event.change {
                for person in registrations.files.keys { noteAbsences(of: person) }
            }
        }
    }

    private mutating func cancel(
        _ id: Appointment.ID, _ reason: CancellationReason, at instant: Instant, index: Int
    ) throws(LogError) {
        let old = ledger.index(of: id).map { ledger.entries[$0] }
        let allowed: [AppointmentStatus]
        switch reason {
        case .excused: allowed = [.pending, .booked]
        case .lapsed, .revoked: allowed = [.pending, .booked, .proposed]
        case .declined: allowed = [.proposed]
        case .merged, .identityRefused:
            throw LogError(
                index: index,
                message: "appointment (\(id)) is not cancelled as \(reason.rawValue) by itself")
        }
        try move(id, from: allowed, to: .cancelled, index: index)
        end(id.number - 1, reason)
        guard let old else { return }
        if old.status == .booked { ledger.free(old, at: instant) }
        let hold = WaitingList.State.offered(id.number - 1)
        if old.waiting >= 0, ledger.waiting.states[Int(old.waiting)] == hold {
            ledger.waiting.set(Int(old.waiting), .open)
        }
    }

    /// Notes why an appointment that was cancelled is so.
    mutating func end(_ position: Int, _ reason: CancellationReason) {
        ledger.change(position) {
            $0.cancellation = reason
            $0.revision += 1
        }
    }

    mutating func make(
        _ booking: Booking, _ status: AppointmentStatus, until: Instant?, index: Int
    ) throws(LogError) {
        guard booking.id == ledger.next, booking.id.number <= Limits.records else {
            throw LogError(
                index: index,
                message: "appointment (\(booking.id)) must be the next, \(ledger.next)")
        }
        guard let service = supply.catalogue.services.number(of: booking.service) else {
            throw LogError(
                index: index,
                message: "appointment (\(booking.id)) is for service (\(booking.service)), "
                    + "which is not in the catalogue")
        }
        let numbers = try numbers(booking.placement, of: booking.id, index: index)
        let entry = Ledger.Entry(
            start: booking.placement.interval.start.secondsSince1970,
            expires: until?.secondsSince1970 ?? .max, length: numbers.length,
            counsellor: numbers.counsellor,
            interpreter: numbers.interpreter, room: numbers.room, service: Int32(service),
            topic: -1, subject: -1, party: -1, previousOfSubject: -1,
            gap: try stored(booking.gap, of: booking.id, index),
            interpreterGap: try stored(booking.interpreterGap, of: booking.id, index), revision: 0,
            channel: booking.placement.channel, status: status, cancellation: nil)
        ledger.append(entry, party: booking.party, topic: booking.topic)
        if let until { insert(Hold(expires: until, appointment: booking.id)) }
    }

    func stored(
        _ gap: Gap, of id: Appointment.ID, _ index: Int
    ) throws(LogError) -> Ledger.StoredGap {
        let range = Seconds.zero...Limits.longestGap
        guard range.contains(gap.before), range.contains(gap.after) else {
            throw LogError(
                index: index, message: "gap of appointment (\(id)) must be 0 … \(Limits.longestGap)"
            )
        }
        return Ledger.StoredGap(gap)
    }

    /// Checks the status of an appointment and changes it.
    mutating func move(
        _ id: Appointment.ID, from allowed: [AppointmentStatus], to status: AppointmentStatus?,
        index: Int
    ) throws(LogError) {
        guard let position = ledger.index(of: id) else {
            throw LogError(index: index, message: "appointment (\(id)) was never made")
        }
        let entry = ledger.entries[position]
        guard allowed.contains(entry.status) else {
            throw LogError(
                index: index,
                message: "appointment (\(id)) is \(entry.status.rawValue), not "
                    + allowed.map(\.rawValue).joined(separator: " or "))
        }
        guard let status else { return }
        if entry.status == .pending || entry.status == .proposed {
            let expires = Instant(secondsSince1970: entry.expires)
            holds.removeAll { $0 == Hold(expires: expires, appointment: id) }
        }
        ledger.change(position) {
            $0.status = status
            $0.expires = .max
        }
    }

    private mutating func place(
        _ id: Appointment.ID, _ placement: Placement, _ gap: Gap, _ interpreterGap: Gap, index: Int
    ) throws(LogError) {
        let numbers = try numbers(placement, of: id, index: index)
        let gap = try stored(gap, of: id, index)
        let interpreterGap = try stored(interpreterGap, of: id, index)
        ledger.change(id.number - 1) {
            $0.start = placement.interval.start.secondsSince1970
            $0.length = numbers.length
            $0.counsellor = numbers.counsellor
            $0.interpreter = numbers.interpreter
            $0.room = numbers.room
            $0.channel = placement.channel
            $0.gap = gap
            $0.interpreterGap = interpreterGap
            $0.meeting = -1
            $0.revision += 1
        }
    }

    private func numbers(
        _ placement: Placement, of id: Appointment.ID, index: Int
    ) throws(LogError) -> (counsellor: Int32, interpreter: Int32, room: Int32, length: Int32) {
        func unknown(_ reference: EntryReference) -> LogError {
            LogError(
                index: index,
                message: "appointment (\(id)) names \(reference), which is not in the catalogue")
        }
        guard placement.interval.length <= Limits.longestDuration else {
            throw LogError(
                index: index,
                message: "appointment (\(id)) lasts \(placement.interval.length), more than "
                    + "\(Limits.longestDuration)")
        }
        guard let counsellor = supply.catalogue.counsellors.number(of: placement.counsellor) else {
            throw unknown(.counsellor(placement.counsellor))
        }
        var (interpreter, room) = (-1, -1)
        if let id = placement.interpreter {
            guard let number = supply.catalogue.interpreters.number(of: id) else {
                throw unknown(.interpreter(id))
            }
            interpreter = number
        }
        if let id = placement.room {
            guard let number = supply.catalogue.rooms.number(of: id) else {
                throw unknown(.room(id))
            }
            room = number
        }
        return (
            Int32(counsellor), Int32(interpreter), Int32(room),
            Int32(placement.interval.length.count)
        )
    }

    private mutating func insert(_ hold: Hold) {
        let index =
            holds.firstIndex {
                ($0.expires, $0.appointment) > (hold.expires, hold.appointment)
            } ?? holds.count
        holds.insert(hold, at: index)
    }
}

extension Change {
    /// The person whose record, registration or case the change is about, if it is about one.
    var person: Subject.ID? {
        switch self {
        case .participantNoted(let participant): participant.id
        case .redacted(let change, _): change.person
        case .registration(let change): change.person
        case .casework(let change): change.person
        case .erased(let person), .salted(let person, _): person
        default: nil
        }
    }
}
