/// The encodings of transfers, the waiting list, interpreters and meetings.
extension Change {
    /// Writes the values of the changes 18 to 28.
    func encodeLifecycle(to writer: inout ByteWriter) {
        switch self {
        case .proposed(let booking, let moved, let until):
            writer.value(booking)
            writer.value(moved)
            writer.value(until)
        case .transferred(let id), .admitted(let id):
            writer.value(id)
        case .enlisted(let id, let request):
            writer.value(id)
            writer.value(request)
        case .offered(let id, let hold):
            writer.value(id)
            writer.value(hold)
        case .waitingEnded(let id, let end):
            writer.value(id)
            writer.value(end)
        case .invited(let id, let interpreter, let communication, let gap):
            writer.value(id)
            writer.value(interpreter)
            writer.value(communication)
            writer.value(gap)
        case .identified(let id, let counsellor), .identityRefused(let id, let counsellor):
            writer.value(id)
            writer.value(counsellor)
        case .meetingBegan(let id, let mode), .modeChanged(let id, let mode):
            writer.value(id)
            writer.value(mode)
        default: break
        }
    }

    /// Reads the changes 18 to 28.
    init(lifecycle number: UInt8, from reader: inout ByteReader) throws(EncodingError) {
        switch number {
        case 18:
            self = .proposed(
                try reader.value(), moving: try reader.value(), until: try reader.value())
        case 19: self = .transferred(try reader.value())
        case 20: self = .enlisted(try reader.value(), try reader.value())
        case 21: self = .offered(try reader.value(), try reader.value())
        case 22: self = .waitingEnded(try reader.value(), try reader.value())
        case 23:
            self = .invited(
                try reader.value(), try reader.value(), for: try reader.value(),
                interpreterGap: try reader.value())
        case 24: self = .admitted(try reader.value())
        case 25: self = .identified(try reader.value(), by: try reader.value())
        case 26: self = .identityRefused(try reader.value(), by: try reader.value())
        case 27: self = .meetingBegan(try reader.value(), try reader.value())
        case 28: self = .modeChanged(try reader.value(), try reader.value())
        case let tag: throw reader.error("a change (\(tag)) must be 0 … 32, 40 or 50 … 53")
        }
    }
}

extension WaitingEnd: Numbered {
    static var numbers: [WaitingEnd] { [.served, .withdrawn] }
}
extension SessionMode: Numbered {
    static var numbers: [SessionMode] { [.video, .audioOnly] }
}

extension WaitingEntry.ID: Canonical {
    func encode(to writer: inout ByteWriter) { writer.value(number) }
    init(from reader: inout ByteReader) throws(EncodingError) { self.init(try reader.value()) }
}

extension OfficeScope: Canonical {
    func encode(to writer: inout ByteWriter) {
        switch self {
        case .any: writer.byte(0)
        case .offices(let ids):
            writer.byte(1)
            writer.sorted(ids)
        case .region(let id):
            writer.byte(2)
            writer.value(id)
        case .area(let id):
            writer.byte(3)
            writer.value(id)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .any
        case 1: self = .offices(try reader.sorted())
        case 2: self = .region(try reader.value())
        case 3: self = .area(try reader.value())
        case let tag: throw reader.error("a scope's kind (\(tag)) must be 0 … 3")
        }
    }
}

extension CounsellorWish: Canonical {
    func encode(to writer: inout ByteWriter) {
        switch self {
        case .any: writer.byte(0)
        case .preferred(let id):
            writer.byte(1)
            writer.value(id)
        case .only(let id):
            writer.byte(2)
            writer.value(id)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .any
        case 1: self = .preferred(try reader.value())
        case 2: self = .only(try reader.value())
        case let tag: throw reader.error("a wish's kind (\(tag)) must be 0 … 2")
        }
    }
}

extension Request: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(party)
        writer.value(service)
        writer.optional(topic)
        writer.sorted(channels)
        writer.value(scope)
        writer.value(counsellor)
        writer.list(windows.intervals)
        writer.value(weight)
        writer.value(submitted)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let id: Request.ID = try reader.value()
        let party: Party = try reader.value()
        let service: Service.ID = try reader.value()
        let topic: Topic.ID? = try reader.optional()
        let channels: Set<Channel> = try reader.sorted()
        let scope: OfficeScope = try reader.value()
        let counsellor: CounsellorWish = try reader.value()
        let intervals: [Interval] = try reader.list()
        let windows = IntervalSet(intervals)
        guard windows.intervals == intervals else {
            throw reader.error("the windows of request (\(id)) are not in order")
        }
        self.init(
            id, for: party, service: service, topic: topic, channels: channels, at: scope,
            with: counsellor, within: windows, weight: try reader.value(),
            submitted: try reader.value())
    }
}
