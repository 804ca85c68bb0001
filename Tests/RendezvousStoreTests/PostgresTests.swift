import Foundation
import Rendezvous
import Testing

@testable import RendezvousStore

/// A store in PostgreSQL. `RENDEZVOUS_POSTGRES` names a server on which databases may be made;
/// without it these tests say that they were skipped.
@Suite(
    .serialized,
    .enabled(if: PostgresServer.address != nil, "RENDEZVOUS_POSTGRES names no server"))
struct PostgresTests {
    /// The address of a new, empty database.
    private func database() throws -> String {
        let server = try #require(PostgresServer.address)
        let name = "rendezvous_\(UInt32.random(in: 0 ... .max))"
        let database = try Database("\(server)/postgres")
        try database.run("CREATE DATABASE \(name)")
        return "\(server)/\(name)"
    }

    @Test func `two servers share one agenda`() throws {
        let address = try database()
        let first = try AgendaStore.open(postgres: address, founding: StoreWorld.events())
        let second = try AgendaStore.open(postgres: address, founding: StoreWorld.events())
        #expect(second.chain == first.chain)
        #expect(first.submit(try StoreWorld.booking(1, for: "p-1")).events != nil)
        #expect(second.submit(try StoreWorld.booking(1, for: "p-2")).refusal != nil)
        #expect(second.submit(try StoreWorld.booking(2, for: "p-2")).events != nil)
        try first.refresh()
        #expect(first.read { $0.stateImage() } == second.read { $0.stateImage() })
        #expect(first.chain == second.chain)
        let third = try AgendaStore.open(postgres: address)
        #expect(third.read { $0.stateImage() } == second.read { $0.stateImage() })
    }

    @Test func `many clients of several servers book each placement once`() throws {
        let address = try database()
        let stores = try (0..<3).map { _ in
            try AgendaStore.open(postgres: address, founding: StoreWorld.events())
        }
        let won = Tally()
        DispatchQueue.concurrentPerform(iterations: 12) { client in
            for number in 0..<12 {
                guard
                    let submission = try? StoreWorld.booking(
                        number, for: Subject.ID("p-\(client)-\(number)"))
                else { continue }
                if stores[client % 3].submit(submission).events != nil { won.add() }
            }
        }
        #expect(won.count == 12)
        for store in stores { try store.refresh() }
        let images = Set(stores.map { $0.read { $0.stateImage() } })
        #expect(images.count == 1)
    }

    @Test func `the second lock refuses what overlaps with the larger gap, and nothing else`()
        throws
    {
        let address = try database()
        let keeper = try PostgresKeeper(address, isGuarded: true)
        func row(_ id: Int, _ start: Int, _ end: Int, before: Int, after: Int) -> String {
            """
            INSERT INTO rendezvous_occupation VALUES (\(id), 'counsellor:c',
            int8range(\(start), \(end + after)), int8range(\(start - before), \(end)))
            """
        }
        _ = keeper
        var random = Seeded(3)
        for _ in 0..<TestScale.rounds(60) {
            let (after, before) = (random.below(4), random.below(4))
            let (gap, length) = (random.below(8), 1 + random.below(3))
            let database = try Database(address)
            try database.run("DELETE FROM rendezvous_occupation")
            try database.run(row(1, 10, 15, before: random.below(4), after: after))
            let second = row(2, 15 + gap, 15 + gap + length, before: before, after: 2)
            let isTaken = (try? database.run(second)) != nil
            #expect(isTaken == (gap >= max(after, before)), "\(gap) \(after) \(before)")
        }
    }

