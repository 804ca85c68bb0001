import Rendezvous
import RendezvousTesting
import RendezvousThreads
import RendezvousVerifier
import Synchronization
import Testing

@Suite struct PlannerTests {
    @Test(arguments: 0..<TestScale.rounds(4))
    func `a plan of a random agency passes the verifier and can be booked`(seed: Int) throws {
        var run = try RandomRun(seed: UInt64(seed) + 2_000_000)
        try run.perform(commands: 20)
        let requests = (0..<25).map { run.generator.request($0, of: run.agency) }
        let planner = Planner(run.agenda)
        let plan = try planner.plan(requests, at: run.now, budget: .steps(200), seed: 3)
        let violations = Verifier.check(
            plan, of: requests, after: run.events, rules: AgencyGenerator.rules)
        #expect(violations.isEmpty, "seed \(seed): \(violations.prefix(3))")
        #expect(plan.served <= plan.bound)
        #expect(plan.assignments.count + plan.waiting.count == requests.count)

        var agenda = run.agenda
        let byID = Dictionary(uniqueKeysWithValues: requests.map { ($0.id, $0) })
        for assignment in plan.assignments {
            let request = try #require(byID[assignment.request])
            try agenda.perform(.book(assignment.placement, for: request), at: run.now)
        }
        for waiting in plan.waiting {
            let request = try #require(byID[waiting.request])
            let openings = try run.agenda.openings(for: request, at: run.now, limit: 1)
            #expect((waiting.shortage != nil) == openings.all.isEmpty, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<TestScale.rounds(3))
    func `the bound is never below the best plan of all, found by trying all`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        var scenario = try Scenario()
        if generator.chance(1, in: 2) { try scenario.addCounsellor("nikos", to: "12:00") }
        let agenda = Agenda(scenario.agency)
        let requests = (0..<4).map { number in
            let from = Scenario.at("08:00") + .minutes(Int64(generator.int(0...4) * 10))
            let length = Seconds.minutes(Int64(generator.int(2...7) * 10))
            let window = Interval(start: from, end: from + length) ?? .always
            return Request(
                Request.ID("r-\(number)"), for: Party(Subject.ID("p-\(number)")),
                service: "advice", channels: [.video], within: IntervalSet(window),
                weight: generator.int(1...5))
        }
        let best = try best(of: requests[...], on: agenda, at: Scenario.now)
        let plan = try Planner(agenda).plan(
            requests, at: Scenario.now, budget: .steps(300), seed: 1)
        #expect(plan.served <= best, "seed \(seed)")
        #expect(best <= plan.bound, "seed \(seed)")
        #expect(4 * plan.served >= 3 * best, "seed \(seed): a tiny problem is nearly solved")
    }

    /// The largest weight that any set of bookings reaches.
    private func best(
        of requests: ArraySlice<Request>, on agenda: Agenda, at now: Instant
    ) throws -> Int {
        guard let request = requests.first else { return 0 }
        var best = try best(of: requests.dropFirst(), on: agenda, at: now)
        for counsellor in agenda.counsellors {
            var only = request
            only.counsellor = .only(counsellor)
            for opening in try agenda.openings(for: only, at: now, limit: 100).all {
                var next = agenda
                try next.perform(.book(opening.placement, for: request), at: now)
                let rest = try self.best(of: requests.dropFirst(), on: next, at: now)
                best = max(best, request.weight + rest)
            }
        }
        return best
    }

    @Test func `greedy order loses people whom improvement serves`() throws {
        // Two who can come at any time are placed where the third could only come.
        var scenario = try Scenario()
        try scenario.addCounsellor("nikos", from: "08:00", to: "08:30")
        let agenda = Agenda(scenario.agency)
        let early = try #require(Interval(start: Scenario.at("08:00"), end: Scenario.at("09:10")))
        let narrow = try #require(Interval(start: Scenario.at("08:00"), end: Scenario.at("08:40")))
        let requests = [
            request("a", early, weight: 3), request("b", narrow, weight: 1),
        ]
        let none = try Planner(agenda).plan(requests, at: Scenario.now, budget: .steps(0))
        let some = try Planner(agenda).plan(requests, at: Scenario.now, budget: .steps(100))
        #expect(none.served == 3)
        #expect(some.served == 4)
    }

    private func request(_ id: Request.ID, _ window: Interval, weight: Int) -> Request {
        Request(
            id, for: Party(Subject.ID(id.rawValue)), service: "advice", channels: [.video],
            with: .only("maria"), within: IntervalSet(window), weight: weight)
    }

    @Test func `the same seed gives the same plan, on any number of threads`() throws {
        var run = try RandomRun(seed: 79)
        let requests = (0..<30).map { run.generator.request($0, of: run.agency) }
        let planner = Planner(run.agenda)
        let serial = try planner.plan(requests, at: run.now, budget: .steps(300), seed: 9)
        for threads in [1, 2, 4] {
            let plan = try planner.plan(
                requests, at: run.now, budget: .steps(300), seed: 9,
                execution: ThreadedExecution(threads: threads))
            #expect(plan == serial)
        }
    }

    @Test func `an execution that says stop still gets a valid plan`() throws {
        var run = try RandomRun(seed: 78)
        let requests = (0..<30).map { run.generator.request($0, of: run.agency) }
        let plan = try Planner(run.agenda).plan(
            requests, at: run.now, budget: .steps(1_000_000), execution: Impatient())
        #expect(
            Verifier.check(plan, of: requests, after: run.events, rules: AgencyGenerator.rules)
                .isEmpty)
    }

