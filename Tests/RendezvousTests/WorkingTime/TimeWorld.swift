import Rendezvous
import Testing

/// An agency in Athens with a counsellor and an interpreter about whom nothing is declared yet, and
/// short words for what happens to them. Days count from Monday, 2026-11-23.
struct TimeWorld {
    static let zone = ZoneRules.athens
    static let monday: CivilDate = "2026-11-23"
    static let maria = Worker.counsellor("maria")
    static let founded = zone.start(of: "2026-10-01")
    private(set) var agenda: Agenda
    /// Everything that happened.
    private(set) var events: [Event]
    private var count = 0

    init(_ precedence: Precedence = .stretch) throws {
        var agency = Agency(founded: Self.founded)
        try agency.give(Self.zone)
        try agency.add(Field("jobs", name: ""))
        try agency.add(
            Service(
                "advice", in: "jobs", lasting: .minutes(30), channels: [.video, .phone, .office],
                startGrid: 15))
        try agency.add(Office("o", zone: Self.zone.name, hours: .always))
        try agency.add(Counsellor("maria", at: "o"))
        try agency.add(Interpreter("iris", communications: [.signed("gss")], zone: Self.zone.name))
        try agency.amend(.precedenceSet(precedence))
        agenda = Agenda(agency)
        events = agency.events
    }

    private mutating func perform(_ command: Command, at instant: Instant) throws {
        let news = try agenda.decide(command, at: instant)
        try agenda.apply(news)
        events += news
    }

    static func at(_ day: Int, _ time: CivilTime) -> Instant {
        zone.resolve(monday.advanced(by: day), time).earliest
    }

    static func date(_ day: Int) -> CivilDate { monday.advanced(by: day) }

    static func on(_ day: Int) -> DateRange { DateRange(date(day)) }

    static func from(_ day: Int) -> DateRange { DateRange(from: date(day)) }

    /// Monday to Friday.
    static func week(_ day: DayTimetable) -> [DayTimetable] {
        Array(repeating: day, count: 5) + [.rest, .rest]
    }

    static let day = DayTimetable(from: "08:00", to: "16:00")

    /// Declares something, submitted now or earlier, and gives its identifier.
    @discardableResult
    mutating func declare(
        _ content: Declaration.Content, at instant: Instant = founded, submitted: Instant? = nil,
        of worker: Worker = maria
    ) throws -> Declaration.ID {
        count += 1
        let id = Declaration.ID("d-\(count)")
        let declaration = Declaration(
            id, of: worker, submitted: submitted ?? instant, content)
        try perform(.amend(.declared(declaration)), at: instant)
        return id
    }

    mutating func amend(_ change: Change, at instant: Instant = founded) throws {
        try perform(.amend(change), at: instant)
    }

    /// Notes a card event, in real time.
    mutating func clock(
        _ kind: ClockEvent.Kind, _ instant: Instant, of worker: Worker = maria
    ) throws {
        count += 1
        let event = ClockEvent(ClockEvent.ID("k-\(count)"), of: worker, kind, at: instant)
        try perform(.amend(.clocked(event)), at: instant)
    }

    static func request(_ channel: Channel = .video) -> Request {
        Request(
            for: Party("p"), service: "advice", channels: [channel],
            within: IntervalSet(Interval.always))
    }

    static func placement(_ day: Int, _ time: CivilTime) throws -> Placement {
        let start = at(day, time)
        let interval = try #require(Interval(start: start, end: start + .minutes(30)))
        return Placement(interval, on: .video, with: "maria")
    }

    mutating func book(_ day: Int, _ time: CivilTime) throws {
        try perform(
            .book(try Self.placement(day, time), for: Self.request()), at: Self.at(day - 3, "09:00")
        )
    }

    /// The working time of a day as the clock shows it: `08:00-16:00`.
    func work(_ day: Int, knownAt: Instant? = nil) throws -> String {
        let found = try #require(
            agenda.workingTime(of: Self.maria, on: Self.on(day), knownAt: knownAt))
        return Self.text(found.working)
    }

    static func text(_ set: IntervalSet) -> String {
        set.intervals.map { "\(zone.local($0.start).time)-\(zone.local($0.end).time)" }
            .joined(separator: " ")
    }

    func presence(_ day: Int, _ time: CivilTime) throws -> Presence {
        try #require(agenda.presence(of: Self.maria, at: Self.at(day, time)))
    }

    /// The findings of days, as `kind measured/allowed`.
    func findings(_ days: ClosedRange<Int>, at instant: Instant? = nil) throws -> [String] {
        let dates = try #require(
            DateRange(from: Self.date(days.lowerBound), to: Self.date(days.upperBound)))
        let now = instant ?? Self.at(days.upperBound + 1, "00:00")
        let inspection = try #require(
            agenda.inspection(of: Self.maria, on: dates, at: now))
        return inspection.findings.map {
            "\($0.date) \($0.kind.rawValue) \($0.measured)/\($0.allowed)"
        }
    }
}
