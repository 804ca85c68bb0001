import Rendezvous

/// Cases as a log tells them, and what each step breaks (C2–C6): by lists and lookups of its own,
/// nothing of the engine's casework.
struct CaseCheck {
    /// One person's case, as plainly as possible.
    struct Dossier {
        var isOpen = false
        var segment: Segment.ID?
        var office: Office.ID?
        var manager: Counsellor.ID?
        var groups: Set<Group.ID> = []
        var needs: [Need] = []
        var documents: [ChecklistItem.ID: DocumentState] = [:]
        /// The local date of the last opening.
        var opened: CivilDate?
    }

    private var dossiers: [Subject.ID: Dossier] = [:]
    private var segments: [Segment.ID: Versions<Segment>] = [:]

    /// Whether a person's case is open.
    func isOpen(_ person: Subject.ID) -> Bool { dossiers[person]?.isOpen ?? false }

    /// What an open case adds to what is known about a person: it comes before their record, and
    /// groups count together.
    func facts(of person: Subject.ID, beside record: Participant) -> Participant {
        guard let dossier = dossiers[person], dossier.isOpen else { return record }
        var known = record
        if let office = dossier.office { known.office = office }
        if let manager = dossier.manager { known.counsellor = manager }
        known.groups = record.groups.union(dossier.groups)
        for (item, state) in dossier.documents { known.documents[item] = state }
        return known
    }

    /// What a change breaks.
    func findings(of change: CaseChange, at instant: Instant, in model: Model) -> [String] {
        switch change {
        case .segmentSet(let segment, _):
            let isKnown = model.isKnown(.service(segment.service))
            return isKnown && !segment.stages.isEmpty
                ? [] : ["C2: segment (\(segment.id)) has no stage or an unknown service"]
        case .classesSet(let classes, _):
            let names = classes.map(\.id)
            let unknown = classes.flatMap(\.segments).filter { segments[$0] == nil }
            return (Set(names).count == names.count ? [] : ["C4: a class comes twice"])
                + unknown.sorted().map { "C4: a class names segment (\($0)), which was never set" }
        case .step(let step, let person, let actor):
            let dossier = dossiers[person] ?? Dossier()
            return broken(step, by: actor, dossier, at: instant, model)
                .map { "\($0) (person \(person))" }
        }
    }

    private func broken(
        _ step: CaseStep, by actor: CaseActor, _ dossier: Dossier, at instant: Instant,
        _ model: Model
    ) -> [String] {
        let days = DayModel(model: model, policies: [])
        func today(_ office: Office.ID?) -> CivilDate { days.date(instant, office) }
        func own() -> [String] {
            let isOwn = actor == .system || dossier.office.map { actor == .office($0) } ?? false
            return (dossier.isOpen ? [] : ["C2: there is no open case"])
                + (isOwn ? [] : ["C6: another office has the case"])
        }
        func holds(_ segment: Segment.ID, _ office: Office.ID?) -> [String] {
            segments[segment]?.inForce(on: today(office)) != nil
                ? [] : ["C2: segment (\(segment)) does not hold today"]
        }
        switch step {
        case .opened(let segment, let office):
            let mayOpen = actor == .system || actor == .office(office)
            return (mayOpen ? [] : ["C2: an office opens cases of its own"])
                + (dossier.isOpen ? ["C2: the case is open already"] : [])
                + (model.isKnown(.office(office)) ? [] : ["C6: office (\(office)) is unknown"])
                + holds(segment, office)
        case .profiled(let segment):
            return own() + holds(segment, dossier.office)
                + (segment == dossier.segment ? ["C2: the segment is the same"] : [])
        case .assigned(let manager):
            // Who opens or moves a case may name the manager in the same breath.
            let named = manager.map {
                model.counsellors[$0]?.inForce(on: today(dossier.office))?.office
            }
            let mayAssign = dossier.isOpen && (actor == .system || isOffice(actor))
            return (mayAssign ? [] : ["C2: offices name case managers of open cases"])
                + (named.map { $0 == dossier.office } ?? true
                    ? [] : ["C2: the manager is not at the office of the case"])
        case .moved(let office):
            return own()
                + (model.isKnown(.office(office)) ? [] : ["C6: office (\(office)) is unknown"])
                + (office == dossier.office ? ["C6: the office has the case already"] : [])
        case .documentNoted(let item, let state):
            guard actor == .citizen else { return own() }
            return (dossier.isOpen ? [] : ["C2: there is no open case"])
                + (state == .submitted && dossier.documents[item] != .checked
                    ? [] : ["C1: people hand documents in, and not what was accepted"])
        case .grouped, .needsNoted, .closed: return own()
        case .contactRecorded(let date):
            let isInside =
                date <= today(dossier.office) && (dossier.opened.map { $0 <= date } ?? false)
            return own() + (isInside ? [] : ["C2: the contact lies outside the case"])
        }
    }

    private func isOffice(_ actor: CaseActor) -> Bool {
        if case .office = actor { true } else { false }
    }

    /// Takes a change in, right or wrong.
    mutating func take(_ change: CaseChange, at instant: Instant, in model: Model) {
        switch change {
        case .segmentSet(let segment, let date):
            segments[segment.id, default: Versions()].add(segment, from: date)
        case .classesSet: break
        case .step(let step, let person, _):
            var dossier = dossiers[person] ?? Dossier()
            switch step {
            case .opened(let segment, let office):
                dossier.isOpen = true
                (dossier.segment, dossier.office, dossier.manager) = (segment, office, nil)
                dossier.opened = DayModel(model: model, policies: []).date(instant, office)
            case .profiled(let segment): dossier.segment = segment
            case .assigned(let manager): dossier.manager = manager
            case .moved(let office): (dossier.office, dossier.manager) = (office, nil)
            case .grouped(let groups): dossier.groups = groups
            case .needsNoted(let needs): dossier.needs = needs
            case .documentNoted(let item, let state): dossier.documents[item] = state
            case .contactRecorded: break
            case .closed: (dossier.isOpen, dossier.manager) = (false, nil)
            }
            dossiers[person] = dossier
        }
    }

    /// Forgets what is of a special category.
    mutating func erase(_ person: Subject.ID) {
        dossiers[person]?.groups = []
        dossiers[person]?.needs = []
        dossiers[person]?.documents = [:]
    }
}
