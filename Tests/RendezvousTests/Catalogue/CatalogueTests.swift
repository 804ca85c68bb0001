import Rendezvous
import Testing

/// Versions of entries, from dates on (A20).
struct CatalogueTests {
    private static let wednesday = Scenario.monday.advanced(by: 2)

    /// The lengths of the openings of each day from Monday on, by date.
    private static func lengths(_ agenda: Agenda, days: Int = 5) throws -> [[Seconds]] {
        let request = Scenario.request(days: days)
        let found = try agenda.openings(for: request, at: Scenario.now, limit: 10_000).all
        return (0..<days).map { day in
            let date = Scenario.monday.advanced(by: day)
            let intervals = found.map(\.placement.interval)
            return intervals.filter { Scenario.zone.local($0.start).date == date }.map(\.length)
        }
    }

    @Test func `a service's duration changes on a date, and what was booked stays`() throws {
        var agenda = Agenda(try Scenario().agency)
        let request = Scenario.request(days: 5)
        for day in [0, 2, 3] {
            try agenda.perform(
                .book(Scenario.placement("09:00", days: day), for: request), at: Scenario.now)
        }
        let booked = Array(agenda.appointments)
        var service = try Scenario().service
        service.duration = .minutes(50)
        service.gap = Gap(after: .minutes(30))
        try agenda.perform(
            .amend(.defined(.service(service), from: Self.wednesday)), at: Scenario.now)

        #expect(Array(agenda.appointments) == booked)
        #expect(agenda.contradictions(at: Scenario.now).isEmpty)
        for (day, lengths) in try Self.lengths(agenda).enumerated() {
            let expected = Seconds.minutes(day < 2 ? 30 : 50)
            #expect(!lengths.isEmpty && lengths.allSatisfy { $0 == expected }, "day \(day)")
        }
        #expect(agenda.service("advice", on: Self.wednesday)?.duration == .minutes(50))
        #expect(
            agenda.service("advice", on: Self.wednesday.advanced(by: -1))?.duration == .minutes(30))
        // Each duration on its own days only, also where the catalogue changes between two days.
        let old = Scenario.placement("12:00", days: 2)
        let new = Scenario.placement("12:00", days: 1, minutes: 50)
        for placement in [old, new] {
            let book = Command.book(placement, for: request)
            #expect(
                Refused.command(book, by: agenda, at: Scenario.now)?.reason == .wrongDuration)
        }
        // Moving an appointment to another day is placing it anew, with that day's gap.
        let move = Command.reschedule(
            Appointment.ID(1), to: Scenario.placement("12:00", days: 2, minutes: 50))
        try agenda.perform(move, at: Scenario.now)
        #expect(agenda[Appointment.ID(1)]?.gap == Gap(after: .minutes(30)))
        #expect(agenda[Appointment.ID(2)]?.gap == Gap(after: .minutes(10)))
    }

    @Test func `a counsellor withdrawn from a date keeps what was booked`() throws {
        var agenda = Agenda(try Scenario().agency)
        let request = Scenario.request(days: 5)
        for day in [1, 2, 3] {
            try agenda.perform(
                .book(Scenario.placement("09:00", days: day), for: request), at: Scenario.now)
        }
        try agenda.perform(
            .amend(.withdrawn(.counsellor("maria"), from: Self.wednesday)), at: Scenario.now)
        let lengths = try Self.lengths(agenda)
        #expect(lengths.map(\.isEmpty) == [false, false, true, true, true])
        #expect(agenda.appointments.map(\.status) == [.booked, .booked, .booked])
        let contradicted = agenda.contradictions(at: Scenario.now)
        #expect(contradicted.map(\.appointment) == [Appointment.ID(2), Appointment.ID(3)])
        #expect(contradicted.allSatisfy { $0.reason == .notInForce })
        for day in [2, 3] {
            let book = Command.book(Scenario.placement("12:00", days: day), for: request)
            #expect(Refused.command(book, by: agenda, at: Scenario.now)?.reason == .notInForce)
        }
        // They can still be moved to where the counsellor is, cancelled, or kept.
        let move = Command.reschedule(
            Appointment.ID(3), to: Scenario.placement("12:00", days: 1))
        try agenda.perform(move, at: Scenario.now)
        try agenda.perform(.cancel(Appointment.ID(2), .revoked), at: Scenario.now)
        #expect(agenda.contradictions(at: Scenario.now).isEmpty)
        // Back from Friday on.
        try agenda.perform(
            .amend(
                .defined(
                    .counsellor(Counsellor("maria", at: "kypseli")),
                    from: Scenario.monday.advanced(by: 4))), at: Scenario.now)
        #expect(
            try Self.lengths(agenda).map(\.isEmpty) == [false, false, true, true, false])
    }

    @Test func `of two versions from one date the last in the log holds`() throws {
        var agency = try Scenario().agency
        var service = try Scenario().service
        for minutes: Int64 in [40, 60, 20] {
            service.duration = .minutes(minutes)
            try agency.add(service, from: Self.wednesday)
        }
        var agenda = Agenda(agency)
        #expect(try Self.lengths(agenda)[1].first == .minutes(30))
        #expect(try Self.lengths(agenda)[2].first == .minutes(20))
        // A version from an earlier date, added later, ends where the next begins.
        service.duration = .minutes(10)
        try agenda.perform(
            .amend(.defined(.service(service), from: Scenario.monday.advanced(by: 1))),
            at: Scenario.now)
        let lengths = try Self.lengths(agenda)
        #expect(lengths.map(\.first) == [30, 10, 20, 20, 20].map { .minutes($0) })
        try agenda.perform(
            .amend(.withdrawn(.service("advice"), from: Self.wednesday)), at: Scenario.now)
        #expect(
            try Self.lengths(agenda).map(\.first) == [.minutes(30), .minutes(10), nil, nil, nil])
    }

    @Test func `every part of a placement must be in force on its day`() throws {
        var scenario = try Scenario()
        try scenario.addInterpreter("i-1")
        try scenario.agency.add(Position("desk", name: "", hours: .always))
        try scenario.agency.add(Counsellor("maria", at: "kypseli", position: "desk"))
        var placement = Scenario.placement("09:00", days: 2)
        placement.channel = .office
        placement.interpreter = "i-1"
        placement.room = "r-1"
        let request = Scenario.request(
            days: 5, needs: [.signed("gss")], channels: [.office])
        let book = Command.book(placement, for: request)
        #expect(
            Refused.command(book, by: Agenda(scenario.agency), at: Scenario.now) == nil)
        let references: [EntryReference] = [
            .service("advice"), .counsellor("maria"), .office("kypseli"), .position("desk"),
            .interpreter("i-1"), .room("r-1"),
        ]
        for reference in references {
            var agency = scenario.agency
            try agency.withdraw(reference, from: Self.wednesday)
            let agenda = Agenda(agency)
            let refusal = Refused.command(book, by: agenda, at: Scenario.now)
            #expect(refusal?.reason == .notInForce, "\(reference)")
            let starts = try agenda.openings(for: request, at: Scenario.now, limit: 10_000).all
                .map(\.placement.interval.start)
            let end = Scenario.zone.start(of: Self.wednesday)
            #expect(!starts.isEmpty && starts.allSatisfy { $0 < end }, "\(reference)")
        }
        // Fields and skills only name things: withdrawing them changes no placement.
        var agency = scenario.agency
        try agency.withdraw(.field("jobs"), from: Self.wednesday)
        #expect(Refused.command(book, by: Agenda(agency), at: Scenario.now) == nil)
    }

    @Test func `an office's hours change on a date`() throws {
        var scenario = try Scenario()
        try scenario.agency.add(
            Office(
                "kypseli", zone: Scenario.zone.name, hours: .weekdays(from: "10:00", to: "11:00")),
            from: Self.wednesday)
        let agenda = Agenda(scenario.agency)
        let counts = try Self.lengths(agenda).map(\.count)
        // From 8 to 15:20, as the gap has to lie in working time, and from 10 to 10:30.
        #expect(counts == [45, 45, 4, 4, 4])
        let dates = try #require(DateRange(from: Scenario.monday, to: Self.wednesday))
        let hours = try #require(agenda.openingHours(of: "kypseli", on: dates))
        #expect(hours.intervals.map(\.length) == [.hours(8), .hours(8), .hours(1)])
    }

    @Test func `a counsellor moves to another office on a date`() throws {
        var scenario = try Scenario()
        try scenario.agency.add(
            Office("patra", zone: Scenario.zone.name, hours: .weekdays(from: "08:00", to: "16:00")))
        try scenario.agency.add(Counsellor("maria", at: "patra"), from: Self.wednesday)
        let agenda = Agenda(scenario.agency)
        for (office, days) in [("kypseli", [0, 1]), ("patra", [2, 3, 4])] {
            var request = Scenario.request(days: 5)
            request.scope = .offices([Office.ID(office)])
            let found = try agenda.openings(for: request, at: Scenario.now, limit: 10_000).all
            let dates = Set(found.map { Scenario.zone.local($0.placement.interval.start).date })
            #expect(dates == Set(days.map { Scenario.monday.advanced(by: $0) }), "\(office)")
        }
        // The room stays behind.
        let request = Scenario.request(days: 5, channels: [.office])
        let found = try agenda.openings(for: request, at: Scenario.now, limit: 10_000).all
        let last = try #require(found.last)
        #expect(last.placement.interval.start < Scenario.zone.start(of: Self.wednesday))
    }

    @Test func `newer rules of a zone move the hours, and not what was booked`() throws {
        var agenda = Agenda(try Scenario().agency)
        try agenda.perform(
            .book(Scenario.placement("09:00", days: 1), for: Scenario.request(days: 5)),
            at: Scenario.now)
        let booked = Array(agenda.appointments)
        let later = try ZoneRules(name: Scenario.zone.name, tzif: ZoneRules.utc.bytes)
        try agenda.perform(.amend(.zoneGiven(later)), at: Scenario.now)
        #expect(Array(agenda.appointments) == booked)
        #expect(agenda.zone(of: Office.ID("kypseli")) == later)
        let tuesday = DateRange(Scenario.monday.advanced(by: 1))
        let hours = try #require(agenda.openingHours(of: "kypseli", on: tuesday))
        #expect(hours.span?.start == Scenario.at("10:00", days: 1))
        // Nine in Athens was before eight by the new clock.
        #expect(agenda.contradictions(at: Scenario.now).map(\.reason) == [.officeClosed])
    }

    @Test func `a newer calendar of holidays replaces the older`() throws {
        let monday = Holiday(name: "Day", localName: "", rule: .fixed(month: 11, day: 23))
        var scenario = try Scenario()
        try scenario.agency.give(HolidayCalendar(id: "X", name: "", holidays: [monday]))
        try scenario.agency.add(
            Office(
                "kypseli", zone: Scenario.zone.name, hours: .weekdays(from: "08:00", to: "16:00"),
                holidays: "X"))
        var agenda = Agenda(scenario.agency)
        #expect(try Self.lengths(agenda).map(\.isEmpty) == [true, false, false, false, false])
        try agenda.perform(
            .amend(.holidaysGiven(HolidayCalendar(id: "X", name: "", holidays: []))),
            at: Scenario.now)
        #expect(try Self.lengths(agenda).allSatisfy { !$0.isEmpty })
    }

    // MARK: Languages and needs

    @Test func `a language tag has at most 35 characters`() {
        let longest = "aaaaaaaa-bbbbbbbb-cccccccc-dddddddd"
        let longer = "aaaaaaaa-bbbbbbbb-cccccccc-dddddd-ee"
        #expect(longest.count == 35 && longer.count == 36)
        #expect(Language(longest)?.tag == longest && Language(longer) == nil)
    }

    @Test func `a facility is read as a need, and a facility without a name is none`() {
        #expect(Need("facility:step-free") == .facility("step-free"))
        #expect(Need("facility:") == nil && Need("facility:step free") == nil)
        for need in [Need.facility("step-free"), .signed("gss"), .spoken("ar")] {
            #expect(Need(need.description) == need)
        }
    }

    @Test func `needs have an order in which none comes before itself`() {
        let needs: [Need] = [.signed("gss"), .spoken("ar"), .facility("lift"), .facility("loop")]
        for one in needs {
            for other in needs {
                #expect([one < other, other < one, one == other].count { $0 } == 1)
            }
        }
    }
}
