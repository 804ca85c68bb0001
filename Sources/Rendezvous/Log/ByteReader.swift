/// Reads what ``ByteWriter`` writes, and nothing else: every other spelling of a value is refused.
struct ByteReader {
    private let bytes: [UInt8]
    private(set) var position: Int
    private let end: Int

    /// A reader of some of the bytes.
    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// Whether everything has been read.
    var isAtEnd: Bool { position == end }

    /// The next byte, if there is one.
    var peek: UInt8? { position < end ? bytes[position] : nil }

    /// An error at the current position.
    func error(_ message: String) -> EncodingError {
        EncodingError(offset: position, message: message)
    }

    mutating func byte() throws(EncodingError) -> UInt8 {
        guard position < end else { throw error("the bytes end inside a value") }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func unsigned() throws(EncodingError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            guard shift < 63 || next <= 1 else { throw error("a number does not fit 64 bits") }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 {
                guard next != 0 || shift == 0 else {
                    throw error("a number is not written in its shortest form")
                }
                return value
            }
            shift += 7
        }
    }

    mutating func signed() throws(EncodingError) -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// A number of items, each of at least one byte.
    mutating func count() throws(EncodingError) -> Int {
        let value = try unsigned()
        guard value <= UInt64(end - position) else {
            throw error("a count (\(value)) exceeds the bytes that are left (\(end - position))")
        }
        return Int(value)
    }

    mutating func blob() throws(EncodingError) -> [UInt8] {
        let count = try count()
        defer { position += count }
        return Array(bytes[position..<(position + count)])
    }

    mutating func text() throws(EncodingError) -> String {
        let blob = try blob()
        guard let text = String(validating: blob, as: UTF8.self) else {
            throw error("a text is not UTF-8")
        }
        return text
    }

    mutating func flag() throws(EncodingError) -> Bool {
        switch try byte() {
        case 0: return false
        case 1: return true
        case let value: throw error("a flag (\(value)) must be 0 or 1")
        }
    }

    mutating func value<Value: Decodable>(
        _ type: Value.Type = Value.self
    ) throws(EncodingError) -> Value {
        try Value(from: &self)
    }

    mutating func optional<Value: Decodable>(
        _ type: Value.Type = Value.self
    ) throws(EncodingError) -> Value? {
        try flag() ? try Value(from: &self) : nil
    }

    mutating func list<Item: Decodable>(
        of type: Item.Type = Item.self
    ) throws(EncodingError) -> [Item] {
        let count = try count()
        var items: [Item] = []
        items.reserveCapacity(min(count, 1_024))
        for _ in 0..<count { items.append(try Item(from: &self)) }
        return items
    }

    /// A set, which must come in order and without repetition.
    mutating func sorted<Item: Decodable & Comparable & Hashable>(
        of type: Item.Type = Item.self
    ) throws(EncodingError) -> Set<Item> {
        let items = try list(of: type)
        guard zip(items, items.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw error("a set is not in order")
        }
        return Set(items)
    }

    /// A value with a canonical encoding.
    protocol Decodable {
        init(from reader: inout ByteReader) throws(EncodingError)
    }
}

/// A value that is written and read in one canonical way.
protocol Canonical: ByteWriter.Encodable, ByteReader.Decodable {}

/// Bytes that are no canonical encoding.
public struct EncodingError: Error, Hashable, Sendable {
    /// Where reading stopped, in bytes from the beginning.
    public let offset: Int
    /// What is wrong.
    public let message: String
}

extension EncodingError: CustomStringConvertible {
    /// The offset and what is wrong.
    public var description: String { "byte \(offset): \(message)." }
}
