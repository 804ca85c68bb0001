/// A rule with the period and the part of the agency for which it holds (DESIGN, idea 3).
///
/// Agencies change rules by adding and ending policies: data, not code.
public struct Policy: Hashable, Sendable {
    /// The identifier of a policy.
    public typealias ID = Identifier<Policy>

    /// The policy's identifier; a new policy with the same identifier replaces the old one.
    public var id: ID
    /// The rule.
    public var rule: Rule
    /// The days on which it holds: the day of the appointment in its office's zone.
    public var valid: DateRange
    /// The offices for which it holds; empty means all.
    public var offices: Set<Office.ID>
    /// The services for which it holds; empty means all.
    public var services: Set<Service.ID>

    /// A policy.
    public init(
        _ id: ID, _ rule: Rule, valid: DateRange = .always, offices: Set<Office.ID> = [],
        services: Set<Service.ID> = []
    ) {
        self.id = id
        self.rule = rule
        self.valid = valid
        self.offices = offices
        self.services = services
    }

    /// Whether the policy holds for an appointment on `date` at `office` for `service`.
    public func holds(on date: CivilDate, at office: Office.ID, for service: Service.ID) -> Bool {
        valid.contains(date) && (offices.isEmpty || offices.contains(office))
            && (services.isEmpty || services.contains(service))
    }
}

/// What a policy demands or allows.
public enum Rule: Hashable, Sendable {
    /// At most so many appointments of one counsellor in a day, 1 … ``Limits/largestDailyLimit``;
    /// with services named, only those of these services count.
    case counsellorDailyLimit(Int)
    /// At most so many appointments of one participant in a day, 1 … ``Limits/largestDailyLimit``.
    case participantDailyLimit(Int)
    /// Gaps before the first and after the last appointment may lie outside working time, which
    /// they otherwise may not (DESIGN, Meanings).
    case gapsOutsideWorkingTime
}
