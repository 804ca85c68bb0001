import Rendezvous
import RendezvousTesting
import RendezvousVerifier
import Synchronization
import Testing

/// Planning for as long as there is time: here time goes by whenever parts are worked on.
@Suite struct TimeLimitTests {
    /// Serial, with a clock that moves on by one at each call.
    private final class Clock: Execution {
        private let calls = Atomic(0)
        private let limit: Int

        init(limit: Int) { self.limit = limit }

        func parallelFor(_ parts: Int, _ body: @Sendable (Int) -> Void) {
            calls.add(1, ordering: .relaxed)
            for part in 0..<parts { body(part) }
        }

        var shouldStop: Bool { calls.load(ordering: .relaxed) >= limit }
        var elapsed: Double? {
            min(1, Double(calls.load(ordering: .relaxed)) / Double(limit))
        }
    }

    @Test func `a portion of the time is a time of its own`() {
        let clock = Clock(limit: 100)
        clock.parallelFor(0) { _ in }
        for _ in 0..<19 { clock.parallelFor(0) { _ in } }
        let portion = Portion(clock, until: 0.6)
        #expect(portion.elapsed == 0)
        for _ in 0..<10 { portion.parallelFor(0) { _ in } }
        #expect(portion.elapsed.map { abs($0 - 0.25) < 1e-9 } == true)
        let nested = Portion(portion, until: 0.5)
        #expect(nested.elapsed == 0)
        for _ in 0..<10 { nested.parallelFor(0) { _ in } }
        #expect(nested.elapsed == 1)
        #expect(nested.shouldStop)
        #expect(!portion.shouldStop)
        for _ in 0..<20 { portion.parallelFor(0) { _ in } }
        #expect(portion.elapsed == 1)
        #expect(portion.shouldStop)
        #expect(!clock.shouldStop)
        #expect(Portion(clock, until: 0.5).shouldStop, "what is over before it begins is over")
        #expect(Portion(SerialExecution(), until: 0.5).elapsed == nil)
        #expect(!Portion(SerialExecution(), until: 0.5).shouldStop)
    }

    @Test(arguments: 0..<TestScale.rounds(3))
    func `the time there is is used, and plan and bound hold`(seed: Int) {
        let model = TinyProblem(seed: UInt64(seed) + 7, requests: 60, days: 6).model
        let tables = AllocationTables(model)
        let clock = Clock(limit: 20_000)
        var solver = AllocationSolver(tables, scale: 1, seed: 3)
        let first = solver.served
        solver.prove(rounds: nil, on: Portion(clock, until: 0.2))
        #expect(clock.elapsed.map { $0 > 0.17 && $0 < 0.21 } == true)
        solver.improve(steps: nil, on: Portion(clock, until: 0.7))
        let bound = solver.bound ?? 0
        #expect(solver.served == bound || clock.elapsed.map { abs($0 - 0.7) < 0.01 } == true)
        solver.prove(rounds: nil, on: clock)
        #expect(clock.elapsed.map { $0 > 0.9 } == true)
        #expect(solver.served >= first)
        #expect(solver.bound.map { $0 <= bound && $0 >= solver.served } == true)
        #expect(AllocationCheck.check(solver.places, of: model).isEmpty, "seed \(seed)")
        #expect(
            CertificateCheck.bound(of: model, by: solver.certificate).map {
                $0 <= solver.bound ?? 0
            } == true)
    }

    @Test func `no time at all gives the first plan and a bound that holds`() {
        let model = TinyProblem(seed: 7, requests: 60, days: 6).model
        let tables = AllocationTables(model)
        var solver = AllocationSolver(tables, scale: 1, seed: 3)
        let clock = Clock(limit: 0)
        solver.prove(rounds: nil, on: clock)
        solver.improve(steps: nil, on: clock)
        solver.prove(rounds: nil, on: clock)
        solver.proveCost(rounds: nil, on: clock)
        #expect(AllocationCheck.check(solver.places, of: model).isEmpty)
        #expect(solver.steps == 0)
        #expect(solver.bound.map { $0 >= solver.served } == true)
        #expect(solver.served >= AllocationSolver(tables, scale: 1, seed: 3).served)
    }
}
