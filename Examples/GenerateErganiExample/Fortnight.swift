import Rendezvous
import RendezvousDocuments

/// Two weeks of twenty counsellors: submissions that overlap, and what the card says.
struct Fortnight {
    static let zone = ZoneRules.athens
    static let monday: CivilDate = "2026-11-16"
    static let count = 20
    private var random: Stream
    private(set) var submissions: [(number: String, submitted: Instant, value: ErganiSubmission)] =
        []
    private(set) var movements: [ErganiMovement] = []
    private(set) var agency: Agency

    init(seed: UInt64) throws {
        random = Stream(state: seed)
        agency = Agency(founded: Self.at("2026-11-01", "08:00"))
        try agency.give(Self.zone)
        try agency.give(.greece)
        try agency.add(Office("kypseli", zone: Self.zone.name, hours: .always, holidays: "GR"))
        for number in 1...Self.count {
            try agency.add(Counsellor(Self.id(number), at: "kypseli"))
        }
        for number in 1...Self.count { try describe(number) }
        var rules = WorkingTimeRules()
        rules.grace = .minutes(10)
        try agency.amend(.workingTimeRulesSet(rules, from: .min))
    }

    static func id(_ number: Int) -> Counsellor.ID {
        Counsellor.ID(number < 10 ? "c-0\(number)" : "c-\(number)")
    }

    static func worker(_ number: Int) -> Worker { .counsellor(id(number)) }

    static func at(_ date: CivilDate, _ time: CivilTime) -> Instant {
        zone.resolve(date, time).earliest
    }

    /// The contract and the dates of inclusion: the last two are not on the card, or late on it.
    private mutating func describe(_ number: Int) throws {
        let isReduced = number % 5 == 0
        let contract = Contract(
            weeklyHours: isReduced ? .hours(25) : .hours(40), of: .hours(40), from: .law,
            isReduced ? .reduced : .full,
            pause: ContractBreak(.minutes(15), isInsideHours: true),
            flexibleArrival: number % 4 == 0 ? .minutes(30) : .zero)
        let card: CivilDate? =
            number == Self.count ? nil : number == Self.count - 1 ? "2026-11-23" : "2026-07-01"
        let contents: [Declaration.Content] = [
            .contract(contract, .always),
            .inclusion(Inclusion(declaredTime: "2026-07-01", card: card)),
        ]
        for (index, content) in contents.enumerated() {
            try agency.declare(
                Declaration(
                    Declaration.ID("E3-\(number)/\(index + 1)"), of: Self.worker(number),
                    submitted: agency.founded, content))
        }
    }

    // MARK: Submissions

    private mutating func add(
        _ kind: ErganiSubmission.Kind, _ submitted: Instant, _ entries: [ErganiSubmission.Entry],
        first: CivilDate? = nil, last: CivilDate? = nil, related: String? = nil
    ) {
        var value = ErganiSubmission(kind, branch: "0", first: first, last: last, entries: entries)
        value.relatedProtocol = related
        submissions.append(("WTO\(submissions.count + 1)", submitted, value))
    }

    /// The fixed week, changes by date (some late), overtime, leave after the fact, a correction.
    mutating func submit() throws {
        var week: [ErganiSubmission.Entry] = []
        for number in 1...Self.count {
            let from: CivilTime = number % 2 == 0 ? "08:00" : "09:00"
            let hours = number % 5 == 0 ? 5 : 8
            let span = CivilSpan(from, CivilTime(secondOfDay: from.secondOfDay + hours * 3_600))
            for weekday in Weekday.allCases {
                let rest = weekday == .saturday || weekday == .sunday
                let part = ErganiSubmission.Part(rest ? .rest : .work, rest ? nil : span)
                week.append(.init(Self.worker(number), .weekday(weekday), [part]))
            }
        }
        add(.weekly, Self.at("2026-11-13", "14:00"), week, first: Self.monday)
        for day in 0..<12 where day % 7 < 5 { changes(of: Self.monday.advanced(by: day)) }
        let sick = [(3, 1), (3, 2), (8, 9)].map { number, day in
            entry(number, day, .init(Self.sick, year: 2026, days: nil))
        }
        add(.leave, Self.at("2026-12-05", "12:00"), sick)
        let annual = (7...9).map { entry(12, $0, .init(Self.annual, year: 2026, days: 3)) }
        add(.leave, Self.at("2026-12-11", "09:00"), annual)
        let corrected = [entry(3, 1, .init(Self.sick, year: 2026, days: nil))]
        add(
            .leaveCorrection, Self.at("2026-12-07", "12:00"), corrected,
            related: "WTO\(submissions.count - 1)")
        submissions.sort { $0.submitted < $1.submitted }
    }

    private static let sick = ErganiCode("ΑΔΑΣ") ?? .rest
    private static let annual = ErganiCode("ΑΔΚΑΝ") ?? .rest

    private func entry(
        _ number: Int, _ day: Int, _ part: ErganiSubmission.Part
    ) -> ErganiSubmission.Entry {
        .init(Self.worker(number), .date(Self.monday.advanced(by: day)), [part])
    }

