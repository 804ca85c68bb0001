import Rendezvous

/// The conditions of Documentation/Policies.md, and where they stand in the examination.
extension Examination {
    func policyAudience() -> [Finding] {
        broken { if case .audience = $0 { true } else { false } }
    }

    func policyNotice() -> [Finding] {
        broken { if case .notice = $0 { true } else { false } }
    }

    func policyHorizon() -> [Finding] {
        broken { if case .horizon = $0 { true } else { false } }
    }

    /// The limits of the day, then those of the week.
    func policyLimits(of person: LimitedPerson) -> () -> [Finding] {
        {
            Period.allCases.flatMap { period in
                broken { rule in
                    if case .limit(person, period, _) = rule { true } else { false }
                }
            }
        }
    }

    /// What is examined after everything else, in the order of the table.
    func otherConditions() -> [Finding] {
        (4...18).flatMap { row in broken { $0.row == row } }
    }

    /// What the policies with some rules refuse. Preferences refuse nothing, and a placement that
    /// was made long ago is not asked again.
    private func broken(_ isAsked: (Rule) -> Bool) -> [Finding] {
        guard proposal.storedGaps == nil else { return [] }
        return policies.filter { isAsked($0.rule) && $0.preference == nil }
            .flatMap { findings(of: $0) }
    }

    /// How a placement breaks a condition; nothing if it keeps it, and for all other rules.
    func findings(of policy: Policy) -> [Finding] {
        let findings: [Finding] =
            switch policy.rule {
            case .notice(let lead): notice(lead)
            case .horizon(let lead): horizon(lead)
            case .audience(let audiences): audience(audiences)
            case .limit(let person, let period, let most): limit(policy, person, period, most)
            case .authority(let rights): authority(rights)
            case .documentsFirst(let state): documents(state)
            case .keepFree(let hours): keptFree(hours)
            case .protectedCapacity(let hours, let groups, let release):
                protected(hours, participant.groups.isDisjoint(with: groups), release)
            case .interpreterSlots(let hours, let languages, let release):
                protected(
                    hours, languages.isDisjoint(with: proposal.party.communications), release)
            case .freedSlotDelay(let delay): freed(delay)
            case .rest(let length): rest(policy, length)
            case .spacing(let days): spacing(policy, days)
            case .oneOpenAppointment: openAppointment(policy)
            case .participantPresent: absence()
            case .noShowCoolDown(let misses, let within, let days):
                coolDown(policy, misses, within, days)
            case .localOffice(let release): localOffice(release)
            case .ownCounsellor: ownCounsellor()
            case .continuity: continuity(policy)
            case .custom(let name, let parameters): custom(name, parameters)
            case .leastLoaded, .roundRobin, .soonest, .fairShare, .gap, .gapsOutsideWorkingTime,
                .overbooking:
                []
            }
        return findings.map {
            Finding($0.reason, with: $0.others, "policy (\(policy.id)): \($0.message)")
        }
    }
}

// MARK: The time and the applicant

extension Examination {
    private var leads: LeadModel { LeadModel(meeting: self) }
    private var decided: String { "decided \(clock.text(proposal.at))" }

    private func notice(_ lead: Lead) -> [Finding] {
        guard leads.isOver(lead) else { return [] }
        return [Finding(.notice, "starts \(clock.text(interval.start)), \(decided), \(lead)")]
    }

    private func horizon(_ lead: Lead) -> [Finding] {
        guard !leads.isWithin(lead) else { return [] }
        return [Finding(.horizon, "starts \(clock.text(interval.start)), \(decided), \(lead)")]
    }

    private func audience(_ audiences: Set<Audience>) -> [Finding] {
        let own = proposal.party.applicant.audiences
        guard own.isDisjoint(with: audiences) else { return [] }
        return [Finding(.audience, "is not for \(own.sorted().map(\.rawValue))")]
    }

    private func authority(_ rights: Set<Authority>) -> [Finding] {
        guard case .business(let right) = proposal.party.applicant, !rights.contains(right) else {
            return []
        }
        return [Finding(.authority, "a business is represented by right \(right.rawValue)")]
    }

    private func documents(_ wanted: DocumentState) -> [Finding] {
        let topic = service.topics.first { $0.id == proposal.topic }
        let items = service.checklist + (topic?.checklist ?? [])
        return items.compactMap { item in
            let state = participant.documents[item.id]
            if let state, wanted <= state { return nil }
            return Finding(
                .documentsMissing,
                "document (\(item.id)) is \(state?.rawValue ?? "missing"), must be "
                    + wanted.rawValue)
        }
    }

