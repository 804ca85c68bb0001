import Foundation
import Rendezvous
import RendezvousDocuments
import RendezvousVerifier
import Testing

/// The shipped cases of a county, against outcomes that the generator counted by hand (C1–C6).
@Suite struct CaseworkExampleTests {
    private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Examples/casework")
    private let quarter = ZoneRules.bucharest.resolve("2027-01-04", "08:00").earliest

    private func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    @Test func `a quarter of 2,000 cases is as the generator counted it`() throws {
        let bytes = try bytes("agenda.json")
        let events = try AgendaDocument.decode(bytes)
        #expect(AgendaDocument.encode(events, .compact) == bytes)
        let agenda = try Agenda(replaying: events)
        let log = EventLog.encode(events)
        #expect(try Agenda(replaying: EventLog.decode(log)).stateImage() == agenda.stateImage())
        let lines = try String(decoding: self.bytes("outcomes.txt"), as: UTF8.self)
            .split(separator: "\n")
        #expect(lines.count == 2_000 && agenda.peopleWithCases.count == 2_000)
        for line in lines {
            let parts = line.split(separator: "\t").map(String.init)
            let person = Subject.ID(parts[0])
            let file = try #require(agenda.caseFile(of: person))
            #expect(file.office?.rawValue == parts[1] && file.segment?.rawValue == parts[2])
            #expect(file.isOpen == (parts[3] == "open"))
            #expect(agenda.heldContacts(of: person).count == Int(parts[4]), "\(person)")
            let contact = agenda.contact(of: person, at: quarter)
            #expect(contact?.days.anchor.description ?? "-" == parts[5], "\(person)")
            #expect(contact?.days.holdBy.description ?? "-" == parts[6], "\(person)")
        }
        try expectOutlook(agenda)
        try expectPlan(agenda, events)
    }

    /// What the weeks need is counted again from the outcomes' days: the first meetings only.
    private func expectOutlook(_ agenda: Agenda) throws {
        let rows = try agenda.contactOutlook(at: quarter, weeks: 13)
        #expect(rows.count == 4 * 13)
        let first = rows.filter { $0.dates.first == "2027-01-04" }
        let due = agenda.peopleWithCases.compactMap { agenda.contact(of: $0, at: quarter) }.filter {
            !$0.state.isBooked && $0.days.holdBy <= "2027-01-10"
        }
        for row in first {
            #expect(row.contacts == due.count { $0.office == row.office }, "\(row)")
        }
        let turda = rows.filter { $0.office == "turda" }
        // One of two is on leave in February.
        #expect(
            turda.filter { $0.dates.first.description.hasPrefix("2027-02") }.map(\.capacity) == [
                2_150, 2_150, 2_150, 2_150,
            ])
        #expect(turda.contains { $0.shortfall > 0 })
    }

    private func expectPlan(_ agenda: Agenda, _ events: [Event]) throws {
        let requests = Array(
            agenda.contactRequests(at: quarter, through: "2027-01-15", of: "gherla").prefix(12))
        let plan = try Planner(agenda).plan(requests, at: quarter, budget: .steps(5))
        #expect(plan.assignments.count == 12)
        #expect(Verifier.check(plan, of: requests, after: events) == [])
    }

    @Test func `the log keeps every rule, and what was erased is gone`() throws {
        let events = try AgendaDocument.decode(bytes("agenda.json"))
        #expect(Verifier.check(events) == [])
        #expect(EventLog.redact(events) == events)
        let erased = events.compactMap { event -> Subject.ID? in
            if case .erased(let person) = event.change { person } else { nil }
        }
        #expect(erased.count == 5)
        let agenda = try Agenda(replaying: events)
        for person in erased {
            #expect(agenda.caseFile(of: person)?.groups == [])
            #expect(agenda.caseFile(of: person)?.needs == [])
        }
    }
}
