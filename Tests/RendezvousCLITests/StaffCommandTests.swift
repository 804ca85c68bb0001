import RendezvousCLI
import Testing

/// `rendezvous staff` on a small line.
@Suite struct StaffCommandTests {
    static func document(agents: Int, share: String = "0.8") -> String {
        """
        {"rendezvous": "staffing/1", "from": "2026-03-02", "to": "2026-03-03", "opening": "08:00",
         "period": "PT1H", "calls": {"monday": [60, 120, 120, 60], "tuesday": [40, 80, 80, 40]},
         "handling": "PT5M", "target": {"share": \(share), "within": "PT20S"},
         "shifts": [{"name": "long, with \\"rest\\"", "starts": ["08:00"], "length": "PT4H"},
                    {"name": "short", "starts": ["08:00", "09:00", "10:00"], "length": "PT2H"}],
         "agents": \(agents)}
        """
    }

    @Test func `the plan is told, drawn and written, and the code says whether agents do`() throws {
        let desk = Desk(["line.json": Self.document(agents: 40)])
        let answer = desk.run("staff line.json --out plan.json --roster roster.csv")
        #expect(answer.code == .success && answer.notes.isEmpty)
        #expect(answer.saved == ["plan.json", "roster.csv"])
        // 10 erlangs for the middle hours of Monday take 14 agents, by Erlang C.
        #expect(answer.output.contains("up to 14 agents at once"), "\(answer.output)")
        #expect(answer.output.contains("  08:00     60"), "\(answer.output)")
        #expect(try desk.text("plan.json").hasPrefix("{\n  \"rendezvous\": \"staffing-plan/1\""))
        let roster = try desk.text("roster.csv")
        #expect(roster.hasPrefix("date,agent,shift,from,to\r\n2026-03-02,1,"))
        #expect(roster.contains("\"long, with \"\"rest\"\"\""), "\(roster.prefix(200))")
        desk.files["few.json"] = Array(Self.document(agents: 3).utf8)
        #expect(desk.run("staff few.json").code == .empty)
        #expect(try desk.run("staff line.json --json").output == desk.text("plan.json"))
    }

    @Test func `declared working time is held against the need`() {
        let desk = Desk(Samples.files.merging(["line.json": Self.document(agents: 40)]) { $1 })
        let answer = desk.run("staff line.json --agency agency.json --date 2026-03-03")
        #expect(answer.code == .success, "\(answer.notes)")
        #expect(answer.output.contains("declared working time leaves 8 periods short"))
        #expect(answer.output.contains("Tue 3 Mar"))
    }

    @Test func `what is wrong is said with its place`() {
        let desk = Desk([
            "a.json": Self.document(agents: 1, share: "1.5"),
            "b.json": Self.document(agents: 1, share: "1"),
            "line.json": Self.document(agents: 40),
        ])
        #expect(desk.run("staff a.json").notes.hasPrefix("a.json: target.share (1.5) must be"))
        let answer = desk.run("staff b.json")
        #expect(answer.code == .data)
        #expect(answer.notes.contains("share (1.0) must be between 0 and 1"), "\(answer.notes)")
        #expect(desk.run("staff line.json --date 2026-03-09").code == .usage)
        #expect(desk.run("staff none.json").code == .noInput)
    }
}
