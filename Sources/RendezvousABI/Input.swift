import CRendezvous
import Rendezvous

/// A text that must be given.
func text(
    _ pointer: UnsafePointer<CChar>?, _ what: @autoclosure () -> String
) throws(Fault) -> String {
    guard let pointer = unsafe pointer else { throw .null(what()) }
    guard let text = unsafe String(validatingCString: pointer) else {
        throw Fault(RDV_ERROR_UTF8, "\(what()) must be UTF-8")
    }
    return text
}

/// A text that may be NULL.
func textIfGiven(
    _ pointer: UnsafePointer<CChar>?, _ what: @autoclosure () -> String
) throws(Fault) -> String? {
    unsafe pointer == nil ? nil : try text(pointer, what())
}

/// An identifier that must be given; the engine checks its form where it is used.
func identifier<T>(
    _ pointer: UnsafePointer<CChar>?, _ what: @autoclosure () -> String
) throws(Fault) -> Identifier<T> {
    let id = unsafe Identifier<T>(try text(pointer, what()))
    guard id.isValid else {
        throw Fault(
            RDV_ERROR_TEXT,
            "\(what()) (\"\(id.rawValue.prefix(80))\") must be 1 to \(Limits.identifierBytes) "
                + "bytes without spaces and control characters")
    }
    return id
}

/// An identifier that may be NULL.
func identifierIfGiven<T>(
    _ pointer: UnsafePointer<CChar>?, _ what: @autoclosure () -> String
) throws(Fault) -> Identifier<T>? {
    unsafe pointer == nil ? nil : try identifier(pointer, what())
}

/// An identifier by value, or `nil` if it is empty.
func identifier<T>(_ id: rdv_id, _ what: @autoclosure () -> String) throws(Fault) -> Identifier<T>?
{
    var id = id
    let text: String? = unsafe withUnsafeBytes(of: &id) { bytes in
        guard let end = unsafe bytes.firstIndex(of: 0) else { return nil }
        return unsafe String(validating: bytes[..<end], as: UTF8.self)
    }
    guard let text else {
        throw Fault(
            RDV_ERROR_TEXT, "\(what()) must be UTF-8 that ends in a zero byte within \(RDV_ID_SIZE)"
        )
    }
    guard !text.isEmpty else { return nil }
    let identifier = Identifier<T>(text)
    guard identifier.isValid else {
        throw Fault(RDV_ERROR_TEXT, "\(what()) (\"\(text)\") must be an identifier")
    }
    return identifier
}

/// A name for people, without a language.
func label(
    _ pointer: UnsafePointer<CChar>?, _ what: @autoclosure () -> String
) throws(Fault) -> Label {
    unsafe Label(stringLiteral: try textIfGiven(pointer, what()) ?? "")
}

/// The number of items of a list, checked.
func length(_ pointer: Bool, _ count: Int, _ what: @autoclosure () -> String) throws(Fault) -> Int {
    guard count != 0 else { return 0 }
    guard count > 0, count <= Int(RDV_LIST_MAX) else {
        let shown = UInt(bitPattern: count)
        throw Fault(RDV_ERROR_COUNT, "number of \(what()) (\(shown)) must be 0 to \(RDV_LIST_MAX)")
    }
    guard pointer else { throw .null("list of \(what())") }
    return count
}

/// The items of a list, each read by a closure.
func list<T, U>(
    _ pointer: UnsafePointer<T>?, _ count: Int, _ what: @autoclosure () -> String,
    _ read: (T) throws(Fault) -> U
) throws(Fault) -> [U] {
    let count = try unsafe length(pointer != nil, count, what())
    guard let pointer = unsafe pointer, count > 0 else { return [] }
    var items: [U] = []
    items.reserveCapacity(count)
    for index in 0..<count { unsafe items.append(try read(pointer[index])) }
    return items
}

/// Identifiers of a list.
func identifiers<T>(
    _ pointer: UnsafePointer<UnsafePointer<CChar>?>?, _ count: Int,
    _ what: @autoclosure () -> String
) throws(Fault) -> [Identifier<T>] {
    try unsafe list(pointer, count, what()) { item throws(Fault) in
        try unsafe identifier(item, "one of \(what())")
    }
}

