/// Walks over the starts of one counsellor's days and finds how far they get.
///
/// A start that fails a rule says from which start on another may get farther: the end of the
/// appointment in the way, the next opening hours, the next day. All between fail at the same rule
/// or before it, so that leaving them out changes neither the reason nor the first start that got
/// so far.
struct CounsellorDayWalk {
    /// How far the starts of a day got.
    struct Fall {
        var reason: Reason?
        var spot: Spot?
    }

    /// Where a start fails, and the second from which on another may get farther.
    private enum Step {
        case fails(Reason, next: Int64)
        case passes
    }

    /// A channel with what it takes there.
    private struct Way {
        let channel: Channel
        /// The placement that is examined: moved from start to start, as making one costs more
        /// than most rules.
        var placing: Placing
        let force: Agenda.InForce
        /// The reason to which all starts fall, if the channel is not offered.
        let never: Reason?
        let isInterpreted: Bool
        let needsRoom: Bool
        let length: Int64
        /// Where the appointment with its gap must lie, and by how much that is wider.
        let margin: (before: Int64, after: Int64)
        /// The conditions that hold there.
        let conditions: WalkConditions
        let blocks: BusyBlocks
    }

    /// What is the same for all counsellors.
    final class Shared: Sendable {
        let agenda: Agenda
        let question: Question
        let instant: Instant
        /// When the participant is taken.
        let participant: IntervalSet
        let conditions: WalkConditions
        let scene: Placing.Scene

        init(_ agenda: Agenda, _ question: Question, at instant: Instant) {
            scene = Placing.Scene(agenda, question, at: instant)
            self.agenda = agenda
            self.question = question
            self.instant = instant
            let subject = question.party.participant
            participant = IntervalSet(
                agenda.ledger.appointments(of: subject).compactMap { index -> Interval? in
                    let entry = agenda.ledger.entries[index]
                    let counts = entry.occupies(at: instant) && index != question.ignored
                    return counts ? entry.interval : nil
                })
            conditions = WalkConditions(agenda.supply.policies.list)
        }
    }

    private let shared: Shared
    private let stretch: CounsellorStretch
    private let today: CivilDate
    private var ways: [Way]
    private let officeHours: IntervalSet
    private let declared: DeclaredTime
    /// Position's and own hours.
    private let bookable: [IntervalSet]
    private let diary: Diary
    /// The first second that keeps the service's notice, and the last date within its horizon.
    private let notice: Int64
    private let lastDate: CivilDate
    /// Whether the service is for others, and what is wrong with the counsellor whatever the start.
    private let isForOthers: Bool
    private let unfit: Reason?

    init(
        _ shared: Shared, _ stretch: CounsellorStretch, today: CivilDate,
        over asked: ArraySlice<CounsellorDays.Asked>
    ) {
        self.shared = shared
        self.stretch = stretch
        self.today = today
        let (agenda, question, service) = (shared.agenda, shared.question, stretch.service)
        let row = agenda.calendars.counsellors.rows[stretch.number]
        (declared, diary) = (row.declared, row.diary)
        officeHours = agenda.calendars.officeHours[stretch.officeNumber]
        bookable = Self.bookable(agenda, stretch, asked)
        notice = (shared.instant + service.minimumNotice).secondsSince1970
        lastDate = today.advanced(by: service.horizon)
        isForOthers = service.audience.isDisjoint(with: question.party.applicant.audiences)
        unfit = stretch.unfit(question)
        let first = asked.first?.date ?? .min
        let span = Interval(
            start: asked.first?.day?.start ?? shared.instant,
            end: asked.last?.day?.end ?? shared.instant)
        let offered = Channel.allCases.filter { channel in
            service.channels.contains(channel) && stretch.counsellor.channels.contains(channel)
                && question.allows(channel)
        }
        // A channel that is not offered is asked about only where none is.
        let channels = offered.isEmpty ? Channel.allCases : offered
        ways = channels.compactMap { channel in
            Self.way(
                shared, stretch, channel, isOffered: offered.contains(channel), on: first,
                row.diary, over: span ?? .always)
        }
    }

