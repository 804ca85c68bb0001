import Rendezvous

/// What people and businesses ask for in the planned time.
struct RequestWriter {
    /// How many requests there are.
    static let count = 1_560

    private var random: SeededGenerator
    private var lastSubject = 0
    /// Registered people who asked before, and may ask for something else.
    private var known: [Applicants] = []

    /// Who asks: the person, what they need, and where they live.
    private struct Applicants {
        let party: Party
        let home: Home
        let service: Service.ID
    }

    /// A municipality and the office that serves it.
    struct Home {
        let office: Office
        let area: Office.Area
    }

    /// All requests, in order of submission.
    static func requests(seed: UInt64) -> [Request] {
        var clock = SeededGenerator(seed: seed, for: .submissions)
        let from = Period.instant("2026-03-09", "07:00")
        let minutes = 7 * 24 * 60
        let submitted = (0..<count).map { _ in clock.number(below: minutes) }.sorted()
        var writer = RequestWriter(random: SeededGenerator(seed: seed, for: .requests))
        return submitted.enumerated().map { index, minute in
            writer.request(
                Request.ID("r-" + numbered(index + 1)),
                submitted: from + .minutes(Int64(minute)))
        }
    }

    private init(random: SeededGenerator) { self.random = random }

    private static func numbered(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private mutating func request(_ id: Request.ID, submitted: Instant) -> Request {
        let (party, home, service) = applicants()
        let channels = channels(for: service, party)
        let scope = scope(of: service, home, channels, party)
        let topic = random.happens(850) ? random.one(of: Catalogue.topics(of: service)) : nil
        return Request(
            id, for: party, service: service, topic: topic, channels: channels, at: scope,
            with: wish(service, home, channels), within: windows(for: service),
            weight: weight(party, topic, service), submitted: submitted)
    }

    // MARK: Who

    private mutating func applicants() -> (party: Party, home: Home, service: Service.ID) {
        if random.happens(40), let before = random.one(of: known) {
            // The same person, about another matter.
            let other =
                before.service == Catalogue.register ? Catalogue.jobseekers : Catalogue.register
            return (before.party, before.home, other)
        }
        let home = home()
        let service: Service.ID = random.one(
            (Catalogue.jobseekers, 465), (Catalogue.register, 240), (Catalogue.businesses, 140),
            (Catalogue.euresJobseekers, 100), (Catalogue.euresBusinesses, 55))
        let party = party(for: service, home)
        if party.applicant == .registered, party.facilities.isEmpty {
            known.append(Applicants(party: party, home: home, service: service))
        }
        return (party, home, service)
    }

    private mutating func home() -> Home {
        let offices = Offices.demand.flatMap { entry in
            [Office.ID](repeating: entry.office, count: entry.share)
        }
        let office = random.one(of: offices).flatMap(Offices.office) ?? Offices.all[0]
        let area = random.one(of: office.areas.sorted()) ?? "athina-6"
        return Home(office: office, area: area)
    }

    private mutating func party(for service: Service.ID, _ home: Home) -> Party {
        let applicant = applicant(for: service)
        let subject = subject()
        let needs = needs(of: applicant, service, home)
        let isDeaf = needs.contains(.signed("gss"))
        var bookedBy: Subject.ID?
        if random.happens(isDeaf ? 300 : 80) { bookedBy = self.subject() }
        return Party(subject, as: applicant, bookedBy: bookedBy, needs: needs)
    }

    private mutating func applicant(for service: Service.ID) -> Applicant {
        switch service {
        case Catalogue.businesses, Catalogue.euresBusinesses:
            .business(random.happens(650) ? .legal : .authorised)
        case Catalogue.euresJobseekers: random.happens(600) ? .registered : .person
        default: .registered
        }
    }

    private mutating func subject() -> Subject.ID {
        lastSubject += 1
        return Subject.ID("p-" + Self.numbered(lastSubject))
    }

    private mutating func needs(
        of applicant: Applicant, _ service: Service.ID, _ home: Home
    ) -> [Need] {
        if case .business = applicant { return [] }
        switch random.number(below: 1_000) {
        case 0..<56: return [.signed("gss")]
        case 56..<70: return [.lipReading("el")]
        case 70..<150:
            let language: Language = random.one(
                ("ar", 22), ("uk", 14), ("sq", 12), ("ru", 10), ("fa", 9), ("ur", 9), ("en", 9),
                ("fr", 6), ("prs", 5), ("ka", 4))
            return [.spoken(language)]
        case 150..<165: return [.facility("step-free")]
        case 165..<175:
            // A loop is in a room, and only counselling takes one.
            let offered =
                service == Catalogue.jobseekers && Offices.has("induction-loop", in: home.office)
            return offered ? [.facility("induction-loop")] : []
        default: return []
        }
    }

    // MARK: Where and how

    private mutating func channels(for service: Service.ID, _ party: Party) -> Set<Channel> {
        let receives = service == Catalogue.jobseekers || service == Catalogue.register
        if !party.facilities.isEmpty, receives { return [.office] }
        if !party.communications.isEmpty {
            // Not by telephone if it must be seen; and few interpreters come to an office.
            let isSeen = party.communications.contains { $0.modality != .spoken }
            return isSeen || random.happens(600) ? [.video] : [.video, .phone]
        }
        switch service {
        case Catalogue.jobseekers:
            return random.one(
                ([.video], 450), ([.video, .phone], 200), ([.phone], 120), ([.office], 100),
                ([], 130))
        case Catalogue.register: return random.one(([.video], 600), ([.office], 150), ([], 250))
        default:
            return random.one(([.video], 600), ([.video, .phone], 200), ([.phone], 80), ([], 120))
        }
    }

    /// Most people ask their own office; where it has nobody for the service, a wider scope.
    private mutating func scope(
        of service: Service.ID, _ home: Home, _ channels: Set<Channel>, _ party: Party
    ) -> OfficeScope {
        let region = home.office.region.map { OfficeScope.region($0) } ?? .any
        if channels == [.office] {
            let lacks = party.facilities.contains { !Offices.has($0, in: home.office) }
            return lacks ? region : .area(home.area)
        }
        let hasLocal = !Staff.serving(service, in: home.office.id).isEmpty
        let isSpecial = !party.communications.isEmpty
        if !hasLocal || isSpecial || service == Catalogue.euresJobseekers
            || service == Catalogue.euresBusinesses
        {
            return hasLocal && random.happens(250) ? region : .any
        }
        let others = Offices.all.filter {
            $0.region == home.office.region && $0.id != home.office.id
        }
        guard let neighbour = random.one(of: others) else {
            return random.happens(750) ? .area(home.area) : .any
        }
        return random.one(
            (.area(home.area), 740), (.offices([home.office.id, neighbour.id]), 100),
            (region, 90), (.any, 70))
    }

    private mutating func wish(
        _ service: Service.ID, _ home: Home, _ channels: Set<Channel>
    ) -> CounsellorWish {
        let kind = random.number(below: 1_000)
        guard kind < 100 else { return .any }
        // Nobody knows the counsellor who is yet to join.
        let staff = Staff.serving(service, in: home.office.id).filter { member in
            member.id != Staff.joining.id
                && (channels.isEmpty || !channels.isDisjoint(with: member.counsellor.channels))
        }
        guard let member = random.one(of: staff) else { return .any }
        return kind < 20 ? .only(member.id) : .preferred(member.id)
    }

    // MARK: When and how urgently

    private mutating func windows(for service: Service.ID) -> IntervalSet {
        switch random.number(below: 100) {
        case 0..<32: return Period.days(Period.first, Period.last)
        case 32..<46: return Period.window(Period.weekdays, from: "08:00", to: "12:00")
        case 46..<54:
            // The register has no desk in the afternoon.
            let from: CivilTime = service == Catalogue.register ? "08:00" : "11:00"
            return Period.window(Period.weekdays, from: from, to: "17:00")
        case 54..<78:
            return random.one(
                (Period.days("2026-03-27", "2026-04-03"), 55),
                (Period.days("2026-04-06", "2026-04-10"), 25),
                (Period.days("2026-04-09", "2026-04-14"), 10),
                (Period.days("2026-03-28", "2026-04-05"), 10))
        case 78..<90:
            let days = random.some(2 + random.number(below: 3), of: Period.workingDays)
            return Period.window(days, from: "00:00", to: "24:00")
        default:
            let weekdays = Set(random.some(2, of: Weekday.allCases.filter { $0 <= .friday }))
            let days = Period.weekdays.filter { weekdays.contains($0.weekday) }
            return Period.window(days, from: "08:00", to: "18:00")
        }
    }

    /// Priority classes 1, 2, 4 and 8: vulnerable groups count for more.
    private mutating func weight(_ party: Party, _ topic: Topic.ID?, _ service: Service.ID) -> Int {
        let vulnerable = [Topics.vulnerableRegister, Topics.vulnerableUpdate]
        if party.needs.contains(.signed("gss")) || party.needs.contains(.lipReading("el")) {
            return random.happens(300) ? 8 : 4
        }
        if !party.facilities.isEmpty { return 4 }
        if let topic, service == Catalogue.register, vulnerable.contains(topic) { return 4 }
        if !party.communications.isEmpty { return random.happens(400) ? 4 : 2 }
        return random.one((1, 740), (2, 180), (4, 60), (8, 20))
    }
}
