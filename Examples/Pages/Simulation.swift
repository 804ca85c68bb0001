import Rendezvous
import RendezvousSimulation
import RendezvousThreads
import Testing

/// What Documentation/Simulation.md shows.
@Suite struct SimulationExample {
    private func line() throws -> PhoneLine {
        let line = try PhoneLine(
            topics: [CallTopic("jobs", skills: 0b01), CallTopic("EURES", skills: 0b10)],
            kinds: [
                CallKind(
                    "local", topics: [0],
                    arrivals: .rates([60, 120, 90], every: 3_600, perTime: 3_600),
                    handling: .logNormal(mean: 240, variation: 1),
                    patience: .exponential(mean: 300)),
                CallKind(
                    "both", topics: [0, 1], priority: 0, arrivals: .poisson(rate: 0.01),
                    handling: .exponential(mean: 400), origin: "child helpline"),
            ],
            groups: [
                AgentGroup(
                    "jobs", skills: 0b01,
                    shifts: [.init(from: 0, agents: 8), .init(from: 3_600, agents: 12)]),
                AgentGroup("all", agents: 3, skills: 0b11),
            ])
        return line
    }

    @Test func `how many agents a promise needs`() throws {
        let need = try ErlangC.staffing(
            callsPerHour: 2_850, handling: 300, answeredWithin: 20, target: 0.8)
        #expect(need.agents == 248)
        #expect(abs(need.serviceLevel - 0.806) < 0.001)
    }

    @Test func `what impatient callers get`() throws {
        let patience = try Patience.exponential(rate: 0.5)
        let queue = try ImpatientQueue(
            agents: 50, arrivalRate: 48, serviceRate: 1, patience: patience)
        #expect(abs(queue.abandonProbability - 0.0309) < 0.0001)
        #expect(abs(queue.served(within: 1 / 3) - 0.943) < 0.001)
    }

    @Test func `a morning on the phone`() throws {
        let line = try line()
        let result = try line.run(StreamKey(seed: 7, replication: 0), until: 10_800)
        #expect(result.all.offered > 100)
    }

    @Test func `callers who are called back get appointments`() throws {
        let (agenda, monday) = (Agenda(try World.agency()), World.now)
        let (line, key) = (try line(), StreamKey(seed: 7, replication: 0))

        var book = try AgendaCallBacks(
            agenda, service: "advice", from: monday, horizon: .hours(48))
        let result = try line.run(key, until: 36_000, callBacks: &book)
        #expect(result.all.offered > 100)
        #expect(book.agenda.stateImage().count >= agenda.stateImage().count)
    }

    @Test func `calls become agents, and agents become shifts`() throws {
        let grid = try DayGrid(opening: 28_800, period: 1_800, count: 3)
        let patterns = [
            try ShiftPattern("whole", from: 28_800, to: 34_200),
            try ShiftPattern("late", from: 30_600, to: 34_200),
        ]

        let demand = try CallDemand(
            calls: [80, 120, 90], period: 1_800, handling: 300, patience: 120)
        let target = try ServiceTarget(share: 0.8, within: 20)
        let stationary = try demand.agents(for: target)
        let carried = try demand.simulatedAgents(for: target).agents
        let days = (0..<5).map {
            StaffDay(CivilDate("2026-11-23").advanced(by: $0), need: carried)
        }
        let plan = try StaffPlan(
            days: days, grid: grid, patterns: patterns, rules: StaffRules())
        print("\(plan.staff) agents; nobody can do with fewer than \(plan.bound)")
        #expect(StaffCheck(plan).violations.isEmpty)
        #expect(stationary.count == 3 && plan.staff >= plan.bound)
    }

    @Test func `two policies meet the same clients`() throws {
        let agency = try World.agency()

        var calls = ClientStream("calls", service: "advice", perDay: 12)
        calls.noShow = [.init(from: 0, share: 0.05), .init(from: 7, share: 0.2)]
        let scenario = try BookScenario(
            events: agency.events, from: "2026-11-23", days: 15, warmUp: 5, clients: [calls])
        var pooled = BookPolicy("pooled")
        pooled.isPooled = true
        let study = try BookStudy(scenario, policies: [BookPolicy("now"), pooled])
        let results = try study.run(1..<4, seed: 7, execution: ThreadedExecution())
        let difference = results.comparison(StudyMetric("leadDays"), policy: 1)

        #expect(difference != nil)
    }

    @Test func `replications are compared on the same callers`() throws {
        let line = try line()
        let table = try Replications.run(
            0..<30, metrics: ["wait"], seed: 7, execution: ThreadedExecution()
        ) { key throws(ParameterError) in [try line.run(key, until: 10_800).all.meanWait] }
        let other = try Replications.run(0..<30, metrics: ["wait"], seed: 7) {
            key throws(ParameterError) in [try line.run(key, until: 7_200).all.meanWait]
        }
        let wait = try table.estimate("wait")
        let longer = try table.comparison(with: other, "wait")
        #expect(wait.mean > 0 && longer.correlation > 0)
    }
}
