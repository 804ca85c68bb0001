public import Rendezvous

/// What agents may be asked for.
public struct StaffRules: Hashable, Sendable {
    /// The days in a calendar week (Monday to Sunday) on which somebody works at most.
    public let daysAWeek: Int
    /// The days of the whole plan on which somebody works at most: of a year, those left after
    /// leave and public holidays.
    public let daysInAll: Int
    /// The least time between two shifts, in seconds.
    public let rest: Int

    /// Rules: `daysAWeek` 1 … 7, `daysInAll` 1 … 100,000, `rest` 0 … 86,400 s; 11 hours are the
    /// least that Directive 2003/88/EC allows.
    public init(
        daysAWeek: Int = 5, daysInAll: Int = 100_000, rest: Int = 39_600
    ) throws(ParameterError) {
        try Check.count("daysAWeek", daysAWeek, from: 1, to: 7)
        try Check.count("daysInAll", daysInAll, from: 1, to: 100_000)
        try Check.count("rest", rest, from: 0, to: 86_400)
        self.daysAWeek = daysAWeek
        self.daysInAll = daysInAll
        self.rest = rest
    }
}

/// What one day of a plan needs.
public struct StaffDay: Hashable, Sendable {
    /// The date.
    public let date: CivilDate
    /// The agents that each period of the grid needs.
    public let need: [Int]

    /// A day.
    public init(_ date: CivilDate, need: [Int]) {
        self.date = date
        self.need = need
    }
}

/// The fewest agents whose shifts cover many days, each with a roster of their own, and a proof
/// that fewer cannot do.
///
/// Days are covered one by one (``ShiftCover``). Then agents are dealt out in turn: each day takes
/// the next ones of the circle. In any run of days the agents of a circle have worked as often as
/// each other, give or take one day; so if all days of a week together need at most
/// `daysAWeek` · n shifts, nobody works more than `daysAWeek` days, and likewise in all. No other
/// dealing needs fewer agents, and the least numbers of the days' bounds prove it.
public struct StaffPlan: Sendable {
    /// Which stretch needs so many agents that fewer cannot do.
    public enum Witness: Hashable, Sendable {
        /// The day of this number, from 0: as many work on it.
        case day(Int)
        /// The calendar week that begins with this day: its shifts over the days of a week.
        case week(Int)
        /// All days: their shifts over the days in all.
        case whole
    }

    /// The days, one after the other in the calendar.
    public let days: [StaffDay]
    /// The grid of their periods.
    public let grid: DayGrid
    /// The shifts that may be worked.
    public let patterns: [ShiftPattern]
    /// What agents may be asked for.
    public let rules: StaffRules
    /// How each day is covered.
    public let covers: [ShiftCover]
    /// How many agents there must be.
    public let staff: Int
    /// How many agents every plan takes at least.
    public internal(set) var bound: Int
    /// What proves the bound.
    public let witness: Witness
    /// For each day the number of the pattern of each agent; −1 for a day off.
    public internal(set) var roster: [[Int]]

    /// Whether no plan takes fewer agents.
    public var isProvenFewest: Bool { staff == bound }

    /// Plans days (1 … 3,700) that follow each other in the calendar.
    ///
    /// Equal days are covered once.
    /// - Throws: ``ParameterError`` also if the rest between shifts cannot be kept with twice the
    ///   agents of the bound.
    /// - Complexity: a ``ShiftCover`` for each need that differs; the roster takes O(*staff* log)
    ///   a day.
    public init(
        days: [StaffDay], grid: DayGrid, patterns: [ShiftPattern], rules: StaffRules
    ) throws(ParameterError) {
        try Check.count("days", days.count, from: 1, to: 3_700)
        for (one, next) in zip(days, days.dropFirst()) where next.date != one.date.advanced(by: 1) {
            throw ParameterError(
                "date \(next.date)", Double(next.date.dayNumber), allowed: "the day after the last")
        }
        var known: [[Int]: ShiftCover] = [:]
        var covers: [ShiftCover] = []
        for day in days {
            let cover: ShiftCover
            if let old = known[day.need] {
                cover = old
            } else {
                cover = try ShiftCover(need: day.need, grid: grid, patterns: patterns)
                known[day.need] = cover
            }
            covers.append(cover)
        }
        let (least, witness) = Self.least(covers.map(\.bound), days, rules)
        var staff = Self.least(covers.map(\.agents), days, rules).staff
        var roster = Roster(covers, patterns, rules).dealt(to: staff)
        while roster == nil, staff <= 2 * least + 1 {
            staff += max(1, staff / 100)
            roster = Roster(covers, patterns, rules).dealt(to: staff)
        }
        guard let roster else {
            throw ParameterError(
                "rest", Double(rules.rest), allowed: "what these shifts leave between two days")
        }
        self.days = days
        self.grid = grid
        self.patterns = patterns
        self.rules = rules
        self.covers = covers
        self.staff = staff
        self.roster = roster
        bound = least
        self.witness = witness
    }

    /// The fewest agents for so many shifts each day, and what demands them.
    private static func least(
        _ shifts: [Int], _ days: [StaffDay], _ rules: StaffRules
    ) -> (staff: Int, witness: Witness) {
        var best = (staff: 0, witness: Witness.day(0))
        func consider(_ staff: Int, _ witness: Witness) {
            if staff > best.staff { best = (staff, witness) }
        }
        var (sum, first) = (0, 0)
        for (place, count) in shifts.enumerated() {
            consider(count, .day(place))
            if days[place].date.weekday == .monday { (sum, first) = (0, place) }
            sum += count
            consider(Self.parts(sum, rules.daysAWeek), .week(first))
        }
        consider(Self.parts(shifts.reduce(0, +), rules.daysInAll), .whole)
        return best
    }

    private static func parts(_ whole: Int, _ size: Int) -> Int { (whole + size - 1) / size }
}

/// Deals the shifts of days out to agents in a circle.
private struct Roster {
    let covers: [ShiftCover]
    let patterns: [ShiftPattern]
    let rules: StaffRules

    init(_ covers: [ShiftCover], _ patterns: [ShiftPattern], _ rules: StaffRules) {
        self.covers = covers
        self.patterns = patterns
        self.rules = rules
    }

    /// The pattern of each agent each day, or `nil` if somebody would not have their rest.
    ///
    /// Who ended earlier the day before begins earlier: if any way of giving the day's shifts to
    /// the day's agents keeps the rest, this one does.
    func dealt(to staff: Int) -> [[Int]]? {
        var roster: [[Int]] = []
        var next = 0
        var ended = [Int](repeating: -86_400, count: staff)
        for cover in covers {
            guard cover.agents <= staff else { return nil }
            let agents = (0..<cover.agents).map { (next + $0) % staff }
                .sorted { ended[$0] != ended[$1] ? ended[$0] < ended[$1] : $0 < $1 }
            let shifts = cover.counts.indices.flatMap {
                [Int](repeating: $0, count: cover.counts[$0])
            }.sorted {
                let (one, other) = (patterns[$0], patterns[$1])
                if one.start != other.start { return one.start < other.start }
                return one.end != other.end ? one.end < other.end : $0 < $1
            }
            var day = [Int](repeating: -1, count: staff)
            for (agent, shift) in zip(agents, shifts) {
                if ended[agent] + rules.rest > patterns[shift].start { return nil }
                day[agent] = shift
            }
            for agent in 0..<staff {
                // As seen from the day after.
                ended[agent] = day[agent] < 0 ? -86_400 : patterns[day[agent]].end - 86_400
            }
            roster.append(day)
            next = (next + cover.agents) % max(1, staff)
        }
        return roster
    }
}
