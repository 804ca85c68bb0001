import Foundation
import Rendezvous

/// What the tests of dates, zones and holidays share.
enum TimeTests {
    /// SplitMix64: the same seed gives the same numbers everywhere.
    struct Generator: RandomNumberGenerator {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }

    /// Where the machine keeps its zones.
    static let zoneinfo = "/usr/share/zoneinfo"
    static let hasZoneinfo = FileManager.default.fileExists(atPath: "\(zoneinfo)/Europe/Athens")

    /// `count` times the environment's `RENDEZVOUS_TEST_SCALE` (0.1 if unset), at least 1.
    static func scaled(_ count: Int) -> Int {
        let text = ProcessInfo.processInfo.environment["RENDEZVOUS_TEST_SCALE"] ?? ""
        let scale = Double(text).map { $0.isFinite ? min(max($0, 0), 1_000) : 0.1 } ?? 0.1
        return max(1, Int(Double(count) * scale))
    }

    /// The lines of a fixture that are neither empty nor comments.
    static func fixture(_ name: String) throws -> [Substring] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures")
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    }

    static func machineZone(_ name: String) throws -> ZoneRules {
        let bytes = try Data(contentsOf: URL(filePath: "\(zoneinfo)/\(name)"))
        return try ZoneRules(name: name, tzif: Array(bytes))
    }

    /// The instant written as `date` and `time` in UTC.
    static func utc(_ date: CivilDate, _ time: CivilTime) -> Instant {
        Instant(secondsSince1970: Int64(date.dayNumber) * 86_400 + Int64(time.secondOfDay))
    }
}
