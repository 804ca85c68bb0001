/// A stream of numbers that follows from its seed alone: SplitMix64 (Steele, Lea, Flood 2014).
struct SeededStream: Sendable {
    private var state: UInt64

    /// The stream of a seed.
    init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number above 0 and at most 1.
    mutating func unit() -> Double { Double((next() >> 11) + 1) * 0x1p-53 }

    /// A number in `0 ..< bound`; 0 if `bound` is not positive.
    mutating func below(_ bound: Int) -> Int {
        bound <= 1 ? 0 : Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }
}
