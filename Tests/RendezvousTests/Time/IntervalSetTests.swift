import Rendezvous
import Testing

struct IntervalSetTests {
    /// The model: the seconds themselves, 0 ..< 48.
    private static let width = 48

    private static func interval(_ start: Int, _ end: Int) -> Interval? {
        Interval(
            start: Instant(secondsSince1970: Int64(start)),
            end: Instant(secondsSince1970: Int64(end)))
    }

    private static func instant(_ second: Int) -> Instant {
        Instant(secondsSince1970: Int64(second))
    }

    /// A set drawn at random, as intervals in any order and as seconds.
    private static func random(
        _ generator: inout TimeTests.Generator
    ) -> (set: IntervalSet, seconds: Set<Int>) {
        var intervals: [Interval] = []
        var seconds: Set<Int> = []
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let start = Int.random(in: 0..<width, using: &generator)
            let end = Int.random(in: start...min(width, start + 12), using: &generator)
            guard let interval = interval(start, end) else { continue }
            intervals.append(interval)
            seconds.formUnion(start..<end)
        }
        return (IntervalSet(intervals), seconds)
    }

    /// The only right representation of these seconds.
    private static func normal(_ seconds: Set<Int>) -> [Interval] {
        var result: [Interval] = []
        var start: Int?
        for second in 0...width {
            if seconds.contains(second) {
                start = start ?? second
            } else if let first = start {
                interval(first, second).map { result.append($0) }
                start = nil
            }
        }
        return result
    }

    @Test func `sets behave as the seconds they stand for`() {
        for seed in 0..<UInt64(TimeTests.scaled(5_000)) {
            var generator = TimeTests.Generator(seed: seed)
            let (left, leftSeconds) = Self.random(&generator)
            let (right, rightSeconds) = Self.random(&generator)
            let comment: Comment = "seed \(seed)"
            #expect(left.intervals == Self.normal(leftSeconds), comment)
            #expect(left.isEmpty == leftSeconds.isEmpty, comment)
            #expect(left.length == Seconds(Int64(leftSeconds.count)), comment)
            #expect(left.span?.start == leftSeconds.min().map(Self.instant), comment)
            #expect(left.span?.end == leftSeconds.max().map { Self.instant($0 + 1) }, comment)
            let union = left.union(right)
            #expect(union.intervals == Self.normal(leftSeconds.union(rightSeconds)), comment)
            #expect(union == right.union(left), comment)
            #expect(union.hashValue == right.union(left).hashValue, comment)
            #expect(
                left.intersection(right).intervals
                    == Self.normal(leftSeconds.intersection(rightSeconds)), comment)
            #expect(
                left.subtracting(right).intervals
                    == Self.normal(leftSeconds.subtracting(rightSeconds)), comment)
        }
    }

    @Test func `questions about a set are answered as from its seconds`() {
        for seed in 0..<UInt64(TimeTests.scaled(2_000)) {
            var generator = TimeTests.Generator(seed: seed)
            let (set, seconds) = Self.random(&generator)
            let comment: Comment = "seed \(seed)"
            for second in -1...Self.width {
                let instant = Self.instant(second)
                #expect(set.contains(instant) == seconds.contains(second), comment)
                let index = set.indexOfFirst(endingAfter: instant)
                #expect(set.intervals.prefix(index).allSatisfy { $0.end <= instant }, comment)
                #expect(set.intervals.dropFirst(index).allSatisfy { $0.end > instant }, comment)
            }
            for _ in 0..<20 {
                let start = Int.random(in: 0..<Self.width, using: &generator)
                let end = Int.random(in: (start + 1)...Self.width, using: &generator)
                guard let window = Self.interval(start, end) else { continue }
                let inside = seconds.intersection(start..<end)
                #expect(set.clipped(to: window).intervals == Self.normal(inside), comment)
                #expect(set.overlaps(window) == !inside.isEmpty, comment)
                #expect(set.contains(window) == (inside.count == end - start), comment)
            }
        }
    }

    @Test func `the ends of time do not trap`() {
        let always = IntervalSet(Interval.always)
        #expect(always.contains(.min) && !always.contains(.max))
        #expect(always.subtracting(always).isEmpty)
        #expect(always.union(always) == always && always.intersection(always) == always)
        #expect(always.clipped(to: .always) == always)
        #expect(IntervalSet().span == nil && IntervalSet().length == .zero)
        #expect(IntervalSet(EmptyCollection<Interval>()) == IntervalSet())
    }
}
