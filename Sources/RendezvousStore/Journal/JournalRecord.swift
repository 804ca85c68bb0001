public import Rendezvous

/// What stands in a journal, in order.
public enum JournalRecord: Hashable, Sendable {
    /// Something that is part of the audit: an event of the agenda, or an access to it.
    case audited(AuditedRecord)
    /// What is left of an audited record whose content was erased.
    case erased(ErasedRecord)
    /// What a request with a key was answered.
    case result(StoredResult)
    /// A notice that waits for delivery, by its key.
    case notice([UInt8])
    /// A notice that was delivered, by its key.
    case delivered([UInt8])
    /// The end of a snapshot: how many records stand before it.
    case seal(UInt64)

    /// Whether the record is a link of the chain.
    public var isChained: Bool {
        switch self {
        case .audited, .erased: true
        case .result, .notice, .delivered, .seal: false
        }
    }
}

/// A record of the audit with its content, and the salt that hides it in the commitment.
public struct AuditedRecord: Hashable, Sendable {
    /// What is recorded.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// An event of the agenda, in its canonical bytes.
        case event = 1
        /// Somebody looked, tried or administered: a text.
        case access = 2
    }

    /// What is recorded.
    public let kind: Kind
    /// When, in seconds since 1970.
    public let at: Int64
    /// Who did it: an opaque reference, at most ``StoreLimits/actor`` bytes.
    public let actor: String
    /// The content.
    public let payload: [UInt8]
    /// Random bytes; without them the commitment says nothing of the content.
    public let salt: [UInt8]

    /// How many bytes of salt there are.
    public static let saltSize = 16

    /// A record.
    public init(_ kind: Kind, at: Int64, by actor: String, _ payload: [UInt8], salt: [UInt8]) {
        self.kind = kind
        self.at = at
        self.actor = actor
        self.payload = payload
        self.salt = salt
    }

    /// The digest that stands for salt, actor and content in the chain.
    public var commitment: Digest {
        var hash = SHA256()
        hash.update(salt)
        hash.update(UInt8(truncatingIfNeeded: actor.utf8.count))
        hash.update(Array(actor.utf8))
        hash.update(payload)
        return hash.finish()
    }
}

/// What is left of an audited record after erasure: enough for the chain, and what a replay needs.
public struct ErasedRecord: Hashable, Sendable {
    /// What was recorded.
    public let kind: AuditedRecord.Kind
    /// When, in seconds since 1970.
    public let at: Int64
    /// The commitment to what was there.
    public let commitment: Digest
    /// The event that a replay takes in place of the erased one; empty for none.
    public let replacement: [UInt8]

    /// What is left of a record.
    public init(
        _ kind: AuditedRecord.Kind, at: Int64, commitment: Digest, replacement: [UInt8]
    ) {
        self.kind = kind
        self.at = at
        self.commitment = commitment
        self.replacement = replacement
    }
}

/// What a request was answered, so that asking again with its key is answered the same.
public struct StoredResult: Hashable, Sendable {
    /// Who asked.
    public let principal: String
    /// The key that came with the request.
    public let key: String
    /// A digest of the request: the same key with another request is refused.
    public let fingerprint: Digest
    /// Until when the result is kept, in seconds since 1970.
    public let expires: Int64
    /// The answer, as the adapter wrote it.
    public let body: [UInt8]

    /// An answer.
    public init(
        principal: String, key: String, fingerprint: Digest, expires: Int64, body: [UInt8]
    ) {
        self.principal = principal
        self.key = key
        self.fingerprint = fingerprint
        self.expires = expires
        self.body = body
    }
}

/// The chain of the audit: each link depends on all before it.
public struct AuditChain: Hashable, Sendable {
    /// The number of the last link; 0 before the first.
    public private(set) var sequence: UInt64
    /// The digest of the last link. Who knows it can tell whether anything before it was changed.
    public private(set) var head: Digest

    /// The chain at a link.
    public init(sequence: UInt64 = 0, head: Digest = .zero) {
        self.sequence = sequence
        self.head = head
    }

    /// Adds a link.
    public mutating func append(_ kind: AuditedRecord.Kind, at: Int64, _ commitment: Digest) {
        sequence += 1
        var hash = SHA256()
        hash.update(head)
        hash.update(bigEndian: sequence)
        hash.update(bigEndian: UInt64(bitPattern: at))
        hash.update(kind.rawValue)
        hash.update(commitment)
        head = hash.finish()
    }

    /// Adds a record, if it is a link.
    public mutating func append(_ record: JournalRecord) {
        switch record {
        case .audited(let record): append(record.kind, at: record.at, record.commitment)
        case .erased(let record): append(record.kind, at: record.at, record.commitment)
        case .result, .notice, .delivered, .seal: break
        }
    }
}
