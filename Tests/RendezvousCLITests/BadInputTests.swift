import Foundation
import RendezvousCLI
import Testing

/// Documents that are missing, cut off or of the wrong kind, for every command that reads any.
@Suite struct BadInputTests {
    /// A command line with `BAD` where the bad document stands, and everything written that can be.
    static let lines = [
        "openings BAD --service advice",
        "book BAD --service advice --out out.json",
        "plan BAD requests.json --out out.json --agenda out2.json",
        "plan agency.json BAD --out out.json --agenda out2.json",
        "verify BAD",
        "verify agency.json --plan BAD --requests requests.json",
        "verify agency.json --plan plan.json --requests BAD",
        "export BAD --out out.ics",
        "export BAD --format log --out out.log",
        "day BAD --office kypseli",
    ]

    private func expectFailure(
        _ desk: Desk, _ line: String, _ path: String, _ code: ExitCode, _ note: String
    ) {
        let answer = desk.run(line.replacingOccurrences(of: "BAD", with: path))
        #expect(answer.code == code, "\(line): \(answer)")
        #expect(answer.notes.hasPrefix("\(path): \(note)"), "\(line): \(answer.notes)")
        #expect(answer.output.isEmpty, "\(line)")
        #expect(answer.saved.isEmpty, "\(line)")
    }

    private func desk() throws -> Desk {
        let desk = Desk()
        Samples.agenda(on: desk)
        try #require(desk.run("plan agency.json requests.json --out plan.json").code == .success)
        return desk
    }

    @Test(arguments: lines)
    func `a missing file is named`(line: String) throws {
        expectFailure(
            try desk(), line, "missing.json", .noInput, "the file cannot be read.\n")
    }

    @Test(arguments: lines)
    func `a document that is cut off is refused with the place where it ends`(line: String) throws {
        let desk = try desk()
        for path in ["agency.json", "agenda.json", "plan.json", "requests.json"] {
            let bytes = try #require(desk.files[path])
            for part in 0...7 {
                desk.files["cut.json"] = Array(bytes.prefix(bytes.count * part / 8))
                expectFailure(desk, line, "cut.json", .data, "")
                let note = desk.run(line.replacingOccurrences(of: "BAD", with: "cut.json")).notes
                #expect(note.contains("(line "), "\(line): \(note)")
            }
        }
    }

    @Test(arguments: lines)
    func `a document of the wrong kind is refused`(line: String) throws {
        let desk = try desk()
        let words = line.split(separator: " ")
        let right: [Substring: [String]] = [
            "--plan": ["plan.json"], "--requests": ["requests.json"],
        ]
        let before = try #require(words.firstIndex(of: "BAD").map { words[$0 - 1] })
        let wanted =
            right[before]
            ?? (before == "agency.json" ? ["requests.json"] : ["agency.json", "agenda.json"])
        for path in ["agency.json", "agenda.json", "plan.json", "requests.json"]
        where !wanted.contains(path) {
            desk.files["other.json"] = desk.files[path]
            expectFailure(desk, line, "other.json", .data, "")
        }
    }

    @Test(arguments: lines)
    func `what is no document is refused`(line: String) throws {
        let desk = try desk()
        let texts = [
            "", "null", "[]", "{}", #"{"rendezvous": 1}"#, #"{"rendezvous": "agency/2"}"#,
            #"{"rendezvous": "opening/1"}"#, "\u{FEFF}" + Samples.agency, "BEGIN:VCALENDAR\r\n",
        ]
        for text in texts {
            desk.files["other.json"] = Array(text.utf8)
            expectFailure(desk, line, "other.json", .data, "")
        }
        desk.files["other.json"] = [0xFF, 0xFE, 0x00]
        expectFailure(desk, line, "other.json", .data, "")
    }

    @Test(arguments: [
        "openings BAD --service advice", "book BAD --service advice --out out.json",
        "plan BAD requests.json --out out.json --agenda out2.json", "export BAD --out out.ics",
        "day BAD --office kypseli",
    ])
    func `events that do not follow each other are refused`(line: String) throws {
        let desk = Desk([
            "lost.json": """
            {"rendezvous": "agenda/1", "events": [
              {"at": "2026-11-20T06:00:00Z", "change": "confirmed", "appointment": 1}
            ]}
            """,
            "requests.json": Samples.requests,
        ])
        expectFailure(desk, line, "lost.json", .data, "")
    }

    @Test func `an unknown member is named with its place`() throws {
        let desk = Desk()
        try desk.replace(#""duration""#, with: #""duratoin""#, in: "agency.json", to: "typo.json")
        let answer = desk.run("openings typo.json --service advice")
        #expect(answer.code == .data)
        #expect(answer.notes.hasPrefix("typo.json: services[0].duratoin is not a member"))
        #expect(answer.notes.contains("(line 18, column "))
    }

    @Test func `a value that the engine refuses is named with its place`() throws {
        let desk = Desk()
        try desk.replace(
            #""office": "kypseli", "services""#, with: #""office": "athens", "services""#,
            in: "agency.json", to: "wrong.json")
        let answer = desk.run("verify wrong.json")
        #expect(answer.code == .data)
        #expect(answer.notes.hasPrefix("wrong.json: counsellors[1]"))
        #expect(answer.notes.contains("athens"))
    }
}
