/// Why nothing was found (Documentation/Rules.md): each counsellor-day falls to the reason of the
/// start that got farthest.
extension Agenda {
    /// Counts the counsellor-days of a question that has no opening.
    func shortage(of question: Question, at instant: Instant) -> Shortage {
        var counts: [Reason: Int] = [:]
        var total = 0
        for number in supply.catalogue.counsellors.ids.indices {
            for date in datesAsked(question, at: instant, by: number) {
                guard let reason = reason(number, on: date, question, at: instant) else { continue }
                counts[reason, default: 0] += 1
                total += 1
            }
        }
        return Shortage(
            counsellorDays: total,
            counts: Reason.allCases.compactMap { reason in
                counts[reason].map { Shortage.Count(reason, counsellorDays: $0) }
            })
    }

    /// The dates of the time asked for that still lie ahead, by a counsellor's clock.
    private func datesAsked(
        _ question: Question, at instant: Instant, by counsellor: Int
    ) -> [CivilDate] {
        let zone = calendars.zone(ofCounsellor: counsellor)
        let ahead = Interval(start: instant, end: instant + Self.shortageReach)
        guard let ahead else { return [] }
        var dates: [CivilDate] = []
        for window in (question.windows ?? IntervalSet(ahead)).clipped(to: ahead).intervals {
            let first = zone.local(window.start).date
            let last = zone.local(window.end - Seconds(1)).date
            for date in first...last where dates.last.map({ $0 < date }) ?? true {
                dates.append(date)
            }
        }
        return dates
    }

    /// How far ahead counsellor-days are looked at: as far as any service may be booked.
    private static var shortageReach: Seconds { .hours(24) * Int64(Limits.farthestHorizon + 2) }

    /// The reason to which one counsellor-day falls, or `nil` if the office was not asked for.
    private func reason(
        _ number: Int, on date: CivilDate, _ question: Question, at instant: Instant
    ) -> Reason? {
        let catalogue = supply.catalogue
        let zone = calendars.zone(ofCounsellor: number)
        guard let counsellor = catalogue.counsellors.value(number, on: date),
            let office = catalogue.offices.number(of: counsellor.office),
            let officeVersion = catalogue.offices.value(office, on: date),
            let service = catalogue.services.value(question.service, on: date)
        else { return isEverInScope(number, question) ? .notInForce : nil }
        guard question.includes(officeVersion) else { return nil }
        guard let day = zone.day(date) else { return .notInForce }
        if let reason = reason(counsellor, service, question) { return reason }
        let unmet = question.unmet(by: counsellor)
        let ways = ways(of: counsellor, service, officeVersion, unmet, question)
        // Where nobody could interpret, everything else is examined for a meeting without.
        let isInterpreted = ways.contains { $0.interpreters != [nil] }
        let duration =
            isInterpreted ? service.interpretedDuration ?? service.duration : service.duration
        var intervals = starts(on: day, zone, service).compactMap {
            Interval(start: $0, end: $0 + duration)
        }.filter { question.windows?.contains($0) ?? true }
        if intervals.isEmpty { return .outsideWindow }
        // A policy may refuse before the service's notice and horizon do.
        if !supply.policies.mayRefuseEarly {
            intervals.removeAll { $0.start < instant + service.minimumNotice }
            if intervals.isEmpty { return .notice }
            let today = zone.local(instant).date
            if date > today.advanced(by: service.horizon) { return .horizon }
            // What does not depend on the start is asked once a day.
            if let only = question.only, only != number { return .counsellorNotAskedFor }
            if !(counsellor.services?.contains(service.id) ?? true) { return .serviceNotOffered }
            if !service.skills.isSubset(of: counsellor.skills) { return .skillMissing }
        }
        return intervals.compactMap { interval in
            reason(number, in: interval, ways, question, instant)
        }.max()
    }

