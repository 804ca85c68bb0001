/// The canonical binary encoding of events, versioned.
///
/// A log is the four bytes `RDVL`, a version byte, and then, for each event, its length in bytes
/// and its encoding (Documentation/Formats/log.md). One event has exactly one encoding, so that
/// equal histories have equal bytes and equal hashes; every other spelling is refused.
public enum EventLog {
    /// The first bytes of a log.
    public static let magic: [UInt8] = [0x52, 0x44, 0x56, 0x4C]
    /// The version written.
    public static let version: UInt8 = 1

    /// The encoding of events as a log.
    ///
    /// - Complexity: linear in the size of the events.
    public static func encode(_ events: some Sequence<Event>) -> [UInt8] {
        var writer = ByteWriter()
        for byte in magic { writer.byte(byte) }
        writer.byte(version)
        for event in events { writer.blob(encode(event)) }
        return writer.bytes
    }

    /// The encoding of one event, without its length.
    public static func encode(_ event: Event) -> [UInt8] {
        var writer = ByteWriter()
        writer.value(event)
        return writer.bytes
    }

    /// The events of a log.
    ///
    /// - Throws: ``EncodingError`` with the offset at which the bytes are no log of this version.
    /// - Complexity: linear in the bytes.
    public static func decode(_ bytes: [UInt8]) throws(EncodingError) -> [Event] {
        var reader = ByteReader(bytes, in: bytes.indices)
        for expected in magic {
            guard try reader.byte() == expected else {
                throw EncodingError(offset: 0, message: "a log must begin with RDVL")
            }
        }
        let found = try reader.byte()
        guard found == version else {
            throw EncodingError(
                offset: 4, message: "the version of the log (\(found)) must be \(version)")
        }
        var events: [Event] = []
        while !reader.isAtEnd {
            let length = try reader.count()
            let end = reader.position + length
            var inner = ByteReader(bytes, in: reader.position..<end)
            events.append(try inner.value())
            guard inner.isAtEnd else { throw inner.error("an event is followed by more bytes") }
            reader = ByteReader(bytes, in: end..<bytes.count)
        }
        return events
    }

    /// One event from its encoding.
    ///
    /// - Throws: ``EncodingError`` if the bytes are not exactly one event.
    public static func decodeEvent(_ bytes: [UInt8]) throws(EncodingError) -> Event {
        var reader = ByteReader(bytes, in: bytes.indices)
        let event: Event = try reader.value()
        guard reader.isAtEnd else { throw reader.error("an event is followed by more bytes") }
        return event
    }
}
