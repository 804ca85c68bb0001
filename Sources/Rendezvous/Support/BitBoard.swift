/// Rows of bits, one bit for each five-minute grain of UTC: who could be where, at a glance.
///
/// Grains are numbered from 1970-01-01T00:00:00Z, so that midnight and daylight-saving changes are
/// no borders. A set bit means "some second of this grain may be usable"; boards may say yes too
/// often and never no too often.
struct BitBoard: Sendable {
    /// The length of a grain in seconds.
    static let grain: Int64 = 300

    /// The number of the first word: grain `firstWord * 64` is bit 0 of each row.
    let firstWord: Int
    /// The words of one row.
    let wordsPerRow: Int
    private(set) var rows = 0
    private(set) var words: [UInt64] = []

    /// A board without rows over the words from `firstWord` on.
    init(firstWord: Int, wordsPerRow: Int) {
        self.firstWord = firstWord
        self.wordsPerRow = wordsPerRow
    }

    /// The grain of an instant, rounded down.
    static func grain(of second: Int64) -> Int {
        let (quotient, rest) = second.quotientAndRemainder(dividingBy: grain)
        return Int(rest < 0 ? quotient - 1 : quotient)
    }

    /// The first grain that starts at or after an instant.
    static func grain(from second: Int64) -> Int { grain(of: second + grain - 1) }

    /// Adds empty rows up to `count` rows.
    mutating func grow(to count: Int) {
        guard count > rows else { return }
        words.append(contentsOf: repeatElement(0, count: (count - rows) * wordsPerRow))
        rows = count
    }

    /// The word `word` (numbered from 1970) of a row; 0 outside the board.
    func word(_ word: Int, ofRow row: Int) -> UInt64 {
        let column = word - firstWord
        guard column >= 0, column < wordsPerRow else { return 0 }
        return words[row * wordsPerRow + column]
    }

    /// Sets every grain that shares a second with the interval.
    mutating func set(_ start: Int64, _ end: Int64, inRow row: Int) {
        change(Self.grain(of: start), Self.grain(from: end), inRow: row) { word, mask in
            word |= mask
        }
    }

    /// Clears every grain that lies wholly in the interval.
    mutating func clear(_ start: Int64, _ end: Int64, inRow row: Int) {
        change(Self.grain(from: start), Self.grain(of: end), inRow: row) { word, mask in
            word &= ~mask
        }
    }

    private mutating func change(
        _ first: Int, _ end: Int, inRow row: Int, _ body: (inout UInt64, UInt64) -> Void
    ) {
        let base = firstWord * 64
        let low = max(0, first - base)
        let high = min(wordsPerRow * 64, end - base)
        guard low < high else { return }
        let offset = row * wordsPerRow
        for column in (low >> 6)...((high - 1) >> 6) {
            var mask = UInt64.max
            if column == low >> 6 { mask &= UInt64.max << UInt64(low & 63) }
            if column == (high - 1) >> 6 { mask &= UInt64.max >> UInt64(63 - (high - 1) & 63) }
            body(&words[offset + column], mask)
        }
    }
}
