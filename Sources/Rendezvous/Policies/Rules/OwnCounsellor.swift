/// `own-counsellor`: the case manager, where there is one (C2; French agencies call it the
/// referent).
extension RuleContext {
    /// Whether the participant has a counsellor of their own, and it is not this one.
    var isOtherThanOwnCounsellor: Bool {
        participant.counsellor.map { $0 != counsellor.id } ?? false
    }
}
