/// Writes the canonical encoding: one way to write each value.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []
    /// References to people that are written as others; see ``EventLog/encode(_:renaming:)``.
    var renamed: [Subject.ID: Subject.ID] = [:]

    /// One byte.
    mutating func byte(_ value: UInt8) { bytes.append(value) }

    /// A whole number ≥ 0 in base 128, least significant group first.
    mutating func unsigned(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A whole number with a sign, zigzag: 0, -1, 1, -2, …
    mutating func signed(_ value: Int64) {
        unsigned(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    /// A number of items.
    mutating func count(_ value: Int) { unsigned(UInt64(value)) }

    /// A text: its length in bytes, then UTF-8.
    mutating func text(_ value: String) { blob(Array(value.utf8)) }

    /// Bytes behind their number.
    mutating func blob(_ value: [UInt8]) {
        count(value.count)
        bytes += value
    }

    /// A yes or no.
    mutating func flag(_ value: Bool) { byte(value ? 1 : 0) }

    /// A value that can be encoded.
    mutating func value(_ value: some Encodable) { value.encode(to: &self) }

    /// A value that may be missing.
    mutating func optional(_ value: (some Encodable)?) {
        flag(value != nil)
        if let value { value.encode(to: &self) }
    }

    /// A list.
    mutating func list<Item: Encodable>(_ items: [Item]) {
        count(items.count)
        for item in items { item.encode(to: &self) }
    }

    /// A set, in order.
    mutating func sorted<Item: Encodable & Comparable>(_ items: Set<Item>) {
        guard !renamed.isEmpty, let subjects = items as? Set<Subject.ID> else {
            list(items.sorted())
            return
        }
        list(Set(subjects.map { renamed[$0] ?? $0 }).sorted())
    }

    /// A value with a canonical encoding.
    protocol Encodable {
        func encode(to writer: inout ByteWriter)
    }
}
