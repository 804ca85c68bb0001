import Rendezvous

/// A county's first weeks of case management: 2,000 cases opened at four offices from 9 November to
/// 18 December 2026, the first meetings of those who are hardest to place, and what the contact
/// plans ask for in the quarter after it.
struct County {
    /// How many cases.
    static let cases = 2_000
    /// The morning on which the quarter begins.
    static let quarter = instant("2027-01-04", "08:00")

    /// What must come of a case, counted here and not by the engine's rules.
    struct Outcome {
        let person: Subject.ID
        var office: Office.ID
        let segment: Segment.ID
        let opened: CivilDate
        var isOpen = true
        var held = 0
        var anchor: CivilDate

        /// The line of the file of outcomes.
        var line: String {
            let holdBy = CountyDays.holdBy(segment, after: held, anchor)
            let state = isOpen ? "open" : "closed"
            return "\(person)\t\(office)\t\(segment)\t\(state)\t\(held)\t"
                + (isOpen ? "\(anchor)\t\(holdBy)" : "-\t-")
        }
    }

    private var random: SeededGenerator
    private(set) var events: [Event]
    private var agenda: Agenda
    private(set) var outcomes: [Subject.ID: Outcome] = [:]
    /// Who waits for a first meeting, in order.
    private var waiting: [Subject.ID] = []
    private var booked: [(id: Appointment.ID, person: Subject.ID, date: CivilDate)] = []
    private var number = 0
    private var now = instant("2026-11-01", "08:00")

    /// The county of a seed.
    init(seed: UInt64) throws {
        random = SeededGenerator(seed: seed, for: .cases)
        let agency = try CountyAgency.agency()
        events = agency.events
        agenda = Agenda(agency)
        try setUp()
        let days = CountyDays.working
        for (index, day) in days.enumerated() {
            let share = Self.cases * (index + 1) / days.count - Self.cases * index / days.count
            try live(through: day, opening: share)
        }
        try moveAndClose()
        events = EventLog.redact(events)
    }

    private mutating func setUp() throws {
        for segment in CountyPlans.segments { try perform(.setSegment(segment), by: .system) }
        try perform(.setClasses(CountyPlans.classes), by: .system)
    }

    // MARK: Days

    private mutating func live(through day: CivilDate, opening count: Int) throws {
        now = Self.instant(day, "08:00")
        for _ in 0..<count { try open() }
        now = Self.instant(day, "10:00")
        var left: [Subject.ID] = []
        for person in waiting {
            let isOpen = agenda.contact(of: person, at: now)?.state != .ahead
            let request = isOpen ? try agenda.contactRequest(of: person, at: now) : nil
            if let request, let opening = try agenda.firstOpening(for: request, at: now) {
                let new = try take(.book(opening.placement, for: request))
                guard case .booked(let booking)? = new.last?.change else { continue }
                let date = Self.zone.local(booking.placement.interval.start).date
                booked.append((booking.id, person, date))
            } else {
                left.append(person)
            }
        }
        waiting = left
        now = Self.instant(day, "18:00")
        for item in booked.filter({ $0.date == day }) {
            try hold(item.id, of: item.person, on: day)
        }
        booked.removeAll { $0.date <= day }
    }

    private mutating func hold(
        _ id: Appointment.ID, of person: Subject.ID, on day: CivilDate
    ) throws {
        if random.happens(70) {
            try take(.noShow(id))
            waiting.append(person)
        } else {
            try take(.arrive(id))
            try take(.complete(id))
            outcomes[person]?.held += 1
            // The hardest to place are booked again as soon as their next meeting may be held.
            if outcomes[person]?.segment == "very-hard" { waiting.append(person) }
            outcomes[person]?.anchor = day
        }
    }

