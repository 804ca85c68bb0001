import Testing

@testable import Rendezvous

/// `gap` and `gaps-outside-working-time`, what a policy may be, and the bounds of its parameters.
struct AdjustmentTests {
    @Test func `a gap is kept on both sides to the minute, where it holds`() throws {
        let gap = Gap(before: .minutes(10), after: .minutes(20))
        for (policy, isWide) in [
            (Policy("p", .gap(gap)), true), (Policy("p", .gap(gap), channels: [.video]), true),
            (Policy("p", .gap(gap), channels: [.phone]), false),
            (Policy("p", .gap(gap), offices: ["patisia"]), false),
            (Policy("p", .gap(gap), services: ["training"]), false),
            (Policy("p", .gap(gap), groups: ["g"]), false),
            (Policy("p", .gap(gap), valid: DateRange(from: PolicyDesk.tuesday)), true),
            (Policy("p", .gap(gap), valid: .to(PolicyDesk.monday)), false),
        ] {
            var desk = try PolicyDesk(policy)
            try desk.stand(PolicyDesk.placement("08:00"))
            try desk.stand(PolicyDesk.placement("12:00"))
            // Ten minutes after the first, twenty before the second.
            for (time, isKept) in [
                (CivilTime("08:30"), false), ("08:40", true), ("11:10", true), ("11:20", false),
                ("11:30", false),
            ] {
                #expect(
                    try desk.reason(PolicyDesk.placement(time))
                        == (isKept || !isWide ? nil : .gap), "\(policy) \(time)")
            }
        }
    }

    @Test func `the widest gap of all holds, and is stored with the appointment`() throws {
        var desk = try PolicyDesk(
            Policy("a", .gap(Gap(before: .minutes(10), after: .minutes(5)))),
            Policy("b", .gap(Gap(before: .minutes(5), after: .minutes(20)))))
        let place = PolicyDesk.placement()
        try desk.agenda.perform(
            .book(place, for: PolicyDesk.request(place)), at: PolicyDesk.now)
        #expect(
            desk.agenda[Appointment.ID(1)]?.gap == Gap(before: .minutes(10), after: .minutes(20)))
        // It stays when the policies go.
        try desk.apply(.policyWithdrawn("a"))
        try desk.apply(.policyWithdrawn("b"))
        let party = Party("p-2")
        #expect(try desk.reason(PolicyDesk.placement("10:40"), party: party) == .gap)
        #expect(try desk.reason(PolicyDesk.placement("10:50"), party: party) == nil)
    }

    @Test func `gaps may lie outside working time where the policy holds`() throws {
        func desk(_ policies: Policy...) throws -> PolicyDesk {
            var desk = try PolicyDesk { agency in
                try agency.declare(
                    Declaration(
                        "short", of: .counsellor("maria"), submitted: agency.founded - .hours(1),
                        .daily(
                            DayTimetable(from: "10:00", to: "12:00"),
                            DateRange(from: PolicyDesk.monday))))
                try agency.amend(.precedenceSet(.date))
            }
            try desk.apply(
                .policySet(Policy("g", .gap(Gap(before: .minutes(10), after: .minutes(10))))))
            for policy in policies { try desk.apply(.policySet(policy)) }
            return desk
        }
        let outside = Rule.gapsOutsideWorkingTime
        for (policies, isAllowed) in [
            ([], false), ([Policy("p", outside)], true),
            ([Policy("p", outside, channels: [.video])], true),
            ([Policy("p", outside, channels: [.phone])], false),
            ([Policy("p", outside, groups: ["g"])], false),
            ([Policy("p", outside, valid: DateRange(PolicyDesk.tuesday))], true),
            ([Policy("p", outside, valid: DateRange(PolicyDesk.monday))], false),
        ] {
            var desk = try desk()
            for policy in policies { try desk.apply(.policySet(policy)) }
            for time: CivilTime in ["10:00", "11:30"] {
                #expect(
                    try desk.reason(PolicyDesk.placement(time)) == (isAllowed ? nil : .notWorking),
                    "\(policies) \(time)")
            }
            #expect(try desk.reason(PolicyDesk.placement("10:10")) == nil)
            #expect(try desk.reason(PolicyDesk.placement("09:50")) == .notWorking)
        }
    }

    // MARK: Kinds

    @Test func `a measure needs a preference, an adjustment must have none`() throws {
        let agency = try Scenario().agency
        let weak = Preference(.weak)
        for rule in [Rule.leastLoaded(per: .day), .roundRobin, .soonest, .fairShare] {
            #expect(rule.kind == .measure)
            let refusal = try Refused.change(.policySet(Policy("p", rule)), by: agency)
            #expect(refusal?.reason == .invalidValue)
            #expect(
                refusal?.message == "preference of policy (p) must be given: its rule only compares"
            )
            let set = Change.policySet(Policy("p", rule, preference: weak))
            #expect(try Refused.change(set, by: agency) == nil)
        }
        for rule in [Rule.gap(.none), .overbooking(1), .gapsOutsideWorkingTime] {
            #expect(rule.kind == .adjustment)
            #expect(try Refused.change(.policySet(Policy("p", rule)), by: agency) == nil)
            let set = Change.policySet(Policy("p", rule, preference: weak))
            let refusal = try Refused.change(set, by: agency)
            #expect(refusal?.reason == .invalidValue)
            #expect(
                refusal?.message
                    == "preference of policy (p) must be absent: its rule changes a calendar")
        }
    }

    // MARK: Bounds

    /// A parameter with its range; lengths count seconds.
    private typealias Bound = (
        what: String, range: ClosedRange<Int>, isLength: Bool, policy: (Int) -> Policy
    )

    private static var bounds: [Bound] {
        func seconds(_ count: Int) -> Seconds { Seconds(Int64(count)) }
        func policy(_ rule: Rule) -> Policy { Policy("p", rule) }
        let (days, hours) = (1...Limits.mostDays, WeeklyHours.always)
        let notice = 0...Int(Limits.longestNotice.count)
        let working = 0...Limits.mostWorkingDays
        return [
            ("lead of policy (p)", notice, true, { policy(.notice(.time(seconds($0)))) }),
            ("lead of policy (p)", notice, true, { policy(.horizon(.time(seconds($0)))) }),
            (
                "lead of policy (p)", 0...Limits.farthestHorizon, false,
                { policy(.horizon(.days($0))) }
            ),
            ("lead of policy (p)", working, false, { policy(.notice(.workingDays($0))) }),
            (
                "release of policy (p)", working, false,
                { policy(.localOffice(release: .workingDays($0))) }
            ),
            (
                "release of policy (p)", notice, true,
                { policy(.protectedCapacity(hours, for: ["g"], release: .time(seconds($0)))) }
            ),
            (
                "release of policy (p)", 0...Limits.farthestHorizon, false,
                { policy(.interpreterSlots(hours, for: [.spoken("ar")], release: .days($0))) }
            ),
            (
                "limit of policy (p)", 1...Limits.largestDailyLimit, false,
                { policy(.limit(.participant, per: .week, most: $0)) }
            ),
            ("days of policy (p)", days, false, { policy(.spacing(days: $0)) }),
            (
                "misses of policy (p)", 1...Limits.largestDailyLimit, false,
                { policy(.noShowCoolDown(misses: $0, within: 1, days: 1)) }
            ),
            (
                "days of misses of policy (p)", days, false,
                { policy(.noShowCoolDown(misses: 1, within: $0, days: 1)) }
            ),
            (
                "days of policy (p)", days, false,
                { policy(.noShowCoolDown(misses: 1, within: 1, days: $0)) }
            ),
            (
                "rest of policy (p)", 60...Int(Limits.longestRest.count), true,
                { policy(.rest(seconds($0))) }
            ),
            (
                "delay of policy (p)", 60...Int(Limits.longestFreedSlotDelay.count), true,
                { policy(.freedSlotDelay(seconds($0))) }
            ),
            (
                "extra of policy (p)", 1...Limits.mostOverbooking, false,
                { policy(.overbooking($0)) }
            ),
            (
                "cost of policy (p)", 1...Limits.highestCost, false,
                { Policy("p", .soonest, preference: Preference(.weak, cost: $0)) }
            ),
        ]
    }

    @Test func `parameters are taken up to their bounds and no farther`() throws {
        let agency = try Scenario().agency
        for (what, range, isLength, policy) in Self.bounds {
            let (low, high) = (range.lowerBound, range.upperBound)
            for number in [low, low + 1, high - 1, high] {
                let set = Change.policySet(policy(number))
                #expect(try Refused.change(set, by: agency) == nil, "\(what) \(number)")
            }
            for number in [low - 1, high + 1] {
                let refusal = try Refused.change(.policySet(policy(number)), by: agency)
                func text(_ number: Int) -> String {
                    isLength ? "\(Seconds(Int64(number)))" : "\(number)"
                }
                let message = "\(what) (\(text(number))) must be \(text(low)) … \(text(high))"
                #expect(refusal?.message == message)
                #expect(refusal?.reason == .invalidValue)
            }
        }
    }

    @Test func `what must name something does, and documents that were rejected do not do`() throws
    {
        let agency = try Scenario().agency
        let release = Lead.days(1)
        for (rule, isAllowed) in [
            (Rule.audience([]), false), (.audience([.person]), true), (.authority([]), false),
            (.authority([.legal]), true), (.documentsFirst(.rejected), false),
            (.documentsFirst(.submitted), true),
            (.protectedCapacity(.always, for: [], release: release), false),
            (.protectedCapacity(.always, for: ["g"], release: release), true),
            (.protectedCapacity(.always, for: ["a b"], release: release), false),
            (.interpreterSlots(.always, for: [], release: release), false),
            (.interpreterSlots(.always, for: [.spoken("ar")], release: release), true),
        ] {
            let refusal = try Refused.change(.policySet(Policy("p", rule)), by: agency)
            #expect(refusal?.reason == (isAllowed ? nil : .invalidValue), "\(rule)")
        }
    }

    @Test func `a group session has 1 to 1000 places`() throws {
        let agency = try Scenario().agency
        for (capacity, isAllowed) in [(0, false), (1, true), (1_000, true), (1_001, false)] {
            let service = Service("s", in: "jobs", lasting: .minutes(30), capacity: capacity)
            let refusal = try Refused.change(.defined(.service(service), from: .min), by: agency)
            #expect(refusal?.reason == (isAllowed ? nil : .invalidValue))
        }
    }
}
