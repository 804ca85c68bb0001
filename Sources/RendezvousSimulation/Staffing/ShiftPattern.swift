/// A shift that an agent can work on a day: from when to when, with breaks in it.
///
/// Times are seconds from the start of the day; a shift ends on the day on which it begins.
public struct ShiftPattern: Hashable, Sendable {
    /// The name, such as `early`.
    public let name: String
    /// When it begins.
    public let start: Int
    /// When it ends.
    public let end: Int
    /// The breaks, in order, apart and within the shift.
    public let breaks: [Range<Int>]

    /// A shift, 0 ≤ start < end ≤ 86,400, with at most 16 breaks.
    public init(
        _ name: String, from start: Int, to end: Int, breaks: [Range<Int>] = []
    ) throws(ParameterError) {
        try Check.count("start", start, from: 0, to: 86_399)
        try Check.count("end", end, from: start + 1, to: 86_400)
        try Check.count("breaks", breaks.count, from: 0, to: 16)
        var last = start
        for stop in breaks {
            try Check.count("break", stop.lowerBound, from: last, to: end - 1)
            try Check.count("break", stop.upperBound, from: stop.lowerBound + 1, to: end)
            last = stop.upperBound
        }
        self.name = name
        self.start = start
        self.end = end
        self.breaks = breaks
    }

    /// The shifts of a length that begin at some times, each with one break at every place allowed.
    ///
    /// - Parameters:
    ///   - name: with which their names begin.
    ///   - starts: when they begin.
    ///   - length: how long they last, break included.
    ///   - rest: the length of the break; 0 for none.
    ///   - earliest: how long after the start the break begins at least.
    ///   - latest: at most.
    ///   - step: the break begins at whole multiples of it after `earliest` (positive).
    public static func all(
        _ name: String, starts: [Int], length: Int, rest: Int = 0, earliest: Int = 0,
        latest: Int = 0, step: Int = 1_800
    ) throws(ParameterError) -> [ShiftPattern] {
        try Check.count("starts", starts.count, from: 1, to: 1_000)
        try Check.count("length", length, from: 1, to: 86_400)
        try Check.count("rest", rest, from: 0, to: length - 1)
        try Check.count("earliest", earliest, from: 0, to: length - rest)
        try Check.count("latest", latest, from: rest == 0 ? 0 : earliest, to: length - rest)
        try Check.count("step", step, from: 1, to: 86_400)
        var result: [ShiftPattern] = []
        for start in starts {
            try Check.count("start", start, from: 0, to: 86_400 - length)
            guard rest > 0 else {
                result.append(try ShiftPattern(name, from: start, to: start + length))
                continue
            }
            for after in stride(from: earliest, through: latest, by: step) {
                result.append(
                    try ShiftPattern(
                        name, from: start, to: start + length,
                        breaks: [(start + after)..<(start + after + rest)]))
            }
        }
        return result
    }

    /// Whether an agent on it is there throughout a stretch of the day.
    public func covers(_ stretch: Range<Int>) -> Bool {
        start <= stretch.lowerBound && stretch.upperBound <= end
            && !breaks.contains { $0.overlaps(stretch) }
    }
}

/// A grid of equal periods of a day.
public struct DayGrid: Hashable, Sendable {
    /// When the first period begins, in seconds from the start of the day.
    public let opening: Int
    /// The length of a period, in seconds.
    public let period: Int
    /// The number of periods.
    public let count: Int

    /// Periods that all lie within the day; `period` 60 … 86,400.
    public init(opening: Int, period: Int, count: Int) throws(ParameterError) {
        try Check.count("opening", opening, from: 0, to: 86_400)
        try Check.count("period", period, from: 60, to: 86_400)
        try Check.count("count", count, from: 0, to: (86_400 - opening) / period)
        self.opening = opening
        self.period = period
        self.count = count
    }

    /// The stretch of the day that a period is.
    public func stretch(_ place: Int) -> Range<Int> {
        let start = opening + place * period
        return start..<(start + period)
    }
}
