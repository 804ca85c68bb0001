/// What rules ask about a placement that is being considered; the agenda answers.
protocol RuleContext {
    /// The instant of the decision.
    var at: Instant { get }
    /// The local date of the decision, in the zone of the counsellor's office.
    var today: CivilDate { get }
    /// D: the local date of the start.
    var date: CivilDate { get }
    var interval: Interval { get }
    var channel: Channel { get }
    var party: Party { get }
    /// What is known about the participant; an empty record if nothing is.
    var participant: Participant { get }
    var topic: Topic.ID? { get }
    /// Versions on D.
    var service: Service { get }
    var counsellor: Counsellor { get }
    var office: Office { get }

    /// The n-th working day of the office after today, or `nil` if none is near.
    func workingDay(_ number: Int) -> CivilDate?
    /// Whether the interval overlaps weekly hours by the office's clock.
    func overlaps(_ hours: WeeklyHours) -> Bool
    /// The participant's other appointments that occupy and for which a policy holds.
    func ofParticipant(_ policy: Policy) -> [CountedAppointment]
    /// The counsellor's other appointments that occupy, start on some dates, and for which a policy
    /// holds, in order of start.
    /// - Parameter isWanted: Tells those apart that are wanted; asked first.
    func ofCounsellor(
        _ policy: Policy, on dates: DateRange, where isWanted: (Interval) -> Bool
    ) -> [CountedAppointment]
    /// How many such appointments there are.
    func count(ofCounsellor policy: Policy, on dates: DateRange) -> Int
    /// The date of an instant in the zone of the office of the placement considered.
    func date(of instant: Instant) -> CivilDate
    /// What was given back by others of the counsellor's time, and when.
    func freedByOthers() -> [(interval: Interval, at: Instant)]
    /// How long the counsellor works on some dates.
    func workingTime(on dates: DateRange) -> Seconds
    /// The units of a custom rule.
    func units(ofCustom policy: Policy) -> Int
}

/// Another appointment, as far as rules count it.
struct CountedAppointment {
    /// Its number: the order in which appointments were made.
    let number: Int
    let interval: Interval
    /// The date of its start in the zone of the office of the placement considered.
    let date: CivilDate
    let service: Service.ID
    let counsellor: Counsellor.ID
    let status: AppointmentStatus
}

extension RuleContext {
    /// All of the counsellor's other appointments that occupy, start on some dates, and for which
    /// a policy holds, in order of start.
    func ofCounsellor(_ policy: Policy, on dates: DateRange) -> [CountedAppointment] {
        ofCounsellor(policy, on: dates) { _ in true }
    }

    /// By how many units a placement breaks the rule of a policy that holds for it: for a condition
    /// 0 or 1 (a custom rule apart), for a measure its number, for an adjustment 0.
    func units(of policy: Policy) -> Int {
        switch policy.rule {
        case .soonest: date.dayNumber - today.dayNumber
        case .leastLoaded(let period): load(per: period, policy)
        case .roundRobin: latestMade(policy)
        case .fairShare: shareOfDeclaredTime(policy)
        case .gap, .overbooking, .gapsOutsideWorkingTime: 0
        case .custom: units(ofCustom: policy)
        default: breaks(policy) ? 1 : 0
        }
    }

    /// Whether a placement breaks the condition of a policy that holds for it.
    private func breaks(_ policy: Policy) -> Bool {
        switch policy.rule {
        case .notice(let lead): isOver(lead)
        case .horizon(let lead): !isReached(lead, orNever: true)
        case .limit(let person, let period, let most):
            exceeds(most, of: person, per: period, policy)
        case .spacing(let days): isCloserThan(days, policy)
        case .rest(let length): leavesLessRest(than: length, policy)
        case .audience(let audiences): isNotAmong(audiences)
        case .authority(let rights): isRepresentedOtherwise(than: rights)
        case .documentsFirst(let state): lacksDocuments(in: state)
        case .protectedCapacity(let hours, let groups, let release):
            isProtected(hours, for: groups, until: release)
        case .interpreterSlots(let hours, let languages, let release):
            isProtected(hours, for: languages, until: release)
        case .freedSlotDelay(let delay): wasFreedWithin(delay)
        case .oneOpenAppointment: hasOpenAppointment(policy)
        case .participantPresent: isInAbsence
        case .noShowCoolDown(let misses, let within, let days):
            coolsDown(after: misses, within: within, for: days, policy)
        case .keepFree(let hours): overlaps(hours)
        case .localOffice(let release): isOtherOffice(until: release)
        case .ownCounsellor: isOtherThanOwnCounsellor
        case .continuity: changesCounsellor(policy)
        case .leastLoaded, .roundRobin, .soonest, .fairShare, .gap, .overbooking,
            .gapsOutsideWorkingTime, .custom:
            false
        }
    }
}

extension Rule {
    /// Whether the rule limits somebody's appointments.
    func isLimit(of person: LimitedPerson) -> Bool {
        if case .limit(person, _, _) = self { true } else { false }
    }

    /// The reason that a broken condition gives.
    var reason: Reason {
        switch self {
        case .notice: .notice
        case .horizon: .horizon
        case .limit(.counsellor, .day, _): .counsellorDailyLimit
        case .limit(.counsellor, .week, _): .counsellorWeeklyLimit
        case .limit(.participant, .day, _): .participantDailyLimit
        case .limit(.participant, .week, _): .participantWeeklyLimit
        case .spacing: .spacing
        case .rest: .rest
        case .audience: .audience
        case .authority: .authority
        case .documentsFirst: .documentsMissing
        case .protectedCapacity, .interpreterSlots: .protected
        case .freedSlotDelay: .recentlyFreed
        case .oneOpenAppointment: .openAppointment
        case .participantPresent: .participantAbsent
        case .noShowCoolDown: .coolDown
        case .keepFree: .keptFree
        case .localOffice: .otherOffice
        case .ownCounsellor, .continuity: .otherCounsellor
        case .leastLoaded, .roundRobin, .soonest, .fairShare, .gap, .overbooking,
            .gapsOutsideWorkingTime, .custom:
            .customRule
        }
    }
}
