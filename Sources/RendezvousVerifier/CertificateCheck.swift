package import Rendezvous

/// Works out the bound that prices prove, from the problem and the prices alone, in whole numbers.
///
/// The bound on weight is the sum of all prices (those of interpreters and rooms times how many
/// there are) and of what the best chain of appointments on each cell is worth beyond its prices;
/// that on cost follows from the same sum with costs in it. Nothing of the planner's evaluation is
/// used: chains are looked for from the front, appointment by appointment.
package enum CertificateCheck {
    /// Prices above this, and weights worth more, are refused: no sum below overflows.
    private static let priceMax = 1 << 40
    private static let worthMax = 1 << 48
    private static let totalMax = 1 << 60

    /// The bound, or `nil` if some price is negative, missing or beyond all sums.
    ///
    /// - Complexity: O(entries × starts + cells × limit × starts²) at worst.
    package static func bound(of model: AllocationModel, by certificate: PriceCertificate) -> Int? {
        worth(of: model, by: certificate, weight: PriceCertificate.scale, cost: 0)
            .map { $0 / PriceCertificate.scale }
    }

    /// What a plan costs at least that serves ``CostCertificate/served`` at least, or `nil` if some
    /// price is negative, missing or beyond all sums.
    ///
    /// No plan's weight is worth more beyond its cost than the prices and the best chains together.
    package static func costBound(
        of model: AllocationModel, by certificate: CostCertificate
    ) -> Int? {
        guard (0...priceMax).contains(certificate.weight), certificate.served >= 0,
            model.entries.allSatisfy({ $0.cost >= 0 }),
            let most = worth(
                of: model, by: certificate.prices, weight: certificate.weight,
                cost: PriceCertificate.scale)
        else { return nil }
        let (served, isBeyond) = certificate.served.multipliedReportingOverflow(
            by: certificate.weight)
        guard !isBeyond, served <= totalMax else { return nil }
        // Costs are whole numbers, at least 0.
        let least = max(0, served - most)
        return (least + PriceCertificate.scale - 1) / PriceCertificate.scale
    }

    /// What any plan is worth at most, if a unit of weight is worth `weight` and a unit of cost
    /// `cost`.
    private static func worth(
        of model: AllocationModel, by certificate: PriceCertificate, weight: Int, cost: Int
    ) -> Int? {
        guard certificate.requests.count == model.requestCount,
            certificate.requests.allSatisfy({ (0...priceMax).contains($0) }),
            certificate.families.allSatisfy({ family in
                family.prices.allSatisfy { (0...priceMax).contains($0) }
            }),
            weight <= worthMax / max(1, model.weights.reduce(1) { max($0, Int($1)) })
        else { return nil }
        var total = 0
        for request in 0..<model.requestCount where !model.entryRange(request).isEmpty {
            total += certificate.requests[request]
        }
        for family in certificate.families {
            for (grain, price) in family.prices.enumerated() where price > 0 {
                total += price * family.members.count { isFree(Int($0), grain, model) }
                guard total <= totalMax else { return nil }
            }
        }
        // Cell by cell: the offers of all of them together would take gigabytes.
        let entries = EntriesOfCells(model)
        for cell in model.cells.indices {
            var offers: [Offer] = []
            for position in entries.starts[cell]..<entries.starts[cell + 1] {
                let (entry, request) = (
                    model.entries[Int(entries.entries[position])], Int(entries.requests[position])
                )
                let worth =
                    Int(model.weights[request]) * weight - Int(entry.cost) * cost
                    - certificate.requests[request]
                offers += self.offers(entry, worth: worth, model, certificate)
            }
            total += chain(offers, limit: Int(model.cells[cell].limit))
            guard total <= totalMax else { return nil }
        }
        return total
    }

    /// The entries on each cell, with whose they are.
    private struct EntriesOfCells {
        /// Where each cell's begin; one more at the end.
        private(set) var starts: [Int]
        private(set) var entries: [Int32]
        private(set) var requests: [Int32]

        init(_ model: AllocationModel) {
            starts = [Int](repeating: 0, count: model.cells.count + 1)
            for entry in model.entries { starts[Int(model.slots[Int(entry.slot)].cell) + 1] += 1 }
            for cell in model.cells.indices { starts[cell + 1] += starts[cell] }
            var next = starts
            entries = [Int32](repeating: 0, count: model.entries.count)
            requests = entries
            for request in 0..<model.requestCount {
                for index in model.entryRange(request) {
                    let cell = Int(model.slots[Int(model.entries[index].slot)].cell)
                    entries[next[cell]] = Int32(index)
                    requests[next[cell]] = Int32(request)
                    next[cell] += 1
                }
            }
        }
    }

    /// An appointment that a cell could have, and what it is worth beyond its prices.
    private struct Offer {
        let start: Int
        /// The earliest start of the next one.
        let next: Int
        let worth: Int
    }

    private static func offers(
        _ entry: AllocationModel.Entry, worth: Int, _ model: AllocationModel,
        _ certificate: PriceCertificate
    ) -> [Offer] {
        let slot = model.slots[Int(entry.slot)]
        let shape = model.shapes[Int(slot.shape)]
        let first = Int(model.cells[Int(slot.cell)].first)
        let pools = [entry.interpreters, entry.rooms].filter { $0 >= 0 }.map {
            model.pools[Int($0)].members
        }
        guard worth > 0, entry.low <= entry.high else { return [] }
        var offers: [Offer] = []
        for start in Int(entry.low)...Int(entry.high) {
            let word = model.allowed[Int(entry.slot) * model.words + start / 64]
            guard word & (1 << UInt64(start % 64)) != 0 else { continue }
            let stay = first + start..<first + start + shape.length
            var left = worth
            var isPossible = true
            for members in pools {
                let somebody = members.contains { member in
                    stay.allSatisfy { isFree(Int(member), $0, model) }
                }
                isPossible = isPossible && somebody
                for family in certificate.families where family.members == members {
                    for grain in stay where left > 0 { left -= family.prices[grain] }
                }
            }
            if isPossible, left > 0 {
                offers.append(
                    Offer(start: start, next: start + shape.length + shape.after, worth: left))
            }
        }
        return offers
    }

    private static func isFree(_ member: Int, _ grain: Int, _ model: AllocationModel) -> Bool {
        let word = model.free[member * model.axisWords + grain / 64]
        return word & (1 << UInt64(grain % 64)) != 0
    }

    /// The largest worth of at most `limit` appointments one after the other.
    private static func chain(_ offers: [Offer], limit: Int) -> Int {
        guard let end = offers.map(\.next).max() else { return 0 }
        var byStart = [[Offer]](repeating: [], count: end)
        for offer in offers { byStart[offer.start].append(offer) }
        // Per grain, what the best chain that has ended by then is worth.
        var before = [Int](repeating: 0, count: end + 1)
        for _ in 0..<max(0, min(limit, end)) {
            var after = before
            for grain in 0..<end {
                after[grain + 1] = max(after[grain + 1], after[grain])
                for offer in byStart[grain] {
                    after[offer.next] = max(after[offer.next], before[grain] + offer.worth)
                }
            }
            if after == before { break }
            before = after
        }
        return before[end]
    }
}
