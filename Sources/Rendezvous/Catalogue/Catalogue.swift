/// All entries of the catalogue with their versions.
struct Catalogue: Sendable {
    private(set) var fields = Shelf<Field>()
    private(set) var skills = Shelf<Skill>()
    private(set) var services = Shelf<Service>()
    private(set) var offices = Shelf<Office>()
    private(set) var positions = Shelf<Position>()
    private(set) var rooms = Shelf<Room>()
    private(set) var counsellors = Shelf<Counsellor>()
    private(set) var interpreters = Shelf<Interpreter>()

    /// Sets an entry from a date on.
    mutating func define(_ entry: Entry, from date: CivilDate) {
        switch entry {
        case .field(let field): fields.set(field.id, field, from: date)
        case .skill(let skill): skills.set(skill.id, skill, from: date)
        case .service(let service): services.set(service.id, service, from: date)
        case .office(let office): offices.set(office.id, office, from: date)
        case .position(let position): positions.set(position.id, position, from: date)
        case .room(let room): rooms.set(room.id, room, from: date)
        case .counsellor(let counsellor): counsellors.set(counsellor.id, counsellor, from: date)
        case .interpreter(let interpreter):
            interpreters.set(interpreter.id, interpreter, from: date)
        }
    }

    /// Takes an entry out from a date on.
    mutating func withdraw(_ reference: EntryReference, from date: CivilDate) {
        switch reference {
        case .field(let id): fields.set(id, nil, from: date)
        case .skill(let id): skills.set(id, nil, from: date)
        case .service(let id): services.set(id, nil, from: date)
        case .office(let id): offices.set(id, nil, from: date)
        case .position(let id): positions.set(id, nil, from: date)
        case .room(let id): rooms.set(id, nil, from: date)
        case .counsellor(let id): counsellors.set(id, nil, from: date)
        case .interpreter(let id): interpreters.set(id, nil, from: date)
        }
    }

    /// Whether an entry was ever defined.
    func knows(_ reference: EntryReference) -> Bool {
        switch reference {
        case .field(let id): fields.number(of: id) != nil
        case .skill(let id): skills.number(of: id) != nil
        case .service(let id): services.number(of: id) != nil
        case .office(let id): offices.number(of: id) != nil
        case .position(let id): positions.number(of: id) != nil
        case .room(let id): rooms.number(of: id) != nil
        case .counsellor(let id): counsellors.number(of: id) != nil
        case .interpreter(let id): interpreters.number(of: id) != nil
        }
    }

    /// How many entries of a kind there are.
    func count(like reference: EntryReference) -> Int {
        switch reference {
        case .field: fields.count
        case .skill: skills.count
        case .service: services.count
        case .office: offices.count
        case .position: positions.count
        case .room: rooms.count
        case .counsellor: counsellors.count
        case .interpreter: interpreters.count
        }
    }
}
