/// How a document is laid out.
public enum DocumentLayout: Hashable, Sendable {
    /// For people: two spaces a level; what holds only plain values stays on one line if it fits.
    case pretty
    /// For programs: without spaces or line breaks.
    case compact
}

/// JSON to be written, members in the order given.
package enum JSONOutput {
    case text(String)
    case number(Int)
    case flag(Bool)
    /// A number with a fraction, in the fewest digits that give the same one back; what is not a
    /// finite number is `null`.
    case decimal(Double)
    case list([JSONOutput])
    case object([(name: String, value: JSONOutput)])

    /// An object of the members that have a value.
    package static func members(_ members: KeyValuePairs<String, JSONOutput?>) -> JSONOutput {
        .object(members.compactMap { name, value in value.map { (name, $0) } })
    }

    /// This object with the members of another after its own.
    package func followed(by other: JSONOutput) -> JSONOutput {
        guard case .object(let left) = self, case .object(let right) = other else { return self }
        return .object(left + right)
    }

    /// The bytes of the document, with a line break at its end.
    package func bytes(_ layout: DocumentLayout) -> [UInt8] {
        switch layout {
        case .pretty:
            var text = ""
            writePretty(to: &text, indentation: 0, before: 0)
            text += "\n"
            return Array(text.utf8)
        case .compact:
            var writer = JSONWriter()
            write(to: &writer)
            return writer.bytes + [UInt8(ascii: "\n")]
        }
    }

    /// Writes everything on one line, for people.
    private func writeLine(to text: inout String) {
        switch self {
        case .text(let string): Self.quote(string, into: &text)
        case .number(let number): text += String(number)
        case .flag(let flag): text += flag ? "true" : "false"
        case .decimal(let value): text += Self.text(of: value)
        case .list(let items):
            text += "["
            for (index, item) in items.enumerated() {
                if index > 0 { text += ", " }
                item.writeLine(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += ", " }
                Self.quote(member.name, into: &text)
                text += ": "
                member.value.writeLine(to: &text)
            }
            text += "}"
        }
    }

    /// Writes with indentation; `before` is what stands on the line already besides that.
    private func writePretty(to text: inout String, indentation: Int, before: Int) {
        if let line = shortLine(room: Self.lineWidth - 2 * indentation - before) {
            text += line
            return
        }
        let inner = String(repeating: "  ", count: indentation + 1)
        let outer = String(inner.dropLast(2))
        switch self {
        case .list(let items):
            text += "["
            for (index, item) in items.enumerated() {
                text += (index > 0 ? ",\n" : "\n") + inner
                item.writePretty(to: &text, indentation: indentation + 1, before: 0)
            }
            text += "\n" + outer + "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                text += (index > 0 ? ",\n" : "\n") + inner
                let start = text.utf8.count
                Self.quote(member.name, into: &text)
                text += ": "
                member.value.writePretty(
                    to: &text, indentation: indentation + 1, before: text.utf8.count - start)
            }
            text += "\n" + outer + "}"
        case .text, .number, .flag, .decimal: writeLine(to: &text)
        }
    }

    /// A number as JSON has it; whole ones of up to 15 digits without a fraction.
    static func text(of value: Double) -> String {
        guard value.isFinite else { return "null" }
        let isShort = value.rounded() == value && value.magnitude < 1e15 && value.sign == .plus
        return isShort ? String(Int64(value)) : value.description
    }

    private static let lineWidth = 100

    /// One line for a plain value, or for a container of plain values that fits.
    private func shortLine(room: Int) -> String? {
        let children: [JSONOutput]
        switch self {
        case .text, .number, .flag, .decimal: children = []
        case .list(let items): children = items
        case .object(let members): children = members.map(\.value)
        }
        guard children.count <= Self.lineWidth, children.allSatisfy(\.isPlain) else { return nil }
        var line = ""
        writeLine(to: &line)
        // Room for the comma behind it.
        return isPlain || line.utf8.count < room ? line : nil
    }

    private var isPlain: Bool {
        switch self {
        case .text, .number, .flag, .decimal: true
        case .list(let items): items.isEmpty
        case .object(let members): members.isEmpty
        }
    }

    private static func quote(_ string: String, into text: inout String) {
        text += "\""
        escape(string, into: &text)
        text += "\""
    }

    /// Appends `string` as the content of a JSON string; only what must be escaped is.
    static func escape(_ string: String, into text: inout String) {
        let needsEscape = string.utf8.contains {
            $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
        }
        guard needsEscape else {
            text += string
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{08}": text += "\\b"
            case "\u{0C}": text += "\\f"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case ..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}

extension JSONOutput: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self = .text(text) }
}
