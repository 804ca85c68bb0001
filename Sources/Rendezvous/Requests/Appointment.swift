/// The state of an appointment, in FHIR's words.
public enum AppointmentStatus: String, Hashable, Sendable, CaseIterable {
    /// Another place for an appointment, kept free until the participant has answered (A15).
    case proposed
    /// Held until an instant, not yet booked.
    case pending
    /// Agreed.
    case booked
    /// The participant is there.
    case arrived
    /// It took place.
    case fulfilled
    /// It was called off, or a hold was given back or lapsed.
    case cancelled
    /// The participant did not come.
    case noShow = "noshow"

    /// Whether the appointment takes up its counsellor, interpreter, room and participant.
    public var occupies: Bool { self != .cancelled }
}

/// Why an appointment was called off.
public enum CancellationReason: String, Hashable, Sendable, CaseIterable {
    /// By the participant.
    case excused
    /// By the service.
    case revoked
    /// A hold that nobody confirmed, or a proposal that nobody answered, in time.
    case lapsed
    /// A proposal that was accepted: what it moves has its placement now.
    case merged
    /// A proposal that the participant did not accept.
    case declined
    /// The participant could not be identified (A17).
    case identityRefused = "identity-refused"
}

/// A meeting that is held, booked or over.
public struct Appointment: Hashable, Sendable {
    /// The number of an appointment in its agenda, in the order in which they were made, from 1.
    public struct ID: Hashable, Sendable, Comparable, CustomStringConvertible {
        /// The number.
        public let number: Int
        /// The appointment of this number.
        public init(_ number: Int) { self.number = number }
        /// Whether `left` comes before `right`.
        public static func < (left: ID, right: ID) -> Bool { left.number < right.number }
        /// The number.
        public var description: String { String(number) }
    }

    /// The appointment's number.
    public let id: ID
    /// Who comes, on whose behalf, with which needs.
    public let party: Party
    /// The service.
    public let service: Service.ID
    /// The topic, if named.
    public let topic: Topic.ID?
    /// Where, when and with whom.
    public let placement: Placement
    /// The gap that it keeps on the counsellor's calendar, as it was when it was placed.
    public let gap: Gap
    /// The gap that it keeps on the interpreter's calendar.
    public let interpreterGap: Gap
    /// Its state.
    public let status: AppointmentStatus
    /// When the hold or the proposal expires, for a pending or proposed appointment.
    public let expires: Instant?
    /// Why it was called off, for a cancelled appointment.
    public let cancellation: CancellationReason?
    /// How often it has been moved or changed since it was made: the SEQUENCE of RFC 5545.
    public let revision: Int
    /// The appointment that a proposal would move, or `nil` for every other appointment.
    public let moves: ID?
    /// The proposal made last to move this appointment, or `nil` if none was.
    public let proposal: ID?
    /// Identification, mode and the interpreter's admission, as far as they went (A9, A17).
    public let meeting: Meeting

    /// An appointment made of its parts, taken as they are.
    public init(
        id: ID, party: Party, service: Service.ID, topic: Topic.ID?, placement: Placement, gap: Gap,
        interpreterGap: Gap, status: AppointmentStatus, expires: Instant?,
        cancellation: CancellationReason?, revision: Int, moves: ID? = nil, proposal: ID? = nil,
        meeting: Meeting = .none
    ) {
        self.id = id
        self.party = party
        self.service = service
        self.topic = topic
        self.placement = placement
        self.gap = gap
        self.interpreterGap = interpreterGap
        self.status = status
        self.expires = expires
        self.cancellation = cancellation
        self.revision = revision
        self.moves = moves
        self.proposal = proposal
        self.meeting = meeting
    }
}
