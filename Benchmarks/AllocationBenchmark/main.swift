import Foundation
import Rendezvous

let arguments = CommandLine.arguments
let clock = ContinuousClock()
let data = try Data(contentsOf: URL(fileURLWithPath: arguments[1]))
let batch = try JSONDecoder().decode(ApptBatch.self, from: data)
var start = clock.now
let built = BatchModel(batch, soft: false)
let model = built.model
print(
    "model: \(model.requestCount) requests, \(model.cells.count) cells, \(model.slots.count) slots, \(model.entries.count) entries, \(clock.now - start)"
)
start = clock.now
var occupancy = Occupancy(model)
Construction.run(&occupancy)
print("construction: \(occupancy.served) \(clock.now - start)")
start = clock.now
var search = RuinAndRecreate(occupancy, seed: 1, scale: 1)
let steps = Int(arguments[2]) ?? 100_000
search.run(
    steps: steps, hot: Double(arguments.count > 4 ? arguments[4] : "1.0") ?? 1,
    cold: Double(arguments.count > 5 ? arguments[5] : "0.1") ?? 0.1)
let took = clock.now - start
let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18
print("improved: \(search.best.value) in \(took), \(Int(Double(steps) / seconds)) steps/s")
if arguments.count > 3 {
    let solution = built.solution(search.bestOccupancy(), bound: nil)
    try JSONSerialization.data(withJSONObject: solution).write(
        to: URL(fileURLWithPath: arguments[3]))
}
start = clock.now
var bound = LagrangianBound(model)
print("bundled \(clock.now - start)")
bound.improve(
    rounds: arguments.count > 6 ? Int(arguments[6]) ?? 300 : 300, served: search.best.value)
print("bound: \(bound.proven()) \(clock.now - start)")