    /// What a channel takes; the gap and the sharing of time are those of the stretch.
    private static func way(
        _ shared: Shared, _ stretch: CounsellorStretch, _ channel: Channel, isOffered: Bool,
        on date: CivilDate, _ diary: Diary, over span: Interval
    ) -> Way? {
        let (agenda, question, instant) = (shared.agenda, shared.question, shared.instant)
        let service = stretch.service
        let isInterpreted = !stretch.unmet.isEmpty
        let length =
            isInterpreted ? service.interpretedDuration ?? service.duration : service.duration
        let start = stretch.zone.start(of: date)
        guard let interval = Interval(start: start, end: start + length) else { return nil }
        let spot = Spot(
            interval, channel, counsellor: stretch.number, interpreter: nil, room: nil,
            isInterpreted: isInterpreted)
        guard let force = agenda.inForce(spot, question) else { return nil }
        let outside = agenda.gapsMayLieOutside(force, channel, question)
        return Way(
            channel: channel, placing: Placing(shared.scene, spot, force), force: force,
            never: isOffered ? nil : .channelNotOffered,
            isInterpreted: isInterpreted,
            needsRoom: channel == .office && question.needsRoom(service, in: stretch.office),
            length: length.count,
            margin: outside ? (0, 0) : (force.gap.before.count, force.gap.after.count),
            conditions: shared.conditions.filter { policy in
                policy.holds(
                    on: force.date, at: force.office.id, for: service.id, on: channel,
                    with: question.participant.groups)
            },
            blocks: BusyBlocks(
                isOffered ? diary : Diary(), force.gap, at: instant, ignoring: question.ignored,
                over: span))
    }

    /// The hours in which the counsellor may be booked, of position and person.
    private static func bookable(
        _ agenda: Agenda, _ stretch: CounsellorStretch, _ asked: ArraySlice<CounsellorDays.Asked>
    ) -> [IntervalSet] {
        guard let first = asked.first?.date, let last = asked.last?.date,
            let dates = DateRange(from: first.advanced(by: -1), to: last.advanced(by: 2))
        else { return [] }
        var sets: [IntervalSet] = []
        if let position = stretch.counsellor.position {
            sets.append(
                agenda.calendars.hours(
                    of: position, agenda.supply, zone: stretch.zone, on: dates))
        }
        if let hours = stretch.counsellor.bookableHours {
            sets.append(OpenTime.of(hours, on: dates, zone: stretch.zone))
        }
        return sets
    }

    /// How far the starts of a day get; no reason if one of them can be booked.
    mutating func fall(
        on asked: CounsellorDays.Asked, _ day: Interval, _ pools: inout InterpreterPools
    ) -> Fall {
        let grid = DayGrid(asked, day, stretch.service, stretch.zone)
        var best = Fall(reason: nil, spot: nil)
        for way in ways.indices {
            ways[way].placing.date = asked.date
            let fall = fall(way, grid, &pools)
            guard let reason = fall.reason else { return fall }
            if best.reason.map({ $0 < reason }) ?? true { best = fall }
        }
        return best.reason == nil ? Fall(reason: .notInForce, spot: nil) : best
    }

    /// Moves the placement of a way to a start.
    private mutating func move(_ way: Int, to start: Int64) {
        ways[way].placing.spot = Spot(
            Interval(
                unchecked: Instant(secondsSince1970: start),
                Instant(secondsSince1970: start + ways[way].length)),
            ways[way].channel, counsellor: stretch.number, interpreter: nil, room: nil,
            isInterpreted: ways[way].isInterpreted)
    }

    /// The reason of the first of some conditions that the placement of a way breaks.
    private func broken(_ conditions: [Policy], _ way: Int) -> Reason? {
        for index in conditions.indices
        where ways[way].placing.units(of: conditions[index]) > 0 {
            return conditions[index].rule.reason
        }
        return nil
    }

    private mutating func fall(
        _ way: Int, _ grid: DayGrid, _ pools: inout InterpreterPools
    ) -> Fall {
        var second = grid.day.start.secondsSince1970
        var best = Fall(reason: .outsideWindow, spot: nil)
        var isFirst = true
        while let start = grid.start(from: second) {
            move(way, to: start)
            switch step(way, start, grid, &pools) {
            case .passes: return Fall(reason: nil, spot: ways[way].placing.spot)
            case .fails(let reason, let next):
                if isFirst || best.reason.map({ $0 < reason }) ?? true {
                    best = Fall(reason: reason, spot: ways[way].placing.spot)
                }
                isFirst = false
                guard next < .max else { return best }
                second = max(next, start + 1)
            }
        }
        return best
    }

    /// Examines one start in the order of the rules.
    private mutating func step(
        _ way: Int, _ start: Int64, _ grid: DayGrid, _ pools: inout InterpreterPools
    ) -> Step {
        if let failed = front(way, start) { return failed }
        if let failed = calendar(way, start) { return failed }
        if let failed = counts(way, grid) { return failed }
        let length = ways[way].length
        if let next = shared.participant.end(overlapping: start, start + length) {
            return .fails(.participantOverlap, next: next)
        }
        if let reason = broken(ways[way].conditions.participantLimits, way) {
            return .fails(reason, next: .max)
        }
        return completion(way, start, &pools)
    }

