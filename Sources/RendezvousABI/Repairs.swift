public import CRendezvous
import Rendezvous
import RendezvousVerifier

/// A repair with the question that it answers.
final class RepairHandle: AnyHandle {
    let repair: Repair
    let changes: [Change]
    let policy: RepairPolicy

    init(_ repair: Repair, of changes: [Change], by policy: RepairPolicy) {
        self.repair = repair
        self.changes = changes
        self.policy = policy
        super.init(.repair)
    }
    override class var kind: HandleKind { .repair }

    /// A proposal, from 0.
    func proposal(_ index: Int) throws(Fault) -> RepairProposal {
        guard repair.proposals.indices.contains(index) else {
            throw .notFound(
                "proposal (\(UInt(bitPattern: index))) must be less than "
                    + "\(repair.proposals.count)")
        }
        return repair.proposals[index]
    }
}

/// What could be done about the appointments that the changes of a draft would leave without
/// support, before they are made; `draft` NULL: about those without support now.
@c @implementation
public func rdv_agenda_repair(
    _ agenda: OpaquePointer?, _ draft: OpaquePointer?,
    _ given: UnsafePointer<rdv_repair_options>?, _ now: rdv_instant,
    _ repair: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let changes = unsafe draft == nil ? [] : try changes(draft)
        let policy = try unsafe policy(given)
        let now = try instant(now, "now")
        guard unsafe repair != nil else { throw .null("repair") }
        let found = try asking { () throws(Refusal) in
            try handle.agenda.repair(changes, at: now, by: policy)
        }
        try unsafe give(RepairHandle(found, of: changes, by: policy), to: repair)
    }
}

private func policy(_ given: UnsafePointer<rdv_repair_options>?) throws(Fault) -> RepairPolicy {
    guard unsafe given != nil else { return .standard }
    let chosen = try unsafe options(given, "options of the repair")
    return try unsafe RepairPolicy(
        within: seconds(chosen.within), keepsChannel: flag(chosen.keeps_channel, "keeps_channel"),
        keepsOffice: flag(chosen.keeps_office, "keeps_office"), notice: seconds(chosen.notice),
        movedMax: Int(chosen.moved_max), movedPerServed: Int(chosen.moved_per_served),
        pinned: Set(
            list(chosen.pinned, chosen.pinned_count, "pinned") { id throws(Fault) in
                appointment(id)
            }),
        effort: Int(chosen.effort))
}

/// Ends the handle.
@c @implementation
public func rdv_repair_destroy(_ repair: OpaquePointer?) {
    unsafe destroy(repair, as: RepairHandle.self)
}

/// The text of this thread's last failed call with the handle first; "" if none failed.
@c @implementation
public func rdv_repair_message(_ repair: OpaquePointer?) -> UnsafePointer<CChar>? {
    unsafe message(repair, as: RepairHandle.self)
}

/// The booked appointments to be repaired, in order of number.
@c @implementation
public func rdv_repair_orphans(
    _ repair: OpaquePointer?, _ orphans: UnsafeMutablePointer<rdv_orphan>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(repair, as: RepairHandle.self) { handle throws(Fault) in
        let list = handle.repair.orphaned.map { rdv_orphan($0.appointment, $0.reason) }
        try unsafe fill(orphans, capacity, count, list)
    }
}

/// Those that are only held, or about which an answer is awaited: they are left alone.
@c @implementation
public func rdv_repair_undecided(
    _ repair: OpaquePointer?, _ appointments: UnsafeMutablePointer<Int64>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(repair, as: RepairHandle.self) { handle throws(Fault) in
        try unsafe fill(
            appointments, capacity, count, handle.repair.undecided.map { Int64($0.number) })
    }
}

/// The proposals: the first moves nobody but the orphaned, each further one moves more others and
/// serves more.
@c @implementation
public func rdv_repair_proposals(
    _ repair: OpaquePointer?, _ proposals: UnsafeMutablePointer<rdv_repair_proposal>?,
    _ elementSize: Int, _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(repair, as: RepairHandle.self) { handle throws(Fault) in
        let list = handle.repair.proposals.enumerated().map { index, proposal in
            rdv_repair_proposal(
                served: Int64(proposal.served), bound: Int64(proposal.bound),
                waiting: Int64(proposal.waiting.count), moved: Int64(proposal.moved),
                shift: proposal.shift.count, is_chosen: index == handle.repair.chosen ? 1 : 0,
                reserved: 0)
        }
        try unsafe fill(proposals, elementSize, capacity, count, list)
    }
}

/// The moves of a proposal, from 0, in an order in which each place is free when its turn comes.
@c @implementation
public func rdv_repair_moves(
    _ repair: OpaquePointer?, _ proposal: Int, _ moves: UnsafeMutablePointer<rdv_repair_move>?,
    _ elementSize: Int, _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(repair, as: RepairHandle.self) { handle throws(Fault) in
        let list = try handle.proposal(proposal).moves.map { move in
            rdv_repair_move(
                appointment: Int64(move.appointment.number), is_orphan: move.isOrphan ? 1 : 0,
                reserved: 0, from: rdv_placement(move.from), to: rdv_placement(move.to))
        }
        try unsafe fill(moves, elementSize, capacity, count, list)
    }
}

/// The orphaned for whom a proposal, from 0, has no place.
@c @implementation
public func rdv_repair_waiting(
    _ repair: OpaquePointer?, _ proposal: Int, _ appointments: UnsafeMutablePointer<Int64>?,
    _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(repair, as: RepairHandle.self) { handle throws(Fault) in
        let list = try handle.proposal(proposal).waiting.map { Int64($0.number) }
        try unsafe fill(appointments, capacity, count, list)
    }
}

/// Asks those whom a proposal, from 0, would move for their consent, as rdv_agenda_propose does, as
/// far as their new places are free by now.
@c @implementation
public func rdv_agenda_ask_for_repair(
    _ agenda: OpaquePointer?, _ repair: OpaquePointer?, _ proposal: Int, _ length: Int64,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        guard unsafe events != nil else { throw .null("events") }
        let chosen = try unsafe borrow(repair, as: RepairHandle.self).proposal(proposal)
        let now = try instant(now, "now")
        let asked = try asking { () throws(Refusal) in
            try handle.agenda.asking(for: chosen, answerWithin: seconds(length), at: now)
        }
        try unsafe give(EventsHandle(asked), to: events)
    }
}

/// Checks a repair with other code: every place, the order of moves, whom it may move, the sums.
@c @implementation
public func rdv_repair_verify(
    _ repair: OpaquePointer?, _ events: OpaquePointer?, _ rules: OpaquePointer?,
    _ verdict: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(repair, as: RepairHandle.self) { handle throws(Fault) in
        let log = try unsafe borrow(events, as: EventsHandle.self).events
        let rules = try unsafe borrowIfGiven(rules, as: RulesHandle.self)?.rules ?? CustomRules()
        guard unsafe verdict != nil else { throw .null("verdict") }
        let found = Verifier.check(
            handle.repair, of: handle.changes, by: handle.policy, after: log, rules: rules)
        try unsafe give(VerdictHandle(found), to: verdict)
    }
}
