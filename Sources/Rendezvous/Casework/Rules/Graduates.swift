/// Graduates (D10, D11).
extension RegistrationFile {
    /// Whether a graduate becomes a recipient of unemployment benefit (D10): the fund's message
    /// came while they were registered as a graduate, and its date has begun by the office's clock.
    /// Who has asked for cash benefit meanwhile counts as an applicant for it (D11), so this is
    /// asked only where no flag stands.
    func isEntitled(at instant: Instant, _ days: OfficeDays) -> Bool {
        guard category == .graduate, let entitlement, entitlement.counts else { return false }
        return days.zone(of: office).start(of: entitlement.from) <= instant
    }

    /// Why a fund may not register somebody (D11): graduates only, who are its members.
    func refusesFund(_ fund: Fund.ID, _ asked: RegistrationCategory) -> RegistrationReason? {
        if asked != .graduate { return .notAllowed }
        guard let membership else { return .membershipMissing }
        return membership == fund ? nil : .otherFund
    }

    /// What somebody is registered as who asks for a category (D5): without a membership on record
    /// there is no unemployment benefit.
    func granted(_ asked: RegistrationCategory) -> RegistrationCategory {
        asked == .unemploymentBenefit && membership == nil ? .noBenefit : asked
    }
}
