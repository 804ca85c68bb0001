import Rendezvous

/// A small agency for tests: one office in Athens, open and staffed on weekdays from 8 to 16.
struct Scenario {
    static let monday: CivilDate = "2026-11-23"
    static let zone = ZoneRules.athens
    /// Monday, 07:00 in Athens.
    static let now = zone.start(of: monday) + .hours(7)

    var agency: Agency
    var service = Service(
        "advice", in: "jobs", topics: [Topic("plan", name: "Plan")],
        for: [.registered, .business], lasting: .minutes(30), gap: Gap(after: .minutes(10)),
        channels: [.video, .phone, .office], horizon: 30, startGrid: 10, needsRoom: true)

    init() throws {
        agency = Agency(founded: Self.now - .hours(24))
        try agency.give(Self.zone)
        try agency.add(Field("jobs", name: "Jobs"))
        try agency.add(service)
        try agency.add(
            Office(
                "kypseli", zone: Self.zone.name, region: "attiki", areas: ["athens"],
                hours: .weekdays(from: "08:00", to: "16:00")))
        try agency.add(Room("r-1", in: "kypseli"))
        try addCounsellor("maria")
    }

    mutating func addCounsellor(
        _ id: Counsellor.ID, from: CivilTime = "08:00", to: CivilTime = "16:00"
    ) throws {
        try agency.add(Counsellor(id, at: "kypseli"))
        try declare(.counsellor(id), from, to)
    }

    mutating func addInterpreter(_ id: Interpreter.ID, gap: Gap = .none) throws {
        try agency.add(
            Interpreter(
                id, communications: [.signed("gss")], gap: gap, zone: Self.zone.name))
        try declare(.interpreter(id), "09:00", "12:00")
    }

    private mutating func declare(_ worker: Worker, _ from: CivilTime, _ to: CivilTime) throws {
        let day = DayTimetable(from: from, to: to)
        try agency.declare(
            Declaration(
                Declaration.ID("week-\(worker.reference.rawValue)"), of: worker,
                submitted: agency.founded,
                .weekly([day, day, day, day, day, .rest, .rest], DateRange(from: "2026-01-01"))))
    }

    /// A request for the days from Monday on.
    static func request(
        days: Int = 1, needs: [Need] = [], participant: Subject.ID = "p-1",
        channels: Set<Channel> = [.video]
    ) -> Request {
        let end = zone.start(of: monday.advanced(by: days))
        let window = Interval(start: zone.start(of: monday), end: end) ?? .always
        return Request(
            for: Party(participant, needs: needs), service: "advice", channels: channels,
            within: IntervalSet(window))
    }

    /// The instant at which the clock of the office shows a time on Monday, or days later.
    static func at(_ time: CivilTime, days: Int = 0) -> Instant {
        zone.resolve(monday.advanced(by: days), time).earliest
    }

    /// Half an hour with a counsellor, by video if not said otherwise.
    static func placement(
        _ time: CivilTime, days: Int = 0, minutes: Int64 = 30,
        with counsellor: Counsellor.ID = "maria", on channel: Channel = .video
    ) -> Placement {
        let start = at(time, days: days)
        let interval = Interval(start: start, end: start + .minutes(minutes)) ?? .always
        return Placement(interval, on: channel, with: counsellor)
    }
}

extension Agenda {
    /// Decides and applies.
    @discardableResult
    mutating func perform(_ command: Command, at instant: Instant) throws -> [Event] {
        let events = try decide(command, at: instant)
        try apply(events)
        return events
    }

    /// Why a command is refused, or `nil` if it is not.
    func refusal(_ command: Command, at instant: Instant) -> Refusal? {
        do throws(Refusal) {
            _ = try decide(command, at: instant)
            return nil
        } catch {
            return error
        }
    }
}
