import Testing

@testable import Rendezvous

/// Rules written in Swift by whoever embeds the engine.
struct CustomRuleTests {
    private typealias EvenHours = ConditionCase.EvenHours

    /// A rule that costs what it sees of other appointments: 100 for each of the counsellor on the
    /// same date, 1 for each of the participant.
    private struct Others: CustomRule {
        static let name = "others"
        init(_ parameters: [String: String]) throws(Refusal) {}
        func units(_ candidate: Candidate) -> Int {
            let date = DateRange(candidate.date)
            return candidate.appointmentsOfCounsellor(on: date).count * 100
                + candidate.appointmentsOfParticipant().count
        }
    }

    /// A rule that says less than nothing.
    private struct Negative: CustomRule {
        static let name = "negative"
        init(_ parameters: [String: String]) throws(Refusal) {}
        func units(_ candidate: Candidate) -> Int { -5 }
    }

    /// After two talks in a row a counsellor's next appointment of the day is another one.
    private struct TwoTalksInARow: CustomRule {
        static let name = "two-talks-in-a-row"
        init(_ parameters: [String: String]) throws(Refusal) {}
        func units(_ candidate: Candidate) -> Int {
            let others = candidate.appointmentsOfCounsellor(on: DateRange(candidate.date))
            let start = candidate.placement.interval.start
            let before = others.filter { $0.placement.interval.start < start }.suffix(2)
            let after = others.filter { start < $0.placement.interval.start }.prefix(2)
            let row = before.map(\.topic) + [candidate.topic] + after.map(\.topic)
            return row.indices.dropLast(2).contains { index in
                row[index..<(index + 3)].allSatisfy { $0 == "talk" }
            } ? 1 : 0
        }
    }

    @Test func `a plan obeys a rule that looks at the topics of those planned beside`() throws {
        let desk = try PolicyDesk(
            Policy("calm", .custom("two-talks-in-a-row", [:])), rules: [TwoTalksInARow.self])
        let morning = try #require(
            Interval(start: PolicyDesk.at("08:00"), end: PolicyDesk.at("12:00")))
        let requests = (1...8).map { number in
            Request(
                "r-\(number)", for: Party("p-\(number)"), service: "advice",
                topic: number <= 6 ? "talk" : "plan", channels: [.video], with: .only("maria"),
                within: IntervalSet([morning]))
        }
        let plan = try Planner(desk.agenda).plan(requests, at: PolicyDesk.now)
        #expect(plan.served >= 6)

        var agenda = desk.agenda
        // In the order of the day no three stand in a row on the way.
        for assignment in plan.assignments.sorted(by: {
            $0.placement.interval.start < $1.placement.interval.start
        }) {
            let request = try #require(requests.first { $0.id == assignment.request })
            try agenda.perform(.book(assignment.placement, for: request), at: PolicyDesk.now)
        }
        for appointment in agenda.appointments {
            var without = agenda
            try without.perform(.cancel(appointment.id, .revoked), at: PolicyDesk.now)
            let again = Request(
                for: appointment.party, service: "advice", topic: appointment.topic,
                within: IntervalSet([.always]))
            #expect(
                throws: Never.self,
                performing: {
                    _ = try without.decide(
                        .book(appointment.placement, for: again), at: PolicyDesk.now)
                })
        }
    }

    @Test func `any number above 0 refuses, and none below`() throws {
        for (times, isAllowed) in [("0", true), ("1", false), ("7", false)] {
            let desk = try PolicyDesk(
                Policy("p", .custom("even-hours", ["times": times])), rules: [EvenHours.self])
            #expect(
                try desk.reason(PolicyDesk.placement("10:50")) == (isAllowed ? nil : .customRule))
            #expect(try desk.reason(PolicyDesk.placement("11:00")) == nil)
        }
        let negative = try PolicyDesk(
            Policy("p", .custom("negative", [:])),
            Policy("q", .custom("negative", [:]), preference: Preference(.strong)),
            rules: [Negative.self])
        #expect(try negative.reason(PolicyDesk.placement()) == nil)
        #expect(try negative.cost(PolicyDesk.placement()) == [0, 0, 0])
    }

    @Test func `as a preference it costs the number that it gives`() throws {
        let desk = try PolicyDesk(
            Policy(
                "p", .custom("even-hours", ["times": "7"]),
                preference: Preference(.medium, cost: 3)), rules: [EvenHours.self])
        #expect(try desk.reason(PolicyDesk.placement()) == nil)
        #expect(try desk.cost(PolicyDesk.placement()) == [0, 21, 0])
        #expect(try desk.cost(PolicyDesk.placement("11:00")) == [0, 0, 0])
    }

    @Test func `it sees the other appointments of both, the one being moved left out`() throws {
        var desk = try PolicyDesk(
            Policy("p", .custom("others", [:]), preference: Preference(.weak)),
            rules: [Others.self])
        try desk.stand(PolicyDesk.placement("12:00"))
        try desk.stand(PolicyDesk.placement("12:00", days: 2))
        let own = try desk.stand(PolicyDesk.placement("13:00", with: "nikos"), for: "p-1")
        try desk.stand(PolicyDesk.placement("14:00", with: "nikos"))
        #expect(try desk.cost(PolicyDesk.placement()) == [0, 0, 101])
        #expect(try desk.cost(PolicyDesk.placement(with: "nikos")) == [0, 0, 201])
        #expect(try desk.offered()?.placement.counsellor == "eleni")
        let moves = try desk.agenda.openings(
            toMove: own, within: IntervalSet(PolicyDesk.placement().interval),
            with: .only("nikos"), at: PolicyDesk.now)
        #expect(moves.all.first?.cost.sums == [0, 0, 100])
    }

    @Test func `its name and parameters are checked when the policy is set`() throws {
        let agency = Agency(
            founded: PolicyDesk.now, rules: CustomRules([EvenHours.self, Others.self]))
        for (rule, reason, message) in [
            (
                Rule.custom("odd-hours", [:]), Reason.unknownReference,
                "custom rule (odd-hours) must be one that this program was given: "
                    + "even-hours, others"
            ),
            (
                .custom("even-hours", ["times": "x"]), .invalidValue,
                "times of even-hours must be a number"
            ),
            (
                .custom("even-hours", ["time": "1"]), .invalidValue,
                "times of even-hours must be a number"
            ),
        ] {
            let refusal = try Refused.change(.policySet(Policy("p", rule)), by: agency)
            #expect(refusal?.reason == reason)
            #expect(refusal?.message == message)
        }
        for (count, isAllowed) in [(99, true), (100, true), (101, false)] {
            let names = (0..<count).map { ("p-\($0)", "") }
            let parameters = Dictionary(uniqueKeysWithValues: names)
            let change = Change.policySet(Policy("p", .custom("others", parameters)))
            let refusal = try Refused.change(change, by: agency)
            #expect(refusal?.reason == (isAllowed ? nil : .invalidValue))
        }
    }

    @Test func `a log with one is replayed by a program that has it`() throws {
        let agency = Agency(founded: PolicyDesk.now, rules: CustomRules([Others.self]))
        var changed = agency
        try changed.set(Policy("p", .custom("others", [:])))
        let rules = CustomRules([Others.self])
        let agenda = try Agenda(replaying: changed.events, rules: rules)
        #expect(agenda.stateImage() == Agenda(changed).stateImage())
        #expect(throws: LogError.self) { try Agenda(replaying: changed.events) }
    }
}
