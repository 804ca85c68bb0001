import Rendezvous
import RendezvousSimulation
import Testing

/// On common ground the light book and the production agenda book the same.
@Suite struct LightBookTests {
    /// What a test tries: with other counsellors, loads and rules.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var counsellors = 6
        var load = 1.0
        var own = BookPolicy.OwnCounsellor.any
        var isPooled = false
        var isReserved = false
        var backfills = false
        var absences = false
        var notice = Seconds.zero
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "first come"),
        Case(name: "overloaded, with a waiting list", load: 3.5, backfills: true),
        Case(name: "own counsellor preferred", own: .preferred, isPooled: true),
        Case(name: "own counsellor only", own: .only),
        Case(name: "reserve for a group", load: 3, isReserved: true, backfills: true),
        Case(name: "absences", load: 1.3, isReserved: true, absences: true),
        Case(name: "more than 64 counsellors", counsellors: 70, load: 16, absences: true),
        Case(name: "notice of an hour and a half", notice: .minutes(90)),
    ]

    @Test(arguments: cases)
    func `the light book books exactly what the agenda books`(_ test: Case) throws {
        let agency = try BookFixture.agency(counsellors: test.counsellors, notice: test.notice)
        var policy = BookPolicy("policy")
        policy.ownCounsellor = test.own
        policy.isPooled = test.isPooled
        policy.backfills = test.backfills
        if test.isReserved { policy.sets = [BookFixture.reserve] }
        // The clock changes on the first Sunday.
        let days = test.counsellors > 6 ? 3 : 9
        let absences =
            test.absences
            ? [
                AbsencePattern(.wave(first: 2, days: min(4, days), share: 0.3)),
                AbsencePattern(.spells(perDay: 0.02, days: try .exponential(mean: 3))),
            ] : []
        let runs = try [false, true].map { isLight in
            let scenario = try BookFixture.scenario(
                agency, clients: BookFixture.clients(test.load), days: days, absences: absences,
                isLight: isLight)
            let study = try BookStudy(scenario, policies: [policy])
            var steps: [BookStep] = []
            let run = try study.run(policy: 0, StreamKey(seed: 5, replication: 2)) {
                steps.append($0)
            }
            return (run: run, steps: steps)
        }
        let (agenda, light) = (runs[0], runs[1])
        try #require(agenda.steps.count > 200)
        for (one, other) in zip(agenda.steps, light.steps) {
            try #require(one == other, "the first difference")
        }
        #expect(agenda.steps.count == light.steps.count)
        #expect(agenda.run.values.map(\.bitPattern) == light.run.values.map(\.bitPattern))
        #expect(agenda.run.population == light.run.population)
        let kinds = Set(agenda.steps.map(\.kind))
        if test.backfills { #expect(kinds.contains(.enlisted) && kinds.contains(.gaveUp)) }
        if test.absences { #expect(kinds.contains(.moved) && kinds.contains(.revoked)) }
    }

    @Test func `a light book refuses what it does not know, by name`() throws {
        let clients = try BookFixture.clients()
        func message(_ agency: Agency, _ clients: [ClientStream], _ policy: BookPolicy) -> String {
            do {
                let scenario = try BookFixture.scenario(agency, clients: clients, isLight: true)
                _ = try BookStudy(scenario, policies: [policy])
                return ""
            } catch { return "\(error)" }
        }
        let plain = BookPolicy("plain")
        let gaps = try BookFixture.agency(gap: Gap(after: .minutes(10)))
        #expect(message(gaps, clients, plain).contains("service (advice) of a light book"))
        let limited = try BookFixture.agency(dailyLimit: 5)
        #expect(message(limited, clients, plain).contains("without dailyLimit"))
        var needy = clients
        needy[0].needs = [.signed("gss")]
        let agency = try BookFixture.agency()
        #expect(message(agency, needy, plain).contains("no needs"))
        var spaced = plain
        spaced.sets = [Policy("spaced", .spacing(days: 2))]
        #expect(message(agency, clients, spaced).contains("policy (spaced) of a light book"))
        #expect(message(agency, clients, plain).isEmpty)
    }
}
