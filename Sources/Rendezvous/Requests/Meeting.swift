/// How a meeting by video is held (requirement A17).
public enum SessionMode: String, Hashable, Sendable, CaseIterable {
    /// With picture and sound.
    case video
    /// With sound alone.
    case audioOnly = "audio-only"
}

/// Who looked at the participant's identity, when, and with which result: never what was shown
/// (requirement A17).
public struct Identification: Hashable, Sendable {
    /// The counsellor who did it.
    public let counsellor: Counsellor.ID
    /// When.
    public let at: Instant
    /// Whether the identity was accepted.
    public let isAccepted: Bool
}

/// What happened in and around a meeting since its participant arrived, and whether its interpreter
/// was let in.
public struct Meeting: Hashable, Sendable {
    /// Who identified the participant or refused to, and when.
    public internal(set) var identification: Identification?
    /// When the meeting began.
    public internal(set) var began: Instant?
    /// The mode since the last change, once the meeting has begun.
    public internal(set) var mode: SessionMode?
    /// When the mode was last set.
    public internal(set) var modeSet: Instant?
    /// When the counsellor let the interpreter in (requirement A9).
    public internal(set) var admitted: Instant?

    /// A meeting that has not begun.
    public static let none = Meeting()

    /// Whether the participant was identified.
    public var isIdentified: Bool { identification?.isAccepted ?? false }
}

/// How far an appointment has come, in more steps than its FHIR status has (requirement A17).
public enum Progress: Hashable, Sendable {
    /// Not there yet: proposed, held or booked.
    case ahead
    /// The participant is there.
    case arrived
    /// The participant was identified.
    case identified
    /// The meeting is on.
    case inSession(SessionMode)
    /// It took place.
    case completed
    /// The participant did not come.
    case missed
    /// The participant could not be identified.
    case identityRefused
    /// It was called off in another way.
    case calledOff
}

extension Appointment {
    /// How far the appointment has come.
    public var progress: Progress {
        switch status {
        case .proposed, .pending, .booked: .ahead
        case .arrived:
            if let mode = meeting.mode {
                .inSession(mode)
            } else {
                meeting.isIdentified ? .identified : .arrived
            }
        case .fulfilled: .completed
        case .noShow: .missed
        case .cancelled: cancellation == .identityRefused ? .identityRefused : .calledOff
        }
    }
}
