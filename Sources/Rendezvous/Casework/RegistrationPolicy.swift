/// On which day a cash-benefit applicant must come to the office (D6).
public enum AttendanceRule: String, Hashable, Sendable, CaseIterable {
    /// On its first opening day after the day of registration.
    case nextDay = "next-day"
    /// On the day of registration, if some opening hours of it are not over; else as above.
    case sameDayIfOpen = "same-day-if-open"
}

/// A rule of registration that agencies change, with what holds where they have said nothing.
public enum RegistrationRule: Hashable, Sendable {
    /// When an applicant must come (D6). Built in: the next opening day.
    case attendance(AttendanceRule)
    /// When a registration that nobody came for lapses (D6). Built in: six days without holidays,
    /// and one working day of the office as a margin.
    case lapse(Deadline)
    /// How long after being struck off somebody may register again without a visit (D9). Built in:
    /// 7 calendar days.
    case reregistration(within: DayCount)
    /// How long after the last confirmation the next is due (D15). Built in: 7 calendar days.
    case confirmation(every: DayCount)
    /// How long before its first day a holiday is reported (D16). Built in: 14 calendar days.
    case holidayNotice(DayCount)
    /// Which registered people may use a part of self-service (D16). Built in: everybody, but
    /// holiday is for recipients of unemployment benefit.
    case selfService(SelfService, for: Set<RegistrationCategory>)
}

/// A rule of registration with the dates and offices for which it holds (design, idea 3).
public struct RegistrationPolicy: Hashable, Sendable {
    /// The identifier of a policy.
    public typealias ID = Identifier<RegistrationPolicy>

    /// The policy's identifier; a later one of the same identifier replaces it.
    public var id: ID
    /// The rule.
    public var rule: RegistrationRule
    /// The dates of decisions for which it holds.
    public var valid: DateRange
    /// The offices for whose people it holds; empty means all.
    public var offices: Set<Office.ID>

    /// A policy.
    public init(
        _ id: ID, _ rule: RegistrationRule, valid: DateRange = .always, offices: Set<Office.ID> = []
    ) {
        self.id = id
        self.rule = rule
        self.valid = valid
        self.offices = offices
    }

    /// Refuses a policy with a value out of range or an office that is unknown.
    func check(_ days: OfficeDays) throws(Refusal) {
        try Check.identifier(id, of: "a policy of registration")
        let what = "days of policy (\(id))"
        switch rule {
        case .attendance, .selfService: break
        case .lapse(let deadline):
            try deadline.days.check(what)
            try deadline.margin.check("margin of policy (\(id))")
        case .reregistration(let count), .confirmation(let count), .holidayNotice(let count):
            try count.check(what)
        }
        try Check.count(offices.count, "offices of policy (\(id))")
        for office in offices.sorted() {
            try days.catalogue.require(.office(office), for: "policy (\(id))")
        }
    }
}

/// The policies in the order in which they were first set; of those that hold the last decides.
struct RegistrationPolicies: Hashable {
    private(set) var list: [RegistrationPolicy] = []

    mutating func set(_ policy: RegistrationPolicy) {
        if let index = list.firstIndex(where: { $0.id == policy.id }) {
            list[index] = policy
        } else {
            list.append(policy)
        }
    }

    func attendance(at office: Office.ID, on date: CivilDate) -> AttendanceRule {
        last(at: office, on: date) { if case .attendance(let rule) = $0 { rule } else { nil } }
            ?? .nextDay
    }

    func lapse(at office: Office.ID, on date: CivilDate) -> Deadline {
        last(at: office, on: date) { if case .lapse(let deadline) = $0 { deadline } else { nil } }
            ?? Deadline(.daysSkippingHolidays(6), margin: .workingDays(1))
    }

    func reregistration(at office: Office.ID, on date: CivilDate) -> DayCount {
        last(at: office, on: date) { if case .reregistration(let days) = $0 { days } else { nil } }
            ?? .calendarDays(7)
    }

    func confirmation(at office: Office.ID, on date: CivilDate) -> DayCount {
        last(at: office, on: date) { if case .confirmation(let days) = $0 { days } else { nil } }
            ?? .calendarDays(7)
    }

    func holidayNotice(at office: Office.ID, on date: CivilDate) -> DayCount {
        last(at: office, on: date) { if case .holidayNotice(let days) = $0 { days } else { nil } }
            ?? .calendarDays(14)
    }

    func groups(
        for service: SelfService, at office: Office.ID, on date: CivilDate
    ) -> Set<RegistrationCategory> {
        last(at: office, on: date) { rule -> Set<RegistrationCategory>? in
            guard case .selfService(service, let groups) = rule else { return nil }
            return groups
        }
            ?? (service == .reportHoliday
                ? [.unemploymentBenefit] : Set(RegistrationCategory.allCases))
    }

    private func last<Value>(
        at office: Office.ID, on date: CivilDate, _ value: (RegistrationRule) -> Value?
    ) -> Value? {
        for policy in list.reversed()
        where policy.valid.contains(date)
            && (policy.offices.isEmpty || policy.offices.contains(office))
        {
            if let value = value(policy.rule) { return value }
        }
        return nil
    }
}
