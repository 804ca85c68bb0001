extension Weekday: Numbered { static var numbers: [Weekday] { Weekday.allCases } }
extension Easter.Reckoning: Numbered {
    static var numbers: [Easter.Reckoning] { [.western, .orthodox] }
}

extension ZoneRules: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.text(name)
        writer.blob(bytes)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let name = try reader.text()
        let bytes = try reader.blob()
        if name == ZoneRules.utc.name, bytes == ZoneRules.utc.bytes {
            self = .utc
            return
        }
        do throws(ZoneError) {
            try self.init(name: name, tzif: bytes)
        } catch {
            throw reader.error("zone (\(name)): \(error)")
        }
    }
}

extension HolidayCalendar: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.text(id)
        writer.text(name)
        writer.list(holidays)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            id: try reader.text(), name: try reader.text(), holidays: try reader.list())
    }
}

extension Holiday: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.text(name)
        writer.text(localName)
        writer.value(rule)
        writer.value(years.lowerBound)
        writer.value(years.upperBound)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let name = try reader.text()
        let localName = try reader.text()
        let rule: HolidayRule = try reader.value()
        let first: Int = try reader.value()
        let last: Int = try reader.value()
        guard first <= last else {
            throw reader.error("the years of a holiday (\(first) … \(last)) end before they begin")
        }
        self.init(name: name, localName: localName, rule: rule, years: first...last)
    }
}

extension HolidayRule: Canonical {
    func encode(to writer: inout ByteWriter) {
        switch self {
        case .fixed(let month, let day):
            writer.byte(0)
            writer.value(month)
            writer.value(day)
        case .nth(let number, let weekday, let month):
            writer.byte(1)
            writer.value(number)
            writer.value(weekday)
            writer.value(month)
        case .onOrAfter(let weekday, let month, let day):
            writer.byte(2)
            writer.value(weekday)
            writer.value(month)
            writer.value(day)
        case .onOrBefore(let weekday, let month, let day):
            writer.byte(3)
            writer.value(weekday)
            writer.value(month)
            writer.value(day)
        case .easter(let reckoning, let offset):
            writer.byte(4)
            writer.value(reckoning)
            writer.value(offset)
        case .moved(let month, let day, let exceptions):
            writer.byte(5)
            writer.value(month)
            writer.value(day)
            writer.count(exceptions.count)
            for (year, date) in exceptions.sorted(by: { $0.key < $1.key }) {
                writer.value(year)
                writer.value(date)
            }
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .fixed(month: try reader.value(), day: try reader.value())
        case 1: self = .nth(try reader.value(), try reader.value(), month: try reader.value())
        case 2:
            self = .onOrAfter(
                try reader.value(), month: try reader.value(), day: try reader.value())
        case 3:
            self = .onOrBefore(
                try reader.value(), month: try reader.value(), day: try reader.value())
        case 4: self = .easter(try reader.value(), offset: try reader.value())
        case 5: self = try Self.moved(&reader)
        case let tag: throw reader.error("a holiday rule (\(tag)) must be 0 … 5")
        }
    }

    private static func moved(_ reader: inout ByteReader) throws(EncodingError) -> HolidayRule {
        let month: Int = try reader.value()
        let day: Int = try reader.value()
        var exceptions: [Int: CivilDate] = [:]
        var last: Int?
        for _ in 0..<(try reader.count()) {
            let year: Int = try reader.value()
            guard last.map({ year > $0 }) ?? true else {
                throw reader.error("years are not in order")
            }
            last = year
            exceptions[year] = try reader.value()
        }
        return .moved(month: month, day: day, to: exceptions)
    }
}
