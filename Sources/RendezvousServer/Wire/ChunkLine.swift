/// The line in front of a chunk (RFC 9112, 7.1): a size, and extensions, which nobody uses.
struct ChunkLine {
    /// The bytes of the chunk; 0 for the last.
    let size: Int
    /// The length of the extensions.
    let extensionBytes: Int

    /// Reads a line whose bytes are no controls; nothing where it is none.
    init?(_ line: ArraySlice<UInt8>) {
        var reader = Reader(rest: line)
        guard let size = reader.size() else { return nil }
        self.size = size
        extensionBytes = reader.rest.count
        while !reader.rest.isEmpty {
            guard reader.takesExtension() else { return nil }
        }
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        /// 1 to 8 hexadecimal digits.
        mutating func size() -> Int? {
            var size = 0
            var digits = 0
            while let byte = rest.first, let digit = ByteClass.hexValue(byte) {
                digits += 1
                guard digits <= 8 else { return nil }
                size = size * 16 + digit
                rest.removeFirst()
            }
            return digits == 0 ? nil : size
        }

        /// `BWS ; BWS token [ = ( token | quoted ) ]`.
        mutating func takesExtension() -> Bool {
            skipSpace()
            guard takes(UInt8(ascii: ";")) else { return false }
            skipSpace()
            guard takesToken() else { return false }
            guard takes(UInt8(ascii: "=")) else { return true }
            return rest.first == UInt8(ascii: "\"") ? takesQuoted() : takesToken()
        }

        private mutating func skipSpace() {
            while let byte = rest.first, byte == ByteClass.space || byte == ByteClass.tab {
                rest.removeFirst()
            }
        }

        private mutating func takes(_ wanted: UInt8) -> Bool {
            guard rest.first == wanted else { return false }
            rest.removeFirst()
            return true
        }

        private mutating func takesToken() -> Bool {
            let end = rest.firstIndex { !ByteClass.isToken($0) } ?? rest.endIndex
            guard end > rest.startIndex else { return false }
            rest = rest[end...]
            return true
        }

        private mutating func takesQuoted() -> Bool {
            rest.removeFirst()
            while let byte = rest.popFirst() {
                if byte == UInt8(ascii: "\"") { return true }
                // A quoted pair: whatever stands behind the backslash.
                if byte == UInt8(ascii: "\\"), rest.popFirst() == nil { return false }
            }
            return false
        }
    }
}