    /// Rules 2 to 9.
    private func front(_ way: Int, _ start: Int64) -> Step? {
        if isForOthers || broken(ways[way].conditions.audience, way) != nil {
            return .fails(.audience, next: .max)
        }
        if let reason = ways[way].never { return .fails(reason, next: .max) }
        if let next = shared.question.windows?.next(from: start, lasting: ways[way].length) {
            return .fails(.outsideWindow, next: next)
        }
        if start < notice { return .fails(.notice, next: notice) }
        if broken(ways[way].conditions.notice, way) != nil {
            return .fails(.notice, next: noticeEnd(way, after: start))
        }
        if ways[way].placing.date > lastDate
            || broken(ways[way].conditions.horizon, way) != nil
        {
            return .fails(.horizon, next: .max)
        }
        return unfit.map { .fails($0, next: .max) }
    }

    /// The first second at which some notice in time is over, if it is the only kind.
    private func noticeEnd(_ way: Int, after start: Int64) -> Int64 {
        let ends = ways[way].conditions.notice.compactMap { policy -> Int64? in
            guard case .notice(.time(let length)) = policy.rule else { return nil }
            return (shared.instant + length).secondsSince1970
        }
        return ends.filter { $0 > start }.min() ?? .max
    }

    /// Rules 10 to 13: what the counsellor's calendar says.
    private func calendar(_ way: Int, _ start: Int64) -> Step? {
        let length = ways[way].length
        let end = start + length
        if let next = officeHours.next(from: start, lasting: length) {
            return .fails(.officeClosed, next: next)
        }
        let (before, after) = ways[way].margin
        if let next = declared.working.next(
            from: start - before, lasting: before + length + after)
        {
            return .fails(.notWorking, next: next == .max ? .max : next + before)
        }
        if ways[way].channel == .office, let next = declared.telework.end(overlapping: start, end) {
            return .fails(.telework, next: next)
        }
        for hours in bookable {
            if let next = hours.next(from: start, lasting: length) {
                return .fails(.notBookable, next: next)
            }
        }
        let most = ways[way].force.mostSharing
        guard most > 1 else {
            return ways[way].blocks.block(start, end).map { .fails($0.reason, next: $0.next) }
        }
        let spot = ways[way].placing.spot
        let conflict = diary.conflict(
            start, end, ways[way].force.gap, at: shared.instant,
            ignoring: shared.question.ignored,
            most: most, shares: { shared.agenda.shares(spot, shared.question, $0) })
        return conflict.map { .fails($0, next: start + 1) }
    }

    /// Rules 14 and 15: breaks and the counsellor's limits.
    private func counts(_ way: Int, _ grid: DayGrid) -> Step? {
        if !declared.breaks.isEmpty,
            !declared.keepsBreaks(
                diary, adding: ways[way].placing.interval, ways[way].force.gap,
                at: shared.instant, ignoring: shared.question.ignored)
        {
            return .fails(
                .breakNotKept, next: ways[way].placing.interval.start.secondsSince1970 + 1)
        }
        if let limit = stretch.counsellor.dailyLimit,
            diary.starts(in: grid.day, at: shared.instant, ignoring: shared.question.ignored) + 1
                > limit
        {
            return .fails(.counsellorDailyLimit, next: .max)
        }
        return broken(ways[way].conditions.counsellorLimits, way)
            .map { .fails($0, next: .max) }
    }

    /// Rules 17 to 19 and the policies: whether interpreter and room complete the meeting.
    private mutating func completion(
        _ way: Int, _ start: Int64, _ pools: inout InterpreterPools
    ) -> Step {
        var interpreters: [Int?] = [nil]
        if ways[way].isInterpreted {
            let pool = pools.pool(
                shared.agenda, shared.question, ways[way].force, ways[way].channel,
                stretch.unmet,
                lasting: ways[way].length, at: shared.instant)
            if let next = pool.next(from: start) {
                return .fails(.interpreterUnavailable, next: next)
            }
            interpreters = pool.members(at: start).map { $0 }
        }
        let base = ways[way].placing.spot
        defer { ways[way].placing.spot = base }
        var best = Reason.interpreterUnavailable
        for interpreter in interpreters {
            for room in rooms(way) {
                ways[way].placing.spot = Spot(
                    base.interval, base.channel, counsellor: stretch.number,
                    interpreter: interpreter, room: room)
                guard let reason = completes(way) else { return .passes }
                best = max(best, reason)
            }
        }
        return .fails(best, next: start + 1)
    }

    /// The rooms that may be tried; none is one answer.
    private func rooms(_ way: Int) -> [Int?] {
        guard ways[way].needsRoom else { return [nil] }
        let shelf = shared.agenda.supply.catalogue.rooms
        let here = shelf.ids.indices.filter { number in
            shelf.value(number, on: ways[way].placing.date).map {
                $0.office == stretch.office.id
            } ?? false
        }
        return here.isEmpty ? [nil] : here.map { $0 }
    }

