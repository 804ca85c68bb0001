/// Why something about a registration is refused or not open to a person now (D1–D18). The raw
/// values are stable, like those of ``Reason``; a refusal carries ``Reason/registration`` and one
/// of these.
public enum RegistrationReason: String, Hashable, Sendable, CaseIterable {
    // Who may do it at all.
    case notAllowed = "not-allowed"
    case unknownPerson = "unknown-person"
    case accessNotSecure = "access-not-secure"
    case accessAtVisit = "access-at-visit"
    case waitingForVisit = "waiting-for-visit"
    case notRegistered = "not-registered"
    case alreadyRegistered = "already-registered"
    // What must be said to register (D3).
    case detailsMissing = "details-missing"
    case wrongNumber = "wrong-number"
    case jobTitleMissing = "job-title-missing"
    case extentNotAllowed = "extent-not-allowed"
    // Who cannot register online (D13).
    case noRegisteredAddress = "no-registered-address"
    case onTheBooks = "on-the-books"
    // The way of each category.
    case noOpeningDay = "no-opening-day"
    case visitNeeded = "visit-needed"
    case notStruckOff = "not-struck-off"
    case struckOffTooLongAgo = "struck-off-too-long-ago"
    case notACashRecipient = "not-a-cash-recipient"
    case membershipMissing = "membership-missing"
    case otherFund = "other-fund"
    // The office (D14).
    case attachmentByOffice = "attachment-by-office"
    case attachedElsewhere = "attached-elsewhere"
    case notAttached = "not-attached"
    case noOfficeForArea = "no-office-for-area"
    case groundMissing = "ground-missing"
    // Duties and self-service (D15, D16).
    case notOverdue = "not-overdue"
    case notForThisGroup = "not-for-this-group"
    case onlyFromToday = "only-from-today"
    case noticeTooShort = "notice-too-short"
    case endMissing = "end-missing"
    case endBeforeStart = "end-before-start"
    case inThePast = "in-the-past"
    case alreadyAbsent = "already-absent"
    case notAbsent = "not-absent"
    case unchanged = "unchanged"
    case textTooLong = "text-too-long"

    /// The reason in a few English words, as the end of a sentence about what was asked for.
    public var summary: String {
        switch self {
        case .notAllowed: "is not for this actor to do"
        case .unknownPerson: "is about a person of whom there is no file"
        case .accessNotSecure: "needs secure access"
        case .accessAtVisit: "gives secure access, which cash-benefit applicants get at the visit"
        case .waitingForVisit: "waits for the visit at the office"
        case .notRegistered: "is for registered people"
        case .alreadyRegistered: "would change nothing, the person is registered so already"
        case .detailsMissing: "lacks the details of a first registration"
        case .wrongNumber: "needs a personal number, or a tax number for cross-border workers"
        case .jobTitleMissing: "needs a job title"
        case .extentNotAllowed: "needs somebody fully or partly unemployed, if not insured"
        case .noRegisteredAddress: "needs a registered address in the country"
        case .onTheBooks: "is not needed, the office has the person on its books unregistered"
        case .noOpeningDay: "needs an office that opens again"
        case .visitNeeded: "is done by recording the visit"
        case .notStruckOff: "is for people struck off for a missed confirmation"
        case .struckOffTooLongAgo: "comes too long after the person was struck off"
        case .notACashRecipient: "is for recipients of cash, start or introduction benefit"
        case .membershipMissing: "needs a membership of the fund on record"
        case .otherFund: "concerns a member of another fund"
        case .attachmentByOffice: "is for offices to change, not for the person"
        case .attachedElsewhere: "is for the office that the person is attached to"
        case .notAttached: "needs an office that attaches the person first"
        case .noOfficeForArea: "names an area that no office serves"
        case .groundMissing: "has no ground in where the person lives"
        case .notOverdue: "needs a confirmation that is overdue"
        case .notForThisGroup: "is not open to this contact group"
        case .onlyFromToday: "may be said from today only"
        case .noticeTooShort: "comes too soon for the notice to be kept"
        case .endMissing: "needs an end date"
        case .endBeforeStart: "ends before it starts"
        case .inThePast: "lies in the past"
        case .alreadyAbsent: "repeats an absence that is running"
        case .notAbsent: "needs an illness that is running"
        case .unchanged: "would change nothing"
        case .textTooLong: "has too many characters"
        }
    }
}
