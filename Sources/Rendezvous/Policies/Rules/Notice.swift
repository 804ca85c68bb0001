/// `notice` and `horizon`: how near and how far ahead an appointment may be (A13). Working days are
/// what telephone appointments of the United Kingdom's pension advice are counted in; of the
/// booking systems compared only that one can.
extension RuleContext {
    /// Whether the start is nearer than a lead.
    func isOver(_ lead: Lead) -> Bool {
        switch lead {
        case .time(let length): return interval.start < at + length
        case .days(let days): return date < today.advanced(by: days)
        case .workingDays(let days):
            guard let first = workingDay(days) else { return true }
            return date < first
        }
    }

    /// Whether the start is as near as a lead; `orNever` is the answer where no working day is
    /// near.
    func isReached(_ lead: Lead, orNever: Bool = false) -> Bool {
        switch lead {
        case .time(let length): return interval.start <= at + length
        case .days(let days): return date <= today.advanced(by: days)
        case .workingDays(let days):
            guard let last = workingDay(days) else { return orNever }
            return date <= last
        }
    }
}
