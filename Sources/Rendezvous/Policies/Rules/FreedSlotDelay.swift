/// `freed-slot-delay`: what was given back is offered again after a while, so that places cannot be
/// traded (Berlin's offices delay them, `deallocationDuration`).
extension RuleContext {
    /// Whether somebody else gave back some of this time a short while ago.
    func wasFreedWithin(_ delay: Seconds) -> Bool {
        freedByOthers().contains { $0.interval.overlaps(interval) && at < $0.at + delay }
    }
}
