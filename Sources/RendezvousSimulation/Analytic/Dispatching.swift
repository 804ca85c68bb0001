/// How a stream of people is dealt to servers that each have a line of their own.
///
/// Sources: Kingman 1961, Haight 1958, Adan, Wessels and Zijm 1990; Smith and Whitt 1981; case
/// families `dispatch-policies`, `pooling`, `continuity-of-counsellor`.
public enum Dispatching {
    /// The mean wait if each goes to a server at random: as many M/M/1.
    public static func randomSplit(
        servers: Int, arrivalRate: Double, serviceRate: Double
    ) throws(ParameterError) -> Double {
        try Check.count("servers", servers, from: 1, to: ErlangB.agentsMax)
        return try ErlangC(
            agents: 1, arrivalRate: arrivalRate / Double(servers), serviceRate: serviceRate
        ).meanWait
    }

    /// The mean wait if servers get people in turn.
    public static func roundRobin(
        servers: Int, arrivalRate: Double, serviceRate: Double
    ) throws(ParameterError) -> Double {
        try GeneralArrivals(
            stages: servers, stageRate: arrivalRate, serviceRate: serviceRate
        ).meanWait
    }

    /// The mean wait in one line for all, which is also that of sending each to the server with the
    /// least work left.
    public static func oneLine(
        servers: Int, arrivalRate: Double, serviceRate: Double
    ) throws(ParameterError) -> Double {
        try ErlangC(agents: servers, arrivalRate: arrivalRate, serviceRate: serviceRate).meanWait
    }

    /// Mean wait and share who wait if each goes to the shortest line for good, ties at random.
    ///
    /// Two or three servers, utilisation up to 0.95: beyond, the chain is too large to cut at
    /// 1e-12.
    /// - Complexity: O(*length* · *spread*^(3 *servers* − 5)).
    public static func shortestLine(
        servers: Int, arrivalRate: Double, serviceRate: Double
    ) throws(ParameterError) -> (meanWait: Double, waitProbability: Double) {
        try Check.count("servers", servers, from: 2, to: 3)
        try Check.positive("arrivalRate", arrivalRate)
        try Check.positive("serviceRate", serviceRate)
        let load = arrivalRate / (Double(servers) * serviceRate)
        guard load <= 0.95 else {
            throw ParameterError("arrivalRate", arrivalRate, allowed: "a utilisation up to 0.95")
        }
        let lines = ShortestLines(
            servers: servers, arrivalRate: arrivalRate, serviceRate: serviceRate, load: load)
        return (lines.meanWait, lines.waitProbability)
    }

    /// Clients belong to one of two counsellors; if theirs is busy and the other free, the share
    /// `flexible` (0 … 1) goes to the other, the rest waits. Mean wait and the share served by
    /// their own, for `arrivalRate` a counsellor and a utilisation up to 0.9.
    public static func continuity(
        arrivalRate: Double, serviceRate: Double, flexible: Double
    ) throws(ParameterError) -> (meanWait: Double, servedByOwn: Double) {
        try Check.positive("arrivalRate", arrivalRate)
        try Check.positive("serviceRate", serviceRate)
        try Check.probability("flexible", flexible)
        let load = arrivalRate / serviceRate
        guard load <= 0.9 else {
            throw ParameterError("arrivalRate", arrivalRate, allowed: "a utilisation up to 0.9")
        }
        let most = Int(-24 / Elementary.log(load)) + 10
        // By symmetry a row is the longer line, a column the shorter.
        func rate(_ mine: Int, _ other: Int) -> (stay: Double, go: Double) {
            let moves = mine > 0 && other == 0 ? flexible : 0
            return (arrivalRate * (1 - moves), arrivalRate * moves)
        }
        let chain = try PlaneChain(rows: most, columns: most) { long, short, add in
            guard short <= long else { return }
            func to(_ a: Int, _ b: Int, _ rate: Double) { add(max(a, b), min(a, b), rate) }
            let (first, second) = (rate(long, short), rate(short, long))
            to(long + 1, short, first.stay + second.go)
            to(long, short + 1, second.stay + first.go)
            if long > 0 { to(long - 1, short, serviceRate) }
            if short > 0 { to(long, short - 1, serviceRate) }
        }
        let waiting = chain.mean { row, column in Double(max(0, row - 1) + max(0, column - 1)) }
        let moved = chain.mean { row, column in row > 0 && column == 0 ? flexible / 2 : 0 }
        return (waiting / (2 * arrivalRate), 1 - moved)
    }
}

/// The chain of lines of which each arrival joins the shortest, in states sorted by length.
private struct ShortestLines {
    let meanWait: Double
    let waitProbability: Double

    init(servers: Int, arrivalRate: Double, serviceRate: Double, load: Double) {
        // The number present falls by the factor load; lines differ by little.
        let most = Int(-29 / Elementary.log(load)) + 3 * servers
        let spread = servers == 2 ? 32 : 20
        var states: [[Int]] = []
        var numbers: [[Int]: Int] = [:]
        for total in 0...most {
            for state in Self.splits(total, servers, spread: spread) {
                numbers[state] = states.count
                states.append(state)
            }
        }
        let chain = MarkovChain(count: states.count) { number, add in
            var lines = states[number]
            lines[servers - 1] += 1
            if let target = numbers[lines.sorted(by: >)] { add(target, arrivalRate) }
            lines[servers - 1] -= 1
            for line in 0..<servers where lines[line] > 0 {
                lines[line] -= 1
                if let target = numbers[lines.sorted(by: >)] { add(target, serviceRate) }
                lines[line] += 1
            }
        }
        let law = chain.stationary()
        var (waiting, busy) = (0.0, 0.0)
        for (number, lines) in states.enumerated().reversed() {
            waiting += law[number] * Double(lines.map { max(0, $0 - 1) }.reduce(0, +))
            if lines[servers - 1] > 0 { busy += law[number] }
        }
        meanWait = waiting / arrivalRate
        waitProbability = busy
    }

    /// The ways to write `total` as a falling row of numbers that differ by `spread` at most.
    private static func splits(_ total: Int, _ servers: Int, spread: Int) -> [[Int]] {
        var found: [[Int]] = []
        for first in 0...total {
            if servers == 2 {
                let second = total - first
                if second <= first, first - second <= spread { found.append([first, second]) }
                continue
            }
            for second in 0...min(first, total - first) {
                let third = total - first - second
                if third <= second, first - third <= spread {
                    found.append([first, second, third])
                }
            }
        }
        return found
    }
}
