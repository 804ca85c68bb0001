/// A rule with the period and the part of the agency for which it holds.
///
/// Agencies change rules by adding and ending policies: data, not code.
///
///     Policy("rest", .keepFree(.weekdays(from: "12:00", to: "12:30")), offices: ["kypseli"])
///     Policy("familiar", .continuity, preference: Preference(.medium, cost: 5))
public struct Policy: Hashable, Sendable {
    /// The identifier of a policy.
    public typealias ID = Identifier<Policy>

    /// The policy's identifier; a new policy with the same identifier replaces the old one.
    public var id: ID
    /// The rule.
    public var rule: Rule
    /// What it costs to break the rule; `nil` means that it must not be broken. Rules that only
    /// compare must have a preference, rules that change a calendar must not (``Rule/kind``).
    public var preference: Preference?
    /// The days on which it holds: the day of the appointment in its office's zone.
    public var valid: DateRange
    /// The offices for which it holds, those of the counsellor; empty means all.
    public var offices: Set<Office.ID>
    /// The services for which it holds; empty means all.
    public var services: Set<Service.ID>
    /// The channels for which it holds; empty means all.
    public var channels: Set<Channel>
    /// The groups for whose members it holds; empty means everybody.
    public var groups: Set<Group.ID>

    /// A policy.
    public init(
        _ id: ID, _ rule: Rule, preference: Preference? = nil, valid: DateRange = .always,
        offices: Set<Office.ID> = [], services: Set<Service.ID> = [],
        channels: Set<Channel> = [], groups: Set<Group.ID> = []
    ) {
        self.id = id
        self.rule = rule
        self.preference = preference
        self.valid = valid
        self.offices = offices
        self.services = services
        self.channels = channels
        self.groups = groups
    }

    /// Whether the policy holds for an appointment on `date` at `office` for `service` on `channel`
    /// with a participant of `groups`.
    public func holds(
        on date: CivilDate, at office: Office.ID, for service: Service.ID, on channel: Channel,
        with groups: Set<Group.ID>
    ) -> Bool {
        valid.contains(date) && (offices.isEmpty || offices.contains(office))
            && (services.isEmpty || services.contains(service))
            && (channels.isEmpty || channels.contains(channel))
            && (self.groups.isEmpty || !self.groups.isDisjoint(with: groups))
    }
}
