import Rendezvous
import Testing

@testable import RendezvousSimulation

/// Plans of staff over many days, against the check that shares no code with them.
@Suite struct StaffPlanTests {
    static func hours(_ from: Int, _ to: Int) -> [Int] {
        stride(from: from * 3_600, through: to * 3_600, by: 3_600).map { $0 }
    }

    /// Half hours from 8 to 20, a peak in the morning, quiet Saturdays, closed Sundays.
    static func task(days: Int, agents: Int?, rules: StaffRules) throws -> StaffingTask {
        let shape = [
            0.45, 0.70, 0.92, 1.00, 1.00, 0.98, 0.95, 0.90, 0.82, 0.78, 0.80, 0.84, 0.86, 0.84,
            0.80, 0.74, 0.66, 0.58, 0.50, 0.44, 0.38, 0.32, 0.27, 0.22,
        ]
        let week = [1.15, 1.05, 1.0, 0.98, 0.88, 0.3, 0]
        let first: CivilDate = "2026-01-05"
        let calls = (0..<days).map { day in
            shape.map { ($0 * week[day % 7] * (900 + Double(day / 7 % 13) * 10)).rounded() }
        }
        return try StaffingTask(
            from: first, calls: calls, grid: DayGrid(opening: 28_800, period: 1_800, count: 24),
            handling: 300, target: ServiceTarget(share: 0.8, within: 20), shrinkage: 0.08,
            patterns: ShiftPattern.all(
                "full", starts: hours(8, 12), length: 28_800, rest: 1_800, earliest: 10_800,
                latest: 14_400, step: 3_600)
                + ShiftPattern.all("half", starts: hours(8, 16), length: 14_400),
            rules: rules, agents: agents)
    }

    @Test func `a plan keeps its rules, covers the need and proves its bound`() throws {
        let task = try Self.task(days: 14, agents: 250, rules: StaffRules())
        let plan = try task.plan()
        #expect(StaffCheck(plan).violations == [])
        #expect(plan.bound <= plan.staff && plan.staff <= plan.bound + 3, "\(plan.staff)")
        // Need by Erlang C, and those who are away on top.
        let call = try ErlangC.staffing(
            callsPerHour: 2 * 1_035, handling: 300, answeredWithin: 20, target: 0.8)
        #expect(plan.days[0].need[3] == Int((Double(call.agents) / 0.92).rounded(.up)))
    }

    @Test func `the check finds a plan whose bound, need or rules do not hold`() throws {
        let grid = try DayGrid(opening: 0, period: 3_600, count: 2)
        let patterns = [
            try ShiftPattern("a", from: 0, to: 3_600),
            try ShiftPattern("b", from: 3_600, to: 7_200),
        ]
        let days = (0..<9).map { StaffDay(CivilDate("2026-03-02").advanced(by: $0), need: [2, 1]) }
        // 3 shifts a day: 21 in a week of 5 days each take 5 agents, in all 27 over 6 days also.
        let plan = try StaffPlan(
            days: days, grid: grid, patterns: patterns,
            rules: StaffRules(daysAWeek: 5, daysInAll: 6, rest: 39_600))
        #expect(plan.staff == 5 && plan.bound == 5 && StaffCheck(plan).violations == [])
        // Rules that are kept only with more people.
        let one = try StaffPlan(
            days: days, grid: grid, patterns: patterns, rules: StaffRules(daysAWeek: 7, rest: 0))
        #expect(one.staff == 3 && one.witness == .day(0))
        let few = try StaffPlan(
            days: days, grid: grid, patterns: patterns,
            rules: StaffRules(daysAWeek: 7, daysInAll: 3, rest: 0))
        #expect(few.staff == 9 && few.witness == .whole)
        #expect(StaffCheck(few.spoilt { $0.roster[0][0] = -1 }).violations.count == 1)
        #expect(!StaffCheck(few.spoilt { $0.bound += 1 }).violations.isEmpty)
        #expect(!StaffCheck(few.spoilt { $0.roster[1] = $0.roster[0] }).violations.isEmpty)
    }

    @Test func `rest between shifts is kept, or refused if shifts leave none`() throws {
        let grid = try DayGrid(opening: 0, period: 43_200, count: 2)
        let patterns = [
            try ShiftPattern("early", from: 0, to: 43_200),
            try ShiftPattern("late", from: 43_200, to: 86_400),
        ]
        let monday: CivilDate = "2026-03-02"
        // Early needs one on the first day, late on the second, and so on: from late to early there
        // are 0 h.
        let days = (0..<6).map {
            StaffDay(monday.advanced(by: $0), need: $0.isMultiple(of: 2) ? [0, 1] : [1, 0])
        }
        let plan = try StaffPlan(
            days: days, grid: grid, patterns: patterns, rules: StaffRules(daysAWeek: 6))
        #expect(plan.bound == 1 && plan.staff == 2 && StaffCheck(plan).violations == [])
    }

    @Test func `simulated needs meet the target in every period, with no agent to spare`() throws {
        let demand = try CallDemand(
            calls: [20, 60, 80, 40], period: 1_800, handling: 240, patience: 120)
        let target = try ServiceTarget(share: 0.8, within: 20)
        let steady = try demand.agents(for: target)
        let found = try demand.simulatedAgents(
            for: target, replications: Fixture.rounds(200, minimum: 10), seed: 3)
        #expect(found.levels.allSatisfy { $0 >= 0.8 }, "\(found)")
        for (one, other) in zip(steady, found.agents) { #expect((one - other).magnitude <= 3) }
    }

    @Test func `Erlang A finds the fewest agents, as one by one from below`() throws {
        let target = try ServiceTarget(share: 0.8, within: 20)
        for calls in [1.0, 7, 40, 300, 1_000] {
            let found = try ErlangA.staffing(
                arrivalRate: calls / 1_800, serviceRate: 1.0 / 300, patienceRate: 1.0 / 120,
                target: target)
            func level(_ agents: Int) throws -> Double {
                try ImpatientQueue(
                    agents: agents, arrivalRate: calls / 1_800, serviceRate: 1.0 / 300,
                    patience: .exponential(rate: 1.0 / 120)
                ).served(within: 20)
            }
            #expect(try level(found) >= 0.8)
            if found > 1 { #expect(try level(found - 1) < 0.8, "\(calls)") }
        }
    }
}

extension StaffPlan {
    /// The plan with something wrong in it.
    fileprivate func spoilt(_ change: (inout StaffPlan) -> Void) -> StaffPlan {
        var plan = self
        change(&plan)
        return plan
    }
}
