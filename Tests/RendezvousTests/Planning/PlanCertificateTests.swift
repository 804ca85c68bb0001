import Rendezvous
import RendezvousTesting
import RendezvousVerifier
import Testing

/// The bound of a plan is worked out again from its certificate, the requests and the log alone.
@Suite struct PlanCertificateTests {
    @Test(arguments: 0..<TestScale.rounds(3))
    func `the certificate of a random agency's plan proves a bound that no plan exceeds`(
        seed: Int
    ) throws {
        var run = try RandomRun(seed: UInt64(seed) + 9_000_000)
        try run.perform(commands: 10)
        var requests = (0..<12).map { run.generator.request($0, of: run.agency) }
        for index in requests.indices {
            // Days of a country are for benchmarks.
            guard let span = requests[index].windows.span,
                let days = Interval(start: span.start, end: span.start + .hours(48))
            else { continue }
            requests[index].windows = requests[index].windows.clipped(to: days)
        }
        let plan = try Planner(run.agenda).plan(
            requests, at: run.now, budget: .steps(200), seed: 3)
        let certificate = try #require(plan.certificate)
        let proven = Verifier.bound(
            provenBy: certificate, of: requests, at: run.now, after: run.events,
            rules: AgencyGenerator.rules)
        let bound = try #require(proven, "seed \(seed)")
        #expect(plan.served <= bound, "seed \(seed)")
    }

    @Test(arguments: 0..<TestScale.rounds(4))
    func `a plan of plain services claims no less than its certificate proves`(seed: Int) throws {
        let problem = try Crowd(seed: UInt64(seed))
        let plan = try problem.plan()
        let certificate = try #require(plan.certificate)
        let bound = try #require(problem.bound(certificate))
        #expect(bound <= plan.bound, "seed \(seed)")
        #expect(plan.served <= bound, "seed \(seed)")
        // More ask than there is time for, so that the prices have something to prove.
        #expect(bound < problem.requests.reduce(0) { $0 + $1.weight }, "seed \(seed)")
        #expect(Verifier.check(plan, boundIs: bound).isEmpty)
    }

    @Test func `prices that are too low prove a larger bound, and that is noticed`() throws {
        let problem = try Crowd(seed: 1)
        let plan = try problem.plan()
        let honest = try #require(plan.certificate)
        let nothing = PlanCertificate(
            parts: honest.parts.map { part in
                PlanCertificate.Part(
                    requests: part.requests.map { PlanCertificate.Price($0.request, 0) }, tolls: [])
            })
        let bound = try #require(problem.bound(nothing))
        #expect(bound > plan.bound)
        #expect(Verifier.check(plan, boundIs: bound).map(\.rule) == [.boundNotProven])
    }

    @Test func `a certificate that leaves somebody out or has a price out of range proves nothing`()
        throws
    {
        let problem = try Crowd(seed: 2)
        let plan = try problem.plan()
        let honest = try #require(plan.certificate)
        let part = try #require(honest.parts.first)
        func proves(_ prices: [PlanCertificate.Price], _ tolls: [PlanCertificate.Toll] = []) -> Int?
        {
            let changed = PlanCertificate.Part(requests: prices, tolls: tolls)
            return problem.bound(PlanCertificate(parts: [changed] + honest.parts.dropFirst()))
        }
        let first = part.requests[0]
        #expect(proves(part.requests) != nil)
        #expect(proves(Array(part.requests.dropFirst())) == nil)
        #expect(proves(part.requests + [first]) == nil)
        #expect(proves(part.requests + [PlanCertificate.Price("stranger", 1)]) == nil)
        let negative = [PlanCertificate.Price(first.request, -1)] + part.requests.dropFirst()
        #expect(proves(negative) == nil)
        let most = [PlanCertificate.Price(first.request, 1 << 40)] + part.requests.dropFirst()
        let more = [PlanCertificate.Price(first.request, 1 << 40 + 1)] + part.requests.dropFirst()
        #expect(proves(most) != nil && proves(more) == nil)
        let toll = PlanCertificate.Toll(
            interpreters: ["i-1"], rooms: [], from: Scenario.at("08:00") + Seconds(1), prices: [1])
        #expect(proves(part.requests, [toll]) == nil)
        #expect(Verifier.check(plan, boundIs: nil).map(\.rule) == [.boundNotProven])
    }
}

/// More requests for one morning of two counsellors and an interpreter than there is time for.
private struct Crowd {
    let agency: Agency
    let requests: [Request]

    init(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var scenario = try Scenario()
        try scenario.addCounsellor("nikos", to: "12:00")
        agency = scenario.agency
        requests = (0..<30).map { number in
            let from = Scenario.at("08:00") + .minutes(Int64(generator.int(0...20) * 10))
            let length = Seconds.minutes(Int64(generator.int(4...30) * 10))
            let window = Interval(start: from, end: from + length) ?? .always
            let signs = generator.chance(1, in: 5)
            return Request(
                Request.ID("r-\(number)"),
                for: Party(Subject.ID("p-\(number)"), needs: signs ? [.signed("gss")] : []),
                service: "advice", channels: [.video], within: IntervalSet(window),
                weight: generator.int(1...9))
        }
    }

    func plan() throws -> Plan {
        try Planner(Agenda(agency)).plan(
            requests, at: Scenario.now, budget: .steps(2_000), seed: 1)
    }

    func bound(_ certificate: PlanCertificate) -> Int? {
        Verifier.bound(
            provenBy: certificate, of: requests, at: Scenario.now, after: agency.events)
    }
}
