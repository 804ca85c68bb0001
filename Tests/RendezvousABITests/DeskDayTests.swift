import CRendezvous
import Foundation
import Rendezvous
import RendezvousABI
import RendezvousDocuments
import Testing

/// A day at a desk that every way into the engine can live through: two bookings, a series, an
/// absence and the consent that a repair asks for. Its log is kept, and the same through C and
/// Swift (here), through Python (Tests/CLibrary/scenario.py) and through the program
/// (RendezvousCLITests, Tests/Release).
///
/// `RENDEZVOUS_RECORD=1 swift test --filter DeskDayTests` writes agency and log anew.
@Suite struct DeskDayTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("CLibrary/desk")

    /// Midnight of Monday in Athens, and how windows and instants follow from it.
    private static let midnight = monday - 10 * 3_600
    private static let day: Int64 = 86_400

    private func kept(_ name: String, _ bytes: [UInt8]) throws -> [UInt8] {
        let file = Self.folder.appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["RENDEZVOUS_RECORD"] == "1" {
            try Data(bytes).write(to: file)
        }
        return Array(try Data(contentsOf: file))
    }

    @Test func `a day at the desk through C gives the bytes of the same day in Swift`() throws {
        let expected = EventLog.encode(try dayInSwift())
        #expect(try kept("day.log", expected) == expected)
        #expect(try dayInC() == expected)
    }

    @Test func `the agency of the day is the small one, as a document`() throws {
        let events = try smallAgencyInSwift().events
        let document = try kept("agency.json", AgendaDocument.encode(events))
        #expect(try AgendaDocument.decode(document) == events)
    }

    // MARK: Swift

    private func dayInSwift() throws -> [Event] {
        let agency = try smallAgencyInSwift()
        var agenda = Agenda(agency)
        var log = agency.events
        func take(_ events: [Event]) throws {
            try agenda.apply(events)
            log += events
        }
        func at(_ later: Int64) -> Instant { Instant(secondsSince1970: monday + later) }
        func request(
            _ person: String, by: String? = nil, _ from: Int64, _ to: Int64
        ) throws
            -> Request
        {
            let window = try #require(
                Interval(
                    start: Instant(secondsSince1970: from), end: Instant(secondsSince1970: to)))
            return Request(
                for: Party(Subject.ID(person), bookedBy: by.map { Subject.ID($0) }),
                service: "advice", within: IntervalSet([window]))
        }
        func book(_ request: Request, _ later: Int64) throws {
            let found = try agenda.openings(for: request, at: at(later), limit: 1).all
            try take(
                agenda.decide(
                    .book(try #require(found.first).placement, for: request), at: at(later)))
        }
        try book(request("p-1", Self.midnight, Self.midnight + 14 * Self.day), 0)
        let nine = Self.midnight + Self.day + 9 * 3_600
        try book(request("p-2", by: "m-1", nine, nine + 3_600), 60)
        let series = Series(
            of: try request("p-3", Self.midnight + 2 * Self.day, Instant.max.secondsSince1970),
            from: "2026-11-04", every: .weeks(1), times: 3, tolerance: 1, zone: "Europe/Athens",
            time: "10:00")
        try take(agenda.series(series, at: at(120)).events)
        let dates = try #require(DateRange(from: "2026-11-04", to: "2026-11-04"))
        let changes = [
            Change.declared(
                Declaration(
                    "absence-c-17-2026-11-04", of: .counsellor("c-17"), submitted: at(180),
                    .leave(Leave("absence", .days(dates)))))
        ]
        let repair = try agenda.repair(changes, at: at(180))
        try take(agenda.decide(.amendAll(changes), at: at(180)))
        let proposal = repair.proposals[try #require(repair.chosen)]
        #expect(proposal.served == 1 && proposal.moved == 0)
        try take(agenda.asking(for: proposal, answerWithin: .hours(48), at: at(180)))
        return log
    }

    // MARK: C

    private func dayInC() throws -> [UInt8] {
        let agency = smallAgency()
        let book = agenda(of: agency)
        let log = unsafe Owned { unsafe rdv_events_destroy($0) }
        unsafe #expect(rdv_agency_events(agency.pointer, &log.pointer) == Status.ok)
        var events: OpaquePointer?
        func take(_ status: rdv_status) {
            let message = unsafe string(rdv_agenda_message(book.pointer))
            #expect(status == Status.ok, "\(message)")
            unsafe #expect(rdv_events_append(log.pointer, events) == Status.ok)
            unsafe #expect(rdv_agenda_apply(book.pointer, events) == Status.ok)
            unsafe rdv_events_destroy(events)
            unsafe events = nil
        }
        func bookFirst(
            _ person: String, by: String?, _ window: rdv_interval, at now: rdv_instant
        ) {
            unsafe withRequest(of: person, by: by, in: window) { request in
                var found = rdv_opening()
                var count = 0
                let size = MemoryLayout<rdv_opening>.size
                unsafe #expect(
                    rdv_agenda_openings(book.pointer, request, now, &found, size, 1, &count)
                        == Status.ok)
                unsafe take(
                    rdv_agenda_book(book.pointer, request, &found.placement, now, &events))
            }
        }
        let (midnight, day) = (Self.midnight, Self.day)
        bookFirst(
            "p-1", by: nil, rdv_interval(start: midnight, end: midnight + 14 * day), at: monday)
        let nine = midnight + day + 9 * 3_600
        bookFirst("p-2", by: "m-1", rdv_interval(start: nine, end: nine + 3_600), at: monday + 60)
        let rest = rdv_interval(
            start: midnight + 2 * day, end: Instant.max.secondsSince1970)
        unsafe withRequest(of: "p-3", by: nil, in: rest) { request in
            let series = unsafe weekly(book.pointer, request, at: monday + 120)
            take(unsafe rdv_series_events(series.pointer, &events))
        }
        let draft = unsafe Owned { unsafe rdv_agency_destroy($0) }
        unsafe #expect(
            rdv_agency_create_amending(book.pointer, monday + 180, &draft.pointer) == Status.ok)
        declareLeave(draft, "absence-c-17-2026-11-04", of: "c-17", submitted: monday + 180)
        let repair = unsafe Owned { unsafe rdv_repair_destroy($0) }
        unsafe #expect(
            rdv_agenda_repair(book.pointer, draft.pointer, nil, monday + 180, &repair.pointer)
                == Status.ok)
        take(unsafe rdv_agenda_amend(book.pointer, draft.pointer, monday + 180, &events))
        take(
            unsafe rdv_agenda_ask_for_repair(
                book.pointer, repair.pointer, chosen(repair), 48 * 3_600, monday + 180, &events))
        return unsafe bytes(of: log.pointer)
    }

    private func chosen(_ repair: Owned) -> Int {
        var proposals = [rdv_repair_proposal](repeating: rdv_repair_proposal(), count: 8)
        var count = 0
        unsafe #expect(
            rdv_repair_proposals(
                repair.pointer, &proposals, MemoryLayout<rdv_repair_proposal>.size, 8, &count)
                == Status.ok)
        return proposals.prefix(count).firstIndex { $0.is_chosen == 1 } ?? -1
    }
}

