import Foundation
import Rendezvous
import RendezvousDocuments
import Testing

@Suite struct `Errors of documents` {
    /// One piece of a document that is refused.
    struct Case: CustomTestStringConvertible {
        let place: String
        let piece: String
        let message: String

        var testDescription: String { "\(place) \(piece)" }
    }

    private static func cases() throws -> [Case] {
        let file = Place.tests.appendingPathComponent("Fixtures/errors.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        return stride(from: 0, to: lines.count - 1, by: 2).map { index in
            let parts = lines[index].split(separator: " ", maxSplits: 1).map(String.init)
            return Case(
                place: parts[0], piece: parts[1], message: String(lines[index + 1].dropFirst(3)))
        }
    }

    private static let service = #"{"id": "s", "field": "f", "duration": "PT30M"}"#
    private static let offices = """
        "zones": ["Europe/Athens"],
        "offices": [{"id": "o", "zone": "Europe/Athens", "hours": {}}]
        """
    private static let request = #""service": "s", "windows": []"#

    /// The document into which a piece is put.
    private static func document(_ place: String, _ piece: String) -> String {
        let members =
            switch place {
            case "agency": piece
            case "service":
                """
                "fields": [{"id": "f", "name": "F"}],
                "services": [\(service), {"id": "t", "field": "f", \(piece)}]
                """
            case "office":
                """
                "zones": ["Europe/Athens"],
                "offices": [{"id": "o", "zone": "Europe/Athens", \(piece)}]
                """
            case "policy": #""policies": [{"id": "p", \#(piece)}]"#
            case "participant": #""participants": [{"id": "p", \#(piece)}]"#
            case "declaration":
                """
                \(offices), "counsellors": [{"id": "c", "office": "o"}],
                "declarations": [{"id": "d", "submitted": "2026-01-01T00:00:00Z", \(piece)}]
                """
            case "event":
                #""events": [{"at": "2026-01-01T00:00:00Z", \#(piece)}]"#
            case "request":
                """
                "requests": [{"id": "r-1", "party": {"participant": "p"}, \(request)},
                {"party": {"participant": "p"}, \(request), \(piece)}]
                """
            case "party":
                """
                "requests": [{"id": "r-1", "party": {"participant": "p", \(piece)}, \(request)}]
                """
            default:
                """
                "requests": [{"id": "r", "party": {"participant": "p"}, "service": "s",
                "windows": [{\(piece)}]}]
                """
            }
        let kind =
            switch place {
            case "agency", "service", "office", "policy", "participant", "declaration":
                #"agency/1", "founded": "2026-01-01T00:00:00Z""#
            case "event": #"agenda/1""#
            default: #"requests/1""#
            }
        return "{\"rendezvous\": \"\(kind), \(members)}"
    }

    private static func error(_ place: String, _ piece: String) -> DocumentError? {
        refusal { () throws(DocumentError) in
            try Hostile.decode(Array(document(place, piece).utf8))
        }
    }

    @Test func `They name the place, the value and what is allowed`() throws {
        let cases = try Self.cases()
        #expect(cases.count > 150)
        for example in cases {
            let error = Self.error(example.place, example.piece)
            #expect(error?.message == example.message)
            #expect(error?.refusal == nil)
            #expect(error?.offset != nil)
            #expect(example.message.hasPrefix(error?.path ?? "-"))
        }
    }