    private struct Impatient: Execution {
        func parallelFor(_ parts: Int, _ body: @Sendable (Int) -> Void) {
            for part in (0..<parts).reversed() { body(part) }
        }
        var shouldStop: Bool { true }
    }

    @Test func `requests without an opening are told why`() throws {
        let agenda = Agenda(try Scenario().agency)
        let deaf = Scenario.request(needs: [.signed("gss")])
        let plan = try Planner(agenda).plan([deaf], at: Scenario.now)
        let shortage = try #require(plan.waiting.first?.shortage)
        #expect(shortage.counts == [Shortage.Count(.interpreterUnavailable, counsellorDays: 1)])
        #expect(plan.bound == 0)
    }

    @Test func `a repeated identifier is refused`() throws {
        let agenda = Agenda(try Scenario().agency)
        #expect(throws: Refusal.self) {
            try Planner(agenda).plan([Scenario.request(), Scenario.request()], at: Scenario.now)
        }
    }

    @Test func `nothing to plan gives an empty plan`() throws {
        let plan = try Planner(Agenda(try Scenario().agency)).plan([], at: Scenario.now)
        #expect(plan.assignments.isEmpty && plan.waiting.isEmpty && plan.gap == 0)
    }

    @Test func `every part is carried out once, on any number of threads`() {
        for threads in [1, 2, 7] {
            let done = Mutex([Int](repeating: 0, count: 100))
            ThreadedExecution(threads: threads).parallelFor(100) { part in
                done.withLock { $0[part] += 1 }
            }
            #expect(done.withLock { $0.allSatisfy { $0 == 1 } })
        }
        ThreadedExecution(threads: 3).parallelFor(0) { _ in Issue.record("there is no part") }
        #expect(ThreadedExecution(timeLimit: .zero).shouldStop)
        #expect(!ThreadedExecution(timeLimit: .hours(1)).shouldStop)
    }

    @Test func `of two meetings that a rule does not allow beside each other, one is planned`()
        throws
    {
        // By continuity the later would have to be with whom the earlier is.
        let desk = try PolicyDesk(Policy("p", .continuity))
        let requests = [(2, "nikos"), (1, "maria")].map { days, counsellor in
            var request = PolicyDesk.request(
                PolicyDesk.placement(days: days, with: Counsellor.ID(counsellor)))
            request.id = Request.ID(counsellor)
            return request
        }
        for asked in [requests, requests.reversed()] {
            let plan = try Planner(desk.agenda).plan(asked, at: PolicyDesk.now)
            #expect(plan.assignments.count == 1)
        }
    }
}
