import Rendezvous
import Testing

/// Openings and bookings on every change of the clock from 2020 to 2037.
struct DaylightSavingTests {
    // MARK: The changes

    /// One change of the clock, with what is known about it without the engine's help: it comes at
    /// 01:00 UTC, and the clock is ahead by one hour more in summer.
    struct Change: Sendable, CustomTestStringConvertible {
        let zone: ZoneRules
        let instant: Instant
        let isSpring: Bool

        private var winter: Seconds { .hours(zone == .copenhagen ? 1 : 2) }
        private var summer: Seconds { winter + .hours(1) }

        func offset(at other: Instant) -> Seconds {
            (other < instant) == isSpring ? winter : summer
        }

        /// The minute of the day that the clock on the wall shows.
        func minute(at other: Instant) -> Int {
            let seconds = (other + offset(at: other)).secondsSince1970
            return Int(seconds % 86_400) / 60
        }

        /// The day of the change, in its zone.
        var day: Interval {
            let before = isSpring ? winter : summer
            let start = instant - .hours(1) - before
            return Interval(start: start, end: start + .hours(isSpring ? 23 : 25)) ?? .always
        }

        /// The starts in the day at which something of this length ends in it.
        func starts(grid: Int, lasting length: Seconds) -> [Instant] {
            let minutes = Int(day.length.count) / 60
            return (0..<minutes).map { day.start + .minutes(Int64($0)) }.filter {
                minute(at: $0) % grid == 0 && $0 + length <= day.end
            }
        }

        var testDescription: String { "\(zone) \(instant)" }
    }

    private static let zones = [ZoneRules.athens, .bucharest, .copenhagen]

