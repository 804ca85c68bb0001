/// The starts that a question may have, after boards, time, person and policies.
struct Sieve: Sendable {
    /// Starts at which some option may stand; every start that can be booked is among them.
    fileprivate(set) var candidates: GrainMask
    /// Starts at which some option surely stands.
    fileprivate(set) var sure: GrainMask
    /// Per group of options, the starts that everything but the boards allows.
    fileprivate(set) var filters: [GrainMask]
    /// The search that was sifted for.
    let prepared: Prepared
    let fresh: FreshRows
    /// Whether masks know less than the rules: every start is examined.
    fileprivate(set) var isDoubtful = false
    /// Counsellors with time that was freed a short while ago.
    fileprivate(set) var freed: Set<Int> = []
    /// Whether the answer stays the same for as long as the agenda and the grain of the instant do.
    fileprivate(set) var isSteady = false
    /// How many words of the time asked for lie after those sifted.
    fileprivate(set) var wordsLeft = 0

    /// What a filter leaves of a word for an option.
    func filter(of option: Int, _ word: Int) -> UInt64 {
        let filter = filters[filters.count == 1 ? 0 : prepared.value.groupOf[option]]
        let column = word - filter.firstWord
        return column >= 0 && column < filter.words.count ? filter.words[column] : 0
    }

    /// Whether the options of a counsellor must be examined start by start.
    func isDoubtful(_ counsellor: Int) -> Bool {
        isDoubtful || (!freed.isEmpty && freed.contains(counsellor))
    }
}

extension Agenda {
    /// Sifts the starts of a question; `nil` where masks cannot be found for it.
    ///
    /// - Parameter part: The words of the time asked for that are sifted, counted from its first.
    /// - Parameter forFew: Whether a few openings are looked for: where few options come into
    ///   question, starts that no option has may be among the candidates then.
    /// - Complexity: linear in the words sifted, for each group of options where policies tell
    ///   offices apart; words that changed since the last such question cost a look at every row
    ///   of their groups.
    func sift(
        _ question: Question, at instant: Instant, part: Range<Int> = 0..<Int.max,
        forFew: Bool = false
    ) -> Sieve? {
        cache.with { contents in
            let position = contents.position(for: question, self, at: instant)
            let prepared = contents.prepared[position]
            guard prepared.value.isRegular,
                let windows = prepared.value.search.time(question.windows, from: instant),
                let sifting = Sifting(
                    self, question, windows, part, at: instant, prepared.value.facts)
            else { return nil }
            if forFew, prepared.value.search.options.count <= Sifting.fewOptions {
                return sifting.filters(self, prepared, &contents.masks)
            }
            return sifting.sieve(self, prepared, &contents.unions, &contents.masks)
        }
    }
}

/// One question being sifted.
private struct Sifting {
    let question: Question
    let instant: Instant
    let firstWord: Int
    let count: Int
    /// How many words of the time asked for come after.
    let left: Int
    let conditions: ConditionMasks

    /// `nil` if the calendars do not reach as far.
    init?(
        _ agenda: borrowing Agenda, _ question: Question, _ windows: IntervalSet,
        _ part: Range<Int>, at instant: Instant, _ facts: ConditionFacts
    ) {
        self.question = question
        self.instant = instant
        conditions = ConditionMasks(facts, question, agenda, at: instant)
        guard let span = windows.span else {
            (firstWord, count, left) = (agenda.calendars.counsellors.reach.firstWord, 0, 0)
            return
        }
        guard agenda.calendars.covers(span), agenda.calendars.areRegular else { return nil }
        let first = BitBoard.grain(of: span.start.secondsSince1970) >> 6
        let all = (BitBoard.grain(of: span.end.secondsSince1970 - 1) >> 6) - first + 1
        let sifted = part.clamped(to: 0..<all)
        firstWord = first + sifted.lowerBound
        (count, left) = (sifted.count, all - sifted.upperBound)
    }

    private var empty: GrainMask { GrainMask(firstWord: firstWord, count: count, isFull: false) }

    /// A sieve that lets no start through yet.
    private func closed(_ agenda: Agenda, _ shared: Prepared) -> Sieve {
        var sieve = Sieve(
            candidates: empty, sure: empty, filters: [], prepared: shared,
            fresh: FreshRows(agenda, agenda.calendars, at: instant), wordsLeft: left)
        guard count > 0, !shared.value.groups.isEmpty else { return sieve }
        sieve.isDoubtful = conditions.areDoubtful
        sieve.freed = conditions.freed
        return sieve
    }

