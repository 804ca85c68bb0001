extension ZoneRules {
    /// The instants at which the local clock shows `time` on `date`; 24:00 is 00:00 a day on.
    ///
    /// Where the clock shows a reading more than twice, ``WallClock/overlap(earlier:later:)`` has
    /// the first and the last. Results stop at ``Instant/min`` and ``Instant/max``.
    ///
    /// - Complexity: O(log *n*) in the number of transitions of the file.
    public func resolve(_ date: CivilDate, _ time: CivilTime) -> WallClock {
        let wall = Self.wallSeconds(date, time)
        var readings: (first: Int64, last: Int64)?
        var jump: Int64?
        visitStretches(around: wall) { stretch in
            let reading = wall - stretch.offset
            if reading < stretch.start {
                // The clock jumped over the reading unless an earlier stretch has it.
                jump = jump ?? stretch.start
            } else if stretch.end.map({ reading < $0 }) ?? true {
                readings = (readings?.first ?? reading, reading)
            }
            return true
        }
        guard let readings else {
            return .gap(transition: Instant(secondsSince1970: jump ?? wall))
        }
        let first = Instant(secondsSince1970: readings.first)
        let last = Instant(secondsSince1970: readings.last)
        return first == last ? .unique(first) : .overlap(earlier: first, later: last)
    }

    /// The first instant at which the local date is `date` or later.
    ///
    /// This is local midnight as a rule; the transition where the clock jumps over midnight or over
    /// the whole date (Samoa, 2011-12-30); and the first of two midnights.
    ///
    /// - Complexity: O(log *n*) in the number of transitions of the file.
    public func start(of date: CivilDate) -> Instant {
        let wall = Self.wallSeconds(date, .midnight)
        var start = wall
        visitStretches(around: wall) { stretch in
            start = max(wall - stretch.offset, stretch.start)
            return stretch.end.map { start >= $0 } ?? false
        }
        return Instant(secondsSince1970: start)
    }

    /// The instants from the start of `date` to the start of the next date, or `nil` if the clock
    /// jumps over the whole date.
    ///
    /// The days of a zone follow each other without holes. 9999-12-31 ends at ``Instant/max``.
    ///
    /// - Complexity: O(log *n*) in the number of transitions of the file.
    public func day(_ date: CivilDate) -> Interval? {
        let end = date == .max ? .max : start(of: date.advanced(by: 1))
        return Interval(start: start(of: date), end: end)
    }

    /// The instants from one reading of the local clock to another, or `nil` if there are none
    /// because the clock jumps over all of them.
    ///
    /// If `end` is not later than `start`, it is a reading on the next day. A reading that the
    /// clock jumps over becomes the instant of the jump. Of two instants with one reading the start
    /// takes the earlier and the end the later, so that a stretch with an end in a repeated hour
    /// also has the other instant of that reading.
    ///
    /// - Complexity: O(log *n*) in the number of transitions of the file.
    public func instants(
        _ date: CivilDate, from start: CivilTime, to end: CivilTime
    ) -> Interval? {
        let first = resolve(date, start).earliest
        guard end <= start else { return Interval(start: first, end: resolve(date, end).latest) }
        let last = date == .max ? .max : resolve(date.advanced(by: 1), end).latest
        return Interval(start: first, end: last)
    }

    /// A stretch of time with one offset; the last one looked at has no end.
    private typealias Stretch = (start: Int64, end: Int64?, offset: Int64)

    private static func wallSeconds(_ date: CivilDate, _ time: CivilTime) -> Int64 {
        Int64(date.dayNumber) * 86_400 + Int64(time.secondOfDay)
    }

    /// Visits, in order, the stretches that can hold the local reading `wall`, while `body` agrees.
    ///
    /// At the start of the first one the clock is behind `wall`, at the end of the last one ahead.
    private func visitStretches(around wall: Int64, _ body: (Stretch) -> Bool) {
        let range = TimeZoneFile.offsetRange
        var start = wall - range.upperBound
        var offset = file.offset(at: start)
        while let change = file.nextChange(after: start, upTo: wall - range.lowerBound) {
            guard body((start, change.at, offset)) else { return }
            (start, offset) = (change.at, change.offset)
        }
        _ = body((start, nil, offset))
    }
}
