import CRendezvous
import Foundation
import Rendezvous
import RendezvousABI
import RendezvousVerifier
import Testing

/// One scenario through C and through Swift.
@Suite struct ScenarioTests {
    @Test func `an agency built through C has the events of the same agency in Swift`() throws {
        let agency = smallAgency()
        let events = unsafe Owned { unsafe rdv_events_destroy($0) }
        unsafe #expect(rdv_agency_events(agency.pointer, &events.pointer) == Status.ok)
        unsafe #expect(
            bytes(of: events.pointer) == EventLog.encode(try smallAgencyInSwift().events))
    }

    @Test func `a day through C gives the bytes of the same day in Swift`() throws {
        let agency = smallAgency()
        let book = agenda(of: agency)
        let log = unsafe Owned { unsafe rdv_events_destroy($0) }
        unsafe #expect(rdv_agency_events(agency.pointer, &log.pointer) == Status.ok)
        func take(_ status: rdv_status, _ events: OpaquePointer?) {
            let message = unsafe string(rdv_agenda_message(book.pointer))
            #expect(status == Status.ok, "\(message)")
            unsafe #expect(rdv_events_append(log.pointer, events) == Status.ok)
            unsafe #expect(rdv_agenda_apply(book.pointer, events) == Status.ok)
            unsafe rdv_events_destroy(events)
        }
        var found = [rdv_opening](repeating: rdv_opening(), count: 20)
        var count = 0
        var events: OpaquePointer?
        for person in ["p-1", "p-2", "p-3"] {
            unsafe withRequest(of: person) { request in
                let size = MemoryLayout<rdv_opening>.size
                unsafe #expect(
                    rdv_agenda_openings(
                        book.pointer, request, monday, &found, size, 20, &count) == Status.ok)
                #expect(count == 20)
                var placement = found[0].placement
                unsafe take(
                    rdv_agenda_hold(book.pointer, request, &placement, 300, monday, &events),
                    events)
            }
        }
        unsafe take(rdv_agenda_confirm(book.pointer, 1, monday + 60, &events), events)
        unsafe take(
            rdv_agenda_cancel(
                book.pointer, 2, rdv_cancellation(RDV_CANCELLATION_EXCUSED), monday + 90, &events),
            events)
        var later = found[7].placement
        unsafe take(rdv_agenda_reschedule(book.pointer, 1, &later, monday + 400, &events), events)

        let expected = try dayInSwift()
        // Tests/CLibrary/scenario.py compares the same day through Python with these bytes.
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let kept = folder.appendingPathComponent("../CLibrary/day.log")
        #expect(try Array(Data(contentsOf: kept)) == EventLog.encode(expected))
        unsafe #expect(bytes(of: log.pointer) == EventLog.encode(expected))
        var fingerprint: UInt64 = 0
        unsafe #expect(rdv_agenda_fingerprint(book.pointer, &fingerprint) == Status.ok)
        #expect(fingerprint == (try Agenda(replaying: expected)).stateFingerprint())

        let verdict = unsafe Owned { unsafe rdv_verdict_destroy($0) }
        unsafe #expect(rdv_events_verify(log.pointer, nil, &verdict.pointer) == Status.ok)
        unsafe #expect(rdv_verdict_count(verdict.pointer) == 0)

        let replayed = unsafe Owned { unsafe rdv_agenda_destroy($0) }
        unsafe #expect(
            rdv_agenda_create_replaying(log.pointer, nil, &replayed.pointer) == Status.ok)
        var again: UInt64 = 0
        unsafe #expect(rdv_agenda_fingerprint(replayed.pointer, &again) == Status.ok)
        #expect(again == fingerprint)
    }

    /// The same day in Swift.
    private func dayInSwift() throws -> [Event] {
        let agency = try smallAgencyInSwift()
        var agenda = Agenda(agency)
        var log = agency.events
        func at(_ later: Int64) -> Instant { Instant(secondsSince1970: monday + later) }
        func take(_ command: Command, _ later: Int64) throws {
            let events = try agenda.decide(command, at: at(later))
            try agenda.apply(events)
            log += events
        }
        let window = IntervalSet([try #require(Interval(start: at(0), end: at(14 * 86_400)))])
        var openings: [Opening] = []
        for person in ["p-1", "p-2", "p-3"] {
            let request = Request(
                for: Party(Subject.ID(person)), service: "advice", within: window)
            openings = try agenda.openings(for: request, at: at(0), limit: 20).all
            try take(.hold(openings[0].placement, for: request, lasting: .minutes(5)), 0)
        }
        try take(.confirm(Appointment.ID(1)), 60)
        try take(.cancel(Appointment.ID(2), .excused), 90)
        try take(.reschedule(Appointment.ID(1), to: openings[7].placement), 400)
        return log
    }

    @Test func `an empty search has a message, a tree of reasons and what would help`() {
        let book = agenda(of: smallAgency())
        var found = rdv_opening()
        var count = 7
        let explanation = unsafe Owned { unsafe rdv_explanation_destroy($0) }
        unsafe "signed:gss".withCString { need in
            unsafe withRequest(of: "p-1") { given in
                var request = unsafe given.pointee
                var needs: UnsafePointer<CChar>? = unsafe need
                unsafe withUnsafePointer(to: &needs) { needs in
                    unsafe request.needs = unsafe needs
                    unsafe request.need_count = 1
                    let size = MemoryLayout<rdv_opening>.size
                    unsafe #expect(
                        rdv_agenda_openings(
                            book.pointer, &request, monday, &found, size, 1, &count)
                            == Status.noOpening)
                    #expect(count == 7)
                    let message = unsafe string(rdv_agenda_message(book.pointer))
                    #expect(message.contains("interpreter-unavailable"), "\(message)")
                    unsafe #expect(
                        rdv_agenda_explain(
                            book.pointer, &request, monday, 1, &explanation.pointer)
                            == Status.ok)
                }
            }
        }
        var sums = rdv_explanation_summary()
        let size = MemoryLayout<rdv_explanation_summary>.size
        unsafe #expect(rdv_explanation_summarize(explanation.pointer, size, &sums) == Status.ok)
        var causes = [rdv_cause](repeating: rdv_cause(), count: 8)
        let each = MemoryLayout<rdv_cause>.size
        unsafe #expect(
            rdv_explanation_causes(explanation.pointer, &causes, each, 8, &count) == Status.ok)
        let total = causes.prefix(count).reduce(0) { $0 + $1.counsellor_days }
        #expect(total + sums.open == sums.counsellor_days)
        #expect(sums.counsellor_days > 0)
        var reliefs = [rdv_relief](repeating: rdv_relief(), count: 8)
        unsafe #expect(
            rdv_explanation_reliefs(
                explanation.pointer, &reliefs, MemoryLayout<rdv_relief>.size, 8, &count)
                == Status.ok)
        #expect(count >= 1)
        #expect(reliefs[0].first == rdv_relaxation(RDV_RELAXATION_WITHOUT_NEED))
        var length = 0
        unsafe #expect(
            rdv_explanation_text(explanation.pointer, "el", 0, nil, 0, &length) == Status.ok)
        var text = [CChar](repeating: 0, count: length + 1)
        unsafe #expect(
            rdv_explanation_text(explanation.pointer, "el", 0, &text, length + 1, &length)
                == Status.ok)
        #expect(
            String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self).utf8
                .count == length)
    }

    @Test func `messages belong to the thread that failed`() {
        let book = agenda(of: smallAgency())
        var events: OpaquePointer?
        unsafe #expect(rdv_agenda_confirm(book.pointer, 41, monday, &events) == Status.refused)
        unsafe #expect(string(rdv_agenda_message(book.pointer)).contains("41"))
        unsafe #expect(
            string(rdv_reason_name(rdv_agenda_reason(book.pointer))) == "unknown-appointment")
        unsafe #expect(events == nil)
    }
}
