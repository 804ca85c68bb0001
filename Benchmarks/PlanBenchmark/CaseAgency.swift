import Rendezvous

/// A national agency with a case for every one of many people (requirement C5): four segments with
/// their contact plans, two case managers an office, time kept for those who come first, and
/// interpreters whom the offices of a county share. The same for the same sizes.
struct CaseAgency {
    let people: Int
    let offices: Int
    let managers: Int
    /// Whether interpreters serve the whole country, which makes one problem of all offices.
    let sharesInterpreters: Bool
    /// The morning from which meetings are planned, and the last day on which one may become due.
    let now = Instant(secondsSince1970: 1_799_049_600)  // 2027-01-04T08:00:00Z
    let through: CivilDate = "2027-06-30"
    private let zone = ZoneRules.bucharest
    private let founded = Instant(secondsSince1970: 1_790_841_600)  // 2026-10-01T08:00:00Z
    private let opening: CivilDate = "2026-11-01"

    func agency() throws -> Agency {
        var agency = Agency(founded: founded)
        try agency.give(zone)
        try agency.give(.romania)
        try agency.add(Field("jobseekers", name: "Jobseekers"))
        try agency.add(
            Service(
                "counselling", in: "jobseekers", lasting: .minutes(30),
                interpretedDuration: .minutes(45), gap: Gap(after: .minutes(10)),
                channels: [.office, .video], horizon: 100, startGrid: 10))
        for number in 0..<offices {
            try agency.add(
                Office(
                    Office.ID("o-\(number)"), zone: zone.name,
                    region: Office.Region("county-\(number % 42)"),
                    hours: .weekdays(from: "08:30", to: "16:00"),
                    holidays: HolidayCalendar.romania.id))
        }
        try addManagers(to: &agency)
        try addInterpreters(to: &agency)
        for policy in policies { try agency.set(policy) }
        return agency
    }

    private func addManagers(to agency: inout Agency) throws {
        for number in 0..<managers {
            let id = Counsellor.ID("m-\(number)")
            try agency.add(
                Counsellor(id, at: Office.ID("o-\(number % offices)"), channels: [.office, .video]))
            try agency.declare(week(of: .counsellor(id), "m-\(number)"))
        }
    }

    private func addInterpreters(to agency: inout Agency) throws {
        for county in 0..<(sharesInterpreters ? 1 : min(42, offices)) {
            let own = Set((0..<offices).filter { $0 % 42 == county }.map { Office.ID("o-\($0)") })
            for number in 0..<(sharesInterpreters ? 40 : 1) {
                let id = Interpreter.ID("i-\(county)-\(number)")
                try agency.add(
                    Interpreter(
                        id, communications: [.spoken("uk")],
                        offices: sharesInterpreters ? nil : own,
                        zone: zone.name))
                try agency.declare(week(of: .interpreter(id), id.rawValue))
            }
        }
    }

    private func week(of whose: Worker, _ id: String) -> Declaration {
        let day = DayTimetable(from: "08:30", to: "15:30")
        return Declaration(
            Declaration.ID("week-\(id)"), of: whose, submitted: founded,
            .weekly([day, day, day, day, day, .rest, .rest], .always))
    }

    private var policies: [Policy] {
        [
            Policy(
                "kept",
                .protectedCapacity(
                    WeeklyHours([.tuesday: [CivilSpan("08:30", "11:30")]]),
                    for: ["homeless", "care-leavers", "stateless"], release: .days(2)),
                valid: DateRange(from: "2027-01-01")),
            Policy("local", .localOffice(release: nil)),
            Policy("a-week-apart", .spacing(days: 7)),
            Policy("present", .participantPresent),
            Policy("familiar", .continuity, preference: Preference(.medium, cost: 1)),
        ]
    }

    private var segments: [Segment] {
        func segment(_ id: Segment.ID, _ holdBy: Int) -> Segment {
            Segment(
                id, name: ["en": id.rawValue], meeting: "counselling",
                stages: [
                    ContactStage(
                        opens: .calendarDays(holdBy / 8), bookBy: .calendarDays(holdBy / 2),
                        holdBy: .calendarDays(holdBy))
                ])
        }
        return [
            segment("easy", 120), segment("medium", 100), segment("hard", 70),
            segment("very-hard", 50),
        ]
    }

