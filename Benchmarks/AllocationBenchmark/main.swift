// Solves an instance of the public format appt-batch/1 and proves a bound:
// AllocationBenchmark INSTANCE [STEPS] [SOLUTION] [ROUNDS]

import Foundation
import Rendezvous

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
    print("usage: AllocationBenchmark INSTANCE [STEPS] [SOLUTION] [ROUNDS]")
    exit(64)
}

func measure<Result>(_ what: String, _ body: () throws -> Result) rethrows -> Result {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try body()
    print("\(what): \(clock.now - start)")
    return result
}

let steps = arguments.count > 2 ? Int(arguments[2]) ?? 200_000 : 200_000
let rounds = arguments.count > 4 ? Int(arguments[4]) ?? 300 : 300
let batch = try measure("read") {
    let data = try Data(contentsOf: URL(fileURLWithPath: arguments[1]))
    return try JSONDecoder().decode(ApptBatch.self, from: data)
}
let built = measure("tables") { BatchModel(batch, soft: false) }
let model = built.model
print(
    "  \(model.requestCount) requests, \(model.cells.count) cells, \(model.slots.count) slots, "
        + "\(model.entries.count) entries")
var occupancy = Occupancy(model)
measure("construction") { Construction.run(&occupancy) }
print("  weight \(occupancy.served)")
var search = RuinAndRecreate(occupancy, seed: 1, scale: 1)
measure("\(steps) steps") { search.run(steps: steps, hot: 0.5, cold: 0.05) }
print("  weight \(search.best.value)")
let bound = measure("bound, \(rounds) rounds") {
    var prices = LagrangianBound(model)
    prices.improve(rounds: rounds, served: search.best.value)
    return prices.proven()
}
print("  no plan serves more than \(bound)")
if arguments.count > 3 {
    let solution = built.solution(search.bestOccupancy(), bound: bound)
    try JSONSerialization.data(withJSONObject: solution).write(
        to: URL(fileURLWithPath: arguments[3]))
}
