internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousSimulation
internal import RendezvousStudies

/// `rendezvous staff`: how many agents a phone line needs.
enum StaffCommand: Command {
    static let name = "staff"
    static let summary = "staff a phone line: agents by half hour, shifts, and a proven bound"
    static let files = ["STAFFING"]
    static let options = [
        Option("simulate", "N", "correct the need by simulating each day N times"),
        Option("seed", "N", "what random choices follow from (default: 1)"),
        Option("agency", "FILE", "compare with the working time that counsellors declare"),
        Option("date", "DATE", "the day to draw (default: the one with the most agents)"),
        Option("out", "FILE", "write the plan, staffing-plan/1"),
        Option("roster", "FILE", "write who works which shift, CSV"),
        Option("json", nil, "write the plan instead of its summary"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        let bytes = try inputs.bytes(of: path)
        let task: StaffingTask
        do throws(DocumentError) {
            task = try StaffingDocument.decode(bytes)
        } catch {
            throw Failure(.data, "\(path): \(error)")
        }
        let replications = try arguments.number("simulate", from: 1)
        let seed = try arguments.number("seed", from: 0) ?? 1
        let drawn = try arguments.value("date", "a date such as 2026-03-30") { CivilDate($0) }
        var agenda: Agenda?
        if let agency = arguments.text("agency") {
            agenda = try inputs.agenda(try inputs.events(agency), agency)
        }
        let plan: StaffPlan
        do throws(ParameterError) {
            plan = try task.plan(replications: replications, seed: UInt64(seed))
        } catch {
            throw Failure(.data, "\(path): \(error)")
        }
        // What plans and what checks share no code; a plan that fails is not handed out.
        let check = StaffCheck(plan)
        if let first = check.violations.first {
            throw Failure(.violated, "\(path): the check of the plan failed: \(first).")
        }
        let declared = agenda.map { DeclaredStaff(agenda: $0, plan: plan).counts }
        let document = StaffingPlanDocument.encode(plan, declared: declared)
        if let out = arguments.text("out") { try inputs.save(document, out) }
        if let out = arguments.text("roster") {
            try inputs.save(Array(StaffText(task: task, plan: plan).roster.utf8), out)
        }
        if arguments.has("json") {
            console.write(String(decoding: document, as: UTF8.self))
        } else {
            let text = StaffText(task: task, plan: plan, declared: declared)
            console.write(text.summary(simulated: replications) + (try text.day(drawn)))
        }
        if let agents = task.agents, agents < plan.staff { return .empty }
        return .success
    }
}

/// How many counsellors of an agenda are on duty in the periods of a plan, by declared time.
private struct DeclaredStaff {
    let agenda: Agenda
    let plan: StaffPlan

    /// For each day and period those who work throughout it, by the clock of the first of them.
    var counts: [[Int]] {
        let counsellors = agenda.counsellors
        let zone = counsellors.first.flatMap { agenda.zone(of: $0) } ?? .utc
        return plan.days.map { day in
            var result = [Int](repeating: 0, count: plan.grid.count)
            let times = counsellors.compactMap {
                agenda.workingTime(of: .counsellor($0), on: DateRange(day.date))?.working
            }
            for place in result.indices {
                let stretch = plan.grid.stretch(place)
                let start = zone.resolve(
                    day.date, CivilTime(secondOfDay: stretch.lowerBound)
                ).earliest
                guard
                    let period = Interval(
                        start: start, end: start + Seconds(Int64(plan.grid.period)))
                else { continue }
                result[place] = times.reduce(0) { $0 + ($1.contains(period) ? 1 : 0) }
            }
            return result
        }
    }
}
