/// Everything that stands against a placement. The examination stops at the first rule broken; this
/// goes on, and is asked only when something is refused.
extension Agenda {
    /// Everything that stands against a placement, in the order of examination; nothing if it may
    /// be booked. Where it is not in force, nothing else is examined.
    ///
    /// - Throws: ``Refusal`` if request or placement names something unknown.
    /// - Complexity: as a decision, plus the policies and the appointments of the people's weeks.
    public func objections(
        to placement: Placement, for request: Request, at instant: Instant
    ) throws(Refusal) -> [Objection] {
        let question = try Question(request, in: supply)
        let spot = try Spot(placement, in: supply.catalogue)
        return objections(to: spot, for: question, at: instant)
    }

    /// Everything that stands against a placement; the first reason is that of the examination.
    func objections(
        to spot: Spot, for question: Question, at instant: Instant
    ) -> [Objection] {
        guard let force = inForce(spot, question) else { return [Objection(.notInForce)] }
        let placing = Placing(self, question, spot, force, at: instant)
        let broken = brokenPolicies(placing)
        var list = ObjectionList()
        objectService(placing, broken, &list)
        objectCounsellor(placing, broken, &list)
        objectParticipant(placing, &list)
        list.add(broken.filter { $0.reason == .participantDailyLimit })
        list.add(broken.filter { $0.reason == .participantWeeklyLimit })
        objectInterpreter(placing, &list)
        objectRoom(placing, &list)
        list.add(
            broken.filter { $0.reason.isOfPoliciesAlone }.sorted { $0.reason < $1.reason })
        return list.all
    }

    /// The hard conditions broken, each with the appointments that it counted, by policy id.
    private func brokenPolicies(_ placing: Placing) -> [Objection] {
        supply.policies.list.compactMap { policy in
            guard policy.rule.kind == .condition, policy.preference == nil,
                placing.holds(policy), placing.units(of: policy) > 0
            else { return nil }
            return Objection(
                policy.rule.reason, appointments: placing.appointments(against: policy),
                policies: [policy.id])
        }
    }

    private func objectService(
        _ placing: Placing, _ broken: [Objection], _ list: inout ObjectionList
    ) {
        let (question, force, interval) = (placing.question, placing.force, placing.interval)
        let (service, spot) = (force.service, placing.spot)
        list.add(
            .audience, service.audience.isDisjoint(with: question.party.applicant.audiences))
        list.add(broken.filter { $0.reason == .audience })
        list.add(
            .channelNotOffered,
            !service.channels.contains(spot.channel)
                || !force.counsellor.channels.contains(spot.channel)
                || !question.allows(spot.channel))
        let duration =
            spot.isInterpreted
            ? service.interpretedDuration ?? service.duration : service.duration
        list.add(.wrongDuration, interval.length != duration)
        let time = force.zone.local(interval.start).time
        list.add(.offGrid, time.secondOfDay % (service.startGrid * 60) != 0)
        list.add(.outsideWindow, !(question.windows?.contains(interval) ?? true))
        list.add(.notice, interval.start < placing.at + service.minimumNotice)
        list.add(.horizon, force.date > placing.today.advanced(by: service.horizon))
        list.add(broken.filter { $0.reason == .notice })
        list.add(broken.filter { $0.reason == .horizon })
    }

    private func objectCounsellor(
        _ placing: Placing, _ broken: [Objection], _ list: inout ObjectionList
    ) {
        let (question, force, interval) = (placing.question, placing.force, placing.interval)
        let (counsellor, service, spot) = (force.counsellor, force.service, placing.spot)
        list.add(.officeOutOfScope, !question.includes(force.office))
        list.add(.counsellorNotAskedFor, question.only.map { $0 != spot.counsellor } ?? false)
        list.add(
            .serviceNotOffered, !(counsellor.services?.contains(service.id) ?? true))
        list.add(.skillMissing, !service.skills.isSubset(of: counsellor.skills))
        let hours = officeHours(force.officeNumber, around: interval)
        list.add(.officeClosed, !hours.contains(interval))
        let declared = declared(spot.counsellor, around: interval)
        let refused = declared.refuses(
            interval, force.gap, outside: gapsMayLieOutside(force, spot.channel, question),
            onSite: spot.channel == .office)
        if let refused { list.add(refused) }
        list.add(.notBookable, !isBookable(counsellor, interval, force))
        let diary = calendars.counsellors.rows[spot.counsellor].diary
        let (overlaps, gaps) = diary.conflicts(placing, force.gap, most: force.mostSharing) {
            sharesTime(spot, question, $0, service)
        }
        if !overlaps.isEmpty { list.add(Objection(.overlap, appointments: overlaps)) }
        if !gaps.isEmpty { list.add(Objection(.gap, appointments: gaps)) }
        if let taken = declared.breakTakers(diary, placing, force.gap) {
            list.add(Objection(.breakNotKept, appointments: taken))
        }
        if let limit = counsellor.dailyLimit, let day = force.zone.day(force.date) {
            let others = diary.starting(from: day.start, to: day.end).filter {
                $0.occupies(at: placing.at, ignoring: question.ignored)
            }
            if others.count + 1 > limit {
                let numbers = others.map { $0.appointment + 1 }
                list.add(Objection(.counsellorDailyLimit, appointments: numbers))
            }
        }
        list.add(broken.filter { $0.reason == .counsellorDailyLimit })
        list.add(broken.filter { $0.reason == .counsellorWeeklyLimit })
    }

    private func objectParticipant(_ placing: Placing, _ list: inout ObjectionList) {
        let overlapping = ledger.appointments(of: placing.party.participant).filter { index in
            index != placing.question.ignored && ledger.entries[index].occupies(at: placing.at)
                && ledger.entries[index].interval.overlaps(placing.interval)
        }
        guard !overlapping.isEmpty else { return }
        list.add(Objection(.participantOverlap, appointments: overlapping.map { $0 + 1 }))
    }

