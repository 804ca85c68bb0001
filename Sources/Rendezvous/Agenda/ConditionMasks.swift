/// Masks that hold as long as the supply does: grids and hours by a zone's clock.
struct PolicyMasks: Sendable {
    /// What the starts that a policy refuses depend on; service and office where its rule reads
    /// them.
    struct Key: Hashable, Sendable {
        let policy: Policy.ID
        let zone: Int
        let seconds: Int64
        var service: Int?
        var office: Int?
    }

    private struct GridKey: Hashable {
        let step: Int
        let zone: Int
    }

    /// The starts that a rule written by others was asked about, and those that it refuses.
    struct Judged: Sendable {
        var known: GrainMask
        var broken: GrainMask
    }

    private var grids: [GridKey: GrainMask] = [:]
    private var hours: [Key: GrainMask] = [:]
    private var judgedNumbers: [Key: Int] = [:]
    private var judged: [Judged] = []
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
        let key = GridKey(step: step, zone: zone)
        if let known = grids[key] { return known }
        var mask = GrainMask(firstWord: firstWord, count: count, isFull: false)
        let rules = calendars.zones[zone]
        for grain in firstWord * 64..<(firstWord + count) * 64 {
            let start = Int64(grain) * BitBoard.grain
            let local = rules.local(Instant(secondsSince1970: start))
            if local.time.secondOfDay % step == 0 { mask.setStarts(start, start + 1) }
        }
        grids[key] = mask
        return mask
    }

    /// The starts of meetings of a length that overlap weekly hours.
    mutating func overlapping(
        _ weekly: WeeklyHours, _ policy: Policy.ID, _ place: ConditionMasks.Place,
        _ calendars: Calendars
    ) -> GrainMask {
        fit(calendars)
        let (zone, seconds) = (place.zone, place.seconds)
        let key = Key(policy: policy, zone: zone, seconds: seconds)
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

    /// Clears the starts of a mask that a rule refuses, asking it about those not asked before;
    /// what it does not know of a start is asked again.
    mutating func clear(
        _ mask: inout GrainMask, _ key: Key, _ calendars: Calendars, isBroken: (Int64) -> Bool?
    ) {
        fit(calendars)
        let own = judgedNumbers[key] ?? judged.count
        if own == judged.count {
            let empty = GrainMask(firstWord: firstWord, count: count, isFull: false)
            judged.append(Judged(known: empty, broken: empty))
            judgedNumbers[key] = own
        }
        let offset = mask.firstWord - firstWord
        for index in mask.words.indices {
            var new = mask.words[index] & ~judged[own].known.words[offset + index]
            while new != 0 {
                let bit = new & ~(new - 1)
                let grain = Int64(mask.firstWord + index) * 64 + Int64(new.trailingZeroBitCount)
                new &= new - 1
                guard let isBroken = isBroken(grain * BitBoard.grain) else { continue }
                judged[own].known.words[offset + index] |= bit
                if isBroken { judged[own].broken.words[offset + index] |= bit }
            }
            mask.words[index] &= ~judged[own].broken.words[offset + index]
        }
    }
}

/// How far masks can decide about the hard conditions of a kind of question.
struct ConditionFacts: Sendable {
    /// Whether some condition cannot be decided by masks, whoever asks.
    private(set) var areDoubtful = false
    /// The same for people who have a counsellor of their own, and who had appointments.
    private(set) var doubtOwnCounsellor = false
    private(set) var doubtHistory = false
    /// Whether conditions differ by office; the last for people attached to one.
    private(set) var tellOfficesApart = false
    private(set) var tellOwnOfficeApart = false
    /// Whether time goes by in whole grains for all of them.
    private(set) var areOnGrains: Bool
    /// The longest time for which what was freed is not offered again.
    private(set) var freedDelay: Seconds?

    init(_ search: Search, _ policies: Policies) {
        areOnGrains = search.notice.isOnGrains
        for policy in search.policies.conditions { weigh(policy, policies) }
    }

