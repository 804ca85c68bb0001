/// What a request asks for (RFC 9112, 3.2): a path and a query, and an authority where it was sent.
struct RequestTarget: Hashable {
    /// The path, percent-encoding in place; `*` where the target is the asterisk.
    private(set) var path = ""
    /// What stood behind `?`.
    private(set) var query: String?
    /// The authority of an absolute target, in lower case.
    private(set) var authority: String?

    /// Whether the target is the server itself.
    var isAsterisk: Bool { path == "*" }

    init() {}

    /// Reads a target whose bytes are neither controls nor spaces; nothing where it is none.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard let first = bytes.first else { return nil }
        if first == UInt8(ascii: "/") {
            guard takePath(bytes) else { return nil }
        } else if bytes.count == 1, first == UInt8(ascii: "*") {
            path = "*"
        } else {
            guard takeAbsolute(bytes) else { return nil }
        }
    }

    private mutating func takeAbsolute(_ bytes: ArraySlice<UInt8>) -> Bool {
        let beginning = bytes.prefix(8).map(ByteClass.lowercase)
        let length: Int
        if beginning.starts(with: "http://".utf8) {
            length = 7
        } else if beginning.starts(with: "https://".utf8) {
            length = 8
        } else {
            return false
        }
        let rest = bytes.dropFirst(length)
        let end =
            rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
        let name = String(decoding: rest[..<end].map(ByteClass.lowercase), as: UTF8.self)
        guard TargetAuthority.isValid(name) else { return false }
        authority = name
        let behind = rest[end...]
        guard behind.first != UInt8(ascii: "/") else { return takePath(behind) }
        return takePath([UInt8(ascii: "/")] + behind)
    }

    /// Browsers leave some bytes bare that RFC 3986 encodes; they are harmless and pass. What
    /// servers and routers disagree about does not: fragments, backslashes, broken escapes, and
    /// escapes of controls in the path.
    private mutating func takePath(_ bytes: ArraySlice<UInt8>) -> Bool {
        var index = bytes.startIndex
        var queryStart: Int?
        while index < bytes.endIndex {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "?"):
                if queryStart == nil { queryStart = index }
            case UInt8(ascii: "#"): return false
            case UInt8(ascii: "\\"):
                if queryStart == nil { return false }
            case UInt8(ascii: "%"):
                let isSafe = Self.isSafeEscape(bytes[index...], inQuery: queryStart != nil)
                guard isSafe else { return false }
            default:
                guard byte > ByteClass.space, byte < 0x7F else { return false }
            }
            index += 1
        }
        let end = queryStart ?? bytes.endIndex
        path = String(decoding: bytes[..<end], as: UTF8.self)
        if let queryStart { query = String(decoding: bytes[(queryStart + 1)...], as: UTF8.self) }
        return true
    }

    private static func isSafeEscape(_ bytes: ArraySlice<UInt8>, inQuery: Bool) -> Bool {
        guard bytes.count >= 3, let high = ByteClass.hexValue(bytes[bytes.startIndex + 1]),
            let low = ByteClass.hexValue(bytes[bytes.startIndex + 2])
        else { return inQuery }
        let value = high * 16 + low
        return inQuery ? value != 0 : value >= 0x20 && value != 0x7F
    }
}

/// A host with a port or without (RFC 9110, 7.2), as strictly as names of the net are written.
enum TargetAuthority {
    /// Whether `text` is a name, an address of version 4, or one of version 6 in brackets.
    static func isValid(_ text: String) -> Bool {
        let span = text.utf8Span.span
        guard span.count > 0 else { return false }
        var end = 0
        if span[0] == UInt8(ascii: "[") {
            var colons = 0
            end = 1
            while end < span.count, span[end] != UInt8(ascii: "]") {
                let byte = span[end]
                if byte == UInt8(ascii: ":") { colons += 1 }
                guard
                    ByteClass.hexValue(byte) != nil || byte == UInt8(ascii: ":")
                        || byte == UInt8(ascii: ".")
                else { return false }
                end += 1
            }
            guard colons > 0, end < span.count else { return false }
            end += 1
        } else {
            while end < span.count, span[end] != UInt8(ascii: ":") {
                guard isOfName(span[end]) else { return false }
                end += 1
            }
            guard (1...255).contains(end) else { return false }
        }
        if end == span.count { return true }
        return span[end] == UInt8(ascii: ":") && isPort(span.extracting((end + 1)...))
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        ByteClass.isLetter(byte) || ByteClass.isDigit(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "~")
    }

    /// At most five digits, and no more than there are ports; nothing is the usual port.
    private static func isPort(_ digits: Span<UInt8>) -> Bool {
        guard digits.count <= 5 else { return false }
        var port = 0
        for index in digits.indices {
            guard ByteClass.isDigit(digits[index]) else { return false }
            port = port * 10 + Int(digits[index] - UInt8(ascii: "0"))
        }
        return port <= 65_535
    }
}
