import Rendezvous

/// The places of a light book as the production agenda knows them at the start of the run.
struct LightPlaces: Sendable {
    private(set) var starts: [Int32] = []
    private(set) var days: [Int32] = []
    private(set) var firstOfDay: [Int] = []
    let length: Int
    let words: Int
    let counsellors: Int
    let horizon: Int
    let notice: Int
    private(set) var release = LightBook.Release.time(0)
    private(set) var masks: [UInt64] = []
    private(set) var isKeptFor: [Bool] = []
    let wish: BookPolicy.OwnCounsellor
    let midnights: [Int]
    private(set) var base: [UInt64] = []
    private(set) var kept: [UInt64] = []

    /// Asks the agenda for all its places.
    ///
    /// - Throws: ``StudyError`` if there is something that a light book does not know.
    /// - Complexity: linear in the counsellors times the days, a search each.
    init(_ scenario: BookScenario, _ policy: BookPolicy, midnights: [Int]) throws(StudyError) {
        let agenda = try scenario.agenda(under: policy)
        let service = try Self.service(scenario, agenda)
        length = Int(service.duration.count)
        counsellors = agenda.counsellors.count
        words = max(1, (counsellors + 63) / 64)
        horizon = service.horizon
        notice = Int(service.minimumNotice.count)
        wish = policy.ownCounsellor
        self.midnights = midnights
        let groups = try keptGroups(agenda)
        for stream in scenario.clients {
            isKeptFor.append(!groups.isDisjoint(with: stream.groups))
            var mask = [UInt64](repeating: 0, count: words)
            for (number, id) in agenda.counsellors.enumerated() {
                let office = agenda.counsellor(id, on: scenario.first)?.office
                guard
                    policy.isPooled || stream.offices.isEmpty
                        || office.map(stream.offices.contains) ?? false
                else { continue }
                mask[number >> 6] |= 1 << UInt64(number & 63)
            }
            masks += mask
        }
        let member = try ask(scenario, agenda, service, of: groups)
        let others = groups.isEmpty ? member : try ask(scenario, agenda, service, of: [])
        try enter(member, others)
    }

    /// The one service of the clients, if a light book knows it.
    private static func service(
        _ scenario: BookScenario, _ agenda: Agenda
    ) throws(StudyError) -> Service {
        let first = scenario.clients[0]
        let isUniform = scenario.clients.allSatisfy {
            $0.service == first.service && $0.channels == first.channels && $0.needs.isEmpty
                && $0.applicant == first.applicant
        }
        guard let service = agenda.service(first.service, on: scenario.first), isUniform,
            agenda.appointmentCount == 0
        else {
            throw .invalid(
                "clients (\(scenario.clients.count)) of a light book must have one service, "
                    + "the same channels and no needs, and its agency no appointments")
        }
        let counsellors = agenda.counsellors.compactMap {
            agenda.counsellor($0, on: scenario.first)
        }
        guard service.gap == .none, service.channelGaps.isEmpty, service.capacity == 1,
            !service.needsRoom,
            service.startGrid * 60 == service.duration.count,
            counsellors.allSatisfy({ $0.gap == .none && $0.dailyLimit == nil })
        else {
            throw .invalid(
                "service (\(service.id)) of a light book must have a startGrid of its duration, no "
                    + "gaps, no room, a capacity of 1, and counsellors without dailyLimit")
        }
        return service
    }

    /// The groups for which hours are kept; all policies keep them for the same until the same.
    private mutating func keptGroups(_ agenda: Agenda) throws(StudyError) -> Set<Group.ID> {
        var groups: Set<Group.ID> = []
        var known: Lead?
        for policy in agenda.policies {
            guard case .protectedCapacity(_, let members, let lead) = policy.rule,
                policy.preference == nil, known == nil || known == lead && groups == members
            else {
                throw .invalid(
                    "policy (\(policy.id)) of a light book must be protected-capacity, of one "
                        + "release for the same groups")
            }
            (groups, known) = (members, lead)
            switch lead {
            case .time(let length): release = .time(Int(length.count))
            case .days(let days): release = .days(days)
            case .workingDays(let days):
                throw .invalid(
                    "workingDays (\(days)) of policy (\(policy.id)) must be days or time")
            }
        }
        return groups
    }

    /// Every start and counsellor at which a member of some groups is served, hours kept for others
    /// left out.
    private func ask(
        _ scenario: BookScenario, _ original: Agenda, _ service: Service, of groups: Set<Group.ID>
    ) throws(StudyError) -> [[Int32]] {
        var agenda = original
        let stream = scenario.clients[0]
        var found = [[Int32]](repeating: [], count: counsellors)
        let ahead = (notice + 86_399) / 86_400 + 1
        let step = max(1, min(100, horizon - ahead))
        let end = midnights.count - 1
        do {
            for policy in original.policies {
                guard case .protectedCapacity(let hours, let members, _) = policy.rule else {
                    continue
                }
                var kept = policy
                kept.rule = .protectedCapacity(hours, for: members, release: .days(0))
                try agenda.apply(agenda.decide(.amend(.policySet(kept)), at: scenario.start))
            }
            for day in stride(from: 0, to: end, by: step) {
                let until = min(end, day + step)
                let at = scenario.start + Seconds(Int64(midnights[day] - notice - 86_400))
                guard
                    let window = Interval(
                        start: scenario.start + Seconds(Int64(midnights[day])),
                        end: scenario.start + Seconds(Int64(midnights[until])))
                else { continue }
                // A note about somebody brings the calendars to the days that are asked about.
                let person = Participant("light-book", groups: groups)
                try agenda.apply(agenda.decide(.amend(.participantNoted(person)), at: at))
                for (number, id) in agenda.counsellors.enumerated() {
                    let request = Request(
                        for: Party("light-book", as: stream.applicant), service: service.id,
                        channels: stream.channels, with: .only(id), within: IntervalSet([window]))
                    let openings = try agenda.openings(
                        for: request, at: at, limit: Limits.listItems
                    ).all
                    found[number] += openings.map {
                        Int32(($0.placement.interval.start - scenario.start).count)
                    }
                }
            }
        } catch let error as Refusal {
            throw .refused("places of a light book", error)
        } catch let error as LogError {
            throw .log(error)
        } catch {
            throw .invalid("places of a light book: \(error)")
        }
        return found
    }

    private mutating func enter(_ all: [[Int32]], _ open: [[Int32]]) throws(StudyError) {
        for (number, own) in all.enumerated() {
            for (one, next) in zip(own, own.dropFirst()) where Int(next - one) < length {
                throw .invalid(
                    "starts of counsellor (\(number)) of a light book must be \(length) s apart")
            }
        }
        starts = Set(all.joined()).sorted()
        var numbers: [Int32: Int] = [:]
        var day = 0
        firstOfDay = [0]
        for (number, start) in starts.enumerated() {
            numbers[start] = number
            while day + 1 < midnights.count, Int(start) >= midnights[day + 1] {
                day += 1
                firstOfDay.append(number)
            }
            days.append(Int32(day))
        }
        while firstOfDay.count <= midnights.count { firstOfDay.append(starts.count) }
        base = [UInt64](repeating: 0, count: starts.count * words)
        kept = base
        for (counsellor, own) in all.enumerated() {
            let others = Set(open[counsellor])
            let bit: UInt64 = 1 << UInt64(counsellor & 63)
            for start in own {
                let place = (numbers[start] ?? 0) * words + counsellor >> 6
                base[place] |= bit
                if !others.contains(start) { kept[place] |= bit }
            }
        }
    }
}
