import CRendezvous
import Rendezvous
import RendezvousABI
import Testing

/// Arguments at and beyond their bounds; Tests/CLibrary/arguments.py does the same to every
/// function of the installed library.
@Suite struct ArgumentTests {
    @Test func `handles of another kind and NULL are refused`() {
        let agency = smallAgency()
        let book = agenda(of: agency)
        var events: OpaquePointer?
        unsafe #expect(rdv_agenda_confirm(agency.pointer, 1, monday, &events) == Status.handle)
        unsafe #expect(rdv_agenda_confirm(nil, 1, monday, &events) == Status.null)
        unsafe #expect(rdv_agenda_confirm(book.pointer, 1, monday, nil) == Status.null)
        unsafe #expect(rdv_agenda_apply(book.pointer, agency.pointer) == Status.handle)
        rdv_agenda_destroy(nil)
        unsafe rdv_agenda_destroy(agency.pointer)
        unsafe #expect(rdv_agency_add_field(agency.pointer, "still", nil) == Status.ok)
    }

    @Test func `instants and dates stop at their bounds`() {
        var agency: OpaquePointer?
        let (low, high) = (Instant.min.secondsSince1970, Instant.max.secondsSince1970)
        for instant in [low, high] {
            unsafe #expect(rdv_agency_create(instant, nil, &agency) == Status.ok)
            unsafe rdv_agency_destroy(agency)
        }
        for instant in [low - 1, high + 1, .min, .max] {
            unsafe #expect(rdv_agency_create(instant, nil, &agency) == Status.range)
        }
        var year: Int32 = 0
        unsafe #expect(rdv_date_parts(rdv_date(RDV_DATE_MIN), &year, nil, nil) == Status.ok)
        #expect(year == 1)
        unsafe #expect(rdv_date_parts(rdv_date(RDV_DATE_MAX), &year, nil, nil) == Status.ok)
        #expect(year == 9_999)
        unsafe #expect(rdv_date_parts(rdv_date(RDV_DATE_MAX) + 1, &year, nil, nil) == Status.range)
        unsafe #expect(rdv_date_parts(rdv_date(RDV_DATE_MIN) - 1, &year, nil, nil) == Status.range)
        var date: rdv_date = 0
        unsafe #expect(rdv_date_create(2026, 2, 29, &date) == Status.range)
        unsafe #expect(rdv_date_create(2028, 2, 29, &date) == Status.ok)
    }

    @Test func `structs of a wrong size are refused, longer ones with zeros are not`() {
        let agency = smallAgency()
        let known = unsafe MemoryLayout<rdv_policy>.size
        let room = UnsafeMutableRawPointer.allocate(byteCount: known + 16, alignment: 16)
        defer { unsafe room.deallocate() }
        unsafe "noon".withCString { id in
            var policy = unsafe Defaults.policy
            unsafe policy.id = unsafe id
            unsafe policy.rule = rdv_rule(RDV_RULE_SOONEST)
            unsafe policy.level = rdv_level(RDV_LEVEL_WEAK)
            unsafe room.initializeMemory(as: UInt8.self, repeating: 0, count: known + 16)
            unsafe withUnsafeBytes(of: &policy) {
                unsafe room.copyMemory(from: $0.baseAddress!, byteCount: known)
            }
            let given = unsafe room.assumingMemoryBound(to: rdv_policy.self)
            for size in [0, 1, known - 1, known + 4_097, -1, .max] {
                unsafe given.pointee.size = size
                unsafe #expect(rdv_agency_set_policy(agency.pointer, given) == Status.size)
            }
            for size in [known, known + 16] {
                unsafe given.pointee.size = size
                unsafe #expect(rdv_agency_set_policy(agency.pointer, given) == Status.ok)
            }
            unsafe (room + known + 9).storeBytes(of: 1, as: UInt8.self)
            unsafe #expect(rdv_agency_set_policy(agency.pointer, given) == Status.size)
        }
    }

    @Test func `texts must be UTF-8 and identifiers well-formed`() {
        let agency = smallAgency()
        let wrong: [UInt8] = [0xC3, 0x28, 0]
        unsafe wrong.withUnsafeBytes { raw in
            let text = unsafe raw.assumingMemoryBound(to: CChar.self).baseAddress
            unsafe #expect(rdv_agency_add_field(agency.pointer, text, nil) == Status.utf8)
        }
        unsafe #expect(rdv_agency_add_field(agency.pointer, "", nil) == Status.text)
        unsafe #expect(rdv_agency_add_field(agency.pointer, "a b", nil) == Status.text)
        let long = String(repeating: "x", count: 64)
        unsafe #expect(rdv_agency_add_field(agency.pointer, long, nil) == Status.ok)
        unsafe #expect(rdv_agency_add_field(agency.pointer, long + "x", nil) == Status.text)
    }

    @Test func `bytes that are no log are refused, and nothing is added`() {
        let events = unsafe Owned { unsafe rdv_events_destroy($0) }
        unsafe #expect(rdv_events_create(&events.pointer) == Status.ok)
        let bytes = Array("RDVL".utf8) + [1, 3, 0, 0]
        unsafe #expect(rdv_events_decode(events.pointer, bytes, bytes.count) == Status.log)
        unsafe #expect(rdv_events_count(events.pointer) == 0)
        unsafe #expect(rdv_events_decode(events.pointer, bytes, 5) == Status.ok)
        unsafe #expect(rdv_events_decode(events.pointer, nil, 5) == Status.null)
        unsafe #expect(rdv_events_decode(events.pointer, bytes, -1) == Status.count)
        unsafe #expect(string(rdv_events_message(events.pointer)).contains("bytes"))
    }

    @Test func `elements of arrays keep their distance, and capacity is kept`() {
        let book = agenda(of: smallAgency())
        let size = MemoryLayout<rdv_opening>.size
        var room = [UInt8](repeating: 0xAA, count: 4 * (size + 8))
        var count = 0
        unsafe withRequest(of: "p-1") { request in
            unsafe room.withUnsafeMutableBytes { raw in
                let found = unsafe raw.assumingMemoryBound(to: rdv_opening.self).baseAddress
                unsafe #expect(
                    rdv_agenda_openings(
                        book.pointer, request, monday, found, size + 8, 3, &count) == Status.ok)
            }
            for wrong in [0, size - 1, -1] {
                var one = rdv_opening()
                unsafe #expect(
                    rdv_agenda_openings(
                        book.pointer, request, monday, &one, wrong, 1, &count) == Status.size)
            }
            var one = rdv_opening()
            unsafe #expect(
                rdv_agenda_openings(book.pointer, request, monday, &one, size, 0, &count)
                    == Status.count)
        }
        #expect(count == 3)
        #expect(room[(3 * (size + 8))...].allSatisfy { $0 == 0xAA })
        #expect(room[size..<(size + 8)].allSatisfy { $0 == 0 })
    }
}
