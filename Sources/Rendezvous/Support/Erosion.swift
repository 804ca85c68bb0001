/// Finding starts in a word of a board without leaving the registers.
enum Erosion {
    /// The longest run of grains that a word and the one after it decide.
    static let longest = 64

    /// The bits of `low` from which on `length` bits of `low` and `high` are set, 1 … 64.
    ///
    /// - Complexity: O(log *length*).
    @inline(__always)
    static func starts(_ low: UInt64, _ high: UInt64, lasting length: Int) -> UInt64 {
        var (low, high) = (low, high)
        var have = 1
        while have < length {
            let step = min(have, length - have)
            let shift = UInt64(truncatingIfNeeded: step)
            low &= (low &>> shift) | (high &<< (64 &- shift))
            high &= high &>> shift
            have += step
        }
        return low
    }
}

/// Words of a stretch of time in which whole grains are cleared.
struct GrainMask: Sendable {
    /// The number of the first word, from 1970.
    let firstWord: Int
    var words: [UInt64]

    /// Words that are all set, or all empty.
    init(firstWord: Int, count: Int, isFull: Bool) {
        self.firstWord = firstWord
        words = [UInt64](repeating: isFull ? .max : 0, count: count)
    }

    var isEmpty: Bool { !words.contains { $0 != 0 } }

    /// Clears the starts on whole grains in `[from, to)`.
    mutating func clearStarts(_ from: Int64, _ to: Int64) {
        change(from, to) { word, mask in word &= ~mask }
    }

    /// Sets the starts on whole grains in `[from, to)`.
    mutating func setStarts(_ from: Int64, _ to: Int64) {
        change(from, to) { word, mask in word |= mask }
    }

    /// Clears the starts on whole grains in `[from, to)` in one word.
    static func clearStarts(_ bits: inout UInt64, word: Int, _ from: Int64, _ to: Int64) {
        let base = Int64(word) * 64
        let low = Int(max(base, firstGrain(from)) - base)
        let high = Int(min(base + 64, firstGrain(to)) - base)
        guard low < high else { return }
        bits &= ~((UInt64.max << UInt64(low)) & (UInt64.max >> UInt64(64 - high)))
    }

    private mutating func change(
        _ from: Int64, _ to: Int64, _ body: (inout UInt64, UInt64) -> Void
    ) {
        let base = Int64(firstWord) * 64
        let end = base + Int64(words.count) * 64
        // Seconds beyond the words may be as far as `Int64` goes.
        let low = Int(max(base, Self.firstGrain(from)) - base)
        let high = Int(min(end, Self.firstGrain(to)) - base)
        guard low < high else { return }
        for column in (low >> 6)...((high - 1) >> 6) {
            var mask = UInt64.max
            if column == low >> 6 { mask &= UInt64.max << UInt64(low & 63) }
            if column == (high - 1) >> 6 { mask &= UInt64.max >> UInt64(63 - (high - 1) & 63) }
            body(&words[column], mask)
        }
    }

    /// The first grain that starts at or after a second.
    private static func firstGrain(_ second: Int64) -> Int64 {
        let (quotient, rest) = second.quotientAndRemainder(dividingBy: BitBoard.grain)
        return rest > 0 ? quotient + 1 : quotient
    }
}
