internal import Rendezvous

/// The heading of a file of frames: 72 bytes, written and confirmed before its first frame.
struct FileHeader: Equatable {
    /// What the file is.
    enum Kind: UInt16 {
        /// Frames are added to it.
        case segment = 0
        /// Everything up to its first segment, ended by a seal.
        case snapshot = 1
    }

    static let magic: [UInt8] = [0x52, 0x44, 0x56, 0x4A]
    static let end: [UInt8] = [0x52, 0x44, 0x56, 0x48]
    static let version: UInt16 = 1

    let kind: Kind
    let journal: JournalID
    let generation: UInt64
    /// The chain before the first frame.
    let chain: AuditChain

    var bytes: [UInt8] {
        var bytes = Self.magic
        bytes.append(little: Self.version)
        bytes.append(little: kind.rawValue)
        bytes.append(little: journal.number)
        bytes.append(little: generation)
        bytes.append(little: chain.sequence)
        chain.head.append(to: &bytes)
        bytes += Self.end
        bytes.append(little: CRC32C.check(of: bytes))
        return bytes
    }

    static let size = 72

    /// The heading of a file, or why it is none.
    static func read(_ bytes: [UInt8], _ name: String) throws(StoreError) -> FileHeader {
        guard bytes.count >= size else {
            throw StoreError(.damaged, "\(name): the file ends inside its heading")
        }
        var reader = LittleReader(bytes.prefix(size))
        guard let magic = reader.slice(4), Array(magic) == Self.magic,
            let version: UInt16 = reader.number(), let flags: UInt16 = reader.number(),
            let journal: UInt64 = reader.number(), let generation: UInt64 = reader.number(),
            let sequence: UInt64 = reader.number(),
            let head = reader.slice(Digest.size).flatMap({ Digest($0) }),
            let end = reader.slice(4), Array(end) == Self.end,
            let check: UInt32 = reader.number()
        else { throw StoreError(.damaged, "\(name): byte 0: this is no journal") }
        guard check == CRC32C.check(of: bytes.prefix(size - 4)) else {
            throw StoreError(.damaged, "\(name): byte 0: the heading is not what was written")
        }
        guard version == Self.version, let kind = Kind(rawValue: flags) else {
            throw StoreError(
                .unknownVersion,
                "\(name): version (\(version), flags \(flags)) must be \(Self.version); "
                    + "use a release that knows it")
        }
        return FileHeader(
            kind: kind, journal: JournalID(journal), generation: generation,
            chain: AuditChain(sequence: sequence, head: head))
    }
}

/// What tells one journal from all others; the checks of frames depend on it.
public struct JournalID: Hashable, Sendable, CustomStringConvertible {
    let number: UInt64

    init(_ number: UInt64) { self.number = number }

    /// Sixteen hexadecimal digits.
    public var description: String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    init?(hex: some StringProtocol) {
        guard hex.utf8.count == 16, let number = UInt64(hex, radix: 16) else { return nil }
        self.number = number
    }
}

/// The heading of a frame: 72 bytes before its payload. One frame is one confirmation of the disk.
struct FrameHeader: Equatable {
    static let size = 72
    static let magic: [UInt8] = [0x52, 0x44, 0x56, 0x46]
    static let end: [UInt8] = [0x52, 0x44, 0x56, 0x45]
    /// Pieces of this many bytes reach the disk whole or not at all.
    static let sector = 512

    let length: UInt32
    let firstSequence: UInt64
    let chained: UInt32
    let payloadCheck: UInt32
    /// How many sectors' worth of the frame have at most one bit set: see ``Frame/sparse(_:at:)``.
    let sparse: UInt32
    /// The check of the heading before, so that frames cannot be dropped, repeated or moved.
    let previous: UInt32
    let head: Digest

    /// The bytes of the heading and its own check.
    func bytes(_ journal: JournalID) -> (bytes: [UInt8], check: UInt32) {
        var bytes = Self.magic
        bytes.append(little: length)
        bytes.append(little: firstSequence)
        bytes.append(little: chained)
        bytes.append(little: payloadCheck)
        bytes.append(little: sparse)
        bytes.append(little: previous)
        head.append(to: &bytes)
        let check = Self.check(of: bytes[...], journal)
        bytes.append(little: check)
        bytes += Self.end
        return (bytes, check)
    }