/// A series each Wednesday at ten, three times.
func weekly(
    _ agenda: OpaquePointer?, _ request: UnsafePointer<rdv_request>, at now: rdv_instant,
    times: Int32 = 3, _ completeness: Int = RDV_COMPLETENESS_ALL
) -> Owned {
    let series = unsafe Owned { unsafe rdv_series_destroy($0) }
    unsafe "Europe/Athens".withCString { zone in
        var options = unsafe rdv_series_options()
        unsafe options.size = unsafe MemoryLayout<rdv_series_options>.size
        unsafe options.first = rdv_date((monday + 2 * 86_400) / 86_400)
        unsafe options.period = 7
        unsafe options.times = times
        unsafe options.tolerance = 1
        unsafe options.time = 36_000
        unsafe options.zone = unsafe zone
        unsafe options.completeness = rdv_completeness(completeness)
        unsafe #expect(
            rdv_agenda_series(agenda, request, &options, now, &series.pointer) == Status.ok)
    }
    return series
}

/// Declares leave of a counsellor: on Wednesday, or from so many days before it on.
func declareLeave(
    _ draft: Owned, _ id: String, of worker: String, submitted: rdv_instant, from days: Int64 = 0
) {
    unsafe id.withCString { id in
        unsafe worker.withCString { worker in
            unsafe "absence".withCString { type in
                var leave = unsafe Defaults.declaration
                unsafe leave.id = unsafe id
                unsafe leave.worker = unsafe worker
                unsafe leave.submitted = submitted
                unsafe leave.kind = rdv_declaration_kind(RDV_DECLARATION_LEAVE)
                unsafe leave.leave_type = unsafe type
                let wednesday = monday / 86_400 + 2
                unsafe leave.from = rdv_date(wednesday + days)
                unsafe leave.to = rdv_date(wednesday)
                unsafe #expect(rdv_agency_declare(draft.pointer, &leave) == Status.ok)
            }
        }
    }
}
