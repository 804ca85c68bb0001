import Foundation
import Rendezvous
import RendezvousDocuments
import Testing

@Suite struct `Documents of events, requests, plans and answers` {
    @Test func `Every kind of event is read as it was written`() throws {
        let events = try Samples.events()
        for layout in [DocumentLayout.pretty, .compact] {
            let bytes = AgendaDocument.encode(events, layout)
            let copy = try AgendaDocument.decode(bytes)
            #expect(copy == events)
            #expect(AgendaDocument.encode(copy, layout) == bytes)
        }
    }

    @Test func `The samples have every kind of event`() throws {
        let text = String(decoding: try AgendaDocument.encode(Samples.events()), as: UTF8.self)
        let words = [
            "zone-given", "holidays-given", "defined", "withdrawn", "declared",
            "declaration-withdrawn", "precedence-set", "policy-set", "policy-withdrawn",
            "participant-noted", "held", "confirmed", "booked", "rescheduled", "cancelled",
            "arrived", "fulfilled", "missed", "registration", "casework", "erased", "salted",
            "redacted",
        ]
        for word in words { #expect(text.contains("\"change\": \"\(word)\""), "\(word)") }
    }

    @Test func `The samples have every rule that the page on formats lists`() throws {
        let text = String(decoding: try AgendaDocument.encode(Samples.events()), as: UTF8.self)
        let page = try String(
            contentsOf: Place.formats.appendingPathComponent("README.md"), encoding: .utf8)
        let table = page.components(separatedBy: "\n| rule | its members")[1]
            .components(separatedBy: "\n\n")[0]
        let rows = table.split(separator: "\n").dropFirst(2)
        let rules = rows.flatMap { row in
            row.split(separator: "|")[0].split(separator: ",").map {
                $0.filter { $0 != " " && $0 != "`" }
            }
        }
        #expect(rules.count == 26)
        for rule in rules { #expect(text.contains("\"rule\": \"\(rule)\""), "\(rule)") }
    }

    @Test func `A log gives zones and holidays in full`() throws {
        let events = [
            Event(at: .min, .zoneGiven(.athens)), Event(at: .max, .holidaysGiven(.denmark)),
        ]
        #expect(try AgendaDocument.decode(AgendaDocument.encode(events)) == events)
    }

    @Test func `Requests are read as they were written`() throws {
        let requests = try Samples.requests()
        let bytes = RequestsDocument.encode(requests)
        #expect(try RequestsDocument.decode(bytes) == requests)
        #expect(RequestsDocument.encode(try RequestsDocument.decode(bytes)) == bytes)
    }

    private func windows(
        _ text: String, _ zones: [String: ZoneRules] = [:]
    ) throws(DocumentError) -> [Interval] {
        let document = """
            {"rendezvous": "requests/1", "requests": [
            {"id": "r", "party": {"participant": "p"}, "service": "s", "windows": [\(text)]}]}
            """
        return try RequestsDocument.decode(Array(document.utf8), zones: zones)[0].windows.intervals
    }

    @Test func `Whole days are those of the zone, over both changes of the clock`() throws {
        #expect(
            try windows(#"{"from": "2026-03-29", "to": "2026-03-29", "zone": "Europe/Athens"}"#)
                == [Interval("2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z")])
        #expect(
            try windows(
                #"{"from": "2026-10-24", "to": "2026-10-25", "zone": "Test/Athens"}"#,
                ["Test/Athens": Samples.otherZone()])
                == [Interval("2026-10-23T21:00:00Z", "2026-10-25T22:00:00Z")])
        // What is given comes before what is shipped.
        #expect(
            try windows(
                #"{"from": "2026-10-24", "to": "2026-10-24", "zone": "Europe/Athens"}"#,
                ["Europe/Athens": .utc])
                == [Interval("2026-10-24T00:00:00Z", "2026-10-25T00:00:00Z")])
        #expect(
            try windows(#"{"from": "0001-01-01", "to": "9999-12-31", "zone": "UTC"}"#)
                == [.always])
    }

    @Test func `Plans are read as they were written`() throws {
        let plan = try Samples.plan()
        #expect(try PlanDocument.decode(PlanDocument.encode(plan)) == plan)
        #expect(try PlanDocument.decode(PlanDocument.encode(plan, .compact)) == plan)
    }

    @Test func `Certificates of plans are read as they were written`() throws {
        let certificate = Samples.certificate()
        let bytes = PlanCertificateDocument.encode(certificate)
        #expect(try PlanCertificateDocument.decode(bytes) == certificate)
        let example = try Samples.example(.planCertificate)
        let read = try PlanCertificateDocument.decode(example)
        #expect(PlanCertificateDocument.encode(read) == example)
        #expect(read.parts.map(\.requests.count) == [2, 1])
    }

    @Test func `Examples of the page are read and written the same`() throws {
        let agenda = try Samples.example(.agenda)
        #expect(try AgendaDocument.decode(agenda).count == 6)
        let plan = try Samples.example(.plan)
        #expect(try PlanDocument.encode(PlanDocument.decode(plan)) == plan)
        let requests = try RequestsDocument.decode(Samples.example(.requests))
        #expect(requests.map(\.id) == ["r-1", "r-2"])
        #expect(requests[0].windows.intervals.count == 1)
        #expect(requests[1].counsellor == .preferred("c-17"))
    }

    @Test func `A search without result says why`() throws {
        let counts = [Shortage.Count(.notWorking, counsellorDays: 2)]
        let empty = Openings.empty(Shortage(counsellorDays: 2, counts: counts))
        #expect(
            String(decoding: OpeningsDocument.encode(empty), as: UTF8.self) == """
                {
                  "rendezvous": "openings/1",
                  "openings": [],
                  "shortage": {
                    "counsellorDays": 2,
                    "counts": [
                      {"reason": "not-working", "counsellorDays": 2}
                    ]
                  }
                }

                """)
    }

    @Test func `A refusal is written as the page shows it`() throws {
        let refusal = Refusal(
            .wrongDuration, "interval (20 min) must last as long as service (advice): 30 min",
            hint: "it should end at 2026-11-24T08:30:00Z")
        #expect(try RefusalDocument.encode(refusal) == Samples.example(.refusal))
        let short = RefusalDocument.encode(Refusal(.gap, "no"), .compact)
        #expect(
            String(decoding: short, as: UTF8.self)
                == "{\"rendezvous\":\"refusal/1\",\"reason\":\"gap\",\"message\":\"no\"}\n")
    }

    @Test func `Documents say what they are`() throws {
        let kinds = try Samples.examples().map(\.kind)
        #expect(kinds == DocumentKind.allCases)
        let late = Array(#"{"x": [1], "rendezvous": "plan/1"}"#.utf8)
        #expect(try DocumentKind(of: late) == .plan)
        for text in ["", "[]", "{}", #"{"rendezvous": 1}"#, #"{"rendezvous": "plan/2"}"#, "{} {}"] {
            let error = refusal { () throws(DocumentError) in
                _ = try DocumentKind(of: Array(text.utf8))
            }
            #expect(error != nil, "\(text)")
        }
    }
}
