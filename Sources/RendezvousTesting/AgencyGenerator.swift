public import Rendezvous

/// Random small agencies that use every feature of the catalogue, of working time and of policies.
///
///     var generator = AgencyGenerator(seed: 7)
///     let agency = try generator.agency()
///
/// The same seed gives the same agency; a failing test prints the seed.
public struct AgencyGenerator: Sendable {
    /// The source of every choice.
    public var random: SeededGenerator
    /// The first day on which appointments are asked for.
    public let firstDay: CivilDate
    /// The zone of the agency.
    public let zone: ZoneRules
    /// The instant at which the agency is founded and questions are first asked.
    public let now: Instant

    let languages: [Communication] = [
        .signed("gss"), .lipReading("el"), .spoken("ar"), .spoken("uk"), .spoken("en"),
    ]
    private let facilities: [Facility] = ["step-free", "induction-loop"]

    /// The rules written in Swift that its policies name.
    public static let rules = CustomRules([BusyHour.self])

    /// What the agencies are there to show.
    public enum Emphasis: Sendable {
        /// Everything that catalogue and working time can say.
        case catalogue
        /// Policies: catalogue and working time are simple, so that policies decide.
        case policies
    }

    /// What the agencies are there to show.
    public let emphasis: Emphasis
    private let seed: UInt64

    /// A generator; its zone, its first day (often one of a daylight-saving change) and all else
    /// follow from the seed.
    public init(seed: UInt64, emphasis: Emphasis = .catalogue) {
        self.emphasis = emphasis
        self.seed = seed
        var random = SeededGenerator(seed: seed)
        zone = random.pick([ZoneRules.athens, .bucharest, .copenhagen]) ?? .athens
        let days: [CivilDate] = [
            "2026-03-27", "2026-10-23", "2026-04-08", "2026-12-22", "2026-11-24", "2027-03-26",
        ]
        firstDay = random.pick(days) ?? "2026-11-24"
        now = zone.start(of: firstDay.advanced(by: -random.int(0...3))) + .hours(8)
        self.random = random
    }

    /// A random agency.
    ///
    /// - Throws: `Refusal` only if the generator is wrong.
    public mutating func agency() throws(Refusal) -> Agency {
        var agency = Agency(founded: now, rules: Self.rules)
        try agency.give(zone)
        let calendars: [HolidayCalendar] = [.greece, .romania, .denmark]
        for calendar in calendars { try agency.give(calendar) }
        try agency.add(Field("field", name: "Field"))
        for skill in ["eures", "employers"] {
            try agency.add(Skill(Identifier(skill), name: Label(stringLiteral: skill)))
        }
        let offices: [Office.ID]
        let services: [Service.ID]
        switch emphasis {
        case .catalogue:
            offices = try addOffices(to: &agency)
            services = try addServices(to: &agency)
            try addCounsellors(to: &agency, offices: offices, services: services)
            try addInterpreters(to: &agency, offices: offices)
            if random.chance(1, in: 4) { try agency.amend(.precedenceSet(.date)) }
        case .policies:
            offices = try addSimpleOffices(to: &agency)
            services = try addSimpleServices(to: &agency)
            try addSimpleStaff(to: &agency, offices: offices)
        }
        let counsellors = agency.events.compactMap { event -> Counsellor.ID? in
            if case .defined(.counsellor(let counsellor), _) = event.change {
                counsellor.id
            } else {
                nil
            }
        }
        for number in 1...12 {
            let id = Subject.ID("p-\(number)")
            // The four who ask for something where policies decide are always known.
            if random.chance(2, in: 3) || (emphasis == .policies && number <= 4) {
                try agency.note(participant(id, offices: offices, counsellors: counsellors))
            }
        }
        if emphasis == .policies {
            try agency.set(dealtPolicy(offices: offices, services: services))
        }
        let least = emphasis == .policies ? 2 : 0
        for number in 0..<random.int(least...6) {
            try agency.set(
                policy(Policy.ID("policy-\(number)"), offices: offices, services: services))
        }
        return agency
    }

    /// A policy of the kind of rule whose turn it is: successive seeds have them all.
    private mutating func dealtPolicy(offices: [Office.ID], services: [Service.ID]) -> Policy {
        let kind = Int(seed % UInt64(Self.kindsOfRules))
        var dealt = policy("dealt", kind: kind, offices: offices, services: services)
        if random.chance(1, in: 2) {
            // Everywhere, always and for everybody, so that it decides more.
            let preference = dealt.rule.kind == .measure ? dealt.preference : nil
            dealt = Policy("dealt", dealt.rule, preference: preference)
        }
        return dealt
    }

