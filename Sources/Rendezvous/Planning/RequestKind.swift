/// What many requests have in common: the same starts on the same calendars, at the same cost,
/// apart from the windows that each asks for.
struct RequestKind: Hashable {
    /// What decides about the starts on one calendar.
    struct Matter: Hashable {
        let service: Int
        let topic: Topic.ID?
        let applicant: Applicant
        let communications: [Communication]
        let facilities: [Facility]
        /// What rules can ask about the participant, without who they are.
        let facts: Participant
        let past: Past
    }

    /// What rules can ask about somebody's appointments.
    enum Past: Hashable {
        /// All are over for so long that at most the counsellor of the latest matters; -1: nobody.
        case over(latest: Int32)
        /// Something of their own.
        case own(Subject.ID)
    }

    let matter: Matter
    let channels: Set<Channel>
    let scope: OfficeScope
    let only: Int?
}

/// Tells the kinds of requests apart, by what the policies of an agenda read.
struct RequestKinds {
    private let agenda: Agenda
    private let instant: Instant
    /// What policies read of what is known about a participant.
    private var readsOffice = false
    private var readsCounsellor = false
    private var readsAbsences = false
    /// Whether some policy asks for the documents of a checklist, which topics may add to.
    private var readsDocuments = false
    private var readsPerson = false
    private var readsAll = false
    private var groups: Set<Group.ID> = []
    /// From how many days before today on appointments matter to some policy.
    private var reach = 2
    private var latestMatters = false

    /// Kinds of requests that are planned at an instant.
    init(_ agenda: Agenda, at instant: Instant) {
        self.agenda = agenda
        self.instant = instant
        for policy in agenda.supply.policies.list { read(policy) }
    }

    private mutating func read(_ policy: Policy) {
        groups.formUnion(policy.groups)
        switch policy.rule {
        case .localOffice: readsOffice = true
        case .ownCounsellor: readsCounsellor = true
        case .participantPresent: readsAbsences = true
        case .documentsFirst: readsDocuments = true
        case .protectedCapacity(_, let favoured, _): groups.formUnion(favoured)
        case .spacing(let days): reach = max(reach, days + 1)
        case .limit(.participant, _, _): reach = max(reach, 8)
        case .noShowCoolDown(_, let within, let days): reach = max(reach, within + days + 1)
        case .continuity: latestMatters = true
        case .custom:
            readsDocuments = true
            readsAll = true
            let aspects = agenda.supply.policies.custom[policy.id]?.aspects
            let own: Set<CandidateAspect> = [.participant, .appointments]
            if aspects.map({ !$0.isDisjoint(with: own) }) ?? true { readsPerson = true }
        default: break
        }
    }

    /// The kind of a request.
    ///
    /// - Complexity: linear in the participant's appointments.
    func kind(of request: PlannedRequest) -> RequestKind {
        let question = request.search.question
        // A topic that every version covers is one of a checklist at most.
        let versions = agenda.supply.catalogue.services.versions[question.service]
        let isDecisive =
            readsDocuments || !versions.values.allSatisfy { $0.covers(question.topic) }
        let matter = RequestKind.Matter(
            service: question.service, topic: isDecisive ? question.topic : nil,
            applicant: request.party.applicant, communications: question.communications,
            facilities: question.facilities, facts: facts(question.participant),
            past: past(of: request.party.participant))
        return RequestKind(
            matter: matter, channels: question.channels, scope: question.scope,
            only: question.only)
    }

    /// What some policy may read of what is known about a participant.
    private func facts(_ participant: Participant) -> Participant {
        var facts = participant
        facts.id = ""
        guard !readsAll else { return facts }
        facts.groups.formIntersection(groups)
        if !readsOffice { facts.office = nil }
        if !readsCounsellor { facts.counsellor = nil }
        if !readsAbsences { facts.absences = IntervalSet() }
        if !readsDocuments { facts.documents = [:] }
        return facts
    }

    private func past(of person: Subject.ID) -> RequestKind.Past {
        if readsPerson { return .own(person) }
        let recent = instant - .hours(24) * Int64(reach)
        var latest: (start: Int64, number: Int, counsellor: Int32)?
        var isOver = true
        agenda.ledger.visitAppointments(of: person) { index, entry in
            guard entry.status == .fulfilled, entry.interval.end < recent else {
                isOver = false
                return
            }
            if latest.map({ ($0.start, $0.number) < (entry.start, index) }) ?? true {
                latest = (entry.start, index, entry.counsellor)
            }
        }
        guard isOver else { return .own(person) }
        return .over(latest: latestMatters ? latest?.counsellor ?? -1 : -1)
    }
}
