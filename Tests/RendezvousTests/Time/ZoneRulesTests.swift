import Rendezvous
import Testing

struct ZoneRulesTests {
    private static let shipped = [ZoneRules.athens, .bucharest, .copenhagen]

    /// Zones with what others do not have: see each line.
    private static let odd = [
        "Pacific/Apia",  // skipped 2011-12-30
        "America/Sitka",  // had 1867-10-18 twice
        "America/St_Johns",  // changed at 00:01
        "Australia/Lord_Howe",  // changes by half an hour
        "Antarctica/Troll",  // changes by two hours
        "Africa/Casablanca",  // has negative daylight saving time
        "America/Nuuk",  // changes before the day of its rule
        "Asia/Gaza",  // changes after 24:00
    ]

    @Test func `the shipped zones decode`() throws {
        #expect(Self.shipped.map(\.bytes.count) == [682, 661, 623])
        for zone in Self.shipped + [.utc] {
            #expect(try ZoneRules(name: zone.name, tzif: zone.bytes) == zone)
            #expect(ZoneRules.shipped(zone.name) == zone)
        }
        #expect(Set(Self.shipped + [.utc]).count == 4)
        #expect(ZoneRules.shipped("Europe/Berlin") == nil)
        #expect(ZoneRules.shippedRelease == "2025b")
    }

    @Test func `zones are equal by name and bytes`() throws {
        let alias = try ZoneRules(name: "Europe/Nicosia", tzif: ZoneRules.athens.bytes)
        #expect(alias != .athens && alias.fingerprint == ZoneRules.athens.fingerprint)
        let other = try ZoneRules(name: "Europe/Athens", tzif: ZoneRules.bucharest.bytes)
        #expect(other != .athens && other.fingerprint != ZoneRules.athens.fingerprint)
    }

    @Test func `the fingerprint is FNV-1a`() {
        // Computed from the same bytes by another program.
        #expect(ZoneRules.athens.fingerprint == 0xa8c1_9629_8e82_4b78)
        #expect(ZoneRules.utc.fingerprint == 0x2d60_8a6b_ce7a_572a)
    }

    @Test func `UTC has no offset and no transitions`() {
        #expect(ZoneRules.utc.offset(at: .min) == .zero && ZoneRules.utc.offset(at: .max) == .zero)
        #expect(ZoneRules.utc.transitions(in: .always).isEmpty)
        #expect(ZoneRules.utc.local(.max).description == "9999-12-31T23:59:59+00:00")
        #expect(ZoneRules.utc.day(.min)?.start == .min)
    }

    @Test func `local readings are written in RFC 3339 with their offset`() {
        let instant = TimeTests.utc("2026-11-24", "08:00")
        #expect(ZoneRules.athens.local(instant).description == "2026-11-24T10:00:00+02:00")
        #expect(ZoneRules.copenhagen.local(instant).description == "2026-11-24T09:00:00+01:00")
        let old = TimeTests.utc("1880-01-01", "00:00")
        #expect(ZoneRules.athens.local(old).description == "1880-01-01T01:34:52+01:34:52")
        let west = LocalDateTime(date: "2026-07-01", time: "20:30", offset: .minutes(-150))
        #expect(west.description == "2026-07-01T20:30:00-02:30")
    }

    @Test func `a start in the spring gap does not exist`() {
        // Athens, 2026-03-29: from 03:00 (+02:00) to 04:00 (+03:00).
        let transition = TimeTests.utc("2026-03-29", "01:00")
        let zone = ZoneRules.athens
        #expect(zone.resolve("2026-03-29", "02:59:59") == .unique(transition - Seconds(1)))
        #expect(zone.resolve("2026-03-29", "03:00") == .gap(transition: transition))
        #expect(zone.resolve("2026-03-29", "03:59:59") == .gap(transition: transition))
        #expect(zone.resolve("2026-03-29", "04:00") == .unique(transition))
    }