    private mutating func addOffices(to agency: inout Agency) throws(Refusal) -> [Office.ID] {
        var ids: [Office.ID] = []
        for number in 1...random.int(1...3) {
            let id = Office.ID("office-\(number)")
            var office = Office(
                id, zone: zone.name,
                region: Office.Region(random.chance(1, in: 2) ? "north" : "south"),
                areas: [Office.Area("area-\(number)")], hours: officeHours(),
                holidays: random.chance(1, in: 2) ? random.pick(["GR", "RO", "DK"]) : nil,
                facilities: Set(random.some(of: facilities, 1, in: 2)))
            if random.chance(1, in: 4) {
                let day = firstDay.advanced(by: random.int(0...6))
                office.exceptions = [
                    DatedException(
                        DateRange(day),
                        hours: random.chance(1, in: 2) ? [] : [CivilSpan("10:00", "12:30")])
                ]
            }
            try agency.add(office)
            if random.chance(1, in: 6) {
                office.hours = officeHours()
                try agency.add(office, from: firstDay.advanced(by: random.int(1...6)))
            }
            ids.append(id)
            for room in 0..<random.int(0...2) {
                try agency.add(
                    Room(
                        Room.ID("room-\(number)-\(room)"), in: id,
                        facilities: Set(random.some(of: facilities, 1, in: 2))))
            }
        }
        try agency.add(
            Position("desk", name: "Desk", hours: .weekdays(from: "09:00", to: "12:00")))
        return ids
    }

    private mutating func officeHours() -> WeeklyHours {
        switch random.int(0...4) {
        case 0: .always
        case 1: .weekdays(from: "00:00", to: "24:00")
        case 2: WeeklyHours(every([CivilSpan("20:00", "06:00")]))
        default: WeeklyHours(every([CivilSpan("08:00", "13:00"), CivilSpan("14:00", "18:07")]))
        }
    }

