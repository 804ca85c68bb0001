/// A journal on a disk: what was appended and confirmed is there after any crash, and nothing else.
///
/// One call of ``append(_:isUrgent:)`` is one frame and one confirmation of the disk
/// (Documentation/Store.md). A journal belongs to one thread at a time.
public final class Journal {
    /// Whether and why the journal takes records.
    public enum State: Hashable, Sendable {
        /// It does.
        case open
        /// It was opened for reading only.
        case readOnly
        /// It will never again: the disk failed to confirm.
        case stopped(String)
    }

    /// What opening found.
    public struct Recovery: Hashable, Sendable {
        /// How many records came from the snapshot and how many from the segment behind it.
        public internal(set) var snapshotRecords = 0
        /// How many records came from the segment.
        public internal(set) var segmentRecords = 0
        /// How many frames the segment has.
        public internal(set) var frames = 0
        /// Where a torn end was, and how many bytes it had.
        public internal(set) var torn: Torn?
        /// Whether the process before could not have the disk confirm something.
        public internal(set) var wasSuspect = false

        /// A frame that was never confirmed.
        public struct Torn: Hashable, Sendable {
            /// The file.
            public let file: String
            /// Where it began.
            public let offset: Int
            /// How many bytes there were; a copy of them stands beside the file.
            public let count: Int
        }
    }

    /// What tells this journal from all others.
    public let id: JournalID
    /// How often the journal was compacted, from 1.
    public internal(set) var generation: UInt64
    /// The chain of the audit at the last confirmed record.
    public internal(set) var chain: AuditChain
    /// Whether and why records are taken.
    public internal(set) var state: State
    /// What opening found.
    public internal(set) var recovery = Recovery()
    /// How often the disk confirmed a frame.
    public private(set) var confirmations = 0

    let storage: any Storage
    var file: StoredFile
    /// Where the next frame begins.
    var offset: Int
    /// How far the file was filled with zeros beforehand.
    var allocated: Int
    var previous: UInt32
    private let growth: Int

    init(
        _ storage: any Storage, _ catalogue: Current, _ file: StoredFile, _ scan: FrameScan,
        _ state: State, growth: Int
    ) {
        self.storage = storage
        id = catalogue.journal
        generation = catalogue.generation
        self.file = file
        self.state = state
        self.growth = growth
        offset = scan.offset
        allocated = scan.size
        previous = scan.previous
        chain = AuditChain(sequence: scan.sequence, head: scan.head)
    }

    deinit { storage.close(file) }

    /// The length of the segment in bytes, without zeros written beforehand.
    public var segmentSize: Int { offset }

    /// Appends records as one frame and returns when the disk has confirmed them.
    ///
    /// - Parameters:
    ///   - records: What is appended: all of it or nothing.
    ///   - isUrgent: Whether the space kept back may be used if the disk is full.
    /// - Throws: ``StoreError``; nothing is then appended. After ``StoreError/Kind/stopped``
    ///   nothing ever will be; after the others another try may succeed.
    /// - Complexity: linear in the bytes, and one confirmation by the disk.
    public func append(_ records: [JournalRecord], isUrgent: Bool = false) throws(StoreError) {
        guard !records.isEmpty else { return }
        try requireOpen()
        try Self.check(records)
        var chain = chain
        let (bytes, check) = Frame.encode(
            records, at: offset, after: &chain, previous: previous, id)
        guard bytes.count <= StoreLimits.framePayload + Frame.overhead else {
            throw StoreError(
                .tooLarge,
                "frame (\(bytes.count) bytes) must have at most \(StoreLimits.framePayload); "
                    + "append fewer records at once")
        }
        do {
            try write(bytes)
        } catch  where error.kind == .full && isUrgent && (try? releaseReserve()) == true {
            try write(bytes)
        }
        do throws(StorageError) {
            try storage.sync(file)
        } catch {
            throw stop(error)
        }
        offset += bytes.count
        previous = check
        self.chain = chain
        confirmations += 1
    }

