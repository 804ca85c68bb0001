import Rendezvous
import Testing

/// What is allowed at the bounds works there.
struct LimitsInUseTests {
    /// An office that never closes and a counsellor who always works, for one service.
    private static func agenda(_ service: Service) throws -> Agenda {
        var agency = Agency(founded: Scenario.now - .hours(24))
        try agency.give(Scenario.zone)
        try agency.add(Field("jobs", name: ""))
        try agency.add(service)
        try agency.add(Office("o", zone: Scenario.zone.name, hours: .always))
        try agency.add(Counsellor("c", at: "o"))
        try agency.declare(
            Declaration(
                "d", of: .counsellor("c"), submitted: agency.founded,
                .daily(DayTimetable(from: "00:00", to: "24:00"), .always)))
        return Agenda(agency)
    }

    private static func request(days: ClosedRange<Int>, _ participant: Subject.ID) -> Request {
        let first = Scenario.monday.advanced(by: days.lowerBound)
        let end = Scenario.monday.advanced(by: days.upperBound + 1)
        let window = Interval(
            start: Scenario.zone.start(of: first), end: Scenario.zone.start(of: end))
        return Request(
            for: Party(participant), service: "s", within: IntervalSet(window ?? .always))
    }

    private static func starts(
        _ agenda: Agenda, days: ClosedRange<Int>, _ participant: Subject.ID = "p"
    ) throws -> [LocalDateTime] {
        try agenda.openings(for: request(days: days, participant), at: Scenario.now, limit: 10_000)
            .all.map { Scenario.zone.local($0.placement.interval.start) }
    }

    @Test func `appointments and gaps of a whole day and the largest grid`() throws {
        var agenda = try Self.agenda(
            Service(
                "s", in: "jobs", lasting: Limits.longestDuration,
                gap: Gap(before: Limits.longestGap, after: Limits.longestGap),
                startGrid: Limits.largestStartGrid))
        // Monday's midnight is over.
        let found = try Self.starts(agenda, days: 0...9)
        #expect(found.map(\.date) == (1...9).map { Scenario.monday.advanced(by: $0) })
        #expect(Set(found.map(\.time)) == ["00:00"])
        let request = Self.request(days: 4...4, "p")
        let opening = try #require(
            try agenda.openings(for: request, at: Scenario.now).all.first)
        try agenda.perform(.book(opening.placement, for: request), at: Scenario.now)
        // A day of meeting, and a day before and after it.
        let left = try Self.starts(agenda, days: 0...9, "p-2")
        #expect(left.map(\.date) == [1, 2, 6, 7, 8, 9].map { Scenario.monday.advanced(by: $0) })
    }

    @Test func `the shortest appointments on the smallest grid`() throws {
        let agenda = try Self.agenda(
            Service("s", in: "jobs", lasting: Limits.shortestDuration, startGrid: 1))
        #expect(try Self.starts(agenda, days: 1...1).count == 1_440)
    }

    @Test func `the farthest horizon and the longest notice`() throws {
        let day = Limits.farthestHorizon
        var agenda = try Self.agenda(
            Service(
                "s", in: "jobs", lasting: .hours(1), horizon: day,
                startGrid: Limits.largestStartGrid))
        let last = Scenario.monday.advanced(by: day)
        #expect(try Self.starts(agenda, days: (day - 2)...(day + 2)).last?.date == last)

        // 366 days from Monday, 07:00: the first midnight after that.
        agenda = try Self.agenda(
            Service(
                "s", in: "jobs", lasting: .hours(1), minimumNotice: Limits.longestNotice,
                horizon: day, startGrid: Limits.largestStartGrid))
        let first = try Self.starts(agenda, days: 364...369).first
        #expect(first?.date == Scenario.monday.advanced(by: 367))
    }

    @Test func `a case has as many steps as a list may have, and no more`() throws {
        var scene = try CaseScenario()
        try scene.perform(.open("p", "hard", at: CaseScenario.north), "2026-03-02")
        let count = try #require(scene.agenda.caseFile(of: "p")).history.count
        let now = CaseScenario.at("2026-03-02", "10:00")
        let steps = (count..<Limits.listItems - 1).map { number -> Event in
            let step = CaseStep.profiled(number % 2 == 0 ? "easy" : "hard")
            let change = CaseChange.step(step, of: "p", by: .office(CaseScenario.north))
            return Event(at: now, .casework(change))
        }
        try scene.take(steps)
        func reason(_ segment: Segment.ID) -> Reason? {
            let command = Command.casework(
                .profile("p", segment), by: .office(CaseScenario.north))
            return Refused.command(command, by: scene.agenda, at: now)?.reason
        }
        #expect(reason("grant") == nil)
        try scene.perform(.profile("p", "grant"), "2026-03-02", "10:00")
        #expect(scene.agenda.caseFile(of: "p")?.history.count == Limits.listItems)
        #expect(reason("easy") == .limit)
    }
}