    private func every<Value>(_ value: Value) -> [Weekday: Value] {
        Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, value) })
    }

    private mutating func addServices(to agency: inout Agency) throws(Refusal) -> [Service.ID] {
        var ids: [Service.ID] = []
        for number in 1...random.int(1...3) {
            let id = Service.ID("service-\(number)")
            var service = Service(
                id, in: "field",
                topics: [Topic("topic", name: "Topic", checklist: checklist(["licence"]))],
                for: Set(random.some(of: Audience.allCases, 2, in: 3)).union([.person]),
                lasting: duration(), gap: gap(),
                channels: Set(random.some(of: Channel.allCases, 2, in: 3)).union([.video]),
                minimumNotice: .minutes(Int64(random.int(0...3) * 90)), horizon: random.int(2...12),
                startGrid: random.pick([5, 10, 15, 30, 7, 1]) ?? 5,
                needsRoom: random.chance(1, in: 2))
            if random.chance(1, in: 3) { service.interpretedDuration = duration() }
            if random.chance(1, in: 3) { service.channelGaps = [.phone: gap()] }
            if random.chance(1, in: 4) { service.skills = ["eures"] }
            if random.chance(1, in: 3) { service.checklist = checklist(["form", "proof"]) }
            if random.chance(1, in: 4) { service.capacity = random.int(2...4) }
            try agency.add(service)
            if random.chance(1, in: 6) {
                service.duration = duration()
                try agency.add(service, from: firstDay.advanced(by: random.int(1...6)))
            }
            ids.append(id)
        }
        return ids
    }

    mutating func checklist(_ items: [ChecklistItem.ID]) -> [ChecklistItem] {
        random.some(of: items, 1, in: 2).map { ChecklistItem($0, name: "Document") }
    }

    private mutating func duration() -> Seconds {
        .minutes(Int64(random.pick([10, 15, 20, 30, 45, 60, 13, 90]) ?? 30))
    }

    mutating func gap() -> Gap {
        let lengths = [0, 0, 5, 10, 15, 7, 60]
        return Gap(
            before: .minutes(Int64(random.pick(lengths) ?? 0)),
            after: .minutes(Int64(random.pick(lengths) ?? 0)))
    }

    private mutating func addCounsellors(
        to agency: inout Agency, offices: [Office.ID], services: [Service.ID]
    ) throws(Refusal) {
        for number in 1...random.int(1...6) {
            guard let office = random.pick(offices) else { continue }
            let id = Counsellor.ID("c-\(number)")
            var counsellor = Counsellor(
                id, at: office, skills: random.chance(2, in: 3) ? ["eures", "employers"] : [],
                communications: Set(random.some(of: languages, 1, in: 5)),
                channels: Set(random.some(of: Channel.allCases, 3, in: 4)).union([.video]))
            if random.chance(1, in: 4) {
                counsellor.services = Set(random.some(of: services, 2, in: 3))
            }
            if random.chance(1, in: 4) { counsellor.gap = gap() }
            if random.chance(1, in: 6) { counsellor.position = "desk" }
            if random.chance(1, in: 6) {
                counsellor.bookableHours = .weekdays(from: "08:30", to: "16:00")
            }
            if random.chance(1, in: 4) { counsellor.dailyLimit = random.int(1...4) }
            try agency.add(counsellor)
            if random.chance(1, in: 8) {
                counsellor.office = random.pick(offices) ?? office
                counsellor.gap = gap()
                try agency.add(counsellor, from: firstDay.advanced(by: random.int(1...5)))
            }
            if random.chance(1, in: 10) {
                try agency.withdraw(.counsellor(id), from: firstDay.advanced(by: random.int(1...6)))
            }
            try declare(.counsellor(id), in: &agency)
        }
    }

    private mutating func addInterpreters(
        to agency: inout Agency, offices: [Office.ID]
    ) throws(Refusal) {
        for number in 0..<random.int(0...3) {
            let id = Interpreter.ID("i-\(number)")
            let communications = Set(random.some(of: languages, 1, in: 2)).union([.signed("gss")])
            var interpreter = Interpreter(id, communications: communications, zone: zone.name)
            interpreter.channels = Set(random.some(of: Channel.allCases, 3, in: 4)).union([.video])
            if random.chance(1, in: 3) {
                interpreter.offices = Set(random.some(of: offices, 1, in: 2))
            }
            interpreter.gap = gap()
            try agency.add(interpreter)
            try declare(.interpreter(id), in: &agency)
        }
    }

    /// Declares a weekly timetable, and then some days, leave and changes on top of it.
    private mutating func declare(_ worker: Worker, in agency: inout Agency) throws(Refusal) {
        let name = worker.reference.rawValue
        let days = (0..<7).map { _ in day() }
        try agency.declare(
            Declaration(
                Declaration.ID("\(name)-week"), of: worker, submitted: now - .hours(240),
                .weekly(days, DateRange(from: "2026-01-01"))))
        for number in 0..<random.int(0...4) {
            try agency.declare(declaration("\(name)-\(number)", of: worker))
        }
    }

    /// A random declaration on top of others.
    public mutating func declaration(
        _ id: String, of worker: Worker, submitted: Instant? = nil
    ) -> Declaration {
        let date = firstDay.advanced(by: random.int(-1...8))
        let content: Declaration.Content
        switch random.int(0...7) {
        case 0:
            let last = date.advanced(by: random.int(0...1))
            let leave = Leave("annual", .days(DateRange(from: date, to: last) ?? DateRange(date)))
            content = random.chance(1, in: 3) ? .planned(leave) : .leave(leave)
        case 1: content = .leave(Leave("hours", .hours(date, CivilSpan("10:00", "12:00"))))
        case 2:
            let place: WorkPlace = random.chance(1, in: 3) ? .telework : .onSite
            content = .overtime(Overtime(date, CivilSpan("16:30", "18:30"), at: place))
        case 3:
            let pause = ContractBreak(.minutes(30), isInsideHours: true)
            content = .contract(
                Contract(pause: pause, firstDay: random.chance(1, in: 3) ? day() : nil),
                DateRange(from: date))
        case 4: content = .weekly((0..<7).map { _ in day() }, DateRange(from: date))
        default:
            let dates = DateRange(from: date, to: date.advanced(by: random.int(0...2)))
            content = .daily(day(), dates ?? DateRange(date))
        }
        let when = submitted ?? now - .hours(Int64(random.int(1...200)))
        return Declaration(Declaration.ID(id), of: worker, submitted: when, content)
    }

    private mutating func day() -> DayTimetable {
        let place: WorkPlace = random.chance(1, in: 5) ? .telework : .onSite
        var breaks: [Break] = []
        if random.chance(1, in: 4) { breaks.append(.fixed(CivilSpan("12:00", "12:30"))) }
        if random.chance(1, in: 5) {
            breaks.append(.floating(.minutes(20), within: CivilSpan("11:00", "13:00")))
        }
        switch random.int(0...6) {
        case 0: return .rest
        case 1:
            return DayTimetable([WorkStretch(CivilSpan("22:00", "06:00"), at: place)])
        case 2:
            return DayTimetable(
                [
                    WorkStretch(CivilSpan("08:00", "12:00")),
                    WorkStretch(CivilSpan("13:00", "17:00"), at: .telework),
                ], breaks: breaks)
        case 3: return DayTimetable([WorkStretch(CivilSpan("00:00", "08:00"), at: place)])
        default:
            return DayTimetable(
                [WorkStretch(CivilSpan("08:00", "16:00"), at: place)], breaks: breaks)
        }
    }
}
