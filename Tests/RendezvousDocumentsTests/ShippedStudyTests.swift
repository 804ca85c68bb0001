import Foundation
import Rendezvous
import RendezvousDocuments
import RendezvousSimulation
import RendezvousStudies
import RendezvousThreads
import Testing

/// The studies of the examples, shortened: the same bytes however they are run, and the same
/// clients under every policy.
@Suite struct ShippedStudyTests {
    /// With `RENDEZVOUS_TEST_SCALE=1` all studies, longer, with all their policies.
    private static let isLong = Scale.factor >= 1

    /// What the short form of a study keeps.
    struct Short: Sendable, CustomTestStringConvertible {
        let name: String
        let policies: Int
        var testDescription: String { name }
    }

    static let all: [Short] = [
        Short(name: "illness-fortnight.json", policies: 3),
        Short(name: "twenty-policies.json", policies: 20),
        Short(name: "pilot-pooling.json", policies: 3),
        Short(name: "vulnerable-reserve.json", policies: 3),
        Short(name: "overbooking.json", policies: 3),
    ]

    /// A study of the examples with its first days, its last policies, and an illness where the
    /// example has one.
    private static func study(_ short: Short, policies: Int) throws -> BookStudy {
        let simulation = try SimulationDocumentTests.simulation(short.name)
        let scenario = simulation.scenario
        let few = try BookScenario(
            title: scenario.title, events: scenario.events, from: scenario.first,
            days: isLong ? 8 : 2, warmUp: 1, clients: scenario.clients,
            absences: scenario.absences.isEmpty
                ? [] : [AbsencePattern(.wave(first: 1, days: 1, share: 0.4))],
            target: scenario.target, isLight: scenario.isLight)
        return try BookStudy(few, policies: Array(simulation.policies.suffix(policies)))
    }

    @Test(arguments: isLong ? all : Array(all.prefix(2)))
    func `threads, splitting, merging and an observer change nothing`(_ short: Short) throws {
        let study = try Self.study(short, policies: Self.isLong ? short.policies : 2)
        let whole = try study.run(0..<3, seed: 12)
        #expect(whole.policies.count >= 2 && whole.replications == [0, 1, 2])
        for threads in [2, 8] where Self.isLong || threads == 8 {
            let other = try study.run(
                0..<3, seed: 12, execution: ThreadedExecution(threads: threads))
            #expect(other == whole, "\(threads) threads")
        }
        var merged = try study.run(2..<3, seed: 12)
        try merged.merge(study.run(0..<2, seed: 12))
        #expect(merged == whole)
        // A replication alone is that of the batch, watched or not.
        var steps = 0
        let watched = try study.run(policy: 1, StreamKey(seed: 12, replication: 2)) { _ in
            steps += 1
        }
        let known = try #require(whole.values(policy: 1, replication: 2))
        #expect(watched.values.map(\.bitPattern) == known.map(\.bitPattern))
        #expect(watched.population == whole.population(2))
        #expect(steps > 50)
    }

    @Test func `every policy of the twenty meets the same clients`() throws {
        // Twelve of them or more.
        let count = Self.isLong ? 20 : 12
        let study = try Self.study(Self.all[1], policies: count)
        let clients = try (0..<count).map {
            try study.run(policy: $0, StreamKey(seed: 5, replication: 1)).population
        }
        #expect(clients.count == count && Set(clients).count == 1)
        let others = try study.run(policy: 0, StreamKey(seed: 5, replication: 2)).population
        #expect(others != clients[0])
    }

    @Test(arguments: [
        ("illness-fortnight.json", 0x5758_0D0C_8973_48AE as UInt64),
        ("twenty-policies.json", 0x609D_7480_3545_19A1),
    ])
    func `the steps of a run have the bytes that stand here, in debug and release`(
        _ name: String, _ expected: UInt64
    ) throws {
        let simulation = try SimulationDocumentTests.simulation(name)
        let scenario = simulation.scenario
        let short = try BookScenario(
            events: scenario.events, from: scenario.first, days: 2, clients: scenario.clients,
            absences: scenario.absences.isEmpty
                ? [] : [AbsencePattern(.wave(first: 1, days: 1, share: 0.4))],
            isLight: scenario.isLight)
        let study = try BookStudy(short, policies: [simulation.policies[0]])
        // FNV-1a, the same in every build and on every machine.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var kinds: Set<BookStep.Kind> = []
        _ = try study.run(policy: 0, StreamKey(seed: 1, replication: 0)) { step in
            for byte in step.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            kinds.insert(step.kind)
        }
        #expect(hash == expected, "\(String(hash, radix: 16))")
        #expect(kinds.isSuperset(of: [.booked, .attended, .cancelled]))
        #expect(scenario.absences.isEmpty || kinds.contains(.moved))
    }
}
