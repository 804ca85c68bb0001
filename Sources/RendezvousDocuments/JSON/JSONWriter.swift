/// JSON written straight into bytes, without spaces or line breaks; for what is answered often.
///
/// Who writes keeps the order: a name before each member of an object, and as many ends as
/// beginnings.
package struct JSONWriter {
    /// What has been written.
    package private(set) var bytes: [UInt8] = []
    /// Whether a comma belongs before what comes next.
    private var isBehindValue = false

    package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    // MARK: Containers

    package mutating func beginObject() { begin(UInt8(ascii: "{")) }
    package mutating func endObject() { end(UInt8(ascii: "}")) }
    package mutating func beginList() { begin(UInt8(ascii: "[")) }
    package mutating func endList() { end(UInt8(ascii: "]")) }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        isBehindValue = false
    }

    private mutating func end(_ bracket: UInt8) {
        bytes.append(bracket)
        isBehindValue = true
    }

    private mutating func separate() {
        if isBehindValue { bytes.append(UInt8(ascii: ",")) }
    }

    /// The name of the member that comes next.
    package mutating func name(_ name: String) {
        text(name)
        bytes.append(UInt8(ascii: ":"))
        isBehindValue = false
    }

    /// A name that was written once, for members that come again and again.
    package struct Name: Sendable {
        fileprivate let bytes: [UInt8]

        package init(_ name: String) {
            var writer = JSONWriter()
            writer.name(name)
            bytes = writer.bytes
        }
    }

    package mutating func name(_ name: Name) {
        separate()
        bytes.append(contentsOf: name.bytes)
        isBehindValue = false
    }

    // MARK: Values

    package mutating func text(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.contains(where: Self.mustBeEscaped) {
            for byte in text.utf8 { escape(byte) }
        } else {
            bytes.append(contentsOf: text.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
        isBehindValue = true
    }

    package mutating func number(_ number: Int) {
        separate()
        bytes.append(contentsOf: String(number).utf8)
        isBehindValue = true
    }

    package mutating func flag(_ flag: Bool) { plain(flag ? "true" : "false") }

    /// A literal that JSON has, or a number written elsewhere.
    mutating func plain(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        isBehindValue = true
    }

    /// A text that needs no escapes, byte by byte.
    mutating func quoted(_ write: (inout [UInt8]) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        write(&bytes)
        bytes.append(UInt8(ascii: "\""))
        isBehindValue = true
    }

    // MARK: Members

    package mutating func member(_ name: String, _ value: String?) {
        guard let value else { return }
        self.name(name)
        text(value)
    }

    package mutating func member(_ name: String, _ value: Int?) {
        guard let value else { return }
        self.name(name)
        number(value)
    }

    package mutating func member(_ name: String, _ value: JSONOutput?) {
        guard let value else { return }
        self.name(name)
        value.write(to: &self)
    }

    // MARK: Escapes

    private static func mustBeEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        let short: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): short = byte
        case 0x08: short = UInt8(ascii: "b")
        case 0x0C: short = UInt8(ascii: "f")
        case 0x0A: short = UInt8(ascii: "n")
        case 0x0D: short = UInt8(ascii: "r")
        case 0x09: short = UInt8(ascii: "t")
        case ..<0x20:
            bytes.append(contentsOf: "\\u00".utf8)
            for digit in [byte >> 4, byte & 15] {
                bytes.append(digit < 10 ? 48 + digit : 87 + digit)
            }
            return
        default:
            bytes.append(byte)
            return
        }
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(short)
    }
}

extension JSONOutput {
    /// Writes everything without spaces.
    func write(to writer: inout JSONWriter) {
        switch self {
        case .text(let string): writer.text(string)
        case .number(let number): writer.number(number)
        case .flag(let flag): writer.flag(flag)
        case .decimal(let value): writer.plain(Self.text(of: value))
        case .list(let items):
            writer.beginList()
            for item in items { item.write(to: &writer) }
            writer.endList()
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.name(member.name)
                member.value.write(to: &writer)
            }
            writer.endObject()
        }
    }
}
