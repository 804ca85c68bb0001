import Foundation
import RendezvousDocuments
import Testing

@testable import Rendezvous

/// Checks that need Python's `jsonschema`; without it they are skipped, and say so.
@Suite struct Schemas {
    private static var isReady: Bool {
        let ready = Python.has("jsonschema")
        if !ready { print("Skipped: \(Python.executable) has no package jsonschema.") }
        return ready
    }

    /// Every example of the page and a document with every member of each kind.
    private static func documents() throws -> [[UInt8]] {
        let opening = Opening(placement: try Samples.placement(), counsellors: 2)
        let shortage = Shortage(
            counsellorDays: Reason.allCases.count,
            counts: Reason.allCases.map { .init($0, counsellorDays: 1) })
        return try Samples.examples().map(\.bytes) + [
            AgencyDocument.encode(Samples.agency()), AgendaDocument.encode(Samples.events()),
            RequestsDocument.encode(Samples.requests()), PlanDocument.encode(Samples.plan()),
            PlanCertificateDocument.encode(Samples.certificate()),
            OpeningsDocument.encode(.found([opening])), OpeningsDocument.encode(.empty(shortage)),
            RefusalDocument.encode(Refusal(.gap, "no", hint: "yes")),
        ] + LifecycleSamples.documents()
    }

    @Test(.enabled("Python has jsonschema") { Schemas.isReady })
    func `Documents keep their schemas, which refuse every unknown member`() throws {
        let result = try Python.validate(
            "documents", Self.documents(), beside: [Place.formats.path])
        #expect(result.status == 0, "\(result.output)")
    }

    private struct Variant: Decodable {
        let place: String
        let document: String
        let valid: Bool
    }

    @Test(.enabled("Python has jsonschema") { Schemas.isReady })
    func `What is read is allowed by the schema`() throws {
        let files = try Self.documents().filter {
            let kind = try DocumentKind(of: $0)
            let read: Set<DocumentKind> = [
                .agency, .agenda, .requests, .plan, .planCertificate, .scenario, .staffing,
                .phoneScenario,
            ]
            return read.contains(kind)
        }
        let count = String(Scale.count(5_000))
        let result = try Python.validate("variants", files, beside: [Place.formats.path, count])
        #expect(result.status == 0, "\(result.output)")
        var read = 0
        for variant in try JSONDecoder().decode([Variant].self, from: Data(result.output.utf8)) {
            let error = refusal { () throws(DocumentError) in
                try Hostile.decode(Array(variant.document.utf8))
            }
            if error == nil {
                read += 1
                #expect(variant.valid, "\(variant.place) is read against the schema")
            } else if !variant.valid {
                // A schema cannot know references and bounds that depend on other values, but
                // whatever it refuses must be refused by the reader for a reason of form.
                #expect(
                    error?.refusal == nil || error?.refusal?.reason == .invalidValue,
                    "\(variant.place): \(error?.message ?? "")")
            }
        }
        #expect(read > 0)
    }
}