    /// When hours are, around the placement.
    private func instants(of hours: WeeklyHours) -> IntervalSet {
        HoursModel(model: model, zone: zone, interval: interval).weekly(hours)
    }

    private func keptFree(_ hours: WeeklyHours) -> [Finding] {
        guard instants(of: hours).overlaps(interval) else { return [] }
        return [Finding(.keptFree, "\(clock.text(interval)) lies in hours kept free")]
    }

    private func protected(
        _ hours: WeeklyHours, _ isOutsider: Bool, _ release: Lead
    ) -> [Finding] {
        guard instants(of: hours).overlaps(interval), isOutsider, !leads.isReleased(release)
        else { return [] }
        return [
            Finding(
                .protected,
                "\(clock.text(interval)) lies in protected hours, \(decided), \(release)")
        ]
    }

    private func absence() -> [Finding] {
        guard participant.absences.overlaps(interval) else { return [] }
        return [Finding(.participantAbsent, "\(clock.text(interval)) lies in an absence")]
    }
}

// MARK: Other appointments

extension Examination {
    private func limit(
        _ policy: Policy, _ limited: LimitedPerson, _ period: Period, _ most: Int
    ) -> [Finding] {
        let (resource, reason): (Resource, Reason) =
            switch (limited, period) {
            case (.counsellor, .day): (person.counsellor, .counsellorDailyLimit)
            case (.counsellor, .week): (person.counsellor, .counsellorWeeklyLimit)
            case (.participant, .day): (person.participant, .participantDailyLimit)
            case (.participant, .week): (person.participant, .participantWeeklyLimit)
            }
        let dates = dates(of: period)
        let others = counted(policy, of: resource).filter {
            dates.contains(startDate(of: $0.record))
        }
        guard others.count + 1 > most else { return [] }
        return [
            Finding(
                reason, with: others.map(\.record.name),
                "\(resource): \(others.count + 1) appointments in the \(period.rawValue) of "
                    + "\(date), limit \(most)")
        ]
    }

    /// D, or the week of D from Monday to Sunday.
    func dates(of period: Period) -> ClosedRange<CivilDate> {
        switch period {
        case .day: return date...date
        case .week:
            let monday = date.advanced(by: 1 - date.weekday.rawValue)
            return monday...max(monday, monday.advanced(by: 6))
        }
    }

    private func freed(_ delay: Seconds) -> [Finding] {
        let stretches = model.book.freed[counsellor.id] ?? []
        return stretches.filter { stretch in
            stretch.interval.overlaps(interval)
                && stretch.at <= proposal.at && proposal.at - stretch.at < delay
                && stretch.participant != proposal.party.participant
        }.map {
            Finding(
                .recentlyFreed,
                "\(clock.text($0.interval)) was given back \(clock.text($0.at)), \(decided), "
                    + "delay \(delay)")
        }
    }

    private func rest(_ policy: Policy, _ length: Seconds) -> [Finding] {
        counted(policy, of: person.counsellor).compactMap { _, record in
            let other = record.placement.interval
            guard startDate(of: record) != date else { return nil }
            let between =
                other.end <= interval.start
                ? interval.start - other.end : other.start - interval.end
            guard .zero <= between, between < length else { return nil }
            return Finding(
                .rest, with: [record.name],
                "\(counsellorName): \(proposal.name) \(clock.text(interval)), \(record.name) "
                    + "\(clock.text(other)), rest \(length)")
        }
    }

    private func spacing(_ policy: Policy, _ days: Int) -> [Finding] {
        counted(policy, of: person.participant).compactMap { _, record in
            let other = startDate(of: record)
            let apart = abs(date.dayNumber - other.dayNumber)
            guard apart < days else { return nil }
            return Finding(
                .spacing, with: [record.name],
                "\(record.name) is on \(other), \(apart) days from \(date), at least \(days)")
        }
    }

    private func openAppointment(_ policy: Policy) -> [Finding] {
        counted(policy, of: person.participant).compactMap { _, record in
            let isOpen = record.status == .pending || record.status == .booked
            guard isOpen, record.service == service.id,
                proposal.at < record.placement.interval.end
            else { return nil }
            return Finding(
                .openAppointment, with: [record.name],
                "\(record.name) for the same service is ahead: "
                    + clock.text(record.placement.interval))
        }
    }

