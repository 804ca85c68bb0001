internal import Rendezvous
internal import RendezvousStore

/// The proof that a form was given to whoever sends it: HMAC-SHA-256 over who, which form and until
/// when, under a key of the server. Nothing is stored.
struct FormToken: Sendable {
    /// How long a form may lie open.
    static let lifetime = Seconds.hours(4)

    private let key: [UInt8]

    /// Tokens under a key of at least 32 bytes.
    init(key: [UInt8]) { self.key = key }

    /// What is wrong with a token.
    enum Fault: Hashable, Sendable {
        /// It is none, or for somebody else, another form or another server.
        case forged
        /// It was good once.
        case expired
    }

    /// A token: the second of its end and its code, in hexadecimal digits.
    func issue(to subject: String, for form: String, at instant: Instant) -> String {
        let end = (instant + Self.lifetime).secondsSince1970
        return "\(end)-\(code(subject, form, end))"
    }

    /// What is wrong with a token that came back, or `nil`.
    func fault(
        of token: String, from subject: String, for form: String, at instant: Instant
    ) -> Fault? {
        let parts = token.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let end = Int64(parts[0]), String(end) == parts[0],
            Self.isEqual(Array(parts[1].utf8), Array(code(subject, form, end).utf8))
        else { return .forged }
        return instant.secondsSince1970 < end ? nil : .expired
    }

    private func code(_ subject: String, _ form: String, _ end: Int64) -> String {
        var message: [UInt8] = Array("rendezvous-form/1".utf8)
        for part in [subject, form, String(end)] {
            message += Array("\(part.utf8.count):\(part)".utf8)
        }
        return Self.hexadecimal(HMAC.code(for: message, key: key).bytes)
    }

    /// Bytes in hexadecimal digits.
    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }

    /// Whether two texts are equal, in a time that does not depend on where they differ.
    @inline(never)
    private static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }

    /// A fresh key under which a form is carried out once: 128 random bits.
    static func freshKey() -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return hexadecimal(bytes)
    }
}
