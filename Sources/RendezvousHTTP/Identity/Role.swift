/// What somebody is to the agency, and so what they may do (``Permissions``).
public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Nobody known: no identity came with the request.
    case anonymous
    /// An applicant or participant, for themself and for those whom they book for; the subject is
    /// the opaque reference of the person.
    case person
    /// A counsellor; the subject is the counsellor's identifier.
    case counsellor
    /// The desk of an office; the subject is the office's identifier.
    case desk
    /// An unemployment fund (D5, D10); the subject is the fund's identifier.
    case fund
    /// A system of the agency's own: the mailer, the video bridge.
    case host
    /// Who sets working time, staff, policies and plans (A15).
    case administrator
    /// Who reads the audit (A18), and no personal data beside it.
    case auditor
}
