import Foundation
import Rendezvous
import RendezvousCLI
import RendezvousDocuments
import Testing

/// `rendezvous plan` on the small agency, and on a part of the shipped example.
@Suite struct PlanCommandTests {
    @Test func `the summary counts who is served and who waits`() {
        let answer = Desk().run("plan agency.json requests.json")
        #expect(
            answer.output == """
                  2 of 3 served (66.6 %), weight 6 of 7
                  proven: no plan can serve more than weight 6; this one is within 0.0 %
                  mean wait 0.3 days
                  1 wait: 1 have no opening at all, 0 found their openings taken by others

                """)
        #expect(answer.code == .success)
        #expect(answer.saved.isEmpty)
    }

    @Test func `JSON is the plan, the same bytes as the file`() throws {
        let desk = Desk()
        let answer = desk.run("plan agency.json requests.json --json --out plan.json")
        #expect(answer.saved == ["plan.json"])
        #expect(try desk.text("plan.json") == answer.output)
        let plan = try PlanDocument.decode(Array(answer.output.utf8))
        #expect(plan.at == Desk.now)
        #expect(plan.assignments.map(\.request) == ["r-1", "r-2"])
        #expect(plan.waiting.map(\.request) == ["r-3"])
        #expect((plan.served, plan.bound) == (6, 6))
    }

    @Test func `a plan that is booked passes the verifier`() throws {
        let desk = Desk()
        let line = "plan agency.json requests.json --out plan.json --agenda agenda.json"
        #expect(desk.run(line).saved == ["plan.json", "agenda.json"])
        let agenda = desk.run("verify agenda.json")
        #expect(agenda.output == "  13 events: no violation\n")
        #expect(agenda.code == .success)
        let plan = desk.run("verify agency.json --plan plan.json --requests requests.json")
        #expect(plan.output == "  11 events and 2 assignments: no violation\n")
        #expect(plan.code == .success)
        // What the plan took is not on offer to others any more.
        let before = desk.run("openings agency.json --service advice --within 4d --limit 100")
        let after = desk.run("openings agenda.json --service advice --within 4d --limit 100")
        #expect(after.output.count < before.output.count)
    }

    @Test func `the shipped example gives the same plan on 1, 2 and 4 threads, and it passes`()
        throws
    {
        let desk = Desk([:])
        let requests = try RequestsDocument.decode(try #require(Example.bytes(Example.requests)))
        desk.files["some.json"] = RequestsDocument.encode(Array(requests.prefix(150)))
        let line = "plan \(Example.agency) some.json --at 2026-03-16T06:00:00Z --steps 100"
        let one = desk.run("\(line) --threads 1 --json --out plan.json --agenda agenda.json")
        #expect(one.code == .success)
        for threads in [2, 4] {
            let other = desk.run("\(line) --threads \(threads) --json")
            #expect(other.output == one.output, "\(threads) threads")
        }
        let plan = try PlanDocument.decode(Array(one.output.utf8))
        #expect(plan.assignments.count + plan.waiting.count == 150)
        #expect(plan.assignments.count > 120)
        #expect(desk.run("verify agenda.json").code == .success)
        let check = "verify \(Example.agency) --plan plan.json --requests some.json"
        #expect(desk.run(check).code == .success)
    }

    @Test func `where nobody can be served the code says so, and the plan says why`() throws {
        let desk = Desk()
        let closed = Samples.requests.replacingOccurrences(of: "11-23", with: "11-25")
        desk.files["closed.json"] = Array(closed.utf8)
        let answer = desk.run("plan agency.json closed.json --json")
        #expect(answer.code == .empty)
        let plan = try PlanDocument.decode(Array(answer.output.utf8))
        #expect(plan.waiting.count == 3)
        #expect(plan.waiting.allSatisfy { $0.shortage?.counts.first?.reason == .officeClosed })
    }

    @Test func `where nothing is asked for nothing is lacking`() {
        let desk = Desk()
        desk.files["none.json"] = Array(#"{"rendezvous": "requests/1", "requests": []}"#.utf8)
        let answer = desk.run("plan agency.json none.json")
        #expect(answer.code == .success)
        #expect(answer.output.hasPrefix("  0 of 0 served (100.0 %), weight 0 of 0\n"))
    }

    @Test func `requests for a time that is over are told apart`() {
        let answer = Desk().run("plan agency.json requests.json --at 2026-12-01T08:00:00+02:00")
        #expect(answer.code == .empty)
        #expect(answer.output.contains("3 asked for a time before "))
        #expect(answer.output.contains("maybe --at is needed"))
    }

    @Test func `a request that names something unknown stops the plan`() throws {
        let desk = Desk()
        try desk.replace(
            #""service": "advice""#, with: #""service": "unknown""#, in: "requests.json",
            to: "wrong.json")
        let answer = desk.run("plan agency.json wrong.json --out plan.json --agenda agenda.json")
        #expect(answer.code == .refused)
        #expect(answer.notes.hasPrefix("refused (unknown-reference): request (r-1) "))
        #expect(answer.output.isEmpty)
        #expect(answer.saved.isEmpty)
    }

    @Test(arguments: ["--out plan.json", "--agenda agenda.json"])
    func `a file that cannot be written is named, and no summary is told`(option: String) {
        let desk = Desk()
        desk.canSave = false
        let answer = desk.run("plan agency.json requests.json \(option)")
        #expect(answer.code == .cannotWrite)
        #expect(answer.notes == "\(option.split(separator: " ")[1]): the file cannot be written.\n")
        #expect(answer.output.isEmpty)
    }
}
