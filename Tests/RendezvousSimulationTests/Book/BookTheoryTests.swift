import Rendezvous
import RendezvousSimulation
import Testing

/// A simulated book against the chain of the case `book-c20-l18`: twenty places a day, Poisson
/// requests before the day opens, the earliest place, no-shows by lead.
@Suite struct BookTheoryTests {
    private static func agency() throws -> Agency {
        var agency = Agency(founded: BookFixture.founded)
        try agency.give(.athens)
        let hours = WeeklyHours(
            Dictionary(
                uniqueKeysWithValues: Weekday.allCases.map { ($0, [CivilSpan("08:00", "10:00")]) }))
        try agency.add(Office("office", zone: "Europe/Athens", hours: hours))
        try agency.add(Field("jobs", name: "Jobs"))
        try agency.add(
            Service(
                "advice", in: "jobs", lasting: .minutes(30), channels: [.phone], startGrid: 30))
        for number in 0..<5 {
            let id = Counsellor.ID("c-\(number)")
            try agency.add(Counsellor(id, at: "office"))
            let day = DayTimetable(from: "08:00", to: "10:00")
            try agency.declare(
                Declaration(
                    Declaration.ID("d-\(number)"), of: .counsellor(id), submitted: agency.founded,
                    .weekly(Array(repeating: day, count: 7), DateRange(from: "2025-01-01"))))
        }
        return agency
    }

    @Test func `lead times and no-shows are those of the exact chain`() throws {
        var clients = ClientStream("all", service: "advice", perDay: 18)
        clients.weekdays = Set(Weekday.allCases)
        clients.hours = (0..<24).map { $0 == 6 ? 1 : 0 }
        clients.noShow = [
            .init(from: 0, share: 0.12), .init(from: 1, share: 0.23), .init(from: 2, share: 0.42),
        ]
        let warmUp = 20
        let scenario = try BookScenario(
            events: Self.agency().events, from: "2026-01-05", days: 220, warmUp: warmUp,
            clients: [clients], isLight: true)
        let study = try BookStudy(scenario, policies: [BookPolicy("earliest")])
        let missed = try #require(study.metrics.firstIndex(of: StudyMetric("missedShare")))
        var leads: [Double] = []
        var shares: [Double] = []
        for replication in 0..<Fixture.rounds(200, minimum: 8) {
            var (sum, count) = (0, 0)
            let key = StreamKey(seed: 20_260_105, replication: replication)
            let run = try study.run(policy: 0, key) { step in
                guard step.kind == .booked, step.at >= warmUp * 86_400 else { return }
                // Clients ask at six, so that an hour of summer time moves nobody to another day.
                sum += (step.start - step.at + 43_200) / 86_400
                count += 1
            }
            leads.append(Double(sum) / Double(count))
            shares.append(run.values[missed])
        }
        for (values, exact) in [(leads, 0.14428607501375096), (shares, 0.13605548007555085)] {
            let estimate = try Sample(values).interval()
            let z = (estimate.mean - exact) / estimate.standardError
            #expect(z.magnitude <= 4, "\(estimate.mean), exact \(exact), z \(z)")
            #expect(estimate.standardError < 0.15 * exact)
        }
    }

    @Test func `a rule that is set changes what it is for`() throws {
        // Overbooked times: half of them stay away, so that sharing a time serves more.
        var clients = ClientStream("all", service: "advice", perDay: 30)
        clients.noShow = [.init(from: 0, share: 0.5)]
        clients.window = 2
        clients.weekdays = Set(Weekday.allCases)
        clients.hours = (0..<24).map { $0 == 6 ? 1 : 0 }
        let scenario = try BookScenario(
            events: Self.agency().events, from: "2026-01-05", days: 6, clients: [clients])
        var shared = BookPolicy("shared")
        shared.sets = [
            Policy("over", .overbooking(1)),
            Policy("bound", .custom(OverbookedTimes.name, ["most": "2"])),
        ]
        let study = try BookStudy(scenario, policies: [BookPolicy("single"), shared])
        var most: [Int] = []
        for policy in 0...1 {
            var starts: [Int: [Int: Int]] = [:]
            _ = try study.run(policy: policy, StreamKey(seed: 1, replication: 1)) { step in
                if step.kind == .booked {
                    starts[step.start / 86_400 * 5 + step.counsellor, default: [:]][
                        step.start, default: 0] += 1
                }
            }
            let sharedTimes = starts.values.map { day in day.values.count { $0 > 1 } }
            most.append(sharedTimes.max() ?? 0)
            #expect(starts.values.allSatisfy { $0.values.allSatisfy { $0 <= 2 } })
        }
        #expect(most == [0, 2])
        let results = try study.run(0..<3, seed: 4)
        let gain = try #require(results.comparison(StudyMetric("attended"), policy: 1))
        #expect(gain.difference.mean > 10)
    }

    @Test func `interpreters limit those who need one, and nobody else`() throws {
        let agency = try BookFixture.agency(interpreter: true)
        var signed = ClientStream("signed", service: "advice", perDay: 12)
        signed.needs = [.signed("gss")]
        signed.window = 3
        var others = ClientStream("others", service: "advice", perDay: 12)
        others.window = 3
        let scenario = try BookFixture.scenario(agency, clients: [signed, others], days: 5)
        let study = try BookStudy(scenario, policies: [BookPolicy("now")])
        let results = try study.run(0..<2, seed: 2)
        func mean(_ group: String) throws -> Double {
            try #require(
                results.estimate(StudyMetric("refused", group: group), policy: 0)
            ).mean
        }
        // Six half hours a day for twelve a day.
        #expect(try mean("signed") > 5)
        #expect(try mean("others") == 0)
    }
}
