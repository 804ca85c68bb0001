import Rendezvous

/// Carries out the steps of a test.
struct PolicyTestRun {
    typealias Outcome = PolicyTestResult.Outcome
    typealias Finding = PolicyTestResult.Finding

    let test: PolicyTest

    init(_ test: PolicyTest) { self.test = test }

    /// What comes of all steps, in order.
    func outcomes() -> [Outcome] {
        var bench: PolicyBench
        do {
            bench = try PolicyBench(test.scenario, rules: test.rules)
            try bench.use(test.policies)
        } catch {
            let place = test.steps.first?.place ?? .document("the scenario")
            let what = "the scenario can be set up with its policies"
            let finding = Finding(
                place: place, expected: what, happened: Self.message(error), details: [], seed: nil)
            return [Outcome(place: place, expectation: what, finding: finding)]
        }
        return test.steps.map { step in
            let what = Self.text(step.kind, bench.clock)
            let finding = Self.carryOut(step, what, &bench, test)
            return Outcome(place: step.place, expectation: what, finding: finding)
        }
    }

    /// Whether all steps but those on random agencies are as expected, on a bench with its policies
    /// in force; stops at the first that is not.
    func isMet(on bench: PolicyBench) -> Bool {
        var bench = bench
        for step in test.steps {
            if case .survivesGenerated = step.kind { continue }
            if Self.carryOut(step, "", &bench, test) != nil { return false }
        }
        return true
    }

    private static func message(_ error: any Error) -> String {
        switch error {
        case let refusal as Refusal: refusal.message
        case let error as ScenarioError: error.message
        default: "\(error)"
        }
    }

    private static func carryOut(
        _ step: PolicyTest.Step, _ what: String, _ bench: inout PolicyBench, _ test: PolicyTest
    ) -> Finding? {
        let failure: Failure?
        do {
            switch step.kind {
            case .survivesGenerated(let agencies, let seed):
                failure = GeneratedAgencies(test, seed: seed).firstFailure(of: agencies)
            default: failure = try examine(step.kind, &bench)
            }
        } catch {
            failure = Failure(message(error))
        }
        return failure.map {
            Finding(
                place: step.place, expected: what, happened: $0.happened, details: $0.details,
                seed: $0.seed)
        }
    }

    /// What is wrong with a step.
    struct Failure {
        var happened: String
        var details: [String] = []
        var seed: UInt64?

        init(_ happened: String, _ details: [String] = [], seed: UInt64? = nil) {
            self.happened = happened
            self.details = details
            self.seed = seed
        }
    }

    private static func examine(
        _ kind: PolicyTest.Step.Kind, _ bench: inout PolicyBench
    ) throws -> Failure? {
        switch kind {
        case .refuses(let ask, let cause): return try refused(ask, cause, bench)
        case .allows(let ask):
            return try bench.opening(ask) == nil ? refusal(of: ask, bench) : nil
        case .costs(let ask, let levels): return try costs(ask, levels, bench)
        case .offers(let starts, let ask): return try offers(starts, ask, bench)
        case .offersFirst(let start, let counsellor, let ask):
            return try offersFirst(start, counsellor, ask, bench)
        case .prefers(let first, let second, let ask):
            return try prefers(first, second, ask, bench)
        case .keepsOrder(let counsellors, let ask): return try order(counsellors, ask, bench)
        case .books(let ask):
            guard let opening = try bench.opening(ask) else { return try refusal(of: ask, bench) }
            try bench.perform(.book(opening.placement, for: bench.request(ask)), at: bench.now)
        case .cancels(let number):
            try bench.perform(.cancel(Appointment.ID(number), .excused), at: bench.now)
        case .misses(let number):
            try bench.perform(.noShow(Appointment.ID(number)), at: bench.now)
        case .waits(let moment): try bench.wait(until: moment)
        case .survivesGenerated: break
        }
        return nil
    }
}

/// The expectations, one by one.
extension PolicyTestRun {
    /// That nobody can serve a question, for a cause.
    private static func refused(
        _ ask: Ask, _ cause: PolicyTest.Cause?, _ bench: PolicyBench
    ) throws -> Failure? {
        if let opening = try bench.opening(ask) {
            return Failure(
                "it is allowed, with \(text(opening.placement))", prices(ask, opening, bench))
        }
        guard let cause else { return nil }
        let obstacle = bench.obstacle(try bench.obstacles(ask))
        switch cause {
        case .reason(let reason):
            return obstacle?.reason == reason ? nil : try refusal(of: ask, bench)
        case .text(let text):
            if let reason = obstacle?.reason, words(reason.summary).contains(words(text)) {
                return nil
            }
            let names = bench.refusing(ask).flatMap { policy -> [String] in
                if case .custom(let name, _) = policy.rule { return [policy.id.rawValue, name] }
                return [policy.id.rawValue]
            }
            return names.contains(text) ? nil : try refusal(of: ask, bench)
        }
    }

