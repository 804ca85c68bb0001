/// Takes out of events what is of a special category, in the order of the log.
///
/// A sealed event is what is left of one after erasure; other events are sealed as they are. The
/// digest of an event is that of its sealed form, so that it is the same before and after erasure:
/// a chain of digests outlives it.
public struct LogSealer: Sendable {
    private var salts: [Subject.ID: Salt] = [:]
    private var participants: [Appointment.ID: Subject.ID] = [:]

    /// A sealer at the beginning of a log.
    public init() {}

    /// The sealed form of the next event, and whom what was taken out is about.
    ///
    /// - Complexity: linear in the bytes of the event.
    public mutating func seal(_ event: Event) -> (event: Event, about: Subject.ID?) {
        if let booking = event.change.booking {
            participants[booking.id] = booking.party.participant
        }
        switch event.change {
        case .salted(let person, let salt): salts[person] = salt
        case .erased(let person): salts[person] = nil
        default: break
        }
        guard let rest = event.change.withoutSpecialCategories else {
            return (event, nil)
        }
        let person = rest.person ?? rest.invited.flatMap { participants[$0] }
        guard let person = person ?? rest.participant else { return (event, nil) }
        var commitment: [UInt8]?
        if case .salted = event.change {
            // The salt itself is not committed to: it is gone for good.
        } else if let salt = salts[person] {
            let open = Event(at: event.at, .redacted(rest, Tombstone(commitment: nil)))
            var hash = SHA256()
            hash.update(salt.bytes)
            hash.update(EventLog.encode(open))
            hash.update(EventLog.encode(event))
            commitment = hash.finish().bytes
        }
        return (Event(at: event.at, .redacted(rest, Tombstone(commitment: commitment))), person)
    }

    /// SHA-256 of the sealed form of the next event.
    public mutating func digest(_ event: Event) -> [UInt8] {
        SHA256.digest(of: EventLog.encode(seal(event).event)).bytes
    }
}

extension EventLog {
    /// The log after erasure: of everybody who was erased, what came before is sealed.
    ///
    /// The state that it adds up to is the same byte for byte, and so are the digests of its events
    /// (``LogSealer``). Redacting it again changes nothing.
    ///
    /// - Complexity: linear in the bytes of the events.
    public static func redact(_ events: some Collection<Event>) -> [Event] {
        var last: [Subject.ID: Int] = [:]
        for (index, event) in events.enumerated() {
            if case .erased(let person) = event.change { last[person] = index }
        }
        var sealer = LogSealer()
        return events.enumerated().map { index, event in
            let (sealed, person) = sealer.seal(event)
            guard let person, let end = last[person], index < end else { return event }
            return sealed
        }
    }
}

extension Change {
    /// Whether the change could stand in a log as what erasure left of one.
    public var isRedacted: Bool { withoutSpecialCategories == self }

    /// The change without what is of a special category, or `nil` if there can be nothing of it.
    var withoutSpecialCategories: Change? {
        switch self {
        case .held(let booking, let until): .held(booking.withoutNeeds, until: until)
        case .booked(let booking): .booked(booking.withoutNeeds)
        case .proposed(let booking, let moved, let until):
            .proposed(booking.withoutNeeds, moving: moved, until: until)
        case .enlisted(let id, let request): .enlisted(id, request.withoutNeeds)
        case .invited(let id, let interpreter, _, let gap):
            .invited(id, interpreter, for: .erased, interpreterGap: gap)
        case .participantNoted(let participant):
            .participantNoted(participant.withoutSpecialCategories)
        case .registration(.step(.absenceReported, let person, let actor)):
            .registration(
                .step(
                    .absenceReported(Absence(.other, from: .min, to: .min)), of: person,
                    by: actor))
        case .registration(.step(.reportedWell, let person, let actor)):
            .registration(.step(.reportedWell(.min), of: person, by: actor))
        case .casework(.step(.grouped, let person, let actor)):
            .casework(.step(.grouped([]), of: person, by: actor))
        case .casework(.step(.needsNoted, let person, let actor)):
            .casework(.step(.needsNoted([]), of: person, by: actor))
        case .casework(.step(.documentNoted, let person, let actor)):
            .casework(.step(.documentNoted("erased", nil), of: person, by: actor))
        case .salted(let person, _): .salted(person, Salt([]))
        default: nil
        }
    }

    /// The participant whom the change names.
    fileprivate var participant: Subject.ID? {
        switch self {
        case .held(let booking, _), .booked(let booking), .proposed(let booking, _, _):
            booking.party.participant
        case .enlisted(_, let request): request.party.participant
        case .participantNoted(let participant): participant.id
        default: nil
        }
    }

    /// The appointment that an interpreter is invited to.
    fileprivate var invited: Appointment.ID? {
        if case .invited(let id, _, _, _) = self { id } else { nil }
    }
}

extension Communication {
    /// What stands for a language that was erased.
    static let erased = Communication(.spoken, "und")
}

extension Booking {
    fileprivate var withoutNeeds: Booking {
        var copy = self
        copy.party = party.withoutNeeds
        return copy
    }
}

extension Request {
    fileprivate var withoutNeeds: Request {
        var copy = self
        copy.party = party.withoutNeeds
        return copy
    }
}
