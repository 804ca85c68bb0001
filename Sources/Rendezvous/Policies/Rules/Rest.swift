/// `rest`: hours between a counsellor's appointments of different days (eleven by directive
/// 2003/88/EC; what ERGANI's inspectors look at, E4–E8).
extension RuleContext {
    /// Whether an appointment of another date is nearer than a rest.
    func leavesLessRest(than length: Seconds, _ policy: Policy) -> Bool {
        let reach = Int(length.count / 86_400) + 2
        let dates = DateRange(from: date.advanced(by: -reach), to: date.advanced(by: reach))
        return ofCounsellor(policy, on: dates ?? DateRange(date)).contains { other in
            guard other.date != date else { return false }
            return other.interval.end <= interval.start
                ? interval.start < other.interval.end + length
                : other.interval.start < interval.end + length
        }
    }
}
