/// Finds for each counsellor-day of a question how far its starts get in the examination.
///
/// The examination is not repeated for every start: where a start fails a rule that depends on the
/// calendar, the next one looked at is the first that may get farther (``CounsellorDayWalk``).
struct CounsellorDays {
    /// One counsellor on one local date of the time asked for.
    struct Day {
        let counsellor: Int
        let date: CivilDate
        /// The number of the office on that date, if the counsellor exists then.
        let office: Int?
        /// The reason of the start that got farthest; `nil` if some start can be booked.
        let reason: Reason?
        /// The first start that got so far, as a placement without interpreter and room; `nil`
        /// where no start was looked at.
        let spot: Spot?
    }

    /// A date asked for by a zone's clock.
    struct Asked {
        let date: CivilDate
        /// Its seconds; `nil` if the zone has no such date.
        let day: Interval?
        /// Whether the wall clock runs evenly from 00:00 to 24:00.
        let isEven: Bool
        /// How far starts get by window, notice and horizon alone, by length of the meeting.
        var fronts: [Seconds: Front] = [:]
    }

    /// The first start that keeps window, notice and horizon, or why there is none.
    struct Front {
        var reason: Reason?
        var start: Int64
    }

    var agenda: Agenda { walker.agenda }
    let question: Question
    let instant: Instant
    /// The dates asked for and today, by zone.
    private var asked: [[Asked]] = []
    private var today: [CivilDate] = []
    /// Dates from which some policy or the service changes: between two of them all is the same.
    private let sharedBorders: [CivilDate]
    private let walker: CounsellorDayWalk.Shared
    /// Who could complete a meeting, where somebody must.
    var pools = InterpreterPools()

    init(_ agenda: Agenda, _ question: Question, at instant: Instant) {
        self.question = question
        self.instant = instant
        var agenda = agenda
        agenda.coverFarTime(of: question, at: instant)
        sharedBorders =
            agenda.supply.policies.list.flatMap {
                [$0.valid.first, $0.valid.last.advanced(by: 1)]
            } + agenda.supply.catalogue.services.versions[question.service].borders
        walker = CounsellorDayWalk.Shared(agenda, question, at: instant)
        for zone in agenda.calendars.zones {
            today.append(zone.local(instant).date)
            asked.append(
                Self.dates(question, at: instant, zone).map { date in
                    let day = zone.day(date)
                    return Asked(
                        date: date, day: day, isEven: day.map { zone.runsEvenly(over: $0) } ?? true)
                })
        }
    }

