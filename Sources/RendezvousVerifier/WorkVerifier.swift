public import Rendezvous

/// Checks answers about fixed and flexible work, and the certificates of their bounds, from the
/// work alone.
public enum WorkVerifier {
    /// What is wrong with an assignment; nothing if everything is done and the bound is proven.
    public static func check(_ answer: StaffAssignment, of work: FixedWork) -> [String] {
        guard answer.counsellors.count == work.tasks.count else {
            return ["assignment has \(answer.counsellors.count) tasks, not \(work.tasks.count)"]
        }
        var wrong = overlaps(answer.counsellors.map { $0 }, of: work)
        let count = Set(answer.counsellors).count
        if count != answer.count { wrong.append("count (\(answer.count)) is \(count)") }
        var who = [Set<Int>](repeating: [], count: work.tasks.count)
        for (counsellor, list) in work.qualified.enumerated() {
            for task in list { who[task].insert(counsellor) }
        }
        for (index, left) in answer.exclusive.enumerated() {
            guard work.tasks.indices.contains(left) else {
                wrong.append("exclusive task (\(left)) does not exist")
                return wrong
            }
            for right in answer.exclusive[..<index] {
                let overlap = work.tasks[left].overlaps(work.tasks[right]) && left != right
                if left == right || !(overlap || who[left].isDisjoint(with: who[right])) {
                    wrong.append("tasks \(right) and \(left) do not exclude each other")
                }
            }
        }
        return wrong
    }

    /// What is wrong with a selection; nothing if it can be done and its proof holds.
    public static func check(_ answer: TaskSelection, of work: FixedWork) -> [String] {
        guard answer.counsellors.count == work.tasks.count else {
            return ["selection has \(answer.counsellors.count) tasks, not \(work.tasks.count)"]
        }
        var wrong = overlaps(answer.counsellors, of: work)
        var served = 0
        for (task, counsellor) in answer.counsellors.enumerated() where counsellor != nil {
            served += work.tasks[task].weight
        }
        if served != answer.served { wrong.append("served (\(answer.served)) is \(served)") }
        if answer.bound < served { wrong.append("bound (\(answer.bound)) is below \(served)") }
        if let bound = ProofCheck(work).bound(answer.proof) {
            if bound > answer.bound {
                wrong.append("the proof shows \(bound), not \(answer.bound)")
            }
        } else {
            wrong.append("the proof does not fit the work")
        }
        return wrong
    }

    /// What is wrong with a schedule; nothing if it can be kept and its bound is proven.
    public static func check(_ answer: VisitSchedule, of work: FlexibleWork) -> [String] {
        let count = work.visits.count
        guard answer.starts.count == count, answer.counsellors.count == count else {
            return ["schedule must have \(count) starts and counsellors"]
        }
        var wrong: [String] = []
        for (visit, start) in answer.starts.enumerated() {
            if start < 0 { wrong.append("visit \(visit) begins at \(start)") }
            if !work.visits[visit].counsellors.contains(answer.counsellors[visit]) {
                wrong.append("counsellor \(answer.counsellors[visit]) may not make visit \(visit)")
            }
        }
        for left in 0..<count {
            let leftEnd = answer.starts[left] + work.visits[left].duration
            for right in left + 1..<max(count, left + 1) {
                let rightEnd = answer.starts[right] + work.visits[right].duration
                guard answer.starts[left] < rightEnd, answer.starts[right] < leftEnd else {
                    continue
                }
                let shared = Set(work.visits[left].resources).intersection(
                    work.visits[right].resources)
                if answer.counsellors[left] == answer.counsellors[right] || !shared.isEmpty {
                    wrong.append("visits \(left) and \(right) overlap")
                }
            }
        }
        let ends = (0..<count).map { answer.starts[$0] + work.visits[$0].duration }
        if (ends.max() ?? 0) != answer.end {
            wrong.append("end (\(answer.end)) is \(ends.max() ?? 0)")
        }
        if answer.bound > answer.end { wrong.append("bound (\(answer.bound)) is above the end") }
        return wrong + check(answer.certificate, claiming: answer.bound, of: work)
    }

