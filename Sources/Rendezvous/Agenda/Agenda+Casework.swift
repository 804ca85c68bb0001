/// Cases in the agenda: what is asked about them, and how they follow events (C1–C6).
extension Agenda {
    /// A person's case, if there ever was one; it may be closed.
    public func caseFile(of person: Subject.ID) -> CaseFile? { cases.file(of: person) }

    /// The people who ever had a case, in order.
    ///
    /// - Complexity: O(*n* log *n*) in the cases.
    public var peopleWithCases: [Subject.ID] { cases.files.keys.sorted() }

    /// The segments as they are on a date, in the order in which they were first set.
    public func segments(on date: CivilDate) -> [Segment] {
        cases.segments.versions.compactMap { $0.on(date) }
    }

    /// The classes of priority as they are on a date, the first first.
    public func priorityClasses(on date: CivilDate) -> [PriorityClass] {
        cases.classes.on(date) ?? []
    }

    /// The class of priority that a person belongs to on the date of an instant.
    public func priorityClass(of person: Subject.ID, at instant: Instant) -> PriorityClass? {
        guard let file = cases.file(of: person), file.isOpen else { return nil }
        return cases.priority(
            of: supply.groups(of: person), in: file.segment,
            on: officeDays.date(instant, at: file.office))
    }

    /// Takes in a change of casework.
    mutating func follow(
        _ change: CaseChange, at instant: Instant, index: Int
    ) throws(LogError) {
        let days = officeDays
        if let problem = cases.problem(change, days) {
            throw LogError(index: index, message: problem)
        }
        cases.follow(change, at: instant, days)
        if let person = change.person { noteCaseFacts(of: person) }
    }

    /// Tells the supply what an open case says about a person.
    mutating func noteCaseFacts(of person: Subject.ID) {
        guard let file = cases.file(of: person), file.isOpen else {
            return supply.note(nil, ofCaseOf: person)
        }
        supply.note(
            Participant(
                person, groups: file.groups, office: file.office, counsellor: file.manager,
                documents: file.documents),
            ofCaseOf: person)
    }
}

/// Something that somebody must be told about a case, as data; sending it is the host's.
public struct CaseNotice: Hashable, Sendable {
    /// Who is told.
    public enum Recipient: Hashable, Sendable {
        /// The person.
        case person
        /// An office.
        case office(Office.ID)
        /// A case manager.
        case manager(Counsellor.ID)
    }

    /// What they are told.
    public enum Matter: Hashable, Sendable {
        /// The case was opened at an office.
        case opened(Office.ID)
        /// A case manager was named.
        case assigned(Counsellor.ID)
        /// Another office has the case.
        case moved(from: Office.ID?, to: Office.ID)
        /// The case was closed.
        case closed(CaseEnd)
    }

    /// Whom it is about.
    public let person: Subject.ID
    /// Who is told.
    public let recipient: Recipient
    /// What.
    public let matter: Matter
}

extension Agenda {
    /// Whom events about cases tell what, in order: events as ``decide(_:at:)`` gave them for this
    /// agenda, before they are applied.
    ///
    /// - Complexity: linear in the events.
    public func caseNotices(of events: some Sequence<Event>) -> [CaseNotice] {
        var offices: [Subject.ID: Office.ID] = [:]
        var notices: [CaseNotice] = []
        for event in events {
            guard case .casework(.step(let step, let person, _)) = event.change else { continue }
            let old = offices[person] ?? cases.file(of: person)?.office
            func tell(_ matter: CaseNotice.Matter, _ recipients: CaseNotice.Recipient...) {
                notices += recipients.map {
                    CaseNotice(person: person, recipient: $0, matter: matter)
                }
            }
            switch step {
            case .opened(_, let office):
                offices[person] = office
                tell(.opened(office), .person)
            case .assigned(let manager?): tell(.assigned(manager), .person, .manager(manager))
            case .moved(let office):
                offices[person] = office
                tell(.moved(from: old, to: office), .person, .office(office))
            case .closed(let end): tell(.closed(end), .person)
            default: break
            }
        }
        return notices
    }
}
