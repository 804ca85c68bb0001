/// A search for visits that pairwise exclude each other and take long: they follow one another,
/// whatever the plan, so that it takes at least their sum (a clique of great weight).
struct ExclusiveVisits {
    private let durations: [Int]
    private let exclusive: [Bool]
    private let count: Int
    private var isChosen: [Bool]
    private var chosen: [Int] = []
    /// The total of what a visit would put out of the set.
    private var cost: [Int]
    private var restUntil: [Int]
    private var step = 0
    private var total = 0
    private var stream: SeededStream
    private(set) var best: [Int] = []
    private(set) var bestTotal = 0

    init(_ conflicts: VisitConflicts, seed: UInt64) {
        durations = conflicts.durations
        exclusive = conflicts.table
        count = conflicts.durations.count
        isChosen = [Bool](repeating: false, count: count)
        cost = [Int](repeating: 0, count: count)
        restUntil = [Int](repeating: 0, count: count)
        stream = SeededStream(seed: seed)
    }

    private mutating func choose(_ visit: Int) {
        isChosen[visit] = true
        chosen.append(visit)
        total += durations[visit]
        for other in 0..<count where other != visit && !exclusive[visit &* count &+ other] {
            cost[other] += durations[visit]
        }
    }

    private mutating func drop(_ visit: Int) {
        isChosen[visit] = false
        chosen.removeAll { $0 == visit }
        total -= durations[visit]
        for other in 0..<count where other != visit && !exclusive[visit &* count &+ other] {
            cost[other] -= durations[visit]
        }
        restUntil[visit] = step + 5 + stream.below(10)
    }

    /// Begins with a set that is known.
    mutating func begin(with visits: [Int]) {
        for visit in chosen { drop(visit) }
        for visit in visits { choose(visit) }
        remember()
    }

    private mutating func remember() {
        guard total > bestTotal else { return }
        bestTotal = total
        best = chosen.sorted()
    }

    /// Steps: the visit that gains most comes in, and what does not exclude it goes.
    mutating func run(steps: Int) {
        guard count > 0 else { return }
        var since = 0
        for _ in 0..<steps {
            step += 1
            since += 1
            var (gain, visit, ties) = (Int.min, -1, 0)
            for candidate in 0..<count where !isChosen[candidate] && restUntil[candidate] <= step {
                let worth = durations[candidate] &- cost[candidate]
                if worth > gain {
                    (gain, visit, ties) = (worth, candidate, 1)
                } else if worth == gain {
                    ties += 1
                    if stream.below(ties) == 0 { visit = candidate }
                }
            }
            if visit < 0 || since > 1_000 {
                visit = stream.below(count)
                since = 0
            }
            if isChosen[visit] { continue }
            for other in chosen where !exclusive[visit &* count &+ other] { drop(other) }
            choose(visit)
            if total > bestTotal { since = 0 }
            remember()
        }
    }
}

/// Which visits exclude each other, as a table.
struct VisitConflicts: Sendable {
    let durations: [Int]
    let table: [Bool]

    init(_ work: FlexibleWork) {
        let count = work.visits.count
        durations = work.visits.map(\.duration)
        var table = [Bool](repeating: false, count: count * count)
        var users = [[Int]](repeating: [], count: work.resources + work.counsellors)
        for (index, visit) in work.visits.enumerated() {
            for resource in visit.resources { users[resource].append(index) }
            if visit.counsellors.count == 1 {
                users[work.resources + visit.counsellors[0]].append(index)
            }
        }
        for list in users {
            for left in list {
                for right in list where left != right { table[left * count + right] = true }
            }
        }
        self.table = table
    }
}
