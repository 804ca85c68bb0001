/// `protected-capacity` and `interpreter-slots`: hours that are kept for some people until a time
/// before, and then open to all (C4: vulnerable groups; the United Kingdom's pension advice keeps
/// slots for sign language and opens them seven working days ahead).
extension RuleContext {
    /// Whether the hours are kept for members of groups to which the participant does not belong.
    func isProtected(_ hours: WeeklyHours, for groups: Set<Group.ID>, until release: Lead) -> Bool {
        groups.isDisjoint(with: participant.groups) && !isReached(release) && overlaps(hours)
    }

    /// Whether the hours are kept for those who need languages that the party does not need.
    func isProtected(
        _ hours: WeeklyHours, for languages: Set<Communication>, until release: Lead
    ) -> Bool {
        languages.isDisjoint(with: party.communications) && !isReached(release) && overlaps(hours)
    }
}
