/// A page that a receipt leads to.
public enum ReceiptLink: String, Hashable, Sendable, Comparable, CaseIterable {
    /// The card on which unemployment benefit is claimed.
    case benefitCard = "benefit-card"
    /// The declaration of unemployment.
    case declaration

    /// Whether `left` is listed before `right`.
    public static func < (left: ReceiptLink, right: ReceiptLink) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What the person must do next, by their receipt.
public enum ReceiptTask: Hashable, Sendable {
    /// Come to the office on this day (D6).
    case comeToOffice(on: CivilDate)
    /// Have the fund register the membership (D5).
    case contactFund
    /// Wait: the registration changes by itself when the fund's message and the date have come
    /// (D10).
    case awaitEntitlement
    /// Use the activation code that comes by letter, or get one at the office (D18).
    case activateAccess
    /// Confirm the search for work, by this day at the latest (D15).
    case confirmJobSearch(by: CivilDate)
}

/// What somebody is told when they have registered (D2): data, for the host to put into words.
public struct Receipt: Hashable, Sendable {
    /// When they registered.
    public let at: Instant
    /// What they asked for.
    public let asked: RegistrationCategory
    /// What they are registered as; for cash benefit the applicant is not registered yet.
    public let category: RegistrationCategory
    /// Whether the registration takes effect at the visit only (D6).
    public let isProvisional: Bool
    /// The office that they are attached to.
    public let office: Office.ID
    /// The pages that it leads to: none without unemployment benefit (D12).
    public let links: [ReceiptLink]
    /// What to do next, in order.
    public let tasks: [ReceiptTask]
    /// The office's own text, at most ``Limits/receiptCharacters`` characters; may be empty.
    public let officeText: String
}

/// The texts that offices add to receipts, for one category or for all (D2).
struct ReceiptTexts: Hashable {
    struct Key: Hashable, Comparable {
        let office: Office.ID
        let category: RegistrationCategory?

        static func < (left: Key, right: Key) -> Bool {
            guard left.office == right.office else { return left.office < right.office }
            switch (left.category, right.category) {
            case (nil, _?): return true
            case (let left?, let right?): return left < right
            default: return false
            }
        }
    }

    private(set) var texts: [Key: String] = [:]

    mutating func set(_ text: String, of office: Office.ID, for category: RegistrationCategory?) {
        texts[Key(office: office, category: category)] = text.isEmpty ? nil : text
    }

    /// The text for the category, else the one for all.
    func text(of office: Office.ID, for category: RegistrationCategory) -> String {
        texts[Key(office: office, category: category)]
            ?? texts[Key(office: office, category: nil)] ?? ""
    }
}

/// A receipt's text is counted as a person counts it: in grapheme clusters (D2).
enum ReceiptText {
    /// Refuses a text with too many characters, or with more bytes than so many can need.
    static func check(_ text: String) throws(Refusal) {
        try checkBytes(text)
        guard text.count <= Limits.receiptCharacters else {
            throw Refusal(
                .textTooLong,
                "text of a receipt (\(text.count) characters) must have at most "
                    + "\(Limits.receiptCharacters)")
        }
    }

    /// What a replay asks too; how many characters bytes are may differ by release of Unicode.
    static func checkBytes(_ text: String) throws(Refusal) {
        guard text.utf8.count <= Limits.receiptBytes else {
            throw Refusal(
                .limit,
                "text of a receipt (\(text.utf8.count) bytes) must have at most "
                    + "\(Limits.receiptBytes)")
        }
    }
}
