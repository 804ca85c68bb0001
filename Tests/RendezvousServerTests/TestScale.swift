import Foundation

/// How much of a long test is run: 1 unless `RENDEZVOUS_TEST_SCALE` says otherwise.
enum TestScale {
    static let factor: Double =
        ProcessInfo.processInfo.environment["RENDEZVOUS_TEST_SCALE"].flatMap(Double.init) ?? 1

    /// A number of rounds at this scale, at least 1.
    static func rounds(_ count: Int) -> Int { max(1, Int(Double(count) * factor)) }
}

/// Random numbers that follow from a seed alone (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
