import Rendezvous
import RendezvousTesting
import Synchronization
import Testing

/// A rule that forgets that it must be pure: its answer changes each time.
private struct Fickle: CustomRule {
    static let name = "fickle"
    private static let asked = Atomic<Int>(0)

    init(_ parameters: [String: String]) throws(Refusal) {}

    func units(_ candidate: Candidate) -> Int {
        Self.asked.wrappingAdd(1, ordering: .relaxed).newValue % 3 == 0 ? 1 : 0
    }
}

/// Expectations on random agencies.
@Suite struct GeneratedTests {
    @Test func `a policy that both implementations know survives random agencies`() throws {
        try expect(
            Policy(
                "day", .limit(.counsellor, per: .day, most: 2),
                valid: DateRange(from: "2026-11-24"), offices: ["athens"])
        )
        .survivesGenerated(agencies: 4, seed: 7)
        .check()
    }

    @Test func `a rule that is not pure does not survive, and the seed is told`() throws {
        let result = expect(Fickle.self).survivesGenerated(agencies: 20, seed: 7).run()
        let finding = try #require(result.findings.first)
        let seed = try #require(finding.seed)
        #expect((7..<27).contains(seed))
        #expect(
            finding.expected == "search, booking and verifier agree on 20 agencies from seed 7")
        #expect(finding.description.hasSuffix("seed:     \(seed)"))
    }
}
