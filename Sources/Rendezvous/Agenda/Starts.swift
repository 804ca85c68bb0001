/// The instants at which a request can be booked, kept as bits: ten days of a country take 400
/// bytes.
///
///     let starts = try agenda.starts(for: request, at: now)
///     starts.count, starts.first, starts.contains(noon)
///     for start in starts { … }
///
/// It says when, not with whom; ``Agenda/opening(at:for:now:)`` chooses that for one start, and
/// ``Agenda/openings(for:at:limit:)`` for the first of them. It is a value of its own: it does not
/// change with the agenda, and keeps nothing of it alive.
public struct Starts: Hashable, Sendable {
    /// The length of time for which one bit stands, in seconds.
    let step: Int64
    /// The number of the first word, from 1970; its bits are steps.
    private(set) var firstWord = 0
    private(set) var words: [UInt64] = []

    /// Starts on whole grains.
    init(_ mask: GrainMask) {
        step = BitBoard.grain
        guard let first = mask.words.firstIndex(where: { $0 != 0 }),
            let last = mask.words.lastIndex(where: { $0 != 0 })
        else { return }
        firstWord = mask.firstWord + first
        words =
            last - first + 1 == mask.words.count ? mask.words : Array(mask.words[first...last])
    }

    /// Starts given one by one in order.
    init(_ starts: [Instant]) {
        let seconds = starts.map(\.secondsSince1970)
        let step = seconds.allSatisfy { $0 % BitBoard.grain == 0 } ? BitBoard.grain : 60
        self.step = step
        guard let first = seconds.first, let last = seconds.last else { return }
        firstWord = Int(first / step) >> 6
        words = [UInt64](repeating: 0, count: (Int(last / step) >> 6) - firstWord + 1)
        for second in seconds {
            let place = Int(second / step) - firstWord * 64
            words[place >> 6] |= 1 << UInt64(place & 63)
        }
    }

    /// Whether there is none.
    public var isEmpty: Bool { words.isEmpty }

    /// How many there are.
    ///
    /// - Complexity: linear in the time between the first and the last.
    public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// The first one.
    public var first: Instant? { makeIterator().following }

    /// Whether a request can be booked at an instant.
    ///
    /// - Complexity: O(1).
    public func contains(_ instant: Instant) -> Bool {
        let second = instant.secondsSince1970
        guard second % step == 0, second >= 0 else { return false }
        let place = Int(second / step) - firstWord * 64
        guard place >= 0, place >> 6 < words.count else { return false }
        return words[place >> 6] >> UInt64(place & 63) & 1 == 1
    }
}

extension Starts: Sequence {
    /// Gives the instants in order.
    public struct Iterator: IteratorProtocol {
        private let starts: Starts
        private var index = 0
        private var bits: UInt64

        fileprivate init(_ starts: Starts) {
            self.starts = starts
            bits = starts.words.first ?? 0
        }

        fileprivate var following: Instant? {
            var copy = self
            return copy.next()
        }

        /// The next instant, or `nil` at the end.
        public mutating func next() -> Instant? {
            while bits == 0 {
                index += 1
                guard index < starts.words.count else { return nil }
                bits = starts.words[index]
            }
            let place = (starts.firstWord + index) * 64 + bits.trailingZeroBitCount
            bits &= bits - 1
            return Instant(secondsSince1970: Int64(place) * starts.step)
        }
    }

    /// An iterator over the instants in order.
    public func makeIterator() -> Iterator { Iterator(self) }

    /// How many there are, for sequences.
    public var underestimatedCount: Int { count }
}
