public import Rendezvous

/// Why a document was refused: where, with the value at fault, what is allowed and what to try.
///
///     services[2].duration ("30 min") must be a length of time such as … (line 12, column 21).
///     Maybe it is "PT30M".
public struct DocumentError: Error, Hashable, Sendable {
    /// The place in the document, `services[2].duration`; empty for the document as a whole.
    public let path: String
    /// What is wrong and what is allowed, in one sentence without a full stop.
    public let message: String
    /// What to try; may be empty.
    public let hint: String
    /// The position of the byte at fault, counted from 0, where one is.
    public let offset: Int?
    /// The line of ``offset``, counted from 1.
    public let line: Int?
    /// The column of ``offset``, counted from 1 in Unicode scalars.
    public let column: Int?
    /// The engine's refusal, where it was the engine that refused a value.
    public let refusal: Refusal?

    package init(
        _ message: String, path: String = "", hint: String = "", refusal: Refusal? = nil,
        at offset: Int? = nil, in bytes: [UInt8] = []
    ) {
        self.path = path
        self.message = message
        self.hint = hint
        self.refusal = refusal
        self.offset = offset
        (line, column) = offset.map { Self.place(of: $0, in: bytes) } ?? (nil, nil)
    }

    private static func place(of offset: Int, in bytes: [UInt8]) -> (Int?, Int?) {
        var (line, column) = (1, 1)
        for index in 0..<min(offset, bytes.count) {
            let byte = bytes[index]
            let isEndOfLine =
                byte == UInt8(ascii: "\n")
                || byte == UInt8(ascii: "\r")
                    && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n"))
            if isEndOfLine {
                (line, column) = (line + 1, 1)
            } else if byte & 0b1100_0000 != 0b1000_0000 {
                column += 1
            }
        }
        return (line, column)
    }
}

extension DocumentError {
    /// The message with its place, for the error of a document that names this one by a path: the
    /// line and column of that error are those of the path.
    package var messageInside: String {
        guard let line, let column else { return message }
        return "\(message), at line \(line), column \(column) of that file"
    }
}

extension DocumentError: CustomStringConvertible {
    /// The message with its place, and the hint on a second line.
    public var description: String {
        var text = message
        if let line, let column { text += " (line \(line), column \(column))" }
        return hint.isEmpty ? "\(text)." : "\(text).\nMaybe \(hint)."
    }
}
