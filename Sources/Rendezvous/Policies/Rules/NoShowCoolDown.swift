/// `no-show-cool-down`: after repeated no-shows a while without appointments (a rule of several
/// booking systems; an agency that must see people will rather not set it).
extension RuleContext {
    /// Whether the participant missed so many appointments that none is offered on D yet.
    func coolsDown(
        after misses: Int, within: Int, for days: Int, _ policy: Policy
    ) -> Bool {
        let earliest = at - .hours(24) * Int64(within)
        let missed = ofParticipant(policy).filter {
            $0.status == .noShow && earliest < $0.interval.start
        }
        guard missed.count >= misses, let latest = missed.map(\.date).max() else { return false }
        return date < latest.advanced(by: days)
    }
}