/// A struct that begins with its size.
func options<T>(_ pointer: UnsafePointer<T>?, _ what: @autoclosure () -> String) throws(Fault) -> T
{
    guard let pointer = unsafe pointer else { throw .null(what()) }
    try unsafe checkSize(of: T.self, UnsafeRawPointer(pointer), what())
    return unsafe pointer.pointee
}

/// Refuses a struct that begins with a size that is not that of its type; a longer one will do if
/// nothing is said in what this library does not know.
private func checkSize<T>(
    of type: T.Type, _ raw: UnsafeRawPointer, _ what: @autoclosure () -> String
) throws(Fault) {
    let size = unsafe raw.loadUnaligned(as: Int.self)
    let known = MemoryLayout<T>.size
    guard size >= known, size <= known + 4_096,
        (known..<size).allSatisfy({ unsafe raw.load(fromByteOffset: $0, as: UInt8.self) == 0 })
    else {
        throw Fault(
            RDV_ERROR_SIZE, "size of \(what()) (\(UInt(bitPattern: size))) must be \(known)",
            hint: "the struct should begin as its RDV_..._INIT")
    }
}

/// Structs that begin with their size, each as far from the next as the first says.
func structs<T, U>(
    _ pointer: UnsafePointer<T>?, _ count: Int, _ what: @autoclosure () -> String,
    _ read: (T) throws(Fault) -> U
) throws(Fault) -> [U] {
    let count = try unsafe length(pointer != nil, count, what())
    guard let pointer = unsafe pointer, count > 0 else { return [] }
    let raw = unsafe UnsafeRawPointer(pointer)
    let stride = unsafe raw.loadUnaligned(as: Int.self)
    var items: [U] = []
    items.reserveCapacity(count)
    for index in 0..<count {
        let place = unsafe raw + index * (index == 0 ? 0 : stride)
        try unsafe checkSize(of: T.self, place, "one of \(what())")
        guard unsafe place.loadUnaligned(as: Int.self) == stride else {
            throw Fault(RDV_ERROR_SIZE, "sizes of \(what()) must be the same")
        }
        unsafe items.append(try read(place.assumingMemoryBound(to: T.self).pointee))
    }
    return items
}

extension Fault {
    /// A failure with what to try.
    init(_ status: Int, _ message: String, hint: String) {
        self.init(status, "\(message).\nMaybe \(hint)")
    }
}

// MARK: Numbers

/// A number within a range.
func number(
    _ value: some FixedWidthInteger, _ what: @autoclosure () -> String, in range: ClosedRange<Int>
) throws(Fault) -> Int {
    guard let number = Int(exactly: value), range.contains(number) else {
        throw .range(value, what(), range.lowerBound, range.upperBound)
    }
    return number
}

/// 0 or 1.
func flag(_ value: Int32, _ what: @autoclosure () -> String) throws(Fault) -> Bool {
    guard value == 0 || value == 1 else { throw .range(value, what(), 0, 1) }
    return value == 1
}

/// An instant.
func instant(_ value: rdv_instant, _ what: @autoclosure () -> String) throws(Fault) -> Instant {
    let (low, high) = (Instant.min.secondsSince1970, Instant.max.secondsSince1970)
    guard value >= low, value <= high else { throw .range(value, what(), low, high) }
    return Instant(secondsSince1970: value)
}

/// An interval with a start before its end.
func interval(_ value: rdv_interval, _ what: @autoclosure () -> String) throws(Fault) -> Interval {
    let start = try instant(value.start, "start of \(what())")
    let end = try instant(value.end, "end of \(what())")
    guard let interval = Interval(start: start, end: end) else {
        throw Fault(RDV_ERROR_RANGE, "\(what()) (\(start) to \(end)) must end after its start")
    }
    return interval
}