    /// What is changed about one date: mostly the day before, now and then too late.
    private mutating func changes(of date: CivilDate) {
        let day = Self.monday.distance(to: date)
        var (inTime, late, overtime):
            (
                [ErganiSubmission.Entry], [ErganiSubmission.Entry],
                [ErganiSubmission.Entry]
            ) = ([], [], [])
        for number in 1...Self.count {
            switch random.number(below: 20) {
            case 0: inTime.append(entry(number, day, .init(.telework, CivilSpan("08:00", "16:00"))))
            case 1: inTime.append(entry(number, day, .init(.work, CivilSpan("12:00", "20:00"))))
            case 2: late.append(entry(number, day, .init(.work, CivilSpan("10:00", "18:00"))))
            case 3:
                overtime.append(entry(number, day, .init(.overtime, CivilSpan("18:00", "19:00"))))
            default: break
            }
        }
        let before = date.advanced(by: -1)
        if !inTime.isEmpty {
            add(.daily, Self.at(before, "13:00"), inTime, first: date, last: date)
        }
        if !overtime.isEmpty {
            add(.overtime, Self.at(before, "15:00"), overtime, first: date, last: date)
        }
        if !late.isEmpty { add(.daily, Self.at(date, "09:30"), late, first: date, last: date) }
    }

    // MARK: The card

    /// People come some minutes before or after, and sometimes not at all, or go without the card.
    mutating func clock() throws {
        let agenda = try agenda { $0.value.kind != .leave && $0.value.kind != .leaveCorrection }
        for day in 0..<14 {
            let date = Self.monday.advanced(by: day)
            for number in 1...Self.count - 1 {
                guard
                    let time = agenda.workingTime(of: Self.worker(number), on: DateRange(date)),
                    let span = time.working.span, time.telework.isEmpty,
                    !isOnLeave(number, day), !random.happens(1, in: 40)
                else { continue }
                let arrival = span.start + .minutes(Int64(random.number(below: 20)) - 6)
                let departure = span.end + .minutes(Int64(random.number(below: 12)) - 4)
                add(number, .arrival, arrival, date)
                if !random.happens(1, in: 60) { add(number, .departure, departure, date) }
            }
        }
        movements.sort { $0.time < $1.time }
    }

    private func isOnLeave(_ number: Int, _ day: Int) -> Bool {
        (number == 3 && day == 1) || (number == 8 && day == 9)
            || (number == 12 && (7...9).contains(day))
    }

    private mutating func add(
        _ number: Int, _ kind: ClockEvent.Kind, _ time: Instant, _ date: CivilDate
    ) {
        movements.append(ErganiMovement(Self.worker(number), kind, at: time, workDate: date))
    }

    /// The agenda after some of the submissions, in their order.
    private func agenda(
        where isWanted: ((number: String, submitted: Instant, value: ErganiSubmission)) -> Bool
    ) throws -> Agenda {
        var agenda = Agenda(agency)
        for submission in submissions where isWanted(submission) {
            let workers = Set(submission.value.entries.map(\.worker))
            let inForce = agenda.workers.filter(workers.contains)
                .flatMap { agenda.declarations(of: $0) }
            for change in try submission.value.changes(
                submission.number, submitted: submission.submitted, inForce: inForce)
            {
                try agenda.apply([Event(at: submission.submitted, change)])
            }
        }
        return agenda
    }

    // MARK: Files

    /// Everything that the example consists of.
    func files() throws -> [(name: String, bytes: [UInt8])] {
        var files = [("agency.json", AgencyDocument.encode(agency))]
        var list = "# file\tkind\tprotocol\tsubmitted\n"
        for (index, item) in submissions.enumerated() {
            let place = index < 9 ? "0\(index + 1)" : "\(index + 1)"
            let name = "\(place)-\(item.value.kind.rawValue).json"
            files.append((name, try ErganiFile.encode([item.value], by: Self.directory)))
            list += "\(name)\t\(item.value.kind.rawValue)\t\(item.number)\t\(item.submitted)\n"
        }
        files.append(("submissions.tsv", Array(list.utf8)))
        files.append(
            (
                "cards.json",
                try ErganiCardFile.encode(
                    [ErganiCard(branch: "0", movements)], by: Self.directory, zone: Self.zone)
            ))
        files.append(("findings.txt", Array(try findings().utf8)))
        return files
    }

    private func findings() throws -> String {
        var agenda = try agenda { _ in true }
        for (index, movement) in movements.enumerated() {
            let event = movement.event(ClockEvent.ID("k-\(index + 1)"))
            try agenda.apply([Event(at: Self.at("2026-12-12", "08:00"), .clocked(event))])
        }
        let dates = DateRange(from: Self.monday, to: Self.monday.advanced(by: 13)) ?? .always
        return agenda.workers.compactMap {
            agenda.inspection(of: $0, on: dates, at: Self.at("2026-12-20", "08:00"))
        }.flatMap(\.findings).map { "\($0)\n" }.joined()
    }

    /// Made-up people: the tax number is the number of the counsellor.
    static let directory = ErganiDirectory(
        employer: "000000000",
        worker: { person in
            Int(person.taxNumber).map { worker($0) }
        },
        person: { worker in
            guard case .counsellor(let id) = worker, let number = Int(id.rawValue.dropFirst(2))
            else { return nil }
            let digits = String(number)
            return ErganiPerson(
                taxNumber: String(repeating: "0", count: 9 - digits.count) + digits,
                lastName: "ΔΟΚΙΜΗ", firstName: "ΔΟΚΙΜΗ")
        })
}

/// Pseudo-random numbers that are the same on every machine: SplitMix64.
struct Stream {
    var state: UInt64

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to `bound`, without it; for small bounds each is as likely as the others.
    mutating func number(below bound: UInt64) -> Int { Int(next() % max(1, bound)) }

    /// Whether something happens that does once in some times.
    mutating func happens(_ times: Int, in of: UInt64) -> Bool { number(below: of) < times }
}
