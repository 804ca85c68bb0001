import Foundation
import Rendezvous
import Testing

/// TZif files made here: what is read from right ones, and that wrong ones are refused.
struct TimeZoneFileTests {
    private typealias Builder = TimeZoneFileBuilder

    private static func zone(_ builder: TimeZoneFileBuilder) throws -> ZoneRules {
        try ZoneRules(name: "Test/Zone", tzif: builder.bytes)
    }

    /// The offset and how often it changes in 2026, by a footer alone.
    private static func zone(
        footer: String, offset: Int32, version: UInt8 = 2
    ) throws -> ZoneRules {
        try zone(Builder(version: version, offset: offset, footer: footer))
    }

    private static func transitions(_ zone: ZoneRules, in year: Int) throws -> [String] {
        zone.transitions(in: try ZoneRulesTests.years(year, year + 1)).map(\.description)
    }

    @Test func `version 1 keeps the offset of the last transition for ever`() throws {
        var builder = Builder(version: 1, offset: 3_600)
        builder.types.append((7_200, 1, 0))
        builder.transitions = [(-1_000, 1), (0, 0), (1_000, 1)]
        let zone = try Self.zone(builder)
        let expected: [(Int64, Int64)] = [
            (.min, 3_600), (-1_001, 3_600), (-1_000, 7_200), (-1, 7_200), (0, 3_600),
            (999, 3_600), (1_000, 7_200), (.max, 7_200),
        ]
        for (second, offset) in expected {
            #expect(zone.offset(at: Instant(secondsSince1970: second)).count == offset)
        }
        #expect(zone.transitions(in: .always).count == 3)
    }

    @Test func `a version 2 file with an empty footer keeps its last offset`() throws {
        var builder = Builder(offset: -3_600)
        #expect(try Self.zone(builder).offset(at: .max) == .hours(-1))
        builder.types.append((3_600, 0, 0))
        builder.transitions = [(-1 << 59, 0), (5_000_000_000, 1)]
        let zone = try Self.zone(builder)
        #expect(zone.offset(at: .min) == .hours(-1) && zone.offset(at: .max) == .hours(1))
        #expect(zone.transitions(in: .always) == [Instant(secondsSince1970: 5_000_000_000)])
    }

    @Test func `transitions outside the years 1 to 9999 are kept out of sight`() throws {
        var builder = Builder(offset: 0)
        builder.types += [(3_600, 0, 0), (7_200, 0, 0)]
        builder.transitions = [(.min, 1), (.max, 2)]
        let zone = try Self.zone(builder)
        #expect(zone.offset(at: .min) == .hours(1) && zone.offset(at: .max) == .hours(1))
        #expect(zone.transitions(in: .always).isEmpty)
    }

    @Test func `transitions that leave the offset as it is are none`() throws {
        var builder = Builder(offset: 3_600)
        builder.types.append((3_600, 1, 0))
        builder.transitions = [(0, 1), (100, 0)]
        #expect(try Self.zone(builder).transitions(in: .always).isEmpty)
    }

    @Test(arguments: [
        ("EST5", [String]()),
        ("EST5EDT,M3.2.0,M11.1.0", ["2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"]),
        ("EST+5EDT4,M3.2.0/2,M11.1.0/2:00:00", ["2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"]),
        ("EST5<+00>-0:30:15,J60/0,59/0", ["2026-02-28T23:29:45Z", "2026-03-01T05:00:00Z"]),
        ("<-05>5<-04>,J60,J61", ["2026-03-01T07:00:00Z", "2026-03-02T06:00:00Z"]),
        ("EST5EDT,59,60", ["2026-03-01T07:00:00Z", "2026-03-02T06:00:00Z"]),
        ("EST5EDT,M10.1.0/0,M3.5.6/24", ["2026-03-29T04:00:00Z", "2026-10-04T05:00:00Z"]),
    ])
    func `footer rules of every form are followed`(footer: String, changes: [String]) throws {
        let zone = try Self.zone(footer: footer, offset: -18_000)
        #expect(try Self.transitions(zone, in: 2_026) == changes)
    }

