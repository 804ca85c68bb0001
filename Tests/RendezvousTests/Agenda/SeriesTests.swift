import Testing

@testable import Rendezvous

/// A request served again and again.
@Suite struct SeriesTests {
    private let now = Scenario.now

    private func agenda() throws -> Agenda {
        var scenario = try Scenario()
        try scenario.addCounsellor("nikos")
        return Agenda(scenario.agency)
    }

    private func series(
        times: Int = 3, tolerance: Int = 0, time: CivilTime? = "10:00",
        every period: Series.Period = .weeks(1), _ completeness: Series.Completeness = .all
    ) -> Series {
        Series(
            of: Scenario.request(days: 30), from: Scenario.monday, every: period, times: times,
            tolerance: tolerance, zone: Scenario.zone.name, time: time, completeness)
    }

    private func places(_ outcome: SeriesOutcome) -> [Placement?] {
        outcome.occurrences.map {
            switch $0.result {
            case .booked(_, let placement), .free(let placement): placement
            case .short: nil
            }
        }
    }

    @Test func `the same weekday, time and counsellor are taken where they are free`() throws {
        var agenda = try agenda()
        let outcome = try agenda.series(series(), at: now)
        #expect(
            places(outcome) == [0, 7, 14].map { Scenario.placement("10:00", days: $0) })
        #expect(outcome.events.count == 3)
        try agenda.apply(outcome.events)
        #expect(agenda.appointmentCount == 3)
    }

    @Test func `a time that is taken gives way to the nearest, another counsellor before`() throws {
        var agenda = try agenda()
        let other = Scenario.request(days: 30, participant: "p-2")
        try agenda.perform(
            .book(Scenario.placement("10:00", days: 7), for: other), at: now)
        let found = places(try agenda.series(series(), at: now))
        #expect(found[1] == Scenario.placement("10:00", days: 7, with: "nikos"))
        #expect(found[2] == Scenario.placement("10:00", days: 14))
    }

    @Test func `a day without openings gives way within the tolerance`() throws {
        var agenda = try agenda()
        let closed = Office(
            "kypseli", zone: Scenario.zone.name, region: "attiki", areas: ["athens"],
            hours: .weekdays(from: "08:00", to: "16:00"),
            exceptions: [
                DatedException(DateRange(Scenario.monday.advanced(by: 7)), reason: "Closed")
            ])
        try agenda.perform(.amend(.defined(.office(closed), from: .min)), at: now)
        let found = places(try agenda.series(series(tolerance: 1), at: now))
        #expect(found[1] == Scenario.placement("10:00", days: 8))

        let all = try agenda.series(series(), at: now)
        #expect(all.events.isEmpty)
        guard case .free = all.occurrences[0].result, case .short = all.occurrences[1].result
        else {
            Issue.record("\(all.occurrences)")
            return
        }
        let some = try agenda.series(series(.whatCanBe), at: now)
        #expect(some.events.count == 2)
        #expect(places(some)[1] == nil)
    }

    @Test func `without a time, that of the first is kept`() throws {
        let found = places(try agenda().series(series(time: nil), at: now))
        let times = found.map { $0.map { Scenario.zone.local($0.interval.start).time } }
        #expect(times == ["08:00", "08:00", "08:00"])
    }

    @Test func `values out of range are refused`() throws {
        let agenda = try agenda()
        var nowhere = series()
        nowhere.zone = "Europe/Nowhere"
        let wrong = [
            (series(times: 0), Reason.invalidValue),
            (series(times: Limits.mostOccurrences + 1), .invalidValue),
            (series(every: .days(0)), .invalidValue),
            (series(every: .weeks(.max)), .invalidValue),
            (series(every: .days(Limits.mostDays + 1)), .invalidValue),
            (series(tolerance: 4), .invalidValue), (series(tolerance: -1), .invalidValue),
            (nowhere, .unknownReference),
        ]
        for (series, reason) in wrong {
            let refusal = #expect(throws: Refusal.self) { try agenda.series(series, at: now) }
            #expect(refusal?.reason == reason, "\(series)")
        }
        #expect(throws: Never.self) { try agenda.series(series(tolerance: 3), at: now) }
    }
}
