/// Registering again without a visit (D9).
extension RegistrationFile {
    /// Why somebody cannot register again without a visit, or `nil` if they can: a recipient of
    /// cash, start or introduction benefit, struck off for a missed confirmation, on a day not
    /// later than the last of the days by rule.
    func refusesReregistration(
        on today: CivilDate, _ policies: RegistrationPolicies, _ days: OfficeDays
    ) -> RegistrationReason? {
        guard case .ended(.missedConfirmation, let category, let ended) = standing else {
            return .notStruckOff
        }
        guard category == .cashBenefit, cashCase != nil, let office else {
            return .notACashRecipient
        }
        let start = days.date(ended, at: office)
        let rule = policies.reregistration(at: office, on: today)
        guard let last = rule.day(after: start, at: office, days), today <= last else {
            return .struckOffTooLongAgo
        }
        return isKeptOnTheBooks ? .onTheBooks : nil
    }
}
