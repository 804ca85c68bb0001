/// The one place where it is decided whether a placement may stand: search, hold, booking and
/// planning all ask here. The order of examination is that of Documentation/Rules.md.
extension Agenda {
    /// The versions in force for a placement. A class, so that who hands them on does not count
    /// the references in each of them.
    final class InForce: Sendable {
        let date: CivilDate
        let zone: ZoneRules
        let service: Service
        let counsellor: Counsellor
        let office: Office
        let officeNumber: Int
        let gap: Gap
        /// How many appointments may share the time, by capacity or overbooking.
        let mostSharing: Int

        init(
            date: CivilDate, zone: ZoneRules, service: Service, counsellor: Counsellor,
            office: Office, officeNumber: Int, gap: Gap, mostSharing: Int
        ) {
            self.date = date
            self.zone = zone
            self.service = service
            self.counsellor = counsellor
            self.office = office
            self.officeNumber = officeNumber
            self.gap = gap
            self.mostSharing = mostSharing
        }
    }

    /// Why a placement may not stand, or `nil` if it may.
    ///
    /// - Complexity: O(log *n*) in the appointments of its people, plus those of its day.
    func examine(_ spot: Spot, for question: Question, at instant: Instant) -> Reason? {
        guard let force = inForce(spot, question) else { return .notInForce }
        let placing = Placing(self, question, spot, force, at: instant)
        return examineService(spot, question, force, placing)
            ?? examineCounsellor(spot, question, force, placing)
            ?? examineParticipant(spot, question, force, placing)
            ?? examineInterpreter(spot, question, force, at: instant)
            ?? examineRoom(spot, question, force, at: instant)
            ?? broken(placing, .others)
    }

    /// The reason of the first hard condition broken among those of a step.
    func broken(_ placing: Placing, _ step: ConditionStep) -> Reason? {
        for position in supply.policies.conditions(of: step)
        where placing.isBroken(supply.policies.list[position]) {
            return supply.policies.list[position].rule.reason
        }
        return nil
    }

    /// The versions that hold on the day of a placement, or `nil` if one of them does not exist.
    func inForce(_ spot: Spot, _ question: Question) -> InForce? {
        let zone = calendars.zone(ofCounsellor: spot.counsellor)
        let date = zone.local(spot.interval.start).date
        guard let service = supply.catalogue.services.value(question.service, on: date),
            let counsellor = supply.catalogue.counsellors.value(spot.counsellor, on: date),
            let number = supply.catalogue.offices.number(of: counsellor.office),
            let office = supply.catalogue.offices.value(number, on: date)
        else { return nil }
        if let topic = question.topic, !service.topics.contains(where: { $0.id == topic }) {
            return nil
        }
        if let position = counsellor.position {
            guard let number = supply.catalogue.positions.number(of: position),
                supply.catalogue.positions.value(number, on: date) != nil
            else { return nil }
        }
        if let interpreter = spot.interpreter,
            supply.catalogue.interpreters.value(interpreter, on: date) == nil
        {
            return nil
        }
        if let room = spot.room, supply.catalogue.rooms.value(room, on: date) == nil { return nil }
        var gap = service.gap(on: spot.channel).widened(by: counsellor.gap)
        var most = service.capacity
        for position in supply.policies.adjustments {
            let policy = supply.policies.list[position]
            guard
                policy.holds(
                    on: date, at: office.id, for: service.id, on: spot.channel,
                    with: question.participant.groups)
            else { continue }
            if case .gap(let wider) = policy.rule { gap = gap.widened(by: wider) }
            if case .overbooking(let extra) = policy.rule, service.capacity == 1 {
                most = max(most, 1 + extra)
            }
        }
        return InForce(
            date: date, zone: zone, service: service, counsellor: counsellor, office: office,
            officeNumber: number, gap: gap, mostSharing: most)
    }

    /// Rules 2 to 7: what the service asks for.
    private func examineService(
        _ spot: Spot, _ question: Question, _ force: InForce, _ placing: Placing
    ) -> Reason? {
        let (service, interval, instant) = (force.service, spot.interval, placing.at)
        if broken(placing, .audience) != nil { return .audience }
        if service.audience.isDisjoint(with: question.party.applicant.audiences) {
            return .audience
        }
        if !service.channels.contains(spot.channel)
            || !force.counsellor.channels.contains(spot.channel)
            || !question.allows(spot.channel)
        {
            return .channelNotOffered
        }
        let duration =
            spot.isInterpreted
            ? service.interpretedDuration ?? service.duration : service.duration
        if interval.length != duration { return .wrongDuration }
        let time = force.zone.local(interval.start).time
        if time.secondOfDay % (service.startGrid * 60) != 0 { return .offGrid }
        if let windows = question.windows, !windows.contains(interval) { return .outsideWindow }
        if interval.start < instant + service.minimumNotice { return .notice }
        if let reason = broken(placing, .notice) { return reason }
        if force.date > placing.today.advanced(by: service.horizon) { return .horizon }
        return broken(placing, .horizon)
    }

