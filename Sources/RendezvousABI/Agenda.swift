public import CRendezvous
import Rendezvous

/// An agenda.
final class AgendaHandle: Handle {
    var agenda: Agenda

    init(_ agenda: Agenda) {
        self.agenda = agenda
        super.init(.agenda)
    }
    override class var kind: HandleKind { .agenda }
}

@c @implementation
public func rdv_agenda_create(
    _ agency: OpaquePointer?, _ agenda: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(agency, as: AgencyHandle.self) { handle throws(Fault) in
        guard unsafe agenda != nil else { throw .null("agenda") }
        unsafe try give(AgendaHandle(Agenda(handle.agency)), to: agenda)
    }
}

@c @implementation
public func rdv_agenda_create_replaying(
    _ events: OpaquePointer?, _ rules: OpaquePointer?,
    _ agenda: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(events, as: EventsHandle.self) { handle throws(Fault) in
        let rules = unsafe try borrowIfGiven(rules, as: RulesHandle.self)?.rules ?? CustomRules()
        guard unsafe agenda != nil else { throw .null("agenda") }
        let replayed = try following { () throws(LogError) in
            try Agenda(replaying: handle.events, rules: rules)
        }
        unsafe try give(AgendaHandle(replayed), to: agenda)
    }
}

@c @implementation
public func rdv_agenda_copy(
    _ agenda: OpaquePointer?, _ copy: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        unsafe try give(AgendaHandle(handle.agenda), to: copy)
    }
}

@c @implementation
public func rdv_agenda_destroy(_ agenda: OpaquePointer?) {
    unsafe destroy(agenda, as: AgendaHandle.self)
}

@c @implementation
public func rdv_agenda_message(_ agenda: OpaquePointer?) -> UnsafePointer<CChar>? {
    unsafe message(agenda, as: AgendaHandle.self)
}

@c @implementation
public func rdv_agenda_reason(_ agenda: OpaquePointer?) -> rdv_reason {
    let handle = unsafe try? borrow(agenda, as: AgendaHandle.self)
    return (handle?.last?.refusal?.reason).map(Codes.number) ?? 0
}

@c @implementation
public func rdv_agenda_rule(_ agenda: OpaquePointer?) -> UnsafePointer<CChar>? {
    let handle = unsafe try? borrow(agenda, as: AgendaHandle.self)
    return unsafe (handle?.last?.rule ?? CText.empty).start
}

@c @implementation
public func rdv_agenda_obstacles(
    _ agenda: OpaquePointer?, _ appointments: UnsafeMutablePointer<Int64>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    // A failure here must not replace what is asked about.
    call { () throws(Fault) in
        let handle = unsafe try borrow(agenda, as: AgendaHandle.self)
        let numbers = (handle.last?.refusal?.appointments ?? []).map { Int64($0.number) }
        unsafe try fill(appointments, capacity, count, numbers)
    }
}

@c @implementation
public func rdv_agenda_apply(_ agenda: OpaquePointer?, _ events: OpaquePointer?) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let events = unsafe try borrow(events, as: EventsHandle.self).events
        try following { () throws(LogError) in try handle.agenda.apply(events) }
    }
}

@c @implementation
public func rdv_agenda_fingerprint(
    _ agenda: OpaquePointer?, _ fingerprint: UnsafeMutablePointer<UInt64>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        guard unsafe fingerprint != nil else { throw .null("fingerprint") }
        unsafe try put(handle.agenda.stateFingerprint(), fingerprint, "fingerprint")
    }
}

@c @implementation
public func rdv_agency_create_amending(
    _ agenda: OpaquePointer?, _ now: rdv_instant, _ draft: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let now = try instant(now, "now")
        unsafe try give(AgencyHandle(Agency(amending: handle.agenda, at: now)), to: draft)
    }
}

@c @implementation
public func rdv_agenda_amend(
    _ agenda: OpaquePointer?, _ draft: OpaquePointer?, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in unsafe .amendAll(try changes(draft)) }
}

/// The changes of a draft.
func changes(_ draft: OpaquePointer?) throws(Fault) -> [Change] {
    unsafe try borrow(draft, as: AgencyHandle.self).agency.events.map(\.change)
}

/// Decides a command and gives its events.
func decide(
    _ agenda: OpaquePointer?, _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?,
    _ command: () throws(Fault) -> Command
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        guard unsafe events != nil else { throw .null("events") }
        let now = try instant(now, "now")
        let command = try command()
        let decided = try asking { () throws(Refusal) in
            try handle.agenda.decide(command, at: now)
        }
        unsafe try give(EventsHandle(decided), to: events)
    }
}
