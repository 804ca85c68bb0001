import Rendezvous
import RendezvousCLI
import RendezvousDocuments
import Testing

/// `rendezvous book` on the small agency.
@Suite struct BookCommandTests {
    @Test func `the first opening is booked, with what to have ready`() {
        let desk = Desk()
        let answer = desk.run("book agency.json --service advice --topic cv")
        #expect(
            answer.output == """
                Appointment 1 is booked: Advice
                  Mon 23 Nov 08:00–08:30  video  maria
                  to have ready: Identity card
                  to have ready: A draft

                """)
        #expect(answer.code == .success)
        #expect(answer.saved.isEmpty)
    }

    @Test func `what is booked and written is no longer on offer`() throws {
        let desk = Desk()
        let ask = "--service advice --counsellor maria --limit 4"
        let before = desk.run("openings agency.json \(ask)").output
        #expect(before.hasPrefix("  Mon 23 Nov 08:00"))
        let answer = desk.run(
            "book agency.json --service advice --start 2026-11-23T08:20:00+02:00 --out agenda.json")
        #expect(answer.code == .success)
        #expect(answer.saved == ["agenda.json"])
        // 08:20 to 08:50 and its gap of ten minutes: the next start is 09:00.
        #expect(
            desk.run("openings agenda.json \(ask)").output == """
                  Mon 23 Nov 09:00–09:30  video  maria
                  Mon 23 Nov 09:10–09:40  video  maria
                  Mon 23 Nov 09:20–09:50  video  maria
                  Mon 23 Nov 09:30–10:00  video  maria

                """)
        #expect(desk.run("openings agency.json \(ask)").output == before)
        #expect(desk.run("verify agenda.json").code == .success)
        let founding = try AgencyDocument.decode(try #require(desk.files["agency.json"])).events
        let events = try AgendaDocument.decode(try #require(desk.files["agenda.json"]))
        #expect(events.dropLast() == founding[...])
        #expect(events.last?.at == Desk.now)
    }

    @Test func `appointments are numbered on`() {
        let desk = Desk()
        for number in 1...3 {
            let answer = desk.run(
                "book agency.json --service advice --participant p-\(number) --out agency.json")
            #expect(answer.output.hasPrefix("Appointment \(number) is booked: Advice\n"))
        }
        #expect(desk.run("verify agency.json").code == .success)
    }

    @Test func `JSON has the new events alone`() throws {
        let answer = Desk().run("book agency.json --service advice --booked-by p-9 --json")
        let events = try AgendaDocument.decode(Array(answer.output.utf8))
        #expect(events.count == 1)
        guard case .booked(let booking) = try #require(events.first).change else {
            Issue.record("not a booking: \(events)")
            return
        }
        #expect(booking.party.participant == "somebody")
        #expect(booking.party.bookedBy == "p-9")
        #expect(booking.placement.counsellor == "maria")
    }

    @Test(arguments: [
        // Off the grid, closed, on another day, before the clock, at the end of the calendar.
        "2026-11-23T08:05:00+02:00", "2026-11-23T07:00:00+02:00", "2026-11-25T08:00:00+02:00",
        "2026-11-16T08:00:00+02:00", "9999-12-31T23:59:59Z",
    ])
    func `a start that is not on offer is not booked`(start: String) {
        let answer = Desk().run(
            "book agency.json --service advice --start \(start) --out agenda.json --json")
        #expect(answer.code == .empty)
        #expect(answer.output.hasPrefix("There is no opening."))
        #expect(answer.saved.isEmpty)
    }

    @Test func `a start that was taken is not booked again`() {
        let desk = Desk()
        let line = "--service advice --needs signed:gss --start 2026-11-23T08:00:00+02:00"
        #expect(desk.run("book agency.json \(line) --out agenda.json").code == .success)
        let again = desk.run("book agenda.json \(line) --participant p-2 --out other.json")
        #expect(again.code == .empty)
        #expect(again.output.hasPrefix("There is no opening. 2 counsellor-days were looked at:\n"))
        #expect(again.output.contains("What would help:\n  – Later than asked for: "))
        #expect(again.saved.isEmpty)
    }

    @Test func `where there is no opening nothing is written`() {
        let answer = Desk().run("book agency.json --service advice --within 1d --out agenda.json")
        #expect(answer.code == .empty)
        #expect(answer.output.contains("the office is closed"))
        #expect(answer.saved.isEmpty)
    }

    @Test func `a refusal says why, and nothing is written`() {
        let answer = Desk().run("book agency.json --service unknown --out agenda.json")
        #expect(answer.code == .refused)
        #expect(answer.notes.hasPrefix("refused (unknown-reference): "))
        #expect(answer.output.isEmpty)
        #expect(answer.saved.isEmpty)
    }

    @Test func `a file that cannot be written stops the booking before it is told`() {
        let desk = Desk()
        desk.canSave = false
        let answer = desk.run("book agency.json --service advice --out agenda.json")
        #expect(answer.code == .cannotWrite)
        #expect(answer.notes == "agenda.json: the file cannot be written.\n")
        #expect(answer.output.isEmpty)
    }
}
