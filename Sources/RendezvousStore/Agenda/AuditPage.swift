/// A part of the audit's chain, oldest first (requirement A18).
public struct AuditPage: Hashable, Sendable {
    /// A record and its place in the chain.
    public struct Entry: Hashable, Sendable {
        /// The place, from 1.
        public let sequence: UInt64
        /// The record.
        public let record: JournalRecord
    }

    /// The records.
    public internal(set) var entries: [Entry] = []
    /// Behind which place the next part begins; nothing if this is the last.
    public internal(set) var next: UInt64?

    /// Takes a record; whether more may come.
    mutating func take(_ sequence: UInt64, _ record: JournalRecord, limit: Int) -> Bool {
        guard entries.count < limit else {
            next = sequence - 1
            return false
        }
        entries.append(Entry(sequence: sequence, record: record))
        return true
    }
}

extension AgendaStore {
    /// The next records of the audit's chain, of those that are confirmed when this is called.
    ///
    /// Where a journal keeps them, others go on deciding meanwhile; a database is read while nobody
    /// decides.
    ///
    /// - Parameters:
    ///   - sequence: The place behind which the part begins, 0 for the beginning.
    ///   - limit: The most records, at least 1.
    ///   - matches: Which records are wanted; must not ask anything of the store.
    /// - Throws: ``StoreError``.
    /// - Complexity: linear in the bytes up to the last record given, in a database in all records.
    public func auditPage(
        after sequence: UInt64 = 0, limit: Int,
        where matches: (JournalRecord) -> Bool = { _ in true }
    ) throws(StoreError) -> AuditPage {
        if let journal = keeper as? Journal {
            do throws(StoreError) {
                var page = AuditPage()
                try Journal.visitChain(
                    in: journal.storage, after: sequence, upTo: chain.sequence
                ) { place, record in
                    !matches(record) || page.take(place, record, limit: limit)
                }
                return page
            } catch {
                // Perhaps everything was written anew meanwhile; below nobody can.
            }
        }
        var page = AuditPage()
        var place: UInt64 = 0
        var isFull = false
        try visitRecords { record in
            guard record.isChained else { return }
            place += 1
            guard place > sequence, !isFull, matches(record) else { return }
            isFull = !page.take(place, record, limit: limit)
        }
        return page
    }
}

extension Journal {
    /// Visits the records of the chain behind one, up to another, until `visit` has enough. Needs
    /// no lock: what follows the last one is not looked at.
    static func visitChain(
        in storage: any Storage, after first: UInt64, upTo last: UInt64,
        _ visit: (UInt64, JournalRecord) -> Bool
    ) throws(StoreError) {
        let current = try Current.read(
            storing { () throws(StorageError) in try storage.contents(of: Current.name) })
        var files: [(String, FileHeader.Kind)] = [(Current.segment(current.generation), .segment)]
        if current.generation > 1 {
            files.insert((Current.snapshot(current.generation), .snapshot), at: 0)
        }
        for (name, kind) in files {
            let file = try storing { () throws(StorageError) in
                try storage.open(name, creating: false)
            }
            defer { storage.close(file) }
            let header = try heading(storage, file, name, current, kind)
            var scan = try FrameScan(storage, file, name, header)
            while scan.sequence < last, case .frame(let frame, let payload) = try scan.next() {
                guard scan.sequence > first else { continue }
                guard let records = RecordCoding.records(payload) else {
                    throw StoreError(.unknownVersion, "\(name): byte \(scan.offset): no records")
                }
                var place = frame.firstSequence
                for record in records where record.isChained {
                    guard place <= last else { return }
                    if place > first, !visit(place, record) { return }
                    place += 1
                }
            }
        }
    }
}
