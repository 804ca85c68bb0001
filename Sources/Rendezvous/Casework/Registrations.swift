/// Everybody's registration, and the rules and texts that agencies have set: a fold of events.
struct Registrations: Sendable {
    private(set) var files: [Subject.ID: RegistrationFile] = [:]
    private(set) var policies = RegistrationPolicies()
    private(set) var texts = ReceiptTexts()

    /// The file of a person as the log left it.
    func stored(_ person: Subject.ID) -> RegistrationFile? { files[person] }

    /// The file of a person at an instant: what is due by then has happened (D6, D10).
    func file(of person: Subject.ID, at instant: Instant, _ days: OfficeDays) -> RegistrationFile? {
        guard var file = files[person] else { return nil }
        while let step = file.due(at: instant, days) { take(step, at: instant, days, in: &file) }
        return file
    }

    /// What a change cannot follow, or `nil` if it can.
    func problem(
        _ change: RegistrationChange, at instant: Instant, _ days: OfficeDays
    ) -> String? {
        do throws(Refusal) {
            switch change {
            case .policySet(let policy): try policy.check(days)
            case .receiptTextSet(let office, _, let text):
                try days.catalogue.require(.office(office), for: "text of a receipt")
                try ReceiptText.checkBytes(text)
            case .step(let step, let person, _):
                try Check.identifier(person, of: "a person")
                let file = files[person] ?? RegistrationFile(person)
                if let problem = try file.problem(step, at: instant, days) {
                    return "registration of person (\(person)) \(problem)"
                }
            }
        } catch {
            return error.message
        }
        return nil
    }

    /// Makes a change that can follow.
    mutating func follow(_ change: RegistrationChange, at instant: Instant, _ days: OfficeDays) {
        switch change {
        case .policySet(let policy): policies.set(policy)
        case .receiptTextSet(let office, let category, let text):
            texts.set(text, of: office, for: category)
        case .step(let step, let person, _):
            var file = files.removeValue(forKey: person) ?? RegistrationFile(person)
            take(step, at: instant, days, in: &file)
            files[person] = file
        }
    }

    /// Takes a step in a file, and writes the receipt that goes with it.
    func take(
        _ step: RegistrationStep, at instant: Instant, _ days: OfficeDays,
        in file: inout RegistrationFile
    ) {
        file.take(step, at: instant)
        if let receipt = receipt(for: step, at: instant, of: file, days) { file.receipt = receipt }
    }

    /// Forgets the absences of a person.
    mutating func erase(_ person: Subject.ID) { files[person]?.absences = [] }

    // MARK: Undoing

    /// What must be known to undo some changes.
    struct Mark {
        fileprivate let policies: RegistrationPolicies
        fileprivate let texts: ReceiptTexts
        fileprivate let files: [(Subject.ID, RegistrationFile?)]
    }

    /// What is there now of the people that some changes are about.
    func mark(of people: some Sequence<Subject.ID>) -> Mark {
        Mark(policies: policies, texts: texts, files: people.map { ($0, files[$0]) })
    }

    /// Goes back to a mark.
    mutating func restore(_ mark: Mark) {
        policies = mark.policies
        texts = mark.texts
        for (person, file) in mark.files { files[person] = file }
    }
}

extension RegistrationChange {
    /// The person that the change is about, if it is about one.
    public var person: Subject.ID? {
        if case .step(_, let person, _) = self { person } else { nil }
    }
}
