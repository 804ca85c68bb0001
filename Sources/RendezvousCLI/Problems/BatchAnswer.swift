internal import Foundation
internal import Rendezvous
internal import RendezvousVerifier

/// A plan for an instance of `appt-batch/1`, with the prices that prove its bounds: on the weight
/// served, and on what a plan costs that serves as much.
struct BatchAnswer {
    /// Improvement steps for each request, and rounds of the bound, at each of the two levels if
    /// nothing else is asked for.
    static let stepsEach = 450
    static let rounds = 400

    let places: [Occupancy.Placed]
    let served: Int
    let bound: Int
    let prices: PriceCertificate
    /// What waiting and other counsellors cost, and what they cost at least in every plan that
    /// serves as much.
    let cost: Int
    let costBound: Int
    let costPrices: CostCertificate

    init(_ batch: ApptBatch, steps: Int?, seed: UInt64, execution: some Execution) {
        let tables = AllocationTables(BatchModel(batch).model)
        let all = batch.weight
        let scale = AllocationSolver.scale(ofWeight: all)
        var solver = AllocationSolver(tables, scale: scale, seed: seed)
        if steps == nil, execution.elapsed != nil {
            Self.solve(&solver, inTimeOf: execution)
        } else {
            Self.solve(&solver, steps: steps ?? Self.stepsEach * batch.requests.count, execution)
        }
        places = solver.places
        served = solver.served
        bound = solver.bound ?? all
        prices = solver.certificate
        cost = solver.cost
        costBound = solver.costBound ?? 0
        costPrices =
            solver.costCertificate ?? CostCertificate(served: served, weight: 0, prices: prices)
    }

    private static func solve(
        _ solver: inout AllocationSolver, steps: Int, _ execution: some Execution
    ) {
        solver.prove(rounds: rounds / 2, on: execution)
        if solver.served < solver.bound ?? .max {
            solver.improve(steps: steps, on: execution)
            solver.prove(rounds: rounds / 2, on: execution)
        }
        solver.proveCost(rounds: rounds / 2, on: execution)
        if solver.cost > solver.costBound ?? 0 {
            solver.lowerCost(steps: steps, on: execution)
            solver.proveCost(rounds: rounds / 2, on: execution)
        }
    }

    /// Solves in all the time there is: most of it goes to the first level.
    private static func solve(
        _ solver: inout AllocationSolver, inTimeOf execution: some Execution
    ) {
        solver.prove(rounds: nil, on: Portion(execution, until: 0.1))
        if solver.served < solver.bound ?? .max {
            solver.improve(steps: nil, on: Portion(execution, until: 0.6))
            solver.prove(rounds: nil, on: Portion(execution, until: 0.7))
        }
        solver.proveCost(rounds: nil, on: Portion(execution, until: 0.8))
        if solver.cost > solver.costBound ?? 0 {
            solver.lowerCost(steps: nil, on: Portion(execution, until: 0.92))
            solver.proveCost(rounds: nil, on: execution)
        }
    }

    /// What is wrong with it; nothing if it can be kept and the bound is proven.
    func violations(_ batch: BatchModel) -> [String] {
        var wrong = AllocationCheck.check(places, of: batch.model)
        var (served, cost) = (0, 0)
        for place in places where place.request >= 0 {
            served += Int(batch.model.weights[Int(place.request)])
            if batch.model.entries.indices.contains(Int(place.entry)) {
                cost += Int(batch.model.entries[Int(place.entry)].cost)
            }
        }
        if served != self.served { wrong.append("served (\(self.served)) is \(served)") }
        if bound < served { wrong.append("bound (\(bound)) is below \(served)") }
        if let proven = CertificateCheck.bound(of: batch.model, by: prices) {
            if proven > bound { wrong.append("the prices prove \(proven), not \(bound)") }
        } else {
            wrong.append("the prices do not fit the instance")
        }
        if cost != self.cost { wrong.append("cost (\(self.cost)) is \(cost)") }
        if costBound > cost { wrong.append("costBound (\(costBound)) is above \(cost)") }
        if costPrices.served > served {
            wrong.append("costBound is for \(costPrices.served), more than \(served)")
        }
        if let proven = CertificateCheck.costBound(of: batch.model, by: costPrices) {
            if proven < costBound {
                wrong.append("the prices prove a cost of \(proven), not \(costBound)")
            }
        } else {
            wrong.append("the prices of cost do not fit the instance")
        }
        return wrong
    }

    /// The prices as members of a certificate.
    var certificate: [String: Any] {
        var object = Self.object(prices)
        var cost = Self.object(costPrices.prices)
        cost["served"] = costPrices.served
        cost["weight"] = costPrices.weight
        object["cost"] = cost
        object["costBound"] = costBound
        return object
    }

    private static func object(_ prices: PriceCertificate) -> [String: Any] {
        [
            "scale": PriceCertificate.scale, "requests": prices.requests,
            "families": prices.families.map { family -> [String: Any] in
                [
                    "members": family.members.map { Int($0) },
                    "prices": family.prices.enumerated().filter { $0.element != 0 }
                        .map { [$0.offset, $0.element] },
                ]
            },
        ]
    }

    /// The answer that a plan and a certificate claim.
    init?(_ claim: [String: Any], _ proof: [String: Any], of batch: BatchModel) {
        guard let rows = claim["assign"] as? [[Any]], let served = claim["objective"] as? Int,
            let bound = claim["bound"] as? Int, let cost = claim["cost"] as? Int,
            let costBound = claim["costBound"] as? Int,
            let places = batch.places(rows.map { $0.compactMap { $0 as? Int } }),
            let prices = Self.prices(proof, of: batch),
            let second = proof["cost"] as? [String: Any], let least = second["served"] as? Int,
            let weight = second["weight"] as? Int, let costPrices = Self.prices(second, of: batch)
        else { return nil }
        (self.places, self.served, self.bound, self.prices) = (places, served, bound, prices)
        (self.cost, self.costBound) = (cost, costBound)
        self.costPrices = CostCertificate(served: least, weight: weight, prices: costPrices)
    }

    private static func prices(_ proof: [String: Any], of batch: BatchModel) -> PriceCertificate? {
        guard proof["scale"] as? Int == PriceCertificate.scale,
            let requests = proof["requests"] as? [Int],
            let families = proof["families"] as? [[String: Any]]
        else { return nil }
        let grains = batch.model.axisWords * 64
        var read: [PriceCertificate.Family] = []
        for family in families {
            guard let members = family["members"] as? [Int],
                let pairs = family["prices"] as? [[Int]],
                members.allSatisfy({ batch.model.memberGaps.indices.contains($0) })
            else { return nil }
            var prices = [Int](repeating: 0, count: grains)
            for pair in pairs {
                guard pair.count == 2, prices.indices.contains(pair[0]) else { return nil }
                prices[pair[0]] = pair[1]
            }
            read.append(PriceCertificate.Family(members: members.map { Int32($0) }, prices: prices))
        }
        return PriceCertificate(requests: requests, families: read)
    }
}
