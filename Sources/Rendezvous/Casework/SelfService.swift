/// What people can do on their own page (D16).
public enum SelfService: String, Hashable, Sendable, CaseIterable {
    /// Register, in one's own category or another.
    case register
    /// Register again without a visit (D9).
    case reregister
    /// End the registration.
    case deregister
    /// Confirm the search for work.
    case confirm
    /// Report sick, from today.
    case reportSick = "report-sick"
    /// Report well, from today.
    case reportWell = "report-well"
    /// Report a holiday.
    case reportHoliday = "report-holiday"
    /// Report temporary work.
    case reportTemporaryWork = "report-temporary-work"
    /// Change the contact details.
    case changeContact = "change-contact"
    /// Set a temporary address.
    case setTemporaryAddress = "set-temporary-address"
    /// Subscribe to the reminder service or unsubscribe.
    case setReminders = "set-reminders"
    /// Change the office: never open to the person (D14).
    case changeOffice = "change-office"
}

/// One thing on a person's page: open to them now, or why not.
public struct Ability: Hashable, Sendable {
    /// What it is.
    public let service: SelfService
    /// Why it is not open now; `nil` if it is.
    public let reason: RegistrationReason?
    /// Whether it is open now.
    public var isOpen: Bool { reason == nil }
}
