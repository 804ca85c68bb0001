/// The recurring duty to confirm the search for work (D15).
extension RegistrationFile {
    /// The last day for the next confirmation, by the rule as of `today`; `nil` for people who are
    /// not registered, and where the rule finds no such day.
    func confirmationDue(
        on today: CivilDate, _ policies: RegistrationPolicies, _ days: OfficeDays
    ) -> CivilDate? {
        guard case .registered(_, let since) = standing, let office else { return nil }
        let start = days.date(lastConfirmed ?? since, at: office)
        return policies.confirmation(at: office, on: today).day(after: start, at: office, days)
    }
}
