/// Places visits in a given order, each at its earliest time, and searches for a good order by
/// annealing.
struct VisitSearch {
    private let work: FlexibleWork
    private let exclusive: [Bool]
    private let count: Int
    private let durations: [Int]
    private let who: [[Int32]]
    private var stream: SeededStream
    // The schedule of the last order.
    private(set) var starts: [Int]
    private(set) var counsellors: [Int32]
    /// The visits in order of start, with their times beside them.
    private var line: [(start: Int, end: Int, visit: Int32)] = []
    private var busy: [[(start: Int, end: Int)]]
    /// The best complete schedule.
    private(set) var bestStarts: [Int] = []
    private(set) var bestCounsellors: [Int32] = []
    private(set) var bestEnd = Int.max

    init(_ work: FlexibleWork, _ conflicts: VisitConflicts, seed: UInt64) {
        self.work = work
        exclusive = conflicts.table
        durations = conflicts.durations
        count = work.visits.count
        who = work.visits.map { $0.counsellors.map { Int32($0) } }
        stream = SeededStream(seed: seed)
        starts = [Int](repeating: 0, count: count)
        counsellors = [Int32](repeating: -1, count: count)
        busy = Array(repeating: [], count: work.counsellors)
    }

    // MARK: Search

    /// Looks for a complete schedule that ends early; stops at `bound`.
    mutating func solve(steps: Int, bound: Int, _ execution: some Execution) {
        let hard = (0..<count).filter { visit in
            !work.visits[visit].resources.isEmpty || who[visit].count == 1
        }
        let first = hard.map { Int32($0) }.sorted { left, right in
            let (a, b) = (burden(left), burden(right))
            return a == b ? left < right : a > b
        }
        keep(completed(first))
        guard bestEnd > bound else { return }
        let (_, order) = anneal(
            first, steps: steps, bound: bound, resourcesOnly: true, execution)
        let second = completed(order)
        keep(second)
        guard bestEnd > bound else { return }
        // Only where counsellors are what delays the end is there more to win.
        if decode(order, resourcesOnly: true) < bestEnd {
            _ = anneal(second, steps: steps, bound: bound, resourcesOnly: false, execution)
        }
    }

    private func burden(_ visit: Int32) -> Int {
        durations[Int(visit)] * (1 + work.visits[Int(visit)].resources.count)
    }

    /// An order of all visits: some first, then the others, those with few counsellors and long
    /// ones first.
    private func completed(_ order: [Int32]) -> [Int32] {
        var isThere = [Bool](repeating: false, count: count)
        for visit in order { isThere[Int(visit)] = true }
        let rest = (0..<count).filter { !isThere[$0] }.sorted { left, right in
            let (a, b) = (who[left].count < work.counsellors, who[right].count < work.counsellors)
            if a != b { return a }
            if durations[left] != durations[right] { return durations[left] > durations[right] }
            return left < right
        }
        return order + rest.map { Int32($0) }
    }

    private mutating func keep(_ order: [Int32]) {
        let end = decode(order, resourcesOnly: false)
        guard end < bestEnd else { return }
        (bestEnd, bestStarts, bestCounsellors) = (end, starts, counsellors)
    }

    /// Moves a few visits to other places of the order; later ends are accepted ever more rarely.
    private mutating func anneal(
        _ first: [Int32], steps: Int, bound: Int, resourcesOnly: Bool, _ execution: some Execution
    ) -> (end: Int, order: [Int32]) {
        var order = first
        var trial = first
        var best = (end: decode(order, resourcesOnly: resourcesOnly), order: order)
        var current = resourcesOnly ? best.end : excess(over: bound)
        guard order.count > 1 else { return best }
        for step in 0..<steps where best.end > bound {
            if step & 255 == 0, execution.shouldStop { break }
            let left = 1 - Double(step) / Double(steps)
            let heat = 0.5 + Double(bound) * Self.hot * left * left
            trial = order
            for _ in 0..<1 + stream.below(3) {
                let visit = trial.remove(at: stream.below(trial.count))
                trial.insert(visit, at: stream.below(trial.count + 1))
            }
            let end = decode(trial, resourcesOnly: resourcesOnly)
            // Where counsellors are scarce, what each has beyond the bound says more than the end.
            let cost = resourcesOnly ? end : excess(over: bound)
            guard Double(cost - current) <= heat * delay() else { continue }
            (current, order) = (cost, trial)
            guard end < best.end else { continue }
            best = (end, order)
            if !resourcesOnly { keep(order) }
        }
        return best
    }

    /// How long counsellors work beyond a time, together.
    private func excess(over time: Int) -> Int {
        busy.reduce(0) { $0 + max(0, ($1.last?.end ?? 0) - time) }
    }

    /// How hot annealing begins, as a share of the bound.
    private static let hot = 0.003

    /// A number drawn from (nearly) the exponential distribution with mean 1: whole halvings, and
    /// a straight line within each.
    private mutating func delay() -> Double {
        let bits = stream.next() | 1
        let halvings = Double(bits.leadingZeroBitCount)
        let mantissa = Double((bits << UInt64(bits.leadingZeroBitCount)) >> 11) * 0x1p-53
        return 0.693_147_180_559_945_3 * (halvings + 2 * (1 - mantissa))
    }

    // MARK: Placing

    /// Places visits one after the other; returns when the last is over.
    mutating func decode(_ order: [Int32], resourcesOnly: Bool) -> Int {
        line.removeAll(keepingCapacity: true)
        if !resourcesOnly {
            for index in busy.indices { busy[index].removeAll(keepingCapacity: true) }
        }
        var end = 0
        for visit in order { end = max(end, place(Int(visit), resourcesOnly)) }
        return end
    }

    private mutating func place(_ visit: Int, _ resourcesOnly: Bool) -> Int {
        let (duration, row) = (durations[visit], visit &* count)
        var time = 0
        var chosen: Int32 = -1
        var index = 0
        while true {
            while index < line.count {
                let other = line[index]
                if other.start >= time &+ duration { break }
                if other.end > time, exclusive[row &+ Int(other.visit)] { time = other.end }
                index &+= 1
            }
            if resourcesOnly { break }
            var soonest = Int.max
            for counsellor in who[visit] {
                let free = earliest(Int(counsellor), time, duration)
                if free < soonest {
                    (soonest, chosen) = (free, counsellor)
                    if free == time { break }
                }
            }
            if soonest == time { break }
            time = soonest
        }
        starts[visit] = time
        let end = time &+ duration
        var low = line.count
        while low > 0, line[low &- 1].start > time { low &-= 1 }
        line.insert((time, end, Int32(truncatingIfNeeded: visit)), at: low)
        if !resourcesOnly {
            counsellors[visit] = chosen
            var low = busy[Int(chosen)].count
            while low > 0, busy[Int(chosen)][low &- 1].start > time { low &-= 1 }
            busy[Int(chosen)].insert((time, end), at: low)
        }
        return end
    }

    private func earliest(_ counsellor: Int, _ time: Int, _ duration: Int) -> Int {
        var time = time
        for stretch in busy[counsellor] {
            if stretch.start >= time &+ duration { break }
            if stretch.end > time { time = stretch.end }
        }
        return time
    }
}