    func sieve(
        _ agenda: Agenda, _ shared: Prepared, _ unions: inout StartUnions,
        _ masks: inout PolicyMasks
    ) -> Sieve {
        let prepared = shared.value
        var sieve = closed(agenda, shared)
        guard count > 0, !prepared.groups.isEmpty else { return sieve }
        let pools = prepared.pools.map { number in
            var mask = empty
            unions.add(number, to: &mask, agenda.calendars)
            return mask
        }
        if !prepared.wide.isEmpty, !conditions.tellOfficesApart {
            siftWide(&sieve, agenda, prepared, &unions, &masks, pools)
        } else {
            siftGroups(&sieve, agenda, prepared, &unions, &masks, pools)
        }
        addFresh(&sieve, agenda, prepared)
        sieve.isSteady =
            prepared.facts.areOnGrains && !conditions.hasAppointments && conditions.freed.isEmpty
            && sieve.fresh.areNone && sieve.candidates.words == sieve.sure.words
        return sieve
    }

    /// Up to how many options are looked at one by one, rather than the starts of all of them.
    static var fewOptions: Int { 64 }

    /// The starts that everything but the boards allows, while somebody's office is open.
    func filters(
        _ agenda: Agenda, _ shared: Prepared, _ masks: inout PolicyMasks
    ) -> Sieve {
        let prepared = shared.value
        var sieve = closed(agenda, shared)
        guard count > 0, !prepared.groups.isEmpty else { return sieve }
        for group in prepared.groups {
            let filter = filter(
                zone: group.zone, seconds: group.seconds, office: group.office, agenda, prepared,
                &masks, &sieve)
            sieve.filters.append(filter)
            for index in filter.words.indices where filter.words[index] != 0 {
                let word = Int64(firstWord + index) * 64 * BitBoard.grain
                let isOpen = Interval(
                    start: Instant(secondsSince1970: word),
                    end: Instant(secondsSince1970: word + 64 * BitBoard.grain)
                ).map { agenda.calendars.officeHours[group.office].overlaps($0) }
                if isOpen ?? true { sieve.candidates.words[index] |= filter.words[index] }
            }
        }
        return sieve
    }

    private func siftWide(
        _ sieve: inout Sieve, _ agenda: Agenda, _ prepared: PreparedSearch,
        _ unions: inout StartUnions, _ masks: inout PolicyMasks, _ pools: [GrainMask]
    ) {
        let isOne = prepared.wide.count == 1
        if !isOne {
            sieve.filters = [GrainMask](repeating: empty, count: prepared.groups.count)
        }
        for number in prepared.wide.indices {
            let wide = prepared.wide[number]
            let filter = filter(
                zone: wide.zone, seconds: wide.seconds, office: prepared.groups[0].office,
                agenda, prepared, &masks, &sieve)
            if isOne { sieve.filters = [filter] }
            if !isOne { for group in wide.groups { sieve.filters[group] = filter } }
            add(
                wide.union, wide.interpreters, nil, filter, pools, agenda, prepared, &sieve, &unions
            )
        }
    }

    private func siftGroups(
        _ sieve: inout Sieve, _ agenda: Agenda, _ prepared: PreparedSearch,
        _ unions: inout StartUnions, _ masks: inout PolicyMasks, _ pools: [GrainMask]
    ) {
        var known: [(zone: Int, seconds: Int64, filter: GrainMask)] = []
        for number in prepared.groups.indices {
            let group = prepared.groups[number]
            var filter = known.first {
                $0.zone == group.zone && $0.seconds == group.seconds
            }?.filter
            if filter == nil || conditions.tellOfficesApart {
                filter = self.filter(
                    zone: group.zone, seconds: group.seconds, office: group.office, agenda,
                    prepared, &masks, &sieve)
            }
            guard let filter else { continue }
            known.append((group.zone, group.seconds, filter))
            sieve.filters.append(filter)
            add(
                group.union, group.interpreters, group.rooms, filter, pools, agenda, prepared,
                &sieve, &unions)
        }
    }

