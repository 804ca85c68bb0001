/// What the instant alone brings about; no clean-up job is needed, and the next decision about the
/// person notes it as an event first.
extension RegistrationFile {
    /// The next step that has become due, or `nil` if none has.
    ///
    /// A flag whose deadline has passed lapses (D6): it is as if it had never been, also for the
    /// graduate who asked for cash benefit meanwhile and now counts as a graduate again (D11).
    /// A graduate becomes entitled when the fund's message counts and its date has begun (D10).
    func due(at instant: Instant, _ days: OfficeDays) -> RegistrationStep? {
        if let flag { return flag.lapses <= instant ? .lapsed : nil }
        return isEntitled(at: instant, days) ? .becameEntitled : nil
    }
}
