/// A checked JSON text and where its values are, eight bytes for each; texts are decoded on demand.
///
/// The tape holds the values in the order of the text; an object's names stand before its values.
/// Of `next`, the index of the first entry after the value with all it contains, the tree follows.
package final class JSONText: Sendable {
    /// Where a value starts in the text, and where on the tape it ends.
    struct Entry {
        let offset: UInt32
        var next: UInt32
    }

    let bytes: [UInt8]
    let tape: [Entry]

    package init(_ bytes: [UInt8], limits: StrictJSON.Limits) throws(DocumentError) {
        var scanner = JSONScanner(bytes, limits: limits)
        try scanner.scan()
        self.bytes = bytes
        tape = scanner.tape
    }

    /// The first byte of a value, which tells its kind.
    func mark(_ index: Int) -> UInt8 { bytes[offset(index)] }

    /// The position of a value in the text.
    func offset(_ index: Int) -> Int { Int(tape[index].offset) }

    /// The entry after a value and all that it contains.
    func next(_ index: Int) -> Int { Int(tape[index].next) }

    /// The text of a string value or name, unescaped.
    func string(_ index: Int) -> String {
        let raw = JSONScanner.content(ofStringAt: offset(index), in: bytes)
        return String(decoding: JSONScanner.unescaped(raw), as: UTF8.self)
    }

    /// The characters of a number, `true`, `false` or `null`.
    func word(_ index: Int) -> String {
        let rest = bytes[offset(index)...]
        let end = rest.firstIndex { !JSONScanner.isWordByte($0) } ?? rest.endIndex
        return String(decoding: rest[..<end], as: UTF8.self)
    }

    /// The place of a value in words: `services[2].duration`; of a name, its member's.
    func path(_ target: Int) -> String {
        var path = ""
        var container = 0
        while container != target {
            var child = container + 1
            if mark(container) == UInt8(ascii: "[") {
                var position = 0
                while next(child) <= target { (child, position) = (next(child), position + 1) }
                path += "[\(position)]"
            } else {
                while next(child + 1) <= target { child = next(child + 1) }
                path += Self.step(string(child), first: path.isEmpty)
                guard target != child else { return path }
                child += 1
            }
            container = child
        }
        return path
    }

    /// A name as a step of a path: `.name`, or `["any name"]`.
    static func step(_ name: String, first: Bool) -> String {
        let isPlain =
            !name.isEmpty && name.utf8.count <= 40
            && name.utf8.allSatisfy {
                $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
                    || JSONScanner.isLetterOrDigit($0)
            }
        return isPlain ? (first ? name : ".\(name)") : "[\(excerpt(name))]"
    }

    /// A text in quotation marks, escaped as in JSON and shortened to 60 characters. What cannot be
    /// seen is named, so that no message looks other than it is.
    static func excerpt(_ text: String) -> String {
        let short = text.unicodeScalars.prefix(60)
        let isShortened = short.endIndex != text.unicodeScalars.endIndex
        var quoted = "\""
        for scalar in short {
            switch scalar.properties.generalCategory {
            case .control where scalar.value >= 0x20, .format, .lineSeparator, .paragraphSeparator:
                quoted += "U+\(String(scalar.value, radix: 16, uppercase: true))"
            default: JSONOutput.escape(String(scalar), into: &quoted)
            }
        }
        return quoted + (isShortened ? "…\"" : "\"")
    }
}
