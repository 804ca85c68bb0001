/// How long people of one group waited for the meetings of their contact plans (C4).
public struct WaitingFigure: Hashable, Sendable {
    /// The group; `nil` stands for everybody.
    public let group: Group.ID?
    /// What was found, or `nil` where too few people are concerned to say.
    public let values: Values?

    /// Days from the first day on which a meeting might be held to the day on which it was.
    public struct Values: Hashable, Sendable {
        /// How many people.
        public let people: Int
        /// How many meetings.
        public let contacts: Int
        /// How many of them were held by their last day.
        public let inTime: Int
        /// All days together; the mean is this over ``contacts``.
        public let days: Int
        /// Half of the meetings were waited for so many days or fewer.
        public let median: Int
        /// Nine tenths of the meetings were waited for so many days or fewer.
        public let ninthDecile: Int
    }
}

extension Agenda {
    /// Waiting times of meetings held on some dates: everybody, then each group in order.
    ///
    /// Groups are those of people's records and open cases, as known now; who belongs to several
    /// counts in each. A cell of fewer than `smallest` people is suppressed; so is the next
    /// smallest if it would be the only one, since the rest would give it away.
    ///
    /// - Complexity: that of ``heldContacts(of:)`` a case, and sorting.
    public func waitingTimes(
        on dates: DateRange, smallest: Int = Limits.smallestCell
    ) -> [WaitingFigure] {
        var waits: [Group.ID?: [Subject.ID: [HeldContact]]] = [nil: [:]]
        for person in peopleWithCases {
            for group in supply.groups(of: person) where waits[group] == nil { waits[group] = [:] }
            let held = heldContacts(of: person).filter { dates.contains($0.held) }
            guard !held.isEmpty else { continue }
            waits[nil]?[person] = held
            for group in supply.groups(of: person) { waits[group]?[person] = held }
        }
        let groups = waits.keys.compactMap { $0 }.sorted()
        var hidden = Set(groups.filter { (waits[$0]?.count ?? 0) < smallest })
        if hidden.count == 1,
            let next = groups.filter({ !hidden.contains($0) })
                .min(by: { (waits[$0]?.count ?? 0, $0) < (waits[$1]?.count ?? 0, $1) })
        {
            hidden.insert(next)
        }
        let everybody = waits[nil] ?? [:]
        return [
            WaitingFigure(
                group: nil, values: everybody.count < smallest ? nil : Self.values(everybody))
        ]
            + groups.map {
                WaitingFigure(
                    group: $0, values: hidden.contains($0) ? nil : Self.values(waits[$0] ?? [:]))
            }
    }

    private static func values(_ waits: [Subject.ID: [HeldContact]]) -> WaitingFigure.Values {
        let held = waits.values.flatMap { $0 }
        let days = held.map(\.waitingDays).sorted()
        func rank(_ tenths: Int) -> Int {
            days.isEmpty ? 0 : days[max(0, (days.count * tenths + 9) / 10 - 1)]
        }
        return WaitingFigure.Values(
            people: waits.count, contacts: days.count, inTime: held.count(where: \.isInTime),
            days: days.reduce(0, +), median: rank(5), ninthDecile: rank(9))
    }
}
