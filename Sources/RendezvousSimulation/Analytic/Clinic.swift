/// One counsellor's half-day of appointments: who waits how long, and how long the counsellor is
/// idle, by the rule after which times are given.
///
/// Clients come on time or not at all; the counsellor takes them in order. The law of the moment at
/// which the counsellor is free is carried from client to client, exactly.
/// Sources: Bailey 1952; Welch and Bailey 1952; Cayirli and Veral 2003; Kaandorp and Koole 2007;
/// case family `appointment-clinic`.
public struct Clinic: Sendable {
    /// The mean wait of each client who comes, by position.
    public let meanWaits: [Double]
    /// The sum of all waits on the mean.
    public let totalWait: Double
    /// The mean wait of clients who come.
    public let meanWait: Double
    /// The counsellor's idle time until the last client leaves, on the mean.
    public let idleTime: Double
    /// When the last client leaves, on the mean; 0 if nobody comes.
    public let finish: Double
    /// Time worked beyond the planned length on the mean, and the share of half-days with any.
    public let overtime: (mean: Double, probability: Double)

    /// Appointments at whole minutes, in order and none below 0; the length of a meeting by whole
    /// minutes 1 … 1,440 with their shares; each client comes with probability `attending`.
    /// - Complexity: O(*clients* · *minutes* · *lengths*).
    public init(
        appointments: [Int], lengths: [(minutes: Int, share: Double)], attending: Double,
        plannedLength: Int
    ) throws(ParameterError) {
        try Check.count("appointments", appointments.count, from: 1, to: 10_000)
        try Check.count("lengths", lengths.count, from: 1, to: 1_440)
        try Check.probability("attending", attending)
        try Check.count("plannedLength", plannedLength, from: 0, to: 100_000)
        var total = 0.0
        for (minutes, share) in lengths {
            try Check.count("minutes", minutes, from: 1, to: 1_440)
            try Check.probability("share", share)
            total += share
        }
        guard (total - 1).magnitude < 1e-9 else {
            throw ParameterError("shares", total, allowed: "1 together")
        }
        var last = 0
        for appointment in appointments {
            try Check.count("appointment", appointment, from: last, to: 100_000)
            last = appointment
        }
        let longest = lengths.map(\.minutes).max() ?? 0
        let reach = last + (appointments.count + 1) * longest + 1
        guard reach <= 10_000_000 else {
            throw ParameterError("appointments", Double(reach), allowed: "10000000 minutes in all")
        }
        var free = FreeMoment(reach: reach)
        var waits: [Double] = []
        var idle = 0.0
        for appointment in appointments {
            waits.append(free.meanWait(from: appointment))
            idle += attending * free.meanIdle(before: appointment)
            free.serve(at: appointment, lengths: lengths, attending: attending)
        }
        meanWaits = waits
        totalWait = waits.reduce(0, +) * attending
        meanWait = waits.reduce(0, +) / Double(waits.count)
        finish = free.meanWait(from: 0)
        idleTime = idle
        overtime = (free.meanWait(from: plannedLength), free.after(plannedLength))
    }

    /// `clients` (1 … 10,000), the first `initialBlock` at 0 and then one every `interval`, with
    /// meetings of `stages` (1 … 100) exponential parts and a mean of `mean`; all come.
    ///
    /// Counts the parts that are left when a client comes. `overtime` is beyond the last interval.
    /// - Complexity: O((*clients* · *stages*)²).
    public init(
        clients: Int, initialBlock: Int, interval: Double, stages: Int, mean: Double
    ) throws(ParameterError) {
        try Check.count("clients", clients, from: 1, to: 10_000)
        try Check.count("initialBlock", initialBlock, from: 1, to: clients)
        try Check.positive("interval", interval)
        try Check.count("stages", stages, from: 1, to: 100)
        try Check.count("clients × stages", clients * stages, from: 1, to: 20_000)
        try Check.positive("mean", mean)
        let part = mean / Double(stages)
        guard interval / part <= 1e9 else {
            throw ParameterError("interval", interval, allowed: "up to 1e9 parts of a meeting")
        }
        let law = PoissonLaw(mean: interval / part)
        var left = [Double](repeating: 0, count: clients * stages + 1)
        left[0] = 1
        var waits: [Double] = []
        for client in 0..<clients {
            if client >= initialBlock { left = Self.worked(left, law) }
            waits.append(Self.mean(left) * part)
            for count in stride(from: left.count - 1, through: stages, by: -1) {
                left[count] = left[count - stages]
            }
            for count in 0..<stages { left[count] = 0 }
        }
        let start = Double(clients - initialBlock) * interval
        meanWaits = waits
        totalWait = waits.reduce(0, +)
        meanWait = totalWait / Double(clients)
        finish = start + Self.mean(left) * part
        idleTime = finish - mean * Double(clients)
        let after = Self.worked(left, law)
        overtime = (Self.mean(after) * part, 1 - after[0])
    }

    private static func mean(_ left: [Double]) -> Double {
        var sum = 0.0
        for (count, share) in left.enumerated().reversed() { sum += Double(count) * share }
        return sum
    }

    /// The law of the parts left after an interval in which a busy counsellor finishes a Poisson
    /// number of them.
    private static func worked(_ left: [Double], _ law: PoissonLaw) -> [Double] {
        var next = [Double](repeating: 0, count: left.count)
        for (count, share) in left.enumerated() where share > 0 {
            for rest in 0...count where rest > 0 { next[rest] += share * law.share(count - rest) }
            next[0] += share * law.above(count - 1)
        }
        return next
    }
}

/// The law of the minute at which the counsellor is free.
private struct FreeMoment {
    private var shares: [Double]
    private var next: [Double]
    /// The last minute with a share.
    private var last = 0

    init(reach: Int) {
        shares = [Double](repeating: 0, count: reach + 1)
        next = shares
        shares[0] = 1
    }

    /// E max(0, free − minute).
    func meanWait(from minute: Int) -> Double {
        var sum = 0.0
        for free in stride(from: last, to: minute, by: -1) {
            sum += shares[free] * Double(free - minute)
        }
        return sum
    }

    /// E max(0, minute − free).
    func meanIdle(before minute: Int) -> Double {
        var sum = 0.0
        for free in 0..<max(0, min(minute, last + 1)) {
            sum += shares[free] * Double(minute - free)
        }
        return sum
    }

    /// P(free > minute).
    func after(_ minute: Int) -> Double {
        var sum = 0.0
        for free in stride(from: last, to: minute, by: -1) { sum += shares[free] }
        return sum
    }

    mutating func serve(
        at minute: Int, lengths: [(minutes: Int, share: Double)], attending: Double
    ) {
        var reach = last
        for free in 0...last where shares[free] > 0 {
            next[free] += shares[free] * (1 - attending)
            guard attending > 0 else { continue }
            let start = max(free, minute)
            for (length, share) in lengths {
                next[start + length] += shares[free] * attending * share
                reach = max(reach, start + length)
            }
        }
        swap(&shares, &next)
        for free in 0...reach { next[free] = 0 }
        last = reach
    }
}