    /// The dates of the time asked for that still lie ahead, by a zone's clock.
    private static func dates(
        _ question: Question, at instant: Instant, _ zone: ZoneRules
    ) -> [CivilDate] {
        guard let ahead = Interval(start: instant, end: instant + reach) else { return [] }
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
    private static var reach: Seconds { .hours(24) * Int64(Limits.farthestHorizon + 2) }

    /// Gives every counsellor-day to `body`, by counsellor and date.
    ///
    /// - Complexity: linear in the counsellor-days and the appointments on them; a counsellor who
    ///   cannot serve the request costs a look a day.
    mutating func visit(_ body: (Day) -> Void) {
        for number in counsellors {
            let zone = agenda.calendars.zoneNumbers[number]
            let dates = asked[zone].map(\.date)
            guard let first = dates.first, let last = dates.last else { continue }
            let borders = borders(of: number, from: first, to: last)
            var index = 0
            for (position, border) in borders.enumerated() {
                let end = position + 1 < borders.count ? borders[position + 1] : .max
                let from = index
                while index < dates.count, dates[index] < end { index += 1 }
                if from < index {
                    visit(number, zone, from..<index, since: border, body)
                }
            }
        }
    }

    /// The counsellors who belong at some time to an office that is asked for, in order.
    private var counsellors: [Int] {
        let offices = agenda.supply.catalogue.offices.versions
        let asked = offices.indices.filter { office in
            offices[office].list.contains { $0.value.map(question.includes) ?? false }
        }
        let numbers = asked.flatMap { agenda.calendars.members[$0] }
        return asked.count == 1 ? numbers.map { Int($0) } : Set(numbers).sorted().map { Int($0) }
    }

    /// The dates from which something about a counsellor, their office or position, the service or
    /// a policy changes; the first of them is where the time asked for begins.
    private func borders(
        of number: Int, from first: CivilDate, to last: CivilDate
    ) -> [CivilDate] {
        let catalogue = agenda.supply.catalogue
        let versions = catalogue.counsellors.versions[number]
        var borders = sharedBorders
        if !versions.isConstant { borders += versions.borders }
        for version in versions.list {
            guard let counsellor = version.value else { continue }
            if let office = catalogue.offices.number(of: counsellor.office),
                !catalogue.offices.versions[office].isConstant
            {
                borders += catalogue.offices.versions[office].borders
            }
            if let position = counsellor.position,
                let number = catalogue.positions.number(of: position)
            {
                borders += catalogue.positions.versions[number].borders
            }
        }
        if borders.isEmpty { return [first] }
        guard borders.contains(where: { first < $0 && $0 <= last }) else { return [first] }
        return [first] + Set(borders.filter { first < $0 && $0 <= last }).sorted()
    }

    /// Gives the days of one counsellor in a stretch in which nothing changes but the date.
    private mutating func visit(
        _ number: Int, _ zone: Int, _ range: Range<Int>, since date: CivilDate,
        _ body: (Day) -> Void
    ) {
        let catalogue = agenda.supply.catalogue
        guard let counsellor = catalogue.counsellors.value(number, on: date),
            let office = catalogue.offices.number(of: counsellor.office),
            let officeVersion = catalogue.offices.value(office, on: date),
            let service = catalogue.services.value(question.service, on: date)
        else {
            for index in range {
                body(
                    Day(
                        counsellor: number, date: asked[zone][index].date, office: nil,
                        reason: .notInForce, spot: nil))
            }
            return
        }
        guard question.includes(officeVersion) else { return }
        let stretch = CounsellorStretch(
            agenda, question, counsellor: counsellor, number: number, office: officeVersion,
            officeNumber: office, service: service, on: date, zone: zone)
        var walk: CounsellorDayWalk?
        for index in range {
            let date = asked[zone][index].date
            guard stretch.isInForce, let day = asked[zone][index].day else {
                body(
                    Day(
                        counsellor: number, date: date, office: office, reason: .notInForce,
                        spot: nil))
                continue
            }
            if let reason = stretch.sameForAll {
                let front = front(zone, index, day, stretch)
                let spot = stretch.spot(at: front.start)
                body(
                    Day(
                        counsellor: number, date: date, office: office,
                        reason: front.reason.map { min($0, reason) } ?? reason, spot: spot))
                continue
            }
            if walk == nil {
                walk = CounsellorDayWalk(
                    walker, stretch, today: today[zone], over: asked[zone][range])
            }
            guard let fall = walk?.fall(on: asked[zone][index], day, &pools) else { continue }
            body(
                Day(
                    counsellor: number, date: date, office: office, reason: fall.reason,
                    spot: fall.reason == nil ? nil : fall.spot))
        }
    }

    /// How far starts get by window, notice and horizon, remembered for zone, date and length.
    private mutating func front(
        _ zone: Int, _ index: Int, _ day: Interval, _ stretch: CounsellorStretch
    ) -> Front {
        let length = stretch.service.duration
        if let known = asked[zone][index].fronts[length] { return known }
        let grid = DayGrid(asked[zone][index], day, stretch.service, stretch.zone)
        let front = grid.front(
            question, stretch.service, at: instant, today: today[zone], length: length)
        asked[zone][index].fronts[length] = front
        return front
    }
}

extension Versions {
    /// The dates from which another value holds.
    fileprivate var borders: [CivilDate] {
        list.count == 1 && list[0].from == .min ? [] : list.map(\.from)
    }
}

extension ZoneRules {
    /// Whether the clock shows 00:00 at the start of a day and is not moved until its end.
    fileprivate func runsEvenly(over day: Interval) -> Bool {
        day.length == .hours(24) && local(day.start).time.secondOfDay == 0
            && offset(at: day.start) == offset(at: day.end - Seconds(1))
    }
}

extension Agenda {
    /// Draws calendars for a question that asks for more than they cover.
    fileprivate mutating func coverFarTime(of question: Question, at instant: Instant) {
        let versions = supply.catalogue.services.versions[question.service].values
        let horizon = versions.map(\.horizon).max() ?? 0
        let latest = instant + .hours(24) * Int64(horizon + 2)
        guard let ahead = Interval(start: instant, end: latest),
            let span = (question.windows ?? IntervalSet(ahead)).clipped(to: ahead).span,
            !calendars.covers(Interval(unchecked: span.start, span.end + .hours(48)))
        else { return }
        calendars.draw(
            supply, ledger, over: Interval(unchecked: span.start, span.end + .hours(48)).datesAround
        )
    }
}

/// What is the same for a counsellor over dates on which nothing in catalogue and policies changes.
struct CounsellorStretch {
    let number: Int
    let counsellor: Counsellor
    let office: Office
    let officeNumber: Int
    let service: Service
    let zone: ZoneRules
    let unmet: [Communication]
    /// The first channel that will do, if one does.
    private let channel: Channel
    /// Whether topic and position exist.
    let isInForce: Bool
    /// The reason to which every start falls that keeps window, notice and horizon, or that comes
    /// before those.
    let sameForAll: Reason?

