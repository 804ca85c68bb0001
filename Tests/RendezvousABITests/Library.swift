import CRendezvous
import Rendezvous
import RendezvousABI

/// The statuses that tests look for.
enum Status {
    static let ok = rdv_status(RDV_OK)
    static let null = rdv_status(RDV_ERROR_NULL)
    static let handle = rdv_status(RDV_ERROR_HANDLE)
    static let size = rdv_status(RDV_ERROR_SIZE)
    static let `enum` = rdv_status(RDV_ERROR_ENUM)
    static let range = rdv_status(RDV_ERROR_RANGE)
    static let text = rdv_status(RDV_ERROR_TEXT)
    static let utf8 = rdv_status(RDV_ERROR_UTF8)
    static let count = rdv_status(RDV_ERROR_COUNT)
    static let log = rdv_status(RDV_ERROR_LOG)
    static let notFound = rdv_status(RDV_ERROR_NOT_FOUND)
    static let refused = rdv_status(RDV_REFUSED)
    static let noOpening = rdv_status(RDV_NO_OPENING)
}

/// 2026-11-02T08:00:00Z, a Monday.
let monday: rdv_instant = 1_793_606_400

/// A handle that ends with the test.
@safe final class Owned {
    var pointer: OpaquePointer?
    private let end: (OpaquePointer?) -> Void

    init(_ end: @escaping (OpaquePointer?) -> Void) { unsafe self.end = unsafe end }

    deinit { unsafe end(pointer) }
}

/// The text of a C string.
func string(_ pointer: UnsafePointer<CChar>?) -> String {
    unsafe pointer.map { unsafe String(cString: $0) } ?? "NULL"
}

/// Options with their size and the defaults that C's macros give.
enum Defaults {
    static var office: rdv_office_options {
        var options = unsafe rdv_office_options()
        unsafe options.size = unsafe MemoryLayout<rdv_office_options>.size
        unsafe options.from = rdv_date(RDV_DATE_MIN)
        return unsafe options
    }

    static var service: rdv_service_options {
        var options = unsafe rdv_service_options()
        unsafe options.size = unsafe MemoryLayout<rdv_service_options>.size
        unsafe options.duration = 1_800
        unsafe options.channels = UInt32(RDV_CHANNEL_VIDEO)
        unsafe options.audiences = UInt32(RDV_AUDIENCE_REGISTERED)
        unsafe options.horizon = 60
        unsafe options.start_grid = 5
        unsafe options.capacity = 1
        unsafe options.from = rdv_date(RDV_DATE_MIN)
        return unsafe options
    }

    static var counsellor: rdv_counsellor_options {
        var options = unsafe rdv_counsellor_options()
        unsafe options.size = unsafe MemoryLayout<rdv_counsellor_options>.size
        unsafe options.channels = 7
        unsafe options.from = rdv_date(RDV_DATE_MIN)
        return unsafe options
    }

    static var declaration: rdv_declaration {
        var declaration = unsafe rdv_declaration()
        unsafe declaration.size = unsafe MemoryLayout<rdv_declaration>.size
        unsafe declaration.worker_kind = rdv_entry(RDV_ENTRY_COUNSELLOR)
        unsafe declaration.kind = rdv_declaration_kind(RDV_DECLARATION_WEEKLY)
        unsafe declaration.from = rdv_date(RDV_DATE_MIN)
        unsafe declaration.to = rdv_date(RDV_DATE_MAX)
        unsafe declaration.leave_count = -1
        return unsafe declaration
    }

    static var request: rdv_request {
        var request = unsafe rdv_request()
        unsafe request.size = unsafe MemoryLayout<rdv_request>.size
        unsafe request.weight = 1
        unsafe request.submitted = Instant.min.secondsSince1970
        return unsafe request
    }

    static var policy: rdv_policy {
        var policy = unsafe rdv_policy()
        unsafe policy.size = unsafe MemoryLayout<rdv_policy>.size
        unsafe policy.cost = 1
        unsafe policy.valid_from = rdv_date(RDV_DATE_MIN)
        unsafe policy.valid_to = rdv_date(RDV_DATE_MAX)
        return unsafe policy
    }
}

