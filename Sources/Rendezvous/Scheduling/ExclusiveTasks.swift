/// A search for many tasks of which no counsellor can do two: as many counsellors must come.
///
/// Two tasks exclude each other if they overlap, or if nobody may do both (the constrained
/// intersection graph of Fages and Lapègue, 2014). The search adds a task that excludes all
/// chosen, or exchanges one that excludes all but one, or begins again from another.
struct ExclusiveTasks {
    private let count: Int
    private let words: Int
    /// For each task the tasks that it does not exclude, itself left out.
    private let friends: [[Int32]]
    private var isChosen: [Bool]
    private var chosen: [Int32] = []
    /// For each task how many chosen ones it does not exclude.
    private var missing: [Int32]
    private var restUntil: [Int]
    private var stream: SeededStream
    private var step = 0
    private(set) var best: [Int] = []

    init(_ work: SortedWork, seed: UInt64) {
        count = work.count
        let staff = (work.tasksOf.count + 63) / 64
        words = staff
        var who = [UInt64](repeating: 0, count: staff * work.count)
        for (task, list) in work.counsellorsOf.enumerated() {
            for counsellor in list {
                who[task * staff + Int(counsellor) >> 6] |= 1 << UInt64(counsellor & 63)
            }
        }
        var friends = [[Int32]](repeating: [], count: work.count)
        for task in 0..<work.count {
            for other in task + 1..<max(task + 1, work.count)
            where work.starts[other] >= work.ends[task] {
                var word = 0
                while word < staff, who[task &* staff &+ word] & who[other &* staff &+ word] == 0 {
                    word &+= 1
                }
                guard word < staff else { continue }
                friends[task].append(Int32(other))
                friends[other].append(Int32(task))
            }
        }
        self.friends = friends
        isChosen = [Bool](repeating: false, count: work.count)
        missing = [Int32](repeating: 0, count: work.count)
        restUntil = [Int](repeating: 0, count: work.count)
        stream = SeededStream(seed: seed)
        best = work.busiest
        for task in best { choose(task) }
    }

    private mutating func choose(_ task: Int) {
        isChosen[task] = true
        chosen.append(Int32(task))
        for friend in friends[task] { missing[Int(friend)] += 1 }
    }

    private mutating func drop(_ task: Int) {
        isChosen[task] = false
        chosen.removeAll { $0 == Int32(task) }
        for friend in friends[task] { missing[Int(friend)] -= 1 }
        restUntil[task] = step + 7 + stream.below(7)
    }

    /// Takes steps, or fewer if a set of `target` tasks is found.
    mutating func run(steps: Int, target: Int) {
        guard count > 0 else { return }
        var since = 0
        for _ in 0..<steps where best.count < target {
            step += 1
            since += 1
            var (free, frees, swap, swaps) = (-1, 0, -1, 0)
            for task in 0..<count where missing[task] <= 1 && !isChosen[task] {
                if missing[task] == 0 {
                    frees += 1
                    if stream.below(frees) == 0 { free = task }
                } else if restUntil[task] <= step {
                    swaps += 1
                    if stream.below(swaps) == 0 { swap = task }
                }
            }
            if free >= 0 {
                choose(free)
            } else if swap >= 0, since < 20_000 {
                for friend in friends[swap] where isChosen[Int(friend)] { drop(Int(friend)) }
                choose(swap)
            } else {
                let task = stream.below(count)
                for friend in friends[task] where isChosen[Int(friend)] { drop(Int(friend)) }
                if !isChosen[task] { choose(task) }
                since = 0
            }
            if chosen.count > best.count {
                best = chosen.map { Int($0) }.sorted()
                since = 0
            }
        }
    }
}
