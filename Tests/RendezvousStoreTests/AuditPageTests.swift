import Foundation
import Rendezvous
import Testing

@testable import RendezvousStore

/// The audit, part by part.
@Suite struct AuditPageTests {
    /// All records of the chain by parts of a size.
    private static func all(
        of store: AgendaStore, by size: Int, where matches: (JournalRecord) -> Bool = { _ in true }
    ) throws -> [AuditPage.Entry] {
        var entries: [AuditPage.Entry] = []
        var after: UInt64? = 0
        while let place = after {
            let page = try store.auditPage(after: place, limit: size, where: matches)
            #expect(page.entries.count <= size)
            entries += page.entries
            after = page.next
        }
        return entries
    }

    @Test(arguments: [1, 3, 7, 1_000]) func `the parts are the whole, before and after compaction`(
        size: Int
    ) throws {
        let store = try AgendaStore.open(
            SimulatedStorage(seed: 1), founding: StoreWorld.events())
        for number in 0..<12 {
            let key = number % 3 == 0 ? try StoreWorld.key("key-\(number)", "\(number)") : nil
            let actor = number % 2 == 0 ? "desk" : "counter"
            _ = store.submit(
                try StoreWorld.booking(
                    number, for: Subject.ID("p-\(number)"), by: actor, key: key))
        }
        for round in 0..<2 {
            var whole: [AuditPage.Entry] = []
            try store.visitRecords { record in
                guard record.isChained else { return }
                whole.append(AuditPage.Entry(sequence: UInt64(whole.count + 1), record: record))
            }
            #expect(whole.count == Int(store.chain.sequence), "round \(round)")
            #expect(try Self.all(of: store, by: size) == whole, "round \(round)")
            let counter = whole.filter { $0.record.isOf("counter") }
            #expect(counter.count == 6)
            #expect(try Self.all(of: store, by: size) { $0.isOf("counter") } == counter)
            try store.compact(at: StoreWorld.now)
        }
        #expect(try store.auditPage(after: store.chain.sequence, limit: 1) == AuditPage())
        #expect(try store.auditPage(after: .max, limit: 1) == AuditPage())
    }

    @Test func `the audit can be read while others book and everything is written anew`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("rendezvous-audit-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try AgendaStore.open(
            FolderStorage(folder.path, creating: true), founding: StoreWorld.events())
        let founded = Int(store.chain.sequence)
        DispatchQueue.concurrentPerform(iterations: 3) { task in
            for number in 0..<20 {
                do {
                    switch task {
                    case 0:
                        let person = Subject.ID("p-\(number)")
                        _ = store.submit(try StoreWorld.booking(number, for: person))
                    case 1: try store.compact(at: StoreWorld.now)
                    default:
                        let found = try Self.all(of: store, by: 5)
                        #expect(found.count >= founded)
                        #expect(found.map(\.sequence) == (1...UInt64(found.count)).map { $0 })
                    }
                } catch {
                    Issue.record("\(error)")
                }
            }
        }
        #expect(try Self.all(of: store, by: 5).count == founded + 20)
    }
}

extension JournalRecord {
    fileprivate func isOf(_ actor: String) -> Bool {
        if case .audited(let record) = self { record.actor == actor } else { false }
    }
}
