public import CRendezvous
import Rendezvous
import RendezvousThreads
import RendezvousVerifier
import Synchronization

/// A plan with the requests that it is of.
final class PlanHandle: AnyHandle {
    let plan: Plan
    let requests: [Request]
    let wasStopped: Bool

    init(_ plan: Plan, of requests: [Request], wasStopped: Bool) {
        self.plan = plan
        self.requests = requests
        self.wasStopped = wasStopped
        super.init(.plan)
    }
    override class var kind: HandleKind { .plan }

    /// The position of each request.
    var positions: [Request.ID: Int] {
        Dictionary(uniqueKeysWithValues: requests.enumerated().map { ($0.element.id, $0.offset) })
    }
}

/// The callbacks of a caller who watches. The caller promises that they may be called from other
/// threads.
@safe private struct Watching: @unchecked Sendable {
    let progress: rdv_plan_progress?
    let shouldStop: rdv_plan_should_stop?
    let context: UnsafeMutableRawPointer?
}

/// An execution that tells how far it is and asks whether to stop.
private final class WatchedExecution: Execution {
    private let threads: ThreadedExecution?
    private let watching: Watching
    private let done = Mutex(0)
    private let stopped = Atomic(false)

    init(_ threads: Int, _ watching: Watching) {
        self.threads = threads > 1 ? ThreadedExecution(threads: threads) : nil
        self.watching = watching
    }

    var wasStopped: Bool { stopped.load(ordering: .relaxed) }

    var shouldStop: Bool {
        if wasStopped { return true }
        guard let ask = unsafe watching.shouldStop, unsafe ask(watching.context) != 0 else {
            return false
        }
        stopped.store(true, ordering: .relaxed)
        return true
    }

    func parallelFor(_ parts: Int, _ body: @Sendable (Int) -> Void) {
        guard let threads else {
            for part in 0..<parts { finish(part, parts, body) }
            return
        }
        threads.parallelFor(parts) { finish($0, parts, body) }
    }

    private func finish(_ part: Int, _ parts: Int, _ body: @Sendable (Int) -> Void) {
        body(part)
        guard let tell = unsafe watching.progress else { return }
        done.withLock { count in
            count += 1
            var progress = rdv_progress(parts_done: Int64(count), parts: Int64(parts))
            unsafe tell(watching.context, &progress)
        }
    }
}

/// Plans requests as options say.
private func plan(
    _ requests: [Request], on agenda: Agenda, at now: Instant,
    _ given: UnsafePointer<rdv_plan_options>?, to plan: UnsafeMutablePointer<OpaquePointer?>?
) throws(Fault) {
    guard unsafe plan != nil else { throw .null("plan") }
    var chosen = unsafe rdv_plan_options()
    unsafe chosen.steps = 100_000
    unsafe chosen.seed = 1
    unsafe chosen.threads = 1
    if unsafe given != nil { unsafe chosen = try unsafe options(given, "options of the plan") }
    let steps = try unsafe number(chosen.steps, "steps", in: 0...1_000_000_000_000)
    let threads = try unsafe number(chosen.threads, "threads", in: 1...ThreadedExecution.threadsMax)
    let execution = unsafe WatchedExecution(
        threads,
        Watching(
            progress: chosen.progress, shouldStop: chosen.should_stop, context: chosen.context))
    let found = try asking { () throws(Refusal) in
        try unsafe Planner(agenda).plan(
            requests, at: now, budget: .steps(steps), seed: chosen.seed, execution: execution)
    }
    try unsafe give(PlanHandle(found, of: requests, wasStopped: execution.wasStopped), to: plan)
}

/// A plan for requests, whose identifiers are unique; the agenda stays as it is.
@c @implementation
public func rdv_agenda_plan(
    _ agenda: OpaquePointer?, _ given: UnsafePointer<rdv_request>?, _ count: Int,
    _ now: rdv_instant, _ options: UnsafePointer<rdv_plan_options>?,
    _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let now = try instant(now, "now")
        let requests = try unsafe structs(given, count, "requests") { item throws(Fault) in
            try unsafe request(item)
        }
        try unsafe plan(requests, on: handle.agenda, at: now, options, to: result)
    }
}

