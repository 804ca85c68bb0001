import Rendezvous
import Testing

/// Meetings about midnight: the local date of the start decides.
struct MidnightTests {
    // MARK: A night agency

    private static let zone = Scenario.zone
    private static let monday = Scenario.monday
    private static let tuesday = monday.advanced(by: 1)
    private static let now = Scenario.now
    private static let night = CivilSpan("20:00", "06:00")

    private static let nights = WeeklyHours(
        Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [night]) }))

    /// An office and a counsellor from 20:00 to 06:00, every night, for an hour on the half hour.
    private struct Night {
        var service = Service(
            "s", in: "jobs", lasting: .hours(1), channels: [.video, .office], startGrid: 30)
        var office = Office("o", zone: zone.name, hours: nights)
        var counsellor = Counsellor("c", at: "o")
        var day = DayTimetable([WorkStretch(night)])
        var then: [MidnightTests.Step] = []

        init(_ change: (inout Night) -> Void = { _ in }) { change(&self) }

        func agenda() throws -> Agenda {
            var agency = Agency(founded: now - .hours(24))
            try agency.give(zone)
            try agency.give(.greece)
            try agency.add(Field("jobs", name: ""))
            try agency.add(service)
            try agency.add(office)
            try agency.add(Position("late", name: "", hours: .always))
            try agency.add(counsellor)
            try agency.declare(
                Declaration(
                    "d", of: .counsellor("c"), submitted: agency.founded,
                    .daily(day, DateRange(from: "2026-01-01"))))
            for step in then {
                switch step {
                case .add(let entry): try agency.amend(.defined(entry, from: tuesday))
                case .end(let entry): try agency.withdraw(entry, from: tuesday)
                case .change(let change): try agency.amend(change)
                }
            }
            return Agenda(agency)
        }
    }

    /// Something that holds from Tuesday on, or any change.
    private enum Step {
        case add(Entry)
        case end(EntryReference)
        case change(Change)
    }

    /// From Monday 12:00 to Wednesday 12:00.
    private static func request(_ participant: Subject.ID = "p") -> Request {
        let start = zone.start(of: monday) + .hours(12)
        let window = Interval(start: start, end: start + .hours(48)) ?? .always
        return Request(for: Party(participant), service: "s", within: IntervalSet(window))
    }

    /// Openings as day and time, `1 23:30` for Tuesday, with the length where it is not an hour.
    private static func openings(
        _ agenda: Agenda, at now: Instant = now, _ change: (inout Request) -> Void = { _ in }
    ) throws -> [String] {
        var request = request()
        change(&request)
        return try agenda.openings(for: request, at: now, limit: 100).all.map { opening in
            let interval = opening.placement.interval
            let local = zone.local(interval.start)
            let length = interval.length == .hours(1) ? "" : " \(interval.length)"
            return "\(monday.distance(to: local.date)) \(local.time)\(length)"
        }
    }

    private static func placement(_ time: CivilTime, _ day: Int, minutes: Int64 = 60) -> Placement {
        var placement = Scenario.placement(time, days: day, minutes: minutes)
        placement.counsellor = "c"
        return placement
    }

    /// Half-hourly starts from one time to another, over midnight.
    private static func starts(_ day: Int, _ from: Int, _ to: Int) -> [String] {
        stride(from: from, through: to, by: 30).map { minute in
            "\(day + minute / 1_440) \(CivilTime(secondOfDay: minute % 1_440 * 60))"
        }
    }

    /// A whole night of starts, from 20:00 to 05:00.
    private static func night(_ day: Int) -> [String] { starts(day, 1_200, 1_740) }

    // MARK: Over midnight

    @Test func `a night is one stretch of openings, each of which can be booked`() throws {
        let agenda = try Night().agenda()
        let found = try Self.openings(agenda)
        #expect(found == Self.night(0) + Self.night(1))
        #expect(found.contains("0 23:30") && found.contains("1 00:00"))
        for opening in try agenda.openings(for: Self.request(), at: Self.now, limit: 100).all {
            let book = Command.book(opening.placement, for: Self.request())
            #expect(Refused.command(book, by: agenda, at: Self.now) == nil)
        }
    }

    @Test func `overlap and gap are kept over midnight`() throws {
        var agenda = try Night { $0.service.gap = Gap(after: .minutes(30)) }.agenda()
        try agenda.perform(.book(Self.placement("23:30", 0), for: Self.request("q")), at: Self.now)
        let found = try Self.openings(agenda)
        // Until 22:00, from 01:00, and not at the end, where the gap must be work too.
        #expect(
            Array(found.prefix { $0 < "1 12:00" })
                == Self.starts(0, 1_200, 1_320) + Self.starts(1, 60, 270))
        for (time, day, reason): (CivilTime, Int, Reason) in [
            ("00:00", 1, .overlap), ("00:30", 1, .gap), ("22:30", 0, .gap), ("23:00", 0, .overlap),
        ] {
            let book = Command.book(Self.placement(time, day), for: Self.request())
            #expect(Refused.command(book, by: agenda, at: Self.now)?.reason == reason)
        }
        #expect(
            agenda.appointments(
                of: "c", in: try #require(Self.zone.day(Self.tuesday)), at: Self.now
            ).count == 1)
    }

    @Test func `a window that ends at midnight ends the meetings before it`() throws {
        let agenda = try Night().agenda()
        let day = try #require(Self.zone.day(Self.monday))
        let found = try Self.openings(agenda) { $0.windows = IntervalSet(day) }
        // The morning of Monday is past.
        #expect(found == Self.starts(0, 1_200, 1_380))
        let next = try #require(Self.zone.day(Self.tuesday))
        let both = try Self.openings(agenda) { $0.windows = IntervalSet([day, next]) }
        #expect(both.contains("0 23:30"), "two days that touch are one window")
    }

    // MARK: The version of the local date

    @Test func `a service is the version of the date on which the meeting starts`() throws {
        let agenda = try Night { night in
            var short = night.service
            short.duration = .minutes(30)
            night.then = [.add(.service(short))]
        }.agenda()
        let found = try Self.openings(agenda)
        #expect(Array(found.prefix(8)) == Self.starts(0, 1_200, 1_410))
        #expect(found[8] == "1 00:00 30 min")
        #expect(found.dropFirst(8).allSatisfy { $0.hasSuffix("30 min") })
        for (time, day, minutes): (CivilTime, Int, Int64) in [("23:30", 0, 30), ("00:00", 1, 60)] {
            let book = Command.book(
                Self.placement(time, day, minutes: minutes), for: Self.request())
            #expect(
                Refused.command(book, by: agenda, at: Self.now)?.reason == .wrongDuration)
        }
    }

    @Test func `midnight is the office's, not that of UTC`() throws {
        // 22:00 UTC is midnight in Athens; the night of Monday ends two hours before UTC's.
        let agenda = try Night { $0.then = [.end(.service("s"))] }.agenda()
        let found = try agenda.openings(for: Self.request(), at: Self.now, limit: 100).all
        let last = try #require(found.last?.placement.interval)
        #expect(last.start.description == "2026-11-23T21:30:00Z")
        #expect(last.end.description == "2026-11-23T22:30:00Z")
    }

    @Test func `whatever ends on a date does not end the meeting that began before it`() throws {
        let references: [EntryReference] = [
            .service("s"), .counsellor("c"), .office("o"), .position("late"),
        ]
        for reference in references {
            let agenda = try Night {
                $0.counsellor.position = "late"
                // Hours of Monday that go on into Tuesday.
                $0.then = [
                    .change(
                        .defined(
                            .position(Position("late", name: "", hours: Self.nights)), from: .min)),
                    .end(reference),
                ]
            }.agenda()
            #expect(try Self.openings(agenda) == Self.starts(0, 1_200, 1_410), "\(reference)")
            let book = Command.book(Self.placement("00:00", 1), for: Self.request())
            #expect(
                Refused.command(book, by: agenda, at: Self.now)?.reason == .notInForce,
                "\(reference)")
        }
    }

    @Test func `a counsellor's own rules are those of the date of the start`() throws {
        let agenda = try Night { night in
            var counsellor = night.counsellor
            counsellor.gap = Gap(before: .minutes(30))
            counsellor.channels = [.office]
            night.then = [.add(.counsellor(counsellor))]
        }.agenda()
        let found = try agenda.openings(for: Self.request(), at: Self.now, limit: 100).all
        for opening in found {
            let date = Self.zone.local(opening.placement.interval.start).date
            #expect(opening.placement.channel == (date == Self.monday ? .video : .office))
        }
        // Tuesday evening starts half an hour later, as the gap must be work.
        #expect(
            try Self.openings(agenda)
                == Self.night(0) + Self.starts(1, 1_230, 1_740))
    }

    // MARK: Opening hours

    @Test func `hours that begin on a date go on past its midnight`() throws {
        let closed = DatedException(DateRange(Self.tuesday))
        var short = closed
        short = DatedException(DateRange(Self.tuesday), hours: [CivilSpan("23:00", "01:00")])
        let monday = Self.night(0)
        let cases: [(String, [DatedException], [String])] = [
            ("open", [], monday + Self.night(1)),
            ("closed on Tuesday", [closed], monday),
            ("short on Tuesday", [short], monday + Self.starts(1, 1_380, 1_440)),
            ("the last exception", [closed, short], monday + Self.starts(1, 1_380, 1_440)),
        ]
        for (what, exceptions, expected) in cases {
            let agenda = try Night { $0.office.exceptions = exceptions }.agenda()
            #expect(try Self.openings(agenda) == expected, "\(what)")
        }
        // Another version of the office from Tuesday on has nothing to say about Monday's night.
        let agenda = try Night { night in
            var later = night.office
            later.hours = WeeklyHours([.tuesday: [CivilSpan("12:00", "13:00")]])
            night.then = [.add(.office(later))]
        }.agenda()
        #expect(try Self.openings(agenda) == monday)
    }

    @Test func `a holiday closes the night that begins on it`() throws {
        // 25 and 26 December 2026 are holidays in Greece, a Friday and a Saturday.
        let agenda = try Night {
            $0.office.holidays = "GR"
            $0.service.horizon = 60
        }.agenda()
        let first = Self.zone.start(of: "2026-12-24")
        let window = try #require(Interval(start: first, end: first + .hours(24 * 4)))
        let found = try Self.openings(agenda) { $0.windows = IntervalSet(window) }
        // The nights of 23, 24 and 27 December, as far as they lie in the four days.
        #expect(found == Self.starts(31, 0, 300) + Self.night(31) + Self.starts(34, 1_200, 1_380))
    }

    @Test func `bookable hours go over midnight as opening hours do`() throws {
        let late = WeeklyHours([.monday: [CivilSpan("22:30", "01:30")]])
        let expected = Self.starts(0, 1_350, 1_470)
        var agenda = try Night { $0.counsellor.bookableHours = late }.agenda()
        #expect(try Self.openings(agenda) == expected)
        agenda = try Night {
            $0.counsellor.position = "late"
            let position = Position("late", name: "", hours: late)
            $0.then = [.change(.defined(.position(position), from: .min))]
        }.agenda()
        #expect(try Self.openings(agenda) == expected)
        let book = Command.book(Self.placement("01:00", 1), for: Self.request())
        #expect(Refused.command(book, by: agenda, at: Self.now)?.reason == .notBookable)
    }

    @Test func `leave on a date does not take the night that began before it`() throws {
        let agenda = try Night {
            $0.then = [
                .change(
                    .declared(
                        Declaration(
                            "l", of: .counsellor("c"), submitted: Self.now - .hours(48),
                            .leave(Leave("annual", .days(DateRange(Self.tuesday)))))))
            ]
        }.agenda()
        #expect(try Self.openings(agenda) == Self.night(0))
    }

    @Test func `telework over midnight is no place for a meeting in the office`() throws {
        let agenda = try Night {
            $0.day = DayTimetable([
                WorkStretch(CivilSpan("20:00", "23:00")),
                WorkStretch(CivilSpan("23:00", "06:00"), at: .telework),
            ])
        }.agenda()
        let found = try Self.openings(agenda) { $0.channels = [.office] }
        #expect(found == Self.starts(0, 1_200, 1_320) + Self.starts(1, 1_200, 1_320))
        #expect(try Self.openings(agenda) == Self.night(0) + Self.night(1))
    }

    // MARK: Limits of a day

    @Test func `limits count meetings by the date on which they start`() throws {
        let policies: [(Rule, Reason)] = [
            (.limit(.counsellor, per: .day, most: 1), .counsellorDailyLimit),
            (.limit(.participant, per: .day, most: 1), .participantDailyLimit),
        ]
        for (rule, reason) in policies {
            var agenda = try Night {
                $0.then = [.change(.policySet(Policy("l", rule)))]
            }.agenda()
            try agenda.perform(.book(Self.placement("23:30", 0), for: Self.request()), at: Self.now)
            let more = Command.book(Self.placement("20:00", 0), for: Self.request())
            #expect(Refused.command(more, by: agenda, at: Self.now)?.reason == reason)
            // It ends on Tuesday, and does not count there.
            #expect(try Self.openings(agenda) == Self.starts(1, 30, 300) + Self.night(1))
            try agenda.perform(.book(Self.placement("00:30", 1), for: Self.request()), at: Self.now)
            // Of Tuesday's night, the part that starts on Wednesday.
            #expect(try Self.openings(agenda) == Self.starts(2, 0, 300))
        }
    }

    @Test func `a policy holds from midnight to midnight`() throws {
        let limit = Policy(
            "l", .limit(.counsellor, per: .day, most: 1), valid: DateRange(Self.tuesday))
        var agenda = try Night { $0.then = [.change(.policySet(limit))] }.agenda()
        for (time, day): (CivilTime, Int) in [("20:00", 0), ("22:00", 0), ("01:00", 1)] {
            try agenda.perform(.book(Self.placement(time, day), for: Self.request()), at: Self.now)
        }
        // Monday takes more until half past eleven, Tuesday has had its one, Wednesday takes more.
        #expect(
            try Self.openings(agenda) == ["0 21:00"] + Self.starts(0, 1_380, 1_410)
                + Self.starts(2, 0, 300))
    }

    @Test func `gaps may lie outside work on the dates of a policy`() throws {
        let outside = Policy("g", .gapsOutsideWorkingTime, valid: DateRange(Self.tuesday))
        let agenda = try Night {
            $0.service.gap = Gap(before: .minutes(30), after: .minutes(30))
            $0.then = [.change(.policySet(outside))]
        }.agenda()
        // Monday's evening begins with a gap; Tuesday takes the whole night as it starts on it.
        #expect(
            try Self.openings(agenda) == Self.starts(0, 1_230, 1_740) + Self.starts(1, 1_200, 1_710)
        )
        let last = Command.book(Self.placement("05:00", 2), for: Self.request())
        #expect(Refused.command(last, by: agenda, at: Self.now)?.reason == .notWorking)
    }

    @Test func `horizon and notice about midnight`() throws {
        let agenda = try Night {
            $0.service.horizon = 1
            $0.service.minimumNotice = .hours(2)
        }.agenda()
        // One second before midnight of Tuesday: until the last start of Tuesday.
        let midnight = Self.zone.start(of: Self.tuesday)
        #expect(
            try Self.openings(agenda, at: midnight - Seconds(1))
                == Self.starts(1, 120, 300) + Self.starts(1, 1_200, 1_410))
        #expect(
            try Self.openings(agenda, at: midnight)
                == Self.starts(1, 120, 300) + Self.night(1))
        // The rules say the same as the search: Wednesday is one day from Tuesday's midnight on.
        let wednesday = Command.book(Self.placement("00:00", 2), for: Self.request())
        let refusal = Refused.command(wednesday, by: agenda, at: midnight - Seconds(1))
        #expect(refusal?.reason == .horizon)
        #expect(Refused.command(wednesday, by: agenda, at: midnight) == nil)
        // Today only, and nothing of today left.
        let today = try Night { $0.service.horizon = 0 }.agenda()
        #expect(
            try Self.openings(today, at: midnight - .hours(1)) == Self.starts(0, 1_380, 1_410))
        #expect(try Self.openings(today, at: midnight - .minutes(29)).isEmpty)
    }

    // MARK: The day of the meeting

    @Test func `arrival is noted from the midnight before the start on`() throws {
        var agenda = try Night().agenda()
        try agenda.perform(.book(Self.placement("23:30", 0), for: Self.request()), at: Self.now)
        try agenda.perform(.book(Self.placement("00:30", 1), for: Self.request()), at: Self.now)
        let midnight = Self.zone.start(of: Self.tuesday)
        #expect(Refused.command(.arrive(Appointment.ID(1)), by: agenda, at: Self.now) == nil)
        for (instant, reason) in [
            (midnight - Seconds(1), Reason?.some(.tooEarly)), (midnight, nil),
        ] {
            let refusal = Refused.command(.arrive(Appointment.ID(2)), by: agenda, at: instant)
            #expect(refusal?.reason == reason)
        }
    }
}
