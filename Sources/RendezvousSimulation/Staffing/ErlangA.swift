/// The fewest agents where callers hang up after an exponential time: Erlang A.
///
/// ``ImpatientQueue`` gives every measure for any patience; this is the search for one target, made
/// from the square-root rule on.
public enum ErlangA {
    /// The fewest agents (up to ``ErlangB/agentsMax``) that answer the share of the target of all
    /// calls in time, those that hang up counted as not answered.
    ///
    /// Starts at the square-root rule (Garnett, Mandelbaum and Reiman 2002) and goes to the answer
    /// from there, so that a handful of queues are looked at.
    /// - Parameters:
    ///   - arrivalRate: calls a time unit (positive).
    ///   - serviceRate: calls that one agent completes (positive).
    ///   - patienceRate: one over the mean patience (positive).
    ///   - target: the share to be answered, and in which time.
    /// - Complexity: O(log answer) queues of ``ImpatientQueue``.
    public static func staffing(
        arrivalRate: Double, serviceRate: Double, patienceRate: Double, target: ServiceTarget
    ) throws(ParameterError) -> Int {
        try Check.positive("arrivalRate", arrivalRate)
        try Check.positive("serviceRate", serviceRate)
        let patience = try Patience.exponential(rate: patienceRate)
        let load = arrivalRate / serviceRate
        guard load <= 0.9 * Double(ErlangB.agentsMax) else {
            throw ParameterError("arrivalRate", arrivalRate, allowed: "a load up to 900000")
        }
        func isEnough(_ agents: Int) throws(ParameterError) -> Bool {
            guard agents > 0 else { return false }
            let queue = try ImpatientQueue(
                agents: agents, arrivalRate: arrivalRate, serviceRate: serviceRate,
                patience: patience)
            return queue.served(within: target.within) >= target.share
                && queue.occupancy <= target.occupancyMax
        }
        var step = max(1, Int(load.squareRoot() / 4))
        var high = max(1, Int(load.rounded(.up)))
        var low: Int
        if try isEnough(high) {
            low = high - step
            while low > 0, try isEnough(low) {
                high = low
                step *= 2
                low = high - step
            }
            low = max(0, low)
        } else {
            low = high
            high = low + step
            while try !isEnough(high) {
                guard high < ErlangB.agentsMax else {
                    throw ParameterError(
                        "target", target.share, allowed: "reached with 1000000 agents")
                }
                low = high
                step *= 2
                high = min(ErlangB.agentsMax, low + step)
            }
        }
        while high - low > 1 {
            let middle = (low + high) / 2
            if try isEnough(middle) { high = middle } else { low = middle }
        }
        return high
    }
}
