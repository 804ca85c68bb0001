/// One decision about one person: each step is taken in a copy of their file, so that the next rule
/// sees it.
struct RegistrationDesk {
    let registrations: Registrations
    let person: Subject.ID
    let command: RegistrationCommand
    let actor: CaseActor
    let at: Instant
    let days: OfficeDays
    /// The file as it will be.
    private(set) var file: RegistrationFile
    /// Whether there was a file before.
    let isKnown: Bool
    /// What will have happened.
    private(set) var changes: [RegistrationChange] = []

    /// A decision, with what has become due noted already.
    init(
        _ registrations: Registrations, _ person: Subject.ID, _ command: RegistrationCommand,
        by actor: CaseActor, at instant: Instant, _ days: OfficeDays
    ) {
        self.registrations = registrations
        self.person = person
        self.command = command
        self.actor = actor
        self.at = instant
        self.days = days
        let stored = registrations.stored(person)
        isKnown = stored != nil
        file = stored ?? RegistrationFile(person)
        while let step = file.due(at: instant, days) { note(step, by: .system) }
    }

    /// The date by the office's clock.
    var today: CivilDate { days.date(at, at: file.office) }

    /// Notes a step and takes it.
    mutating func note(_ step: RegistrationStep, by actor: CaseActor? = nil) {
        registrations.take(step, at: at, days, in: &file)
        changes.append(.step(step, of: person, by: actor ?? self.actor))
    }

    // MARK: Refusing

    /// Refuses the command.
    func refusal(_ reason: RegistrationReason, hint: String = "") -> Refusal {
        Registrations.refused(reason, command, by: actor, hint: hint)
    }

    /// Refuses the command if there is a reason.
    func refuse(_ reason: RegistrationReason?) throws(Refusal) {
        if let reason { throw refusal(reason) }
    }

    /// Refuses what is asked about somebody without a file.
    func requireFile() throws(Refusal) {
        guard isKnown else { throw refusal(.unknownPerson) }
    }

    /// Refuses everybody but the office that the person is attached to.
    func requireOwnOffice() throws(Refusal) {
        guard case .office(let office) = actor else { throw refusal(.notAllowed) }
        try requireFile()
        guard let own = file.office else { throw refusal(.notAttached) }
        guard own == office else { throw refusal(.attachedElsewhere) }
    }

    /// Refuses what is not open to the person now; their office may do it too, and nobody else.
    func require(_ service: SelfService) throws(Refusal) {
        guard actor == .citizen else { return try requireOwnOffice() }
        try refuse(
            registrations.refuses(service, to: isKnown ? file : nil, at: at, days))
    }
}

extension RegistrationDesk {
    /// Carries out the command, or refuses it.
    mutating func carryOut() throws(Refusal) {
        switch command {
        case .set, .setReceiptText: break
        case .register(_, let category, let details): try register(category, details)
        case .visit(_, let kind, let group, let programme, let details):
            try visit(kind, group, programme, details)
        case .match(_, let group, let programme): try match(group, programme)
        case .closeCase: try closeCase()
        case .deregister(_, let reason): try deregister(reason)
        case .reregister: try reregister()
        case .noteMembership(_, let fund): try noteMembership(fund)
        case .noteEntitlement(_, let date): try noteEntitlement(from: date)
        case .attach(_, let ground): try attach(ground)
        case .noteAddress(_, let home, let area): try noteAddress(home, staysIn: area)
        case .confirm: try confirm()
        case .report(_, let absence): try report(absence)
        case .reportWell(_, let date): try reportWell(from: date)
        case .setTemporaryAddress(_, let address): try setTemporaryAddress(address)
        case .changeContact(_, let hasEmail, let hasPhone):
            try changeContact(hasEmail: hasEmail, hasPhone: hasPhone)
        case .setReminders(_, let isOn): try setReminders(isOn)
        case .grantAccess(_, let access): try grantAccess(access)
        case .recordAgreement(_, let id):
            try requireOwnOffice()
            try Check.identifier(id, of: "an agreement")
            note(.agreementRecorded(id))
        }
    }
}
