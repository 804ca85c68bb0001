import Foundation
import Rendezvous
import RendezvousDocuments
import RendezvousStudies
import Testing

/// What a program does with a document that it knows nothing of.
enum Hostile {
    /// Reads a document of any kind and, if it can be read, writes it and reads that again.
    static func decode(_ bytes: [UInt8]) throws(DocumentError) {
        switch try DocumentKind(of: bytes) {
        case .agency:
            let agency = try AgencyDocument.decode(bytes)
            let written = AgencyDocument.encode(agency)
            expectSame(written, AgencyDocument.encode(try AgencyDocument.decode(written)))
        case .agenda:
            let events = try AgendaDocument.decode(bytes)
            expectSame(events, try AgendaDocument.decode(AgendaDocument.encode(events)))
        case .requests:
            let requests = try RequestsDocument.decode(bytes)
            expectSame(requests, try RequestsDocument.decode(RequestsDocument.encode(requests)))
        case .plan:
            let plan = try PlanDocument.decode(bytes)
            expectSame(plan, try PlanDocument.decode(PlanDocument.encode(plan)))
        case .planCertificate:
            let certificate = try PlanCertificateDocument.decode(bytes)
            let written = PlanCertificateDocument.encode(certificate)
            expectSame(certificate, try PlanCertificateDocument.decode(written))
        case .scenario: _ = try ScenarioDocument.decode(bytes)
        case .staffing: _ = try StaffingDocument.decode(bytes)
        case .phoneScenario: _ = try PhoneScenarioDocument.decode(bytes)
        case .simulation: _ = try SimulationDocument.decode(bytes)
        case .simulationResults:
            let record = try SimulationResultsDocument.decode(bytes)
            let written = SimulationResultsDocument.encode(record)
            expectSame(record, try SimulationResultsDocument.decode(written))
        case .openings, .refusal, .testReport, .explanation, .caseworkReport, .confirmation, .due,
            .waiting, .passes, .series, .usage, .supplyEffect, .repair, .staffingPlan:
            break
        }
    }

    private static func expectSame<Value: Equatable>(_ one: Value, _ other: Value) {
        #expect(one == other)
    }
}

@Suite struct `Hostile input` {
    private static func documents() throws -> [[UInt8]] {
        try Samples.examples().map(\.bytes) + [
            AgencyDocument.encode(Samples.agency(), .compact),
            AgendaDocument.encode(Samples.events(), .compact),
            RequestsDocument.encode(Samples.requests(), .compact),
            PlanDocument.encode(Samples.plan(), .compact),
            PlanCertificateDocument.encode(Samples.certificate(), .compact),
        ]
    }

    @Test func `A document that is cut off is refused at every length`() throws {
        for document in try Self.documents() {
            let end = document.count - 1
            // The last byte is the line break, which may be missing.
            let step = max(1, Int(Double(end) / (4_000 * Scale.factor)))
            for length in stride(from: 0, to: end, by: step) {
                let error = refusal { () throws(DocumentError) in
                    try Hostile.decode(Array(document.prefix(length)))
                }
                #expect(error?.offset != nil)
            }
            let whole = refusal { () throws(DocumentError) in
                try Hostile.decode(Array(document.prefix(end)))
            }
            #expect(whole == nil, "\(whole?.message ?? "")")
        }
    }

    @Test func `A document with bytes changed is refused or means something`() throws {
        let documents = try Self.documents()
        var numbers = SeededNumbers(seed: 20_261_124)
        var read = 0
        for _ in 0..<Scale.count(10_000) {
            var document = documents.randomElement(using: &numbers) ?? []
            for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                Self.mutate(&document, &numbers)
            }
            if refusal({ () throws(DocumentError) in try Hostile.decode(document) }) == nil {
                read += 1
            }
        }
        #expect(read > 0)
    }

    private static let words = [
        "null", "true", "0", "-0", "1e999", "9223372036854775807", "-9223372036854775808",
        "9223372036854775808", "\"\"", "[]", "{}", "\"\\u0000\"", "\"9999-12-31\"",
        "\"0001-01-01\"", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00Z\"", "\"PT0S\"",
        "\"PT999999999999H\"", "\"24:00-24:00\"", "\"00:00-00:00\"", "\"\u{1F600}\"",
    ]

    /// Changes, removes, repeats or moves a piece, or puts a value where another stood.
    private static func mutate(_ document: inout [UInt8], _ numbers: inout SeededNumbers) {
        guard document.count > 4 else { return }
        let start = Int.random(in: 0..<document.count - 2, using: &numbers)
        let end = min(document.count, start + Int.random(in: 1...12, using: &numbers))
        switch Int.random(in: 0..<6, using: &numbers) {
        case 0: document[start] = UInt8.random(in: 0...255, using: &numbers)
        case 1: document[start] ^= 1 << UInt8.random(in: 0...7, using: &numbers)
        case 2: document.removeSubrange(start..<end)
        case 3: document.insert(contentsOf: document[start..<end], at: start)
        case 4: document.swapAt(start, end - 1)
        default:
            // A digit, so that what is changed is likely to be a value.
            guard
                let place = document[start...].firstIndex(where: {
                    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                })
            else { return }
            if Bool.random(using: &numbers) {
                document[place] = UInt8.random(in: 0x30...0x39, using: &numbers)
            } else if let from = document[..<place].lastIndex(of: UInt8(ascii: "\"")),
                let to = document[place...].firstIndex(of: UInt8(ascii: "\""))
            {
                let word = words.randomElement(using: &numbers) ?? ""
                document.replaceSubrange(from...to, with: Array(word.utf8))
            }
        }
    }

    @Test(arguments: ["0001-01-01", "9999-12-31"])
    func `The ends of the calendar are days like others`(_ day: String) throws {
        let text = """
            {"rendezvous": "agency/1", "founded": "\(day)T00:00:00Z", "zones": ["Europe/Athens"],
             "holidays": ["greece"], "fields": [{"id": "f", "name": "F", "from": "\(day)"}],
             "offices": [{"id": "o", "from": "\(day)", "zone": "Europe/Athens", "hours": {},
               "exceptions": [{"dates": {"from": "\(day)", "to": "\(day)"}}]}],
             "withdrawn": [{"kind": "field", "id": "f", "from": "\(day)"}]}
            """
        try Hostile.decode(Array(text.utf8))
        let windows = """
            {"rendezvous": "requests/1", "requests": [{"id": "r", "party": {"participant": "p"},
            "service": "s", "windows": [
            {"from": "\(day)", "to": "\(day)", "zone": "Europe/Athens"}]}]}
            """
        try Hostile.decode(Array(windows.utf8))
    }

    @Test func `A large document is read in time that grows with its size`() throws {
        let count = Scale.count(50_000)
        let requests = (0..<count).map {
            Request(.init("r-\($0)"), for: Party("p"), service: "s", within: IntervalSet(.always))
        }
        let bytes = RequestsDocument.encode(requests)
        #expect(try RequestsDocument.decode(bytes) == requests)
    }
}
