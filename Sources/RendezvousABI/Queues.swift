public import CRendezvous
import RendezvousSimulation

/// What a formula answers, with its errors as failures.
func computing<T>(_ body: () throws(ParameterError) -> T) throws(Fault) -> T {
    do throws(ParameterError) {
        return try body()
    } catch {
        throw Fault(
            RDV_ERROR_PARAMETER, "\(error.name) (\(error.value)) must be \(error.allowed)")
    }
}

/// A number of agents.
private func agents(_ value: Int64) -> Int { Int(value) }

/// Writes the measures of a queue.
private func answer(
    _ size: Int, _ queue: UnsafeMutablePointer<rdv_queue>?,
    _ body: () throws(ParameterError) -> rdv_queue
) -> rdv_status {
    call { () throws(Fault) in try unsafe put(try computing(body), size, queue, "queue") }
}

/// Writes a number of agents.
private func answer(
    _ place: UnsafeMutablePointer<Int64>?, _ body: () throws(ParameterError) -> Int
) -> rdv_status {
    call { () throws(Fault) in
        guard unsafe place != nil else { throw .null("agents") }
        try unsafe put(Int64(try computing(body)), place, "agents")
    }
}

/// Erlang B: no waiting.
@c @implementation
public func rdv_erlang_b(
    _ count: Int64, _ load: Double, _ size: Int, _ queue: UnsafeMutablePointer<rdv_queue>?
) -> rdv_status {
    unsafe answer(size, queue) { () throws(ParameterError) in
        let found = try ErlangB(agents: agents(count), load: load)
        return rdv_queue(
            blocked: found.blocking, waiting: 0, abandoned: 0, mean_wait: 0, mean_queue: 0,
            occupancy: found.occupancy, service_level: 1 - found.blocking)
    }
}

/// The fewest agents with at most this share blocked.
@c @implementation
public func rdv_erlang_b_agents(
    _ load: Double, _ blocking: Double, _ place: UnsafeMutablePointer<Int64>?
) -> rdv_status {
    unsafe answer(place) { () throws(ParameterError) in
        try ErlangB.agents(load: load, blocking: blocking)
    }
}

/// Erlang C: endless patience.
@c @implementation
public func rdv_erlang_c(
    _ count: Int64, _ arrivalRate: Double, _ serviceRate: Double, _ within: Double, _ size: Int,
    _ queue: UnsafeMutablePointer<rdv_queue>?
) -> rdv_status {
    unsafe answer(size, queue) { () throws(ParameterError) in
        try checkTime(within)
        let found = try ErlangC(
            agents: agents(count), arrivalRate: arrivalRate, serviceRate: serviceRate)
        return rdv_queue(
            blocked: 0, waiting: found.waitProbability, abandoned: 0, mean_wait: found.meanWait,
            mean_queue: found.queueLength, occupancy: found.occupancy,
            service_level: found.serviceLevel(within: within))
    }
}

/// The fewest agents that answer the share `target` within a time.
@c @implementation
public func rdv_erlang_c_agents(
    _ callsPerHour: Double, _ handling: Double, _ within: Double, _ target: Double,
    _ occupancyMax: Double, _ place: UnsafeMutablePointer<Int64>?
) -> rdv_status {
    unsafe answer(place) { () throws(ParameterError) in
        try ErlangC.staffing(
            callsPerHour: callsPerHour, handling: handling, answeredWithin: within, target: target,
            occupancyMax: occupancyMax
        ).agents
    }
}

/// Erlang A: callers hang up after an exponential time.
@c @implementation
public func rdv_erlang_a(
    _ count: Int64, _ arrivalRate: Double, _ serviceRate: Double, _ patienceRate: Double,
    _ within: Double, _ size: Int, _ queue: UnsafeMutablePointer<rdv_queue>?
) -> rdv_status {
    unsafe answer(size, queue) { () throws(ParameterError) in
        try checkTime(within)
        let found = try ImpatientQueue(
            agents: agents(count), arrivalRate: arrivalRate, serviceRate: serviceRate,
            patience: try .exponential(rate: patienceRate))
        return rdv_queue(
            blocked: 0, waiting: found.waitProbability, abandoned: found.abandonProbability,
            mean_wait: found.meanWait, mean_queue: found.queueLength, occupancy: found.occupancy,
            service_level: found.served(within: within))
    }
}

/// The fewest agents that answer the share `target` of all calls within a time.
@c @implementation
public func rdv_erlang_a_agents(
    _ arrivalRate: Double, _ serviceRate: Double, _ patienceRate: Double, _ within: Double,
    _ target: Double, _ place: UnsafeMutablePointer<Int64>?
) -> rdv_status {
    unsafe answer(place) { () throws(ParameterError) in
        try ErlangA.staffing(
            arrivalRate: arrivalRate, serviceRate: serviceRate, patienceRate: patienceRate,
            target: try ServiceTarget(share: target, within: within))
    }
}

private func checkTime(_ within: Double) throws(ParameterError) {
    guard within >= 0, within.isFinite else {
        throw ParameterError("within", within, allowed: "at least 0")
    }
}
