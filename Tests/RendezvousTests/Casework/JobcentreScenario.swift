import Rendezvous
import RendezvousVerifier
import Testing

/// Two Danish offices, and people who register with them.
struct JobcentreScenario {
    static let zone = ZoneRules.copenhagen
    static let city: Office.ID = "city"
    static let coast: Office.ID = "coast"
    static let inCity = RegistrationDetails(home: .inCountry("a-city"))

    private(set) var agenda: Agenda
    private(set) var events: [Event]

    /// The offices are open from Monday to Friday, 10 to 15.
    init(closed: [DatedException] = []) throws {
        var agency = Agency(founded: Self.zone.start(of: "2026-01-01"))
        try agency.give(Self.zone)
        try agency.give(.denmark)
        try agency.add(Field("contact", name: "Contact"))
        try agency.add(Service("interview", in: "contact", lasting: .minutes(45)))
        for (id, area) in [(Self.city, "a-city"), (Self.coast, "a-coast")] {
            try agency.add(
                Office(
                    id, zone: Self.zone.name, areas: [Office.Area(area)],
                    hours: .weekdays(from: "10:00", to: "15:00"), exceptions: closed,
                    holidays: HolidayCalendar.denmark.id))
        }
        try agency.add(Counsellor("anna", at: Self.city))
        let day = DayTimetable(from: "08:00", to: "16:00")
        try agency.declare(
            Declaration(
                "anna", of: .counsellor("anna"), submitted: agency.founded,
                .weekly([day, day, day, day, day, .rest, .rest], .always)))
        agenda = Agenda(agency)
        events = agency.events
    }

    /// The instant at which the offices' clock shows a time on a date.
    static func at(_ date: CivilDate, _ time: CivilTime = "09:00") -> Instant {
        zone.resolve(date, time).earliest
    }

    /// Carries out a command, whatever it is.
    @discardableResult
    mutating func perform(_ command: Command, at instant: Instant) throws -> [Event] {
        let new = try agenda.decide(command, at: instant)
        try agenda.apply(new)
        events += new
        return new
    }

    /// Takes in events that were decided.
    mutating func perform(_ new: [Event]) throws {
        try agenda.apply(new)
        events += new
    }

    /// Carries out a command about a registration, and answers with the steps.
    @discardableResult
    mutating func perform(
        _ command: RegistrationCommand, by actor: CaseActor = .citizen, _ date: CivilDate,
        _ time: CivilTime = "09:00"
    ) throws -> [RegistrationStep] {
        try perform(.registration(command, by: actor), at: Self.at(date, time)).compactMap {
            if case .registration(.step(let step, _, _)) = $0.change { step } else { nil }
        }
    }

    /// Why a command is refused, or `nil` if it is not.
    func refusal(
        _ command: RegistrationCommand, by actor: CaseActor = .citizen, _ date: CivilDate,
        _ time: CivilTime = "09:00"
    ) -> RegistrationReason? {
        do throws(Refusal) {
            _ = try agenda.decide(.registration(command, by: actor), at: Self.at(date, time))
            return nil
        } catch {
            #expect(error.reason == .registration, "\(error)")
            return error.registration
        }
    }

    /// A person's file.
    func file(
        _ person: Subject.ID, _ date: CivilDate, _ time: CivilTime = "09:00"
    ) throws -> RegistrationFile {
        try #require(agenda.registration(of: person, at: Self.at(date, time)))
    }

    /// Why a part of self-service is not open, or `nil` if it is.
    func closed(
        _ service: SelfService, to person: Subject.ID, _ date: CivilDate,
        _ time: CivilTime = "09:00"
    ) -> RegistrationReason? {
        agenda.abilities(of: person, at: Self.at(date, time)).first { $0.service == service }?
            .reason
    }

    /// Somebody registered with secure access; members for unemployment benefit.
    mutating func enrol(
        _ person: Subject.ID, _ category: RegistrationCategory, _ date: CivilDate
    ) throws {
        if category == .cashBenefit {
            try perform(
                .visit(person, .cash, .one, details: Self.inCity), by: .office(Self.city), date)
            return
        }
        if category == .unemploymentBenefit {
            try perform(.noteMembership(person, "f-1"), by: .fund("f-1"), date)
        }
        try perform(.register(person, category, Self.inCity), date)
        try perform(.grantAccess(person, .codeByLetter), by: .system, date)
    }

    /// Expects that the independent check finds nothing, and that a replay gives the same bytes.
    func expectSound() throws {
        let violations = Verifier.check(events)
        #expect(violations.isEmpty, "\(violations.map(\.description).joined(separator: "\n"))")
        let log = EventLog.encode(events)
        #expect(try EventLog.decode(log) == events)
        #expect(try Agenda(replaying: events).stateImage() == agenda.stateImage())
    }
}
