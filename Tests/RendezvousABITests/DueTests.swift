import CRendezvous
import Rendezvous
import RendezvousABI
import Testing

/// Series, messages, reminders, passes, figures and repairs through C, beside the same in Swift.
@Suite struct DueTests {
    private let size = MemoryLayout<rdv_occurrence>.size

    /// An agenda with appointments: 1 of p-1, 2 of p-2 whom m-1 booked; and the log.
    private func desk() -> (Owned, Owned) {
        let agency = smallAgency()
        let book = agenda(of: agency)
        let log = unsafe Owned { unsafe rdv_events_destroy($0) }
        unsafe #expect(rdv_agency_events(agency.pointer, &log.pointer) == Status.ok)
        for (person, booker) in [("p-1", nil), ("p-2", "m-1")] {
            unsafe withRequest(of: person, by: booker) { request in
                var (found, count) = (rdv_opening(), 0)
                let size = MemoryLayout<rdv_opening>.size
                unsafe #expect(
                    rdv_agenda_openings(book.pointer, request, monday, &found, size, 1, &count)
                        == Status.ok)
                var events: OpaquePointer?
                unsafe #expect(
                    rdv_agenda_book(book.pointer, request, &found.placement, monday, &events)
                        == Status.ok)
                unsafe #expect(rdv_events_append(log.pointer, events) == Status.ok)
                unsafe #expect(rdv_agenda_apply(book.pointer, events) == Status.ok)
                unsafe rdv_events_destroy(events)
            }
        }
        return (book, log)
    }

    @Test func `a series is booked whole, in part or not at all, and says why`() {
        let book = agenda(of: smallAgency())
        var occurrences = [rdv_occurrence](repeating: rdv_occurrence(), count: 12)
        var causes = [rdv_cause](repeating: rdv_cause(), count: 8)
        var (count, causeCount) = (0, 0)
        let ten = rdv_interval(start: monday, end: monday + 17 * 86_400)
        func results(_ series: Owned) -> [Int32] {
            unsafe #expect(
                rdv_series_occurrences(series.pointer, &occurrences, size, 12, &count)
                    == Status.ok)
            return occurrences.prefix(count).map(\.result)
        }
        unsafe withRequest(of: "p-1", in: ten) { request in
            // Three Wednesdays lie in the window; the fourth does not.
            let all = unsafe weekly(book.pointer, request, at: monday)
            #expect(results(all) == [1, 1, 1])
            #expect(occurrences.prefix(3).map(\.appointment) == [1, 2, 3])
            #expect(occurrences[1].date == occurrences[0].date + 7)
            unsafe #expect(
                rdv_series_causes(
                    all.pointer, 0, &causes, MemoryLayout<rdv_cause>.size, 8, &causeCount)
                    == Status.ok)
            #expect(causeCount == 0)
            let none = unsafe weekly(book.pointer, request, at: monday, times: 4)
            #expect(results(none) == [2, 2, 2, 3])
            #expect(occurrences[0].appointment == 0 && occurrences[0].placement.start > monday)
            #expect(occurrences[3].placement.start == 0)
            var events: OpaquePointer?
            unsafe #expect(rdv_series_events(none.pointer, &events) == Status.ok)
            unsafe #expect(rdv_events_count(events) == 0)
            unsafe rdv_events_destroy(events)
            let some = unsafe weekly(
                book.pointer, request, at: monday, times: 4, RDV_COMPLETENESS_WHAT_CAN_BE)
            #expect(results(some) == [1, 1, 1, 3])
            let causeSize = MemoryLayout<rdv_cause>.size
            unsafe #expect(
                rdv_series_causes(some.pointer, 4, &causes, causeSize, 8, &causeCount)
                    == Status.notFound)
            unsafe #expect(string(rdv_series_message(some.pointer)).contains("(4)"))
        }
    }

    @Test func `values of a series at their bounds`() {
        let book = agenda(of: smallAgency())
        var options = unsafe rdv_series_options()
        var series: OpaquePointer?
        unsafe options.size = unsafe MemoryLayout<rdv_series_options>.size
        unsafe options.first = rdv_date(monday / 86_400)
        func status(
            period: Int32 = 7, times: Int32 = 1, tolerance: Int32 = 0, time: rdv_clock = -1,
            _ completeness: Int32 = 0, zone: String = "Europe/Athens"
        ) -> rdv_status {
            unsafe withRequest(of: "p-1") { request in
                unsafe zone.withCString { zone in
                    unsafe options.zone = unsafe zone
                    unsafe options.period = period
                    unsafe options.times = times
                    unsafe options.tolerance = tolerance
                    unsafe options.time = time
                    unsafe options.completeness = completeness
                    let status = unsafe rdv_agenda_series(
                        book.pointer, request, &options, monday, &series)
                    if status == Status.ok { unsafe rdv_series_destroy(series) }
                    return status
                }
            }
        }
        #expect(status() == Status.ok)
        for days in [1, Int32(Limits.mostDays)] { #expect(status(period: days) == Status.ok) }
        for days in [0, Int32(Limits.mostDays) + 1, .min, .max] {
            #expect(status(period: days) == Status.refused)
        }
        for times in [0, Int32(Limits.mostOccurrences) + 1, -1] {
            #expect(status(times: times) == Status.refused)
        }
        #expect(status(tolerance: 3) == Status.ok)
        for tolerance in [4, -1] as [Int32] {
            #expect(status(tolerance: tolerance) == Status.refused)
        }
        for time in [0, 86_400] as [rdv_clock] { #expect(status(time: time) == Status.ok) }
        for time in [-2, 86_401] as [rdv_clock] { #expect(status(time: time) == Status.range) }
        #expect(status(2) == Status.`enum`)
        #expect(status(zone: "Europe/Nowhere") == Status.refused)
    }

    @Test func `who is told what of a decision, and what a host has missed, are the same`() throws {
        let (book, log) = desk()
        var notices = [rdv_notice](repeating: rdv_notice(), count: 8)
        let noticeSize = MemoryLayout<rdv_notice>.size
        var count = 0
        let since = rdv_interval(start: monday, end: monday + 1)
        unsafe #expect(
            rdv_events_notices(log.pointer, nil, since, &notices, noticeSize, 8, &count)
                == Status.ok)
        #expect(count == 3)
        #expect(notices.prefix(3).allSatisfy { $0.kind == 1 && $0.at == monday && $0.moves == 0 })
        #expect(notices.prefix(3).map { text($0.person) } == ["p-1", "p-2", "m-1"])
        #expect(notices.prefix(3).map(\.recipient) == [1, 1, 2])
        #expect(notices.prefix(3).map(\.appointment) == [1, 2, 2])
        var events: OpaquePointer?
        unsafe #expect(
            rdv_agenda_cancel(
                book.pointer, 2, rdv_cancellation(RDV_CANCELLATION_EXCUSED), monday + 5, &events)
                == Status.ok)
        unsafe #expect(
            rdv_agenda_notices(book.pointer, events, &notices, noticeSize, 8, &count)
                == Status.ok)
        #expect(count == 2 && notices[0].kind == rdv_notice_kind(RDV_NOTICE_CANCELLED))
        #expect(notices[0].cancellation == 1 && notices[0].at == monday + 5)
        #expect(notices[0].revision == 1)
        unsafe #expect(rdv_events_append(log.pointer, events) == Status.ok)
        let decided = notices[0]
        let later = rdv_interval(start: monday + 1, end: monday + 6)
        unsafe #expect(
            rdv_events_notices(log.pointer, nil, later, &notices, noticeSize, 8, &count)
                == Status.ok)
        #expect(count == 2 && same(notices[0], decided))
        let backwards = rdv_interval(start: 5, end: 5)
        unsafe #expect(
            rdv_events_notices(log.pointer, nil, backwards, nil, noticeSize, 0, &count)
                == Status.range)
        unsafe rdv_events_destroy(events)
    }

    private func same<T>(_ one: T, _ other: T) -> Bool {
        unsafe withUnsafeBytes(of: one) { one in
            unsafe withUnsafeBytes(of: other) { unsafe one.elementsEqual($0) }
        }
    }

    @Test func `reminders are those of Swift, and their lead has bounds`() throws {
        let (book, log) = desk()
        let agenda = try Agenda(replaying: EventLog.decode(unsafe bytes(of: log.pointer)))
        let all = rdv_interval(start: monday - 86_400, end: monday + 30 * 86_400)
        let interval = try #require(
            Interval(
                start: Instant(secondsSince1970: all.start),
                end: Instant(secondsSince1970: all.end)))
        let expected = agenda.remindersDue(
            in: interval, at: Instant(secondsSince1970: monday), before: .minutes(10))
        var reminders = [rdv_reminder](repeating: rdv_reminder(), count: 8)
        let reminderSize = MemoryLayout<rdv_reminder>.size
        var count = 0
        unsafe #expect(
            rdv_agenda_reminders_due(
                book.pointer, all, 600, monday, &reminders, reminderSize, 8, &count)
                == Status.ok)
        #expect(count == expected.count && count > 0)
        #expect(reminders.prefix(count).map(\.due) == expected.map(\.due.secondsSince1970))
        #expect(
            reminders.prefix(count).map(\.appointment)
                == expected.map { Int64($0.key.appointment.number) })
        let longest = Limits.longestNotice.count
        for (lead, status) in [
            (0, Status.ok), (longest, Status.ok), (-1, Status.range), (longest + 1, Status.range),
            (.min, Status.range), (.max, Status.range),
        ] {
            unsafe #expect(
                rdv_agenda_reminders_due(
                    book.pointer, all, lead, monday, nil, reminderSize, 0, &count) == status)
        }
    }

    @Test func `passes are for participant and counsellor, and open in their window`() {
        let (book, _) = desk()
        var appointment = rdv_appointment()
        unsafe #expect(
            rdv_agenda_appointment(
                book.pointer, 2, MemoryLayout<rdv_appointment>.size, &appointment) == Status.ok)
        var passes = [rdv_join_pass](repeating: rdv_join_pass(), count: 3)
        let passSize = MemoryLayout<rdv_join_pass>.size
        var count = 0
        let start = appointment.placement.start
        for (now, open) in [
            (start - 901, 0), (start - 900, 1), (appointment.placement.end + 1_799, 1),
            (appointment.placement.end + 1_800, 0),
        ] as [(Int64, Int32)] {
            unsafe #expect(
                rdv_agenda_join_passes(book.pointer, 2, now, &passes, passSize, 3, &count)
                    == Status.ok)
            #expect(count == 2 && passes[0].is_open == open, "\(now - start)")
        }
        #expect(passes.prefix(2).map { text($0.person) } == ["p-2", "c-17"])
        #expect(passes.prefix(2).map(\.role) == [1, 2])
        for wrong in [0, 3, -1, .max] as [Int64] {
            unsafe #expect(
                rdv_agenda_join_passes(book.pointer, wrong, monday, nil, passSize, 0, &count)
                    == Status.notFound)
        }
    }

    @Test func `figures count by period, office and service`() {
        let (book, _) = desk()
        var figures = [rdv_usage_figure](repeating: rdv_usage_figure(), count: 4)
        let figureSize = MemoryLayout<rdv_usage_figure>.size
        let today = rdv_date(monday / 86_400)
        var count = 0
        func ask(_ period: Int32, _ office: Int32 = 0, _ service: Int32 = 0) -> rdv_status {
            unsafe rdv_agenda_usage(
                book.pointer, today, today + 40, period, office, service, &figures, figureSize, 4,
                &count)
        }
        #expect(ask(0) == Status.ok)
        #expect(count == 1 && figures[0].booked == 2 && figures[0].total == 2)
        #expect(figures[0].first == today && figures[0].last == today + 40)
        #expect(text(figures[0].office).isEmpty && text(figures[0].service).isEmpty)
        #expect(ask(2, 1, 1) == Status.ok)
        #expect(count == 1 && figures[0].last == today + 6)
        #expect(text(figures[0].office) == "kypseli" && text(figures[0].service) == "advice")
        #expect(ask(4) == Status.`enum`)
        #expect(ask(-1) == Status.`enum`)
        #expect(ask(0, 2) == Status.range)
        #expect(ask(0, 0, -1) == Status.range)
    }

    @Test func `a repair finds new places, is verified, and asks for consent`() {
        let (book, log) = desk()
        let draft = unsafe Owned { unsafe rdv_agency_destroy($0) }
        unsafe #expect(
            rdv_agency_create_amending(book.pointer, monday, &draft.pointer) == Status.ok)
        // Both appointments are on Monday: leave from Monday to Wednesday ends their support.
        declareLeave(draft, "away", of: "c-17", submitted: monday, from: -2)
        let repair = unsafe Owned { unsafe rdv_repair_destroy($0) }
        var options = unsafe rdv_repair_options()
        unsafe options.size = unsafe MemoryLayout<rdv_repair_options>.size
        unsafe options.within = 3_599
        unsafe options.effort = 1_000
        func ask() -> rdv_status {
            unsafe rdv_agenda_repair(
                book.pointer, draft.pointer, &options, monday, &repair.pointer)
        }
        #expect(ask() == Status.refused)
        unsafe options.within = 14 * 86_400
        #expect(ask() == Status.ok)
        var orphans = [rdv_orphan](repeating: rdv_orphan(), count: 4)
        var count = 0
        unsafe #expect(rdv_repair_orphans(repair.pointer, &orphans, 4, &count) == Status.ok)
        #expect(count == 2 && orphans[0].reason == rdv_reason(RDV_REASON_NOT_WORKING))
        var moves = [rdv_repair_move](repeating: rdv_repair_move(), count: 4)
        let moveSize = MemoryLayout<rdv_repair_move>.size
        unsafe #expect(
            rdv_repair_moves(repair.pointer, 0, &moves, moveSize, 4, &count) == Status.ok)
        #expect(count == 2 && moves[0].is_orphan == 1)
        #expect(moves[0].to.start >= monday + 2 * 86_400)
        unsafe #expect(
            rdv_repair_moves(repair.pointer, 1, &moves, moveSize, 4, &count) == Status.notFound)
        var numbers = [Int64](repeating: 0, count: 4)
        unsafe #expect(rdv_repair_waiting(repair.pointer, 0, &numbers, 4, &count) == Status.ok)
        #expect(count == 0)
        unsafe #expect(rdv_repair_undecided(repair.pointer, &numbers, 4, &count) == Status.ok)
        #expect(count == 0)
        let verdict = unsafe Owned { unsafe rdv_verdict_destroy($0) }
        unsafe #expect(
            rdv_repair_verify(repair.pointer, log.pointer, nil, &verdict.pointer) == Status.ok)
        unsafe #expect(rdv_verdict_count(verdict.pointer) == 0)
        var events: OpaquePointer?
        unsafe #expect(
            rdv_agenda_amend(book.pointer, draft.pointer, monday, &events) == Status.ok)
        unsafe #expect(rdv_agenda_apply(book.pointer, events) == Status.ok)
        unsafe rdv_events_destroy(events)
        unsafe #expect(
            rdv_agenda_ask_for_repair(book.pointer, repair.pointer, 0, 3_600, monday, &events)
                == Status.ok)
        unsafe #expect(rdv_events_count(events) == 2)
        unsafe #expect(rdv_agenda_apply(book.pointer, events) == Status.ok)
        unsafe rdv_events_destroy(events)
        // A second call passes over those who were asked.
        unsafe #expect(
            rdv_agenda_ask_for_repair(book.pointer, repair.pointer, 0, 3_600, monday, &events)
                == Status.ok)
        unsafe #expect(rdv_events_count(events) == 0)
        unsafe rdv_events_destroy(events)
    }
}

/// The text of an identifier by value.
private func text(_ id: rdv_id) -> String {
    var id = id
    return unsafe withUnsafeBytes(of: &id) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}
