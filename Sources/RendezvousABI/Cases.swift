public import CRendezvous
import Rendezvous

/// Decides a command of casework.
private func decide(
    _ agenda: OpaquePointer?, _ given: rdv_actor, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?, _ command: () throws(Fault) -> CaseCommand
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        unsafe .casework(try command(), by: try actor(given))
    }
}

private func read(_ stage: rdv_contact_stage) throws(Fault) -> ContactStage {
    ContactStage(
        times: Int(stage.times), opens: try read(stage.opens), bookBy: try read(stage.book_by),
        holdBy: try read(stage.hold_by))
}

private func read(_ count: rdv_day_count) throws(Fault) -> DayCount {
    switch Int(count.rule) {
    case RDV_CALENDAR_DAYS: return .calendarDays(Int(count.days))
    case RDV_DAYS_SKIPPING_HOLIDAYS: return .daysSkippingHolidays(Int(count.days))
    case RDV_WORKING_DAYS: return .workingDays(Int(count.days))
    default: throw .number(count.rule, "rule of a day count")
    }
}

private func read(_ item: rdv_priority_class) throws(Fault) -> PriorityClass {
    let id: PriorityClass.ID = try unsafe identifier(item.id, "identifier of a class")
    let what = "class (\(id))"
    return unsafe PriorityClass(
        id, name: try label(item.name, "name of \(what)"), weight: unsafe Int(item.weight),
        groups: unsafe Set(try identifiers(item.groups, item.group_count, "groups of \(what)")),
        segments: unsafe Set(
            try identifiers(item.segments, item.segment_count, "segments of \(what)")))
}

/// Sets a segment, or changes it from a date on.
@c @implementation
public func rdv_agenda_set_segment(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?,
    _ given: UnsafePointer<rdv_segment_options>?, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        let id: Segment.ID = try unsafe identifier(id, "identifier of the segment")
        let what = "segment (\(id))"
        let given = try unsafe options(given, "options of \(what)")
        let segment = unsafe Segment(
            id, name: try label(given.name, "name of \(what)"),
            meeting: try unsafe identifier(given.service, "service of \(what)"),
            on: try unsafe channels(given.channels, "channels of \(what)"),
            isPooled: try unsafe flag(given.is_pooled, "is_pooled of \(what)"),
            stages: try unsafe list(given.stages, given.stage_count, "stages of \(what)") {
                stage throws(Fault) in try read(stage)
            })
        return unsafe .setSegment(segment, from: try date(given.from, "date of \(what)"))
    }
}

/// Sets the classes of priority, the first first, from a date on.
@c @implementation
public func rdv_agenda_set_priority_classes(
    _ agenda: OpaquePointer?, _ classes: UnsafePointer<rdv_priority_class>?, _ count: Int,
    _ from: rdv_date, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .setClasses(
            try structs(classes, count, "classes") { item throws(Fault) in try unsafe read(item) },
            from: try date(from, "from"))
    }
}

/// Opens a case.
@c @implementation
public func rdv_agenda_open_case(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ segment: UnsafePointer<CChar>?,
    _ office: UnsafePointer<CChar>?, _ manager: UnsafePointer<CChar>?, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .open(
            try person(id), try identifier(segment, "segment"),
            at: try identifier(office, "office"), manager: try identifierIfGiven(manager, "manager")
        )
    }
}

/// Moves somebody into another segment.
@c @implementation
public func rdv_agenda_profile(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ segment: UnsafePointer<CChar>?,
    _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .profile(try person(id), try identifier(segment, "segment"))
    }
}

/// Gives a case to a case manager; NULL: to nobody.
@c @implementation
public func rdv_agenda_assign(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ manager: UnsafePointer<CChar>?,
    _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .assign(try person(id), try identifierIfGiven(manager, "manager"))
    }
}

/// Moves a case to another office.
@c @implementation
public func rdv_agenda_move_case(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ office: UnsafePointer<CChar>?,
    _ manager: UnsafePointer<CChar>?, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .move(
            try person(id), to: try identifier(office, "office"),
            manager: try identifierIfGiven(manager, "manager"))
    }
}

/// Says to which groups somebody belongs.
@c @implementation
public func rdv_agenda_group(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?,
    _ groups: UnsafePointer<UnsafePointer<CChar>?>?, _ count: Int, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .group(try person(id), Set(try identifiers(groups, count, "groups")))
    }
}

/// Says what meetings with somebody must provide.
@c @implementation
public func rdv_agenda_note_needs(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?,
    _ needs: UnsafePointer<UnsafePointer<CChar>?>?, _ count: Int, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .noteNeeds(
            try person(id),
            try list(needs, count, "needs") { item throws(Fault) in try unsafe need(item) })
    }
}

/// Notes a document; state 0: it is not there.
@c @implementation
public func rdv_agenda_note_document(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ item: UnsafePointer<CChar>?,
    _ state: rdv_document_state, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        let states: [DocumentState?] = [nil, .rejected, .submitted, .checked]
        return unsafe .noteDocument(
            try person(id), try identifier(item, "item"), try choice(state, states, "state"))
    }
}

/// Records a meeting that was held without an appointment.
@c @implementation
public func rdv_agenda_record_contact(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ day: rdv_date, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .recordContact(try person(id), on: try date(day, "date"))
    }
}

/// Closes a case.
@c @implementation
public func rdv_agenda_close_case(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ end: rdv_case_end, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .close(
            try person(id),
            try choice(end, from: 1, [.employed, .left, .completed], "end of the case"))
    }
}

/// The next meeting of somebody's plan; `size` is sizeof(rdv_contact).
@c @implementation
public func rdv_agenda_contact(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ now: rdv_instant, _ size: Int,
    _ contact: UnsafeMutablePointer<rdv_contact>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let (person, now) = unsafe (try person(id), try instant(now, "now"))
        guard let found = handle.agenda.contact(of: person, at: now) else {
            throw .notFound("person (\(person)) must have an open case with a meeting to come")
        }
        try unsafe put(rdv_contact(found), size, contact, "contact")
    }
}

/// The meetings that somebody must see to, up to a date; `office` may be NULL: all.
@c @implementation
public func rdv_agenda_contacts_due(
    _ agenda: OpaquePointer?, _ through: rdv_date, _ office: UnsafePointer<CChar>?,
    _ now: rdv_instant, _ contacts: UnsafeMutablePointer<rdv_contact>?, _ elementSize: Int,
    _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let list = unsafe handle.agenda.contactsDue(
            at: try instant(now, "now"), through: try date(through, "through"),
            of: try identifierIfGiven(office, "office"))
        try unsafe fill(contacts, elementSize, capacity, count, list.map { rdv_contact($0) })
    }
}

extension rdv_contact {
    /// The next meeting of a plan.
    fileprivate init(_ found: Contact) {
        self.init()
        person = rdv_id(found.person)
        segment = rdv_id(found.segment)
        office = rdv_id(found.office)
        manager = rdv_id(found.manager)
        service = rdv_id(found.service)
        state = RendezvousABI.number(found.state, in: Contact.State.allCases, from: 1)
        number = Int64(found.number)
        opens = rdv_date(found.days.opens.dayNumber)
        book_by = rdv_date(found.days.bookBy.dayNumber)
        hold_by = rdv_date(found.days.holdBy.dayNumber)
        appointment = Int64(found.appointment?.number ?? 0)
        weight = Int64(found.weight)
    }
}
