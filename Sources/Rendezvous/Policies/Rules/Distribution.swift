/// `least-loaded`, `round-robin` and `fair-share`: which counsellor comes next. Peers draw lots
/// (`ORDER BY RANDOM()`); these give the same answer every time.
extension RuleContext {
    /// How many appointments the counsellor has in the period of D.
    func load(per period: Period, _ policy: Policy) -> Int {
        count(ofCounsellor: policy, on: period.dates(around: date))
    }

    /// The number of the counsellor's appointment that was made last, 0 if there is none.
    func latestMade(_ policy: Policy) -> Int {
        ofCounsellor(policy, on: .always).map(\.number).max() ?? 0
    }

    /// How much of the counsellor's declared time in the week of D is taken, per mille.
    func shareOfDeclaredTime(_ policy: Policy) -> Int {
        let week = Period.week.dates(around: date)
        let taken = ofCounsellor(policy, on: week).reduce(Int64(0)) {
            $0 + $1.interval.length.count
        }
        let working = max(1, workingTime(on: week).count / 60)
        return Int(taken / 60 * 1_000 / working)
    }
}
