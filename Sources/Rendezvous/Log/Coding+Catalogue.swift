extension Communication: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(modality)
        writer.value(language)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(try reader.value(), try reader.value())
    }
}

extension Label: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.count(entries.count)
        for entry in entries {
            writer.value(entry.language)
            writer.text(entry.text)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        var texts: [(Language, String)] = []
        for _ in 0..<(try reader.count()) {
            let language: Language = try reader.value()
            guard texts.last.map({ $0.0 < language }) ?? true else {
                throw reader.error("the languages of a label are not in order")
            }
            texts.append((language, try reader.text()))
        }
        self.init(texts)
    }
}

extension WeeklyHours: Canonical {
    func encode(to writer: inout ByteWriter) { for day in days { writer.list(day) } }

    init(from reader: inout ByteReader) throws(EncodingError) {
        var hours: [Weekday: [CivilSpan]] = [:]
        for day in Weekday.allCases {
            let spans: [CivilSpan] = try reader.list()
            guard spans == spans.sorted() else { throw reader.error("hours are not in order") }
            hours[day] = spans
        }
        self.init(hours)
    }
}

extension DatedException: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(dates)
        writer.list(hours)
        writer.value(reason)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let dates: DateRange = try reader.value()
        let hours: [CivilSpan] = try reader.list()
        guard hours == hours.sorted() else { throw reader.error("hours are not in order") }
        self.init(dates, hours: hours, reason: try reader.value())
    }
}

extension Field: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(name)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(try reader.value(), name: try reader.value())
    }
}

extension Skill: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(name)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(try reader.value(), name: try reader.value())
    }
}

extension Position: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(name)
        writer.value(hours)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(try reader.value(), name: try reader.value(), hours: try reader.value())
    }
}

extension ChecklistItem: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(name)
        writer.value(obtainedFrom)
        writer.value(submittedTo)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            try reader.value(), name: try reader.value(), obtainedFrom: try reader.value(),
            submittedTo: try reader.value())
    }
}

extension Topic: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(name)
        writer.list(checklist)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(try reader.value(), name: try reader.value(), checklist: try reader.list())
    }
}

extension Service: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(field)
        writer.value(name)
        writer.list(topics)
        writer.sorted(audience)
        writer.value(duration)
        writer.optional(interpretedDuration)
        writer.value(gap)
        writer.count(channelGaps.count)
        for (channel, gap) in channelGaps.sorted(by: { $0.key < $1.key }) {
            writer.value(channel)
            writer.value(gap)
        }
        writer.sorted(channels)
        writer.sorted(skills)
        writer.list(checklist)
        writer.value(minimumNotice)
        writer.value(horizon)
        writer.value(startGrid)
        writer.flag(needsRoom)
        writer.value(capacity)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let id: Service.ID = try reader.value()
        let field: Field.ID = try reader.value()
        let name: Label = try reader.value()
        let topics: [Topic] = try reader.list()
        let audience: Set<Audience> = try reader.sorted()
        self.init(
            id, in: field, name: name, topics: topics, for: audience,
            lasting: try reader.value())
        interpretedDuration = try reader.optional()
        gap = try reader.value()
        var last: Channel?
        for _ in 0..<(try reader.count()) {
            let channel: Channel = try reader.value()
            guard last.map({ $0 < channel }) ?? true else {
                throw reader.error("the gaps of channels are not in order")
            }
            last = channel
            channelGaps[channel] = try reader.value()
        }
        channels = try reader.sorted()
        skills = try reader.sorted()
        checklist = try reader.list()
        minimumNotice = try reader.value()
        horizon = try reader.value()
        startGrid = try reader.value()
        needsRoom = try reader.flag()
        capacity = try reader.value()
    }
}

extension Office: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(name)
        writer.text(zone)
        writer.optional(region)
        writer.sorted(areas)
        writer.value(hours)
        writer.list(exceptions)
        writer.optional(holidays)
        writer.sorted(facilities)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            try reader.value(), name: try reader.value(), zone: try reader.text(),
            region: try reader.optional(), areas: try reader.sorted(), hours: try reader.value(),
            exceptions: try reader.list(), holidays: try reader.optional(),
            facilities: try reader.sorted())
    }
}

extension Room: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(office)
        writer.value(name)
        writer.sorted(facilities)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            try reader.value(), in: try reader.value(), name: try reader.value(),
            facilities: try reader.sorted())
    }
}

extension Counsellor: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(office)
        writer.optional(position)
        writer.flag(services != nil)
        if let services { writer.sorted(services) }
        writer.sorted(skills)
        writer.sorted(communications)
        writer.sorted(channels)
        writer.value(gap)
        writer.optional(bookableHours)
        writer.optional(dailyLimit)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let id: Counsellor.ID = try reader.value()
        self.init(id, at: try reader.value())
        position = try reader.optional()
        services = try reader.flag() ? try reader.sorted() : nil
        skills = try reader.sorted()
        communications = try reader.sorted()
        channels = try reader.sorted()
        gap = try reader.value()
        bookableHours = try reader.optional()
        dailyLimit = try reader.optional()
    }
}

extension Interpreter: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.sorted(communications)
        writer.sorted(channels)
        writer.flag(offices != nil)
        if let offices { writer.sorted(offices) }
        writer.value(gap)
        writer.text(zone)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let id: Interpreter.ID = try reader.value()
        let communications: Set<Communication> = try reader.sorted()
        let channels: Set<Channel> = try reader.sorted()
        let offices: Set<Office.ID>? = try reader.flag() ? try reader.sorted() : nil
        self.init(
            id, communications: communications, channels: channels, offices: offices,
            gap: try reader.value(), zone: try reader.text())
    }
}

extension Entry: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.byte(reference.number)
        switch self {
        case .field(let field): writer.value(field)
        case .skill(let skill): writer.value(skill)
        case .service(let service): writer.value(service)
        case .office(let office): writer.value(office)
        case .position(let position): writer.value(position)
        case .room(let room): writer.value(room)
        case .counsellor(let counsellor): writer.value(counsellor)
        case .interpreter(let interpreter): writer.value(interpreter)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .field(try reader.value())
        case 1: self = .skill(try reader.value())
        case 2: self = .service(try reader.value())
        case 3: self = .office(try reader.value())
        case 4: self = .position(try reader.value())
        case 5: self = .room(try reader.value())
        case 6: self = .counsellor(try reader.value())
        case 7: self = .interpreter(try reader.value())
        case let tag: throw reader.error("an entry's kind (\(tag)) must be 0 … 7")
        }
    }
}

extension EntryReference: Canonical {
    fileprivate var number: UInt8 {
        switch self {
        case .field: 0
        case .skill: 1
        case .service: 2
        case .office: 3
        case .position: 4
        case .room: 5
        case .counsellor: 6
        case .interpreter: 7
        }
    }

    func encode(to writer: inout ByteWriter) {
        writer.byte(number)
        writer.text(rawValue)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .field(try reader.value())
        case 1: self = .skill(try reader.value())
        case 2: self = .service(try reader.value())
        case 3: self = .office(try reader.value())
        case 4: self = .position(try reader.value())
        case 5: self = .room(try reader.value())
        case 6: self = .counsellor(try reader.value())
        case 7: self = .interpreter(try reader.value())
        case let tag: throw reader.error("an entry's kind (\(tag)) must be 0 … 7")
        }
    }
}