/// A date.
func date(_ value: rdv_date, _ what: @autoclosure () -> String) throws(Fault) -> CivilDate {
    let (low, high) = (CivilDate.min.dayNumber, CivilDate.max.dayNumber)
    guard Int(value) >= low, Int(value) <= high else { throw .range(value, what(), low, high) }
    return CivilDate(dayNumber: Int(value))
}

/// Dates from one to another, both included.
func dates(
    _ from: rdv_date, _ to: rdv_date, _ what: @autoclosure () -> String
) throws(Fault) -> DateRange {
    let first = try date(from, "first date of \(what())")
    let last = try date(to, "last date of \(what())")
    guard let range = DateRange(from: first, to: last) else {
        throw Fault(RDV_ERROR_RANGE, "dates of \(what()) (\(first) to \(last)) must be in order")
    }
    return range
}

/// A time of day.
func clock(_ value: rdv_clock, _ what: @autoclosure () -> String) throws(Fault) -> CivilTime {
    CivilTime(secondOfDay: try number(value, what(), in: 0...86_400))
}

/// A length of time; the engine checks its bounds.
func seconds(_ value: Int64) -> Seconds { Seconds(value) }

/// The day of a week.
func weekday(_ value: rdv_weekday, _ what: @autoclosure () -> String) throws(Fault) -> Weekday {
    guard let day = Weekday(rawValue: Int(value)) else { throw .number(value, what()) }
    return day
}

/// Hours of a week.
func weeklyHours(
    _ spans: UnsafePointer<rdv_span>?, _ count: Int, _ what: @autoclosure () -> String
) throws(Fault) -> WeeklyHours {
    var days: [Weekday: [CivilSpan]] = [:]
    let read = try unsafe list(spans, count, "spans of \(what())") { span throws(Fault) in
        (try weekday(span.weekday, "weekday of \(what())"), try civilSpan(span, what()))
    }
    for (day, span) in read { days[day, default: []].append(span) }
    return WeeklyHours(days)
}

/// A stretch of a day.
func civilSpan(_ span: rdv_span, _ what: @autoclosure () -> String) throws(Fault) -> CivilSpan {
    CivilSpan(try clock(span.from, "start of \(what())"), try clock(span.to, "end of \(what())"))
}

// MARK: Enumerations

/// The case of a number, in the order of the header.
func choice<T>(
    _ value: Int32, from first: Int = 0, _ cases: [T], _ what: @autoclosure () -> String
) throws(Fault) -> T {
    let (index, overflow) = Int(value).subtractingReportingOverflow(first)
    guard !overflow, cases.indices.contains(index) else { throw .number(value, what()) }
    return cases[index]
}

/// The cases of a sum of bits.
func bits<T: Hashable>(
    _ value: UInt32, _ cases: [T], _ what: @autoclosure () -> String
) throws(Fault) -> Set<T> {
    guard value < 1 << UInt32(cases.count) else { throw .number(value, what()) }
    var set: Set<T> = []
    for (index, item) in cases.enumerated() where value & 1 << UInt32(index) != 0 {
        set.insert(item)
    }
    return set
}

/// A set of channels.
func channels(_ value: UInt32, _ what: @autoclosure () -> String) throws(Fault) -> Set<Channel> {
    try value == 0 ? [] : bits(value, [.video, .phone, .office], what())
}

/// A communication of the form `signed:gss`.
func communication(
    _ pointer: UnsafePointer<CChar>?, _ what: @autoclosure () -> String
) throws(Fault) -> Communication {
    let text = try unsafe text(pointer, what())
    guard let communication = Communication(text) else {
        throw Fault(
            RDV_ERROR_TEXT,
            "\(what()) (\"\(text.prefix(80))\") must be spoken:, signed:, lipReading: or written: "
                + "and a language tag")
    }
    return communication
}

/// A need of the form `signed:gss` or `facility:step-free`.
func need(_ pointer: UnsafePointer<CChar>?) throws(Fault) -> Need {
    let text = try unsafe text(pointer, "need")
    guard let need = Need(text) else {
        throw Fault(
            RDV_ERROR_TEXT,
            "need (\"\(text.prefix(80))\") must be a communication such as signed:gss, or "
                + "facility: and a name")
    }
    return need
}
