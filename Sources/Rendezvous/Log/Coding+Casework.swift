extension CaseEnd: Canonical {
    private var number: UInt8 {
        switch self {
        case .employed: 0
        case .left: 1
        case .completed: 2
        }
    }

    func encode(to writer: inout ByteWriter) { writer.byte(number) }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .employed
        case 1: self = .left
        case 2: self = .completed
        case let tag: throw reader.error("an end of a case (\(tag)) must be 0 … 2")
        }
    }
}

extension ContactStage: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(times)
        writer.value(opens)
        writer.value(bookBy)
        writer.value(holdBy)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            times: try reader.value(), opens: try reader.value(), bookBy: try reader.value(),
            holdBy: try reader.value())
    }
}

extension Segment: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(name)
        writer.value(service)
        writer.sorted(channels)
        writer.flag(isPooled)
        writer.list(stages)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            try reader.value(), name: try reader.value(), meeting: try reader.value(),
            on: try reader.sorted(), isPooled: try reader.flag(), stages: try reader.list())
    }
}

extension PriorityClass: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(name)
        writer.value(weight)
        writer.sorted(groups)
        writer.sorted(segments)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            try reader.value(), name: try reader.value(), weight: try reader.value(),
            groups: try reader.sorted(), segments: try reader.sorted())
    }
}

extension CaseChange: Canonical {
    func encode(to writer: inout ByteWriter) {
        switch self {
        case .segmentSet(let segment, let date):
            writer.byte(0)
            writer.value(date)
            writer.value(segment)
        case .classesSet(let classes, let date):
            writer.byte(1)
            writer.value(date)
            writer.list(classes)
        case .step(let step, let person, let actor):
            writer.byte(2)
            writer.value(person)
            writer.value(actor)
            writer.value(step)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0:
            let date: CivilDate = try reader.value()
            self = .segmentSet(try reader.value(), from: date)
        case 1:
            let date: CivilDate = try reader.value()
            self = .classesSet(try reader.list(), from: date)
        case 2:
            let person: Subject.ID = try reader.value()
            let actor: CaseActor = try reader.value()
            self = .step(try reader.value(), of: person, by: actor)
        case let tag: throw reader.error("a change of casework (\(tag)) must be 0 … 2")
        }
    }
}

extension CaseStep: Canonical {
    /// The number of each step; numbers are never reused.
    private var number: UInt8 {
        switch self {
        case .opened: 0
        case .profiled: 1
        case .assigned: 2
        case .moved: 3
        case .grouped: 4
        case .needsNoted: 5
        case .documentNoted: 6
        case .contactRecorded: 7
        case .closed: 8
        }
    }

    func encode(to writer: inout ByteWriter) {
        writer.byte(number)
        switch self {
        case .opened(let segment, let office):
            writer.value(segment)
            writer.value(office)
        case .profiled(let segment): writer.value(segment)
        case .assigned(let manager): writer.optional(manager)
        case .moved(let office): writer.value(office)
        case .grouped(let groups): writer.sorted(groups)
        case .needsNoted(let needs): writer.list(needs)
        case .documentNoted(let item, let state):
            writer.value(item)
            writer.optional(state)
        case .contactRecorded(let date): writer.value(date)
        case .closed(let end): writer.value(end)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .opened(try reader.value(), at: try reader.value())
        case 1: self = .profiled(try reader.value())
        case 2: self = .assigned(try reader.optional())
        case 3: self = .moved(to: try reader.value())
        case 4: self = .grouped(try reader.sorted())
        case 5:
            let needs: [Need] = try reader.list()
            guard needs == Set(needs).sorted() else { throw reader.error("needs are not in order") }
            self = .needsNoted(needs)
        case 6: self = .documentNoted(try reader.value(), try reader.optional())
        case 7: self = .contactRecorded(on: try reader.value())
        case 8: self = .closed(try reader.value())
        case let tag: throw reader.error("a step of a case (\(tag)) must be 0 … 8")
        }
    }
}

extension Salt: Canonical {
    func encode(to writer: inout ByteWriter) { writer.blob(bytes) }

    init(from reader: inout ByteReader) throws(EncodingError) { self.init(try reader.blob()) }
}

extension Tombstone: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.flag(commitment != nil)
        if let commitment { writer.blob(commitment) }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(commitment: try reader.flag() ? try reader.blob() : nil)
        guard commitment?.count ?? 32 == 32 else {
            throw reader.error("a commitment must have 32 bytes")
        }
    }
}
