public import Rendezvous

/// HMAC with SHA-256 (RFC 2104), for tokens and for names that outsiders cannot guess.
///
/// Checked against the vectors of RFC 4231 and of Wycheproof.
public enum HMAC {
    /// The code of a message under a key.
    ///
    /// - Complexity: linear in both.
    public static func code(for message: [UInt8], key: [UInt8]) -> Digest {
        var padded = key.count > 64 ? SHA256.digest(of: key).bytes : key
        padded += Array(repeating: 0, count: 64 - padded.count)
        var inner = SHA256()
        inner.update(padded.map { $0 ^ 0x36 })
        inner.update(message)
        var outer = SHA256()
        outer.update(padded.map { $0 ^ 0x5C })
        outer.update(inner.finish())
        return outer.finish()
    }
}
