import Testing

@testable import Rendezvous

/// `limit`, `spacing`, `rest`, `one-open-appointment`, `no-show-cool-down` and `freed-slot-delay`:
/// rules that look at other appointments.
struct CountingTests {
    private static let placement = PolicyDesk.placement()
    private static let now = PolicyDesk.now

    // MARK: Limits

    @Test(arguments: LimitedPerson.allCases, Period.allCases)
    func `a limit allows as many as it says and no more`(
        _ person: LimitedPerson, _ period: Period
    ) throws {
        let reason: Reason =
            switch (person, period) {
            case (.counsellor, .day): .counsellorDailyLimit
            case (.counsellor, .week): .counsellorWeeklyLimit
            case (.participant, .day): .participantDailyLimit
            case (.participant, .week): .participantWeeklyLimit
            }
        let (counsellor, subject): (Counsellor.ID, Subject.ID) =
            person == .counsellor ? ("maria", "p-2") : ("nikos", "p-1")
        // The ends of Tuesday, or of the week from Monday to Sunday, and what lies beyond them.
        let (first, last) = period == .day ? (1, 1) : (0, 6)
        var desk = try PolicyDesk(Policy("p", .limit(person, per: period, most: 3)))
        for (time, days) in [(CivilTime("23:30"), first - 1), ("00:00", last + 1)] {
            try desk.stand(
                PolicyDesk.placement(time, days: days, with: counsellor), for: subject)
        }
        try desk.stand(
            PolicyDesk.placement("00:00", days: first, with: counsellor), for: subject)
        try desk.stand(PolicyDesk.placement("12:00", with: "eleni"), for: "p-3")
        #expect(try desk.reason(Self.placement) == nil)
        let id = try desk.stand(
            PolicyDesk.placement("23:30", days: last, with: counsellor), for: subject)
        #expect(try desk.reason(Self.placement) == nil)
        let third = try desk.stand(
            PolicyDesk.placement("15:00", with: counsellor), for: subject)
        #expect(try desk.reason(Self.placement) == reason)
        // What is cancelled does not count, who was there or did not come does.
        try desk.apply(.arrived(third))
        #expect(try desk.reason(Self.placement) == reason)
        try desk.apply(.cancelled(id, .excused))
        #expect(try desk.reason(Self.placement) == nil)
    }

    @Test func `a hold counts until the second at which it expires`() throws {
        var desk = try PolicyDesk(Policy("p", .limit(.counsellor, per: .day, most: 1)))
        let booking = Booking(
            Appointment.ID(1), for: Party("p-2"), service: "advice", topic: nil,
            at: PolicyDesk.placement("12:00"), gap: .none, interpreterGap: .none)
        try desk.apply(.held(booking, until: Self.now + .minutes(5)))
        let end = Self.now + .minutes(5)
        #expect(try desk.reason(Self.placement, at: end - .second) == .counsellorDailyLimit)
        #expect(try desk.reason(Self.placement, at: end) == nil)
    }

