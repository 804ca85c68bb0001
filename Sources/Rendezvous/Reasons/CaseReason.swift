/// Why something about a case is refused or not open to a person now (C1–C6). The raw values are
/// stable, like those of ``Reason``; a refusal carries ``Reason/casework`` and one of these.
public enum CaseReason: String, Hashable, Sendable, CaseIterable {
    // Who may do it at all.
    case notAllowed = "not-allowed"
    case noCase = "no-case"
    case alreadyOpen = "already-open"
    case otherOffice = "other-office"
    // What it names.
    case unknownSegment = "unknown-segment"
    case managerElsewhere = "manager-elsewhere"
    case unchanged = "unchanged"
    case outsideCase = "outside-case"
    // The next meeting.
    case contactNotOpen = "contact-not-open"
    case contactBooked = "contact-booked"
    case documentsMissing = "documents-missing"
    case alreadyChecked = "already-checked"
    // Erasure.
    case stillActive = "still-active"
    case nothingKept = "nothing-kept"
    case alreadySalted = "already-salted"

    /// The reason in a few English words, as the end of a sentence about what was asked for.
    public var summary: String {
        switch self {
        case .notAllowed: "is not for this actor to do"
        case .noCase: "is about a person without an open case"
        case .alreadyOpen: "is about a person whose case is open already"
        case .otherOffice: "is for the office that has the case"
        case .unknownSegment: "names a segment that does not hold today"
        case .managerElsewhere: "names a counsellor who is not at the office of the case today"
        case .unchanged: "would change nothing"
        case .outsideCase: "lies before the case was opened, or after today"
        case .contactNotOpen: "comes before the next meeting may be held"
        case .contactBooked: "repeats a meeting that is booked"
        case .documentsMissing: "needs documents that have not come yet"
        case .alreadyChecked: "repeats a document that was accepted"
        case .stillActive: "is about a person with a case, registration or appointment in force"
        case .nothingKept: "is about a person of whom nothing is kept"
        case .alreadySalted: "is about a person who has a salt already"
        }
    }
}
