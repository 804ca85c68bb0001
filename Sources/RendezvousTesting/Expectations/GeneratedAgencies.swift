import Rendezvous
import RendezvousVerifier

/// Random agencies with the policies of a test added, on which search, booking, slow reference and
/// verifier must agree.
struct GeneratedAgencies {
    let test: PolicyTest
    let seed: UInt64

    init(_ test: PolicyTest, seed: UInt64) {
        self.test = test
        self.seed = seed
    }

    /// What is wrong with the first agency in which they do not agree.
    func firstFailure(of agencies: Int) -> PolicyTestRun.Failure? {
        for number in 0..<UInt64(max(0, agencies)) {
            let own = seed &+ number
            do {
                var world = try GeneratedWorld(seed: own, test)
                if let wrong = try world.disagreement() {
                    return PolicyTestRun.Failure(wrong.what, wrong.details, seed: own)
                }
            } catch {
                return PolicyTestRun.Failure("the agency cannot be: \(error)", seed: own)
            }
        }
        return nil
    }
}

/// One random agency with policies, and what happens in it.
private struct GeneratedWorld {
    var generator: AgencyGenerator
    let agency: Agency
    let policies: [Policy]
    var agenda: Agenda
    var events: [Event]
    var now: Instant

    /// The rules written in Swift that the policies name.
    let rules: CustomRules

    init(seed: UInt64, _ test: PolicyTest) throws(Refusal) {
        generator = AgencyGenerator(
            seed: seed, emphasis: seed.isMultiple(of: 2) ? .policies : .catalogue)
        rules = test.rules
        let plain = try generator.agency()
        var agency = Agency(founded: plain.founded, rules: test.rules)
        // Of the policies that the generator adds, only those of rules that the test knows.
        for event in plain.events {
            do throws(Refusal) {
                try agency.amend(event.change)
            } catch {
                guard event.isCustomPolicy else { throw error }
            }
        }
        let catalogue = Agenda(plain)
        var policies: [Policy] = []
        for policy in test.policies {
            let own = Self.adapted(policy, to: catalogue, &generator)
            try agency.set(own)
            policies.append(own)
        }
        let groups = policies.flatMap { $0.groups.sorted() + $0.rule.groups.sorted() }
        for number in 1...12 where !groups.isEmpty {
            let some = Set(generator.random.some(of: groups, 1, in: 2))
            try agency.note(Participant(Subject.ID("p-\(number)"), groups: some))
        }
        self.agency = agency
        self.policies = policies
        agenda = Agenda(agency)
        events = agency.events
        now = generator.now
    }

    /// The policy with offices and services of the random agency in place of its own, and a period
    /// that begins or ends near the days that are asked for.
    private static func adapted(
        _ policy: Policy, to agenda: Agenda, _ generator: inout AgencyGenerator
    ) -> Policy {
        var own = policy
        if !policy.offices.isEmpty {
            own.offices = Set(generator.random.some(of: agenda.offices, 1, in: 2))
        }
        if !policy.services.isEmpty {
            own.services = Set(generator.random.some(of: agenda.services, 1, in: 2))
        }
        if policy.valid != .always {
            let first = generator.firstDay.advanced(by: generator.random.int(-2...3))
            let last = first.advanced(by: generator.random.int(0...6))
            own.valid =
                policy.valid.last == .max
                ? DateRange(from: first) : DateRange(from: first, to: last) ?? policy.valid
        }
        return own
    }

    /// Where two of them do not agree, or `nil`.
    mutating func disagreement() throws(Refusal) -> (what: String, details: [String])? {
        for number in 0..<8 { try book(number) }
        for number in 0..<2 {
            let request = generator.request(100 + number, of: agency)
            let openings = try agenda.openings(for: request, at: now, limit: 10_000).all
            if let wrong = try unbookable(openings, request) { return wrong }
            if let wrong = contradiction(openings, request) { return wrong }
        }
        if let violation = Verifier.check(events, rules: rules).first {
            return ("the verifier finds a violation in what was booked", ["\(violation)"])
        }
        let wanted = (200..<208).map { generator.request($0, of: agency) }
        let plan = try Planner(agenda).plan(wanted, at: now, budget: .steps(100))
        let broken = Verifier.check(plan, of: wanted, after: events, rules: rules)
        return broken.first.map { ("the verifier finds a violation in a plan", ["\($0)"]) }
    }

    /// Books one of the openings of a random request; some are cancelled again.
    private mutating func book(_ number: Int) throws(Refusal) {
        now = now + .minutes(Int64(generator.random.int(0...30)))
        let request = generator.request(number, of: agency)
        let openings = try agenda.openings(for: request, at: now, limit: 30).all
        guard let opening = generator.random.pick(openings) else { return }
        try perform(.book(opening.placement, for: request))
        if generator.random.chance(1, in: 5) {
            try perform(.cancel(Appointment.ID(agenda.appointmentCount), .excused))
        }
    }

