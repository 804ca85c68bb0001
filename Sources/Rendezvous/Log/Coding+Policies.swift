/// The encodings of policies and of what they ask about people.

extension Preference.Level: Numbered {
    static var numbers: [Preference.Level] { [.strong, .medium, .weak] }
}
extension LimitedPerson: Numbered {
    static var numbers: [LimitedPerson] { [.participant, .counsellor] }
}
extension Period: Numbered { static var numbers: [Period] { [.day, .week] } }
extension DocumentState: Numbered {
    static var numbers: [DocumentState] { [.rejected, .submitted, .checked] }
}

extension Preference: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(level)
        writer.value(cost)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(try reader.value(), cost: try reader.value())
    }
}

extension Lead: Canonical {
    func encode(to writer: inout ByteWriter) {
        switch self {
        case .time(let length):
            writer.byte(0)
            writer.value(length)
        case .days(let days):
            writer.byte(1)
            writer.value(days)
        case .workingDays(let days):
            writer.byte(2)
            writer.value(days)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .time(try reader.value())
        case 1: self = .days(try reader.value())
        case 2: self = .workingDays(try reader.value())
        case let tag: throw reader.error("a lead's kind (\(tag)) must be 0 … 2")
        }
    }
}

extension Policy: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(rule)
        writer.optional(preference)
        writer.value(valid)
        writer.sorted(offices)
        writer.sorted(services)
        writer.sorted(channels)
        writer.sorted(groups)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            try reader.value(), try reader.value(), preference: try reader.optional(),
            valid: try reader.value(), offices: try reader.sorted(),
            services: try reader.sorted(), channels: try reader.sorted(),
            groups: try reader.sorted())
    }
}

extension Rule: Canonical {
    /// The number of each rule; numbers are never reused.
    private var number: UInt8 {
        switch self {
        case .notice: 0
        case .horizon: 1
        case .limit: 2
        case .spacing: 3
        case .gap: 4
        case .rest: 5
        case .audience: 6
        case .authority: 7
        case .documentsFirst: 8
        case .protectedCapacity: 9
        case .interpreterSlots: 10
        case .freedSlotDelay: 11
        case .oneOpenAppointment: 12
        case .participantPresent: 13
        case .noShowCoolDown: 14
        case .keepFree: 15
        case .localOffice: 16
        case .ownCounsellor: 17
        case .continuity: 18
        case .leastLoaded: 19
        case .roundRobin: 20
        case .soonest: 21
        case .fairShare: 22
        case .overbooking: 23
        case .gapsOutsideWorkingTime: 24
        case .custom: 25
        }
    }

    func encode(to writer: inout ByteWriter) {
        writer.byte(number)
        switch self {
        case .notice(let lead), .horizon(let lead): writer.value(lead)
        case .limit(let person, let period, let most):
            writer.value(person)
            writer.value(period)
            writer.value(most)
        case .spacing(let number), .overbooking(let number): writer.value(number)
        case .gap(let gap): writer.value(gap)
        case .rest(let length), .freedSlotDelay(let length): writer.value(length)
        case .audience(let audiences): writer.sorted(audiences)
        case .authority(let authorities): writer.sorted(authorities)
        case .documentsFirst(let state): writer.value(state)
        case .protectedCapacity(let hours, let groups, let release):
            writer.value(hours)
            writer.sorted(groups)
            writer.value(release)
        case .interpreterSlots(let hours, let communications, let release):
            writer.value(hours)
            writer.sorted(communications)
            writer.value(release)
        case .noShowCoolDown(let misses, let within, let days):
            writer.value(misses)
            writer.value(within)
            writer.value(days)
        case .keepFree(let hours): writer.value(hours)
        case .localOffice(let release): writer.optional(release)
        case .leastLoaded(let period): writer.value(period)
        case .custom(let name, let parameters):
            writer.text(name)
            writer.count(parameters.count)
            for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
                writer.text(name)
                writer.text(value)
            }
        case .oneOpenAppointment, .participantPresent, .ownCounsellor, .continuity, .roundRobin,
            .soonest, .fairShare, .gapsOutsideWorkingTime:
            break
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .notice(try reader.value())
        case 1: self = .horizon(try reader.value())
        case 2: self = .limit(try reader.value(), per: try reader.value(), most: try reader.value())
        case 3: self = .spacing(days: try reader.value())
        case 4: self = .gap(try reader.value())
        case 5: self = .rest(try reader.value())
        case 6: self = .audience(try reader.sorted())
        case 7: self = .authority(try reader.sorted())
        case 8: self = .documentsFirst(try reader.value())
        case 9:
            self = .protectedCapacity(
                try reader.value(), for: try reader.sorted(), release: try reader.value())
        case 10:
            self = .interpreterSlots(
                try reader.value(), for: try reader.sorted(), release: try reader.value())
        case 11: self = .freedSlotDelay(try reader.value())
        case 12: self = .oneOpenAppointment
        case 13: self = .participantPresent
        case 14:
            self = .noShowCoolDown(
                misses: try reader.value(), within: try reader.value(), days: try reader.value())
        case 15: self = .keepFree(try reader.value())
        case 16: self = .localOffice(release: try reader.optional())
        case 17: self = .ownCounsellor
        case 18: self = .continuity
        case 19: self = .leastLoaded(per: try reader.value())
        case 20: self = .roundRobin
        case 21: self = .soonest
        case 22: self = .fairShare
        case 23: self = .overbooking(try reader.value())
        case 24: self = .gapsOutsideWorkingTime
        case 25: self = .custom(try reader.text(), try Self.parameters(&reader))
        case let tag: throw reader.error("a rule (\(tag)) must be 0 … 25")
        }
    }

    private static func parameters(
        _ reader: inout ByteReader
    ) throws(EncodingError) -> [String: String] {
        var parameters: [String: String] = [:]
        var last: String?
        for _ in 0..<(try reader.count()) {
            let name = try reader.text()
            if let last, name <= last { throw reader.error("parameters are not in order") }
            last = name
            parameters[name] = try reader.text()
        }
        return parameters
    }
}

extension Participant: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.sorted(groups)
        writer.optional(office)
        writer.optional(counsellor)
        writer.count(documents.count)
        for (item, state) in documents.sorted(by: { $0.key < $1.key }) {
            writer.value(item)
            writer.value(state)
        }
        writer.list(absences.intervals)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            try reader.value(), groups: try reader.sorted(), office: try reader.optional(),
            counsellor: try reader.optional())
        var last: ChecklistItem.ID?
        for _ in 0..<(try reader.count()) {
            let item: ChecklistItem.ID = try reader.value()
            if let last, item <= last { throw reader.error("documents are not in order") }
            last = item
            documents[item] = try reader.value()
        }
        let intervals: [Interval] = try reader.list()
        absences = IntervalSet(intervals)
        guard absences.intervals == intervals else {
            throw reader.error("absences are not in order and apart")
        }
    }
}
