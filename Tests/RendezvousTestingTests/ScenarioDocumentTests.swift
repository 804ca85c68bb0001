import Foundation
import Rendezvous
import RendezvousDocuments
import RendezvousStudies
import RendezvousTesting
import Testing

/// Scenarios as documents.
@Suite struct ScenarioDocumentTests {
    /// The example of Documentation/Formats/README.md.
    static func example() throws -> String {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Documentation/Formats/README.md")
        let parts = try String(contentsOf: page, encoding: .utf8).components(
            separatedBy: "```json\n")
        let part = try #require(parts.first { $0.contains("\"scenario/1\"") && $0.hasPrefix("{") })
        return part.components(separatedBy: "```")[0]
    }

    private func decode(
        _ text: String, agency: (String) -> [UInt8]? = { _ in nil }
    ) throws(DocumentError) -> PolicyTest {
        try ScenarioDocument.decode(Array(text.utf8), agency: agency)
    }

    @Test func `the example of the page is as expected`() throws {
        let test = try decode(Self.example())
        #expect(test.name == "Lunch is quiet")
        #expect(test.steps.count == 15)
        try test.check()
    }

    private static let twin = #"{"id": "a", "rule": "continuity"}"#

    /// What is put into a document, and the error that follows.
    static let errors: [(piece: String, message: String)] = [
        (#""stesp": []"#, "stesp is not a member; allowed: rendezvous, name, agency, policies, "),
        (#""steps": [{}]"#, "steps[0] (an object) must have one of refuses, allows, costs, "),
        (
            #""steps": [{"allows": {"at": "noon"}}]"#,
            "steps[0].allows.at (\"noon\") must be a moment such as"
        ),
        (
            #""steps": [{"allows": {"at": "10:00", "on": "Tue"}}]"#,
            "steps[0].allows (an object) must have one of at, between, on, days"
        ),
        (
            #""steps": [{"allows": {"at": "10:00"}, "books": {"at": "10:00"}}]"#,
            "steps[0].books is not a member; allowed: allows"
        ),
        (
            #""steps": [{"allows": {"at": "10:00", "whit": "maria"}}]"#,
            "steps[0].allows.whit is not a member; allowed: at, between, "
        ),
        (
            #""steps": [{"allows": {"between": ["10:00"]}}]"#,
            "steps[0].allows.between (a list) must be two moments"
        ),
        (
            #""steps": [{"allows": {"at": "10:00", "lasting": "PT90S"}}]"#,
            "steps[0].allows.lasting (\"PT90S\") must be whole minutes, 1 min to 24 h"
        ),
        (#""steps": [{"costs": {"at": "10:00"}}]"#, "steps[0].cost is missing"),
        (#""steps": [{"offers": []}]"#, "steps[0].of is missing"),
        (
            #""steps": [], "appointments": [{"at": "10:00", "ended-at": "09:00"}]"#,
            "appointments[0].ended-at (\"09:00\") must not stand where ended is not cancelled"
        ),
        (
            #""steps": [], "agency": "agency.json""#,
            "agency (\"agency.json\") must be the path of a file that can be read"
        ),
        (
            #""steps": [], "agency": 1"#,
            "agency (1) must be the path of an agency, or a document agency/1"
        ),
        (
            #""steps": [], "policies": [{"id": "a", "rule": "rest", "length": "PT1H"}, \#(twin)]"#,
            "policies[1].id (\"a\") must not come twice"
        ),
    ]

    @Test(arguments: errors)
    func `what is wrong is refused with its place`(piece: String, message: String) {
        let text = #"{"rendezvous": "scenario/1", \#(piece)}"#
        let error = #expect(throws: DocumentError.self) { _ = try decode(text) }
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "nothing")")
    }

    @Test func `an agency stands in the document or beside it, and needs a now`() throws {
        let agency = """
            {"rendezvous": "agency/1", "founded": "2026-10-01T06:00:00Z",
             "zones": ["Europe/Athens"], "fields": [{"id": "f", "name": "F"}],
             "services": [{"id": "s", "field": "f", "duration": "PT1H"}],
             "offices": [{"id": "o", "zone": "Europe/Athens",
               "hours": {"tuesday": ["08:00-12:00"]}}],
             "counsellors": [{"id": "c", "office": "o"}],
             "policies": [{"id": "soon", "rule": "soonest", "preference": {"level": "weak"}}],
             "declarations": [{"id": "d", "counsellor": "c", "submitted": "2026-09-01T06:00:00Z",
               "kind": "weekly", "dates": {}, "week": {"tuesday": {"work": ["08:00-12:00"]}}}]}
            """
        let steps = #"[{"costs": {"at": "Tue 09:00"}, "cost": {"weak": 1}}]"#
        let now = #""now": "2026-11-23 07:00""#
        let inside =
            #"{"rendezvous": "scenario/1", "agency": \#(agency), \#(now), "steps": \#(steps)}"#
        try decode(inside).check()
        let beside =
            #"{"rendezvous": "scenario/1", "agency": "a.json", \#(now), "steps": \#(steps)}"#
        try decode(beside) { $0 == "a.json" ? Array(agency.utf8) : nil }.check()
        let without = #"{"rendezvous": "scenario/1", "agency": \#(agency), "steps": \#(steps)}"#
        let error = #expect(throws: DocumentError.self) { _ = try decode(without) }
        #expect(error?.message == "now is missing")
        let broken = #expect(throws: DocumentError.self) {
            _ = try decode(beside) { _ in Array("{}".utf8) }
        }
        #expect(
            broken?.message == "agency (\"a.json\") must be an agency: rendezvous is missing, "
                + "at line 1, column 1 of that file")
    }

    @Test func `a fault of the agency beside is told with its place there`() {
        let scenario = #"{"rendezvous": "scenario/1", "agency": "a.json", "steps": []}"#
        let agency = """
            {"rendezvous": "agency/1", "founded": "2026-10-01T06:00:00Z",
             "fields": [{"id": "f" "name": "F"}]}
            """
        let error = #expect(throws: DocumentError.self) {
            _ = try decode(scenario) { _ in Array(agency.utf8) }
        }
        #expect(
            error?.message.hasSuffix(", at line 2, column 24 of that file") == true,
            "\(error?.message ?? "")")
        #expect(error?.line == 1 && error?.column == 40)
    }

    @Test func `a report has every step and what the changes came to`() throws {
        let gappy = expect(MutationTests.quiet).refuses("Tue 12:15").allows("Tue 11:30")
        let report = MutationCheck(of: [gappy]).run()
        let failing = expect(MutationTests.quiet).allows("Tue 12:15", file: "F", line: 1).run()
        let bytes = TestReportDocument.encode([("x.json", failing)], mutations: report)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("{\n  \"rendezvous\": \"test-report/1\",\n"))
        #expect(text.contains("\"happened\": \"it is refused (kept-free)\""))
        #expect(text.contains("{\"policy\": \"quiet\", \"change\": \"hours without Thu\"}"))
        #expect(try DocumentKind(of: bytes) == .testReport)
    }
}
