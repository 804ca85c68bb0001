/// Where somebody's registered address is.
public enum HomeAddress: Hashable, Sendable {
    /// In this area: the municipality, by the agency's own identifier.
    case inCountry(Office.Area)
    /// Abroad, as a cross-border worker.
    case crossBorder
    /// Nowhere in the country.
    case none
}

/// Which kind of number identifies somebody to the host; the number itself never comes here.
public enum PersonalNumber: String, Hashable, Sendable, CaseIterable {
    /// None was given.
    case none
    /// The personal number.
    case personal
    /// The tax personal number of a cross-border worker.
    case tax
}

/// What is said when somebody registers: facts, never values (D3).
public struct RegistrationDetails: Hashable, Sendable {
    /// The kind of number that the host has checked.
    public var number: PersonalNumber
    /// Whether a job title was given.
    public var hasJobTitle: Bool
    /// How far the person is without work.
    public var extent: UnemploymentExtent
    /// The registered address.
    public var home: HomeAddress
    /// The area where the person stays, if not that of the registered address (D14).
    public var staysIn: Office.Area?
    /// Whether an e-mail address was given; it need not be.
    public var hasEmail: Bool
    /// Whether a phone number was given; it need not be.
    public var hasPhone: Bool

    /// Details; they are checked when somebody registers with them.
    public init(
        home: HomeAddress, staysIn: Office.Area? = nil, number: PersonalNumber = .personal,
        hasJobTitle: Bool = true, extent: UnemploymentExtent = .fully, hasEmail: Bool = false,
        hasPhone: Bool = false
    ) {
        self.home = home
        self.staysIn = staysIn
        self.number = number
        self.hasJobTitle = hasJobTitle
        self.extent = extent
        self.hasEmail = hasEmail
        self.hasPhone = hasPhone
    }

    /// What is missing to register for a category (D3), or `nil` if nothing is.
    func lacks(for category: RegistrationCategory) -> RegistrationReason? {
        if number != (home == .crossBorder ? .tax : .personal) { return .wrongNumber }
        if !hasJobTitle { return .jobTitleMissing }
        if extent == .none, category != .unemploymentBenefit { return .extentNotAllowed }
        return nil
    }

    /// Refuses identifiers that are none.
    func check() throws(Refusal) {
        if case .inCountry(let area) = home {
            try Check.identifier(area, of: "the area of an address")
        }
        if let staysIn { try Check.identifier(staysIn, of: "the area of a stay") }
    }
}
