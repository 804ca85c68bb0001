internal import Foundation
internal import Rendezvous
internal import RendezvousVerifier

/// The answer to a problem of the benchmarks, and the two files that say it: the plan, as the
/// problem sets' own checkers read it, and the certificate of its bound.
enum ProblemAnswer {
    case staffing(StaffAssignment, FixedWork)
    case selection(TaskSelection, FixedWork)
    case schedule(VisitSchedule, FlexibleWork)
    case batch(BatchAnswer, BatchModel)

    /// Solves a problem, or gives `nil` if there is no answer.
    init?(
        _ problem: ProblemFile, steps: Int?, seed: UInt64, execution: some Execution
    ) {
        switch problem {
        case .batch(let batch):
            let answer = BatchAnswer(batch, steps: steps, seed: seed, execution: execution)
            // Built again rather than kept: a large model beside the search is most of the memory.
            self = .batch(answer, BatchModel(batch))
        case .staffing(let work):
            guard
                let answer = work.fewestCounsellors(
                    .steps(steps ?? 400_000), seed: seed, execution: execution)
            else { return nil }
            self = .staffing(answer, work)
        case .selection(let work):
            self = .selection(work.serveMost(.steps(steps ?? 20_000), execution: execution), work)
        case .schedule(let work, _, _):
            self = .schedule(
                work.finishEarliest(.steps(steps ?? 500_000), seed: seed, execution: execution),
                work)
        }
    }

    var objective: Int {
        switch self {
        case .staffing(let answer, _): answer.count
        case .selection(let answer, _): answer.served
        case .schedule(let answer, _): answer.end
        case .batch(let answer, _): answer.served
        }
    }

    var bound: Int {
        switch self {
        case .staffing(let answer, _): answer.bound
        case .selection(let answer, _): answer.bound
        case .schedule(let answer, _): answer.bound
        case .batch(let answer, _): answer.bound
        }
    }

    /// What a plan costs at the second level and what it costs at least, for those that have one.
    var cost: (reached: Int, bound: Int)? {
        guard case .batch(let answer, _) = self else { return nil }
        return (answer.cost, answer.costBound)
    }

    /// The objective and the bound, at both levels, in words.
    var summary: String {
        let first = "objective \(Text.grouped(objective)), bound \(Text.grouped(bound))"
        guard let cost else { return first }
        return first
            + "; cost \(Text.grouped(cost.reached)), at least \(Text.grouped(cost.bound))"
    }

    /// Whether no plan is better at any level.
    var isOptimal: Bool {
        objective == bound && cost.map { $0.reached == $0.bound } ?? true
    }

    var violations: [String] {
        switch self {
        case .staffing(let answer, let work): WorkVerifier.check(answer, of: work)
        case .selection(let answer, let work): WorkVerifier.check(answer, of: work)
        case .schedule(let answer, let work): WorkVerifier.check(answer, of: work)
        case .batch(let answer, let batch): answer.violations(batch)
        }
    }
}

/// Writing and reading.
extension ProblemAnswer {
    private typealias Object = [String: Any]

    private func rows(_ problem: ProblemFile) -> [[Any]] {
        switch self {
        case .staffing(let answer, _):
            return answer.counsellors.enumerated().map { [$0.offset, $0.element] }
        case .selection(let answer, _):
            return answer.counsellors.enumerated().compactMap { task, hall in
                hall.map { [task + 1, $0 + 1] }
            }
        case .schedule(let answer, _):
            guard case .schedule(_, let tests, let machines) = problem else { return [] }
            return answer.starts.indices.map {
                [tests[$0], machines[answer.counsellors[$0]], answer.starts[$0]]
            }
        case .batch(let answer, let batch): return batch.rows(answer.places)
        }
    }

    func plan(_ problem: ProblemFile, format: String, name: String, seconds: Double) -> [UInt8] {
        var object: Object = [
            "format": format, "instance": name, "assign": rows(problem), "objective": objective,
            "bound": bound, "optimal": isOptimal, "seconds": seconds,
        ]
        if case .batch(let answer, let batch) = self {
            object["dual"] = batch.dual(answer.prices)
            object["cost"] = answer.cost
            object["costBound"] = answer.costBound
        }
        return Self.bytes(object)
    }

    func certificate(format: String) -> [UInt8] {
        var object: Object = ["format": format, "bound": bound]
        switch self {
        case .staffing(let answer, _): object["exclusive"] = answer.exclusive
        case .selection(let answer, _): object["proof"] = Self.object(answer.proof)
        case .schedule(let answer, _):
            switch answer.certificate {
            case .exclusive(let visits): object["exclusive"] = visits
            case .load(let counsellors, let visits):
                object["counsellors"] = counsellors
                object["visits"] = visits
            }
        case .batch(let answer, _): object.merge(answer.certificate) { $1 }
        }
        return Self.bytes(object)
    }

