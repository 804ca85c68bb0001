/// The measures of a phone line. Definitions are those of Documentation/Simulation.md.
///
/// Callers are counted who first call from the warm-up to the end; times are in seconds.
public enum PhoneMetric: String, Hashable, Sendable, CaseIterable {
    /// Callers, each counted once.
    case calls
    /// Of these, who was answered, on the line or by being called back.
    case answered
    /// Whose fate was open when the run ended.
    case unresolved
    /// Answered on the line within the target, over all callers; who is called back is not.
    case serviceLevel
    /// The mean wait on the line of all attempts that got a place, those hung up included.
    case meanWait
    /// The 90 % quantile of those waits, at most 0.8 % off.
    case wait90
    /// Who hung up for good, over all callers.
    case abandonedShare
    /// Who found every place taken for good, over all callers.
    case blockedShare
    /// Who left a number, over all callers.
    case callBackShare
    /// Callers who would have agreed a time, but there was no opening.
    case callBacksUnmet
    /// The mean time from leaving a number to being called.
    case callBackDelay
    /// Busy agents over agents on duty, over time; of all calls together only.
    case occupancy
    /// The mean number of callers who wait on the line; of all calls together only.
    case queue

    /// Measures of agents and time, which are not told by kind of calls.
    static let ofTheLine: Set<PhoneMetric> = [.occupancy, .queue]

    /// The value for some calls; not a number where nothing was observed.
    func value(_ counts: CallCounts, _ result: PhoneResult) throws(ParameterError) -> Double {
        let isAnybody = counts.offered > 0
        switch self {
        case .calls: return Double(counts.offered)
        case .answered: return Double(counts.answered)
        case .unresolved: return Double(counts.unresolved)
        case .serviceLevel: return isAnybody ? counts.serviceLevel : .nan
        case .meanWait: return counts.waits.count > 0 ? counts.meanWait : .nan
        case .wait90: return counts.waits.count > 0 ? try counts.waits.quantile(0.9) : .nan
        case .abandonedShare: return isAnybody ? counts.abandonedShare : .nan
        case .blockedShare: return isAnybody ? counts.blockedShare : .nan
        case .callBackShare: return isAnybody ? counts.callBackShare : .nan
        case .callBacksUnmet: return Double(counts.callBacksUnmet)
        case .callBackDelay: return counts.callBacks > 0 ? counts.meanCallBackDelay : .nan
        case .occupancy: return result.meanOnDuty > 0 ? result.occupancy : .nan
        case .queue: return result.meanQueue
        }
    }
}
