import RendezvousCLI
import Testing

/// `plan` and `verify` with `--format`, on little problems of each public format.
@Suite struct ProblemCommandTests {
    private static let files = [
        "appt-batch": """
        {"grains_per_day": 12, "days": 1, "offices": [{"id": 0, "region": 0, "rooms": 1}],
         "counsellors": [
           {"id": 0, "office": 0, "services": [0], "languages": [], "remote": false, "buffer": 1,
            "max_per_day": 3, "work": [[0, 0, 8]], "busy": []}],
         "interpreters": [
           {"id": 0, "languages": [0], "work": [[0, 0, 4]], "busy": [[0, 0, 1]]}],
         "requests": [
           {"id": 0, "service": 0, "grains": 3, "office": 0, "channel": "office", "language": 0,
            "windows": [[0, 0, 8]], "weight": 2, "preferred": null, "must": false,
            "earliest_day": 0},
           {"id": 1, "service": 0, "grains": 3, "office": 0, "channel": "office",
            "language": null, "windows": [[0, 0, 8]], "weight": 1, "preferred": null,
            "must": false, "earliest_day": 0},
           {"id": 2, "service": 0, "grains": 3, "office": 0, "channel": "office",
            "language": null, "windows": [[0, 0, 8]], "weight": 1, "preferred": null,
            "must": false, "earliest_day": 0}],
         "objective": {"wait_per_day": 1, "discontinuity": 1, "change": 1}}
        """,
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
        ("appt-batch", "objective 3, bound 3; cost 0, at least 0, optimal"),
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

    /// Two who want the only hour of the first day, or that of the second for a price.
    private static let waiting = """
        {"grains_per_day": 12, "days": 2, "offices": [{"id": 0, "region": 0, "rooms": null}],
         "counsellors": [
           {"id": 0, "office": 0, "services": [0], "languages": [], "remote": false, "buffer": 0,
            "max_per_day": 3, "work": [[0, 0, 3], [1, 0, 3]], "busy": []}],
         "interpreters": [],
         "requests": [
           {"id": 0, "service": 0, "grains": 3, "office": 0, "channel": "office",
            "language": null, "windows": [[0, 0, 12], [1, 0, 12]], "weight": 2,
            "preferred": null, "must": false, "earliest_day": 0},
           {"id": 1, "service": 0, "grains": 3, "office": 0, "channel": "office",
            "language": null, "windows": [[0, 0, 12], [1, 0, 12]], "weight": 5,
            "preferred": null, "must": false, "earliest_day": 0}],
         "objective": {"wait_per_day": 3, "discontinuity": 1, "change": 1}}
        """

    @Test func `the lighter one waits, the prices prove what that costs, and no more`() throws {
        let desk = Desk(["file": Self.waiting])
        let plan = desk.run("plan file --format appt-batch --out plan --certificate proof")
        #expect(plan.output == "  objective 7, bound 7; cost 6, at least 6, optimal\n")
        let line = "verify file --format appt-batch"
        #expect(desk.run("\(line) --plan plan --certificate proof").code == .success)
        for (old, new) in [
            ("\"cost\":6", "\"cost\":5"), ("\"costBound\":6", "\"costBound\":7"),
            ("[1,0,0,0,-1]", "[1,0,1,0,-1]"),
        ] {
            try desk.replace(old, with: new, in: "plan", to: "other")
            let verdict = desk.run("\(line) --plan other --certificate proof")
            #expect(verdict.code == .violated, "\(new)")
        }
        for (old, new) in [
            ("\"served\":7", "\"served\":6"), ("\"served\":7", "\"served\":8"),
            ("\"weight\":", "\"weight\":-"), ("\"weight\":", "\"weight\":1"),
        ] {
            try desk.replace(old, with: new, in: "proof", to: "other")
            let verdict = desk.run("\(line) --plan plan --certificate other")
            #expect(verdict.code == .violated, "\(new)")
        }
        try desk.replace("\"costBound\":6,", with: "", in: "plan", to: "other")
        #expect(desk.run("\(line) --plan other --certificate proof").code == .data)
        for (old, new) in [
            ("\"earliest_day\": 0", "\"earliest_day\": 1"),
            ("\"wait_per_day\": 3", "\"wait_per_day\": -1"),
            ("\"wait_per_day\": 3", "\"wait_per_day\": 1000001"),
            ("\"weight\": 5", "\"weight\": 1000000"),
        ] {
            var broken = Self.waiting.replacing(old, with: new)
            if new.hasSuffix("1000000") {
                broken = broken.replacing("\"wait_per_day\": 3", with: "\"wait_per_day\": 1000000")
            }
            let desk = Desk(["file": broken])
            #expect(desk.run("plan file --format appt-batch").code == .data, "\(new)")
        }
    }

    @Test func `with a time limit a plan is proved likewise, and sooner where nothing is left`() {
        let desk = Desk(["file": Self.waiting])
        let begin = ContinuousClock.now
        let plan = desk.run(
            "plan file --format appt-batch --time-limit 60 --out plan --certificate proof")
        #expect(plan.output.hasPrefix("  objective 7, bound 7; cost 6, at least 6"))
        #expect(ContinuousClock.now - begin < .seconds(55))
        let verdict = desk.run("verify file --format appt-batch --plan plan --certificate proof")
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
        _ = desk.run("plan appt-batch --format appt-batch --out plan --certificate proof")
        try desk.replace("\"objective\":3", with: "\"objective\":2", in: "plan", to: "other")
        try desk.replace("\"bound\":3", with: "\"bound\":2", in: "plan", to: "low")
        let batch = "verify appt-batch --format appt-batch --certificate proof --plan"
        #expect(desk.run("\(batch) plan").code == .success)
        #expect(desk.run("\(batch) other").code == .violated)
        #expect(desk.run("\(batch) low").code == .violated)
        #expect(desk.run("\(batch) appt-batch").code == .data)
        for (old, new) in [
            ("\"grains\": 3", "\"grains\": 13"), ("[[0, 0, 4]]", "[[1, 0, 4]]"),
            ("[[0, 0, 4]]", "[[0, 0]]"), ("[[0, 0, 4]]", "[[0, 0, 4, 5]]"),
            ("[[0, 0, 4]]", "[[0, -1, 4]]"), ("[[0, 0, 4]]", "[[0, 5, 4]]"),
            ("\"office\": 0", "\"office\": 1"), ("\"weight\": 2", "\"weight\": -1"),
            ("\"id\": 2", "\"id\": 7"),
        ] {
            try desk.replace(old, with: new, in: "appt-batch", to: "broken")
            #expect(desk.run("plan broken --format appt-batch").code == .data, "\(new)")
        }
        #expect(desk.run("plan smptsp --format sudoku").code == .usage)
        #expect(desk.run("verify smptsp --format smptsp").code == .usage)
    }
}
