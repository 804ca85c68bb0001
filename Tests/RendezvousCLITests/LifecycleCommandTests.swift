import Foundation
import RendezvousCLI
import RendezvousDocuments
import Testing

/// `due`, `waiting`, `passes`, `series`, `usage` and `whatif` on the small agency, and what
/// citizens are shown.
@Suite struct LifecycleCommandTests {
    /// Maria meets somebody at 08:00 with Greek Sign Language, and p-2 at 09:00.
    private func desk() -> Desk {
        let desk = Desk()
        Samples.agenda(on: desk)
        return desk
    }

    private func kind(_ answer: Desk.Answer) throws -> DocumentKind {
        try DocumentKind(of: Array(answer.output.utf8))
    }

    // MARK: due

    @Test func `who is to be told what comes in order of time`() throws {
        let desk = desk()
        let answer = desk.run(
            "due agenda.json --since 2026-11-20T06:00:00Z --until 2026-11-23T00:00:00Z")
        #expect(answer.code == .success)
        #expect(
            answer.output == """
                  Fri 20 Nov 08:00  booked    to participant somebody: appointment 1
                    Mon 23 Nov 08:00–08:40  video  maria + interpreter eleni
                  Fri 20 Nov 08:00  booked    to participant p-2: appointment 2
                    Mon 23 Nov 09:00–09:30  video  maria
                  Sun 22 Nov 08:00  reminder  to participant somebody: appointment 1
                    Mon 23 Nov 08:00–08:40  video  maria + interpreter eleni
                  Sun 22 Nov 09:00  reminder  to participant p-2: appointment 2
                    Mon 23 Nov 09:00–09:30  video  maria

                """)
        let soon = desk.run(
            "due agenda.json --since 2026-11-23T05:00:00Z --until 2026-11-23T05:30:01Z "
                + "--lead PT30M --json")
        #expect(try kind(soon) == .due)
        #expect(soon.output.components(separatedBy: "\"due\"").count == 2)
        #expect(
            desk.run("due agenda.json --until 2026-11-20T06:00:00Z").output
                == "  nobody is to be told anything\n")
    }

    @Test(arguments: [
        ("--lead 24h", "--lead (24h) must be a length of time such as PT24H"),
        ("--lead PT9000H", "--lead (PT9000H) must be a length of time"),
        ("--since tomorrow", "--since (tomorrow) must be an instant"),
        (
            "--since 2026-11-20T06:00:00Z --until 2026-11-20T06:00:00Z",
            "--since (2026-11-20T06:00:00Z) must lie before --until (2026-11-20T06:00:00Z)."
        ),
    ])
    func `a stretch of time that cannot be is refused`(options: String, message: String) {
        let answer = desk().run("due agenda.json \(options)")
        #expect(answer.code == .usage)
        #expect(answer.notes.hasPrefix(message), "\(answer.notes)")
        #expect(answer.output.isEmpty)
    }

    // MARK: waiting

    @Test func `who is not served by a plan can be put on the waiting list`() throws {
        let desk = Desk()
        let plan = "plan agency.json requests.json --steps 20 --agenda planned.json"
        #expect(desk.run(plan).code == .success)
        #expect(desk.run("waiting planned.json").output == "  nobody waits\n")
        #expect(desk.run(plan + " --enlist").code == .success)
        let waiting = desk.run("waiting planned.json")
        #expect(waiting.output == "     1  r-3        advice       weight 1  no opening\n")
        #expect(try kind(desk.run("waiting planned.json --all --json")) == .waiting)
        let later = desk.run("waiting planned.json --at 2027-01-01T00:00:00Z")
        #expect(later.code == .success)
        let alone = desk.run("plan agency.json requests.json --steps 0 --enlist")
        #expect(alone.code == .usage)
        #expect(alone.notes == "--enlist needs --agenda, in which the waiting list is.\n")
    }

    // MARK: passes

    @Test func `passes open 15 minutes before the start`() throws {
        let desk = desk()
        let before = desk.run("passes agenda.json --appointment 1")
        #expect(
            before.output == """
                  Mon 23 Nov 07:45–09:10  participant somebody, revision 0
                  Mon 23 Nov 07:45–09:10  counsellor maria, revision 0

                """)
        let open = desk.run("passes agenda.json --appointment 1 --at 2026-11-23T05:45:00Z")
        #expect(open.output.components(separatedBy: ", open now").count == 3)
        #expect(try kind(desk.run("passes agenda.json --appointment 1 --json")) == .passes)
        for options in ["", "--appointment 3"] {
            let answer = desk.run("passes agenda.json \(options)")
            #expect(answer.code == .usage)
            #expect(answer.notes == "--appointment is needed: one of 1 … 2.\n")
        }
    }

    // MARK: series

    @Test func `a series is booked as a whole or not at all`() throws {
        let desk = Desk()
        let line = "series agency.json --service advice --participant p-1 --from 2026-11-23"
        let weekly = desk.run("\(line) --times 2 --time 09:00 --out weekly.json")
        #expect(
            weekly.output == """
                  Mon 23 Nov  booked as appointment 1: Mon 23 Nov 09:00–09:30  video  maria
                  Mon 30 Nov  booked as appointment 2: Mon 30 Nov 09:00–09:30  video  maria

                """)
        #expect(weekly.code == .success && weekly.saved == ["weekly.json"])
        #expect(desk.run("verify weekly.json").code == .success)
        let daily = "\(line) --every 2d --times 2"
        let none = desk.run("\(daily) --out none.json")
        #expect(none.code == .empty && none.saved.isEmpty)
        #expect(none.output.contains("free, and not booked: Mon 23 Nov 08:00–08:30"))
        #expect(none.output.contains("  Wed 25 Nov  no opening: 2 office-closed\n"))
        let some = desk.run("\(daily) --best-effort --json")
        #expect(some.code == .success)
        #expect(try kind(some) == .series)
    }

    @Test(arguments: [
        ("", "--times is needed: how many occurrences."),
        ("--times 0", "--times (0) must be a whole number from 1 to "),
        ("--times 2 --every 2m", "--every (2m) must be a number of days or weeks"),
        ("--times 2 --every 0d", "--every (0d) must be a number of days or weeks"),
        ("--times 2 --time noon", "--time (noon) must be a time such as 10:00."),
    ])
    func `a series that cannot be is refused`(options: String, message: String) {
        let answer = Desk().run("series agency.json --service advice \(options)")
        #expect(answer.code == .usage)
        #expect(answer.notes.hasPrefix(message), "\(answer.notes)")
        let wide = Desk().run("series agency.json --service advice --times 2 --tolerance 4")
        #expect(wide.code == .refused)
        #expect(wide.notes.contains("tolerance of a series, in days, (4) must be 0 … 3"))
    }

    // MARK: usage

    @Test func `appointments are counted by what is asked for`() throws {
        let desk = desk()
        _ = desk.run(
            "book agenda.json --service advice --participant p-3 "
                + "--start 2026-11-24T08:00:00+02:00 --out agenda.json")
        #expect(desk.run("usage agenda.json").output == "  all dates  3: 3 booked\n")
        #expect(
            desk.run("usage agenda.json --by day,service,office").output == """
                  2026-11-23  kypseli  advice  2: 2 booked
                  2026-11-24  kypseli  advice  1: 1 booked

                """)
        #expect(
            desk.run("usage agenda.json --by week --from 2026-11-24 --to 2026-12-01").output
                == "  2026-11-24 to 2026-11-29  1: 1 booked\n")
        #expect(
            desk.run("usage agenda.json --from 2026-12-01").output
                == "  no appointment starts on these dates\n")
        #expect(try kind(desk.run("usage agenda.json --by month --json")) == .usage)
        for (options, message) in [
            ("--by year", "--by (year) must be some of day, week, month, office, service.\n"),
            ("--by day,week", "--by (day,week) must name one period at most.\n"),
            (
                "--from 2026-12-01 --to 2026-11-30",
                "--from (2026-12-01) must not be after --to (2026-11-30).\n"
            ),
        ] {
            let answer = desk.run("usage agenda.json \(options)")
            #expect(answer.code == .usage && answer.notes == message)
        }
    }

    // MARK: whatif

    @Test func `changes are judged before they are made, and made as one batch`() throws {
        let desk = desk()
        desk.files["changes.json"] = Array(
            """
            {
              "rendezvous": "agenda/1",
              "events": [
                {
                  "at": "2026-11-20T06:00:00Z",
                  "change": "declared",
                  "declaration": {
                    "id": "leave",
                    "counsellor": "maria",
                    "submitted": "2026-11-20T06:00:00Z",
                    "kind": "leave",
                    "type": "hourly",
                    "date": "2026-11-23",
                    "hours": "09:00-11:00"
                  }
                }
              ]
            }
            """.utf8)
        let answer = desk.run("whatif agenda.json changes.json")
        #expect(
            answer.output == """
                  1 appointment ahead is supported
                  appointment 2 is not any more (not-working): Mon 23 Nov 09:00–09:30  video  maria

                """)
        #expect(answer.saved.isEmpty)
        #expect(try kind(desk.run("whatif agenda.json changes.json --json")) == .supplyEffect)
        let made = desk.run("whatif agenda.json changes.json --out after.json")
        #expect(made.saved == ["after.json"])
        let again = desk.run("whatif after.json changes.json")
        #expect(again.code == .refused)
        #expect(again.notes.hasPrefix("refused (duplicate-identifier): "))
        let wrong = desk.run("whatif agenda.json agenda.json")
        #expect(wrong.code == .refused)
    }

    // MARK: repair

    @Test func `an absence is repaired by asking those concerned`() throws {
        let desk = desk()
        let absent = "repair agenda.json --absent maria --on 2026-11-23 --at 2026-11-20T06:00:00Z"
        let answer = desk.run(absent)
        #expect(answer.code == .success && answer.saved.isEmpty)
        #expect(answer.output.hasPrefix("  2 appointments lose their support\n"))
        #expect(try kind(desk.run(absent + " --json")) == .repair)
        let made = desk.run(absent + " --around 28 --out after.json")
        #expect(made.saved == ["after.json"])
        let again = desk.run("repair after.json --at 2026-11-20T06:00:00Z")
        #expect(again.output.contains("about which somebody is still to decide"))
        let idle = desk.run("repair agenda.json --at 2026-11-20T06:00:00Z")
        #expect(idle.output == "  nobody loses their support\n")
    }

    @Test(arguments: [
        ("--absent maria", "--absent needs --on, the day of the absence."),
        ("--on 2026-11-23", "--on and --to need --absent, who is absent then."),
        (
            "--absent nobody --on 2026-11-23",
            "--absent (nobody) must be a counsellor or interpreter of the agenda."
        ),
        (
            "--absent maria --on 2026-11-23 --to 2026-11-22",
            "--on (2026-11-23) must not be after --to (2026-11-22)."
        ),
        (
            "--absent maria --on 2026-11-23 --choose 9",
            "--choose (9) must be at most 1, the number of proposals."
        ),
    ])
    func `an absence that cannot be is refused`(options: String, message: String) {
        let answer = desk().run("repair agenda.json \(options) --at 2026-11-20T06:00:00Z")
        #expect(answer.code == .usage)
        #expect(answer.notes == message + "\n")
    }

    // MARK: Citizens

    @Test(arguments: ["openings", "book"])
    func `citizens see when, how and where, and nobody's name`(command: String) {
        let desk = Desk()
        let line = "\(command) agency.json --service advice --needs signed:gss --topic cv"
        for json in ["", " --json"] {
            let answer = desk.run(line + " --audience citizen" + json)
            #expect(answer.code == .success)
            for name in ["maria", "eleni", "somebody", "more free"] {
                #expect(!answer.output.contains(name), "\(name): \(answer.output)")
            }
            #expect(answer.output.contains("ypseli"))
            let named = desk.run(line + " --audience citizen --name-counsellors" + json)
            #expect(named.output.contains("maria"))
            #expect(!named.output.contains("eleni"))
        }
    }

    @Test func `citizens are told in their language`() {
        let desk = Desk()
        let line = "book agency.json --service advice --needs signed:gss --audience citizen"
        #expect(
            desk.run(line + " --topic cv").output == """
                Appointment 1 is booked: Advice
                  Monday 23 November 2026 at 08:00, by video, at Kypseli, interpreter
                  to have ready: Identity card
                  to have ready: A draft

                """)
        #expect(desk.run(line + " --language el").output.contains("Κυψέλη, διερμηνέας\n"))
    }

    @Test func `an empty list tells citizens nothing about people`() throws {
        let answer = Desk().run(
            "openings agency.json --service advice --needs signed:rms --audience citizen --json")
        #expect(answer.code == .empty)
        #expect(
            answer.output
                == #"{"rendezvous": "openings/1", "readers": "citizen", "openings": []}"# + "\n")
    }
}
