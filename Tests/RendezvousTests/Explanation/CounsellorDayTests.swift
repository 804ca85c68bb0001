import RendezvousTesting
import Testing

@testable import Rendezvous

/// The count of counsellor-days against the examination of every start.
@Suite struct CounsellorDayTests {
    @Test func `reasons are ordered as they are listed`() {
        #expect(Reason.allCases.map(\.order) == Array(Reason.allCases.indices))
    }

    @Test(arguments: 0..<TestScale.rounds(12))
    func `each counsellor-day falls to the reason of the start that got farthest`(seed: Int) throws
    {
        var run = try RandomRun(seed: UInt64(seed) + 2_000_000)
        try run.addPolicies()
        try run.perform(commands: 40)
        for _ in 0..<4 {
            let request = run.generator.request(0, of: run.agency)
            guard let question = try? Question(request, in: run.agenda.supply) else { continue }
            let slow = SlowShortage(agenda: run.agenda, question: question, instant: run.now)
            let expected = slow.days()
            var found: [CounsellorDays.Day] = []
            var days = CounsellorDays(run.agenda, question, at: run.now)
            days.visit { found.append($0) }
            try #require(found.count == expected.count, "seed \(seed)")
            for (day, other) in zip(found, expected) {
                try #require(
                    day.counsellor == other.counsellor && day.date == other.date
                        && day.reason == other.reason,
                    """
                    seed \(seed): counsellor \(day.counsellor) on \(day.date) of \(request): \
                    \(String(describing: day.reason)), not \(String(describing: other.reason))
                    """)
                if let spot = day.spot, let reason = day.reason, reason < .interpreterMissing {
                    let examined = run.agenda.examine(spot, for: question, at: run.now)
                    #expect(examined == reason, "seed \(seed): \(spot)")
                }
            }
        }
    }
}

extension RandomRun {
    /// Puts policies of every kind in force, each in some agencies.
    mutating func addPolicies() throws {
        let lunch = WeeklyHours.weekdays(from: "09:00", to: "13:00")
        let rules: [Rule] = [
            .notice(.time(.hours(20))), .notice(.days(1)), .horizon(.days(3)),
            .horizon(.time(.hours(60))), .limit(.counsellor, per: .week, most: 4),
            .limit(.participant, per: .week, most: 2), .spacing(days: 2), .rest(.hours(14)),
            .audience([.person]), .authority([.authorised]), .keepFree(lunch),
            .protectedCapacity(lunch, for: ["young"], release: .days(1)),
            .oneOpenAppointment, .localOffice(release: .days(2)), .gap(Gap(after: .minutes(15))),
            .overbooking(1), .continuity,
        ]
        for (number, rule) in rules.enumerated() where generator.random.chance(1, in: 9) {
            let from = generator.firstDay.advanced(by: generator.random.int(-3...2))
            let channels = generator.random.some(of: Channel.allCases, 1, in: 4)
            let policy = Policy(
                Policy.ID("rule-\(number)"), rule,
                valid: generator.random.chance(1, in: 2) ? .always : DateRange(from: from),
                channels: Set(channels))
            try perform(.amend(.policySet(policy)))
        }
    }
}
