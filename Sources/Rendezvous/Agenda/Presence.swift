/// Whether somebody who should be at work is, as declarations and work card say (requirement E9).
public struct Presence: Hashable, Sendable {
    /// How somebody stands to the work declared for now.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// Nothing is declared for now, and they are not there.
        case off
        /// Nobody measures: at work by declaration, the card is not used yet (E11).
        case presumed
        /// At work at a distance, by declaration (E10).
        case telework
        /// The day has begun, and they may still come in time (flexible arrival, grace).
        case expected
        /// They have not come, and should have; since ``Presence/by``.
        case late
        /// They have not come for longer than the rules call late.
        case absent
        /// There.
        case present
        /// They came and went before the end; by ``Presence/by`` until the end of the day.
        case away
        /// Still there after the end, or without work declared; for ``Presence/by``.
        case over
    }

    /// Who.
    public let worker: Worker
    /// How they stand.
    public let state: State
    /// The work that this is about, shifted by a flexible arrival; `nil` if none is declared.
    public let duty: Interval?
    /// When they came, if the card says so.
    public let arrived: Instant?
    /// By how much: late since, absent since, away until the end, over since; otherwise 0.
    public let by: Seconds
    /// By how much they came late, beyond flexible arrival and grace; 0 if they did not.
    public let lateArrival: Seconds
}

/// An appointment that somebody's absence endangers (requirement E9).
public struct Endangered: Hashable, Sendable {
    /// The appointment.
    public let appointment: Appointment.ID
    /// When it is.
    public let interval: Interval
    /// Who is not there: its counsellor or interpreter, and how they stand.
    public let presence: Presence
    /// The time until it begins; negative if it has begun.
    public let timeLeft: Seconds
}

extension Agenda {
    /// How a worker stands to their declared work at an instant, as known now; `nil` if there is no
    /// such worker (requirements E9–E11).
    ///
    /// - Complexity: that of resolving three days, and linear in the worker's card events.
    public func presence(of worker: Worker, at instant: Instant) -> Presence? {
        WorkerTime(worker, in: self, knownAt: nil).map { time in
            PresenceReading(
                time: time, rules: workingTimeRules(on: time.zone.local(instant).date),
                instant: instant
            ).presence
        }
    }

    /// How everybody stands at an instant, in the order of ``workers``.
    ///
    /// - Complexity: that of ``presence(of:at:)`` for each.
    public func presences(at instant: Instant) -> [Presence] {
        workers.compactMap { presence(of: $0, at: instant) }
    }

    /// The appointments that are still to be met in today's work of people who are late, absent or
    /// away, the most urgent first: by start, then by number (requirement E9).
    ///
    /// Whoever may still come in time endangers what begins before they must be there.
    ///
    /// - Complexity: that of ``presences(at:)``, and O(*n* log *n*) in the appointments found.
    public func endangered(at instant: Instant) -> [Endangered] {
        presences(at: instant).flatMap { presence in
            endangered(by: presence, at: instant)
        }.sorted {
            ($0.interval.start, $0.appointment) < ($1.interval.start, $1.appointment)
        }
    }

    private func endangered(by presence: Presence, at instant: Instant) -> [Endangered] {
        let end: Instant
        guard let duty = presence.duty else { return [] }
        switch presence.state {
        case .late, .absent, .away: end = duty.end
        case .expected:
            let zone = supply.zone(of: presence.worker) ?? .utc
            let date = zone.local(duty.start).date
            let contract = contract(of: presence.worker, on: date)
            let flexible = contract?.flexibleArrival ?? .zero
            end = duty.start + flexible + workingTimeRules(on: date).grace
        default: return []
        }
        guard let rest = Interval(start: instant, end: end) else { return [] }
        return appointments(of: presence.worker, in: rest, at: instant).compactMap { found in
            let status = self[found.id]?.status
            guard status == .pending || status == .booked || status == .arrived else { return nil }
            return Endangered(
                appointment: found.id, interval: found.interval, presence: presence,
                timeLeft: found.interval.start - instant)
        }
    }
}

