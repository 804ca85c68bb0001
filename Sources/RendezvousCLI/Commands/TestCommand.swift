internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStudies
internal import RendezvousTesting

/// `rendezvous test`: tests of policies, and whether they test everything.
enum TestCommand: Command {
    static let name = "test"
    static let summary = "test policies by scenarios, and find what the tests miss"
    static let files = ["SCENARIO…"]
    static let options = [
        Option("mutate", nil, "change each policy a little, and tell what no test notices"),
        Option("unit", "MINUTES", "with --mutate: the step for times (default: the start grid)"),
        Option("json", nil, "write a document test-report/1"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let paths = try arguments.words(files)
        let unit = try arguments.number("unit", from: 1).map { Seconds.minutes(Int64($0)) }
        if unit != nil, !arguments.has("mutate") {
            throw Failure(.usage, "--unit needs --mutate.")
        }
        let inputs = Inputs(console: console)
        var tests: [PolicyTest] = []
        for path in paths { tests.append(try inputs.policyTest(path)) }
        let results = zip(paths, tests).map { (path: $0, result: $1.run()) }
        let report = arguments.has("mutate") ? MutationCheck(of: tests, unit: unit).run() : nil
        if arguments.has("json") {
            let bytes = TestReportDocument.encode(results, mutations: report)
            console.write(String(decoding: bytes, as: UTF8.self))
        } else {
            console.write(TestText.text(results))
            if let report { console.write("\(report)\n") }
        }
        let isMet = results.allSatisfy(\.result.isMet) && report?.isMet ?? true
        return isMet ? .success : .unmet
    }
}

extension Inputs {
    /// The test of a scenario; the path of its agency counts from the scenario's folder.
    func policyTest(_ path: String) throws(Failure) -> PolicyTest {
        let bytes = try bytes(of: path)
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        do throws(DocumentError) {
            return try ScenarioDocument.decode(bytes, rules: console.rules) { agency in
                console.read(agency.hasPrefix("/") ? agency : folder + agency)
            }
        } catch {
            throw Failure(.data, "\(path): \(error)")
        }
    }
}

/// What came of tests as lines for people.
private enum TestText {
    static func text(_ results: [(path: String, result: PolicyTestResult)]) -> String {
        var text = ""
        for (path, result) in results {
            text += path + (result.name.isEmpty ? "\n" : ": \(result.name)\n")
            let width = result.outcomes.map { $0.place.description.count }.max() ?? 0
            for outcome in result.outcomes { text += line(outcome, width) }
        }
        let outcomes = results.flatMap(\.result.outcomes)
        let met = outcomes.count(where: \.isMet)
        return text + "\(Text.grouped(met)) of \(Text.grouped(outcomes.count)) steps as expected\n"
    }

    private static func line(_ outcome: PolicyTestResult.Outcome, _ width: Int) -> String {
        let place = Text.padded(outcome.place.description, to: width)
        var text = "  \(outcome.isMet ? "✓" : "✗") \(place)  \(outcome.expectation)\n"
        guard let finding = outcome.finding else { return text }
        let spaces = String(repeating: " ", count: width + 6)
        text += "\(spaces)happened: \(finding.happened)\n"
        for detail in finding.details { text += "\(spaces)          \(detail)\n" }
        if let seed = finding.seed { text += "\(spaces)seed:     \(seed)\n" }
        return text
    }
}
