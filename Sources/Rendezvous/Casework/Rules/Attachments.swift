/// Which office somebody is attached to, and who may change it (D14).
extension RegistrationFile {
    /// The office that details attach somebody to by themselves: the one that serves the area of
    /// the registered address. Who lives abroad keeps their office, or is attached by one first. An
    /// office that has taken over keeps them until the address changes.
    func attachment(
        by details: RegistrationDetails, on today: CivilDate, _ days: OfficeDays
    ) throws(Refusal) -> Office.ID {
        guard case .inCountry(let area) = details.home else {
            guard let office else {
                throw Refusal(
                    .notAttached, "registration of person (\(person)) needs an office",
                    hint: "the office that they choose attaches them first")
            }
            return office
        }
        let isAsBefore =
            self.details?.home == details.home && self.details?.staysIn == details.staysIn
        if let office, ground == .stay, isAsBefore { return office }
        guard let office = days.office(serving: area, on: today) else {
            throw Refusal(
                .noOfficeForArea, "area (\(area)) must be served by an office on \(today)")
        }
        return office
    }

    /// The office that is asked to take over: that of the area where the person stays, if it is
    /// another one than they are attached to.
    func takeOver(on today: CivilDate, _ days: OfficeDays) -> Office.ID? {
        guard let area = details?.staysIn, let office = days.office(serving: area, on: today),
            office != self.office
        else { return nil }
        return office
    }

    /// Whether an office may attach the person to itself: it serves the area of the registered
    /// address, or the area where they stay; or they live abroad, or have not registered yet, and
    /// have chosen it. Only an office changes an attachment.
    func permits(
        _ ground: AttachmentGround, of office: Office.ID, on today: CivilDate, _ days: OfficeDays
    ) -> Bool {
        switch ground {
        case .registeredAddress:
            guard case .inCountry(let area)? = details?.home else { return false }
            return days.office(serving: area, on: today) == office
        case .stay:
            guard let area = details?.staysIn else { return false }
            return days.office(serving: area, on: today) == office
        case .choice:
            guard let home = details?.home else { return true }
            if case .inCountry = home { return false }
            return true
        }
    }
}
