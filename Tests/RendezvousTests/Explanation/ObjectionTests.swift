import RendezvousTesting
import Testing

@testable import Rendezvous

/// Everything that stands against a placement.
@Suite struct ObjectionTests {
    @Test(arguments: 0..<TestScale.rounds(20))
    func `the first objection is the reason of the refusal, and there is none without one`(
        seed: Int
    ) throws {
        var run = try RandomRun(seed: UInt64(seed) + 3_000_000)
        try run.addPolicies()
        try run.perform(commands: 60)
        for _ in 0..<10 {
            let request = run.generator.request(0, of: run.agency)
            let others = Array(run.agenda.appointments)
            for start in run.sampleStarts(of: request, 10) {
                guard let other = run.generator.random.pick(others),
                    let interval = Interval(
                        start: start, end: start + other.placement.interval.length)
                else { continue }
                var placement = other.placement
                placement.interval = interval
                try check(placement, request, run, "seed \(seed): \(placement) for \(request)")
            }
        }
    }

    private func check(
        _ placement: Placement, _ request: Request, _ run: RandomRun, _ what: String
    ) throws {
        guard let objections = try? run.agenda.objections(to: placement, for: request, at: run.now)
        else { return }
        do throws(Refusal) {
            _ = try run.agenda.decide(.book(placement, for: request), at: run.now)
            #expect(objections.isEmpty, "\(what)")
        } catch {
            #expect(objections.first?.reason == error.reason, "\(what)")
            let appointments = objections.flatMap(\.appointments)
            #expect(Set(error.appointments) == Set(appointments), "\(what)")
            #expect(Set(error.policies) == Set(objections.flatMap(\.policies)), "\(what)")
            for id in appointments {
                #expect(run.agenda[id]?.status.occupies == true, "\(what)")
            }
            for reason in [Reason.overlap, .participantOverlap] {
                let found = objections.first { $0.reason == reason }
                for id in found?.appointments ?? [] {
                    let interval = try #require(run.agenda[id]).placement.interval
                    #expect(interval.overlaps(placement.interval), "\(what)")
                }
            }
        }
    }
}
