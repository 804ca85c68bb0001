import Testing

@testable import Rendezvous
@testable import RendezvousTesting

/// Whether random agencies let every rule decide something: a rule that never does is not tested by
/// what compares engine, slow reference and verifier on them.
@Suite struct RuleCoverageTests {
    /// The seeds of the tests against the slow reference, and of those of reasons.
    @Test(arguments: TestScale.factor >= 8 ? [3_000_000, 6_000_000] : [3_000_000] as [UInt64])
    func `every rule decides what some random request is offered`(base: UInt64) throws {
        var counts: [String: Int] = [:]
        for rule in Self.rules { counts[rule] = 0 }
        // At a small scale it goes on only until most rules have decided once; 240 agencies are
        // enough for all.
        let isShort = TestScale.factor < 8
        let wanted = isShort ? 16 : counts.count - Self.seldom.count
        let rounds = TestScale.rounds(30)
        for number in 0..<rounds {
            if isShort && counts.values.count(where: { $0 > 0 }) >= wanted { break }
            var run = try RandomRun(seed: base + UInt64(number), .policies)
            let isNeeded = run.agenda.policies.contains {
                counts[Self.word($0.rule), default: 0] == 0
            }
            if isShort && !isNeeded { continue }
            try run.perform(commands: 60)
            let requests = (0..<5).map { run.generator.request($0, of: run.agency) }
            let offered = try requests.map {
                try run.agenda.openings(for: $0, at: run.now, limit: 400).all
            }
            for policy in run.agenda.policies {
                let word = Self.word(policy.rule)
                if isShort && counts[word, default: 0] > 0 { continue }
                if try decides(policy, in: run, requests, offered) { counts[word, default: 0] += 1 }
            }
        }
        let list = counts.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        if !isShort { print("decided, of \(rounds) agencies:", list) }
        #expect(counts.count == Self.rules.count)
        let missing = list.filter { $0.value == 0 }.map(\.key)
        #expect(counts.count - missing.count >= wanted, "\(missing)")
        #expect(isShort || Self.seldom.isSuperset(of: missing), "\(missing)")
    }

    /// Whether some request is offered something else without a policy. A start that a hard
    /// condition takes away is refused by it, too.
    private func decides(
        _ policy: Policy, in run: RandomRun, _ requests: [Request], _ offered: [[Opening]]
    ) throws -> Bool {
        var without = run.agenda
        try without.perform(.amend(.policyWithdrawn(policy.id)), at: run.now)
        for (request, with) in zip(requests, offered) {
            let free = try without.openings(for: request, at: run.now, limit: 400).all
            if free == with { continue }
            guard policy.rule.kind == .condition, policy.preference == nil else { return true }
            for opening in free.prefix(60) {
                let refusal = run.agenda.refusal(
                    .book(opening.placement, for: request), at: run.now)
                if let refusal, refusal.policies.contains(policy.id) { return true }
            }
        }
        return false
    }

    private static func word(_ rule: Rule) -> String {
        if case .custom = rule { "custom" } else { PolicyText.word(rule) }
    }

    /// Decides nothing in 240 agencies: few who miss an appointment ask again; CountingTests has
    /// it.
    private static let seldom: Set<String> = ["no-show-cool-down"]

    /// The words of all rules; EveryRuleTests shows that they are as many.
    private static let rules: Set<String> = [
        "notice", "horizon", "limit", "spacing", "gap", "rest", "audience", "authority",
        "documents-first", "protected-capacity", "interpreter-slots", "freed-slot-delay",
        "one-open-appointment", "participant-present", "no-show-cool-down", "keep-free",
        "local-office", "own-counsellor", "continuity", "least-loaded", "round-robin", "soonest",
        "fair-share", "overbooking", "gaps-outside-working-time", "custom",
    ]
}
