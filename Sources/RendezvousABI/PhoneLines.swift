public import CRendezvous
import RendezvousSimulation

/// A telephone line that is being described.
final class PhoneLineHandle: AnyHandle {
    let places: Int
    var topics: [CallTopic] = []
    var kinds: [CallKind] = []
    var groups: [AgentGroup] = []

    init(places: Int) {
        self.places = places
        super.init(.phoneLine)
    }
    override class var kind: HandleKind { .phoneLine }
}

/// A line without calls and agents that has `places` places, conversations included; 0: no limit.
@c @implementation
public func rdv_phone_line_create(
    _ places: Int64, _ line: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    call { () throws(Fault) in
        let places = try number(places, "places", in: 0...Int.max)
        try unsafe give(PhoneLineHandle(places: places == 0 ? .max : places), to: line)
    }
}

/// Ends the handle.
@c @implementation
public func rdv_phone_line_destroy(_ line: OpaquePointer?) {
    unsafe destroy(line, as: PhoneLineHandle.self)
}

/// The text of this thread's last failed call with the handle first; "" if none failed.
@c @implementation
public func rdv_phone_line_message(_ line: OpaquePointer?) -> UnsafePointer<CChar>? {
    unsafe message(line, as: PhoneLineHandle.self)
}

/// Adds a kind of call.
@c @implementation
public func rdv_phone_line_add_calls(
    _ line: OpaquePointer?, _ given: UnsafePointer<rdv_call_kind>?
) -> rdv_status {
    unsafe call(line, as: PhoneLineHandle.self) { handle throws(Fault) in
        let given = try unsafe options(given, "kind of call")
        let name = try unsafe text(given.name, "name of the kind of call")
        let rates = try unsafe list(given.rates, given.rate_count, "rates") { rate throws(Fault) in
            rate
        }
        let place = handle.topics.count
        let kind = try computing { () throws(ParameterError) in
            try unsafe CallKind(
                name, topics: [place], priority: Int(given.priority),
                arrivals: try .rates(rates, every: given.period), handling: try handling(given),
                patience: given.patience == 0 ? nil : try .exponential(mean: given.patience))
        }
        unsafe handle.topics.append(CallTopic(name, skills: given.skills))
        handle.kinds.append(kind)
    }
}

/// The law of a conversation's length.
private func handling(_ given: rdv_call_kind) throws(ParameterError) -> Distribution {
    if unsafe given.handling_variation == 0 { return try unsafe .deterministic(given.handling) }
    if unsafe given.handling_variation == 1 { return try unsafe .exponential(mean: given.handling) }
    return try unsafe .logNormal(mean: given.handling, variation: given.handling_variation)
}

/// Adds a group of agents with some skills: `agents[i]` of them from i * `period` on, the last for
/// ever.
@c @implementation
public func rdv_phone_line_add_agents(
    _ line: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ skills: UInt32,
    _ agents: UnsafePointer<Int64>?, _ count: Int, _ period: Double
) -> rdv_status {
    unsafe call(line, as: PhoneLineHandle.self) { handle throws(Fault) in
        let name = try unsafe text(name, "name of the agents")
        let numbers = try unsafe list(agents, count, "agents") { number throws(Fault) in Int(number)
        }
        let group = try computing { () throws(ParameterError) in
            var shifts: [AgentGroup.Shift] = []
            for (index, number) in numbers.enumerated() {
                shifts.append(
                    try AgentGroup.Shift(from: Double(index) * period, agents: number))
            }
            return try AgentGroup(name, skills: skills, shifts: shifts)
        }
        handle.groups.append(group)
    }
}

/// Runs the line from 0 to `end`, counting from `warm_up` on; `within` for answers in time.
@c @implementation
public func rdv_phone_line_run(
    _ line: OpaquePointer?, _ seed: UInt64, _ replication: Int64, _ end: Double, _ warmUp: Double,
    _ within: Double, _ size: Int, _ result: UnsafeMutablePointer<rdv_phone_result>?
) -> rdv_status {
    unsafe call(line, as: PhoneLineHandle.self) { handle throws(Fault) in
        let replication = try number(replication, "replication", in: 0...1_000_000_000)
        let found = try computing { () throws(ParameterError) in
            let line = try PhoneLine(
                topics: handle.topics, kinds: handle.kinds, groups: handle.groups,
                places: handle.places)
            return try line.run(
                StreamKey(seed: seed, replication: replication), until: end, warmUp: warmUp,
                target: within)
        }
        try unsafe put(rdv_phone_result(found), size, result, "result")
    }
}

extension rdv_phone_result {
    /// What a run counted.
    fileprivate init(_ found: PhoneResult) {
        let all = found.all
        self.init(
            offered: Int64(all.offered), answered: Int64(all.answered),
            answered_in_time: Int64(all.answeredInTime), abandoned: Int64(all.abandoned),
            blocked: Int64(all.blocked), unresolved: Int64(all.unresolved),
            measures: rdv_queue(
                blocked: all.blockedShare, waiting: all.delayedShare,
                abandoned: all.abandonedShare, mean_wait: all.meanWait,
                mean_queue: found.meanQueue, occupancy: found.occupancy,
                service_level: all.serviceLevel))
    }
}
