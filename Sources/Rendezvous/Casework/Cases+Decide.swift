/// From commands to changes; nothing changes here.
extension Cases {
    /// What happens if a command about a case is carried out now.
    ///
    /// - Throws: ``Refusal`` with the first rule that is broken.
    func decide(
        _ command: CaseCommand, by actor: CaseActor, at instant: Instant, _ days: OfficeDays
    ) throws(Refusal) -> [CaseChange] {
        switch command {
        case .setSegment(let segment, let date):
            guard actor == .system else { throw Self.refused(.notAllowed, command, by: actor) }
            try segment.check(days)
            return [.segmentSet(segment, from: date)]
        case .setClasses(let list, let date):
            guard actor == .system else { throw Self.refused(.notAllowed, command, by: actor) }
            try PriorityClass.check(list, segments)
            return [.classesSet(list, from: date)]
        default:
            guard let person = command.person else { return [] }
            try Check.identifier(person, of: "a person")
            if case .office(let office) = actor {
                try days.catalogue.require(.office(office), for: "a command")
            }
            let desk = CaseDesk(self, person, command, by: actor, at: instant, days)
            let steps = try desk.steps()
            for step in steps.prefix(1) {
                if let problem = try desk.file.problem(step, segments, days) {
                    throw Refusal(.invalidValue, "the case of person (\(person)) \(problem)")
                }
            }
            return steps.map { .step($0, of: person, by: actor) }
        }
    }

    /// The refusal of a command with a reason.
    static func refused(
        _ reason: CaseReason, _ command: CaseCommand, by actor: CaseActor, hint: String = ""
    ) -> Refusal {
        let person = command.person.map { " of person (\($0))" } ?? ""
        return Refusal(
            reason, "\(command.name)\(person) by \(actor.name) \(reason.summary)", hint: hint)
    }
}

/// One decision about one person's case.
struct CaseDesk {
    let cases: Cases
    let person: Subject.ID
    let command: CaseCommand
    let actor: CaseActor
    let at: Instant
    let days: OfficeDays
    let file: CaseFile

    init(
        _ cases: Cases, _ person: Subject.ID, _ command: CaseCommand, by actor: CaseActor,
        at instant: Instant, _ days: OfficeDays
    ) {
        self.cases = cases
        self.person = person
        self.command = command
        self.actor = actor
        at = instant
        self.days = days
        file = cases.file(of: person) ?? CaseFile(person)
    }

    /// What will have happened.
    func steps() throws(Refusal) -> [CaseStep] {
        switch command {
        case .setSegment, .setClasses: return []
        case .open(_, let segment, let office, let manager):
            return try open(segment, at: office, manager)
        case .profile(_, let segment):
            try requireOwnOffice()
            try require(segment, at: file.office)
            try refuse(.unchanged, if: segment == file.segment)
            return [.profiled(segment)]
        case .assign(_, let manager):
            try requireOwnOffice()
            try refuse(.unchanged, if: manager == file.manager)
            if let manager { try require(manager, at: file.office) }
            return [.assigned(manager)]
        case .move(_, let office, let manager):
            try requireOwnOffice()
            try days.catalogue.require(.office(office), for: "a move")
            try refuse(.unchanged, if: office == file.office)
            if let manager { try require(manager, at: office) }
            return [.moved(to: office)] + (manager.map { [.assigned($0)] } ?? [])
        case .group(_, let groups):
            try requireOwnOffice()
            try Check.groups(groups, of: "person (\(person))")
            try refuse(.unchanged, if: groups == file.groups)
            return [.grouped(groups)]
        case .noteNeeds(_, let needs):
            try requireOwnOffice()
            try refuse(.unchanged, if: Set(needs).sorted() == file.needs)
            return [.needsNoted(Set(needs).sorted())]
        case .noteDocument(_, let item, let state): return try note(item, state)
        case .recordContact(_, let date):
            try requireOwnOffice()
            let today = days.date(at, at: file.office)
            try refuse(.outsideCase, if: date > today || date < file.openedOn ?? .max)
            return [.contactRecorded(on: date)]
        case .close(_, let end):
            try requireOwnOffice()
            return [.closed(end)]
        }
    }

    private func open(
        _ segment: Segment.ID, at office: Office.ID, _ manager: Counsellor.ID?
    ) throws(Refusal) -> [CaseStep] {
        try refuse(.notAllowed, if: actor != .office(office) && actor != .system)
        try days.catalogue.require(.office(office), for: "a case")
        try refuse(.alreadyOpen, if: file.isOpen)
        try require(segment, at: office)
        if let manager { try require(manager, at: office) }
        return [.opened(segment, at: office)] + (manager.map { [.assigned($0)] } ?? [])
    }

    /// The person may hand a document in; what comes of it is for their office to say.
    private func note(
        _ item: ChecklistItem.ID, _ state: DocumentState?
    ) throws(Refusal) -> [CaseStep] {
        try Check.identifier(item, of: "a document")
        if actor == .citizen {
            try refuse(.noCase, if: !file.isOpen)
            try refuse(.notAllowed, if: state != .submitted)
            try refuse(.alreadyChecked, if: file.documents[item] == .checked)
        } else {
            try requireOwnOffice()
        }
        try refuse(.unchanged, if: state == file.documents[item])
        return [.documentNoted(item, state)]
    }

    // MARK: Refusing

    private func refuse(_ reason: CaseReason, if broken: Bool) throws(Refusal) {
        if broken { throw Cases.refused(reason, command, by: actor) }
    }

    /// Refuses everybody but the office that has the case, and the system.
    private func requireOwnOffice() throws(Refusal) {
        switch actor {
        case .system: try refuse(.noCase, if: !file.isOpen)
        case .office(let office):
            try refuse(.noCase, if: !file.isOpen)
            try refuse(.otherOffice, if: file.office != office)
        case .citizen, .fund: try refuse(.notAllowed, if: true)
        }
    }

    /// Refuses a segment that does not hold today.
    private func require(_ segment: Segment.ID, at office: Office.ID?) throws(Refusal) {
        let today = days.date(at, at: office)
        let holds = cases.segments.number(of: segment).flatMap {
            cases.segments.value($0, on: today)
        }
        try refuse(.unknownSegment, if: holds == nil)
    }

    /// Refuses a manager who is not at the office today.
    private func require(_ manager: Counsellor.ID, at office: Office.ID?) throws(Refusal) {
        try days.catalogue.require(.counsellor(manager), for: "a case")
        let today = days.date(at, at: office)
        let shelf = days.catalogue.counsellors
        let version = shelf.number(of: manager).flatMap { shelf.value($0, on: today) }
        try refuse(.managerElsewhere, if: version == nil || version?.office != office)
    }
}