    private func coolDown(
        _ policy: Policy, _ misses: Int, _ within: Int, _ days: Int
    ) -> [Finding] {
        let since = proposal.at - Seconds.hours(24) * Int64(within)
        let missed = counted(policy, of: person.participant).filter {
            $0.record.status == .noShow && since < $0.record.placement.interval.start
        }
        let latest = missed.map { $0.record.placement.interval.start }.max()
        guard let latest, missed.count >= misses else { return [] }
        let free = zone.local(latest).date.advanced(by: days)
        guard date < free else { return [] }
        return [
            Finding(
                .coolDown, with: missed.map(\.record.name),
                "missed \(missed.count) since \(clock.text(since)), none before \(free)")
        ]
    }

    private func continuity(_ policy: Policy) -> [Finding] {
        let latest = counted(policy, of: person.participant)
            .filter { $0.record.status != .noShow }
            .filter { $0.record.placement.interval.start < interval.start }
            .max { left, right in
                (left.record.placement.interval.start, left.index)
                    < (right.record.placement.interval.start, right.index)
            }
        guard let latest, latest.record.placement.counsellor != counsellor.id else { return [] }
        return [
            Finding(
                .otherCounsellor, with: [latest.record.name],
                "\(latest.record.name) was with counsellor (\(latest.record.placement.counsellor))"
            )
        ]
    }
}

// MARK: Office and counsellor, and rules written in Swift

extension Examination {
    private func localOffice(_ release: Lead?) -> [Finding] {
        guard let own = participant.office, own != office.id else { return [] }
        if let release, leads.isReleased(release) { return [] }
        return [Finding(.otherOffice, "office (\(office.id)), attached to office (\(own))")]
    }

    private func ownCounsellor() -> [Finding] {
        guard let own = participant.counsellor, own != counsellor.id else { return [] }
        return [Finding(.otherCounsellor, "\(counsellorName), own counsellor (\(own))")]
    }

    private func custom(_ name: String, _ parameters: [String: String]) -> [Finding] {
        let units = customUnits(name, parameters)
        return units > 0 ? [Finding(.customRule, "rule (\(name)) says \(units)")] : []
    }

    /// What a rule written in Swift says; nothing if there is no such rule.
    func customUnits(_ name: String, _ parameters: [String: String]) -> Int {
        guard let rule = try? model.customRules.rule(name, parameters) else { return 0 }
        return max(0, rule.units(candidate))
    }

    /// The placement as rules written in Swift see it.
    private var candidate: Candidate {
        let mine = appointments(of: person.participant)
        let theirs = appointments(of: person.counsellor)
        let clock = zone
        return Candidate(
            at: proposal.at, placement: placement, localStart: zone.local(interval.start),
            localEnd: zone.local(interval.end), today: today, party: proposal.party,
            participant: participant, topic: proposal.topic, service: service,
            counsellor: counsellor, office: office,
            ofCounsellor: { dates in
                theirs.filter { dates.contains(clock.local($0.placement.interval.start).date) }
            }, ofParticipant: { mine })
    }

    /// The other appointments of a person that occupy, in order of start and number.
    private func appointments(of person: Resource) -> [Appointment] {
        model.book.occupying(person, at: proposal.at, except: proposal.itself)
            .map { Appointment($0.record, at: $0.index) }
            .sorted { ($0.placement.interval.start, $0.id) < ($1.placement.interval.start, $1.id) }
    }
}

extension Appointment {
    /// An appointment as rules see it; what a plan assigns is numbered on from the others.
    fileprivate init(_ record: Record, at index: Int) {
        self.init(
            id: record.number(at: index), party: record.party, service: record.service,
            topic: record.topic, placement: record.placement, gap: record.gap,
            interpreterGap: record.interpreterGap, status: record.status,
            expires: record.status == .pending ? record.expires : nil, cancellation: nil,
            revision: record.revision)
    }
}

extension Record {
    /// The number of an appointment; what a plan assigns is numbered by its place in the book.
    func number(at index: Int) -> Appointment.ID {
        if case .appointment(let id) = name { id } else { Appointment.ID(index + 1) }
    }
}

extension Rule {
    /// The row of the rule in the table of conditions, from 0; those of other tables have none.
    fileprivate var row: Int? {
        switch self {
        case .notice: 0
        case .horizon: 1
        case .audience: 2
        case .limit: 3
        case .authority: 4
        case .documentsFirst: 5
        case .keepFree: 6
        case .protectedCapacity: 7
        case .interpreterSlots: 8
        case .freedSlotDelay: 9
        case .rest: 10
        case .spacing: 11
        case .oneOpenAppointment: 12
        case .participantPresent: 13
        case .noShowCoolDown: 14
        case .localOffice: 15
        case .ownCounsellor: 16
        case .continuity: 17
        case .custom: 18
        case .leastLoaded, .roundRobin, .soonest, .fairShare, .gap, .gapsOutsideWorkingTime,
            .overbooking:
            nil
        }
    }
}
