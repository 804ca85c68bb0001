/// The policies that may hold for some placement of a question, sorted by what a search does with
/// them.
struct SearchPolicies {
    /// Hard conditions.
    private(set) var conditions: [Policy] = []
    /// Preferences.
    private(set) var preferences: [Policy] = []
    /// Those by which gaps may lie outside working time, where that is not so everywhere.
    private(set) var gapsOutside: [Policy] = []
    /// Whether gaps may lie outside working time here and there.
    let gapsAreMixed: Bool
    /// Whether gaps or the sharing of time may differ from what the catalogue says.
    private(set) var adjustsCalendars = false
    /// Whether appointments may share a time by overbooking.
    private(set) var overbooks = false

    /// Whether any policy decides about placements.
    var areAny: Bool { !conditions.isEmpty || !preferences.isEmpty }

    /// Whether what the policies say of a start is the same for every channel, interpreter, room.
    private(set) var areUniform = true

    init(_ supply: borrowing Supply, _ question: borrowing Question) {
        let service = supply.catalogue.services.ids[question.service]
        gapsAreMixed = GapRule(supply.policies).mixed
        for policy in supply.policies.list
        where (policy.services.isEmpty || policy.services.contains(service))
            && (policy.groups.isEmpty
                || !policy.groups.isDisjoint(with: question.participant.groups))
        {
            if !policy.channels.isEmpty { areUniform = false }
            if case .custom = policy.rule { areUniform = false }
            switch policy.rule {
            case .gapsOutsideWorkingTime: gapsOutside.append(policy)
            case .gap: adjustsCalendars = true
            case .overbooking:
                adjustsCalendars = true
                overbooks = true
            default:
                if policy.preference == nil {
                    conditions.append(policy)
                } else {
                    preferences.append(policy)
                }
            }
        }
    }

    /// Whether a placement keeps all hard conditions.
    func allow(_ placing: Placing) -> Bool {
        for policy in conditions {
            if placing.holds(policy), placing.units(of: policy) > 0 { return false }
        }
        return true
    }

    /// What a placement costs.
    func cost(_ placing: Placing) -> Cost {
        var cost = Cost.none
        for policy in preferences where placing.holds(policy) {
            if let preference = policy.preference {
                cost.add(preference, times: placing.units(of: policy))
            }
        }
        return cost
    }
}
