internal import Rendezvous
internal import RendezvousSimulation

/// A plan of staff as lines for people.
struct StaffText {
    let task: StaffingTask
    let plan: StaffPlan
    var declared: [[Int]]?

    func summary(simulated replications: Int?) -> String {
        let calls = Int(task.calls.joined().reduce(0, +).rounded())
        let peak = plan.days.flatMap(\.need).max() ?? 0
        let last = plan.days.last?.date ?? task.first
        let shifts = plan.covers.reduce(0) { $0 + $1.agents }
        var text = "  \(Text.grouped(plan.days.count)) days, \(task.first) to \(last): "
        text += "\(Text.grouped(calls)) calls of \(Int(task.handling)) s\n"
        text += "  up to \(Text.grouped(peak)) agents at once, so that "
        text += "\(percent(task.target.share)) are answered within \(Int(task.target.within)) s"
        if task.shrinkage > 0 { text += ", \(percent(task.shrinkage)) of them away" }
        text += replications.map { " (\($0) simulated days each)\n" } ?? " (Erlang)\n"
        text += "  \(Text.grouped(plan.staff)) agents work \(Text.grouped(shifts)) shifts; "
        text += "proven: fewer than \(Text.grouped(plan.bound)) cannot (\(witness))\n"
        text += "  checked from the definitions alone: need, rules, rest and bound hold\n"
        if let agents = task.agents {
            text +=
                agents >= plan.staff
                ? "  \(agents) are there: \(agents - plan.staff) to spare\n"
                : "  \(agents) are there: \(plan.staff - agents) too few\n"
        }
        if let declared { text += shortage(declared) }
        return text
    }

    private func percent(_ share: Double) -> String {
        let tenths = Int((share * 1_000).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }

    private var witness: String {
        switch plan.witness {
        case .day(let day): "\(Text.day(plan.days[day].date)) alone needs them"
        case .week(let day):
            "the week of \(Text.day(plan.days[day].date)), \(plan.rules.daysAWeek) days each"
        case .whole: "all days, \(plan.rules.daysInAll) each"
        }
    }

    /// What declared working time leaves short.
    private func shortage(_ declared: [[Int]]) -> String {
        var (periods, worst, place) = (0, 0, "")
        for (day, counts) in declared.enumerated() {
            for (period, count) in counts.enumerated() {
                let short = plan.days[day].need[period] - count
                guard short > 0 else { continue }
                periods += 1
                if short > worst {
                    worst = short
                    place = "\(Text.day(plan.days[day].date)) \(time(period))"
                }
            }
        }
        return periods == 0
            ? "  declared working time covers every period\n"
            : "  declared working time leaves \(Text.grouped(periods)) periods short, most "
                + "\(worst) agents on \(place)\n"
    }

    private func time(_ period: Int) -> String {
        CivilTime(secondOfDay: plan.grid.stretch(period).lowerBound).description
    }

    /// One day as a table and a picture: a row a period.
    func day(_ date: CivilDate?) throws(Failure) -> String {
        var place = 0
        if let date {
            guard let found = plan.days.firstIndex(where: { $0.date == date }) else {
                throw Failure(
                    .usage,
                    "--date (\(date)) must be from \(task.first) to "
                        + "\(plan.days.last?.date ?? task.first).")
            }
            place = found
        } else {
            for other in plan.covers.indices
            where plan.covers[other].agents > plan.covers[place].agents {
                place = other
            }
        }
        let cover = plan.covers[place]
        let top = max(1, cover.onDuty.max() ?? 1, declared?[place].max() ?? 0)
        let unit = max(1, (top + 49) / 50)
        var text = "\n  \(Text.day(plan.days[place].date)): \(cover.agents) agents, "
        text += "at least \(cover.bound); █ needed  ▒ on duty beyond  ! declared short\n"
        text += "         calls  need  duty" + (declared == nil ? "" : "  declared") + "\n"
        for period in cover.need.indices {
            let (need, duty) = (cover.need[period], cover.onDuty[period])
            let calls = Int(task.calls[place][period].rounded())
            text += "  \(time(period))" + right(calls, 7) + right(need, 6) + right(duty, 6)
            if let declared { text += right(declared[place][period], 10) }
            let full = (need + unit - 1) / unit
            text += "  " + String(repeating: "█", count: full)
            text += String(repeating: "▒", count: max(0, duty / unit - full))
            if let declared, declared[place][period] < need { text += " !" }
            text += "\n"
        }
        return text + shifts(cover)
    }

    private func right(_ number: Int, _ width: Int) -> String {
        let text = Text.grouped(number)
        return String(repeating: " ", count: max(1, width - text.count)) + text
    }

    private func shifts(_ cover: ShiftCover) -> String {
        var text = ""
        for (number, count) in cover.counts.enumerated() where count > 0 {
            let pattern = plan.patterns[number]
            text += "  " + right(count, 5) + " × \(pattern.name) \(clock(pattern.start))"
            text += "–\(clock(pattern.end))"
            for pause in pattern.breaks {
                text += ", break \(clock(pause.lowerBound))–\(clock(pause.upperBound))"
            }
            text += "\n"
        }
        return text
    }

    private func clock(_ second: Int) -> String { CivilTime(secondOfDay: second).description }

    /// Who works which shift, a line each: agents are numbers from 1 on.
    var roster: String {
        var text = "date,agent,shift,from,to\r\n"
        for (day, row) in plan.roster.enumerated() {
            for (agent, number) in row.enumerated() where number >= 0 {
                let pattern = plan.patterns[number]
                text += "\(plan.days[day].date),\(agent + 1),\(quoted(pattern.name)),"
                text += "\(clock(pattern.start)),\(clock(pattern.end))\r\n"
            }
        }
        return text
    }

    /// A field of RFC 4180.
    private func quoted(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        let inner = text.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
        return "\"\(inner)\""
    }
}
