public import Rendezvous

/// Policies to be compared on a scenario, prepared once for all replications.
///
///     let study = try BookStudy(scenario, policies: [BookPolicy("now"), pooled])
///     let results = try study.run(0..<30, seed: 7, execution: ThreadedExecution())
///     results.estimate(StudyMetric("leadDays"), policy: 1)
///     results.comparison(StudyMetric("leadDays"), policy: 1)      // less the first policy
public struct BookStudy: Sendable {
    /// The most policies of one study.
    public static let policiesMax = 1_000

    /// The scenario.
    public let scenario: BookScenario
    /// The policies; the first is the baseline.
    public let policies: [BookPolicy]
    /// A number that stands for both.
    public let configuration: UInt64
    /// What the values of a run say, in their order.
    public let metrics: [StudyMetric]
    private let setting: BookSetting
    private let layout: BookLayout
    private let books: [Prepared]

    private enum Prepared: Sendable {
        case agenda(AgendaBook)
        case light(LightBook)
    }

    /// Prepares a study.
    ///
    /// - Throws: ``StudyError`` if a policy is refused by the agency, or a light book does not know
    ///   something of the scenario.
    public init(_ scenario: BookScenario, policies: [BookPolicy]) throws(StudyError) {
        try Check.study { () throws(ParameterError) in
            try Check.count("policies", policies.count, from: 1, to: Self.policiesMax)
        }
        self.scenario = scenario
        self.policies = policies
        configuration = scenario.configuration(policies)
        setting = try BookSetting(scenario)
        layout = BookLayout(scenario)
        metrics = layout.metrics
        var books: [Prepared] = []
        for policy in policies {
            if scenario.isLight {
                let places = try LightPlaces(scenario, policy, midnights: setting.midnights)
                books.append(.light(LightBook(places)))
            } else {
                books.append(.agenda(try AgendaBook(scenario, policy)))
            }
        }
        self.books = books
    }

    /// Results without replications, to be filled or merged into.
    public func emptyResults(seed: UInt64) throws(StudyError) -> StudyResults {
        try StudyResults(
            configuration: configuration, seed: seed, policies: policies.map(\.id),
            metrics: metrics)
    }

    /// Runs all policies in the replications of a range.
    ///
    /// - Throws: ``StudyError`` of the first run that has one.
    public func run(
        _ replications: Range<Int>, seed: UInt64, execution: some Execution = SerialExecution(),
        progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
    ) throws(StudyError) -> StudyResults {
        var results = try emptyResults(seed: seed)
        try Study.run(
            replications, into: &results, execution: execution, progress: progress
        ) { policy, key throws(StudyError) in
            try run(policy: policy, key)
        }
        return results
    }

    /// Runs one policy in one replication; `observer` is told every step, and changes nothing.
    public func run(
        policy: Int, _ key: StreamKey, observer: ((BookStep) -> Void)? = nil
    ) throws(StudyError) -> Study.Run {
        switch books[policy] {
        case .agenda(let book):
            return try finish(BookRun(setting, policies[policy], key, on: book, observer: observer))
        case .light(let book):
            return try finish(BookRun(setting, policies[policy], key, on: book, observer: observer))
        }
    }

    @inline(__always)
    private func finish<Book: AppointmentBook>(
        _ prepared: consuming BookRun<Book>
    ) throws(StudyError) -> Study.Run {
        var run = prepared
        try run.run()
        guard run.tally.isConserved else {
            throw .invalid("clients must each have one end: the model is at fault")
        }
        return Study.Run(
            values: run.tally.values(layout), population: run.population.value)
    }
}
