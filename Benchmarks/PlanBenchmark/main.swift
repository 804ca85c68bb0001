// Plans the next meeting of every case of a national agency, and proves how many could be held
// (requirement C5, Documentation/Benchmarks.md):
//
//     swift run -c release PlanBenchmark [PEOPLE] [OFFICES] [MANAGERS] [STEPS] [THREADS] [shared]

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
if !arguments.contains("unverified") {
    let violations = measure("verify") {
        Verifier.check(plan, of: requests, after: log.events)
    }
    for violation in violations.prefix(5) { print(violation) }
    print("violations: \(violations.count)")
    if !violations.isEmpty { exit(1) }
}
