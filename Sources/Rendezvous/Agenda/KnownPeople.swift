/// What rules can ask about people: what was noted of them, when they are away, and what their open
/// cases say.
struct KnownPeople: Sendable {
    private(set) var noted: [Subject.ID: Participant] = [:]
    /// When people are away by their registrations; follows from them, and is no state of its own.
    private(set) var absences: [Subject.ID: IntervalSet] = [:]
    /// What the open cases say about people; follows from them, and is no state of its own.
    private var caseFacts: [Subject.ID: Participant] = [:]

    mutating func note(_ participant: Participant) { noted[participant.id] = participant }

    /// Takes in what an open case says about a person, or that there is none.
    mutating func note(_ facts: Participant?, ofCaseOf person: Subject.ID) {
        caseFacts[person] = facts
    }

    /// Takes in when somebody is away.
    mutating func note(_ absences: IntervalSet, of person: Subject.ID) {
        self.absences[person] = absences.isEmpty ? nil : absences
    }

    /// Forgets what is of a special category about a person.
    mutating func erase(_ person: Subject.ID) {
        guard let known = noted[person] else { return }
        noted[person] = known.withoutSpecialCategories
    }

    /// All that is known about a person.
    func participant(_ person: Subject.ID) -> Participant {
        var participant = noted[person] ?? Participant(person)
        if let absences = absences[person] {
            participant.absences = participant.absences.union(absences)
        }
        guard let facts = caseFacts[person] else { return participant }
        participant.office = facts.office ?? participant.office
        participant.counsellor = facts.counsellor ?? participant.counsellor
        participant.groups.formUnion(facts.groups)
        participant.documents.merge(facts.documents) { _, later in later }
        return participant
    }

    /// The groups of a person.
    func groups(of person: Subject.ID) -> Set<Group.ID> {
        let known = noted[person]?.groups ?? []
        return caseFacts[person].map { known.union($0.groups) } ?? known
    }

    // MARK: Undoing

    /// What was known about some people.
    struct Mark {
        fileprivate let facts:
            [(
                person: Subject.ID, noted: Participant?, absences: IntervalSet?,
                caseFacts: Participant?
            )]
    }

    /// What is known about the people whom some changes concern.
    func mark(of people: some Sequence<Subject.ID>) -> Mark {
        Mark(facts: people.map { ($0, noted[$0], absences[$0], caseFacts[$0]) })
    }

    /// Goes back to a mark.
    mutating func restore(_ mark: Mark) {
        for (person, noted, absences, caseFacts) in mark.facts {
            self.noted[person] = noted
            self.absences[person] = absences
            self.caseFacts[person] = caseFacts
        }
    }
}
