internal import Rendezvous

/// Agencies in which little but policies decides.
extension AgencyGenerator {
    /// Two offices, closed on some days.
    mutating func addSimpleOffices(to agency: inout Agency) throws(Refusal) -> [Office.ID] {
        let span = CivilSpan("08:00", "18:00")
        let week = Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [span]) })
        let ids: [Office.ID] = ["office-1", "office-2"]
        for id in ids {
            var office = Office(id, zone: zone.name, hours: WeeklyHours(week))
            if random.chance(1, in: 3) {
                let day = firstDay.advanced(by: random.int(-1...3))
                office.exceptions = [DatedException(DateRange(day), hours: [])]
            }
            try agency.add(office)
            for room in 1...2 {
                try agency.add(Room(Room.ID("room-\(id)-\(room)"), in: id))
            }
        }
        return ids
    }

    /// Two services, groups among them.
    mutating func addSimpleServices(to agency: inout Agency) throws(Refusal) -> [Service.ID] {
        let ids: [Service.ID] = ["service-1", "service-2"]
        for id in ids {
            try agency.add(
                Service(
                    id, in: "field",
                    topics: [Topic("topic", name: "Topic", checklist: checklist(["licence"]))],
                    for: Set(Audience.allCases),
                    lasting: .minutes(random.chance(1, in: 2) ? 30 : 60),
                    gap: Gap(after: .minutes(random.chance(1, in: 3) ? 10 : 0)),
                    channels: Set(random.some(of: Channel.allCases, 1, in: 2)).union([.video]),
                    checklist: checklist(["form"]), horizon: 30, startGrid: 30,
                    needsRoom: random.chance(1, in: 4),
                    capacity: random.chance(1, in: 3) ? random.int(2...3) : 1))
        }
        return ids
    }

    /// Up to four counsellors and an interpreter, who work every day.
    mutating func addSimpleStaff(
        to agency: inout Agency, offices: [Office.ID]
    ) throws(Refusal) {
        var workers: [Worker] = []
        for number in 1...random.int(2...4) {
            let id = Counsellor.ID("c-\(number)")
            try agency.add(Counsellor(id, at: random.pick(offices) ?? "office-1"))
            workers.append(.counsellor(id))
        }
        try agency.add(
            Interpreter("i-0", communications: [.signed("gss"), .spoken("ar")], zone: zone.name))
        workers.append(.interpreter("i-0"))
        for worker in workers {
            let early = random.chance(1, in: 2)
            let day = DayTimetable(from: early ? "08:00" : "10:00", to: early ? "16:00" : "18:00")
            try agency.declare(
                Declaration(
                    Declaration.ID("\(worker.reference.rawValue)-week"), of: worker,
                    submitted: now - .hours(240),
                    .weekly(Array(repeating: day, count: 7), DateRange(from: "2026-01-01"))))
        }
    }

    /// A request of one of four people, for some of the days to come.
    mutating func simpleRequest(_ number: Int, _ service: Service.ID) -> Request {
        var needs: [Need] = []
        if random.chance(1, in: 8) { needs.append(.signed("gss")) }
        if random.chance(1, in: 8) { needs.append(.spoken("ar")) }
        let applicant: Applicant =
            random.pick([
                .registered, .registered, .person, .business(.legal), .business(.authorised),
            ]) ?? .person
        let start = now + .hours(Int64(random.int(0...48)))
        let window = Interval(start: start, end: start + .hours(Int64(random.int(12...96))))
        var request = Request(
            Request.ID("r-\(number)"),
            for: Party(Subject.ID("p-\(random.int(1...4))"), as: applicant, needs: needs),
            service: service, topic: random.chance(1, in: 5) ? "topic" : nil,
            within: IntervalSet(window ?? .always))
        if random.chance(1, in: 6) { request.counsellor = .preferred("c-1") }
        return request
    }
}
