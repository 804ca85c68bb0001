import Rendezvous
import RendezvousTesting
import Testing

/// What the search keeps to be quick, how much it works, and what the prices find out.
@Suite struct AllocationWorkTests {
    @Test func `a fixed problem takes exactly this much work`() {
        let model = TinyProblem(seed: 7, requests: 60, days: 6).model
        var solver = AllocationSolver(AllocationTables(model), scale: 1, seed: 3, parts: 1)
        #expect(solver.served == 91)
        solver.prove(rounds: 10, on: SerialExecution())
        #expect(solver.bound == 107)
        solver.improve(steps: 2_000, on: SerialExecution())
        #expect(solver.weighed == 30_494)
        #expect(solver.served == 106)
    }

    @Test(arguments: 0..<TestScale.rounds(4))
    func `between steps every entry knows whether its request waits`(seed: Int) {
        let model = TinyProblem(seed: UInt64(seed) + 70, requests: 40, days: 3).model
        let tables = AllocationTables(model)
        var search = RuinAndRecreate(tables, scale: 1)
        let everybody = (0..<Int32(model.requestCount)).map { $0 }
        let nobody = [Occupancy.Placed](repeating: .none, count: model.requestCount)
        search.start(
            from: nobody, seed: UInt64(seed), guide: nil, requests: everybody, owns: { _ in true })
        for _ in 0..<30 {
            let isRight = search.isListedRight
            #expect(isRight, "seed \(seed)")
            search.run(steps: 5, hot: 0.5, cold: 0.4)
        }
        let served = search.bestValue
        #expect(served > 0)
    }

    /// A few counsellors are short of time for a service that only they give, and everybody else
    /// could be served twice over: the weights say nothing of it, the prices all.
    @Test(arguments: 0..<TestScale.rounds(3))
    func `where a few are short the bound says by how much`(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed) + 11)
        var model = AllocationModel(words: 1, axisGrains: 64)
        let shape = model.shape(AllocationModel.Shape(length: 4, before: 0, after: 0))
        let slots = (0..<40).map { cell -> Int32 in
            model.addCell(counsellor: Int32(cell), first: 0, limit: 8)
            return model.addSlot(shape, allowed: [0x1FFF])
        }
        // Four appointments fit a cell.
        let (short, ample) = (slots[..<3], slots[3...])
        let specials = (0..<30).map { _ in generator.int(1...8) }
        let others = (0..<80).map { _ in generator.int(1...8) }
        for weight in specials {
            let entries = short.map { TinyProblem.entry($0, 0...12) }
            model.addRequest(weight: Int32(weight), participant: -1, entries)
        }
        for weight in others {
            let able = short + ample.filter { _ in generator.chance(1, in: 2) }
            let entries = able.map { TinyProblem.entry($0, 0...12) }
            model.addRequest(weight: Int32(weight), participant: -1, entries)
        }
        let best = specials.sorted(by: >).prefix(12).reduce(0, +) + others.reduce(0, +)
        var solver = AllocationSolver(AllocationTables(model), scale: 1, seed: 1)
        solver.prove(rounds: 60, on: SerialExecution())
        solver.improve(steps: 3_000, on: SerialExecution())
        solver.prove(rounds: 60, on: SerialExecution())
        #expect(solver.served == best, "seed \(seed)")
        #expect(solver.bound == best, "seed \(seed)")
    }
}
