/// What a person with a case may do themself.
public enum CaseService: String, Hashable, Sendable, CaseIterable {
    /// Book the next meeting of the contact plan.
    case bookContact = "book-contact"
    /// Hand in a document.
    case handInDocument = "hand-in-document"
}

/// One thing that a person may do about their case: open to them now, or why not.
public struct CaseAbility: Hashable, Sendable {
    /// What it is.
    public let service: CaseService
    /// Why it is not open now; `nil` if it is.
    public let reason: CaseReason?
    /// Whether it is open now.
    public var isOpen: Bool { reason == nil }
}

/// A document of a checklist and how far it has come for a person.
public struct ChecklistState: Hashable, Sendable {
    /// The document: what it is, where it comes from, where it goes.
    public let item: ChecklistItem
    /// How far it has come; `nil` if it has not.
    public let state: DocumentState?
    /// Whether a policy lets nobody book without it as it is now.
    public let isGating: Bool
}

/// Something that a person should be told now; it follows from the state and ends by itself.
public enum PersonNotice: Hashable, Sendable {
    /// Their next meeting is to be booked by a day.
    case bookContact(by: CivilDate)
    /// Their next meeting was to be held by a day.
    case contactOverdue(since: CivilDate)
    /// Documents are missing without which the next meeting cannot be booked.
    case documentsMissing([ChecklistItem.ID])
    /// An appointment might be moved; they have until then to answer.
    case answerProposal(Appointment.ID, by: Instant)
    /// An appointment lies in an absence that they reported.
    case appointmentInAbsence(Appointment.ID)
    /// They are to come to the office on a day (D6).
    case comeToOffice(on: CivilDate)
    /// They are to confirm their search for work by a day (D15).
    case confirmJobSearch(by: CivilDate)
}

/// Everything that the scheduler knows about a person, in one read (C3).
public struct PersonFile: Hashable, Sendable {
    /// The person.
    public let person: Subject.ID
    /// The registration, if there is one.
    public let registration: RegistrationFile?
    /// The case, if there ever was one.
    public let caseFile: CaseFile?
    /// The next meeting of the contact plan.
    public let contact: Contact?
    /// The meetings held, oldest first.
    public let heldContacts: [HeldContact]
    /// The appointments by start, but holds that lapsed and proposals.
    public let appointments: [Appointment]
    /// What was agreed and is agreed now (D17).
    public let agreements: AgreementsView
    /// When the person cannot come, by record and registration.
    public let absences: IntervalSet
    /// The documents of the next meeting.
    public let checklist: [ChecklistState]
    /// What they may do about their registration.
    public let abilities: [Ability]
    /// What they may do about their case.
    public let caseAbilities: [CaseAbility]
    /// What they should be told now.
    public let notices: [PersonNotice]
}

extension Agenda {
    /// Everything known about a person at an instant, or `nil` if nothing is.
    ///
    /// - Complexity: linear in the person's appointments and history.
    public func personFile(of person: Subject.ID, at instant: Instant) -> PersonFile? {
        let (registration, file) = (registration(of: person, at: instant), caseFile(of: person))
        let appointments = ledger.appointments(of: person)
            .compactMap { self[Appointment.ID($0 + 1)] }
            .filter { $0.moves == nil && $0.cancellation != .lapsed }
            .sorted { ($0.placement.interval.start, $0.id) < ($1.placement.interval.start, $1.id) }
        guard
            registration != nil || file != nil || !appointments.isEmpty
                || supply.people.noted[person] != nil
        else { return nil }
        let contact = contact(of: person, at: instant)
        return PersonFile(
            person: person, registration: registration, caseFile: file, contact: contact,
            heldContacts: heldContacts(of: person), appointments: appointments,
            agreements: agreements(of: person, at: instant),
            absences: supply.participant(person).absences,
            checklist: contact.map { checklist(of: person, for: $0.service, at: instant) } ?? [],
            abilities: abilities(of: person, at: instant),
            caseAbilities: caseAbilities(of: person, at: instant),
            notices: notices(to: person, contact, appointments, at: instant))
    }

    /// What a person may do about their case, each thing open now or with the reason why not: here
    /// and nowhere else.
    public func caseAbilities(of person: Subject.ID, at instant: Instant) -> [CaseAbility] {
        CaseService.allCases.map {
            CaseAbility(service: $0, reason: refuses($0, to: person, at: instant))
        }
    }

