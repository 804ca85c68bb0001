/// The encodings of simple values. Enumerations are written as the position of their case in the
/// table here; positions are never reused.

extension Int: Canonical {
    func encode(to writer: inout ByteWriter) { writer.signed(Int64(self)) }
    init(from reader: inout ByteReader) throws(EncodingError) { self = Int(try reader.signed()) }
}

extension String: Canonical {
    func encode(to writer: inout ByteWriter) { writer.text(self) }
    init(from reader: inout ByteReader) throws(EncodingError) { self = try reader.text() }
}

extension Seconds: Canonical {
    func encode(to writer: inout ByteWriter) { writer.signed(count) }
    init(from reader: inout ByteReader) throws(EncodingError) { self.init(try reader.signed()) }
}

extension Instant: Canonical {
    func encode(to writer: inout ByteWriter) { writer.signed(secondsSince1970) }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let seconds = try reader.signed()
        self.init(secondsSince1970: seconds)
        guard secondsSince1970 == seconds else {
            throw reader.error("an instant (\(seconds)) lies outside the years 1 … 9999")
        }
    }
}

extension Interval: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(start)
        writer.signed(length.count)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let start: Instant = try reader.value()
        let length = Seconds(try reader.signed())
        guard let interval = Interval(start: start, end: start + length),
            interval.length == length
        else {
            throw reader.error("an interval's length (\(length.count) s) is not possible")
        }
        self = interval
    }
}

extension CivilDate: Canonical {
    func encode(to writer: inout ByteWriter) { writer.signed(Int64(dayNumber)) }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let day = Int(try reader.signed())
        self.init(dayNumber: day)
        guard dayNumber == day else {
            throw reader.error("a date (day \(day)) lies outside the years 1 … 9999")
        }
    }
}

extension CivilTime: Canonical {
    func encode(to writer: inout ByteWriter) { writer.count(secondOfDay) }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let second = try reader.unsigned()
        guard second <= 86_400 else {
            throw reader.error("a time (second \(second)) must be 0 … 86400")
        }
        self.init(secondOfDay: Int(second))
    }
}

extension DateRange: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(first)
        writer.value(last)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let first: CivilDate = try reader.value()
        let last: CivilDate = try reader.value()
        guard let range = DateRange(from: first, to: last) else {
            throw reader.error("a period (\(first) … \(last)) ends before it begins")
        }
        self = range
    }
}

extension CivilSpan: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(from)
        writer.value(to)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(try reader.value(), try reader.value())
    }
}

extension Identifier: Canonical {
    func encode(to writer: inout ByteWriter) {
        guard !writer.renamed.isEmpty, let subject = self as? Subject.ID else {
            writer.text(rawValue)
            return
        }
        writer.text((writer.renamed[subject] ?? subject).rawValue)
    }

    init(from reader: inout ByteReader) throws(EncodingError) { self.init(try reader.text()) }
}

extension Language: Canonical {
    func encode(to writer: inout ByteWriter) { writer.text(tag) }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let text = try reader.text()
        guard let language = Language(text), language.tag == text else {
            throw reader.error("a language (\(text)) is no canonical BCP 47 tag")
        }
        self = language
    }
}

extension Gap: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(before)
        writer.value(after)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(before: try reader.value(), after: try reader.value())
    }
}

/// An enumeration whose cases are numbered by a table.
protocol Numbered: Canonical, Equatable {
    /// The cases by number; new ones go to the end.
    static var numbers: [Self] { get }
}

extension Numbered {
    func encode(to writer: inout ByteWriter) {
        writer.byte(UInt8(Self.numbers.firstIndex(of: self) ?? 0))
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        let number = Int(try reader.byte())
        guard Self.numbers.indices.contains(number) else {
            throw reader.error("\(Self.self) (\(number)) must be 0 … \(Self.numbers.count - 1)")
        }
        self = Self.numbers[number]
    }
}

extension Channel: Numbered { static var numbers: [Channel] { [.video, .phone, .office] } }
extension Audience: Numbered {
    static var numbers: [Audience] { [.registered, .person, .business] }
}
extension Modality: Numbered {
    static var numbers: [Modality] { [.spoken, .signed, .lipReading, .written] }
}
extension Authority: Numbered { static var numbers: [Authority] { [.legal, .authorised] } }
extension WorkPlace: Numbered { static var numbers: [WorkPlace] { [.onSite, .telework] } }
extension Precedence: Numbered { static var numbers: [Precedence] { [.stretch, .date] } }
extension CancellationReason: Numbered {
    static var numbers: [CancellationReason] {
        [.excused, .revoked, .lapsed, .merged, .declined, .identityRefused]
    }
}
extension AppointmentStatus: Numbered {
    static var numbers: [AppointmentStatus] {
        [.pending, .booked, .arrived, .fulfilled, .cancelled, .noShow, .proposed]
    }
}