    /// The heading at the beginning of the bytes, if there is one of this journal.
    static func read(
        _ bytes: ArraySlice<UInt8>, _ journal: JournalID
    ) -> (header: FrameHeader, check: UInt32)? {
        guard bytes.count >= size, bytes.starts(with: magic) else { return nil }
        let bytes = bytes.prefix(size)
        var reader = LittleReader(bytes.dropFirst(4))
        guard let length: UInt32 = reader.number(), let first: UInt64 = reader.number(),
            let chained: UInt32 = reader.number(), let payload: UInt32 = reader.number(),
            let sparse: UInt32 = reader.number(), let previous: UInt32 = reader.number(),
            let head = reader.slice(Digest.size).flatMap({ Digest($0) }),
            let found: UInt32 = reader.number(), let end = reader.slice(4), Array(end) == Self.end,
            found == check(of: bytes.dropLast(8), journal)
        else { return nil }
        return (
            FrameHeader(
                length: length, firstSequence: first, chained: chained, payloadCheck: payload,
                sparse: sparse, previous: previous, head: head), found
        )
    }

    private static func check(of bytes: ArraySlice<UInt8>, _ journal: JournalID) -> UInt32 {
        var crc = CRC32C(after: UInt32(truncatingIfNeeded: journal.number ^ journal.number >> 32))
        crc.update(bytes)
        return crc.check
    }

    /// The bytes from the frame's beginning to the next one's.
    var extent: Int { Self.size + (Int(length) + 7) / 8 * 8 + Frame.trailer.count }
}

/// A frame as it stands in a file: heading, payload, zeros up to a multiple of eight, trailer.
enum Frame {
    /// The last bytes of each frame. The very last has four bits set: where it is zero, the frame
    /// was not written to its end.
    static let trailer: [UInt8] = [0x52, 0x44, 0x56, 0x45, 0x4E, 0x44, 0x0D, 0xA5]

    /// The most bytes of a frame beside its payload.
    static let overhead = FrameHeader.size + 7 + trailer.count

    /// The bytes of a frame that begins at `offset`, and the check of its heading.
    static func encode(
        _ records: [JournalRecord], at offset: Int, after chain: inout AuditChain,
        previous: UInt32, _ journal: JournalID
    ) -> (bytes: [UInt8], check: UInt32) {
        var bytes = [UInt8](repeating: 0, count: FrameHeader.size)
        for record in records { RecordCoding.append(record, to: &bytes) }
        let first = chain.sequence + 1
        for record in records { chain.append(record) }
        let length = bytes.count - FrameHeader.size
        let payloadCheck = CRC32C.check(of: bytes[FrameHeader.size...])
        bytes += [UInt8](repeating: 0, count: -bytes.count & 7)
        bytes += trailer
        // Of the heading only what stands in every one is there yet: its first and its last bytes,
        // so that no piece that it reaches into counts as sparse.
        bytes.replaceSubrange(..<FrameHeader.magic.count, with: FrameHeader.magic)
        bytes.replaceSubrange(
            FrameHeader.size - FrameHeader.end.count..<FrameHeader.size, with: FrameHeader.end)
        let header = FrameHeader(
            length: UInt32(length), firstSequence: first,
            chained: UInt32(chain.sequence + 1 - first), payloadCheck: payloadCheck,
            sparse: UInt32(sparse(bytes[...], at: offset, bits: 1)), previous: previous,
            head: chain.head)
        let (heading, check) = header.bytes(journal)
        bytes.replaceSubrange(..<FrameHeader.size, with: heading)
        return (bytes, check)
    }

    /// How many pieces, cut where sectors of the file end, have at most `bits` bits set.
    ///
    /// A sector that never reached the disk reads as zeros. A frame that has more zero pieces than
    /// it had pieces of at most one bit when it was written has lost sectors: no single flipped bit
    /// can do that.
    static func sparse(_ bytes: ArraySlice<UInt8>, at offset: Int, bits: Int) -> Int {
        var count = 0
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let inside = (offset + place - bytes.startIndex) % FrameHeader.sector
            let end = min(place + FrameHeader.sector - inside, bytes.endIndex)
            var found = 0
            for index in place..<end where bytes[index] != 0 {
                found += bytes[index].nonzeroBitCount
                if found > bits { break }
            }
            if found <= bits { count += 1 }
            place = end
        }
        return count
    }
}
