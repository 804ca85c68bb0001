public import CRendezvous
import Rendezvous

/// What became of a series.
final class SeriesHandle: AnyHandle {
    let outcome: SeriesOutcome

    init(_ outcome: SeriesOutcome) {
        self.outcome = outcome
        super.init(.series)
    }
    override class var kind: HandleKind { .series }
}

/// What becomes of a series now: each occurrence is chosen with the earlier ones booked, near to
/// the date and time wanted, with the counsellor of the first where possible.
@c @implementation
public func rdv_agenda_series(
    _ agenda: OpaquePointer?, _ given: UnsafePointer<rdv_request>?,
    _ chosen: UnsafePointer<rdv_series_options>?, _ now: rdv_instant,
    _ series: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        guard unsafe series != nil else { throw .null("series") }
        let asked = try unsafe read(
            try options(chosen, "options of the series"), of: try request(given))
        let now = try instant(now, "now")
        let outcome = try asking { () throws(Refusal) in
            try handle.agenda.series(asked, at: now)
        }
        try unsafe give(SeriesHandle(outcome), to: series)
    }
}

private func read(
    _ given: rdv_series_options, of request: Request
) throws(Fault) -> Series {
    let time = unsafe given.time == -1 ? nil : try clock(given.time, "time of the series")
    let completeness: Series.Completeness = try unsafe choice(
        given.completeness, [.all, .whatCanBe], "completeness of the series")
    return try unsafe Series(
        of: request, from: date(given.first, "first date of the series"),
        every: .days(Int(given.period)), times: Int(given.times), tolerance: Int(given.tolerance),
        zone: text(given.zone, "zone of the series"), time: time, completeness)
}

/// Ends the handle.
@c @implementation
public func rdv_series_destroy(_ series: OpaquePointer?) {
    unsafe destroy(series, as: SeriesHandle.self)
}

/// The text of this thread's last failed call with the handle first; "" if none failed.
@c @implementation
public func rdv_series_message(_ series: OpaquePointer?) -> UnsafePointer<CChar>? {
    unsafe message(series, as: SeriesHandle.self)
}

/// The occurrences in order.
@c @implementation
public func rdv_series_occurrences(
    _ series: OpaquePointer?, _ occurrences: UnsafeMutablePointer<rdv_occurrence>?,
    _ elementSize: Int, _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(series, as: SeriesHandle.self) { handle throws(Fault) in
        let list = handle.outcome.occurrences.map { rdv_occurrence($0) }
        try unsafe fill(occurrences, elementSize, capacity, count, list)
    }
}

/// The events to be stored and applied in one batch; none if nothing is booked.
@c @implementation
public func rdv_series_events(
    _ series: OpaquePointer?, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(series, as: SeriesHandle.self) { handle throws(Fault) in
        try unsafe give(EventsHandle(handle.outcome.events), to: events)
    }
}

/// Why an occurrence of a series, from 0, has no opening: counsellor-days by reason, without
/// policies and offices; none where it has an opening.
@c @implementation
public func rdv_series_causes(
    _ series: OpaquePointer?, _ occurrence: Int, _ causes: UnsafeMutablePointer<rdv_cause>?,
    _ elementSize: Int, _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(series, as: SeriesHandle.self) { handle throws(Fault) in
        let all = handle.outcome.occurrences
        guard all.indices.contains(occurrence) else {
            throw .notFound(
                "occurrence (\(UInt(bitPattern: occurrence))) must be less than \(all.count)")
        }
        var list: [rdv_cause] = []
        if case .short(let shortage) = all[occurrence].result {
            list = shortage.counts.map { item in
                rdv_cause(
                    reason: Codes.number(item.reason), reserved: 0,
                    counsellor_days: Int64(item.counsellorDays), policy: rdv_id(),
                    office: rdv_id())
            }
        }
        try unsafe fill(causes, elementSize, capacity, count, list)
    }
}

extension rdv_occurrence {
    /// One occurrence.
    fileprivate init(_ occurrence: SeriesOutcome.Occurrence) {
        self.init()
        date = rdv_date(occurrence.date.dayNumber)
        switch occurrence.result {
        case .booked(let id, let place):
            result = rdv_occurrence_result(RDV_OCCURRENCE_BOOKED)
            appointment = Int64(id.number)
            placement = rdv_placement(place)
        case .free(let place):
            result = rdv_occurrence_result(RDV_OCCURRENCE_FREE)
            placement = rdv_placement(place)
        case .short: result = rdv_occurrence_result(RDV_OCCURRENCE_SHORT)
        }
    }
}
