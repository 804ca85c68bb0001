/// `spacing`: days between two appointments of one participant, so that few people do not fill many
/// places (French welfare-to-work agencies space their invitations so).
extension RuleContext {
    /// Whether another appointment of the participant is fewer days away.
    func isCloserThan(_ days: Int, _ policy: Policy) -> Bool {
        ofParticipant(policy).contains { abs($0.date.dayNumber - date.dayNumber) < days }
    }
}
