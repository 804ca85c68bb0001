import Rendezvous

/// Two hundred registrations at Danish jobcentres around Easter and Christmas 2026, each with what
/// must come of it.
struct Jobnet {
    /// The instant at which outcomes are looked at: long after everything has lapsed.
    static let end = instant("2027-02-15", "12:00")

    /// What people do, and how many of them.
    static let stories: [(story: Story, count: Int)] = [
        (.member, 40), (.insuredWithoutRecord, 15), (.withoutBenefit, 20), (.graduate, 15),
        (.entitledGraduate, 15), (.departedGraduate, 5), (.comes, 30), (.comesUnready, 15),
        (.neverComes, 30), (.returns, 10), (.struckOff, 5),
    ]

    /// One person's way.
    enum Story: String {
        case member, insuredWithoutRecord, withoutBenefit, graduate, entitledGraduate
        case departedGraduate, comes, comesUnready, neverComes, returns, struckOff
    }

    /// What is done when, by whom.
    struct Act {
        let at: Instant
        let number: Int
        let actor: CaseActor
        let command: RegistrationCommand
    }

    /// What comes of a registration.
    struct Outcome {
        let person: Subject.ID
        let asked: RegistrationCategory
        /// How the person stands at the end.
        let standing: String
        /// The last day on which they could come to the office, if they had to.
        let lastDay: CivilDate?

        /// The line of the file of outcomes.
        var line: String {
            "\(person)\t\(asked.rawValue)\t\(standing)\t\(lastDay.map(\.description) ?? "-")"
        }
    }

    private var random: SeededGenerator
    private var acts: [Act] = []
    private(set) var outcomes: [Outcome] = []

    /// The registrations of a seed.
    init(seed: UInt64) {
        random = SeededGenerator(seed: seed, for: .registrations)
        var number = 0
        for (story, count) in Self.stories {
            for _ in 0..<count {
                number += 1
                tell(story, number)
            }
        }
    }

    /// The log: the agency, and every registration in the order of time.
    func events() throws -> [Event] {
        let agency = try Self.agency()
        var events = agency.events
        var agenda = Agenda(agency)
        for act in acts.sorted(by: { ($0.at, $0.number) < ($1.at, $1.number) }) {
            let new = try agenda.decide(
                .registration(act.command, by: act.actor), at: act.at)
            try agenda.apply(new)
            events += new
        }
        return events
    }

    // MARK: Stories

    private mutating func tell(_ story: Story, _ number: Int) {
        let person = Subject.ID("p-\(numbered(number))")
        let office = random.one(of: JobnetOffices.all) ?? JobnetOffices.all[0]
        let day = random.one(of: JobnetDays.registrations) ?? JobnetDays.registrations[0]
        let minute = random.number(below: 24 * 60)
        let at = Self.instant(day, CivilTime(secondOfDay: minute * 60))
        var path = Path(person: person, office: office.id, day: day, at: at, number: number)
        let details = RegistrationDetails(
            home: .inCountry(office.area), extent: random.happens(300) ? .partly : .fully,
            hasEmail: random.happens(800), hasPhone: random.happens(700))
        let standing = path.follow(story, details, &random)
        acts += path.acts
        let isApplicant = [.comes, .comesUnready, .neverComes, .returns].contains(story)
        outcomes.append(
            Outcome(
                person: person, asked: story.asked, standing: standing,
                lastDay: isApplicant ? JobnetDays.lastDay(after: day) : nil))
    }

    private func numbered(_ number: Int) -> String {
        String(repeating: "0", count: max(0, 3 - String(number).count)) + String(number)
    }

    /// What the clocks of Copenhagen show, as an instant.
    static func instant(_ date: CivilDate, _ time: CivilTime) -> Instant {
        ZoneRules.copenhagen.resolve(date, time).earliest
    }

    private static func agency() throws -> Agency {
        var agency = Agency(founded: instant("2026-03-01", "08:00"))
        try agency.give(.copenhagen)
        try agency.give(.denmark)
        for office in JobnetOffices.all {
            try agency.add(
                Office(
                    office.id, name: ["da": office.name], zone: ZoneRules.copenhagen.name,
                    areas: [office.area], hours: .weekdays(from: "10:00", to: "15:00"),
                    holidays: HolidayCalendar.denmark.id))
        }
        return agency
    }
}

/// Jobcentres; the municipalities are real, everything else is made up.
enum JobnetOffices {
    static let all: [(id: Office.ID, name: String, area: Office.Area)] = [
        ("aalborg", "Jobcenter Aalborg", "851"), ("aarhus", "Jobcenter Aarhus", "751"),
        ("esbjerg", "Jobcenter Esbjerg", "561"), ("odense", "Jobcenter Odense", "461"),
        ("kobenhavn", "Jobcenter København", "101"), ("roskilde", "Jobcenter Roskilde", "265"),
    ]
}

/// The days of the example, counted by hand and not by the engine's rules.
enum JobnetDays {
    /// From before Easter (5 April) to after it, and around Christmas and New Year.
    static let registrations =
        Array(days("2026-03-23", "2026-04-08"))
        + Array(days("2026-12-14", "2027-01-02"))

    /// Maundy Thursday to Easter Monday without the Saturday; Christmas; New Year's Day.
    static let holidays: Set<CivilDate> = [
        "2026-04-02", "2026-04-03", "2026-04-05", "2026-04-06", "2026-12-25", "2026-12-26",
        "2027-01-01",
    ]

    /// The first day after another on which jobcentres are open.
    static func opening(after day: CivilDate) -> CivilDate {
        var next = day.advanced(by: 1)
        while next.weekday >= .saturday || holidays.contains(next) { next = next.advanced(by: 1) }
        return next
    }

    /// The sixth day after another that is no holiday, and one opening day more.
    static func lastDay(after day: CivilDate) -> CivilDate {
        var last = day
        for _ in 0..<6 {
            last = last.advanced(by: 1)
            while holidays.contains(last) { last = last.advanced(by: 1) }
        }
        return opening(after: last)
    }

    private static func days(_ first: CivilDate, _ last: CivilDate) -> ClosedRange<CivilDate> {
        first...max(first, last)
    }
}
