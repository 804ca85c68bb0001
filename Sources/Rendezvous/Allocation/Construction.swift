/// The first plan: heaviest first, among them the least flexible, each at the start that leaves the
/// fewest odd stretches, or that costs others least where prices are known.
package enum Construction {
    /// The order in which requests are placed.
    package static func order(_ tables: AllocationTables) -> [Int] {
        let keys = (0..<tables.requestCount).map { request -> UInt64 in
            let entries = tables.choiceStarts[request + 1] - tables.choiceStarts[request]
            let weight = UInt64(Int64(Int32.max) - Int64(tables.weights[request]))
            return weight << 32 | UInt64(UInt32(entries))
        }
        return keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    }

    /// Places everybody who finds a place.
    ///
    /// - Complexity: O(entries × words of a mask).
    package static func run(_ occupancy: inout Occupancy, guide: TimePrices? = nil) {
        for request in order(occupancy.tables) where !occupancy.isPlaced(request) {
            if let best = occupancy.snuggest(request, guide) {
                occupancy.put(request, best.entry, at: best.start)
            }
        }
    }
}

extension Occupancy {
    /// The place of a request that touches most neighbours or is cheapest, of these the first.
    func snuggest(_ request: Int, _ guide: TimePrices?) -> (entry: Int, start: Int)? {
        var best: (score: Int, entry: Int, start: Int)?
        let entries = Int(tables.choiceStarts[request])..<Int(tables.choiceStarts[request + 1])
        for entry in entries {
            let choice = tables.choices[entry]
            guard isOpen(Int(choice.slot)) else { continue }
            let bundle = tables.bundles[Int(choice.bundle)]
            guard let (low, high) = starts(bundle, request: request) else { continue }
            let slot = Int(bundle.slot)
            for start in low == high ? low...low : low...high
            where start == low || start == high {
                let price = guide.map { $0.price(slot, start) } ?? 0
                let score = contact(slot, start) * 1_024 - tables.cost(ofEntry: entry) - price * 4
                if best.map({ score > $0.score }) ?? true { best = (score, entry, start) }
            }
            if guide == nil, let best, best.score >= 2 * 1_024 { break }
        }
        return best.map { ($0.entry, $0.start) }
    }
}