    @Test func `a limit counts only what it holds for`() throws {
        for (policy, isCounted) in [
            (Policy("p", .limit(.counsellor, per: .week, most: 1)), true),
            (
                Policy(
                    "p", .limit(.counsellor, per: .week, most: 1),
                    services: ["advice", "training"]),
                true
            ),
            (Policy("p", .limit(.counsellor, per: .week, most: 1), services: ["advice"]), false),
            (Policy("p", .limit(.counsellor, per: .week, most: 1), channels: [.video]), false),
            (
                Policy(
                    "p", .limit(.counsellor, per: .week, most: 1),
                    valid: DateRange(from: PolicyDesk.tuesday)), false
            ),
        ] {
            var desk = try PolicyDesk(policy)
            try desk.stand(
                PolicyDesk.placement("12:00", days: 0, on: .office, in: "r-1"), service: "training")
            #expect(
                try desk.reason(Self.placement) == (isCounted ? .counsellorWeeklyLimit : nil),
                "\(policy)")
        }
    }

    @Test func `of two limits that hold the smaller decides, a day's before a week's`() throws {
        var desk = try PolicyDesk(
            Policy("a", .limit(.counsellor, per: .week, most: 1)),
            Policy("b", .limit(.counsellor, per: .day, most: 2)))
        try desk.stand(PolicyDesk.placement("12:00"))
        #expect(try desk.reason(Self.placement) == .counsellorWeeklyLimit)
        try desk.stand(PolicyDesk.placement("13:00"))
        #expect(try desk.reason(Self.placement) == .counsellorDailyLimit)
    }

    // MARK: Spacing and rest

    @Test(arguments: [-3, -2, -1, 0, 1, 2, 3])
    func `spacing counts days between the dates, before and after`(days: Int) throws {
        for wanted in [1, 2, 3, 4] {
            var desk = try PolicyDesk(Policy("p", .spacing(days: wanted)))
            // Late before, early after: the hours do not matter.
            let time: CivilTime = days < 0 ? "23:30" : "00:00"
            try desk.stand(
                PolicyDesk.placement(time, days: 1 + days, with: "nikos"), for: "p-1")
            #expect(
                try desk.reason(Self.placement) == (abs(days) < wanted ? .spacing : nil),
                "\(wanted)")
            #expect(try desk.reason(Self.placement, party: Party("p-2")) == nil)
        }
    }

    @Test func `a rest is as long as it says to the second, on both sides`() throws {
        // From 00:30 to 10:00 it is nine hours and a half, from 10:30 to 00:00 thirteen and a half.
        for (time, days, length) in [
            (CivilTime("23:30"), 0, Seconds.hours(10)), ("00:00", 2, .minutes(13 * 60 + 30)),
        ] {
            for (change, isKept) in [(Seconds(0), true), (.second, false), (Seconds(-1), true)] {
                var desk = try PolicyDesk(Policy("p", .rest(length + change)))
                try desk.stand(PolicyDesk.placement(time, days: days))
                #expect(
                    try desk.reason(Self.placement) == (isKept ? nil : .rest), "\(time) \(change)")
            }
        }
        // On the same date and with others no rest is asked for.
        var desk = try PolicyDesk(Policy("p", .rest(.hours(48))))
        try desk.stand(PolicyDesk.placement("11:00"))
        try desk.stand(PolicyDesk.placement("23:30", days: 0, with: "nikos"))
        #expect(try desk.reason(Self.placement) == nil)
    }

    @Test func `the longest rest reaches over two days`() throws {
        for (time, isKept) in [(CivilTime("09:30"), true), ("09:40", false)] {
            var desk = try PolicyDesk(Policy("p", .rest(Limits.longestRest)))
            try desk.stand(PolicyDesk.placement(time, days: -1))
            #expect(try desk.reason(Self.placement) == (isKept ? nil : .rest))
        }
    }

    // MARK: Open appointments

    @Test func `an appointment is open until its end, for its service only`() throws {
        var desk = try PolicyDesk(Policy("p", .oneOpenAppointment))
        // From 07:00 to 07:30 on Monday.
        let id = try desk.stand(
            PolicyDesk.placement("07:00", days: 0, with: "nikos"), for: "p-1")
        let end = Self.now + .minutes(30)
        #expect(try desk.reason(Self.placement, at: end - .second) == .openAppointment)
        #expect(try desk.reason(Self.placement, at: end) == nil)
        #expect(try desk.reason(Self.placement, service: "training") == nil)
        #expect(try desk.reason(Self.placement, party: Party("p-2")) == nil)
        // Who has arrived has none ahead.
        try desk.apply(.arrived(id))
        #expect(try desk.reason(Self.placement) == nil)
    }

    @Test func `a hold is open, until it expires`() throws {
        var desk = try PolicyDesk(Policy("p", .oneOpenAppointment))
        let held = PolicyDesk.placement("12:00", days: 3, with: "nikos")
        try desk.agenda.perform(.hold(held, for: PolicyDesk.request(held)), at: Self.now)
        let end = Self.now + .minutes(5)
        #expect(try desk.reason(Self.placement, at: end - .second) == .openAppointment)
        #expect(try desk.reason(Self.placement, at: end) == nil)
    }

    // MARK: No-shows

    /// No-shows at 12:00 on some days before Monday.
    private static func missed(_ days: [Int], _ rule: Rule) throws -> PolicyDesk {
        var desk = try PolicyDesk(Policy("p", rule))
        for day in days {
            let id = try desk.stand(
                PolicyDesk.placement("12:00", days: day, with: "nikos"), for: "p-1")
            try desk.apply(.missed(id), at: PolicyDesk.at("13:00", days: day))
        }
        return desk
    }

    @Test func `as many misses as it says start the cool-down`() throws {
        for (misses, isAllowed) in [(1, false), (2, false), (3, true)] {
            let rule = Rule.noShowCoolDown(misses: misses, within: 30, days: 30)
            let desk = try Self.missed([-3, -5], rule)
            #expect(try desk.reason(Self.placement) == (isAllowed ? nil : .coolDown))
            #expect(try desk.reason(Self.placement, party: Party("p-2")) == nil)
        }
    }

    @Test func `it ends on its date, counted from the latest miss`() throws {
        // The latest miss is three days before Monday; Tuesday is the fourth day after it.
        for (days, isAllowed) in [(4, true), (5, false)] {
            let rule = Rule.noShowCoolDown(misses: 1, within: 30, days: days)
            let desk = try Self.missed([-5, -3], rule)
            #expect(try desk.reason(Self.placement) == (isAllowed ? nil : .coolDown))
        }
    }

    @Test func `a miss is forgotten when as many times 24 hours have passed`() throws {
        let desk = try Self.missed([-3], .noShowCoolDown(misses: 1, within: 4, days: 30))
        let forgotten = PolicyDesk.at("12:00", days: -3) + .hours(96)
        let placement = PolicyDesk.placement("10:00", days: 3)
        #expect(try desk.reason(placement, at: forgotten - .second) == .coolDown)
        #expect(try desk.reason(placement, at: forgotten) == nil)
    }

    // MARK: What was given back

    @Test func `what others gave back is offered again at the second of its delay`() throws {
        let policy = Policy("p", .freedSlotDelay(.hours(2)))
        var desk = try PolicyDesk(policy)
        let id = try desk.stand(PolicyDesk.placement())
        try desk.apply(.cancelled(id, .excused), at: Self.now)
        let end = Self.now + .hours(2)
        #expect(try desk.reason(Self.placement, at: end - .second) == .recentlyFreed)
        #expect(try desk.reason(Self.placement, at: end) == nil)
        // The giver may have it back, and what only touches it is free.
        #expect(try desk.reason(Self.placement, party: Party("p-2")) == nil)
        #expect(try desk.reason(PolicyDesk.placement("09:30")) == nil)
        #expect(try desk.reason(PolicyDesk.placement("09:40")) == .recentlyFreed)
        #expect(try desk.reason(PolicyDesk.placement("10:20")) == .recentlyFreed)
        #expect(try desk.reason(PolicyDesk.placement("10:30")) == nil)
        #expect(try desk.reason(PolicyDesk.placement(with: "nikos")) == nil)
    }

    @Test func `moving away gives back, a hold does not`() throws {
        var desk = try PolicyDesk(Policy("p", .freedSlotDelay(.hours(2))))
        let id = try desk.stand(PolicyDesk.placement())
        try desk.apply(
            .rescheduled(
                id, to: PolicyDesk.placement("15:00"), gap: .none, interpreterGap: .none))
        #expect(try desk.reason(Self.placement) == .recentlyFreed)
        #expect(try desk.reason(PolicyDesk.placement("16:00")) == nil)

        let place = PolicyDesk.placement("12:00")
        let request = PolicyDesk.request(place, party: Party("p-3"))
        try desk.agenda.perform(.hold(place, for: request), at: Self.now)
        let held = Appointment.ID(desk.agenda.appointmentCount)
        try desk.agenda.perform(.cancel(held, .excused), at: Self.now)
        #expect(try desk.reason(PolicyDesk.placement("12:00")) == nil)
    }

    @Test func `the longest delay is remembered to its last second`() throws {
        var desk = try PolicyDesk(Policy("p", .freedSlotDelay(Limits.longestFreedSlotDelay)))
        let place = PolicyDesk.placement(days: 20)
        let ids = try [place, PolicyDesk.placement("12:00", days: 20)].map { try desk.stand($0) }
        try desk.apply(.cancelled(ids[0], .excused), at: Self.now)
        let end = Self.now + Limits.longestFreedSlotDelay
        // Another one given back a second before the end forgets nothing too early.
        try desk.apply(.cancelled(ids[1], .revoked), at: end - .second)
        #expect(try desk.reason(place, at: end - .second) == .recentlyFreed)
        #expect(try desk.reason(place, at: end) == nil)
        #expect(
            try desk.reason(PolicyDesk.placement("12:00", days: 20), at: end) == .recentlyFreed)
    }
}
