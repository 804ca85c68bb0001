/// Two appointments: how far apart they should be.
///
/// The cost of waiting, and of the time from the first appointment until the counsellor has done.
/// Sources: Pegden and Rosenshine 1990; Hassin and Mendel 2008; case family `appointment-optimum`.
public struct TwoAppointments: Hashable, Sendable {
    /// The best time between the two, in the unit of the service rate; 0 if they should be
    /// together.
    public let interval: Double
    /// What it costs on the mean.
    public let cost: Double

    /// Exponential meetings; each client comes with probability `attending` (above 0, up to 1).
    public init(
        serviceRate: Double, costOfWaiting: Double, costOfTime: Double, attending: Double = 1
    ) throws(ParameterError) {
        try Check.positive("serviceRate", serviceRate)
        try Check.positive("costOfWaiting", costOfWaiting)
        try Check.positive("costOfTime", costOfTime)
        guard attending > 0, attending <= 1 else {
            throw ParameterError("attending", attending, allowed: "above 0, up to 1")
        }
        let p = attending
        // cw p² e^−μx/μ + cs (x + p e^−μx/μ + p/μ) is least where its slope is 0.
        let best = Elementary.log(p * (costOfWaiting * p + costOfTime) / costOfTime)
        let x = max(0, best)
        let decay = Elementary.exp(-x)
        interval = x / serviceRate
        cost =
            (costOfWaiting * p * p * decay + costOfTime * (x + p * decay + p)) / serviceRate
    }
}

/// How many clients to book on each of equal slots, every meeting taking exactly one slot.
///
/// Sources: Kim and Giachetti 2006; LaGanga and Lawrence 2012; Zacharias and Pinedo 2014; case
/// family `overbooking-slots`.
public struct SlotPattern: Hashable, Sendable {
    /// Clients booked on each slot.
    public let bookings: [Int]
    /// Cost of waiting and overtime on the mean.
    public let cost: Double
    /// Slots waited by all clients on the mean.
    public let waiting: Double
    /// Slots idle on the mean.
    public let idle: Double
    /// Slots worked after the last on the mean.
    public let overtime: Double

    /// What the costs are, a slot each.
    public struct Costs: Hashable, Sendable {
        let waiting: Double
        let overtime: Double

        /// Costs of one client waiting one slot and of one slot of overtime; at least 0.
        public init(waiting: Double, overtime: Double) throws(ParameterError) {
            try Check.notNegative("waiting", waiting)
            try Check.notNegative("overtime", overtime)
            self.waiting = waiting
            self.overtime = overtime
        }
    }

    /// What a pattern of bookings (0 … 100 on each of 1 … 1,000 slots) gives.
    /// - Complexity: O(*slots* · *clients* · *bookings*).
    public init(
        bookings: [Int], attending: Double, costs: Costs
    ) throws(ParameterError) {
        try Check.count("slots", bookings.count, from: 1, to: 1_000)
        try Check.probability("attending", attending)
        for count in bookings { try Check.count("bookings", count, from: 0, to: 100) }
        let laws = (0...(bookings.max() ?? 0)).map { BinomialLaw($0, attending) }
        var walk = SlotWalk()
        for count in bookings { walk = walk.next(laws[count], upTo: count) }
        self.init(walk, bookings: bookings, costs: costs)
    }

    private init(_ walk: SlotWalk, bookings: [Int], costs: Costs) {
        self.bookings = bookings
        overtime = walk.backlog
        idle = walk.idle
        waiting = walk.waiting + walk.after
        cost = costs.waiting * waiting + costs.overtime * overtime
    }

    /// The best patterns of `clients` on `slots`, best first, at most `perSlot` on each: every one
    /// is looked at.
    ///
    /// Ties go to the pattern that books more, earlier. At most 20,000,000 patterns.
    public static func best(
        slots: Int, clients: Int, attending: Double, costs: Costs, perSlot: Int = 4,
        count: Int = 1
    ) throws(ParameterError) -> [SlotPattern] {
        try Check.count("slots", slots, from: 1, to: 40)
        try Check.count("clients", clients, from: 0, to: 80)
        try Check.probability("attending", attending)
        try Check.count("perSlot", perSlot, from: 1, to: 20)
        try Check.count("count", count, from: 1, to: 100)
        var ways = [Double](repeating: 0, count: clients + 1)
        ways[0] = 1
        for _ in 0..<slots {
            ways = (0...clients).map { total in
                (0...min(perSlot, total)).map { ways[total - $0] }.reduce(0, +)
            }
        }
        guard ways[clients] >= 1, ways[clients] <= 2e7 else {
            throw ParameterError("patterns", ways[clients], allowed: "1 … 20000000")
        }
        let laws = (0...perSlot).map { BinomialLaw($0, attending) }
        var search = SlotSearch(
            slots: slots, perSlot: perSlot, laws: laws, costs: costs, count: count)
        search.walk(SlotWalk(), [], left: clients)
        return search.found.map { SlotPattern($0.walk, bookings: $0.bookings, costs: costs) }
    }

