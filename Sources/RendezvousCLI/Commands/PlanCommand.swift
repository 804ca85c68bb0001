internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousThreads

/// `rendezvous plan`: plans many requests at once.
enum PlanCommand: Command {
    static let name = "plan"
    static let summary = "plan many requests at once, with a proven bound"
    static let files = ["AGENCY", "REQUESTS"]
    static let options = [
        Option("at", "INSTANT", "what counts as now, RFC 3339 (default: the clock)"),
        Option("steps", "N", "improvement steps (default: 100000)"),
        Option("seed", "N", "what random choices follow from (default: 1)"),
        Option("threads", "N", "threads (default: one a processor)"),
        Option("time-limit", "SECONDS", "stop after so long; the plan then depends on the machine"),
        Option("out", "FILE", "write the plan, plan/1"),
        Option("agenda", "FILE", "write the agenda with the plan booked, agenda/1"),
        Option("format", "NAME", "a public problem FILE instead: \(ProblemFile.names)"),
        Option("certificate", "FILE", "write the proof of the bound, plan-certificate/1"),
        Option("enlist", nil, "put who is not served on the waiting list of --agenda"),
        Option("json", nil, "write the plan instead of its summary"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        if arguments.has("format") { return try ProblemCommands.plan(arguments, console) }
        let inputs = Inputs(console: console)
        let paths = try arguments.words(files)
        let events = try inputs.events(paths[0])
        let agenda = try inputs.agenda(events, paths[0])
        let requests = try inputs.requests(paths[1], events)
        let instant = try RequestOptions.instant(arguments, console)
        let steps = try arguments.number("steps", from: 0) ?? 100_000
        let seed = try arguments.number("seed", from: 0) ?? 1
        let threads = try arguments.number("threads", from: 1)
        let limit = try arguments.number("time-limit", from: 1)
        let execution = ThreadedExecution(
            threads: threads, timeLimit: limit.map { Seconds(Int64($0)) })
        let plan = try refusing { () throws(Refusal) in
            try Planner(agenda).plan(
                requests, at: instant, budget: .steps(steps), seed: UInt64(seed),
                execution: execution)
        }
        // Whatever can be refused comes before the first file is written.
        guard arguments.has("agenda") || !arguments.has("enlist") else {
            throw Failure(.usage, "--enlist needs --agenda, in which the waiting list is.")
        }
        let booked =
            arguments.has("agenda")
            ? try book(plan, requests, agenda, enlisting: arguments.has("enlist")) : []
        if let out = arguments.text("out") { try inputs.save(PlanDocument.encode(plan), out) }
        if let out = arguments.text("certificate"), let certificate = plan.certificate {
            try inputs.save(PlanCertificateDocument.encode(certificate), out)
        }
        if let out = arguments.text("agenda") {
            try inputs.save(AgendaDocument.encode(events + booked), out)
        }
        if arguments.has("json") {
            console.write(String(decoding: PlanDocument.encode(plan), as: UTF8.self))
        } else {
            console.write(PlanText(agenda: agenda).summary(plan, requests))
        }
        return plan.assignments.isEmpty && !requests.isEmpty ? .empty : .success
    }

    /// The events that book a plan, one by one, as the desk would, and put who waits on the waiting
    /// list if that is asked for.
    static func book(
        _ plan: Plan, _ requests: [Request], _ agenda: Agenda, enlisting: Bool = false
    ) throws(Failure) -> [Event] {
        var agenda = agenda
        var events: [Event] = []
        let byID = Dictionary(requests.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var commands = plan.assignments.compactMap { assignment in
            byID[assignment.request].map {
                ($0, Rendezvous.Command.book(assignment.placement, for: $0))
            }
        }
        if enlisting {
            commands += plan.waiting.compactMap { waiting in
                byID[waiting.request].map { ($0, Rendezvous.Command.enlist($0)) }
            }
        }
        for (request, command) in commands {
            do {
                let new = try agenda.decide(command, at: plan.at)
                try agenda.apply(new)
                events += new
            } catch {
                throw Failure(.refused, "request (\(request.id)): \(error)")
            }
        }
        return events
    }
}

/// A plan as lines for people.
struct PlanText {
    let agenda: Agenda

    func summary(_ plan: Plan, _ requests: [Request]) -> String {
        let all = requests.count
        let served = plan.assignments.count
        let weight = requests.reduce(0) { $0 + $1.weight }
        let unreachable = plan.waiting.filter { $0.shortage != nil }.count
        let tenths = Int((plan.gap * 1_000).rounded(.up))
        var text =
            "  \(Text.grouped(served)) of \(Text.grouped(all)) served "
            + "(\(Text.percent(served, of: all))), weight \(Text.grouped(plan.served)) of "
            + "\(Text.grouped(weight))\n"
        text +=
            "  proven: no plan can serve more than weight \(Text.grouped(plan.bound)); this one is "
            + "within \(tenths / 10).\(tenths % 10) %\n"
        text += "  mean wait \(meanWait(plan, requests)) days\n"
        if plan.waiting.isEmpty { return text }
        let past = requests.filter { ($0.windows.span?.end ?? plan.at) <= plan.at }.count
        if past > 0 {
            text += "  \(past) asked for a time before \(plan.at); maybe --at is needed\n"
        }
        text += "  \(plan.waiting.count) wait: \(unreachable) have no opening at all, "
        text += "\(plan.waiting.count - unreachable) found their openings taken by others\n"
        return text
    }

    /// The mean time from the first moment asked for to the start, in days with one decimal.
    private func meanWait(_ plan: Plan, _ requests: [Request]) -> String {
        let byID = Dictionary(requests.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var seconds: Int64 = 0
        for assignment in plan.assignments {
            guard let first = byID[assignment.request]?.windows.span?.start else { continue }
            seconds += max(0, (assignment.placement.interval.start - max(first, plan.at)).count)
        }
        guard !plan.assignments.isEmpty else { return "0.0" }
        let tenths = seconds * 10 / Int64(plan.assignments.count) / 86_400
        return "\(tenths / 10).\(tenths % 10)"
    }
}