    private func completes(_ way: Int) -> Reason? {
        let spot = ways[way].placing.spot
        if let number = spot.interpreter,
            shared.agenda.supply.catalogue.interpreters.value(number, on: ways[way].placing.date)
                == nil
        {
            return .interpreterUnavailable
        }
        let force = ways[way].force
        if let reason = shared.agenda.examineInterpreter(
            spot, shared.question, force, at: shared.instant)
        {
            return reason
        }
        if let reason = shared.agenda.examineRoom(spot, shared.question, force, at: shared.instant)
        {
            return reason == .roomMissing ? .roomUnavailable : reason
        }
        return broken(ways[way].conditions.others, way)
    }
}

/// The hard conditions among policies, by the rule of the examination at which they are asked; of
/// one rule those whose reason comes first.
struct WalkConditions {
    private(set) var audience: [Policy]
    private(set) var notice: [Policy]
    private(set) var horizon: [Policy]
    private(set) var counsellorLimits: [Policy]
    private(set) var participantLimits: [Policy]
    private(set) var others: [Policy]

    init(_ policies: [Policy]) {
        let conditions = policies.filter { $0.rule.kind == .condition && $0.preference == nil }
        func giving(_ reason: Reason) -> [Policy] {
            conditions.filter { $0.rule.reason == reason }
        }
        func ordered(_ policies: [Policy]) -> [Policy] {
            Set(policies.map(\.rule.reason)).sorted().flatMap { reason in
                policies.filter { $0.rule.reason == reason }
            }
        }
        audience = giving(.audience)
        notice = giving(.notice)
        horizon = giving(.horizon)
        counsellorLimits = ordered(conditions.filter { $0.rule.isLimit(of: .counsellor) })
        participantLimits = ordered(conditions.filter { $0.rule.isLimit(of: .participant) })
        others = ordered(conditions.filter { $0.rule.reason.isOfPoliciesAlone })
    }

    /// Those of which something holds.
    func filter(_ holds: (Policy) -> Bool) -> WalkConditions {
        var some = self
        some.audience.removeAll { !holds($0) }
        some.notice.removeAll { !holds($0) }
        some.horizon.removeAll { !holds($0) }
        some.counsellorLimits.removeAll { !holds($0) }
        some.participantLimits.removeAll { !holds($0) }
        some.others.removeAll { !holds($0) }
        return some
    }
}

/// The occupying appointments of a counsellor, so arranged that what blocks a start is found by one
/// search.
struct BusyBlocks {
    private var starts: [Int64] = []
    /// The latest end, and the latest end with gap, of the entries up to each.
    private var ends: [Int64] = []
    private var clears: [Int64] = []
    /// The earliest start less gap of the entries from each on.
    private var reaches: [Int64] = []

    /// - Complexity: linear in the appointments within a day of the span.
    init(
        _ diary: Diary, _ gap: Gap, at instant: Instant, ignoring ignored: Int?, over span: Interval
    ) {
        let reach = 2 * Limits.longestGap.count + Limits.longestDuration.count
        let near = diary.overlapping(
            span.start.secondsSince1970 - reach, span.end.secondsSince1970 + reach)
        var (latest, clear) = (Int64.min, Int64.min)
        for busy in near where busy.occupies(at: instant, ignoring: ignored) {
            starts.append(busy.start)
            latest = max(latest, busy.end)
            clear = max(clear, busy.end + max(busy.after, gap.before.count))
            ends.append(latest)
            clears.append(clear)
            reaches.append(busy.start - max(busy.before, gap.after.count))
        }
        var earliest = Int64.max
        for index in reaches.indices.reversed() {
            earliest = min(earliest, reaches[index])
            reaches[index] = earliest
        }
    }

    /// What blocks `[start, end)`, and until when nothing gets farther.
    ///
    /// - Complexity: O(log *n*).
    func block(_ start: Int64, _ end: Int64) -> (reason: Reason, next: Int64)? {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] < end { low = middle + 1 } else { high = middle }
        }
        if low > 0 {
            if ends[low - 1] > start { return (.overlap, ends[low - 1]) }
            if clears[low - 1] > start { return (.gap, clears[low - 1]) }
        }
        guard low < starts.count, reaches[low] < end else { return nil }
        return (.gap, ends[low])
    }
}

extension IntervalSet {
    /// The end of the first interval that shares a second with `[start, end)`.
    func end(overlapping start: Int64, _ end: Int64) -> Int64? {
        let index = indexOfFirst(endingAfter: Instant(secondsSince1970: start))
        guard index < intervals.count, intervals[index].start.secondsSince1970 < end else {
            return nil
        }
        return intervals[index].end.secondsSince1970
    }
}
