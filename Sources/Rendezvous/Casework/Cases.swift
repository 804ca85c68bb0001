/// Everybody's case, and the segments and classes that agencies have set: a fold of events.
struct Cases: Sendable {
    private(set) var files: [Subject.ID: CaseFile] = [:]
    private(set) var segments = Shelf<Segment>()
    private(set) var classes = Versions<[PriorityClass]>()

    /// The file of a person, if there ever was a case.
    func file(of person: Subject.ID) -> CaseFile? { files[person] }

    /// A segment as it is on a date; before its first date, as it was first set.
    func segment(_ id: Segment.ID, on date: CivilDate) -> Segment? {
        segments.number(of: id).flatMap {
            segments.value($0, on: date) ?? segments.versions[$0].original
        }
    }

    /// The first class of priority that somebody belongs to.
    func priority(
        of groups: Set<Group.ID>, in segment: Segment.ID?, on date: CivilDate
    ) -> PriorityClass? {
        (classes.on(date) ?? []).first { item in
            !item.groups.isDisjoint(with: groups)
                || segment.map { item.segments.contains($0) } ?? false
        }
    }

    /// What a change cannot follow, or `nil` if it can.
    func problem(_ change: CaseChange, _ days: OfficeDays) -> String? {
        do throws(Refusal) {
            switch change {
            case .segmentSet(let segment, _): try segment.check(days)
            case .classesSet(let classes, _): try PriorityClass.check(classes, segments)
            case .step(let step, let person, _):
                try Check.identifier(person, of: "a person")
                let file = files[person] ?? CaseFile(person)
                if let problem = try file.problem(step, segments, days) {
                    return "the case of person (\(person)) \(problem)"
                }
            }
        } catch {
            return error.message
        }
        return nil
    }

    /// Makes a change that can follow.
    mutating func follow(_ change: CaseChange, at instant: Instant, _ days: OfficeDays) {
        switch change {
        case .segmentSet(let segment, let date): segments.set(segment.id, segment, from: date)
        case .classesSet(let classes, let date): self.classes.set(classes, from: date)
        case .step(let step, let person, _):
            var file = files.removeValue(forKey: person) ?? CaseFile(person)
            file.take(step, at: instant, on: days.date(instant, at: step.office ?? file.office))
            files[person] = file
        }
    }

    /// Forgets what is of a special category about a person.
    mutating func erase(_ person: Subject.ID) { files[person]?.erase() }

    // MARK: Undoing

    /// What must be known to undo some changes.
    struct Mark {
        fileprivate let segments: Shelf<Segment>
        fileprivate let classes: Versions<[PriorityClass]>
        fileprivate let files: [(Subject.ID, CaseFile?)]
    }

    /// What is there now of the people that some changes are about.
    func mark(of people: some Sequence<Subject.ID>) -> Mark {
        Mark(segments: segments, classes: classes, files: people.map { ($0, files[$0]) })
    }

    /// Goes back to a mark.
    mutating func restore(_ mark: Mark) {
        segments = mark.segments
        classes = mark.classes
        for (person, file) in mark.files { files[person] = file }
    }
}

extension CaseStep {
    /// The office that has the case from the step on, where the step says so.
    var office: Office.ID? {
        switch self {
        case .opened(_, let office), .moved(let office): office
        default: nil
        }
    }
}
