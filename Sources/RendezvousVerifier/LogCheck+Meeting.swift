import Rendezvous

/// Interpreters who join, identities and meetings.
extension LogCheck {
    mutating func takeSession(_ event: Event) {
        switch event.change {
        case .invited(let id, let interpreter, let communication, let gap):
            invite(id, interpreter, communication, gap, at: event.at)
        case .admitted(let id):
            guard let record = record(id) else { return }
            inOneOf([.booked, .arrived], record, "admit")
            if record.placement.interpreter == nil {
                note(
                    .reason(.interpreterMissing), of: [record.name],
                    "admit: \(record.name) has no interpreter")
            } else if record.steps.isAdmitted {
                refuse(record, "admit", "without an interpreter admitted")
            }
        case .identified(let id, let counsellor), .identityRefused(let id, let counsellor):
            guard let record = record(id) else { return }
            inOneOf([.arrived], record, "identify")
            if record.steps.identity != nil { refuse(record, "identify", "not identified yet") }
            if !model.isKnown(.counsellor(counsellor)) {
                note(
                    .reason(.unknownReference), of: [record.name],
                    "identify: counsellor (\(counsellor)) was never defined")
            }
        case .meetingBegan(let id, _): begin(id, at: event.at)
        case .modeChanged(let id, let mode):
            guard let record = record(id) else { return }
            inOneOf([.arrived], record, "change mode")
            if record.steps.mode == nil || record.steps.mode == mode {
                refuse(record, "change mode", "under way in another mode")
            }
        default: return
        }
    }

    private mutating func inOneOf(
        _ allowed: [AppointmentStatus], _ record: Record, _ command: String
    ) {
        guard !allowed.contains(record.status) else { return }
        refuse(record, command, allowed.map(\.rawValue).joined(separator: " or "))
    }

    private mutating func begin(_ id: Appointment.ID, at instant: Instant) {
        guard let record = record(id) else { return }
        if record.steps.mode != nil { refuse(record, "begin", "not under way yet") }
        if record.placement.channel != .video {
            note(
                .reason(.channelNotOffered), of: [record.name],
                "begin: \(record.name) is on \(record.placement.channel), must be on video")
        }
        after(id, .arrived, "begin", at: instant) {
            $0.placement.interval.start - Seconds.minutes(15)
        }
        identified(id, "begin")
    }

    /// On video, the participant was identified.
    mutating func identified(_ id: Appointment.ID, _ command: String) {
        guard let record = model.book[id], record.placement.channel == .video,
            record.steps.identity != true
        else { return }
        note(
            .reason(.notIdentified), of: [record.name],
            "\(command): the participant of \(record.name) must be identified first")
    }

    /// An invitation keeps the rules of the interpreter; all others held when the placement was
    /// made.
    private mutating func invite(
        _ id: Appointment.ID, _ interpreter: Interpreter.ID, _ communication: Communication,
        _ gap: Gap, at instant: Instant
    ) {
        guard let record = record(id), let itself = model.book.indexOfID[id] else { return }
        inOneOf([.booked, .arrived], record, "invite")
        proposalTakenBack(of: id, at: instant)
        lapses(before: record.name, at: instant, except: itself)
        var placement = record.placement
        placement.interpreter = interpreter
        let needs = record.party.needs + [.communication(communication)]
        if Set(needs).count == record.party.needs.count,
            record.placement.interpreter == interpreter
        {
            refuse(record, "invite", "without this interpreter and language")
        }
        let party = Party(
            record.party.participant, as: record.party.applicant,
            bookedBy: record.party.bookedBy, needs: needs)
        let proposal = Proposal(
            name: record.name, at: instant, placement: placement, party: party,
            service: record.service, topic: record.topic, itself: itself)
        do throws(Unresolved) {
            let examination = try Examination(proposal, in: model)
            for finding in examination.brokenByInterpreter() {
                note(
                    .reason(finding.reason), of: [record.name] + finding.others, finding.message)
            }
            if gap != examination.gaps.interpreter {
                note(
                    .storedGap, of: [record.name],
                    "\(record.name): interpreter's gap \(gap.before) before and \(gap.after) "
                        + "after, must be that of the interpreter")
            }
        } catch {
            for finding in error.findings {
                note(.reason(finding.reason), of: [record.name], finding.message)
            }
        }
    }
}

extension Examination {
    /// What an interpreter who joins breaks: the channel of the needs, and rule 17.
    func brokenByInterpreter() -> [Finding] {
        let needs = proposal.party.communications.filter {
            $0.modality != .spoken && placement.channel == .phone
        }
        let others =
            groupHasOtherInterpreter
            ? [Finding(.interpreterUnavailable, "the group session has another interpreter")] : []
        return needs.map { Finding(.channelNotOffered, "\($0) cannot be met by phone") }
            + interpreterNamed() + interpreterAvailable() + others
    }
}
