import Foundation
import Rendezvous
import Testing

@testable import RendezvousStore

/// Submissions whose outcome is called back, answers from the agenda after the events, accesses.
@Suite struct CalledBackTests {
    private func outcomes(
        _ store: AgendaStore, _ submissions: [Submission]
    ) async -> [Outcome] {
        await withTaskGroup(of: (Int, Outcome).self) { group in
            for (index, submission) in submissions.enumerated() {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        store.submit(submission) { continuation.resume(returning: (index, $0)) }
                    }
                }
            }
            var found: [(Int, Outcome)] = []
            for await pair in group { found.append(pair) }
            return found.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    @Test func `many that do not wait share confirmations with those that do`() async throws {
        let storage = SimulatedStorage(seed: 3)
        let store = try AgendaStore.open(storage, founding: StoreWorld.events())
        let journal = try #require(store.keeper as? Journal)
        let before = journal.confirmations
        let submissions = try (0..<100).map {
            try StoreWorld.booking($0, for: Subject.ID("p-\($0)"))
        }
        let other = Thread {
            for number in 100..<120 {
                if let booking = try? StoreWorld.booking(number, for: Subject.ID("p-\(number)")) {
                    _ = store.submit(booking)
                }
            }
        }
        other.start()
        let found = await outcomes(store, submissions)
        #expect(found.allSatisfy { $0.events?.count == 1 })
        while !other.isFinished { usleep(1_000) }
        #expect(store.read { $0.appointmentCount } == 120)
        #expect(journal.confirmations - before < 120, "nobody shared")
        let again = try AgendaStore.open(storage.afterPowerCut(seed: 4))
        #expect(again.read { $0.stateImage() } == store.read { $0.stateImage() })
        // Who is called back may submit again, and the line does not stand still.
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            Self.chain(store, rounds: 5) { continuation.resume() }
        }
        #expect(store.read { $0.appointmentCount } == 125)
    }

    private static func chain(
        _ store: AgendaStore, rounds: Int, then done: @escaping @Sendable () -> Void
    ) {
        guard rounds > 0,
            let booking = try? StoreWorld.booking(
                120 + rounds, for: Subject.ID("p-\(120 + rounds)"))
        else { return done() }
        store.submit(booking) { _ in chain(store, rounds: rounds - 1, then: done) }
    }

    @Test func `an answer is written from the agenda after the events, and kept`() throws {
        let storage = SimulatedStorage(seed: 5)
        let store = try AgendaStore.open(storage, founding: StoreWorld.events())
        let key = try StoreWorld.key("k", "x")
        func submission(_ key: RequestKey?) throws -> Submission {
            let placement = try StoreWorld.placement(3)
            return Submission(by: "desk", at: StoreWorld.now, key: key) {
                agenda throws(Refusal) in
                let request = Request(
                    for: Party("p-1"), service: "advice", within: IntervalSet(.always))
                let events = try agenda.decide(.book(placement, for: request), at: StoreWorld.now)
                return Decision(events: events) { Array("\($0.appointmentCount)".utf8) }
            }
        }
        guard case .done(_, let result) = store.submit(try submission(key)) else {
            Issue.record("nothing was done")
            return
        }
        #expect(result == Array("1".utf8))
        #expect(store.submit(try submission(key)).repeated == result)
        let again = try AgendaStore.open(storage.afterPowerCut(seed: 6))
        #expect(again.submit(try submission(key)).repeated == result)
    }

    @Test func `an answer that is too long is given, and kept as empty`() throws {
        let store = try AgendaStore.open(SimulatedStorage(seed: 7), founding: StoreWorld.events())
        for (count, kept) in [
            (StoreLimits.result, StoreLimits.result), (StoreLimits.result + 1, 0),
        ] {
            let key = try StoreWorld.key("k-\(count)", "x")
            let submission = Submission(by: "desk", at: StoreWorld.now, key: key) { _ in
                Decision(events: []) { _ in [UInt8](repeating: 1, count: count) }
            }
            guard case .done(_, let result) = store.submit(submission) else {
                Issue.record("nothing was done")
                return
            }
            #expect(result.count == count)
            #expect(store.submit(submission).repeated?.count == kept)
        }
    }

    @Test func `what is looked at is in the audit before it is shown`() throws {
        let storage = SimulatedStorage(seed: 8)
        let store = try AgendaStore.open(storage, founding: StoreWorld.events())
        var submission = Submission(by: "person:p-1", at: StoreWorld.now) { agenda in
            Decision(events: [], result: Array("\(agenda.appointmentCount)".utf8))
        }
        submission.accesses = ["read appointment 1"]
        guard case .done(let events, _) = store.submit(submission) else {
            Issue.record("nothing was done")
            return
        }
        #expect(events.isEmpty)
        let data = try store.personalData(of: "person:p-1")
        #expect(data.accesses.map(\.text) == ["read appointment 1"])
        let again = try AgendaStore.open(storage.afterPowerCut(seed: 9))
        #expect(again.chain == store.chain)
        #expect(again.chain.sequence == UInt64(try StoreWorld.events().count + 1))
    }
}
