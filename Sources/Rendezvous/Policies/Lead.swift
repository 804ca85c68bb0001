/// How long before an appointment something is decided: in time, or in days of the office.
///
/// Days are counted from the local date of the decision in the zone of the counsellor's office.
public enum Lead: Hashable, Sendable {
    /// A length of time before the start, 0 … ``Limits/longestNotice``.
    case time(Seconds)
    /// Calendar days before the date of the start, 0 … ``Limits/farthestHorizon``.
    case days(Int)
    /// Working days of the office before the date of the start, 0 … ``Limits/mostWorkingDays``. A
    /// working day is a date on which the office has opening hours.
    case workingDays(Int)
}
