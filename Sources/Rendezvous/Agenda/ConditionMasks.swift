/// Masks that hold as long as the supply does: grids and hours by a zone's clock.
struct PolicyMasks: Sendable {
    private struct Key: Hashable {
        let condition: Int
        let zone: Int
        let seconds: Int64
        let office: Int
    }

    /// The starts that a rule written by others was asked about, and those that it refuses.
    struct Judged: Sendable {
        var known: GrainMask
        var broken: GrainMask
    }

    private var grids: [Int: GrainMask] = [:]
    private var hours: [Key: GrainMask] = [:]
    private var judged: [Key: Judged] = [:]
    private var firstWord = Int.min
    private var count = 0

    /// Forgets masks of other words than the calendars have.
    private mutating func fit(_ calendars: Calendars) {
        let board = calendars.counsellors.reach
        guard firstWord != board.firstWord || count != board.wordsPerRow else { return }
        self = PolicyMasks()
        (firstWord, count) = (board.firstWord, board.wordsPerRow)
    }

    /// The starts on a grid of so many seconds from midnight by a zone's clock.
    mutating func grid(_ step: Int, _ zone: Int, _ calendars: Calendars) -> GrainMask {
        fit(calendars)
        if let known = grids[zone] { return known }
        var mask = GrainMask(firstWord: firstWord, count: count, isFull: false)
        let rules = calendars.zones[zone]
        for grain in firstWord * 64..<(firstWord + count) * 64 {
            let start = Int64(grain) * BitBoard.grain
            let local = rules.local(Instant(secondsSince1970: start))
            if local.time.secondOfDay % step == 0 { mask.setStarts(start, start + 1) }
        }
        grids[zone] = mask
        return mask
    }

    /// The starts of meetings of a length that overlap weekly hours.
    mutating func overlapping(
        _ weekly: WeeklyHours, _ condition: Int, zone: Int, seconds: Int64, _ calendars: Calendars
    ) -> GrainMask {
        fit(calendars)
        let key = Key(condition: condition, zone: zone, seconds: seconds, office: -1)
        if let known = hours[key] { return known }
        var mask = GrainMask(firstWord: firstWord, count: count, isFull: false)
        let dates = calendars.localDates
        for hour in OpenTime.of(weekly, on: dates, zone: calendars.zones[zone]).intervals {
            mask.setStarts(
                hour.start.secondsSince1970 - seconds + 1, hour.end.secondsSince1970)
        }
        hours[key] = mask
        return mask
    }

    /// Clears the starts of a mask that a rule refuses, asking it about those not asked before.
    mutating func clear(
        _ mask: inout GrainMask, _ condition: Int, _ place: ConditionMasks.Place,
        _ calendars: Calendars, isBroken: (Int64) -> Bool
    ) {
        fit(calendars)
        let key = Key(
            condition: condition, zone: place.zone, seconds: place.seconds, office: place.office)
        let empty = GrainMask(firstWord: firstWord, count: count, isFull: false)
        var own = judged.removeValue(forKey: key) ?? Judged(known: empty, broken: empty)
        let offset = mask.firstWord - firstWord
        for index in mask.words.indices {
            var new = mask.words[index] & ~own.known.words[offset + index]
            own.known.words[offset + index] |= new
            while new != 0 {
                let bit = new.trailingZeroBitCount
                new &= new - 1
                let grain = Int64(mask.firstWord + index) * 64 + Int64(bit)
                if isBroken(grain * BitBoard.grain) {
                    own.broken.words[offset + index] |= 1 << UInt64(bit)
                }
            }
            mask.words[index] &= ~own.broken.words[offset + index]
        }
        judged[key] = own
    }
}

/// The hard conditions of a question as masks of starts: what depends on the time and the person
/// alone is decided once for the question; what depends on the counsellor's row is left to it; what
/// nobody can decide so is doubted, and examined start by start.
struct ConditionMasks {
    /// Where and for how long.
    struct Place {
        let zone: Int
        let office: Int
        let seconds: Int64
        let table: DayTable
        let today: CivilDate
    }

    let agenda: Agenda
    let search: Search
    /// When the person is taken.
    let taken: [Interval]
    /// Whether some condition cannot be decided by masks.
    private(set) var areDoubtful = false
    /// Whether conditions differ by office.
    private(set) var tellOfficesApart = false
    /// Counsellors with time freed a short while ago, and the starts that this may concern.
    private(set) var freed: Set<Int> = []
    private(set) var doubtfulStarts: [(from: Int64, to: Int64)] = []
    private let hasAppointments: Bool

    private var question: Question { search.question }
    private var instant: Instant { search.instant }

    init(_ agenda: Agenda, _ search: Search) {
        self.agenda = agenda
        self.search = search
        let ledger = agenda.ledger
        var taken: [Interval] = []
        var hasAppointments = false
        for index in ledger.appointments(of: search.question.party.participant) {
            hasAppointments = true
            let entry = ledger.entries[index]
            if entry.occupies(at: search.instant) { taken.append(entry.interval) }
        }
        self.taken = taken
        self.hasAppointments = hasAppointments
        for policy in search.policies.conditions { weigh(policy) }
    }

