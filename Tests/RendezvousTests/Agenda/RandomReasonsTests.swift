import Rendezvous
import RendezvousTesting
import RendezvousVerifier
import Testing

/// Reasons of refusals and plans where policies decide, beside the verifier.
@Suite struct RandomReasonsTests {
    @Test(arguments: 0..<TestScale.rounds(4))
    func `what is refused is refused for a reason that the verifier finds`(seed: Int) throws {
        var run = try RandomRun(seed: UInt64(seed) + 6_000_000, .policies)
        try run.perform(commands: 80)
        let examiner = Examiner(after: run.events, rules: AgencyGenerator.rules)
        for _ in 0..<4 {
            let request = run.generator.request(0, of: run.agency)
            for placement in run.placements(for: request) {
                let found = examiner.reasons(against: placement, for: request, at: run.now)
                var reason: Reason?
                do throws(Refusal) {
                    _ = try run.agenda.decide(.book(placement, for: request), at: run.now)
                } catch {
                    reason = error.reason
                }
                #expect(
                    reason.map { found.contains($0) } ?? found.isEmpty,
                    "seed \(seed): \(found), \(placement), \(request)")
            }
        }
    }

    @Test(arguments: 0..<TestScale.rounds(2))
    func `a plan under policies passes the verifier`(seed: Int) throws {
        var run = try RandomRun(seed: UInt64(seed) + 7_000_000, .policies)
        try run.perform(commands: 15)
        let requests = (0..<12).map { run.generator.request($0, of: run.agency) }
        let plan = try Planner(run.agenda).plan(
            requests, at: run.now, budget: .steps(40), seed: 3)
        let violations = Verifier.check(
            plan, of: requests, after: run.events, rules: AgencyGenerator.rules)
        #expect(violations.isEmpty, "seed \(seed): \(violations.prefix(3))")
    }
}

extension RandomRun {
    /// Placements by video with the first counsellors, and where appointments are.
    mutating func placements(for request: Request) -> [Placement] {
        let starts = halfHours(of: request, 20)
        let drawn = starts.flatMap { start in
            ([30, 60] as [Int64]).compactMap { minutes -> Placement? in
                let interval = Interval(start: start, end: start + .minutes(minutes))
                let counsellor: Counsellor.ID = generator.random.chance(1, in: 2) ? "c-1" : "c-2"
                return interval.map { Placement($0, on: .video, with: counsellor) }
            }
        }
        return drawn + agenda.appointments.suffix(12).map(\.placement)
    }
}
