public import Rendezvous
public import RendezvousDocuments
public import RendezvousTesting

/// The document `scenario/1`: the test of some policies, for who writes no Swift.
///
///     let test = try ScenarioDocument.decode(bytes) { path in read(path) }
///     try test.check()
///
/// Its agency stands in it, or is an `agency/1` document beside it, or is the small office of
/// `PolicyScenario.smallOffice`.
public enum ScenarioDocument {
    private static let names = [
        "name", "agency", "policies", "participants", "now", "appointments", "steps",
        "equivalents",
    ]

    /// The test of a document; `read` gives the bytes of the agency that it names by a path, or
    /// `nil` if they cannot be read.
    ///
    /// - Throws: `DocumentError` with the place of the first value that is not allowed, in the
    ///   document or, behind the path of the agency, in that.
    public static func decode(
        _ bytes: [UInt8], limits: StrictJSON.Limits = .standard,
        rules: CustomRules = CustomRules(), agency read: (String) -> [UInt8]? = { _ in nil }
    ) throws(DocumentError) -> PolicyTest {
        let members = try DocumentKind.scenario.members(of: bytes, names, limits)
        var scenario = PolicyScenario.smallOffice
        if let node = members["agency"] {
            let agency = try agency(node, limits, rules, read)
            scenario = PolicyScenario(agency, now: try members.value("now"))
        } else if let now: Moment = try members.optional("now") {
            scenario = scenario.now(now)
        }
        let participants: [Participant] = try members.value("participants", else: [])
        for participant in participants { scenario = scenario.participant(participant) }
        let appointments: [PolicyScenario.Prior] = try members.value("appointments", else: [])
        for prior in appointments {
            scenario = scenario.appointment(prior.ask, made: prior.made, prior.ending)
        }
        var test = PolicyTest(
            try members.value("name", else: ""), of: try policies(members["policies"]),
            rules: rules, in: scenario)
        for (index, node) in try members.required("steps").items().enumerated() {
            test = test.adding(
                try PolicyTest.Step.Kind(reading: node), at: .document("steps[\(index)]"))
        }
        test.equivalents = try members.value("equivalents", else: [])
        return test
    }

    private static func agency(
        _ node: Node, _ limits: StrictJSON.Limits, _ rules: CustomRules,
        _ read: (String) -> [UInt8]?
    ) throws(DocumentError) -> Agency {
        guard node.isText else {
            guard node.isObject else {
                throw node.refused("must be the path of an agency, or a document agency/1")
            }
            return try AgencyDocument.decode(inside: node, rules: rules)
        }
        guard let bytes = read(node.content) else {
            throw node.refused("must be the path of a file that can be read")
        }
        do throws(DocumentError) {
            return try AgencyDocument.decode(bytes, limits: limits, rules: rules)
        } catch {
            throw node.refused("must be an agency: \(error.messageInside)", hint: error.hint)
        }
    }

    private static func policies(_ node: Node?) throws(DocumentError) -> [Policy] {
        var policies: [Policy] = []
        for item in try node?.items() ?? [] {
            let policy = try Policy(reading: item)
            guard !policies.contains(where: { $0.id == policy.id }) else {
                throw try item.member("id").refused("must not come twice")
            }
            policies.append(policy)
        }
        return policies
    }
}

/// The document `test-report/1`: what came of tests of policies.
public enum TestReportDocument {
    /// The document of the results of some tests, each with the path of its scenario, and of the
    /// check of their mutations if there was one.
    public static func encode(
        _ results: [(path: String, result: PolicyTestResult)], mutations: MutationReport? = nil,
        _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        let scenarios = results.map { path, result in
            JSONOutput.members([
                "path": path.written, "name": result.name.written(unless: ""),
                "met": .flag(result.isMet), "steps": .list(result.outcomes.map(\.written)),
            ])
        }
        let members = JSONOutput.members([
            "scenarios": .list(scenarios), "mutations": mutations?.written,
        ])
        return DocumentKind.testReport.bytes(members, layout)
    }
}

extension PolicyTestResult.Outcome {
    fileprivate var written: JSONOutput {
        .members([
            "place": .text(place.description), "expectation": expectation.written,
            "met": .flag(isMet), "happened": finding?.happened.written,
            "details": finding.flatMap { $0.details.written(unless: []) },
            // A seed may be larger than the whole numbers that JSON readers keep.
            "seed": finding?.seed.map { .text(String($0)) },
        ])
    }
}

extension MutationReport {
    fileprivate var written: JSONOutput {
        .members([
            "met": .flag(isMet), "failing": failing?.written, "policies": .number(policies),
            "changes": .number(changes), "noticed": .number(noticed),
            "perMille": .number(score),
            "survivors": .list(
                survivors.map {
                    .members(["policy": $0.policy.id.written, "change": $0.change.written])
                }),
            "equivalents": equivalents.written, "unfounded": unfounded.written,
        ])
    }
}
