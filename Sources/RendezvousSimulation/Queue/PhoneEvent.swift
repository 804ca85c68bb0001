/// Something that happened on a phone line, as an observer is told.
public struct PhoneEvent: Hashable, Sendable {
    /// What can happen.
    public enum What: UInt8, CaseIterable, Hashable, Sendable {
        /// Somebody dials, for the first time or again.
        case called
        /// Every place of the line is taken.
        case blocked
        /// Nobody is free, and the caller waits.
        case waits
        /// An agent answers, or goes on with a call that was handed back or passed on.
        case answered
        /// The call, or a part of it, goes on to another agent.
        case passedOn
        /// The call is over.
        case ended
        /// Somebody who waits hangs up.
        case hungUp
        /// Somebody who did not get through will dial again.
        case dialsAgainLater
        /// Somebody leaves a number, with a time agreed or without.
        case callBackPromised
        /// Somebody is called back.
        case calledBack
        /// The agent's shift ends in the middle of the call.
        case handedBack
        /// An agent comes.
        case cameOnDuty
        /// An agent goes.
        case wentOffDuty
    }

    /// When, in time units from the start.
    public let time: Double
    /// What.
    public let what: What
    /// The number of the kind of calls; −1 if it is not about a call.
    public let kind: Int
    /// The number of the caller within the kind, the same in every scenario.
    public let caller: UInt64
    /// The number of the agent; −1 if none takes part.
    public let agent: Int

    /// The event as 29 bytes: the bits of the time, what, kind, caller and agent, each with the
    /// least byte first; the same in every build.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        func put(_ value: UInt64, _ count: UInt64) {
            for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
        }
        put(time.bitPattern, 8)
        put(UInt64(what.rawValue), 1)
        put(UInt64(bitPattern: Int64(kind)), 4)
        put(caller, 8)
        put(UInt64(bitPattern: Int64(agent)), 8)
        return bytes
    }

    /// The event as a line of JSON, for logs that other programs read.
    public var json: String {
        var text = "{\"time\":\(time),\"event\":\"\(what)\""
        if kind >= 0 { text += ",\"kind\":\(kind),\"caller\":\(caller)" }
        if agent >= 0 { text += ",\"agent\":\(agent)" }
        return text + "}"
    }
}
