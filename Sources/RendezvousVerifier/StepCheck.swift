import Rendezvous

/// One step of one person's registration, against what is known before it.
struct StepCheck {
    let step: RegistrationStep
    let actor: CaseActor
    let at: Instant
    let dossier: RegistrationCheck.Dossier
    let days: DayModel

    private var today: CivilDate { days.date(at, dossier.office) }
    private var isOwnOffice: Bool {
        dossier.office.map { actor == .office($0) } ?? false
    }

    private func need(_ holds: Bool, _ message: @autoclosure () -> String) -> [String] {
        holds ? [] : [message()]
    }

    /// What had to be noted before this step.
    func overdue() -> [String] {
        if let flag = dossier.flag, flag.lapses <= at, step != .lapsed {
            return ["D6: a flag lapsed at \(flag.lapses), which must be noted first"]
        }
        if isEntitled, step != .becameEntitled {
            return ["D10: a graduate became entitled, which must be noted first"]
        }
        return []
    }

    private var isEntitled: Bool {
        guard dossier.category == .graduate, dossier.flag == nil, let message = dossier.message
        else { return false }
        return message.counts && days.zone(of: dossier.office).start(of: message.date) <= at
    }

    /// What the step itself breaks.
    func findings() -> [String] {
        switch step {
        case .detailsGiven: return need(actor != .system, "D3: details are a person's to give")
        case .registered(let category, let asked): return registered(category, asked)
        case .flagged(let flag): return flagged(flag)
        case .lapsed:
            return need(dossier.flag.map { $0.lapses <= at } ?? false, "D6: no flag lapses now")
                + need(actor == .system, "D6: a flag lapses by itself")
        case .flagCleared: return need(dossier.flag != nil, "D7: there is no flag")
        case .caseRegistered:
            return need(isOwnOffice, "D7: the person's office registers the case")
                + need(dossier.category != .cashBenefit, "D7: the case is registered already")
        case .caseClosed:
            return need(isOwnOffice, "D13: the person's office closes the case")
                + need(dossier.category == nil, "D13: the person is registered")
        case .matched: return need(isOwnOffice, "D7: the person's office records the match group")
        case .putOnTheBooks:
            return need(isOwnOffice, "D7: the person's office decides it")
                + need(
                    dossier.group == .two || dossier.group == .three || dossier.programme != nil,
                    "D7: match group 1 is registered")
        case .deregistered(let reason, let kind): return deregistered(reason, kind)
        case .reregistered(let kind): return reregistered(kind)
        case .becameEntitled:
            return need(isEntitled, "D10: not the graduate's message and date, or a flag stands")
        case .entitlementNoted(_, let counts):
            let isFund = if case .fund = actor { true } else { false }
            return need(isFund, "D10: the message is the fund's")
                + need(counts == (dossier.category == .graduate), "D10: it counts for graduates")
        case .membershipNoted(let fund):
            return need(
                actor == .system || actor == (fund ?? dossier.fund).map { .fund($0) },
                "D5: a membership is the fund's to note")
        case .attached, .addressNoted, .takeOverAsked: return attachment()
        default: return selfService()
        }
    }
}

// MARK: Registering

extension StepCheck {
    private func complete(for category: RegistrationCategory) -> [String] {
        guard let details = dossier.details else { return ["D3: no details were given"] }
        let number: PersonalNumber = details.home == .crossBorder ? .tax : .personal
        return need(details.number == number, "D3: number \(details.number.rawValue)")
            + need(details.hasJobTitle, "D3: no job title")
            + need(
                details.extent != .none || category == .unemploymentBenefit,
                "D3: not unemployed, and not insured")
    }

    private func online() -> [String] {
        guard case .inCountry? = dossier.details?.home else {
            return ["D13: no registered address in the country"]
        }
        return need(!dossier.isOnTheBooks, "D13: on the office's books") + groups(.register)
    }

