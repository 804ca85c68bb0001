/// Strings and numbers.
extension JSONScanner {
    /// Reads a string from its opening quotation mark to the byte after its closing one.
    mutating func string() throws(DocumentError) {
        let start = position
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"): try escape()
            case 0..<0x20:
                throw error(
                    "control character (0x\(String(byte, radix: 16))) must be escaped in a string",
                    at: position)
            case 0x20..<0x80: position += 1
            default: try multibyteScalar()
            }
        }
        throw error("string must end with a quotation mark", at: start)
    }

    private mutating func escape() throws(DocumentError) {
        guard position + 1 < bytes.count else {
            throw error("string must end with a quotation mark", at: position)
        }
        switch bytes[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"): try escapedScalar()
        default:
            throw error("escape must be one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u", at: position)
        }
    }

    private mutating func escapedScalar() throws(DocumentError) {
        guard let unit = Self.codeUnit(bytes[position...]) else {
            throw error("\\u must be followed by four hexadecimal digits", at: position)
        }
        if (0xDC00...0xDFFF).contains(unit) {
            throw error("low surrogate must follow a high one", at: position)
        }
        if (0xD800...0xDBFF).contains(unit) {
            guard let low = Self.codeUnit(bytes[(position + 6)...]), (0xDC00...0xDFFF).contains(low)
            else { throw error("high surrogate must be followed by a low one", at: position) }
            position += 6
        }
        position += 6
    }

    /// Reads a scalar of two to four bytes; the table is 3-7 of the Unicode standard.
    private mutating func multibyteScalar() throws(DocumentError) {
        let second: ClosedRange<UInt8>
        let length: Int
        switch bytes[position] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE, 0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw error("string must be UTF-8", at: position)
        }
        guard position + length <= bytes.count, second.contains(bytes[position + 1]),
            bytes[(position + 2)..<(position + length)].allSatisfy({ (0x80...0xBF).contains($0) })
        else { throw error("string must be UTF-8", at: position) }
        position += length
    }

    /// Reads a number: `-`? int frac? exp?.
    mutating func number() throws(DocumentError) {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let integer = skipDigits()
        let first = position - integer
        guard integer > 0, integer == 1 || bytes[first] != UInt8(ascii: "0") else {
            throw error(
                "number must start with a digit, and with 0 only if it is less than 1", at: start)
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            guard skipDigits() > 0 else {
                throw error("number must have a digit after the point", at: start)
            }
        }
        guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return }
        position += 1
        if position < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[position])
        {
            position += 1
        }
        guard skipDigits() > 0 else {
            throw error("number must have a digit in its exponent", at: start)
        }
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while position < bytes.count,
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position])
        {
            position += 1
        }
        return position - start
    }

    /// The code unit of `\uXXXX` at the start of `bytes`, or `nil` if there is none.
    private static func codeUnit(_ bytes: ArraySlice<UInt8>) -> UInt16? {
        guard bytes.count >= 6, bytes.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
            return nil
        }
        var unit: UInt16 = 0
        for byte in bytes.dropFirst(2).prefix(4) {
            guard let digit = hexValue(byte) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func hexValue(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}

/// What is read from a text that was scanned before.
extension JSONScanner {
    /// The bytes between the quotation marks of the string at `offset`.
    static func content(ofStringAt offset: Int, in bytes: [UInt8]) -> ArraySlice<UInt8> {
        var end = offset + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return bytes[(offset + 1)..<min(end, bytes.count)]
    }

    /// The bytes that a string's content stands for.
    static func unescaped(_ raw: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard raw.contains(UInt8(ascii: "\\")) else { return raw }
        var result: [UInt8] = []
        var rest = raw
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let mark = rest.popFirst() else {
                result.append(byte)
                continue
            }
            switch mark {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"): appendScalar(from: &rest, to: &result)
            default: result.append(mark)
            }
        }
        return result[...]
    }

    private static func appendScalar(from rest: inout ArraySlice<UInt8>, to result: inout [UInt8]) {
        var units = [hexUnit(&rest)]
        if (0xD800...0xDBFF).contains(units[0]) {
            rest = rest.dropFirst(2)
            units.append(hexUnit(&rest))
        }
        result += String(decoding: units, as: UTF16.self).utf8
    }

    private static func hexUnit(_ rest: inout ArraySlice<UInt8>) -> UInt16 {
        let unit = rest.prefix(4).reduce(UInt16(0)) { $0 << 4 | (hexValue($1) ?? 0) }
        rest = rest.dropFirst(4)
        return unit
    }

    /// Whether a number or one of the three words may contain the byte.
    static func isWordByte(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || [0x2B, 0x2D, 0x2E].contains(byte)
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }
}