    /// Finds out how far masks can decide about a condition.
    private mutating func weigh(_ policy: Policy) {
        if !policy.offices.isEmpty { tellOfficesApart = true }
        if !policy.channels.isEmpty { areDoubtful = true }
        switch policy.rule {
        case .limit(.counsellor, _, _), .rest:
            if !policy.countsWholeRows { areDoubtful = true }
        case .ownCounsellor: if question.participant.counsellor != nil { areDoubtful = true }
        case .continuity: if hasAppointments { areDoubtful = true }
        case .localOffice: if question.participant.office != nil { tellOfficesApart = true }
        case .freedSlotDelay(let delay): doubtFreed(delay)
        case .notice(.workingDays), .horizon(.workingDays): tellOfficesApart = true
        case .protectedCapacity(_, _, .workingDays), .interpreterSlots(_, _, .workingDays):
            tellOfficesApart = true
        case .custom:
            let reads = agenda.supply.policies.custom[policy.id].map { type(of: $0).reads }
            guard let reads, reads.isSubset(of: [.time, .service, .office]) else {
                areDoubtful = true
                return
            }
            if reads.contains(.office) { tellOfficesApart = true }
        default: break
        }
    }

    private mutating func doubtFreed(_ delay: Seconds) {
        for (counsellor, list) in agenda.ledger.freed {
            for slot in list
            where instant < slot.at + delay && slot.by != question.party.participant {
                freed.insert(Int(counsellor))
                let reach = Limits.longestDuration.count
                doubtfulStarts.append(
                    (
                        slot.interval.start.secondsSince1970 - reach,
                        slot.interval.end.secondsSince1970
                    ))
            }
        }
    }

    /// Clears the starts that the conditions refuse, at one place; whether that is all of them.
    func apply(to mask: inout GrainMask, _ place: Place, _ masks: inout PolicyMasks) -> Bool {
        var isSure = true
        let office = agenda.supply.catalogue.offices.ids[place.office]
        let history = Lazily { placing(place, at: instant.secondsSince1970) }
        for (number, policy) in search.policies.conditions.enumerated()
        where policy.offices.isEmpty || policy.offices.contains(office) {
            let from = place.table.start(of: policy.valid.first)
            let to =
                policy.valid.last == .max
                ? .max : place.table.start(of: policy.valid.last.advanced(by: 1))
            guard from < to else { continue }
            var range = Cleared(mask: mask, from: from, to: to)
            if policy.rule.readsHistory, hasAppointments {
                if let placing = history.value {
                    clearByHistory(&range, policy, place, placing)
                } else {
                    isSure = false
                }
            } else {
                clear(&range, policy, number, place, &masks)
            }
            mask = range.mask
        }
        return isSure
    }

    /// A mask of which only the dates of a policy are cleared.
    private struct Cleared {
        var mask: GrainMask
        let from: Int64
        let to: Int64

        mutating func clear(_ low: Int64, _ high: Int64) {
            mask.clearStarts(max(low, from), min(high, to))
        }

        /// Clears the starts of other words that lie at or after a second.
        mutating func clear(_ other: GrainMask, since low: Int64) {
            let offset = mask.firstWord - other.firstWord
            var own = mask
            for index in own.words.indices { own.words[index] = other.words[offset + index] }
            own.clearStarts(.min, max(low, from))
            own.clearStarts(to, .max)
            for index in own.words.indices { mask.words[index] &= ~own.words[index] }
        }
    }

    private func clear(
        _ range: inout Cleared, _ policy: Policy, _ number: Int, _ place: Place,
        _ masks: inout PolicyMasks
    ) {
        let participant = question.participant
        switch policy.rule {
        case .notice(let lead): range.clear(.min, earliest(lead, place) ?? .max)
        case .horizon(let lead): range.clear(released(lead, place) ?? .max, .max)
        case .keepFree(let hours):
            let mask = masks.overlapping(
                hours, number, zone: place.zone, seconds: place.seconds, agenda.calendars)
            range.clear(mask, since: .min)
        case .protectedCapacity(let hours, let groups, let release):
            guard groups.isDisjoint(with: participant.groups) else { return }
            let mask = masks.overlapping(
                hours, number, zone: place.zone, seconds: place.seconds, agenda.calendars)
            range.clear(mask, since: released(release, place) ?? .min)
        case .interpreterSlots(let hours, let languages, let release):
            guard languages.isDisjoint(with: question.party.communications) else { return }
            let mask = masks.overlapping(
                hours, number, zone: place.zone, seconds: place.seconds, agenda.calendars)
            range.clear(mask, since: released(release, place) ?? .min)
        case .audience(let audiences):
            if audiences.isDisjoint(with: question.party.applicant.audiences) {
                range.clear(.min, .max)
            }
        case .authority(let rights):
            if case .business(let right) = question.party.applicant, !rights.contains(right) {
                range.clear(.min, .max)
            }
        case .documentsFirst(let state): if lacks(state) { range.clear(.min, .max) }
        case .participantPresent:
            for absence in participant.absences.intervals {
                range.clear(
                    absence.start.secondsSince1970 - place.seconds + 1,
                    absence.end.secondsSince1970)
            }
        case .localOffice(let release):
            guard let own = participant.office,
                own != agenda.supply.catalogue.offices.ids[place.office]
            else { return }
            range.clear(release.map { released($0, place) ?? .min } ?? .min, .max)
        case .custom: judge(&range, policy, number, place, &masks)
        default: break
        }
    }

