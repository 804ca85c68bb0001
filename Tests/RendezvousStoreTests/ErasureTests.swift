import Rendezvous
import Testing

@testable import RendezvousStore

/// Erasure, retention and what a person may see.
@Suite struct ErasureTests {
    /// A store in which a person booked, was looked at and left contact data.
    private func desk() throws -> (SimulatedStorage, AgendaStore) {
        let storage = SimulatedStorage(seed: 1)
        let store = try AgendaStore.open(storage, founding: StoreWorld.events())
        let key = try StoreWorld.key("key-of-maria", "1")
        _ = store.submit(
            try StoreWorld.booking(1, for: "person-maria", by: "person-maria", key: key))
        _ = store.submit(try StoreWorld.booking(2, for: "person-nikos"))
        try store.noteAccess("saw person-maria", by: "counsellor-4", at: StoreWorld.now)
        try store.noteAccess("saw own data", by: "person-maria", at: StoreWorld.now)
        try store.vault.keep(
            ContactDetails(["name": "Maria Papadaki", "email": "maria@example.org"]),
            of: "person-maria")
        try store.vault.keep(ContactDetails(["name": "Nikos"]), of: "person-nikos")
        return (storage, store)
    }

    @Test func `no byte of an erased person is left, and the chain is whole`() throws {
        let (storage, store) = try desk()
        let before = store.chain
        let names = try store.erase(["person-maria"], by: "officer", at: StoreWorld.later)
        let name = try #require(names["person-maria"])
        for disk in [storage.afterKill(seed: 1), storage.afterPowerCut(seed: 2)] {
            for file in try disk.names() {
                let bytes = try #require(disk[file])
                for word in ["person-maria", "Maria", "maria@example", "saw own", "key-of-maria"] {
                    #expect(!bytes.contains(word), "\(file): \(word)")
                }
            }
            var (walked, isContained) = (AuditChain(), false)
            let journal = try Journal.open(in: disk) {
                walked.append($0)
                if walked == before { isContained = true }
            }
            #expect(walked == journal.chain && isContained)
            let again = try AgendaStore.open(disk)
            #expect(again.read { $0.stateImage() } == store.read { $0.stateImage() })
        }
        // What was booked stays booked, for somebody unknown.
        #expect(store.read { $0[Appointment.ID(1)]?.party.participant } == name)
        #expect(store.submit(try StoreWorld.booking(1, for: "p-9")).refusal != nil)
        #expect(try store.vault.details(of: "person-maria") == nil)
        #expect(try store.vault.details(of: "person-nikos")?["name"] == "Nikos")
        #expect(store.notices().allSatisfy { $0.key.recipient != .participant("person-maria") })
        // Asked for again, there is nothing.
        let data = try store.personalData(of: "person-maria")
        #expect(data.events.isEmpty && data.accesses.isEmpty && data.details == nil)
    }

