extension Employment: Numbered {
    static var numbers: [Employment] { [.full, .reduced, .rotating] }
}
extension HoursOrigin: Numbered {
    static var numbers: [HoursOrigin] {
        [.law, .collectiveAgreement, .arbitration, .workRules, .individual]
    }
}
extension LateDeclarations: Numbered {
    static var numbers: [LateDeclarations] { [.mark, .refuse] }
}
extension TeleworkPresence: Numbered {
    static var numbers: [TeleworkPresence] { [.byDeclaration, .byCard] }
}
extension ClockEvent.Kind: Numbered {
    static var numbers: [ClockEvent.Kind] { [.arrival, .departure] }
}

extension Leave: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(type)
        writer.optional(count)
        switch extent {
        case .days(let range):
            writer.byte(0)
            writer.value(range)
        case .hours(let date, let span):
            writer.byte(1)
            writer.value(date)
            writer.value(span)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let type: LeaveType = try reader.value()
        let count: Int? = try reader.optional()
        switch try reader.byte() {
        case 0: self.init(type, .days(try reader.value()), counting: count)
        case 1:
            self.init(type, .hours(try reader.value(), try reader.value()), counting: count)
        case let tag: throw reader.error("the extent of leave (\(tag)) must be 0 or 1")
        }
    }
}

extension ContractBreak: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(length)
        writer.flag(isInsideHours)
        writer.value(after)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            try reader.value(), isInsideHours: try reader.flag(), after: try reader.value())
    }
}

extension Contract: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.optional(branch)
        writer.value(employment)
        writer.value(weeklyHours)
        writer.value(fullTimeHours)
        writer.value(origin)
        writer.value(workDays)
        writer.optional(pause)
        writer.value(flexibleArrival)
        writer.flag(isBorrowed)
        writer.optional(firstDay)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init()
        branch = try reader.optional()
        employment = try reader.value()
        weeklyHours = try reader.value()
        fullTimeHours = try reader.value()
        origin = try reader.value()
        workDays = try reader.value()
        pause = try reader.optional()
        flexibleArrival = try reader.value()
        isBorrowed = try reader.flag()
        firstDay = try reader.optional()
    }
}

extension Inclusion: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.optional(declaredTime)
        writer.optional(card)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(declaredTime: try reader.optional(), card: try reader.optional())
    }
}

extension Overtime: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(date)
        writer.value(span)
        writer.value(place)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(try reader.value(), try reader.value(), at: try reader.value())
    }
}

extension ClockEvent: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(worker)
        writer.value(kind)
        writer.value(time)
        writer.optional(delay)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            try reader.value(), of: try reader.value(), try reader.value(),
            at: try reader.value(), delay: try reader.optional())
    }
}

extension WorkingTimeRules: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(lateDeclarations)
        writer.value(telework)
        writer.value(leaveReportDay)
        writer.value(rest)
        writer.value(breakAfter)
        writer.value(breakLength)
        writer.value(grace)
        writer.value(absentAfter)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init()
        lateDeclarations = try reader.value()
        telework = try reader.value()
        leaveReportDay = try reader.value()
        rest = try reader.value()
        breakAfter = try reader.value()
        breakLength = try reader.value()
        grace = try reader.value()
        absentAfter = try reader.value()
    }
}

extension Declaration: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(worker)
        writer.value(submitted)
        switch content {
        case .weekly(let days, let valid):
            writer.byte(0)
            writer.list(days)
            writer.value(valid)
        case .daily(let day, let valid):
            writer.byte(1)
            writer.value(day)
            writer.value(valid)
        case .leave(let leave): encode(leave, to: &writer)
        case .planned(let leave):
            writer.byte(5)
            writer.value(leave)
        case .overtime(let overtime):
            writer.byte(6)
            writer.value(overtime)
        case .contract(let contract, let valid):
            writer.byte(7)
            writer.value(contract)
            writer.value(valid)
        case .inclusion(let inclusion):
            writer.byte(8)
            writer.value(inclusion)
        }
    }

    /// Leave without a count of days is written as it was before there was one.
    private func encode(_ leave: Leave, to writer: inout ByteWriter) {
        guard leave.count == nil else {
            writer.byte(4)
            writer.value(leave)
            return
        }
        switch leave.extent {
        case .days(let range):
            writer.byte(2)
            writer.value(leave.type)
            writer.value(range)
        case .hours(let date, let span):
            writer.byte(3)
            writer.value(leave.type)
            writer.value(date)
            writer.value(span)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let id: Declaration.ID = try reader.value()
        let worker: Worker = try reader.value()
        let submitted: Instant = try reader.value()
        let content: Content
        switch try reader.byte() {
        case 0: content = .weekly(try reader.list(), try reader.value())
        case 1: content = .daily(try reader.value(), try reader.value())
        case 2: content = .leave(Leave(try reader.value(), .days(try reader.value())))
        case 3:
            content = .leave(
                Leave(try reader.value(), .hours(try reader.value(), try reader.value())))
        case 4:
            let leave: Leave = try reader.value()
            guard leave.count != nil else { throw reader.error("leave must count its days") }
            content = .leave(leave)
        case 5: content = .planned(try reader.value())
        case 6: content = .overtime(try reader.value())
        case 7: content = .contract(try reader.value(), try reader.value())
        case 8: content = .inclusion(try reader.value())
        case let tag: throw reader.error("a declaration's kind (\(tag)) must be 0 … 8")
        }
        self.init(id, of: worker, submitted: submitted, content)
    }
}
