internal import Rendezvous

/// Whose is what: the same for the API and the pages.
extension Principal {
    /// Whether the principal comes to an appointment or booked it.
    func owns(_ appointment: Appointment) -> Bool {
        guard let person else { return false }
        return appointment.party.participant == person || appointment.party.bookedBy == person
    }

    /// Whether the principal may see an appointment: their own, those of their office, or all.
    func maySee(_ appointment: Appointment, in agenda: Agenda, at now: Instant) -> Bool {
        switch role {
        case .person: return owns(appointment)
        case .administrator: return true
        case .counsellor, .desk:
            if appointment.placement.counsellor == counsellor { return true }
            let zone = agenda.zone(of: appointment.placement.counsellor) ?? .utc
            let date = zone.local(appointment.placement.interval.start).date
            let office = agenda.counsellor(appointment.placement.counsellor, on: date)?.office
            return office != nil && office == self.office(in: agenda, at: now)
        case .anonymous, .fund, .host, .auditor: return false
        }
    }

    /// The office to which the principal belongs today.
    func office(in agenda: Agenda, at now: Instant) -> Office.ID? {
        if let office { return office }
        guard let counsellor else { return nil }
        let zone = agenda.zone(of: counsellor) ?? .utc
        return agenda.counsellor(counsellor, on: zone.local(now).date)?.office
    }

    /// The offices whose days the principal may see.
    func offices(in agenda: Agenda, at now: Instant) -> [Office.ID] {
        role == .administrator ? agenda.offices : [office(in: agenda, at: now)].compactMap { $0 }
    }
}
