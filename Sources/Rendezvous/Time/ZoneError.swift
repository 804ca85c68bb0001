/// Why the bytes of a zone were refused, and where in them.
///
/// The message has the form `name (value) what is allowed`: `week (6) must be 1 to 5`.
public struct ZoneError: Error, Hashable, Sendable {
    /// The position of the first byte at fault, counted from 0; the size of the file where bytes
    /// are missing.
    public let byteOffset: Int
    /// What is wrong and what is allowed, in one sentence without a full stop.
    public let message: String

    init(_ message: String, at byteOffset: Int) {
        self.byteOffset = byteOffset
        self.message = message
    }
}

extension ZoneError: CustomStringConvertible {
    /// The message with its place: `byte 44: type count (0) must be at least 1.`
    public var description: String { "byte \(byteOffset): \(message)." }
}
