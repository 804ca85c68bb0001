// Solves an instance of the public format appt-batch/1 and proves a bound, then lowers the cost of
// the plan at the weight that it serves and proves what that costs at least:
// AllocationBenchmark INSTANCE [STEPS] [ROUNDS] [THREADS] [COST-STEPS] [COST-ROUNDS]
// `rendezvous plan --format appt-batch` writes plan and proof.

import Foundation
import Rendezvous
import RendezvousCLI
import RendezvousThreads

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
    print(
        "usage: AllocationBenchmark INSTANCE [STEPS] [ROUNDS] [THREADS] [COST-STEPS] [COST-ROUNDS]")
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

/// The tables; the model they are made of is let go.
func layOut(_ batch: ApptBatch) -> AllocationTables {
    let model = measure("model") { BatchModel(batch).model }
    print(
        "  \(model.requestCount) requests, \(model.cells.count) cells, \(model.slots.count) slots, "
            + "\(model.entries.count) entries")
    return measure("tables") { AllocationTables(model) }
}

let steps = arguments.count > 2 ? Int(arguments[2]) ?? 200_000 : 200_000
let rounds = arguments.count > 3 ? Int(arguments[3]) ?? 300 : 300
let threads = arguments.count > 4 ? Int(arguments[4]) ?? 1 : 1
let costSteps = arguments.count > 5 ? Int(arguments[5]) ?? 0 : 0
let costRounds = arguments.count > 6 ? Int(arguments[6]) ?? 0 : 0
let execution = ThreadedExecution(threads: threads)
let batch = try measure("read") {
    let data = try Data(contentsOf: URL(fileURLWithPath: arguments[1]))
    return try JSONDecoder().decode(ApptBatch.self, from: data)
}
let scale = AllocationSolver.scale(ofWeight: batch.weight)
let tables = layOut(batch)
var solver = measure("first plan") { AllocationSolver(tables, scale: scale, seed: 1) }
print("  served \(solver.served)")
measure("bound, \(rounds / 2) rounds") { solver.prove(rounds: rounds / 2, on: execution) }
print("  " + gap(solver.served, solver.bound ?? 0))
measure("\(steps) steps") { solver.improve(steps: steps, on: execution) }
print("  " + gap(solver.served, solver.bound ?? 0))
measure("bound, \(rounds - rounds / 2) rounds") {
    solver.prove(rounds: rounds - rounds / 2, on: execution)
}
print("  " + gap(solver.served, solver.bound ?? 0) + ", plan \(fingerprint(solver.places))")
guard costRounds > 0 else { exit(0) }

func costGap(_ solver: AllocationSolver) -> String {
    let (cost, bound) = (solver.cost, solver.costBound ?? 0)
    let share = Double(cost - bound) / Double(max(1, cost))
    return "served \(solver.served), cost \(cost), at least \(bound), "
        + "gap \((share * 1e4).rounded() / 1e2) %"
}

measure("cost bound, \(costRounds / 2) rounds") {
    solver.proveCost(rounds: costRounds / 2, on: execution)
}
print("  " + costGap(solver))
measure("\(costSteps) steps") { solver.lowerCost(steps: costSteps, on: execution) }
print("  " + costGap(solver))
measure("cost bound, \(costRounds - costRounds / 2) rounds") {
    solver.proveCost(rounds: costRounds - costRounds / 2, on: execution)
}
print("  " + costGap(solver) + ", plan \(fingerprint(solver.places))")
