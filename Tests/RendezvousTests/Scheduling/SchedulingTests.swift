import Rendezvous
import RendezvousTesting
import RendezvousVerifier
import Testing

/// Fixed and flexible work against cases that are solved exactly by other means.
@Suite struct SchedulingTests {
    private static func fixed(
        _ seed: Int, tasks: Int, counsellors: Int, chance: Int
    ) throws -> FixedWork {
        var generator = SeededGenerator(seed: UInt64(seed))
        let list = (0..<tasks).map { _ in
            let start = generator.int(0...20)
            return FixedWork.Task(
                start, start + generator.int(1...8), weight: generator.int(1...9))
        }
        var qualified: [[Int]] = []
        for _ in 0..<counsellors {
            qualified.append(list.indices.filter { _ in generator.chance(chance, in: 10) })
        }
        return try FixedWork(tasks: list, qualified: qualified)
    }

    /// The fewest counsellors and the greatest weight, by trying every way.
    private static func oracle(_ work: FixedWork) -> (fewest: Int?, weight: Int) {
        var who = [Int](repeating: -1, count: work.tasks.count)
        var (fewest, weight) = (Int?.none, 0)
        func go(_ task: Int, _ sum: Int) {
            guard task < work.tasks.count else {
                weight = max(weight, sum)
                if !who.contains(-1) { fewest = min(fewest ?? .max, Set(who).count) }
                return
            }
            for counsellor in work.qualified.indices
            where work.qualified[counsellor].contains(task)
                && !(0..<task).contains(where: {
                    who[$0] == counsellor && work.tasks[$0].overlaps(work.tasks[task])
                })
            {
                who[task] = counsellor
                go(task + 1, sum + work.tasks[task].weight)
            }
            who[task] = -1
            go(task + 1, sum)
        }
        go(0, 0)
        return (fewest, weight)
    }

    @Test(arguments: 0..<TestScale.rounds(12))
    func `small fixed work is solved as by trying every way, and passes the verifier`(
        seed: Int
    ) throws {
        let work = try Self.fixed(seed, tasks: 6, counsellors: 3 + seed % 2, chance: 7)
        let (fewest, weight) = Self.oracle(work)
        let selection = work.serveMost()
        #expect(selection.served == weight, "seed \(seed)")
        #expect(selection.isOptimal, "seed \(seed)")
        #expect(WorkVerifier.check(selection, of: work).isEmpty, "seed \(seed)")
        let staff = work.fewestCounsellors(.steps(5_000))
        #expect(staff?.count == fewest, "seed \(seed)")
        if let staff {
            #expect(staff.bound <= staff.count)
            #expect(WorkVerifier.check(staff, of: work).isEmpty, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<TestScale.rounds(6))
    func `where all may do everything, as many come as tasks are under way at once`(
        seed: Int
    ) throws {
        let work = try Self.fixed(seed, tasks: 40, counsellors: 40, chance: 10)
        let most = work.tasks.map { task in
            work.tasks.count { $0.start <= task.start && task.start < $0.end }
        }.max()
        let staff = try #require(work.fewestCounsellors())
        #expect(staff.count == most && staff.isOptimal, "seed \(seed)")
    }

    @Test func `work that nobody may do has no assignment, and an empty day needs nobody`() throws {
        let lonely = try FixedWork(tasks: [.init(0, 1)], qualified: [[]])
        #expect(lonely.fewestCounsellors(.steps(1_000)) == nil)
        #expect(lonely.serveMost().served == 0 && lonely.serveMost().bound == 0)
        let empty = try FixedWork(tasks: [], qualified: [])
        #expect(empty.fewestCounsellors()?.count == 0)
        #expect(empty.serveMost().bound == 0)
        let still = try FlexibleWork(visits: [], counsellors: 0, resources: 0)
        #expect(still.finishEarliest().end == 0)
    }

    @Test func `values out of range are refused`() {
        #expect(throws: Refusal.self) { try FixedWork(tasks: [.init(1, 1)], qualified: []) }
        #expect(throws: Refusal.self) { try FixedWork(tasks: [.init(0, 1)], qualified: [[1]]) }
        #expect(throws: Refusal.self) { try FixedWork(tasks: [.init(0, 1)], qualified: [[0, 0]]) }
        for weight in [0, FixedWork.weightMax + 1] {
            #expect(throws: Refusal.self) {
                try FixedWork(tasks: [.init(0, 1, weight: weight)], qualified: [])
            }
        }
        for visit in [
            FlexibleWork.Visit(0, by: [0], using: []), .init(1, by: [], using: []),
            .init(1, by: [1], using: []), .init(1, by: [0], using: [0]),
        ] {
            #expect(throws: Refusal.self) {
                try FlexibleWork(visits: [visit], counsellors: 1, resources: 0)
            }
        }
    }

