/// What a run of a line gives for one kind of calls.
public struct CallCounts: Hashable, Sendable {
    /// Callers, each counted once.
    public internal(set) var offered: UInt64 = 0
    /// Attempts, redials included.
    public internal(set) var attempts: UInt64 = 0
    /// Attempts that found nobody free.
    public internal(set) var delayed: UInt64 = 0
    /// Callers answered.
    public internal(set) var answered: UInt64 = 0
    /// Callers answered within the target.
    public internal(set) var answeredInTime: UInt64 = 0
    /// Callers who hung up and did not dial again.
    public internal(set) var abandoned: UInt64 = 0
    /// Of those who hung up, who waited no longer than the target.
    public internal(set) var abandonedInTime: UInt64 = 0
    /// Callers who found every place taken and did not dial again.
    public internal(set) var blocked: UInt64 = 0
    /// Callers whose fate was open when the run ended.
    public internal(set) var unresolved: UInt64 = 0
    /// Attempts that end in hanging up or in a line without a place, each counted.
    public internal(set) var failedAttempts: UInt64 = 0
    /// Callers who left a number, with a time agreed or without.
    public internal(set) var callBacks: UInt64 = 0
    /// Callers who would have agreed a time, but there was no opening; they waited.
    public internal(set) var callBacksUnmet: UInt64 = 0
    /// The sum of delays of call-backs by the line after the times agreed.
    public internal(set) var callBackLatenessSum = 0.0
    /// Calls handed over to a line outside.
    public internal(set) var handedOver: UInt64 = 0
    /// Parts of calls that were passed on to another agent.
    public internal(set) var transfers: UInt64 = 0
    /// The sum of waits of all attempts that got a place, and of their squares.
    public internal(set) var waitSum = 0.0
    /// The sum of the squares of those waits.
    public internal(set) var waitSquares = 0.0
    /// The sum of waits of callers answered, on their last attempt.
    public internal(set) var answeredWaitSum = 0.0
    /// The sum of waits for being called back.
    public internal(set) var callBackWaitSum = 0.0
    /// The sum of waits for further parts.
    public internal(set) var transferWaitSum = 0.0
    /// Waits of all attempts that got a place.
    public internal(set) var waits = Histogram()

    /// Nothing counted.
    public init() {}

    /// Whether each caller is accounted for exactly once.
    public var isConserved: Bool { offered == answered + abandoned + blocked + unresolved }

    /// The share of callers that wait, of those that get a place.
    public var delayedShare: Double { Self.share(delayed, waits.count) }
    /// The mean wait of all attempts that got a place.
    public var meanWait: Double { waits.count == 0 ? 0 : waitSum / Double(waits.count) }
    /// The mean wait of those answered; those called back count their time on the line.
    public var meanWaitOfAnswered: Double {
        answered == 0 ? 0 : answeredWaitSum / Double(answered)
    }
    /// The share of callers who hung up for good.
    public var abandonedShare: Double { Self.share(abandoned, offered) }
    /// The share of callers for whom there was no place for good.
    public var blockedShare: Double { Self.share(blocked, offered) }
    /// The share of callers who left a number.
    public var callBackShare: Double { Self.share(callBacks, offered) }
    /// The mean time until somebody who left a number is called.
    public var meanCallBackDelay: Double {
        callBacks == 0 ? 0 : callBackWaitSum / Double(callBacks)
    }
    /// Answered in time over all callers.
    public var serviceLevel: Double { Self.share(answeredInTime, offered) }
    /// Answered in time over callers answered.
    public var serviceLevelOfAnswered: Double { Self.share(answeredInTime, answered) }
    /// Answered in time over callers answered and those who hung up after the target.
    public var serviceLevelOfPatient: Double {
        Self.share(answeredInTime, answered + abandoned - abandonedInTime)
    }

    private static func share(_ part: UInt64, _ whole: UInt64) -> Double {
        whole == 0 ? 0 : Double(part) / Double(whole)
    }

