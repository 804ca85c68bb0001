import RendezvousSimulation
import RendezvousThreads
import Testing

/// Traces: the same bytes everywhere, and no difference to what is watched.
@Suite struct ObserverTests {
    private static func trace(
        _ key: StreamKey
    ) throws(ParameterError) -> (bytes: [UInt8], PhoneResult) {
        let line: PhoneLine
        do { line = try DeterminismTests.line(agents: 9) } catch {
            throw ParameterError("line", 0, allowed: "one that can be made")
        }
        var bytes: [UInt8] = []
        let result = try line.run(key, until: 40, warmUp: 5, target: 0.5) { bytes += $0.bytes }
        return (bytes, result)
    }

    /// FNV-1a, the same in every build and on every machine.
    static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    @Test func `an observer changes nothing, and hears everything`() throws {
        let key = StreamKey(seed: 11, replication: 3)
        let (bytes, seen) = try Self.trace(key)
        let unseen = try DeterminismTests.line(agents: 9).run(
            key, until: 40, warmUp: 5, target: 0.5)
        #expect(seen == unseen)
        #expect(bytes.count.isMultiple(of: 29) && bytes.count > 29 * 300)
    }

    @Test func `a trace has the same bytes on any number of threads, and alone`()
        throws
    {
        func hashes(_ range: Range<Int>, threads: Int) throws -> [Double] {
            try Replications.run(
                range, metrics: ["trace"], seed: 11, execution: ThreadedExecution(threads: threads)
            ) { key throws(ParameterError) in
                [Double(Self.hash(try Self.trace(key).bytes) >> 12)]
            }.values("trace")
        }
        let one = try hashes(0..<6, threads: 1)
        #expect(try hashes(0..<6, threads: 2) == one)
        #expect(try hashes(0..<6, threads: 8) == one)
        #expect(try hashes(4..<5, threads: 1) == [one[4]])
    }

    @Test func `callers of a trace live one life after the other`() throws {
        var ended: Set<[UInt64]> = []
        var told: [PhoneEvent] = []
        _ = try DeterminismTests.line(agents: 7).run(
            StreamKey(seed: 2, replication: 1), until: 40
        ) { told.append($0) }
        for (before, event) in zip(told, told.dropFirst()) { #expect(before.time <= event.time) }
        for event in told where event.kind >= 0 {
            let who = [UInt64(event.kind), event.caller]
            #expect(!ended.contains(who))
            if event.what == .ended { ended.insert(who) }
        }
        #expect(!ended.isEmpty && told.contains { $0.what == .passedOn || $0.what == .waits })
        #expect(told[0].json.hasPrefix("{\"time\":0.0,\"event\":\"cameOnDuty\",\"agent\":0}"))
    }
}