    @Test func `a reading in the repeated hour is found twice`() {
        // Athens, 2026-10-25: from 04:00 (+03:00) back to 03:00 (+02:00).
        let transition = TimeTests.utc("2026-10-25", "01:00")
        let zone = ZoneRules.athens
        let hour = Seconds.hours(1)
        #expect(zone.resolve("2026-10-25", "02:59:59") == .unique(transition - hour - Seconds(1)))
        #expect(
            zone.resolve("2026-10-25", "03:00")
                == .overlap(earlier: transition - hour, later: transition))
        #expect(
            zone.resolve("2026-10-25", "03:59:59")
                == .overlap(
                    earlier: transition - Seconds(1), later: transition + hour - Seconds(1)))
        #expect(zone.resolve("2026-10-25", "04:00") == .unique(transition + hour))
    }

    @Test func `24 o'clock is midnight of the next day`() {
        for zone in Self.shipped {
            #expect(
                zone.resolve("2026-12-31", .endOfDay) == zone.resolve("2027-01-01", .midnight))
        }
    }

    @Test func `days of a change have 23 and 25 hours`() {
        for zone in Self.shipped {
            #expect(zone.day("2026-03-28")?.length == .hours(24))
            #expect(zone.day("2026-03-29")?.length == .hours(23))
            #expect(zone.day("2026-10-25")?.length == .hours(25))
        }
    }

    @Test func `a stretch across a change lasts what the clock hides or repeats`() {
        let zone = ZoneRules.athens
        func length(_ date: CivilDate, _ start: CivilTime, _ end: CivilTime) -> Seconds? {
            zone.instants(date, from: start, to: end)?.length
        }
        #expect(length("2026-11-23", "08:00", "16:00") == .hours(8))
        #expect(length("2026-11-23", "22:00", "06:00") == .hours(8))
        #expect(length("2026-11-23", "08:00", "08:00") == .hours(24))
        #expect(length("2026-11-23", "00:00", "24:00") == .hours(24))
        #expect(length("2026-11-23", "24:00", "06:00") == .hours(6))
        #expect(length("2026-03-28", "22:00", "06:00") == .hours(7))
        #expect(length("2026-10-24", "22:00", "06:00") == .hours(9))
        // In the gap, with one end in it, with both.
        #expect(length("2026-03-29", "03:30", "05:00") == .hours(1))
        #expect(length("2026-03-29", "02:00", "03:30") == .hours(1))
        #expect(length("2026-03-29", "03:10", "03:50") == nil)
        // In the repeated hour.
        #expect(length("2026-10-25", "03:30", "05:00") == .minutes(150))
        #expect(length("2026-10-25", "02:00", "03:30") == .minutes(150))
        #expect(length("2026-10-25", "03:10", "03:20") == .minutes(70))
    }

    @Test func `the ends of time stop and do not trap`() {
        for zone in Self.shipped {
            for time: CivilTime in ["00:00", "12:00", "24:00"] {
                _ = (zone.resolve(.min, time), zone.resolve(.max, time))
            }
            #expect(zone.start(of: .min) == .min)
            #expect(zone.day(.max)?.end == .max)
            #expect(zone.local(.max).date == .max && zone.local(.min).date == .min)
            #expect(zone.instants(.max, from: "23:00", to: "22:00") != nil)
        }
        #expect(ZoneRules.athens.local(.max).description == "9999-12-31T23:59:59+02:00")
    }

    @Test func `the footer rule goes on for ever`() throws {
        let year = try #require(
            Interval(
                start: TimeTests.utc("2500-01-01", "00:00"),
                end: TimeTests.utc("2501-01-01", "00:00")))
        // The last Sundays of March and October 2500.
        let changes = [TimeTests.utc("2500-03-28", "01:00"), TimeTests.utc("2500-10-31", "01:00")]
        for zone in Self.shipped {
            #expect(zone.transitions(in: year) == changes)
            #expect(zone.offset(at: changes[0]) - zone.offset(at: year.start) == .hours(1))
            #expect(zone.offset(at: changes[1]) == zone.offset(at: year.start))
        }
    }

    @Test func `transitions are those from the start and before the end`() throws {
        let transition = TimeTests.utc("2026-03-29", "01:00")
        let second = Seconds(1)
        for (start, end, found) in [
            (transition, transition + second, true), (transition - second, transition, false),
            (transition + second, transition + second * 2, false),
        ] {
            let interval = try #require(Interval(start: start, end: end))
            #expect(ZoneRules.athens.transitions(in: interval) == (found ? [transition] : []))
        }
        // Two in each whole year after the last of the table, 1996.
        let later = try #require(
            Interval(start: TimeTests.utc("1997-01-01", "00:00"), end: .max))
        #expect(ZoneRules.athens.transitions(in: later).count == 2 * (9_999 - 1_996))
    }

    @Test(.enabled(if: TimeTests.hasZoneinfo, "there is no /usr/share/zoneinfo here"))
    func `a date that a zone skipped has no day`() throws {
        let apia = try TimeTests.machineZone("Pacific/Apia")
        let transition = TimeTests.utc("2011-12-30", "10:00")
        #expect(apia.day("2011-12-30") == nil)
        #expect(apia.start(of: "2011-12-30") == transition)
        #expect(apia.start(of: "2011-12-31") == transition)
        #expect(apia.resolve("2011-12-30", "12:00") == .gap(transition: transition))
        #expect(apia.instants("2011-12-30", from: "08:00", to: "16:00") == nil)
        #expect(apia.instants("2011-12-30", from: "22:00", to: "06:00")?.length == .hours(6))
        #expect(apia.day("2011-12-29")?.end == transition)
    }

    @Test(.enabled(if: TimeTests.hasZoneinfo, "there is no /usr/share/zoneinfo here"))
    func `a day starts at the first of its instants`() throws {
        // Cairo changed at 00:00 to 01:00: that day has no midnight.
        let cairo = try TimeTests.machineZone("Africa/Cairo")
        #expect(cairo.local(cairo.start(of: "2024-04-26")).time == "01:00")
        #expect(cairo.day("2024-04-26")?.length == .hours(23))
        // St John's went from 00:01 back to 23:01: that day has two midnights.
        let johns = try TimeTests.machineZone("America/St_Johns")
        let start = johns.start(of: "2010-11-07")
        #expect(
            johns.resolve("2010-11-07", "00:00")
                == .overlap(earlier: start, later: start + .hours(1)))
        #expect(johns.local(start + Seconds(60)).date == "2010-11-06")
    }

    @Test(
        .enabled(if: TimeTests.hasZoneinfo, "there is no /usr/share/zoneinfo here"),
        arguments: odd + ["Europe/Athens", "Europe/Copenhagen"])
    func `wall clock readings agree with trying every offset`(name: String) throws {
        let zone = try TimeTests.machineZone(name)
        let transitions = zone.transitions(in: try Self.years(1_850, 2_050))
        var offsets = Set(transitions.map { zone.offset(at: $0) })
        offsets.insert(zone.offset(at: .min))
        for transition in transitions {
            for quarter in -120...120 where quarter.isMultiple(of: 8) || abs(quarter) <= 8 {
                let local = zone.local(transition + .minutes(15) * Int64(quarter))
                for shift in [-1, 0, 1] {
                    let time = CivilTime(secondOfDay: local.time.secondOfDay + shift)
                    let wall = TimeTests.utc(local.date, time)
                    let readings = offsets.map { wall - $0 }
                        .filter { zone.offset(at: $0) == wall - $0 }.sorted()
                    let resolved = zone.resolve(local.date, time)
                    if let first = readings.first, let last = readings.last {
                        #expect(resolved.earliest == first && resolved.latest == last)
                        #expect((resolved == .unique(first)) == (first == last))
                    } else {
                        #expect(Self.jumps(zone, over: wall, resolved))
                    }
                }
            }
        }
    }

    /// Whether the result is a gap, and its transition takes the clock from before `wall` past it.
    private static func jumps(
        _ zone: ZoneRules, over wall: Instant, _ resolved: WallClock
    ) -> Bool {
        guard case .gap(let transition) = resolved else { return false }
        let before = zone.offset(at: transition - Seconds(1))
        return transition + before <= wall && wall < transition + zone.offset(at: transition)
    }

    @Test(
        .enabled(if: TimeTests.hasZoneinfo, "there is no /usr/share/zoneinfo here"),
        arguments: odd + ["Europe/Bucharest"])
    func `days follow each other without holes`(name: String) throws {
        let zone = try TimeTests.machineZone(name)
        for transition in zone.transitions(in: try Self.years(1_850, 2_050)) {
            let date = zone.local(transition).date
            for day in date.advanced(by: -2)...date.advanced(by: 2) {
                let next = zone.start(of: day.advanced(by: 1))
                guard let interval = zone.day(day) else {
                    #expect(zone.start(of: day) == next)
                    continue
                }
                #expect(interval.start == zone.start(of: day) && interval.end == next)
                #expect(zone.local(interval.start).date == day)
                #expect(zone.local(interval.start - Seconds(1)).date < day)
            }
        }
    }

    static func years(_ first: Int, _ end: Int) throws -> Interval {
        let start = try #require(CivilDate(year: first, month: 1, day: 1))
        let last = try #require(CivilDate(year: end, month: 1, day: 1))
        return try #require(
            Interval(start: TimeTests.utc(start, "00:00"), end: TimeTests.utc(last, "00:00")))
    }
}
