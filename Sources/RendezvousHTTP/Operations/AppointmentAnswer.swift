internal import Rendezvous
internal import RendezvousDocuments

/// An appointment as it is shown.
extension Appointment {
    /// What changes whenever anything shown of the appointment does.
    func tag(_ agenda: Agenda, at instant: Instant) -> String {
        var parts = [String(revision), status.rawValue]
        switch progress {
        case .identified: parts.append("identified")
        case .inSession(let mode): parts.append(mode.rawValue)
        default: break
        }
        if meeting.admitted != nil { parts.append("admitted") }
        if let expires, expires <= instant { parts.append("expired") }
        if let proposal, agenda.consent(to: proposal, at: instant) == .needsAction {
            parts.append("p\(proposal)")
        }
        return "\"\(parts.joined(separator: "."))\""
    }

    /// The word for how far it has come.
    var progressWord: String {
        switch progress {
        case .ahead: "ahead"
        case .arrived: "arrived"
        case .identified: "identified"
        case .inSession(let mode): "in-meeting-\(mode.rawValue)"
        case .completed: "completed"
        case .missed: "missed"
        case .identityRefused: "identity-refused"
        case .calledOff: "called-off"
        }
    }
}

/// Appointments in answers.
struct AppointmentView {
    let agenda: Agenda
    let call: Call

    /// The answer that shows an appointment.
    func answer(_ status: Int, _ appointment: Appointment) -> ServiceAnswer {
        ServiceAnswer(status, written(appointment))
            .with("etag", appointment.tag(agenda, at: call.now))
    }

    func written(_ appointment: Appointment) -> JSONOutput {
        let isStaff = call.readers == .staff
        let placement = appointment.placement
        let zone = agenda.zone(of: placement.counsellor) ?? .utc
        let view = agenda.citizenView(
            of: placement, namingCounsellor: call.facilities.settings.namesCounsellors)
        let office = view.occasion.office
        let place =
            isStaff
            ? JSONOutput.members(["placement": placement.written, "office": office?.written])
            : view.members
        let isHeld = appointment.status == .pending || appointment.status == .proposed
        let hasExpired = appointment.expires.map { $0 <= call.now } ?? false
        return JSONOutput.members([
            "appointment": appointment.id.written,
            "status": .text(
                isHeld && hasExpired ? "cancelled" : appointment.status.rawValue),
            "progress": isHeld && hasExpired ? "called-off" : .text(appointment.progressWord),
            "revision": .number(appointment.revision),
            "service": appointment.service.written, "topic": appointment.topic?.written,
            "party": partyShown(appointment) ? appointment.party.written : nil,
        ]).followed(by: place).followed(
            by: .members([
                "zone": .text(zone.name),
                "expires": isHeld ? appointment.expires?.written : nil,
                "cancellation": isHeld && hasExpired
                    ? "lapsed" : appointment.cancellation.map { .text($0.rawValue) },
                "proposal": proposal(of: appointment),
                "checklist": checklist(of: appointment),
            ]))
    }

    private func partyShown(_ appointment: Appointment) -> Bool {
        call.readers == .staff || call.owns(appointment)
    }

    /// The proposal to move it that waits for an answer (A15).
    private func proposal(of appointment: Appointment) -> JSONOutput? {
        guard let id = appointment.proposal, let found = agenda[id],
            agenda.consent(to: id, at: call.now) == .needsAction
        else { return nil }
        let place =
            call.readers == .staff
            ? JSONOutput.members(["placement": found.placement.written])
            : agenda.citizenView(
                of: found.placement, namingCounsellor: call.facilities.settings.namesCounsellors
            ).members
        return JSONOutput.members([
            "appointment": id.written, "until": found.expires?.written,
        ]).followed(by: place)
    }

    /// What service and topic ask the participant to have ready (B2).
    private func checklist(of appointment: Appointment) -> JSONOutput? {
        let zone = agenda.zone(of: appointment.placement.counsellor) ?? .utc
        let date = zone.local(appointment.placement.interval.start).date
        let items = agenda.checklist(appointment.service, appointment.topic, on: date)
        return items.isEmpty ? nil : items.written
    }
}

extension Agenda {
    /// What a service and a topic ask participants to have ready.
    func checklist(
        _ service: Service.ID, _ topic: Topic.ID?, on date: CivilDate
    ) -> [ChecklistItem] {
        let found = self.service(service, on: date)
        let named = found?.topics.first { $0.id == topic }
        return (found?.checklist ?? []) + (named?.checklist ?? [])
    }
}

/// Whose is what.
extension Call {
    /// Whether the principal comes to an appointment or booked it.
    func owns(_ appointment: Appointment) -> Bool { principal.owns(appointment) }

    /// Whether the principal may see an appointment.
    func maySee(_ appointment: Appointment, _ agenda: Agenda) -> Bool {
        principal.maySee(appointment, in: agenda, at: now)
    }

    /// The office to which the principal belongs today.
    func office(_ agenda: Agenda) -> Office.ID? { principal.office(in: agenda, at: now) }

    /// The appointment in the path, which the principal may see.
    func appointment(_ agenda: Agenda) throws(Problem) -> Appointment {
        let id = try appointmentID()
        guard let found = agenda[id], maySee(found, agenda), found.moves == nil else {
            throw .nothing("appointment")
        }
        return found
    }

    /// Whether the principal may see what concerns a person: the person themself, and staff of the
    /// office that the person belongs to or has an appointment at.
    func maySee(_ person: Subject.ID, _ agenda: Agenda) -> Bool {
        switch principal.role {
        case .person: return principal.person == person
        case .administrator, .host: return true
        case .counsellor, .desk:
            guard let own = office(agenda), let file = agenda.personFile(of: person, at: now)
            else { return false }
            if file.registration?.office == own || file.caseFile?.office == own { return true }
            return file.appointments.contains { maySee($0, agenda) }
        case .anonymous, .fund, .auditor: return false
        }
    }

    /// The person in the path, whom the principal may see.
    func person(_ agenda: Agenda) throws(Problem) -> Subject.ID {
        let person: Subject.ID = try identifier("person")
        guard maySee(person, agenda) else { throw .nothing("person") }
        return person
    }
}