    /// The request by which a person books the next meeting of their plan themself, for
    /// ``openings(for:at:limit:)`` and booking.
    ///
    /// - Throws: ``Refusal`` with the reason of ``caseAbilities(of:at:)`` if it is not open.
    public func contactRequest(
        of person: Subject.ID, at instant: Instant
    ) throws(Refusal) -> Request {
        let reason = refuses(.bookContact, to: person, at: instant)
        guard reason == nil, let contact = contact(of: person, at: instant),
            let request = request(
                for: contact, at: instant,
                through: officeDays.date(instant, at: contact.office).advanced(by: 28))
        else {
            let reason = reason ?? .noCase
            throw Refusal(reason, "the next meeting of person (\(person)) \(reason.summary)")
        }
        return request
    }

    /// The documents of a service, and of a topic of it, as far as they have come (A21, C1).
    public func checklist(
        of person: Subject.ID, for service: Service.ID, topic: Topic.ID? = nil, at instant: Instant
    ) -> [ChecklistState] {
        let participant = supply.participant(person)
        let today = officeDays.date(instant, at: participant.office)
        guard let number = supply.catalogue.services.number(of: service),
            let version = supply.catalogue.services.value(number, on: today)
        else { return [] }
        let wanted = supply.policies.list.filter { policy in
            policy.preference == nil && policy.valid.contains(today)
                && (policy.services.isEmpty || policy.services.contains(service))
                && (policy.offices.isEmpty
                    || participant.office.map { policy.offices.contains($0) } ?? false)
                && policy.channels.isEmpty
                && (policy.groups.isEmpty || !policy.groups.isDisjoint(with: participant.groups))
        }.compactMap { policy -> DocumentState? in
            if case .documentsFirst(let state) = policy.rule { state } else { nil }
        }.max()
        let named = version.topics.first { $0.id == topic }?.checklist ?? []
        return (version.checklist + named).map { item in
            let state = participant.documents[item.id]
            return ChecklistState(
                item: item, state: state,
                isGating: wanted.map { wanted in state.map { $0 < wanted } ?? true } ?? false)
        }
    }

    private func refuses(
        _ service: CaseService, to person: Subject.ID, at instant: Instant
    ) -> CaseReason? {
        guard caseFile(of: person)?.isOpen ?? false else { return .noCase }
        guard service == .bookContact else { return nil }
        guard let contact = contact(of: person, at: instant) else { return .noCase }
        switch contact.state {
        case .booked, .bookedLate: return .contactBooked
        case .ahead: return .contactNotOpen
        case .due, .lateToBook, .overdue: break
        }
        let isGated = checklist(of: person, for: contact.service, at: instant).contains(
            where: \.isGating)
        return isGated ? .documentsMissing : nil
    }

    private func notices(
        to person: Subject.ID, _ contact: Contact?, _ appointments: [Appointment],
        at instant: Instant
    ) -> [PersonNotice] {
        var notices: [PersonNotice] = []
        switch contact?.state {
        case .due?, .lateToBook?:
            if let contact { notices.append(.bookContact(by: contact.days.bookBy)) }
        case .overdue?:
            if let contact { notices.append(.contactOverdue(since: contact.days.holdBy)) }
        default: break
        }
        if let contact, !contact.state.isBooked {
            let missing = checklist(of: person, for: contact.service, at: instant)
                .filter(\.isGating).map(\.item.id)
            if !missing.isEmpty { notices.append(.documentsMissing(missing)) }
        }
        for appointment in appointments where appointment.status == .booked {
            if let proposal = appointment.proposal.flatMap({ self[$0] }),
                proposal.status == .proposed, let end = proposal.expires, instant < end
            {
                notices.append(.answerProposal(proposal.id, by: end))
            }
        }
        notices += self.appointments(inAbsencesOf: person, at: instant)
            .filter { $0.moves == nil }.map { .appointmentInAbsence($0.id) }
        if let flag = registration(of: person, at: instant)?.flag {
            notices.append(.comeToOffice(on: flag.attendance))
        }
        if let day = confirmationDue(of: person, at: instant) {
            notices.append(.confirmJobSearch(by: day))
        }
        return notices
    }
}
