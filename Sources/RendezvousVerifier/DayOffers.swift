import Rendezvous

/// A counsellor's day, by the clock of their office.
struct CounsellorDay: Hashable {
    let counsellor: Counsellor.ID
    let date: CivilDate
}

/// The meetings of a counsellor's day that a best chain could be made of: for each start those that
/// no other beats by being worth as much and ending as early.
///
/// Every start of the grid is looked at. Requests are tried from the dearest down, and only where
/// they would beat what was found, so that of all possible meetings few have to be examined.
struct DayOffers {
    /// A request that may be served, and what that is worth beyond its price.
    struct Candidate {
        let request: Request
        let worth: Int
        /// Requests with the same number have the same meetings, but for when they are asked for.
        let kind: Int
    }

    /// A meeting that the rules allow, and what it is worth beyond its prices.
    struct Offer {
        let start: Instant
        /// The earliest start of the next one.
        let next: Instant
        let worth: Int
    }

    /// A way in which a meeting could be held.
    struct Choice: Hashable {
        let channel: Channel
        let interpreter: Interpreter.ID?
        let room: Room.ID?
    }

    /// A choice with how long it takes, and after how long the next meeting may begin.
    private struct Option: Equatable {
        let choice: Choice
        let length: Seconds
        let next: Seconds
        /// Options with the same number are blocked together.
        let place: Int
    }

    /// What is left of a kind of request on this day.
    private struct Kind {
        /// A request of the kind, for any time around the day.
        let request: Request
        /// Minutes between starts.
        let grid: Int
        var options: [Option]

        var soonest: Seconds? { options.map(\.next).min() }
    }

    /// What can be impossible at a start for all who share it.
    private struct Place: Hashable {
        let service: Service.ID
        let choice: Choice
        let needs: Set<Need>
        let groups: Set<Group.ID>
    }

    private let day: CounsellorDay
    private let zone: ZoneRules
    private let model: Model
    private let instant: Instant
    private let price: (Interval, Choice) -> Int
    private var kinds: [Int: Kind] = [:]
    private var places: [Place: Int] = [:]

    /// - Parameter price: What a meeting pays for its interpreter and room.
    init(
        _ day: CounsellorDay, _ zone: ZoneRules, _ model: Model, at instant: Instant,
        price: @escaping (Interval, Choice) -> Int
    ) {
        (self.day, self.zone, self.model, self.instant) = (day, zone, model, instant)
        self.price = price
    }

    /// The offers for those who ask for time of the day.
    ///
    /// - Parameter candidates: The dearest first.
    mutating func all(for candidates: [Candidate]) -> [Offer] {
        let midnight = (zone.start(of: day.date), zone.start(of: day.date.advanced(by: 1)))
        guard let whole = Interval(start: midnight.0, end: midnight.1) else { return [] }
        // Nobody meets anybody outside their working time, whatever else holds.
        let work = model.working(.counsellor(day.counsellor), by: zone) {
            $0.work(around: whole).all
        }
        var found: [Offer] = []
        for minute in stride(from: 0, to: Int64(whole.length.count / 60), by: 5) {
            let start = whole.start + .minutes(minute)
            guard let least = Interval(start: start, end: start + .minutes(1)),
                work.contains(least)
            else { continue }
            found += offers(at: start, for: candidates)
        }
        return found
    }

    private mutating func offers(at start: Instant, for candidates: [Candidate]) -> [Offer] {
        let minuteOfDay = zone.local(start).time.secondOfDay / 60
        var front: [Offer] = []
        var blocked: Set<Int> = []
        for candidate in candidates {
            let kind = kinds[candidate.kind] ?? make(candidate, at: start)
            kinds[candidate.kind] = kind
            guard let soonest = kind.soonest,
                !front.contains(where: {
                    candidate.worth <= $0.worth && $0.next <= start + soonest
                }),
                minuteOfDay % kind.grid == 0
            else { continue }
            for option in kind.options {
                guard let interval = Interval(start: start, end: start + option.length),
                    candidate.request.windows.contains(interval)
                else { continue }
                let offer = Offer(
                    start: start, next: start + option.next,
                    worth: candidate.worth - price(interval, option.choice))
                guard offer.worth > 0, !blocked.contains(option.place),
                    !front.contains(where: { offer.worth <= $0.worth && $0.next <= offer.next })
                else { continue }
                let reasons = examine(kind.request, interval, option.choice)
                if reasons.isEmpty {
                    front.removeAll { $0.worth <= offer.worth && offer.next <= $0.next }
                    front.append(offer)
                }
                if !reasons.isDisjoint(with: Self.ofMeeting) { blocked.insert(option.place) }
                if !reasons.isDisjoint(with: Self.ofChoice) {
                    kinds[candidate.kind]?.options.removeAll { $0 == option }
                }
            }
        }
        return front
    }

    /// The rules that a meeting would break.
    private func examine(
        _ request: Request, _ interval: Interval, _ choice: Choice
    ) -> Set<Reason> {
        let found = Examination.examine(
            proposal(request, interval, choice), in: model)
        return Set(found.findings.map(\.reason))
    }

    private func proposal(
        _ request: Request, _ interval: Interval, _ choice: Choice
    ) -> Proposal {
        let placement = Placement(
            interval, on: choice.channel, with: day.counsellor, interpreter: choice.interpreter,
            in: choice.room)
        return Proposal(placement, for: request, at: instant)
    }

    /// What is the same for every choice and start of the day.
    private static let ofDay: Set<Reason> = [
        .audience, .officeOutOfScope, .counsellorNotAskedFor, .serviceNotOffered, .skillMissing,
        .authority, .documentsMissing,
    ]
    /// What is the same for a choice at every start of the day.
    private static let ofChoice: Set<Reason> = [
        .unknownReference, .notInForce, .channelNotOffered, .interpreterMissing,
        .interpreterNotNeeded, .roomMissing, .roomNotNeeded, .facilityMissing,
    ]
    /// What depends on the service, the choice, the time and what is needed, and not on who asks.
    private static let ofMeeting: Set<Reason> = [
        .officeClosed, .notWorking, .telework, .notBookable, .overlap, .gap, .breakNotKept,
        .interpreterUnavailable, .roomUnavailable,
    ]

    // MARK: Kinds

    private mutating func make(_ candidate: Candidate, at start: Instant) -> Kind {
        var request = candidate.request
        let around = Interval(start: start - .hours(72), end: start + .hours(72))
        request.windows = IntervalSet([around].compactMap(\.self))
        guard let service = model.services[request.service]?.inForce(on: day.date) else {
            return Kind(request: request, grid: 1, options: [])
        }
        var kind = Kind(request: request, grid: max(1, service.startGrid), options: [])
        let groups = model.participant(request.party.participant).groups
        for choice in choices(of: request, service) {
            let length =
                choice.interpreter == nil
                ? service.duration : service.interpretedDuration ?? service.duration
            // Gaps are the same at every start of a date.
            guard let interval = Interval(start: start, end: start + length),
                let examination = try? Examination(
                    proposal(request, interval, choice), in: model),
                examination.interpreterSuits().isEmpty
            else { continue }
            if kind.options.isEmpty,
                examination.brokenRules().contains(where: { Self.ofDay.contains($0.reason) })
            {
                return kind
            }
            let place = Place(
                service: service.id, choice: choice, needs: Set(request.party.needs),
                groups: groups)
            let number = places[place, default: places.count]
            places[place] = number
            kind.options.append(
                Option(
                    choice: choice, length: length,
                    next: length + examination.gaps.counsellor.after, place: number))
        }
        return kind
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
}
