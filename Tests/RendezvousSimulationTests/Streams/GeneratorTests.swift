import RendezvousSimulation
import Testing

/// Generators against published vectors, and streams against what they promise.
@Suite struct GeneratorTests {
    @Test func `Philox gives the vectors of Random123`() {
        let all = UInt64.max
        let zero = Philox(key: (0, 0)).block((0, 0, 0, 0))
        #expect(zero.0 == 0x1655_4d9e_ca36_314c && zero.1 == 0xdb20_fe9d_672d_0fdc)
        #expect(zero.2 == 0xd7e7_72ce_e186_176b && zero.3 == 0x7e68_b68a_ec7b_a23b)
        let ones = Philox(key: (all, all)).block((all, all, all, all))
        #expect(ones.0 == 0x87b0_92c3_013f_e90b && ones.1 == 0x438c_3c67_be8d_0224)
        #expect(ones.2 == 0x9cc7_d7c6_9cd7_77b6 && ones.3 == 0xa09c_aebf_594f_0ba0)
    }

    @Test func `a place of a stream is reached by drawing or by seeking`() {
        let key = StreamKey(seed: 9, replication: 4)
        var drawn = key.stream(.client, entity: 77)
        let numbers = (0..<23).map { _ in drawn.next() }
        for place in 0..<23 {
            var sought = key.stream(.client, entity: 77)
            sought.seek(to: UInt64(place))
            #expect(sought.next() == numbers[place])
        }
    }

    @Test func `streams of other seeds, replications, purposes and entities differ`() {
        var seen: Set<UInt64> = []
        var count = 0
        for seed in 0..<4 {
            for replication in -2..<3 {
                for purpose in [Purpose.arrival, .client, .retrial, Purpose(rawValue: 1_000)] {
                    for entity in 0..<5 {
                        var stream = StreamKey(seed: UInt64(seed), replication: replication)
                            .stream(purpose, entity: UInt64(entity))
                        seen.insert(stream.next())
                        count += 1
                    }
                }
            }
        }
        #expect(seen.count == count)
    }

    @Test func `a unit is never 0 or 1`() {
        var stream = StreamKey(seed: 1, replication: 0).stream(.day)
        var (least, most, sum) = (1.0, 0.0, 0.0)
        let count = Fixture.rounds(1_000_000, minimum: 20_000)
        for _ in 0..<count {
            let unit = stream.unit()
            (least, most) = (min(least, unit), max(most, unit))
            sum += unit
        }
        #expect(least > 0 && most < 1)
        let miss = (sum / Double(count) - 0.5) * (12 * Double(count)).squareRoot()
        #expect(miss.magnitude < 4)
    }
}

/// Laws: their moments by drawing, and what they refuse.
@Suite struct DistributionTests {
    static let laws: [(String, Distribution)] =
        (try? [
            ("deterministic", .deterministic(2)), ("exponential", .exponential(mean: 2)),
            ("uniform", .uniform(from: 1, to: 4)), ("erlang", .erlang(stages: 3, mean: 2)),
            ("gamma", .gamma(shape: 2.5, mean: 2)), ("small gamma", .gamma(shape: 0.4, mean: 2)),
            ("lognormal", .logNormal(mean: 2, variation: 0.8)),
            ("hyperexponential", .hyperexponential(share: 0.3, rate1: 2, rate2: 0.5)),
            ("weibull", .weibull(shape: 1.7, scale: 2)),
            ("atom", .zeroOrExponential(share: 0.2, mean: 3)),
            ("empirical", .empirical([1, 2, 2, 3, 7])),
            ("histogram", .histogram(edges: [0, 1, 3, 4], weights: [1, 0, 3])),
        ]) ?? []

    @Test(arguments: laws.map(\.0))
    func `draws have the moments of the law`(name: String) throws {
        let law = try #require(Self.laws.first { $0.0 == name }?.1)
        var stream = StreamKey(seed: 5, replication: 0).stream(.client)
        let draws = (0..<Fixture.rounds(400_000, minimum: 10_000)).map { _ in law.sample(&stream) }
        #expect(draws.allSatisfy { $0 >= 0 && $0.isFinite })
        for power in 1...2 {
            let sample = Sample(draws.map { power == 1 ? $0 : $0 * $0 })
            let estimate = try sample.interval()
            let miss = (sample.mean - law.moment(power)).magnitude
            #expect(miss <= 4.5 * estimate.standardError + 1e-9, "\(name) \(power)")
        }
    }

    @Test func `parameters out of range are refused with their name`() {
        #expect(throws: ParameterError.self) { try Distribution.exponential(mean: 0) }
        #expect(throws: ParameterError.self) { try Distribution.uniform(from: 3, to: 2) }
        #expect(throws: ParameterError.self) { try Distribution.deterministic(.nan) }
        #expect(throws: ParameterError.self) { try Distribution.empirical([]) }
        #expect(throws: ParameterError.self) {
            try Distribution.histogram(edges: [0, 1, 1], weights: [1, 1])
        }
        #expect(throws: ParameterError("rate", -1, allowed: "positive and finite")) {
            try ArrivalProcess.poisson(rate: -1)
        }
        #expect(
            ParameterError("agents", -3, allowed: "1 … 5").description
                == "agents (-3.0) must be 1 … 5.")
    }

    @Test func `a fitted law has the parameters it was drawn from`() throws {
        let count = Fixture.rounds(100_000, minimum: 20_000)
        func draws(_ law: Distribution) -> [Double] {
            var stream = StreamKey(seed: 6, replication: 0).stream(.client)
            return (0..<count).map { _ in law.sample(&stream) }
        }
        for (family, law) in [
            (Distribution.Family.exponential, try Distribution.exponential(mean: 3)),
            (.logNormal, try .logNormal(mean: 3, variation: 0.5)),
            (.gamma, try .gamma(shape: 4, mean: 3)),
        ] {
            let fitted = try Distribution.fitted(family, to: draws(law))
            #expect(relative(fitted.mean, law.mean) < 0.03)
            #expect(relative(fitted.moment(2), law.moment(2)) < 0.06)
        }
        #expect(throws: ParameterError.self) { try Distribution.fitted(.gamma, to: [2, 2, 2]) }
    }
}
