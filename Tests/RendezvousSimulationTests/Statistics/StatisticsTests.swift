import Rendezvous
import RendezvousSimulation
import RendezvousThreads
import Testing

/// Intervals, comparisons, warm-up and replications.
@Suite struct StatisticsTests {
    static func values(_ count: Int, seed: UInt64) throws -> [Double] {
        let law = try Distribution.exponential(mean: 1)
        var stream = StreamKey(seed: seed, replication: 0).stream(.client)
        return (0..<count).map { _ in law.sample(&stream) }
    }

    @Test func `95 percent intervals hold the mean in 93 to 97 percent of studies`() throws {
        let studies = Fixture.rounds(2_000, minimum: 300)
        var held = 0
        for study in 0..<studies {
            var stream = StreamKey(seed: 2, replication: study).stream(.day)
            let values = (0..<20).map { _ in Quantiles.normal(stream.unit()) }
            if try Sample(values).interval().holds(0) { held += 1 }
        }
        let share = Double(held) / Double(studies)
        #expect(share > 0.92 && share < 0.98, "\(share)")
    }

    @Test func `quantile intervals hold the true quantile`() throws {
        var held = 0
        for study in 0..<200 {
            let found = try Sample.quantileInterval(0.9, of: Self.values(300, seed: UInt64(study)))
            #expect(found.lower <= found.value && found.value <= found.upper)
            if found.lower <= 2.302585093 && found.upper >= 2.302585093 { held += 1 }
        }
        #expect(held >= 180)
    }

    @Test func `a histogram knows quantiles to 0.8 percent and merges in any order`() throws {
        let values = try Self.values(50_000, seed: 1)
        var (whole, one, other) = (Histogram(), Histogram(), Histogram())
        for (place, value) in values.enumerated() {
            whole.add(value)
            if place.isMultiple(of: 3) { one.add(value) } else { other.add(value) }
        }
        var swapped = other
        swapped.merge(one)
        one.merge(other)
        #expect(one == whole && swapped == whole)
        for p in [0.1, 0.5, 0.9, 0.99] {
            #expect(relative(try whole.quantile(p), try Sample.quantile(p, of: values)) < 0.009)
        }
        var odd = Histogram()
        for value in [0, -1, .nan, .infinity, 1e300, 5e-300] { odd.add(value) }
        #expect(odd.count == 6 && odd.zeros == 4)
    }

    @Test func `batch means of independent values are independent, of a walk they are not`() throws
    {
        let values = try Self.values(6_000, seed: 3)
        #expect(try BatchMeans(values).isIndependent)
        var sum = 0.0
        let walk = values.map { value -> Double in
            sum += value - 1
            return sum
        }
        #expect(try !BatchMeans(walk).isIndependent)
        #expect(throws: ParameterError.self) { try BatchMeans([1, 2, 3]) }
    }

    @Test func `the cut is after the start that decays, and at the limit if it never ends`() throws
    {
        let noise = try Self.values(1_000, seed: 4)
        let decaying = noise.enumerated().map {
            30 * Elementary.exp(-Double($0.offset) / 40) + $0.element
        }
        let cut = try WarmUp.mser(decaying)
        #expect(cut.observations > 60 && cut.observations < 400 && !cut.isAtLimit)
        #expect(try WarmUp.mser((0..<100).map(Double.init)).isAtLimit)
        #expect(try WarmUp.welch([[1, 2, 3, 4], [3, 4, 5, 6]], window: 1) == [2, 3, 4])
        #expect(throws: ParameterError.self) { try WarmUp.mser([1, 2]) }
    }

    @Test func `replications stop when every metric is exact, whatever the threads`() throws {
        let precision = try Replications.Precision(
            relative: ["a": 0.05, "b": 0.1], minimum: 10, maximum: 4_000, lookAhead: 5)
        func study(_ threads: Int) throws -> (table: ReplicationTable, needed: Int?) {
            try Replications.run(
                until: precision, metrics: ["a", "b"], seed: 5,
                execution: ThreadedExecution(threads: threads)
            ) { key throws(ParameterError) in
                var stream = key.stream(.day)
                return [1 + stream.unit(), -Elementary.log(stream.unit())]
            }
        }
        let one = try study(1)
        let eight = try study(8)
        #expect(one.table.bytes == eight.table.bytes && one.needed == eight.needed)
        let needed = try #require(one.needed)
        #expect(needed > 200 && needed < 900)
        #expect(try one.table.estimate("b").relativeHalfWidth < 0.11)
    }

    @Test func `an error of a replication is thrown, that of the lowest first`() {
        #expect(throws: ParameterError("replication", 3, allowed: "none")) {
            _ = try Replications.run(
                0..<20, metrics: ["a"], seed: 1, execution: ThreadedExecution(threads: 4)
            ) { key throws(ParameterError) in
                guard key.replication < 3 else {
                    throw ParameterError("replication", Double(key.replication), allowed: "none")
                }
                return [1]
            }
        }
    }

    @Test func `bytes of a table are read back, and no others`() throws {
        var table = try ReplicationTable(metrics: ["ä", "b"], seed: 7)
        try table.add(3, [1, -0.0])
        try table.add(-1, [.infinity, 2])
        let bytes = table.bytes
        #expect(ReplicationTable(bytes: bytes)?.bytes == bytes)
        for cut in 0..<bytes.count { #expect(ReplicationTable(bytes: Array(bytes[..<cut])) == nil) }
        #expect(ReplicationTable(bytes: bytes + [0]) == nil)
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 0xFF
            if let read = ReplicationTable(bytes: changed) { #expect(read.bytes == changed) }
        }
        #expect(throws: ParameterError.self) { try table.add(3, [1, 2]) }
        #expect(throws: ParameterError.self) { try table.add(4, [1]) }
    }
}
