/// What a person may do now: computed here and nowhere else, and asked by every command of theirs
/// (D8, D15, D16, D18).
extension Registrations {
    /// Everything on the person's page, each open or with the reason why not.
    func abilities(
        of file: RegistrationFile?, at instant: Instant, _ days: OfficeDays
    ) -> [Ability] {
        SelfService.allCases.map { service in
            Ability(service: service, reason: refuses(service, to: file, at: instant, days))
        }
    }

    /// Why something is not open to a person now, or `nil` if it is.
    ///
    /// In order: the office is never theirs to change (D14); without a file one can only register;
    /// everything else needs secure access (D18); then the registration must be in force (D8), and
    /// the contact group allow it (D16).
    func refuses(
        _ service: SelfService, to file: RegistrationFile?, at instant: Instant,
        _ days: OfficeDays
    ) -> RegistrationReason? {
        if service == .changeOffice { return .attachmentByOffice }
        guard let file else { return service == .register ? nil : .unknownPerson }
        let today = days.date(instant, at: file.office)
        if service == .register { return refusesRegistering(file, on: today) }
        guard file.access != nil else { return .accessNotSecure }
        if service == .reregister {
            if file.flag != nil { return .waitingForVisit }
            return file.refusesReregistration(on: today, policies, days)
        }
        guard let category = file.category, let office = file.office else {
            return file.flag == nil ? .notRegistered : .waitingForVisit
        }
        guard policies.groups(for: service, at: office, on: today).contains(category) else {
            return .notForThisGroup
        }
        switch service {
        case .reportSick: return file.isSick(on: today) ? .alreadyAbsent : nil
        case .reportWell: return file.isSick(on: today) ? nil : .notAbsent
        default: return nil
        }
    }

    /// Why a person can register in no category at all; whether they can in a certain one is said
    /// when they ask for it.
    private func refusesRegistering(
        _ file: RegistrationFile, on today: CivilDate
    ) -> RegistrationReason? {
        if let details = file.details, let reason = file.refusesOnline(details) { return reason }
        guard let category = file.category, let office = file.office else { return nil }
        return policies.groups(for: .register, at: office, on: today).contains(category)
            ? nil : .notForThisGroup
    }
}
