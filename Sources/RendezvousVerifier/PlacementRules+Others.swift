import Rendezvous

/// The rules about limits, the participant, the interpreter, the room and facilities.
extension Examination {
    // MARK: Limits and the participant (rules 15 and 16)

    /// Rule 15: the counsellor's own limit.
    func counsellorLimit() -> [Finding] {
        let sameDay = stays(of: .counsellor(counsellor.id)).filter { startsOnDate($0) }
        guard let limit = counsellor.dailyLimit, sameDay.count + 1 > limit else { return [] }
        return [
            Finding(
                .counsellorDailyLimit, with: sameDay.map(\.name),
                "\(counsellorName): \(sameDay.count + 1) appointments on \(date), "
                    + "own limit \(limit)"
            )
        ]
    }

    func participantOverlap() -> [Finding] {
        let resource = Resource.participant(proposal.party.participant)
        return stays(of: resource).filter { $0.interval.overlaps(interval) }.map { stay in
            Finding(
                .participantOverlap, with: [stay.name],
                "\(resource): \(proposal.name) \(clock.text(interval)), "
                    + "\(stay.name) \(clock.text(stay.interval))")
        }
    }

    private func startsOnDate(_ stay: Stay) -> Bool {
        zone.local(stay.interval.start).date == date
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

    /// What the interpreter lacks at any time.
    func interpreterSuits() -> [Finding] {
        guard let interpreter else { return [] }
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
        return causes
    }

    func interpreterAvailable() -> [Finding] {
        guard let interpreter, let interpreterZone else { return [] }
        var causes = interpreterSuits()
        let attendance = Attendance(
            worker: .interpreter(interpreter.id), zone: interpreterZone, meeting: self,
            gap: keptGaps.interpreter, stays: strangers(on: .interpreter(interpreter.id)))
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
        for stay in strangers(on: .room(room.id)) where stay.interval.overlaps(interval) {
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
