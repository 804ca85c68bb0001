extension Worker: Canonical {
    func encode(to writer: inout ByteWriter) {
        switch self {
        case .counsellor(let id):
            writer.byte(0)
            writer.value(id)
        case .interpreter(let id):
            writer.byte(1)
            writer.value(id)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .counsellor(try reader.value())
        case 1: self = .interpreter(try reader.value())
        case let tag: throw reader.error("a worker's kind (\(tag)) must be 0 or 1")
        }
    }
}

extension WorkStretch: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(span)
        writer.value(place)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(try reader.value(), at: try reader.value())
    }
}

extension Break: Canonical {
    func encode(to writer: inout ByteWriter) {
        switch self {
        case .fixed(let span):
            writer.byte(0)
            writer.value(span)
        case .floating(let length, let span):
            writer.byte(1)
            writer.value(length)
            writer.value(span)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .fixed(try reader.value())
        case 1: self = .floating(try reader.value(), within: try reader.value())
        case let tag: throw reader.error("a break's kind (\(tag)) must be 0 or 1")
        }
    }
}

extension DayTimetable: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.list(stretches)
        writer.list(breaks)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(try reader.list(), breaks: try reader.list())
    }
}

extension Applicant: Canonical {
    func encode(to writer: inout ByteWriter) {
        switch self {
        case .registered: writer.byte(0)
        case .person: writer.byte(1)
        case .business(let authority):
            writer.byte(2)
            writer.value(authority)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .registered
        case 1: self = .person
        case 2: self = .business(try reader.value())
        case let tag: throw reader.error("an applicant's kind (\(tag)) must be 0 … 2")
        }
    }
}

extension Need: Canonical {
    func encode(to writer: inout ByteWriter) {
        switch self {
        case .communication(let communication):
            writer.byte(0)
            writer.value(communication)
        case .facility(let facility):
            writer.byte(1)
            writer.value(facility)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .communication(try reader.value())
        case 1: self = .facility(try reader.value())
        case let tag: throw reader.error("a need's kind (\(tag)) must be 0 or 1")
        }
    }
}

extension Party: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(participant)
        writer.value(applicant)
        writer.optional(bookedBy)
        writer.list(needs)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let participant: Subject.ID = try reader.value()
        let applicant: Applicant = try reader.value()
        let bookedBy: Subject.ID? = try reader.optional()
        let needs: Set<Need> = try reader.sorted()
        self.init(participant, as: applicant, bookedBy: bookedBy, needs: Array(needs))
    }
}

extension Placement: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(interval)
        writer.value(channel)
        writer.value(counsellor)
        writer.optional(interpreter)
        writer.optional(room)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            try reader.value(), on: try reader.value(), with: try reader.value(),
            interpreter: try reader.optional(), in: try reader.optional())
    }
}

extension Appointment.ID: Canonical {
    func encode(to writer: inout ByteWriter) { writer.value(number) }
    init(from reader: inout ByteReader) throws(EncodingError) { self.init(try reader.value()) }
}

extension Booking: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(party)
        writer.value(service)
        writer.optional(topic)
        writer.value(placement)
        writer.value(gap)
        writer.value(interpreterGap)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            try reader.value(), for: try reader.value(), service: try reader.value(),
            topic: try reader.optional(), at: try reader.value(), gap: try reader.value(),
            interpreterGap: try reader.value())
    }
}
