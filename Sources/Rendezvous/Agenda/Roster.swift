/// The calendars of all counsellors, all interpreters or all rooms, with boards of what is free.
struct Roster: Sendable {
    /// What one row is made of.
    struct Row: Sendable {
        /// Where the appointment itself may lie; may be too wide (``isPlain``), never too narrow.
        var base = IntervalSet()
        /// Where the appointment with its gaps may lie; `nil` means anywhere.
        var gapBase: IntervalSet?
        /// What is declared, over the covered time.
        var declared = DeclaredTime()
        /// Whether `base` and `gapBase` say exactly what the rules say, on whole grains, breaks
        /// without a fixed place and telework apart.
        var isPlain = true
        /// Whether it depends on service, office or date if gaps may lie outside working time, so
        /// that `gapBase` is too wide for some.
        var mixesGaps = false
        /// The appointments.
        var diary = Diary()
    }

    private(set) var rows: [Row] = []
    /// Grains in which an appointment may lie.
    private(set) var reach: BitBoard
    /// Grains in which an appointment with its gaps may lie, the gaps of others aside.
    private(set) var clear: BitBoard

    init(firstWord: Int, wordsPerRow: Int) {
        reach = BitBoard(firstWord: firstWord, wordsPerRow: wordsPerRow)
        clear = reach
    }

    /// Whether the boards alone decide about a row: every start they offer is one.
    ///
    /// Holds are taken until they are noted as lapsed; rows with an expired one are drawn anew for
    /// a question (``FreshRows``).
    func isExact(_ row: Int) -> Bool { !rows[row].mixesGaps && isExactButGaps(row) }

    /// Whether the boards decide about a row once it is known if its gap fits.
    func isExactButGaps(_ row: Int) -> Bool {
        rows[row].isPlain && rows[row].diary.unaligned == 0
    }

    /// Adds rows up to a number of rows.
    mutating func grow(to count: Int) {
        while rows.count < count { rows.append(Row()) }
        reach.grow(to: count)
        clear.grow(to: count)
    }

    /// Starts over with other covered words; the diaries stay.
    mutating func cover(firstWord: Int, wordsPerRow: Int) {
        reach = BitBoard(firstWord: firstWord, wordsPerRow: wordsPerRow)
        reach.grow(to: rows.count)
        clear = reach
    }

    /// Sets what a row is made of, the diary aside, and redraws it.
    mutating func set(
        _ row: Int, base: IntervalSet, gapBase: IntervalSet?, declared: DeclaredTime, isPlain: Bool,
        mixesGaps: Bool = false
    ) {
        rows[row].base = base
        rows[row].gapBase = gapBase
        rows[row].declared = declared
        rows[row].mixesGaps = mixesGaps
        rows[row].isPlain =
            isPlain && base.isOnGrains && (gapBase?.isOnGrains ?? true)
        redraw(
            row, from: Int64(reach.firstWord) * 64 * BitBoard.grain,
            to: Int64(reach.firstWord + reach.wordsPerRow) * 64 * BitBoard.grain)
    }

    mutating func insert(_ busy: Busy, inRow row: Int) {
        rows[row].diary.insert(busy)
        take(busy, row)
    }

    mutating func remove(_ appointment: Int, start: Int64, fromRow row: Int) {
        guard let busy = rows[row].diary.remove(appointment, start: start) else { return }
        redraw(row, from: busy.start - busy.before, to: busy.end + busy.after)
    }

    private mutating func take(_ busy: Busy, _ row: Int) {
        reach.clear(busy.start - busy.before, busy.end + busy.after, inRow: row)
        clear.clear(busy.start, busy.end, inRow: row)
    }

    /// One row as it is at an instant: what has expired by then takes nothing.
    func fresh(_ row: Int, at instant: Instant) -> Roster {
        var fresh = Roster(firstWord: reach.firstWord, wordsPerRow: reach.wordsPerRow)
        fresh.grow(to: 1)
        fresh.rows[0] = rows[row]
        fresh.rows[0].diary = Diary()
        for busy in rows[row].diary.entries where busy.occupies(at: instant, ignoring: nil) {
            fresh.rows[0].diary.insert(busy)
        }
        fresh.redraw(
            0, from: Int64(reach.firstWord) * 64 * BitBoard.grain,
            to: Int64(reach.firstWord + reach.wordsPerRow) * 64 * BitBoard.grain)
        return fresh
    }

    /// Draws the words that touch `[from, to)` anew.
    private mutating func redraw(_ row: Int, from: Int64, to: Int64) {
        let word = 64 * BitBoard.grain
        let start = Int64(BitBoard.grain(of: from) >> 6) * word
        let end = Int64((BitBoard.grain(from: to) + 63) >> 6) * word
        guard
            let window = Interval(
                start: Instant(secondsSince1970: start), end: Instant(secondsSince1970: end))
        else { return }
        reach.clear(start, end, inRow: row)
        clear.clear(start, end, inRow: row)
        for interval in rows[row].base.clipped(to: window).intervals {
            reach.set(
                interval.start.secondsSince1970, interval.end.secondsSince1970, inRow: row)
        }
        for interval in (rows[row].gapBase ?? IntervalSet(window)).clipped(to: window).intervals {
            clear.set(
                interval.start.secondsSince1970, interval.end.secondsSince1970, inRow: row)
        }
        let margin = Limits.longestGap.count
        for busy in rows[row].diary.overlapping(start - margin, end + margin) { take(busy, row) }
    }
}

extension IntervalSet {
    /// Whether every interval starts and ends on a whole grain.
    var isOnGrains: Bool {
        intervals.allSatisfy {
            $0.start.secondsSince1970 % BitBoard.grain == 0
                && $0.end.secondsSince1970 % BitBoard.grain == 0
        }
    }
}
