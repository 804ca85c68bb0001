public import CRendezvous
import Rendezvous

/// What changes would do.
final class EffectHandle: Handle {
    let effect: SupplyEffect

    init(_ effect: SupplyEffect) {
        self.effect = effect
        super.init(.effect)
    }
    override class var kind: HandleKind { .effect }
}

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
        unsafe try give(EffectHandle(found), to: effect)
    }
}

@c @implementation
public func rdv_effect_destroy(_ effect: OpaquePointer?) {
    unsafe destroy(effect, as: EffectHandle.self)
}

@c @implementation
public func rdv_effect_message(_ effect: OpaquePointer?) -> UnsafePointer<CChar>? {
    unsafe message(effect, as: EffectHandle.self)
}

@c @implementation
public func rdv_effect_supported(_ effect: OpaquePointer?) -> Int64 {
    unsafe Int64((try? borrow(effect, as: EffectHandle.self))?.effect.supported ?? 0)
}

@c @implementation
public func rdv_effect_orphans(
    _ effect: OpaquePointer?, _ orphans: UnsafeMutablePointer<rdv_orphan>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(effect, as: EffectHandle.self) { handle throws(Fault) in
        let list = handle.effect.orphaned.map { rdv_orphan($0.appointment, $0.reason) }
        unsafe try fill(orphans, capacity, count, list)
    }
}

@c @implementation
public func rdv_effect_recovered(
    _ effect: OpaquePointer?, _ appointments: UnsafeMutablePointer<Int64>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(effect, as: EffectHandle.self) { handle throws(Fault) in
        unsafe try fill(
            appointments, capacity, count, handle.effect.recovered.map { Int64($0.number) })
    }
}

@c @implementation
public func rdv_effect_newly_possible(
    _ effect: OpaquePointer?, _ waiting: UnsafeMutablePointer<Int64>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(effect, as: EffectHandle.self) { handle throws(Fault) in
        unsafe try fill(
            waiting, capacity, count, handle.effect.newlyPossible.map { Int64($0.number) })
    }
}

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
        unsafe try fill(orphans, capacity, count, list)
    }
}

extension rdv_orphan {
    fileprivate init(_ appointment: Appointment.ID, _ reason: Reason) {
        self.init(
            appointment: Int64(appointment.number), reason: Codes.number(reason), reserved: 0)
    }
}
