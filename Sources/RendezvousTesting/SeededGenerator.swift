/// Random numbers that follow from a seed alone, the same on every machine (SplitMix64; Steele,
/// Lea, Flood 2014).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The numbers of a seed.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of a range.
    public mutating func int(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound
            + Int(next().multipliedFullWidth(by: UInt64(range.count)).high)
    }

    /// Yes in `numerator` of `denominator` cases.
    public mutating func chance(_ numerator: Int, in denominator: Int) -> Bool {
        int(1...max(1, denominator)) <= numerator
    }

    /// One of some values, or `nil` if there are none.
    public mutating func pick<Value>(_ values: [Value]) -> Value? {
        values.isEmpty ? nil : values[int(0...(values.count - 1))]
    }

    /// Some of the values, each with the given chance.
    public mutating func some<Value>(
        of values: [Value], _ numerator: Int, in denominator: Int
    ) -> [Value] {
        values.filter { _ in chance(numerator, in: denominator) }
    }
}
