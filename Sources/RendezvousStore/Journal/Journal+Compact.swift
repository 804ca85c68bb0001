extension Journal {
    /// Writes everything anew: a snapshot with all records as `rewrite` gives them back, and an
    /// empty segment behind it. Until the last step a crash leaves the old files in force.
    ///
    /// - Parameters:
    ///   - keepsPrevious: Whether the files before stay until the next time. Without it their bytes
    ///     are overwritten with zeros and they are removed.
    ///   - rewrite: What becomes of a record: itself, what is left of it after erasure, or nothing.
    ///     Links of the chain may not vanish.
    /// - Throws: ``StoreError``. Unless it is ``StoreError/Kind/stopped`` the journal is as it was
    ///   before.
    /// - Complexity: linear in the bytes of the journal.
    public func compact(
        keepsPrevious: Bool = false,
        _ rewrite: (JournalRecord) throws(StoreError) -> JournalRecord?
    ) throws(StoreError) {
        try requireOpen()
        let next = Current(
            journal: id, generation: generation + 1, kept: keepsPrevious ? generation : nil)
        let names = [Current.snapshot(next.generation), Current.segment(next.generation)]
        let newFile: StoredFile
        do throws(StoreError) {
            try writeSnapshot(names[0], next, rewrite)
            newFile = try writeSegment(names[1], next)
        } catch {
            abandon(names)
            throw error
        }
        do throws(StorageError) {
            let temporary = Current.name + ".new"
            if try storage.names().contains(temporary) { try storage.remove(temporary) }
            let file = try storage.open(temporary, creating: true)
            defer { storage.close(file) }
            try storage.writeAll(file, next.bytes, at: 0)
            try storage.sync(file)
            try storage.syncFolder()
            try storage.rename(temporary, to: Current.name)
        } catch {
            storage.close(newFile)
            abandon(names)
            throw StoreError(error)
        }
        do throws(StorageError) {
            try storage.syncFolder()
        } catch {
            storage.close(newFile)
            throw stop(error)
        }
        storage.close(file)
        file = newFile
        generation = next.generation
        offset = FileHeader.size
        allocated = FileHeader.size
        let header = FileHeader(
            kind: .segment, journal: id, generation: generation, chain: chain)
        previous = CRC32C.check(of: header.bytes)
        try removeOld(next)
    }

    private func abandon(_ names: [String]) {
        for name in names { try? storage.remove(name) }
    }

    /// Removes what the generation in force does not keep, with its bytes.
    private func removeOld(_ current: Current) throws(StoreError) {
        try storing { () throws(StorageError) in
            let isErasing = current.kept == nil
            for name in try storage.names() where !current.keeps(name) || name.contains(".torn-") {
                if isErasing { try overwrite(name) }
                try storage.remove(name)
            }
            try storage.syncFolder()
        }
    }

    func overwrite(_ name: String) throws(StorageError) {
        let file = try storage.open(name, creating: false)
        defer { storage.close(file) }
        let size = try storage.size(file)
        let zeros = [UInt8](repeating: 0, count: min(size, 1 << 20))
        var place = 0
        while place < size {
            try storage.writeAll(file, Array(zeros.prefix(size - place)), at: place)
            place += zeros.count
        }
        try storage.sync(file)
    }

    private func writeSnapshot(
        _ name: String, _ next: Current,
        _ rewrite: (JournalRecord) throws(StoreError) -> JournalRecord?
    ) throws(StoreError) {
        var writer = try SnapshotWriter(storage, name, next)
        defer { writer.close() }
        try visitAll { record throws(StoreError) in
            guard let kept = try rewrite(record) else {
                guard !record.isChained else {
                    throw StoreError(.failed, "a link of the audit's chain may not be left out")
                }
                return
            }
            guard kept.isChained == record.isChained else {
                throw StoreError(.failed, "a record of the audit's chain must stay one")
            }
            try writer.add(kept)
        }
        try writer.seal()
        guard writer.chain == chain else {
            throw StoreError(
                .damaged,
                "the audit's chain of what was rewritten does not end at its head "
                    + "(\(chain.head)); nothing was changed")
        }
    }

    /// Visits all records of the snapshot and the segment in force, in order.
    func visitAll(_ visit: (JournalRecord) throws(StoreError) -> Void) throws(StoreError) {
        _ = try Journal.open(in: storage, isReadOnly: true, visit: visit)
    }

    private func writeSegment(_ name: String, _ next: Current) throws(StoreError) -> StoredFile {
        let header = FileHeader(
            kind: .segment, journal: id, generation: next.generation, chain: chain)
        return try storing { () throws(StorageError) in
            if try storage.names().contains(name) { try storage.remove(name) }
            let file = try storage.open(name, creating: true)
            do throws(StorageError) {
                try storage.writeAll(file, header.bytes, at: 0)
                try storage.sync(file)
            } catch {
                storage.close(file)
                throw error
            }
            return file
        }
    }
}

/// Writes a snapshot: frames as large as may be, and a seal.
struct SnapshotWriter {
    private let storage: any Storage
    private let file: StoredFile
    private let journal: JournalID
    private(set) var chain = AuditChain()
    private var offset = FileHeader.size
    private var previous: UInt32
    private var records: [JournalRecord] = []
    private var size = 0
    private var count: UInt64 = 0

    init(_ storage: any Storage, _ name: String, _ next: Current) throws(StoreError) {
        self.storage = storage
        journal = next.journal
        let header = FileHeader(
            kind: .snapshot, journal: next.journal, generation: next.generation,
            chain: AuditChain())
        previous = CRC32C.check(of: header.bytes)
        file = try storing { () throws(StorageError) in
            if try storage.names().contains(name) { try storage.remove(name) }
            let file = try storage.open(name, creating: true)
            do throws(StorageError) {
                try storage.writeAll(file, header.bytes, at: 0)
            } catch {
                storage.close(file)
                throw error
            }
            return file
        }
    }

    func close() { storage.close(file) }

    mutating func add(_ record: JournalRecord) throws(StoreError) {
        if size + record.size > StoreLimits.framePayload { try flush() }
        records.append(record)
        size += record.size
        if case .seal = record { return }
        count += 1
    }

    private mutating func flush() throws(StoreError) {
        guard !records.isEmpty else { return }
        let (bytes, check) = Frame.encode(
            records, at: offset, after: &chain, previous: previous, journal)
        try storing { [offset] () throws(StorageError) in
            try storage.writeAll(file, bytes, at: offset)
        }
        offset += bytes.count
        previous = check
        records = []
        size = 0
    }

    /// Writes the end, and returns when the whole file is on the disk.
    mutating func seal() throws(StoreError) {
        try flush()
        try add(.seal(count))
        try flush()
        try storing { () throws(StorageError) in try storage.sync(file) }
    }
}