    /// Refuses records beyond the limits.
    static func check(_ records: [JournalRecord]) throws(StoreError) {
        for record in records {
            if case .audited(let audited) = record {
                guard audited.actor.utf8.count <= StoreLimits.actor else {
                    throw StoreError(
                        .tooLarge,
                        "actor (\(audited.actor.utf8.count) bytes) must have at most "
                            + "\(StoreLimits.actor)")
                }
                guard audited.salt.count == AuditedRecord.saltSize else {
                    throw StoreError(
                        .tooLarge,
                        "salt (\(audited.salt.count) bytes) must have \(AuditedRecord.saltSize)")
                }
            }
            let size = record.size
            guard size <= StoreLimits.record else {
                throw StoreError(
                    .tooLarge,
                    "record (\(size) bytes) must have at most \(StoreLimits.record)")
            }
        }
    }

    func requireOpen() throws(StoreError) {
        switch state {
        case .open: break
        case .readOnly: throw StoreError(.failed, "the journal was opened for reading only")
        case .stopped(let reason):
            throw StoreError(.stopped, "\(reason); this process writes no more, start another")
        }
    }

    /// Writes a frame, or takes back what was written of it.
    private func write(_ bytes: [UInt8]) throws(StoreError) {
        var grown = false
        if offset + bytes.count > allocated, growth > 0 {
            // Zeros beforehand, so that most frames change no length: a third faster on ext4.
            let zeros = [UInt8](repeating: 0, count: growth)
            grown = (try? storage.writeAll(file, zeros, at: max(allocated, offset))) != nil
            if grown { allocated = max(allocated, offset) + growth }
        }
        do throws(StorageError) {
            try storage.writeAll(file, bytes, at: offset)
            allocated = max(allocated, offset + bytes.count)
        } catch {
            do throws(StorageError) {
                try storage.truncate(file, to: offset)
                try storage.sync(file)
                allocated = offset
            } catch {
                throw stop(error)
            }
            throw StoreError(error)
        }
    }

    /// Stops for ever: what the disk holds is not known any more, and a read would show what memory
    /// holds, not the disk.
    func stop(_ error: StorageError) -> StoreError {
        state = .stopped(error.message)
        // The next process writes everything anew before it trusts what it reads.
        if let mark = try? storage.open(Current.suspect, creating: true) {
            try? storage.sync(mark)
            storage.close(mark)
            try? storage.syncFolder()
        }
        return StoreError(
            .stopped, "\(error.message); this process writes no more, start another")
    }

    /// Gives the space kept back to the disk; whether there was any.
    private func releaseReserve() throws(StoreError) -> Bool {
        try storing { () throws(StorageError) in
            guard try storage.names().contains(Current.reserve) else { return false }
            try storage.remove(Current.reserve)
            return true
        }
    }

    /// Keeps space back for what must still fit on a full disk; whether there is enough.
    ///
    /// - Throws: ``StoreError`` if the disk fails otherwise.
    public func keepReserve() throws(StoreError) -> Bool {
        try requireOpen()
        do throws(StorageError) {
            guard try !storage.names().contains(Current.reserve) else { return true }
            let file = try storage.open(Current.reserve, creating: true)
            defer { storage.close(file) }
            let zeros = [UInt8](repeating: 0, count: StoreLimits.reserve)
            try storage.writeAll(file, zeros, at: 0)
            try storage.sync(file)
            return true
        } catch {
            try? storage.remove(Current.reserve)
            guard error.cause == .full else { throw StoreError(error) }
            return false
        }
    }
}

extension JournalRecord {
    /// About how many bytes the record takes.
    var size: Int {
        switch self {
        case .audited(let record): 30 + record.actor.utf8.count + record.payload.count
        case .erased(let record): 46 + record.replacement.count
        case .result(let result):
            52 + result.principal.utf8.count + result.key.utf8.count + result.body.count
        case .notice(let key), .delivered(let key): 5 + key.count
        case .seal: 13
        }
    }
}
