import Rendezvous

/// How far a meeting has come beyond its status.
struct Steps {
    /// Whether the participant was identified, refused, or neither yet.
    var identity: Bool?
    /// The mode, once under way.
    var mode: SessionMode?
    /// Whether the interpreter was let in.
    var isAdmitted = false
    /// Whether the interpreter was invited at this place.
    var isInvited = false
}

extension Book {
    /// Whether one of two records is a proposal to move the other.
    func arePartners(_ one: Int, _ other: Int) -> Bool {
        arePartners(records[one].name, records[other].name)
    }

    /// Whether one of two records is a proposal to move the other.
    func arePartners(_ one: RecordName, _ other: RecordName) -> Bool {
        guard case .appointment(let left) = one, case .appointment(let right) = other else {
            return false
        }
        return self[left]?.moves == right || self[right]?.moves == left
    }

    /// The proposals to move an appointment that have not ended.
    func proposals(to id: Appointment.ID) -> [Record] {
        pending.sorted().map { records[$0] }.filter { $0.status == .proposed && $0.moves == id }
    }

    /// Takes in a transfer, or a step of a meeting.
    mutating func applyLifecycle(_ change: Change, at instant: Instant) {
        switch change {
        case .proposed(let booking, let moved, let until):
            var record = Record(booking, status: .proposed, expires: until)
            record.moves = moved
            add(record)
        case .transferred(let id):
            guard let proposal = self[id], let index = proposal.moves.flatMap({ indexOfID[$0] })
            else { return }
            set(.cancelled, id)
            if let moved = proposal.moves, !records[index].placement.hasTime(of: proposal.placement)
            {
                giveBack(moved, at: instant)
            }
            self.change(index) { record in
                record.placement = proposal.placement
                record.gap = proposal.gap
                record.interpreterGap = proposal.interpreterGap
                record.steps = Steps()
            }
        case .invited(let id, let interpreter, let communication, let gap):
            step(id) { record in
                if record.placement.interpreter != interpreter { record.steps.isAdmitted = false }
                record.party = record.party.adding(communication)
                record.placement.interpreter = interpreter
                record.interpreterGap = gap
                record.steps.isInvited = true
            }
        case .admitted(let id): step(id) { $0.steps.isAdmitted = true }
        case .identified(let id, _): step(id) { $0.steps.identity = true }
        case .identityRefused(let id, _):
            step(id) { record in
                record.steps.identity = false
                record.status = .cancelled
            }
        case .meetingBegan(let id, let mode), .modeChanged(let id, let mode):
            step(id) { $0.steps.mode = mode }
        default: return
        }
    }

    private mutating func step(_ id: Appointment.ID, _ body: (inout Record) -> Void) {
        guard let index = indexOfID[id] else { return }
        change(index, body)
    }
}

extension Party {
    fileprivate func adding(_ communication: Communication) -> Party {
        Party(
            participant, as: applicant, bookedBy: bookedBy,
            needs: needs + [.communication(communication)])
    }
}

/// The waiting list.
struct WaitingBook {
    enum State: Equatable {
        case open
        case offered(Appointment.ID)
        case ended
    }

    private(set) var requests: [WaitingEntry.ID: Request] = [:]
    private(set) var states: [WaitingEntry.ID: State] = [:]

    /// The entry for which an appointment is held.
    func entry(of hold: Appointment.ID) -> WaitingEntry.ID? {
        states.filter { $0.value == .offered(hold) }.keys.min()
    }

    /// Forgets what meetings provide for a person.
    mutating func erase(_ person: Subject.ID) {
        for (id, request) in requests where request.party.participant == person {
            requests[id]?.party = Party(
                person, as: request.party.applicant, bookedBy: request.party.bookedBy)
        }
    }

    mutating func cancelled(_ hold: Appointment.ID) {
        if let entry = entry(of: hold) { states[entry] = .open }
    }

    mutating func apply(_ change: Change) {
        switch change {
        case .enlisted(let id, let request):
            requests[id] = request
            states[id] = .open
        case .offered(let id, let hold): states[id] = .offered(hold)
        case .waitingEnded(let id, _): states[id] = .ended
        default: return
        }
    }
}