    private static func check(
        _ certificate: VisitSchedule.Certificate, claiming bound: Int, of work: FlexibleWork
    ) -> [String] {
        let named: [Int]
        var wrong: [String] = []
        var proven = 0
        switch certificate {
        case .exclusive(let visits): named = visits
        case .load(_, let visits): named = visits
        }
        guard Set(named).count == named.count, named.allSatisfy(work.visits.indices.contains) else {
            return ["the certificate names visits twice, or some that do not exist"]
        }
        let sum = named.reduce(0) { $0 + work.visits[$1].duration }
        switch certificate {
        case .exclusive(let visits):
            proven = sum
            for (index, left) in visits.enumerated() {
                for right in visits[..<index] {
                    let (a, b) = (work.visits[left], work.visits[right])
                    let same = a.counsellors.count == 1 && a.counsellors == b.counsellors
                    if !same, Set(a.resources).isDisjoint(with: b.resources) {
                        wrong.append("visits \(right) and \(left) do not exclude each other")
                    }
                }
            }
        case .load(let counsellors, let visits):
            let staff = Set(counsellors)
            for visit in visits where !staff.isSuperset(of: work.visits[visit].counsellors) {
                wrong.append("others than the certificate's may make visit \(visit)")
            }
            proven = staff.isEmpty ? 0 : (sum + staff.count - 1) / staff.count
        }
        if proven < bound { wrong.append("the certificate shows \(proven), not \(bound)") }
        return wrong
    }

    /// Who does what they may not, or two things at once.
    private static func overlaps(_ who: [Int?], of work: FixedWork) -> [String] {
        var wrong: [String] = []
        var own: [Int: [Int]] = [:]
        for (task, counsellor) in who.enumerated() {
            guard let counsellor else { continue }
            guard work.qualified.indices.contains(counsellor),
                work.qualified[counsellor].contains(task)
            else {
                wrong.append("counsellor \(counsellor) may not do task \(task)")
                continue
            }
            for other in own[counsellor, default: []]
            where work.tasks[other].overlaps(work.tasks[task]) {
                wrong.append("counsellor \(counsellor) does tasks \(other) and \(task) at once")
            }
            own[counsellor, default: []].append(task)
        }
        return wrong
    }
}

/// Works out what a proof shows, by its definition in words (``TaskSelection/Proof``).
private struct ProofCheck {
    private let work: FixedWork
    private var groups: [[Int]] = []
    private var classes: [[Int]] = []
    private var moments: [[Int]] = []

    init(_ work: FixedWork) {
        self.work = work
        var who = [[Int]](repeating: [], count: work.tasks.count)
        for (counsellor, list) in work.qualified.enumerated() {
            for task in list { who[task].append(counsellor) }
        }
        for task in work.tasks.indices {
            let same = groups.firstIndex {
                work.tasks[$0[0]] == work.tasks[task] && who[$0[0]] == who[task]
            }
            if let same { groups[same].append(task) } else { groups.append([task]) }
        }
        for counsellor in work.qualified.indices {
            let list = work.qualified[counsellor]
            if let same = classes.firstIndex(where: { work.qualified[$0[0]] == list }) {
                classes[same].append(counsellor)
            } else {
                classes.append([counsellor])
                moments.append(Set(list.map { work.tasks[$0].start }).sorted())
            }
        }
    }

    /// A group and a class.
    private struct Pair: Hashable {
        let group: Int
        let staff: Int
    }

    func bound(_ proof: TaskSelection.Proof) -> Int? { bound(proof, [:], [:]) }

    private func bound(
        _ proof: TaskSelection.Proof, _ low: [Pair: Int], _ high: [Pair: Int]
    ) -> Int? {
        switch proof {
        case .split(let group, let staff, let atMost, let below, let above):
            var (less, more) = (high, low)
            let pair = Pair(group: group, staff: staff)
            less[pair] = min(less[pair] ?? .max, atMost)
            more[pair] = max(more[pair] ?? 0, atMost + 1)
            guard let left = bound(below, low, less), let right = bound(above, more, high) else {
                return nil
            }
            return max(left, right)
        case .prices(let ofGroups, let ofMoments):
            guard ofGroups.count == groups.count, ofMoments.count == classes.count,
                (ofGroups + ofMoments.joined()).allSatisfy({ 0...1 << 50 ~= $0 })
            else { return nil }
            return worth(ofGroups, ofMoments, low, high)
        }
    }

    private func worth(
        _ ofGroups: [Int], _ ofMoments: [[Int]], _ low: [Pair: Int], _ high: [Pair: Int]
    ) -> Int? {
        var total = 0
        for (group, tasks) in groups.enumerated() { total += ofGroups[group] * tasks.count }
        for (staff, members) in classes.enumerated() {
            guard ofMoments[staff].count == moments[staff].count else { return nil }
            for price in ofMoments[staff] { total += price * members.count }
            for (group, tasks) in groups.enumerated()
            where work.qualified[members[0]].contains(tasks[0]) {
                let task = work.tasks[tasks[0]]
                var gain = task.weight * TaskSelection.priceScale - ofGroups[group]
                for (index, moment) in moments[staff].enumerated()
                where task.start <= moment && moment < task.end { gain -= ofMoments[staff][index] }
                let pair = Pair(group: group, staff: staff)
                let most = min(tasks.count, members.count, high[pair] ?? .max)
                total += gain * (gain > 0 ? most : low[pair] ?? 0)
            }
        }
        return total >> 16
    }
}
