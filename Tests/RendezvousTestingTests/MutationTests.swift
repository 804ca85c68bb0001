import Rendezvous
import RendezvousTesting
import Testing

/// The search for what tests miss.
@Suite struct MutationTests {
    static let quiet = Policy(
        "quiet", .keepFree(.weekdays(from: "12:00", to: "12:30")),
        valid: DateRange(from: "2026-11-24"))

    /// A test that notices every change of it.
    static let whole = expect(quiet)
        .refuses("Tue 12:15", because: .keptFree)
        .refuses("Wed 11:45", because: .keptFree)
        .refuses("Thu 12:15", because: .keptFree)
        .refuses("Fri 12:15", because: .keptFree)
        .refuses("2026-11-30 12:15", because: .keptFree)
        .allows("Mon 12:15")
        .allows("Tue 11:30")
        .allows("Tue 12:30")

    @Test func `a test of everything lets no change pass`() {
        let report = MutationCheck(of: [Self.whole]).run()
        #expect(report.isMet)
        #expect(
            report.description
                == "13 changes of 1 policy: 13 noticed, 0 not, 0 equivalent; score 100.0 %")
    }

    @Test func `a planted gap is found and named`() {
        let gappy = expect(Self.quiet)
            .refuses("Tue 12:15", because: .keptFree)
            .refuses("Wed 12:15").refuses("Thu 12:15").refuses("Fri 12:15")
            .refuses("2026-11-30 12:15")
            .allows("Mon 12:15").allows("Tue 11:30")
        let report = MutationCheck(of: [gappy]).run()
        #expect(!report.isMet)
        #expect(
            report.description == """
                13 changes of 1 policy: 11 noticed, 2 not, 0 equivalent; score 84.6 %
                  not noticed: quiet: hours 12:00-12:30 become 12:15-12:30
                  not noticed: quiet: hours 12:00-12:30 become 12:00-12:45
                """)
    }

    @Test func `a change declared equivalent counts for itself, and few may be`() {
        let gappy = expect(Self.quiet)
            .refuses("Tue 12:15").refuses("Wed 11:45").refuses("Thu 12:15").refuses("Fri 12:15")
            .refuses("2026-11-30 12:15").allows("Mon 12:15").allows("Tue 11:30")
        let change = "quiet: hours 12:00-12:30 become 12:00-12:45"
        let report = MutationCheck(
            of: [gappy], equivalents: [.init(change, because: "nobody comes then")]
        ).run()
        #expect(report.survivors.isEmpty && report.score == 1_000)
        #expect(!report.isMet, "one of thirteen is more than one in twenty")
        #expect(
            report.description == """
                13 changes of 1 policy: 12 noticed, 0 not, 1 equivalent; score 100.0 %
                  equivalent: quiet: hours 12:00-12:30 become 12:00-12:45, because nobody comes then
                  too many are declared equivalent: at most one in 20
                """)
        let wrong = MutationCheck(
            of: [Self.whole], equivalents: [.init(change, because: "nobody comes then")]
        ).run()
        #expect(wrong.unfounded.map(\.change) == [change])
        #expect(!wrong.isMet)
    }

    @Test func `a test that fails on its own is said to`() {
        let report = MutationCheck(of: [expect(Self.quiet).allows("Tue 12:15")]).run()
        #expect(!report.isMet)
        #expect(report.description == "a test fails without any change")
    }

    @Test func `a closure can be the test`() throws {
        let report = try MutationCheck.run([Self.quiet]) { policies in
            try expect(policies).refuses("Tue 12:15").allows("Tue 11:30").check()
        }
        #expect(report.noticed < report.changes)
        #expect(report.survivors.contains { $0.change == "hours without Thu" })
        #expect(throws: PolicyTestFailure.self) {
            try MutationCheck.run([Self.quiet]) { policies in
                try expect(policies).allows("Tue 12:15").check()
            }
        }
    }

    /// A policy of each rule, with the changes of its rule.
    static let changes: [(Rule, [String])] = [
        (
            .notice(.time(.hours(2))),
            ["lead 2 h becomes 1 h 45 min", "lead 2 h becomes 2 h 15 min"]
        ),
        (.horizon(.days(2)), ["lead 2 days becomes 1 day", "lead 2 days becomes 3 days"]),
        (
            .limit(.counsellor, per: .day, most: 2),
            [
                "most 2 becomes 1", "most 2 becomes 3", "of becomes participant",
                "per becomes week",
            ]
        ),
        (.spacing(days: 3), ["days 3 becomes 2", "days 3 becomes 4"]),
        (
            .gap(Gap(before: .minutes(15), after: .zero)),
            [
                "before 15 min becomes 0 min", "before 15 min becomes 30 min",
                "after 0 min becomes -15 min", "after 0 min becomes 15 min",
            ]
        ),
        (
            .rest(.hours(11)),
            ["length 11 h becomes 10 h 45 min", "length 11 h becomes 11 h 15 min"]
        ),
        (
            .audience([.person, .business]),
            ["audiences without business", "audiences without person"]
        ),
        (.authority([.legal]), ["authorities with authorised"]),
        (.documentsFirst(.checked), ["state becomes submitted"]),
        (
            .protectedCapacity(
                WeeklyHours([.monday: [CivilSpan("09:00", "10:00")]]), for: ["a", "b"],
                release: .workingDays(1)),
            [
                "hours 09:00-10:00 become 08:45-10:00", "hours 09:00-10:00 become 09:00-09:45",
                "hours 09:00-10:00 become 09:15-10:00", "hours 09:00-10:00 become 09:00-10:15",
                "for without a", "for without b",
                "release 1 working day becomes 0 working days",
                "release 1 working day becomes 2 working days",
            ]
        ),
        (
            .freedSlotDelay(.minutes(30)),
            ["delay 30 min becomes 15 min", "delay 30 min becomes 45 min"]
        ),
        (
            .noShowCoolDown(misses: 2, within: 30, days: 7),
            [
                "misses 2 becomes 1", "misses 2 becomes 3", "within 30 becomes 29",
                "within 30 becomes 31", "days 7 becomes 6", "days 7 becomes 8",
            ]
        ),
        (.leastLoaded(per: .day), ["per becomes week"]),
        (.overbooking(1), ["extra 1 becomes 0", "extra 1 becomes 2"]),
        (
            .localOffice(release: .days(1)),
            [
                "release 1 day becomes 0 days", "release 1 day becomes 2 days",
                "release dropped",
            ]
        ),
        (
            .custom("own", ["a": "7", "b": "12:00", "c": "2026-11-24", "d": "word"]),
            [
                "a 7 becomes 6", "a 7 becomes 8", "b 12:00 becomes 11:45",
                "b 12:00 becomes 12:15", "c 2026-11-24 becomes 2026-11-23",
                "c 2026-11-24 becomes 2026-11-25",
            ]
        ),
        (.oneOpenAppointment, []), (.soonest, []),
    ]

    @Test(arguments: changes)
    func `each parameter of a rule is moved by one unit`(rule: Rule, changes: [String]) {
        let mutants = Policy("p", rule).mutants(unit: .minutes(15)).map(\.change)
        let others = ["dropped", "costs instead of refusing"]
        #expect(mutants.filter { !others.contains($0) } == changes)
        #expect(mutants.first == "dropped")
        #expect(mutants.contains(others[1]) == (rule.kind == .condition))
    }

    @Test func `period, scope and price are changed too`() {
        let policy = Policy(
            "p", .ownCounsellor, preference: Preference(.strong, cost: 2),
            valid: DateRange(from: "2026-11-24"), offices: ["a", "b"], services: ["s"],
            channels: [.video, .phone], groups: ["g"])
        #expect(
            policy.mutants().map(\.change) == [
                "dropped", "cost 2 becomes 3", "cost 2 becomes 1",
                "level strong becomes medium", "refuses instead of costing",
                "valid from 2026-11-24 becomes 2026-11-23",
                "valid from 2026-11-24 becomes 2026-11-25", "offices without a",
                "offices without b", "offices become all", "services become all",
                "channels without phone", "channels without video", "channels become all",
                "groups become all",
            ])
    }
}
