/// How interpreters, identities and meetings change the state.
extension Agenda {
    mutating func followSession(_ event: Event, index: Int) throws(LogError) {
        switch event.change {
        case .invited(let id, let interpreter, let communication, let gap):
            try invite(id, interpreter, communication, gap, index: index)
        case .admitted(let id):
            try move(id, from: [.booked, .arrived], to: nil, index: index)
            try require(
                ledger.entries[id.number - 1].interpreter >= 0
                    && meeting(id).admitted == nil, id, "has nobody to admit", index)
            ledger.note(id.number - 1) { $0.admitted = event.at }
        case .identified(let id, let counsellor):
            try identify(id, counsellor, at: event.at, isAccepted: true, index: index)
        case .identityRefused(let id, let counsellor):
            try identify(id, counsellor, at: event.at, isAccepted: false, index: index)
            try move(id, from: [.arrived], to: .cancelled, index: index)
            end(id.number - 1, .identityRefused)
        case .meetingBegan(let id, let mode):
            try move(id, from: [.arrived], to: nil, index: index)
            try require(
                meeting(id).isIdentified && meeting(id).mode == nil
                    && ledger.entries[id.number - 1].channel == .video,
                id, "cannot begin a meeting", index)
            ledger.note(id.number - 1) {
                $0.began = event.at
                $0.mode = mode
                $0.modeSet = event.at
            }
        case .modeChanged(let id, let mode):
            try move(id, from: [.arrived], to: nil, index: index)
            try require(
                meeting(id).mode.map { $0 != mode } ?? false, id, "cannot change its mode", index)
            ledger.note(id.number - 1) {
                $0.mode = mode
                $0.modeSet = event.at
            }
        default: break
        }
    }

    private func meeting(_ id: Appointment.ID) -> Meeting {
        ledger.meeting(of: ledger.entries[id.number - 1])
    }

    private func require(
        _ holds: Bool, _ id: Appointment.ID, _ what: String, _ index: Int
    ) throws(LogError) {
        guard holds else {
            throw LogError(index: index, message: "appointment (\(id)) \(what)")
        }
    }

    private mutating func identify(
        _ id: Appointment.ID, _ counsellor: Counsellor.ID, at instant: Instant, isAccepted: Bool,
        index: Int
    ) throws(LogError) {
        try move(id, from: [.arrived], to: nil, index: index)
        try require(meeting(id).identification == nil, id, "was identified before", index)
        try require(
            supply.catalogue.counsellors.number(of: counsellor) != nil, id,
            "names counsellor (\(counsellor)), which is not in the catalogue", index)
        ledger.note(id.number - 1) {
            $0.identification = Identification(
                counsellor: counsellor, at: instant, isAccepted: isAccepted)
        }
    }

    /// An interpreter joins, for a language that may have been erased.
    mutating func invite(
        _ id: Appointment.ID, _ interpreter: Interpreter.ID, _ communication: Communication?,
        _ gap: Gap, index: Int
    ) throws(LogError) {
        try move(id, from: [.booked, .arrived], to: nil, index: index)
        guard let number = supply.catalogue.interpreters.number(of: interpreter) else {
            throw LogError(
                index: index,
                message: "appointment (\(id)) names interpreter (\(interpreter)), which is not in "
                    + "the catalogue")
        }
        let gap = try stored(gap, of: id, index)
        let position = id.number - 1
        let entry = ledger.entries[position]
        let known = ledger.party(of: entry)
        let party = communication.map { known.needing($0) } ?? known
        try require(party.needs.count <= Limits.listItems, id, "has too many needs", index)
        ledger.set(party, of: position)
        if entry.interpreter != Int32(number), meeting(id).admitted != nil {
            ledger.note(position) { $0.admitted = nil }
        }
        ledger.change(position) {
            $0.interpreter = Int32(number)
            $0.interpreterGap = gap
            $0.revision += 1
        }
    }
}

extension Party {
    /// The party with a language more among its needs.
    func needing(_ communication: Communication) -> Party {
        Party(
            participant, as: applicant, bookedBy: bookedBy,
            needs: needs + [.communication(communication)])
    }
}
