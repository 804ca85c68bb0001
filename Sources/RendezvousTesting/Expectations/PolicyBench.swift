import Rendezvous

/// A scenario that is set up, with policies in force: what the steps of a test ask and change.
struct PolicyBench: Sendable {
    private(set) var agenda: Agenda
    private(set) var events: [Event]
    private(set) var now: Instant
    private(set) var clock: ScenarioClock
    private(set) var policies: [Policy] = []
    private let service: Service.ID
    /// How many appointments were there before the test began.
    let priorCount: Int

    /// Sets up a scenario without policies.
    init(_ scenario: PolicyScenario, rules: CustomRules) throws(ScenarioError) {
        var agency = Agency(founded: scenario.founded, rules: rules)
        for change in scenario.changes {
            do throws(Refusal) {
                try agency.amend(change)
            } catch {
                throw ScenarioError("the agency cannot be: \(error.message)")
            }
        }
        guard let service = scenario.firstService else {
            throw ScenarioError("the agency must have a service")
        }
        self.service = service
        clock = scenario.clock
        now = try clock.instant(scenario.now)
        clock.today = clock.zone.local(now).date
        agenda = Agenda(agency)
        events = agency.events
        priorCount = scenario.appointments.count
        try setUp(scenario.appointments)
    }

    /// Puts policies in force, in place of those that were.
    ///
    /// - Throws: ``Refusal`` if one of them cannot be in force in this agency.
    mutating func use(_ wanted: [Policy]) throws(Refusal) {
        var changes: [Change] = []
        for old in policies where !wanted.contains(where: { $0.id == old.id }) {
            changes.append(.policyWithdrawn(old.id))
        }
        for policy in wanted where !policies.contains(policy) { changes.append(.policySet(policy)) }
        for change in changes { try perform(.amend(change), at: now) }
        policies = wanted
    }

    /// The same with other policies.
    func using(_ wanted: [Policy]) throws(Refusal) -> PolicyBench {
        var copy = self
        try copy.use(wanted)
        return copy
    }

    /// Decides and applies.
    mutating func perform(_ command: Command, at instant: Instant) throws(Refusal) {
        let new = try agenda.decide(command, at: instant)
        do throws(LogError) {
            try agenda.apply(new)
        } catch {
            throw Refusal(.invalidValue, error.message)
        }
        events += new
    }

    /// Moves now.
    mutating func wait(until moment: Moment) throws(ScenarioError) {
        let later = try clock.instant(moment)
        guard now <= later else {
            throw ScenarioError("\(clock.text(later)) must not be before \(clock.text(now))")
        }
        now = later
        clock.today = clock.zone.local(now).date
    }
}

/// The appointments that are there before a test begins.
extension PolicyBench {
    private typealias End = (at: Instant, number: Int, ending: PolicyScenario.Ending)

    /// Makes and ends the appointments in order of the instants at which that happened.
    private mutating func setUp(_ priors: [PolicyScenario.Prior]) throws(ScenarioError) {
        var made: [(at: Instant, order: Int, prior: PolicyScenario.Prior)] = []
        for (order, prior) in priors.enumerated() {
            let start = try prior.ask.window(clock, .minutes(1)).start
            var instant = min(start, now) - .hours(24)
            if let moment = prior.made { instant = try clock.instant(moment) }
            made.append((instant, order, prior))
        }
        made.sort { ($0.at, $0.order) < ($1.at, $1.order) }
        var ends: [End] = []
        for (index, item) in made.enumerated() {
            try finish(&ends, until: item.at)
            try make(item.prior.ask, at: item.at)
            let start = agenda[Appointment.ID(index + 1)]?.placement.interval.start ?? now
            switch item.prior.ending {
            case .booked: break
            case .fulfilled, .missed: ends.append((start, index + 1, item.prior.ending))
            case .cancelled(let moment):
                var instant = now
                if let moment { instant = try clock.instant(moment) }
                ends.append((instant, index + 1, item.prior.ending))
            }
        }
        try finish(&ends, until: .max)
    }