/// Plans the meetings that are due up to a date; requests are named by the person, and positions
/// count in the order of rdv_agenda_contacts_due without those booked or without time left.
@c @implementation
public func rdv_agenda_plan_contacts(
    _ agenda: OpaquePointer?, _ through: rdv_date, _ office: UnsafePointer<CChar>?,
    _ now: rdv_instant, _ options: UnsafePointer<rdv_plan_options>?,
    _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let now = try instant(now, "now")
        let requests = unsafe handle.agenda.contactRequests(
            at: now, through: try date(through, "through"),
            of: try identifierIfGiven(office, "office"))
        try unsafe plan(requests, on: handle.agenda, at: now, options, to: result)
    }
}

/// Ends the handle.
@c @implementation
public func rdv_plan_destroy(_ plan: OpaquePointer?) { unsafe destroy(plan, as: PlanHandle.self) }

/// The text of this thread's last failed call with the handle first; "" if none failed.
@c @implementation
public func rdv_plan_message(_ plan: OpaquePointer?) -> UnsafePointer<CChar>? {
    unsafe message(plan, as: PlanHandle.self)
}

/// The sums; `size` is sizeof(rdv_plan_summary).
@c @implementation
public func rdv_plan_summarize(
    _ plan: OpaquePointer?, _ size: Int, _ summary: UnsafeMutablePointer<rdv_plan_summary>?
) -> rdv_status {
    unsafe call(plan, as: PlanHandle.self) { handle throws(Fault) in
        let plan = handle.plan
        let sums = rdv_plan_summary(
            assignments: Int64(plan.assignments.count), waiting: Int64(plan.waiting.count),
            served: Int64(plan.served), bound: Int64(plan.bound), gap: plan.gap,
            was_stopped: handle.wasStopped ? 1 : 0)
        try unsafe put(sums, size, summary, "summary")
    }
}

/// The requests served, in the order in which they were given.
@c @implementation
public func rdv_plan_assignments(
    _ plan: OpaquePointer?, _ assignments: UnsafeMutablePointer<rdv_assignment>?,
    _ elementSize: Int, _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(plan, as: PlanHandle.self) { handle throws(Fault) in
        let positions = handle.positions
        let list = handle.plan.assignments.map { assignment in
            rdv_assignment(
                request: Int64(positions[assignment.request] ?? 0),
                id: rdv_id(assignment.request), placement: rdv_placement(assignment.placement))
        }
        try unsafe fill(assignments, elementSize, capacity, count, list)
    }
}

/// The positions of the requests that wait, ascending.
@c @implementation
public func rdv_plan_waiting(
    _ plan: OpaquePointer?, _ requests: UnsafeMutablePointer<Int64>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(plan, as: PlanHandle.self) { handle throws(Fault) in
        let positions = handle.positions
        let list = handle.plan.waiting.map { Int64(positions[$0.request] ?? 0) }
        try unsafe fill(requests, capacity, count, list)
    }
}

/// Checks a plan with other code than the planner's: every placement, the sums, the bound's form.
@c @implementation
public func rdv_plan_verify(
    _ plan: OpaquePointer?, _ events: OpaquePointer?, _ rules: OpaquePointer?,
    _ verdict: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(plan, as: PlanHandle.self) { handle throws(Fault) in
        let log = try unsafe borrow(events, as: EventsHandle.self).events
        let rules = try unsafe borrowIfGiven(rules, as: RulesHandle.self)?.rules ?? CustomRules()
        guard unsafe verdict != nil else { throw .null("verdict") }
        let found = Verifier.check(
            handle.plan, of: handle.requests, after: log, rules: rules)
        try unsafe give(VerdictHandle(found), to: verdict)
    }
}
