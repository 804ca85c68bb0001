/// What an appointment takes on a row, as far as the row decides about it.
struct StartShape: Hashable, Sendable {
    /// Grains that the appointment surely touches, those before it, and those from its start to
    /// the end of its gap.
    let length: Int
    let before: Int
    let reachAfter: Int
    /// Length and gaps in seconds.
    let seconds: Int64
    let gap: Gap
    /// Whether it cannot be where the person works at a distance.
    let isOnSite: Bool
    /// Whether starts, length and gaps are whole grains.
    let isOnGrains: Bool
}

/// Starts by erosion of both boards, less those that floating breaks and telework rule out.
extension Roster {
    /// The starts in one word of a row; exact where shape and row are on whole grains.
    ///
    /// - Complexity: O(log *length*); with floating breaks also linear in those near the word and
    ///   the appointments in their windows.
    func starts(_ row: Int, _ shape: StartShape, word: Int) -> UInt64 {
        var bits = eroded(row, shape, word)
        guard bits != 0 else { return 0 }
        if shape.isOnSite, !rows[row].declared.telework.isEmpty {
            clearTelework(&bits, row, shape, word)
        }
        if shape.isOnGrains, !rows[row].declared.breaks.isEmpty {
            clearBreaks(&bits, row, shape, word)
        }
        return bits
    }

    private func eroded(_ row: Int, _ shape: StartShape, _ word: Int) -> UInt64 {
        let low = reach.word(word, ofRow: row)
        guard low != 0 else { return 0 }
        guard shape.length <= Erosion.longest,
            shape.before + shape.reachAfter <= Erosion.longest
        else { return longStarts(row, shape, word) }
        let bits = Erosion.starts(low, reach.word(word + 1, ofRow: row), lasting: shape.length)
        guard bits != 0, shape.before > 0 || shape.reachAfter > shape.length else { return bits }
        let middle = clear.word(word, ofRow: row)
        let high = clear.word(word + 1, ofRow: row)
        let total = shape.before + shape.reachAfter
        guard shape.before > 0 else { return bits & Erosion.starts(middle, high, lasting: total) }
        // Bit b of the shifted words is what lies `before` grains earlier.
        let back = clear.word(word - 1, ofRow: row)
        let shift = UInt64(truncatingIfNeeded: shape.before)
        let first = middle &<< shift | back &>> (64 &- shift)
        let second = high &<< shift | middle &>> (64 &- shift)
        return bits & Erosion.starts(first, second, lasting: total)
    }

    /// The same for appointments of more than five hours.
    private func longStarts(_ row: Int, _ shape: StartShape, _ word: Int) -> UInt64 {
        var run = BitRun()
        guard run.load(reach, row: row, from: word, count: 2 + shape.length / 64) else { return 0 }
        run.erode(to: shape.length)
        guard shape.before > 0 || shape.reachAfter > shape.length else { return run.words[0] }
        var around = BitRun()
        let behind = (shape.before + 63) / 64
        let count = behind + 2 + shape.reachAfter / 64
        guard around.load(clear, row: row, from: word - behind, count: count) else { return 0 }
        around.erode(to: shape.before + shape.reachAfter)
        around.delay(by: shape.before)
        return run.words[0] & around.words[behind]
    }

    private func clearTelework(
        _ bits: inout UInt64, _ row: Int, _ shape: StartShape, _ word: Int
    ) {
        let base = Int64(word) * 64 * BitBoard.grain
        let end = base + 64 * BitBoard.grain
        let telework = rows[row].declared.telework
        var index = telework.indexOfFirst(endingAfter: Instant(secondsSince1970: base))
        while index < telework.intervals.count {
            let remote = telework.intervals[index]
            guard remote.start.secondsSince1970 - shape.seconds < end else { break }
            GrainMask.clearStarts(
                &bits, word: word, remote.start.secondsSince1970 - shape.seconds + 1,
                remote.end.secondsSince1970)
            index += 1
        }
    }

    /// A start breaks a floating break if the appointment with its gaps leaves no stretch of the
    /// window that is long enough: neither what comes before it nor what comes after. The starts
    /// that do are those of one interval.
    private func clearBreaks(
        _ bits: inout UInt64, _ row: Int, _ shape: StartShape, _ word: Int
    ) {
        let before = shape.gap.before.count
        let total = before + shape.seconds + shape.gap.after.count
        let base = Int64(word) * 64 * BitBoard.grain - before
        let end = base + 64 * BitBoard.grain
        let breaks = rows[row].declared.breaks
        // Windows are in order of start and no longer than two days.
        var index = Self.firstBreak(breaks, startingFrom: base - 172_800)
        while index < breaks.count {
            let pause = breaks[index]
            index += 1
            let window = pause.window
            guard window.start.secondsSince1970 - total < end else { break }
            guard window.end.secondsSince1970 > base else { continue }
            var low = window.start.secondsSince1970 - total
            var high = window.end.secondsSince1970
            if let (first, last) = places(of: pause, row) {
                low = max(low, last - pause.length.count - total)
                high = min(high, first + pause.length.count)
            }
            GrainMask.clearStarts(&bits, word: word, low + 1 + before, high + before)
        }
    }

    /// Where the first free stretch begins that is long enough for a break, and where the last one
    /// ends; `nil` if there is none.
    private func places(of pause: FloatingBreak, _ row: Int) -> (first: Int64, last: Int64)? {
        let margin = Limits.longestGap.count
        let taken = rows[row].diary.overlapping(
            pause.window.start.secondsSince1970 - margin,
            pause.window.end.secondsSince1970 + margin
        ).compactMap(\.widened)
        let free = IntervalSet(pause.window).subtracting(IntervalSet(taken)).intervals
        guard let first = free.first(where: { $0.length >= pause.length }),
            let last = free.last(where: { $0.length >= pause.length })
        else { return nil }
        return (first.start.secondsSince1970, last.end.secondsSince1970)
    }

    private static func firstBreak(_ breaks: [FloatingBreak], startingFrom second: Int64) -> Int {
        var (low, high) = (0, breaks.count)
        while low < high {
            let middle = (low + high) / 2
            if breaks[middle].window.start.secondsSince1970 < second {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
