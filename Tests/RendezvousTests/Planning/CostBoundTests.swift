import Rendezvous
import RendezvousTesting
import RendezvousThreads
import RendezvousVerifier
import Testing

/// The second level: what plans cost at least that serve a weight, and steps that lower cost.
@Suite struct CostBoundTests {
    /// Prices and steps at both levels.
    private func solve(_ model: AllocationModel) -> AllocationSolver {
        let all = model.weights.reduce(0) { $0 + Int($1) }
        var solver = AllocationSolver(
            AllocationTables(model), scale: AllocationSolver.scale(ofWeight: all), seed: 1)
        solver.prove(rounds: 40, on: SerialExecution())
        solver.improve(steps: 1_500, on: SerialExecution())
        solver.proveCost(rounds: 80, on: SerialExecution())
        solver.lowerCost(steps: 1_500, on: SerialExecution())
        solver.proveCost(rounds: 40, on: SerialExecution())
        return solver
    }

    @Test(arguments: 0..<TestScale.rounds(10))
    func `no plan of a tiny problem costs less than the bound, whatever weight it serves`(
        seed: Int
    ) throws {
        let model = TinyProblem(seed: UInt64(seed) + 40, requests: 5, costs: 0...9).model
        let least = Exhaustion(model).leastCosts()
        let solver = solve(model)
        #expect(solver.served == least.count - 1, "seed \(seed)")
        #expect(solver.cost == least.last, "seed \(seed)")
        let found = try #require(solver.costCertificate)
        #expect(found.served == solver.served)
        #expect(CertificateCheck.costBound(of: model, by: found) == solver.costBound)
        // The same prices bound the cost of other weights, less sharply.
        for (weight, cost) in least.enumerated() {
            let other = CostCertificate(served: weight, weight: found.weight, prices: found.prices)
            let bound = try #require(CertificateCheck.costBound(of: model, by: other))
            #expect(bound <= cost, "seed \(seed), weight \(weight)")
        }
    }

