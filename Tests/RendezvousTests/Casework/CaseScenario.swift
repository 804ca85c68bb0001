import Rendezvous
import RendezvousVerifier
import Testing

/// Two Romanian offices with case managers, and people whose cases they have.
struct CaseScenario {
    static let zone = ZoneRules.bucharest
    static let north: Office.ID = "north"
    static let south: Office.ID = "south"

    private(set) var agenda: Agenda
    private(set) var events: [Event]

    /// Both offices are open from Monday to Friday, 8 to 16; meetings take 30 minutes and a gap of
    /// 10. A document gates the service `grant`; Tuesdays before noon are kept for the homeless
    /// until a day before.
    init() throws {
        var agency = Agency(founded: Self.zone.start(of: "2026-01-01"))
        try agency.give(Self.zone)
        try agency.give(.romania)
        try agency.add(Field("cases", name: "Cases"))
        let gap = Gap(after: .minutes(10))
        try agency.add(
            Service(
                "meet", in: "cases", lasting: .minutes(30), interpretedDuration: .minutes(45),
                gap: gap, channels: [.office], horizon: 120))
        try agency.add(
            Service(
                "grant", in: "cases", lasting: .minutes(30), gap: gap, channels: [.office],
                checklist: [ChecklistItem("contract", name: "Contract")], horizon: 120))
        for (office, manager) in [(Self.north, "ana"), (Self.south, "dan")] {
            try agency.add(
                Office(
                    office, zone: Self.zone.name, hours: .weekdays(from: "08:00", to: "16:00"),
                    holidays: HolidayCalendar.romania.id))
            try agency.add(Counsellor(Counsellor.ID(manager), at: office))
            try agency.declare(
                Declaration(
                    Declaration.ID(manager), of: .counsellor(Counsellor.ID(manager)),
                    submitted: agency.founded, .weekly(Self.week, .always)))
        }
        try agency.add(
            Interpreter("olga", communications: [.spoken("uk")], zone: Self.zone.name))
        try agency.declare(
            Declaration(
                "olga", of: .interpreter("olga"), submitted: agency.founded,
                .weekly(Self.week, .always)))
        try agency.set(Policy("documents", .documentsFirst(.submitted), services: ["grant"]))
        let kept = WeeklyHours([.tuesday: [CivilSpan("08:00", "12:00")]])
        try agency.set(
            Policy("kept", .protectedCapacity(kept, for: ["homeless"], release: .days(1))))
        try agency.set(Policy("local", .localOffice(release: nil)))
        agenda = Agenda(agency)
        events = agency.events
        try perform(.setSegment(Self.hard), by: .system, "2026-01-02")
        try perform(.setSegment(Self.easy), by: .system, "2026-01-02")
        try perform(.setSegment(Self.grant), by: .system, "2026-01-02")
        try perform(.setClasses(Self.classes), by: .system, "2026-01-02")
    }

    private static let week: [DayTimetable] = {
        let day = DayTimetable(from: "08:00", to: "16:00")
        return [day, day, day, day, day, .rest, .rest]
    }()

    /// Twice every five to ten working days, then every 20 to 30 days.
    static let hard = Segment(
        "hard", name: "Hard to place", meeting: "meet",
        stages: [
            ContactStage(
                times: 2, opens: .calendarDays(1), bookBy: .workingDays(5), holdBy: .workingDays(10)
            ),
            ContactStage(
                opens: .calendarDays(15), bookBy: .calendarDays(20), holdBy: .calendarDays(30)),
        ])
    static let easy = Segment(
        "easy", meeting: "meet", isPooled: true,
        stages: [
            ContactStage(
                opens: .calendarDays(0), bookBy: .calendarDays(40), holdBy: .calendarDays(60))
        ])
    static let grant = Segment(
        "grant", meeting: "grant",
        stages: [
            ContactStage(
                opens: .calendarDays(0), bookBy: .calendarDays(7), holdBy: .calendarDays(14))
        ])
    static let classes = [
        PriorityClass("first", weight: 8, groups: ["homeless"]),
        PriorityClass("second", weight: 4, groups: ["addiction"], segments: ["hard"]),
    ]

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
    mutating func take(_ new: [Event]) throws {
        try agenda.apply(new)
        events += new
    }

    /// Carries out a command about a case, and answers with the steps.
    @discardableResult
    mutating func perform(
        _ command: CaseCommand, by actor: CaseActor = .office(north), _ date: CivilDate,
        _ time: CivilTime = "09:00"
    ) throws -> [CaseStep] {
        try perform(.casework(command, by: actor), at: Self.at(date, time)).compactMap {
            if case .casework(.step(let step, _, _)) = $0.change { step } else { nil }
        }
    }

    /// Why a command is refused, or `nil` if it is not.
    func refusal(
        _ command: CaseCommand, by actor: CaseActor = .office(north), _ date: CivilDate
    ) -> CaseReason? {
        do throws(Refusal) {
            _ = try agenda.decide(.casework(command, by: actor), at: Self.at(date))
            return nil
        } catch {
            #expect(error.reason == .casework, "\(error)")
            return error.casework
        }
    }

    /// Books the next meeting of a person's plan at its first opening.
    @discardableResult
    mutating func book(_ person: Subject.ID, _ date: CivilDate) throws -> Appointment.ID {
        let request = try agenda.contactRequest(of: person, at: Self.at(date))
        let opening = try #require(try agenda.firstOpening(for: request, at: Self.at(date)))
        let new = try perform(.book(opening.placement, for: request), at: Self.at(date))
        guard case .booked(let booking)? = new.last?.change else { throw CancellationError() }
        return booking.id
    }

    /// Holds a meeting at its end.
    mutating func hold(_ id: Appointment.ID) throws {
        let end = try #require(agenda[id]).placement.interval.end
        try perform(.arrive(id), at: end)
        try perform(.complete(id), at: end)
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
