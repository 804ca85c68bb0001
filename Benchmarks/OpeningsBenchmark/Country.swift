import Rendezvous

/// A country's employment service, the same for the same sizes.
struct Country {
    let counsellors: Int
    let days: Int
    let appointments: Int
    let now = Instant(secondsSince1970: 1_795_507_200)  // 2026-11-24T08:00:00Z
    let offices = 118
    let interpreters = 200
    let firstDay: CivilDate = "2026-11-24"
    let zone = ZoneRules.athens

    enum Scope: CaseIterable { case office, region, nation }

    func agency() throws -> Agency {
        var agency = Agency(founded: now, rules: CustomRules([QuietHour.self]))
        try agency.give(zone)
        try agency.add(Field("field", name: "Field"))
        for number in 0..<offices {
            try agency.add(
                Office(
                    Office.ID("o-\(number)"), zone: zone.name,
                    region: Office.Region("region-\(number % 10)"),
                    hours: .weekdays(from: "08:00", to: "18:00")))
        }
        for number in 0..<12 {
            let skill = Skill.ID("skill-\(number % 4)")
            try agency.add(Skill(skill, name: "Skill"))
            try agency.add(
                Service(
                    Service.ID("s-\(number)"), in: "field",
                    lasting: .minutes(Int64(20 + 10 * (number % 5))),
                    gap: Gap(after: .minutes(10)), channels: [.video, .phone], skills: [skill],
                    horizon: days))
        }
        try addCounsellors(to: &agency)
        try addInterpreters(to: &agency)
        for policy in Self.policies { try agency.set(policy) }
        return agency
    }

    private func addCounsellors(to agency: inout Agency) throws {
        let early = DayTimetable(
            from: "08:00", to: "16:00", breaks: [.fixed(CivilSpan("12:00", "12:30"))])
        let late = DayTimetable(from: "10:00", to: "18:00")
        for number in 0..<counsellors {
            let id = Counsellor.ID("c-\(number)")
            let skills = [number % 4, (number / 4) % 4].map { Skill.ID("skill-\($0)") }
            try agency.add(
                Counsellor(
                    id, at: Office.ID("o-\(number % offices)"), skills: Set(skills),
                    channels: [.video, .phone], dailyLimit: 12))
            let day = number % 3 == 0 ? late : early
            try agency.declare(
                Declaration(
                    Declaration.ID("d-\(number)"), of: .counsellor(id), submitted: now,
                    .weekly(
                        [day, day, day, day, day, .rest, .rest], DateRange(from: "2026-01-01"))))
        }
    }

    private func addInterpreters(to agency: inout Agency) throws {
        let languages: [Communication] = [
            .signed("gss"), .spoken("ar"), .spoken("uk"), .spoken("en"), .spoken("fa"),
        ]
        let day = DayTimetable(from: "08:00", to: "18:00")
        for number in 0..<interpreters {
            let id = Interpreter.ID("i-\(number)")
            try agency.add(
                Interpreter(id, communications: [languages[number % 5]], zone: zone.name))
            try agency.declare(
                Declaration(
                    Declaration.ID("di-\(number)"), of: .interpreter(id), submitted: now,
                    .weekly(
                        [day, day, day, day, day, .rest, .rest], DateRange(from: "2026-01-01"))))
        }
    }

    /// A rule book in force everywhere: time, hours kept, counsellors' limits, what people may do,
    /// and a rule written in Swift.
    static let policies: [Policy] = [
        Policy("two-hours", .notice(.time(.hours(2)))),
        Policy("weeks-ahead", .horizon(.days(55))),
        Policy("counsellor-week", .limit(.counsellor, per: .week, most: 50)),
        Policy("counsellor-day", .limit(.counsellor, per: .day, most: 12)),
        Policy("rest", .rest(.hours(11))),
        Policy("friday", .keepFree(WeeklyHours([.friday: [CivilSpan("13:00", "14:00")]]))),
        Policy(
            "priority",
            .protectedCapacity(
                .weekdays(from: "08:00", to: "08:30"), for: ["care"], release: .days(3))),
        Policy(
            "signs",
            .interpreterSlots(
                .weekdays(from: "16:00", to: "16:30"), for: [.signed("gss")], release: .days(7))),
        Policy("freed", .freedSlotDelay(.minutes(10))),
        Policy("audience", .audience([.registered, .business])),
        Policy("once-a-day", .limit(.participant, per: .day, most: 1)),
        Policy("twice-a-week", .limit(.participant, per: .week, most: 2)),
        Policy("apart", .spacing(days: 2)),
        Policy("one-open", .oneOpenAppointment),
        Policy("present", .participantPresent),
        Policy("missed", .noShowCoolDown(misses: 3, within: 60, days: 14)),
        Policy("quiet", .custom("quiet-hour", [:])),
    ]

    /// Books the country's calendars: a few appointments a counsellor and working day, at times
    /// that differ from day to day, until there are enough.
    func fill(_ agenda: inout Agenda, noting note: (Event) -> Void = { _ in }) throws -> Int {
        var state: UInt64 = 2_026
        var booked = 0
        let workdays = (0..<days).map { firstDay.advanced(by: $0) }
            .filter { $0.weekday < .saturday }
        let daily =
            (appointments + counsellors * workdays.count - 1) / (counsellors * workdays.count)
        for day in workdays {
            for number in 0..<counsellors where booked < appointments {
                var minute = number % 3 == 0 ? 600 : 480
                for slot in 0..<daily where booked < appointments {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    minute += Int(state >> 33) % 5 * 5 + (slot == 0 ? 0 : 10)
                    let start = zone.start(of: day) + .minutes(Int64(minute))
                    guard minute + 30 < 1_080,
                        let interval = Interval(start: start, end: start + .minutes(30))
                    else { break }
                    minute += 30
                    let booking = Booking(
                        Appointment.ID(booked + 1), for: Party(Subject.ID("p-\(booked)")),
                        service: Service.ID("s-1"), topic: nil,
                        at: Placement(interval, on: .video, with: Counsellor.ID("c-\(number)")),
                        gap: Gap(after: .minutes(10)), interpreterGap: .none)
                    let event = Event(at: now, .booked(booking))
                    try agenda.apply([event])
                    note(event)
                    booked += 1
                }
            }
        }
        return booked
    }

    /// One of many requests: all starts of ten days.
    func request(_ number: Int, _ scope: Scope, interpreter: Bool) -> Request {
        let from = zone.start(of: firstDay.advanced(by: 1 + number % max(1, days - 12)))
        let window = Interval(start: from, end: from + .hours(240)) ?? .always
        let offices: OfficeScope =
            switch scope {
            case .office: .offices([Office.ID("o-\(number * 7 % self.offices)")])
            case .region: .region(Office.Region("region-\(number % 10)"))
            case .nation: .any
            }
        return Request(
            for: Party(
                Subject.ID("q-\(number)"), needs: interpreter ? [.signed("gss")] : []),
            service: Service.ID("s-\(number % 12)"), at: offices, within: IntervalSet(window))
    }
}

/// A rule of the agency's own: nothing begins in the last quarter of the morning.
struct QuietHour: CustomRule {
    static let name = "quiet-hour"
    static let reads: Set<CandidateAspect> = [.time]

    init(_ parameters: [String: String]) throws(Refusal) {}

    func units(_ candidate: Candidate) -> Int {
        let time = candidate.localStart.time
        return "11:45" <= time && time < "12:00" ? 1 : 0
    }
}
