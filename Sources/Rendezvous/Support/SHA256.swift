/// SHA-256 (FIPS 180-4), for commitments to what may be erased and the chain of the audit; not for
/// passwords.
///
/// Written here because the package depends on nothing; checked against the vectors of NIST's CAVP.
/// It runs in time that depends on lengths alone.
///
/// - Complexity: linear in the bytes.
public struct SHA256: Sendable {
    private var state: InlineArray<8, UInt32>
    /// The block at hand as sixteen words, the first byte of each in the highest bits.
    private var words = InlineArray<16, UInt32>(repeating: 0)
    /// How many bytes of the block are filled.
    private var filled = 0
    /// How many bytes came in altogether.
    private var length: UInt64 = 0

    /// A hash of nothing so far.
    public init() {
        state = [
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c,
            0x1f83_d9ab, 0x5be0_cd19,
        ]
    }

    /// Takes in bytes.
    public mutating func update(_ bytes: [UInt8]) {
        var index = 0
        while index < bytes.count, filled & 3 != 0 {
            update(bytes[index])
            index &+= 1
        }
        while index &+ 4 <= bytes.count {
            update(
                word: UInt32(bytes[index]) &<< 24 | UInt32(bytes[index &+ 1]) &<< 16
                    | UInt32(bytes[index &+ 2]) &<< 8 | UInt32(bytes[index &+ 3]))
            index &+= 4
        }
        while index < bytes.count {
            update(bytes[index])
            index &+= 1
        }
    }

    /// Takes in the eight bytes of a number, the most significant one first.
    public mutating func update(bigEndian number: UInt64) {
        if filled & 3 == 0 {
            update(word: UInt32(truncatingIfNeeded: number &>> 32))
            update(word: UInt32(truncatingIfNeeded: number))
        } else {
            for shift in stride(from: 56, through: 0, by: -8) {
                update(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
            }
        }
    }

    /// Takes in a byte.
    public mutating func update(_ byte: UInt8) {
        let (word, shift) = ((filled &>> 2) & 15, UInt32(24 &- 8 &* (filled & 3)))
        let before = filled & 3 == 0 ? 0 : words[word]
        words[word] = before | UInt32(byte) &<< shift
        advance(1)
    }

    /// Takes in four bytes at once, at the beginning of a word.
    @inline(__always)
    private mutating func update(word: UInt32) {
        words[(filled &>> 2) & 15] = word
        advance(4)
    }

    @inline(__always)
    private mutating func advance(_ count: Int) {
        filled &+= count
        length &+= UInt64(count)
        if filled == 64 {
            compress()
            filled = 0
        }
    }

    /// The digest of everything that came in.
    public consuming func finish() -> Digest {
        let bits = length &* 8
        update(0x80)
        while filled & 3 != 0 { update(0) }
        while filled != 56 { update(word: 0) }
        update(bigEndian: bits)
        return Digest(words: state)
    }

    /// The digest of some bytes.
    public static func digest(of bytes: [UInt8]) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    @inline(__always)
    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
        (word &>> count) | (word &<< (32 &- count))
    }

    /// One round; what leads the next one is in `h` and `d`.
    @inline(__always)
    private static func round(
        _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32,
        _ g: UInt32, _ h: inout UInt32, _ word: UInt32
    ) {
        let rise = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
        let one = h &+ rise &+ (g ^ (e & (f ^ g))) &+ word
        let fall = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
        d = d &+ one
        h = one &+ fall &+ ((a & b) | (c & (a | b)))
    }

    /// The next sixteen words of the schedule, in place of those before.
    @inline(__always)
    private mutating func schedule() {
        for place in 0..<16 {
            let low = words[(place &+ 1) & 15]
            let high = words[(place &+ 14) & 15]
            let first = Self.rotated(low, 7) ^ Self.rotated(low, 18) ^ (low &>> 3)
            let second = Self.rotated(high, 17) ^ Self.rotated(high, 19) ^ (high &>> 10)
            words[place] = words[place] &+ first &+ words[(place &+ 9) & 15] &+ second
        }
    }

