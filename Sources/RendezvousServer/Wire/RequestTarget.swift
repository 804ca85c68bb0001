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
        var text = Substring(text)
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return false }
            let address = text[text.index(after: text.startIndex)..<end]
            let isAddress = address.utf8.allSatisfy {
                ByteClass.hexValue($0) != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
            }
            guard isAddress, address.utf8.contains(UInt8(ascii: ":")) else { return false }
            text = text[text.index(after: end)...]
            return text.isEmpty || text.first == ":" && isPort(text.dropFirst())
        }
        if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
            guard isPort(text[text.utf8.index(after: colon)...]) else { return false }
            text = text[..<colon]
        }
        guard !text.isEmpty, text.utf8.count <= 255 else { return false }
        return text.utf8.allSatisfy { byte in
            ByteClass.isLetter(byte) || ByteClass.isDigit(byte) || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "~")
        }
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.utf8.count <= 5 && text.utf8.allSatisfy(ByteClass.isDigit)
            && (text.isEmpty || (UInt32(text) ?? .max) <= 65_535)
    }
}