    private func registered(
        _ category: RegistrationCategory, _ asked: RegistrationCategory
    ) -> [String] {
        var found = complete(for: asked) + served()
        let wanted: RegistrationCategory =
            asked == .unemploymentBenefit && dossier.fund == nil ? .noBenefit : asked
        found += need(category == wanted, "D5: registered as \(category.rawValue)")
        found += need(dossier.flag == nil, "D6: a flag stands")
        found += need(category != dossier.category, "D1: registered so already")
        switch actor {
        case .citizen: found += online() + need(category != .cashBenefit, "D6: no visit")
        case .office:
            found += need(isOwnOffice, "D14: not the person's office")
            if category == .cashBenefit {
                found += need(
                    dossier.cashCase != nil && dossier.group == .one && dossier.programme == nil,
                    "D7: no case, or not match group 1")
            }
        case .fund(let fund):
            found += need(
                asked == .graduate && dossier.fund == fund, "D11: graduates who are members")
        case .system: found.append("D1: nobody registered")
        }
        return found
    }

    private func flagged(_ flag: RegistrationFile.Flag) -> [String] {
        guard let office = dossier.office else { return ["D6: no office"] }
        let dates = days.dates(at: at, office)
        return complete(for: .cashBenefit) + online() + served()
            + need(actor == .citizen, "D6: flagged by somebody else")
            + need(flag.since == at, "D6: since \(flag.since)")
            + need(flag.attendance == dates.attendance, "D6: to come on \(flag.attendance)")
            + need(flag.lapses == dates.lapses, "D6: lapses at \(flag.lapses)")
            + need(dossier.flag == nil && dossier.category != .cashBenefit, "D6: flagged twice")
    }

    private func deregistered(_ reason: DeregistrationReason, _ kind: CashCase?) -> [String] {
        let wanted = dossier.category == .cashBenefit ? dossier.cashCase : nil
        var found = need(dossier.category != nil, "D16: not registered")
        found += need(kind == wanted, "D9: the case told to the benefits centre")
        switch (reason, actor) {
        case (.ownRequest, .citizen): found += open(.deregister)
        case (.ownRequest, .office), (.byOffice, .office):
            found += need(isOwnOffice, "D14: not the person's office")
        case (.missedConfirmation, .system):
            found += need(due.map { $0 < today } ?? false, "D15: no confirmation is overdue")
        default: found.append("D16: deregistered by somebody else")
        }
        return found
    }

    private var due: CivilDate? {
        guard let office = dossier.office else { return nil }
        let every = days.rule(office, today, else: DayCount.calendarDays(7)) {
            if case .confirmation(let days) = $0 { days } else { nil }
        }
        return days.last(
            every, after: days.date(dossier.confirmed ?? dossier.since, office), office)
    }

    private func reregistered(_ kind: CashCase) -> [String] {
        guard let struckOff = dossier.struckOff, let office = dossier.office else {
            return ["D9: not struck off for a missed confirmation"]
        }
        let within = days.rule(office, today, else: DayCount.calendarDays(7)) {
            if case .reregistration(let days) = $0 { days } else { nil }
        }
        let last = days.last(within, after: days.date(struckOff.at, office), office)
        return need(actor == .citizen && dossier.hasAccess, "D18: not the person")
            + need(struckOff.category == .cashBenefit, "D9: not a cash recipient")
            + need(kind == dossier.cashCase, "D9: another case")
            + need(last.map { today <= $0 } ?? false, "D9: more than the days by rule")
            + need(!dossier.isOnTheBooks, "D13: on the office's books")
            + need(dossier.flag == nil, "D9: a flag stands")
    }
}

// MARK: The office

extension StepCheck {
    /// D14: the office serves the registered address, has taken over, or was chosen from abroad.
    private func served() -> [String] {
        guard let office = dossier.office else { return ["D14: no office"] }
        guard case .inCountry(let area)? = dossier.details?.home else { return [] }
        return need(
            dossier.ground == .stay || days.serves(office, area, on: today),
            "D14: office \(office) does not serve area \(area)")
    }

    private func attachment() -> [String] {
        switch step {
        case .attached(let office, let ground):
            if actor == .system {
                guard ground == .registeredAddress,
                    case .inCountry(let area)? = dossier.details?.home
                else { return ["D14: attached by itself without a registered address"] }
                return need(
                    days.serves(office, area, on: today),
                    "D14: office \(office) does not serve area \(area)")
            }
            return need(actor == .office(office), "D14: attached by somebody else")
                + need(hasGround(ground, office), "D14: no ground (\(ground.rawValue))")
        case .addressNoted:
            return need(actor == .system || isOwnOffice, "D14: an address by somebody else")
        case .takeOverAsked(let office):
            let area = dossier.details?.staysIn
            return need(
                office != dossier.office
                    && area.map { days.serves(office, $0, on: today) } ?? false,
                "D14: nobody stays in the area of \(office)")
        default: return []
        }
    }