    private static func changes(_ zone: ZoneRules, _ years: ClosedRange<Int>) throws -> [Change] {
        let first = try #require(CivilDate(year: years.lowerBound, month: 1, day: 1))
        let end = try #require(CivilDate(year: years.upperBound + 1, month: 1, day: 1))
        let interval = try #require(
            Interval(start: zone.start(of: first), end: zone.start(of: end)))
        let changes = zone.transitions(in: interval).enumerated().map {
            Change(zone: zone, instant: $0.element, isSpring: $0.offset.isMultiple(of: 2))
        }
        try #require(changes.count == 2 * years.count)
        return changes
    }

    @Test(arguments: zones)
    func `the clocks change on the last Sundays of March and October`(zone: ZoneRules) throws {
        for change in try Self.changes(zone, 2_020...2_037) {
            let date = zone.local(change.instant).date
            #expect(date.weekday == .sunday)
            #expect(date.parts.month == (change.isSpring ? 3 : 10) && date.parts.day > 24)
            #expect(zone.day(date) == change.day)
        }
    }

    // MARK: The agency

    /// An office that never closes and a counsellor who always works.
    private static func agenda(
        _ zone: ZoneRules, _ service: Service, hours: WeeklyHours = .always, at now: Instant
    ) throws -> Agenda {
        var agency = Agency(founded: now)
        try agency.give(zone)
        try agency.add(Field("jobs", name: ""))
        try agency.add(service)
        try agency.add(Office("o", zone: zone.name, hours: hours))
        try agency.add(Counsellor("c", at: "o"))
        try agency.declare(
            Declaration(
                "d", of: .counsellor("c"), submitted: now,
                .daily(DayTimetable(from: "00:00", to: "24:00"), .always)))
        return Agenda(agency)
    }

    private static func service(
        lasting minutes: Int64, grid: Int, gap: Gap = .none, notice: Seconds = .zero,
        horizon: Int = 7
    ) -> Service {
        Service(
            "s", in: "jobs", lasting: .minutes(minutes), gap: gap, minimumNotice: notice,
            horizon: horizon, startGrid: grid)
    }

    private static func request(_ window: Interval) -> Request {
        Request(for: Party("p"), service: "s", within: IntervalSet(window))
    }

    private static func starts(
        _ agenda: Agenda, _ window: Interval, at now: Instant
    ) throws -> [Instant] {
        try agenda.openings(for: request(window), at: now, limit: 2_000).all
            .map(\.placement.interval.start)
    }

    private static func placement(_ start: Instant, minutes: Int64) throws -> Placement {
        let interval = try #require(Interval(start: start, end: start + .minutes(minutes)))
        return Placement(interval, on: .video, with: "c")
    }

    // MARK: Openings

    @Test(arguments: zones)
    func `a day of a change is full of half hours, each of which can be booked`(
        zone: ZoneRules
    ) throws {
        for change in try Self.changes(zone, 2_020...2_037) {
            let now = change.day.start - .hours(40)
            var agenda = try Self.agenda(zone, Self.service(lasting: 30, grid: 30), at: now)
            let found = try Self.starts(agenda, change.day, at: now)
            #expect(found == change.starts(grid: 30, lasting: .minutes(30)), "\(change)")
            #expect(found.count == (change.isSpring ? 46 : 50), "\(change)")

            let first = zone == .copenhagen ? 2 : 3
            let shown = found.map { zone.local($0) }.filter { $0.time.hour == first }
            #expect(shown.count == (change.isSpring ? 0 : 4), "\(change)")
            #expect(Set(shown).count == shown.count, "\(change)")
            if !change.isSpring {
                let (summer, winter) = (
                    Seconds.hours(Int64(first)), Seconds.hours(Int64(first - 1))
                )
                #expect(shown.map(\.offset) == [summer, summer, winter, winter], "\(change)")
                #expect(shown.map(\.time.minute) == [0, 30, 0, 30], "\(change)")
            }
            for start in found {
                let placement = try Self.placement(start, minutes: 30)
                try agenda.perform(.book(placement, for: Self.request(change.day)), at: now)
            }
            #expect(try Self.starts(agenda, change.day, at: now).isEmpty, "\(change)")
        }
    }

    @Test(arguments: zones)
    func `full hours with three quarters and a gap fill the day as well`(zone: ZoneRules) throws {
        for change in try Self.changes(zone, 2_020...2_037) {
            let now = change.day.start - .hours(40)
            let service = Self.service(lasting: 45, grid: 60, gap: Gap(after: .minutes(15)))
            var agenda = try Self.agenda(zone, service, at: now)
            let found = try Self.starts(agenda, change.day, at: now)
            #expect(found == change.starts(grid: 60, lasting: .minutes(45)), "\(change)")
            #expect(found.count == (change.isSpring ? 23 : 25), "\(change)")
            for start in found.reversed() {
                let placement = try Self.placement(start, minutes: 45)
                try agenda.perform(.book(placement, for: Self.request(change.day)), at: now)
            }
            // A minute more and the next hour is gone, whatever the clock on the wall says.
            let wider = Self.service(lasting: 45, grid: 60, gap: Gap(after: .minutes(16)))
            agenda = try Self.agenda(zone, wider, at: now)
            let request = Self.request(change.day)
            try agenda.perform(
                .book(try Self.placement(change.instant - .hours(1), minutes: 45), for: request),
                at: now)
            let next = Command.book(try Self.placement(change.instant, minutes: 45), for: request)
            #expect(Refused.command(next, by: agenda, at: now)?.reason == .gap, "\(change)")
        }
    }

    @Test(arguments: zones, [1, 7, 15, 90, 120, 180, 1_440])
    func `starts are where the clock on the wall shows the grid`(
        zone: ZoneRules, grid: Int
    ) throws {
        for change in try Self.changes(zone, 2_026...2_026) {
            let now = change.day.start - .hours(40)
            let agenda = try Self.agenda(zone, Self.service(lasting: 20, grid: grid), at: now)
            let found = try Self.starts(agenda, change.day, at: now)
            #expect(found == change.starts(grid: grid, lasting: .minutes(20)), "\(change)")
        }
    }

    // MARK: Gaps and hours

    @Test(arguments: zones)
    func `gaps are kept in real time over a change`(zone: ZoneRules) throws {
        for change in try Self.changes(zone, 2_026...2_037) {
            let now = change.day.start - .hours(40)
            let gap = Gap(before: .minutes(20), after: .minutes(35))
            let service = Self.service(lasting: 30, grid: 5, gap: gap)
            var agenda = try Self.agenda(zone, service, at: now)
            // It ends as the clock changes.
            let middle = try Self.placement(change.instant - .minutes(30), minutes: 30)
            try agenda.perform(.book(middle, for: Self.request(change.day)), at: now)
            let around = try #require(
                Interval(start: change.instant - .hours(3), end: change.instant + .hours(3)))
            let found = try Self.starts(agenda, around, at: now)
            let (before, after) = (
                found.filter { $0 < change.instant }, found.filter { $0 >= change.instant }
            )
            // The larger of the gap after one and the gap before the next.
            #expect(before.last == change.instant - .minutes(30 + 35 + 30), "\(change)")
            #expect(after.first == change.instant + .minutes(35), "\(change)")
            for (minutes, reason): (Int64, Reason?) in [
                (-95, nil), (-90, .gap), (30, .gap), (35, nil),
            ] {
                let placement = try Self.placement(
                    change.instant + .minutes(minutes), minutes: 30)
                let book = Command.book(placement, for: Self.request(change.day))
                let refusal = Refused.command(book, by: agenda, at: now)
                #expect(refusal?.reason == reason, "\(change), \(minutes)")
            }
        }
    }

    @Test(arguments: zones)
    func `night hours are an hour shorter or longer`(zone: ZoneRules) throws {
        let nights = WeeklyHours(
            Dictionary(
                uniqueKeysWithValues: Weekday.allCases.map { ($0, [CivilSpan("22:00", "06:00")]) }))
        for change in try Self.changes(zone, 2_020...2_037) {
            let now = change.day.start - .hours(40)
            let service = Self.service(lasting: 30, grid: 30)
            let agenda = try Self.agenda(zone, service, hours: nights, at: now)
            let eve = zone.local(change.day.start).date.advanced(by: -1)
            let open = try #require(agenda.openingHours(of: "o", on: DateRange(eve)))
            let night = try #require(open.intervals.first)
            #expect(open.intervals.count == 1)
            #expect(night.length == .hours(change.isSpring ? 7 : 9), "\(change)")
            #expect(night.start == change.day.start - .hours(2), "\(change)")
            let found = try Self.starts(agenda, night, at: now)
            #expect(found.count == (change.isSpring ? 14 : 18), "\(change)")
            for (before, after) in zip(found, found.dropFirst()) {
                #expect(after - before == .minutes(30), "\(change)")
            }
        }
    }

    @Test(arguments: zones)
    func `hours that begin or end in the change go to its instant or take both readings`(
        zone: ZoneRules
    ) throws {
        let hour = zone == .copenhagen ? 2 : 3
        func time(_ hours: Int, _ minute: Int) throws -> CivilTime {
            try #require(CivilTime(hour: hour + hours, minute: minute))
        }
        // From half past before to half past in the change, and from there to an hour later.
        let spans = [
            CivilSpan(try time(-1, 30), try time(0, 30)),
            CivilSpan(try time(0, 30), try time(1, 30)),
        ]
        for change in try Self.changes(zone, 2_026...2_027) {
            let now = change.day.start - .hours(40)
            for (index, span) in spans.enumerated() {
                let hours = WeeklyHours([.sunday: [span]])
                let service = Self.service(lasting: 30, grid: 30)
                let agenda = try Self.agenda(zone, service, hours: hours, at: now)
                let date = DateRange(zone.local(change.instant).date)
                let open = try #require(agenda.openingHours(of: "o", on: date))
                #expect(open.length == .minutes(change.isSpring ? 30 : 120), "\(change)")
                let found = try Self.starts(agenda, change.day, at: now)
                #expect(found.count == (change.isSpring ? 1 : 4), "\(change)")
                let spring = change.instant - .minutes(index == 0 ? 30 : 0)
                let autumn = change.instant - .minutes(index == 0 ? 90 : 30)
                #expect(found.first == (change.isSpring ? spring : autumn), "\(change)")
            }
        }
    }

    // MARK: Notice and horizon

    @Test(arguments: zones)
    func `notice is real time, the horizon is counted in dates`(zone: ZoneRules) throws {
        for change in try Self.changes(zone, 2_020...2_037) {
            // Noon of the day before; a day later the clock shows 13:00 or 11:00.
            let noon = change.day.start - .hours(12)
            let week = try #require(
                Interval(start: noon - .hours(48), end: change.day.end + .hours(48)))
            let noticed = Self.service(lasting: 30, grid: 30, notice: .hours(24))
            var agenda = try Self.agenda(zone, noticed, at: noon)
            let first = try #require(try Self.starts(agenda, week, at: noon).first)
            #expect(first == noon + .hours(24), "\(change)")
            #expect(zone.local(first).time.hour == (change.isSpring ? 13 : 11), "\(change)")
            for (start, reason) in [(first, Reason?.none), (first - .minutes(30), .notice)] {
                let book = Command.book(
                    try Self.placement(start, minutes: 30), for: Self.request(week))
                let refusal = Refused.command(book, by: agenda, at: noon)
                #expect(refusal?.reason == reason, "\(change)")
            }

            // One day ahead: to the end of the day of the change, and from its midnight on of the
            // next.
            let near = Self.service(lasting: 30, grid: 30, horizon: 1)
            agenda = try Self.agenda(zone, near, at: noon)
            let (start, end) = (change.day.start, change.day.end)
            for (now, last) in [
                (start - Seconds(1), end), (start, end + .hours(24)),
                (end - Seconds(1), end + .hours(24)), (end, end + .hours(48)),
            ] {
                let limit = last - .minutes(30)
                let window = try #require(
                    Interval(start: end - .hours(2), end: week.end + .hours(9)))
                #expect(try Self.starts(agenda, window, at: now).last == limit, "\(change), \(now)")
                for (start, reason) in [(limit, Reason?.none), (last, .horizon)] {
                    let book = Command.book(
                        try Self.placement(start, minutes: 30), for: Self.request(window))
                    let refusal = Refused.command(book, by: agenda, at: now)
                    #expect(refusal?.reason == reason, "\(change), \(now)")
                }
            }
        }
    }

    @Test(arguments: zones)
    func `both readings of an hour belong to one day`(zone: ZoneRules) throws {
        for change in try Self.changes(zone, 2_026...2_037) where !change.isSpring {
            let now = change.day.start - .hours(40)
            var agenda = try Self.agenda(zone, Self.service(lasting: 30, grid: 30), at: now)
            let limit = Policy("p", .limit(.participant, per: .day, most: 2), offices: ["o"])
            try agenda.perform(.amend(.policySet(limit)), at: now)
            let request = Self.request(change.day)
            for start in [change.instant - .hours(1), change.instant] {
                let placement = try Self.placement(start, minutes: 30)
                try agenda.perform(.book(placement, for: request), at: now)
            }
            let third = Command.book(
                try Self.placement(change.day.end - .minutes(30), minutes: 30), for: request)
            #expect(
                Refused.command(third, by: agenda, at: now)?.reason == .participantDailyLimit)
            // Arrival is noted from the day's first instant on.
            let id = Appointment.ID(2)
            let early = change.day.start - Seconds(1)
            #expect(Refused.command(.arrive(id), by: agenda, at: early)?.reason == .tooEarly)
            #expect(Refused.command(.arrive(id), by: agenda, at: change.day.start) == nil)
        }
    }
}
