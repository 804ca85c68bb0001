import Foundation
import Rendezvous
import RendezvousSimulation
import RendezvousThreads
import Testing

/// The same bytes on one thread or many, split or whole, and in every build.
@Suite struct DeterminismTests {
    /// A line with everything on.
    static func line(agents: Int, priority: Int = 0) throws -> PhoneLine {
        let redial = try Redial(
            ifBlocked: 0.5, ifAbandoned: 0.3, gap: .exponential(mean: 4), attemptsMax: 4)
        let offer = try CallBackOffer.queueLength(6, accepting: 0.3, keptFree: 1)
        let kinds = [
            try CallKind(
                "benefits", topics: [0], arrivals: .sinusoid(mean: 6, amplitude: 3, period: 40),
                handling: .logNormal(mean: 1, variation: 1),
                patience: .zeroOrExponential(share: 0.1, mean: 3), redial: redial, callBack: offer),
            try CallKind(
                "abroad", topics: [0, 1], locality: 1, priority: priority,
                arrivals: .rates([1, 4, 2, 3], every: 10), handling: .gamma(shape: 2, mean: 1.5),
                patience: .exponential(mean: 5), origin: "child helpline"),
        ]
        let shifts = [
            try AgentGroup.Shift(from: 0, agents: agents),
            try AgentGroup.Shift(from: 20, agents: agents - 3),
        ]
        return try PhoneLine(
            topics: [CallTopic("jobs", skills: 1), CallTopic("EURES", skills: 2)], kinds: kinds,
            groups: [
                AgentGroup("jobs", skills: 1, shifts: shifts, shiftEnd: .handBack),
                AgentGroup("EURES", agents: 3, skills: 2),
            ], places: 60, busyness: .gamma(shape: 20, mean: 1))
    }

    static let metrics = ["wait", "level", "abandoned", "queue", "busy", "clients"]

    static func table(
        _ range: Range<Int>, _ line: PhoneLine, threads: Int
    ) throws -> ReplicationTable {
        try Replications.run(
            range, metrics: metrics, seed: 11, execution: ThreadedExecution(threads: threads)
        ) { key throws(ParameterError) in
            let result = try line.run(key, until: 40, warmUp: 5, target: 0.5)
            let all = result.all
            return [
                all.meanWait, all.serviceLevel, all.abandonedShare, result.meanQueue,
                result.meanBusy, Double(result.clients >> 12),
            ]
        }
    }

    @Test func `1, 2 and 8 threads give the same bytes, and so do split runs merged`() throws {
        let line = try Self.line(agents: 9)
        let one = try Self.table(0..<24, line, threads: 1)
        #expect(try Self.table(0..<24, line, threads: 2).bytes == one.bytes)
        #expect(try Self.table(0..<24, line, threads: 8).bytes == one.bytes)
        var merged = try Self.table(16..<24, line, threads: 2)
        try merged.merge(Self.table(0..<7, line, threads: 1))
        try merged.merge(Self.table(7..<16, line, threads: 3))
        #expect(merged.bytes == one.bytes && merged == one)
    }

    @Test func `debug and release give the bytes that stand here`() throws {
        let bytes = try Self.table(0..<24, Self.line(agents: 9), threads: 2).bytes
        // FNV-1a of the bytes, the same in every build and on every machine.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        #expect(hash == 0x2836_2DC9_6D51_78E2, "\(String(hash, radix: 16))")
    }

    @Test func `every policy meets the same clients`() throws {
        let sums = try (4...16).map { agents in
            try Self.line(agents: agents, priority: agents % 3)
                .run(StreamKey(seed: 3, replication: 1), until: 40).clients
        }
        #expect(Set(sums).count == 1)
        let other = try Self.line(agents: 9).run(StreamKey(seed: 3, replication: 2), until: 40)
        #expect(other.clients != sums[0])
    }

    @Test func `with everything on each caller is accounted for once`() throws {
        for replication in 0..<Fixture.rounds(50, minimum: 10) {
            let result = try Self.line(agents: 4 + replication % 8)
                .run(StreamKey(seed: 4, replication: replication), until: 40, warmUp: 3)
            for kind in result.kinds { #expect(kind.isConserved, "\(replication) \(kind.offered)") }
            #expect(result.utilisation.allSatisfy { $0 >= 0 && $0 <= 1 + 1e-12 })
        }
    }

    @Test func `common clients make close scenarios comparable`() throws {
        func waits(_ agents: Int) throws -> ReplicationTable {
            let line = try PhoneLine(
                kinds: [
                    CallKind(
                        "calls", arrivals: .poisson(rate: 49), handling: .exponential(mean: 1),
                        patience: .exponential(mean: 2))
                ], groups: [AgentGroup(agents: agents)])
            return try Replications.run(
                0..<20, metrics: ["wait"], seed: 5, execution: ThreadedExecution()
            ) { key throws(ParameterError) in
                [try line.run(key, until: 60, warmUp: 8).all.meanWait]
            }
        }
        let gain = try waits(50).comparison(with: waits(51), "wait")
        #expect(gain.difference.mean > 0 && gain.difference.halfWidth < gain.difference.mean)
        #expect(gain.varianceReduction > 5, "\(gain.varianceReduction)")
    }
}