    @Test func `who is still expected is not erased, and nothing happens`() throws {
        let (_, store) = try desk()
        let chain = store.chain
        let error = #expect(throws: StoreError.self) {
            _ = try store.erase(["person-maria"], by: "officer", at: StoreWorld.now)
        }
        #expect(error?.kind == .refused)
        #expect(store.chain == chain)
        #expect(try store.vault.details(of: "person-maria") != nil)
    }

    @Test func `a salt is needed to link a commitment with its content`() throws {
        let record = AuditedRecord(
            .event, at: 1, by: "a", [1, 2, 3], salt: [UInt8](repeating: 1, count: 16))
        let other = AuditedRecord(
            .event, at: 1, by: "a", [1, 2, 3], salt: [UInt8](repeating: 2, count: 16))
        #expect(record.commitment != other.commitment)
        // Actor and content cannot be exchanged for each other.
        let left = AuditedRecord(.event, at: 1, by: "ab", [99], salt: record.salt)
        let right = AuditedRecord(.event, at: 1, by: "abc", [], salt: record.salt)
        #expect(left.commitment != right.commitment)
    }

    @Test func `any change of the past changes the head`() throws {
        let (storage, _) = try desk()
        var records: [JournalRecord] = []
        let journal = try Journal.open(in: storage.afterKill(seed: 1)) { records.append($0) }
        for (index, record) in records.enumerated() {
            guard case .audited(let old) = record else { continue }
            var chain = AuditChain()
            for (place, one) in records.enumerated() {
                guard place == index else {
                    chain.append(one)
                    continue
                }
                chain.append(
                    .audited(
                        AuditedRecord(
                            old.kind, at: old.at, by: old.actor, old.payload + [0],
                            salt: old.salt)))
            }
            #expect(chain.head != journal.chain.head)
            var shorter = AuditChain()
            for (place, one) in records.enumerated() where place != index { shorter.append(one) }
            #expect(shorter.head != journal.chain.head)
        }
    }

    @Test func `a person sees what the store has about them`() throws {
        let (_, store) = try desk()
        let data = try store.personalData(of: "person-maria")
        #expect(data.details?["email"] == "maria@example.org")
        #expect(data.events.count == 1)
        #expect(data.accesses.map(\.text) == ["saw own data"])
        // A reference that begins like another's is another.
        #expect(try store.personalData(of: "person-mari").events.isEmpty)
    }

    @Test func `what was kept long enough is erased, and no more`() throws {
        let (_, store) = try desk()
        let retention = AgendaStore.Retention(people: .hours(24 * 30), accesses: .hours(24 * 60))
        let soon = StoreWorld.now + .hours(24 * 31)
        #expect(try store.expire(retention, by: "clock", at: soon) == 0)
        #expect(try store.personalData(of: "person-maria").accesses.count == 1)
        let later = StoreWorld.now + .hours(24 * 61)
        #expect(try store.expire(retention, by: "clock", at: later) == 2)
        #expect(try store.personalData(of: "person-maria").accesses.isEmpty)
        #expect(try store.vault.details(of: "person-nikos") == nil)
        #expect(try store.expire(retention, by: "clock", at: later) == 0)
        var texts: [String] = []
        try store.visitRecords {
            if case .audited(let record) = $0, record.kind == .access {
                texts.append(String(decoding: record.payload, as: UTF8.self))
            }
        }
        #expect(texts.count { $0.hasPrefix("retention: ") } == 3)
    }

    @Test func `contact data are taken up to their limits`() throws {
        let long = String(repeating: "v", count: StoreLimits.contactValue)
        let name = String(repeating: "n", count: StoreLimits.contactName)
        let many = (1...StoreLimits.contactFields).map { ("f\($0)", "v") }
        let storage = SimulatedStorage(seed: 1)
        let vault = FileVault(in: storage)
        for fields in [[name: long], Dictionary(uniqueKeysWithValues: many)] {
            let details = try ContactDetails(fields)
            try vault.keep(details, of: "p")
            #expect(try FileVault(in: storage.afterPowerCut(seed: 1)).details(of: "p") == details)
        }
        for fields in [
            [name + "n": "v"], ["": "v"], ["f": long + "v"],
            Dictionary(uniqueKeysWithValues: many + [("one more", "v")]),
        ] {
            let error = #expect(throws: StoreError.self) { _ = try ContactDetails(fields) }
            #expect(error?.kind == .tooLarge)
        }
    }

    @Test func `contact data that are not what was written are refused`() throws {
        let storage = SimulatedStorage(seed: 1)
        let vault = FileVault(in: storage)
        try vault.keep(ContactDetails(["name": "Maria"]), of: "p")
        let name = try #require(try storage.names().first { $0.hasPrefix("vault-") })
        let bytes = try #require(storage[name])
        for bit in 0..<(bytes.count * 8) {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            storage[name] = changed
            let error = #expect(throws: StoreError.self) { _ = try vault.details(of: "p") }
            #expect(error?.kind == .damaged)
        }
    }
}

extension [UInt8] {
    /// Whether a text stands anywhere in the bytes.
    func contains(_ word: String) -> Bool {
        let word = Array(word.utf8)
        guard count >= word.count else { return false }
        return (0...(count - word.count)).contains {
            self[$0..<($0 + word.count)].elementsEqual(word)
        }
    }
}
