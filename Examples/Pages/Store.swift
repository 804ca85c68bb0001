import Foundation
import Rendezvous
import RendezvousStore
import Testing

/// What Documentation/Store.md shows.
@Suite struct StoreExample {
    @Test func `what is answered is on the disk`() throws {
        let agency = try World.agency()
        let now = World.now
        let request = World.request()
        let another = World.request("p-205")
        let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let first = try Agenda(agency).firstOpening(for: request, at: now)
        let placement = try #require(first).placement
        let key = try RequestKey(
            "8e03", of: "desk-3", fingerprint: SHA256.digest(of: Array("p-204".utf8)),
            until: now + .hours(24))

        let store = try AgendaStore.open(
            FolderStorage(folder, creating: true), founding: agency.events)
        let booking = Submission(.book(placement, for: request), by: "desk-3", at: now, key: key)
        switch store.submit(booking) {
        case .done(let events, _): print(events.count, "events are on the disk")
        case .repeated(let result): print("the key came before, and was answered", result)
        case .refused(let refusal): print("a rule refused:", refusal.message)
        case .failed(let error): print("the disk failed:", error)
        }
        let openings = try store.read { agenda in try agenda.openings(for: another, at: now) }

        #expect(!openings.all.isEmpty)
        #expect(
            store.read { $0.appointments(of: placement.counsellor, in: .always, at: now) }.count
                == 1)
    }
}
