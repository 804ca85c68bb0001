/// A Swift file as its braces show it, without a parser.
///
/// Comments, strings and names in backticks are blanked first, so that braces in them do not
/// count. A function is a `func`, `init`, `deinit`, `subscript` or computed `var` with a body; its
/// length is the number of lines from the line of that word to the line of the closing brace, both
/// included. Regular expressions between slashes are not known to it.
struct SwiftSource {
    struct Function: Equatable {
        let line: Int
        let length: Int
    }

    private let code: [UInt8]

    init(_ text: String) {
        var blanking = Blanking(text)
        code = blanking.run()
    }

    /// The functions, in order of their first line.
    var functions: [Function] {
        var found: [Function] = []
        var line = 1
        var index = 0
        while index < code.count {
            guard code[index].isNameStart else {
                if code[index] == .newline { line += 1 }
                index += 1
                continue
            }
            let end = code[index...].firstIndex { !$0.isName } ?? code.count
            if isDeclaration(index..<end), let open = body(from: end), let close = closing(open) {
                let length = code[index...close].count { $0 == .newline } + 1
                found.append(Function(line: line, length: length))
            }
            index = end
        }
        return found
    }

    private func isDeclaration(_ range: Range<Int>) -> Bool {
        let before = code[..<range.lowerBound].last { $0 != .space }
        switch String(decoding: code[range], as: UTF8.self) {
        case "func", "deinit", "subscript", "var": return before != UInt8(ascii: ".")
        case "init":
            let marks = Array("(<?!".utf8)
            return before != UInt8(ascii: ".") && range.upperBound < code.count
                && marks.contains(code[range.upperBound])
        default: return false
        }
    }

    /// The brace that opens the body of a declaration, if there is one before the next statement.
    private func body(from start: Int) -> Int? {
        var depth = 0
        var index = start
        while index < code.count {
            switch code[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "{") where depth == 0: return index
            case UInt8(ascii: "}") where depth == 0: return nil
            case .newline where depth == 0 && !continues(after: index): return nil
            default: break
            }
            if depth < 0 { return nil }
            index += 1
        }
        return nil
    }

    /// Whether a declaration goes on in the line after a line break.
    private func continues(after index: Int) -> Bool {
        guard let next = code[index...].firstIndex(where: { $0 != .space && $0 != .newline }) else {
            return false
        }
        let text = String(decoding: code[next...].prefix(8), as: UTF8.self)
        return ["where ", "{", "->", "throws", "async", "rethrows"].contains { text.hasPrefix($0) }
    }

    private func closing(_ open: Int) -> Int? {
        var depth = 0
        for index in open..<code.count {
            if code[index] == UInt8(ascii: "{") { depth += 1 }
            if code[index] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }
}

/// Blanks comments, strings and names in backticks; line breaks stay where they are.
private struct Blanking {
    private enum Mode {
        /// Code; inside an interpolation, with the number of open parentheses.
        case code(parentheses: Int?)
        case string(hashes: Int, isMultiline: Bool)
    }

    private let bytes: [UInt8]
    private var result: [UInt8]
    private var index = 0
    private var modes: [Mode] = [.code(parentheses: nil)]

    init(_ text: String) {
        bytes = Array(text.utf8)
        result = bytes
    }

    mutating func run() -> [UInt8] {
        while index < bytes.count {
            switch modes.last {
            case .string(let hashes, let isMultiline): inString(hashes, isMultiline)
            case .code(let parentheses): inCode(parentheses)
            case nil: index = bytes.count
            }
        }
        return result
    }

    private func has(_ text: String, at place: Int? = nil) -> Bool {
        bytes[(place ?? index)...].starts(with: text.utf8)
    }

    private mutating func blank(_ count: Int) {
        for place in index..<min(bytes.count, index + count) where bytes[place] != .newline {
            result[place] = .space
        }
        index += count
    }

    private mutating func inCode(_ parentheses: Int?) {
        if has("//") {
            blank((bytes[index...].firstIndex(of: .newline) ?? bytes.count) - index)
        } else if has("/*") {
            blankComment()
        } else if bytes[index] == UInt8(ascii: "`") {
            let end = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "`")) ?? bytes.count - 1
            blank(end + 1 - index)
        } else if let hashes = quote() {
            let isMultiline = has("\"\"\"", at: index + hashes)
            modes.append(.string(hashes: hashes, isMultiline: isMultiline))
            blank(hashes + (isMultiline ? 3 : 1))
        } else {
            if let open = parentheses {
                let change = has("(") ? 1 : has(")") ? -1 : 0
                modes[modes.count - 1] = .code(parentheses: open + change)
                if open + change == 0 { modes.removeLast() }
            }
            index += 1
        }
    }

    /// The number of hashes before a quotation mark that begins here, if one does.
    private func quote() -> Int? {
        let hashes = bytes[index...].prefix { $0 == UInt8(ascii: "#") }.count
        return has("\"", at: index + hashes) ? hashes : nil
    }

    private mutating func blankComment() {
        var depth = 0
        repeat {
            if has("/*") { depth += 1 } else if has("*/") { depth -= 1 }
            blank(has("/*") || has("*/") ? 2 : 1)
        } while depth > 0 && index < bytes.count
    }

    private mutating func inString(_ hashes: Int, _ isMultiline: Bool) {
        let marks = String(repeating: "#", count: hashes)
        let close = (isMultiline ? "\"\"\"" : "\"") + marks
        if has(close) {
            blank(close.utf8.count)
            modes.removeLast()
        } else if has("\\" + marks + "(") {
            // The parenthesis stays, and so does the one that closes it.
            blank(1 + hashes)
            index += 1
            modes.append(.code(parentheses: 1))
        } else if has("\\" + marks) {
            blank(2 + hashes)
        } else {
            blank(1)
        }
    }
}

extension UInt8 {
    static let newline = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")

    /// Whether a name may begin with the byte.
    var isNameStart: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self == UInt8(ascii: "_")
            || self >= 0x80
    }

    /// Whether the byte may stand in a name.
    var isName: Bool {
        isNameStart || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }
}