    /// The words of a text between single spaces, so that a part of a word is none of them.
    private static func words(_ text: String) -> String {
        " \(text.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")) "
    }

    private static func costs(
        _ ask: Ask, _ levels: [Preference.Level: Int], _ bench: PolicyBench
    ) throws -> Failure? {
        guard let opening = try bench.opening(ask) else { return try refusal(of: ask, bench) }
        let isSame = Preference.Level.allCases.allSatisfy { opening.cost[$0] == levels[$0] ?? 0 }
        if isSame { return nil }
        return Failure(
            "it costs \(text(opening.cost)), with \(text(opening.placement))",
            prices(ask, opening, bench))
    }

    private static func offers(
        _ starts: [Moment], _ ask: Ask, _ bench: PolicyBench
    ) throws -> Failure? {
        let day = try ask.day(bench.clock)
        let expected = try starts.map { try bench.clock.instant($0, on: day) }
        let found = try bench.openings(ask).map(\.placement.interval.start)
        guard found != expected else { return nil }
        let missing = expected.filter { !found.contains($0) }.map(bench.clock.text)
        let more = found.filter { !expected.contains($0) }.map(bench.clock.text)
        var details: [String] = []
        if !missing.isEmpty { details.append("missing: \(list(missing))") }
        if !more.isEmpty { details.append("besides: \(list(more))") }
        if details.isEmpty { details.append("openings come in order of start") }
        return Failure(offered(found.map(bench.clock.text)), details)
    }

    private static func offersFirst(
        _ start: Moment, _ counsellor: Counsellor.ID?, _ ask: Ask, _ bench: PolicyBench
    ) throws -> Failure? {
        let expected = try bench.clock.instant(start, on: ask.day(bench.clock))
        guard let first = try bench.openings(ask, limit: 1).first else {
            return Failure("nothing is offered")
        }
        let placement = first.placement
        if placement.interval.start == expected,
            counsellor.map({ $0 == placement.counsellor }) ?? true
        {
            return nil
        }
        var here = ask
        here.time = .at(Moment(spelt(placement.interval.start, bench.clock)))
        return Failure(
            "the first is \(bench.clock.text(placement.interval.start)) with \(text(placement))",
            prices(here, first, bench))
    }

    private static func prefers(
        _ first: Counsellor.ID, _ second: Counsellor.ID, _ ask: Ask, _ bench: PolicyBench
    ) throws -> Failure? {
        var found: [Opening] = []
        var details: [String] = []
        for counsellor in [first, second] {
            var one = ask
            one.counsellor = counsellor
            guard let opening = try bench.opening(one) else { return try refusal(of: one, bench) }
            found.append(opening)
            details.append("\(counsellor) costs \(text(opening.cost))")
            details += prices(one, opening, bench).map { "  \($0)" }
        }
        if found[0].cost < found[1].cost { return nil }
        return Failure(
            found[0].cost == found[1].cost
                ? "both cost the same" : "\(second) costs less", details)
    }

    private static func order(
        _ counsellors: [Counsellor.ID], _ ask: Ask, _ bench: PolicyBench
    ) throws -> Failure? {
        var found: [Counsellor.ID] = []
        var left = Set(counsellors)
        while !left.isEmpty {
            let day = try bench.leaving(left, for: ask)
            guard let opening = try day.opening(ask) else { break }
            found.append(opening.placement.counsellor)
            guard left.remove(opening.placement.counsellor) != nil else { break }
        }
        guard found != counsellors else { return nil }
        let details = try found.map { counsellor -> String in
            var one = ask
            one.counsellor = counsellor
            let cost = try bench.opening(one).map { text($0.cost) } ?? "more than can be asked"
            return "\(counsellor) costs \(cost)"
        }
        return Failure(
            found.isEmpty
                ? "nobody is offered"
                : "the order is \(found.map(\.rawValue).joined(separator: ", "))",
            details)
    }

    /// That a question is refused: why, by counsellor, and by which policies.
    private static func refusal(of ask: Ask, _ bench: PolicyBench) throws -> Failure {
        let obstacles = try bench.obstacles(ask)
        guard let farthest = bench.obstacle(obstacles) else {
            return Failure("nothing is offered")
        }
        var details = obstacles.map(\.text)
        let policies = bench.refusing(ask)
        if !policies.isEmpty {
            let names = policies.map { "\($0.id) (\(PolicyText.word($0.rule)))" }
            details.append("refused by \(names.joined(separator: ", "))")
        }
        let who = ask.counsellor.map { " with \($0)" } ?? ""
        return Failure("it is refused\(who) (\(farthest.reason.rawValue))", details)
    }

    /// What a placement costs by policy, a line each.
    private static func prices(
        _ ask: Ask, _ opening: Opening, _ bench: PolicyBench
    ) -> [String] {
        bench.costs(ask, opening).map { policy, level, sum in
            "\(level.rawValue) \(sum) by \(policy.id) (\(PolicyText.word(policy.rule)))"
        }
    }
}

