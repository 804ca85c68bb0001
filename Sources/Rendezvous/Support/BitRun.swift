/// A short run of words taken out of a board, on which starts are found by erosion.
struct BitRun {
    private(set) var words: [UInt64] = []

    /// Takes `count` words from `first` on out of a board's row; whether any bit is set.
    mutating func load(_ board: BitBoard, row: Int, from first: Int, count: Int) -> Bool {
        words.removeAll(keepingCapacity: true)
        var any: UInt64 = 0
        for word in first..<(first + count) {
            let bits = board.word(word, ofRow: row)
            words.append(bits)
            any |= bits
        }
        return any != 0
    }

    /// Leaves a bit set only if it and the `length - 1` bits after it are: the starts at which an
    /// appointment of `length` grains fits. Bits past the run count as not set.
    ///
    /// - Complexity: O(*words* · log *length*).
    mutating func erode(to length: Int) {
        var have = 1
        while have < length {
            let step = min(have, length - have)
            let (skip, shift) = (step >> 6, UInt64(step & 63))
            for index in words.indices {
                let low = index + skip < words.count ? words[index + skip] : 0
                let high = index + skip + 1 < words.count ? words[index + skip + 1] : 0
                let shifted = shift == 0 ? low : (low >> shift) | (high << (64 - shift))
                words[index] &= shifted
            }
            have += step
        }
    }

    /// Keeps of the first `count` words what `other` has in its words from `first` on.
    mutating func meet(_ other: BitRun, from first: Int, count: Int) {
        for index in 0..<count { words[index] &= other.words[first + index] }
    }

    /// Moves every bit `count` places up, so that bit `g` says what bit `g - count` said.
    mutating func delay(by count: Int) {
        guard count > 0 else { return }
        let (skip, shift) = (count >> 6, UInt64(count & 63))
        for index in words.indices.reversed() {
            let high = index - skip >= 0 ? words[index - skip] : 0
            let low = index - skip - 1 >= 0 ? words[index - skip - 1] : 0
            words[index] = shift == 0 ? high : (high << shift) | (low >> (64 - shift))
        }
    }
}