    @Test(arguments: 0..<TestScale.rounds(10))
    func `prices that anybody made up prove nothing that is wrong`(seed: Int) throws {
        let model = TinyProblem(seed: UInt64(seed) + 240, requests: 5, costs: 0...9).model
        let least = Exhaustion(model).leastCosts()
        let families = solve(model).certificate.families
        var generator = SeededGenerator(seed: UInt64(seed))
        let unit = PriceCertificate.scale
        var sharp = 0
        for _ in 0..<20 {
            let worth = generator.int(0...12 * unit)
            let prices = PriceCertificate(
                requests: model.weights.map { generator.int(0...Int($0) * worth + unit) },
                families: families.map { family in
                    PriceCertificate.Family(
                        members: family.members,
                        prices: family.prices.map { _ in
                            generator.chance(1, in: 9) ? generator.int(0...unit) : 0
                        })
                })
            for (weight, cost) in least.enumerated() {
                let made = CostCertificate(served: weight, weight: worth, prices: prices)
                let bound = try #require(CertificateCheck.costBound(of: model, by: made))
                #expect(bound <= cost, "seed \(seed), weight \(weight)")
                if bound > 0 { sharp += 1 }
            }
        }
        if least.last ?? 0 > 20 { #expect(sharp > 0, "seed \(seed)") }
    }

    /// Everybody can be served on any of three calendars that have room for four each.
    private func assignment(
        _ generator: inout SeededGenerator
    ) -> (model: AllocationModel, costs: [[Int]]) {
        var model = AllocationModel(words: 1, axisGrains: 64)
        let shape = model.shape(AllocationModel.Shape(length: 1, before: 0, after: 0))
        var slots: [Int32] = []
        for cell in 0..<3 {
            model.addCell(counsellor: Int32(cell), first: 0, limit: 100)
            slots.append(model.addSlot(shape, allowed: [0b1111]))
        }
        let costs = (0..<11).map { _ in (0..<3).map { _ in generator.int(0...20) } }
        for row in costs {
            model.addRequest(
                weight: Int32(generator.int(1...3)), participant: -1,
                zip(slots, row).map { slot, cost in
                    AllocationModel.Entry(
                        slot: slot, low: 0, high: 3, interpreters: -1, rooms: -1,
                        cost: Int32(cost))
                })
        }
        return (model, costs)
    }

    @Test(arguments: 0..<TestScale.rounds(5))
    func `an assignment that serves everybody is solved and proved to the last unit of cost`(
        seed: Int
    ) {
        var generator = SeededGenerator(seed: UInt64(seed) + 7)
        let (model, costs) = assignment(&generator)
        // The least cost for each number of places taken on the first two calendars.
        var least: [[Int]: Int] = [[0, 0, 0]: 0]
        for row in costs {
            var next: [[Int]: Int] = [:]
            for (taken, cost) in least {
                for cell in 0..<3 where taken[cell] < 4 {
                    var more = taken
                    more[cell] += 1
                    next[more] = min(next[more] ?? .max, cost + row[cell])
                }
            }
            least = next
        }
        let best = least.values.min()
        let solver = solve(model)
        #expect(solver.served == model.weights.reduce(0) { $0 + Int($1) })
        #expect(solver.cost == best, "seed \(seed)")
        #expect(solver.costBound == best, "seed \(seed)")
    }

    @Test func `prices below nothing, beyond all sums or for others are refused`() throws {
        let model = TinyProblem(seed: 3, costs: 1...9).model
        let good = try #require(solve(model).costCertificate)
        func bound(_ served: Int, _ weight: Int, _ requests: [Int]) -> Int? {
            CertificateCheck.costBound(
                of: model,
                by: CostCertificate(
                    served: served, weight: weight,
                    prices: PriceCertificate(
                        requests: requests, families: good.prices.families)))
        }
        let requests = good.prices.requests
        #expect(bound(good.served, good.weight, requests) != nil)
        #expect(bound(-1, good.weight, requests) == nil)
        #expect(bound(.max, good.weight, requests) == nil)
        #expect(bound(good.served, -1, requests) == nil)
        #expect(bound(good.served, .max, requests) == nil)
        #expect(bound(good.served, good.weight, requests.map { _ in -1 }) == nil)
        #expect(bound(good.served, good.weight, requests.map { _ in Int.max }) == nil)
        #expect(bound(good.served, good.weight, Array(requests.dropLast())) == nil)
    }

    @Test(arguments: 0..<TestScale.rounds(3))
    func `steps that lower cost keep the weight, and the bound stays below`(seed: Int) {
        let model = TinyProblem(seed: UInt64(seed), requests: 40, days: 4, costs: 0...20).model
        let all = model.weights.reduce(0) { $0 + Int($1) }
        var solver = AllocationSolver(
            AllocationTables(model), scale: AllocationSolver.scale(ofWeight: all), seed: 2)
        solver.prove(rounds: 30, on: SerialExecution())
        solver.improve(steps: 2_000, on: SerialExecution())
        let (served, first) = (solver.served, solver.cost)
        for _ in 0..<3 {
            let (served, cost) = (solver.served, solver.cost)
            solver.proveCost(rounds: 40, on: SerialExecution())
            solver.lowerCost(steps: 1_000, on: SerialExecution())
            #expect(solver.served >= served, "seed \(seed)")
            #expect(solver.served > served || solver.cost <= cost, "seed \(seed)")
            #expect(solver.costBound ?? .max <= solver.cost || solver.served > served)
            #expect(AllocationCheck.check(solver.places, of: model).isEmpty, "seed \(seed)")
        }
        #expect(solver.served > served || solver.cost <= first, "seed \(seed)")
    }

    @Test func `neither plan nor prices depend on the threads`() {
        let model = TinyProblem(seed: 5, requests: 60, days: 20, costs: 0...9).model
        let found = [1, 2, 4].map { threads -> ([Occupancy.Placed], [Int]?) in
            let execution = ThreadedExecution(threads: threads)
            var solver = AllocationSolver(
                AllocationTables(model), scale: 1 << 20, seed: 3, parts: 3)
            solver.proveCost(rounds: 25, on: execution)
            solver.lowerCost(steps: 9_000, on: execution)
            return (solver.places, solver.costCertificate?.prices.requests)
        }
        #expect(found[0] == found[1] && found[0] == found[2])
    }

    @Test func `a fixed problem takes exactly this much work at the second level`() {
        let model = TinyProblem(seed: 7, requests: 60, days: 6, costs: 0...20).model
        var solver = AllocationSolver(AllocationTables(model), scale: 1 << 20, seed: 3, parts: 1)
        solver.improve(steps: 2_000, on: SerialExecution())
        #expect(solver.cost == 314)
        let weighed = solver.weighed
        solver.proveCost(rounds: 20, on: SerialExecution())
        solver.lowerCost(steps: 2_000, on: SerialExecution())
        #expect(solver.served == 108)
        #expect(solver.cost == 225)
        #expect(solver.costBound == 110)
        #expect(solver.weighed - weighed == 19_957)
    }
}
