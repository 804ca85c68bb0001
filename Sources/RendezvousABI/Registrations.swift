public import CRendezvous
import Rendezvous

/// Who gives a command.
func actor(_ given: rdv_actor) throws(Fault) -> CaseActor {
    switch unsafe Int(given.kind) {
    case RDV_ACTOR_CITIZEN: return .citizen
    case RDV_ACTOR_OFFICE: return unsafe .office(try identifier(given.id, "office that acts"))
    case RDV_ACTOR_FUND: return unsafe .fund(try identifier(given.id, "fund that acts"))
    case RDV_ACTOR_SYSTEM: return .system
    default: throw unsafe .number(given.kind, "kind of actor")
    }
}

/// The person of a command.
func person(_ pointer: UnsafePointer<CChar>?) throws(Fault) -> Subject.ID {
    try unsafe identifier(pointer, "person")
}

/// Decides a command of registration.
private func decide(
    _ agenda: OpaquePointer?, _ given: rdv_actor, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?,
    _ command: () throws(Fault) -> RegistrationCommand
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        unsafe .registration(try command(), by: try actor(given))
    }
}

private func details(
    _ pointer: UnsafePointer<rdv_registration_details>?
) throws(Fault) -> RegistrationDetails? {
    guard unsafe pointer != nil else { return nil }
    let given = try unsafe options(pointer, "details")
    let home: HomeAddress
    switch unsafe Int(given.home) {
    case RDV_HOME_NONE: home = .none
    case RDV_HOME_IN_COUNTRY:
        home = unsafe .inCountry(try identifier(given.area, "area of the address"))
    case RDV_HOME_CROSS_BORDER: home = .crossBorder
    default: throw unsafe .number(given.home, "home")
    }
    return unsafe RegistrationDetails(
        home: home, staysIn: try identifierIfGiven(given.stays_in, "stays_in"),
        number: try choice(given.number, [.none, .personal, .tax], "number"),
        hasJobTitle: try flag(given.has_job_title, "has_job_title"),
        extent: try choice(given.extent, [.fully, .partly, .none], "extent"),
        hasEmail: try flag(given.has_email, "has_email"),
        hasPhone: try flag(given.has_phone, "has_phone"))
}

private func programme(_ value: rdv_programme) throws(Fault) -> Programme? {
    let all: [Programme?] = [nil, .flexJob, .rehabilitation]
    return try choice(value, all, "programme")
}

extension Codes {
    /// The categories, from 1.
    static let categories: [RegistrationCategory] = [
        .unemploymentBenefit, .cashBenefit, .graduate, .noBenefit,
    ]
    /// The ways to secure access, from 1.
    static let accesses: [SecureAccess] = [.codeByLetter, .codeAtOffice, .atVisit]
}

/// Registers a person.
@c @implementation
public func rdv_agenda_register(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ category: rdv_category,
    _ given: UnsafePointer<rdv_registration_details>?, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .register(
            try person(id), try choice(category, from: 1, Codes.categories, "category"),
            try details(given))
    }
}

/// The first visit of a recipient of cash benefit: match group 1 to 3.
@c @implementation
public func rdv_agenda_visit(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ cash: rdv_cash_case,
    _ group: rdv_match_group, _ within: rdv_programme,
    _ given: UnsafePointer<rdv_registration_details>?, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .visit(
            try person(id), try choice(cash, [.cash, .start, .introduction], "cash_case"),
            try choice(group, from: 1, MatchGroup.allCases, "match group"), try programme(within),
            details: try details(given))
    }
}

/// Finds how ready for work somebody is: match group 1 to 3.
@c @implementation
public func rdv_agenda_match(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ group: rdv_match_group,
    _ within: rdv_programme, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .match(
            try person(id), try choice(group, from: 1, MatchGroup.allCases, "match group"),
            try programme(within))
    }
}

/// Ends a registration.
@c @implementation
public func rdv_agenda_deregister(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ reason: rdv_deregistration,
    _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .deregister(
            try person(id),
            try choice(
                reason, from: 1, [.ownRequest, .missedConfirmation, .byOffice], "reason"))
    }
}

