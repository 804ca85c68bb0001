/// What the receipt of a registration says (D2).
extension Registrations {
    /// The receipt that a step gives, or `nil` if it gives none.
    func receipt(
        for step: RegistrationStep, at instant: Instant, of file: RegistrationFile,
        _ days: OfficeDays
    ) -> Receipt? {
        guard let office = file.office else { return nil }
        switch step {
        case .registered(let category, let asked):
            return receipt(category, asked, at: instant, of: file, office, days)
        case .reregistered:
            return receipt(.cashBenefit, .cashBenefit, at: instant, of: file, office, days)
        case .flagged(let flag):
            return Receipt(
                at: instant, asked: .cashBenefit, category: .cashBenefit, isProvisional: true,
                office: office, links: [], tasks: [.comeToOffice(on: flag.attendance)],
                officeText: texts.text(of: office, for: .cashBenefit))
        default:
            return nil
        }
    }

    private func receipt(
        _ category: RegistrationCategory, _ asked: RegistrationCategory, at instant: Instant,
        of file: RegistrationFile, _ office: Office.ID, _ days: OfficeDays
    ) -> Receipt {
        var tasks: [ReceiptTask] = []
        if asked == .unemploymentBenefit, category != asked { tasks.append(.contactFund) }
        if category == .graduate { tasks.append(.awaitEntitlement) }
        if file.access == nil { tasks.append(.activateAccess) }
        let today = days.date(instant, at: office)
        if let due = file.confirmationDue(on: today, policies, days) {
            tasks.append(.confirmJobSearch(by: due))
        }
        return Receipt(
            at: instant, asked: asked, category: category, isProvisional: false, office: office,
            links: category == .unemploymentBenefit ? ReceiptLink.allCases.sorted() : [],
            tasks: tasks, officeText: texts.text(of: office, for: asked))
    }
}
