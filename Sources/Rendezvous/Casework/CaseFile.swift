/// What is known about one person's case: the fold of its steps (C2–C6). A case that is closed and
/// opened again is the same file; so is one that moved between offices.
public struct CaseFile: Hashable, Sendable {
    /// The person.
    public let person: Subject.ID
    /// Whether the case is open.
    public private(set) var isOpen = false
    /// The segment, once there was one.
    public private(set) var segment: Segment.ID?
    /// The office that has the case, or had it last.
    public private(set) var office: Office.ID?
    /// The case manager.
    public private(set) var manager: Counsellor.ID?
    /// The groups that the person belongs to.
    public private(set) var groups: Set<Group.ID> = []
    /// What meetings must provide.
    public private(set) var needs: [Need] = []
    /// The documents that have come.
    public private(set) var documents: [ChecklistItem.ID: DocumentState] = [:]
    /// What happened to the case, oldest first; groups, needs and documents are not in it.
    public private(set) var history: [Passage] = []

    /// A step with the instant and the local date on which it was taken.
    public struct Passage: Hashable, Sendable {
        /// When.
        public let at: Instant
        /// The date of it by the clock of the office that has the case.
        public let on: CivilDate
        /// What happened.
        public let step: CaseStep
    }

    init(_ person: Subject.ID) { self.person = person }

    /// The day on which the case was last opened.
    public var openedOn: CivilDate? {
        history.last { if case .opened = $0.step { true } else { false } }?.on
    }
}

extension CaseFile {
    /// Changes the file as a step says.
    mutating func take(_ step: CaseStep, at instant: Instant, on date: CivilDate) {
        switch step {
        case .opened(let segment, let office):
            (isOpen, self.segment, self.office, manager) = (true, segment, office, nil)
        case .profiled(let segment): self.segment = segment
        case .assigned(let manager): self.manager = manager
        case .moved(let office): (self.office, manager) = (office, nil)
        case .grouped(let groups): self.groups = groups
        case .needsNoted(let needs): self.needs = Set(needs).sorted()
        case .documentNoted(let item, let state): documents[item] = state
        case .contactRecorded: break
        case .closed: (isOpen, manager) = (false, nil)
        }
        switch step {
        case .grouped, .needsNoted, .documentNoted: break
        default: history.append(Passage(at: instant, on: date, step: step))
        }
    }

    /// Forgets what is of a special category.
    mutating func erase() {
        groups = []
        needs = []
        documents = [:]
    }

    /// What a step cannot follow, or `nil` if it can be taken in without harm. Whether it keeps the
    /// rules was decided before it was written, and is checked again by the verifier.
    func problem(
        _ step: CaseStep, _ segments: Shelf<Segment>, _ days: OfficeDays
    ) throws(Refusal) -> String? {
        let what = "the case of person (\(person))"
        try Check.count(history.count + 1, "steps of \(what)")
        if case .opened = step {
            if isOpen { return "is open already" }
        } else if !isOpen {
            return "is not open"
        }
        switch step {
        case .opened(let segment, let office):
            try days.catalogue.require(.office(office), for: what)
            return segments.number(of: segment) == nil ? "names an unknown segment" : nil
        case .profiled(let segment):
            return segments.number(of: segment) == nil ? "names an unknown segment" : nil
        case .assigned(let manager):
            if let manager { try days.catalogue.require(.counsellor(manager), for: what) }
        case .moved(let office): try days.catalogue.require(.office(office), for: what)
        case .grouped(let groups): try Check.groups(groups, of: what)
        case .needsNoted(let needs): try Check.count(needs.count, "needs of \(what)")
        case .documentNoted(let item, _):
            try Check.identifier(item, of: "a document of \(what)")
            try Check.count(documents.count + 1, "documents of \(what)")
        case .contactRecorded, .closed: break
        }
        return nil
    }
}

extension Check {
    /// Refuses groups with a bad identifier, or too many.
    static func groups(_ groups: Set<Group.ID>, of what: String) throws(Refusal) {
        try count(groups.count, "groups of \(what)")
        for group in groups.sorted() { try identifier(group, of: "a group of \(what)") }
    }
}
