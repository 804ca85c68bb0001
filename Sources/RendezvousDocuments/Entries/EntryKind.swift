package import Rendezvous

/// A kind of catalogue entry: the word for it, and the list of an agency's document that holds it.
package enum EntryKind: String, CaseIterable, TextValue {
    case field, skill, service, office, position, room, counsellor, interpreter

    /// The list in a document: `services`.
    package var plural: String { rawValue + "s" }

    /// The entry that an object describes, and the day from which on it is so.
    package func read(_ node: Node) throws(DocumentError) -> (entry: Entry, from: CivilDate) {
        switch self {
        case .field: try read(node, Entry.field)
        case .skill: try read(node, Entry.skill)
        case .service: try read(node, Entry.service)
        case .office: try read(node, Entry.office)
        case .position: try read(node, Entry.position)
        case .room: try read(node, Entry.room)
        case .counsellor: try read(node, Entry.counsellor)
        case .interpreter: try read(node, Entry.interpreter)
        }
    }

    private func read<Value: EntryValue>(
        _ node: Node, _ entry: (Value) -> Entry
    ) throws(DocumentError) -> (entry: Entry, from: CivilDate) {
        let members = try node.members(["id", "from"] + Value.names)
        let from = try members.value("from", else: CivilDate.min)
        return (entry(try Value(members)), from)
    }

    /// The reference to an entry of this kind.
    package func reference(_ id: String) -> EntryReference {
        switch self {
        case .field: .field(.init(id))
        case .skill: .skill(.init(id))
        case .service: .service(.init(id))
        case .office: .office(.init(id))
        case .position: .position(.init(id))
        case .room: .room(.init(id))
        case .counsellor: .counsellor(.init(id))
        case .interpreter: .interpreter(.init(id))
        }
    }
}

/// An entry of the catalogue as an object with an `id`, a `from` and members of its own.
protocol EntryValue {
    /// The members besides `id` and `from`.
    static var names: [String] { get }
    init(_ members: Members) throws(DocumentError)
    /// The members besides `id` and `from`, in the order of ``names``.
    var members: JSONOutput { get }
}

extension EntryReference {
    var entryKind: EntryKind {
        switch self {
        case .field: .field
        case .skill: .skill
        case .service: .service
        case .office: .office
        case .position: .position
        case .room: .room
        case .counsellor: .counsellor
        case .interpreter: .interpreter
        }
    }
}

extension Entry {
    /// The object that describes the entry, which is so from a day on.
    package func written(from: CivilDate) -> JSONOutput {
        let members =
            switch self {
            case .field(let field): field.members
            case .skill(let skill): skill.members
            case .service(let service): service.members
            case .office(let office): office.members
            case .position(let position): position.members
            case .room(let room): room.members
            case .counsellor(let counsellor): counsellor.members
            case .interpreter(let interpreter): interpreter.members
            }
        return .members([
            "id": reference.rawValue.written, "from": from.written(unless: .min),
        ])
        .followed(by: members)
    }
}

/// An entry that no longer exists from a day on.
struct Withdrawal {
    let reference: EntryReference
    let from: CivilDate

    static let names = ["kind", "id", "from"]

    init(_ reference: EntryReference, from: CivilDate) {
        self.reference = reference
        self.from = from
    }

    init(_ members: Members) throws(DocumentError) {
        let kind: EntryKind = try members.value("kind")
        let id: Identifier<Withdrawal> = try members.value("id")
        reference = kind.reference(id.rawValue)
        from = try members.value("from")
    }

    package var written: JSONOutput {
        .members([
            "kind": .text(reference.kind), "id": .text(reference.rawValue), "from": from.written,
        ])
    }
}