    private mutating func open() throws {
        number += 1
        let digits = String(number)
        let person = Subject.ID("p-" + String(repeating: "0", count: 4 - digits.count) + digits)
        let office: Office.ID = random.one(("cluj", 8), ("turda", 5), ("dej", 4), ("gherla", 3))
        let segment: Segment.ID = random.one(
            ("easy", 7), ("medium", 7), ("hard", 4), ("very-hard", 2))
        let isHard = segment == "hard" || segment == "very-hard"
        let manager = isHard ? random.one(of: CountyAgency.managers[office] ?? []) : nil
        if number <= 8 {
            // Salts would be random; these are made from the seed, so that the bytes are the same.
            let salt = (0..<4).flatMap { _ in
                let word = random.next()
                return (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
            }
            try take(.salt(person, Salt(salt)))
        }
        try perform(.open(person, segment, at: office, manager: manager), by: .office(office))
        let groups = CountyPlans.groups.filter { random.happens(isHard ? $0.hard : $0.other) }
        if !groups.isEmpty {
            try perform(.group(person, Set(groups.map(\.id))), by: .office(office))
        }
        if groups.contains(where: { $0.id == "migrants" }), random.happens(400) {
            try perform(.noteNeeds(person, [.spoken("uk")]), by: .office(office))
        }
        let today = Self.zone.local(now).date
        outcomes[person] = Outcome(
            person: person, office: office, segment: segment, opened: today, anchor: today)
        if isHard { waiting.append(person) }
    }

    /// In the last week twenty people move to another office, and forty cases are closed; the first
    /// five of those are erased.
    private mutating func moveAndClose() throws {
        now = Self.instant("2026-12-21", "09:00")
        let free = outcomes.keys.sorted().filter { person in
            !booked.contains { $0.person == person } && !waiting.contains(person)
        }
        let closing = Array(free.prefix(40))
        for person in closing {
            guard let office = outcomes[person]?.office else { continue }
            try perform(
                .close(person, random.one((.employed, 5), (.left, 2), (.completed, 1))),
                by: .office(office))
            outcomes[person]?.isOpen = false
        }
        for person in free.dropFirst(40).prefix(20) {
            guard let office = outcomes[person]?.office else { continue }
            let other: Office.ID = office == "cluj" ? "dej" : "cluj"
            try perform(.move(person, to: other), by: .office(office))
            outcomes[person]?.office = other
        }
        for person in closing.prefix(5) { try take(.erase(person)) }
    }

    // MARK: Doing

    private mutating func perform(_ command: CaseCommand, by actor: CaseActor) throws {
        try take(.casework(command, by: actor))
    }

    @discardableResult
    private mutating func take(_ command: Command) throws -> [Event] {
        let new = try agenda.decide(command, at: now)
        try agenda.apply(new)
        events += new
        return new
    }

    static let zone = ZoneRules.bucharest

    /// What the clocks of Bucharest show, as an instant.
    static func instant(_ date: CivilDate, _ time: CivilTime) -> Instant {
        zone.resolve(date, time).earliest
    }
}

/// Segments, classes and groups of the example; the four segments are those that Romanian law names
/// (easy, medium, hard and very hard to place), their cadence is made up.
enum CountyPlans {
    static let segments = [
        segment("easy", "Ușor ocupabil", "Easy to place", 80, then: 90),
        segment("medium", "Mediu ocupabil", "Medium to place", 60, then: 60),
        segment("hard", "Greu ocupabil", "Hard to place", 20, then: 45),
        Segment(
            "very-hard", name: ["ro": "Foarte greu ocupabil", "en": "Very hard to place"],
            meeting: "counselling",
            stages: [
                ContactStage(
                    opens: .calendarDays(0), bookBy: .workingDays(3), holdBy: .workingDays(10)),
                ContactStage(
                    opens: .calendarDays(15), bookBy: .calendarDays(20), holdBy: .calendarDays(30)),
            ]),
    ]

    static let classes = [
        PriorityClass(
            "first", name: "Without a home, from child protection, stateless", weight: 8,
            groups: ["homeless", "care-leavers", "stateless"]),
        PriorityClass(
            "second", name: "Hard to place", weight: 4, groups: ["long-term", "addiction"],
            segments: ["hard", "very-hard"]),
    ]

    /// The groups of the call, with how many of 1,000 belong to each among the hard to place and
    /// among others.
    static let groups: [(id: Group.ID, hard: Int, other: Int)] = [
        ("long-term", 450, 60), ("care-leavers", 60, 8), ("repatriates", 40, 15),
        ("migrants", 70, 30), ("stateless", 3, 1), ("addiction", 60, 2), ("homeless", 50, 2),
    ]

    private static func segment(
        _ id: Segment.ID, _ romanian: String, _ english: String, _ first: Int, then next: Int
    ) -> Segment {
        Segment(
            id, name: ["ro": romanian, "en": english], meeting: "counselling",
            stages: [
                ContactStage(
                    opens: .calendarDays(first / 20), bookBy: .calendarDays(first / 2),
                    holdBy: .calendarDays(first)),
                ContactStage(
                    opens: .calendarDays(next / 2), bookBy: .calendarDays(next - 14),
                    holdBy: .calendarDays(next)),
            ])
    }
}

/// The days of the example, counted by hand and not by the engine's rules.
enum CountyDays {
    /// Saint Andrew, National Day, Christmas, New Year with the days after, Epiphany, Saint John,
    /// the union of 1859.
    static let holidays: Set<CivilDate> = [
        "2026-11-30", "2026-12-01", "2026-12-25", "2026-12-26", "2027-01-01", "2027-01-02",
        "2027-01-06", "2027-01-07", "2027-01-24",
    ]

    static func isWorking(_ date: CivilDate) -> Bool {
        date.weekday != .saturday && date.weekday != .sunday && !holidays.contains(date)
    }

    /// The working days on which cases are opened.
    static let working: [CivilDate] = (0..<40).map {
        firstDay.advanced(by: $0)
    }.filter { isWorking($0) }

    private static let firstDay: CivilDate = "2026-11-09"

    /// The last day of the meeting after some that were held.
    static func holdBy(_ segment: Segment.ID, after held: Int, _ anchor: CivilDate) -> CivilDate {
        let isFirst = held == 0
        switch segment {
        case "easy": return anchor.advanced(by: isFirst ? 80 : 90)
        case "medium": return anchor.advanced(by: 60)
        case "hard": return anchor.advanced(by: isFirst ? 20 : 45)
        default:
            guard isFirst else { return anchor.advanced(by: 30) }
            var (day, left) = (anchor, 10)
            while left > 0 {
                day = day.advanced(by: 1)
                if isWorking(day) { left -= 1 }
            }
            return day
        }
    }
}
