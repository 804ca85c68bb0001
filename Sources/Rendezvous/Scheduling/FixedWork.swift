/// Work whose times are fixed: tasks, and who may do which of them.
///
/// Nobody does two tasks at once; intervals are half-open, so that one task may begin when another
/// ends. Times are whole numbers of any unit: seconds, minutes, grains. Travel and preparation are
/// part of a task's interval.
///
///     let work = try FixedWork(
///         tasks: [.init(9 * 60, 10 * 60), .init(10 * 60, 11 * 60)], qualified: [[0, 1], [1]])
///     work.fewestCounsellors().count  // 1: the first counsellor does both
///
/// ``fewestCounsellors(_:seed:execution:)`` asks who must come so that everything is done
/// (shift minimisation, Krishnamoorthy, Ernst and Baatar 2012); ``serveMost(_:execution:)`` asks
/// what to do with those who are there (operational fixed interval scheduling, Kroon, Salomon and
/// Van Wassenhove 1995).
public struct FixedWork: Hashable, Sendable {
    /// The most tasks.
    public static let tasksMax = 20_000
    /// The most counsellors.
    public static let counsellorsMax = 20_000
    /// The most qualifications: pairs of a counsellor and a task.
    public static let qualificationsMax = 20_000_000
    /// The heaviest task.
    public static let weightMax = 1_000_000
    /// The earliest and the latest time, so that no sum overflows.
    public static let times = -1_000_000_000_000...1_000_000_000_000

    /// One task.
    public struct Task: Hashable, Sendable {
        /// When it begins.
        public let start: Int
        /// When it is over, after ``start``.
        public let end: Int
        /// How much it counts that it is done, 1 … ``FixedWork/weightMax``.
        public let weight: Int

        /// A task from `start` to `end`, the end not included.
        public init(_ start: Int, _ end: Int, weight: Int = 1) {
            self.start = start
            self.end = end
            self.weight = weight
        }

        /// Whether nobody can do both.
        public func overlaps(_ other: Task) -> Bool { start < other.end && other.start < end }
    }

    /// The tasks; they are named by their position.
    public let tasks: [Task]
    /// For each counsellor the tasks that they may do, ascending and each once.
    public let qualified: [[Int]]

    /// Work of some tasks, with the tasks that each counsellor may do, in any order.
    ///
    /// - Throws: ``Refusal`` if a task ends before it begins, a value is out of range, or a
    ///   counsellor may do a task that does not exist.
    /// - Complexity: O(qualifications × log)
    public init(tasks: [Task], qualified: [[Int]]) throws(Refusal) {
        try Check.number(tasks.count, "number of tasks", in: 0...Self.tasksMax)
        try Check.number(qualified.count, "number of counsellors", in: 0...Self.counsellorsMax)
        let pairs = qualified.reduce(0) { $0 + $1.count }
        try Check.number(pairs, "number of qualifications", in: 0...Self.qualificationsMax)
        for (index, task) in tasks.enumerated() {
            try Check.number(task.start, "start of task \(index)", in: Self.times)
            try Check.number(task.end, "end of task \(index)", in: Self.times)
            try Check.number(task.weight, "weight of task \(index)", in: 1...Self.weightMax)
            guard task.start < task.end else {
                throw Refusal(
                    .invalidValue,
                    "end of task \(index) (\(task.end)) must be after its start (\(task.start))")
            }
        }
        self.tasks = tasks
        var lists: [[Int]] = []
        for (index, list) in qualified.enumerated() {
            let sorted = list.sorted()
            for (position, task) in sorted.enumerated() {
                guard tasks.indices.contains(task) else {
                    throw Refusal(
                        .invalidValue,
                        "task (\(task)) of counsellor \(index) must be below \(tasks.count)")
                }
                guard position == 0 || sorted[position - 1] != task else {
                    throw Refusal(
                        .invalidValue,
                        "task (\(task)) of counsellor \(index) must not come twice")
                }
            }
            lists.append(sorted)
        }
        self.qualified = lists
    }
}

/// The same work with the tasks in order of start, as the search reads it.
struct SortedWork: Sendable {
    /// For each position in order of start, the task's own number.
    let names: [Int]
    let starts: [Int]
    let ends: [Int]
    /// For each counsellor the positions of their tasks, ascending.
    let tasksOf: [[Int32]]
    /// For each position the counsellors who may do it, ascending.
    let counsellorsOf: [[Int32]]
    /// The words of a set of tasks.
    let words: Int
    /// For each counsellor the set of their tasks.
    let mayDo: [UInt64]

    init(_ work: FixedWork) {
        let names = work.tasks.indices.sorted { left, right in
            let (a, b) = (work.tasks[left], work.tasks[right])
            return (a.start, a.end, left) < (b.start, b.end, right)
        }
        self.names = names
        starts = names.map { work.tasks[$0].start }
        ends = names.map { work.tasks[$0].end }
        var positions = [Int32](repeating: 0, count: names.count)
        for (position, name) in names.enumerated() { positions[name] = Int32(position) }
        let words = (names.count + 63) / 64
        var mayDo = [UInt64](repeating: 0, count: words * work.qualified.count)
        var tasksOf: [[Int32]] = []
        var counsellorsOf = [[Int32]](repeating: [], count: names.count)
        for (counsellor, list) in work.qualified.enumerated() {
            let own = list.map { positions[$0] }.sorted()
            for task in own {
                mayDo[counsellor * words + Int(task) >> 6] |= 1 << UInt64(task & 63)
                counsellorsOf[Int(task)].append(Int32(counsellor))
            }
            tasksOf.append(own)
        }
        self.words = words
        self.mayDo = mayDo
        self.tasksOf = tasksOf
        self.counsellorsOf = counsellorsOf
    }

    var count: Int { names.count }

    @inline(__always)
    func may(_ counsellor: Int, _ task: Int32) -> Bool {
        mayDo[counsellor &* words &+ Int(task) >> 6] >> UInt64(task & 63) & 1 == 1
    }

    /// The tasks under way at the moment at which most are, ascending.
    var busiest: [Int] {
        let byEnd = ends.indices.sorted { (ends[$0], $0) < (ends[$1], $1) }
        var (over, best, bestAt) = (0, 0, 0)
        for task in starts.indices {
            while over < task, ends[byEnd[over]] <= starts[task] { over += 1 }
            if task + 1 - over > best { (best, bestAt) = (task + 1 - over, task) }
        }
        guard best > 0 else { return [] }
        let moment = starts[bestAt]
        return (0...bestAt).filter { ends[$0] > moment }
    }
}