    @Test func `group sessions and overbooked times pass the second lock, others do not`() throws {
        let address = try database()
        let store = try AgendaStore.open(postgres: address, founding: SharingWorld.events())
        for number in 1...3 {
            let course = store.submit(try SharingWorld.course(for: Subject.ID("p-\(number)")))
            #expect(course.events != nil, "\(course)")
            let advice = store.submit(
                try SharingWorld.advice(
                    for: Subject.ID("p-\(number + 3)"), at: 720))
            #expect(advice.events != nil, "\(advice)")
        }
        let database = try Database(address)
        func guards() throws -> [String] {
            let found = try database.run(
                """
                SELECT resource || ' ' || count(*) FROM rendezvous_occupation
                WHERE NOT exempt GROUP BY resource ORDER BY resource
                """)
            return found.rows.indices.compactMap { found.text($0, 0) }
        }
        #expect(try guards() == ["counsellor:c-0 2", "room:r-1 1"])
        #expect(store.submit(try SharingWorld.cancel(1)).events != nil)
        #expect(try guards() == ["counsellor:c-0 2", "room:r-1 1"])
        // What the engine would never decide: at the time of those that are left.
        for resource in ["counsellor:c-0", "room:r-1"] {
            let error = #expect(throws: Database.Failure.self) {
                try database.run(
                    """
                    INSERT INTO rendezvous_occupation SELECT 999, resource, with_gap_after,
                    with_gap_before FROM rendezvous_occupation
                    WHERE exempt = false AND resource = '\(resource)' LIMIT 1
                    """)
            }
            #expect(error?.state == "23P01")
        }
        for seed in 0..<UInt64(TestScale.rounds(1)) {
            var random = Seeded(seed)
            for step in 0..<60 {
                let appointments = store.read { Array($0.appointments) }
                let submission = try SharingWorld.anything(step, appointments, &random)
                if case .failed(let error) = store.submit(submission) { Issue.record(error) }
            }
        }
        let expected = store.read { $0.occupancy }.flatMap(\.uses)
        #expect(
            try database.run("SELECT 1 FROM rendezvous_occupation").rows.count == expected.count)
        let rows = try database.run("SELECT 1 FROM rendezvous_occupation WHERE exempt").rows
        #expect(rows.count == expected.count { $0.isExempt })
    }

    @Test func `keys, notices and erasure are as in a journal`() throws {
        let address = try database()
        let store = try AgendaStore.open(postgres: address, founding: StoreWorld.events())
        let other = try AgendaStore.open(postgres: address)
        let key = try StoreWorld.key("k", "1")
        _ = store.submit(try StoreWorld.booking(1, for: "person-maria", key: key))
        #expect(
            other.submit(try StoreWorld.booking(1, for: "person-maria", key: key)).repeated != nil)
        #expect(other.notices().count == 1)
        let notice = try #require(other.notices().first)
        #expect(try other.markDelivered(notice))
        #expect(try !store.markDelivered(notice))
        try store.vault.keep(ContactDetails(["name": "Maria"]), of: "person-maria")
        let before = store.chain
        _ = try store.erase(["person-maria"], by: "officer", at: StoreWorld.later)
        try other.refresh()
        #expect(other.read { $0.stateImage() } == store.read { $0.stateImage() })
        #expect(try other.vault.details(of: "person-maria") == nil)
        let database = try Database(address)
        let rows = try database.run("SELECT body FROM rendezvous_record")
        for row in rows.rows.indices {
            #expect(rows.bytes(row, 0)?.contains("person-maria") == false)
        }
        var (walked, isContained) = (AuditChain(), false)
        try other.visitRecords {
            walked.append($0)
            if walked == before { isContained = true }
        }
        #expect(walked == other.chain && isContained)
        #expect(other.submit(try StoreWorld.booking(5, for: "p-5")).events != nil)
        #expect(store.submit(try StoreWorld.booking(6, for: "p-6")).events != nil)
    }

    @Test func `a store moves to a database and back with its chain`() throws {
        let storage = SimulatedStorage(seed: 1)
        let store = try AgendaStore.open(storage, founding: StoreWorld.events())
        for number in 0..<9 { _ = store.submit(try StoreWorld.booking(number, for: "p-1")) }
        try store.vault.keep(ContactDetails(["name": "Nikos"]), of: "p-1")
        let address = try database()
        #expect(try AgendaStore.copy(storage, toPostgres: address) == store.chain)
        #expect(throws: StoreError.self) { _ = try AgendaStore.copy(storage, toPostgres: address) }
        let moved = try AgendaStore.open(postgres: address)
        #expect(moved.read { $0.stateImage() } == store.read { $0.stateImage() })
        let back = SimulatedStorage(seed: 2)
        #expect(try AgendaStore.copy(postgres: address, to: back) == store.chain)
        let again = try AgendaStore.open(back)
        #expect(again.read { $0.stateImage() } == store.read { $0.stateImage() })
        #expect(try again.vault.details(of: "p-1")?["name"] == "Nikos")
    }
}

/// The server that tests may use.
enum PostgresServer {
    static let address = ProcessInfo.processInfo.environment["RENDEZVOUS_POSTGRES"]
}

/// What is said where PostgreSQL's library is missing.
@Suite struct LibraryTests {
    @Test func `a missing library is named, with what to install`() {
        let error = #expect(throws: StoreError.self) { _ = try LibPQ.load(["libnothing.so.9"]) }
        #expect(error?.kind == .unavailable)
        #expect(error?.message.contains("libnothing.so.9") == true)
        #expect(error?.message.contains("libpq5") == true)
    }
}