    @Test(arguments: 0..<TestScale.rounds(8))
    func `flexible work ends as early as some order of the visits allows`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let visits = (0..<5).map { _ in
            FlexibleWork.Visit(
                generator.int(1...9), by: [generator.int(0...1), generator.int(0...1)],
                using: generator.chance(1, in: 2) ? [generator.int(0...1)] : [])
        }
        let work = try FlexibleWork(visits: visits, counsellors: 2, resources: 2)
        let schedule = work.finishEarliest(.steps(3_000))
        #expect(schedule.end == Self.earliest(work), "seed \(seed)")
        #expect(WorkVerifier.check(schedule, of: work).isEmpty, "seed \(seed)")
    }

    /// The earliest end over all orders and choices, each visit after those before it.
    private static func earliest(_ work: FlexibleWork) -> Int {
        var best = Int.max
        func go(_ rest: Set<Int>, _ staff: [Int], _ shared: [Int], _ end: Int) {
            if rest.isEmpty { best = min(best, end) }
            for visit in rest.sorted() {
                for counsellor in work.visits[visit].counsellors {
                    let resources = work.visits[visit].resources
                    let start = max(staff[counsellor], resources.map { shared[$0] }.max() ?? 0)
                    let over = start + work.visits[visit].duration
                    guard over < best else { continue }
                    var (staff, shared) = (staff, shared)
                    staff[counsellor] = over
                    for resource in resources { shared[resource] = over }
                    go(rest.subtracting([visit]), staff, shared, max(end, over))
                }
            }
        }
        go(Set(work.visits.indices), [0, 0], [0, 0], 0)
        return best
    }

    @Test func `the same seed gives the same answer`() throws {
        let work = try Self.fixed(5, tasks: 60, counsellors: 30, chance: 4)
        #expect(
            work.fewestCounsellors(.steps(3_000), seed: 4)
                == work.fewestCounsellors(.steps(3_000), seed: 4))
        #expect(work.serveMost() == work.serveMost())
    }

    @Test func `the verifier finds what is wrong with answers and proofs`() throws {
        let work = try FixedWork(
            tasks: [.init(0, 2, weight: 3), .init(1, 3, weight: 2), .init(2, 4, weight: 1)],
            qualified: [[0, 1, 2], [1]])
        let good = try #require(work.fewestCounsellors())
        #expect(good.count == 2 && good.isOptimal)
        for bad in [
            StaffAssignment(counsellors: [0, 0, 0], count: 1, exclusive: [0]),
            StaffAssignment(counsellors: [0, 1, 1], count: 2, exclusive: [0, 1]),
            StaffAssignment(counsellors: [0, 1, 0], count: 2, exclusive: [0, 2]),
            StaffAssignment(counsellors: [0, 1, 0], count: 3, exclusive: [0, 1]),
        ] {
            #expect(!WorkVerifier.check(bad, of: work).isEmpty)
        }
        let best = work.serveMost()
        #expect(best.served == 6 && best.isOptimal)
        let one = TaskSelection(counsellors: [0, nil, nil], served: 3, bound: 3, proof: best.proof)
        #expect(!WorkVerifier.check(one, of: work).isEmpty)
        let visits = try FlexibleWork(
            visits: [.init(2, by: [0], using: []), .init(3, by: [0, 1], using: [])],
            counsellors: 2, resources: 0)
        let early = VisitSchedule(
            starts: [0, 1], counsellors: [0, 0], end: 4, bound: 5, certificate: .exclusive([0, 1]))
        #expect(WorkVerifier.check(early, of: visits).count == 3)
    }

    @Test func `visits that exclude each other two by two are known to follow one another`() throws
    {
        // Each shares one resource with each of the others; no resource is shared by all.
        let visits: [FlexibleWork.Visit] = [
            .init(3, by: [0], using: [0, 1]), .init(4, by: [1], using: [1, 2]),
            .init(5, by: [2], using: [0, 2]),
        ]
        let work = try FlexibleWork(visits: visits, counsellors: 3, resources: 3)
        let schedule = work.finishEarliest(.steps(3_000))
        #expect(schedule.end == 12 && schedule.isOptimal)
        #expect(schedule.certificate == .exclusive([0, 1, 2]))
        #expect(WorkVerifier.check(schedule, of: work).isEmpty)
    }

    @Test func `without a step to search, what shares a resource still follows one another`() throws
    {
        let visits: [FlexibleWork.Visit] = [
            .init(3, by: [0], using: [0]), .init(4, by: [1], using: [0]),
            .init(5, by: [2], using: []),
        ]
        let work = try FlexibleWork(visits: visits, counsellors: 3, resources: 1)
        let schedule = work.finishEarliest(.steps(0))
        #expect(schedule.bound == 7)
        #expect(WorkVerifier.check(schedule, of: work).isEmpty)
    }
}
