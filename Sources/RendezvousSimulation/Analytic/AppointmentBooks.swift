/// A book with so many slots a day; each request takes the earliest free slot, today included.
///
/// Requests are Poisson a day; nobody cancels; who does not come is lost. Sources: Bailey 1954; for
/// no-shows by lead time Gallucci et al. 2005; case family `advance-booking-fcfs`.
public struct EarliestSlotBook: Sendable {
    /// The mean number of clients booked ahead at the start of a day.
    public let meanBacklog: Double
    /// The share of days that start with an empty book.
    public let emptyProbability: Double
    /// The share of requests with a lead of 0, 1, 2, … days, as far as the shares exceed 1e-15.
    public let leadShares: [Double]
    /// The mean lead in days.
    public let meanLead: Double
    /// The share of slots used by clients, present or not.
    public let utilisation: Double

    /// `slots` a day (1 … 10,000) and a mean of `requests` a day, with
    /// *slots* · (1 − utilisation)² at least 0.0005.
    public init(slots: Int, requests: Double) throws(ParameterError) {
        let queue = try BulkQueue(arrivalMean: requests, capacity: slots)
        meanBacklog = queue.mean
        emptyProbability = queue.shares[0]
        utilisation = requests / Double(slots)
        var leads: [Double] = []
        var (mean, day) = (0.0, 0)
        while day < 10_000 {
            // A slot m is taken by a request of today if X ≤ m < X + A.
            var taken = 0.0
            for slot in (day * slots)..<((day + 1) * slots) {
                for (k, share) in queue.shares.enumerated() {
                    guard k <= slot else { break }
                    taken += share * queue.arrivals.above(slot - k)
                }
            }
            let share = taken / requests
            if share < 1e-15, day > 0 { break }
            leads.append(share)
            mean += Double(day) * share
            day += 1
        }
        leadShares = leads
        meanLead = mean
    }

    /// The share of clients who do not come, if of those with a lead of d days the share
    /// `byLead[d]` does not; longer leads have the last share.
    public func noShowShare(byLead: [Double]) throws(ParameterError) -> Double {
        guard let last = byLead.last else {
            throw ParameterError("byLead", 0, allowed: "at least one share")
        }
        for share in byLead { try Check.probability("byLead", share) }
        var (sum, mass) = (0.0, 0.0)
        for (day, share) in leadShares.enumerated() {
            sum += share * (day < byLead.count ? byLead[day] : last)
            mass += share
        }
        return sum + max(0, 1 - mass) * last
    }
}

/// A book whose clients cancel late, with or without filling the freed slot from those booked
/// ahead.
///
/// Case family `waitlist-backfill`.
public struct BackfilledBook: Sendable {
    /// The mean number of clients booked ahead at the start of a day.
    public let meanBacklog: Double
    /// Clients served a day on the mean.
    public let servedPerDay: Double
    /// Clients who cancel a day on the mean.
    public let cancelledPerDay: Double
    /// The share of slots in which somebody is served.
    public let utilisation: Double

    /// `slots` a day (1 … 1,000), a mean of `requests` a day, of those due on a day the share
    /// `cancelling` (0 … 1, 1 excluded) cancels; with `backfill` the next client booked ahead takes
    /// the slot for certain.
    public init(
        slots: Int, requests: Double, cancelling: Double, backfill: Bool
    ) throws(ParameterError) {
        try Check.count("slots", slots, from: 1, to: 1_000)
        guard cancelling >= 0, cancelling < 1 else {
            throw ParameterError("cancelling", cancelling, allowed: "0 … 1, 1 excluded")
        }
        let queue = try BulkQueue(
            arrivalMean: requests, capacity: slots, givenBack: backfill ? cancelling : 0)
        let due = backfill ? queue.due : requests
        meanBacklog = queue.mean
        cancelledPerDay = cancelling * due
        servedPerDay = requests - cancelling * due
        utilisation = servedPerDay / Double(slots)
    }
}

/// A book with slots kept free for urgent requests of the same day.
///
/// Sources: Murray and Tantau 2000; Robinson and Chen 2010; case family `reserved-slots`.
public struct CarveOutBook: Sendable {
    /// Urgent requests a day that find every reserved slot taken.
    public let urgentOverflow: Double
    /// The share of days on which that happens.
    public let overflowProbability: Double
    /// Reserved slots a day that nobody uses.
    public let wastedSlots: Double
    /// The mean number of routine clients booked ahead.
    public let routineBacklog: Double
    /// The mean lead of routine requests in days.
    public let routineMeanLead: Double

