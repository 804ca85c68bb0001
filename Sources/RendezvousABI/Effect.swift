public import CRendezvous
import Rendezvous

/// What changes would do.
final class EffectHandle: AnyHandle {
    let effect: SupplyEffect

    init(_ effect: SupplyEffect) {
        self.effect = effect
        super.init(.effect)
    }
    override class var kind: HandleKind { .effect }
}

/// What the changes of a draft would do to the appointments ahead and to those who wait.
@c @implementation
public func rdv_agenda_what_if(
    _ agenda: OpaquePointer?, _ draft: OpaquePointer?, _ now: rdv_instant,
    _ effect: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let (changes, now) = unsafe (try changes(draft), try instant(now, "now"))
        guard unsafe effect != nil else { throw .null("effect") }
        let found = try asking { () throws(Refusal) in
            try handle.agenda.whatIf(changes, at: now)
        }
        try unsafe give(EffectHandle(found), to: effect)
    }
}

/// Ends the handle.
@c @implementation
public func rdv_effect_destroy(_ effect: OpaquePointer?) {
    unsafe destroy(effect, as: EffectHandle.self)
}

/// The text of this thread's last failed call with the handle first; "" if none failed.
@c @implementation
public func rdv_effect_message(_ effect: OpaquePointer?) -> UnsafePointer<CChar>? {
    unsafe message(effect, as: EffectHandle.self)
}

/// How many appointments ahead are supported after the changes; 0 if the handle is NULL.
@c @implementation
public func rdv_effect_supported(_ effect: OpaquePointer?) -> Int64 {
    unsafe Int64((try? borrow(effect, as: EffectHandle.self))?.effect.supported ?? 0)
}

/// The appointments that lose their support.
@c @implementation
public func rdv_effect_orphans(
    _ effect: OpaquePointer?, _ orphans: UnsafeMutablePointer<rdv_orphan>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(effect, as: EffectHandle.self) { handle throws(Fault) in
        let list = handle.effect.orphaned.map { rdv_orphan($0.appointment, $0.reason) }
        try unsafe fill(orphans, capacity, count, list)
    }
}

/// The appointments that had none and get support.
@c @implementation
public func rdv_effect_recovered(
    _ effect: OpaquePointer?, _ appointments: UnsafeMutablePointer<Int64>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(effect, as: EffectHandle.self) { handle throws(Fault) in
        try unsafe fill(
            appointments, capacity, count, handle.effect.recovered.map { Int64($0.number) })
    }
}

/// The entries of the waiting list that have an opening only after the changes.
@c @implementation
public func rdv_effect_newly_possible(
    _ effect: OpaquePointer?, _ waiting: UnsafeMutablePointer<Int64>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(effect, as: EffectHandle.self) { handle throws(Fault) in
        try unsafe fill(
            waiting, capacity, count, handle.effect.newlyPossible.map { Int64($0.number) })
    }
}

/// The appointments ahead that the agenda as it is does not support.
@c @implementation
public func rdv_agenda_contradictions(
    _ agenda: OpaquePointer?, _ now: rdv_instant, _ orphans: UnsafeMutablePointer<rdv_orphan>?,
    _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let now = try instant(now, "now")
        let list = handle.agenda.contradictions(at: now).map {
            rdv_orphan($0.appointment, $0.reason)
        }
        try unsafe fill(orphans, capacity, count, list)
    }
}

extension rdv_orphan {
    /// An appointment without support, and what no longer supports it.
    init(_ appointment: Appointment.ID, _ reason: Reason) {
        self.init(
            appointment: Int64(appointment.number), reason: Codes.number(reason), reserved: 0)
    }
}
