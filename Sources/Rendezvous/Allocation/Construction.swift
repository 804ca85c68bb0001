/// The first plan: heaviest first, among them the least flexible, each at the start that leaves the
/// fewest odd stretches.
package enum Construction {
    /// The order in which requests are placed.
    package static func order(_ model: AllocationModel) -> [Int] {
        let flexibility = (0..<model.requestCount).map { model.entryRange($0).count }
        return (0..<model.requestCount).sorted { left, right in
            (-model.weights[left], flexibility[left], left)
                < (-model.weights[right], flexibility[right], right)
        }
    }

    /// Places everybody who finds a place.
    ///
    /// - Complexity: O(entries × words of a mask).
    package static func run(_ occupancy: inout Occupancy) {
        for request in order(occupancy.model) where occupancy.cellOf[request] < 0 {
            if let best = occupancy.snuggest(request) {
                occupancy.put(request, best.entry, at: best.start)
            }
        }
    }
}

extension Occupancy {
    /// The place of a request that touches most neighbours, of these the earliest cell's.
    package func snuggest(_ request: Int) -> (entry: Int, start: Int)? {
        var best: (score: Int, entry: Int, start: Int)?
        for index in model.entryRange(request) {
            let entry = model.entries[index]
            guard let (low, high) = starts(entry, request: request) else { continue }
            for start in low == high ? [low] : [low, high] {
                let score = contact(entry, start) * 1_024 - Int(entry.cost)
                if best.map({ score > $0.score }) ?? true { best = (score, index, start) }
            }
            if let best, best.score >= 2 * 1_024 { break }
        }
        return best.map { ($0.entry, $0.start) }
    }

    /// How many of the two starts beside one are not possible: 2 fills a hole exactly.
    @inline(__always)
    package func contact(_ entry: AllocationModel.Entry, _ start: Int) -> Int {
        let base = Int(entry.slot) &* model.words
        let before =
            start > 0 && open[base &+ (start &- 1) >> 6] >> UInt64((start &- 1) & 63) & 1 == 1
        let next = start &+ 1
        let after =
            next < model.words &* 64 && open[base &+ next >> 6] >> UInt64(next & 63) & 1 == 1
        return (before ? 0 : 1) &+ (after ? 0 : 1)
    }
}