    /// Rules 8 to 15: whether the counsellor can serve it.
    func examineCounsellor(
        _ spot: Spot, _ question: Question, _ force: InForce, _ placing: Placing
    ) -> Reason? {
        let (counsellor, interval, instant) = (force.counsellor, spot.interval, placing.at)
        if !question.includes(force.office) { return .officeOutOfScope }
        if let only = question.only, only != spot.counsellor { return .counsellorNotAskedFor }
        if !(counsellor.services?.contains(force.service.id) ?? true) {
            return .serviceNotOffered
        }
        if !force.service.skills.isSubset(of: counsellor.skills) { return .skillMissing }
        if !officeHours(force.officeNumber, around: interval).contains(interval) {
            return .officeClosed
        }
        let declared = declared(spot.counsellor, around: interval)
        if let reason = declared.refuses(
            interval, force.gap, outside: gapsMayLieOutside(force, spot.channel, question),
            onSite: spot.channel == .office)
        {
            return reason
        }
        if !isBookable(counsellor, interval, force) { return .notBookable }
        let diary = calendars.counsellors.rows[spot.counsellor].diary
        if let reason = diary.conflict(
            interval.start.secondsSince1970, interval.end.secondsSince1970, force.gap, at: instant,
            ignoring: question.ignored, most: force.mostSharing,
            shares: { sharesTime(spot, question, $0, force.service) })
        {
            return reason
        }
        if !declared.keepsBreaks(
            diary, adding: interval, force.gap, at: instant, ignoring: question.ignored)
        {
            return .breakNotKept
        }
        if let limit = counsellor.dailyLimit, let day = force.zone.day(force.date),
            diary.starts(in: day, at: instant, ignoring: question.ignored) + 1 > limit
        {
            return .counsellorDailyLimit
        }
        return broken(placing, .counsellorLimit)
    }

    /// Whether an appointment of the same interval shares the time: same service and channel.
    func shares(_ spot: Spot, _ question: Question, _ index: Int) -> Bool {
        let other = ledger.entries[index]
        return Int(other.service) == question.service && other.channel == spot.channel
            && Int(other.counsellor) == spot.counsellor
    }

    /// Whether an appointment of the same interval shares the counsellor's time: in a group session
    /// only in its room, and with no other interpreter.
    func sharesTime(
        _ spot: Spot, _ question: Question, _ index: Int, _ service: Service
    ) -> Bool {
        shares(spot, question, index) && meets(spot, index, service)
    }

    /// Whether somebody in the same group session has another interpreter.
    func hasOtherInterpreter(
        _ spot: Spot, _ question: Question, _ force: InForce, at instant: Instant
    ) -> Bool {
        guard force.service.capacity > 1, let number = spot.interpreter else { return false }
        let (start, end) = (spot.interval.start, spot.interval.end)
        return calendars.counsellors.rows[spot.counsellor].diary
            .starting(from: start, to: start + Seconds(1)).contains { busy in
                let other = ledger.entries[busy.appointment]
                return busy.occupies(at: instant, ignoring: question.ignored)
                    && busy.end == end.secondsSince1970 && other.interpreter >= 0
                    && Int(other.interpreter) != number
                    && shares(spot, question, busy.appointment)
            }
    }

    /// Whether a group session stays together: in one room, with at most one interpreter.
    private func meets(_ spot: Spot, _ index: Int, _ service: Service) -> Bool {
        let other = ledger.entries[index]
        guard service.capacity > 1 else { return true }
        let interpreter = spot.interpreter ?? -1
        return Int(other.room) == spot.room ?? -1
            && (interpreter < 0 || other.interpreter < 0 || Int(other.interpreter) == interpreter)
    }

