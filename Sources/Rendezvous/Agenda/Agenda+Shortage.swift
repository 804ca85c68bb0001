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
        let grid = Int64(service.startGrid) * 60
        var farthest: Reason?
        var start = day.start
        while start < day.end {
            if zone.local(start).time.secondOfDay % Int(grid) == 0,
                let reason = reason(
                    number, at: start, service, counsellor, officeVersion, question, instant)
            {
                farthest = farthest.map { max($0, reason) } ?? reason
            }
            start = start + .minutes(1) * (Int64(service.startGrid) % 5 == 0 ? 5 : 1)
        }
        return farthest ?? .outsideWindow
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

    /// The reason of the best placement at one start, or `nil` if the start lies outside what was
    /// asked for.
    private func reason(
        _ number: Int, at start: Instant, _ service: Service, _ counsellor: Counsellor,
        _ office: Office, _ question: Question, _ instant: Instant
    ) -> Reason? {
        let unmet = question.unmet(by: counsellor)
        let duration =
            unmet.isEmpty ? service.duration : service.interpretedDuration ?? service.duration
        guard let interval = Interval(start: start, end: start + duration) else { return nil }
        var farthest: Reason?
        for channel in Channel.allCases
        where service.channels.contains(channel) && counsellor.channels.contains(channel) {
            let rooms: [Int?] =
                channel == .office && question.needsRoom(service, in: office)
                ? supply.catalogue.rooms.ids.indices.map { $0 } : [nil]
            let interpreters: [Int?] =
                unmet.isEmpty ? [nil] : supply.catalogue.interpreters.ids.indices.map { $0 }
            var best: Reason?
            for interpreter in interpreters.isEmpty ? [nil] : interpreters {
                for room in rooms.isEmpty ? [nil] : rooms {
                    let spot = Spot(
                        interval, channel, counsellor: number, interpreter: interpreter, room: room)
                    let reason = examine(spot, for: question, at: instant)
                    best = [best, reason].compactMap { $0 }.max()
                    // Reasons before the interpreter's do not depend on who interprets.
                    if let reason, reason < .interpreterMissing { break }
                }
                if let best, best < .interpreterMissing { break }
            }
            farthest = [farthest, best].compactMap { $0 }.max()
        }
        switch farthest {
        case .interpreterMissing: return .interpreterUnavailable
        case .roomMissing: return .roomUnavailable
        default: return farthest
        }
    }
}
