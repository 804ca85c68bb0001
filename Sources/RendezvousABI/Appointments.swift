public import CRendezvous
import Rendezvous

/// How a proposal was answered by `now`.
@c @implementation
public func rdv_agenda_consent(
    _ agenda: OpaquePointer?, _ proposal: Int64, _ now: rdv_instant,
    _ consent: UnsafeMutablePointer<rdv_consent>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let now = try instant(now, "now")
        guard let found = handle.agenda.consent(to: appointment(proposal), at: now) else {
            throw .notFound("proposal (\(proposal)) must be one that was not withdrawn")
        }
        try unsafe put(number(found, in: Codes.consents, from: 1), consent, "consent")
    }
}

/// How many appointments were ever made; they are numbered from 1.
@c @implementation
public func rdv_agenda_appointment_count(_ agenda: OpaquePointer?) -> Int64 {
    unsafe Int64((try? borrow(agenda, as: AgendaHandle.self))?.agenda.appointmentCount ?? 0)
}

/// An appointment; `size` is sizeof(rdv_appointment).
@c @implementation
public func rdv_agenda_appointment(
    _ agenda: OpaquePointer?, _ id: Int64, _ size: Int,
    _ answer: UnsafeMutablePointer<rdv_appointment>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        guard let found = handle.agenda[appointment(id)] else {
            throw .notFound(
                "appointment (\(id)) must be one of 1 … \(handle.agenda.appointmentCount)")
        }
        try unsafe put(rdv_appointment(found), size, answer, "answer")
    }
}

/// The appointments of a counsellor that occupy some of an interval, in order of start.
@c @implementation
public func rdv_agenda_appointments(
    _ agenda: OpaquePointer?, _ counsellor: UnsafePointer<CChar>?, _ given: rdv_interval,
    _ now: rdv_instant, _ appointments: UnsafeMutablePointer<rdv_appointment>?,
    _ elementSize: Int, _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let id: Counsellor.ID = try unsafe identifier(counsellor, "counsellor")
        let (span, now) = (try interval(given, "interval"), try instant(now, "now"))
        let found = handle.agenda.appointments(of: id, in: span, at: now)
        try unsafe fill(
            appointments, elementSize, capacity, count, found.map { rdv_appointment($0) })
    }
}

extension rdv_appointment {
    /// An appointment.
    init(_ appointment: Appointment) {
        self.init()
        id = Int64(appointment.id.number)
        status = number(appointment.status, in: Codes.appointmentStates, from: 1)
        cancellation =
            appointment.cancellation.map { number($0, in: Codes.cancellations, from: 1) } ?? 0
        placement = rdv_placement(appointment.placement)
        subject = rdv_id(appointment.party.participant)
        service = rdv_id(appointment.service)
        topic = rdv_id(appointment.topic)
        expires = (appointment.expires ?? .max).secondsSince1970
        revision = Int64(appointment.revision)
        moves = Int64(appointment.moves?.number ?? 0)
        proposal = Int64(appointment.proposal?.number ?? 0)
        gap_before = appointment.gap.before.count
        gap_after = appointment.gap.after.count
    }
}

/// The entries in order of number.
@c @implementation
public func rdv_agenda_waiting_list(
    _ agenda: OpaquePointer?, _ now: rdv_instant,
    _ entries: UnsafeMutablePointer<rdv_waiting_entry>?, _ elementSize: Int, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let now = try instant(now, "now")
        let list = handle.agenda.waitingList(at: now).map { rdv_waiting_entry($0, nil) }
        try unsafe fill(entries, elementSize, capacity, count, list)
    }
}

/// The open entries in the order in which they are served, each with its first opening.
@c @implementation
public func rdv_agenda_waiting_offers(
    _ agenda: OpaquePointer?, _ now: rdv_instant,
    _ entries: UnsafeMutablePointer<rdv_waiting_entry>?, _ elementSize: Int, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let now = try instant(now, "now")
        let list = handle.agenda.waitingOffers(at: now).map {
            rdv_waiting_entry($0.entry, $0.opening)
        }
        try unsafe fill(entries, elementSize, capacity, count, list)
    }
}

extension rdv_waiting_entry {
    /// An entry of the waiting list, with its first opening.
    init(_ entry: WaitingEntry, _ found: Opening?) {
        self.init()
        id = Int64(entry.id.number)
        switch entry.status {
        case .open: status = rdv_waiting_status(RDV_WAITING_OPEN)
        case .offered(let hold):
            status = rdv_waiting_status(RDV_WAITING_OFFERED)
            appointment = Int64(hold.number)
        case .served: status = rdv_waiting_status(RDV_WAITING_SERVED)
        case .withdrawn: status = rdv_waiting_status(RDV_WAITING_WITHDRAWN)
        }
        request = rdv_id(entry.request.id)
        subject = rdv_id(entry.request.party.participant)
        service = rdv_id(entry.request.service)
        if let found {
            has_opening = 1
            opening = rdv_opening(found)
        }
    }
}

/// When a worker works on some dates by their clock, as known at an instant (bitemporal);
/// RDV_INSTANT_MAX: as known now.
@c @implementation
public func rdv_agenda_working_time(
    _ agenda: OpaquePointer?, _ kind: rdv_worker, _ id: UnsafePointer<CChar>?, _ first: rdv_date,
    _ last: rdv_date, _ known: rdv_instant, _ intervals: UnsafeMutablePointer<rdv_interval>?,
    _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let worker = try unsafe worker(kind, id)
        let range = try fewDates(first, last)
        let known = try instant(known, "known")
        let time = handle.agenda.workingTime(
            of: worker, on: range, knownAt: known == .max ? nil : known)
        guard let time else { throw .notFound("\(worker) must be in the catalogue") }
        try unsafe fill(intervals, capacity, count, time.working.intervals.map { rdv_interval($0) })
    }
}

/// When an office is open on some dates.
@c @implementation
public func rdv_agenda_opening_hours(
    _ agenda: OpaquePointer?, _ office: UnsafePointer<CChar>?, _ first: rdv_date, _ last: rdv_date,
    _ intervals: UnsafeMutablePointer<rdv_interval>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let id: Office.ID = try unsafe identifier(office, "office")
        guard let hours = handle.agenda.openingHours(of: id, on: try fewDates(first, last)) else {
            throw .notFound("office (\(id)) must be in the catalogue")
        }
        try unsafe fill(intervals, capacity, count, hours.intervals.map { rdv_interval($0) })
    }
}

/// Dates that are not so many that walking over them takes long.
private func fewDates(_ first: rdv_date, _ last: rdv_date) throws(Fault) -> DateRange {
    let range = try dates(first, last, "the question")
    _ = try number(
        range.last.dayNumber - range.first.dayNumber + 1, "number of dates", in: 1...3_660)
    return range
}
