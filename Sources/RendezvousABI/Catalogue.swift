public import CRendezvous
import Rendezvous

/// Adds a field (a group of services), or changes it.
@c @implementation
public func rdv_agency_add_field(
    _ agency: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ name: UnsafePointer<CChar>?
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        let id: Field.ID = try unsafe identifier(id, "identifier of the field")
        return .defined(.field(Field(id, name: try unsafe label(name, "name"))), from: .min)
    }
}

/// Adds a skill.
@c @implementation
public func rdv_agency_add_skill(
    _ agency: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ name: UnsafePointer<CChar>?
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        let id: Skill.ID = try unsafe identifier(id, "identifier of the skill")
        return .defined(.skill(Skill(id, name: try unsafe label(name, "name"))), from: .min)
    }
}

/// Adds an office, or changes it from a date on.
@c @implementation
public func rdv_agency_add_office(
    _ agency: OpaquePointer?, _ id: UnsafePointer<CChar>?,
    _ given: UnsafePointer<rdv_office_options>?
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        let id: Office.ID = try unsafe identifier(id, "identifier of the office")
        let what = "office (\(id))"
        let given = try unsafe options(given, "options of \(what)")
        let office = unsafe Office(
            id, name: try label(given.name, "name of \(what)"),
            zone: try unsafe text(given.zone, "zone of \(what)"),
            region: try unsafe identifierIfGiven(given.region, "region of \(what)"),
            areas: unsafe Set(try identifiers(given.areas, given.area_count, "areas of \(what)")),
            hours: try unsafe weeklyHours(given.hours, given.hour_count, what),
            exceptions: try unsafe structs(
                given.exceptions, given.exception_count, "exceptions of \(what)"
            ) {
                exception throws(Fault) in try unsafe read(exception, what)
            }, holidays: try unsafe textIfGiven(given.holidays, "holidays of \(what)"),
            facilities: unsafe Set(
                try identifiers(given.facilities, given.facility_count, "facilities of \(what)")))
        return unsafe .defined(.office(office), from: try date(given.from, "date of \(what)"))
    }
}

private func read(_ exception: rdv_exception, _ what: String) throws(Fault) -> DatedException {
    unsafe DatedException(
        try dates(exception.from, exception.to, "an exception of \(what)"),
        hours: try unsafe list(exception.hours, exception.hour_count, "spans of \(what)") {
            span throws(Fault) in try civilSpan(span, what)
        })
}

/// Adds a room of an office.
@c @implementation
public func rdv_agency_add_room(
    _ agency: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ office: UnsafePointer<CChar>?,
    _ name: UnsafePointer<CChar>?, _ facilities: UnsafePointer<UnsafePointer<CChar>?>?,
    _ count: Int
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        let id: Room.ID = try unsafe identifier(id, "identifier of the room")
        let room = unsafe Room(
            id, in: try identifier(office, "office of room (\(id))"),
            name: try unsafe label(name, "name"),
            facilities: unsafe Set(try identifiers(facilities, count, "facilities of room (\(id))"))
        )
        return .defined(.room(room), from: .min)
    }
}

/// Adds a work position with hours of its own.
@c @implementation
public func rdv_agency_add_position(
    _ agency: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ name: UnsafePointer<CChar>?,
    _ hours: UnsafePointer<rdv_span>?, _ count: Int
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        let id: Position.ID = try unsafe identifier(id, "identifier of the position")
        let position = unsafe Position(
            id, name: try label(name, "name"),
            hours: try weeklyHours(hours, count, "position (\(id))"))
        return .defined(.position(position), from: .min)
    }
}

/// Adds a service, or changes it from a date on.
@c @implementation
public func rdv_agency_add_service(
    _ agency: OpaquePointer?, _ id: UnsafePointer<CChar>?,
    _ given: UnsafePointer<rdv_service_options>?
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        let id: Service.ID = try unsafe identifier(id, "identifier of the service")
        let what = "service (\(id))"
        let given = try unsafe options(given, "options of \(what)")
        let topics: [Topic.ID] = try unsafe identifiers(
            given.topics, given.topic_count, "topics of \(what)")
        let service = unsafe Service(
            id, in: try identifier(given.field, "field of \(what)"),
            name: try unsafe label(given.name, "name of \(what)"),
            topics: topics.map { Topic($0, name: "") },
            for: try unsafe bits(given.audiences, Codes.audiences, "audiences of \(what)"),
            lasting: unsafe seconds(given.duration),
            interpretedDuration: unsafe given.interpreted_duration == 0
                ? nil : seconds(given.interpreted_duration),
            gap: unsafe Gap(before: seconds(given.gap_before), after: seconds(given.gap_after)),
            channels: try unsafe channels(given.channels, "channels of \(what)"),
            skills: unsafe Set(
                try identifiers(given.skills, given.skill_count, "skills of \(what)")),
            checklist: try unsafe structs(
                given.checklist, given.checklist_count, "checklist of \(what)"
            ) { item throws(Fault) in try unsafe read(item) },
            minimumNotice: unsafe seconds(given.minimum_notice), horizon: unsafe Int(given.horizon),
            startGrid: unsafe Int(given.start_grid),
            needsRoom: try unsafe flag(given.needs_room, "needs_room of \(what)"),
            capacity: unsafe Int(given.capacity))
        return unsafe .defined(.service(service), from: try date(given.from, "date of \(what)"))
    }
}

