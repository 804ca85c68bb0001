import Testing

@testable import RendezvousSimulation

/// Timers beside a plain list of them that is searched.
@Suite struct TimerTreeTests {
    @Test(arguments: 0..<8 as Range<UInt64>)
    func `the first timer is the earliest, and of the same time the one entered first`(
        _ seed: UInt64
    ) {
        var tree = TimerTree()
        var mirror: [Int: (time: Double, order: UInt64)] = [:]
        var stream = SplitMix64(seed: seed)
        // One thing alone, and so many that the tree grows several times.
        let things = seed == 0 ? 1 : UInt64(7) << seed
        for order in 1...UInt64(Fixture.rounds(40_000, minimum: 800)) {
            let thing = Int(stream.next() % things)
            // Few different times, so that many tie; some are never reached.
            let times: [Double] = [0, 1, 2, 2.5, .infinity, .nan]
            let time = times[Int(stream.next() % 6)]
            if stream.next() % 3 == 0 {
                tree.clear(thing)
                mirror[thing] = nil
            } else {
                tree.set(thing, at: time, order: order)
                mirror[thing] = time < .infinity ? (time, order) : nil
            }
            let first = mirror.min {
                ($0.value.time, $0.value.order) < ($1.value.time, $1.value.order)
            }
            #expect(tree.time == first?.value.time ?? .infinity)
            if let first {
                #expect(tree.first == first.key)
                #expect(tree.order == first.value.order)
            }
        }
    }

    @Test func `clearing what was never set changes nothing`() {
        var tree = TimerTree()
        tree.clear(0)
        tree.clear(5_000)
        #expect(tree.time == .infinity)
        tree.set(3, at: 4, order: 1)
        tree.clear(2)
        #expect(tree.time == 4 && tree.first == 3)
        tree.clear(3)
        #expect(tree.time == .infinity)
    }
}