    @Test func `They have a path and a place, and guess what was meant`() throws {
        let text = """
            {
              "rendezvous": "agency/1",
              "founded": "2026-01-01T00:00:00Z",
              "services": [
                {"id": "s", "duratoin": "PT30M"}
              ]
            }
            """
        let error = try #require(
            refusal { () throws(DocumentError) in _ = try AgencyDocument.decode(Array(text.utf8)) })
        #expect(error.path == "services[0].duratoin")
        #expect((error.line, error.column) == (5, 17))
        #expect(error.hint == "it is duration")
        #expect(error.description.hasSuffix("(line 5, column 17).\nMaybe it is duration."))
    }

    @Test(arguments: [
        ("duratoin", "duration"), ("durations", "duration"), ("Duration", "duration"),
        ("start-grid", "startGrid"), ("startgrid", "startGrid"), ("topic", "topics"),
        ("x", ""), ("time", ""), ("horizontal", ""),
    ])
    func `They guess names that are nearly right`(_ written: String, _ meant: String) {
        let error = Self.error("service", #""\#(written)": 1"#)
        #expect(error?.hint == (meant.isEmpty ? "" : "it is \(meant)"))
    }

    @Test func `A number of minutes is answered with the length of time it may mean`() {
        #expect(Self.error("service", #""duration": 30"#)?.hint == #"it is "PT30M""#)
        #expect(Self.error("service", #""duration": "30""#)?.hint == "")
    }

    @Test func `Values in messages are shortened and escaped`() {
        let long = String(repeating: "ώ", count: 1_000)
        let message = Self.error("service", #""duration": "\u0007\n\#(long)""#)?.message ?? ""
        #expect(message.contains(#"("\u0007\n\#(String(repeating: "ώ", count: 58))…")"#))
    }

    @Test func `What cannot be seen in a value is named`() {
        let message = Self.error("service", "\"duration\": \"a\u{202E}b\u{85}\u{2028}\"")?.message
        #expect(message?.contains(#"("aU+202EbU+85U+2028")"#) ?? false)
    }

    /// What the engine itself checks.
    @Test(arguments: [
        ("service", #""duration": "PT0S""#, "services[1]", Reason.invalidValue),
        ("service", #""duration": "PT24H1S""#, "services[1]", .invalidValue),
        (
            "service", #""duration": "PT30M", "skills": ["none"]"#, "services[1]",
            .unknownReference
        ),
        (
            "service", #""duration": "PT30M", "gap": {"after": "PT24H1S"}"#, "services[1]",
            .invalidValue
        ),
        ("office", #""hours": {}, "holidays": "XX""#, "offices[0]", .unknownReference),
        (
            "agency", #""offices": [{"id": "o", "zone": "UTC", "hours": {}}]"#, "offices[0]",
            .unknownReference
        ),
        ("agency", #""rooms": [{"id": "r", "office": "o"}]"#, "rooms[0]", .unknownReference),
        (
            "agency", #""withdrawn": [{"kind": "field", "id": "x", "from": "2026-01-01"}]"#,
            "withdrawn[0]", .unknownReference
        ),
        (
            "agency",
            #""policies": [{"id": "p", "rule": "gaps-outside-working-time", "offices": ["o"]}]"#,
            "policies[0]", .unknownReference
        ),
        (
            "policy", #""rule": "continuity", "services": ["s"]"#, "policies[0]",
            .unknownReference
        ),
        ("policy", #""rule": "rest", "length": "PT48H1S""#, "policies[0]", .invalidValue),
        ("policy", #""rule": "rest", "length": "PT59S""#, "policies[0]", .invalidValue),
        ("policy", #""rule": "freed-slot-delay", "delay": "PT0S""#, "policies[0]", .invalidValue),
        ("policy", #""rule": "gap", "after": "PT24H1S""#, "policies[0]", .invalidValue),
        (
            "policy", #""rule": "notice", "lead": {"time": "PT8784H1S"}"#, "policies[0]",
            .invalidValue
        ),
        ("policy", #""rule": "custom", "name": "x""#, "policies[0]", .unknownReference),
        ("participant", #""office": "o""#, "participants[0]", .unknownReference),
        ("participant", #""counsellor": "c""#, "participants[0]", .unknownReference),
        (
            "declaration", #""counsellor": "x", "kind": "leave", "type": "t", "days": {}"#,
            "declarations[0]", .unknownReference
        ),
    ])
    func `What the engine refuses is reported with the place of the element`(
        _ place: String, _ piece: String, _ path: String, _ reason: Reason
    ) {
        let error = Self.error(place, piece)
        #expect(error?.path == path)
        #expect(error?.refusal?.reason == reason)
        #expect(error?.message.hasPrefix("\(path): ") ?? false)
    }

    @Test func `A custom rule has at most a hundred parameters`() {
        for (count, isAllowed) in [(100, true), (101, false)] {
            let parameters = (0..<count).map { #""p-\#($0)": """# }.joined(separator: ", ")
            let piece = #""rule": "custom", "name": "x", "parameters": {\#(parameters)}"#
            let error = Self.error(
                "event", #""change": "policy-set", "policy": {"id": "p", \#(piece)}"#)
            let path = "events[0].policy.parameters"
            #expect(
                error?.message
                    == (isAllowed ? nil : "\(path) (an object) must have at most 100 members"))
        }
    }

    /// Each rule takes its own members and no others.
    @Test func `Every rule refuses a member that it does not know, with its place`() throws {
        let policies = Samples.policies + Samples.customPolicies
        for policy in policies {
            let bytes = AgendaDocument.encode([Event(at: .min, .policySet(policy))], .compact)
            let text = String(decoding: bytes, as: UTF8.self)
            let changed = text.replacing(#""policy":{"#, with: #""policy":{"kindness":1,"#)
            #expect(changed != text)
            let error = refusal { () throws(DocumentError) in
                _ = try AgendaDocument.decode(Array(changed.utf8))
            }
            #expect(error?.path == "events[0].policy.kindness")
            let start = "events[0].policy.kindness is not a member; allowed: id, rule, "
            #expect(error?.message.hasPrefix(start) ?? false, "\(error?.message ?? "")")
        }
    }

    @Test(arguments: [
        (#"{"rendezvous": "agency/2", "x": 1}"#, #"rendezvous ("agency/2") must be "agency/1""#),
        (#"{"rendezvous": "agenda/1"}"#, #"rendezvous ("agenda/1") must be "agency/1""#),
        (#"{"rendezvous": 1}"#, "rendezvous (1) must be a text"),
        (#"{"x": 1}"#, "rendezvous is missing"),
        ("[]", "document (a list) must be an object"),
        ("7", "document (7) must be an object"),
        (#"{"rendezvous": "agency/1"}"#, "founded is missing"),
    ])
    func `Another kind or version is refused before anything else`(
        _ text: String, _ message: String
    ) {
        let error = refusal { () throws(DocumentError) in
            _ = try AgencyDocument.decode(Array(text.utf8))
        }
        #expect(error?.message == message)
    }
}