    @Test func `Julian days do not count 29 February and ordinal days do`() throws {
        let julian = try Self.zone(footer: "AAA0BBB,J59/0,J60/1", offset: 0)
        #expect(
            try Self.transitions(julian, in: 2_028)
                == ["2028-02-28T00:00:00Z", "2028-03-01T00:00:00Z"])
        let ordinal = try Self.zone(footer: "AAA0BBB,58/0,59/1", offset: 0)
        #expect(
            try Self.transitions(ordinal, in: 2_028)
                == ["2028-02-28T00:00:00Z", "2028-02-29T00:00:00Z"])
    }

    @Test func `times of version 3 reach a week past the day`() throws {
        let zone = try Self.zone(footer: "AAA0BBB,M3.1.0/-167,M10.1.0/167", offset: 0, version: 3)
        #expect(
            try Self.transitions(zone, in: 2_026)
                == ["2026-02-22T01:00:00Z", "2026-10-10T22:00:00Z"])
        // Into the year before and the year after.
        let turn = try Self.zone(footer: "AAA0BBB,0/-167,J365/167", offset: 0, version: 3)
        #expect(
            try Self.transitions(turn, in: 2_026) == [
                "2026-01-06T22:00:00Z", "2026-12-25T01:00:00Z",
            ])
    }

    @Test func `changes that lie outside their years are found from any instant`() throws {
        // The changes of a year lie on 25 December of the year before, or in the following January.
        let early = try Self.zone(footer: "AAA0BBB,0/-167,1/-167", offset: 0, version: 3)
        let late = try Self.zone(footer: "AAA0BBB,J364/167,J365/167", offset: 0, version: 3)
        let end = TimeTests.utc("2027-01-31", "00:00")
        for date in CivilDate(dayNumber: 20_450)...CivilDate(dayNumber: 20_480) {
            let start = TimeTests.utc(date, "00:00")
            let window = try #require(Interval(start: start, end: end))
            #expect(
                early.transitions(in: window).map { early.local($0).date.description }.suffix(2)
                    == ["2026-12-25", "2026-12-26"])
            let january = late.transitions(in: window)
            #expect(january.count == (date < "2026-01-06" ? 4 : date < "2026-01-07" ? 3 : 2))
        }
    }

    @Test func `of two jumps close together the right one is named`() throws {
        var builder = Builder(offset: 0)
        builder.types += [(3_600, 0, 0), (7_200, 0, 0)]
        builder.transitions = [(0, 1), (7_200, 2)]
        let zone = try Self.zone(builder)
        let (first, second) = (TimeTests.utc("1970-01-01", "00:00"), Seconds(7_200))
        #expect(zone.resolve("1970-01-01", "00:30") == .gap(transition: first))
        #expect(zone.resolve("1970-01-01", "03:30") == .gap(transition: first + second))
        #expect(zone.resolve("1970-01-01", "02:00") == .unique(first + .hours(1)))
    }

    @Test func `a rule can say daylight saving time all year`() throws {
        for footer in ["XXX3EDT4,0/0,J365/23", "EST5EDT,0/0,J365/25"] {
            let zone = try Self.zone(footer: footer, offset: -14_400, version: 3)
            #expect(zone.offset(at: .min) == .hours(-4) && zone.offset(at: .max) == .hours(-4))
            for year in [1, 2_024, 2_025, 2_026, 9_998] {
                #expect(try Self.transitions(zone, in: year).isEmpty)
            }
            #expect(zone.day("2026-01-01")?.length == .hours(24))
        }
    }

    @Test(arguments: [
        "E", "ES5", "EST", "EST25", "EST5:60", "EST5:5", "EST5EDT", "EST5EDT,", "EST5EDT,M3.2.0",
        "EST5EDT,M3.2.0,", "EST5EDT,M0.2.0,M11.1.0", "EST5EDT,M13.2.0,M11.1.0",
        "EST5EDT,M3.0.0,M11.1.0", "EST5EDT,M3.6.0,M11.1.0", "EST5EDT,M3.2.7,M11.1.0",
        "EST5EDT,J0,J100", "EST5EDT,J1,J366", "EST5EDT,0,366", "EST5EDT,M3.2.0/25,M11.1.0",
        "EST5EDT,M3.2.0/-1,M11.1.0", "EST5EDT,M3.2.0,M11.1.0x", "EST5EDT,M3.2.0,M11.1.0,",
        "<EST5", "<E>5", "<E_T>5", "E5T5", ":EST5", " EST5", "EST5 ", "EST--5", "EST5EDT,M3.2,M11",
        "EST5EDT,1000,1", "EST5\u{0}", "ÄST5", "EST9999999999999999999",
    ])
    func `wrong footers are refused`(footer: String) throws {
        #expect(throws: ZoneError.self) { try Self.zone(footer: footer, offset: -18_000) }
    }

    @Test func `limits of the footer are checked at their edges`() throws {
        for (hours, version, isAllowed) in [
            (24, 2, true), (25, 2, false), (167, 3, true), (168, 3, false), (-167, 4, true),
            (-168, 4, false), (-1, 2, false),
        ] {
            let footer = "AAA0BBB,M3.1.0/\(hours),M10.1.0"
            let zone = try? Self.zone(footer: footer, offset: 0, version: UInt8(version))
            #expect((zone != nil) == isAllowed, "\(footer) in version \(version)")
        }
        #expect(try Self.zone(footer: "AAA24:59:59", offset: 0).offset(at: .max).count == -89_999)
        #expect(
            try Self.zone(footer: "AAA-24:59:59BBB,0,J365", offset: 0).transitions(in: .always)
                .isEmpty == false)
    }

    @Test func `a footer must go on from the last transition`() throws {
        var builder = Builder(offset: 0, footer: "AAA-1")
        builder.types.append((3_600, 0, 0))
        builder.transitions = [(0, 1)]
        #expect(try Self.zone(builder).offset(at: .max) == .hours(1))
        builder.footer = "AAA-2"
        #expect(throws: ZoneError.self) { try Self.zone(builder) }
    }

    @Test func `wrong tables are refused with the place of the fault`() throws {
        /// Refuses what `change` makes of a right file, at the byte where version 1 has it.
        func refused(_ byteOffset: Int, _ change: (inout TimeZoneFileBuilder) -> Void) {
            var builder = Builder(version: 1)
            builder.types.append((3_600, 0, 0))
            builder.transitions = [(0, 1), (100, 0)]
            change(&builder)
            let bytes = builder.bytes
            let error = #expect(throws: ZoneError.self) {
                try ZoneRules(name: "Test/Zone", tzif: bytes)
            }
            #expect(error?.byteOffset == byteOffset, "\(error?.description ?? "")")
        }
        refused(48) { $0.transitions[1].time = 0 }
        refused(53) { $0.transitions[1].type = 2 }
        refused(54) { $0.types[0].offset = 93_600 }
        refused(54) { $0.types[0].offset = -90_000 }
        refused(58) { $0.types[0].isDaylight = 2 }
        refused(59) { $0.types[0].designation = 4 }
        refused(69) { $0.designations[3] = 65 }
        refused(36) { $0.types = [] }
        refused(40) { $0.designations = [] }
        refused(28) { $0.leapCount = 1 }
        refused(24) { $0.standardIndicators = [0] }
        refused(20) { $0.utIndicators = [0] }
        refused(71) { $0.standardIndicators = [0, 2] }
        refused(70) { $0.utIndicators = [1, 0] }
        refused(72) { ($0.standardIndicators, $0.utIndicators) = ([0, 1], [1, 0]) }
    }

    @Test func `headers are checked`() throws {
        func error(_ change: (inout [UInt8]) -> Void) -> ZoneError? {
            var bytes = ZoneRules.athens.bytes
            change(&bytes)
            return #expect(throws: ZoneError.self) { try ZoneRules(name: "X", tzif: bytes) }
        }
        #expect(error { $0[0] = 0 }?.description == "byte 0: magic byte (0) must be 84.")
        #expect(error { $0[4] = UInt8(ascii: "1") }?.byteOffset == 4)
        #expect(error { $0[4] = UInt8(ascii: "5") }?.byteOffset == 4)
        #expect(error { $0[4] = UInt8(ascii: "3") } != nil)
        #expect(error { $0.append(10) }?.byteOffset == 682)
        #expect(error { $0.append(contentsOf: [UInt8](repeating: 0, count: 65_536)) } != nil)
        #expect(error { $0 = [] }?.byteOffset == 0)
        for index in 20..<44 { _ = error { $0[index] = 255 } }
    }

    @Test func `sizes are limited`() throws {
        let bytes = ZoneRules.utc.bytes
        for (count, isAllowed) in [(0, false), (1, true), (255, true), (256, false)] {
            let zone = try? ZoneRules(name: String(repeating: "a", count: count), tzif: bytes)
            #expect((zone != nil) == isAllowed)
        }
        // A file of version 1 whose designations fill it up to the limit.
        for (extra, isAllowed) in [(-1, true), (0, true), (1, false)] {
            var builder = Builder(version: 1)
            let rest = ZoneRules.sizeMax - builder.bytes.count + extra
            builder.designations += [UInt8](repeating: 0, count: rest)
            #expect(builder.bytes.count == ZoneRules.sizeMax + extra)
            #expect(((try? Self.zone(builder)) != nil) == isAllowed)
        }
    }

    @Test func `every version from 1 to 4 is read`() throws {
        for version in UInt8(1)...4 {
            #expect(
                try Self.zone(Builder(version: version, offset: 60)).offset(at: .max).count == 60)
        }
    }

    @Test func `a footer must be there from version 2 on`() {
        #expect(throws: ZoneError.self) { try Self.zone(Builder(footer: nil)) }
    }

    @Test func `no file cut off anywhere is read`() throws {
        var files = [ZoneRules.athens.bytes, ZoneRules.utc.bytes]
        if TimeTests.hasZoneinfo { files.append(try TimeTests.machineZone("Asia/Gaza").bytes) }
        var old = Builder(version: 1)
        old.transitions = [(0, 0), (1, 0)]
        files.append(old.bytes)
        for bytes in files {
            for length in bytes.indices {
                #expect(throws: ZoneError.self) {
                    try ZoneRules(name: "X", tzif: Array(bytes.prefix(length)))
                }
            }
        }
    }

    @Test func `no mutation of a file traps, and what is read is consistent`() throws {
        let sources =
            [ZoneRules.athens, .copenhagen, .utc].map(\.bytes) + [
                Builder(version: 3, footer: "<-02>2<-01>,M3.5.0/-1,J365/167").bytes
            ]
        var accepted = 0
        for seed in 0..<UInt64(TimeTests.scaled(10_000)) {
            var generator = TimeTests.Generator(seed: seed)
            var bytes = sources[Int(seed % UInt64(sources.count))]
            for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
                let place = Int.random(in: bytes.indices, using: &generator)
                switch Int.random(in: 0..<6, using: &generator) {
                case 0: bytes.remove(at: place)
                case 1: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
                case 2: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                case 3: bytes.swapAt(place, Int.random(in: bytes.indices, using: &generator))
                case 4: bytes[place] = [0, 1, 127, 128, 255][place % 5]
                default: bytes[place] = UInt8.random(in: 48...57, using: &generator)
                }
            }
            guard let zone = try? ZoneRules(name: "X", tzif: bytes) else { continue }
            accepted += 1
            Self.checkConsistency(of: zone, "seed \(seed)", &generator)
        }
        #expect(accepted > 0)
    }

    /// Asks all there is to ask, around some instants.
    private static func checkConsistency(
        of zone: ZoneRules, _ comment: Comment, _ generator: inout TimeTests.Generator
    ) {
        let limits = Instant.min.secondsSince1970...Instant.max.secondsSince1970
        let near: ClosedRange<Int64> = -4_000_000_000...4_000_000_000
        let random = [
            Instant(secondsSince1970: Int64.random(in: limits, using: &generator)),
            Instant(secondsSince1970: Int64.random(in: near, using: &generator)),
        ]
        for instant in random + [.min, .max] {
            let local = zone.local(instant)
            let resolved = zone.resolve(local.date, local.time)
            let isClamped = instant == .min || instant == .max
            #expect(
                isClamped || (resolved.earliest <= instant && instant <= resolved.latest), comment)
            _ = (zone.resolve(local.date, .endOfDay), zone.resolve(local.date, .midnight))
            let start = zone.start(of: local.date)
            #expect(isClamped || start <= instant, comment)
            _ = zone.day(local.date)
            _ = zone.instants(local.date, from: local.time, to: "03:30")
            guard let window = Interval(start: instant, end: instant + .hours(20_000)) else {
                continue
            }
            for transition in zone.transitions(in: window) {
                let before = zone.offset(at: transition - Seconds(1))
                #expect(before != zone.offset(at: transition), comment)
            }
        }
    }

    @Test(.enabled(if: TimeTests.hasZoneinfo, "there is no /usr/share/zoneinfo here"))
    func `every zone of the machine is read`() throws {
        let names = try FileManager.default.subpathsOfDirectory(atPath: TimeTests.zoneinfo)
        var count = 0
        for name in names where !name.hasPrefix("right/") {
            let file = URL(filePath: "\(TimeTests.zoneinfo)/\(name)")
            guard let bytes = try? Data(contentsOf: file), bytes.starts(with: "TZif".utf8) else {
                continue
            }
            #expect(throws: Never.self, "\(name)") {
                try ZoneRules(name: name, tzif: Array(bytes))
            }
            count += 1
        }
        #expect(count > 300)
    }

    @Test(.enabled(if: TimeTests.hasZoneinfo, "there is no /usr/share/zoneinfo here"))
    func `files of the right folder have leap seconds and are refused`() throws {
        let file = URL(filePath: "\(TimeTests.zoneinfo)/right/Europe/Athens")
        guard let bytes = try? Data(contentsOf: file) else { return }
        let error = #expect(throws: ZoneError.self) {
            try ZoneRules(name: "Europe/Athens", tzif: Array(bytes))
        }
        #expect(error?.message == "leap second count (27) must be 0")
    }
}
