/// Why something is refused or not on offer. The raw values are stable: they stand in JSON, in exit
/// messages and in stored explanations.
///
/// The order of the cases is the order in which a placement is examined; the first reason that
/// applies is the one given.
public enum Reason: String, Hashable, Sendable, CaseIterable {
    // What is asked for does not exist or is not for this party.
    case unknownReference = "unknown-reference"
    case invalidValue = "invalid-value"
    case duplicateIdentifier = "duplicate-identifier"
    case notInForce = "not-in-force"
    case audience = "audience"
    case channelNotOffered = "channel-not-offered"
    // The placement breaks a rule of the service.
    case wrongDuration = "wrong-duration"
    case offGrid = "off-grid"
    case outsideWindow = "outside-window"
    case notice = "notice"
    case horizon = "horizon"
    // The counsellor cannot serve it.
    case officeOutOfScope = "office-out-of-scope"
    case counsellorNotAskedFor = "counsellor-not-asked-for"
    case serviceNotOffered = "service-not-offered"
    case skillMissing = "skill-missing"
    case officeClosed = "office-closed"
    case notWorking = "not-working"
    case telework = "telework"
    case notBookable = "not-bookable"
    case overlap = "overlap"
    case gap = "gap"
    case breakNotKept = "break-not-kept"
    case counsellorDailyLimit = "counsellor-daily-limit"
    case counsellorWeeklyLimit = "counsellor-weekly-limit"
    // The participant cannot come.
    case participantOverlap = "participant-overlap"
    case participantDailyLimit = "participant-daily-limit"
    case participantWeeklyLimit = "participant-weekly-limit"
    // A second resource is missing.
    case interpreterMissing = "interpreter-missing"
    case interpreterNotNeeded = "interpreter-not-needed"
    case interpreterUnavailable = "interpreter-unavailable"
    case roomMissing = "room-missing"
    case roomNotNeeded = "room-not-needed"
    case roomUnavailable = "room-unavailable"
    case facilityMissing = "facility-missing"
    // A policy of the agency forbids it.
    case authority = "authority"
    case documentsMissing = "documents-missing"
    case keptFree = "kept-free"
    case protected = "protected"
    case recentlyFreed = "recently-freed"
    case rest = "rest"
    case spacing = "spacing"
    case openAppointment = "open-appointment"
    case participantAbsent = "participant-absent"
    case coolDown = "cool-down"
    case otherOffice = "other-office"
    case otherCounsellor = "other-counsellor"
    case customRule = "custom-rule"
    // The appointment is not in a state for this.
    case unknownAppointment = "unknown-appointment"
    case holdExpired = "hold-expired"
    case status = "status"
    case tooEarly = "too-early"
    case notIdentified = "not-identified"
    case unknownWaiting = "unknown-waiting"
    case registration = "registration"
    // A declaration comes when it cannot hold any more.
    case lateDeclaration = "late-declaration"
    case casework = "casework"
    case limit = "limit"

