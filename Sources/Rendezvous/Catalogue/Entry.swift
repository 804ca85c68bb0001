/// One entry of the catalogue, of any kind.
public enum Entry: Hashable, Sendable {
    case field(Field)
    case skill(Skill)
    case service(Service)
    case office(Office)
    case position(Position)
    case room(Room)
    case counsellor(Counsellor)
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
    case field(Field.ID)
    case skill(Skill.ID)
    case service(Service.ID)
    case office(Office.ID)
    case position(Position.ID)
    case room(Room.ID)
    case counsellor(Counsellor.ID)
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
