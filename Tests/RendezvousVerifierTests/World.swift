import Rendezvous
import RendezvousVerifier

/// A small agency in Athens and the log of what happens there.
///
/// Tuesday 2026-11-24 is the day of most meetings; decisions are made on Friday before. The office
/// is open from 08:00 to 15:00, the counsellor works from 07:00 to 16:00.
struct World {
    var zone = ZoneRules.athens
    var service = Service(
        "advice", in: "jobseekers", topics: [Topic("cv", name: "CV")], lasting: .minutes(30),
        gap: Gap(after: .minutes(10)), channels: [.video, .phone, .office])
    var office = Office(
        "kypseli", zone: "Europe/Athens", hours: .weekdays(from: "08:00", to: "15:00"))
    var counsellor = Counsellor("c-17", at: "kypseli")
    var day = DayTimetable(from: "07:00", to: "16:00")
    /// What is defined before the counsellor: skills, positions, other offices.
    var before: [Entry] = []
    /// What is defined after the counsellor: rooms, interpreters, other counsellors.
    var after: [Entry] = []
    /// What happens after the catalogue and the declaration.
    var then: [Change] = []
    private(set) var decisions: [Event] = []
    private var number = 0

    static let friday: Instant = at("2026-11-20", "10:00")
    static let founded: Instant = at("2026-11-01", "08:00")

    init(_ change: (inout World) -> Void = { _ in }) { change(&self) }

    static func at(_ date: CivilDate, _ time: CivilTime) -> Instant {
        ZoneRules.athens.resolve(date, time).earliest
    }

    /// The catalogue, the declaration of working time and what happened then.
    var foundation: [Event] {
        var changes: [Change] = [.zoneGiven(zone), .holidaysGiven(.greece)]
        let entries: [Entry] =
            [.field(Field("jobseekers", name: ""))] + before
            + [.service(service), .office(office), .counsellor(counsellor)] + after
        changes += entries.map { .defined($0, from: .min) }
        changes.append(.declared(working(.counsellor("c-17"), day, "d-1")))
        return (changes + then).map { Event(at: Self.founded, $0) }
    }

    var events: [Event] { foundation + decisions }

    /// The rules that the log breaks, in order.
    var broken: [Violation.Rule] { Verifier.check(events).map(\.rule) }

    /// The same timetable every day of the week.
    func working(_ worker: Worker, _ day: DayTimetable, _ id: Declaration.ID) -> Declaration {
        Declaration(
            id, of: worker, submitted: Self.founded,
            .weekly(Array(repeating: day, count: 7), .always))
    }

    // MARK: Decisions

    mutating func add(_ change: Change, at instant: Instant = friday) {
        decisions.append(Event(at: instant, change))
    }

    /// Books with the gap of `advice`: 10 min after.
    mutating func book(
        _ placement: Placement, for party: Party = Party("p-1"), service: Service.ID = "advice",
        topic: Topic.ID? = nil, gap: Gap = Gap(after: .minutes(10)), interpreterGap: Gap = .none,
        at instant: Instant = friday
    ) {
        number += 1
        add(
            .booked(
                Booking(
                    Appointment.ID(number), for: party, service: service, topic: topic,
                    at: placement, gap: gap, interpreterGap: interpreterGap)), at: instant)
    }

    mutating func hold(
        _ placement: Placement, for party: Party = Party("p-1"), until: Instant,
        at instant: Instant = friday
    ) {
        number += 1
        add(
            .held(
                Booking(
                    Appointment.ID(number), for: party, service: "advice", topic: nil,
                    at: placement, gap: Gap(after: .minutes(10)), interpreterGap: .none),
                until: until), at: instant)
    }
}

/// A meeting of 30 minutes with counsellor c-17 by video on Tuesday 2026-11-24.
func meeting(
    _ time: CivilTime, on date: CivilDate = "2026-11-24", lasting length: Seconds = .minutes(30),
    by channel: Channel = .video, with counsellor: Counsellor.ID = "c-17",
    interpreter: Interpreter.ID? = nil, in room: Room.ID? = nil
) -> Placement {
    let start = World.at(date, time)
    return Placement(
        Interval(start: start, end: start + length) ?? .always, on: channel, with: counsellor,
        interpreter: interpreter, in: room)
}

/// The rules broken by one booking in a world.
func booking(
    _ placement: Placement, for party: Party = Party("p-1"), topic: Topic.ID? = nil,
    gap: Gap = Gap(after: .minutes(10)), interpreterGap: Gap = .none,
    at instant: Instant = World.friday, in world: World = World()
) -> [Violation.Rule] {
    var world = world
    world.book(
        placement, for: party, topic: topic, gap: gap, interpreterGap: interpreterGap, at: instant)
    return world.broken
}

extension [Violation.Rule] {
    static func only(_ reason: Reason) -> [Violation.Rule] { [.reason(reason)] }
}