    /// Adds what another run counted.
    public mutating func merge(_ other: CallCounts) {
        offered += other.offered
        attempts += other.attempts
        delayed += other.delayed
        answered += other.answered
        answeredInTime += other.answeredInTime
        abandoned += other.abandoned
        abandonedInTime += other.abandonedInTime
        blocked += other.blocked
        unresolved += other.unresolved
        failedAttempts += other.failedAttempts
        callBacks += other.callBacks
        callBacksUnmet += other.callBacksUnmet
        callBackLatenessSum += other.callBackLatenessSum
        handedOver += other.handedOver
        transfers += other.transfers
        waitSum += other.waitSum
        waitSquares += other.waitSquares
        answeredWaitSum += other.answeredWaitSum
        callBackWaitSum += other.callBackWaitSum
        transferWaitSum += other.transferWaitSum
        waits.merge(other.waits)
    }
}

/// What happened in one period of a run.
public struct PhonePeriod: Hashable, Sendable {
    /// Attempts in the period.
    public internal(set) var attempts: UInt64 = 0
    /// Of those, attempts that found nobody free.
    public internal(set) var delayed: UInt64 = 0
    /// Of the attempts of the period, those that were answered, in the end.
    public internal(set) var answered: UInt64 = 0
    /// Of those, answered within the target.
    public internal(set) var answeredInTime: UInt64 = 0
    /// Hang-ups in the period.
    public internal(set) var abandoned: UInt64 = 0
    /// Waiting callers × time.
    public internal(set) var queueArea = 0.0
    /// Busy agents × time.
    public internal(set) var busyArea = 0.0
    /// Callers waiting or talking at the end.
    public internal(set) var inSystemAtEnd = 0

    /// Of the attempts of the period the share answered within the target; 1 without attempts.
    public var serviceLevel: Double {
        attempts == 0 ? 1 : Double(answeredInTime) / Double(attempts)
    }

    /// Adds what another run has of the same period.
    public mutating func merge(_ other: PhonePeriod) {
        attempts += other.attempts
        delayed += other.delayed
        answered += other.answered
        answeredInTime += other.answeredInTime
        abandoned += other.abandoned
        queueArea += other.queueArea
        busyArea += other.busyArea
        inSystemAtEnd += other.inSystemAtEnd
    }
}

/// What a run of a line gives.
public struct PhoneResult: Hashable, Sendable {
    /// The names of the kinds, and their partner lines.
    public let names: [String]
    /// The partner line that each kind comes from, if it does.
    public let origins: [String?]
    /// For each kind what was counted, of callers between warm-up and end.
    public internal(set) var kinds: [CallCounts]
    /// The time over which areas were taken.
    public internal(set) var time = 0.0
    /// The mean number of callers who wait on the line.
    public internal(set) var meanQueue = 0.0
    /// The mean number of busy agents.
    public internal(set) var meanBusy = 0.0
    /// The mean number of agents on duty.
    public internal(set) var meanOnDuty = 0.0
    /// The mean number of callers who will dial again.
    public internal(set) var meanInOrbit = 0.0
    /// The mean number of callers who wait to be called back.
    public internal(set) var meanCallBacksWaiting = 0.0
    /// The share of time in which no agent was idle.
    public internal(set) var allBusyShare = 0.0
    /// Busy over time on duty for each agent; 0 for one who was never on duty.
    public internal(set) var utilisation: [Double] = []
    /// The periods of the run, if they were asked for.
    public internal(set) var periods: [PhonePeriod] = []
    /// The number of events.
    public internal(set) var events = 0
    /// A sum over everything that clients brought along: the same for all scenarios that met the
    /// same clients.
    public internal(set) var clients: UInt64 = 0

    /// Busy over on duty, of all agents.
    public var occupancy: Double { meanOnDuty > 0 ? meanBusy / meanOnDuty : 0 }

    /// All kinds together.
    public var all: CallCounts {
        var sum = CallCounts()
        for kind in kinds { sum.merge(kind) }
        return sum
    }

    /// How far Little's law is missed: queue length less calls a time unit × mean wait, relative to
    /// the queue; near 0 in a long run in which nobody is called back.
    public var littleResidual: Double {
        guard time > 0, meanQueue > 0 else { return 0 }
        let waits = kinds.map { $0.waitSum + $0.transferWaitSum }.reduce(0, +)
        return (waits / time - meanQueue) / meanQueue
    }
}
