public import CRendezvous
import Rendezvous

/// Numbers of the header that stand for the engine's cases.
enum Codes {
    /// The reasons; their numbers begin at 1 and never change, new ones come at the end.
    static let reasons: [Reason] = [
        .unknownReference, .invalidValue, .duplicateIdentifier, .notInForce, .audience,
        .channelNotOffered, .wrongDuration, .offGrid, .outsideWindow, .notice, .horizon,
        .officeOutOfScope, .counsellorNotAskedFor, .serviceNotOffered, .skillMissing,
        .officeClosed, .notWorking, .telework, .notBookable, .overlap, .gap, .breakNotKept,
        .counsellorDailyLimit, .counsellorWeeklyLimit, .participantOverlap,
        .participantDailyLimit, .participantWeeklyLimit, .interpreterMissing,
        .interpreterNotNeeded, .interpreterUnavailable, .roomMissing, .roomNotNeeded,
        .roomUnavailable, .facilityMissing, .authority, .documentsMissing, .keptFree, .protected,
        .recentlyFreed, .rest, .spacing, .openAppointment, .participantAbsent, .coolDown,
        .otherOffice, .otherCounsellor, .customRule, .unknownAppointment, .holdExpired, .status,
        .tooEarly, .notIdentified, .unknownWaiting, .registration, .lateDeclaration, .casework,
        .limit,
    ]

    /// The number of a reason.
    static func number(_ reason: Reason) -> rdv_reason {
        rdv_reason((reasons.firstIndex(of: reason) ?? -1) + 1)
    }

    /// The reason of a number.
    static func reason(_ number: rdv_reason) -> Reason? {
        reasons.indices.contains(Int(number) - 1) ? reasons[Int(number) - 1] : nil
    }

    /// The texts of the reasons, in C's form.
    static let reasonNames = reasons.map { CText($0.rawValue) }
    /// What the reasons mean, in C's form.
    static let reasonTexts = reasons.map { CText($0.summary) }

    /// The statuses with their names and texts.
    static let statuses: [Int: (name: CText, text: CText)] = Dictionary(
        uniqueKeysWithValues: statusTexts.map { ($0.0, (CText($0.1), CText($0.2))) })

    private static let statusTexts: [(Int, String, String)] = [
        (Int(RDV_OK), "RDV_OK", "Done."),
        (RDV_ERROR_NULL, "RDV_ERROR_NULL", "A pointer is NULL where that is not allowed."),
        (RDV_ERROR_HANDLE, "RDV_ERROR_HANDLE", "A handle is of another kind."),
        (
            RDV_ERROR_SIZE, "RDV_ERROR_SIZE",
            "The size of a struct or of an array's elements is wrong."
        ),
        (RDV_ERROR_ENUM, "RDV_ERROR_ENUM", "A number is none of those that its type has."),
        (RDV_ERROR_RANGE, "RDV_ERROR_RANGE", "A number, date or instant is out of range."),
        (RDV_ERROR_UTF8, "RDV_ERROR_UTF8", "A text is not UTF-8."),
        (RDV_ERROR_COUNT, "RDV_ERROR_COUNT", "A list is too long."),
        (RDV_ERROR_TEXT, "RDV_ERROR_TEXT", "A text has not the form that is asked for."),
        (RDV_ERROR_ZONE, "RDV_ERROR_ZONE", "The bytes are no rules of a time zone."),
        (RDV_ERROR_LOG, "RDV_ERROR_LOG", "The bytes are no log, or an event cannot follow."),
        (
            RDV_ERROR_PARAMETER, "RDV_ERROR_PARAMETER",
            "A parameter of a model is out of its range."
        ),
        (
            RDV_ERROR_NOT_FOUND, "RDV_ERROR_NOT_FOUND",
            "There is nothing of this number or name."
        ),
        (RDV_REFUSED, "RDV_REFUSED", "A rule refuses."),
        (RDV_NO_OPENING, "RDV_NO_OPENING", "There is no opening."),
    ]

    static let version = CText("\(RDV_VERSION_MAJOR).\(RDV_VERSION_MINOR).\(RDV_VERSION_PATCH)")
    static let unknown = CText("RDV_UNKNOWN")
}

/// The version of the library: major * 1000000 + minor * 1000 + patch.
@c @implementation
public func rdv_version() -> UInt32 { UInt32(RDV_VERSION) }

/// The version of the library as text: "0.1.0".
@c @implementation
public func rdv_version_text() -> UnsafePointer<CChar>? { unsafe Codes.version.start }

/// The number of the binary interface; it is the number of the shared object's name.
@c @implementation
public func rdv_abi_version() -> UInt32 { 0 }

/// The name of a status: "RDV_ERROR_NULL".
@c @implementation
public func rdv_status_name(_ status: rdv_status) -> UnsafePointer<CChar>? {
    unsafe (Codes.statuses[Int(status)]?.name ?? Codes.unknown).start
}

/// What a status means, in English.
@c @implementation
public func rdv_status_text(_ status: rdv_status) -> UnsafePointer<CChar>? {
    unsafe (Codes.statuses[Int(status)]?.text ?? CText.empty).start
}

/// The name of a reason as in JSON: "counsellor-daily-limit"; "" for RDV_REASON_NONE and for
/// numbers that are none.
@c @implementation
public func rdv_reason_name(_ reason: rdv_reason) -> UnsafePointer<CChar>? {
    guard Codes.reason(reason) != nil else { return unsafe CText.empty.start }
    return unsafe Codes.reasonNames[Int(reason) - 1].start
}

/// What a reason means, as the end of an English sentence about a placement.
@c @implementation
public func rdv_reason_text(_ reason: rdv_reason) -> UnsafePointer<CChar>? {
    guard Codes.reason(reason) != nil else { return unsafe CText.empty.start }
    return unsafe Codes.reasonTexts[Int(reason) - 1].start
}

/// The date of a year (1 to 9999), month and day.
@c @implementation
public func rdv_date_create(
    _ year: Int32, _ month: Int32, _ day: Int32, _ date: UnsafeMutablePointer<rdv_date>?
) -> rdv_status {
    call { () throws(Fault) in
        guard let found = CivilDate(year: Int(year), month: Int(month), day: Int(day)) else {
            throw Fault(RDV_ERROR_RANGE, "date (\(year)-\(month)-\(day)) must exist")
        }
        try unsafe put(rdv_date(found.dayNumber), date, "date")
    }
}

/// Year, month and day of a date; each pointer may be NULL.
@c @implementation
public func rdv_date_parts(
    _ day: rdv_date, _ year: UnsafeMutablePointer<Int32>?, _ month: UnsafeMutablePointer<Int32>?,
    _ dayOfMonth: UnsafeMutablePointer<Int32>?
) -> rdv_status {
    call { () throws(Fault) in
        let parts = try date(day, "date").parts
        unsafe year?.pointee = Int32(parts.year)
        unsafe month?.pointee = Int32(parts.month)
        unsafe dayOfMonth?.pointee = Int32(parts.day)
    }
}

/// The weekday of a date.
@c @implementation
public func rdv_date_weekday(
    _ day: rdv_date, _ weekday: UnsafeMutablePointer<rdv_weekday>?
) -> rdv_status {
    call { () throws(Fault) in
        try unsafe put(rdv_weekday(try date(day, "date").weekday.rawValue), weekday, "weekday")
    }
}
