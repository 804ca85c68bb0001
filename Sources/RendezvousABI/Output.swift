import CRendezvous
import Rendezvous

/// Writes a list into the caller's array of structs, of which the caller says how long one is.
func fill<T>(
    _ array: UnsafeMutablePointer<T>?, _ elementSize: Int, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?, _ items: [T]
) throws(Fault) {
    try checkElement(T.self, elementSize)
    try unsafe fillChecked(array, elementSize, capacity, count, items)
}

/// Writes a list of numbers or frozen structs into the caller's array.
func fill<T>(
    _ array: UnsafeMutablePointer<T>?, _ capacity: Int, _ count: UnsafeMutablePointer<Int>?,
    _ items: [T]
) throws(Fault) {
    try unsafe fillChecked(array, MemoryLayout<T>.stride, capacity, count, items)
}

private func fillChecked<T>(
    _ array: UnsafeMutablePointer<T>?, _ elementSize: Int, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?, _ items: [T]
) throws(Fault) {
    guard let count = unsafe count else { throw .null("count") }
    try unsafe checkCapacity(array != nil, capacity)
    if let array = unsafe array {
        for (index, item) in items.prefix(capacity).enumerated() {
            unsafe write(item, UnsafeMutableRawPointer(array) + index * elementSize, elementSize)
        }
    }
    unsafe count.pointee = items.count
}

/// Refuses a capacity that cannot be, or one without an array.
func checkCapacity(_ hasArray: Bool, _ capacity: Int) throws(Fault) {
    guard capacity >= 0 else {
        throw Fault(RDV_ERROR_COUNT, "capacity (\(UInt(bitPattern: capacity))) is too large")
    }
    guard hasArray || capacity == 0 else { throw .null("array") }
}

/// Refuses a size of elements that is not that of their type, or a longer one of a later header.
func checkElement<T>(_: T.Type, _ size: Int) throws(Fault) {
    let known = MemoryLayout<T>.size
    guard size >= known, size <= known + 4_096 else {
        throw Fault(
            RDV_ERROR_SIZE, "size of an element (\(UInt(bitPattern: size))) must be \(known)")
    }
}

/// Writes one struct; what a later header has behind it is 0.
private func write<T>(_ item: T, _ place: UnsafeMutableRawPointer, _ size: Int) {
    unsafe withUnsafeBytes(of: item) { bytes in
        if let start = bytes.baseAddress {
            unsafe place.copyMemory(from: start, byteCount: bytes.count)
        }
    }
    let known = MemoryLayout<T>.size
    if size > known {
        unsafe (place + known).initializeMemory(as: UInt8.self, repeating: 0, count: size - known)
    }
}

/// Writes one struct where the caller wants it.
func put<T>(
    _ item: T, _ size: Int, _ place: UnsafeMutablePointer<T>?, _ what: String
) throws(Fault) {
    guard let place = unsafe place else { throw .null(what) }
    try checkElement(T.self, size)
    unsafe write(item, UnsafeMutableRawPointer(place), size)
}

/// Writes a number where the caller wants it.
func put<T>(_ value: T, _ place: UnsafeMutablePointer<T>?, _ what: String) throws(Fault) {
    guard let place = unsafe place else { throw .null(what) }
    unsafe place.pointee = value
}

/// Writes bytes into the caller's room if they fit; tells how many there are.
func putBytes(
    _ bytes: [UInt8], _ room: UnsafeMutableRawPointer?, _ capacity: Int,
    _ length: UnsafeMutablePointer<Int>?
) throws(Fault) {
    guard let length = unsafe length else { throw .null("length") }
    try unsafe checkCapacity(room != nil, capacity)
    if let room = unsafe room, bytes.count <= capacity {
        unsafe bytes.withUnsafeBytes {
            if let start = $0.baseAddress {
                unsafe room.copyMemory(from: start, byteCount: $0.count)
            }
        }
    }
    unsafe length.pointee = bytes.count
}

extension rdv_id {
    /// An identifier by value.
    init(_ text: String) {
        self.init()
        var text = text
        text.withUTF8 { bytes in
            unsafe withUnsafeMutableBytes(of: &self) { room in
                unsafe room.copyMemory(
                    from: UnsafeRawBufferPointer(
                        rebasing: UnsafeRawBufferPointer(bytes).prefix(Int(RDV_ID_SIZE) - 1)))
            }
        }
    }

    /// An identifier, or none.
    init<T>(_ id: Identifier<T>?) {
        if let id { self.init(id.rawValue) } else { self.init() }
    }
}

extension rdv_need {
    /// A need by value.
    init(_ need: Need?) {
        self.init()
        var text = need?.description ?? ""
        text.withUTF8 { bytes in
            unsafe withUnsafeMutableBytes(of: &self) { room in
                unsafe room.copyMemory(
                    from: UnsafeRawBufferPointer(
                        rebasing: UnsafeRawBufferPointer(bytes).prefix(Int(RDV_NEED_SIZE) - 1)))
            }
        }
    }
}

extension rdv_interval {
    /// An interval.
    init(_ interval: Interval) {
        self.init(
            start: interval.start.secondsSince1970, end: interval.end.secondsSince1970)
    }
}

/// The number of a case, in the order of the header.
func number<T: Equatable>(_ value: T, in cases: [T], from first: Int = 0) -> Int32 {
    Int32((cases.firstIndex(of: value) ?? 0) + first)
}

/// The number of a channel.
func number(_ channel: Channel) -> rdv_channel {
    switch channel {
    case .video: rdv_channel(RDV_CHANNEL_VIDEO)
    case .phone: rdv_channel(RDV_CHANNEL_PHONE)
    case .office: rdv_channel(RDV_CHANNEL_OFFICE)
    }
}
