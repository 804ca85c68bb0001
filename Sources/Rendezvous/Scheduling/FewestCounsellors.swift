/// Who does what so that all fixed work is done, and a proof of how many must come at least.
public struct StaffAssignment: Hashable, Sendable {
    /// Who does each task.
    public let counsellors: [Int]
    /// How many come.
    public let count: Int
    /// Tasks of which no counsellor can do two: they overlap, or nobody may do both. As many
    /// counsellors as tasks must come.
    public let exclusive: [Int]

    /// No assignment needs fewer.
    public var bound: Int { exclusive.count }

    /// Whether no assignment needs fewer than this one.
    public var isOptimal: Bool { count == bound }

    /// An assignment, as somebody claims it; `RendezvousVerifier` checks one.
    public init(counsellors: [Int], count: Int, exclusive: [Int]) {
        self.counsellors = counsellors
        self.count = count
        self.exclusive = exclusive
    }
}

extension FixedWork {
    /// The steps between two questions whether to stop.
    private static let epoch = 500
    /// Steps after which what is hard to place is learnt anew.
    private static let forget = 30_000

    /// Who must come so that everything is done, as few as are found, or `nil` if no assignment
    /// was found at all: nobody may do some task, or those who may are too few.
    ///
    /// The search begins with as many as must come at least and lets one more come when it finds
    /// no assignment in its share of the budget, so that what is found early is good.
    ///
    /// - Parameters:
    ///   - budget: Steps of the search, at most; fewer once the bound is reached.
    ///   - seed: What the random choices follow from.
    ///   - execution: Asked every 500 steps whether to stop; a first assignment is made before.
    /// - Complexity: O(counsellors of a task × tasks of a counsellor) a step.
    public func fewestCounsellors(
        _ budget: Budget = .steps(400_000), seed: UInt64 = 1,
        execution: some Execution = SerialExecution()
    ) -> StaffAssignment? {
        let work = SortedWork(self)
        var least = work.busiest
        guard !tasks.isEmpty else {
            return StaffAssignment(counsellors: [], count: 0, exclusive: [])
        }
        var search = StaffSearch(work, seed: seed)
        search.admit(least.count)
        if search.open.isEmpty { return assignment(search, least, work) }
        var best = first(search, budget, execution)
        var left = budget.steps
        // A few steps are often enough; the search for a better bound costs more.
        _ = run(&search, steps: min(left, 2_000), &left, execution)
        guard !search.open.isEmpty else { return assignment(search, least, work) }
        var exclusive = ExclusiveTasks(work, seed: seed)
        exclusive.run(
            steps: max(20_000, min(400_000, budget.steps)), target: best?.here.count ?? .max)
        least = exclusive.best
        if least.count > search.here.count { search.admit(least.count - search.here.count) }
        while !execution.shouldStop {
            if search.open.isEmpty {
                if search.here.count < best?.here.count ?? .max { best = search }
                if search.here.count <= least.count { break }
                search.dismiss()
            }
            guard left > 0, search.here.count < best?.here.count ?? .max else { break }
            let found = run(&search, steps: (left + 1) / 2, &left, execution)
            if !found, !search.admit() { break }
        }
        if search.open.isEmpty, search.here.count < best?.here.count ?? .max { best = search }
        if let best, best.here.count > least.count {
            exclusive.run(steps: 2 * budget.steps, target: best.here.count)
            least = exclusive.best
        }
        return best.flatMap { assignment($0, least, work) }
    }

    /// The first assignment: whoever does most of what is open comes, until nothing is; where that
    /// does not end, everybody is there and tasks change hands.
    private func first(
        _ search: StaffSearch, _ budget: Budget, _ execution: some Execution
    ) -> StaffSearch? {
        var search = search
        search.admit(qualified.count - search.here.count)
        var left = budget.steps / 4 + Self.epoch
        _ = run(&search, steps: left, &left, execution)
        return search.open.isEmpty ? search : nil
    }

    private func run(
        _ search: inout StaffSearch, steps: Int, _ left: inout Int, _ execution: some Execution
    ) -> Bool {
        var share = min(steps, left)
        while share > 0, !search.open.isEmpty, !execution.shouldStop {
            let before = search.step
            let some = min(share, Self.epoch)
            _ = search.run(steps: some)
            if before / Self.forget != search.step / Self.forget { search.forget() }
            share -= some
            left -= some
        }
        return search.open.isEmpty
    }

    private func assignment(
        _ search: StaffSearch, _ least: [Int], _ work: SortedWork
    ) -> StaffAssignment {
        var counsellors = [Int](repeating: 0, count: tasks.count)
        for (position, name) in work.names.enumerated() {
            counsellors[name] = Int(search.owner[position])
        }
        return StaffAssignment(
            counsellors: counsellors, count: Set(counsellors).count,
            exclusive: least.map { work.names[$0] }.sorted())
    }
}
