import Foundation
import Rendezvous
import RendezvousCLI
import RendezvousTesting
import RendezvousVerifier
import Testing

/// What Documentation/Testing.md shows.
@Suite struct PolicyTestsExample {
    @Test func `nobody is booked over lunch`() throws {
        try expect(
            Policy("quiet", .keepFree(.weekdays(from: "12:00", to: "12:30"))), in: .smallOffice
        )
        .refuses("12:15", because: .keptFree)
        .allows("11:30")
        .offers(["11:30", "12:30"], of: .between("11:30", "13:00"))
        .survivesGenerated(agencies: 2, seed: 7)
        .check()
    }

    @Test func `the rule book`() {
        let lunch = expect(Policy("quiet", .keepFree(.weekdays(from: "12:00", to: "12:30"))))
            .refuses("12:15")
        let notice = expect(Policy("quiet", .keepFree(.weekdays(from: "12:00", to: "12:30"))))
            .allows("12:30")

        let findings = [lunch, notice].flatMap { $0.run().findings }
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n\n"))")
    }
}

/// The rule that Documentation/Policies.md shows.
struct TwoTalksInARow: CustomRule {
    static let name = "two-talks-in-a-row"
    static let reads: Set<CandidateAspect> = [.time, .people, .participant, .appointments]
    init(_ parameters: [String: String]) throws(Refusal) {}

    func units(_ candidate: Candidate) -> Int {
        let others = candidate.appointmentsOfCounsellor(on: DateRange(candidate.date))
        let start = candidate.placement.interval.start
        let before = others.filter { $0.placement.interval.start < start }.suffix(2)
        let after = others.filter { start < $0.placement.interval.start }.prefix(2)
        let row = before.map(\.topic) + [candidate.topic] + after.map(\.topic)
        let isTooMuch = row.indices.dropLast(2).contains { place in
            row[place..<(place + 3)].allSatisfy { $0 == "talk" }
        }
        return isTooMuch ? 1 : 0
    }
}

@Suite struct RuleOfYourOwnExample {
    @Test func `a counsellor has something else after two talks`() throws {
        var agency = Agency(founded: World.now, rules: CustomRules([TwoTalksInARow.self]))
        for event in try World.agency().events { try agency.amend(event.change) }
        var advice = try #require(Agenda(agency).service("advice", on: "2026-11-23"))
        advice.topics = [Topic("talk", name: "Talk"), Topic("plan", name: "Plan")]
        try agency.add(advice)
        try agency.set(Policy("calm", .custom("two-talks-in-a-row", [:])))

        let agenda = Agenda(agency)
        let requests = (1...9).map { number in
            Request(
                "r-\(number)", for: Party("p-\(number)"), service: "advice",
                topic: number <= 6 ? "talk" : "plan", with: .only("c-17"),
                within: World.fortnight)
        }
        let plan = try Planner(agenda).plan(requests, at: World.now)
        try Verifier.verify(
            plan, of: requests, after: agency.events, rules: CustomRules([TwoTalksInARow.self]))
        #expect(plan.served == 9)
    }

    @Test func `a program of one's own knows the rule`() throws {
        var agency = Agency(founded: World.now, rules: CustomRules([TwoTalksInARow.self]))
        for event in try World.agency().events { try agency.amend(event.change) }
        try agency.set(Policy("calm", .custom("two-talks-in-a-row", [:])))
        let log = FileManager.default.temporaryDirectory
            .appendingPathComponent("rule-of-ones-own-\(UUID().uuidString).log")
        defer { try? FileManager.default.removeItem(at: log) }
        try Data(EventLog.encode(agency.events)).write(to: log)
        let words = ["verify", log.path]
        #expect(CommandLineTool.run(words, on: .process) == .violated)

        var console = Console.process
        console.rules = CustomRules([TwoTalksInARow.self])
        let code = CommandLineTool.run(words, on: console)

        #expect(code == .success)
    }
}
