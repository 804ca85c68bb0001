/// When the line offers to call back instead of letting somebody wait.
public struct CallBackOffer: Hashable, Sendable {
    enum Threshold: Hashable, Sendable { case queue(Int), wait(Double) }

    let threshold: Threshold
    let accepting: Double
    let keptFree: Int
    /// Whether a time is agreed in a ``CallBackBook``; else an agent calls as soon as nobody waits.
    public let isBooked: Bool

    /// Offered if at least so many wait already (0 … 1,000,000).
    ///
    /// - Parameters:
    ///   - length: how many wait (0 … 1,000,000).
    ///   - accepting: the share (0 … 1) of those asked who accept.
    ///   - keptFree: called only while more than so many agents of a group are idle (0 …
    ///     1,000,000).
    ///   - booked: a time is agreed; without an opening the caller waits like any other.
    public static func queueLength(
        _ length: Int, accepting: Double, keptFree: Int = 0, booked: Bool = false
    ) throws(ParameterError) -> CallBackOffer {
        try Check.count("length", length, from: 0, to: 1_000_000)
        return try CallBackOffer(.queue(length), accepting, keptFree, booked)
    }

    /// Offered if the predicted wait passes `time` (at least 0).
    ///
    /// The prediction: those who wait with the same or a higher priority for agents who could also
    /// answer this call, and one more, times the mean length of this kind of calls, over the number
    /// of those agents on duty.
    public static func predictedWait(
        _ time: Double, accepting: Double, keptFree: Int = 0, booked: Bool = false
    ) throws(ParameterError) -> CallBackOffer {
        try Check.notNegative("time", time)
        return try CallBackOffer(.wait(time), accepting, keptFree, booked)
    }

    private init(
        _ threshold: Threshold, _ accepting: Double, _ keptFree: Int, _ isBooked: Bool
    ) throws(ParameterError) {
        try Check.probability("accepting", accepting)
        try Check.count("keptFree", keptFree, from: 0, to: 1_000_000)
        self.threshold = threshold
        self.accepting = accepting
        self.keptFree = keptFree
        self.isBooked = isBooked
    }
}

/// Somebody who accepts to be called back.
public struct CallBackWish: Hashable, Sendable {
    /// The number of the caller, the same in every scenario.
    public let caller: UInt64
    /// The number of the kind of calls.
    public let kind: Int
    /// Now, in time units from the start of the run.
    public let time: Double

    /// A wish.
    public init(caller: UInt64, kind: Int, time: Double) {
        self.caller = caller
        self.kind = kind
        self.time = time
    }
}

/// When somebody is called back, and by whom.
public enum CallBackAppointment: Hashable, Sendable {
    /// An agent of the line calls at this time, or the first who is free then, before all others.
    case byLine(at: Double)
    /// A counsellor whose time is kept for it calls; it takes no agent of the line.
    case byCounsellor(at: Double)

    /// The time.
    public var time: Double {
        switch self {
        case .byLine(let time), .byCounsellor(let time): time
        }
    }
}

/// A book in which a phone line finds times for calling back: a light one, ``CallBackSlots``, or
/// the production agenda, ``AgendaCallBacks`` (B6).
public protocol CallBackBook {
    /// Books a time not before `wish.time`, or none if there is no opening.
    ///
    /// Wishes come in order of time. It must depend on nothing else than earlier wishes.
    mutating func book(_ wish: CallBackWish) -> CallBackAppointment?
}

/// A light book: slots of equal length from time 0 on, each with as many places.
public struct CallBackSlots: CallBackBook, Hashable, Sendable {
    /// The length of a slot.
    public let length: Double
    /// The places of each slot.
    public let places: [Int]
    /// The least time from the wish to the start.
    public let notice: Double
    /// The longest.
    public let horizon: Double
    /// Whether calls are made by counsellors of the book, not by agents of the line.
    public let byCounsellor: Bool
    /// How many places are taken, by slot.
    public private(set) var taken: [Int]

    /// A book of 1 … 10,000,000 slots of a length (positive) with 0 … 1,000,000 places each.
    public init(
        length: Double, places: [Int], notice: Double = 0, horizon: Double = .infinity,
        byCounsellor: Bool = false
    ) throws(ParameterError) {
        try Check.positive("length", length)
        try Check.count("slots", places.count, from: 1, to: 10_000_000)
        for count in places { try Check.count("places", count, from: 0, to: 1_000_000) }
        try Check.notNegative("notice", notice)
        guard horizon >= notice else {
            throw ParameterError("horizon", horizon, allowed: "at least notice")
        }
        self.length = length
        self.places = places
        self.notice = notice
        self.horizon = horizon
        self.byCounsellor = byCounsellor
        taken = [Int](repeating: 0, count: places.count)
    }

    /// The first slot with a place whose start is far enough.
    /// - Complexity: O(*slots* within the horizon).
    public mutating func book(_ wish: CallBackWish) -> CallBackAppointment? {
        let first = max(0, ((wish.time + notice) / length).rounded(.up))
        guard first < Double(places.count) else { return nil }
        for slot in Int(first)..<places.count {
            let start = Double(slot) * length
            guard start - wish.time <= horizon else { return nil }
            if taken[slot] < places[slot] {
                taken[slot] += 1
                return byCounsellor ? .byCounsellor(at: start) : .byLine(at: start)
            }
        }
        return nil
    }
}
