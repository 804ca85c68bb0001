/// Something that others must be told, as data; sending it is the host's.
public struct RegistrationNotice: Hashable, Sendable {
    /// Who is told.
    public enum Recipient: Hashable, Sendable {
        /// The centre that pays cash, start and introduction benefit.
        case benefitsCentre
        /// An office.
        case office(Office.ID)
        /// The person, by letter.
        case person
    }

    /// What they are told.
    public enum Matter: Hashable, Sendable {
        /// A case was registered (D7).
        case caseRegistered(CashCase)
        /// A recipient was struck off or left (D9).
        case deregistered(DeregistrationReason)
        /// A recipient registered again without a visit (D9).
        case reregistered(CashCase)
        /// Somebody registered again after a missed confirmation, and the office has to judge their
        /// availability (D9).
        case availabilityToJudge
        /// Somebody stays in the office's area, and it must take over (D14).
        case takeOver
    }

    /// Whom it is about.
    public let person: Subject.ID
    /// Who is told.
    public let recipient: Recipient
    /// What.
    public let matter: Matter
}

extension RegistrationStep {
    /// Who is told what about a step. A lapse tells nobody (D6).
    func notices(about person: Subject.ID, of office: Office.ID?) -> [RegistrationNotice] {
        func notice(
            _ recipient: RegistrationNotice.Recipient, _ matter: RegistrationNotice.Matter
        ) -> RegistrationNotice {
            RegistrationNotice(person: person, recipient: recipient, matter: matter)
        }
        switch self {
        case .caseRegistered(let kind):
            return [notice(.benefitsCentre, .caseRegistered(kind))]
        case .deregistered(let reason, let kind):
            let centre = kind.map { _ in notice(.benefitsCentre, .deregistered(reason)) }
            return [notice(.person, .deregistered(reason))] + (centre.map { [$0] } ?? [])
        case .reregistered(let kind):
            let judge = office.map { notice(.office($0), .availabilityToJudge) }
            return [notice(.benefitsCentre, .reregistered(kind))] + (judge.map { [$0] } ?? [])
        case .takeOverAsked(let office):
            return [notice(.office(office), .takeOver)]
        default:
            return []
        }
    }
}
