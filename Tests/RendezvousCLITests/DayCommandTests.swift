import RendezvousCLI
import Testing

/// `rendezvous day`: whole pictures. Spaces at the ends of lines do not count.
@Suite struct DayCommandTests {
    @Test func `a day shows meetings, interpreters, gaps, breaks and who is not at work`() {
        let desk = Desk()
        Samples.agenda(on: desk)
        let answer = desk.run("day agenda.json --office kypseli --date 2026-11-23")
        #expect(
            trimmed(answer.output) == """
                Kypseli, Mon 23 Nov 2026
                            08:00 09:00 10:00
                  maria     ▓▓▓▓▒·███▒········  2
                  nikos        ······ ·····     0
                  █ meeting  ▓ with interpreter  ▒ gap  · free  (blank) not at work or closed
                  2 meetings, 2 counsellors

                """)
        #expect(answer.code == .success)
    }

    @Test func `a day without meetings is free, and one without hours is closed`() {
        let tuesday = Desk().run("day agency.json --office kypseli --date 2026-11-24")
        #expect(
            trimmed(tuesday.output) == """
                Kypseli, Tue 24 Nov 2026
                            08:00 09:00 10:00
                  maria     ··················  0
                  nikos                         0
                  █ meeting  ▓ with interpreter  ▒ gap  · free  (blank) not at work or closed
                  0 meetings, 2 counsellors

                """)
        let today = Desk().run("day agency.json --office kypseli")
        #expect(
            today.output == """
                Kypseli, Fri 20 Nov 2026
                  closed, and nobody works

                """)
        #expect(today.code == .success)
    }

    @Test(arguments: ["0001-01-01", "9999-12-31", "2026-03-29", "2026-10-25"])
    func `the ends of the calendar and changes of the clock have pictures`(date: String) {
        let answer = Desk().run("day agency.json --office kypseli --date \(date)")
        #expect(answer.code == .success)
        #expect(answer.output.hasPrefix("Kypseli, "))
    }

    @Test func `a hold is drawn until it expires`() throws {
        let desk = Desk()
        Samples.agenda(on: desk)
        // The first appointment as a hold of five minutes.
        try desk.replace(
            #""at": "2026-11-20T06:00:00Z","# + "\n      " + #""change": "booked","#,
            with: #""at": "2026-11-20T06:00:00Z","# + "\n      " + #""change": "held","#
                + "\n      " + #""until": "2026-11-20T06:05:00Z","#, in: "first.json",
            to: "held.json")
        let line = "day held.json --office kypseli --date 2026-11-23 --at"
        let during = desk.run("\(line) 2026-11-20T06:04:59Z")
        #expect(during.output.contains("  maria     ▓▓▓▓▒·············  1\n"))
        let after = desk.run("\(line) 2026-11-20T06:05:00Z")
        #expect(after.output.contains("  maria     ··················  0\n"))
    }
}
