import Rendezvous

/// Erasure: what may be erased when, and what cannot be judged any more afterwards.
extension LogCheck {
    mutating func takeErasure(_ event: Event) {
        switch event.change {
        case .salted(let person, _):
            if !saltedPeople.insert(person).inserted {
                note(.reason(.casework), of: [], "person (\(person)) is given a second salt")
            }
        case .erased(let person):
            erasedPeople.remove(person)
            saltedPeople.remove(person)
            if model.cases.isOpen(person) {
                note(
                    .reason(.casework), of: [],
                    "person (\(person)) is erased and has an open case")
            }
            let ahead = model.book.occupying(.participant(person), at: event.at, except: nil)
                .filter { event.at < $0.record.placement.interval.end }
                .filter { [.booked, .arrived, .pending, .proposed].contains($0.record.status) }
            for item in ahead {
                note(
                    .reason(.casework), of: [item.record.name],
                    "person (\(person)) is erased and has \(item.record.name) ahead")
            }
        case .redacted(let change, _):
            person(of: change).map { _ = erasedPeople.insert($0) }
            switch change {
            case .held, .booked, .proposed, .enlisted, .participantNoted:
                check(Event(at: event.at, change))
            default: break
            }
        default: return
        }
    }

    /// Whom a redacted change is about.
    private func person(of change: Change) -> Subject.ID? {
        switch change {
        case .held(let booking, _), .booked(let booking), .proposed(let booking, _, _):
            booking.party.participant
        case .enlisted(_, let request): request.party.participant
        case .participantNoted(let participant): participant.id
        case .registration(let change): change.person
        case .casework(let change): change.person
        case .salted(let person, _): person
        case .invited(let id, _, _, _): model.book[id]?.party.participant
        default: nil
        }
    }

    /// What was redacted was erased later in the log.
    mutating func requireErasure() {
        for person in erasedPeople.sorted() {
            note(
                .reason(.casework), of: [],
                "what is known about person (\(person)) is redacted and was never erased")
        }
    }

    /// Whether a rule can be judged about a person: what it asks about may have been erased.
    func canJudge(_ reason: Reason, about person: Subject.ID) -> Bool {
        guard erasedPeople.contains(person) else { return true }
        switch reason {
        case .wrongDuration, .interpreterMissing, .interpreterNotNeeded, .interpreterUnavailable,
            .facilityMissing, .documentsMissing, .protected, .participantAbsent, .customRule:
            return false
        case .overlap, .gap, .notWorking, .participantOverlap:
            // A policy for some groups may have allowed it.
            return !model.policies.values.contains { policy in
                guard !policy.groups.isEmpty else { return false }
                switch policy.rule {
                case .overbooking, .gap, .gapsOutsideWorkingTime: return true
                default: return false
                }
            }
        default: return true
        }
    }
}
