internal import Rendezvous

/// Reads the frames of a file in order, and tells a torn end from damage.
///
/// A frame is written only after the one before it was confirmed. So what is not a frame but has
/// one behind it was confirmed once and has changed since: damage. A last one that is not whole is
/// torn if the file ends inside it, its last byte is zero or a sector of it never arrived;
/// otherwise it is damage too.
struct FrameScan {
    /// What stands at the current place.
    enum Finding {
        case frame(FrameHeader, ArraySlice<UInt8>)
        /// The end, perhaps with zeros behind it.
        case end
        /// A frame that was never confirmed, from here on.
        case torn
    }

    private let storage: any Storage
    private let file: StoredFile
    private let name: String
    private let journal: JournalID
    let size: Int
    private(set) var offset = FileHeader.size
    private(set) var previous: UInt32
    private(set) var sequence: UInt64
    private(set) var head: Digest
    private(set) var frames = 0
    /// The part of the file that was read last.
    private var window: [UInt8] = []
    private var windowStart = 0

    private static let windowSize = 4 << 20

    init(
        _ storage: any Storage, _ file: StoredFile, _ name: String, _ header: FileHeader
    ) throws(StoreError) {
        self.storage = storage
        self.file = file
        self.name = name
        journal = header.journal
        previous = CRC32C.check(of: header.bytes)
        sequence = header.chain.sequence
        head = header.chain.head
        size = try storing { () throws(StorageError) in try storage.size(file) }
    }

    /// Bytes of the file, as many as there are.
    private mutating func bytes(at start: Int, _ count: Int) throws(StoreError) -> ArraySlice<UInt8>
    {
        let end = min(start + count, size)
        if start < windowStart || end > windowStart + window.count {
            let wanted = min(max(count, Self.windowSize), size - start)
            window = try storing { () throws(StorageError) in
                try storage.read(file, at: start, count: wanted)
            }
            windowStart = start
        }
        let last = min(end - windowStart, window.count)
        return window[(start - windowStart)..<max(start - windowStart, last)]
    }

    /// The next frame, or the end.
    ///
    /// - Throws: ``StoreError/Kind/damaged`` with file and offset.
    mutating func next() throws(StoreError) -> Finding {
        guard offset < size else { return .end }
        let heading = try bytes(at: offset, FrameHeader.size)
        guard let (header, check) = FrameHeader.read(heading, journal) else {
            return try broken(heading)
        }
        guard header.previous == previous, header.firstSequence == sequence + 1,
            Int(header.length) <= StoreLimits.framePayload
        else { throw damage("a frame does not follow the one before it") }
        let frame = try bytes(at: offset, header.extent)
        guard frame.count == header.extent else { return .torn }
        let payload = frame.dropFirst(FrameHeader.size).prefix(Int(header.length))
        guard CRC32C.check(of: payload) == header.payloadCheck,
            frame[payload.endIndex...].dropLast(Frame.trailer.count).allSatisfy({ $0 == 0 }),
            frame.suffix(Frame.trailer.count).elementsEqual(Frame.trailer)
        else {
            let zeros = Frame.sparse(frame, at: offset, bits: 0)
            let last = frame.last
            guard try lastByte(from: offset + header.extent) == nil else {
                throw damage("the content of a frame that others follow is not what was written")
            }
            guard zeros > header.sparse || last == 0 else {
                throw damage("the content of a frame is not what was written")
            }
            return .torn
        }
        offset += header.extent
        previous = check
        sequence += UInt64(header.chained)
        head = header.head
        frames += 1
        return .frame(header, payload)
    }

    /// What stands where no heading is.
    private mutating func broken(_ heading: ArraySlice<UInt8>) throws(StoreError) -> Finding {
        let start = offset
        if heading.allSatisfy({ $0 == 0 }) {
            guard let last = try lastByte(from: start) else { return .end }
            // More than a frame can have been is no frame that was under way.
            guard last - start < StoreLimits.framePayload + Frame.overhead else {
                throw damage("zeros stand before the end of what was written")
            }
            try refuseFollowers(after: start + 8)
            return .torn
        }
        try refuseFollowers(after: start + 8)
        // The last byte of a heading has three bits set: no single flipped bit makes it zero.
        let isCut = heading.count < FrameHeader.size || heading.last == 0
        guard isCut || Frame.sparse(heading, at: start, bits: 0) > 0 else {
            throw damage("the heading of a frame is not what was written")
        }
        return .torn
    }

    /// The place of the last byte that is not zero.
    private mutating func lastByte(from start: Int) throws(StoreError) -> Int? {
        var found: Int?
        var place = start
        while place < size {
            let part = try bytes(at: place, Self.windowSize)
            guard !part.isEmpty else { break }
            if let last = part.lastIndex(where: { $0 != 0 }) {
                found = place + last - part.startIndex
            }
            place += part.count
        }
        return found
    }

    /// Refuses a file in which a frame stands behind the broken one.
    private mutating func refuseFollowers(after start: Int) throws(StoreError) {
        var place = start
        while place + FrameHeader.size <= size {
            let part = try bytes(at: place, FrameHeader.size)
            if part.first == FrameHeader.magic[0],
                let (header, _) = FrameHeader.read(part, journal), header.firstSequence > sequence
            {
                throw damage("what stands here is no frame, and one follows at byte \(place)")
            }
            place += 8
        }
    }

    private func damage(_ what: String) -> StoreError {
        StoreError(
            .damaged,
            "\(name): byte \(offset): \(what); nothing was changed. Restore the file from a "
                + "copy, or export what stands before it")
    }
}
