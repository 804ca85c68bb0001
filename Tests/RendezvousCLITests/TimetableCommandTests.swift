import RendezvousCLI
import Testing

/// `rendezvous timetable`: a worker's week.
@Suite struct TimetableCommandTests {
    @Test func `a week is drawn, a row a day`() {
        let desk = Desk()
        Samples.agenda(on: desk)
        let answer = desk.run("timetable agenda.json --counsellor maria --from 2026-11-23")
        let lines = answer.output.split(separator: "\n")
        #expect(answer.code == .success)
        #expect(lines.first == "counsellor (maria)")
        #expect(lines.count == 10)
        #expect(lines[2].contains("Mon 23 Nov") && lines[2].contains("█"))
        #expect(lines[3].contains("Tue 24 Nov") && lines[3].contains("·"))
        let one = desk.run("timetable agenda.json --counsellor maria --from 2026-11-23 --days 1")
        #expect(one.output.split(separator: "\n").count == 4)
    }

    @Test func `as known before anything was declared, a week is empty`() {
        let line = "timetable agency.json --counsellor maria --from 2026-11-23 --known"
        let before = Desk().run("\(line) 2001-01-01T00:00:00Z")
        #expect(before.code == .success)
        #expect(!before.output.split(separator: "\n").dropLast().joined().contains("·"))
    }

    @Test func `SVG goes where it is told`() throws {
        let desk = Desk()
        let answer = desk.run("timetable agency.json --counsellor maria --format svg --out w.svg")
        #expect(answer.code == .success && answer.saved == ["w.svg"])
        #expect(try desk.text("w.svg").hasPrefix("<svg "))
    }

    @Test func `what cannot be drawn is said`() {
        for words in [
            "", "--counsellor nobody", "--counsellor maria --interpreter maria",
            "--counsellor maria --days 0", "--counsellor maria --days 32",
            "--counsellor maria --format png", "--counsellor maria --known yesterday",
        ] {
            let answer = Desk().run("timetable agency.json \(words)")
            #expect(answer.code == .usage, "\(words)")
        }
        for date in ["0001-01-01", "9999-12-31", "2026-10-25"] {
            let answer = Desk().run("timetable agency.json --counsellor maria --from \(date)")
            #expect(answer.code == .success)
        }
    }
}
