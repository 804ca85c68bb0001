import Rendezvous
import RendezvousTesting
import RendezvousThreads
import RendezvousVerifier
import Testing

/// How near the bound comes, and what its prices do for plans.
@Suite struct BoundTests {
    /// `short` calendars that are too small for those who need them, beside `ample` ones on which
    /// everybody else finds a place, though these may take the short ones too.
    private func shortage(short: Int, ample: Int, needing: Int, others: Int) -> AllocationModel {
        var model = AllocationModel(words: 1, axisGrains: 64)
        let shape = model.shape(AllocationModel.Shape(length: 4, before: 0, after: 0))
        var slots: [Int32] = []
        for cell in 0..<short + ample {
            model.addCell(counsellor: Int32(cell), first: 0, limit: 100)
            slots.append(model.addSlot(shape, allowed: [0x1FFF]))
        }
        for request in 0..<needing {
            model.addRequest(
                weight: 1, participant: -1, [TinyProblem.entry(slots[request % short], 0...12)])
        }
        for _ in 0..<others {
            model.addRequest(
                weight: 1, participant: -1, slots.map { TinyProblem.entry($0, 0...12) })
        }
        return model
    }

    @Test func `a shortage at few counsellors is proved although all others have time`() {
        // Each calendar has room for four: 2 × 4 of 14, and all 60 of 80 places elsewhere.
        let model = shortage(short: 2, ample: 20, needing: 14, others: 60)
        var solver = AllocationSolver(AllocationTables(model), scale: 1, seed: 1)
        solver.prove(rounds: 40, on: SerialExecution())
        #expect(solver.bound == 68)
        // The prices keep everybody else off the short calendars: nothing is left to search for.
        #expect(solver.served == 68)
        #expect(CertificateCheck.bound(of: model, by: solver.certificate) == 68)
        #expect(AllocationCheck.check(solver.places, of: model).isEmpty)
    }

    @Test func `where nothing is short the weights are the bound`() {
        let model = shortage(short: 2, ample: 20, needing: 8, others: 60)
        var solver = AllocationSolver(AllocationTables(model), scale: 1, seed: 1)
        solver.prove(rounds: 10, on: SerialExecution())
        #expect(solver.bound == 68 && solver.served == 68)
    }

    @Test(arguments: 0..<TestScale.rounds(3))
    func `calls that follow never raise the bound, and it stays above every plan`(seed: Int) {
        let model = TinyProblem(seed: UInt64(seed) + 70, requests: 40, days: 4).model
        var solver = AllocationSolver(AllocationTables(model), scale: 1, seed: 2)
        var last = Int.max
        for _ in 0..<4 {
            solver.prove(rounds: 30, on: SerialExecution())
            let bound = solver.bound ?? .max
            #expect(bound <= last, "seed \(seed)")
            #expect(bound >= solver.served, "seed \(seed)")
            let proven = CertificateCheck.bound(of: model, by: solver.certificate)
            #expect((proven ?? .max) <= bound, "seed \(seed)")
            last = bound
            solver.improve(steps: 400, on: SerialExecution())
        }
    }

    /// Days short of appointments with hours to spare: what can be served is a matter of counting,
    /// and the prices of the count prove it without a round.
    @Test(arguments: 0..<TestScale.rounds(6))
    func `where appointments are short and time is not counting proves the optimum`(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed) + 40)
        var model = AllocationModel(words: 1, axisGrains: 64)
        let shape = model.shape(AllocationModel.Shape(length: 2, before: 0, after: 1))
        var places: [(slot: Int32, cell: Int)] = []
        var limits: [Int] = []
        for cell in 0..<6 {
            limits.append(generator.int(0...3))
            model.addCell(counsellor: Int32(cell), first: 0, limit: Int32(limits[cell]))
            places.append((model.addSlot(shape, allowed: [.max >> 4]), cell))
        }
        var wishes: [(weight: Int, cells: [Int])] = []
        for _ in 0..<24 {
            let able = places.filter { _ in generator.chance(1, in: 3) }
            let weight = generator.int(1...6)
            model.addRequest(
                weight: Int32(weight), participant: -1,
                able.map { TinyProblem.entry($0.slot, 0...50) })
            wishes.append((weight, able.map(\.cell)))
        }
        let best = Self.most(wishes, limits)
        var solver = AllocationSolver(AllocationTables(model), scale: 1, seed: 1)
        solver.prove(rounds: 0, on: SerialExecution())
        #expect(solver.bound == best, "seed \(seed)")
        #expect(CertificateCheck.bound(of: model, by: solver.certificate) == best, "seed \(seed)")
        solver.improve(steps: 2_000, on: SerialExecution())
        #expect(solver.served == best, "seed \(seed)")
    }

    /// The heaviest wishes that the limits allow: heaviest first, each if others can make room.
    private static func most(_ wishes: [(weight: Int, cells: [Int])], _ limits: [Int]) -> Int {
        var holders = limits.map { _ in [Int]() }
        func seat(_ wish: Int, _ seen: inout Set<Int>) -> Bool {
            for cell in wishes[wish].cells where seen.insert(cell).inserted {
                if holders[cell].count < limits[cell] {
                    holders[cell].append(wish)
                    return true
                }
                for index in holders[cell].indices where seat(holders[cell][index], &seen) {
                    holders[cell][index] = wish
                    return true
                }
            }
            return false
        }
        return wishes.indices.sorted { wishes[$0].weight > wishes[$1].weight }.reduce(0) {
            var seen: Set<Int> = []
            return seat($1, &seen) ? $0 + wishes[$1].weight : $0
        }
    }

    @Test func `the bound does not depend on the threads`() {
        let model = TinyProblem(seed: 11, requests: 60, days: 20).model
        let bounds = [1, 2, 4].map { threads -> [Int] in
            let execution = ThreadedExecution(threads: threads)
            var solver = AllocationSolver(AllocationTables(model), scale: 1, seed: 3)
            solver.prove(rounds: 25, on: execution)
            return solver.certificate.requests
        }
        #expect(bounds[0] == bounds[1] && bounds[0] == bounds[2])
    }
}
