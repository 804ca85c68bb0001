/// The appointments of a plan by cell. Where they are worth nearly as much as the best chain, the
/// bound's next step counts them as what the cell uses, so that most requests are used just once
/// and prices move where somebody is not served.
struct PlanChains: Sendable {
    let places: [Occupancy.Placed]
    private let starts: [Int32]

    init(_ plan: [Occupancy.Placed], _ tables: AllocationTables) {
        var starts = [Int32](repeating: 0, count: tables.cellCount + 1)
        let served = plan.filter { $0.request >= 0 }
        for place in served { starts[tables.cell(ofEntry: Int(place.entry)) + 1] += 1 }
        for cell in 0..<tables.cellCount { starts[cell + 1] += starts[cell] }
        var next = starts
        var places = served
        for place in served {
            let cell = tables.cell(ofEntry: Int(place.entry))
            places[Int(next[cell])] = place
            next[cell] += 1
        }
        (self.places, self.starts) = (places, starts)
    }

    func range(of cell: Int) -> Range<Int> {
        Int(starts[cell])..<Int(starts[cell + 1])
    }

    /// What the appointments of a cell are worth beyond their prices.
    func worth(
        of cell: Int, _ prices: borrowing ChainTable.Prices, _ frame: BoundFrame
    ) -> Double {
        var worth = 0.0
        for index in range(of: cell) {
            let place = places[index]
            let bundle = Int(frame.tables.choices[Int(place.entry)].bundle)
            worth += prices.worth[Int(place.request)]
            guard frame.isPriced(bundle) else { continue }
            let length = Int(frame.tables.slots[Int(frame.tables.bundles[bundle].slot)].length)
            let grain = Int(frame.tables.cells[cell].first) + Int(place.start)
            worth -= frame.toll(bundle, grain, length, prices)
        }
        return worth
    }
}
