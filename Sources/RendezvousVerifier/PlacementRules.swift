import Rendezvous

/// The rules of a placement, one function a rule, in the order of Documentation/Rules.md.
extension Examination {
    /// Every rule that the placement breaks. Hours and calendars are not asked about lengths
    /// outside ``Limits``.
    func brokenRules() -> [Finding] {
        let asked: [() -> [Finding]] = [
            audience, policyAudience, channel, duration, grid, window, notice, policyNotice,
            horizon, policyHorizon, scope, wish, serviceOffered, skills,
        ]
        let found: [() -> [Finding]] = [
            openingHours, workingTime, telework, bookableHours, counsellorOverlap, counsellorGap,
            counsellorBreaks, counsellorLimit, policyLimits(of: .counsellor), participantOverlap,
            policyLimits(of: .participant), interpreterNamed, interpreterAvailable, roomNamed,
            roomAvailable, facilities, otherConditions,
        ]
        let outsideLimits = limits()
        return asked.flatMap { $0() }
            + (outsideLimits.isEmpty ? found.flatMap { $0() } : outsideLimits)
    }

    private func limits() -> [Finding] {
        let gaps = [keptGaps.counsellor, keptGaps.interpreter].flatMap { [$0.before, $0.after] }
        if interval.length > Limits.longestDuration {
            return [Finding(.limit, "the interval lasts \(interval.length), at most 24 h")]
        }
        if let gap = gaps.first(where: { $0 < .zero || Limits.longestGap < $0 }) {
            return [Finding(.limit, "gap (\(gap)) must be 0 min … 24 h")]
        }
        return []
    }

    // MARK: The service (rules 2 to 7)

    private func audience() -> [Finding] {
        guard service.audience.isDisjoint(with: proposal.party.applicant.audiences) else {
            return []
        }
        let wanted = service.audience.sorted().map(\.rawValue).joined(separator: ", ")
        let offered = proposal.party.applicant.audiences.sorted().map(\.rawValue)
            .joined(separator: ", ")
        return [Finding(.audience, "service (\(service.id)) is for \(wanted), not \(offered)")]
    }

    private func channel() -> [Finding] {
        let channel = placement.channel
        var without: [String] = []
        if !service.channels.contains(channel) { without.append("service (\(service.id))") }
        if !counsellor.channels.contains(channel) { without.append("\(counsellorName)") }
        if let request = proposal.request, !request.channels.isEmpty,
            !request.channels.contains(channel)
        {
            without.append("the request")
        }
        var findings = without.map {
            Finding(.channelNotOffered, "\($0) has no channel \(channel)")
        }
        for case .communication(let need) in proposal.party.needs
        where need.modality != .spoken && channel == .phone {
            findings.append(Finding(.channelNotOffered, "\(need) cannot be met by phone"))
        }
        return findings
    }

    private func duration() -> [Finding] {
        let plain = service.duration
        let wanted = placement.interpreter == nil ? plain : service.interpretedDuration ?? plain
        let isKept = proposal.isInvited && interval.length == plain
        guard interval.length != wanted, !isKept else { return [] }
        return [Finding(.wrongDuration, "lasts \(interval.length), must last \(wanted)")]
    }

    private func grid() -> [Finding] {
        let time = zone.local(interval.start).time
        let (minute, second) = time.secondOfDay.quotientAndRemainder(dividingBy: 60)
        let isOnGrid = service.startGrid >= 1 && second == 0 && minute % service.startGrid == 0
        return isOnGrid
            ? [] : [Finding(.offGrid, "starts at \(time), grid of \(service.startGrid) min")]
    }

    private func window() -> [Finding] {
        guard let request = proposal.request, !request.windows.contains(interval) else { return [] }
        let windows = clock.text(request.windows, around: interval)
        return [Finding(.outsideWindow, "\(clock.text(interval)), asked for \(windows)")]
    }

