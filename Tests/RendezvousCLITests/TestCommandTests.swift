import RendezvousCLI
import Testing

/// `rendezvous test` on small scenarios.
@Suite struct TestCommandTests {
    /// A scenario on the small office with a policy of Monday's lunch, and these steps.
    static func scenario(_ steps: String) -> String {
        """
        {"rendezvous": "scenario/1", "name": "Lunch", "policies": [
          {"id": "quiet", "rule": "keep-free", "hours": {"monday": ["12:00-12:30"]}}],
         "steps": [\(steps)]}
        """
    }

    static let whole = scenario(
        """
        {"refuses": {"at": "12:15"}, "because": "kept-free"}, {"refuses": {"at": "11:45"}},
        {"allows": {"at": "11:30"}}, {"allows": {"at": "12:30"}}
        """)

    @Test func `a line tells of each step, and the code whether all are as expected`() {
        let desk = Desk(["tests/lunch.json": Self.whole])
        let answer = desk.run("test tests/lunch.json")
        #expect(answer.code == .success)
        #expect(answer.notes.isEmpty)
        #expect(
            answer.output == """
                tests/lunch.json: Lunch
                  ✓ steps[0]  Mon 23 Nov 12:15 is refused (kept-free)
                  ✓ steps[1]  Mon 23 Nov 11:45 is refused
                  ✓ steps[2]  Mon 23 Nov 11:30 is allowed
                  ✓ steps[3]  Mon 23 Nov 12:30 is allowed
                4 of 4 steps as expected

                """)
    }

    @Test func `what is not as expected is explained`() {
        let steps = #"{"allows": {"at": "12:15", "with": "maria"}}"#
        let answer = Desk(["a.json": Self.scenario(steps)]).run("test a.json")
        #expect(answer.code == .unmet)
        #expect(
            answer.output == """
                a.json: Lunch
                  ✗ steps[0]  Mon 23 Nov 12:15 with maria is allowed
                              happened: it is refused with maria (kept-free)
                                        maria lies in hours that are kept free (kept-free)
                                        refused by quiet (keep-free)
                0 of 1 steps as expected

                """)
    }

    @Test func `mutations are told after the steps`() {
        let desk = Desk(["whole.json": Self.whole, "gappy.json": Self.scenario("")])
        let whole = desk.run("test whole.json --mutate")
        #expect(whole.code == .success)
        #expect(whole.output.hasSuffix("6 noticed, 0 not, 0 equivalent; score 100.0 %\n"))
        let gappy = desk.run("test gappy.json --mutate --unit 30")
        #expect(gappy.code == .unmet)
        #expect(gappy.output.contains("\n  not noticed: quiet: dropped\n"))
        #expect(gappy.output.contains("become 12:00-13:00\n"))
        let both = desk.run("test gappy.json whole.json --mutate")
        #expect(both.code == .success, "\(both.output)")
    }

    @Test func `the report is a document`() {
        let desk = Desk(["a.json": Self.whole])
        let answer = desk.run("test a.json --mutate --json")
        #expect(answer.code == .success)
        #expect(answer.output.contains("\"rendezvous\": \"test-report/1\""))
        #expect(answer.output.contains("\"perMille\": 1000"))
    }

    @Test func `the agency is found from the folder of the scenario`() {
        let path = "Examples/PolicyTests/scenarios/notice.json"
        #expect(Desk([:]).run("test \(path)").code == .success)
    }

    @Test(arguments: [
        ("test", ExitCode.usage, "files () must be 1 or more: SCENARIO….\n"),
        ("test a.json --unit 5", .usage, "--unit needs --mutate.\n"),
        ("test missing.json", .noInput, "missing.json: the file cannot be read.\n"),
        (
            "test a.json b.json", .data,
            "b.json: steps[0].allows.at (\"noon\") must be a moment such as \"2026-11-24 10:15\", "
        ),
    ])
    func `what is wrong is said, and nothing is tested`(
        line: String, code: ExitCode, note: String
    ) {
        let desk = Desk([
            "a.json": Self.whole, "b.json": Self.scenario(#"{"allows": {"at": "noon"}}"#),
        ])
        let answer = desk.run(line)
        #expect(answer.code == code)
        #expect(answer.output.isEmpty)
        #expect(answer.notes.hasPrefix(note), "\(answer.notes)")
    }
}
