public import CRendezvous
import Rendezvous

/// An agenda.
final class AgendaHandle: AnyHandle {
    var agenda: Agenda

    init(_ agenda: Agenda) {
        self.agenda = agenda
        super.init(.agenda)
    }
    override class var kind: HandleKind { .agenda }
}

/// The agenda of an agency that has no appointments yet.
@c @implementation
public func rdv_agenda_create(
    _ agency: OpaquePointer?, _ agenda: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(agency, as: AgencyHandle.self) { handle throws(Fault) in
        guard unsafe agenda != nil else { throw .null("agenda") }
        try unsafe give(AgendaHandle(Agenda(handle.agency)), to: agenda)
    }
}

/// The agenda that a log adds up to; `rules` may be NULL.
@c @implementation
public func rdv_agenda_create_replaying(
    _ events: OpaquePointer?, _ rules: OpaquePointer?,
    _ agenda: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(events, as: EventsHandle.self) { handle throws(Fault) in
        let rules = try unsafe borrowIfGiven(rules, as: RulesHandle.self)?.rules ?? CustomRules()
        guard unsafe agenda != nil else { throw .null("agenda") }
        let replayed = try following { () throws(LogError) in
            try Agenda(replaying: handle.events, rules: rules)
        }
        try unsafe give(AgendaHandle(replayed), to: agenda)
    }
}

/// A copy, for a what-if.
@c @implementation
public func rdv_agenda_copy(
    _ agenda: OpaquePointer?, _ copy: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        try unsafe give(AgendaHandle(handle.agenda), to: copy)
    }
}

/// Ends the handle.
@c @implementation
public func rdv_agenda_destroy(_ agenda: OpaquePointer?) {
    unsafe destroy(agenda, as: AgendaHandle.self)
}

/// The text of this thread's last failed call with the handle first; "" if none failed.
@c @implementation
public func rdv_agenda_message(_ agenda: OpaquePointer?) -> UnsafePointer<CChar>? {
    unsafe message(agenda, as: AgendaHandle.self)
}

/// The reason of this thread's last call with the handle that answered RDV_REFUSED.
@c @implementation
public func rdv_agenda_reason(_ agenda: OpaquePointer?) -> rdv_reason {
    let handle = unsafe try? borrow(agenda, as: AgendaHandle.self)
    return (handle?.last?.refusal?.reason).map(Codes.number) ?? 0
}

/// The name of the rule of registration or casework that refused, where the reason is
/// RDV_REASON_REGISTRATION or RDV_REASON_CASEWORK: "visit-needed"; else "".
@c @implementation
public func rdv_agenda_rule(_ agenda: OpaquePointer?) -> UnsafePointer<CChar>? {
    let handle = unsafe try? borrow(agenda, as: AgendaHandle.self)
    return unsafe (handle?.last?.rule ?? CText.empty).start
}

/// The appointments that stood against the placement of this thread's last call that answered
/// RDV_REFUSED: of other people too, so for staff alone.
@c @implementation
public func rdv_agenda_obstacles(
    _ agenda: OpaquePointer?, _ appointments: UnsafeMutablePointer<Int64>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    // A failure here must not replace what is asked about.
    call { () throws(Fault) in
        let handle = try unsafe borrow(agenda, as: AgendaHandle.self)
        let numbers = (handle.last?.refusal?.appointments ?? []).map { Int64($0.number) }
        try unsafe fill(appointments, capacity, count, numbers)
    }
}

/// Takes in what happened.
@c @implementation
public func rdv_agenda_apply(_ agenda: OpaquePointer?, _ events: OpaquePointer?) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let events = try unsafe borrow(events, as: EventsHandle.self).events
        try following { () throws(LogError) in try handle.agenda.apply(events) }
    }
}

/// A number that equal states share: FNV-1a of the canonical image.
@c @implementation
public func rdv_agenda_fingerprint(
    _ agenda: OpaquePointer?, _ fingerprint: UnsafeMutablePointer<UInt64>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        guard unsafe fingerprint != nil else { throw .null("fingerprint") }
        try unsafe put(handle.agenda.stateFingerprint(), fingerprint, "fingerprint")
    }
}

/// A draft of changes to an agenda: an agency to which all rdv_agency_...
@c @implementation
public func rdv_agency_create_amending(
    _ agenda: OpaquePointer?, _ now: rdv_instant, _ draft: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let now = try instant(now, "now")
        try unsafe give(AgencyHandle(Agency(amending: handle.agenda, at: now)), to: draft)
    }
}

/// Makes the changes of a draft, all or none.
@c @implementation
public func rdv_agenda_amend(
    _ agenda: OpaquePointer?, _ draft: OpaquePointer?, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in unsafe .amendAll(try changes(draft)) }
}

/// The changes of a draft.
func changes(_ draft: OpaquePointer?) throws(Fault) -> [Change] {
    try unsafe borrow(draft, as: AgencyHandle.self).agency.events.map(\.change)
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
        try unsafe give(EventsHandle(decided), to: events)
    }
}