    private func notice() -> [Finding] {
        guard proposal.storedGaps == nil else { return [] }
        let earliest = proposal.at + service.minimumNotice
        guard interval.start < earliest else { return [] }
        return [
            Finding(
                .notice,
                "starts \(clock.text(interval.start)), decided \(clock.text(proposal.at)), "
                    + "notice \(service.minimumNotice)")
        ]
    }

    private func horizon() -> [Finding] {
        guard proposal.storedGaps == nil else { return [] }
        let last = zone.local(proposal.at).date.advanced(by: service.horizon)
        guard last < date else { return [] }
        return [
            Finding(
                .horizon, "starts \(date), horizon \(service.horizon) days to \(last)")
        ]
    }

    // MARK: The request and the counsellor (rules 8 and 9)

    private func scope() -> [Finding] {
        let isInScope =
            switch proposal.request?.scope {
            case nil, .any: true
            case .offices(let offices): offices.contains(office.id)
            case .region(let region): office.region == region
            case .area(let area): office.areas.contains(area)
            }
        return isInScope
            ? []
            : [
                Finding(
                    .officeOutOfScope, "office (\(office.id)) of \(counsellorName) is not asked for"
                )
            ]
    }

    private func wish() -> [Finding] {
        guard case .only(let wanted) = proposal.request?.counsellor, wanted != counsellor.id else {
            return []
        }
        return [
            Finding(.counsellorNotAskedFor, "\(counsellorName), asked for counsellor (\(wanted))")
        ]
    }

    private func serviceOffered() -> [Finding] {
        guard let offered = counsellor.services, !offered.contains(service.id) else { return [] }
        return [Finding(.serviceNotOffered, "\(counsellorName) does not offer \(service.id)")]
    }

    private func skills() -> [Finding] {
        let missing = service.skills.subtracting(counsellor.skills).sorted()
        return missing.map { Finding(.skillMissing, "\(counsellorName) lacks skill (\($0))") }
    }

    // MARK: Hours (rules 10 to 12)

    private var hours: HoursModel { HoursModel(model: model, zone: zone, interval: interval) }

    private func openingHours() -> [Finding] {
        inside(hours.opening(of: office.id), .officeClosed, "office (\(office.id)) is open")
    }

    private func bookableHours() -> [Finding] {
        var findings: [Finding] = []
        if let position {
            findings += inside(
                hours.hours(of: position.id), .notBookable,
                "position (\(position.id)) is bookable")
        }
        if counsellor.bookableHours != nil {
            findings += inside(
                hours.bookable(of: counsellor.id), .notBookable, "\(counsellorName) is bookable")
        }
        return findings
    }

    private func inside(_ set: IntervalSet, _ reason: Reason, _ subject: String) -> [Finding] {
        guard !set.contains(interval) else { return [] }
        let hours = clock.text(set, around: interval)
        return [Finding(reason, "\(subject) \(hours); needed \(clock.text(interval))")]
    }

    private func workingTime() -> [Finding] { attendance.workingTime() }
    private func telework() -> [Finding] { attendance.telework() }

    // MARK: The counsellor's calendar (rules 13 and 14)

    private func counsellorOverlap() -> [Finding] { attendance.overlaps() }
    private func counsellorGap() -> [Finding] { attendance.tooClose() }
    private func counsellorBreaks() -> [Finding] { attendance.breaksNotKept() }

    // MARK: Names and neighbours

    var clock: Clock { Clock(zone: zone) }
    var counsellorName: String { "counsellor (\(counsellor.id))" }

    /// The counsellor's side of the meeting.
    private var attendance: Attendance {
        Attendance(
            worker: .counsellor(counsellor.id), zone: zone, meeting: self,
            gap: keptGaps.counsellor, stays: strangers(on: .counsellor(counsellor.id)))
    }

    /// How a resource is taken up by others around the placement.
    func stays(of resource: Resource) -> [Stay] {
        model.book.stays(
            of: resource, near: interval, at: proposal.at, except: proposal.itself)
    }
}
