import Testing

@testable import Rendezvous

/// Usage figures by status, office, service and period (A15).
@Suite struct UsageFigureTests {
    private let now = Scenario.now

    private func agenda() throws -> Agenda {
        var scenario = try Scenario()
        var brief = scenario.service
        brief.id = "brief"
        try scenario.agency.add(brief)
        var agenda = Agenda(scenario.agency)
        for (day, service) in [(0, "advice"), (1, "advice"), (8, "brief"), (9, "advice")] {
            var request = Scenario.request(days: 20)
            request.service = Service.ID(service)
            try agenda.perform(
                .book(Scenario.placement("09:00", days: day), for: request), at: now)
        }
        try agenda.perform(.cancel(Appointment.ID(2), .excused), at: now)
        // Neither a proposal nor a hold that lapsed is an appointment.
        try agenda.perform(
            .propose(
                Appointment.ID(4), to: Scenario.placement("10:00"), answerWithin: .hours(1)),
            at: now)
        let hold = Scenario.request(participant: "p-2")
        try agenda.perform(.hold(Scenario.placement("11:00"), for: hold), at: now)
        try agenda.perform(.book(Scenario.placement("12:00"), for: hold), at: now + .hours(1))
        return agenda
    }

    @Test func `without a grouping there is one figure`() throws {
        let figures = try agenda().usage(on: .always, by: UsageGrouping())
        #expect(figures.map(\.counts) == [[.booked: 4, .cancelled: 1]])
        #expect(figures.first?.total == 5)
        #expect(figures.first?.dates == .always)
    }

    @Test func `days, weeks and months are counted apart`() throws {
        let agenda = try agenda()
        let monday = Scenario.monday
        let dates = try #require(DateRange(from: monday, to: monday.advanced(by: 8)))
        let days = agenda.usage(on: dates, by: UsageGrouping(.day))
        #expect(days.map(\.dates.first) == [0, 1, 8].map(monday.advanced))
        #expect(days.map(\.total) == [2, 1, 1])
        let weeks = agenda.usage(on: dates, by: UsageGrouping(.week))
        #expect(weeks.map(\.total) == [3, 1])
        #expect(weeks.last?.dates.last == monday.advanced(by: 8))
        let months = agenda.usage(on: .always, by: UsageGrouping(.month))
        #expect(
            months.map(\.dates) == [
                DateRange(from: "2026-11-01", to: "2026-11-30"),
                DateRange(from: "2026-12-01", to: "2026-12-31"),
            ])
    }

    @Test func `offices and services are counted apart`() throws {
        let figures = try agenda().usage(
            on: .always, by: UsageGrouping(byOffice: true, byService: true))
        #expect(figures.map(\.service) == ["advice", "brief"])
        #expect(figures.map(\.office) == ["kypseli", "kypseli"])
        #expect(figures.map(\.total) == [4, 1])
    }
}
