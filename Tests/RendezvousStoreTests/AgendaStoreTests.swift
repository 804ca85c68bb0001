import Foundation
import Rendezvous
import Testing

@testable import RendezvousStore

/// An agenda that is kept in a journal.
@Suite struct AgendaStoreTests {
    private func store(_ storage: SimulatedStorage) throws -> AgendaStore {
        try AgendaStore.open(storage, founding: StoreWorld.events())
    }

    @Test func `what was booked is there again, byte for byte`() throws {
        let storage = SimulatedStorage(seed: 1)
        let store = try store(storage)
        for number in 0..<20 {
            let outcome = store.submit(
                try StoreWorld.booking(number, for: Subject.ID("p-\(number)")))
            #expect(outcome.events?.count == 1)
        }
        #expect(store.submit(try StoreWorld.booking(3, for: "p-99")).refusal != nil)
        let image = store.read { $0.stateImage() }
        let again = try AgendaStore.open(storage.afterPowerCut(seed: 5))
        #expect(again.read { $0.stateImage() } == image)
        #expect(again.chain == store.chain)
        #expect(again.chain.sequence == UInt64(try StoreWorld.events().count + 20))
        #expect(try again.events() == AgendaStore.events(of: storage))
    }

    @Test func `a request with a key is carried out once, also after a restart`() throws {
        let storage = SimulatedStorage(seed: 1)
        let store = try store(storage)
        let key = try StoreWorld.key("8e03", "slot 7")
        let first = store.submit(try StoreWorld.booking(7, for: "p-1", key: key))
        let events = try #require(first.events)
        let same = store.submit(try StoreWorld.booking(7, for: "p-1", key: key))
        #expect(same.repeated == EventLog.encode(events))
        let again = try AgendaStore.open(storage.afterPowerCut(seed: 2))
        let third = again.submit(try StoreWorld.booking(7, for: "p-1", key: key))
        #expect(third.repeated == EventLog.encode(events))
        let other = try StoreWorld.key("8e03", "slot 8")
        let reused = again.submit(try StoreWorld.booking(8, for: "p-1", key: other))
        #expect(reused.error?.kind == .keyReused)
        #expect(again.read { $0.appointmentCount } == 1)
        // After its time the key is free.
        var late = try StoreWorld.booking(18, for: "p-1", key: other)
        late.at = StoreWorld.now + .hours(25)
        #expect(again.submit(late).events != nil)
        #expect(throws: StoreError.self) { _ = try StoreWorld.key("", "x") }
        #expect(throws: StoreError.self) {
            _ = try StoreWorld.key(String(repeating: "k", count: StoreLimits.key + 1), "x")
        }
        #expect(throws: Never.self) {
            _ = try StoreWorld.key(String(repeating: "k", count: StoreLimits.key), "x")
        }
    }

    @Test func `of many who want one placement exactly one gets it`() throws {
        let storage = SimulatedStorage(seed: 1)
        let store = try store(storage)
        let won = Tally()
        for round in 0..<TestScale.rounds(4) {
            let before = won.count
            DispatchQueue.concurrentPerform(iterations: 16) { client in
                guard
                    let submission = try? StoreWorld.booking(
                        round % 200, for: Subject.ID("p-\(round)-\(client)"))
                else { return }
                if store.submit(submission).events != nil { won.add() }
            }
            #expect(won.count == before + (round < 200 ? 1 : 0))
        }
        let copy = try AgendaStore.open(storage.afterPowerCut(seed: 3))
        #expect(copy.read { $0.stateFingerprint() } == store.read { $0.stateFingerprint() })
    }

    @Test func `nothing is seen that the disk did not confirm`() throws {
        let storage = SimulatedStorage(seed: 1)
        let store = try store(storage)
        #expect(store.submit(try StoreWorld.booking(1, for: "p-1")).events != nil)
        let image = store.read { $0.stateImage() }
        storage.capacity = 10
        let full = store.submit(try StoreWorld.booking(2, for: "p-2"))
        #expect(full.error?.kind == .full)
        #expect(store.read { $0.stateImage() } == image)
        storage.capacity = .max
        #expect(store.submit(try StoreWorld.booking(2, for: "p-3")).events != nil)
        let after = store.read { $0.stateImage() }
        storage.fault = (storage.calls + 2, .max / 2, .failed)
        let stopped = store.submit(try StoreWorld.booking(4, for: "p-4"))
        #expect(stopped.error?.kind == .stopped)
        #expect(store.submit(try StoreWorld.booking(5, for: "p-5")).error?.kind == .stopped)
        #expect(store.read { $0.stateImage() } == after)
    }

    @Test func `a full disk still takes a cancellation`() throws {
        let storage = SimulatedStorage(seed: 1)
        _ = try store(storage)
        // Opening keeps space back.
        let store = try AgendaStore.open(storage)
        #expect(store.submit(try StoreWorld.booking(1, for: "p-1")).events != nil)
        storage.capacity = storage.used
        // What was written beforehand is used up first.
        let text = String(repeating: "x", count: 9_000)
        let full = #expect(throws: StoreError.self) {
            for _ in 0..<1_000 { try store.noteAccess(text, by: "desk", at: StoreWorld.now) }
        }
        #expect(full?.kind == .full)
        storage.capacity = storage.used
        #expect(store.submit(try StoreWorld.booking(2, for: "p-2")).error?.kind == .full)
        let outcome = store.submit(
            Submission(.cancel(Appointment.ID(1), .excused), by: "desk", at: StoreWorld.now))
        #expect(outcome.events != nil)
    }

    @Test func `notices wait until they are marked, and are marked once`() throws {
        let storage = SimulatedStorage(seed: 1)
        let store = try store(storage)
        _ = store.submit(try StoreWorld.booking(1, for: "p-1"))
        _ = store.submit(try StoreWorld.booking(2, for: "p-2"))
        #expect(store.notices().map(\.key.recipient) == [.participant("p-1"), .participant("p-2")])
        #expect(store.notices(limit: 1).count == 1)
        let first = try #require(store.notices().first)
        #expect(try store.markDelivered(first))
        #expect(try !store.markDelivered(first))
        let again = try AgendaStore.open(storage.afterPowerCut(seed: 4))
        #expect(again.notices().map(\.key.recipient) == [.participant("p-2")])
        try again.compact(at: StoreWorld.now)
        #expect(again.noticeCount == 1)
        #expect(again.notices() == store.notices())
    }

    @Test func `compaction changes nothing that counts`() throws {
        let storage = SimulatedStorage(seed: 1)
        let store = try store(storage)
        let key = try StoreWorld.key("k", "1")
        _ = store.submit(try StoreWorld.booking(1, for: "p-1", key: key))
        let (image, chain) = (store.read { $0.stateImage() }, store.chain)
        try store.compact(at: StoreWorld.now)
        _ = store.submit(try StoreWorld.booking(2, for: "p-2"))
        let again = try AgendaStore.open(storage.afterPowerCut(seed: 6))
        #expect(again.read { $0.appointmentCount } == 2)
        #expect(again.submit(try StoreWorld.booking(1, for: "p-1", key: key)).repeated != nil)
        let events = try again.events()
        #expect(try Agenda(replaying: events.dropLast()).stateImage() == image)
        var walked = AuditChain()
        var isContained = false
        try again.visitRecords {
            walked.append($0)
            if walked == chain { isContained = true }
        }
        #expect(walked == again.chain && isContained)
        // Keys that expired are left out.
        try again.compact(at: StoreWorld.now + .hours(48))
        var results = 0
        try again.visitRecords { if case .result = $0 { results += 1 } }
        #expect(results == 0)
    }
}

/// Counts on several threads.
final class Tally: @unchecked Sendable {
    private let lock = NSLock()
    private var value = 0
    func add() { lock.withLock { value += 1 } }
    var count: Int { lock.withLock { value } }
}
