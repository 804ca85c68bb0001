public import Rendezvous

/// A rule that a log or a plan breaks, with who and which numbers.
///
///     for violation in Verifier.check(events) { print(violation) }
///     // event 41: gap: counsellor (c-17): appointment 12 ends 2026-11-24 10:30, gap 10 min,
///     //     appointment 15 starts 2026-11-24 10:35
public struct Violation: Hashable, Sendable {
    /// What is broken.
    public let rule: Rule
    /// The appointments concerned; the one under examination first.
    public let appointments: [Appointment.ID]
    /// The requests concerned, in the check of a plan.
    public let requests: [Request.ID]
    /// The place of the event in the log, counted from 0, or `nil` if it is no single event.
    public let event: Int?
    /// What was found and what is required, with the numbers, for people.
    public let message: String

    init(_ rule: Rule, of names: [RecordName], event: Int?, _ message: String) {
        self.rule = rule
        appointments = names.compactMap { name in
            if case .appointment(let id) = name { id } else { nil }
        }
        requests = names.compactMap { name in if case .request(let id) = name { id } else { nil } }
        self.event = event
        self.message = message
    }
}

extension Violation {
    /// The names of what may be broken: the reasons of Documentation/Rules.md, and what a log or a
    /// plan owes beyond them.
    public enum Rule: Hashable, Sendable {
        /// A rule of a placement, of the lifecycle or of a reference.
        case reason(Reason)
        /// Appointments are numbered 1, 2, 3 … in the order in which they are made.
        case appointmentNumber
        /// A hold or proposal ends after it begins, and not later than ``Limits/longestHold`` or
        /// ``Limits/longestAnswer`` permits.
        case holdLength
        /// Holds and proposals that have expired are cancelled before an appointment is made or
        /// moved.
        case lapseMissing
        /// The gaps stored with a placement are those of the rules.
        case storedGap
        /// An office keeps its zone; a counsellor moves only between offices of one zone.
        case zoneChanged
        /// A proposal is for the party, service and topic of the appointment that it moves.
        case proposalDiffers
        /// An open proposal is withdrawn before its appointment changes in another way.
        case proposalLeft
        /// Entries of the waiting list are numbered 1, 2, 3 … in the order of enlisting.
        case waitingNumber
        /// A hold offered to an entry of the waiting list is one that its request asks for.
        case offerDiffers
        /// An entry ends as served right after its hold was confirmed, and only then.
        case waitingNotServed
        /// The requests of a plan have different identifiers.
        case requestRepeated
        /// A plan names only requests that were given.
        case requestUnknown
        /// A request is served once or waits once.
        case requestNamedTwice
        /// Every request is served or waits.
        case requestNotAccountedFor
        /// What a plan serves is the sum of the weights of its requests.
        case servedSum
        /// A bound is at least what is served.
        case boundBelowServed
        /// A bound is at most what was asked for.
        case boundAboveTotal
        /// A plan's certificate proves no bound, or a larger one than the plan claims.
        case boundNotProven
        /// A repair names exactly those whom changes of the supply leave without support.
        case repairOrphan
        /// The proposals of a repair serve more the more others they move, the first moving none.
        case repairOrder
        /// A proposal moves booked appointments from where they are, each once.
        case repairMove
        /// A proposal moves nobody farther than the policy of the repair permits.
        case repairPromise

        /// The stable name of the rule: the reason's, or the case's own.
        public var name: String {
            switch self {
            case .reason(let reason): reason.rawValue
            case .appointmentNumber: "appointment-number"
            case .holdLength: "hold-length"
            case .lapseMissing: "lapse-missing"
            case .storedGap: "stored-gap"
            case .zoneChanged: "zone-changed"
            case .proposalDiffers: "proposal-differs"
            case .proposalLeft: "proposal-left"
            case .waitingNumber: "waiting-number"
            case .offerDiffers: "offer-differs"
            case .waitingNotServed: "waiting-not-served"
            case .requestRepeated: "request-repeated"
            case .requestUnknown: "request-unknown"
            case .requestNamedTwice: "request-named-twice"
            case .requestNotAccountedFor: "request-not-accounted-for"
            case .servedSum: "served-sum"
            case .boundBelowServed: "bound-below-served"
            case .boundAboveTotal: "bound-above-total"
            case .boundNotProven: "bound-not-proven"
            case .repairOrphan: "repair-orphan"
            case .repairOrder: "repair-order"
            case .repairMove: "repair-move"
            case .repairPromise: "repair-promise"
            }
        }
    }
}

extension Violation.Rule: CaseIterable {
    /// Every rule: all reasons in their order, then the others.
    public static let allCases: [Violation.Rule] =
        Reason.allCases.map { .reason($0) } + [
            .appointmentNumber, .holdLength, .lapseMissing, .storedGap, .zoneChanged,
            .proposalDiffers, .proposalLeft, .waitingNumber, .offerDiffers, .waitingNotServed,
            .requestRepeated, .requestUnknown, .requestNamedTwice, .requestNotAccountedFor,
            .servedSum, .boundBelowServed, .boundAboveTotal, .boundNotProven, .repairOrphan,
            .repairOrder,
            .repairMove, .repairPromise,
        ]
}

extension Violation.Rule: CustomStringConvertible {
    /// The name of the rule.
    public var description: String { name }
}

extension Violation: CustomStringConvertible {
    /// The event, the rule and the message on one line.
    public var description: String {
        (event.map { "event \($0): " } ?? "") + "\(rule): \(message)"
    }
}

/// Why a verification failed.
public struct VerificationFailure: Error, Hashable, Sendable {
    /// What is broken, at least one rule, in the order of the log or the plan.
    public let violations: [Violation]

    /// The failure with these violations.
    public init(violations: [Violation]) { self.violations = violations }
}

extension VerificationFailure: CustomStringConvertible {
    /// The most violations that the text lists.
    static let listed = 50

    /// The number of violations, then one a line.
    public var description: String {
        let rest = violations.count - Self.listed
        let lines =
            ["violations (\(violations.count)) must be none:"]
            + violations.prefix(Self.listed).map { "  \($0)" }
            + (rest > 0 ? ["  and \(rest) more"] : [])
        return lines.joined(separator: "\n")
    }
}
