/// `limit`: how many appointments a person has in a day or a week at most (A13; limits by period
/// are what users of Cal.com and LibreBooking set most).
extension RuleContext {
    /// Whether the placement would be one too many.
    func exceeds(
        _ most: Int, of person: LimitedPerson, per period: Period, _ policy: Policy
    ) -> Bool {
        let dates = period.dates(around: date)
        let others =
            switch person {
            case .counsellor: count(ofCounsellor: policy, on: dates)
            case .participant: ofParticipant(policy).count { dates.contains($0.date) }
            }
        return others + 1 > most
    }
}
