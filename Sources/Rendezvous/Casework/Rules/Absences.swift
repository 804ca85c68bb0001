/// What people may report on their own page, each rule by itself (D16).
extension RegistrationFile {
    /// Whether the person is ill on a day.
    func isSick(on date: CivilDate) -> Bool {
        absences.contains { $0.kind == .sick && $0.covers(date) }
    }

    /// Reports of illness are from today only, and not while one is running.
    func refusesSick(_ absence: Absence, on today: CivilDate) -> RegistrationReason? {
        if absence.from != today { return .onlyFromToday }
        return isSick(on: today) ? .alreadyAbsent : nil
    }

    /// Reports of being well are from today only, and end an illness that is running.
    func refusesWell(from date: CivilDate, on today: CivilDate) -> RegistrationReason? {
        if date != today { return .onlyFromToday }
        return isSick(on: today) ? nil : .notAbsent
    }

    /// A holiday is reported some days before its first day; who may report one at all is decided
    /// by the contact group.
    func refusesHoliday(
        _ absence: Absence, on today: CivilDate, _ policies: RegistrationPolicies,
        _ days: OfficeDays
    ) -> RegistrationReason? {
        guard let office else { return .notAttached }
        let notice = policies.holidayNotice(at: office, on: today)
        guard let first = notice.day(after: today, at: office, days), first <= absence.from else {
            return .noticeTooShort
        }
        return nil
    }

    /// Temporary work is reported for days to come.
    func refusesWork(_ absence: Absence, on today: CivilDate) -> RegistrationReason? {
        absence.from < today ? .inThePast : nil
    }
}

extension Absence {
    /// An absence ends on a day that is not before its first; only illness may be open.
    var refusesDates: RegistrationReason? {
        guard let to else { return kind == .sick ? nil : .endMissing }
        return to < from ? .endBeforeStart : nil
    }
}

extension TemporaryAddress {
    /// A temporary address ends on a day that is not over.
    func refuses(on today: CivilDate) -> RegistrationReason? { until < today ? .inThePast : nil }
}
