public import Rendezvous

/// What an agency sets about its pages.
public struct PageSettings: Sendable {
    /// The agency's name, in the languages it has one.
    public var name: Label
    /// Where the manual is; the pages' own where it is `nil` (requirement A10).
    public var manual: String?
    /// How long a time is kept while somebody fills in their details.
    public var hold: Seconds
    /// How long an answer to a proposal is awaited.
    public var answer: Seconds
    /// A domain name of the agency, for calendar files.
    public var domain: String
    /// The origins under which the pages are reached (`https://appointments.example`); empty where
    /// the `Host` of the request says it.
    public var origins: [String]
    /// Where somebody joins a meeting by video: an address in which ``tokenMark`` stands in place
    /// of the token of the pass (A8), `https://video.example/join#{token}`; nothing where another
    /// message brings the link. Tokens need ``ServiceSettings/passKey``.
    public var joinLink: String?
    /// Whether it is a demonstration, and says so on each page.
    public var isDemo: Bool

    /// Settings; see the properties.
    public init(
        name: Label = "Rendezvous", manual: String? = nil, hold: Seconds = .minutes(15),
        answer: Seconds = .hours(48), domain: String = "rendezvous.invalid",
        origins: [String] = [], joinLink: String? = nil,
        isDemo: Bool = false
    ) {
        self.name = name
        self.manual = manual
        self.hold = hold
        self.answer = answer
        self.domain = domain
        self.origins = origins
        self.joinLink = joinLink
        self.isDemo = isDemo
    }

    /// What ``joinLink`` has in place of the token.
    public static let tokenMark = "{token}"

    /// What join tokens are derived from: the service's, so that its API knows the tokens again.
    var passKey: [UInt8] = []

    /// Where the holder of a pass joins; nothing without an address or a key.
    func joinLink(of pass: JoinPass) -> String? {
        guard
            let parts = joinLink?.split(
                separator: Self.tokenMark, omittingEmptySubsequences: false),
            let token = JoinToken.text(pass, passKey)
        else { return nil }
        return parts.joined(separator: token)
    }
}
