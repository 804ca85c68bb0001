/// How steps change a file, and which cannot follow.
extension RegistrationFile {
    /// Changes the file as a step says.
    mutating func take(_ step: RegistrationStep, at instant: Instant) {
        switch step {
        case .detailsGiven(let details): self.details = details
        case .registered(let category, _): register(category, at: instant)
        case .flagged(let flag): self.flag = flag
        case .lapsed, .flagCleared: flag = nil
        case .caseRegistered(let kind):
            benefit = .cash(kind)
            hasActiveCourse = true
            // A graduate with a case no longer waits for the fund (D11).
            entitlement = nil
        case .caseClosed:
            benefit = nil
            hasActiveCourse = false
        case .matched(let group, let programme):
            matchGroup = group
            self.programme = programme
            hasActiveCourse = true
        case .putOnTheBooks: pass(to: .onTheBooks(since: instant), at: instant)
        case .deregistered(let reason, _): deregister(reason, at: instant)
        case .reregistered: register(.cashBenefit, at: instant)
        case .membershipNoted(let fund): membership = fund
        case .entitlementNoted(let date, let counts):
            entitlement = Entitlement(from: date, counts: counts)
        case .becameEntitled: becomeEntitled(at: instant)
        case .attached(let office, let ground):
            self.office = office
            self.ground = ground
            if askedToTakeOver == office { askedToTakeOver = nil }
        case .addressNoted(let home, let area):
            details?.home = home
            details?.staysIn = area
            askedToTakeOver = nil
        case .takeOverAsked(let office): askedToTakeOver = office
        case .confirmed: lastConfirmed = instant
        case .absenceReported(let absence): absences.append(absence)
        case .reportedWell(let date): endIllness(on: date)
        case .temporaryAddressSet(let address): temporaryAddress = address
        case .contactChanged(let hasEmail, let hasPhone):
            details?.hasEmail = hasEmail
            details?.hasPhone = hasPhone
        case .remindersSet(let isOn): hasReminders = isOn
        case .accessGranted(let access): self.access = access
        case .agreementRecorded(let id): agreement = Agreement(id: id, at: instant)
        }
    }

    private mutating func pass(to standing: Standing, at instant: Instant) {
        self.standing = standing
        entitlement = nil
        history.append(Passage(at: instant, standing: standing))
    }

    private mutating func register(_ category: RegistrationCategory, at instant: Instant) {
        pass(to: .registered(category, since: instant), at: instant)
        lastConfirmed = nil
        switch category {
        case .unemploymentBenefit: benefit = .unemployment
        case .cashBenefit: break
        case .graduate, .noBenefit: benefit = nil
        }
    }

    /// Who is struck off keeps case and course for a return (D9); who leaves does not.
    private mutating func deregister(_ reason: DeregistrationReason, at instant: Instant) {
        pass(to: .ended(reason, as: category ?? .noBenefit, at: instant), at: instant)
        if reason != .missedConfirmation {
            benefit = nil
            hasActiveCourse = false
        }
    }

    /// The registration goes on, in another category.
    private mutating func becomeEntitled(at instant: Instant) {
        guard case .registered(_, let since) = standing else { return }
        standing = .registered(.unemploymentBenefit, since: since)
        benefit = .unemployment
        entitlement = nil
        history.append(Passage(at: instant, standing: standing))
    }

    /// Well from a day on: the day before is the last one of illness.
    private mutating func endIllness(on date: CivilDate) {
        absences = absences.compactMap { absence in
            guard absence.kind == .sick, absence.covers(date) else { return absence }
            guard absence.from < date else { return nil }
            return Absence(.sick, from: absence.from, to: date.advanced(by: -1))
        }
    }

    /// What a step cannot follow, or `nil` if it can be taken in without harm. Whether it keeps the
    /// rules was decided before it was written, and is checked again by the verifier.
    func problem(
        _ step: RegistrationStep, at instant: Instant, _ days: OfficeDays
    ) throws(Refusal) -> String? {
        switch step {
        case .detailsGiven(let details):
            try details.check()
            return nil
        case .registered, .putOnTheBooks:
            return details == nil || office == nil ? "has no details or no office" : nil
        case .flagged(let flag):
            if details == nil || office == nil { return "has no details or no office" }
            return self.flag != nil || flag.lapses <= instant ? "is flagged already" : nil
        case .lapsed:
            guard let flag else { return "has no flag that could lapse" }
            return instant < flag.lapses ? "has a flag until \(flag.lapses)" : nil
        case .flagCleared: return flag == nil ? "has no flag to clear" : nil
        case .caseRegistered, .matched, .caseClosed: return office == nil ? "has no office" : nil
        case .deregistered: return category == nil ? "is not in force" : nil
        case .reregistered: return cashCase == nil || category != nil ? "has not ended" : nil
        case .becameEntitled: return category != .graduate ? "is not a graduate's" : nil
        case .attached(let office, _):
            try days.catalogue.require(.office(office), for: "an attachment")
            return nil
        case .takeOverAsked(let office):
            try days.catalogue.require(.office(office), for: "a take-over")
            return nil
        case .addressNoted, .contactChanged: return details == nil ? "has no details" : nil
        case .confirmed: return category == nil ? "is not in force" : nil
        case .absenceReported(let absence):
            try Check.count(absences.count + 1, "absences of person (\(person))")
            return absence.from > (absence.to ?? .max) ? "has an absence that ends first" : nil
        case .membershipNoted(let fund):
            if let fund { try Check.identifier(fund, of: "a fund") }
            return nil
        case .agreementRecorded(let id):
            try Check.identifier(id, of: "an agreement")
            return nil
        case .temporaryAddressSet(let address):
            if let address { try Check.identifier(address.area, of: "the area of an address") }
            return nil
        case .entitlementNoted, .reportedWell, .remindersSet, .accessGranted: return nil
        }
    }
}
