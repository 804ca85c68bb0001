import RendezvousTesting
import Testing
@testable import Rendezvous
struct TmpTests {
    @Test func `tmp prof`() throws {
        let clock = ContinuousClock()
        for seed in 0..<6 {
            var run = try RandomRun(seed: UInt64(seed) + 3_000_000)
            let a = try clock.measure { try run.perform(commands: 40) }
            let request = run.generator.request(0, of: run.agency)
            let b = try clock.measure { _ = try run.agenda.openings(for: request, at: run.now, limit: 100) }
            let c = try clock.measure { _ = try Agenda(replaying: run.events) }
            print("PROF", seed, a, b, c, request.windows.length, run.events.count, run.agency.events.count)
        }
        for instant in [Instant.min, .max] {
            var agenda = Agenda(try Scenario().agency)
            let a = try clock.measure { try agenda.apply([Event(at: instant, .policySet(Policy("g", .gapsOutsideWorkingTime)))]) }
            var always = Scenario.request()
            always.windows = IntervalSet(Interval.always)
            let b = try clock.measure { _ = try agenda.openings(for: Scenario.request(), at: instant) }
            let c = try clock.measure { _ = try agenda.openings(for: always, at: instant) }
            print("PROF", instant, a, b, c)
        }
    }
}