    private func objectInterpreter(_ placing: Placing, _ list: inout ObjectionList) {
        guard
            let reason = examineInterpreter(
                placing.spot, placing.question, placing.force, at: placing.at)
        else { return }
        guard reason == .interpreterUnavailable, let number = placing.spot.interpreter,
            let interpreter = supply.catalogue.interpreters.value(number, on: placing.date)
        else { return list.add(reason) }
        let diary = calendars.interpreters.rows[number].diary
        let (overlaps, gaps) = diary.conflicts(
            placing, interpreter.gap, most: placing.service.capacity
        ) { shares(placing.spot, placing.question, $0) }
        list.add(Objection(reason, appointments: overlaps + gaps))
    }

    private func objectRoom(_ placing: Placing, _ list: inout ObjectionList) {
        guard
            let reason = examineRoom(
                placing.spot, placing.question, placing.force, at: placing.at)
        else { return }
        guard reason == .roomUnavailable, let number = placing.spot.room else {
            return list.add(reason)
        }
        let diary = calendars.rooms.rows[number].diary
        let (overlaps, _) = diary.conflicts(
            placing, .none, most: placing.service.capacity
        ) { shares(placing.spot, placing.question, $0) }
        list.add(Objection(reason, appointments: overlaps))
    }
}

extension Diary {
    /// The numbers of the appointments that a placement would overlap, and of those to which it
    /// would not keep the gap.
    fileprivate func conflicts(
        _ placing: Placing, _ gap: Gap, most: Int, shares: (Int) -> Bool
    ) -> (overlaps: [Int], gaps: [Int]) {
        let (start, end) = (
            placing.interval.start.secondsSince1970, placing.interval.end.secondsSince1970
        )
        var (overlaps, sharers, gaps): ([Int], [Int], [Int]) = ([], [], [])
        let reach = Limits.longestGap.count
        for busy in overlapping(start - reach - 1, end + reach + 1)
        where busy.occupies(at: placing.at, ignoring: placing.question.ignored) {
            let number = busy.appointment + 1
            if busy.start < end, start < busy.end {
                let isShared =
                    most > 1 && busy.start == start && busy.end == end
                    && shares(busy.appointment)
                if isShared { sharers.append(number) } else { overlaps.append(number) }
            } else {
                let isKept =
                    busy.end <= start
                    ? start - busy.end >= max(busy.after, gap.before.count)
                    : busy.start - end >= max(busy.before, gap.after.count)
                if !isKept { gaps.append(number) }
            }
        }
        if sharers.count >= most { overlaps += sharers }
        return (overlaps, gaps)
    }
}

extension DeclaredTime {
    /// The numbers of the appointments that, with the placement, leave no room for a floating
    /// break; `nil` if every break has its place.
    fileprivate func breakTakers(_ diary: Diary, _ placing: Placing, _ gap: Gap) -> [Int]? {
        let ignored = placing.question.ignored
        guard
            !keepsBreaks(
                diary, adding: placing.interval, gap, at: placing.at, ignoring: ignored)
        else { return nil }
        let added = placing.interval.widened(by: gap)
        let margin = Limits.longestGap.count
        var takers: [Int] = []
        for pause in breaks where pause.window.overlaps(added) {
            let near = diary.overlapping(
                pause.window.start.secondsSince1970 - margin,
                pause.window.end.secondsSince1970 + margin
            ).filter {
                $0.occupies(at: placing.at, ignoring: ignored)
                    && ($0.start, $0.end)
                        != (
                            placing.interval.start.secondsSince1970,
                            placing.interval.end.secondsSince1970
                        )
            }
            let free = IntervalSet(pause.window).subtracting(
                IntervalSet(near.compactMap(\.widened) + [added]))
            if free.intervals.contains(where: { $0.length >= pause.length }) { continue }
            takers += near.filter { $0.widened?.overlaps(pause.window) ?? false }
                .map { $0.appointment + 1 }
        }
        return takers
    }
}

extension RuleContext {
    /// The numbers of the appointments that a broken policy counted or compared with.
    func appointments(against policy: Policy) -> [Int] {
        let others: [CountedAppointment] =
            switch policy.rule {
            case .limit(.counsellor, let period, _):
                ofCounsellor(policy, on: period.dates(around: date))
            case .limit(.participant, let period, _):
                ofParticipant(policy).filter { period.dates(around: date).contains($0.date) }
            case .spacing(let days):
                ofParticipant(policy).filter {
                    abs($0.date.dayNumber - date.dayNumber) < days
                }
            case .rest(let length): closerThanRest(length, policy)
            case .oneOpenAppointment:
                ofParticipant(policy).filter {
                    $0.service == service.id && [.pending, .booked].contains($0.status)
                        && at < $0.interval.end
                }
            case .noShowCoolDown(_, let within, _):
                ofParticipant(policy).filter {
                    $0.status == .noShow
                        && at - .hours(24) * Int64(within) < $0.interval.start
                }
            default: []
            }
        return others.map(\.number)
    }

    private func closerThanRest(_ length: Seconds, _ policy: Policy) -> [CountedAppointment] {
        let reach = Int(length.count / 86_400) + 2
        let dates = DateRange(from: date.advanced(by: -reach), to: date.advanced(by: reach))
        return ofCounsellor(policy, on: dates ?? DateRange(date)).filter { other in
            other.date != date
                && (other.interval.end <= interval.start
                    ? interval.start < other.interval.end + length
                    : other.interval.start < interval.end + length)
        }
    }
}
