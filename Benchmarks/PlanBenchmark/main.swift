// Plans the next meeting of every case of a national agency, and proves how many could be held
// (requirement C5, Documentation/Benchmarks.md):
//
//     swift run -c release PlanBenchmark [PEOPLE] [OFFICES] [MANAGERS] [STEPS] [THREADS]
//         [shared] [unverified] [repair]
//
// shared: interpreters serve the whole country, which makes one problem of all offices; repair:
// books the plan and repairs twenty days on which a counsellor falls ill, instead of verifying.

import Glibc
import Rendezvous
import RendezvousThreads
import RendezvousVerifier

let arguments = CommandLine.arguments.dropFirst().map { $0 }

func number(_ position: Int, else other: Int) -> Int {
    position < arguments.count ? Int(arguments[position]) ?? other : other
}

/// Seconds of the processor that all threads of this program have used.
func processorTime() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func measure<Result>(_ what: String, _ body: () throws -> Result) rethrows -> Result {
    let clock = ContinuousClock()
    let (start, before) = (clock.now, processorTime())
    let result = try body()
    let used = ((processorTime() - before) * 100).rounded() / 100
    print("\(what): \(used) s of processor, \(clock.now - start) in all")
    return result
}

func residentMegabytes() -> Int {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1_024
}

/// Books the plan, and works out what could be done when somebody falls ill on a day.
func repairDays(of plan: Plan, _ requests: [Request], _ log: inout Log) throws {
    let byID = Dictionary(uniqueKeysWithValues: requests.map { ($0.id, $0) })
    try measure("book \(plan.assignments.count) meetings") {
        for assignment in plan.assignments {
            guard let request = byID[assignment.request] else { continue }
            try log.take(.book(assignment.placement, for: request), at: country.now)
        }
    }
    var days: [(Counsellor.ID, CivilDate)] = []
    for assignment in plan.assignments.prefix(40_000) {
        let start = assignment.placement.interval.start
        let day = (assignment.placement.counsellor, ZoneRules.bucharest.local(start).date)
        let isFar = start > country.now + .hours(72)
        if isFar, !days.contains(where: { $0 == day }) { days.append(day) }
        if days.count == 20 { break }
    }
    var times: [Double] = []
    for (counsellor, date) in days {
        let leave = Declaration(
            "ill", of: .counsellor(counsellor), submitted: country.now,
            .leave(Leave("sick", .days(DateRange(date)))))
        let before = processorTime()
        let repair = try log.agenda.repair([.declared(leave)], at: country.now)
        times.append((processorTime() - before) * 1_000)
        let proposals = repair.proposals.map {
            "\($0.served) of at most \($0.bound) with \($0.moved) others moved"
        }
        print(
            "\(counsellor) on \(date): \(repair.orphaned.count) orphaned; "
                + (proposals.first ?? "nothing") + (proposals.last.map { "; \($0)" } ?? ""))
    }
    times.sort()
    let (median, most) = (times[times.count / 2].rounded(), times[times.count - 1].rounded())
    print("repair of a counsellor's day: median \(median) ms, at most \(most) ms of processor")
}

let people = number(0, else: 102_600)
let offices = number(1, else: 118)
let country = CaseAgency(
    people: people, offices: offices, managers: number(2, else: 2 * offices),
    sharesInterpreters: arguments.contains("shared"))
let steps = number(3, else: 100 * people)
let execution = ThreadedExecution(threads: number(4, else: 2))

var log = try measure("describe the agency") {
    let agency = try country.agency()
    return Log(agenda: Agenda(agency), events: agency.events)
}
try measure("open \(people) cases") { try country.open(&log) }
print("\(log.events.count) events, resident \(residentMegabytes()) MB")
let requests = measure("what the contact plans ask for") {
    log.agenda.contactRequests(at: country.now, through: country.through)
}
let plan = try measure("plan \(requests.count) meetings") {
    try Planner(log.agenda).plan(
        requests, at: country.now, budget: .steps(steps), execution: execution)
}
print(
    "\(plan.assignments.count) people have a meeting, \(plan.waiting.count) have none "
        + "(\(plan.waiting.count { $0.shortage != nil }) could have none at all); "
        + "weight \(plan.served) of at most \(plan.bound), "
        + "gap \((plan.gap * 1e5).rounded() / 1e3) %; resident at most \(residentMegabytes()) MB")
if arguments.contains("repair") { try repairDays(of: plan, requests, &log) }
if !arguments.contains("repair"), !arguments.contains("unverified") {
    let violations = measure("verify") {
        Verifier.check(plan, of: requests, after: log.events)
    }
    for violation in violations.prefix(5) { print(violation) }
    print("violations: \(violations.count)")
    if !violations.isEmpty { exit(1) }
}
