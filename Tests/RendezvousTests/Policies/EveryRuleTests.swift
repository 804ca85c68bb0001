import Testing

@testable import Rendezvous
@testable import RendezvousTesting

/// Every built-in rule through the three doors: openings, book and plan say the same with it, and
/// something else without it.
@Suite struct EveryRuleTests {
    /// A rule of one kind, and an agency in which it decides about Tuesday 10:00.
    struct Sample: Sendable, CustomTestStringConvertible {
        let rule: Rule
        let preference: Preference?
        let desk: @Sendable (Policy?) throws -> PolicyDesk
        var party = Party("p-1")

        var testDescription: String { "\(rule)" }

        var policy: Policy { Policy("p", rule, preference: preference) }
    }

    private static let conditions = ConditionCase.all.map { sample in
        Sample(
            rule: sample.rule, preference: nil,
            desk: { policy in
                var desk = try sample.desk()
                if let policy { try desk.apply(.policySet(policy)) }
                return desk
            }, party: sample.party)
    }

    private static let adjustments: [Sample] = [
        adjustment(.gap(Gap(after: .minutes(10)))) { desk in
            try desk.stand(PolicyDesk.placement("10:30"))
        },
        adjustment(.overbooking(1)) { desk in try desk.stand(PolicyDesk.placement()) },
        adjustment(.gapsOutsideWorkingTime) { desk in
            try desk.apply(
                .declared(
                    Declaration(
                        "short", of: .counsellor("maria"), submitted: PolicyDesk.now,
                        .daily(
                            DayTimetable(from: "10:00", to: "12:00"),
                            DateRange(PolicyDesk.tuesday)))))
            try desk.apply(.policySet(Policy("gap", .gap(Gap(before: .minutes(5))))))
        },
    ]

    private static func adjustment(
        _ rule: Rule, _ happened: @escaping @Sendable (inout PolicyDesk) throws -> Void
    ) -> Sample {
        Sample(
            rule: rule, preference: nil,
            desk: { policy in
                var desk = try PolicyDesk()
                try happened(&desk)
                if let policy { try desk.apply(.policySet(policy)) }
                return desk
            })
    }

    /// Of the two counsellors in Kypseli, Maria is defined first and has fewer appointments on
    /// Tuesday; each measure prefers Nikos all the same.
    private static let measures: [Sample] = [
        measure(.leastLoaded(per: .week)) { desk in
            try desk.stand(PolicyDesk.placement("15:00", days: 2, with: "maria"))
            try desk.stand(PolicyDesk.placement("15:30", days: 2, with: "maria"))
            try desk.stand(PolicyDesk.placement("15:00", with: "nikos"))
        },
        measure(.roundRobin) { desk in
            try desk.stand(PolicyDesk.placement("15:00", with: "nikos"))
            try desk.stand(PolicyDesk.placement("15:00", days: 9, with: "maria"))
        },
        measure(.fairShare) { desk in
            try desk.stand(PolicyDesk.placement("15:00", days: 2, with: "maria"))
            try desk.stand(PolicyDesk.placement("15:30", days: 2, with: "maria"))
            try desk.stand(PolicyDesk.placement("15:00", with: "nikos"))
        },
    ]

    private static func measure(
        _ rule: Rule, _ happened: @escaping @Sendable (inout PolicyDesk) throws -> Void
    ) -> Sample {
        Sample(
            rule: rule, preference: Preference(.weak),
            desk: { policy in
                var desk = try PolicyDesk { agency in
                    try agency.withdraw(.counsellor("eleni"), from: PolicyDesk.monday)
                }
                try happened(&desk)
                if let policy { try desk.apply(.policySet(policy)) }
                return desk
            })
    }

    // MARK: Conditions and adjustments

    @Test(arguments: conditions + adjustments)
    func `a condition or adjustment shows in openings, book and plan alike`(
        _ sample: Sample
    ) throws {
        // `reason` asks booking, hold, search, plan and move, and expects one answer.
        let placement = PolicyDesk.placement()
        let without = try sample.desk(nil).reason(placement, party: sample.party)
        let with = try sample.desk(sample.policy).reason(placement, party: sample.party)
        #expect(without != with)
        #expect((without == nil) != (with == nil))
    }

    // MARK: Measures

    @Test(arguments: measures)
    func `a measure shows in openings, book and plan alike`(_ sample: Sample) throws {
        for (policy, counsellor) in [(nil, "maria"), (sample.policy, "nikos")] {
            let desk = try sample.desk(policy)
            try Self.expect(Counsellor.ID(counsellor), from: desk)
        }
    }

    @Test func `soonest shows in openings, book and plan alike`() throws {
        // All counsellors are the same distance away; the days of a window are not.
        let policy = Policy("p", .soonest, preference: Preference(.weak, cost: 7))
        let (with, without) = (try PolicyDesk(policy), try PolicyDesk())
        for days in 1...3 {
            let placement = PolicyDesk.placement(days: days)
            #expect(try with.cost(placement) == [0, 0, 7 * days])
            #expect(try without.cost(placement) == [0, 0, 0])
        }
        let late = PolicyDesk.placement(days: 3).interval
        let windows = IntervalSet([late, PolicyDesk.placement(days: 1).interval])
        let request = Request(for: Party("p-1"), service: "advice", within: windows)
        let plan = try Planner(with.agenda).plan([request], at: PolicyDesk.now, budget: .steps(5))
        #expect(plan.assignments.first?.placement.interval.start == PolicyDesk.at("10:00"))
    }

    /// What openings offer, what is booked, and what is planned are with one counsellor.
    private static func expect(
        _ counsellor: Counsellor.ID, from desk: PolicyDesk,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let opening = try #require(try desk.offered(), sourceLocation: sourceLocation)
        #expect(opening.placement.counsellor == counsellor, sourceLocation: sourceLocation)
        let request = Request(
            for: Party("p-1"), service: "advice", channels: [.video],
            within: IntervalSet(opening.placement.interval))
        let booked = try desk.agenda.decide(
            .book(opening.placement, for: request), at: PolicyDesk.now)
        #expect(booked.count == 1, sourceLocation: sourceLocation)
        let plan = try Planner(desk.agenda).plan(
            [request], at: PolicyDesk.now, budget: .steps(10))
        #expect(
            plan.assignments.map(\.placement) == [opening.placement], "plan",
            sourceLocation: sourceLocation)
    }

    @Test func `no rule is left out`() {
        var words = Set((Self.conditions + Self.adjustments + Self.measures).map { word($0.rule) })
        words.insert(word(.soonest))
        #expect(words.count == 26, "\(words.sorted())")
    }

    private func word(_ rule: Rule) -> String {
        if case .custom = rule { "custom" } else { PolicyText.word(rule) }
    }
}