/// One worker's presence at one instant, step by step.
private struct PresenceReading {
    let time: WorkerTime
    let rules: WorkingTimeRules
    let instant: Instant

    var presence: Presence {
        let date = time.zone.local(instant).date
        let near = DateRange(from: date.advanced(by: -1), to: date.advanced(by: 1))
        let declared = near.map { time.declared($0, without: .breaks) } ?? DeclaredTime()
        let begun = declared.working.intervals.last { $0.start <= instant }
        guard let begun, let today = shift(begun), instant < today.duty.end || today.isThere else {
            return unoccupied()
        }
        if !measures(begun, declared) { return unmeasured(begun, declared) }
        if instant >= today.duty.end {
            return make(.over, today, by: instant - today.duty.end)
        }
        if today.isThere { return make(.present, today) }
        if today.arrived != nil { return make(.away, today, by: today.duty.end - instant) }
        let latest = begun.start + flexible(begun) + rules.grace
        if instant < latest { return make(.expected, today) }
        let isAbsent = instant >= latest + rules.absentAfter
        return make(isAbsent ? .absent : .late, today, by: instant - latest)
    }

    /// A day as it was begun: its end moves with a flexible arrival.
    private struct Shift {
        let duty: Interval
        let arrived: Instant?
        let isThere: Bool
        let lateArrival: Seconds
    }

    private func shift(_ duty: Interval) -> Shift? {
        let flexible = flexible(duty)
        // A coming belongs to this work if it is before its end and what it began reaches into it.
        let own = time.clocked.filter { stretch in
            guard let arrival = stretch.arrival, arrival <= instant,
                arrival < duty.end + flexible
            else { return false }
            let end = stretch.departure ?? arrival + ClockedStretch.longest
            return end > duty.start
        }
        let arrived = own.first?.arrival
        let delay = max(.zero, (arrived ?? duty.start) - duty.start)
        let end = duty.end + min(delay, flexible)
        let isThere = own.contains { stretch in
            stretch.interval(until: instant + Seconds(1))?.contains(instant) ?? false
        }
        return Interval(start: duty.start, end: end).map {
            Shift(
                duty: $0, arrived: arrived, isThere: isThere,
                lateArrival: max(.zero, delay - flexible - rules.grace))
        }
    }

    private func flexible(_ duty: Interval) -> Seconds {
        time.contract(on: time.zone.local(duty.start).date)?.flexibleArrival ?? .zero
    }

    /// Whether the card says anything about this work.
    private func measures(_ duty: Interval, _ declared: DeclaredTime) -> Bool {
        guard time.inclusion.usesCard(on: time.zone.local(duty.start).date) else { return false }
        return rules.telework == .byCard || !declared.telework.contains(instantWithin(duty))
    }

    private func unmeasured(_ duty: Interval, _ declared: DeclaredTime) -> Presence {
        let isWork = duty.contains(instant)
        let isRemote = declared.telework.contains(instantWithin(duty))
        return Presence(
            worker: time.worker, state: isWork ? (isRemote ? .telework : .presumed) : .off,
            duty: isWork ? duty : nil, arrived: nil, by: .zero, lateArrival: .zero)
    }

    private func instantWithin(_ duty: Interval) -> Instant {
        min(instant, duty.end - Seconds(1))
    }

    /// Nothing is declared for now: off, or there all the same.
    private func unoccupied() -> Presence {
        let open = time.clocked.last { stretch in
            stretch.interval(until: instant + Seconds(1))?.contains(instant) ?? false
        }
        return Presence(
            worker: time.worker, state: open == nil ? .off : .over, duty: nil,
            arrived: open?.arrival, by: open?.arrival.map { instant - $0 } ?? .zero,
            lateArrival: .zero)
    }

    private func make(_ state: Presence.State, _ shift: Shift, by: Seconds = .zero) -> Presence {
        Presence(
            worker: time.worker, state: state, duty: shift.duty, arrived: shift.arrived, by: by,
            lateArrival: shift.lateArrival)
    }
}