    /// Adds what a filter leaves of a group's starts.
    private func add(
        _ union: Int, _ interpreters: Int?, _ rooms: Int?, _ filter: GrainMask,
        _ pools: [GrainMask], _ agenda: Agenda, _ prepared: PreparedSearch,
        _ sieve: inout Sieve, _ unions: inout StartUnions
    ) {
        var starts = empty
        unions.add(union, to: &starts, agenda.calendars)
        var isSure = !sieve.isDoubtful
        for pool in [interpreters, rooms].compactMap({ $0 }) {
            for index in starts.words.indices { starts.words[index] &= pools[pool].words[index] }
            if !unions.undecided(prepared.pools[pool]).isEmpty { isSure = false }
        }
        for index in starts.words.indices {
            let bits = starts.words[index] & filter.words[index]
            sieve.candidates.words[index] |= bits
            if isSure { sieve.sure.words[index] |= bits }
        }
        for row in unions.undecided(union) {
            for index in starts.words.indices {
                var bits = filter.words[index]
                guard bits != 0 else { continue }
                bits &= agenda.calendars.counsellors.starts(
                    row.number, row.shape, word: firstWord + index)
                for pool in [interpreters, rooms].compactMap({ $0 }) {
                    bits &= pools[pool].words[index]
                }
                sieve.candidates.words[index] |= bits
            }
        }
    }

    /// Adds what is free because a hold has expired, and doubts what was freed lately.
    private func addFresh(
        _ sieve: inout Sieve, _ agenda: Agenda, _ prepared: PreparedSearch
    ) {
        if !conditions.doubtfulStarts.isEmpty {
            for (from, to) in conditions.doubtfulStarts { sieve.sure.clearStarts(from, to) }
        }
        guard !sieve.fresh.areNone else { return }
        let (search, calendars) = (prepared.search, agenda.calendars)
        let fresh = sieve.fresh
        for (index, option) in search.options.enumerated() {
            let pools = [option.interpreters, option.rooms].compactMap { $0 }
            let isConcerned =
                fresh.counsellors[option.counsellor] != nil
                || (!pools.isEmpty && !(fresh.interpreters.isEmpty && fresh.rooms.isEmpty))
            guard isConcerned else { continue }
            for column in 0..<count {
                let word = firstWord + column
                var bits = sieve.filter(of: index, word)
                guard bits != 0 else { continue }
                bits &= fresh.starts(
                    ofCounsellor: option.counsellor, option.shape, word: word, calendars)
                for pool in pools {
                    var union: UInt64 = 0
                    for position in search.pools[pool].members.indices {
                        union |= fresh.starts(
                            ofMember: position, search.pools[pool], word: word, calendars)
                    }
                    bits &= union
                }
                sieve.candidates.words[column] |= bits
            }
        }
    }

    /// The starts in the time asked for that keep grid, notice and horizon, at which the person is
    /// free, and that the policies allow.
    private func filter(
        zone: Int, seconds: Int64, office: Int, _ agenda: Agenda,
        _ prepared: PreparedSearch, _ masks: inout PolicyMasks, _ sieve: inout Sieve
    ) -> GrainMask {
        var mask = empty
        let earliest = (instant + prepared.search.notice).secondsSince1970
        if let asked = question.windows {
            for window in asked.intervals {
                let from = max(window.start.secondsSince1970, earliest)
                mask.setStarts(from, window.end.secondsSince1970 - seconds + 1)
            }
        } else {
            mask.setStarts(earliest, .max)
        }
        let table = agenda.calendars.dayTables[zone]
        let today = agenda.calendars.zones[zone].local(instant).date
        mask.clearStarts(table.start(of: today.advanced(by: prepared.search.horizon + 1)), .max)
        let grid = (prepared.search.grids.first ?? 5) * 60
        if grid != 300 {
            let allowed = masks.grid(grid, zone, agenda.calendars)
            let offset = firstWord - allowed.firstWord
            for index in mask.words.indices { mask.words[index] &= allowed.words[offset + index] }
        }
        for taken in conditions.taken {
            mask.clearStarts(
                taken.start.secondsSince1970 - seconds + 1, taken.end.secondsSince1970)
        }
        guard !prepared.search.policies.conditions.isEmpty else { return mask }
        let place = ConditionMasks.Place(
            zone: zone, office: office, seconds: seconds, table: table, today: today)
        let isSure = conditions.apply(
            to: &mask, place, prepared.search, agenda, &masks)
        if !isSure { sieve.isDoubtful = true }
        return mask
    }
}
