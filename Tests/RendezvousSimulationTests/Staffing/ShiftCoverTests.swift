import Rendezvous
import RendezvousSimulation
import Testing

/// Shifts that cover a day, against brute force, and the check that finds what is wrong.
@Suite struct ShiftCoverTests {
    /// The fewest shifts by trying all counts, for tiny days.
    private static func fewest(_ need: [Int], _ covered: [[Int]]) -> Int {
        var best = need.reduce(0, +)
        func search(_ pattern: Int, _ left: [Int], _ used: Int) {
            guard used < best else { return }
            if left.allSatisfy({ $0 <= 0 }) {
                best = used
                return
            }
            guard pattern < covered.count else { return }
            let most = covered[pattern].map { left[$0] }.max() ?? 0
            for count in 0...max(0, most) {
                var rest = left
                for period in covered[pattern] { rest[period] -= count }
                search(pattern + 1, rest, used + count)
            }
        }
        search(0, need, 0)
        return best
    }

    @Test func `the bound is never above the fewest, and the cover seldom one above`() throws {
        let grid = try DayGrid(opening: 0, period: 3_600, count: 6)
        var random = SplitMix64(seed: 20_260_322)
        var (exact, rounds) = (0, Fixture.rounds(2_000, minimum: 150))
        rounds = max(1, rounds)
        for round in 0..<rounds {
            var patterns: [ShiftPattern] = []
            for number in 0..<Int.random(in: 2...5, using: &random) {
                let start = Int.random(in: 0...4, using: &random)
                let end = Int.random(in: (start + 1)...6, using: &random)
                var breaks: [Range<Int>] = []
                if end - start >= 3, Bool.random(using: &random) {
                    breaks = [((start + 1) * 3_600)..<((start + 2) * 3_600)]
                }
                patterns.append(
                    try ShiftPattern(
                        "\(number)", from: start * 3_600, to: end * 3_600, breaks: breaks))
            }
            let covered = patterns.map { pattern in
                (0..<6).filter { pattern.covers(grid.stretch($0)) }
            }
            let need = (0..<6).map { period in
                covered.contains { $0.contains(period) } ? Int.random(in: 0...4, using: &random) : 0
            }
            let cover = try ShiftCover(need: need, grid: grid, patterns: patterns)
            let fewest = Self.fewest(need, covered)
            #expect(cover.bound <= fewest && fewest <= cover.agents, "round \(round) \(need)")
            #expect(zip(cover.onDuty, need).allSatisfy { $0 >= $1 }, "round \(round)")
            #expect(cover.agents <= fewest + 1, "round \(round): \(cover.agents) for \(fewest)")
            if cover.agents == fewest { exact += 1 }
        }
        #expect(Double(exact) >= 0.97 * Double(rounds), "\(exact) of \(rounds)")
    }

    @Test func `what no shift covers is refused with its period`() throws {
        let grid = try DayGrid(opening: 28_800, period: 1_800, count: 2)
        let early = try ShiftPattern("early", from: 28_800, to: 30_600)
        #expect(throws: ParameterError.self) {
            try ShiftCover(need: [1, 1], grid: grid, patterns: [early])
        }
        #expect(try ShiftCover(need: [3, 0], grid: grid, patterns: [early]).agents == 3)
        #expect(throws: ParameterError.self) {
            try ShiftCover(need: [1], grid: grid, patterns: [early])
        }
        #expect(throws: ParameterError.self) {
            try DayGrid(opening: 80_000, period: 3_600, count: 2)
        }
        #expect(throws: ParameterError.self) {
            try ShiftPattern("x", from: 0, to: 3_600, breaks: [1_800..<3_601])
        }
        let all = try ShiftPattern.all(
            "full", starts: [28_800, 30_600], length: 28_800, rest: 1_800, earliest: 10_800,
            latest: 14_400)
        #expect(all.count == 6 && all[5].breaks == [45_000..<46_800])
    }
}
