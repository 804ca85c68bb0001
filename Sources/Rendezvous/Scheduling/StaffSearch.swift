/// A search for a way to do all tasks with a given number of counsellors.
///
/// Every counsellor who comes has a chain of tasks that follow each other. Tasks that nobody does
/// are *open*; each step puts one of them into the chain of somebody who comes, or sends somebody
/// else in the place of one who comes, and fills the chain again with the best of what is open,
/// found by dynamic programming. Open tasks gain weight with every step, so that what is hard to
/// place is placed first and what is easy is put out (row weighting, after Gao, Weise and Li, 2014,
/// with chains in place of given sets).
struct StaffSearch {
    /// How many of those who come are considered to go in one step.
    private static let victims = 4
    /// Steps for which a task does not come back to a chain that dropped it, at most.
    private static let tabu = 8
    /// What a task of mean length weighs at first, and what an open task gains with every step.
    private static let length = 64.0
    private static let gain = 2

    private let work: SortedWork
    /// Who does each task, or -1.
    private(set) var owner: [Int32]
    private var chains: [[Int32]]
    private var values: [Int]
    private var isHere: [Bool]
    /// Those who come.
    private(set) var here: [Int32] = []
    /// The open tasks, ascending.
    private(set) var open: [Int32]
    private var weights: [Int]
    /// Per task the counsellor who dropped it last, and the step until which it stays out.
    private var dropped: [(by: Int32, until: Int)]
    private var restUntil: [Int]
    private(set) var step = 0
    private var stream: SeededStream
    // Room for one chain.
    private var list: [Int32] = []
    private var best: [Int] = []
    private var next: [Int32] = []

    init(_ work: SortedWork, seed: UInt64) {
        self.work = work
        owner = [Int32](repeating: -1, count: work.count)
        chains = [[Int32]](repeating: [], count: work.tasksOf.count)
        values = [Int](repeating: 0, count: work.tasksOf.count)
        isHere = [Bool](repeating: false, count: work.tasksOf.count)
        open = (0..<work.count).map { Int32($0) }
        weights = Self.firstWeights(work)
        dropped = Array(repeating: (-1, 0), count: work.count)
        restUntil = [Int](repeating: 0, count: work.tasksOf.count)
        stream = SeededStream(seed: seed)
    }

    /// Long tasks weigh more at first: whoever comes should be busy.
    private static func firstWeights(_ work: SortedWork) -> [Int] {
        let lengths = (0..<work.count).map { work.ends[$0] - work.starts[$0] }
        let total = lengths.reduce(0) { $0 + Double($1) }
        return lengths.map {
            1 + Int(Self.length * Double($0) * Double(work.count) / max(1, total))
        }
    }

    /// Forgets what was hard to place: all tasks weigh the same.
    mutating func forget() {
        for task in weights.indices { weights[task] = 1 }
        for counsellor in values.indices { values[counsellor] = chains[counsellor].count }
    }

    // MARK: Chains

    /// Collects what a counsellor may do out of their own and the open tasks, so that a task fits.
    private mutating func collect(_ counsellor: Int, own: Int, with task: Int32) {
        let (start, end) = (work.starts[Int(task)], work.ends[Int(task)])
        list.removeAll(keepingCapacity: true)
        var position = 0
        let count = chains[own].count
        let isOther = own != counsellor
        for candidate in open {
            while position < count, chains[own][position] < candidate {
                let mine = chains[own][position]
                position &+= 1
                if isOther, !work.may(counsellor, mine) { continue }
                if work.starts[Int(mine)] >= end || work.ends[Int(mine)] <= start {
                    list.append(mine)
                }
            }
            if candidate == task {
                list.append(task)
                continue
            }
            guard work.may(counsellor, candidate),
                work.starts[Int(candidate)] >= end || work.ends[Int(candidate)] <= start
            else { continue }
            let last = dropped[Int(candidate)]
            if last.by == Int32(counsellor), last.until > step { continue }
            list.append(candidate)
        }
        while position < count {
            let mine = chains[own][position]
            position &+= 1
            if isOther, !work.may(counsellor, mine) { continue }
            if work.starts[Int(mine)] >= end || work.ends[Int(mine)] <= start { list.append(mine) }
        }
    }

    /// The greatest weight of a chain out of what was collected.
    private mutating func solve() -> Int {
        let count = list.count
        if best.count <= count {
            best = [Int](repeating: 0, count: 2 * count + 16)
            next = [Int32](repeating: 0, count: 2 * count + 16)
        }
        best[count] = 0
        var index = count &- 1
        while index >= 0 {
            let task = Int(list[index])
            let end = work.ends[task]
            var after = index &+ 1
            while after < count, work.starts[Int(list[after])] < end { after &+= 1 }
            next[index] = Int32(truncatingIfNeeded: after)
            best[index] = max(best[index &+ 1], weights[task] &+ best[after])
            index &-= 1
        }
        return best[0]
    }

    /// The chain of greatest weight; the earliest tasks where several are.
    private func solvedChain() -> [Int32] {
        var chain: [Int32] = []
        var index = 0
        while index < list.count {
            if best[index] == best[index + 1] {
                index += 1
            } else {
                chain.append(list[index])
                index = Int(next[index])
            }
        }
        return chain
    }