    func isBookable(
        _ counsellor: Counsellor, _ interval: Interval, _ force: InForce
    ) -> Bool {
        guard counsellor.position != nil || counsellor.bookableHours != nil else { return true }
        // Spans of the day before may reach into the interval, and it may reach into the next days.
        let dates = DateRange(
            from: force.date.advanced(by: -1), to: force.date.advanced(by: 2))
        guard let dates else { return false }
        if let position = counsellor.position,
            !calendars.hours(of: position, supply, zone: force.zone, on: dates).contains(interval)
        {
            return false
        }
        guard let hours = counsellor.bookableHours else { return true }
        return OpenTime.of(hours, on: dates, zone: force.zone).contains(interval)
    }

    /// Rule 16: whether the participant can come.
    func examineParticipant(
        _ spot: Spot, _ question: Question, _ force: InForce, _ placing: Placing
    ) -> Reason? {
        var overlaps = false
        ledger.visitAppointments(from: placing.latest) { index, entry in
            if index != question.ignored, entry.occupies(at: placing.at),
                entry.interval.overlaps(spot.interval)
            {
                overlaps = true
            }
        }
        if overlaps { return .participantOverlap }
        return broken(placing, .participantLimit)
    }

    /// Rule 17: whether the interpreter is needed and free.
    func examineInterpreter(
        _ spot: Spot, _ question: Question, _ force: InForce, at instant: Instant
    ) -> Reason? {
        let unmet = question.unmet(by: force.counsellor)
        guard let number = spot.interpreter else {
            return unmet.isEmpty ? nil : .interpreterMissing
        }
        if unmet.isEmpty { return .interpreterNotNeeded }
        guard let interpreter = supply.catalogue.interpreters.value(number, on: force.date) else {
            return .notInForce
        }
        let comes =
            spot.channel != .office || (interpreter.offices?.contains(force.office.id) ?? true)
        guard comes, interpreter.channels.contains(spot.channel),
            unmet.allSatisfy(interpreter.communications.contains)
        else { return .interpreterUnavailable }
        let declared = declared(interpreter: number, around: spot.interval)
        let diary = calendars.interpreters.rows[number].diary
        let interval = spot.interval
        let isFree =
            declared.refuses(
                interval, interpreter.gap,
                outside: gapsMayLieOutside(force, spot.channel, question),
                onSite: spot.channel == .office) == nil
            && diary.conflict(
                interval.start.secondsSince1970, interval.end.secondsSince1970, interpreter.gap,
                at: instant, ignoring: question.ignored, most: force.service.capacity,
                shares: { shares(spot, question, $0) }) == nil
            && declared.keepsBreaks(
                diary, adding: interval, interpreter.gap, at: instant, ignoring: question.ignored)
        return isFree ? nil : .interpreterUnavailable
    }

    /// Rules 18 and 19: whether the room is needed and free, and has what is needed.
    func examineRoom(
        _ spot: Spot, _ question: Question, _ force: InForce, at instant: Instant
    ) -> Reason? {
        let needed = question.needsRoom(force.service, in: force.office)
        guard spot.channel == .office else {
            return spot.room == nil ? nil : .roomNotNeeded
        }
        var offered = force.office.facilities
        if let number = spot.room {
            guard needed else { return .roomNotNeeded }
            guard let room = supply.catalogue.rooms.value(number, on: force.date) else {
                return .notInForce
            }
            let diary = calendars.rooms.rows[number].diary
            let conflict = diary.conflict(
                spot.interval.start.secondsSince1970, spot.interval.end.secondsSince1970, .none,
                at: instant, ignoring: question.ignored, most: force.service.capacity,
                shares: { shares(spot, question, $0) })
            if room.office != force.office.id || conflict != nil { return .roomUnavailable }
            offered.formUnion(room.facilities)
        } else if needed {
            return .roomMissing
        }
        return question.facilities.allSatisfy(offered.contains) ? nil : .facilityMissing
    }
}

/// What the supply says about an appointment that stands; rules that held when it was made are not
/// asked again.
extension Agenda {
    /// Why the supply of now no longer supports an appointment, or `nil` if it does.
    func contradiction(of entry: Ledger.Entry, at index: Int) -> Reason? {
        let question = Question(moving: entry, at: index, in: ledger, supply)
        let spot = Spot(
            entry.interval, entry.channel, counsellor: Int(entry.counsellor),
            interpreter: entry.interpreter < 0 ? nil : Int(entry.interpreter),
            room: entry.room < 0 ? nil : Int(entry.room))
        guard let force = inForce(spot, question) else { return .notInForce }
        let (interval, onSite) = (spot.interval, spot.channel == .office)
        if !officeHours(force.officeNumber, around: interval).contains(interval) {
            return .officeClosed
        }
        let outside = gapsMayLieOutside(force, spot.channel, question)
        if let reason = declared(spot.counsellor, around: interval).refuses(
            interval, entry.gap.gap, outside: outside, onSite: onSite)
        {
            return reason
        }
        if !isBookable(force.counsellor, interval, force) { return .notBookable }
        if let number = spot.interpreter,
            declared(interpreter: number, around: interval).refuses(
                interval, entry.interpreterGap.gap, outside: outside, onSite: onSite) != nil
        {
            return .interpreterUnavailable
        }
        return nil
    }
}

