public import Rendezvous

/// Finds what the tests of a set of policies do not test: it changes each policy a little, one
/// change at a time, and looks whether some test fails.
///
///     let report = MutationCheck(of: tests).run()
///     print(report)                       // 118 changes, 117 noticed; not noticed: …
///
/// Each policy is dropped; each number, length of time, clock time and date is moved by one unit
/// either way; a scope loses members; what refuses costs instead, and the reverse; a cost goes to
/// another level. A change that the agency would not accept does not count. A change that no test
/// can notice is declared with a reason; more than one in twenty is too many.
public struct MutationCheck: Sendable {
    /// A change that no test can notice.
    public typealias Equivalent = EquivalentChange

    /// The tests. A policy is changed in all of them that have it.
    public let tests: [PolicyTest]
    /// The step by which clock times and lengths of time are moved.
    public let unit: Seconds
    /// The changes that no test can notice.
    public let equivalents: [Equivalent]

    /// A check of some tests; without a unit it is the smallest start grid of their services. What
    /// the tests declare equivalent counts as well.
    public init(of tests: [PolicyTest], unit: Seconds? = nil, equivalents: [Equivalent] = []) {
        self.tests = tests
        self.unit = unit ?? tests.compactMap(\.scenario.startGrid).min() ?? .minutes(5)
        var all: [Equivalent] = []
        for item in equivalents + tests.flatMap(\.equivalents) where !all.contains(item) {
            all.append(item)
        }
        self.equivalents = all
    }

    /// The policies of the tests, each once.
    public var policies: [Policy] {
        var all: [Policy] = []
        for policy in tests.flatMap(\.policies) where !all.contains(policy) { all.append(policy) }
        return all
    }

    /// Runs the tests on every change. Steps on random agencies are left out: they compare
    /// implementations, and hold for every policy.
    ///
    /// - Complexity: changes × steps, until the first step that notices.
    public func run() -> MutationReport {
        var benches: [(test: PolicyTest, bench: PolicyBench)] = []
        for test in tests {
            guard var bench = try? PolicyBench(test.scenario, rules: test.rules),
                (try? bench.use(test.policies)) != nil, PolicyTestRun(test).isMet(on: bench)
            else {
                return MutationReport(
                    failing: test.name.isEmpty ? "a test" : test.name, equivalents: equivalents)
            }
            benches.append((test, bench))
        }
        // Whatever noticed the last change of a policy is asked first about the next one.
        var order = Array(benches.indices)
        return Self.report(policies, unit, equivalents) { mutant in
            var isPossible = false
            for (place, index) in order.enumerated() {
                let (test, bench) = benches[index]
                guard test.policies.contains(mutant.policy),
                    let other = try? bench.using(mutant.applied(to: test.policies))
                else { continue }
                isPossible = true
                if !PolicyTestRun(test).isMet(on: other) {
                    order.remove(at: place)
                    order.insert(index, at: 0)
                    return .noticed
                }
            }
            return isPossible ? .unnoticed : .impossible
        }
    }

    /// Runs a closure on every change of some policies: it throws if some test fails. What it
    /// throws on the policies themselves is thrown on.
    ///
    ///     try MutationCheck.run(policies) { policies in
    ///         try expect(policies).refuses(.at("12:15")).check()
    ///     }
    public static func run<Failure: Error>(
        _ policies: [Policy], unit: Seconds = .minutes(15), equivalents: [Equivalent] = [],
        rules: [any CustomRule.Type] = [], in scenario: PolicyScenario = .smallOffice,
        _ tests: ([Policy]) throws(Failure) -> Void
    ) throws(Failure) -> MutationReport {
        try tests(policies)
        let bench = try? PolicyBench(scenario, rules: CustomRules(rules))
        return report(policies, unit, equivalents) { mutant in
            let changed = mutant.applied(to: policies)
            if let bench, (try? bench.using(changed)) == nil { return .impossible }
            do throws(Failure) {
                try tests(changed)
                return .unnoticed
            } catch {
                return .noticed
            }
        }
    }

