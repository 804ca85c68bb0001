import Testing

@testable import Rendezvous

/// Free time as bits of five minutes.
struct BitBoardTests {
    private let grain = BitBoard.grain

    private func board(_ firstWord: Int = 0) -> BitBoard {
        var board = BitBoard(firstWord: firstWord, wordsPerRow: 2)
        board.grow(to: 1)
        board.set(
            Int64(firstWord * 64) * grain, Int64((firstWord + 2) * 64) * grain, inRow: 0)
        return board
    }

    @Test func `seconds before 1970 lie in the grain that began before them`() {
        let half = grain / 2
        let seconds: [Int64] = [-grain - 1, -grain, -half, -1, 0, half]
        #expect(seconds.map { BitBoard.grain(of: $0) } == [-2, -1, -1, -1, 0, 0])
        #expect(seconds.map { BitBoard.grain(from: $0) } == [-1, -1, 0, 0, 0, 1])
        var board = board(-1)
        board.clear(-grain - half, -half, inRow: 0)
        #expect(board.words == [UInt64.max, .max])
        board.clear(-grain * 2 - half, -half, inRow: 0)
        let expected: [UInt64] = [.max ^ 1 << 62, .max]
        #expect(board.words == expected)
    }

    @Test func `a stretch that holds no whole grain changes nothing, wherever it lies`() {
        var board = board()
        for word in Int64(0)...2 {
            let start = word * 64 * grain
            for shift in [-grain, 0, grain] {
                board.clear(start + shift, start + shift, inRow: 0)
                board.clear(start + shift, start + shift + grain - 1, inRow: 0)
            }
        }
        board.clear(-2 * grain, 0, inRow: 0)
        board.clear(128 * grain, 130 * grain, inRow: 0)
        #expect(board.words == [UInt64.max, .max])
    }
}
