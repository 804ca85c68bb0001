import Rendezvous
import Testing

/// What README.md shows.
@Suite struct FirstBookingExample {
    @Test func `an agency is built, searched and booked`() throws {
        let (now, fortnight) = (World.now, World.fortnight)
        var stored: [Event] = []
        func store(_ events: [Event]) { stored += events }

        var agency = Agency(founded: now)
        try agency.give(.athens)
        try agency.give(.greece)
        try agency.add(Field("jobseekers", name: "Counselling"))
        try agency.add(
            Service(
                "advice", in: "jobseekers", lasting: .minutes(30), gap: Gap(after: .minutes(10))))
        try agency.add(
            Office(
                "kypseli", zone: "Europe/Athens", hours: .weekdays(from: "08:00", to: "15:00"),
                holidays: "GR"))
        try agency.add(Counsellor("c-17", at: "kypseli"))
        let day = DayTimetable(from: "08:00", to: "14:30")
        try agency.declare(
            Declaration(
                "d-1", of: .counsellor("c-17"), submitted: now,
                .weekly([day, day, day, day, day, .rest, .rest], DateRange(from: "2026-11-01"))))

        var agenda = Agenda(agency)
        let ask = Request(for: Party("p-204"), service: "advice", within: fortnight)
        switch try agenda.openings(for: ask, at: now) {
        case .found(let openings):
            let events = try agenda.decide(.book(openings[0].placement, for: ask), at: now)
            store(events)
            try agenda.apply(events)
        case .empty(let shortage):
            print(shortage.counts)
        }

        #expect(stored.count == 1)
        #expect(agenda.appointments(of: "c-17", in: .always, at: now).count == 1)
    }
}
