/// A set of instants kept as sorted, disjoint, non-touching half-open intervals.
///
/// Two sets of the same instants are equal, whatever they were built from. Union, intersection and
/// subtraction walk both sides once: linear in the number of intervals.
public struct IntervalSet: Hashable, Sendable {
    /// The intervals, in order; a gap of at least one second lies between neighbours.
    public private(set) var intervals: [Interval]

    /// The empty set.
    public init() { intervals = [] }

    /// The set of one interval.
    public init(_ interval: Interval) { intervals = [interval] }

    /// The union of `intervals`, which may overlap and come in any order.
    ///
    /// - Complexity: O(*n* log *n*) in the number of intervals.
    public init(_ intervals: some Sequence<Interval>) {
        let sorted = intervals.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        self.intervals = Self.merged(sorted)
    }

    private init(normalised: [Interval]) { intervals = normalised }

    /// Whether no instant belongs to the set.
    public var isEmpty: Bool { intervals.isEmpty }

    /// The number of seconds in the set.
    public var length: Seconds { intervals.reduce(.zero) { $0 + $1.length } }

    /// The smallest interval that covers the set, or `nil` if the set is empty.
    public var span: Interval? {
        guard let first = intervals.first, let last = intervals.last else { return nil }
        return Interval(unchecked: first.start, last.end)
    }

    /// Whether `instant` belongs to the set.
    ///
    /// - Complexity: O(log *n*).
    public func contains(_ instant: Instant) -> Bool {
        let index = indexOfFirst(endingAfter: instant)
        return index < intervals.count && intervals[index].start <= instant
    }

    /// Whether every second of `interval` belongs to the set.
    ///
    /// - Complexity: O(log *n*).
    public func contains(_ interval: Interval) -> Bool {
        let index = indexOfFirst(endingAfter: interval.start)
        return index < intervals.count && intervals[index].contains(interval)
    }

    /// Whether some second of `interval` belongs to the set.
    ///
    /// - Complexity: O(log *n*).
    public func overlaps(_ interval: Interval) -> Bool {
        let index = indexOfFirst(endingAfter: interval.start)
        return index < intervals.count && intervals[index].start < interval.end
    }

    /// The index of the first interval that ends after `instant`; `intervals.count` if none does.
    ///
    /// - Complexity: O(log *n*).
    public func indexOfFirst(endingAfter instant: Instant) -> Int {
        var low = 0
        var high = intervals.count
        while low < high {
            let middle = (low + high) / 2
            if intervals[middle].end <= instant { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The instants that belong to this set or to `other`.
    ///
    /// - Complexity: O(*n* + *m*).
    public func union(_ other: IntervalSet) -> IntervalSet {
        var all: [Interval] = []
        all.reserveCapacity(intervals.count + other.intervals.count)
        var (left, right) = (0, 0)
        while left < intervals.count || right < other.intervals.count {
            let takesLeft =
                right == other.intervals.count
                || (left < intervals.count
                    && intervals[left].start <= other.intervals[right].start)
            all.append(takesLeft ? intervals[left] : other.intervals[right])
            if takesLeft { left += 1 } else { right += 1 }
        }
        return IntervalSet(normalised: Self.merged(all))
    }

    /// The instants that belong to this set and to `other`.
    ///
    /// - Complexity: O(*n* + *m*).
    public func intersection(_ other: IntervalSet) -> IntervalSet {
        var common: [Interval] = []
        var (left, right) = (0, 0)
        while left < intervals.count, right < other.intervals.count {
            let (a, b) = (intervals[left], other.intervals[right])
            if let both = a.intersection(b) { common.append(both) }
            if a.end <= b.end { left += 1 } else { right += 1 }
        }
        return IntervalSet(normalised: common)
    }

    /// The instants that belong to this set and not to `other`.
    ///
    /// - Complexity: O(*n* + *m*).
    public func subtracting(_ other: IntervalSet) -> IntervalSet {
        var rest: [Interval] = []
        var right = 0
        for interval in intervals {
            var start = interval.start
            while right < other.intervals.count, other.intervals[right].end <= start { right += 1 }
            var cut = right
            while cut < other.intervals.count, other.intervals[cut].start < interval.end {
                let taken = other.intervals[cut]
                if let kept = Interval(start: start, end: taken.start) { rest.append(kept) }
                start = Swift.max(start, taken.end)
                cut += 1
            }
            if let kept = Interval(start: start, end: interval.end) { rest.append(kept) }
        }
        return IntervalSet(normalised: rest)
    }

    /// The part of the set inside `window`.
    ///
    /// - Complexity: O(log *n*) plus the size of the part.
    public func clipped(to window: Interval) -> IntervalSet {
        var part: [Interval] = []
        var index = indexOfFirst(endingAfter: window.start)
        while index < intervals.count, let kept = intervals[index].intersection(window) {
            part.append(kept)
            index += 1
        }
        return IntervalSet(normalised: part)
    }

    private static func merged(_ sorted: [Interval]) -> [Interval] {
        var result: [Interval] = []
        result.reserveCapacity(sorted.count)
        for interval in sorted {
            if let last = result.last, interval.start <= last.end {
                let end = Swift.max(last.end, interval.end)
                result[result.count - 1] = Interval(unchecked: last.start, end)
            } else {
                result.append(interval)
            }
        }
        return result
    }
}

extension IntervalSet: CustomStringConvertible {
    /// The intervals in ISO 8601, separated by commas.
    public var description: String { intervals.map(\.description).joined(separator: ", ") }
}
