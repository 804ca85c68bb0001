/// What funds, offices and registers say about a person (D5, D10, D14, D18).
extension RegistrationDesk {
    /// Notes a membership: a fund its own, the system any.
    mutating func noteMembership(_ fund: Fund.ID?) throws(Refusal) {
        if let fund { try Check.identifier(fund, of: "a fund") }
        switch actor {
        case .system: break
        case .fund(let own):
            guard (fund ?? file.membership) == own else { throw refusal(.otherFund) }
        case .citizen, .office: throw refusal(.notAllowed)
        }
        guard fund != file.membership else { throw refusal(.unchanged) }
        note(.membershipNoted(fund))
    }

    /// Notes the fund's message (D10): it counts only for who is registered as a graduate now.
    mutating func noteEntitlement(from date: CivilDate) throws(Refusal) {
        guard case .fund(let fund) = actor else { throw refusal(.notAllowed) }
        try requireFile()
        if let membership = file.membership, membership != fund { throw refusal(.otherFund) }
        note(.entitlementNoted(date, counts: file.category == .graduate))
        while let step = file.due(at: at, days) { note(step, by: .system) }
    }

    /// Attaches a person to the office that asks for it (D14).
    mutating func attach(_ ground: AttachmentGround) throws(Refusal) {
        guard case .office(let office) = actor else {
            throw refusal(actor == .citizen ? .attachmentByOffice : .notAllowed)
        }
        guard file.permits(ground, of: office, on: days.date(at, at: office), days) else {
            throw refusal(.groundMissing)
        }
        guard file.office != office || file.ground != ground else { throw refusal(.unchanged) }
        note(.attached(office, ground))
    }

    /// Notes what the national register says about the address, or the office. Who moves abroad
    /// keeps their office; who moves inside the country gets that of the new address.
    mutating func noteAddress(_ home: HomeAddress, staysIn area: Office.Area?) throws(Refusal) {
        if actor != .system { try requireOwnOffice() }
        try requireFile()
        guard var details = file.details else { throw refusal(.detailsMissing) }
        guard (home, area) != (details.home, details.staysIn) else { throw refusal(.unchanged) }
        (details.home, details.staysIn) = (home, area)
        try details.check()
        let office = try file.attachment(by: details, on: today, days)
        note(.addressNoted(home, staysIn: area))
        if office != file.office { note(.attached(office, .registeredAddress), by: .system) }
        if let other = file.takeOver(on: today, days) { note(.takeOverAsked(other), by: .system) }
    }

    /// Notes that access has become secure (D18): by a code in a letter, which goes to a registered
    /// address, or at the office; for cash-benefit applicants at the visit only.
    mutating func grantAccess(_ access: SecureAccess) throws(Refusal) {
        switch (actor, access) {
        case (.system, .codeByLetter): try requireFile()
        case (.office, .codeAtOffice): try requireOwnOffice()
        default: throw refusal(access == .atVisit ? .visitNeeded : .notAllowed)
        }
        if file.flag != nil { throw refusal(.accessAtVisit) }
        if file.access != nil { throw refusal(.unchanged) }
        if access == .codeByLetter {
            guard case .inCountry? = file.details?.home else {
                throw refusal(.noRegisteredAddress)
            }
        }
        note(.accessGranted(access))
    }
}

/// What people do on their own page, or their office for them (D15, D16).
extension RegistrationDesk {
    /// Confirms the search for work; nobody can do that for somebody else.
    mutating func confirm() throws(Refusal) {
        guard actor == .citizen else { throw refusal(.notAllowed) }
        try require(.confirm)
        note(.confirmed)
    }

    /// Reports an absence. The rules of self-service bind the person; their office records what it
    /// knows, if the dates make sense.
    mutating func report(_ absence: Absence) throws(Refusal) {
        switch absence.kind {
        case .sick: try require(.reportSick)
        case .holiday: try require(.reportHoliday)
        case .temporaryWork: try require(.reportTemporaryWork)
        case .other: try requireOwnOffice()
        }
        try refuse(absence.refusesDates)
        if actor == .citizen { try refuse(refusesByKind(absence)) }
        try Check.count(file.absences.count + 1, "absences of person (\(person))")
        note(.absenceReported(absence))
    }

    private func refusesByKind(_ absence: Absence) -> RegistrationReason? {
        switch absence.kind {
        case .sick: file.refusesSick(absence, on: today)
        case .holiday: file.refusesHoliday(absence, on: today, registrations.policies, days)
        case .temporaryWork: file.refusesWork(absence, on: today)
        case .other: .notAllowed
        }
    }

    /// Reports well from a day on.
    mutating func reportWell(from date: CivilDate) throws(Refusal) {
        try require(.reportWell)
        if actor == .citizen {
            try refuse(file.refusesWell(from: date, on: today))
        } else if !file.isSick(on: date) {
            throw refusal(.notAbsent)
        }
        note(.reportedWell(date))
    }

    /// Sets or takes away a temporary address.
    mutating func setTemporaryAddress(_ address: TemporaryAddress?) throws(Refusal) {
        try require(.setTemporaryAddress)
        if let address {
            try Check.identifier(address.area, of: "the area of an address")
            try refuse(address.refuses(on: today))
        }
        guard address != file.temporaryAddress else { throw refusal(.unchanged) }
        note(.temporaryAddressSet(address))
    }

    /// Says which contact details the host has.
    mutating func changeContact(hasEmail: Bool, hasPhone: Bool) throws(Refusal) {
        try require(.changeContact)
        guard file.details?.hasEmail != hasEmail || file.details?.hasPhone != hasPhone else {
            throw refusal(.unchanged)
        }
        note(.contactChanged(hasEmail: hasEmail, hasPhone: hasPhone))
    }

    /// Subscribes to the reminder service or unsubscribes.
    mutating func setReminders(_ isOn: Bool) throws(Refusal) {
        try require(.setReminders)
        guard file.hasReminders != isOn else { throw refusal(.unchanged) }
        note(.remindersSet(isOn))
    }
}
