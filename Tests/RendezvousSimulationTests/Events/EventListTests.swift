import RendezvousSimulation
import Testing

/// The order of events.
@Suite struct EventListTests {
    @Test func `events come by time, then priority, then entry`() {
        var list = EventList<Int>()
        var stream = SplitMix64(seed: 3)
        var expected: [(time: Double, priority: UInt8, number: Int)] = []
        var taken: [Int] = []
        for number in 0..<Fixture.rounds(20_000, minimum: 2_000) {
            // Few different times, so that many tie.
            let time = Double(stream.next() % 40)
            let priority = UInt8(stream.next() % 3)
            list.add(number, at: time, priority: priority)
            expected.append((time, priority, number))
        }
        expected.sort { ($0.time, $0.priority, $0.number) < ($1.time, $1.priority, $1.number) }
        while let entry = list.next() { taken.append(entry.event) }
        #expect(taken == expected.map(\.number))
    }

    @Test func `taking and adding in any order gives the least each time`() {
        var list = EventList<Int>()
        var mirror: [(Double, Int)] = []
        var stream = SplitMix64(seed: 8)
        for number in 0..<Fixture.rounds(20_000, minimum: 1_000) {
            let time = Double(stream.next() % 1_000)
            switch stream.next() % 4 {
            case 0, 1:
                list.add(number, at: time)
                mirror.append((time, number))
            case 2:
                let least = mirror.indices.min { mirror[$0] < mirror[$1] }
                #expect(list.next()?.event == least.map { mirror[$0].1 })
                if let least { mirror.remove(at: least) }
            default:
                if let least = mirror.indices.min(by: { mirror[$0] < mirror[$1] }) {
                    mirror.remove(at: least)
                }
                list.replaceNext(with: number, at: time)
                mirror.append((time, number))
            }
            #expect(list.count == mirror.count)
        }
    }

    /// A clock that strikes, and may enter a time that is no number.
    struct Clock: EventModel {
        var struck: [Double] = []

        mutating func start(_ list: inout EventList<Bool>) {
            list.add(true, at: 1)
            list.add(false, at: .nan)
        }

        mutating func handle(_ event: Bool, at time: Double, _ list: inout EventList<Bool>) {
            struck.append(time)
            list.add(true, at: time + 1)
        }
    }

    @Test func `a model runs to its end, to a limit, and never to a time that is no number`() {
        var clock = Clock()
        #expect(clock.run(until: 5) == 4)
        #expect(clock.struck == [1, 2, 3, 4])
        #expect(clock.run(until: .infinity, limit: 10) == 10)
    }
}
