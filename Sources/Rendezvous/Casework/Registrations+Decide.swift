/// From commands to changes; nothing changes here.
extension Registrations {
    /// What happens if a command about a registration is carried out now.
    ///
    /// What the instant alone has brought about comes first: a lapse, a graduate's entitlement.
    ///
    /// - Throws: ``Refusal`` with the first rule that is broken.
    func decide(
        _ command: RegistrationCommand, by actor: CaseActor, at instant: Instant, _ days: OfficeDays
    ) throws(Refusal) -> [RegistrationChange] {
        switch command {
        case .set(let policy):
            guard actor == .system else { throw Self.refused(.notAllowed, command, by: actor) }
            try policy.check(days)
            return [.policySet(policy)]
        case .setReceiptText(let text, let office, let category):
            guard actor == .office(office) || actor == .system else {
                throw Self.refused(.notAllowed, command, by: actor)
            }
            try days.catalogue.require(.office(office), for: "text of a receipt")
            try ReceiptText.check(text)
            return [.receiptTextSet(office, for: category, text)]
        default:
            guard let person = command.person else { return [] }
            try Check.identifier(person, of: "a person")
            try Self.check(actor, days)
            var desk = RegistrationDesk(self, person, command, by: actor, at: instant, days)
            try desk.carryOut()
            return desk.changes
        }
    }

    private static func check(_ actor: CaseActor, _ days: OfficeDays) throws(Refusal) {
        switch actor {
        case .office(let office): try days.catalogue.require(.office(office), for: "a command")
        case .fund(let fund): try Check.identifier(fund, of: "a fund")
        case .citizen, .system: break
        }
    }

    /// The refusal of a command with a reason.
    static func refused(
        _ reason: RegistrationReason, _ command: RegistrationCommand, by actor: CaseActor,
        hint: String = ""
    ) -> Refusal {
        let person = command.person.map { " of person (\($0))" } ?? ""
        return Refusal(
            reason, "\(command.name)\(person) by \(actor.name) \(reason.summary)", hint: hint)
    }
}

extension RegistrationCommand {
    /// What is wanted, for messages.
    var name: String {
        switch self {
        case .set: "a policy of registration"
        case .setReceiptText: "a text of receipts"
        case .register(_, let category, _): "registration for \(category.rawValue)"
        case .visit: "a visit"
        case .match: "a match group"
        case .closeCase: "closing the case"
        case .deregister: "deregistration"
        case .reregister: "re-registration"
        case .noteMembership: "a membership"
        case .noteEntitlement: "a message of entitlement"
        case .attach: "an attachment"
        case .noteAddress: "an address"
        case .confirm: "a confirmation"
        case .report(_, let absence): "an absence (\(absence.kind.rawValue))"
        case .reportWell: "a report of being well"
        case .setTemporaryAddress: "a temporary address"
        case .changeContact: "contact details"
        case .setReminders: "the reminder service"
        case .grantAccess(_, let access): "secure access (\(access.rawValue))"
        case .recordAgreement: "an agreement"
        }
    }
}

extension CaseActor {
    /// Who it is, for messages.
    var name: String {
        switch self {
        case .citizen: "the person"
        case .office(let id): "office (\(id))"
        case .fund(let id): "fund (\(id))"
        case .system: "the system"
        }
    }
}
