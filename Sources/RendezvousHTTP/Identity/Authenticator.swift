public import Rendezvous
public import RendezvousServer
internal import RendezvousStore

/// Finds out who asks: by a static key, a signed token, or the headers of a trusted proxy.
public struct Authenticator: Sendable {
    /// The headers in which a proxy says who asks.
    public struct ProxyHeaders: Hashable, Sendable {
        /// The header of the role, in lower case.
        public var role: String
        /// The header of the subject, in lower case.
        public var subject: String

        /// Headers; those of another case or with underscores are other headers.
        public init(role: String = "x-rendezvous-role", subject: String = "x-rendezvous-subject") {
            self.role = role.lowercased()
            self.subject = subject.lowercased()
        }
    }

    /// Why nobody was found.
    public enum Failure: Error, Hashable, Sendable {
        /// Something was given that stands for nobody.
        case unknown
        /// A header that only the proxy may send came from somewhere else.
        case forged
        /// Two ways of saying who one is at once, or a header twice.
        case ambiguous
    }

    /// The keys given out.
    public var keys: KeyBook
    /// What a signed token must say; `nil` takes no tokens.
    public var tokens: TokenRules?
    /// The headers of the proxy, believed on a Unix socket only; `nil` believes none.
    public var proxy: ProxyHeaders?

    /// Ways of saying who one is.
    public init(
        keys: KeyBook = KeyBook(), tokens: TokenRules? = nil, proxy: ProxyHeaders? = nil
    ) {
        self.keys = keys
        self.tokens = tokens
        self.proxy = proxy
    }

    /// Who sent a request; ``Principal/anonymous`` where it says nothing about that.
    ///
    /// - Throws: ``Failure``; the request must not be carried out then.
    /// - Complexity: linear in the header fields; a digest or two.
    public func principal(
        of request: HTTPRequest, at instant: Instant
    ) throws(Failure) -> Principal {
        let headers = proxy ?? ProxyHeaders()
        let (roles, subjects) = (
            request.fields.values(headers.role), request.fields.values(headers.subject)
        )
        let bearers = request.fields.values("authorization")
        if roles.isEmpty, subjects.isEmpty {
            guard let bearer = bearers.first else { return .anonymous }
            guard bearers.count == 1 else { throw .ambiguous }
            return try self.bearer(bearer, at: instant)
        }
        guard proxy != nil, request.origin == .local else { throw .forged }
        guard bearers.isEmpty, roles.count == 1, subjects.count == 1 else { throw .ambiguous }
        guard let role = Role(rawValue: roles[0]), let found = Principal(role, subjects[0]) else {
            throw .unknown
        }
        return found
    }

    private func bearer(_ field: String, at instant: Instant) throws(Failure) -> Principal {
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw .unknown }
        let text = String(parts[1])
        if text.hasPrefix("rdv_") {
            guard let found = keys.principal(text, at: instant) else { throw .unknown }
            return found
        }
        guard let tokens,
            let found = SignedToken.principal(text, tokens, at: instant.secondsSince1970)
        else { throw .unknown }
        return found
    }
}
