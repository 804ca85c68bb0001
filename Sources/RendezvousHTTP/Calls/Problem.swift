internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStore

/// An answer that says why not, in the form of RFC 9457.
public struct Problem: Error, Sendable {
    /// What kind of problem it is; the raw value is the end of its `type`, and stable.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case malformed, forgedIdentity = "forged-identity", keyMissing = "key-missing"
        case unauthenticated, forbidden
        case notFound = "not-found", methodNotAllowed = "method-not-allowed"
        case refused, stale, tooLarge = "too-large", mediaType = "media-type", invalid
        case keyReused = "key-reused"
        case preconditionMissing = "precondition-missing", tooMany = "too-many"
        case failed, unavailable, full

        /// The status of the response.
        public var status: Int {
            switch self {
            case .malformed, .forgedIdentity, .keyMissing: 400
            case .unauthenticated: 401
            case .forbidden: 403
            case .notFound: 404
            case .methodNotAllowed: 405
            case .refused: 409
            case .stale: 412
            case .tooLarge: 413
            case .mediaType: 415
            case .invalid, .keyReused: 422
            case .preconditionMissing: 428
            case .tooMany: 429
            case .failed: 500
            case .unavailable: 503
            case .full: 507
            }
        }

        /// The kind in a few words.
        public var title: String {
            switch self {
            case .malformed: "The request cannot be read"
            case .forgedIdentity: "Only the proxy may say who asks"
            case .keyMissing: "An Idempotency-Key is needed"
            case .unauthenticated: "Who asks is not known"
            case .forbidden: "Not for this role"
            case .notFound: "There is no such thing"
            case .methodNotAllowed: "Not by this method"
            case .refused: "A rule of the agenda stands against it"
            case .stale: "It has changed meanwhile"
            case .tooLarge: "The content is too large"
            case .mediaType: "The content must be application/json"
            case .invalid: "A value is not allowed"
            case .keyReused: "The Idempotency-Key came with another request"
            case .preconditionMissing: "If-Match is needed"
            case .tooMany: "Too many requests"
            case .failed: "The service failed"
            case .unavailable: "Not now"
            case .full: "The disk is full"
            }
        }
    }

    /// The kind.
    public let kind: Kind
    /// What is wrong with this request, and what is allowed.
    public var detail: String
    /// The place in the content, `request.service`, where there is one.
    public var place: String?
    /// Why the agenda refuses, for those who may know it.
    var reasons: [JSONOutput] = []
    /// Header fields beside those of every response.
    public var fields: [(name: String, value: String)] = []

    /// A problem.
    public init(_ kind: Kind, _ detail: String, fields: [(name: String, value: String)] = []) {
        self.kind = kind
        self.detail = detail
        self.fields = fields
    }

    /// The problem as an answer; `instance` names the request.
    func answer(instance: String? = nil) -> ServiceAnswer {
        let body = JSONOutput.members([
            "type": .text("urn:rendezvous:problem:\(kind.rawValue)"), "title": .text(kind.title),
            "status": .number(kind.status), "detail": .text(detail),
            "place": place.map { .text($0) },
            "instance": instance.map { .text("urn:rendezvous:request:\($0)") },
            "reasons": reasons.isEmpty ? nil : .list(reasons),
        ])
        var answer = ServiceAnswer(kind.status, body)
        answer.type = "application/problem+json"
        answer.fields += fields
        return answer
    }
}

extension Problem {
    /// There is nothing of this name, or nothing that the principal may know of.
    static func nothing(_ what: String) -> Problem {
        Problem(.notFound, "there is no such \(what)")
    }

    /// What a document's error means.
    init(_ error: DocumentError) {
        if let refusal = error.refusal {
            self.init(refusal, for: .staff)
        } else {
            self.init(
                .invalid, error.hint.isEmpty ? error.message : "\(error.message); \(error.hint)")
        }
        place = error.path.isEmpty ? nil : error.path
    }

    /// What a failure of the store means.
    init(_ error: StoreError) {
        switch error.kind {
        case .keyReused: self.init(.keyReused, error.message)
        case .tooLarge: self.init(.invalid, error.message)
        case .refused: self.init(.refused, error.message)
        case .full:
            self.init(.full, "nothing can be kept until there is space; reading goes on")
        case .stopped, .locked, .conflict, .unavailable, .missing:
            self.init(
                .unavailable, "the store takes nothing at the moment",
                fields: [("retry-after", "30")])
        case .exists, .unknownVersion, .damaged, .failed:
            self.init(.failed, "the store could not keep it; nothing was done")
        }
    }
}

extension Problem {
    /// What a refusal means, in the words that the reader may know.
    init(_ refusal: Refusal, for readers: Readers) {
        self.init(Self.kind(of: refusal), "")
        let isPublic = readers == .citizen
        detail =
            isPublic
            ? ExplanationText.publicClause(refusal.reason, in: .english) : refusal.message
        // What registration and casework say to a person is about themself.
        if isPublic, let reason = refusal.registration { detail = "it \(reason.summary)" }
        if isPublic, let reason = refusal.casework { detail = "it \(reason.summary)" }
        if kind == .invalid || kind == .notFound { detail = refusal.message }
        reasons = [
            .members([
                "reason": isPublic ? nil : .text(refusal.reason.rawValue),
                "publicReason": .text(PublicReason(refusal.reason).rawValue),
                "message": .text(detail),
                "hint": isPublic || refusal.hint.isEmpty ? nil : .text(refusal.hint),
                "appointments": isPublic || refusal.appointments.isEmpty
                    ? nil : .list(refusal.appointments.map { .number($0.number) }),
                "policies": isPublic || refusal.policies.isEmpty
                    ? nil : .list(refusal.policies.map { .text($0.rawValue) }),
                "registration": refusal.registration.map { .text($0.rawValue) },
                "casework": refusal.casework.map { .text($0.rawValue) },
            ])
        ]
    }

    private static func kind(of refusal: Refusal) -> Kind {
        switch refusal.reason {
        case .unknownAppointment, .unknownWaiting: return .notFound
        case .unknownReference, .invalidValue, .limit: return .invalid
        case .registration:
            switch refusal.registration {
            case .notAllowed?: return .forbidden
            case .detailsMissing?, .wrongNumber?, .jobTitleMissing?, .extentNotAllowed?,
                .endMissing?, .endBeforeStart?, .textTooLong?:
                return .invalid
            default: return .refused
            }
        case .casework: return refusal.casework == .notAllowed ? .forbidden : .refused
        default: return .refused
        }
    }
}
