import Rendezvous
import RendezvousSimulation
import RendezvousThreads
import Synchronization
import Testing

@Suite struct BookStudyTests {
    /// Twelve policies that differ in everything that a policy may change.
    static func policies() -> [BookPolicy] {
        var policies: [BookPolicy] = []
        for own in BookPolicy.OwnCounsellor.allCases {
            for isPooled in [false, true] {
                for repair in BookPolicy.Repair.allCases {
                    var policy = BookPolicy("\(own)-\(isPooled)-\(repair)")
                    policy.ownCounsellor = own
                    policy.isPooled = isPooled
                    policy.repair = repair
                    policy.backfills = isPooled
                    policies.append(policy)
                }
            }
        }
        policies[1].sets = [BookFixture.reserve]
        policies[2].sets = [
            Policy("over", .overbooking(1)),
            Policy("some", .custom("overbooked-times", ["most": "2"])),
        ]
        return policies
    }

    static func study(
        _ policies: [BookPolicy] = policies(), days: Int = 4, isLight: Bool = false
    ) throws -> BookStudy {
        let scenario = try BookFixture.scenario(
            BookFixture.agency(), clients: BookFixture.clients(1.2), days: days, warmUp: 1,
            absences: [AbsencePattern(.wave(first: 2, days: 2, share: 0.3))], isLight: isLight)
        return try BookStudy(scenario, policies: policies)
    }

    @Test func `all policies meet the same clients, which another replication does not`() throws {
        let study = try Self.study()
        #expect(study.policies.count == 12)
        let hashes = try (0..<12).map {
            try study.run(policy: $0, StreamKey(seed: 3, replication: 1)).population
        }
        #expect(Set(hashes).count == 1)
        let other = try study.run(policy: 0, StreamKey(seed: 3, replication: 2)).population
        #expect(other != hashes[0])
        let seed = try study.run(policy: 0, StreamKey(seed: 4, replication: 1)).population
        #expect(seed != hashes[0])
    }

    @Test func `threads, splitting and merging change nothing`() throws {
        let policies = Array(Self.policies()[1...2])
        let days = Fixture.scale < 1 ? 3 : 4
        let study = try Self.study(policies, days: days)
        let whole = try study.run(0..<3, seed: 9)
        for threads in [2, 8] where Fixture.scale >= 1 || threads == 8 {
            let result = try study.run(
                0..<3, seed: 9, execution: ThreadedExecution(threads: threads))
            #expect(result == whole, "\(threads) threads")
        }
        var merged = try study.run(1..<3, seed: 9)
        try merged.merge(study.run(0..<1, seed: 9))
        #expect(merged == whole)
        #expect(merged.replications == [0, 1, 2])
        // A merge of the same again changes nothing; of something else it is refused.
        try merged.merge(whole)
        #expect(merged == whole)
        #expect(throws: StudyError.self) { try merged.merge(study.run(3..<4, seed: 10)) }
        let other = try Self.study(policies, days: days + 1)
        #expect(throws: StudyError.self) { try merged.merge(other.run(3..<4, seed: 9)) }
        #expect(merged == whole)
    }

    @Test func `an observer changes nothing`() throws {
        let study = try Self.study(Array(Self.policies().prefix(1)))
        let key = StreamKey(seed: 1, replication: 0)
        var count = 0
        let watched = try study.run(policy: 0, key) { _ in count += 1 }
        #expect(
            try study.run(policy: 0, key).values.map(\.bitPattern)
                == watched.values.map(\.bitPattern))
        #expect(count > 100)
    }

    @Test func `progress counts every run once`() throws {
        let study = try Self.study(Array(Self.policies().prefix(2)), isLight: true)
        let seen = Counter()
        _ = try study.run(0..<3, seed: 1, execution: ThreadedExecution(threads: 2)) { done, all in
            seen.note(done, all)
        }
        #expect(seen.values == [1, 2, 3, 4, 5, 6])
        #expect(seen.totals == [6])
    }

    @Test func `what is out of range is refused by name`() throws {
        let agency = try BookFixture.agency()
        func message(_ change: (inout ClientStream) -> Void) throws -> String {
            var stream = ClientStream("all", service: "advice", perDay: 4)
            change(&stream)
            do {
                _ = try BookFixture.scenario(agency, clients: [stream])
                return ""
            } catch let error as StudyError { return error.description }
        }
        #expect(try message { _ in }.isEmpty)
        #expect(try message { $0.id = "a/b" }.hasPrefix("id (a/b) of clients must be"))
        #expect(try message { $0.perDay = -1 } == "perDay (-1.0) must be 0 … 1000000.")
        #expect(try message { $0.perDay = .nan }.hasPrefix("perDay"))
        #expect(try message { $0.perDay = 1_000_001 }.hasPrefix("perDay"))
        #expect(try message { $0.perDay = 1_000_000 }.isEmpty)
        #expect(try message { $0.window = 733 }.hasPrefix("window (733"))
        #expect(try message { $0.window = 0 }.hasPrefix("window"))
        #expect(try message { $0.window = 732 }.isEmpty)
        #expect(try message { $0.hours = [1] }.hasPrefix("hours"))
        #expect(try message { $0.cancels = 1.5 }.hasPrefix("cancels"))
        #expect(try message { $0.noShow = [.init(from: 1, share: 0)] }.hasPrefix("noShow.from"))
        #expect(try message { $0.service = "none" }.hasPrefix("service (none) of clients (all)"))
        #expect(throws: StudyError.self) {
            _ = try BookFixture.scenario(
                agency, clients: BookFixture.clients(), days: BookScenario.daysMax + 1)
        }
        #expect(throws: StudyError.self) {
            _ = try BookFixture.scenario(agency, clients: BookFixture.clients(), days: 5, warmUp: 5)
        }
    }

    @Test func `metrics are read as they are written`() {
        for metric in [
            StudyMetric("leadDays"), StudyMetric("leadDays", group: "north"),
            StudyMetric("queue", interval: 0), StudyMetric("a", group: "b", interval: 47),
        ] {
            #expect(StudyMetric(text: metric.description) == metric)
        }
        for text in ["", "/a", "a@", "a@-1", "a@01", "a/b/c", "a@1@2"] {
            #expect(StudyMetric(text: text) == nil, "\(text)")
        }
    }
}

/// Numbers noted from any thread.
private final class Counter: Sendable {
    private let state = Mutex<(values: [Int], totals: Set<Int>)>(([], []))
    var values: [Int] { state.withLock { $0.values } }
    var totals: Set<Int> { state.withLock { $0.totals } }
    func note(_ value: Int, _ total: Int) {
        state.withLock {
            $0.values.append(value)
            $0.totals.insert(total)
        }
    }
}
