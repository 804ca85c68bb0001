import RendezvousCLI
import Testing

/// `rendezvous contacts`, `cases` and `erase`, on the shipped county.
@Suite struct CaseworkCommandTests {
    private let county = "Examples/casework/agenda.json"
    private let now = "--at 2027-01-04T08:00:00+02:00"

    @Test func `due meetings are listed, and become requests for a plan`() throws {
        let desk = Desk()
        let answer = desk.run(
            "contacts \(county) \(now) --within 7d --office gherla --most 2 --requests due.json")
        #expect(answer.code == .success && answer.saved == ["due.json"])
        let lines = answer.output.split(separator: "\n")
        #expect(lines.count == 5 && lines[1].contains("hold by"))
        #expect(try desk.text("due.json").contains("\"rendezvous\": \"requests/1\""))
        let json = desk.run("contacts \(county) \(now) --within 0d --office gherla --json")
        #expect(json.output.contains("\"rendezvous\": \"casework-report/1\""))
    }

    @Test func `an outlook says from which week on time is missing`() {
        let answer = Desk().run("contacts \(county) \(now) --office turda --outlook 8")
        #expect(answer.code == .success)
        #expect(answer.output.contains("office (turda)") && answer.output.contains("2027-02-01"))
        #expect(answer.output.contains("from the week of "))
    }

    @Test func `waiting times hide small groups, and a file is read whole`() {
        let desk = Desk()
        let waiting = desk.run("cases \(county) \(now) --waiting")
        #expect(waiting.output.contains("everybody") && waiting.output.contains("fewer than 5"))
        let file = desk.run("cases \(county) \(now) --person p-0100")
        #expect(file.output.contains("case: open") && file.output.contains("next meeting"))
        #expect(desk.run("cases \(county) \(now) --person nobody").code == .empty)
        #expect(desk.run("cases \(county) \(now)").output.contains("1,960 cases open, 40 closed"))
    }

    @Test func `what was erased is gone, and the log still verifies`() {
        let desk = Desk()
        let answer = desk.run("erase \(county) \(now) --person p-0012 --out left.json")
        #expect(answer.code == .success && answer.output.contains("tombstones"))
        #expect(desk.run("verify left.json").code == .success)
        #expect(desk.run("erase \(county) \(now) --person p-0100 --out left.json").code == .refused)
    }

    @Test func `what makes no sense is said`() {
        for words in [
            "contacts \(county) --office nowhere", "contacts \(county) --within ever",
            "contacts \(county) --outlook 0", "cases \(county) --person p --waiting",
            "cases \(county) --json", "erase \(county)",
            "cases \(county) --waiting --from 2027-01-02 --to 2027-01-01",
        ] {
            #expect(Desk().run("\(words) \(now)").code == .usage, "\(words)")
        }
        #expect(Desk().run("contacts \(county) \(now) --outlook 99").code == .refused)
    }
}