    /// Ends what ended up to an instant.
    private mutating func finish(_ ends: inout [End], until last: Instant) throws(ScenarioError) {
        ends.sort { ($0.at, $0.number) < ($1.at, $1.number) }
        while let end = ends.first, end.at <= last {
            ends.removeFirst()
            try finish(Appointment.ID(end.number), end.ending, at: end.at)
        }
    }

    private mutating func make(_ ask: Ask, at instant: Instant) throws(ScenarioError) {
        do throws(Refusal) {
            let request = try request(ask)
            guard let opening = try opening(ask, at: instant) else {
                let why = obstacle(try obstacles(ask, at: instant))
                throw Refusal(.invalidValue, why?.text ?? "nobody could be asked")
            }
            try perform(.book(opening.placement, for: request), at: instant)
        } catch {
            throw ScenarioError(
                "the appointment at \(ask.text(clock)) cannot have been made: \(error.message)")
        }
    }

    private mutating func finish(
        _ id: Appointment.ID, _ ending: PolicyScenario.Ending, at instant: Instant
    ) throws(ScenarioError) {
        do throws(Refusal) {
            switch ending {
            case .booked: break
            case .missed: try perform(.noShow(id), at: instant)
            case .cancelled: try perform(.cancel(id, .excused), at: instant)
            case .fulfilled:
                try perform(.arrive(id), at: instant)
                if let placement = agenda[id]?.placement, placement.channel == .video {
                    try perform(.identify(id, by: placement.counsellor), at: instant)
                }
                try perform(.complete(id), at: instant)
            }
        } catch {
            throw ScenarioError("appointment \(id) cannot have ended so: \(error.message)")
        }
    }
}

/// What the steps of a test ask.
extension PolicyBench {
    /// Why one counsellor cannot serve a question, by the placement that came farthest.
    struct Obstacle: Hashable {
        let counsellor: Counsellor.ID
        let reason: Reason
        let placement: Placement

        var text: String { "\(counsellor) \(reason.summary) (\(reason.rawValue))" }
    }

    /// The request of a question, with the whole time that it can take.
    func request(_ ask: Ask) throws(Refusal) -> Request {
        let id = ask.service ?? service
        do throws(ScenarioError) {
            let value = agenda.service(id, on: try ask.day(clock))
            let length = max(
                value?.duration ?? .minutes(30), value?.interpretedDuration ?? .zero,
                .minutes(Int64(ask.minutes ?? 0)))
            return Request(
                "test", for: Party(ask.participant, as: ask.applicant, needs: ask.needs),
                service: id, topic: ask.topic, channels: ask.channel.map { [$0] } ?? [],
                at: ask.offices.isEmpty ? .any : .offices(ask.offices),
                with: ask.counsellor.map { .only($0) } ?? .any,
                within: IntervalSet(try ask.window(clock, length)))
        } catch {
            throw Refusal(.invalidValue, error.message)
        }
    }

    /// The openings of a question, in order of start.
    func openings(_ ask: Ask, limit: Int = 10_000) throws(Refusal) -> [Opening] {
        try agenda.openings(for: try request(ask), at: now, limit: limit).all
    }

    /// What is offered at the start that a question names, `nil` if nothing.
    func opening(_ ask: Ask, at instant: Instant? = nil) throws(Refusal) -> Opening? {
        let request = try request(ask)
        let first = try agenda.openings(for: request, at: instant ?? now, limit: 1).all.first
        guard let first, first.placement.interval.start == request.windows.span?.start else {
            return nil
        }
        if let minutes = ask.minutes, first.placement.interval.length != .minutes(Int64(minutes)) {
            return nil
        }
        return first
    }

