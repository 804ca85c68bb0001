/// What an event of casework changes.
public enum CaseChange: Hashable, Sendable {
    /// A segment as it is from a date on.
    case segmentSet(Segment, from: CivilDate)
    /// The classes of priority in their order, as they are from a date on.
    case classesSet([PriorityClass], from: CivilDate)
    /// Something that happened to one person's case, and who brought it about.
    case step(CaseStep, of: Subject.ID, by: CaseActor)

    /// The person that the change is about, if it is about one.
    public var person: Subject.ID? {
        if case .step(_, let person, _) = self { person } else { nil }
    }
}

/// Something that happened to one person's case.
public enum CaseStep: Hashable, Sendable {
    /// The case was opened at an office, or opened again; its history goes on.
    case opened(Segment.ID, at: Office.ID)
    /// The profile was made anew; the plan of the segment begins on this day.
    case profiled(Segment.ID)
    /// A case manager was named, or none.
    case assigned(Counsellor.ID?)
    /// Another office has the case from now on; it has no manager until one is named (C6).
    case moved(to: Office.ID)
    /// The groups that the person belongs to. Erasable.
    case grouped(Set<Group.ID>)
    /// What meetings must provide for the person. Erasable.
    case needsNoted([Need])
    /// How far a document has come, or that it was taken back. Erasable.
    case documentNoted(ChecklistItem.ID, DocumentState?)
    /// A meeting of the plan that was no appointment: a visit, a call.
    case contactRecorded(on: CivilDate)
    /// The case was closed.
    case closed(CaseEnd)
}

/// Why a case was closed.
public enum CaseEnd: String, Hashable, Sendable, CaseIterable {
    /// The person found work.
    case employed
    /// The person left the service, or no longer has a right to it.
    case left
    /// The person's goal was reached in another way: training, a pension.
    case completed
}

/// What somebody wants done about a case (C1–C6); who wants it stands beside it.
public enum CaseCommand: Hashable, Sendable {
    /// Set a segment from a date on.
    case setSegment(Segment, from: CivilDate = .min)
    /// Set the classes of priority from a date on.
    case setClasses([PriorityClass], from: CivilDate = .min)
    /// Open a case at an office, with a case manager if one is known already.
    case open(Subject.ID, Segment.ID, at: Office.ID, manager: Counsellor.ID? = nil)
    /// Put the person into another segment.
    case profile(Subject.ID, Segment.ID)
    /// Name a case manager, or none.
    case assign(Subject.ID, Counsellor.ID?)
    /// Hand the case over to another office, to a manager there if one is known already.
    case move(Subject.ID, to: Office.ID, manager: Counsellor.ID? = nil)
    /// Say which groups the person belongs to.
    case group(Subject.ID, Set<Group.ID>)
    /// Say what meetings must provide for the person.
    case noteNeeds(Subject.ID, [Need])
    /// Say how far a document has come; the person themself may hand one in.
    case noteDocument(Subject.ID, ChecklistItem.ID, DocumentState?)
    /// Record a meeting of the plan that was no appointment.
    case recordContact(Subject.ID, on: CivilDate)
    /// Close the case.
    case close(Subject.ID, CaseEnd)

    /// The person that the command is about, if it is about one.
    public var person: Subject.ID? {
        switch self {
        case .setSegment, .setClasses: nil
        case .open(let id, _, _, _), .profile(let id, _), .assign(let id, _), .move(let id, _, _),
            .group(let id, _), .noteNeeds(let id, _), .noteDocument(let id, _, _),
            .recordContact(let id, _), .close(let id, _):
            id
        }
    }

    /// What is wanted, for messages.
    var name: String {
        switch self {
        case .setSegment: "a segment"
        case .setClasses: "classes of priority"
        case .open: "opening a case"
        case .profile(_, let segment): "a profile (\(segment))"
        case .assign: "a case manager"
        case .move(_, let office, _): "a move to office (\(office))"
        case .group: "groups"
        case .noteNeeds: "needs"
        case .noteDocument(_, let item, _): "a document (\(item))"
        case .recordContact(_, let date): "a contact (\(date))"
        case .close: "closing the case"
        }
    }
}
