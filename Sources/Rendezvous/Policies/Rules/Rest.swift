/// `rest`: hours between a counsellor's appointments of different days (eleven by directive
/// 2003/88/EC; what ERGANI's inspectors look at, E4–E8).
extension RuleContext {
    /// Whether an appointment of another date is nearer than a rest.
    func leavesLessRest(than length: Seconds, _ policy: Policy) -> Bool {
        let reach = Int(length.count / 86_400) + 2
        let dates = DateRange(from: date.advanced(by: -reach), to: date.advanced(by: reach))
        let nearer = ofCounsellor(policy, on: dates ?? DateRange(date)) { other in
            let isNear =
                other.end <= interval.start
                ? interval.start < other.end + length : other.start < interval.end + length
            return isNear && date(of: other.start) != date
        }
        return !nearer.isEmpty
    }
}
