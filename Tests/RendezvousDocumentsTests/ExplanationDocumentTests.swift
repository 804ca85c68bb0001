import RendezvousDocuments
import Testing

@testable import Rendezvous

/// The document of an explanation.
@Suite struct ExplanationDocumentTests {
    private func agenda() throws -> Agenda { Agenda(try Samples.agency()) }

    private func explanation(_ agenda: Agenda) throws -> Explanation {
        let service = try #require(agenda.services.first)
        let counsellor = try #require(agenda.counsellors.first)
        let at = Instant(secondsSince1970: 1_795_154_400)
        let window = try #require(Interval(start: at, end: at + .hours(1)))
        let request = Request(
            for: Party("p-1"), service: service, with: .preferred(counsellor),
            within: IntervalSet(window))
        return try agenda.explanation(of: request, at: at)
    }

    @Test func `The same log, request and instant give the same bytes`() throws {
        let agenda = try agenda()
        let replayed = try Agenda(replaying: Samples.agency().events)
        for readers in Readers.allCases {
            let bytes = ExplanationDocument.encode(try explanation(agenda), for: readers)
            #expect(
                bytes == ExplanationDocument.encode(try explanation(replayed), for: readers))
            #expect(try DocumentKind(of: bytes) == .explanation)
        }
    }

    @Test func `What is written for citizens names no counsellor`() throws {
        let agenda = try agenda()
        let bytes = ExplanationDocument.encode(try explanation(agenda), for: .citizen)
        let text = String(decoding: bytes, as: UTF8.self)
        for counsellor in agenda.counsellors { #expect(!text.contains("\"\(counsellor)\"")) }
        #expect(!text.contains("\"counsellor\"") && !text.contains("\"appointments\""))
        let refusal = Refusal(
            .overlap, "the time of c-1 is taken", hint: "", appointments: [7], policies: ["x"])
        let staff = String(decoding: RefusalDocument.encode(refusal, .compact), as: UTF8.self)
        #expect(staff.contains("\"appointments\":[7],\"policies\":[\"x\"]"))
        let told = String(
            decoding: RefusalDocument.encode(refusal, for: .citizen, .compact), as: UTF8.self)
        #expect(
            told == "{\"rendezvous\":\"refusal/1\",\"publicReason\":\"nobody-free\","
                + "\"message\":\"no counsellor is free\"}\n")
    }
}
