public import Rendezvous

/// Who asks: a role, and who exactly in it. An identity is proved elsewhere (A2); the engine never
/// sees more than an opaque reference.
public struct Principal: Hashable, Sendable {
    /// The role.
    public let role: Role
    /// Who in the role: a person's reference, a counsellor, an office, a fund, or a name.
    public let subject: String

    /// Nobody known.
    public static let anonymous = Principal(role: .anonymous, subject: "")

    private init(role: Role, subject: String) {
        self.role = role
        self.subject = subject
    }

    /// Somebody in a role; `nil` where the subject is no identifier (1 … 64 bytes without spaces or
    /// control characters), or the role is ``Role/anonymous``.
    public init?(_ role: Role, _ subject: String) {
        guard role != .anonymous, Subject.ID(subject).isValid else { return nil }
        self.init(role: role, subject: subject)
    }

    /// The principal as the audit and keys name it: `person:p-204`.
    public var name: String { role == .anonymous ? "anonymous" : "\(role.rawValue):\(subject)" }

    /// The person, if it is one.
    public var person: Subject.ID? { role == .person ? Subject.ID(subject) : nil }

    /// The counsellor, if it is one.
    public var counsellor: Counsellor.ID? { role == .counsellor ? Counsellor.ID(subject) : nil }

    /// The office, if it is a desk.
    public var office: Office.ID? { role == .desk ? Office.ID(subject) : nil }

    /// For whom answers are written: everything for those who work with the agenda, the little that
    /// anybody may see for all others.
    public var readers: Readers {
        switch role {
        case .counsellor, .desk, .administrator: .staff
        case .anonymous, .person, .fund, .host, .auditor: .citizen
        }
    }
}
