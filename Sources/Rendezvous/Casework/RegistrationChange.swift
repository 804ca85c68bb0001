/// What an event of registration changes.
public enum RegistrationChange: Hashable, Sendable {
    /// A rule of registration, replacing an earlier one of the same identifier.
    case policySet(RegistrationPolicy)
    /// An office's own text on receipts, for a category or for all; an empty text takes it away.
    case receiptTextSet(Office.ID, for: RegistrationCategory?, String)
    /// Something that happened to one person's registration, and who brought it about.
    case step(RegistrationStep, of: Subject.ID, by: CaseActor)
}

/// Something that happened to one person's registration.
public enum RegistrationStep: Hashable, Sendable {
    /// The details of a registration were given (D3).
    case detailsGiven(RegistrationDetails)
    /// Registered, with effect; what was asked for may be more (D5).
    case registered(RegistrationCategory, asked: RegistrationCategory)
    /// Flagged as an applicant for cash or introduction benefit; without effect until the visit
    /// (D6).
    case flagged(RegistrationFile.Flag)
    /// The flag lapsed: it never took effect, and nobody is told (D6).
    case lapsed
    /// The flag was cleared: by the visit, or by registering for something else (D7).
    case flagCleared
    /// A case of cash, start or introduction benefit was registered; the benefits centre is told
    /// (D7).
    case caseRegistered(CashCase)
    /// The case was closed, and the course of contacts with it.
    case caseClosed
    /// The match group was recorded, and the programme if there is one (D7).
    case matched(MatchGroup, Programme?)
    /// Put on the office's books without being registered (D7).
    case putOnTheBooks
    /// No longer registered; for a recipient of cash benefit with the kind of case (D9).
    case deregistered(DeregistrationReason, CashCase?)
    /// Registered again without a visit after a missed confirmation (D9).
    case reregistered(CashCase)
    /// The membership of a fund that is on record, or that there is none (D5).
    case membershipNoted(Fund.ID?)
    /// The fund's message came; it counts if the person was registered as a graduate (D10).
    case entitlementNoted(CivilDate, counts: Bool)
    /// The graduate became a recipient of unemployment benefit (D10).
    case becameEntitled
    /// Attached to an office (D14).
    case attached(Office.ID, AttachmentGround)
    /// The address changed, as the national register says (D14).
    case addressNoted(HomeAddress, staysIn: Office.Area?)
    /// The office where the person stays is asked to take over (D14).
    case takeOverAsked(Office.ID)
    /// The search for work was confirmed (D15).
    case confirmed
    /// An absence was reported (D16).
    case absenceReported(Absence)
    /// Reported well, from this day on (D16).
    case reportedWell(CivilDate)
    /// A temporary address, or that there is none (D16).
    case temporaryAddressSet(TemporaryAddress?)
    /// Whether an e-mail address and a phone number are known (D16).
    case contactChanged(hasEmail: Bool, hasPhone: Bool)
    /// Subscribed to the reminder service, or no longer (D16).
    case remindersSet(Bool)
    /// Access became secure (D18).
    case accessGranted(SecureAccess)
    /// What was agreed at an interview was recorded, by the host's reference (D17).
    case agreementRecorded(RegistrationFile.Agreement.ID)
}
