/// `participant-present`: nobody is booked into their own absence (D16).
extension RuleContext {
    /// Whether the placement lies in an absence of the participant.
    var isInAbsence: Bool { participant.absences.overlaps(interval) }
}