    private func hasGround(_ ground: AttachmentGround, _ office: Office.ID) -> Bool {
        let date = days.date(at, office)
        switch (ground, dossier.details?.home) {
        case (.registeredAddress, .inCountry(let area)?):
            return days.serves(office, area, on: date)
        case (.stay, _):
            return dossier.details?.staysIn.map { days.serves(office, $0, on: date) } ?? false
        case (.choice, .inCountry?), (.registeredAddress, _): return false
        case (.choice, _): return true
        }
    }
}

// MARK: The own page

extension StepCheck {
    private func groups(_ service: SelfService) -> [String] {
        guard let category = dossier.category, let office = dossier.office else { return [] }
        let standard: Set<RegistrationCategory> =
            service == .reportHoliday
            ? [.unemploymentBenefit] : Set(RegistrationCategory.allCases)
        let allowed = days.rule(office, today, else: standard) { rule in
            if case .selfService(service, let groups) = rule { groups } else { nil }
        }
        return need(allowed.contains(category), "D16: not for \(category.rawValue)")
    }

    /// D8, D16, D18: the person with secure access, registered with effect, in a group that may; or
    /// their office.
    private func open(_ service: SelfService) -> [String] {
        guard actor == .citizen else { return need(isOwnOffice, "D16: by somebody else") }
        return need(dossier.hasAccess, "D18: access is not secure")
            + need(dossier.category != nil, "D8: not registered with effect") + groups(service)
    }

    private func selfService() -> [String] {
        switch step {
        case .confirmed:
            return open(.confirm) + need(actor == .citizen, "D15: confirmed by somebody else")
        case .absenceReported(let absence): return absenceReported(absence)
        case .reportedWell(let date):
            let isSick = dossier.absences.contains { $0.kind == .sick && $0.covers(date) }
            return open(.reportWell) + need(isSick, "D16: not ill")
                + need(actor != .citizen || date == today, "D16: well from another day than today")
        case .temporaryAddressSet(let address):
            return open(.setTemporaryAddress)
                + need(address.map { $0.until >= today } ?? true, "D16: ends in the past")
        case .contactChanged: return open(.changeContact)
        case .remindersSet: return open(.setReminders)
        case .accessGranted(let access): return granted(access)
        case .agreementRecorded: return need(isOwnOffice, "D17: not the person's office")
        default: return []
        }
    }

    private func absenceReported(_ absence: Absence) -> [String] {
        let dates = need(
            absence.to.map { $0 >= absence.from } ?? (absence.kind == .sick), "D16: no end after it"
        )
        let mine = actor == .citizen
        switch absence.kind {
        case .sick:
            let isSick = dossier.absences.contains { $0.kind == .sick && $0.covers(today) }
            return dates + open(.reportSick)
                + need(!mine || absence.from == today, "D16: sick from another day than today")
                + need(!mine || !isSick, "D16: ill already")
        case .holiday:
            let notice = dossier.office.flatMap { office in
                days.last(
                    days.rule(office, today, else: DayCount.calendarDays(14)) {
                        if case .holidayNotice(let days) = $0 { days } else { nil }
                    }, after: today, office)
            }
            return dates + open(.reportHoliday)
                + need(!mine || notice.map { $0 <= absence.from } ?? false, "D16: notice too short")
        case .temporaryWork:
            return dates + open(.reportTemporaryWork)
                + need(!mine || absence.from >= today, "D16: work in the past")
        case .other: return dates + need(isOwnOffice, "D16: recorded by somebody else")
        }
    }

    /// D18: by letter to a registered address, at the office, or at the visit of an applicant.
    private func granted(_ access: SecureAccess) -> [String] {
        let noFlag = need(dossier.flag == nil, "D18: a cash-benefit applicant before the visit")
        switch access {
        case .codeByLetter:
            let hasAddress = if case .inCountry? = dossier.details?.home { true } else { false }
            return noFlag + need(actor == .system && hasAddress, "D18: no letter")
        case .codeAtOffice: return noFlag + need(isOwnOffice, "D18: not at the office")
        case .atVisit:
            return noFlag + need(isOwnOffice && dossier.cashCase != nil, "D18: no visit")
        }
    }
}