    private enum Verdict {
        case noticed, unnoticed, impossible
    }

    private static func report(
        _ policies: [Policy], _ unit: Seconds, _ equivalents: [Equivalent],
        _ judge: (Mutant) -> Verdict
    ) -> MutationReport {
        var (noticed, unnoticed): ([Mutant], [Mutant]) = ([], [])
        for mutant in policies.flatMap({ $0.mutants(unit: unit) }) {
            switch judge(mutant) {
            case .noticed: noticed.append(mutant)
            case .unnoticed: unnoticed.append(mutant)
            case .impossible: break
            }
        }
        return MutationReport(
            policies: policies.count, noticed: noticed, unnoticed: unnoticed,
            equivalents: equivalents)
    }
}

/// Which changes of a set of policies its tests notice.
public struct MutationReport: Hashable, Sendable {
    /// The number of policies.
    public let policies: Int
    /// How many changes some test noticed.
    public let noticed: Int
    /// The changes that no test noticed and that are not declared equivalent.
    public let survivors: [Mutant]
    /// The declared changes that indeed no test noticed.
    public let equivalents: [MutationCheck.Equivalent]
    /// The declared changes that some test noticed, or that do not exist.
    public let unfounded: [MutationCheck.Equivalent]
    /// The name of a test that fails without any change; then nothing was changed.
    public let failing: String?

    /// At most one change in so many may be declared equivalent.
    public static let equivalentsShare = 20

    init(
        policies: Int, noticed: [Mutant], unnoticed: [Mutant],
        equivalents: [MutationCheck.Equivalent]
    ) {
        self.policies = policies
        self.noticed = noticed.count
        let names = Set(unnoticed.map(\.description))
        let declared = Set(equivalents.map(\.change))
        survivors = unnoticed.filter { !declared.contains($0.description) }
        self.equivalents = equivalents.filter { names.contains($0.change) }
        unfounded = equivalents.filter { !names.contains($0.change) }
        failing = nil
    }

    init(failing: String, equivalents: [MutationCheck.Equivalent]) {
        policies = 0
        noticed = 0
        survivors = []
        self.equivalents = []
        unfounded = []
        self.failing = failing
    }

    /// How many changes were tried.
    public var changes: Int { noticed + survivors.count + equivalents.count }

    /// How many of a thousand changes that are not declared equivalent were noticed, rounded down.
    public var score: Int {
        let counted = noticed + survivors.count
        return counted == 0 ? 1_000 : noticed * 1_000 / counted
    }

    /// Whether the equivalents are few enough.
    public var hasFewEquivalents: Bool {
        equivalents.count * Self.equivalentsShare <= changes
    }

    /// Whether every change was noticed or is rightly declared equivalent, and few are.
    public var isMet: Bool {
        failing == nil && survivors.isEmpty && unfounded.isEmpty && hasFewEquivalents
    }
}

extension MutationReport: CustomStringConvertible {
    /// The score, and what is not noticed, a line each.
    public var description: String {
        if let failing { return "\(failing) fails without any change" }
        var lines = [
            "\(changes) changes of \(policies) \(policies == 1 ? "policy" : "policies"): "
                + "\(noticed) noticed, "
                + "\(survivors.count) not, \(equivalents.count) equivalent; "
                + "score \(score / 10).\(score % 10) %"
        ]
        lines += survivors.map { "  not noticed: \($0)" }
        lines += equivalents.map { "  equivalent: \($0.change), because \($0.because)" }
        lines += unfounded.map { "  declared equivalent but noticed or unknown: \($0.change)" }
        if !hasFewEquivalents {
            lines.append(
                "  too many are declared equivalent: at most one in \(Self.equivalentsShare)")
        }
        return lines.joined(separator: "\n")
    }
}