    /// The compression function over the block: eight rounds at a time, so that no word changes
    /// its place between them.
    private mutating func compress() {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for pass in 0..<4 {
            if pass > 0 { schedule() }
            for half in 0..<2 {
                let (at, k) = (8 &* half, 16 &* pass &+ 8 &* half)
                Self.round(a, b, c, &d, e, f, g, &h, words[at] &+ Self.constants[k])
                Self.round(h, a, b, &c, d, e, f, &g, words[at &+ 1] &+ Self.constants[k &+ 1])
                Self.round(g, h, a, &b, c, d, e, &f, words[at &+ 2] &+ Self.constants[k &+ 2])
                Self.round(f, g, h, &a, b, c, d, &e, words[at &+ 3] &+ Self.constants[k &+ 3])
                Self.round(e, f, g, &h, a, b, c, &d, words[at &+ 4] &+ Self.constants[k &+ 4])
                Self.round(d, e, f, &g, h, a, b, &c, words[at &+ 5] &+ Self.constants[k &+ 5])
                Self.round(c, d, e, &f, g, h, a, &b, words[at &+ 6] &+ Self.constants[k &+ 6])
                Self.round(b, c, d, &e, f, g, h, &a, words[at &+ 7] &+ Self.constants[k &+ 7])
            }
        }
        state[0] &+= a
        state[1] &+= b
        state[2] &+= c
        state[3] &+= d
        state[4] &+= e
        state[5] &+= f
        state[6] &+= g
        state[7] &+= h
    }

    private static let constants: InlineArray<64, UInt32> = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
        0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
        0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
        0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
        0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
        0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
        0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
        0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
        0xc671_78f2,
    ]
}

/// The 32 bytes of a SHA-256 hash.
public struct Digest: Hashable, Sendable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// How many bytes a digest has.
    public static let size = 32
    /// The digest of zeros, which stands before a chain.
    public static let zero = Digest(InlineArray(repeating: 0))

    init(_ bytes: InlineArray<32, UInt8>) {
        func word(_ start: Int) -> UInt64 {
            var word: UInt64 = 0
            for index in start..<(start + 8) { word = word << 8 | UInt64(bytes[index]) }
            return word
        }
        words = (word(0), word(8), word(16), word(24))
    }

    /// The digest whose words, of four bytes each, these are.
    fileprivate init(words state: InlineArray<8, UInt32>) {
        words = (
            UInt64(state[0]) << 32 | UInt64(state[1]), UInt64(state[2]) << 32 | UInt64(state[3]),
            UInt64(state[4]) << 32 | UInt64(state[5]), UInt64(state[6]) << 32 | UInt64(state[7])
        )
    }

    /// The digest of these bytes; `nil` unless there are 32.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.size else { return nil }
        var inline = InlineArray<32, UInt8>(repeating: 0)
        for (index, byte) in bytes.enumerated() { inline[index] = byte }
        self.init(inline)
    }

    /// The digest written as 64 hexadecimal digits; `nil` if it is not.
    public init?(hex: some StringProtocol) {
        let digits = Array(hex.utf8)
        guard digits.count == 2 * Self.size else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            let pair = String(decoding: digits[place..<(place + 2)], as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16), !pair.hasPrefix("+") else { return nil }
            bytes.append(byte)
        }
        self.init(bytes)
    }

    /// The bytes, first to last.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.size)
        append(to: &bytes)
        return bytes
    }

    /// Adds the bytes to others.
    public func append(to bytes: inout [UInt8]) {
        for word in [words.0, words.1, words.2, words.3] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
    }

    /// Whether both are the same, in a time that does not depend on where they differ.
    public func matches(_ other: Digest) -> Bool {
        let difference =
            (words.0 ^ other.words.0) | (words.1 ^ other.words.1) | (words.2 ^ other.words.2)
            | (words.3 ^ other.words.3)
        return difference == 0
    }

    /// Whether both are the same.
    public static func == (left: Digest, right: Digest) -> Bool { left.matches(right) }

    /// Hashes the digest for a set or dictionary.
    public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

    fileprivate func update(_ hash: inout SHA256) {
        hash.update(bigEndian: words.0)
        hash.update(bigEndian: words.1)
        hash.update(bigEndian: words.2)
        hash.update(bigEndian: words.3)
    }
}

extension SHA256 {
    /// Takes in a digest.
    public mutating func update(_ digest: Digest) { digest.update(&self) }
}

extension Digest: CustomStringConvertible {
    /// 64 hexadecimal digits.
    public var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
