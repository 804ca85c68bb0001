/// `one-open-appointment`: nobody keeps two appointments for the same service ahead (what cal.com's
/// and Munich's users ask for against hoarding).
extension RuleContext {
    /// Whether the participant has such an appointment already.
    func hasOpenAppointment(_ policy: Policy) -> Bool {
        ofParticipant(policy).contains {
            $0.service == service.id && [.pending, .booked].contains($0.status)
                && at < $0.interval.end
        }
    }
}
