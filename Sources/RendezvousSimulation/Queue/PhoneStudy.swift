public import Rendezvous

/// Scenarios of a phone line that are compared on the same callers.
///
///     let study = try PhoneStudy([monday, withCallBacks], configuration: bytes)
///     let results = try study.run(0..<30, seed: 7, execution: ThreadedExecution())
///     results.estimate(StudyMetric("serviceLevel"), policy: 1)
///     results.comparison(StudyMetric("meanWait"), policy: 1)      // less the first scenario
///
/// In the results each scenario is a policy, and each kind of calls a group.
public struct PhoneStudy: Sendable {
    /// The most scenarios of one study.
    public static let scenariosMax = 1_000

    /// The scenarios; the first is the baseline.
    public let scenarios: [PhoneScenario]
    /// A number that stands for them.
    public let configuration: UInt64
    /// What the values of a run say, in their order.
    public let metrics: [StudyMetric]

    /// Prepares a study of 1 … 1,000 scenarios whose names differ and whose kinds of calls have the
    /// same names, which differ and have neither `/` nor `@`.
    ///
    /// - Parameters:
    ///   - scenarios: what is compared; the first is the baseline.
    ///   - configuration: bytes that stand for the scenarios, such as their documents; results of
    ///     other ones are not merged.
    public init(
        _ scenarios: [PhoneScenario], configuration: [UInt8]
    ) throws(StudyError) {
        try Check.study { () throws(ParameterError) in
            try Check.count("scenarios", scenarios.count, from: 1, to: Self.scenariosMax)
        }
        let kinds = scenarios[0].line.kinds.map(\.name)
        for scenario in scenarios {
            guard scenarios.count(where: { $0.name == scenario.name }) == 1 else {
                throw .invalid("name (\(scenario.name)) must be another in each scenario")
            }
            let own = scenario.line.kinds.map(\.name)
            guard own == kinds else {
                throw .invalid(
                    "kinds (\(own.joined(separator: ", "))) of \(scenario.name) must be those of "
                        + "\(scenarios[0].name): \(kinds.joined(separator: ", "))")
            }
        }
        for kind in kinds {
            guard !kind.isEmpty, !kind.contains(where: { "/@".contains($0) }),
                kinds.count(where: { $0 == kind }) == 1
            else {
                throw .invalid("kind (\(kind)) must be a name of its own without / and @")
            }
        }
        self.scenarios = scenarios
        var mixer = Mixer()
        mixer.add(configuration)
        self.configuration = mixer.value
        var metrics = PhoneMetric.allCases.map { StudyMetric($0.rawValue) }
        for kind in kinds {
            metrics += PhoneMetric.allCases.filter { !PhoneMetric.ofTheLine.contains($0) }
                .map { StudyMetric($0.rawValue, group: kind) }
        }
        self.metrics = metrics
    }

    /// Results without replications, to be filled or merged into.
    public func emptyResults(seed: UInt64) throws(StudyError) -> StudyResults {
        try StudyResults(
            configuration: configuration, seed: seed, policies: scenarios.map(\.name),
            metrics: metrics)
    }

    /// Runs all scenarios in the replications of a range.
    ///
    /// - Throws: ``StudyError`` of the first run that has one, and where scenarios do not meet the
    ///   same callers, as arrivals, busyness or end differ.
    public func run(
        _ replications: Range<Int>, seed: UInt64, execution: some Execution = SerialExecution()
    ) throws(StudyError) -> StudyResults {
        var results = try emptyResults(seed: seed)
        try Study.run(replications, into: &results, execution: execution) {
            place, key throws(StudyError) in
            do throws(ParameterError) { return try run(scenarios[place], key) } catch {
                throw .parameter(error)
            }
        }
        return results
    }

    private func run(
        _ scenario: PhoneScenario, _ key: StreamKey
    ) throws(ParameterError) -> Study.Run {
        let result = try scenario.run(key)
        let all = result.all
        var values: [Double] = []
        for metric in PhoneMetric.allCases { values.append(try metric.value(all, result)) }
        for kind in result.kinds {
            for metric in PhoneMetric.allCases where !PhoneMetric.ofTheLine.contains(metric) {
                values.append(try metric.value(kind, result))
            }
        }
        return Study.Run(values: values, population: result.clients)
    }
}