    private mutating func set(_ chain: [Int32], of counsellor: Int) {
        for task in chains[counsellor] { owner[Int(task)] = -1 }
        for task in chain { owner[Int(task)] = Int32(counsellor) }
        for task in chains[counsellor] where owner[Int(task)] < 0 {
            dropped[Int(task)] = (Int32(counsellor), step + 1 + stream.below(Self.tabu))
        }
        chains[counsellor] = chain
        values[counsellor] = chain.reduce(0) { $0 + weights[Int($1)] }
    }

    private mutating func refreshOpen(_ touched: [Int32], _ taken: [Int32]) {
        if !taken.isEmpty { open.removeAll { owner[Int($0)] >= 0 } }
        for task in touched where owner[Int(task)] < 0 {
            var (low, high) = (0, open.count)
            while low < high {
                let middle = (low + high) / 2
                if open[middle] < task { low = middle + 1 } else { high = middle }
            }
            if low == open.count || open[low] != task { open.insert(task, at: low) }
        }
    }

    // MARK: Who comes

    /// Lets one more come: who can do the greatest weight of what is open. Returns whether there
    /// is anybody who can do any.
    mutating func admit() -> Bool {
        var (chosen, value) = (-1, 0)
        for counsellor in isHere.indices where !isHere[counsellor] {
            list = open.filter { work.may(counsellor, $0) }
            let worth = solve()
            if worth > value { (chosen, value) = (counsellor, worth) }
        }
        guard chosen >= 0 else { return false }
        list = open.filter { work.may(chosen, $0) }
        _ = solve()
        enter(chosen, solvedChain())
        return true
    }

    /// Lets so many come, one after the other, each with the greatest weight of what is open.
    mutating func admit(_ count: Int) {
        // What somebody can do only becomes less, so that most need not be asked again.
        var bounds = isHere.indices.map { isHere[$0] ? -1 : Int.max }
        for _ in 0..<count {
            var (chosen, value) = (-1, 0)
            let order = bounds.indices.sorted { (-bounds[$0], $0) < (-bounds[$1], $1) }
            for counsellor in order {
                if bounds[counsellor] <= value { break }
                list = open.filter { work.may(counsellor, $0) }
                bounds[counsellor] = solve()
                if bounds[counsellor] > value { (chosen, value) = (counsellor, bounds[counsellor]) }
            }
            guard chosen >= 0 else { return }
            list = open.filter { work.may(chosen, $0) }
            _ = solve()
            enter(chosen, solvedChain())
            bounds[chosen] = -1
        }
    }

    private mutating func enter(_ counsellor: Int, _ chain: [Int32]) {
        isHere[counsellor] = true
        here.append(Int32(counsellor))
        set(chain, of: counsellor)
        refreshOpen([], chain)
    }

    /// Sends home whoever does the least weight.
    mutating func dismiss() {
        guard let least = here.min(by: { (values[Int($0)], $0) < (values[Int($1)], $1) }) else {
            return
        }
        leave(Int(least))
    }

    private mutating func leave(_ counsellor: Int) {
        let old = chains[counsellor]
        set([], of: counsellor)
        refreshOpen(old, [])
        isHere[counsellor] = false
        here.removeAll { $0 == Int32(counsellor) }
        restUntil[counsellor] = step + 1 + stream.below(Self.tabu)
    }

    // MARK: Steps

    /// Steps until nothing is open or the budget is spent; returns whether nothing is open.
    mutating func run(steps: Int) -> Bool {
        var left = steps
        while left > 0, !open.isEmpty, !here.isEmpty {
            left -= 1
            improve()
        }
        return open.isEmpty
    }

    private mutating func improve() {
        step += 1
        let task = open[stream.below(open.count)]
        var (value, chosen, out, ties) = (Int.min, -1, -1, 0)
        var leaving: [Int] = []
        for _ in 0..<Self.victims { leaving.append(Int(here[stream.below(here.count)])) }
        for candidate in work.counsellorsOf[Int(task)] {
            let counsellor = Int(candidate)
            if isHere[counsellor] {
                let last = dropped[Int(task)]
                if last.by == candidate, last.until > step { continue }
                collect(counsellor, own: counsellor, with: task)
                let gain = solve() - values[counsellor]
                if gain > value {
                    (value, chosen, out, ties) = (gain, counsellor, -1, 1)
                } else if gain == value {
                    ties += 1
                    if stream.below(ties) == 0 { (chosen, out) = (counsellor, -1) }
                }
            } else if restUntil[counsellor] <= step {
                for victim in leaving {
                    collect(counsellor, own: victim, with: task)
                    let gain = solve() - values[victim]
                    if gain > value {
                        (value, chosen, out, ties) = (gain, counsellor, victim, 1)
                    } else if gain == value {
                        ties += 1
                        if stream.below(ties) == 0 { (chosen, out) = (counsellor, victim) }
                    }
                }
            }
        }
        if chosen >= 0 { move(task, to: chosen, inPlaceOf: out) }
        for task in open { weights[Int(task)] += Self.gain }
    }

    private mutating func move(_ task: Int32, to chosen: Int, inPlaceOf out: Int) {
        let own = out < 0 ? chosen : out
        collect(chosen, own: own, with: task)
        _ = solve()
        let chain = solvedChain()
        let old = chains[own]
        if out >= 0 {
            set([], of: out)
            isHere[out] = false
            restUntil[out] = step + 1 + stream.below(Self.tabu)
            for index in here.indices where here[index] == Int32(out) {
                here[index] = Int32(chosen)
            }
            isHere[chosen] = true
        }
        set(chain, of: chosen)
        refreshOpen(old, chain)
    }
}