/// The agency of the worked example, built through C: an office open on weekdays from 8 to 15, a
/// service of half an hour, and one counsellor who works then.
func smallAgency(rules: OpaquePointer? = nil) -> Owned {
    let agency = unsafe Owned { unsafe rdv_agency_destroy($0) }
    unsafe precondition(rdv_agency_create(monday, rules, &agency.pointer) == 0)
    let days = RDV_MONDAY...RDV_FRIDAY
    let spans = days.map { rdv_span(weekday: rdv_weekday($0), from: 28_800, to: 54_000) }
    let work = days.map {
        rdv_stretch(weekday: rdv_weekday($0), from: 28_800, to: 54_000, place: 0)
    }
    unsafe precondition(rdv_agency_give_zone(agency.pointer, "Europe/Athens", nil, 0) == 0)
    unsafe "Europe/Athens".withCString { zone in
        unsafe spans.withUnsafeBufferPointer { hours in
            var office = unsafe Defaults.office
            unsafe office.zone = unsafe zone
            unsafe office.hours = hours.baseAddress
            unsafe office.hour_count = hours.count
            unsafe precondition(rdv_agency_add_office(agency.pointer, "kypseli", &office) == 0)
        }
    }
    unsafe precondition(rdv_agency_add_field(agency.pointer, "jobseekers", "Counselling") == 0)
    unsafe "jobseekers".withCString { field in
        var service = unsafe Defaults.service
        unsafe service.field = unsafe field
        unsafe precondition(rdv_agency_add_service(agency.pointer, "advice", &service) == 0)
    }
    unsafe "kypseli".withCString { office in
        var counsellor = unsafe Defaults.counsellor
        unsafe counsellor.office = unsafe office
        unsafe precondition(rdv_agency_add_counsellor(agency.pointer, "c-17", &counsellor) == 0)
    }
    unsafe "c-17".withCString { id in
        unsafe "d-1".withCString { declarationID in
            unsafe work.withUnsafeBufferPointer { stretches in
                var declaration = unsafe Defaults.declaration
                unsafe declaration.id = unsafe declarationID
                unsafe declaration.worker = unsafe id
                unsafe declaration.submitted = monday
                unsafe declaration.stretches = stretches.baseAddress
                unsafe declaration.stretch_count = stretches.count
                unsafe precondition(rdv_agency_declare(agency.pointer, &declaration) == 0)
            }
        }
    }
    return agency
}

/// The same agency in Swift.
func smallAgencyInSwift() throws -> Agency {
    var agency = Agency(founded: Instant(secondsSince1970: monday))
    try agency.give(.athens)
    let hours = WeeklyHours.weekdays(from: "08:00", to: "15:00")
    try agency.add(Office("kypseli", zone: "Europe/Athens", hours: hours))
    try agency.add(Field("jobseekers", name: "Counselling"))
    try agency.add(Service("advice", in: "jobseekers", lasting: .minutes(30)))
    try agency.add(Counsellor("c-17", at: "kypseli"))
    let day = DayTimetable(from: "08:00", to: "15:00")
    let week = Weekday.allCases.map { $0 <= .friday ? day : .rest }
    try agency.declare(
        Declaration(
            "d-1", of: .counsellor("c-17"), submitted: Instant(secondsSince1970: monday),
            .weekly(week, .always)))
    return agency
}

/// The agenda of an agency.
func agenda(of agency: Owned) -> Owned {
    let agenda = unsafe Owned { unsafe rdv_agenda_destroy($0) }
    unsafe precondition(rdv_agenda_create(agency.pointer, &agenda.pointer) == 0)
    return agenda
}

/// Calls with a request of a person for advice, in a fortnight if nothing else is said.
func withRequest<T>(
    of person: String, by booker: String? = nil,
    in window: rdv_interval = rdv_interval(start: monday, end: monday + 14 * 86_400),
    _ body: (UnsafePointer<rdv_request>) throws -> T
) rethrows -> T {
    var window = window
    guard let booker else {
        return try unsafe withRequest(of: person, bookedBy: nil, &window, body)
    }
    return try unsafe booker.withCString { booker in
        try unsafe withRequest(of: person, bookedBy: booker, &window, body)
    }
}

private func withRequest<T>(
    of person: String, bookedBy booker: UnsafePointer<CChar>?, _ window: inout rdv_interval,
    _ body: (UnsafePointer<rdv_request>) throws -> T
) rethrows -> T {
    try unsafe person.withCString { subject in
        try unsafe "advice".withCString { service in
            try unsafe withUnsafePointer(to: &window) { window in
                var request = unsafe Defaults.request
                unsafe request.subject = unsafe subject
                unsafe request.booked_by = unsafe booker
                unsafe request.service = unsafe service
                unsafe request.windows = unsafe window
                unsafe request.window_count = 1
                return try unsafe body(&request)
            }
        }
    }
}

/// The log of events as bytes.
func bytes(of events: OpaquePointer?) -> [UInt8] {
    var length = 0
    unsafe precondition(rdv_events_encode(events, nil, 0, &length) == 0)
    var bytes = [UInt8](repeating: 0, count: length)
    unsafe precondition(rdv_events_encode(events, &bytes, length, &length) == 0)
    return bytes
}