    /// Whether a rule of others that reads so much is the same for all counsellors of an office.
    static func isDecidedByMasks(_ reads: Set<CandidateAspect>) -> Bool {
        reads.isSubset(of: [.time, .service, .office])
    }

    private mutating func weigh(_ policy: Policy, _ policies: Policies) {
        if !policy.offices.isEmpty { tellOfficesApart = true }
        if !policy.channels.isEmpty { areDoubtful = true }
        if let lead = policy.rule.lead, case .time(let length) = lead, !length.isOnGrains {
            areOnGrains = false
        }
        switch policy.rule {
        case .limit(.counsellor, _, _), .rest:
            if !policy.countsWholeRows { areDoubtful = true }
        case .ownCounsellor: doubtOwnCounsellor = true
        case .continuity: doubtHistory = true
        case .localOffice: tellOwnOfficeApart = true
        case .freedSlotDelay(let delay): freedDelay = max(freedDelay ?? .zero, delay)
        case .notice(.workingDays), .horizon(.workingDays): tellOfficesApart = true
        case .protectedCapacity(_, _, .workingDays), .interpreterSlots(_, _, .workingDays):
            tellOfficesApart = true
        case .custom:
            let reads = policies.custom[policy.id].map(\.aspects) ?? []
            if !Self.isDecidedByMasks(reads) { areDoubtful = true }
            if reads.contains(.office) { tellOfficesApart = true }
        default: break
        }
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

    /// The starts on the dates of a policy.
    private struct Dates {
        let from: Int64
        let to: Int64

        func clear(_ mask: inout GrainMask, _ low: Int64, _ high: Int64) {
            mask.clearStarts(max(low, from), min(high, to))
        }

        /// Clears what other words have at or after a second.
        func clear(_ mask: inout GrainMask, _ other: GrainMask, since low: Int64) {
            let offset = mask.firstWord - other.firstWord
            if max(low, from) == .min, to == .max {
                for index in mask.words.indices {
                    mask.words[index] &= ~other.words[offset + index]
                }
                return
            }
            var own = GrainMask(firstWord: mask.firstWord, count: mask.words.count, isFull: false)
            for index in own.words.indices { own.words[index] = other.words[offset + index] }
            own.clearStarts(.min, max(low, from))
            own.clearStarts(to, .max)
            for index in own.words.indices { mask.words[index] &= ~own.words[index] }
        }
    }

    private let question: Question
    private let instant: Instant
    /// When the person is taken.
    private(set) var taken: [Interval] = []
    /// Whether some condition cannot be decided by masks.
    private(set) var areDoubtful: Bool
    /// Whether conditions differ by office.
    let tellOfficesApart: Bool
    /// Counsellors with time freed a short while ago, and the starts that this may concern.
    private(set) var freed: Set<Int> = []
    private(set) var doubtfulStarts: [(from: Int64, to: Int64)] = []
    private(set) var hasAppointments = false

    init(
        _ facts: ConditionFacts, _ question: Question, _ agenda: borrowing Agenda,
        at instant: Instant
    ) {
        self.question = question
        self.instant = instant
        tellOfficesApart =
            facts.tellOfficesApart
            || (facts.tellOwnOfficeApart && question.participant.office != nil)
        areDoubtful =
            facts.areDoubtful
            || (facts.doubtOwnCounsellor && question.participant.counsellor != nil)
        agenda.ledger.visitAppointments(of: question.party.participant) { _, entry in
            hasAppointments = true
            if entry.occupies(at: instant) { taken.append(entry.interval) }
        }
        if facts.doubtHistory, hasAppointments { areDoubtful = true }
        if let delay = facts.freedDelay { doubtFreed(delay, agenda.ledger) }
    }

    private mutating func doubtFreed(_ delay: Seconds, _ ledger: Ledger) {
        for (counsellor, list) in ledger.freed {
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
    func apply(
        to mask: inout GrainMask, _ place: Place, _ search: Search, _ agenda: Agenda,
        _ masks: inout PolicyMasks
    ) -> Bool {
        var isSure = true
        // What rules ask about the person's other appointments, found when first needed.
        var history: Placing?
        let office = agenda.supply.catalogue.offices.ids[place.office]
        for number in search.policies.conditions.indices {
            let offices = search.policies.conditions[number].offices
            guard offices.isEmpty || offices.contains(office),
                // Those of some channels only make every start doubtful (``ConditionFacts``).
                search.policies.conditions[number].channels.isEmpty
            else { continue }
            let valid = search.policies.conditions[number].valid
            let dates = Dates(
                from: place.table.start(of: valid.first),
                to: valid.last == .max
                    ? .max : place.table.start(of: valid.last.advanced(by: 1)))
            guard dates.from < dates.to else { continue }
            if search.policies.conditions[number].rule.readsHistory {
                guard hasAppointments else { continue }
                if history == nil {
                    history = placing(
                        place, at: instant.secondsSince1970, search,
                        Placing.Scene(agenda, question, at: instant))
                }
                if let history {
                    let policy = search.policies.conditions[number]
                    clearByHistory(&mask, dates, policy, place, history)
                } else {
                    isSure = false
                }
            } else {
                clear(&mask, dates, number, place, search, agenda, &masks)
            }
        }
        return isSure
    }

    private func clear(
        _ mask: inout GrainMask, _ dates: Dates, _ number: Int, _ place: Place, _ search: Search,
        _ agenda: Agenda, _ masks: inout PolicyMasks
    ) {
        let policy = search.policies.conditions[number].id
        switch search.policies.conditions[number].rule {
        case .notice(let lead): dates.clear(&mask, .min, earliest(lead, place, agenda) ?? .max)
        case .horizon(let lead): dates.clear(&mask, released(lead, place, agenda) ?? .max, .max)
        case .keepFree(let hours):
            let other = masks.overlapping(hours, policy, place, agenda.calendars)
            dates.clear(&mask, other, since: .min)
        case .protectedCapacity(let hours, let groups, let release):
            guard groups.isDisjoint(with: question.participant.groups) else { return }
            let other = masks.overlapping(hours, policy, place, agenda.calendars)
            dates.clear(&mask, other, since: released(release, place, agenda) ?? .min)
        case .interpreterSlots(let hours, let languages, let release):
            guard languages.isDisjoint(with: question.communications) else { return }
            let other = masks.overlapping(hours, policy, place, agenda.calendars)
            dates.clear(&mask, other, since: released(release, place, agenda) ?? .min)
        case .audience(let audiences):
            if audiences.isDisjoint(with: question.party.applicant.audiences) {
                dates.clear(&mask, .min, .max)
            }
        case .authority(let rights):
            if case .business(let right) = question.party.applicant, !rights.contains(right) {
                dates.clear(&mask, .min, .max)
            }
        case .documentsFirst(let state):
            if lacks(state, agenda) { dates.clear(&mask, .min, .max) }
        case .participantPresent:
            for absence in question.participant.absences.intervals {
                dates.clear(
                    &mask, absence.start.secondsSince1970 - place.seconds + 1,
                    absence.end.secondsSince1970)
            }
        case .localOffice(let release):
            guard let own = question.participant.office,
                own != agenda.supply.catalogue.offices.ids[place.office]
            else { return }
            dates.clear(
                &mask, release.map { released($0, place, agenda) ?? .min } ?? .min, .max)
        case .custom: judge(&mask, dates, number, place, search, agenda, &masks)
        default: break
        }
    }

    /// What the person's other appointments rule out.
    private func clearByHistory(
        _ mask: inout GrainMask, _ dates: Dates, _ policy: Policy, _ place: Place,
        _ placing: Placing
    ) {
        func clear(_ first: CivilDate, _ end: CivilDate) {
            dates.clear(&mask, place.table.start(of: first), place.table.start(of: end))
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
            if placing.hasOpenAppointment(policy) { dates.clear(&mask, .min, .max) }
        case .noShowCoolDown(let misses, let within, let days):
            let earliest = instant - .hours(24) * Int64(within)
            let missed = placing.ofParticipant(policy).filter {
                $0.status == .noShow && earliest < $0.interval.start
            }
            guard missed.count >= misses, let latest = missed.map(\.date).max() else { return }
            dates.clear(&mask, .min, place.table.start(of: latest.advanced(by: days)))
        default: break
        }
    }

    /// Asks a rule that reads nothing but time, service and office.
    private func judge(
        _ mask: inout GrainMask, _ dates: Dates, _ number: Int, _ place: Place, _ search: Search,
        _ agenda: Agenda, _ masks: inout PolicyMasks
    ) {
        let id = search.policies.conditions[number].id
        // What depends on the counsellor or the person is examined start by start.
        guard let rule = agenda.supply.policies.custom[id],
            ConditionFacts.isDecidedByMasks(rule.aspects)
        else { return }
        let reads = rule.aspects
        let key = PolicyMasks.Key(
            policy: id, zone: place.zone, seconds: place.seconds,
            service: reads.contains(.service) ? question.service : nil,
            office: reads.contains(.office) ? place.office : nil)
        // Made when the rule is first asked: it holds the agenda.
        var scene: Placing.Scene?
        func isBroken(_ start: Int64) -> Bool? {
            let known = scene ?? Placing.Scene(agenda, question, at: instant)
            scene = known
            return placing(place, at: start, search, known).map { rule.units($0.candidate) > 0 }
        }
        if dates.from == .min, dates.to == .max {
            return masks.clear(&mask, key, agenda.calendars, isBroken: isBroken)
        }
        var asked = mask
        asked.clearStarts(.min, dates.from)
        asked.clearStarts(dates.to, .max)
        var kept = asked
        masks.clear(&kept, key, agenda.calendars, isBroken: isBroken)
        for index in asked.words.indices {
            mask.words[index] &= ~(asked.words[index] & ~kept.words[index])
        }
    }

    private func lacks(_ state: DocumentState, _ agenda: Agenda) -> Bool {
        let versions = agenda.supply.catalogue.services.versions[question.service]
        guard let service = versions.values.first else { return true }
        let named = service.topics.first { $0.id == question.topic }?.checklist ?? []
        return (service.checklist + named).contains { item in
            question.participant.documents[item.id].map { $0 < state } ?? true
        }
    }

    /// The first second that a notice leaves; `nil` if no working day is near.
    private func earliest(_ lead: Lead, _ place: Place, _ agenda: Agenda) -> Int64? {
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
    private func released(_ lead: Lead, _ place: Place, _ agenda: Agenda) -> Int64? {
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
    private func placing(
        _ place: Place, at start: Int64, _ search: Search, _ scene: Placing.Scene
    ) -> Placing? {
        for option in search.options where option.office == place.office {
            let placing = placing(option, at: start, lasting: place.seconds, scene)
            if let placing { return placing }
        }
        return nil
    }

    private func placing(
        _ option: Search.Option, at start: Int64, lasting seconds: Int64, _ scene: Placing.Scene
    ) -> Placing? {
        let interval = Interval(
            unchecked: Instant(secondsSince1970: start),
            Instant(secondsSince1970: start + seconds))
        let spot = Spot(
            interval, option.channels[0], counsellor: option.counsellor, interpreter: nil,
            room: nil, isInterpreted: option.interpreters != nil)
        guard let force = scene.agenda.inForce(spot, question) else { return nil }
        return Placing(scene, spot, force)
    }
}

extension Rule {
    /// How long before an appointment something begins or ends, if it is about that.
    fileprivate var lead: Lead? {
        switch self {
        case .notice(let lead), .horizon(let lead), .protectedCapacity(_, _, let lead),
            .interpreterSlots(_, _, let lead):
            lead
        case .localOffice(let release): release
        default: nil
        }
    }

    /// Whether it asks about the person's other appointments alone.
    fileprivate var readsHistory: Bool {
        switch self {
        case .spacing, .limit(.participant, _, _), .oneOpenAppointment, .noShowCoolDown: true
        default: false
        }
    }
}
