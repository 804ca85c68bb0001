import Rendezvous

/// Works out the bound that a plan's certificate proves, from the prices, the requests and the
/// agenda alone.
///
/// A part's bound is the sum of its prices (those of interpreters and rooms times how many of them
/// are there) and of what the best chain of meetings on each counsellor's day is worth beyond its
/// prices. Which meetings are possible is examined start by start, as every placement is.
struct PlanBoundCheck {
    /// The seconds of one price.
    private static let grain: Int64 = 300

    private let model: Model
    private let instant: Instant
    private let requests: [Request.ID: Request]
    /// Whether rules written in Swift may tell any two people apart.
    private let hasCustomRules: Bool
    /// Whether some policy asks for the documents of a topic.
    private let asksForDocuments: Bool
    private var known: [Meetings: [Meeting]] = [:]

    init(_ requests: [Request], _ model: Model, at instant: Instant) {
        self.model = model
        self.instant = instant
        hasCustomRules = model.policies.values.contains {
            if case .custom = $0.rule { true } else { false }
        }
        asksForDocuments = model.policies.values.contains {
            if case .documentsFirst = $0.rule { true } else { false }
        }
        self.requests = Dictionary(
            requests.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The bound, or `nil` if the certificate does not name every request once, or a price is
    /// negative or beyond all sums.
    mutating func bound(_ certificate: PlanCertificate) -> Int? {
        let named = certificate.parts.flatMap { $0.requests.map(\.request) }
        guard named.count == requests.count, Set(named) == Set(requests.keys) else { return nil }
        var sum = 0
        for part in certificate.parts {
            guard let worth = worth(of: part) else { return nil }
            sum += worth / PlanCertificate.scale
        }
        return sum
    }

    private mutating func worth(of part: PlanCertificate.Part) -> Int? {
        let most = 1 << 40
        guard part.requests.allSatisfy({ (0...most).contains($0.price) }),
            part.tolls.allSatisfy({ toll in
                toll.prices.allSatisfy { (0...most).contains($0) }
                    && toll.from.secondsSince1970 % Self.grain == 0
            })
        else { return nil }
        var total = part.requests.reduce(0) { $0 + $1.price }
        for toll in part.tolls { total += income(of: toll) }
        var days: [CounsellorDay: [Offer]] = [:]
        for priced in part.requests {
            guard let request = requests[priced.request] else { return nil }
            let worth = request.weight * PlanCertificate.scale - priced.price
            guard worth > 0 else { continue }
            offer(request, worth, part.tolls, &days)
        }
        for (day, offers) in days { total += Chain.best(of: offers, most: limit(day)) }
        return total
    }

    // MARK: Meetings

    /// A counsellor's day, by the clock of their office.
    private struct CounsellorDay: Hashable {
        let counsellor: Counsellor.ID
        let date: CivilDate
    }

    /// What decides about the meetings of a counsellor's day.
    private struct Meetings: Hashable {
        let day: CounsellorDay
        /// The request without what does not matter: identifier, weight, windows and, where no rule
        /// can ask about them, the person.
        let request: Request
        let facts: Participant
    }

    /// A meeting that the rules allow.
    private struct Meeting {
        let interval: Interval
        /// The earliest start of the next one.
        let next: Instant
        let interpreter: Interpreter.ID?
        let room: Room.ID?
    }

    private mutating func offer(
        _ request: Request, _ worth: Int, _ tolls: [PlanCertificate.Toll],
        _ days: inout [CounsellorDay: [Offer]]
    ) {
        for counsellor in model.counsellors.keys {
            guard let zone = model.zone(of: counsellor) else { continue }
            var dates: Set<CivilDate> = []
            for window in request.windows.intervals {
                let (from, to) = (max(window.start, instant), min(window.end, farthest))
                guard from < to else { continue }
                var date = zone.local(from).date
                while date <= zone.local(to).date {
                    dates.insert(date)
                    date = date.advanced(by: 1)
                }
            }
            for date in dates {
                let day = CounsellorDay(counsellor: counsellor, date: date)
                for meeting in meetings(of: request, day, zone) {
                    let isAskedFor = request.windows.intervals.contains {
                        $0.start <= meeting.interval.start && meeting.interval.end <= $0.end
                    }
                    let left = worth - price(of: meeting, tolls)
                    guard isAskedFor, left > 0 else { continue }
                    days[day, default: []].append(
                        Offer(start: meeting.interval.start, next: meeting.next, worth: left))
                }
            }
        }
    }

    /// Nothing can be booked beyond the longest horizon.
    private var farthest: Instant {
        let longest = model.services.values.flatMap(\.all).map(\.horizon).max() ?? 0
        return instant + .hours(24) * Int64(longest + 2)
    }

    private mutating func meetings(
        of request: Request, _ day: CounsellorDay, _ zone: ZoneRules
    ) -> [Meeting] {
        let person = request.party.participant
        var facts = model.participant(person)
        var party = request.party
        // Who never had an appointment is like everybody else of whom the same is known.
        if !hasCustomRules, model.book.holders[.participant(person)] == nil {
            facts.id = ""
            party = Party(
                "nobody", as: party.applicant, bookedBy: party.bookedBy, needs: party.needs)
        }
        var wish = request.counsellor
        if case .preferred = wish { wish = .any }
        let key = Meetings(
            day: day,
            request: Request(
                for: party, service: request.service,
                topic: isDecisive(request) ? request.topic : nil, channels: request.channels,
                at: request.scope, with: wish, within: IntervalSet()),
            facts: facts)
        if let known = known[key] { return known }
        let found = search(request, day, zone)
        known[key] = found
        return found
    }

    /// Whether a request's topic can decide about its meetings: it may not be one of the service's
    /// everywhere, or have documents of its own.
    private func isDecisive(_ request: Request) -> Bool {
        guard let topic = request.topic, !hasCustomRules, !asksForDocuments else { return true }
        let versions = model.services[request.service]?.all ?? []
        return !versions.allSatisfy { $0.topics.contains { $0.id == topic } }
    }

    /// All meetings of a counsellor's day that the rules allow, whenever it is asked for.
    private func search(
        _ request: Request, _ day: CounsellorDay, _ zone: ZoneRules
    ) -> [Meeting] {
        guard let service = model.services[request.service]?.inForce(on: day.date),
            let from = Interval(
                start: zone.start(of: day.date), end: zone.start(of: day.date.advanced(by: 1)))
        else { return [] }
        var anytime = request
        anytime.windows = IntervalSet([
            Interval(start: from.start - .hours(48), end: from.end + .hours(48)) ?? from
        ])
        var found: [Meeting] = []
        var choices = choices(of: anytime, service)
        // Nobody meets anybody outside their working time, whatever else holds.
        let work = model.working(.counsellor(day.counsellor), by: zone) {
            $0.work(around: from).all
        }
        for minute in stride(from: 0, to: Int64(from.length.count / 60), by: 5) {
            let start = from.start + .minutes(minute)
            let second = zone.local(start).time.secondOfDay
            guard second % (max(1, service.startGrid) * 60) == 0,
                let least = Interval(start: start, end: start + .minutes(1)), work.contains(least)
            else { continue }
            for choice in choices {
                let length =
                    choice.interpreter == nil
                    ? service.duration : service.interpretedDuration ?? service.duration
                guard let interval = Interval(start: start, end: start + length) else { continue }
                let placement = Placement(
                    interval, on: choice.channel, with: day.counsellor,
                    interpreter: choice.interpreter, in: choice.room)
                let examined = Examination.examine(
                    Proposal(placement, for: anytime, at: instant), in: model)
                if examined.findings.isEmpty, let gaps = examined.gaps {
                    found.append(
                        Meeting(
                            interval: interval, next: interval.end + gaps.counsellor.after,
                            interpreter: choice.interpreter, room: choice.room))
                }
                // What is the same at every start of the day is not asked at the next.
                let reasons = Set(examined.findings.map(\.reason))
                if !reasons.isDisjoint(with: Self.ofDay) { return [] }
                if !reasons.isDisjoint(with: Self.ofChoice) { choices.removeAll { $0 == choice } }
            }
        }
        return found
    }

    private static let ofDay: Set<Reason> = [
        .audience, .officeOutOfScope, .counsellorNotAskedFor, .serviceNotOffered, .skillMissing,
        .authority, .documentsMissing,
    ]
    private static let ofChoice: Set<Reason> = [
        .unknownReference, .notInForce, .channelNotOffered, .interpreterMissing,
        .interpreterNotNeeded, .roomMissing, .roomNotNeeded, .facilityMissing,
    ]

    /// A way in which a meeting could be held.
    private struct Choice: Equatable {
        let channel: Channel
        let interpreter: Interpreter.ID?
        let room: Room.ID?
    }

    private func choices(of request: Request, _ service: Service) -> [Choice] {
        let needsLanguage = !request.party.communications.isEmpty
        let interpreters: [Interpreter.ID?] =
            [nil] + (needsLanguage ? model.interpreters.keys.sorted() : [])
        let needsRoom = service.needsRoom || !request.party.facilities.isEmpty
        return service.channels.sorted { $0.rawValue < $1.rawValue }.flatMap { channel in
            interpreters.flatMap { interpreter in
                ([nil] + (needsRoom && channel == .office ? model.rooms.keys.sorted() : [])).map {
                    Choice(channel: channel, interpreter: interpreter, room: $0)
                }
            }
        }
    }

    // MARK: Prices

    /// What a meeting pays for its interpreter and room.
    private func price(of meeting: Meeting, _ tolls: [PlanCertificate.Toll]) -> Int {
        var price = 0
        for toll in tolls {
            let isPaid =
                meeting.interpreter.map(toll.interpreters.contains) ?? false
                || meeting.room.map(toll.rooms.contains) ?? false
            guard isPaid else { continue }
            let start = meeting.interval.start.secondsSince1970 - toll.from.secondsSince1970
            let end = meeting.interval.end.secondsSince1970 - toll.from.secondsSince1970
            for (index, one) in toll.prices.enumerated()
            where start < Int64(index + 1) * Self.grain && Int64(index) * Self.grain < end {
                price += one
            }
        }
        return price
    }

    /// What is paid at most for some interpreters or rooms: the prices of all who may be free.
    private func income(of toll: PlanCertificate.Toll) -> Int {
        var income = 0
        for (index, price) in toll.prices.enumerated() where price > 0 {
            let start = toll.from + Seconds(Int64(index) * Self.grain)
            guard let grain = Interval(start: start, end: start + Seconds(Self.grain)) else {
                continue
            }
            let holders =
                toll.interpreters.map { Resource.interpreter($0) }
                + toll.rooms.map { Resource.room($0) }
            income += price * holders.count { isPossible($0, grain) }
        }
        return income
    }

    /// Whether somebody could be in a new meeting for some of five minutes.
    private func isPossible(_ holder: Resource, _ grain: Interval) -> Bool {
        var free = IntervalSet([grain])
        if case .interpreter(let id) = holder {
            guard let zone = model.zone(ofWorker: .interpreter(id)) else { return false }
            free = free.intersection(
                model.working(.interpreter(id), by: zone) { $0.work(around: grain).all })
        }
        let taken = (model.book.holders[holder] ?? []).compactMap { index -> Interval? in
            let record = model.book.records[index]
            return record.occupies(at: instant) ? record.placement.interval : nil
        }
        return !free.subtracting(IntervalSet(taken)).isEmpty
    }

    /// How many meetings may be added on a counsellor's day: by their own limit, and by policies
    /// that hold for everything that they do that day.
    private func limit(_ day: CounsellorDay) -> Int {
        guard let counsellor = model.counsellors[day.counsellor]?.inForce(on: day.date),
            let zone = model.zone(of: day.counsellor)
        else { return 0 }
        var limits = [counsellor.dailyLimit].compactMap(\.self)
        for policy in model.policies.values {
            guard case .limit(.counsellor, .day, let most) = policy.rule, policy.preference == nil,
                policy.services.isEmpty, policy.channels.isEmpty, policy.groups.isEmpty,
                policy.valid.contains(day.date),
                policy.offices.isEmpty || policy.offices.contains(counsellor.office)
            else { continue }
            limits.append(most)
        }
        let standing = (model.book.holders[.counsellor(day.counsellor)] ?? []).count { index in
            let record = model.book.records[index]
            return record.occupies(at: instant)
                && zone.local(record.placement.interval.start).date == day.date
        }
        return limits.min().map { max(0, $0 - standing) } ?? .max
    }
}

/// A meeting that a day could have, and what it is worth beyond its prices.
private struct Offer {
    let start: Instant
    /// The earliest start of the next one.
    let next: Instant
    let worth: Int
}

private enum Chain {
    /// The largest worth of at most so many meetings one after the other.
    ///
    /// - Complexity: O(*n* log *n* + *n* · meetings of the chain).
    static func best(of offers: [Offer], most: Int) -> Int {
        let times = Set(offers.flatMap { [$0.start, $0.next] }).sorted()
        var byStart: [Instant: [Offer]] = [:]
        for offer in offers { byStart[offer.start, default: []].append(offer) }
        var place: [Instant: Int] = [:]
        for (index, time) in times.enumerated() { place[time] = index }
        // Per instant, what the best chain that has ended by then is worth.
        var before = [Int](repeating: 0, count: times.count)
        for _ in 0..<min(most, times.count) {
            var after = before
            for (index, time) in times.enumerated() {
                if index > 0 { after[index] = max(after[index], after[index - 1]) }
                for offer in byStart[time] ?? [] {
                    guard let end = place[offer.next] else { continue }
                    after[end] = max(after[end], before[index] + offer.worth)
                }
            }
            if after == before { break }
            before = after
        }
        return before.last ?? 0
    }
}
