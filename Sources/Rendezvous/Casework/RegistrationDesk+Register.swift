/// Registering and leaving (D1–D13).
extension RegistrationDesk {
    /// Registers somebody for a category.
    mutating func register(
        _ asked: RegistrationCategory, _ given: RegistrationDetails?
    ) throws(Refusal) {
        if actor == .system { throw refusal(.notAllowed) }
        let details = try details(given, for: asked)
        if case .fund(let fund) = actor { try refuse(file.refusesFund(fund, asked)) }
        if actor == .citizen {
            try refuse(file.refusesOnline(details))
            try require(.register)
        }
        if case .office = actor, asked == .cashBenefit { throw refusal(.visitNeeded) }
        try refuseRepetition(of: asked)
        try settle(details, given: given != nil)
        try requireSameOffice()
        if asked == .cashBenefit {
            try flag()
        } else {
            if file.flag != nil { withdraw() }
            let category = file.granted(asked)
            if category != file.category { note(.registered(category, asked: asked)) }
        }
    }

    /// Withdraws an application for cash benefit; a graduate may become entitled by that.
    private mutating func withdraw() {
        note(.flagCleared)
        while let step = file.due(at: at, days) { note(step, by: .system) }
    }

    /// The details to register with (D3): those given, or those of a known person (D4), who needs
    /// secure access to use them online.
    private func details(
        _ given: RegistrationDetails?, for category: RegistrationCategory
    ) throws(Refusal) -> RegistrationDetails {
        if given == nil, actor == .citizen, isKnown, file.access == nil {
            throw refusal(.accessNotSecure, hint: "they can register with all details")
        }
        guard let details = given ?? file.details else { throw refusal(.detailsMissing) }
        try details.check()
        try refuse(details.lacks(for: category))
        return details
    }

    /// Refuses a registration that would change nothing.
    private func refuseRepetition(of asked: RegistrationCategory) throws(Refusal) {
        if asked == .cashBenefit {
            if file.flag != nil { throw refusal(.waitingForVisit) }
            if file.category == .cashBenefit { throw refusal(.alreadyRegistered) }
        } else if file.flag == nil, file.category == file.granted(asked) {
            throw refusal(.alreadyRegistered)
        }
    }

    /// Notes details that were given, the office that follows from them, and that another one is
    /// asked to take over (D14).
    private mutating func settle(_ details: RegistrationDetails, given: Bool) throws(Refusal) {
        let office = try file.attachment(by: details, on: today, days)
        let isNew = details != file.details
        if given, isNew { note(.detailsGiven(details)) }
        if office != file.office { note(.attached(office, .registeredAddress), by: .system) }
        if isNew, let other = file.takeOver(on: today, days) {
            note(.takeOverAsked(other), by: .system)
        }
    }

    /// An office registers people who are attached to it; others are attached first (D14).
    private func requireSameOffice() throws(Refusal) {
        guard case .office(let office) = actor, office != file.office else { return }
        throw refusal(.attachedElsewhere)
    }

    /// Flags an applicant for cash or introduction benefit (D6).
    private mutating func flag() throws(Refusal) {
        guard let office = file.office,
            let flag = days.flag(at: at, office, registrations.policies)
        else { throw refusal(.noOpeningDay) }
        note(.flagged(flag))
    }

    /// Records a visit (D7): the case is registered, the flag cleared, the match group recorded;
    /// people in group 2 or 3, or in a programme, are not registered. Access becomes secure (D18).
    mutating func visit(
        _ kind: CashCase, _ group: MatchGroup, _ programme: Programme?,
        _ given: RegistrationDetails?
    ) throws(Refusal) {
        guard case .office = actor else { throw refusal(.notAllowed) }
        guard let details = given ?? file.details else { throw refusal(.detailsMissing) }
        try details.check()
        try refuse(details.lacks(for: .cashBenefit))
        if file.category == .cashBenefit { throw refusal(.alreadyRegistered) }
        try settle(details, given: given != nil)
        try requireSameOffice()
        note(.caseRegistered(kind))
        if file.flag != nil { note(.flagCleared) }
        note(.matched(group, programme))
        if file.access == nil { note(.accessGranted(.atVisit)) }
        if group == .one, programme == nil {
            note(.registered(.cashBenefit, asked: .cashBenefit))
        } else {
            note(.putOnTheBooks)
        }
    }

    /// Records a match group; a recipient of cash benefit who must not be registered is not.
    mutating func match(_ group: MatchGroup, _ programme: Programme?) throws(Refusal) {
        try requireOwnOffice()
        note(.matched(group, programme))
        if file.category == .cashBenefit, file.isKeptOnTheBooks { note(.putOnTheBooks) }
    }

    /// Closes the case of somebody who is not registered for it.
    mutating func closeCase() throws(Refusal) {
        try requireOwnOffice()
        guard file.benefit != nil || file.hasActiveCourse else { throw refusal(.unchanged) }
        guard file.category == nil else {
            throw refusal(.alreadyRegistered, hint: "deregister them first")
        }
        note(.caseClosed)
    }

    /// Ends a registration: by the person, their office, or for a confirmation that is overdue.
    mutating func deregister(_ reason: DeregistrationReason) throws(Refusal) {
        switch (actor, reason) {
        case (.citizen, .ownRequest): try require(.deregister)
        case (.office, .byOffice), (.office, .ownRequest): try requireOwnOffice()
        case (.system, .missedConfirmation): try requireFile()
        default: throw refusal(.notAllowed)
        }
        guard file.category != nil else { throw refusal(.notRegistered) }
        if reason == .missedConfirmation {
            let due = file.confirmationDue(on: today, registrations.policies, days)
            guard let due, due < today else { throw refusal(.notOverdue) }
        }
        note(.deregistered(reason, file.category == .cashBenefit ? file.cashCase : nil))
    }

    /// Registers a struck-off recipient again without a visit (D9).
    mutating func reregister() throws(Refusal) {
        guard actor == .citizen else { throw refusal(.notAllowed) }
        try require(.reregister)
        guard let kind = file.cashCase else { throw refusal(.notACashRecipient) }
        note(.reregistered(kind))
    }
}