    /// What the person's other appointments rule out.
    private func clearByHistory(
        _ range: inout Cleared, _ policy: Policy, _ place: Place, _ placing: Placing
    ) {
        func clear(_ first: CivilDate, _ end: CivilDate) {
            range.clear(place.table.start(of: first), place.table.start(of: end))
        }
        switch policy.rule {
        case .spacing(let days):
            for other in placing.ofParticipant(policy) {
                clear(other.date.advanced(by: 1 - days), other.date.advanced(by: days))
            }
        case .limit(.participant, let period, let most):
            var counts: [CivilDate: Int] = [:]
            for other in placing.ofParticipant(policy) {
                counts[period.dates(around: other.date).first, default: 0] += 1
            }
            for (first, count) in counts where count >= most {
                clear(first, period.dates(around: first).last.advanced(by: 1))
            }
        case .oneOpenAppointment:
            if placing.hasOpenAppointment(policy) { range.clear(.min, .max) }
        case .noShowCoolDown(let misses, let within, let days):
            let earliest = instant - .hours(24) * Int64(within)
            let missed = placing.ofParticipant(policy).filter {
                $0.status == .noShow && earliest < $0.interval.start
            }
            guard missed.count >= misses, let latest = missed.map(\.date).max() else { return }
            range.clear(.min, place.table.start(of: latest.advanced(by: days)))
        default: break
        }
    }

    /// Asks a rule that reads nothing but time, service and office.
    private func judge(
        _ range: inout Cleared, _ policy: Policy, _ number: Int, _ place: Place,
        _ masks: inout PolicyMasks
    ) {
        guard let rule = agenda.supply.policies.custom[policy.id] else { return }
        var asked = range.mask
        asked.clearStarts(.min, range.from)
        asked.clearStarts(range.to, .max)
        var kept = asked
        masks.clear(&kept, number, place, agenda.calendars) { start in
            placing(place, at: start).map { rule.units($0.candidate) > 0 } ?? false
        }
        for index in asked.words.indices {
            range.mask.words[index] &= ~(asked.words[index] & ~kept.words[index])
        }
    }

    private func lacks(_ state: DocumentState) -> Bool {
        let versions = agenda.supply.catalogue.services.versions[question.service]
        guard let service = versions.values.first else { return true }
        let named = service.topics.first { $0.id == question.topic }?.checklist ?? []
        return (service.checklist + named).contains { item in
            question.participant.documents[item.id].map { $0 < state } ?? true
        }
    }

    /// The first second that a notice leaves; `nil` if no working day is near.
    private func earliest(_ lead: Lead, _ place: Place) -> Int64? {
        switch lead {
        case .time(let length): (instant + length).secondsSince1970
        case .days(let days): place.table.start(of: place.today.advanced(by: days))
        case .workingDays(let days):
            agenda.workingDay(days, after: place.today, of: place.office).map {
                place.table.start(of: $0)
            }
        }
    }

    /// The first second after what a lead reaches; `nil` if no working day is near.
    private func released(_ lead: Lead, _ place: Place) -> Int64? {
        switch lead {
        case .time(let length): (instant + length).secondsSince1970 + 1
        case .days(let days): place.table.start(of: place.today.advanced(by: days + 1))
        case .workingDays(let days):
            agenda.workingDay(days, after: place.today, of: place.office).map {
                place.table.start(of: $0.advanced(by: 1))
            }
        }
    }

    /// A placement with whoever of an office is there, for rules that do not ask who it is.
    private func placing(_ place: Place, at start: Int64) -> Placing? {
        for option in search.options where option.office == place.office {
            if let placing = placing(option, at: start, lasting: place.seconds) { return placing }
        }
        return nil
    }

    private func placing(
        _ option: Search.Option, at start: Int64, lasting seconds: Int64
    ) -> Placing? {
        let interval = Interval(
            unchecked: Instant(secondsSince1970: start),
            Instant(secondsSince1970: start + seconds))
        let spot = Spot(
            interval, option.channels[0], counsellor: option.counsellor, interpreter: nil,
            room: nil, isInterpreted: option.interpreters != nil)
        guard let force = agenda.inForce(spot, question) else { return nil }
        return Placing(agenda, question, spot, force, at: instant)
    }
}

extension Rule {
    /// Whether it asks about the person's other appointments alone.
    fileprivate var readsHistory: Bool {
        switch self {
        case .spacing, .limit(.participant, _, _), .oneOpenAppointment, .noShowCoolDown: true
        default: false
        }
    }
}

/// A value found when it is first asked for.
private final class Lazily<Value> {
    private let make: () -> Value
    private(set) lazy var value = make()

    init(_ make: @escaping () -> Value) { self.make = make }
}
