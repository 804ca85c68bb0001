/// `continuity`: the same counsellor as last time.
extension RuleContext {
    /// Whether the participant's latest appointment before this one was with somebody else.
    func changesCounsellor(_ policy: Policy) -> Bool {
        let before = ofParticipant(policy).filter {
            $0.status != .noShow && $0.interval.start < interval.start
        }
        let latest = before.max {
            ($0.interval.start, $0.number) < ($1.interval.start, $1.number)
        }
        return latest.map { $0.counsellor != counsellor.id } ?? false
    }
}