    /// The starts of a day on the service's grid.
    private func starts(on day: Interval, _ zone: ZoneRules, _ service: Service) -> [Instant] {
        let step = Seconds.minutes(service.startGrid % 5 == 0 ? 5 : 1)
        var starts: [Instant] = []
        var start = day.start
        while start < day.end {
            if zone.local(start).time.secondOfDay % (service.startGrid * 60) == 0 {
                starts.append(start)
            }
            start = start + step
        }
        return starts
    }

    /// A channel with the interpreters and rooms that may serve on it.
    private struct Way {
        let channel: Channel
        let interpreters: [Int?]
        let rooms: [Int?]
        /// Whether it depends on room and interpreter what may share a time.
        let isOfGroup: Bool
    }

    /// The channels of a counsellor for a service, each with those who could complete it: nobody,
    /// where nobody is needed or nobody can.
    private func ways(
        of counsellor: Counsellor, _ service: Service, _ office: Office,
        _ unmet: [Communication], _ question: Question
    ) -> [Way] {
        let (shelf, rooms) = (supply.catalogue.interpreters, supply.catalogue.rooms)
        let channels = Channel.allCases.filter {
            service.channels.contains($0) && counsellor.channels.contains($0)
                && question.allows($0)
        }
        return channels.map { channel in
            let interpreters =
                unmet.isEmpty
                ? []
                : shelf.ids.indices.filter { number in
                    shelf.versions[number].values.contains { interpreter in
                        interpreter.channels.contains(channel)
                            && unmet.allSatisfy(interpreter.communications.contains)
                    }
                }
            let needsRoom = channel == .office && question.needsRoom(service, in: office)
            let here =
                needsRoom
                ? rooms.ids.indices.filter { number in
                    rooms.versions[number].values.contains { $0.office == office.id }
                } : []
            return Way(
                channel: channel, interpreters: interpreters.isEmpty ? [nil] : interpreters,
                rooms: here.isEmpty ? [nil] : here, isOfGroup: service.capacity > 1)
        }
    }

    /// Whether some version of a counsellor belongs to an office that was asked for.
    private func isEverInScope(_ number: Int, _ question: Question) -> Bool {
        let catalogue = supply.catalogue
        return catalogue.counsellors.versions[number].values.contains { counsellor in
            catalogue.offices.number(of: counsellor.office).map { office in
                catalogue.offices.versions[office].values.contains(where: question.includes)
            } ?? false
        }
    }

    /// Reasons that hold for every start of a version.
    private func reason(
        _ counsellor: Counsellor, _ service: Service, _ question: Question
    ) -> Reason? {
        if service.audience.isDisjoint(with: question.party.applicant.audiences) {
            return .audience
        }
        let channels = service.channels.intersection(counsellor.channels)
        if !channels.contains(where: question.allows) { return .channelNotOffered }
        return nil
    }

    /// The reason of the placement in one interval that gets farthest.
    private func reason(
        _ number: Int, in interval: Interval, _ ways: [Way], _ question: Question,
        _ instant: Instant
    ) -> Reason? {
        var farthest: Reason?
        for way in ways {
            let reason = reason(number, in: interval, way, question, instant)
            farthest = [farthest, reason].compactMap { $0 }.max()
        }
        switch farthest {
        case .interpreterMissing: return .interpreterUnavailable
        case .roomMissing: return .roomUnavailable
        default: return farthest
        }
    }

    private func reason(
        _ number: Int, in interval: Interval, _ way: Way, _ question: Question, _ instant: Instant
    ) -> Reason? {
        var best: Reason?
        for interpreter in way.interpreters {
            for room in way.rooms {
                let spot = Spot(
                    interval, way.channel, counsellor: number, interpreter: interpreter, room: room)
                let reason = examine(spot, for: question, at: instant)
                best = [best, reason].compactMap { $0 }.max()
                // Reasons before the interpreter's do not depend on who interprets.
                if let reason, reason < .interpreterMissing,
                    !way.isOfGroup || reason < .overlap
                {
                    return best
                }
            }
        }
        return best
    }
}
