import Foundation
import Rendezvous
import RendezvousCLI
import RendezvousDocuments
import Testing

/// `rendezvous export` on an agenda with two appointments.
@Suite struct ExportCommandTests {
    private func desk() -> Desk {
        let desk = Desk()
        Samples.agenda(on: desk)
        return desk
    }

    @Test func `iCalendar is written to standard output, line by line as RFC 5545 wants it`() {
        let answer = desk().run("export agenda.json")
        #expect(answer.code == .success)
        #expect(answer.saved == ["-"])
        #expect(
            answer.output.replacingOccurrences(of: "\r\n", with: "\n") == """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//rendezvous//rendezvous//EN
                CALSCALE:GREGORIAN
                BEGIN:VTIMEZONE
                TZID:Europe/Athens
                BEGIN:STANDARD
                DTSTART:20261025T040000
                TZOFFSETFROM:+0300
                TZOFFSETTO:+0200
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:20270328T030000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0300
                END:DAYLIGHT
                END:VTIMEZONE
                BEGIN:VEVENT
                UID:1@rendezvous.invalid
                DTSTAMP:20261120T060000Z
                DTSTART;TZID=Europe/Athens:20261123T080000
                DTEND;TZID=Europe/Athens:20261123T084000
                SEQUENCE:0
                STATUS:CONFIRMED
                SUMMARY:Advice
                END:VEVENT
                BEGIN:VEVENT
                UID:2@rendezvous.invalid
                DTSTAMP:20261120T060000Z
                DTSTART;TZID=Europe/Athens:20261123T090000
                DTEND;TZID=Europe/Athens:20261123T093000
                SEQUENCE:0
                STATUS:CONFIRMED
                SUMMARY:Advice
                END:VEVENT
                END:VCALENDAR

                """)
        #expect(!answer.output.replacingOccurrences(of: "\r\n", with: "").contains("\n"))
    }

    @Test func `a calendar has nothing of who comes`() {
        let output = desk().run("export agenda.json").output
        #expect(!output.contains("somebody"))
        #expect(!output.contains("p-2"))
        #expect(!output.contains("gss"))
    }

    @Test(arguments: [
        ("--counsellor maria", [1, 2]), ("--counsellor nikos", []), ("--interpreter eleni", [1]),
        ("--participant p-2", [2]), ("--room r-1", []),
    ])
    func `a calendar is of one counsellor, interpreter, participant or room`(
        option: String, numbers: [Int]
    ) {
        let output = desk().run("export agenda.json \(option)").output
        for number in 1...2 {
            #expect(output.contains("UID:\(number)@") == numbers.contains(number))
        }
    }

    @Test func `names are in the language asked for, and identifiers in the domain`() {
        let output = desk().run(
            "export agenda.json --language el --domain dypa.example --at 2026-11-21T06:00:00Z"
        ).output
        #expect(output.contains("\r\nSUMMARY:Συμβουλευτική\r\n"))
        #expect(output.contains("\r\nUID:1@dypa.example\r\n"))
        #expect(output.contains("\r\nDTSTAMP:20261121T060000Z\r\n"))
    }

    @Test func `an agenda is exported as the same bytes`() throws {
        let desk = desk()
        let answer = desk.run("export agenda.json --format agenda --out copy.json")
        #expect(answer == Desk.Answer(code: .success, output: "", notes: "", saved: ["copy.json"]))
        #expect(desk.files["copy.json"] == desk.files["agenda.json"])
    }

    @Test func `an agency is exported as the agenda that it begins`() throws {
        let desk = desk()
        #expect(desk.run("export agency.json --format agenda --out agenda.json").code == .success)
        let events = try AgendaDocument.decode(try #require(desk.files["agenda.json"]))
        let agency = try AgencyDocument.decode(try #require(desk.files["agency.json"]))
        #expect(events == agency.events)
    }

    @Test func `a binary log has the same events`() throws {
        let desk = desk()
        let answer = desk.run("export agenda.json --format log --out agenda.log")
        #expect(answer == Desk.Answer(code: .success, output: "", notes: "", saved: ["agenda.log"]))
        let events = try EventLog.decode(try #require(desk.files["agenda.log"]))
        #expect(events == (try AgendaDocument.decode(try #require(desk.files["agenda.json"]))))
    }

    @Test func `commands read a binary log as they read a document`() throws {
        let desk = desk()
        #expect(desk.run("export agenda.json --format log --out agenda.log").code == .success)
        #expect(desk.run("verify agenda.log") == desk.run("verify agenda.json"))
        desk.files["cut.log"] = try #require(desk.files["agenda.log"]).dropLast()
        let cut = desk.run("verify cut.log")
        #expect(cut.code == .data)
        #expect(cut.notes.hasPrefix("cut.log: "))
    }

    @Test func `a file that cannot be written is named`() {
        let desk = desk()
        desk.canSave = false
        let answer = desk.run("export agenda.json --out no/agenda.ics")
        #expect(answer.code == .cannotWrite)
        #expect(answer.notes == "no/agenda.ics: the file cannot be written.\n")
    }
}
