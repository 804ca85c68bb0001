/// The names and values of a form, in order: a query or the content of a POST
/// (`application/x-www-form-urlencoded`).
struct FormValues: Hashable, Sendable {
    /// The most fields of one form.
    static let fieldsMax = 400
    /// The longest value, in bytes of UTF-8.
    static let valueMax = 2_000

    /// One field.
    struct Field: Hashable, Sendable {
        var name: String
        var value: String
    }

    /// The fields in order.
    private(set) var fields: [Field] = []

    /// No fields.
    init() {}

    /// Fields of these names and values.
    init(_ pairs: [(String, String)]) {
        fields = pairs.map { Field(name: $0.0, value: $0.1) }
    }

    /// The fields of some bytes; `nil` where they are no form, not UTF-8, or too many or too long.
    init?(_ bytes: some Sequence<UInt8>) {
        for part in Array(bytes).split(separator: UInt8(ascii: "&")) {
            let mark = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            guard fields.count < Self.fieldsMax,
                let name = Self.decoded(part[..<mark]),
                let value = Self.decoded(mark == part.endIndex ? [] : part[(mark + 1)...]),
                name.utf8.count <= 64, value.utf8.count <= Self.valueMax
            else { return nil }
            fields.append(Field(name: name, value: value))
        }
    }

    /// The first value of a name, without space around it; `nil` where there is none or it is
    /// empty.
    subscript(name: String) -> String? {
        guard let value = fields.first(where: { $0.name == name })?.value else { return nil }
        let trimmed = value.trimmed
        return trimmed.isEmpty ? nil : trimmed
    }

    /// All values of a name that are not empty, in order.
    func all(_ name: String) -> [String] {
        fields.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
    }

    /// The fields as a query, percent-encoded.
    var encoded: String {
        fields.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }
            .joined(separator: "&")
    }

    /// The fields without those of some names.
    func without(_ names: Set<String>) -> FormValues {
        var rest = self
        rest.fields.removeAll { names.contains($0.name) }
        return rest
    }

    /// The fields with another behind them.
    func adding(_ name: String, _ value: String) -> FormValues {
        var more = self
        more.fields.append(Field(name: name, value: value))
        return more
    }

    private static func decoded(_ bytes: some Sequence<UInt8>) -> String? {
        var result: [UInt8] = []
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+"): result.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(digit),
                    let low = iterator.next().flatMap(digit)
                else { return nil }
                result.append(high << 4 | low)
            default: result.append(byte)
            }
        }
        return String(validating: result, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// A text as part of a query: letters, digits and `-._~` stay (RFC 3986, 2.3).
    static func encoded(_ text: String) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            if isLetter || isDigit || "-._~".utf8.contains(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension String {
    /// The text without white space at both ends.
    var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
