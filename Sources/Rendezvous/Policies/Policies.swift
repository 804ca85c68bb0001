/// The policies in force, in order of identifier.
struct Policies: Sendable {
    private(set) var list: [Policy] = []
    /// The custom rules of the policies, by identifier, with their parameters read.
    private(set) var custom: [Policy.ID: any CustomRule] = [:]
    /// Positions in ``list`` of the hard conditions of each step of an examination, in the order
    /// of their reasons: the first that is broken gives the reason.
    private var conditions = [[Int]](repeating: [], count: ConditionStep.allCases.count)
    /// Positions in ``list`` of the adjustments, and of those by which gaps may lie outside working
    /// time.
    private(set) var adjustments: [Int] = []
    private(set) var gapsOutside: [Int] = []

    /// Positions in ``list`` of the hard conditions of a step, in the order of their reasons.
    func conditions(of step: ConditionStep) -> [Int] { conditions[step.rawValue] }

    /// Whether a hard condition is examined before the counsellor is: audience, notice, horizon.
    var mayRefuseEarly: Bool {
        list.contains {
            $0.preference == nil && [.audience, .notice, .horizon].contains($0.rule.reason)
        }
    }

    /// Whether a policy of this identifier is in force.
    func contains(_ id: Policy.ID) -> Bool { list.contains { $0.id == id } }

    /// Puts a checked policy in force, in place of an earlier one of the same identifier.
    mutating func set(_ policy: Policy, _ rules: CustomRules) {
        withdraw(policy.id)
        let index = list.firstIndex { policy.id < $0.id } ?? list.count
        list.insert(policy, at: index)
        if case .custom(let name, let parameters) = policy.rule {
            custom[policy.id] = try? rules.rule(name, parameters)
        }
        sortOut()
    }

    /// Takes a policy out of force.
    mutating func withdraw(_ id: Policy.ID) {
        list.removeAll { $0.id == id }
        custom[id] = nil
        sortOut()
    }

    private mutating func sortOut() {
        let all = list.indices
        adjustments = all.filter { list[$0].rule.kind == .adjustment }
        gapsOutside = adjustments.filter { list[$0].rule == .gapsOutsideWorkingTime }
        let hard = all.filter { list[$0].rule.kind == .condition && list[$0].preference == nil }
        conditions = ConditionStep.allCases.map { step in
            hard.filter { step.asks(list[$0].rule) }.sorted {
                (list[$0].rule.reason, $0) < (list[$1].rule.reason, $1)
            }
        }
    }
}

/// The steps of an examination at which policies are asked (Documentation/Rules.md).
enum ConditionStep: Int, CaseIterable {
    case audience, notice, horizon, counsellorLimit, participantLimit, others

    /// Whether a condition is asked at this step.
    func asks(_ rule: Rule) -> Bool {
        switch self {
        case .audience: rule.reason == .audience
        case .notice: rule.reason == .notice
        case .horizon: rule.reason == .horizon
        case .counsellorLimit: rule.isLimit(of: .counsellor)
        case .participantLimit: rule.isLimit(of: .participant)
        case .others: rule.reason.isOfPoliciesAlone
        }
    }
}

extension Policy {
    /// Refuses a policy whose parameters are out of range or whose scope is unknown.
    func check(in catalogue: Catalogue, _ customRules: CustomRules) throws(Refusal) {
        try Check.identifier(id, of: "a policy")
        let what = "policy (\(id))"
        for office in offices.sorted() { try catalogue.require(.office(office), for: what) }
        for service in services.sorted() { try catalogue.require(.service(service), for: what) }
        for group in groups.sorted() { try Check.identifier(group, of: "a group of \(what)") }
        try Check.count(groups.count, "groups of \(what)")
        switch (rule.kind, preference) {
        case (.measure, nil):
            throw Refusal(
                .invalidValue, "preference of \(what) must be given: its rule only compares")
        case (.adjustment, .some):
            throw Refusal(
                .invalidValue, "preference of \(what) must be absent: its rule changes a calendar")
        default: break
        }
        if let preference {
            try Check.number(preference.cost, "cost of \(what)", in: 1...Limits.highestCost)
        }
        try rule.check(what, customRules)
    }
}

extension Rule {
    /// Refuses parameters out of range.
    fileprivate func check(_ what: String, _ customRules: CustomRules) throws(Refusal) {
        switch self {
        case .notice(let lead), .horizon(let lead): try lead.check("lead of \(what)")
        case .limit(_, _, let most):
            try Check.number(most, "limit of \(what)", in: 1...Limits.largestDailyLimit)
        case .spacing(let days):
            try Check.number(days, "days of \(what)", in: 1...Limits.mostDays)
        case .gap(let gap): try Check.gap(gap, of: what)
        case .rest(let length):
            try Check.length(length, "rest of \(what)", in: .minutes(1)...Limits.longestRest)
        case .freedSlotDelay(let length):
            try Check.length(
                length, "delay of \(what)", in: .minutes(1)...Limits.longestFreedSlotDelay)
        case .audience(let audiences): try Check.some(audiences.count, "audiences of \(what)")
        case .authority(let rights): try Check.some(rights.count, "authorities of \(what)")
        case .documentsFirst(let state):
            if state == .rejected {
                throw Refusal(
                    .invalidValue, "state of \(what) (rejected) must be submitted or checked")
            }
        case .keepFree(let hours): try Check.hours(hours, of: what)
        case .protectedCapacity(let hours, let groups, let release):
            try Check.hours(hours, of: what)
            try Check.some(groups.count, "groups for which \(what) protects")
            for group in groups.sorted() { try Check.identifier(group, of: "a group of \(what)") }
            try release.check("release of \(what)")
        case .interpreterSlots(let hours, let languages, let release):
            try Check.hours(hours, of: what)
            try Check.some(languages.count, "languages for which \(what) protects")
            try release.check("release of \(what)")
        case .noShowCoolDown(let misses, let within, let days):
            try Check.number(misses, "misses of \(what)", in: 1...Limits.largestDailyLimit)
            try Check.number(within, "days of misses of \(what)", in: 1...Limits.mostDays)
            try Check.number(days, "days of \(what)", in: 1...Limits.mostDays)
        case .localOffice(let release): try release?.check("release of \(what)")
        case .overbooking(let extra):
            try Check.number(extra, "extra of \(what)", in: 1...Limits.mostOverbooking)
        case .custom(let name, let parameters):
            try Check.number(
                parameters.count, "parameters of \(what)", in: 0...Limits.ruleParameters)
            _ = try customRules.rule(name, parameters)
        case .oneOpenAppointment, .participantPresent, .ownCounsellor, .continuity, .leastLoaded,
            .roundRobin, .soonest, .fairShare, .gapsOutsideWorkingTime:
            break
        }
    }
}

extension Lead {
    fileprivate func check(_ what: String) throws(Refusal) {
        switch self {
        case .time(let length): try Check.length(length, what, in: .zero...Limits.longestNotice)
        case .days(let days): try Check.number(days, what, in: 0...Limits.farthestHorizon)
        case .workingDays(let days): try Check.number(days, what, in: 0...Limits.mostWorkingDays)
        }
    }
}

extension Check {
    /// Refuses an empty or too long list.
    fileprivate static func some(_ count: Int, _ what: String) throws(Refusal) {
        try number(count, "number of \(what)", in: 1...Limits.listItems)
    }
}