    init(
        _ agenda: Agenda, _ question: Question, counsellor: Counsellor, number: Int,
        office: Office, officeNumber: Int, service: Service, on date: CivilDate, zone: Int
    ) {
        self.number = number
        self.counsellor = counsellor
        self.office = office
        self.officeNumber = officeNumber
        self.service = service
        self.zone = agenda.calendars.zones[zone]
        unmet = question.communications.isEmpty ? [] : question.unmet(by: counsellor)
        let common = service.channels.intersection(counsellor.channels)
        channel = common.sorted().first(where: question.allows) ?? .video
        let catalogue = agenda.supply.catalogue
        let hasTopic = question.topic.map { topic in
            service.topics.contains { $0.id == topic }
        }
        let hasPosition = counsellor.position.map { position in
            catalogue.positions.number(of: position).map {
                catalogue.positions.value($0, on: date) != nil
            } ?? false
        }
        isInForce = (hasTopic ?? true) && (hasPosition ?? true)
        sameForAll = Self.sameForAll(agenda, question, counsellor, number, service, unmet)
    }

    /// Only where no policy speaks of audience, notice or horizon, and a meeting lasts as long with
    /// an interpreter as without.
    private static func sameForAll(
        _ agenda: Agenda, _ question: Question, _ counsellor: Counsellor, _ number: Int,
        _ service: Service, _ unmet: [Communication]
    ) -> Reason? {
        let early: Set<Reason> = [.audience, .notice, .horizon]
        if agenda.supply.policies.list.contains(where: { early.contains($0.rule.reason) }) {
            return nil
        }
        if service.audience.isDisjoint(with: question.party.applicant.audiences) {
            return .audience
        }
        let channels = service.channels.intersection(counsellor.channels)
        if !channels.contains(where: question.allows) { return .channelNotOffered }
        guard unmet.isEmpty || (service.interpretedDuration ?? service.duration) == service.duration
        else { return nil }
        return unfit(question, counsellor, number, service)
    }

    /// Why the counsellor cannot serve the request at any start.
    func unfit(_ question: Question) -> Reason? {
        Self.unfit(question, counsellor, number, service)
    }

    private static func unfit(
        _ question: Question, _ counsellor: Counsellor, _ number: Int, _ service: Service
    ) -> Reason? {
        if let only = question.only, only != number { return .counsellorNotAskedFor }
        if !(counsellor.services?.contains(service.id) ?? true) { return .serviceNotOffered }
        return service.skills.isSubset(of: counsellor.skills) ? nil : .skillMissing
    }

    /// The placement at a start that depends on nothing but the stretch.
    func spot(at start: Int64) -> Spot? {
        let from = Instant(secondsSince1970: start)
        return Interval(start: from, end: from + service.duration).map {
            Spot($0, channel, counsellor: number, interpreter: nil, room: nil)
        }
    }
}

/// The starts of one day on a service's grid.
struct DayGrid {
    let day: Interval
    let step: Int64
    private let isEven: Bool
    private let zone: ZoneRules

    init(
        _ asked: CounsellorDays.Asked, _ day: Interval, _ service: Service, _ zone: ZoneRules
    ) {
        self.day = day
        self.zone = zone
        step = Int64(service.startGrid) * 60
        isEven = asked.isEven
    }

    /// The first start at or after a second; `nil` if none is left on the day.
    func start(from second: Int64) -> Int64? {
        let (first, end) = (day.start.secondsSince1970, day.end.secondsSince1970)
        var start = max(first, second)
        if isEven {
            start = first + (start - first + step - 1) / step * step
            return start < end ? start : nil
        }
        while start < end {
            let shown = Int64(
                zone.local(Instant(secondsSince1970: start)).time.secondOfDay)
            if shown % step == 0 { return start }
            start += 60 - shown % 60
        }
        return nil
    }

    /// How far the starts of the day get by window, notice and horizon alone.
    func front(
        _ question: Question, _ service: Service, at instant: Instant, today: CivilDate,
        length: Seconds
    ) -> CounsellorDays.Front {
        let notice = (instant + service.minimumNotice).secondsSince1970
        var front = CounsellorDays.Front(
            reason: .outsideWindow, start: start(from: .min) ?? day.start.secondsSince1970)
        var second = day.start.secondsSince1970
        while let start = start(from: second) {
            if let windows = question.windows,
                let next = windows.next(from: start, lasting: length.count)
            {
                if next == .max { break }
                second = next
                continue
            }
            if start < notice {
                if front.reason == .outsideWindow {
                    front = CounsellorDays.Front(reason: .notice, start: start)
                }
                second = notice
                continue
            }
            let isFar =
                zone.local(Instant(secondsSince1970: start)).date
                > today.advanced(by: service.horizon)
            return CounsellorDays.Front(reason: isFar ? .horizon : nil, start: start)
        }
        return front
    }
}

extension IntervalSet {
    /// `nil` if `[start, start + length)` lies in one of the intervals; else the first second from
    /// which on it may, `Int64.max` if there is none.
    func next(from start: Int64, lasting length: Int64) -> Int64? {
        var index = indexOfFirst(endingAfter: Instant(secondsSince1970: start))
        while index < intervals.count {
            let from = intervals[index].start.secondsSince1970
            let begin = Swift.max(start, from)
            if begin + length <= intervals[index].end.secondsSince1970 {
                return from <= start ? nil : from
            }
            index += 1
        }
        return .max
    }
}
