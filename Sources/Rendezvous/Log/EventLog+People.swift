/// What a log says about people, for erasure and for the right to see one's data.
extension EventLog {
    /// The encoding of an event in which references to people are replaced by others.
    ///
    /// A log in which a reference is replaced everywhere adds up to the same agenda with the other
    /// reference in its place: the engine knows people by their references alone.
    ///
    /// - Complexity: linear in the size of the event.
    public static func encode(
        _ event: Event, renaming people: [Subject.ID: Subject.ID]
    ) -> [UInt8] {
        var writer = ByteWriter()
        writer.renamed = people
        writer.value(event)
        return writer.bytes
    }

    /// Whether an event names a person.
    ///
    /// - Complexity: linear in the size of the event.
    public static func names(_ person: Subject.ID, in event: Event) -> Bool {
        // One byte more can be mistaken for nothing else.
        encode(event, renaming: [person: Subject.ID(person.rawValue + "-")]) != encode(event)
    }

    /// The canonical encoding of a notice, which an outbox keeps until it is delivered.
    public static func encode(_ notice: Notice) -> [UInt8] {
        var writer = ByteWriter()
        writer.value(notice)
        return writer.bytes
    }

    /// The encoding of a notice in which references to people are replaced by others.
    public static func encode(
        _ notice: Notice, renaming people: [Subject.ID: Subject.ID]
    ) -> [UInt8] {
        var writer = ByteWriter()
        writer.renamed = people
        writer.value(notice)
        return writer.bytes
    }

    /// A notice from its encoding.
    ///
    /// - Throws: ``EncodingError`` if the bytes are not exactly one notice.
    public static func decodeNotice(_ bytes: [UInt8]) throws(EncodingError) -> Notice {
        var reader = ByteReader(bytes, in: bytes.indices)
        let notice: Notice = try reader.value()
        guard reader.isAtEnd else { throw reader.error("a notice is followed by more bytes") }
        return notice
    }
}

extension Notice.Kind: Numbered {
    static var numbers: [Notice.Kind] { allCases }
}

extension Notice: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(key.appointment)
        writer.value(key.revision)
        writer.value(key.kind)
        switch key.recipient {
        case .participant(let id):
            writer.byte(0)
            writer.value(id)
        case .bookedBy(let id):
            writer.byte(1)
            writer.value(id)
        }
        writer.value(placement)
        writer.optional(moves)
        writer.optional(cancellation)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let appointment: Appointment.ID = try reader.value()
        let revision: Int = try reader.value()
        let kind: Kind = try reader.value()
        let recipient: Recipient
        switch try reader.byte() {
        case 0: recipient = .participant(try reader.value())
        case 1: recipient = .bookedBy(try reader.value())
        case let tag: throw reader.error("a recipient's kind (\(tag)) must be 0 or 1")
        }
        self.init(
            key: Key(
                appointment: appointment, revision: revision, kind: kind, recipient: recipient),
            placement: try reader.value(), moves: try reader.optional(),
            cancellation: try reader.optional())
    }
}