    private mutating func perform(_ command: Command) throws(Refusal) {
        let new = try agenda.decide(command, at: now)
        do throws(LogError) {
            try agenda.apply(new)
        } catch {
            throw Refusal(.invalidValue, error.message)
        }
        events += new
    }

    /// An opening that cannot be booked, or is dearer than another counsellor's.
    private func unbookable(
        _ openings: [Opening], _ request: Request
    ) throws(Refusal) -> (what: String, details: [String])? {
        for opening in openings.prefix(30) {
            do throws(Refusal) {
                _ = try agenda.decide(.book(opening.placement, for: request), at: now)
            } catch {
                return ("an opening cannot be booked: \(error.message)", [place(opening.placement)])
            }
        }
        guard request.counsellor == .any, policies.contains(where: { $0.preference != nil }) else {
            return nil
        }
        for opening in openings.prefix(4) {
            var here = request
            here.windows = IntervalSet(opening.placement.interval)
            for counsellor in agenda.counsellors {
                here.counsellor = .only(counsellor)
                let other = try agenda.openings(for: here, at: now, limit: 1).all.first
                guard let other, other.cost < opening.cost,
                    other.placement.interval.start == opening.placement.interval.start
                else { continue }
                return (
                    "\(counsellor) would cost less than what is offered",
                    [place(opening.placement), "offered: \(PolicyTestRun.text(opening.cost))"]
                        + ["\(counsellor): \(PolicyTestRun.text(other.cost))"]
                )
            }
        }
        return nil
    }

    /// A start at which search and slow reference do not say the same.
    private mutating func contradiction(
        _ openings: [Opening], _ request: Request
    ) -> (what: String, details: [String])? {
        let oracle = OpeningsOracle(after: events, rules: rules)
        let offered = Dictionary(
            openings.map { ($0.placement.interval.start, $0) }, uniquingKeysWith: { one, _ in one })
        for start in samples(request, openings) {
            let expected = oracle.placement(for: request, at: start, now: now)
            let moment = WallClockText.moment(generator.zone.local(start))
            switch (offered[start], expected) {
            case (nil, nil): continue
            case (nil, let expected?):
                let details = [place(expected)]
                return ("the slow reference offers \(moment), the search does not", details)
            case (.some, nil):
                return ("the search offers \(moment), the slow reference does not", [])
            case (let opening?, let expected?):
                let cost = oracle.cost(of: expected, for: request, now: now)
                if opening.placement == expected, opening.cost == cost { continue }
                let wanted = cost.map { PolicyTestRun.text($0) } ?? "not there"
                return (
                    "search and slow reference offer different placements",
                    ["search: \(place(opening.placement)), \(PolicyTestRun.text(opening.cost))"]
                        + ["slow reference: \(place(expected)), \(wanted)"]
                )
            }
        }
        return nil
    }

    /// Starts inside the windows of a request, half of them near appointments.
    private mutating func samples(_ request: Request, _ openings: [Opening]) -> [Instant] {
        let borders = agenda.appointments.filter(\.status.occupies).flatMap {
            [$0.placement.interval.start, $0.placement.interval.end]
        }
        var starts: [Instant] = []
        for number in 0..<12 {
            if number % 3 == 0, let border = generator.random.pick(borders) {
                starts.append(border + .minutes(Int64(generator.random.int(-12...12) * 5)))
            } else if number % 3 == 1, let opening = generator.random.pick(openings) {
                starts.append(opening.placement.interval.start)
            } else if let window = generator.random.pick(request.windows.intervals) {
                let minutes = Int(window.length.count / 60)
                let base = window.start.secondsSince1970 / 300 * 300
                let offset = generator.random.int(0...max(0, minutes)) / 5 * 5
                starts.append(Instant(secondsSince1970: base + Int64(offset) * 60))
            }
        }
        return starts
    }

    private func place(_ placement: Placement) -> String {
        let start = WallClockText.moment(generator.zone.local(placement.interval.start))
        return "\(start) with \(PolicyTestRun.text(placement))"
    }
}

extension Event {
    /// Whether the event puts a custom rule in force.
    fileprivate var isCustomPolicy: Bool {
        if case .policySet(let policy) = change, case .custom = policy.rule { true } else { false }
    }
}

extension Rule {
    /// The groups that the rule itself names.
    fileprivate var groups: Set<Group.ID> {
        if case .protectedCapacity(_, let groups, _) = self { groups } else { [] }
    }
}
