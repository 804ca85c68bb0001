public import CRendezvous
import Rendezvous

/// Declares working time or leave.
@c @implementation
public func rdv_agency_declare(
    _ agency: OpaquePointer?, _ given: UnsafePointer<rdv_declaration>?
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        let given = try unsafe options(given, "declaration")
        let id: Declaration.ID = try unsafe identifier(given.id, "identifier of the declaration")
        return unsafe .declared(
            Declaration(
                id, of: try worker(given.worker_kind, given.worker),
                submitted: try instant(given.submitted, "submission of declaration (\(id))"),
                try unsafe content(given, "declaration (\(id))")))
    }
}

/// Takes a declaration back.
@c @implementation
public func rdv_agency_withdraw_declaration(
    _ agency: OpaquePointer?, _ id: UnsafePointer<CChar>?
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        unsafe .declarationWithdrawn(try identifier(id, "identifier of the declaration"))
    }
}

/// A counsellor or an interpreter.
func worker(_ kind: rdv_worker, _ id: UnsafePointer<CChar>?) throws(Fault) -> Worker {
    switch Int(kind) {
    case RDV_ENTRY_COUNSELLOR: return unsafe .counsellor(try identifier(id, "counsellor"))
    case RDV_ENTRY_INTERPRETER: return unsafe .interpreter(try identifier(id, "interpreter"))
    default: throw .number(kind, "kind of worker")
    }
}

private func content(
    _ given: rdv_declaration, _ what: String
) throws(Fault) -> Declaration.Content {
    let range = try unsafe dates(given.from, given.to, what)
    switch unsafe Int(given.kind) {
    case RDV_DECLARATION_WEEKLY: return unsafe .weekly(try week(given, what), range)
    case RDV_DECLARATION_DAILY:
        let work = try unsafe list(given.stretches, given.stretch_count, "stretches of \(what)") {
            stretch throws(Fault) in try read(stretch, what)
        }
        let breaks = try unsafe list(given.breaks, given.break_count, "breaks of \(what)") {
            item throws(Fault) in try read(item, what)
        }
        return .daily(DayTimetable(work, breaks: breaks), range)
    case RDV_DECLARATION_LEAVE: return unsafe .leave(try leave(given, .days(range), what))
    case RDV_DECLARATION_PLANNED: return unsafe .planned(try leave(given, .days(range), what))
    case RDV_DECLARATION_LEAVE_HOURS:
        return unsafe .leave(
            try leave(given, .hours(range.first, try single(given, what).span), what))
    case RDV_DECLARATION_OVERTIME:
        let stretch = try unsafe single(given, what)
        return .overtime(Overtime(range.first, stretch.span, at: stretch.place))
    default: throw unsafe .number(given.kind, "kind of \(what)")
    }
}

/// The timetables of the seven days.
private func week(_ given: rdv_declaration, _ what: String) throws(Fault) -> [DayTimetable] {
    let work = try unsafe list(given.stretches, given.stretch_count, "stretches of \(what)") {
        stretch throws(Fault) in
        (try weekday(stretch.weekday, "weekday of \(what)"), try read(stretch, what))
    }
    let breaks = try unsafe list(given.breaks, given.break_count, "breaks of \(what)") {
        item throws(Fault) in
        (try weekday(item.weekday, "weekday of a break of \(what)"), try read(item, what))
    }
    return Weekday.allCases.map { day in
        DayTimetable(
            work.filter { $0.0 == day }.map(\.1), breaks: breaks.filter { $0.0 == day }.map(\.1))
    }
}

private func read(_ stretch: rdv_stretch, _ what: String) throws(Fault) -> WorkStretch {
    WorkStretch(
        CivilSpan(
            try clock(stretch.from, "start of work of \(what)"),
            try clock(stretch.to, "end of work of \(what)")),
        at: try choice(stretch.place, [.onSite, .telework], "place of \(what)"))
}

private func read(_ item: rdv_break, _ what: String) throws(Fault) -> Break {
    let span = CivilSpan(
        try clock(item.from, "start of a break of \(what)"),
        try clock(item.to, "end of a break of \(what)"))
    guard item.length >= 0 else {
        throw .range(item.length, "length of a break of \(what)", 0, 86_400)
    }
    return item.length == 0 ? .fixed(span) : .floating(Seconds(Int64(item.length)), within: span)
}

/// The one stretch of overtime or leave by the hour.
private func single(_ given: rdv_declaration, _ what: String) throws(Fault) -> WorkStretch {
    let all = try unsafe list(given.stretches, given.stretch_count, "stretches of \(what)") {
        stretch throws(Fault) in try read(stretch, what)
    }
    guard let only = all.first, all.count == 1 else {
        throw Fault(RDV_ERROR_COUNT, "number of stretches of \(what) (\(all.count)) must be 1")
    }
    return only
}

private func leave(
    _ given: rdv_declaration, _ extent: Leave.Extent, _ what: String
) throws(Fault) -> Leave {
    guard unsafe given.leave_count >= -1 else {
        throw unsafe .range(given.leave_count, "leave_count of \(what)", -1, Int32.max)
    }
    return unsafe Leave(
        try identifier(given.leave_type, "type of leave of \(what)"), extent,
        counting: unsafe given.leave_count < 0 ? nil : Int(given.leave_count))
}

/// Says what is known about a person.
@c @implementation
public func rdv_agency_note_participant(
    _ agency: OpaquePointer?, _ given: UnsafePointer<rdv_participant>?
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        let given = try unsafe options(given, "participant")
        let id: Subject.ID = try unsafe identifier(given.id, "identifier of the participant")
        let what = "participant (\(id))"
        var documents: [ChecklistItem.ID: DocumentState] = [:]
        let items = try unsafe list(given.documents, given.document_count, "documents of \(what)") {
            item throws(Fault) -> (ChecklistItem.ID, DocumentState) in
            unsafe (
                try identifier(item.item, "document of \(what)"),
                try unsafe choice(item.state, from: 1, Codes.documentStates, "state of a document")
            )
        }
        for (item, state) in items { documents[item] = state }
        return unsafe .participantNoted(
            Participant(
                id,
                groups: Set(try identifiers(given.groups, given.group_count, "groups of \(what)")),
                office: try unsafe identifierIfGiven(given.office, "office of \(what)"),
                counsellor: try unsafe identifierIfGiven(given.counsellor, "counsellor of \(what)"),
                documents: documents,
                absences: try unsafe windows(
                    given.absences, given.absence_count, "absences of \(what)")))
    }
}

/// A set of intervals.
func windows(
    _ pointer: UnsafePointer<rdv_interval>?, _ count: Int, _ what: @autoclosure () -> String
) throws(Fault) -> IntervalSet {
    IntervalSet(
        try unsafe list(pointer, count, what()) { item throws(Fault) in
            try interval(item, "one of \(what())")
        })
}
