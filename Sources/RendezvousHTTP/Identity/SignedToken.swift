internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStore

/// What a signed token must say to be taken (RFC 7519, RFC 8725).
public struct TokenRules: Sendable {
    /// The key of the signature, at least 32 bytes.
    let key: [UInt8]
    /// Who made the token: the claim `iss`.
    let issuer: String
    /// For whom it was made: the claim `aud`.
    let audience: String
    /// Which role a value of the claim `role` stands for.
    let roles: [String: Role]

    /// The largest token in bytes.
    public static let sizeMax = 4 << 10
    /// By how many seconds the clocks of the two sides may differ.
    public static let skewMax: Int64 = 60

    /// Rules; `nil` where the key has fewer than 32 bytes, or issuer or audience is empty. Without
    /// `roles`, a role is called as in ``Role``.
    public init?(
        key: [UInt8], issuer: String, audience: String, roles: [String: Role]? = nil
    ) {
        guard key.count >= 32, !issuer.isEmpty, !audience.isEmpty else { return nil }
        self.key = key
        self.issuer = issuer
        self.audience = audience
        let own = Role.allCases.filter { $0 != .anonymous }.map { ($0.rawValue, $0) }
        self.roles = roles ?? Dictionary(uniqueKeysWithValues: own)
    }
}

/// A token in the compact form of RFC 7515, signed by HMAC with SHA-256 and by nothing else.
enum SignedToken {
    /// Whom a token stands for; `nil` where anything about it is not as the rules say.
    static func principal(
        _ text: String, _ rules: TokenRules, at second: Int64
    ) -> Principal? {
        guard text.utf8.count <= TokenRules.sizeMax else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.decode(parts[0]),
            let payload = Base64URL.decode(parts[1]), let code = Base64URL.decode(parts[2]),
            let given = Digest(code)
        else { return nil }
        let signed = text.utf8.dropLast(parts[2].utf8.count + 1)
        // The signature first: nothing that strangers wrote is read.
        guard HMAC.code(for: Array(signed), key: rules.key).matches(given), accepts(header) else {
            return nil
        }
        return try? claims(payload, rules, at: second)
    }

    /// The token of a principal, for tests and for systems of the agency's own.
    static func text(
        _ principal: Principal, _ rules: TokenRules, from start: Int64, until end: Int64
    ) -> String {
        let header = JSONOutput.members(["alg": "HS256", "typ": "JWT"])
        let payload = JSONOutput.members([
            "iss": .text(rules.issuer), "aud": .text(rules.audience),
            "sub": .text(principal.subject), "role": .text(principal.role.rawValue),
            "nbf": .number(Int(start)), "exp": .number(Int(end)),
        ])
        let signed = [header, payload].map { Base64URL.encode($0.bytes(.compact)) }
            .joined(separator: ".")
        let code = HMAC.code(for: Array(signed.utf8), key: rules.key)
        return "\(signed).\(Base64URL.encode(code.bytes))"
    }

    /// Whether the header says HS256, and nothing that would have to be understood.
    private static func accepts(_ bytes: [UInt8]) -> Bool {
        guard let text = try? JSONText(bytes, limits: StrictJSON.Limits(depth: 2)),
            let members = try? Node(text).members(["alg", "typ", "kid"]),
            (try? members["alg"]?.string()) == "HS256"
        else { return false }
        guard let type = members["typ"] else { return true }
        return ["JWT", "at+jwt"].contains((try? type.string()) ?? "")
    }

    private static func claims(
        _ bytes: [UInt8], _ rules: TokenRules, at second: Int64
    ) throws(DocumentError) -> Principal? {
        let claims = try Node(JSONText(bytes, limits: StrictJSON.Limits(depth: 4)))
        let end = try claims.member("exp").integer(0...Int(Int32.max) * 64)
        guard second < Int64(end) + TokenRules.skewMax else { return nil }
        for name in ["nbf", "iat"] {
            guard let start = try? claims.member(name) else { continue }
            let value = try start.integer(0...Int(Int32.max) * 64)
            guard Int64(value) - TokenRules.skewMax <= second else { return nil }
        }
        guard try claims.member("iss").string() == rules.issuer,
            try audiences(claims.member("aud")).contains(rules.audience),
            let role = rules.roles[try claims.member("role").string()]
        else { return nil }
        return Principal(role, try claims.member("sub").string())
    }

    private static func audiences(_ node: Node) throws(DocumentError) -> [String] {
        if node.isText { return [try node.string()] }
        var names: [String] = []
        for item in try node.items() { names.append(try item.string()) }
        return names
    }
}
