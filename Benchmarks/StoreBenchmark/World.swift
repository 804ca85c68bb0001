import Rendezvous

/// An agency with one service of half an hour, and placements by number that do not overlap.
struct World {
    let counsellors: Int
    let days: Int
    let now = Instant(secondsSince1970: 1_795_507_200)  // 2026-11-24T08:00:00Z
    private let zone = ZoneRules.athens
    private let firstDay: CivilDate = "2026-11-30"
    private let slots = 20

    /// How many placements there are.
    var placements: Int { counsellors * days * slots }

    func events() throws -> [Event] {
        var agency = Agency(founded: now)
        try agency.give(zone)
        try agency.add(Field("field", name: "Field"))
        try agency.add(
            Office("office", zone: zone.name, hours: .weekdays(from: "08:00", to: "18:00")))
        try agency.add(
            Service("advice", in: "field", lasting: .minutes(30), channels: [.video], horizon: 365))
        let day = DayTimetable(from: "08:00", to: "18:00")
        for number in 0..<counsellors {
            let id = Counsellor.ID("c-\(number)")
            try agency.add(Counsellor(id, at: "office", channels: [.video]))
            try agency.declare(
                Declaration(
                    Declaration.ID("d-\(number)"), of: .counsellor(id), submitted: now,
                    .weekly(
                        [day, day, day, day, day, .rest, .rest], DateRange(from: "2026-01-01"))))
        }
        return agency.events
    }

    /// A placement: of each counsellor's slots, one after the other.
    func placement(_ number: Int) -> Placement? {
        let counsellor = number % counsellors
        let slot = number / counsellors % slots
        let workday = number / counsellors / slots % days
        let day = firstDay.advanced(by: workday / 5 * 7 + workday % 5)
        let start = zone.start(of: day) + .minutes(Int64(480 + 30 * slot))
        return Interval(start: start, end: start + .minutes(30)).map {
            Placement($0, on: .video, with: Counsellor.ID("c-\(counsellor)"))
        }
    }

    func request(_ person: Subject.ID) -> Request {
        Request(for: Party(person), service: "advice", within: IntervalSet(.always))
    }

    /// A log of as many appointments, to be written without being decided.
    func booking(_ number: Int) -> Event? {
        placement(number).map {
            Event(
                at: now,
                .booked(
                    Booking(
                        Appointment.ID(number + 1), for: Party(Subject.ID("p-\(number)")),
                        service: "advice", topic: nil, at: $0, gap: .none, interpreterGap: .none)))
        }
    }
}
