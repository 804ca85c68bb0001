/// From commands about people who come to changes (requirements A9, A17).
extension Agenda {
    /// What arrival, identification, meeting and end of an appointment change.
    func attending(_ command: Command, at instant: Instant) throws(Refusal) -> [Change] {
        switch command {
        case .arrive(let id):
            let entry = try entry(id, in: [.booked], at: instant)
            let zone = calendars.zone(ofCounsellor: Int(entry.counsellor))
            try require(
                instant >= zone.start(of: zone.local(entry.interval.start).date), id, entry, instant
            )
            return withdrawals(before: entry, at: instant) + [.arrived(id)]
        case .complete(let id):
            let entry = try entry(id, in: [.arrived], at: instant)
            try require(instant >= entry.interval.start, id, entry, instant)
            if entry.channel == .video { try requireIdentity(id, entry) }
            return [.fulfilled(id)]
        case .noShow(let id):
            let entry = try entry(id, in: [.booked], at: instant)
            try require(instant >= entry.interval.start, id, entry, instant)
            return withdrawals(before: entry, at: instant) + [.missed(id)]
        case .identify(let id, let counsellor):
            try identifying(id, by: counsellor, at: instant)
            return [.identified(id, by: counsellor)]
        case .refuseIdentity(let id, let counsellor):
            try identifying(id, by: counsellor, at: instant)
            return [.identityRefused(id, by: counsellor)]
        case .begin(let id, let mode): return try beginning(id, mode, at: instant)
        case .changeMode(let id, let mode): return try changing(id, to: mode, at: instant)
        default: return []
        }
    }

    private func identifying(
        _ id: Appointment.ID, by counsellor: Counsellor.ID, at instant: Instant
    ) throws(Refusal) {
        let entry = try entry(id, in: [.arrived], at: instant)
        guard ledger.meeting(of: entry).identification == nil else {
            throw Refusal(.status, "the participant of appointment (\(id)) is identified already")
        }
        try supply.catalogue.require(.counsellor(counsellor), for: "appointment (\(id))")
    }

    private func beginning(
        _ id: Appointment.ID, _ mode: SessionMode, at instant: Instant
    ) throws(Refusal) -> [Change] {
        let entry = try entry(id, in: [.arrived], at: instant)
        if let mode = ledger.meeting(of: entry).mode {
            throw Refusal(
                .status, "appointment (\(id)) is under way already, \(mode.rawValue)",
                hint: "change its mode")
        }
        guard entry.channel == .video else {
            throw Refusal(
                .channelNotOffered,
                "appointment (\(id)) must be on video to begin, and it is on \(entry.channel)")
        }
        try requireIdentity(id, entry)
        try require(
            instant >= entry.interval.start - Limits.joinBefore, id, entry, instant)
        return [.meetingBegan(id, mode)]
    }

    private func changing(
        _ id: Appointment.ID, to mode: SessionMode, at instant: Instant
    ) throws(Refusal) -> [Change] {
        let entry = try entry(id, in: [.arrived], at: instant)
        guard let old = ledger.meeting(of: entry).mode, old != mode else {
            throw Refusal(
                .status, "appointment (\(id)) must be under way, and not \(mode.rawValue)")
        }
        return [.modeChanged(id, mode)]
    }

    private func requireIdentity(
        _ id: Appointment.ID, _ entry: Ledger.Entry
    ) throws(Refusal) {
        guard ledger.meeting(of: entry).isIdentified else {
            throw Refusal(
                .notIdentified, "the participant of appointment (\(id)) must be identified first")
        }
    }
}

/// From commands about interpreters to changes.
extension Agenda {
    func inviting(
        _ id: Appointment.ID, _ interpreter: Interpreter.ID, for communication: Communication,
        at instant: Instant
    ) throws(Refusal) -> [Change] {
        let entry = try entry(id, in: [.booked, .arrived], at: instant)
        guard let number = supply.catalogue.interpreters.number(of: interpreter) else {
            throw Refusal(
                .unknownReference,
                "an invitation names interpreter (\(interpreter)), which is not in the catalogue")
        }
        let party = ledger.party(of: entry).needing(communication)
        try Check.count(party.needs.count, "needs of appointment (\(id))")
        guard party.needs != ledger.party(of: entry).needs || Int(entry.interpreter) != number
        else {
            throw Refusal(
                .status, "interpreter (\(interpreter)) is part of appointment (\(id)) already")
        }
        let question = Question(
            moving: entry, at: id.number - 1, in: ledger, supply, for: party)
        let spot = Spot(
            entry.interval, entry.channel, counsellor: Int(entry.counsellor), interpreter: number,
            room: entry.room < 0 ? nil : Int(entry.room))
        // What is asked is answered without the proposal, which is taken back.
        let withdrawn = withdrawals(before: entry, at: instant)
        let agenda = withdrawn.isEmpty ? self : without(proposalOf: entry)
        let (reason, gap) = agenda.examine(invitation: spot, question, at: instant)
        if let reason {
            throw Refusal(
                reason, "the invitation of interpreter (\(interpreter)) \(reason.summary)",
                hint: "another interpreter may be free")
        }
        return lapses(at: instant) + withdrawn + [
            .invited(id, interpreter, for: communication, interpreterGap: gap)
        ]
    }

    /// Rules 1, 3 (needs) and 17 at the place of an appointment, that a group session has no other
    /// interpreter, and the interpreter's gap.
    private func examine(
        invitation spot: Spot, _ question: Question, at instant: Instant
    ) -> (Reason?, Gap) {
        guard let force = inForce(spot, question) else { return (.notInForce, .none) }
        if !question.allows(spot.channel) { return (.channelNotOffered, .none) }
        let gap = spot.interpreter.flatMap {
            supply.catalogue.interpreters.value($0, on: force.date)?.gap
        }
        let reason = examineInterpreter(spot, question, force, at: instant)
        let isOther = hasOtherInterpreter(spot, question, force, at: instant)
        return (reason ?? (isOther ? .interpreterUnavailable : nil), gap ?? .none)
    }

    func admitting(_ id: Appointment.ID, at instant: Instant) throws(Refusal) -> [Change] {
        let entry = try entry(id, in: [.booked, .arrived], at: instant)
        guard entry.interpreter >= 0 else {
            throw Refusal(
                .interpreterMissing, "appointment (\(id)) has no interpreter to admit",
                hint: "invite one first")
        }
        guard ledger.meeting(of: entry).admitted == nil else {
            throw Refusal(.status, "the interpreter of appointment (\(id)) is admitted already")
        }
        return [.admitted(id)]
    }
}