    private let classes = [
        PriorityClass(
            "first", name: "Without a home, from child protection, stateless", weight: 8,
            groups: ["homeless", "care-leavers", "stateless"]),
        PriorityClass(
            "second", name: "Hard to place", weight: 4, groups: ["long-term"],
            segments: ["hard", "very-hard"]),
    ]

    private static let groups: [(id: Group.ID, share: UInt64)] = [
        ("long-term", 220), ("care-leavers", 20), ("repatriates", 20), ("migrants", 40),
        ("stateless", 2), ("addiction", 20), ("homeless", 20),
    ]

    /// Opens a case for everybody in November; two in five have met their case manager in December.
    func open(_ log: inout Log) throws {
        var random = Random(state: 102_600)
        var meetings: [(start: Instant, person: Subject.ID, manager: Int)] = []
        var taken = [Int](repeating: 0, count: managers)
        for segment in segments { try log.perform(.setSegment(segment), by: .system, at: founded) }
        try log.perform(.setClasses(classes), by: .system, at: founded)
        for number in 0..<people {
            let at = zone.start(of: opening.advanced(by: number * 29 / people)) + .hours(9)
            let person = Subject.ID("p-\(number)")
            let manager = number % offices + offices * random.below(managers / offices)
            try open(person, manager, &random, at: at, &log)
            if random.below(5) < 2, taken[manager] < 10 * december.count {
                let day = december[taken[manager] / 10]
                let start = zone.start(of: day) + .minutes(Int64(510 + taken[manager] % 10 * 40))
                meetings.append((start, person, manager))
                taken[manager] += 1
            }
        }
        try meet(meetings.sorted { ($0.start, $0.person) < ($1.start, $1.person) }, &log)
    }

    private func open(
        _ person: Subject.ID, _ manager: Int, _ random: inout Random, at instant: Instant,
        _ log: inout Log
    ) throws {
        let office = Office.ID("o-\(manager % offices)")
        let draw = random.below(100)
        let segment: Segment.ID =
            draw < 35 ? "easy" : draw < 70 ? "medium" : draw < 90 ? "hard" : "very-hard"
        try log.perform(
            .open(person, segment, at: office, manager: Counsellor.ID("m-\(manager)")),
            by: .office(office), at: instant)
        let groups = Self.groups.filter { random.below(1_000) < $0.share }.map(\.id)
        guard !groups.isEmpty else { return }
        try log.perform(.group(person, Set(groups)), by: .office(office), at: instant)
        if groups.contains("migrants"), random.below(2) == 0 {
            try log.perform(
                .noteNeeds(person, [.communication(.spoken("uk"))]), by: .office(office),
                at: instant)
        }
    }

    private func meet(
        _ meetings: [(start: Instant, person: Subject.ID, manager: Int)], _ log: inout Log
    ) throws {
        let booked = zone.start(of: "2026-11-30") + .hours(20)
        var ids: [Appointment.ID] = []
        for (start, person, manager) in meetings {
            guard let interval = Interval(start: start, end: start + .minutes(30)) else { continue }
            let request = Request(
                for: Party(person), service: "counselling", within: IntervalSet([interval]))
            let placement = Placement(interval, on: .office, with: Counsellor.ID("m-\(manager)"))
            try log.take(.book(placement, for: request), at: booked)
            ids.append(Appointment.ID(ids.count + 1))
        }
        for (meeting, id) in zip(meetings, ids) {
            try log.take(.arrive(id), at: meeting.start)
            try log.take(.complete(id), at: meeting.start + .minutes(30))
        }
    }

    /// The working days of December 2026 after the first.
    private var december: [CivilDate] {
        (2...23).map { CivilDate(year: 2026, month: 12, day: $0) }.compactMap(\.self)
            .filter { $0.weekday < .saturday }
    }
}

/// An agenda with all that has happened on it.
struct Log {
    var agenda: Agenda
    var events: [Event]

    mutating func perform(
        _ command: CaseCommand, by actor: CaseActor, at instant: Instant
    ) throws {
        try take(.casework(command, by: actor), at: instant)
    }

    mutating func take(_ command: Command, at instant: Instant) throws {
        let new = try agenda.decide(command, at: instant)
        try agenda.apply(new)
        events += new
    }
}

/// Numbers for made-up people (a multiplicative congruential generator with a fixed start).
struct Random {
    var state: UInt64

    mutating func below(_ bound: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % bound
    }

    mutating func below(_ bound: Int) -> Int { Int(below(UInt64(bound))) }
}
