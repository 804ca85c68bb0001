public import CRendezvous
import Rendezvous

/// The appointment of a number.
func appointment(_ number: Int64) -> Appointment.ID { Appointment.ID(Int(number)) }

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

@c @implementation
public func rdv_agenda_confirm(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .confirm(appointment(id))
    }
}

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

@c @implementation
public func rdv_agenda_cancel(
    _ agenda: OpaquePointer?, _ id: Int64, _ reason: rdv_cancellation, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .cancel(appointment(id), try choice(reason, from: 1, Codes.cancellations, "reason"))
    }
}

@c @implementation
public func rdv_agenda_arrive(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .arrive(appointment(id))
    }
}

@c @implementation
public func rdv_agenda_complete(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .complete(appointment(id))
    }
}

@c @implementation
public func rdv_agenda_no_show(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .noShow(appointment(id))
    }
}

@c @implementation
public func rdv_agenda_identify(
    _ agenda: OpaquePointer?, _ id: Int64, _ counsellor: UnsafePointer<CChar>?, _ accepted: Int32,
    _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        let by: Counsellor.ID = unsafe try identifier(counsellor, "counsellor")
        return try flag(accepted, "accepted")
            ? .identify(appointment(id), by: by) : .refuseIdentity(appointment(id), by: by)
    }
}

@c @implementation
public func rdv_agenda_begin(
    _ agenda: OpaquePointer?, _ id: Int64, _ audioOnly: Int32, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .begin(appointment(id), try flag(audioOnly, "audio_only") ? .audioOnly : .video)
    }
}

@c @implementation
public func rdv_agenda_change_mode(
    _ agenda: OpaquePointer?, _ id: Int64, _ audioOnly: Int32, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .changeMode(appointment(id), try flag(audioOnly, "audio_only") ? .audioOnly : .video)
    }
}

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

@c @implementation
public func rdv_agenda_admit(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .admit(appointment(id))
    }
}

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

@c @implementation
public func rdv_agenda_accept(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .accept(appointment(id))
    }
}

@c @implementation
public func rdv_agenda_decline(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        .decline(appointment(id))
    }
}

@c @implementation
public func rdv_agenda_enlist(
    _ agenda: OpaquePointer?, _ given: UnsafePointer<rdv_request>?, _ now: rdv_instant,
    _ events: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe decide(agenda, now, events) { () throws(Fault) in
        unsafe .enlist(try request(given))
    }
}

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