    private struct SlotSearch {
        let slots: Int
        let perSlot: Int
        let laws: [BinomialLaw]
        let costs: Costs
        let count: Int
        var found: [(cost: Double, walk: SlotWalk, bookings: [Int])] = []

        mutating func walk(_ walk: SlotWalk, _ bookings: [Int], left: Int) {
            guard bookings.count < slots else {
                let pattern = SlotPattern(walk, bookings: bookings, costs: costs)
                let place = found.firstIndex { pattern.cost < $0.cost } ?? found.count
                guard place < count else { return }
                found.insert((pattern.cost, walk, bookings), at: place)
                if found.count > count { found.removeLast() }
                return
            }
            let after = slots - bookings.count - 1
            for booked in stride(from: min(perSlot, left), through: 0, by: -1) {
                guard left - booked <= after * perSlot else { break }
                self.walk(
                    walk.next(laws[booked], upTo: booked), bookings + [booked], left: left - booked)
            }
        }
    }
}

/// The law of how many are left over after a slot, with what has been waited and idled.
private struct SlotWalk {
    private var shares: [Double] = [1]
    private(set) var waiting = 0.0
    private(set) var idle = 0.0

    /// How many are left over on the mean.
    var backlog: Double {
        shares.enumerated().map { Double($0.offset) * $0.element }.reduce(0, +)
    }

    /// Slots waited after the last slot: of n left over, the k-th waits k − 1 more.
    var after: Double {
        shares.enumerated().map { Double($0.offset * ($0.offset - 1) / 2) * $0.element }
            .reduce(0, +)
    }

    func next(_ law: BinomialLaw, upTo booked: Int) -> SlotWalk {
        var result = self
        result.shares = [Double](repeating: 0, count: shares.count + booked)
        for (left, share) in shares.enumerated() {
            for coming in 0...booked {
                let mass = share * law.share(coming)
                let present = left + coming
                result.shares[max(0, present - 1)] += mass
                result.waiting += mass * Double(max(0, present - 1))
                if present == 0 { result.idle += mass }
            }
        }
        return result
    }
}

/// Which requests to take as slots are booked up: the best rule, period by period.
///
/// V(t, x) = V(t−1, x) + Σ pᵢ max(0, rᵢ − (V(t−1, x) − V(t−1, x−1))). Source: Lee and Hersh 1993;
/// case family `dynamic-reservation-optimum`.
public struct BookingControl: Sendable {
    /// The value of the best rule.
    public let value: Double
    /// The value of taking who comes first.
    public let firstComeValue: Double
    /// At the start, how many slots the class that is worth least must leave: it is taken only
    /// while more than so many are free.
    public let protectionLevel: Int

    /// `slots` 0 … 100,000, `periods` 0 … 100,000 (their product at most 1e9); at most one request
    /// comes in a period, of class i with probability `probabilities[i]`, worth `rewards[i]`.
    /// - Complexity: O(*slots* · *periods* · *classes*).
    public init(
        slots: Int, periods: Int, probabilities: [Double], rewards: [Double]
    ) throws(ParameterError) {
        try Check.count("slots", slots, from: 0, to: 100_000)
        try Check.count("periods", periods, from: 0, to: 100_000)
        guard slots * periods <= 1_000_000_000 else {
            throw ParameterError("slots × periods", Double(slots * periods), allowed: "up to 1e9")
        }
        try Check.count("rewards", rewards.count, from: 1, to: 1_000)
        guard probabilities.count == rewards.count else {
            throw ParameterError(
                "probabilities", Double(probabilities.count), allowed: "as many as rewards")
        }
        for share in probabilities { try Check.probability("probability", share) }
        for reward in rewards { try Check.notNegative("reward", reward) }
        guard probabilities.reduce(0, +) <= 1 + 1e-12 else {
            throw ParameterError(
                "probabilities", probabilities.reduce(0, +), allowed: "at most 1 together")
        }
        var best = [Double](repeating: 0, count: slots + 1)
        var first = best
        var level = 0
        let least = rewards.min() ?? 0
        let asked = zip(probabilities, rewards)
        for _ in 0..<periods {
            level = (0..<slots).first { best[$0 + 1] - best[$0] <= least } ?? slots
            // From above, so that best[x − 1] is still that of the period before.
            for free in stride(from: slots, to: 0, by: -1) {
                let worth = best[free] - best[free - 1]
                let loss = first[free] - first[free - 1]
                for (share, reward) in asked {
                    best[free] += share * max(0, reward - worth)
                    first[free] += share * (reward - loss)
                }
            }
        }
        value = best[slots]
        firstComeValue = first[slots]
        protectionLevel = level
    }
}
