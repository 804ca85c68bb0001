import Testing

@testable import Rendezvous

/// `notice` and `horizon`, and the three ways to say how long before.
struct LeadTests {
    private static let placement = PolicyDesk.placement()
    private static let start = PolicyDesk.at("10:00")

    private static func desk(_ rule: Rule) throws -> PolicyDesk {
        try PolicyDesk(Policy("p", rule))
    }

    @Test(arguments: [0, 1, 27 * 3_600])
    func `time before the start is over a second too late`(seconds: Int64) throws {
        let notice = try Self.desk(.notice(.time(Seconds(seconds))))
        let horizon = try Self.desk(.horizon(.time(Seconds(seconds))))
        let now = Self.start - Seconds(seconds)
        if seconds > 0 {
            #expect(try notice.reason(Self.placement, at: now + .second) == .notice)
            #expect(try notice.reason(Self.placement, at: now) == nil)
        }
        #expect(try notice.reason(Self.placement, at: now - .second) == nil)
        #expect(try horizon.reason(Self.placement, at: now - .second) == .horizon)
        if seconds > 0 {
            #expect(try horizon.reason(Self.placement, at: now) == nil)
            #expect(try horizon.reason(Self.placement, at: now + .second) == nil)
        }
    }

    @Test func `days are counted between the dates of the office, whatever the hour`() throws {
        let late = PolicyDesk.placement("23:30", days: 3)
        let early = PolicyDesk.placement("00:00", days: 3)
        for time: CivilTime in ["00:00", "07:00", "23:59:59"] {
            let now = PolicyDesk.at(time, days: 0)
            for placement in [early, late] {
                #expect(
                    try Self.desk(.notice(.days(3))).reason(placement, at: now) == nil)
                #expect(
                    try Self.desk(.notice(.days(4))).reason(placement, at: now) == .notice)
                #expect(
                    try Self.desk(.horizon(.days(3))).reason(placement, at: now) == nil)
                #expect(
                    try Self.desk(.horizon(.days(2))).reason(placement, at: now) == .horizon)
            }
        }
        // A second before midnight in Athens it is Sunday, though Monday is near.
        let sunday = PolicyDesk.at("00:00", days: 0) - .second
        #expect(try Self.desk(.notice(.days(4))).reason(early, at: sunday) == nil)
        #expect(try Self.desk(.horizon(.days(3))).reason(early, at: sunday) == .horizon)
    }

    // MARK: Working days

    /// Kypseli opens on weekdays, and keeps the holidays of Greece.
    private static func weekdays(_ rule: Rule) throws -> PolicyDesk {
        try PolicyDesk(Policy("p", rule)) { agency in
            try agency.add(
                Office(
                    "kypseli", zone: PolicyDesk.zone.name,
                    hours: .weekdays(from: "08:00", to: "16:00"),
                    exceptions: [DatedException(DateRange("2026-11-25"))], holidays: "GR"))
        }
    }

    /// A placement at 10:00 on a date, and an instant at 09:00 on another.
    private static func placement(_ date: CivilDate) -> Placement {
        PolicyDesk.placement(days: date.dayNumber - PolicyDesk.monday.dayNumber)
    }

    private static func at(_ date: CivilDate) -> Instant {
        PolicyDesk.at("09:00", days: date.dayNumber - PolicyDesk.monday.dayNumber)
    }

    @Test func `a closed day and the weekend are no working days`() throws {
        // From Monday: Tuesday 1, Wednesday is closed, Thursday 2, Friday 3, Monday 4.
        let dates: [(CivilDate, Int)] = [
            ("2026-11-24", 1), ("2026-11-26", 2), ("2026-11-27", 3), ("2026-11-30", 4),
        ]
        for (date, number) in dates {
            let placement = Self.placement(date)
            for (count, isOver) in [(number - 1, false), (number, false), (number + 1, true)] {
                let notice = try Self.weekdays(.notice(.workingDays(count)))
                #expect(
                    try notice.reason(placement) == (isOver ? .notice : nil), "\(date) \(count)")
            }
            for (count, isReached) in [(number - 1, false), (number, true), (number + 1, true)] {
                let horizon = try Self.weekdays(.horizon(.workingDays(count)))
                #expect(
                    try horizon.reason(placement) == (isReached ? nil : .horizon),
                    "\(date) \(count)")
            }
        }
    }

    @Test func `working days pass over Orthodox Easter with the calendar of Greece`() throws {
        // Easter is on 2 May 2027: from Thursday 29 April, Friday and Monday are holidays, Tuesday
        // 4 May is the first working day and Wednesday the second.
        let now = Self.at("2027-04-29")
        let tuesday = Self.placement("2027-05-04")
        let wednesday = Self.placement("2027-05-05")
        let two = try Self.weekdays(.notice(.workingDays(2)))
        #expect(try two.reason(tuesday, at: now) == .notice)
        #expect(try two.reason(wednesday, at: now) == nil)
        let one = try Self.weekdays(.horizon(.workingDays(1)))
        #expect(try one.reason(tuesday, at: now) == nil)
        #expect(try one.reason(wednesday, at: now) == .horizon)
        // Without the holidays it would have been the Tuesday: a calendar of none at Patisia.
        let eleni = PolicyDesk.placement(
            days: CivilDate("2027-05-01").dayNumber - PolicyDesk.monday.dayNumber, with: "eleni")
        #expect(try two.reason(eleni, at: now) == nil)
        #expect(try one.reason(eleni, at: now) == .horizon)
    }

    @Test func `without a working day within 1500 days none is near enough`() throws {
        func desk(_ rule: Rule, opens day: CivilDate) throws -> PolicyDesk {
            try PolicyDesk(Policy("p", rule)) { agency in
                // Open at night only, from the evening before: today's date has no span.
                try agency.add(
                    Office(
                        "kypseli", zone: PolicyDesk.zone.name, hours: WeeklyHours([:]),
                        exceptions: [
                            DatedException(
                                DateRange(PolicyDesk.monday), hours: [CivilSpan("08:00", "16:00")]),
                            DatedException(DateRange(day), hours: [CivilSpan("08:00", "16:00")]),
                        ]))
            }
        }
        let today = PolicyDesk.placement(days: 0)
        let last = PolicyDesk.monday.advanced(by: 1_500)
        for (day, isNear) in [(last, true), (last.advanced(by: 1), false)] {
            // A horizon that lies beyond every date refuses nothing; a notice refuses all.
            #expect(try desk(.horizon(.workingDays(1)), opens: day).reason(today) == nil)
            #expect(try desk(.notice(.workingDays(1)), opens: day).reason(today) == .notice)
            let hours = WeeklyHours.always
            let kept = Rule.protectedCapacity(hours, for: ["young"], release: .workingDays(1))
            // Released when D is at most the next working day, if there is one.
            #expect(
                try desk(kept, opens: day).reason(today) == (isNear ? nil : .protected), "\(day)")
        }
        #expect(try desk(.notice(.workingDays(0)), opens: last).reason(today) == nil)
        #expect(try desk(.horizon(.workingDays(0)), opens: last).reason(today) == nil)
    }

    @Test func `a policy's notice comes before the horizon of the service`() throws {
        let desk = try PolicyDesk(Policy("p", .notice(.days(30)))) { agency in
            var service = PolicyDesk.advice
            service.horizon = 1
            try agency.add(service)
        }
        #expect(try desk.reason(PolicyDesk.placement(days: 2)) == .notice)
        #expect(try desk.reason(PolicyDesk.placement(days: 31)) == .horizon)
    }
}
