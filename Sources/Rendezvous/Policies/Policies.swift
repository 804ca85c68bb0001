/// The policies in force, in order of identifier.
struct Policies: Sendable {
    private(set) var list: [Policy] = []

    /// Whether a policy of this identifier is in force.
    func contains(_ id: Policy.ID) -> Bool { list.contains { $0.id == id } }

    /// Puts a policy in force, in place of an earlier one of the same identifier.
    mutating func set(_ policy: Policy) {
        withdraw(policy.id)
        let index = list.firstIndex { policy.id < $0.id } ?? list.count
        list.insert(policy, at: index)
    }

    /// Takes a policy out of force.
    mutating func withdraw(_ id: Policy.ID) { list.removeAll { $0.id == id } }
}

extension Policy {
    /// Refuses a policy whose parameters are out of range or whose scope is unknown.
    func check(in catalogue: Catalogue) throws(Refusal) {
        try Check.identifier(id, of: "a policy")
        let what = "policy (\(id))"
        for office in offices.sorted() { try catalogue.require(.office(office), for: what) }
        for service in services.sorted() { try catalogue.require(.service(service), for: what) }
        switch rule {
        case .counsellorDailyLimit(let limit), .participantDailyLimit(let limit):
            try Check.number(limit, "limit of \(what)", in: 1...Limits.largestDailyLimit)
        case .gapsOutsideWorkingTime: break
        }
    }
}
