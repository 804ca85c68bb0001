/// What is known about one person's registration: the fold of their steps (D1–D18).
///
/// A file holds facts, never values: names, numbers and addresses stay with the host. Read it by
/// ``Agenda/registration(of:at:)``, which has taken in what the instant alone has brought about: a
/// flag that lapsed, a graduate who became entitled.
public struct RegistrationFile: Hashable, Sendable {
    /// The person.
    public let person: Subject.ID
    /// The details of the last registration, which a known person need not repeat (D4).
    public internal(set) var details: RegistrationDetails?
    /// Where the registration stands.
    public internal(set) var standing = Standing.unregistered
    /// The mark of a registration that waits for the visit (D6).
    public internal(set) var flag: Flag?
    /// The benefit that the person receives or last received while struck off.
    public internal(set) var benefit: Benefit?
    /// Whether the course of contacts is going on.
    public internal(set) var hasActiveCourse = false
    /// The match group, if one was recorded (D7).
    public internal(set) var matchGroup: MatchGroup?
    /// The programme, if any (D13).
    public internal(set) var programme: Programme?
    /// The fund that the person is a member of, as far as it is on record (D5).
    public internal(set) var membership: Fund.ID?
    /// The fund's message about the date of entitlement (D10).
    public internal(set) var entitlement: Entitlement?
    /// The office that the person is attached to (D14).
    public internal(set) var office: Office.ID?
    /// Why they are attached to it.
    public internal(set) var ground: AttachmentGround?
    /// The office that was asked to take over, until it has or the address changes.
    public internal(set) var askedToTakeOver: Office.ID?
    /// How secure their access is; `nil` while it is not (D18).
    public internal(set) var access: SecureAccess?
    /// When they last confirmed their search for work (D15).
    public internal(set) var lastConfirmed: Instant?
    /// Their absences, in the order in which they were reported (D16).
    public internal(set) var absences: [Absence] = []
    /// A temporary address, which ends by itself (D16).
    public internal(set) var temporaryAddress: TemporaryAddress?
    /// Whether they take the reminder service (D16).
    public internal(set) var hasReminders = false
    /// What was agreed at the last interview, by the host's reference (D17).
    public internal(set) var agreement: Agreement?
    /// The receipt of the last registration (D2).
    public internal(set) var receipt: Receipt?
    /// Every standing that came to be, oldest first; what lapsed never did.
    public internal(set) var history: [Passage] = []

    init(_ person: Subject.ID) { self.person = person }
}

extension RegistrationFile {
    /// Where a registration stands.
    public enum Standing: Hashable, Sendable {
        /// Never registered.
        case unregistered
        /// Registered.
        case registered(RegistrationCategory, since: Instant)
        /// On the office's books, and not to be registered (D7, D13).
        case onTheBooks(since: Instant)
        /// No longer registered.
        case ended(DeregistrationReason, as: RegistrationCategory, at: Instant)
    }

    /// The mark of a registration that has not taken effect (D6).
    public struct Flag: Hashable, Sendable {
        /// When the person registered online.
        public let since: Instant
        /// The day on which they are to come.
        public let attendance: CivilDate
        /// From when on it is as if they had never registered.
        public let lapses: Instant

        /// A flag.
        public init(since: Instant, attendance: CivilDate, lapses: Instant) {
            self.since = since
            self.attendance = attendance
            self.lapses = lapses
        }
    }

    /// The fund's message about a graduate (D10).
    public struct Entitlement: Hashable, Sendable {
        /// The first day of entitlement.
        public let from: CivilDate
        /// Whether the person was registered as a graduate when the message came.
        public let counts: Bool
    }

    /// What was agreed at an interview.
    public struct Agreement: Hashable, Sendable {
        /// The identifier of an agreement.
        public typealias ID = Identifier<Agreement>

        /// The host's reference to its text.
        public let id: ID
        /// When it was recorded.
        public let at: Instant
    }

    /// A standing, and when it came to be.
    public struct Passage: Hashable, Sendable {
        /// When.
        public let at: Instant
        /// The standing.
        public let standing: Standing
    }

    /// The category as which the person is registered, if they are.
    public var category: RegistrationCategory? {
        if case .registered(let category, _) = standing { category } else { nil }
    }

    /// The group by which self-service differs (D15).
    public var contactGroup: ContactGroup {
        if flag != nil { return .cashApplicant }
        switch standing {
        case .onTheBooks: return .onTheBooks
        case .unregistered, .ended: return .none
        case .registered(.unemploymentBenefit, _): return .unemploymentBenefit
        case .registered(.graduate, _): return .graduate
        case .registered(.noBenefit, _): return .noBenefit
        case .registered(.cashBenefit, _):
            switch benefit {
            case .cash(.start): return .startBenefit
            case .cash(.introduction): return .introductionBenefit
            default: return .cashBenefit
            }
        }
    }

    /// The kind of cash case, if there is one.
    var cashCase: CashCase? { if case .cash(let kind) = benefit { kind } else { nil } }
}

/// Why a registration ended.
public enum DeregistrationReason: String, Hashable, Sendable, CaseIterable {
    /// The person wished it.
    case ownRequest = "own-request"
    /// A confirmation was missed (D9, D15).
    case missedConfirmation = "missed-confirmation"
    /// The office decided it.
    case byOffice = "by-office"
}

/// Why somebody is attached to an office (D14).
public enum AttachmentGround: String, Hashable, Sendable, CaseIterable {
    /// It serves the area of the registered address.
    case registeredAddress = "registered-address"
    /// It serves the area where the person stays, and has taken over.
    case stay
    /// The person lives abroad and has asked this office.
    case choice
}

/// How somebody came by secure access (D18); the host keeps the code.
public enum SecureAccess: String, Hashable, Sendable, CaseIterable {
    /// A code sent by letter to the registered address.
    case codeByLetter = "code-by-letter"
    /// A code handed out at the office.
    case codeAtOffice = "code-at-office"
    /// Given at the visit of a cash-benefit applicant.
    case atVisit = "at-visit"
}