    /// The reason in a few English words, as part of a sentence about one possibility.
    public var summary: String {
        switch self {
        case .unknownReference: "names something that is not in the catalogue"
        case .invalidValue: "has a value that is not allowed"
        case .duplicateIdentifier: "repeats an identifier"
        case .notInForce: "is not in force on that day"
        case .audience: "is not for this kind of applicant"
        case .channelNotOffered: "is not offered on this channel"
        case .wrongDuration: "does not last as long as the service does"
        case .offGrid: "does not start on the service's grid"
        case .outsideWindow: "lies outside the time asked for"
        case .notice: "is too soon for the service's notice"
        case .horizon: "is farther ahead than the service can be booked"
        case .officeOutOfScope: "belongs to an office that was not asked for"
        case .counsellorNotAskedFor: "is not the counsellor asked for"
        case .serviceNotOffered: "does not offer the service"
        case .skillMissing: "lacks a skill that the service needs"
        case .officeClosed: "has the office closed"
        case .notWorking: "is not at work"
        case .telework: "works at a distance"
        case .notBookable: "is at work but may not be booked then"
        case .overlap: "is taken"
        case .gap: "would not keep the gap between appointments"
        case .breakNotKept: "would leave no room for the break"
        case .counsellorDailyLimit: "has reached the day's limit"
        case .counsellorWeeklyLimit: "has reached the week's limit"
        case .participantOverlap: "overlaps another appointment of the participant"
        case .participantDailyLimit: "exceeds the participant's limit for a day"
        case .participantWeeklyLimit: "exceeds the participant's limit for a week"
        case .interpreterMissing: "needs an interpreter, and none is named"
        case .interpreterNotNeeded: "names an interpreter without need"
        case .interpreterUnavailable: "needs an interpreter, and none is free"
        case .roomMissing: "needs a room, and none is named"
        case .roomNotNeeded: "names a room without need"
        case .roomUnavailable: "needs a room, and none is free"
        case .facilityMissing: "lacks a facility that is needed"
        case .authority: "needs another right to represent the business"
        case .documentsMissing: "needs documents that have not come yet"
        case .keptFree: "lies in hours that are kept free"
        case .protected: "lies in hours that are kept for others until they are released"
        case .recentlyFreed: "was given back too recently to be offered again"
        case .rest: "would not leave the rest between two days of work"
        case .spacing: "is too close to another appointment of the participant"
        case .openAppointment: "is asked for by somebody who has such an appointment ahead"
        case .participantAbsent: "lies in an absence of the participant"
        case .coolDown: "comes too soon after appointments that were missed"
        case .otherOffice: "is not in the participant's own office"
        case .otherCounsellor: "is not with the participant's own counsellor"
        case .customRule: "breaks a rule of the agency's own"
        case .unknownAppointment: "is not an appointment of this agenda"
        case .holdExpired: "was held, and the hold has expired"
        case .status: "is in a state that does not allow this"
        case .tooEarly: "comes too early for this"
        case .notIdentified: "needs the participant to be identified first"
        case .unknownWaiting: "is not an entry of this agenda's waiting list"
        case .registration: "breaks a rule of registration"
        case .lateDeclaration: "is declared too late to hold"
        case .casework: "breaks a rule of casework"
        case .limit: "exceeds a limit of the engine"
        }
    }
}

extension Reason {
    /// Whether nothing but a policy gives this reason; those are examined last.
    var isOfPoliciesAlone: Bool { (Reason.authority...Reason.customRule).contains(self) }
}

extension Reason: Comparable {
    /// Whether `left` is examined before `right`.
    public static func < (left: Reason, right: Reason) -> Bool { left.order < right.order }

    /// The place in the order of examination, from 0.
    var order: Int {
        switch self {
        case .unknownReference: 0
        case .invalidValue: 1
        case .duplicateIdentifier: 2
        case .notInForce: 3
        case .audience: 4
        case .channelNotOffered: 5
        case .wrongDuration: 6
        case .offGrid: 7
        case .outsideWindow: 8
        case .notice: 9
        case .horizon: 10
        case .officeOutOfScope: 11
        case .counsellorNotAskedFor: 12
        case .serviceNotOffered: 13
        case .skillMissing: 14
        case .officeClosed: 15
        case .notWorking: 16
        case .telework: 17
        case .notBookable: 18
        case .overlap: 19
        case .gap: 20
        case .breakNotKept: 21
        case .counsellorDailyLimit: 22
        case .counsellorWeeklyLimit: 23
        case .participantOverlap: 24
        case .participantDailyLimit: 25
        case .participantWeeklyLimit: 26
        case .interpreterMissing: 27
        case .interpreterNotNeeded: 28
        case .interpreterUnavailable: 29
        case .roomMissing: 30
        case .roomNotNeeded: 31
        case .roomUnavailable: 32
        case .facilityMissing: 33
        case .authority: 34
        case .documentsMissing: 35
        case .keptFree: 36
        case .protected: 37
        case .recentlyFreed: 38
        case .rest: 39
        case .spacing: 40
        case .openAppointment: 41
        case .participantAbsent: 42
        case .coolDown: 43
        case .otherOffice: 44
        case .otherCounsellor: 45
        case .customRule: 46
        case .unknownAppointment: 47
        case .holdExpired: 48
        case .status: 49
        case .tooEarly: 50
        case .notIdentified: 51
        case .unknownWaiting: 52
        case .registration: 53
        case .lateDeclaration: 54
        case .casework: 55
        case .limit: 56
        }
    }
}

extension Reason: CustomStringConvertible {
    /// The word of the documents.
    public var description: String { rawValue }
}
