import Rendezvous

/// Works out the bound that a plan's certificate proves, from the prices, the requests and the
/// agenda alone.
///
/// A part's bound is the sum of its prices (those of interpreters and rooms times how many of them
/// are there) and of what the best chain of meetings on each counsellor's day is worth beyond its
/// prices. Which meetings are possible is examined as every placement is (``DayOffers``).
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
    func bound(_ certificate: PlanCertificate) -> Int? {
        let named = certificate.parts.flatMap { $0.requests.map(\.request) }
        guard named.count == requests.count, Set(named) == Set(requests.keys) else { return nil }
        var sum = 0
        for part in certificate.parts {
            guard let worth = worth(of: part) else { return nil }
            sum += worth / PlanCertificate.scale
        }
        return sum
    }

    private func worth(of part: PlanCertificate.Part) -> Int? {
        let most = 1 << 40
        guard part.requests.allSatisfy({ (0...most).contains($0.price) }),
            part.tolls.allSatisfy({ toll in
                toll.prices.allSatisfy { (0...most).contains($0) }
                    && toll.from.secondsSince1970 % Self.grain == 0
            })
        else { return nil }
        var total = part.requests.reduce(0) { $0 + $1.price }
        for toll in part.tolls { total += income(of: toll) }
        var kinds: [Kind: Int] = [:]
        var candidates: [DayOffers.Candidate] = []
        for priced in part.requests {
            guard let request = requests[priced.request] else { return nil }
            let worth = request.weight * PlanCertificate.scale - priced.price
            guard worth > 0 else { continue }
            let kind = kinds[kind(of: request), default: kinds.count]
            kinds[self.kind(of: request)] = kind
            candidates.append(DayOffers.Candidate(request: request, worth: worth, kind: kind))
        }
        candidates.sort { $0.worth > $1.worth }
        for counsellor in model.counsellors.keys {
            guard let zone = model.zone(of: counsellor) else { continue }
            for (date, asking) in byDate(candidates, zone) {
                let day = CounsellorDay(counsellor: counsellor, date: date)
                var offers = DayOffers(day, zone, model, at: instant) { interval, choice in
                    Self.price(of: interval, choice, part.tolls)
                }
                total += Chain.best(of: offers.all(for: asking), most: limit(day))
            }
        }
        return total
    }

    // MARK: Candidates

    /// What decides about the meetings of a request, whenever it is asked for.
    private struct Kind: Hashable {
        /// The request without what does not matter: identifier, weight, windows and, where no rule
        /// can ask about them, the person.
        let request: Request
        let facts: Participant
    }

    private func kind(of request: Request) -> Kind {
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
        return Kind(
            request: Request(
                for: party, service: request.service,
                topic: isDecisive(request) ? request.topic : nil, channels: request.channels,
                at: request.scope, with: wish, within: IntervalSet()),
            facts: facts)
    }

    /// Whether a request's topic can decide about its meetings: it may not be one of the service's
    /// everywhere, or have documents of its own.
    private func isDecisive(_ request: Request) -> Bool {
        guard let topic = request.topic, !hasCustomRules, !asksForDocuments else { return true }
        let versions = model.services[request.service]?.all ?? []
        return !versions.allSatisfy { $0.topics.contains { $0.id == topic } }
    }

    /// Who asks for some time of each local date, in their order.
    private func byDate(
        _ candidates: [DayOffers.Candidate], _ zone: ZoneRules
    ) -> [CivilDate: [DayOffers.Candidate]] {
        var found: [CivilDate: [DayOffers.Candidate]] = [:]
        for candidate in candidates {
            var dates: Set<CivilDate> = []
            for window in candidate.request.windows.intervals {
                let (from, to) = (max(window.start, instant), min(window.end, farthest))
                guard from < to else { continue }
                var date = zone.local(from).date
                while date <= zone.local(to).date {
                    dates.insert(date)
                    date = date.advanced(by: 1)
                }
            }
            for date in dates { found[date, default: []].append(candidate) }
        }
        return found
    }

    /// Nothing can be booked beyond the longest horizon.
    private var farthest: Instant {
        let longest = model.services.values.flatMap(\.all).map(\.horizon).max() ?? 0
        return instant + .hours(24) * Int64(longest + 2)
    }

    // MARK: Prices

    /// What a meeting pays for its interpreter and room.
    private static func price(
        of interval: Interval, _ choice: DayOffers.Choice, _ tolls: [PlanCertificate.Toll]
    ) -> Int {
        var price = 0
        for toll in tolls {
            let isPaid =
                choice.interpreter.map(toll.interpreters.contains) ?? false
                || choice.room.map(toll.rooms.contains) ?? false
            guard isPaid else { continue }
            let start = interval.start.secondsSince1970 - toll.from.secondsSince1970
            let end = interval.end.secondsSince1970 - toll.from.secondsSince1970
            let first = max(0, Int(start / grain))
            let beyond = min(toll.prices.count, Int((end + grain - 1) / grain))
            guard end > 0, first < beyond else { continue }
            price += toll.prices[first..<beyond].reduce(0, +)
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

private enum Chain {
    /// The largest worth of at most so many meetings one after the other.
    ///
    /// - Complexity: O(*n* log *n* + *n* · meetings of the chain).
    static func best(of offers: [DayOffers.Offer], most: Int) -> Int {
        let times = Set(offers.flatMap { [$0.start, $0.next] }).sorted()
        var byStart: [Instant: [DayOffers.Offer]] = [:]
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