    private static func object(_ proof: TaskSelection.Proof) -> Object {
        switch proof {
        case .prices(let groups, let moments): ["groups": groups, "moments": moments]
        case .split(let group, let staff, let atMost, let below, let above):
            [
                "group": group, "class": staff, "atMost": atMost, "below": object(below),
                "above": object(above),
            ]
        }
    }

    private static func bytes(_ object: Object) -> [UInt8] {
        let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
        return Array(data ?? Data()) + [UInt8(ascii: "\n")]
    }

    /// The answer that a plan and a certificate claim, or `nil` if they are not of this problem.
    init?(plan: [UInt8], certificate: [UInt8], of problem: ProblemFile) {
        guard let claim = Self.object(plan), let proof = Self.object(certificate),
            let rows = claim["assign"] as? [[Any]], let objective = claim["objective"] as? Int,
            let bound = claim["bound"] as? Int
        else { return nil }
        switch problem {
        case .staffing(let work):
            guard let who = Self.pairs(rows, work, from: 0),
                let exclusive = proof["exclusive"] as? [Int], bound == exclusive.count
            else { return nil }
            self = .staffing(
                StaffAssignment(
                    counsellors: who.map { $0 ?? -1 }, count: objective, exclusive: exclusive), work
            )
        case .selection(let work):
            guard let who = Self.pairs(rows, work, from: 1),
                let tree = (proof["proof"] as? Object).flatMap({ Self.proof($0, depth: 0) })
            else { return nil }
            self = .selection(
                TaskSelection(counsellors: who, served: objective, bound: bound, proof: tree), work)
        case .batch(let batch):
            let model = BatchModel(batch)
            guard let answer = BatchAnswer(claim, proof, of: model) else { return nil }
            self = .batch(answer, model)
        case .schedule(let work, let tests, let machines):
            guard
                let answer = Self.schedule(
                    rows, proof, (objective, bound), tests: tests, machines: machines)
            else { return nil }
            self = .schedule(answer, work)
        }
    }

    private static func object(_ bytes: [UInt8]) -> Object? {
        (try? JSONSerialization.jsonObject(with: Data(bytes))) as? Object
    }

    private static func pairs(_ rows: [[Any]], _ work: FixedWork, from first: Int) -> [Int?]? {
        var who = [Int?](repeating: nil, count: work.tasks.count)
        for row in rows {
            guard row.count == 2, let task = row[0] as? Int, let counsellor = row[1] as? Int,
                who.indices.contains(task - first), who[task - first] == nil
            else { return nil }
            who[task - first] = counsellor - first
        }
        return who
    }

    private static func schedule(
        _ rows: [[Any]], _ proof: Object, _ claim: (end: Int, bound: Int), tests: [String],
        machines: [String]
    ) -> VisitSchedule? {
        let numbers = Dictionary(
            tests.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { $1 })
        var starts = [Int](repeating: -1, count: tests.count)
        var counsellors = [Int](repeating: -1, count: tests.count)
        for row in rows {
            guard row.count == 3, let name = row[0] as? String, let test = numbers[name],
                let machine = row[1] as? String, let start = row[2] as? Int, starts[test] < 0
            else { return nil }
            starts[test] = start
            counsellors[test] = machines.firstIndex(of: machine) ?? -1
        }
        let certificate: VisitSchedule.Certificate
        if let visits = proof["exclusive"] as? [Int] {
            certificate = .exclusive(visits)
        } else if let staff = proof["counsellors"] as? [Int], let visits = proof["visits"] as? [Int]
        {
            certificate = .load(counsellors: staff, visits: visits)
        } else {
            return nil
        }
        return VisitSchedule(
            starts: starts, counsellors: counsellors, end: claim.end, bound: claim.bound,
            certificate: certificate)
    }

    /// How deep a tree of cases may be.
    private static let depthMax = 400

    private static func proof(_ object: Object, depth: Int) -> TaskSelection.Proof? {
        if let groups = object["groups"] as? [Int], let moments = object["moments"] as? [[Int]] {
            return .prices(groups: groups, moments: moments)
        }
        guard depth < depthMax, let group = object["group"] as? Int,
            let staff = object["class"] as? Int, let atMost = object["atMost"] as? Int,
            0...1_000_000_000 ~= atMost,
            let below = (object["below"] as? Object).flatMap({ proof($0, depth: depth + 1) }),
            let above = (object["above"] as? Object).flatMap({ proof($0, depth: depth + 1) })
        else { return nil }
        return .split(group: group, staff: staff, atMost: atMost, below, above)
    }
}
