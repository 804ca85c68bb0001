/// "My agreements" on a person's page (D17).
public struct AgreementsView: Hashable, Sendable {
    /// What was agreed at the last interview, if anything was recorded.
    public let last: RegistrationFile.Agreement?
    /// The interviews of today and later that are not called off, by start.
    public let interviews: [Appointment]
    /// The next interview: the first of them that has not ended.
    public let next: Appointment?
    /// The letter is binding, never this view: an interview that is missing from it does not
    /// excuse anybody from coming.
    public let isBinding = false
}

extension Agenda {
    /// The agreement from the last interview and the interviews of today and later, by the clock of
    /// the counsellor's office (D17). Interviews of earlier days are hidden, also those that were
    /// never closed; holds, proposals and what was called off are no
    /// agreements.
    public func agreements(of person: Subject.ID, at instant: Instant) -> AgreementsView {
        let interviews = ledger.appointments(of: person)
            .filter { index in
                let entry = ledger.entries[index]
                let zone = calendars.zone(ofCounsellor: Int(entry.counsellor))
                return ![.proposed, .pending, .cancelled].contains(entry.status)
                    && zone.local(entry.interval.start).date >= zone.local(instant).date
            }
            .compactMap { self[Appointment.ID($0 + 1)] }
            .sorted {
                ($0.placement.interval.start, $0.id) < ($1.placement.interval.start, $1.id)
            }
        return AgreementsView(
            last: registration(of: person, at: instant)?.agreement, interviews: interviews,
            next: interviews.first { appointment in
                [.booked, .arrived].contains(appointment.status)
                    && instant < appointment.placement.interval.end
            })
    }
}
