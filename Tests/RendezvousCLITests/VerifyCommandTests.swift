import RendezvousCLI
import Testing

/// `rendezvous verify` on agendas and plans that are right, and on some that were tampered with.
@Suite struct VerifyCommandTests {
    /// A desk with `agenda.json`, which is right, and `broken.json`, in which Maria's second
    /// appointment begins at 08:20, while her first lasts until 08:40.
    private func desk() throws -> Desk {
        let desk = Desk()
        Samples.agenda(on: desk)
        try desk.replace(
            "2026-11-23T07:00:00Z", with: "2026-11-23T06:20:00Z", in: "agenda.json",
            to: "half.json")
        try desk.replace(
            "2026-11-23T07:30:00Z", with: "2026-11-23T06:50:00Z", in: "half.json",
            to: "broken.json")
        return desk
    }

    @Test func `an agency and an agenda as the program writes them have no violation`() throws {
        let desk = try desk()
        #expect(desk.run("verify agency.json").output == "  11 events: no violation\n")
        let answer = desk.run("verify agenda.json")
        #expect(answer.output == "  13 events: no violation\n")
        #expect(answer.code == .success)
    }

    @Test func `two appointments of one counsellor that overlap are named`() throws {
        let answer = try desk().run("verify broken.json")
        #expect(answer.code == .violated)
        #expect(
            answer.output == """
                  13 events: 1 violations
                  - event 12: overlap: counsellor (maria): appointment 2 2026-11-23 08:20 to \
                2026-11-23 08:50, appointment 1 2026-11-23 08:00 to 2026-11-23 08:40

                """)
        #expect(answer.notes.isEmpty)
    }

    @Test func `JSON has rule and message of every violation`() throws {
        let desk = try desk()
        let broken = desk.run("verify broken.json --json")
        #expect(broken.code == .violated)
        #expect(broken.output.contains("verdict/1"))
        #expect(broken.output.contains(#""overlap""#))
        #expect(broken.output.contains("counsellor (maria): appointment 2 "))
        let right = desk.run("verify agenda.json --json")
        #expect(right.code == .success)
        #expect(right.output.contains("verdict/1"))
        #expect(!right.output.contains("rule"))
    }

    @Test func `no more violations are listed than asked for, and all are counted`() throws {
        let desk = try desk()
        // The first placement half an hour too early for the counsellor, too.
        try desk.replace(
            "2026-11-23T06:00:00Z", with: "2026-11-23T05:30:00Z", in: "broken.json",
            to: "worse.json")
        let all = desk.run("verify worse.json").output.split(separator: "\n")
        #expect(all.count > 2)
        for most in 0..<all.count {
            let lines = desk.run("verify worse.json --most \(most)").output.split(separator: "\n")
            #expect(lines == Array(all.prefix(1 + most)))
        }
    }

    @Test func `a plan that claims a bound below what it serves is found out`() throws {
        let desk = try desk()
        #expect(desk.run("plan agency.json requests.json --out plan.json").code == .success)
        try desk.replace(#""bound": 6"#, with: #""bound": 5"#, in: "plan.json", to: "wrong.json")
        let answer = desk.run("verify agency.json --plan wrong.json --requests requests.json")
        #expect(answer.code == .violated)
        #expect(answer.output.contains("bound-below-served: "))
    }

    @Test func `a plan is checked against what stands in the agenda`() throws {
        let desk = try desk()
        #expect(desk.run("plan agency.json requests.json --out plan.json").code == .success)
        let answer = desk.run("verify agenda.json --plan plan.json --requests requests.json")
        #expect(answer.code == .violated)
        #expect(answer.output.contains("overlap: request r-2: counsellor (maria): "))
    }

    @Test func `events that do not follow each other are violations, not an error`() throws {
        let desk = try desk()
        try desk.replace(
            #""change": "booked""#, with: #""change": "confirmed""#, in: "agenda.json",
            to: "wrong.json")
        #expect(desk.run("verify wrong.json").code == .data)
        desk.files["lost.json"] = Array(
            #"""
            {"rendezvous": "agenda/1", "events": [
              {"at": "2026-11-20T06:00:00Z", "change": "confirmed", "appointment": 1}
            ]}
            """#.utf8)
        let answer = desk.run("verify lost.json")
        #expect(answer.code == .violated)
        #expect(answer.output.contains("unknown-appointment"))
    }
}
