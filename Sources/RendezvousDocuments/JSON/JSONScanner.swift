/// One pass over a JSON text that checks it and notes where its values are.
struct JSONScanner {
    let bytes: [UInt8]
    private let limits: StrictJSON.Limits
    /// The values found so far; see ``JSONText``.
    private(set) var tape: [JSONText.Entry] = []
    /// The next byte to read.
    var position = 0
    /// The open objects and arrays, outermost first, as indexes of the tape.
    private var open: [Int] = []

    /// What the grammar allows next.
    private enum Expectation: String {
        case value = "a value"
        case valueOrEnd = "a value or ]"
        case name = "a member's name"
        case nameOrEnd = "a member's name or }"
        case commaOrEnd = "a comma or the end of the object or array"
        case end = "the end of the text"
    }

    init(_ bytes: [UInt8], limits: StrictJSON.Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// An error at a byte of the text.
    func error(_ message: String, at offset: Int, hint: String = "") -> DocumentError {
        DocumentError(message, hint: hint, at: offset, in: bytes)
    }

    /// Reads the whole text.
    mutating func scan() throws(DocumentError) {
        let sizeMax = min(limits.size, Int(UInt32.max))
        guard bytes.count <= sizeMax else {
            throw DocumentError("text (\(bytes.count) bytes) must have at most \(sizeMax) bytes")
        }
        guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
            throw error("text must start without a byte order mark", at: 0)
        }
        var expected = Expectation.value
        while true {
            skipSpace()
            guard position < bytes.count else {
                if expected == .end { return }
                throw error("text ends where \(expected.rawValue) must be", at: position)
            }
            expected = try step(bytes[position], expected)
        }
    }

    private mutating func step(
        _ byte: UInt8, _ expected: Expectation
    ) throws(DocumentError) -> Expectation {
        switch (expected, byte) {
        case (.valueOrEnd, UInt8(ascii: "]")), (.nameOrEnd, UInt8(ascii: "}")):
            return try close()
        case (.value, _), (.valueOrEnd, _):
            return try value(byte, expected)
        case (.name, UInt8(ascii: "\"")), (.nameOrEnd, UInt8(ascii: "\"")):
            try name()
            return .value
        case (.commaOrEnd, UInt8(ascii: ",")):
            position += 1
            return isInObject ? .name : .value
        case (.commaOrEnd, UInt8(ascii: "]")) where !isInObject: return try close()
        case (.commaOrEnd, UInt8(ascii: "}")) where isInObject: return try close()
        default: throw unexpected(byte, expected)
        }
    }

    private func unexpected(_ byte: UInt8, _ expected: Expectation) -> DocumentError {
        error("\(Self.shown(byte)) stands where \(expected.rawValue) must be", at: position)
    }

    private static func shown(_ byte: UInt8) -> String {
        (0x21...0x7E).contains(byte)
            ? String(decoding: [byte], as: UTF8.self) : "byte 0x\(String(byte, radix: 16))"
    }

    private var isInObject: Bool {
        open.last.map { bytes[Int(tape[$0].offset)] == UInt8(ascii: "{") } ?? false
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func value(
        _ byte: UInt8, _ expected: Expectation
    ) throws(DocumentError) -> Expectation {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard open.count < limits.depth else {
                throw error("nesting must be at most \(limits.depth) levels deep", at: position)
            }
            open.append(tape.count)
            note()
            position += 1
            return byte == UInt8(ascii: "{") ? .nameOrEnd : .valueOrEnd
        case UInt8(ascii: "\""):
            note()
            try string()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            note()
            try number()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: throw unexpected(byte, expected)
        }
        return open.isEmpty ? .end : .commaOrEnd
    }

    private mutating func note() {
        tape.append(
            JSONText.Entry(
                offset: UInt32(truncatingIfNeeded: position),
                next: UInt32(truncatingIfNeeded: tape.count + 1)))
    }

    private mutating func name() throws(DocumentError) {
        note()
        try string()
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
            throw error("a member's name must be followed by a colon", at: position)
        }
        position += 1
    }

    private mutating func word(_ word: String) throws(DocumentError) {
        guard bytes[position...].starts(with: word.utf8) else {
            throw error("a word must be true, false or null", at: position)
        }
        note()
        position += word.utf8.count
    }

    private mutating func close() throws(DocumentError) -> Expectation {
        position += 1
        if let index = open.last {
            if isInObject { try checkNames(of: index) }
            tape[index].next = UInt32(truncatingIfNeeded: tape.count)
            open.removeLast()
        }
        return open.isEmpty ? .end : .commaOrEnd
    }

    /// Refuses a name that the object has twice. The comparison is of bytes: two spellings of one
    /// character are two names, as in every JSON parser.
    private func checkNames(of object: Int) throws(DocumentError) {
        var names: [ArraySlice<UInt8>] = []
        var seen: Set<ArraySlice<UInt8>> = []
        var index = object + 1
        while index < tape.count {
            let offset = Int(tape[index].offset)
            let raw = Self.content(ofStringAt: offset, in: bytes)
            let name = Self.unescaped(raw)
            let isNew: Bool
            if names.count < 16 {
                isNew = !names.contains(name)
                names.append(name)
            } else {
                // Many names: a set, so that no object takes quadratic time.
                if seen.isEmpty { seen = Set(names) }
                isNew = seen.insert(name).inserted
            }
            guard isNew else {
                let text = JSONText.excerpt(String(decoding: name, as: UTF8.self))
                throw error("member \(text) must not come twice in an object", at: offset)
            }
            index = Int(tape[index + 1].next)
        }
    }
}
