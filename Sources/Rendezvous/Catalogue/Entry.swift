/// One entry of the catalogue, of any kind.
public enum Entry: Hashable, Sendable {
    /// A group of services.
    case field(Field)
    /// A qualification.
    case skill(Skill)
    /// Something done by appointment.
    case service(Service)
    /// Where counsellors belong.
    case office(Office)
    /// A work position with hours of its own.
    case position(Position)
    /// A room of an office.
    case room(Room)
    /// Somebody who meets people.
    case counsellor(Counsellor)
    /// Somebody who interprets.
    case interpreter(Interpreter)

    /// What the entry is and which one.
    public var reference: EntryReference {
        switch self {
        case .field(let field): .field(field.id)
        case .skill(let skill): .skill(skill.id)
        case .service(let service): .service(service.id)
        case .office(let office): .office(office.id)
        case .position(let position): .position(position.id)
        case .room(let room): .room(room.id)
        case .counsellor(let counsellor): .counsellor(counsellor.id)
        case .interpreter(let interpreter): .interpreter(interpreter.id)
        }
    }
}

/// The kind and identifier of a catalogue entry.
public enum EntryReference: Hashable, Sendable {
    /// A group of services.
    case field(Field.ID)
    /// A qualification.
    case skill(Skill.ID)
    /// A service.
    case service(Service.ID)
    /// An office.
    case office(Office.ID)
    /// A work position.
    case position(Position.ID)
    /// A room.
    case room(Room.ID)
    /// A counsellor.
    case counsellor(Counsellor.ID)
    /// An interpreter.
    case interpreter(Interpreter.ID)

    /// The kind, as JSON and messages name it.
    public var kind: String {
        switch self {
        case .field: "field"
        case .skill: "skill"
        case .service: "service"
        case .office: "office"
        case .position: "position"
        case .room: "room"
        case .counsellor: "counsellor"
        case .interpreter: "interpreter"
        }
    }

    /// The text of the identifier.
    public var rawValue: String {
        switch self {
        case .field(let id): id.rawValue
        case .skill(let id): id.rawValue
        case .service(let id): id.rawValue
        case .office(let id): id.rawValue
        case .position(let id): id.rawValue
        case .room(let id): id.rawValue
        case .counsellor(let id): id.rawValue
        case .interpreter(let id): id.rawValue
        }
    }
}

extension EntryReference: CustomStringConvertible {
    /// The form `office (kypseli)`.
    public var description: String { "\(kind) (\(rawValue))" }
}
