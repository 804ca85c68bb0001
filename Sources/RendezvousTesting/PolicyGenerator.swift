public import Rendezvous

extension AgencyGenerator {
    /// What might be known about a person.
    public mutating func participant(
        _ id: Subject.ID, offices: [Office.ID], counsellors: [Counsellor.ID]
    ) -> Participant {
        var participant = Participant(id, groups: Set(random.some(of: Self.groups, 1, in: 3)))
        let often = emphasis == .policies
        if random.chance(often ? 2 : 1, in: 3) { participant.office = random.pick(offices) }
        if random.chance(often ? 2 : 1, in: 4) {
            participant.counsellor = random.pick(counsellors)
        }
        for item: ChecklistItem.ID in ["form", "proof", "licence"] where random.chance(2, in: 3) {
            participant.documents[item] =
                random.pick([.rejected, .submitted, .checked, .checked])
        }
        if random.chance(often ? 3 : 1, in: 4) {
            let day = zone.start(of: firstDay.advanced(by: random.int(-1...4)))
            let start = day + .minutes(Int64(random.int(0...288) * 5))
            let end = start + .minutes(Int64(random.int(1...96) * 30))
            participant.absences = IntervalSet([Interval(start: start, end: end) ?? .always])
        }
        return participant
    }

    /// How many kinds of rules there are to draw from; some differ in a parameter alone.
    static let kindsOfRules = 30

    /// A random policy of any rule, or of one kind, with a random scope.
    public mutating func policy(
        _ id: Policy.ID, kind: Int? = nil, offices: [Office.ID], services: [Service.ID]
    ) -> Policy {
        let drawn = random.int(0...Self.kindsOfRules - 1)
        var policy = Policy(id, rule(kind ?? drawn))
        switch policy.rule.kind {
        case .measure: policy.preference = preference()
        case .condition where random.chance(1, in: 2): policy.preference = preference()
        default: break
        }
        if random.chance(1, in: 3) {
            let first = firstDay.advanced(by: random.int(-5...4))
            let last = first.advanced(by: random.int(0...9))
            policy.valid =
                random.chance(1, in: 2)
                ? DateRange(from: first) : DateRange(from: first, to: last) ?? .always
        }
        let rarely = emphasis == .policies ? 6 : 3
        if random.chance(1, in: rarely) {
            policy.offices = Set(random.some(of: offices, 1, in: 2))
        }
        if random.chance(1, in: rarely) {
            policy.services = Set(random.some(of: services, 1, in: 2))
        }
        if random.chance(1, in: rarely) {
            policy.channels = Set(random.some(of: Channel.allCases, 1, in: 2))
        }
        if random.chance(1, in: rarely) {
            policy.groups = Set(random.some(of: Self.groups, 1, in: 2))
        }
        return policy
    }

    private static let groups: [Group.ID] = ["long-term", "care-leaver", "returning"]

    private mutating func preference() -> Preference {
        let levels = Preference.Level.allCases
        return Preference(random.pick(levels) ?? .weak, cost: random.pick([1, 1, 2, 5, 40]) ?? 1)
    }

    /// A rule of each kind, with parameters that leave something to book as a rule.
    private mutating func rule(_ kind: Int) -> Rule {
        switch kind {
        case 0: .notice(lead(nearest: 0, farthest: 2))
        case 1: .horizon(lead(nearest: 2, farthest: 8))
        case 2: .limit(.counsellor, per: .day, most: random.int(1...5))
        case 3: .limit(.counsellor, per: .week, most: random.int(3...12))
        case 4: .limit(.participant, per: .day, most: random.int(1...2))
        case 5: .limit(.participant, per: .week, most: random.int(1...4))
        case 6: .spacing(days: random.int(1...3))
        case 7: .gap(gap())
        case 8: .rest(.minutes(Int64(random.int(16...64) * 30)))
        case 9:
            random.chance(1, in: 2)
                ? .audience([.registered])
                : .audience(Set(random.some(of: Audience.allCases, 1, in: 2)).union([.person]))
        case 10: .authority([random.pick(Authority.allCases) ?? .legal])
        case 11: .documentsFirst(random.chance(2, in: 3) ? .submitted : .checked)
        case 12:
            .protectedCapacity(
                hours(), for: Set(random.some(of: Self.groups, 1, in: 2)).union(["returning"]),
                release: lead(nearest: 0, farthest: 4))
        case 13:
            .interpreterSlots(
                hours(), for: Set(random.some(of: languages, 1, in: 3)).union([.signed("gss")]),
                release: lead(nearest: 0, farthest: 4))
        case 14: .freedSlotDelay(.minutes(Int64(random.int(1...16) * 30)))
        case 15: .oneOpenAppointment
        case 16: .participantPresent
        case 17:
            .noShowCoolDown(
                misses: random.chance(2, in: 3) ? 1 : 2, within: random.int(1...20),
                days: random.int(1...10))
        case 18: .keepFree(hours())
        case 19:
            .localOffice(release: random.chance(1, in: 2) ? nil : lead(nearest: 0, farthest: 4))
        case 20: .ownCounsellor
        case 21: .continuity
        case 22: .overbooking(random.int(1...3))
        case 23: .gapsOutsideWorkingTime
        case 24: .custom(BusyHour.name, ["most": String(random.int(1...3))])
        case 25: .leastLoaded(per: .day)
        case 26: .leastLoaded(per: .week)
        case 27: .roundRobin
        case 28: .fairShare
        default: .soonest
        }
    }

    /// A lead between so many days.
    private mutating func lead(nearest: Int, farthest: Int) -> Lead {
        let days = random.int(nearest...farthest)
        return switch random.int(0...2) {
        case 0: .time(.minutes(Int64(days * 1_440 + random.int(0...48) * 30)))
        case 1: .days(days)
        default: .workingDays(days)
        }
    }

    /// Some hours on some days, over midnight now and then.
    private mutating func hours() -> WeeklyHours {
        let spans: [CivilSpan] = [
            CivilSpan("09:00", "11:00"), CivilSpan("11:30", "12:15"), CivilSpan("22:00", "02:00"),
            CivilSpan("13:00", "16:00"), CivilSpan("16:00", "08:30"),
        ]
        var hours: [Weekday: [CivilSpan]] = [:]
        for day in Weekday.allCases where random.chance(2, in: 3) {
            if let span = random.pick(spans) { hours[day] = [span] }
        }
        return WeeklyHours(hours)
    }
}
