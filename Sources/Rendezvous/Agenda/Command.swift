/// Something that somebody wants done; ``Agenda/decide(_:at:)`` answers with events or a refusal.
public enum Command: Hashable, Sendable {
    /// A change of zones, holidays, catalogue, declarations or policies. Those of appointments are
    /// refused here: they have commands of their own.
    case amend(Change)
    /// Several changes of the supply as one batch: all or none (A15, A20).
    case amendAll([Change])
    /// Hold a placement for a request, for at most ``Limits/longestHold``.
    case hold(Placement, for: Request, lasting: Seconds = .minutes(5))
    /// Book what is held.
    case confirm(Appointment.ID)
    /// Book a placement at once.
    case book(Placement, for: Request)
    /// Move a held or booked appointment; the old placement stays until the new one is safe.
    case reschedule(Appointment.ID, to: Placement)
    /// Call off an appointment or give back a hold.
    case cancel(Appointment.ID, CancellationReason)
    /// Note that the participant is there; not before the day of the appointment.
    case arrive(Appointment.ID)
    /// Note that the meeting took place, for an appointment that has arrived.
    case complete(Appointment.ID)
    /// Note that the participant did not come; not before the start.
    case noShow(Appointment.ID)
    /// Ask whether an appointment may be moved; both places are kept until the answer or until the
    /// time to answer, at most ``Limits/longestAnswer``, or the start of the new
    /// place has passed (A15).
    case propose(Appointment.ID, to: Placement, answerWithin: Seconds)
    /// Accept a proposal: what it moves takes its place at once.
    case accept(Appointment.ID)
    /// Decline a proposal: what it would move stays.
    case decline(Appointment.ID)
    /// Put a request on the waiting list.
    case enlist(Request)
    /// Hold a placement for an entry of the waiting list.
    case offer(WaitingEntry.ID, Placement, lasting: Seconds = .minutes(5))
    /// Take an entry off the waiting list, with what is held for it.
    case withdraw(WaitingEntry.ID)
    /// Bring an interpreter into a booked or running meeting, for one language (A9).
    case invite(Appointment.ID, Interpreter.ID, for: Communication)
    /// Let the interpreter in: their join pass exists from now on (A8, A9).
    case admit(Appointment.ID)
    /// Note that a counsellor identified the participant (A17).
    case identify(Appointment.ID, by: Counsellor.ID)
    /// Note that a counsellor could not identify the participant, which ends the meeting (A17).
    case refuseIdentity(Appointment.ID, by: Counsellor.ID)
    /// Begin a meeting by video (A17).
    case begin(Appointment.ID, SessionMode)
    /// Go on with sound alone, or with the picture again (A17).
    case changeMode(Appointment.ID, SessionMode)
    /// Something about a person's registration, and who wants it (D1–D18).
    case registration(RegistrationCommand, by: CaseActor)
    /// Something about a person's case, and who wants it (C1–C6).
    case casework(CaseCommand, by: CaseActor)
    /// Give a person's salt, once, before anything of a special category is noted about them.
    case salt(Subject.ID, Salt)
    /// Erase what is of a special category about a person with nothing in force any more; the log
    /// is then redacted (``EventLog/redact(_:)``).
    case erase(Subject.ID)
}
