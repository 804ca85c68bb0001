/// What came of a test.
public struct PolicyTestResult: Hashable, Sendable {
    /// What came of one step.
    public struct Outcome: Hashable, Sendable {
        /// Where the step is written.
        public let place: Place
        /// What it expects or does: `Mon 23 Nov 12:15 is refused (kept-free)`.
        public let expectation: String
        /// What is wrong, or `nil` if all is as expected.
        public let finding: Finding?

        /// Whether all is as expected.
        public var isMet: Bool { finding == nil }
    }

    /// Something that is not as expected.
    public struct Finding: Hashable, Sendable {
        /// Where the step is written.
        public let place: Place
        /// What was expected.
        public let expected: String
        /// What happened.
        public let happened: String
        /// More about it, a line each: reasons by counsellor, costs by policy.
        public let details: [String]
        /// The seed with which it can be seen again, where chance had a part.
        public let seed: UInt64?
    }

    /// The name of the test.
    public let name: String
    /// The outcomes of its steps, in order; one alone if the scenario could not be set up.
    public let outcomes: [Outcome]

    /// What is not as expected.
    public var findings: [Finding] { outcomes.compactMap(\.finding) }
    /// Whether all is as expected.
    public var isMet: Bool { outcomes.allSatisfy(\.isMet) }
}

extension PolicyTestResult.Finding: CustomStringConvertible {
    /// The place, what was expected, what happened, and what is known about it.
    public var description: String {
        var lines = ["\(place)", "  expected: \(expected)", "  happened: \(happened)"]
        lines += details.map { "            \($0)" }
        if let seed { lines.append("  seed:     \(seed)") }
        return lines.joined(separator: "\n")
    }
}

/// A test of policies of which something is not as expected.
///
///     2 of 3 steps are not as expected.
///
///     MyTests/LunchTests.swift:12
///       expected: Mon 23 Nov 12:15 is refused (kept-free)
///       happened: it is allowed, with maria by video
///     …
public struct PolicyTestFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the test.
    public let name: String
    /// How many steps there are.
    public let steps: Int
    /// What is not as expected, in order; never empty.
    public let findings: [PolicyTestResult.Finding]

    /// How much is not as expected, and each of it.
    public var description: String {
        let verb = findings.count == 1 ? "is" : "are"
        let noun = steps == 1 ? "step" : "steps"
        let head = "\(findings.count) of \(steps) \(noun) \(verb) not as expected"
        let title = name.isEmpty ? "\(head)." : "\(name): \(head)."
        return ([title] + findings.map(\.description)).joined(separator: "\n\n")
    }
}

extension PolicyTest {
    /// What comes of all steps.
    public func run() -> PolicyTestResult {
        PolicyTestResult(name: name, outcomes: PolicyTestRun(self).outcomes())
    }

    /// Does nothing if all is as expected.
    ///
    /// - Throws: ``PolicyTestFailure`` with everything that is not.
    public func check() throws(PolicyTestFailure) {
        let result = run()
        guard result.isMet else {
            throw PolicyTestFailure(
                name: name, steps: result.outcomes.count, findings: result.findings)
        }
    }
}
