import RendezvousCLI
import RendezvousDocuments
import Testing

/// `rendezvous openings` on the small agency.
@Suite struct OpeningsCommandTests {
    @Test func `openings are listed in order of start with the others who are free`() {
        let answer = Desk().run("openings agency.json --service advice --limit 5")
        #expect(
            answer.output == """
                  Mon 23 Nov 08:00–08:30  video  maria
                  Mon 23 Nov 08:10–08:40  video  maria
                  Mon 23 Nov 08:20–08:50  video  maria
                  Mon 23 Nov 08:30–09:00  video  maria  (1 more free)
                  Mon 23 Nov 08:40–09:10  video  maria  (1 more free)

                """)
        #expect(answer.code == .success)
        #expect(answer.notes.isEmpty)
    }

    @Test func `20 openings are listed unless another number is asked for`() {
        let many = Desk().run("openings agency.json --service advice --limit 1000").output
        #expect(many.split(separator: "\n").count > 20)
        let some = Desk().run("openings agency.json --service advice").output
        #expect(some.split(separator: "\n").count == 20)
        #expect(many.hasPrefix(some))
    }

    @Test func `an interpreter is named with the counsellor, and the time is the longer one`() {
        let answer = Desk().run(
            "openings agency.json --service advice --needs signed:gss --limit 1")
        #expect(answer.output == "  Mon 23 Nov 08:00–08:40  video  maria + interpreter eleni\n")
    }

    @Test(arguments: [
        ("--counsellor nikos", "  Mon 23 Nov 08:30–09:00  video  nikos\n"),
        ("--prefer nikos --from 2026-11-24", "  Tue 24 Nov 08:00–08:30  video  maria\n"),
        ("--channels phone", "  Mon 23 Nov 08:00–08:30  phone  maria\n"),
        ("--from 2026-11-24 --within 1d", "  Tue 24 Nov 08:00–08:30  video  maria\n"),
        ("--office kypseli", "  Mon 23 Nov 08:00–08:30  video  maria\n"),
        ("--region attiki", "  Mon 23 Nov 08:00–08:30  video  maria\n"),
        ("--area 11362", "  Mon 23 Nov 08:00–08:30  video  maria\n"),
        ("--at 2026-11-23T09:15:00+02:00", "  Mon 23 Nov 09:20–09:50  video  maria\n"),
        ("--topic cv", "  Mon 23 Nov 08:00–08:30  video  maria\n"),
    ])
    func `each option narrows the search`(option: String, first: String) {
        let answer = Desk().run("openings agency.json --service advice --limit 1 \(option)")
        #expect(answer.output == first)
    }

    @Test func `a service for businesses is for them and their representatives`() {
        for kind in ["business", "representative"] {
            let answer = Desk().run("openings agency.json --service grants --as \(kind) --limit 1")
            #expect(answer.output == "  Mon 23 Nov 08:00–09:00  video  maria\n")
        }
        for kind in ["person", "registered"] {
            let answer = Desk().run("openings agency.json --service grants --as \(kind)")
            #expect(answer.code == .empty)
            #expect(answer.output.contains(" 28  the service is not for this kind of applicant\n"))
        }
    }

    @Test func `where there is no opening the counts say why`() {
        let closed = Desk().run("openings agency.json --service advice --within 1d")
        #expect(
            closed.output == """
                There is no opening. 2 counsellor-days were looked at:
                  └─ 2  the office is closed
                What would help:
                  – Later than asked for: first opening on Monday 23 November 2026 at 08:00, \
                by video, at Kypseli, maria

                """)
        #expect(closed.code == .empty)
        let mixed = Desk().run("openings agency.json --service advice --needs signed:rms")
        #expect(
            mixed.output == """
                There is no opening. 28 counsellor-days were looked at:
                  ├─ 20  the office is closed
                  ├─  2  the counsellor is not at work
                  └─  6  an interpreter is needed, and none is free
                What almost fitted:
                  – Tuesday 24 November 2026 at 08:00, by video, at Kypseli, nikos: the \
                counsellor is not at work
                  – Monday 23 November 2026 at 08:00, by video, at Kypseli, maria: an \
                interpreter is needed, and none is free
                What would help:
                  – Without the need for sign language (rms): first opening on Monday 23 \
                November 2026 at 08:00, by video, at Kypseli, maria

                """)
        #expect(mixed.code == .empty)
    }

    @Test func `a time that is over has no counsellor-days to count`() {
        let answer = Desk().run("openings agency.json --service advice --from 2026-01-01")
        #expect(answer.code == .empty)
        #expect(answer.output.hasPrefix("There is no opening. "))
        #expect(answer.output.contains("--at"))
    }

    @Test func `JSON is a document of openings, whether there are any or not`() throws {
        let found = Desk().run("openings agency.json --service advice --limit 1 --json")
        #expect(
            found.output == """
                {
                  "rendezvous": "openings/1",
                  "openings": [
                    {
                      "start": "2026-11-23T06:00:00Z",
                      "end": "2026-11-23T06:30:00Z",
                      "channel": "video",
                      "counsellor": "maria",
                      "counsellors": 1
                    }
                  ]
                }

                """)
        #expect(found.code == .success)
        let empty = Desk().run("openings agency.json --service advice --within 1d --json")
        #expect(
            empty.output == """
                {
                  "rendezvous": "openings/1",
                  "openings": [],
                  "shortage": {
                    "counsellorDays": 2,
                    "counts": [
                      {"reason": "office-closed", "counsellorDays": 2}
                    ]
                  }
                }

                """)
        #expect(empty.code == .empty)
        for answer in [found, empty] {
            #expect(try DocumentKind(of: Array(answer.output.utf8)) == .openings)
        }
    }

    @Test(arguments: [
        ("--service unknown", "unknown-reference"),
        ("--service advice --office unknown", "unknown-reference"),
        ("--service advice --counsellor unknown", "unknown-reference"),
        ("--service advice --limit 10001", "invalid-value"),
    ])
    func `what a rule refuses is said with its reason`(options: String, reason: String) {
        let answer = Desk().run("openings agency.json \(options)")
        #expect(answer.code == .refused)
        #expect(answer.notes.hasPrefix("refused (\(reason)): "))
        #expect(answer.output.isEmpty)
    }

    @Test func `the shipped example has openings in Greek Sign Language`() {
        let answer = Desk([:]).run(
            "openings \(Example.agency) --service jobseekers --needs signed:gss "
                + "--at 2026-03-16T06:00:00Z --from 2026-03-27 --limit 3")
        #expect(answer.code == .success)
        let lines = answer.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.hasPrefix("  Fri 27 Mar ") })
        #expect(lines.contains { $0.contains(" + interpreter ") })
    }
}