/// The words of expectations and findings.
extension PolicyTestRun {
    static func text(_ kind: PolicyTest.Step.Kind, _ clock: ScenarioClock) -> String {
        switch kind {
        case .refuses(let ask, let cause):
            return "\(ask.text(clock)) is refused" + (cause.map { " (\($0))" } ?? "")
        case .allows(let ask): return "\(ask.text(clock)) is allowed"
        case .costs(let ask, let levels):
            var cost = Cost.none
            for (level, sum) in levels { cost.add(Preference(level), times: sum) }
            return "\(ask.text(clock)) costs \(text(cost))"
        case .offers(let starts, let ask):
            let words = starts.map { start -> String in
                let day = try? ask.day(clock)
                return (try? clock.instant(start, on: day)).map(clock.text) ?? start.text
            }
            return "\(ask.text(clock)): \(offered(words))"
        case .offersFirst(let start, let counsellor, let ask):
            let day = try? ask.day(clock)
            let moment = (try? clock.instant(start, on: day)).map(clock.text) ?? start.text
            return "\(ask.text(clock)): the first is \(moment)"
                + (counsellor.map { " with \($0)" } ?? "")
        case .prefers(let first, let second, let ask):
            return "\(ask.text(clock)): \(first) costs less than \(second)"
        case .keepsOrder(let counsellors, let ask):
            let names = counsellors.map(\.rawValue).joined(separator: ", ")
            return "\(ask.text(clock)): the order is \(names)"
        case .survivesGenerated(let agencies, let seed):
            return "search, booking and verifier agree on \(agencies) agencies from seed \(seed)"
        case .books(let ask): return "\(ask.text(clock)) is booked"
        case .cancels(let number): return "appointment \(number) is cancelled"
        case .misses(let number): return "appointment \(number) is missed"
        case .waits(let moment):
            return "it is \((try? clock.instant(moment)).map(clock.text) ?? moment.text)"
        }
    }

    /// `maria by video`, with interpreter and room.
    static func text(_ placement: Placement) -> String {
        var text = "\(placement.counsellor) by \(placement.channel.rawValue)"
        if let interpreter = placement.interpreter { text += ", interpreter \(interpreter)" }
        if let room = placement.room { text += ", room \(room)" }
        return text
    }

    /// `strong 1, weak 3`, or `nothing`.
    static func text(_ cost: Cost) -> String {
        let parts = Preference.Level.allCases.compactMap { level in
            cost[level] == 0 ? nil : "\(level.rawValue) \(cost[level])"
        }
        return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
    }

    /// Up to twelve moments, and how many there are besides; the day only where it changes.
    static func list(_ moments: [String]) -> String {
        var day: Substring = ""
        let words = moments.prefix(12).map { moment -> String in
            let (own, time) = (moment.dropLast(6), moment.suffix(5))
            defer { day = own }
            return own == day ? String(time) : moment
        }
        let more = moments.count - words.count
        return words.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }

    /// That these starts are offered.
    static func offered(_ moments: [String]) -> String {
        switch moments.count {
        case 0: "nothing is offered"
        case 1: "\(list(moments)) is offered"
        default: "\(list(moments)) are offered"
        }
    }

    /// An instant as a moment with its date.
    private static func spelt(_ instant: Instant, _ clock: ScenarioClock) -> String {
        let local = clock.zone.local(instant)
        return "\(local.date) \(local.time)"
    }
}
