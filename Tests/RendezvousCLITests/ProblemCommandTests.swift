import RendezvousCLI
import Testing

/// `plan` and `verify` with `--format`, on little problems of each public format.
@Suite struct ProblemCommandTests {
    private static let files = [
        "smptsp": "# x\nType = 1\nJobs = 3\n0 2\n1 3\n2 4\nQualifications = 2\n3: 0 1 2\n1: 1\n",
        "concert-hall": """
        num_offers = 3;
        start = [0, 1, 2];
        end = [2, 3, 4];
        price = [3, 2, 1];
        num_halls = 1;
        capacity = [10];
        requirement = [5, 5, 10];
        """,
        "test-scheduling": """
        test( 't1', 4, ['m1'], ['r1'], 'fam1', 1 ).
        test( 't2', 3, [], ['r1'], 'fam1', 1 ).
        embedded_board( 'm1', [] ).
        embedded_board( 'm2', [] ).
        """,
    ]

    @Test(arguments: [
        ("smptsp", "objective 2, bound 2, optimal"),
        ("concert-hall", "objective 4, bound 4, optimal"),
        ("test-scheduling", "objective 7, bound 7, optimal"),
    ])
    func `a problem is solved, and plan and proof pass the verifier`(
        format: String, line: String
    ) {
        let desk = Desk(["file": Self.files[format] ?? ""])
        let plan = desk.run("plan file --format \(format) --out plan --certificate proof")
        #expect(plan.output == "  \(line)\n")
        #expect(plan.code == .success)
        let verdict = desk.run("verify file --format \(format) --plan plan --certificate proof")
        #expect(verdict.output.hasSuffix(": no violation\n"))
        #expect(verdict.code == .success)
    }

    @Test func `a plan of another problem is refused, and a changed one violates`() throws {
        let desk = Desk(Self.files)
        _ = desk.run("plan smptsp --format smptsp --out plan --certificate proof")
        try desk.replace("\"objective\":2", with: "\"objective\":1", in: "plan", to: "other")
        let line = "verify smptsp --format smptsp --certificate proof --plan"
        #expect(desk.run("\(line) other").code == .violated)
        #expect(desk.run("\(line) smptsp").code == .data)
        #expect(desk.run("plan smptsp --format concert-hall").code == .data)
        #expect(desk.run("plan smptsp --format sudoku").code == .usage)
        #expect(desk.run("verify smptsp --format smptsp").code == .usage)
    }
}