/// Registers somebody again who was struck off.
@c @implementation
public func rdv_agenda_reregister(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .reregister(try person(id))
    }
}

/// Closes the case of a recipient of cash benefit.
@c @implementation
public func rdv_agenda_close_cash_case(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .closeCase(try person(id))
    }
}

/// Notes the fund that somebody is a member of; NULL: none.
@c @implementation
public func rdv_agenda_note_membership(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ fund: UnsafePointer<CChar>?,
    _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .noteMembership(try person(id), try identifierIfGiven(fund, "fund"))
    }
}

/// Notes from when somebody is entitled to benefit.
@c @implementation
public func rdv_agenda_note_entitlement(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ from: rdv_date, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .noteEntitlement(try person(id), from: try date(from, "from"))
    }
}

/// Attaches somebody to the office that acts.
@c @implementation
public func rdv_agenda_attach(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ ground: rdv_ground, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .attach(
            try person(id),
            try choice(ground, from: 1, [.registeredAddress, .stay, .choice], "ground"))
    }
}

/// Confirms that somebody looks for work.
@c @implementation
public func rdv_agenda_confirm_job_search(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .confirm(try person(id))
    }
}

/// Reports an absence; `to` RDV_DATE_MAX: open.
@c @implementation
public func rdv_agenda_report_absence(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ kind: rdv_absence_kind,
    _ from: rdv_date, _ to: rdv_date, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        let kinds: [AbsenceKind] = [.sick, .holiday, .temporaryWork, .other]
        let last = try date(to, "last date of the absence")
        return unsafe .report(
            try person(id),
            Absence(
                try choice(kind, from: 1, kinds, "kind of absence"),
                from: try date(from, "first date of the absence"), to: last == .max ? nil : last))
    }
}

/// Reports somebody well from a date on.
@c @implementation
public func rdv_agenda_report_well(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ from: rdv_date, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .reportWell(try person(id), from: try date(from, "from"))
    }
}

/// Grants secure access: not RDV_ACCESS_NONE.
@c @implementation
public func rdv_agenda_grant_access(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ access: rdv_access, _ by: rdv_actor,
    _ now: rdv_instant, _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, by, now, events) { () throws(Fault) in
        unsafe .grantAccess(
            try person(id), try choice(access, from: 1, Codes.accesses, "access"))
    }
}

/// How somebody's registration stands at an instant; `size` is sizeof(rdv_registration).
@c @implementation
public func rdv_agenda_registration(
    _ agenda: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ now: rdv_instant, _ size: Int,
    _ registration: UnsafeMutablePointer<rdv_registration>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let (person, now) = unsafe (try person(id), try instant(now, "now"))
        guard let file = handle.agenda.registration(of: person, at: now) else {
            throw .notFound("nothing is known about the registration of person (\(person))")
        }
        var answer = rdv_registration(file)
        answer.confirmation_due = rdv_date(
            (handle.agenda.confirmationDue(of: person, at: now) ?? .max).dayNumber)
        try unsafe put(answer, size, registration, "registration")
    }
}

extension rdv_registration {
    /// What is known about a registration.
    fileprivate init(_ file: RegistrationFile) {
        self.init()
        switch file.standing {
        case .unregistered: standing = rdv_standing(RDV_STANDING_UNREGISTERED)
        case .registered: standing = rdv_standing(RDV_STANDING_REGISTERED)
        case .onTheBooks: standing = rdv_standing(RDV_STANDING_ON_THE_BOOKS)
        case .ended: standing = rdv_standing(RDV_STANDING_ENDED)
        }
        category = file.category.map { number($0, in: Codes.categories, from: 1) } ?? 0
        match_group = rdv_match_group(file.matchGroup?.rawValue ?? 0)
        access = file.access.map { number($0, in: Codes.accesses, from: 1) } ?? 0
        if let flag = file.flag {
            is_flagged = 1
            attendance = rdv_date(flag.attendance.dayNumber)
            lapses = flag.lapses.secondsSince1970
        }
        office = rdv_id(file.office)
        fund = rdv_id(file.membership)
        last_confirmed = (file.lastConfirmed ?? .min).secondsSince1970
        has_active_course = file.hasActiveCourse ? 1 : 0
    }
}
