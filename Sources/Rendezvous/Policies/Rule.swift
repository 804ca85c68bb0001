/// What a policy demands, prefers or allows. Documentation/Policies.md says of each exactly when it
/// is broken; the words are those of JSON.
///
/// D is the date of the appointment in the zone of the counsellor's office, *at* the instant of the
/// decision.
public enum Rule: Hashable, Sendable {
    /// Not sooner than this after the decision (A13; working days: the pension advisers of the
    /// United Kingdom book telephone calls so).
    case notice(Lead)
    /// Not later than this after the decision (A13).
    case horizon(Lead)
    /// At most so many appointments of a person in a period, 1 … ``Limits/largestDailyLimit``
    /// (A13).
    case limit(LimitedPerson, per: Period, most: Int)
    /// At least so many days between two appointments of a participant, 1 … ``Limits/mostDays``.
    case spacing(days: Int)
    /// At least this gap on the counsellor's calendar, with those of service and counsellor (A12).
    case gap(Gap)
    /// At least this rest between a counsellor's appointments of different days, up to
    /// ``Limits/longestRest``: eleven hours by directive 2003/88/EC.
    case rest(Seconds)
    /// Only for these audiences (A1).
    case audience(Set<Audience>)
    /// Businesses only through somebody with one of these rights (A1).
    case authority(Set<Authority>)
    /// Every document of the checklists of service and topic in this state or a better one (A21,
    /// C1).
    case documentsFirst(DocumentState)
    /// Hours kept for members of these groups until released (C4).
    case protectedCapacity(WeeklyHours, for: Set<Group.ID>, release: Lead)
    /// Hours kept for those who need one of these languages until released, as slots with a
    /// sign-language interpreter are in the United Kingdom's pension advice (A4, A20).
    case interpreterSlots(WeeklyHours, for: Set<Communication>, release: Lead)
    /// What was given back is offered again only after this long, up to
    /// ``Limits/longestFreedSlotDelay``, so that places cannot be passed on (Berlin's offices).
    case freedSlotDelay(Seconds)
    /// At most one appointment ahead for each service.
    case oneOpenAppointment
    /// Not while the participant is absent (D16).
    case participantPresent
    /// After so many no-shows within so many days, none for so many days.
    case noShowCoolDown(misses: Int, within: Int, days: Int)
    /// No appointments in these hours by the office's clock.
    case keepFree(WeeklyHours)
    /// Only in the office that the participant is attached to, until released to all; never
    /// released if `nil` (C6: local or pooled).
    case localOffice(release: Lead?)
    /// With the participant's own counsellor, if they have one.
    case ownCounsellor
    /// With the counsellor of the participant's latest appointment, if they had one.
    case continuity
    /// With the counsellor who has the fewest appointments in the period.
    case leastLoaded(per: Period)
    /// With the counsellor whose latest appointment was made longest ago.
    case roundRobin
    /// As few days away as possible.
    case soonest
    /// With the counsellor whose appointments fill the smallest part of their declared time.
    case fairShare
    /// Up to so many appointments in addition to one, 1 … ``Limits/mostOverbooking``, all of
    /// exactly the same time; unlike all other rules it allows instead of forbidding.
    case overbooking(Int)
    /// Gaps before the first and after the last appointment may lie outside working time, which
    /// they otherwise may not (Documentation/Rules.md).
    case gapsOutsideWorkingTime
    /// A rule written in Swift by whoever embeds the engine: its name, and its parameters.
    case custom(String, [String: String])
}

/// Whose appointments a limit counts.
public enum LimitedPerson: String, Hashable, Sendable, CaseIterable {
    /// The participant's.
    case participant
    /// The counsellor's.
    case counsellor
}

/// The stretch of days in which something is counted, by the office's calendar.
public enum Period: String, Hashable, Sendable, CaseIterable {
    /// One date.
    case day
    /// Monday to Sunday.
    case week

    /// The dates of the period around a date.
    public func dates(around date: CivilDate) -> DateRange {
        switch self {
        case .day: return DateRange(date)
        case .week:
            let monday = date.advanced(by: -date.weekday.offset)
            return DateRange(from: monday, to: monday.advanced(by: 6)) ?? DateRange(date)
        }
    }
}

extension Rule {
    /// What policies with a rule may be.
    public enum Kind: Hashable, Sendable {
        /// Broken or kept: hard, or a preference that costs one unit when broken.
        case condition
        /// A number that should be small: always a preference.
        case measure
        /// A change of how a calendar is read: always hard.
        case adjustment
    }

    /// What policies with this rule may be.
    public var kind: Kind {
        switch self {
        case .leastLoaded, .roundRobin, .soonest, .fairShare: .measure
        case .gap, .overbooking, .gapsOutsideWorkingTime: .adjustment
        default: .condition
        }
    }
}