private func read(_ item: rdv_checklist_item) throws(Fault) -> ChecklistItem {
    let id: ChecklistItem.ID = try unsafe identifier(item.id, "identifier of an item")
    return unsafe ChecklistItem(
        id, name: try label(item.name, "name of item (\(id))"),
        obtainedFrom: try unsafe label(item.obtained_from, "source of item (\(id))"),
        submittedTo: try unsafe label(item.submitted_to, "receiver of item (\(id))"))
}

/// Adds a counsellor, or changes them from a date on.
@c @implementation
public func rdv_agency_add_counsellor(
    _ agency: OpaquePointer?, _ id: UnsafePointer<CChar>?,
    _ given: UnsafePointer<rdv_counsellor_options>?
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        let id: Counsellor.ID = try unsafe identifier(id, "identifier of the counsellor")
        let what = "counsellor (\(id))"
        let given = try unsafe options(given, "options of \(what)")
        let services: [Service.ID] = try unsafe identifiers(
            given.services, given.service_count, "services of \(what)")
        let bookable = try unsafe weeklyHours(given.bookable, given.bookable_count, what)
        let counsellor = unsafe Counsellor(
            id, at: try identifier(given.office, "office of \(what)"),
            position: try unsafe identifierIfGiven(given.position, "position of \(what)"),
            offers: unsafe given.services == nil ? nil : Set(services),
            skills: unsafe Set(
                try identifiers(given.skills, given.skill_count, "skills of \(what)")),
            communications: unsafe Set(
                try communications(given.communications, given.communication_count, what)),
            channels: try unsafe channels(given.channels, "channels of \(what)"),
            gap: unsafe Gap(before: seconds(given.gap_before), after: seconds(given.gap_after)),
            bookableHours: unsafe given.bookable_count == 0 ? nil : bookable,
            dailyLimit: unsafe given.daily_limit == 0 ? nil : Int(given.daily_limit))
        return unsafe .defined(
            .counsellor(counsellor), from: try date(given.from, "date of \(what)"))
    }
}

/// Adds an interpreter, or changes them from a date on.
@c @implementation
public func rdv_agency_add_interpreter(
    _ agency: OpaquePointer?, _ id: UnsafePointer<CChar>?,
    _ given: UnsafePointer<rdv_interpreter_options>?
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        let id: Interpreter.ID = try unsafe identifier(id, "identifier of the interpreter")
        let what = "interpreter (\(id))"
        let given = try unsafe options(given, "options of \(what)")
        let offices: [Office.ID] = try unsafe identifiers(
            given.offices, given.office_count, "offices of \(what)")
        let interpreter = unsafe Interpreter(
            id,
            communications: Set(
                try communications(given.communications, given.communication_count, what)),
            channels: try channels(given.channels, "channels of \(what)"),
            offices: unsafe given.offices == nil ? nil : Set(offices),
            gap: unsafe Gap(before: seconds(given.gap_before), after: seconds(given.gap_after)),
            zone: try unsafe text(given.zone, "zone of \(what)"))
        return unsafe .defined(
            .interpreter(interpreter), from: try date(given.from, "date of \(what)"))
    }
}

/// A list of communications.
func communications(
    _ pointer: UnsafePointer<UnsafePointer<CChar>?>?, _ count: Int, _ what: String
) throws(Fault) -> [Communication] {
    try unsafe list(pointer, count, "communications of \(what)") { item throws(Fault) in
        try unsafe communication(item, "communication of \(what)")
    }
}

extension Codes {
    /// The audiences in the order of their bits.
    static let audiences: [Audience] = [.registered, .person, .business]
    /// The rights in the order of their bits.
    static let authorities: [Authority] = [.legal, .authorised]
    /// The states of documents, from 1.
    static let documentStates: [DocumentState] = [.rejected, .submitted, .checked]
}
