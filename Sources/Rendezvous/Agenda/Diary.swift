/// One appointment on the calendar of a counsellor, interpreter or room, in 32 bytes: lengths and
/// gaps are at most a day, and an agenda counts its appointments in 32 bits.
struct Busy: Sendable {
    let start: Int64
    /// When a hold stops occupying; `Int64.max` for what is booked.
    let expires: Int64
    private let length: Int32
    private let gap: Ledger.StoredGap
    private let number: Int32

    init(_ number: Int, _ entry: Ledger.Entry, _ gap: Ledger.StoredGap) {
        (start, expires, length) = (entry.start, entry.expires, entry.length)
        self.number = Int32(truncatingIfNeeded: number)
        self.gap = gap
    }

    var end: Int64 { start + Int64(length) }
    /// Seconds kept free before and after.
    var before: Int64 { Int64(gap.before) }
    var after: Int64 { Int64(gap.after) }
    /// The appointment's number.
    var appointment: Int { Int(number) }

    /// The stretch without its gaps.
    var interval: Interval {
        Interval(unchecked: Instant(secondsSince1970: start), Instant(secondsSince1970: end))
    }

    /// Whether it occupies its resource at `instant`, unless it is the one to ignore.
    func occupies(at instant: Instant, ignoring ignored: Int?) -> Bool {
        expires > instant.secondsSince1970 && appointment != ignored
    }
}

/// The appointments of one resource, in order of start; they never overlap, expired holds,
/// proposals and shared times aside.
struct Diary: Sendable {
    private(set) var entries: [Busy] = []
    private(set) var holds = 0
    private(set) var unaligned = 0
    /// The longest entry so far, so that a look back knows where to stop.
    private(set) var longest: Int64 = 0

    /// The index of the first entry that starts at or after `second`.
    ///
    /// - Complexity: O(log *n*).
    func index(from second: Int64) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].start < second { low = middle + 1 } else { high = middle }
        }
        return low
    }

    mutating func insert(_ busy: Busy) {
        entries.insert(busy, at: index(from: busy.start))
        longest = max(longest, busy.end - busy.start)
        count(busy, 1)
    }

    /// Removes an appointment and returns what it occupied.
    mutating func remove(_ appointment: Int, start: Int64) -> Busy? {
        var index = index(from: start)
        while index < entries.count, entries[index].start == start {
            if entries[index].appointment == appointment {
                let busy = entries.remove(at: index)
                count(busy, -1)
                return busy
            }
            index += 1
        }
        return nil
    }

    private mutating func count(_ busy: Busy, _ sign: Int) {
        if busy.expires != .max { holds += sign }
        let sum = [busy.start, busy.end, busy.before, busy.after]
        if sum.contains(where: { $0 % BitBoard.grain != 0 }) { unaligned += sign }
    }

    /// The entries that share a second with `[start, end)`, in order.
    func overlapping(_ start: Int64, _ end: Int64) -> ArraySlice<Busy> {
        let high = index(from: end)
        var low = high
        while low > 0, entries[low - 1].start > start - longest { low -= 1 }
        let near = entries[low..<high].drop { $0.end <= start }
        // A proposal may overlap what it moves, and then ends are not in order.
        guard near.contains(where: { $0.end <= start }) else { return near }
        return ArraySlice(near.filter { $0.end > start })
    }

    /// Why an appointment cannot stand at `[start, end)` with these gaps: `overlap` or `gap`.
    ///
    /// Up to `most` appointments, the new one included, may share the time: those of exactly this
    /// interval for which `shares` says so.
    ///
    /// - Complexity: O(log *n*) plus the entries within a day of the interval.
    func conflict(
        _ start: Int64, _ end: Int64, _ gap: Gap, at instant: Instant, ignoring ignored: Int?,
        most: Int = 1, shares: (Int) -> Bool = { _ in false }
    ) -> Reason? {
        var reason: Reason?
        var sharing = 1
        let reach = Limits.longestGap.count
        for busy in overlapping(start - reach - 1, end + reach + 1)
        where busy.occupies(at: instant, ignoring: ignored) {
            if busy.start < end, start < busy.end {
                guard most > 1, busy.start == start, busy.end == end, shares(busy.appointment)
                else { return .overlap }
                sharing += 1
                if sharing > most { return .overlap }
                continue
            }
            let kept =
                busy.end <= start
                ? start - busy.end >= max(busy.after, gap.before.count)
                : busy.start - end >= max(busy.before, gap.after.count)
            if !kept { reason = .gap }
        }
        return reason
    }

    /// The entries that start in `[from, to)`, in order.
    func starting(from: Instant, to: Instant) -> ArraySlice<Busy> {
        let low = index(from: from.secondsSince1970)
        return entries[low..<max(low, index(from: to.secondsSince1970))]
    }

    /// How many appointments start in `[start, end)`, open and expired holds included.
    ///
    /// - Complexity: O(log *n*).
    func starts(from start: Int64, to end: Int64) -> Int { index(from: end) - index(from: start) }

    /// How many occupying appointments start in `day` and pass a test.
    func starts(
        in day: Interval, at instant: Instant, ignoring ignored: Int?,
        where counts: (Int) -> Bool = { _ in true }
    ) -> Int {
        var number = 0
        var index = index(from: day.start.secondsSince1970)
        while index < entries.count, entries[index].start < day.end.secondsSince1970 {
            let busy = entries[index]
            if busy.occupies(at: instant, ignoring: ignored), counts(busy.appointment) {
                number += 1
            }
            index += 1
        }
        return number
    }
}
