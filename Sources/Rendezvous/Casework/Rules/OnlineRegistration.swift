/// Who cannot register online, though an office still may register them (D13).
extension RegistrationFile {
    /// Why somebody with these details cannot register online, or `nil` if they can.
    func refusesOnline(_ details: RegistrationDetails) -> RegistrationReason? {
        guard case .inCountry = details.home else { return .noRegisteredAddress }
        return isKeptOnTheBooks ? .onTheBooks : nil
    }

    /// Recipients of a benefit with an active course in match group 2 or 3, and people with a
    /// flex job or in rehabilitation in group 1: the office has them on its books, and they need
    /// neither be registered nor confirm their search for work.
    var isKeptOnTheBooks: Bool {
        switch matchGroup {
        case .two, .three: benefit != nil && hasActiveCourse
        case .one: programme != nil
        case nil: false
        }
    }
}
