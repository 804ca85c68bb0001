import Foundation
import Rendezvous
import RendezvousSimulation
import RendezvousThreads
import Testing

/// The published cases by simulation.
@Suite struct SimulatedCaseTests {
    /// How far a mean is off in standard errors, brought to the normal law.
    struct Score {
        let name: String
        let score: Double
        let relativeHalfWidth: Double
    }

    /// Callers of a case at full scale.
    static let callers = 2_000_000.0

    /// How a case is run: how often, to when, and from when counted.
    struct Plan {
        let count: Int
        let end: Double
        let warmUp: Double
        /// Callers of all replications.
        let callers: Double

        init(_ simulated: Simulated) {
            let wanted = max(30_000, SimulatedCaseTests.callers * Fixture.scale)
            if let once = simulated.once {
                let length = once.isFinite ? once : 46_800
                count = min(20_000, max(60, Int(wanted / (simulated.rate * length))))
                (end, warmUp) = (once, 0)
                callers = Double(count) * simulated.rate * length
            } else {
                count = 30
                warmUp = simulated.memory
                end = warmUp + max(simulated.memory * 4, wanted / 30 / simulated.rate)
                callers = 30 * end * simulated.rate
            }
        }

        /// In debug only what takes a moment.
        var isRun: Bool { Fixture.scale >= 0.1 || callers <= 50_000 }
    }

    static func scores(
        _ test: Case, _ simulated: Simulated, _ plan: Plan, seed: UInt64
    ) throws -> [Score] {
        let names = simulated.metrics.map(\.name)
        let metrics = simulated.metrics
        let (line, target, period) = (simulated.line, simulated.target, simulated.period)
        let (end, warmUp) = (plan.end, plan.warmUp)
        let table = try Replications.run(
            0..<plan.count, metrics: names, seed: seed, execution: ThreadedExecution()
        ) { key throws(ParameterError) in
            let result = try line.run(
                key, until: end, warmUp: warmUp, target: target, period: period)
            return metrics.map { $0.value(result) }
        }
        return try metrics.map { metric in
            let estimate = try table.estimate(metric.name)
            let miss = (estimate.mean - metric.exact) / max(estimate.standardError, 1e-300)
            // Beyond 8 the share is 1 to the last bit.
            let tail = Special.studentShare(-miss.magnitude, df: Double(estimate.count - 1))
            let score = Quantiles.normal(max(tail, 1e-300)).magnitude
            return Score(
                name: "\(test.id): \(metric.name) \(estimate.mean), not \(metric.exact)",
                score: miss == 0 ? 0 : miss < 0 ? -score : score,
                relativeHalfWidth: estimate.relativeHalfWidth)
        }
    }

    @Test func `simulated metrics agree with the exact values as often as they should`() throws {
        var scores: [Score] = []
        var cases = 0
        for (number, test) in try Case.all.get().enumerated() {
            guard let lines = try SimulatedFamilies.lines[test.family]?(test) else { continue }
            cases += 1
            for (part, simulated) in lines.enumerated() {
                let plan = Plan(simulated)
                guard plan.isRun else { continue }
                let start = ContinuousClock.now
                let seed = UInt64(20_241_122 + 1_000 * number + part)
                let found = try Self.scores(test, simulated, plan, seed: seed)
                if ProcessInfo.processInfo.environment["RENDEZVOUS_TEST_SCALE"] != nil {
                    let worst = found.map(\.relativeHalfWidth).max() ?? 0
                    print("\(test.id): \(ContinuousClock.now - start), half-width \(worst)")
                }
                scores += found
            }
        }
        // The published day is itself known to half a promille only.
        for score in scores {
            #expect(score.score.magnitude <= 4, "\(score.name) (\(score.score))")
        }
        let beyond = scores.filter { $0.score.magnitude > 1.96 }
        let spread = 2.576 * (0.05 * 0.95 / Double(scores.count)).squareRoot()
        let share = Double(beyond.count) / Double(scores.count)
        let most = scores.map(\.score.magnitude).max() ?? 0
        let mean = scores.map(\.score).reduce(0, +) / Double(scores.count)
        print(
            "\(cases) cases, \(scores.count) metrics, beyond 1.96: \(beyond.count),",
            "largest \(most), mean \(mean)")
        #expect(cases > 60)
        guard Fixture.scale >= 0.1 else { return }
        #expect(share <= 0.05 + spread && share >= max(0, 0.05 - spread), "\(beyond.map(\.name))")
    }
}
