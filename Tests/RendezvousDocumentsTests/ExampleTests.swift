import Foundation
import Rendezvous
import RendezvousDocuments
import Testing

/// The shipped example, against what the source document lists (A16).
@Suite struct ExampleTests {
    private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Examples/myoaedlive")

    private func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    @Test func `the catalogue has four fields and all topics, in Greek and English (A16)`()
        throws
    {
        let agency = try AgencyDocument.decode(try bytes("agency.json"))
        let agenda = Agenda(agency)
        #expect(agenda.fields.count == 4)
        let services = agenda.services.compactMap { agenda.service($0, on: "2026-03-30") }
        #expect(services.map(\.topics.count).sorted() == [3, 3, 3, 5, 6])
        for service in services {
            let labels =
                [service.name] + service.topics.map(\.name) + service.checklist.map(\.name)
            for label in labels {
                #expect(!label.text(in: "el").isEmpty, "\(service.id)")
                #expect(label.text(in: "el") != label.text(in: "en"), "\(service.id)")
            }
        }
        let register = services.first { $0.topics.count == 6 }
        #expect(register?.audience == [.registered])
    }

    @Test func `the agency around it is of a realistic size and needs`() throws {
        let agency = try AgencyDocument.decode(try bytes("agency.json"))
        let agenda = Agenda(agency)
        #expect(agenda.offices.count >= 8)
        #expect(agenda.counsellors.count >= 40)
        let interpreted = agenda.interpreters.compactMap {
            agenda.interpreter($0, on: "2026-03-30")
        }.reduce(into: Set<Communication>()) { $0.formUnion($1.communications) }
        let wanted: [Communication] = [
            .signed("gss"), .lipReading("el"), .spoken("ar"), .spoken("uk"), .spoken("en"),
        ]
        #expect(interpreted.isSuperset(of: wanted))
        let friday = try #require(agenda.openingHours(of: "kypseli", on: DateRange("2026-04-10")))
        #expect(friday.isEmpty, "Good Friday of 2026 is a holiday")
    }

    @Test func `the requests are many, and each names what exists`() throws {
        let agency = try AgencyDocument.decode(try bytes("agency.json"))
        let agenda = Agenda(agency)
        let requests = try RequestsDocument.decode(try bytes("requests.json"))
        #expect(requests.count >= 1_500)
        for request in requests {
            let service = try #require(agenda.service(request.service, on: "2026-03-30"))
            let applicant = request.party.applicant.audiences
            #expect(!service.audience.isDisjoint(with: applicant), "\(request.id)")
        }
        #expect(requests.contains { $0.party.needs.contains(.signed("gss")) })
    }
}
