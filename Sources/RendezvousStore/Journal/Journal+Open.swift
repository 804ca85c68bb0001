extension Journal {
    /// How many zeros are written beforehand at a time, unless said otherwise.
    public static let standardGrowth = 1 << 20

    /// Makes an empty journal in a folder that has none, and opens it.
    ///
    /// - Throws: ``StoreError/Kind/exists`` if there is one, ``StoreError/Kind/locked`` if another
    ///   process uses the folder.
    public static func create(
        in storage: any Storage, growth: Int = standardGrowth
    ) throws(StoreError) -> Journal {
        try lock(storage)
        let names = try storing { () throws(StorageError) in try storage.names() }
        guard !names.contains(Current.name) else {
            throw StoreError(.exists, "there is a store in the folder already")
        }
        let segment = Current.segment(1)
        if names.contains(segment) { try removeUnfinished(segment, storage) }
        if let other = names.first(where: {
            $0 != segment && ($0.hasPrefix("journal-") || $0.hasPrefix("snapshot-"))
        }) {
            throw StoreError(
                .damaged, "\(other): a file of a store stands here, and \(Current.name) is missing")
        }
        var number: UInt64 = 0
        for byte in storage.randomBytes(8) { number = number << 8 | UInt64(byte) }
        let current = Current(journal: JournalID(number), generation: 1, kept: nil)
        let header = FileHeader(
            kind: .segment, journal: current.journal, generation: 1, chain: AuditChain())
        try storing { () throws(StorageError) in
            let file = try storage.open(segment, creating: true)
            defer { storage.close(file) }
            try storage.writeAll(file, header.bytes, at: 0)
            try storage.sync(file)
            try storage.syncFolder()
            try storage.replace(Current.name, with: current.bytes)
        }
        return try open(in: storage, growth: growth) { _ in }
    }

    /// Removes the beginning of a journal whose making did not come to its end.
    private static func removeUnfinished(
        _ segment: String, _ storage: any Storage
    ) throws(StoreError) {
        let size = try storing { () throws(StorageError) in
            try storage.contents(of: segment).count
        }
        guard size <= FileHeader.size else {
            throw StoreError(
                .damaged, "\(segment): the file has frames, and \(Current.name) is missing")
        }
        try storing { () throws(StorageError) in try storage.remove(segment) }
    }

    private static func lock(_ storage: any Storage) throws(StoreError) {
        guard try storing({ () throws(StorageError) in try storage.lock() }) else {
            throw StoreError(
                .locked, "another process has the store open; stop it, or use another folder")
        }
    }

    /// Opens a journal, and visits its records from the first to the last.
    ///
    /// A torn end is cut off, with a copy beside it; anything else that is not what was written is
    /// refused, and no file is changed.
    ///
    /// - Parameters:
    ///   - storage: The folder.
    ///   - isReadOnly: Changes nothing and needs no lock; a frame under way is no error.
    ///   - growth: By how many bytes a file grows beforehand.
    ///   - visit: Is given each record.
    /// - Throws: ``StoreError``; what `visit` throws.
    /// - Complexity: linear in the bytes.
    public static func open(
        in storage: any Storage, isReadOnly: Bool = false, growth: Int = standardGrowth,
        visit: (JournalRecord) throws(StoreError) -> Void
    ) throws(StoreError) -> Journal {
        if !isReadOnly { try lock(storage) }
        let names = try storing { () throws(StorageError) in try storage.names() }
        guard names.contains(Current.name) else {
            let isStore = names.contains { $0.hasPrefix("journal-") || $0.hasPrefix("snapshot-") }
            guard !isStore else {
                throw StoreError(
                    .damaged,
                    "\(Current.name) is missing beside files of a store; restore it from a copy")
            }
            throw StoreError(.missing, "there is no store in the folder")
        }
        let current = try Current.read(
            storing { () throws(StorageError) in try storage.contents(of: Current.name) })
        var recovery = Recovery()
        var chain = AuditChain()
        if current.generation > 1 {
            let (count, end) = try readSnapshot(storage, current, visit)
            recovery.snapshotRecords = count
            chain = end
        }
        let name = Current.segment(current.generation)
        let file = try storing { () throws(StorageError) in
            try storage.open(name, creating: false)
        }
        let scan: FrameScan
        do throws(StoreError) {
            scan = try readSegment(
                storage, file, name, current, chain, &recovery, isReadOnly, visit)
        } catch {
            storage.close(file)
            throw error
        }
        let journal = Journal(
            storage, current, file, scan, isReadOnly ? .readOnly : .open, growth: growth)
        journal.recovery = recovery
        journal.recovery.wasSuspect = names.contains(Current.suspect)
        if !isReadOnly { try journal.tidy(current, recovery.torn) }
        return journal
    }

    /// Visits the records of the snapshot; how many there are, and the chain at its end.
    private static func readSnapshot(
        _ storage: any Storage, _ current: Current,
        _ visit: (JournalRecord) throws(StoreError) -> Void
    ) throws(StoreError) -> (Int, AuditChain) {
        let name = Current.snapshot(current.generation)
        let file = try storing { () throws(StorageError) in
            try storage.open(name, creating: false)
        }
        defer { storage.close(file) }
        let header = try heading(storage, file, name, current, .snapshot)
        var scan = try FrameScan(storage, file, name, header)
        var count = 0
        var isSealed = false
        while true {
            guard case .frame(_, let payload) = try scan.next() else { break }
            guard !isSealed, let records = RecordCoding.records(payload) else {
                throw StoreError(.damaged, "\(name): byte \(scan.offset): no records before here")
            }
            for record in records {
                if case .seal(let sealed) = record {
                    isSealed = sealed == UInt64(count)
                } else {
                    count += 1
                    try visit(record)
                }
            }
        }
        guard isSealed, scan.offset == scan.size else {
            throw StoreError(
                .damaged,
                "\(name): byte \(scan.offset): the snapshot does not come to its end; restore it "
                    + "from a copy")
        }
        return (count, AuditChain(sequence: scan.sequence, head: scan.head))
    }

    /// The heading of a file, which must be of this journal and generation.
    static func heading(
        _ storage: any Storage, _ file: StoredFile, _ name: String, _ current: Current,
        _ kind: FileHeader.Kind
    ) throws(StoreError) -> FileHeader {
        let bytes = try storing { () throws(StorageError) in
            try storage.read(file, at: 0, count: FileHeader.size)
        }
        let header = try FileHeader.read(bytes, name)
        guard header.kind == kind, header.journal == current.journal,
            header.generation == current.generation
        else {
            throw StoreError(.damaged, "\(name): byte 0: the file is of another store or place")
        }
        return header
    }

    private static func readSegment(
        _ storage: any Storage, _ file: StoredFile, _ name: String, _ current: Current,
        _ chain: AuditChain, _ recovery: inout Recovery, _ isReadOnly: Bool,
        _ visit: (JournalRecord) throws(StoreError) -> Void
    ) throws(StoreError) -> FrameScan {
        let header = try heading(storage, file, name, current, .segment)
        guard header.chain == chain else {
            throw StoreError(.damaged, "\(name): byte 0: the file does not follow its snapshot")
        }
        var scan = try FrameScan(storage, file, name, header)
        while true {
            let finding = try scan.next()
            guard case .frame(_, let payload) = finding else {
                if case .torn = finding, !isReadOnly {
                    recovery.torn = Recovery.Torn(
                        file: name, offset: scan.offset, count: scan.size - scan.offset)
                }
                break
            }
            guard let records = RecordCoding.records(payload) else {
                throw StoreError(
                    .unknownVersion,
                    "\(name): byte \(scan.offset): a record of a kind that this release does not "
                        + "know stands before here")
            }
            for record in records {
                recovery.segmentRecords += 1
                try visit(record)
            }
        }
        recovery.frames = scan.frames
        return scan
    }

    /// Puts the folder in order: cuts a torn end off, and removes what no generation needs.
    private func tidy(_ current: Current, _ torn: Recovery.Torn?) throws(StoreError) {
        try storing { () throws(StorageError) in
            if let torn {
                let copy = "\(torn.file).torn-\(torn.offset)"
                let bytes = try storage.read(file, at: torn.offset, count: torn.count)
                // Zeros written beforehand are no part of what was torn.
                let used = (bytes.lastIndex { $0 != 0 } ?? -1) + 1
                try? storage.replace(copy, with: Array(bytes[..<used]))
                try storage.truncate(file, to: torn.offset)
                try storage.sync(file)
                allocated = torn.offset
            }
            let stale = try storage.names().filter { !current.keeps($0) }
            for name in stale {
                if current.kept == nil { try overwrite(name) }
                try storage.remove(name)
            }
            if !stale.isEmpty { try storage.syncFolder() }
        }
        guard recovery.wasSuspect else { return }
        // What was read may be in memory and not on the disk: write it all anew.
        try compact { record in record }
        try storing { () throws(StorageError) in
            try storage.remove(Current.suspect)
            try storage.syncFolder()
        }
    }
}
