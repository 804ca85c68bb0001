public import CRendezvous
import Rendezvous

/// The appointment of a number.
func appointment(_ number: Int64) -> Appointment.ID { Appointment.ID(Int(number)) }

/// Holds a placement for a request for so many seconds, 1 to 86400.
@c @implementation
public func rdv_agenda_hold(
    _ agenda: OpaquePointer?, _ given: UnsafePointer<rdv_request>?,
    _ place: UnsafePointer<rdv_placement>?, _ length: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        unsafe .hold(try placement(place), for: try request(given), lasting: seconds(length))
    }
}

/// Books what is held.
@c @implementation
public func rdv_agenda_confirm(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .confirm(appointment(id))
    }
}

/// Books a placement at once.
@c @implementation
public func rdv_agenda_book(
    _ agenda: OpaquePointer?, _ given: UnsafePointer<rdv_request>?,
    _ place: UnsafePointer<rdv_placement>?, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        unsafe .book(try placement(place), for: try request(given))
    }
}

/// Moves a held or booked appointment.
@c @implementation
public func rdv_agenda_reschedule(
    _ agenda: OpaquePointer?, _ id: Int64, _ place: UnsafePointer<rdv_placement>?,
    _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        unsafe .reschedule(appointment(id), to: try placement(place))
    }
}

/// Calls an appointment off or gives a hold back: RDV_CANCELLATION_EXCUSED or _REVOKED.
@c @implementation
public func rdv_agenda_cancel(
    _ agenda: OpaquePointer?, _ id: Int64, _ reason: rdv_cancellation, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .cancel(appointment(id), try choice(reason, from: 1, Codes.cancellations, "reason"))
    }
}

/// The participant is there; not before the day of the appointment.
@c @implementation
public func rdv_agenda_arrive(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .arrive(appointment(id))
    }
}

/// The meeting took place; after arrival, by video after identification.
@c @implementation
public func rdv_agenda_complete(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .complete(appointment(id))
    }
}

/// The participant did not come; not before the start.
@c @implementation
public func rdv_agenda_no_show(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .noShow(appointment(id))
    }
}

/// A counsellor identified the participant (accepted 1), or could not (accepted 0), which ends the
/// meeting.
@c @implementation
public func rdv_agenda_identify(
    _ agenda: OpaquePointer?, _ id: Int64, _ counsellor: UnsafePointer<CChar>?, _ accepted: Int32,
    _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        let by: Counsellor.ID = try unsafe identifier(counsellor, "counsellor")
        return try flag(accepted, "accepted")
            ? .identify(appointment(id), by: by) : .refuseIdentity(appointment(id), by: by)
    }
}

/// Begins a meeting by video, with sound alone if `audio_only` is 1.
@c @implementation
public func rdv_agenda_begin(
    _ agenda: OpaquePointer?, _ id: Int64, _ audioOnly: Int32, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .begin(appointment(id), try flag(audioOnly, "audio_only") ? .audioOnly : .video)
    }
}

/// Goes on with sound alone (1), or with the picture again (0).
@c @implementation
public func rdv_agenda_change_mode(
    _ agenda: OpaquePointer?, _ id: Int64, _ audioOnly: Int32, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .changeMode(appointment(id), try flag(audioOnly, "audio_only") ? .audioOnly : .video)
    }
}

/// Brings an interpreter into a meeting, for one communication: "signed:gss".
@c @implementation
public func rdv_agenda_invite(
    _ agenda: OpaquePointer?, _ id: Int64, _ interpreter: UnsafePointer<CChar>?,
    _ form: UnsafePointer<CChar>?, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        unsafe .invite(
            appointment(id), try identifier(interpreter, "interpreter"),
            for: try communication(form, "communication"))
    }
}

/// Lets the interpreter in.
@c @implementation
public func rdv_agenda_admit(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .admit(appointment(id))
    }
}

/// Asks whether an appointment may be moved (a transfer): both places are kept for `seconds`, at
/// most 14 days, or until the answer.
@c @implementation
public func rdv_agenda_propose(
    _ agenda: OpaquePointer?, _ id: Int64, _ place: UnsafePointer<rdv_placement>?, _ length: Int64,
    _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        unsafe .propose(appointment(id), to: try placement(place), answerWithin: seconds(length))
    }
}

/// Accepts a proposal: what it moves takes its place at once.
@c @implementation
public func rdv_agenda_accept(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .accept(appointment(id))
    }
}

/// Declines a proposal: what it would move stays.
@c @implementation
public func rdv_agenda_decline(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .decline(appointment(id))
    }
}

/// Puts a request on the waiting list.
@c @implementation
public func rdv_agenda_enlist(
    _ agenda: OpaquePointer?, _ given: UnsafePointer<rdv_request>?, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        unsafe .enlist(try request(given))
    }
}

/// Holds a placement for an entry of the waiting list, for so many seconds.
@c @implementation
public func rdv_agenda_offer(
    _ agenda: OpaquePointer?, _ id: Int64, _ place: UnsafePointer<rdv_placement>?, _ length: Int64,
    _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        unsafe .offer(WaitingEntry.ID(Int(id)), try placement(place), lasting: seconds(length))
    }
}

/// Takes an entry off the waiting list, with what is held for it.
@c @implementation
public func rdv_agenda_withdraw(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .withdraw(WaitingEntry.ID(Int(id)))
    }
}

extension Codes {
    /// Who calls an appointment off, from 1.
    static let cancellations: [CancellationReason] = [
        .excused, .revoked, .lapsed, .merged, .declined, .identityRefused,
    ]
    /// The states of an appointment, from 1.
    static let appointmentStates: [AppointmentStatus] = [
        .proposed, .pending, .booked, .arrived, .fulfilled, .cancelled, .noShow,
    ]
    /// The answers to a proposal, from 1.
    static let consents: [Consent] = [.needsAction, .accepted, .declined, .lapsed]
}