    /// `slots` a day of which `reserved` (0 … slots − 1) are for `urgent` requests a day; the
    /// `routine` requests take the earliest other slot.
    public init(
        slots: Int, reserved: Int, routine: Double, urgent: Double
    ) throws(ParameterError) {
        try Check.count("reserved", reserved, from: 0, to: max(0, slots - 1))
        try Check.positive("urgent", urgent)
        let book = try EarliestSlotBook(slots: slots - reserved, requests: routine)
        routineBacklog = book.meanBacklog
        routineMeanLead = book.meanLead
        let law = PoissonLaw(mean: urgent)
        var overflow = 0.0
        for bound in stride(from: max(law.last, reserved), through: reserved, by: -1) {
            overflow += law.above(bound)
        }
        urgentOverflow = overflow
        overflowProbability = law.above(reserved)
        wastedSlots = (0..<reserved).map(law.upTo).reduce(0, +)
    }
}

/// A book in which the longer the wait, the more do not come, and some of those book again.
///
/// Source: Green and Savin 2008 (M/M/1/K); case family `lead-time-no-show`.
public struct LeadTimeNoShow: Sendable {
    /// The share of time with an empty book.
    public let emptyProbability: Double
    /// The mean number of clients in the book.
    public let meanBacklog: Double
    /// The share of requests that find the book full.
    public let fullProbability: Double
    /// The share of used slots whose client does not come.
    public let noShowShare: Double
    /// Clients a day who come.
    public let keptPerDay: Double

    /// How the share of clients who do not come grows with the days they wait: from `least` towards
    /// `most`, by a factor e in `sensitivity` days.
    public struct NoShow: Hashable, Sendable {
        let least: Double
        let most: Double
        let sensitivity: Double

        /// Shares 0 … 1 with `least ≤ most`, a positive number of days.
        public init(
            least: Double, most: Double, sensitivityDays: Double
        ) throws(ParameterError) {
            try Check.probability("least", least)
            try Check.probability("most", most)
            guard least <= most else {
                throw ParameterError("least", least, allowed: "at most most")
            }
            try Check.positive("sensitivityDays", sensitivityDays)
            self.least = least
            self.most = most
            sensitivity = sensitivityDays
        }

        /// The share after a wait of so many whole days.
        func share(days: Double) -> Double {
            most - (most - least) * Elementary.exp(-days / sensitivity)
        }
    }

    /// `requestsPerDay`, `slotsPerDay`, at most `places` clients in the book (1 … 1,000,000), and a
    /// share `rebooking` (0 … 1) of those who do not come that goes to the end of the book.
    /// - Complexity: O(*places*).
    public init(
        requestsPerDay: Double, slotsPerDay: Double, places: Int, noShow: NoShow, rebooking: Double
    ) throws(ParameterError) {
        try Check.positive("requestsPerDay", requestsPerDay)
        try Check.positive("slotsPerDay", slotsPerDay)
        try Check.count("places", places, from: 1, to: ErlangB.agentsMax)
        try Check.probability("rebooking", rebooking)
        let missed = (0..<places).map {
            noShow.share(days: (Double($0) / slotsPerDay).rounded(.down))
        }
        let stuck = missed.contains { rebooking * $0 >= 1 }
        guard !stuck else {
            throw ParameterError("rebooking", rebooking, allowed: "below 1 if nobody comes")
        }
        let chain = BirthDeath(
            up: [Double](repeating: requestsPerDay, count: places),
            down: missed.map { slotsPerDay * (1 - rebooking * $0) })
        let shares = chain.stationary
        var (mean, lost, used) = (0.0, 0.0, 0.0)
        for state in (1...places).reversed() {
            mean += Double(state) * shares[state]
            lost += shares[state] * missed[state - 1]
            used += shares[state]
        }
        emptyProbability = shares[0]
        meanBacklog = mean
        fullProbability = shares[places]
        noShowShare = lost / used
        keptPerDay = slotsPerDay * (used - lost)
    }
}
