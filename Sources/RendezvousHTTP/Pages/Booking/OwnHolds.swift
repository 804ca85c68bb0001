internal import Rendezvous

/// The times that somebody keeps and has not confirmed: made by them, and nobody's offer.
struct OwnHolds {
    let visit: Visit
    let agenda: Agenda

    /// The holds of the viewer, and of the participant whom they book for, latest first.
    func all(of participant: Subject.ID? = nil) -> [Appointment] {
        guard let me = visit.viewer?.person ?? participant else { return [] }
        let offers = Set(
            agenda.waitingList(at: visit.now).compactMap { entry -> Appointment.ID? in
                if case .offered(let id) = entry.status { id } else { nil }
            })
        return Set([me, participant ?? me]).sorted().flatMap { person in
            agenda.personFile(of: person, at: visit.now)?.appointments ?? []
        }.filter { appointment in
            appointment.status == .pending && !offers.contains(appointment.id)
                && (appointment.expires.map { visit.now < $0 } ?? false)
                && (appointment.party.bookedBy ?? appointment.party.participant) == me
        }.sorted { $0.id > $1.id }
    }

    /// The holds of the viewer.
    var all: [Appointment] { all(of: nil) }

    /// The agenda as it is once the holds are given back, and the events that do it.
    func released(of participant: Subject.ID?) throws(Refusal) -> (agenda: Agenda, events: [Event])
    {
        var (after, events) = (agenda, [Event]())
        for hold in all(of: participant) {
            let new = try after.decide(.cancel(hold.id, .excused), at: visit.now)
            try after.take(new)
            events += new
        }
        return (after, events)
    }
}

extension Agenda {
    /// Takes in events that it decided itself.
    mutating func take(_ events: [Event]) throws(Refusal) {
        do throws(LogError) {
            try apply(events)
        } catch {
            throw Refusal(.invalidValue, error.message)
        }
    }
}
