import Glibc
import Rendezvous
import RendezvousSimulation

// M/M/c with full statistics: SimulationBenchmark [servers] [load per server] [customers]
let arguments = CommandLine.arguments
let servers = arguments.count > 1 ? Int(arguments[1]) ?? 250 : 250
let load = arguments.count > 2 ? Double(arguments[2]) ?? 0.95 : 0.95
let customers = arguments.count > 3 ? Double(arguments[3]) ?? 1e6 : 1e6

func cpu() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

let rate = load * Double(servers)
let line = try PhoneLine(
    kinds: [
        CallKind("calls", arrivals: .poisson(rate: rate), handling: .exponential(mean: 1))
    ], groups: [AgentGroup(agents: servers)])
let start = cpu()
let result = try line.run(
    StreamKey(seed: 1, replication: 0), until: customers / rate, target: 1.0 / 15)
let seconds = cpu() - start
let all = result.all
print(
    "cpu_s \(seconds) customers_per_s \(Int(Double(all.offered) / seconds)) mean_wait \(all.meanWait)",
    "delayed \(all.delayedShare) queue \(result.meanQueue) occupancy \(result.occupancy)",
    "p90 \(try all.waits.quantile(0.9)) busiest \(result.utilisation.max() ?? 0)")
