public import CRendezvous
import Rendezvous

/// An agency that is being built, or a draft of changes.
final class AgencyHandle: AnyHandle {
    var agency: Agency

    init(_ agency: Agency) {
        self.agency = agency
        super.init(.agency)
    }
    override class var kind: HandleKind { .agency }
}

/// Makes one change of an agency.
func amend(
    _ agency: OpaquePointer?, _ change: () throws(Fault) -> Change
) -> rdv_status {
    unsafe call(agency, as: AgencyHandle.self) { handle throws(Fault) in
        let change = try change()
        try asking { () throws(Refusal) in try handle.agency.amend(change) }
    }
}

/// An agency without anything, founded at an instant: all that is added is said to have happened
/// then.
@c @implementation
public func rdv_agency_create(
    _ founded: rdv_instant, _ rules: OpaquePointer?, _ agency: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    call { () throws(Fault) in
        let founded = try instant(founded, "instant of the foundation")
        let rules = try unsafe borrowIfGiven(rules, as: RulesHandle.self)?.rules ?? CustomRules()
        try unsafe give(AgencyHandle(Agency(founded: founded, rules: rules)), to: agency)
    }
}

/// Ends the handle.
@c @implementation
public func rdv_agency_destroy(_ agency: OpaquePointer?) {
    unsafe destroy(agency, as: AgencyHandle.self)
}

/// The text of this thread's last failed call with the handle first; "" if none failed.
@c @implementation
public func rdv_agency_message(_ agency: OpaquePointer?) -> UnsafePointer<CChar>? {
    unsafe message(agency, as: AgencyHandle.self)
}

/// The reason of this thread's last call with the handle that answered RDV_REFUSED.
@c @implementation
public func rdv_agency_reason(_ agency: OpaquePointer?) -> rdv_reason {
    let handle = unsafe try? borrow(agency, as: AgencyHandle.self)
    return (handle?.last?.refusal?.reason).map(Codes.number) ?? 0
}

/// The events so far: the beginning of the log.
@c @implementation
public func rdv_agency_events(
    _ agency: OpaquePointer?, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(agency, as: AgencyHandle.self) { handle throws(Fault) in
        try unsafe give(EventsHandle(handle.agency.events), to: events)
    }
}

/// Gives the rules of a time zone: the bytes of its TZif file (RFC 9636), as an operating system
/// has it; its name is what offices name it by.
@c @implementation
public func rdv_agency_give_zone(
    _ agency: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ bytes: UnsafeRawPointer?,
    _ length: Int
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        let name = try unsafe text(name, "name of the zone")
        if unsafe bytes == nil, length == 0 {
            guard let rules = ZoneRules.shipped(name) else {
                throw .notFound("zone (\(name.prefix(80))) does not come with the library")
            }
            return .zoneGiven(rules)
        }
        guard length >= 0, length <= ZoneRules.sizeMax else {
            throw Fault(
                RDV_ERROR_COUNT,
                "bytes of the zone (\(UInt(bitPattern: length))) must be at most "
                    + "\(ZoneRules.sizeMax)")
        }
        let count = try unsafe Bytes.read(bytes, length)
        do throws(ZoneError) {
            return .zoneGiven(try ZoneRules(name: name, tzif: count))
        } catch {
            throw Fault(RDV_ERROR_ZONE, "byte \(error.byteOffset): \(error.message)")
        }
    }
}

/// Bytes that come in.
enum Bytes {
    static func read(_ pointer: UnsafeRawPointer?, _ length: Int) throws(Fault) -> [UInt8] {
        guard length >= 0 else {
            throw Fault(
                RDV_ERROR_COUNT, "number of bytes (\(UInt(bitPattern: length))) is too large")
        }
        guard length > 0 else { return [] }
        guard let pointer = unsafe pointer else { throw .null("bytes") }
        return unsafe Array(UnsafeRawBufferPointer(start: pointer, count: length))
    }
}

/// Gives a calendar of holidays that comes with the library: "GR", "RO" or "DK".
@c @implementation
public func rdv_agency_give_holidays(
    _ agency: OpaquePointer?, _ id: UnsafePointer<CChar>?
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        let id = try unsafe text(id, "identifier of the calendar")
        guard let calendar = HolidayCalendar.shipped(id) else {
            throw .notFound("calendar (\(id.prefix(80))) does not come with the library")
        }
        return .holidaysGiven(calendar)
    }
}

