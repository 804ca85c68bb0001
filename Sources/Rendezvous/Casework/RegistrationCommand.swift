/// What somebody wants done about a registration (D1–D18); who wants it stands beside it.
public enum RegistrationCommand: Hashable, Sendable {
    /// Set a rule of registration.
    case set(RegistrationPolicy)
    /// Set an office's own text on receipts, for a category or for all (D2); empty takes it away.
    case setReceiptText(String, of: Office.ID, for: RegistrationCategory? = nil)
    /// Register; a known person with secure access need not repeat the details (D4).
    case register(Subject.ID, RegistrationCategory, RegistrationDetails? = nil)
    /// Record the visit of an applicant: the case, the match group, a programme (D7). Details are
    /// needed of people who have not given any.
    case visit(
        Subject.ID, CashCase, MatchGroup, Programme? = nil, details: RegistrationDetails? = nil)
    /// Record a match group, and a programme if there is one.
    case match(Subject.ID, MatchGroup, Programme? = nil)
    /// Close the case of somebody who is not registered for it.
    case closeCase(Subject.ID)
    /// End a registration.
    case deregister(Subject.ID, DeregistrationReason)
    /// Register again without a visit after a missed confirmation (D9).
    case reregister(Subject.ID)
    /// Note the membership of a fund, or that there is none (D5).
    case noteMembership(Subject.ID, Fund.ID?)
    /// Note the fund's message about the first day of entitlement (D10).
    case noteEntitlement(Subject.ID, from: CivilDate)
    /// Attach a person to the office that gives the command (D14).
    case attach(Subject.ID, AttachmentGround)
    /// Note a new address (D14).
    case noteAddress(Subject.ID, HomeAddress, staysIn: Office.Area? = nil)
    /// Confirm the search for work (D15).
    case confirm(Subject.ID)
    /// Report an absence (D16).
    case report(Subject.ID, Absence)
    /// Report well from a day on (D16).
    case reportWell(Subject.ID, from: CivilDate)
    /// Set a temporary address with its last day, or take it away (D16).
    case setTemporaryAddress(Subject.ID, TemporaryAddress?)
    /// Say which contact details are known (D16).
    case changeContact(Subject.ID, hasEmail: Bool, hasPhone: Bool)
    /// Subscribe to the reminder service or unsubscribe (D16).
    case setReminders(Subject.ID, Bool)
    /// Note that access has become secure (D18).
    case grantAccess(Subject.ID, SecureAccess)
    /// Record what was agreed at an interview (D17).
    case recordAgreement(Subject.ID, RegistrationFile.Agreement.ID)

    /// The person that the command is about, if it is about one.
    public var person: Subject.ID? {
        switch self {
        case .set, .setReceiptText: nil
        case .register(let id, _, _), .visit(let id, _, _, _, _), .match(let id, _, _),
            .closeCase(let id), .deregister(let id, _), .reregister(let id),
            .noteMembership(let id, _), .noteEntitlement(let id, _), .attach(let id, _),
            .noteAddress(let id, _, _), .confirm(let id), .report(let id, _),
            .reportWell(let id, _), .setTemporaryAddress(let id, _),
            .changeContact(let id, _, _), .setReminders(let id, _), .grantAccess(let id, _),
            .recordAgreement(let id, _):
            id
        }
    }
}
