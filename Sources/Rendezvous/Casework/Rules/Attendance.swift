/// The two dates of a provisional registration (D6).
extension OfficeDays {
    /// The flag of somebody who asks for cash or introduction benefit: when they must come, and
    /// when their registration lapses if they do not. `nil` if the office never opens again.
    func flag(
        at instant: Instant, _ office: Office.ID, _ policies: RegistrationPolicies
    ) -> RegistrationFile.Flag? {
        let today = date(instant, at: office)
        let deadline = policies.lapse(at: office, on: today)
        let rule = policies.attendance(at: office, on: today)
        guard let attendance = attendance(by: rule, at: instant, office),
            let lapses = deadline.end(after: today, at: office, self), instant < lapses
        else { return nil }
        return RegistrationFile.Flag(since: instant, attendance: attendance, lapses: lapses)
    }

    /// The day on which the applicant must come.
    func attendance(
        by rule: AttendanceRule, at instant: Instant, _ office: Office.ID
    ) -> CivilDate? {
        let today = date(instant, at: office)
        if rule == .sameDayIfOpen, isStillOpen(office, on: today, at: instant) { return today }
        return DayCount.workingDays(1).day(after: today, at: office, self)
    }

    /// Whether some opening hours of a date are not over.
    private func isStillOpen(
        _ office: Office.ID, on date: CivilDate, at instant: Instant
    ) -> Bool {
        let zone = zone(of: office)
        return hours(of: office, on: date).contains { span in
            zone.instants(date, from: span.from, to: span.to).map { instant < $0.end } ?? false
        }
    }
}
