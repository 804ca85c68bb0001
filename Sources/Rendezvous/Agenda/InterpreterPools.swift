/// When some interpreter may be free: found once for all counsellors of a question.
struct InterpreterPools {
    /// Interpreters of whom one is needed, with the starts at which each may be free.
    struct Pool {
        fileprivate(set) var members: [(number: Int, starts: IntervalSet)] = []
        fileprivate(set) var starts = IntervalSet()

        /// `nil` if somebody may be free at a start, else the next second at which somebody may.
        func next(from start: Int64) -> Int64? { starts.next(from: start, lasting: 1) }

        /// Who may be free at a start.
        func members(at start: Int64) -> [Int] {
            let instant = Instant(secondsSince1970: start)
            return members.filter { $0.starts.contains(instant) }.map(\.number)
        }
    }

    private struct Key: Hashable {
        let unmet: [Communication]
        let channel: Channel
        let length: Int64
        let office: Office.ID?
        let capacity: Int
    }

    private var pools: [Key: Pool] = [:]

    /// The interpreters who may complete a meeting, with their free starts over the time asked for.
    ///
    /// - Complexity: linear in the calendars of the interpreters, once for each kind of meeting.
    mutating func pool(
        _ agenda: Agenda, _ question: Question, _ force: Agenda.InForce, _ channel: Channel,
        _ unmet: [Communication], lasting length: Int64, at instant: Instant
    ) -> Pool {
        let key = Key(
            unmet: unmet, channel: channel, length: length,
            office: channel == .office ? force.office.id : nil, capacity: force.service.capacity)
        if let known = pools[key] { return known }
        var pool = Pool()
        let shelf = agenda.supply.catalogue.interpreters
        for number in shelf.ids.indices {
            let fitting = shelf.versions[number].values.filter { interpreter in
                interpreter.channels.contains(channel)
                    && unmet.allSatisfy(interpreter.communications.contains)
                    && (channel != .office
                        || (interpreter.offices?.contains(force.office.id) ?? true))
            }
            guard let first = fitting.first else { continue }
            // Several versions: the narrowest gap, so that no start is missed.
            let gap = fitting.dropFirst().reduce(first.gap) {
                Gap(before: min($0.before, $1.gap.before), after: min($0.after, $1.gap.after))
            }
            let starts = Self.starts(agenda, question, number, gap, key, at: instant)
            if !starts.isEmpty { pool.members.append((number, starts)) }
        }
        pool.starts = IntervalSet(pool.members.flatMap(\.starts.intervals))
        pools[key] = pool
        return pool
    }

    /// The seconds at which a meeting with an interpreter may start; never too few.
    private static func starts(
        _ agenda: Agenda, _ question: Question, _ number: Int, _ gap: Gap, _ key: Key,
        at instant: Instant
    ) -> IntervalSet {
        let row = agenda.calendars.interpreters.rows[number]
        let outside = agenda.supply.policies.list.contains { $0.rule == .gapsOutsideWorkingTime }
        let before = outside ? 0 : gap.before.count
        let after = outside ? 0 : gap.after.count
        let asked = question.windows?.span ?? .always
        let reach = Seconds.hours(48)
        let near = Interval(start: asked.start - reach, end: asked.end + reach) ?? .always
        let free = IntervalSet(
            row.declared.working.clipped(to: near).intervals.compactMap { work in
                Interval(
                    start: work.start + Seconds(before),
                    end: work.end - Seconds(key.length + after - 1))
            })
        guard key.capacity == 1 else { return free }
        let taken = row.diary.overlapping(
            near.start.secondsSince1970, near.end.secondsSince1970
        ).filter { $0.occupies(at: instant, ignoring: question.ignored) }
        return free.subtracting(
            IntervalSet(
                taken.compactMap { busy in
                    Interval(
                        start: Instant(
                            secondsSince1970: busy.start - key.length
                                - max(busy.before, gap.after.count) + 1),
                        end: Instant(
                            secondsSince1970: busy.end + max(busy.after, gap.before.count)))
                }))
    }
}
