import Testing

@testable import Rendezvous

/// Every condition alike: where, when and for whom it holds, and what it costs where it may be
/// broken.
struct ScopeTests {
    private static let placement = PolicyDesk.placement()
    private static let tuesday = PolicyDesk.tuesday

    @Test(arguments: ConditionCase.all)
    func `a condition refuses with its reason, and without it nothing does`(
        _ sample: ConditionCase
    ) throws {
        let none = try sample.desk()
        #expect(try none.reason(Self.placement, party: sample.party) == nil)
        let desk = try sample.desk(Policy("p", sample.rule))
        #expect(try desk.reason(Self.placement, party: sample.party) == sample.reason)
    }

    @Test(arguments: ConditionCase.all)
    func `it holds for its offices, services, channels, groups and dates`(
        _ sample: ConditionCase
    ) throws {
        let inside = [
            Policy("p", sample.rule, offices: ["kypseli", "patisia"]),
            Policy("p", sample.rule, services: ["training", "advice"]),
            Policy("p", sample.rule, channels: [.video]),
            Policy("p", sample.rule, groups: ["young", "care"]),
            Policy("p", sample.rule, valid: .to(Self.tuesday)),
        ]
        for policy in inside {
            let desk = try sample.desk(policy)
            #expect(
                try desk.reason(Self.placement, party: sample.party) == sample.reason, "\(policy)")
        }
        let outside = [
            Policy("p", sample.rule, offices: ["patisia"]),
            Policy("p", sample.rule, services: ["training"]),
            Policy("p", sample.rule, channels: [.phone, .office]),
            Policy("p", sample.rule, groups: ["young"]),
            Policy("p", sample.rule, valid: DateRange(from: Self.tuesday.advanced(by: 1))),
            Policy("p", sample.rule, valid: .to(PolicyDesk.monday)),
        ]
        for policy in outside {
            let desk = try sample.desk(policy)
            #expect(try desk.reason(Self.placement, party: sample.party) == nil, "\(policy)")
        }
    }

    @Test(arguments: ConditionCase.all)
    func `as a preference it costs one unit at its level, and refuses nothing`(
        _ sample: ConditionCase
    ) throws {
        let costs: [(Preference, [Int])] = [
            (Preference(.strong, cost: 3), [3, 0, 0]), (Preference(.medium), [0, 1, 0]),
            (Preference(.weak, cost: Limits.highestCost), [0, 0, 1_000_000]),
        ]
        for (preference, cost) in costs {
            let desk = try sample.desk(Policy("p", sample.rule, preference: preference))
            #expect(try desk.reason(Self.placement, party: sample.party) == nil)
            #expect(try desk.cost(Self.placement, party: sample.party) == cost)
        }
        let kept = try sample.desk(
            Policy("p", sample.rule, preference: Preference(.strong), channels: [.phone]))
        #expect(try kept.cost(Self.placement, party: sample.party) == [0, 0, 0])
    }

    @Test(arguments: ConditionCase.all)
    func `a policy of the same name takes its place, and a withdrawal ends it`(
        _ sample: ConditionCase
    ) throws {
        var desk = try sample.desk(Policy("p", sample.rule))
        try desk.apply(.policySet(Policy("q", sample.rule, channels: [.phone])))
        #expect(try desk.reason(Self.placement, party: sample.party) == sample.reason)
        try desk.apply(.policySet(Policy("p", sample.rule, preference: Preference(.weak))))
        #expect(try desk.reason(Self.placement, party: sample.party) == nil)
        #expect(try desk.cost(Self.placement, party: sample.party) == [0, 0, 1])
        try desk.apply(.policyWithdrawn("p"))
        #expect(try desk.cost(Self.placement, party: sample.party) == [0, 0, 0])
        try desk.apply(.policySet(Policy("q", sample.rule)))
        #expect(try desk.reason(Self.placement, party: sample.party) == sample.reason)
        try desk.apply(.policyWithdrawn("q"))
        #expect(try desk.reason(Self.placement, party: sample.party) == nil)
    }

    @Test(arguments: ConditionCase.all)
    func `what was booked under the old rule stays`(_ sample: ConditionCase) throws {
        var desk = try sample.desk()
        let request = PolicyDesk.request(Self.placement, party: sample.party)
        try desk.agenda.perform(.book(Self.placement, for: request), at: PolicyDesk.now)
        try desk.apply(.policySet(Policy("p", sample.rule)))
        let id = Appointment.ID(desk.agenda.appointmentCount)
        #expect(desk.agenda[id]?.status == .booked)
        #expect(desk.agenda.contradictions(at: PolicyDesk.now).isEmpty)
        // It cannot be moved to where it is: a move is decided anew.
        let moved = Refused.command(
            .reschedule(id, to: Self.placement), by: desk.agenda, at: PolicyDesk.now)
        #expect(moved?.reason == sample.reason)
    }

    // MARK: Dates

    @Test func `a rule begins and ends with dates of the office, not of UTC`() throws {
        // 00:00 on Tuesday in Athens is 22:00 on Monday in UTC.
        let late = PolicyDesk.placement("23:30", days: 0)
        let first = PolicyDesk.placement("00:00", days: 1)
        let last = PolicyDesk.placement("23:30", days: 1)
        let after = PolicyDesk.placement("00:00", days: 2)
        let range = DateRange(Self.tuesday)
        let desk = try PolicyDesk(Policy("p", .audience([.business]), valid: range))
        #expect(try desk.reason(late) == nil)
        #expect(try desk.reason(first) == .audience)
        #expect(try desk.reason(last) == .audience)
        #expect(try desk.reason(after) == nil)
    }

    @Test func `openings change on the date from which a rule holds, and nowhere else`() throws {
        let start = PolicyDesk.at("00:00", days: 0)
        let window = Interval(start: start, end: PolicyDesk.at("00:00", days: 3)) ?? .always
        let request = Request(
            for: Party("p-1"), service: "advice", channels: [.video], within: IntervalSet(window))
        let before = try PolicyDesk().agenda.openings(
            for: request, at: PolicyDesk.now, limit: 1_000)
        let hours = WeeklyHours([.tuesday: [CivilSpan("00:00", "24:00")]])
        let desk = try PolicyDesk(
            Policy("p", .keepFree(hours), valid: DateRange(from: Self.tuesday)))
        let now = try desk.agenda.openings(for: request, at: PolicyDesk.now, limit: 1_000)
        let expected = before.all.filter {
            let interval = $0.placement.interval
            return interval.end <= PolicyDesk.at("00:00", days: 1)
                || interval.start >= PolicyDesk.at("00:00", days: 2)
                // Starts on Monday, for which the rule does not hold.
                || interval.start < PolicyDesk.at("00:00", days: 1)
        }
        #expect(now.all == expected)
        #expect(!expected.isEmpty && expected.count < before.all.count)
    }
}
