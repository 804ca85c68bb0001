internal import Foundation
internal import Rendezvous
internal import RendezvousVerifier

/// A plan for an instance of `appt-batch/1`, with the prices that prove its bound.
struct BatchAnswer {
    /// Improvement steps for each request, and rounds of the bound, if nothing else is asked for.
    static let stepsEach = 450
    static let rounds = 400

    let places: [Occupancy.Placed]
    let served: Int
    let bound: Int
    let prices: PriceCertificate

    init(
        places: [Occupancy.Placed], served: Int, bound: Int, prices: PriceCertificate
    ) {
        self.places = places
        self.served = served
        self.bound = bound
        self.prices = prices
    }

    init(_ batch: BatchModel, steps: Int?, seed: UInt64, execution: some Execution) {
        let tables = AllocationTables(batch.model)
        var solver = AllocationSolver(tables, scale: 1, seed: seed)
        solver.prove(rounds: Self.rounds / 2, on: execution)
        if solver.served < solver.bound ?? .max {
            solver.improve(
                steps: steps ?? Self.stepsEach * batch.model.requestCount, on: execution)
            solver.prove(rounds: Self.rounds / 2, on: execution)
        }
        places = solver.places
        served = solver.served
        bound = solver.bound ?? batch.model.weights.reduce(0) { $0 + Int($1) }
        prices = solver.certificate
    }

    /// What is wrong with it; nothing if it can be kept and the bound is proven.
    func violations(_ batch: BatchModel) -> [String] {
        var wrong = AllocationCheck.check(places, of: batch.model)
        var served = 0
        for place in places where place.request >= 0 {
            served += Int(batch.model.weights[Int(place.request)])
        }
        if served != self.served { wrong.append("served (\(self.served)) is \(served)") }
        if bound < served { wrong.append("bound (\(bound)) is below \(served)") }
        if let proven = CertificateCheck.bound(of: batch.model, by: prices) {
            if proven > bound { wrong.append("the prices prove \(proven), not \(bound)") }
        } else {
            wrong.append("the prices do not fit the instance")
        }
        return wrong
    }

    /// The prices as members of a certificate.
    var certificate: [String: Any] {
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

    /// The answer that rows and a certificate claim.
    init?(
        _ rows: [[Any]], _ proof: [String: Any], served: Int, bound: Int, of batch: BatchModel
    ) {
        guard let places = batch.places(rows.map { $0.compactMap { $0 as? Int } }),
            proof["scale"] as? Int == PriceCertificate.scale,
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
                guard pair.count == 2, prices.indices.contains(pair[0]), pair[1] < 1 << 40 else {
                    return nil
                }
                prices[pair[0]] = pair[1]
            }
            read.append(PriceCertificate.Family(members: members.map { Int32($0) }, prices: prices))
        }
        self.init(
            places: places, served: served, bound: bound,
            prices: PriceCertificate(requests: requests, families: read))
    }
}
