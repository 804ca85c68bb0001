import Rendezvous
import RendezvousTesting
import Testing

/// A rule of your own: copy this file into a test target, and change it.
struct LunchIsQuiet: CustomRule {
    static let name = "lunch-is-quiet"
    let from: CivilTime
    let until: CivilTime

    init(_ parameters: [String: String]) throws(Refusal) {
        guard let from = parameters["from"].flatMap({ CivilTime($0) }),
            let until = parameters["until"].flatMap({ CivilTime($0) }), from < until
        else { throw Refusal(.invalidValue, "lunch-is-quiet needs from and until, as 12:00") }
        (self.from, self.until) = (from, until)
    }

    func units(_ candidate: Candidate) -> Int {
        candidate.localStart.time < until && from < candidate.localEnd.time ? 1 : 0
    }
}

@Suite struct QuietLunchTests {
    /// What the rule should do: a function, so that changed policies can be put to the same test.
    static func test(_ policies: [Policy]) throws {
        try expect(policies, rules: [LunchIsQuiet.self], in: .smallOffice)
            .refuses("12:15", because: "lunch-is-quiet")
            .refuses("11:45")
            .allows("11:30")
            .allows("12:30")
            .check()
    }

    static let policy = Policy(
        "quiet", .custom(LunchIsQuiet.name, ["from": "12:00", "until": "12:30"]))

    @Test func `nobody is booked over lunch`() throws { try Self.test([Self.policy]) }

    @Test func `no change of the policy goes unnoticed`() throws {
        let report = try MutationCheck.run(
            [Self.policy], rules: [LunchIsQuiet.self], Self.test)
        #expect(report.isMet, "\(report)")
    }

    @Test func `the rule agrees with the slow reference on random agencies`() throws {
        try expect(LunchIsQuiet.self, ["from": "12:00", "until": "12:30"])
            .survivesGenerated(agencies: 5, seed: 7)
            .check()
    }
}
