/// The state of an appointment, in FHIR's words.
public enum AppointmentStatus: String, Hashable, Sendable, CaseIterable {
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
    /// A hold that nobody confirmed in time.
    case lapsed
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
    /// When the hold expires, for a pending appointment.
    public let expires: Instant?
    /// Why it was called off, for a cancelled appointment.
    public let cancellation: CancellationReason?
    /// How often it has been moved or changed since it was made: the SEQUENCE of RFC 5545.
    public let revision: Int
}
