import Rendezvous

/// The rules about limits, the participant, the interpreter, the room and facilities.
extension Examination {
    // MARK: Limits and the participant (rules 15 and 16)

    func counsellorLimit() -> [Finding] {
        let sameDay = stays(of: .counsellor(counsellor.id)).filter { startsOnDate($0) }
        var findings: [Finding] = []
        if let limit = counsellor.dailyLimit {
            findings += exceeding(limit, sameDay, .counsellorDailyLimit, counsellorName, "own")
        }
        for policy in model.policies {
            guard case .limit(.counsellor, .day, let limit) = policy.rule,
                holds(policy, at: office.id, for: service.id)
            else { continue }
            let counted = sameDay.filter {
                holds(policy, at: office.id, for: $0.service)
            }
            findings += exceeding(
                limit, counted, .counsellorDailyLimit, counsellorName, "policy (\(policy.id))")
        }
        return findings
    }

    func participantOverlap() -> [Finding] {
        stays(of: participant).filter { $0.interval.overlaps(interval) }.map { stay in
            Finding(
                .participantOverlap, with: [stay.name],
                "\(participant): \(proposal.name) \(clock.text(interval)), "
                    + "\(stay.name) \(clock.text(stay.interval))")
        }
    }

    func participantLimit() -> [Finding] {
        let sameDay = stays(of: participant).filter { startsOnDate($0) }
        var findings: [Finding] = []
        for policy in model.policies {
            guard case .limit(.participant, .day, let limit) = policy.rule,
                holds(policy, at: office.id, for: service.id)
            else { continue }
            let counted = sameDay.filter { stay in
                let office = model.counsellors[stay.counsellor]?.inForce(on: date)?.office
                return holds(policy, at: office, for: stay.service)
            }
            findings += exceeding(
                limit, counted, .participantDailyLimit, "\(participant)", "policy (\(policy.id))")
        }
        return findings
    }

    private var participant: Resource { .participant(proposal.party.participant) }

    private func startsOnDate(_ stay: Stay) -> Bool {
        zone.local(stay.interval.start).date == date
    }

    /// Where the counsellor is no longer in force there is no office: only a policy for all offices
    /// holds then.
    private func holds(_ policy: Policy, at office: Office.ID?, for service: Service.ID) -> Bool {
        if let office {
            return policy.holds(
                on: date, at: office, for: service, on: placement.channel, with: [])
        }
        return policy.offices.isEmpty && policy.valid.contains(date)
            && (policy.services.isEmpty || policy.services.contains(service))
    }

    private func exceeding(
        _ limit: Int, _ others: [Stay], _ reason: Reason, _ person: String, _ source: String
    ) -> [Finding] {
        guard others.count + 1 > limit else { return [] }
        return [
            Finding(
                reason, with: others.map(\.name),
                "\(person): \(others.count + 1) appointments on \(date), \(source) limit \(limit)")
        ]
    }

    // MARK: The interpreter (rule 17)

    /// The languages that the counsellor does not master.
    private var unmastered: [Communication] {
        proposal.party.communications.filter { !counsellor.communications.contains($0) }
    }

    func interpreterNamed() -> [Finding] {
        let needed = unmastered.map(\.description).joined(separator: ", ")
        switch (unmastered.isEmpty, placement.interpreter) {
        case (false, nil):
            return [Finding(.interpreterMissing, "\(counsellorName) does not master \(needed)")]
        case (true, let interpreter?):
            return [
                Finding(
                    .interpreterNotNeeded,
                    "interpreter (\(interpreter)) is named and no language needs one")
            ]
        default: return []
        }
    }

    func interpreterAvailable() -> [Finding] {
        guard let interpreter, let interpreterZone else { return [] }
        let name = "interpreter (\(interpreter.id))"
        var causes = unmastered.filter { !interpreter.communications.contains($0) }
            .map { Finding(.interpreterUnavailable, "\(name) does not master \($0)") }
        if !interpreter.channels.contains(placement.channel) {
            causes.append(
                Finding(
                    .interpreterUnavailable, "\(name) has no channel \(placement.channel)"))
        }
        if placement.channel == .office, let offices = interpreter.offices,
            !offices.contains(office.id)
        {
            causes.append(
                Finding(
                    .interpreterUnavailable, "\(name) does not come to office (\(office.id))"))
        }
        let attendance = Attendance(
            worker: .interpreter(interpreter.id), zone: interpreterZone, meeting: self,
            gap: keptGaps.interpreter, stays: stays(of: .interpreter(interpreter.id)))
        causes += attendance.workingTime() + attendance.telework() + attendance.overlaps()
        causes += attendance.tooClose() + attendance.breaksNotKept()
        return causes.map { Finding(.interpreterUnavailable, with: $0.others, $0.message) }
    }

    // MARK: The room and facilities (rules 18 and 19)

    func roomNamed() -> [Finding] {
        let lacks = proposal.party.facilities.contains { !office.facilities.contains($0) }
        let isNeeded = placement.channel == .office && (service.needsRoom || lacks)
        switch (isNeeded, placement.room) {
        case (true, nil):
            return [Finding(.roomMissing, "service (\(service.id)) or a facility takes a room")]
        case (false, let room?):
            return [
                Finding(
                    .roomNotNeeded,
                    "room (\(room)) is named; channel \(placement.channel), "
                        + "service takes \(service.needsRoom ? "a" : "no") room")
            ]
        default: return []
        }
    }

    func roomAvailable() -> [Finding] {
        guard let room else { return [] }
        var findings: [Finding] = []
        if room.office != office.id {
            findings.append(
                Finding(
                    .roomUnavailable,
                    "room (\(room.id)) is in office (\(room.office)), not in (\(office.id))"))
        }
        for stay in stays(of: .room(room.id)) where stay.interval.overlaps(interval) {
            findings.append(
                Finding(
                    .roomUnavailable, with: [stay.name],
                    "room (\(room.id)): \(proposal.name) \(clock.text(interval)), "
                        + "\(stay.name) \(clock.text(stay.interval))"))
        }
        return findings
    }

    func facilities() -> [Finding] {
        guard placement.channel == .office else { return [] }
        let offered = office.facilities.union(room?.facilities ?? [])
        return proposal.party.facilities.filter { !offered.contains($0) }.map { facility in
            Finding(
                .facilityMissing, "office (\(office.id)) and room have no facility (\(facility))")
        }
    }
}
