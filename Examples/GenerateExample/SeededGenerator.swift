/// Pseudo-random numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood,
/// "Fast splittable pseudorandom number generators", OOPSLA 2014), in whole numbers throughout.
///
/// Every purpose has a stream of its own, so that a change of one does not move the others.
struct SeededGenerator {
    private var state: UInt64

    /// What the numbers are for.
    enum Purpose: UInt64 {
        case leave = 1
        case submissions
        case requests
        case registrations
        case cases
    }

    /// The stream of a seed for a purpose.
    init(seed: UInt64, for purpose: Purpose) {
        state = Self.mixed(seed) ^ Self.mixed(purpose.rawValue &* Self.step)
    }

    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= Self.step
        return Self.mixed(state)
    }

    /// A number from 0 up to `bound`, without it, each equally likely; 0 if `bound` is below 1.
    mutating func number(below bound: Int) -> Int {
        guard bound > 1 else { return 0 }
        let bound = UInt64(bound)
        // Numbers under the rest of 2^64 would be too likely.
        let rest = (0 &- bound) % bound
        var value = next()
        while value < rest { value = next() }
        return Int(value % bound)
    }

    /// Whether something happens that does in `perMille` of 1,000 cases.
    mutating func happens(_ perMille: Int) -> Bool { number(below: 1_000) < perMille }

    /// One of some values, or `nil` if there are none.
    mutating func one<Value>(of values: [Value]) -> Value? {
        values.isEmpty ? nil : values[number(below: values.count)]
    }

    /// One of some values, each as likely as its weight says.
    mutating func one<Value>(_ first: (Value, Int), _ others: (Value, Int)...) -> Value {
        let weighted = [first] + others
        var left = number(below: weighted.reduce(0) { $0 + $1.1 })
        for (value, weight) in weighted {
            if left < weight { return value }
            left -= weight
        }
        return first.0
    }

    /// Some of the values, in their order.
    mutating func some<Value>(_ count: Int, of values: [Value]) -> [Value] {
        var chosen: [Value] = []
        for (index, value) in values.enumerated()
        where number(below: values.count - index) < count - chosen.count {
            chosen.append(value)
        }
        return chosen
    }
}