    /// Why nobody can serve a question at its start: for each counsellor the placement that got
    /// farthest in the examination.
    ///
    /// - Complexity: counsellors × channels × interpreters × rooms decisions.
    func obstacles(_ ask: Ask, at instant: Instant? = nil) throws(Refusal) -> [Obstacle] {
        let request = try request(ask)
        guard let start = request.windows.span?.start else { return [] }
        var found: [Obstacle] = []
        for counsellor in ask.counsellor.map({ [$0] }) ?? agenda.counsellors {
            var farthest: Obstacle?
            for placement in placements(of: ask, with: counsellor, from: start, request) {
                do throws(Refusal) {
                    _ = try agenda.decide(.book(placement, for: request), at: instant ?? now)
                } catch {
                    if farthest.map({ $0.reason < error.reason }) ?? true {
                        farthest = Obstacle(
                            counsellor: counsellor, reason: error.reason, placement: placement)
                    }
                }
            }
            if let farthest { found.append(farthest) }
        }
        return found
    }

    /// Of the obstacles the one of the placement that got farthest, of equal ones the first.
    func obstacle(_ obstacles: [Obstacle]) -> Obstacle? {
        obstacles.reduce(nil) { best, next in
            best.map { $0.reason < next.reason ? next : $0 } ?? next
        }
    }

    /// The placements that may be meant by a question, one counsellor's.
    private func placements(
        of ask: Ask, with counsellor: Counsellor.ID, from start: Instant, _ request: Request
    ) -> [Placement] {
        let date = clock.zone.local(start).date
        let service = agenda.service(request.service, on: date)
        let known = agenda.counsellor(counsellor, on: date)
        let languages = request.party.communications
        let isUnderstood = languages.allSatisfy { known?.communications.contains($0) ?? false }
        let interpreters: [Interpreter.ID?] =
            isUnderstood || agenda.interpreters.isEmpty ? [nil] : agenda.interpreters
        var placements: [Placement] = []
        for channel in ask.channel.map({ [$0] }) ?? Channel.allCases {
            let office = known.flatMap { agenda.office($0.office, on: date) }
            let needsRoom =
                service?.needsRoom == true
                || !request.party.facilities.allSatisfy { office?.facilities.contains($0) == true }
            let takesRoom = channel == .office && needsRoom && !agenda.rooms.isEmpty
            let rooms: [Room.ID?] = takesRoom ? agenda.rooms : [nil]
            for interpreter in interpreters {
                let usual = interpreter == nil ? service?.duration : service?.interpretedDuration
                let length =
                    ask.minutes.map { .minutes(Int64($0)) }
                    ?? usual ?? service?.duration ?? .minutes(30)
                guard let interval = Interval(start: start, end: start + length) else { continue }
                placements += rooms.map { room in
                    Placement(
                        interval, on: channel, with: counsellor, interpreter: interpreter, in: room)
                }
            }
        }
        return placements
    }

    /// The policies of which each alone refuses what would otherwise be offered.
    func refusing(_ ask: Ask) -> [Policy] {
        guard let without = try? using([]), (try? without.opening(ask)) != nil else { return [] }
        return policies.filter { (try? using([$0]).opening(ask)) == nil }
    }

    /// What each preference adds to the cost of a placement, in order of the policies.
    func costs(_ ask: Ask, _ opening: Opening) -> [(policy: Policy, level: Preference.Level, Int)] {
        var only = ask
        only.counsellor = opening.placement.counsellor
        only.channel = opening.placement.channel
        return policies.compactMap { policy in
            guard let preference = policy.preference,
                let alone = try? using([policy]), let found = try? alone.opening(only)
            else { return nil }
            let sum = found.cost[preference.level]
            return sum == 0 ? nil : (policy, preference.level, sum)
        }
    }

    /// The same with everybody but some counsellors on leave on the day of a question and beside.
    func leaving(_ counsellors: Set<Counsellor.ID>, for ask: Ask) throws(Refusal) -> PolicyBench {
        var copy = self
        let day = (try? ask.day(clock)) ?? clock.today
        let dates =
            DateRange(from: day.advanced(by: -1), to: day.advanced(by: 1)) ?? DateRange(day)
        for counsellor in agenda.counsellors where !counsellors.contains(counsellor) {
            let id = Declaration.ID("away-\(copy.events.count)")
            let leave = Declaration(
                id, of: .counsellor(counsellor), submitted: now,
                .leave(Leave("away", .days(dates))))
            try copy.perform(.amend(.declared(leave)), at: now)
        }
        return copy
    }
}