/// What the rules look up.
extension Agenda {
    /// Whether gaps may lie outside working time there and then.
    func gapsMayLieOutside(
        _ force: InForce, _ channel: Channel, _ question: Question
    ) -> Bool {
        supply.policies.gapsOutside.contains {
            supply.policies.list[$0].holds(
                on: force.date, at: force.office.id, for: force.service.id, on: channel,
                with: question.participant.groups)
        }
    }

    /// The opening hours of an office for at least the interval and a day around it.
    func officeHours(_ number: Int, around interval: Interval) -> IntervalSet {
        if calendars.covers(interval) { return calendars.officeHours[number] }
        return OpenTime.of(
            supply.catalogue.offices.versions[number], on: interval.datesAround,
            zone: supply.zone(ofOffice: number), calendars: supply.calendars)
    }

    func declared(_ counsellor: Int, around interval: Interval) -> DeclaredTime {
        if calendars.covers(interval) { return calendars.counsellors.rows[counsellor].declared }
        return Calendars.declared(
            .counsellor(supply.catalogue.counsellors.ids[counsellor]), supply,
            zone: calendars.zone(ofCounsellor: counsellor), on: interval.datesAround)
    }

    func declared(interpreter number: Int, around interval: Interval) -> DeclaredTime {
        if calendars.covers(interval) { return calendars.interpreters.rows[number].declared }
        return Calendars.declared(
            .interpreter(supply.catalogue.interpreters.ids[number]), supply,
            zone: calendars.interpreterZones[number], on: interval.datesAround)
    }
}

extension Interval {
    /// The dates, in any zone, within two days of the interval.
    var datesAround: DateRange {
        let first = CivilDate.splitting(start.secondsSince1970).date.advanced(by: -3)
        let last = CivilDate.splitting(end.secondsSince1970).date.advanced(by: 3)
        return DateRange(from: first, to: last) ?? DateRange(first)
    }

    /// The interval with its gaps.
    func widened(by gap: Gap) -> Interval {
        Interval(start: start - gap.before, end: end + gap.after) ?? self
    }
}

extension DeclaredTime {
    /// Rule 11: why an appointment does not fit into working time, or `nil` if it does.
    func refuses(_ interval: Interval, _ gap: Gap, outside: Bool, onSite: Bool) -> Reason? {
        guard working.contains(outside ? interval : interval.widened(by: gap)) else {
            return .notWorking
        }
        return onSite && telework.overlaps(interval) ? .telework : nil
    }

    /// Rule 14: whether every floating break near the appointment still has a place.
    func keepsBreaks(
        _ diary: Diary, adding interval: Interval, _ gap: Gap, at instant: Instant,
        ignoring ignored: Int?
    ) -> Bool {
        let added = interval.widened(by: gap)
        // No window of a day is longer than two.
        let first = breaks.partitioningIndex { $0.window.start > added.start - .hours(48) }
        let margin = Limits.longestGap.count
        for pause in breaks[first...].prefix(while: { $0.window.start < added.end })
        where pause.window.overlaps(added) {
            let taken = diary.overlapping(
                pause.window.start.secondsSince1970 - margin,
                pause.window.end.secondsSince1970 + margin
            ).filter {
                // Those of the same interval share the time, and do not stand beside this one.
                $0.occupies(at: instant, ignoring: ignored)
                    && ($0.start, $0.end)
                        != (interval.start.secondsSince1970, interval.end.secondsSince1970)
            }.compactMap(\.widened)
            let free = IntervalSet(pause.window).subtracting(IntervalSet(taken + [added]))
            if !free.intervals.contains(where: { $0.length >= pause.length }) { return false }
        }
        return true
    }
}

extension Busy {
    /// The stretch with its gaps.
    var widened: Interval? {
        Interval(
            start: Instant(secondsSince1970: start - before),
            end: Instant(secondsSince1970: end + after))
    }
}
