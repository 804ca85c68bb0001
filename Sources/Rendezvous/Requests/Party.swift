/// A person as the engine knows them: an opaque reference, never a name or a number.
public enum Subject {
    /// The reference.
    public typealias ID = Identifier<Subject>
}

/// By what right somebody represents a business (requirement A1).
public enum Authority: String, Hashable, Sendable, Comparable, CaseIterable {
    /// By law: an owner, a manager.
    case legal
    /// By an authorisation.
    case authorised

    /// Whether `left` comes before `right`.
    public static func < (left: Authority, right: Authority) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// On whose behalf a service is asked for (requirement A1).
public enum Applicant: Hashable, Sendable {
    /// Somebody registered as unemployed.
    case registered
    /// Any other person.
    case person
    /// A business, represented by the participant.
    case business(Authority)

    /// The audiences that the applicant belongs to.
    public var audiences: Set<Audience> {
        switch self {
        case .registered: [.registered, .person]
        case .person: [.person]
        case .business: [.business]
        }
    }
}

/// Something that a meeting must provide for the participant, from an open list (requirement A4).
public enum Need: Hashable, Sendable, Comparable {
    /// A language in a modality, by the counsellor themself or through an interpreter.
    case communication(Communication)
    /// A facility of the office or the room, for meetings in the office.
    case facility(Facility)

    /// A sign language.
    public static func signed(_ language: Language) -> Need { .communication(.signed(language)) }
    /// A spoken language.
    public static func spoken(_ language: Language) -> Need { .communication(.spoken(language)) }
    /// A language read from the lips.
    public static func lipReading(_ language: Language) -> Need {
        .communication(.lipReading(language))
    }

    /// `modality:language` or `facility:name`; `nil` if `text` is neither.
    public init?(_ text: some StringProtocol) {
        if text.hasPrefix("facility:") {
            let name = Facility(String(text.dropFirst("facility:".count)))
            guard name.isValid else { return nil }
            self = .facility(name)
        } else if let communication = Communication(text) {
            self = .communication(communication)
        } else {
            return nil
        }
    }

    /// Whether `left` comes before `right`.
    public static func < (left: Need, right: Need) -> Bool {
        switch (left, right) {
        case (.communication(let a), .communication(let b)): a < b
        case (.facility(let a), .facility(let b)): a < b
        case (.communication, .facility): true
        case (.facility, .communication): false
        }
    }
}

extension Need: CustomStringConvertible {
    /// The form `signed:gss` or `facility:step-free`.
    public var description: String {
        switch self {
        case .communication(let communication): communication.description
        case .facility(let facility): "facility:\(facility)"
        }
    }
}

/// Who comes to a meeting, on whose behalf, and what they need (requirements A1, A4).
public struct Party: Hashable, Sendable {
    /// Who will be there in person.
    public var participant: Subject.ID
    /// On whose behalf.
    public var applicant: Applicant
    /// Who asked for it, if not the participant.
    public var bookedBy: Subject.ID?
    /// What the meeting must provide, sorted and without repetition.
    public let needs: [Need]

    /// A party.
    public init(
        _ participant: Subject.ID, as applicant: Applicant = .registered,
        bookedBy: Subject.ID? = nil, needs: [Need] = []
    ) {
        self.participant = participant
        self.applicant = applicant
        self.bookedBy = bookedBy
        self.needs = Set(needs).sorted()
    }

    /// The party with nothing to provide for.
    var withoutNeeds: Party { Party(participant, as: applicant, bookedBy: bookedBy) }

    /// The languages among the needs.
    public var communications: [Communication] {
        needs.compactMap { need in
            if case .communication(let communication) = need { communication } else { nil }
        }
    }

    /// The facilities among the needs.
    public var facilities: [Facility] {
        needs.compactMap { need in if case .facility(let facility) = need { facility } else { nil }
        }
    }
}
