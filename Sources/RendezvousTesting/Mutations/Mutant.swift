public import Rendezvous

/// One policy of a set, changed a little: what the tests of the set should notice.
public struct Mutant: Hashable, Sendable, CustomStringConvertible {
    /// The policy that is changed.
    public let policy: Policy
    /// What is changed: `hours 12:00-12:30 become 11:45-12:30`.
    public let change: String
    /// The policy as it is then; `nil` if it is dropped.
    public let replacement: Policy?

    /// The policy's identifier and the change: `quiet: dropped`. It names the mutant where one is
    /// declared equivalent.
    public var description: String { "\(policy.id): \(change)" }

    /// The set with the policy changed.
    public func applied(to policies: [Policy]) -> [Policy] {
        policies.compactMap { $0 == policy ? replacement : $0 }
    }
}

extension Policy {
    /// The policy dropped, and with each of its values changed by one unit; clock times and lengths
    /// of time by `unit`. Some may be out of the range that an agency accepts.
    ///
    /// - Complexity: linear in the values of the policy.
    public func mutants(unit: Seconds = .minutes(5)) -> [Mutant] {
        var mutants = [Mutant(policy: self, change: "dropped", replacement: nil)]
        func add(_ change: String, _ edit: (inout Policy) -> Void) {
            var copy = self
            edit(&copy)
            mutants.append(Mutant(policy: self, change: change, replacement: copy))
        }
        for (change, rule) in rule.variants(unit) { add(change) { $0.rule = rule } }
        for (change, preference) in preferenceVariants {
            add(change) { $0.preference = preference }
        }
        for (change, valid) in valid.variants { add("valid \(change)") { $0.valid = valid } }
        for (change, set) in Self.smaller(offices) { add("offices \(change)") { $0.offices = set } }
        for (change, set) in Self.smaller(services) {
            add("services \(change)") { $0.services = set }
        }
        let channels = Set(channels.map { Identifier<Channel>($0.rawValue) })
        for (change, set) in Self.smaller(channels) {
            add("channels \(change)") {
                $0.channels = Set(set.compactMap { Channel(rawValue: $0.rawValue) })
            }
        }
        for (change, set) in Self.smaller(groups) { add("groups \(change)") { $0.groups = set } }
        return mutants
    }

    /// The scope without each of its members, and without any: for all.
    private static func smaller<Entity>(
        _ set: Set<Identifier<Entity>>
    ) -> [(String, Set<Identifier<Entity>>)] {
        guard !set.isEmpty else { return [] }
        let without =
            set.count == 1 ? [] : set.sorted().map { ("without \($0)", set.subtracting([$0])) }
        return without + [("become all", [])]
    }

    private var preferenceVariants: [(String, Preference?)] {
        guard let preference else {
            return rule.kind == .condition
                ? [("costs instead of refusing", Preference(.weak))] : []
        }
        var variants: [(String, Preference?)] = [1, -1].map { step in
            let cost = preference.cost + step
            return (
                "cost \(preference.cost) becomes \(cost)", Preference(preference.level, cost: cost)
            )
        }
        let levels = Preference.Level.allCases
        let index = levels.firstIndex(of: preference.level) ?? 0
        let other = levels[(index + 1) % levels.count]
        variants.append(
            (
                "level \(preference.level.rawValue) becomes \(other.rawValue)",
                Preference(other, cost: preference.cost)
            ))
        if rule.kind == .condition { variants.append(("refuses instead of costing", nil)) }
        return variants
    }
}

extension DateRange {
    /// The period with each of its days moved by one day.
    fileprivate var variants: [(String, DateRange)] {
        var variants: [(String, DateRange)] = []
        for step in [-1, 1] {
            if first != .min, let moved = DateRange(from: first.advanced(by: step), to: last) {
                variants.append(("from \(first) becomes \(moved.first)", moved))
            }
            if last != .max, let moved = DateRange(from: first, to: last.advanced(by: step)) {
                variants.append(("to \(last) becomes \(moved.last)", moved))
            }
        }
        return variants
    }
}
