/// What is of a special category about a person — needs, groups, documents, absences — and how it
/// is erased (Documentation/Erasure.md).
extension Agenda {
    /// Gives a person's salt, once: a second one would not fit the commitments made with the first.
    func salting(_ person: Subject.ID, _ salt: Salt) throws(Refusal) -> [Change] {
        try Check.identifier(person, of: "a person")
        try salt.check()
        guard !salted.contains(person) else {
            throw Refusal(
                CaseReason.alreadySalted, "a salt \(CaseReason.alreadySalted.summary) (\(person))")
        }
        return [.salted(person, salt)]
    }

    /// Erases, if nothing about the person is in force that the rules may still be asked about.
    func erasing(_ person: Subject.ID, at instant: Instant) throws(Refusal) -> [Change] {
        try Check.identifier(person, of: "a person")
        let appointments = ledger.appointments(of: person).filter { index in
            let entry = ledger.entries[index]
            return [.proposed, .pending, .booked, .arrived].contains(entry.status)
                && entry.occupies(at: instant) && instant < entry.interval.end
        }
        let waiting = ledger.waiting.requests.indices.count { index in
            ledger.waiting.requests[index].party.participant == person
                && ledger.waiting.states[index].isLive
        }
        let file = registration(of: person, at: instant)
        let isRegistered = file?.category != nil || file?.flag != nil
        let hasCase = cases.file(of: person)?.isOpen ?? false
        guard appointments.isEmpty, waiting == 0, !isRegistered, !hasCase else {
            throw Refusal(
                CaseReason.stillActive,
                "erasure \(CaseReason.stillActive.summary) (\(person)): "
                    + "\(appointments.count) appointments ahead, \(waiting) waiting, "
                    + "\(isRegistered ? "registered" : "not registered"), "
                    + "\(hasCase ? "an open case" : "no open case")",
                hint: "close, cancel or deregister first")
        }
        guard
            supply.people.noted[person] != nil || ledger.subjects.number(of: person) != nil
                || file != nil || cases.file(of: person) != nil || salted.contains(person)
                || ledger.waiting.requests.contains(where: { $0.party.participant == person })
        else {
            throw Refusal(
                CaseReason.nothingKept, "erasure \(CaseReason.nothingKept.summary) (\(person))")
        }
        return [.erased(person)]
    }

    /// How erasure, salts and what erasure left follow.
    mutating func followErasure(_ event: Event, index: Int) throws(LogError) {
        switch event.change {
        case .salted(let person, let salt):
            do throws(Refusal) {
                try salt.check()
            } catch {
                throw LogError(index: index, message: error.message)
            }
            guard salted.insert(person).inserted else {
                throw LogError(index: index, message: "person (\(person)) has a salt already")
            }
        case .erased(let person): forget(person)
        case .redacted(let change, _): try followRest(of: change, at: event.at, index: index)
        default: break
        }
    }

    /// Appointments stay, with who comes, where and when.
    private mutating func forget(_ person: Subject.ID) {
        supply.erase(person)
        registrations.erase(person)
        cases.erase(person)
        noteAbsences(of: person)
        noteCaseFacts(of: person)
        for position in Array(ledger.appointments(of: person)) {
            ledger.set(ledger.party(of: ledger.entries[position]).withoutNeeds, of: position)
        }
        ledger.waiting.erase(person)
        salted.remove(person)
    }

    /// What is left of a change is followed; where nothing is left, nothing changes.
    private mutating func followRest(
        of change: Change, at instant: Instant, index: Int
    ) throws(LogError) {
        switch change {
        case .held, .booked, .proposed, .enlisted, .participantNoted:
            try follow(Event(at: instant, change), index: index)
        case .invited(let id, let interpreter, _, let gap):
            try invite(id, interpreter, nil, gap, index: index)
        case .registration(.step(.absenceReported, _, _)),
            .registration(.step(.reportedWell, _, _)), .casework(.step(.grouped, _, _)),
            .casework(.step(.needsNoted, _, _)), .casework(.step(.documentNoted, _, _)), .salted:
            break
        default:
            throw LogError(index: index, message: "a change without anything erasable is redacted")
        }
    }
}
