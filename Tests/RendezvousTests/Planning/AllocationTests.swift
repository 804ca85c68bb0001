import RendezvousTesting
import RendezvousThreads
import RendezvousVerifier
import Testing

@testable import Rendezvous

@Suite struct AllocationTests {
    @Test(arguments: 0..<TestScale.rounds(12))
    func `tiny problems are solved to the optimum, and the bound is not below it`(seed: Int) {
        let model = TinyProblem(seed: UInt64(seed)).model
        let best = Exhaustion(model).best()
        let solver = solve(model, seed: 1)
        #expect(solver.served == best, "seed \(seed)")
        #expect((solver.bound ?? 0) >= best, "seed \(seed)")
        #expect(Exhaustion(model).isPossible(solver.places), "seed \(seed)")
    }

    @Test(arguments: 0..<TestScale.rounds(8))
    func `places that stand together pass, and a changed one is found out`(seed: Int) throws {
        let model = TinyProblem(seed: UInt64(seed) + 900, requests: 14).model
        let places = solve(model, seed: 1).places
        #expect(AllocationCheck.check(places, of: model).isEmpty, "seed \(seed)")
        var random = SeededGenerator(seed: UInt64(seed))
        for request in places.indices {
            // Any place among those of the request's own entries: wrong just if it is impossible.
            guard let entry = model.entryRange(request).randomElement(using: &random) else {
                continue
            }
            var changed = places
            let (low, high) = (model.entries[entry].low, model.entries[entry].high)
            changed[request] = Occupancy.Placed(
                request: Int32(request), entry: Int32(entry),
                start: Int32(random.int(Int(low)...Int(high))),
                interpreter: places[request].interpreter, room: places[request].room)
            let isPossible = Exhaustion(model).isPossible(changed)
            #expect(
                AllocationCheck.check(changed, of: model).isEmpty == isPossible,
                "seed \(seed), request \(request)")
        }
    }

    @Test(arguments: 0..<TestScale.rounds(6))
    func `the prices prove the bound to somebody who works out the chains anew`(seed: Int) {
        let model = TinyProblem(seed: UInt64(seed) + 500, requests: 14).model
        let solver = solve(model, seed: 1)
        let proven = CertificateCheck.bound(of: model, by: solver.certificate)
        #expect(proven == solver.bound, "seed \(seed)")
        let negative = PriceCertificate(
            requests: solver.certificate.requests.map { _ in -1 }, families: [])
        #expect(CertificateCheck.bound(of: model, by: negative) == nil)
    }

    @Test(arguments: 0..<TestScale.rounds(5))
    func `one counsellor with fixed starts is solved and proved as by dynamic programming`(
        seed: Int
    ) {
        var generator = SeededGenerator(seed: UInt64(seed))
        var model = AllocationModel(words: 2, axisGrains: 128)
        model.addCell(counsellor: 0, first: 0, limit: 100)
        var jobs: [(start: Int, end: Int, weight: Int)] = []
        for _ in 0..<15 {
            let (start, length) = (generator.int(0...100), generator.int(2...18))
            let shape = model.shape(AllocationModel.Shape(length: length, before: 0, after: 0))
            var mask: [UInt64] = [0, 0]
            mask.setBits(start..<start + 1, from: 0)
            let slot = model.addSlot(shape, allowed: mask)
            let weight = generator.int(1...9)
            model.addRequest(
                weight: Int32(weight), participant: -1,
                [TinyProblem.entry(slot, start...start)])
            jobs.append((start, start + length, weight))
        }
        // The best of the jobs that end by each grain.
        var best = [Int](repeating: 0, count: 130)
        for grain in 1..<130 {
            best[grain] = best[grain - 1]
            for job in jobs where job.end == grain {
                best[grain] = max(best[grain], best[job.start] + job.weight)
            }
        }
        let solver = solve(model, seed: 1)
        #expect(solver.served == best[129], "seed \(seed)")
        #expect(solver.bound == best[129], "seed \(seed)")
    }

    @Test(arguments: 0..<TestScale.rounds(5))
    func `appointments of one grain are solved and proved as a matching`(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed) + 90)
        var model = AllocationModel(words: 1, axisGrains: 64)
        let shape = model.shape(AllocationModel.Shape(length: 1, before: 0, after: 0))
        var slots: [Int32] = []
        for cell in 0..<3 {
            model.addCell(counsellor: Int32(cell), first: 0, limit: 100)
            slots.append(model.addSlot(shape, allowed: [0b1111]))
        }
        var wishes: [(weight: Int, places: [Int])] = []
        for _ in 0..<16 {
            let (cell, low) = (generator.int(0...2), generator.int(0...3))
            let high = min(3, low + generator.int(0...1))
            let weight = generator.int(1...5)
            model.addRequest(
                weight: Int32(weight), participant: -1,
                [TinyProblem.entry(slots[cell], low...high)])
            wishes.append((weight, (low...high).map { cell * 4 + $0 }))
        }
        let best = Self.matching(wishes)
        let solver = solve(model, seed: 1)
        #expect(solver.served == best, "seed \(seed)")
        #expect(solver.bound == best, "seed \(seed)")
    }

    /// The heaviest set of wishes that can be granted: heaviest first, each if paths allow it.
    private static func matching(_ wishes: [(weight: Int, places: [Int])]) -> Int {
        var holder: [Int: Int] = [:]
        func grant(_ wish: Int, _ seen: inout Set<Int>) -> Bool {
            for place in wishes[wish].places where seen.insert(place).inserted {
                if let other = holder[place], !grant(other, &seen) { continue }
                holder[place] = wish
                return true
            }
            return false
        }
        var total = 0
        for wish in wishes.indices.sorted(by: { wishes[$0].weight > wishes[$1].weight }) {
            var seen: Set<Int> = []
            if grant(wish, &seen) { total += wishes[wish].weight }
        }
        return total
    }

    @Test func `the plan does not depend on the threads when several parts are worked on`() {
        let model = TinyProblem(seed: 7, requests: 60, days: 6).model
        let plans = [1, 2, 4].map { threads -> [Occupancy.Placed] in
            let execution = ThreadedExecution(threads: threads)
            var solver = AllocationSolver(AllocationTables(model), scale: 1, seed: 3, parts: 3)
            solver.prove(rounds: 10, on: execution)
            solver.improve(steps: 12_000, on: execution)
            return solver.places
        }
        #expect(plans[0] == plans[1])
        #expect(plans[0] == plans[2])
        #expect(Exhaustion(model).isPossible(plans[0]))
    }

    @Test(arguments: 0..<TestScale.rounds(3))
    func `a plan to begin from is never lost, and more steps never make it worse`(seed: Int) {
        let model = TinyProblem(seed: UInt64(seed) + 40, requests: 30, days: 3).model
        let tables = AllocationTables(model)
        let first = solve(model, seed: 5)
        var second = AllocationSolver(tables, scale: 1, seed: 6, from: first.places)
        #expect(second.served >= first.served)
        for _ in 0..<3 {
            let before = second.value
            second.improve(steps: 500, on: SerialExecution())
            #expect(second.value >= before)
            #expect(Exhaustion(model).isPossible(second.places), "seed \(seed)")
        }
    }

    @Test(arguments: 0..<TestScale.rounds(5))
    func `what a step changed is put back exactly`(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed) + 300)
        let model = TinyProblem(seed: UInt64(seed), requests: 30, days: 2).model
        let tables = AllocationTables(model)
        var occupancy = Occupancy(tables)
        for _ in 0..<40 {
            let before = occupancy.places
            occupancy.begin()
            shuffle(&occupancy, model, &generator)
            if generator.chance(1, in: 2) {
                occupancy.rollBack()
                #expect(occupancy.places == before, "seed \(seed)")
            }
            var anew = Occupancy(tables)
            for place in occupancy.places where place.request >= 0 { anew.put(place) }
            for request in 0..<model.requestCount {
                let (left, right) = (
                    occupancy.openStarts(of: request), anew.openStarts(of: request)
                )
                #expect(
                    left.elementsEqual(right, by: ==), "seed \(seed), request \(request)")
            }
            #expect(occupancy.served == anew.served && occupancy.cost == anew.cost)
            let isSurveyed = occupancy.isSurveyed
            #expect(isSurveyed, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<TestScale.rounds(4))
    func `begun anew, nobody has a place and everybody may stand where they could`(seed: Int) {
        let tables = AllocationTables(
            TinyProblem(seed: UInt64(seed) + 70, requests: 14, days: 2).model)
        var occupancy = Occupancy(tables)
        Construction.run(&occupancy)
        let first = occupancy.places
        #expect(occupancy.served > 0)
        occupancy.reset { _ in true }
        #expect((0..<tables.requestCount).allSatisfy { !occupancy.isPlaced($0) })
        Construction.run(&occupancy)
        #expect(occupancy.places == first, "seed \(seed)")
    }

    /// A day of two words, of which only the second is open.
    @Test func `who may stand only in the last hours of a day may stand there`() throws {
        var model = AllocationModel(words: 3, axisGrains: 192)
        let shape = model.shape(AllocationModel.Shape(length: 4, before: 0, after: 0))
        for word in 0..<3 {
            model.addCell(counsellor: Int32(word), first: 0, limit: 10)
            var open: [UInt64] = [0, 0, 0]
            open[word] = 1 << 7
            let slot = model.addSlot(shape, allowed: open)
            for (low, high) in [(3, 140), (word * 64 + 7, word * 64 + 7), (0, 5)] {
                model.addRequest(
                    weight: 1, participant: -1, [TinyProblem.entry(slot, low...high)])
            }
        }
        let tables = AllocationTables(model)
        let occupancy = Occupancy(tables)
        for index in 0..<tables.bundles.count {
            let bundle = tables.bundles[index]
            let possible = (Int(bundle.low)...Int(bundle.high)).contains {
                occupancy.isOpen(Int(bundle.slot), at: $0)
            }
            #expect(occupancy.mayStand(bundle) == possible, "\(bundle.low) to \(bundle.high)")
        }
    }

    /// Takes some requests away and puts some where they can be.
    private func shuffle(
        _ occupancy: inout Occupancy, _ model: AllocationModel, _ generator: inout SeededGenerator
    ) {
        for _ in 0..<4 {
            let request = generator.int(0...model.requestCount - 1)
            if occupancy.isPlaced(request) {
                occupancy.remove(request)
            } else if let (entry, start) = occupancy.openStarts(of: request).first {
                occupancy.put(request, entry, at: start)
            }
        }
    }

    /// Prices, steps, prices.
    private func solve(_ model: AllocationModel, seed: UInt64) -> AllocationSolver {
        var solver = AllocationSolver(AllocationTables(model), scale: 1, seed: seed)
        solver.prove(rounds: 60, on: SerialExecution())
        solver.improve(steps: 1_500, on: SerialExecution())
        solver.prove(rounds: 60, on: SerialExecution())
        return solver
    }

    @Test func `a room takes one appointment at a time, also the only room`() {
        var model = AllocationModel(words: 1, axisGrains: 64)
        let room = model.addMember(free: [0..<64])
        let shape = model.shape(AllocationModel.Shape(length: 3, before: 0, after: 0))
        let pool = model.pool(AllocationModel.Pool(members: [room], length: 3))
        for cell in 0..<2 {
            model.addCell(counsellor: Int32(cell), first: 0, limit: 10)
            let slot = model.addSlot(shape, allowed: [1])
            model.addRequest(
                weight: 1, participant: -1,
                [
                    AllocationModel.Entry(
                        slot: slot, low: 0, high: 0, interpreters: -1, rooms: pool, cost: 0)
                ])
        }
        let solver = solve(model, seed: 1)
        #expect(solver.served == 1 && solver.bound == 1)
        #expect(Exhaustion(model).isPossible(solver.places))
    }

    @Test func `a start is possible while the only interpreter is there`() {
        var model = AllocationModel(words: 1, axisGrains: 64)
        let interpreter = model.addMember(free: [10..<14])
        let shape = model.shape(AllocationModel.Shape(length: 3, before: 0, after: 0))
        let pool = model.pool(AllocationModel.Pool(members: [interpreter], length: 3))
        model.addCell(counsellor: 0, first: 0, limit: 10)
        let slot = model.addSlot(shape, allowed: [.max])
        model.addRequest(
            weight: 1, participant: -1,
            [
                AllocationModel.Entry(
                    slot: slot, low: 0, high: 20, interpreters: pool, rooms: -1, cost: 0)
            ])
        let occupancy = Occupancy(AllocationTables(model))
        #expect(occupancy.openStarts(of: 0).map(\.start) == [10, 11])
    }

    @Test(arguments: 0..<TestScale.rounds(2))
    func `several parts keep to their steps and never promise one place twice`(seed: Int) {
        let model = TinyProblem(seed: UInt64(seed) + 60, requests: 90, days: 3).model
        var solver = AllocationSolver(AllocationTables(model), scale: 1, seed: 3, parts: 3)
        var steps = 0
        for more in [9_000] + Array(repeating: 100, count: 20) {
            solver.improve(steps: more, on: SerialExecution())
            steps += more
            #expect(solver.steps == steps)
            #expect(Exhaustion(model).isPossible(solver.places), "seed \(seed)")
            let weight = solver.places.reduce(0) {
                $1.request < 0 ? $0 : $0 + Int(model.weights[Int($1.request)])
            }
            #expect(solver.served == weight, "seed \(seed)")
        }
    }
}
