// Solves an instance of the public format appt-batch/1 and proves a bound:
// AllocationBenchmark INSTANCE [STEPS] [ROUNDS] [THREADS]
// `rendezvous plan --format appt-batch` writes plan and proof.

import Foundation
import Rendezvous
import RendezvousCLI
import RendezvousThreads

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
    print("usage: AllocationBenchmark INSTANCE [STEPS] [ROUNDS] [THREADS]")
    exit(64)
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
    let used = (processorTime() - before) * 1_000
    print("\(what): \(Int(used.rounded())) ms of processor, \(clock.now - start) in all")
    return result
}

/// A number that two plans share only if they are the same (FNV-1a).
func fingerprint(_ places: [Occupancy.Placed]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for place in places {
        for part in [place.request, place.entry, place.start, place.interpreter, place.room] {
            hash = (hash ^ UInt64(UInt32(bitPattern: part))) &* 0x0000_0100_0000_01b3
        }
    }
    return String(hash, radix: 16)
}

func gap(_ served: Int, _ bound: Int) -> String {
    let share = Double(bound - served) / Double(max(1, bound))
    return "served \(served), bound \(bound), gap \((share * 1e5).rounded() / 1e3) %"
}

let steps = arguments.count > 2 ? Int(arguments[2]) ?? 200_000 : 200_000
let rounds = arguments.count > 3 ? Int(arguments[3]) ?? 300 : 300
let threads = arguments.count > 4 ? Int(arguments[4]) ?? 1 : 1
let execution = ThreadedExecution(threads: threads)
let batch = try measure("read") {
    let data = try Data(contentsOf: URL(fileURLWithPath: arguments[1]))
    return try JSONDecoder().decode(ApptBatch.self, from: data)
}
let built = measure("model") { BatchModel(batch, soft: false) }
let model = built.model
print(
    "  \(model.requestCount) requests, \(model.cells.count) cells, \(model.slots.count) slots, "
        + "\(model.entries.count) entries")
let tables = measure("tables") { AllocationTables(model) }
var solver = measure("first plan") { AllocationSolver(tables, scale: 1, seed: 1) }
print("  served \(solver.served)")
measure("bound, \(rounds / 2) rounds") { solver.prove(rounds: rounds / 2, on: execution) }
print("  " + gap(solver.served, solver.bound ?? 0))
measure("\(steps) steps") { solver.improve(steps: steps, on: execution) }
print("  " + gap(solver.served, solver.bound ?? 0))
measure("bound, \(rounds - rounds / 2) rounds") {
    solver.prove(rounds: rounds - rounds / 2, on: execution)
}
print("  " + gap(solver.served, solver.bound ?? 0) + ", plan \(fingerprint(solver.places))")
