/// A group of people for whom rules may differ, such as long-term unemployed people or care leavers
/// (requirement C4).
public enum Group {
    /// The identifier of a group.
    public typealias ID = Identifier<Group>
}

/// How far a document of a checklist has come (requirements A21, C1). The document itself stays
/// with the agency.
public enum DocumentState: String, Hashable, Sendable, Comparable, CaseIterable {
    /// Looked at and not accepted.
    case rejected
    /// Handed in, not looked at yet.
    case submitted
    /// Looked at and accepted.
    case checked

    /// Whether `left` is farther from acceptance than `right`.
    public static func < (left: DocumentState, right: DocumentState) -> Bool {
        left.order < right.order
    }

    private var order: Int {
        switch self {
        case .rejected: 0
        case .submitted: 1
        case .checked: 2
        }
    }
}

/// What an agency tells the engine about a person: facts that rules ask for, never a name.
///
/// A later record of the same person replaces the earlier one.
public struct Participant: Hashable, Sendable {
    /// The person.
    public var id: Subject.ID
    /// The groups that they belong to.
    public var groups: Set<Group.ID>
    /// The office that they are attached to (requirement C6).
    public var office: Office.ID?
    /// Their own counsellor: the case manager.
    public var counsellor: Counsellor.ID?
    /// The documents that they have handed in.
    public var documents: [ChecklistItem.ID: DocumentState]
    /// When they cannot come.
    public var absences: IntervalSet

    /// A record of a person.
    public init(
        _ id: Subject.ID, groups: Set<Group.ID> = [], office: Office.ID? = nil,
        counsellor: Counsellor.ID? = nil, documents: [ChecklistItem.ID: DocumentState] = [:],
        absences: IntervalSet = IntervalSet([])
    ) {
        self.id = id
        self.groups = groups
        self.office = office
        self.counsellor = counsellor
        self.documents = documents
        self.absences = absences
    }

    /// The record without groups, documents and absences: what is of a special category is gone.
    var withoutSpecialCategories: Participant {
        Participant(id, office: office, counsellor: counsellor)
    }

    /// Refuses a record that names something unknown or has a value out of range.
    func check(in catalogue: Catalogue) throws(Refusal) {
        try Check.identifier(id, of: "a participant")
        let what = "participant (\(id))"
        for group in groups.sorted() { try Check.identifier(group, of: "a group of \(what)") }
        for item in documents.keys.sorted() {
            try Check.identifier(item, of: "a document of \(what)")
        }
        try Check.count(groups.count, "groups of \(what)")
        try Check.count(documents.count, "documents of \(what)")
        try Check.count(absences.intervals.count, "absences of \(what)")
        if let office { try catalogue.require(.office(office), for: what) }
        if let counsellor { try catalogue.require(.counsellor(counsellor), for: what) }
    }
}
