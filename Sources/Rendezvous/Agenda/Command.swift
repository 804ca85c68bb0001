/// Something that somebody wants done; ``Agenda/decide(_:at:)`` answers with events or a refusal.
public enum Command: Hashable, Sendable {
    /// A change of zones, holidays, catalogue, declarations or policies. Those of appointments are
    /// refused here: they have commands of their own.
    case amend(Change)
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
    /// Something about a person's registration, and who wants it (D1–D18).
    case registration(RegistrationCommand, by: CaseActor)
}
