import Foundation
import Rendezvous
import Testing

/// Zone rules against those of Foundation, which reads its own copy of the database.
struct ZoneRulesFoundationTests {
    private static let zones = [
        "Africa/Cairo", "Africa/Casablanca", "America/Argentina/Buenos_Aires", "America/Caracas",
        "America/Mexico_City", "America/New_York", "America/Sao_Paulo", "America/St_Johns",
        "Antarctica/Troll", "Asia/Kolkata", "Asia/Pyongyang", "Asia/Tehran", "Asia/Tokyo",
        "Australia/Lord_Howe", "Europe/Dublin", "Europe/Istanbul", "Europe/Lisbon",
        "Europe/Moscow", "Pacific/Apia", "Pacific/Chatham",
    ]

    @Test(arguments: [ZoneRules.athens, .bucharest, .copenhagen])
    func `the shipped zones agree with Foundation from 2020 to 2037`(zone: ZoneRules) throws {
        let count = try Self.compare(zone, from: 2_020, to: 2_038)
        #expect(count == 36)
    }

    @Test(
        .enabled(if: TimeTests.hasZoneinfo, "there is no /usr/share/zoneinfo here"),
        arguments: zones + ["Europe/Athens", "Europe/Bucharest", "Europe/Copenhagen"])
    func `twenty zones agree with Foundation from 1970 to 2037`(name: String) throws {
        _ = try Self.compare(try TimeTests.machineZone(name), from: 1_970, to: 2_038)
    }

    @Test func `the footer rule agrees with Foundation in the year 2500`() throws {
        for zone in [ZoneRules.athens, .bucharest, .copenhagen] {
            #expect(try Self.compare(zone, from: 2_500, to: 2_501) == 2)
        }
    }

    /// Compares the transitions and the offsets at and around each; returns how many there are.
    private static func compare(_ zone: ZoneRules, from first: Int, to end: Int) throws -> Int {
        let theirs = try #require(TimeZone(identifier: zone.name))
        let interval = try ZoneRulesTests.years(first, end)
        let found = zone.transitions(in: interval)
        var expected: [Instant] = []
        var time = date(interval.start - Seconds(1))
        while let next = theirs.nextDaylightSavingTimeTransition(after: time) {
            let instant = Instant(secondsSince1970: Int64(next.timeIntervalSince1970))
            guard instant < interval.end else { break }
            expected.append(instant)
            time = next
        }
        // Foundation also lists changes of the flag that leave the offset as it is.
        let changes = expected.filter { zone.offset(at: $0) != zone.offset(at: $0 - Seconds(1)) }
        #expect(found == changes, "\(zone.name)")
        for instant in Set(found + expected + [interval.start]) {
            for shift in -1...1 {
                let moment = instant + Seconds(Int64(shift))
                #expect(
                    zone.offset(at: moment).count
                        == Int64(theirs.secondsFromGMT(for: date(moment))),
                    "\(zone.name) \(moment)")
            }
        }
        return found.count
    }

    private static func date(_ instant: Instant) -> Date {
        Date(timeIntervalSince1970: Double(instant.secondsSince1970))
    }
}
