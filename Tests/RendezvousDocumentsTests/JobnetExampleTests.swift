import Foundation
import Rendezvous
import RendezvousDocuments
import RendezvousVerifier
import Testing

/// The shipped registrations of Easter and Christmas, against outcomes that the generator counted
/// by hand (D1–D18).
@Suite struct JobnetExampleTests {
    private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Examples/jobnet")

    private func events() throws -> [Event] {
        let file = folder.appendingPathComponent("agenda.json")
        return try AgendaDocument.decode(Array(Data(contentsOf: file)))
    }

    private struct Outcome {
        let person: Subject.ID
        let asked: String
        let standing: String
        let lastDay: CivilDate?
    }

    private func outcomes() throws -> [Outcome] {
        let file = folder.appendingPathComponent("outcomes.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return try lines.map { line in
            let parts = line.split(separator: "\t").map(String.init)
            try #require(parts.count == 4)
            return Outcome(
                person: Subject.ID(parts[0]), asked: parts[1], standing: parts[2],
                lastDay: CivilDate(parts[3]))
        }
    }

    @Test func `two hundred registrations come out as the generator says`() throws {
        let agenda = try Agenda(replaying: events())
        let end = try Instant("2027-02-15T11:00:00Z")
        let outcomes = try outcomes()
        #expect(outcomes.count == 200)
        #expect(agenda.registeredPeople.count == 200)
        #expect(Set(outcomes.map(\.asked)).count == RegistrationCategory.allCases.count)
        for outcome in outcomes {
            let file = try #require(agenda.registration(of: outcome.person, at: end))
            let standing =
                switch file.standing {
                case .unregistered: "unregistered"
                case .onTheBooks: "on-the-books"
                case .registered(let category, _): category.rawValue
                case .ended(let reason, _, _): "ended: \(reason.rawValue)"
                }
            #expect(standing == outcome.standing, "\(outcome.person)")
        }
    }

    @Test func `flags last until the day that was counted by hand, over all holidays`() throws {
        var lapses: [Subject.ID: Instant] = [:]
        for event in try events() {
            if case .registration(.step(.flagged(let flag), let person, _)) = event.change {
                lapses[person] = flag.lapses
            }
        }
        let applicants = try outcomes().filter { $0.lastDay != nil }
        #expect(applicants.count == 85)
        #expect(lapses.count == 85)
        for applicant in applicants {
            let lastDay = try #require(applicant.lastDay)
            let end = ZoneRules.copenhagen.start(of: lastDay.advanced(by: 1))
            #expect(lapses[applicant.person] == end, "\(applicant.person)")
        }
        #expect(Set(applicants.compactMap { $0.lastDay?.year }) == [2026, 2027])
    }

    @Test func `the log keeps every rule, and reads and writes as the same bytes`() throws {
        let events = try events()
        #expect(Verifier.check(events) == [])
        let file = folder.appendingPathComponent("agenda.json")
        #expect(try AgendaDocument.encode(events) == Array(Data(contentsOf: file)))
        let log = EventLog.encode(events)
        #expect(try EventLog.decode(log) == events)
        let once = try Agenda(replaying: events).stateImage()
        #expect(try Agenda(replaying: EventLog.decode(log)).stateImage() == once)
    }
}