/// Gives a calendar of the caller's own.
@c @implementation
public func rdv_agency_give_calendar(
    _ agency: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ name: UnsafePointer<CChar>?,
    _ holidays: UnsafePointer<rdv_holiday>?, _ count: Int
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        let id: Identifier<HolidayCalendar> = try unsafe identifier(
            id, "identifier of the calendar")
        let name = try unsafe textIfGiven(name, "name of the calendar") ?? ""
        let list = try unsafe structs(holidays, count, "holidays") { holiday throws(Fault) in
            try unsafe read(holiday)
        }
        return .holidaysGiven(HolidayCalendar(id: id.rawValue, name: name, holidays: list))
    }
}

private func read(_ holiday: rdv_holiday) throws(Fault) -> Holiday {
    let name = try unsafe text(holiday.name, "name of a holiday")
    let years =
        try unsafe number(holiday.first_year, "first year of a holiday", in: 1...9_999)...9_999
    let last = try unsafe number(
        holiday.last_year, "last year of a holiday", in: years.lowerBound...9_999)
    let rule: HolidayRule
    switch unsafe Int(holiday.kind) {
    case RDV_HOLIDAY_FIXED:
        let (month, day) = try unsafe monthAndDay(holiday)
        rule = .fixed(month: month, day: day)
    case RDV_HOLIDAY_NTH:
        guard unsafe (1...5).contains(holiday.nth) || holiday.nth == -1 else {
            throw Fault(
                RDV_ERROR_RANGE, unsafe "nth of a holiday (\(holiday.nth)) must be 1 to 5 or -1")
        }
        rule = unsafe .nth(
            Int(holiday.nth), try weekday(holiday.weekday, "weekday of a holiday"),
            month: try number(holiday.month, "month of a holiday", in: 1...12))
    case RDV_HOLIDAY_ON_OR_AFTER:
        let (month, day) = try unsafe monthAndDay(holiday)
        rule = unsafe .onOrAfter(
            try weekday(holiday.weekday, "weekday of a holiday"), month: month, day: day)
    case RDV_HOLIDAY_ON_OR_BEFORE:
        let (month, day) = try unsafe monthAndDay(holiday)
        rule = unsafe .onOrBefore(
            try weekday(holiday.weekday, "weekday of a holiday"), month: month, day: day)
    case RDV_HOLIDAY_WESTERN_EASTER:
        rule = unsafe .easter(.western, offset: try easterOffset(holiday))
    case RDV_HOLIDAY_ORTHODOX_EASTER:
        rule = unsafe .easter(.orthodox, offset: try easterOffset(holiday))
    default: throw unsafe .number(holiday.kind, "kind of a holiday")
    }
    return Holiday(name: name, localName: name, rule: rule, years: years.lowerBound...last)
}

private func monthAndDay(_ holiday: rdv_holiday) throws(Fault) -> (Int, Int) {
    let month = try unsafe number(holiday.month, "month of a holiday", in: 1...12)
    let days = CivilDate.daysInMonth(month, of: 2_000)
    return unsafe (month, try number(holiday.day, "day of a holiday", in: 1...days))
}

private func easterOffset(_ holiday: rdv_holiday) throws(Fault) -> Int {
    let most = HolidayRule.easterOffsetMax
    return try unsafe number(holiday.offset, "offset of a holiday", in: -most...most)
}

/// Takes an entry out of the catalogue from a date on.
@c @implementation
public func rdv_agency_withdraw(
    _ agency: OpaquePointer?, _ entry: rdv_entry, _ id: UnsafePointer<CChar>?, _ from: rdv_date
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        unsafe .withdrawn(try reference(entry, id), from: try date(from, "date of the withdrawal"))
    }
}

/// An entry of the catalogue by kind and identifier.
private func reference(
    _ entry: rdv_entry, _ id: UnsafePointer<CChar>?
) throws(Fault) -> EntryReference {
    let what = "identifier of the entry"
    switch Int(entry) {
    case RDV_ENTRY_FIELD: return unsafe .field(try identifier(id, what))
    case RDV_ENTRY_SKILL: return unsafe .skill(try identifier(id, what))
    case RDV_ENTRY_SERVICE: return unsafe .service(try identifier(id, what))
    case RDV_ENTRY_OFFICE: return unsafe .office(try identifier(id, what))
    case RDV_ENTRY_POSITION: return unsafe .position(try identifier(id, what))
    case RDV_ENTRY_ROOM: return unsafe .room(try identifier(id, what))
    case RDV_ENTRY_COUNSELLOR: return unsafe .counsellor(try identifier(id, what))
    case RDV_ENTRY_INTERPRETER: return unsafe .interpreter(try identifier(id, what))
    default: throw .number(entry, "kind of entry")
    }
}
