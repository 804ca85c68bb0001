public import Rendezvous

/// Something that is to be decided and kept.
public struct Submission: Sendable {
    /// Who wants it: an opaque reference, for the audit.
    public var actor: String
    /// Now.
    public var at: Instant
    /// What makes the request idempotent, if it came with a key.
    public var key: RequestKey?
    /// What it looks at: noted in the audit with what it decides, or alone where it decides nothing
    /// (A18).
    public var accesses: [String] = []
    /// Whether the space kept back may be used on a full disk: cancellations, administration.
    public var isUrgent = false
    /// Decides on the agenda as it is then; may be asked again on a later one.
    public var decide: @Sendable (Agenda) throws(Refusal) -> Decision

    /// A submission whose answer the caller makes.
    public init(
        by actor: String, at instant: Instant, key: RequestKey? = nil,
        decide: @escaping @Sendable (Agenda) throws(Refusal) -> Decision
    ) {
        self.actor = actor
        at = instant
        self.key = key
        self.decide = decide
    }

    /// A command; the answer to it is its events.
    public init(
        _ command: Command, by actor: String, at instant: Instant, key: RequestKey? = nil
    ) {
        self.init(by: actor, at: instant, key: key) { agenda throws(Refusal) in
            let events = try agenda.decide(command, at: instant)
            return Decision(events: events, result: key == nil ? [] : EventLog.encode(events))
        }
        if case .cancel = command { isUrgent = true }
    }
}

/// A key under which a request is carried out once, however often it is sent.
public struct RequestKey: Hashable, Sendable {
    /// Who asks; keys of different principals are different.
    public let principal: String
    /// The key.
    public let key: String
    /// A digest of everything that the request says.
    public let fingerprint: Digest
    /// Until when the answer is kept.
    public let expires: Instant

    /// A key.
    ///
    /// - Throws: ``StoreError/Kind/tooLarge`` unless principal and key have 1 …
    ///   ``StoreLimits/key`` bytes.
    public init(
        _ key: String, of principal: String, fingerprint: Digest, until expires: Instant
    ) throws(StoreError) {
        for (name, text) in [("key", key), ("principal", principal)] {
            guard (1...StoreLimits.key).contains(text.utf8.count) else {
                throw StoreError(
                    .tooLarge,
                    "\(name) (\(text.utf8.count) bytes) must have 1 … \(StoreLimits.key)")
            }
        }
        self.key = key
        self.principal = principal
        self.fingerprint = fingerprint
        self.expires = expires
    }
}

/// What a submission decided: what happened, and the answer that is kept under its key.
public struct Decision: Sendable {
    /// What happened; may be nothing.
    public var events: [Event]
    /// The answer, as the adapter writes it.
    public var result: [UInt8]
    /// Writes the answer from the agenda as it is after the events, where it takes that to know.
    public var answer: (@Sendable (Agenda) -> [UInt8])?

    /// A decision.
    public init(events: [Event], result: [UInt8] = []) {
        self.events = events
        self.result = result
    }

    /// A decision whose answer is written from the agenda as it is after the events. An answer of
    /// more than ``StoreLimits/result`` bytes is given, but kept under its key as empty.
    public init(events: [Event], answering answer: @escaping @Sendable (Agenda) -> [UInt8]) {
        self.events = events
        result = []
        self.answer = answer
    }
}

/// What became of a submission; everything in it is on the disk.
public enum Outcome: Sendable {
    /// It was carried out: the events, and the answer.
    case done([Event], result: [UInt8])
    /// It had been carried out before: the answer of then.
    case repeated(result: [UInt8])
    /// A rule refuses it.
    case refused(Refusal)
    /// The store could not keep it; nothing happened.
    case failed(StoreError)
}
