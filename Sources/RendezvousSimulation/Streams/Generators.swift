/// Philox4x64-10: 256 bits that are a function of a counter of 256 bits and a key of 128.
///
/// There is no state to seed, save or jump: any block of any stream is computed on its own.
/// Source: Salmon, Moraes, Dror and Shaw 2011; vectors of the Random123 distribution.
public struct Philox: Hashable, Sendable {
    /// The key.
    public let key: (UInt64, UInt64)

    /// A generator with a key.
    public init(key: (UInt64, UInt64)) { self.key = key }

    /// Whether the keys are the same.
    public static func == (one: Philox, other: Philox) -> Bool { one.key == other.key }

    /// Hashes the key.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(key.0)
        hasher.combine(key.1)
    }

    /// The block of a counter.
    public func block(
        _ counter: (UInt64, UInt64, UInt64, UInt64)
    ) -> (UInt64, UInt64, UInt64, UInt64) {
        var (c0, c1, c2, c3) = counter
        var (k0, k1) = key
        for _ in 0..<10 {
            let first = c0.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
            let second = c2.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
            (c0, c1, c2, c3) = (
                second.high ^ c1 ^ k0, second.low, first.high ^ c3 ^ k1, first.low
            )
            k0 &+= 0x9E37_79B9_7F4A_7C15
            k1 &+= 0xBB67_AE85_84CA_A73B
        }
        return (c0, c1, c2, c3)
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): a short stream from a seed of 64 bits.
public struct SplitMix64: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    /// The stream of a seed.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// xoshiro256++ 1.0 with its jump of 2^128 steps (Blackman and Vigna 2019).
public struct Xoshiro256PlusPlus: RandomNumberGenerator, Hashable, Sendable {
    private var s0, s1, s2, s3: UInt64

    /// The generator in a state; the state of zeros, which would stay there, is taken as 1, 0, 0,
    /// 0.
    public init(state: (UInt64, UInt64, UInt64, UInt64)) {
        (s0, s1, s2, s3) = state
        if s0 | s1 | s2 | s3 == 0 { s0 = 1 }
    }

    /// The generator of a seed, spread by ``SplitMix64``.
    public init(seed: UInt64) {
        var spread = SplitMix64(seed: seed)
        self.init(state: (spread.next(), spread.next(), spread.next(), spread.next()))
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        let sum = s0 &+ s3
        let result = ((sum << 23) | (sum >> 41)) &+ s0
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 45) | (s3 >> 19)
        return result
    }

    /// Goes 2^128 steps ahead.
    public mutating func jump() {
        let words: [UInt64] = [
            0x180E_C6D3_3CFD_0ABA, 0xD5A6_1266_F0C9_392C, 0xA958_2618_E03F_C9AA,
            0x39AB_DC45_29B1_661C,
        ]
        var (t0, t1, t2, t3): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for word in words {
            for bit in 0..<64 {
                if word & (1 << UInt64(bit)) != 0 {
                    t0 ^= s0
                    t1 ^= s1
                    t2 ^= s2
                    t3 ^= s3
                }
                _ = next()
            }
        }
        (s0, s1, s2, s3) = (t0, t1, t2, t3)
    }
}

/// PCG-XSH-RR 64/32 (O'Neill 2014), for comparison with published runs.
public struct PCG32: Hashable, Sendable {
    private var state: UInt64 = 0
    private let increment: UInt64

    /// The generator of a seed and a stream number.
    public init(seed: UInt64, stream: UInt64) {
        increment = (stream << 1) | 1
        _ = next()
        state &+= seed
        _ = next()
    }

    /// The next 32 bits.
    public mutating func next() -> UInt32 {
        let old = state
        state = old &* 6_364_136_223_846_793_005 &+ increment
        let mixed = UInt32(truncatingIfNeeded: ((old >> 18) ^ old) >> 27)
        let turn = UInt32(truncatingIfNeeded: old >> 59)
        return (mixed >> turn) | (mixed << ((~turn &+ 1) & 31))
    }
}
