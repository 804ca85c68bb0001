internal import Rendezvous

/// Checks a plan of staff from the definitions alone, slowly: who is there is asked minute by
/// minute, and the bound follows from the certificates. It shares no code with what plans.
public struct StaffCheck: Sendable {
    /// What is wrong, a sentence each; empty if the plan keeps the rules, covers the need, and its
    /// bound is proven.
    public let violations: [String]

    /// Checks a plan; at most 100 violations are named.
    /// - Complexity: O(*days* · (*staff* + *periods* · *patterns*) · minutes of a period).
    public init(_ plan: StaffPlan) {
        var found: [String] = []
        let check = Checks(plan: plan)
        for day in plan.days.indices {
            found += check.coverage(day) + check.certificate(day)
            if found.count > 100 { break }
        }
        for agent in 0..<plan.staff where found.count <= 100 { found += check.rules(agent) }
        found += check.bound()
        violations = Array(found.prefix(100))
    }
}

private struct Checks {
    let plan: StaffPlan

    /// Whether somebody on a pattern is at work in every minute of a period.
    private func isThere(_ pattern: Int, _ period: Int) -> Bool {
        let shift = plan.patterns[pattern]
        let start = plan.grid.opening + period * plan.grid.period
        return stride(from: start, to: start + plan.grid.period, by: 60).allSatisfy { moment in
            let last = min(moment + 59, start + plan.grid.period - 1)
            guard shift.start <= moment, last < shift.end else { return false }
            return shift.breaks.allSatisfy { last < $0.lowerBound || moment >= $0.upperBound }
        }
    }

    func coverage(_ day: Int) -> [String] {
        let row = plan.roster[day]
        var counts: [Int: Int] = [:]
        for pattern in row where pattern >= 0 { counts[pattern, default: 0] += 1 }
        var found: [String] = []
        if row.count != plan.staff { found.append("day \(day) has a row of \(row.count) agents") }
        let present = (0..<plan.grid.count).map { period in
            counts.reduce(0) { $0 + (isThere($1.key, period) ? $1.value : 0) }
        }
        for (period, need) in plan.days[day].need.enumerated() where present[period] < need {
            let date = plan.days[day].date
            found.append("day \(day) (\(date)), period \(period): \(present[period]) of \(need)")
        }
        return found
    }

    /// Whether the weights of a day prove its bound.
    func certificate(_ day: Int) -> [String] {
        let cover = plan.covers[day]
        var found: [String] = []
        if cover.weights.contains(where: { $0 < 0 }) { found.append("day \(day): weight below 0") }
        for pattern in plan.patterns.indices {
            var sum: Int64 = 0
            for period in 0..<plan.grid.count where isThere(pattern, period) {
                sum += cover.weights[period]
            }
            if sum > ShiftCover.denominator {
                found.append("day \(day): the weights of shift \(pattern) pass 1")
            }
        }
        var sum: Int64 = 0
        for (need, weight) in zip(plan.days[day].need, cover.weights) {
            sum += Int64(need) * weight
        }
        let proven = Double(sum) / Double(ShiftCover.denominator)
        if Double(cover.bound - 1) >= proven { found.append("day \(day): bound not proven") }
        return found
    }

    func rules(_ agent: Int) -> [String] {
        var found: [String] = []
        var inAll = 0
        var weeks: [Int: Int] = [:]
        var lastEnd = Int.min / 2
        for (day, row) in plan.roster.enumerated() where row[agent] >= 0 {
            let shift = plan.patterns[row[agent]]
            inAll += 1
            // Day 0 of the calendar is a Thursday.
            let number = plan.days[day].date.dayNumber
            weeks[Int((Double(number + 3) / 7).rounded(.down)), default: 0] += 1
            let start = number * 86_400 + shift.start
            if start - lastEnd < plan.rules.rest {
                found.append("agent \(agent) has too little rest before day \(day)")
            }
            lastEnd = number * 86_400 + shift.end
        }
        if inAll > plan.rules.daysInAll { found.append("agent \(agent) works \(inAll) days") }
        for (week, days) in weeks.sorted(by: { $0.key < $1.key })
        where days > plan.rules.daysAWeek {
            found.append("agent \(agent) works \(days) days in week \(week)")
        }
        return found
    }

    /// Whether the witness proves the bound from those of its days.
    func bound() -> [String] {
        let least: Int
        let limit: Int
        switch plan.witness {
        case .day(let day): (least, limit) = (plan.covers[day].bound, 1)
        case .week(let first):
            let number = plan.days[first].date.dayNumber
            let days = plan.days.indices.filter {
                let gap = plan.days[$0].date.dayNumber - number
                return gap >= 0 && gap + (number + 3) % 7 < 7
            }
            (least, limit) = (
                days.reduce(0) { $0 + plan.covers[$1].bound }, plan.rules.daysAWeek
            )
        case .whole:
            (least, limit) = (plan.covers.reduce(0) { $0 + $1.bound }, plan.rules.daysInAll)
        }
        var found: [String] = []
        if plan.bound > 0, (plan.bound - 1) * limit >= least {
            found.append("the witness proves only \(least) shifts over \(limit)")
        }
        if plan.bound > plan.staff { found.append("the bound is above the staff") }
        return found
    }
}
