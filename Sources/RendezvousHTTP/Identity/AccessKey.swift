public import Rendezvous
public import RendezvousDocuments

/// A static key of 256 random bits that stands for a principal: `rdv_<id>_<secret>`. What is kept
/// of it is a digest, which is enough for a secret that nobody can guess.
public struct AccessKey: Hashable, Sendable {
    /// The key's name in lists, for revocation: 8 letters and digits.
    public let id: String
    /// Whom it stands for.
    public let principal: Principal
    /// SHA-256 of the secret's bytes.
    public let digest: Digest
    /// When it was made.
    public let created: Instant
    /// From when on it is not taken any more; `nil` is never.
    public var expires: Instant?
    /// When it was revoked.
    public var revoked: Instant?

    /// A key and the one text of it that there will ever be.
    ///
    /// - Parameters:
    ///   - principal: For whom it stands.
    ///   - instant: When it is made.
    ///   - expires: Until when it is taken (`nil`: until revoked).
    ///   - random: Bytes that nobody can guess, as many as asked for.
    public static func make(
        for principal: Principal, at instant: Instant, until expires: Instant? = nil,
        random: (Int) -> [UInt8]
    ) -> (key: AccessKey, text: String) {
        let letters = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
        let id = String(decoding: random(8).map { letters[Int($0 & 31)] }, as: UTF8.self)
        let secret = random(32)
        let key = AccessKey(
            id: id, principal: principal, digest: SHA256.digest(of: secret), created: instant,
            expires: expires, revoked: nil)
        return (key, "rdv_\(id)_\(Base64URL.encode(secret))")
    }

    init(
        id: String, principal: Principal, digest: Digest, created: Instant, expires: Instant?,
        revoked: Instant?
    ) {
        self.id = id
        self.principal = principal
        self.digest = digest
        self.created = created
        self.expires = expires
        self.revoked = revoked
    }

    /// Whether the key is taken at an instant.
    public func isValid(at instant: Instant) -> Bool {
        revoked == nil && expires.map { instant < $0 } ?? true
    }
}

/// The keys that an agency has given out: the document `keys/1`, which holds digests only.
public struct KeyBook: Sendable {
    /// The most keys of one book.
    public static let keysMax = 100_000

    /// The keys in the order in which they were made.
    public private(set) var keys: [AccessKey] = []
    private var places: [String: Int] = [:]

    /// A book without keys.
    public init() {}

    /// Adds a key; whether there was room, and none of its name.
    public mutating func add(_ key: AccessKey) -> Bool {
        guard keys.count < Self.keysMax, places[key.id] == nil else { return false }
        places[key.id] = keys.count
        keys.append(key)
        return true
    }

    /// Revokes a key; whether there was one in force.
    public mutating func revoke(_ id: String, at instant: Instant) -> Bool {
        guard let place = places[id], keys[place].revoked == nil else { return false }
        keys[place].revoked = instant
        return true
    }

    /// Whom a text such as `rdv_k7…_…` stands for; `nil` where it is no key, is unknown, expired or
    /// revoked. Unknown names cost as much as known ones.
    public func principal(_ text: String, at instant: Instant) -> Principal? {
        let parts = text.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "rdv", let secret = Base64URL.decode(parts[2]),
            secret.count == 32
        else { return nil }
        let key = places[String(parts[1])].map { keys[$0] }
        let isRight = SHA256.digest(of: secret).matches(key?.digest ?? .zero)
        guard isRight, let key, key.isValid(at: instant) else { return nil }
        return key.principal
    }
}

extension KeyBook {
    private static let format = "keys/1"

    /// The book of a document.
    ///
    /// - Throws: `DocumentError` with the place of the first value that is not allowed.
    public init(reading bytes: [UInt8]) throws(DocumentError) {
        let text = try JSONText(bytes, limits: StrictJSON.Limits(depth: 8))
        let members = try Node(text).members(["rendezvous", "keys"])
        guard try members.required("rendezvous").string() == Self.format else {
            throw try members.required("rendezvous").refused("must be \"\(Self.format)\"")
        }
        for node in try members.required("keys").items() {
            guard add(try AccessKey(reading: node)) else {
                throw node.refusedUnseen("must not come twice, and there may be \(Self.keysMax)")
            }
        }
    }

    /// The document of the book.
    public var document: [UInt8] {
        JSONOutput.members([
            "rendezvous": .text(Self.format), "keys": .list(keys.map(\.written)),
        ]).bytes(.pretty)
    }
}

extension AccessKey {
    init(reading node: Node) throws(DocumentError) {
        let members = try node.members([
            "id", "role", "subject", "digest", "created", "expires", "revoked",
        ])
        let roleNode = try members.required("role")
        guard let role = Role(rawValue: try roleNode.string()) else {
            throw roleNode.refused("must be a role")
        }
        let subject = try members.required("subject")
        guard let principal = Principal(role, try subject.string()) else {
            throw subject.refused("must be an identifier of somebody")
        }
        let digestNode = try members.required("digest")
        guard let digest = Digest(hex: try digestNode.string()) else {
            throw digestNode.refusedUnseen("must be 64 hexadecimal digits")
        }
        self.init(
            id: try members.value("id"), principal: principal, digest: digest,
            created: try members.value("created"), expires: try members.optional("expires"),
            revoked: try members.optional("revoked"))
    }

    var written: JSONOutput {
        .members([
            "id": id.written, "role": .text(principal.role.rawValue),
            "subject": principal.subject.written, "digest": .text("\(digest)"),
            "created": created.written, "expires": expires?.written, "revoked": revoked?.written,
        ])
    }
}
