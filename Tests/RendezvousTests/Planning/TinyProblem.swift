import Rendezvous
import RendezvousTesting

/// A small random problem: two counsellors a day, lengths with gaps, limits, interpreters with a
/// gap, a room, and some participants with two requests.
struct TinyProblem {
    var model: AllocationModel

    init(seed: UInt64, requests: Int = 7, days: Int = 1, costs: ClosedRange<Int> = 0...0) {
        var generator = SeededGenerator(seed: seed)
        model = AllocationModel(words: 1, axisGrains: days * 128)
        let interpreter = model.addMember(
            free: (0..<days).map { $0 * 128 + 2..<$0 * 128 + 14 }, gap: 1)
        let room = model.addMember(free: [0..<days * 128])
        var slots: [Int32] = []
        let shapes = (0..<3).map { number in
            model.shape(
                AllocationModel.Shape(
                    length: 3 + number, before: generator.int(0...1), after: generator.int(0...2)))
        }
        for day in 0..<days {
            for counsellor in 0..<2 {
                model.addCell(
                    counsellor: Int32(counsellor), first: Int32(day * 128),
                    limit: Int32(generator.int(1...4)))
                for shape in shapes {
                    let mask = generator.next() & 0x3FFF | generator.next() & 0x3FFF
                    slots.append(model.addSlot(shape, allowed: [mask]))
                }
            }
        }
        for request in 0..<requests {
            let shape = generator.int(0...2)
            var entries: [AllocationModel.Entry] = []
            for cell in 0..<days * 2 where generator.chance(2, in: 3) {
                let low = generator.int(0...9)
                let pool = { (members: [Int32]) in
                    AllocationModel.Pool(members: members, length: 3 + shape)
                }
                entries.append(
                    AllocationModel.Entry(
                        slot: slots[cell * 3 + shape], low: Int16(low),
                        high: Int16(low + generator.int(0...4)),
                        interpreters: generator.chance(1, in: 4)
                            ? model.pool(pool([interpreter])) : -1,
                        rooms: generator.chance(1, in: 4) ? model.pool(pool([room])) : -1,
                        cost: costs.upperBound == 0 ? 0 : Int32(generator.int(costs))))
            }
            model.addRequest(
                weight: Int32(generator.int(1...4)),
                participant: request < 4 ? Int32(request / 2) : -1, entries)
        }
    }

    static func entry(_ slot: Int32, _ range: ClosedRange<Int>) -> AllocationModel.Entry {
        AllocationModel.Entry(
            slot: slot, low: Int16(range.lowerBound), high: Int16(range.upperBound),
            interpreters: -1, rooms: -1, cost: 0)
    }
}

/// Everything that could be done, tried out; conflicts are judged from the rules of the model and
/// not from any table of starts.
struct Exhaustion {
    private let model: AllocationModel

    init(_ model: AllocationModel) { self.model = model }

    /// A request at a start.
    private struct Stay {
        let request: Int
        let cell: Int
        let from: Int
        let to: Int
        let before: Int
        let after: Int
        let members: [Int32]
        let participant: Int32
        let cost: Int
    }

    /// The largest weight that can be served.
    func best() -> Int {
        var best = 0
        let all = model.weights.reduce(0) { $0 + Int($1) }
        search(0, [], served: 0, left: all, &best)
        return best
    }

    /// Tries all places of a request and of those after it, unless they cannot make up for what is
    /// not served.
    private func search(
        _ request: Int, _ stays: [Stay], served: Int, left: Int, _ best: inout Int
    ) {
        best = max(best, served)
        guard request < model.requestCount, served + left > best else { return }
        let weight = Int(model.weights[request])
        for stay in choices(request) where allows(stay, beside: stays) {
            search(
                request + 1, stays + [stay], served: served + weight, left: left - weight, &best)
        }
        search(request + 1, stays, served: served, left: left - weight, &best)
    }

    /// Per weight, the smallest cost of a plan that serves at least as much.
    func leastCosts() -> [Int] {
        var least = [Int](repeating: .max, count: model.weights.reduce(1) { $0 + Int($1) })
        lower(0, [], served: 0, cost: 0, &least)
        for weight in least.indices.dropLast().reversed() {
            least[weight] = min(least[weight], least[weight + 1])
        }
        return Array(least.prefix { $0 < .max })
    }

    private func lower(
        _ request: Int, _ stays: [Stay], served: Int, cost: Int, _ least: inout [Int]
    ) {
        least[served] = min(least[served], cost)
        guard request < model.requestCount else { return }
        let weight = Int(model.weights[request])
        for stay in choices(request) where allows(stay, beside: stays) {
            lower(
                request + 1, stays + [stay], served: served + weight, cost: cost + stay.cost,
                &least)
        }
        lower(request + 1, stays, served: served, cost: cost, &least)
    }

    /// Whether a plan keeps all rules.
    func isPossible(_ places: [Occupancy.Placed]) -> Bool {
        var stays: [Stay] = []
        for (request, place) in places.enumerated() where place.request >= 0 {
            let members = [place.interpreter, place.room].filter { $0 >= 0 }
            guard Int(place.request) == request,
                let stay = choices(request, place).first(where: { $0.members == members }),
                allows(stay, beside: stays)
            else { return false }
            stays.append(stay)
        }
        return true
    }

    private func choices(_ request: Int, _ only: Occupancy.Placed? = nil) -> [Stay] {
        var stays: [Stay] = []
        for index in model.entryRange(request) where only.map({ Int($0.entry) == index }) ?? true {
            let entry = model.entries[index]
            let slot = model.slots[Int(entry.slot)]
            let (cell, shape) = (model.cells[Int(slot.cell)], model.shapes[Int(slot.shape)])
            let pools = [entry.interpreters, entry.rooms].filter { $0 >= 0 }.map {
                model.pools[Int($0)].members
            }
            var teams: [[Int32]] = [[]]
            for pool in pools { teams = teams.flatMap { team in pool.map { team + [$0] } } }
            for start in Int(entry.low)...Int(entry.high)
            where only.map({ Int($0.start) == start }) ?? true {
                let word = model.allowed[Int(entry.slot) * model.words + start / 64]
                guard word >> UInt64(start % 64) & 1 == 1 else { continue }
                let from = Int(cell.first) + start
                for team in teams {
                    stays.append(
                        Stay(
                            request: request, cell: Int(slot.cell), from: from,
                            to: from + shape.length, before: shape.before, after: shape.after,
                            members: team, participant: model.participants[request],
                            cost: Int(entry.cost)))
                }
            }
        }
        return stays
    }

    private func allows(_ stay: Stay, beside others: [Stay]) -> Bool {
        let limit = Int(model.cells[stay.cell].limit)
        guard others.count(where: { $0.cell == stay.cell }) < limit else { return false }
        for member in stay.members {
            for grain in stay.from..<stay.to {
                let word = model.free[Int(member) * model.axisWords + grain / 64]
                guard word >> UInt64(grain % 64) & 1 == 1 else { return false }
            }
        }
        return others.allSatisfy { other in
            let (first, second) = stay.from <= other.from ? (stay, other) : (other, stay)
            if stay.cell == other.cell,
                second.from < first.to + max(first.after, second.before)
            {
                return false
            }
            if stay.participant >= 0, stay.participant == other.participant,
                second.from < first.to
            {
                return false
            }
            return Set(stay.members).intersection(other.members).allSatisfy { member in
                second.from >= first.to + model.memberGaps[Int(member)]
            }
        }
    }
}
