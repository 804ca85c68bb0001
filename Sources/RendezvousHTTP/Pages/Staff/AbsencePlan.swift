internal import Rendezvous

/// Somebody's absence and what to do about the appointments that it leaves without them.
///
/// Each appointment gets a proposal of its own, one after the other, so that no two ask for the
/// same time; whoever can stay at their time stays there. It is a value: the page shows it, and
/// what the page sends back is decided anew.
struct AbsencePlan: Sendable {
    /// What becomes of one appointment.
    struct Move: Sendable {
        let appointment: Appointment
        let reason: Reason
        /// Where it could go; nothing where nothing is free within the time looked at.
        let placement: Placement?
    }

    /// How many days behind the appointment's own are looked at.
    static let days = 14

    let change: Change
    let effect: SupplyEffect
    let moves: [Move]

    /// The absence of a counsellor on some dates, as a change of the supply: leave that is planned,
    /// reported or not (requirement E7).
    static func change(
        _ counsellor: Counsellor.ID, _ dates: DateRange, _ type: LeaveType, at now: Instant
    ) -> Change {
        let id = Declaration.ID(
            "absence-\(counsellor)-\(dates.first)-\(dates.last)-\(now.secondsSince1970)")
        return .declared(
            Declaration(
                id, of: .counsellor(counsellor), submitted: now,
                .planned(Leave(type, .days(dates)))))
    }

    /// What a change does, and where the appointments concerned could go.
    init(_ change: Change, in agenda: Agenda, at now: Instant) throws(Refusal) {
        self.change = change
        effect = try agenda.whatIf([change], at: now)
        var after = agenda
        try after.take(agenda.decide(.amendAll([change]), at: now))
        var moves: [Move] = []
        for orphan in effect.orphaned {
            guard let appointment = agenda[orphan.appointment] else { continue }
            let placement = try Self.placement(for: appointment, in: after, at: now)
            moves.append(
                Move(appointment: appointment, reason: orphan.reason, placement: placement))
            if let placement {
                try after.take(
                    after.decide(.reschedule(appointment.id, to: placement), at: now))
            }
        }
        self.moves = moves
    }

    /// The place nearest in time to the appointment's own; of equally near ones the earlier.
    private static func placement(
        for appointment: Appointment, in agenda: Agenda, at now: Instant
    ) throws(Refusal) -> Placement? {
        guard appointment.status == .booked else { return nil }
        let interval = appointment.placement.interval
        let reach = Seconds.hours(24 * Int64(days))
        guard
            let window = Interval(
                start: max(now, interval.start - reach), end: interval.end + reach)
        else { return nil }
        let found = try agenda.openings(
            toMove: appointment.id, within: IntervalSet(window), at: now, limit: 5_000
        ).all.map(\.placement)
        func distance(_ placement: Placement) -> (Int64, Int) {
            let seconds = abs((placement.interval.start - interval.start).count)
            return (seconds, placement.channel == appointment.placement.channel ? 0 : 1)
        }
        return found.min { distance($0) < distance($1) }
    }
}

extension Placement {
    /// The placement as one word of a form. What may be missing stands inside, as forms lose space
    /// at their ends.
    var word: String {
        [
            String(interval.start.secondsSince1970), String(interval.end.secondsSince1970),
            channel.rawValue, interpreter?.rawValue ?? "", room?.rawValue ?? "",
            counsellor.rawValue,
        ].joined(separator: " ")
    }

    /// The placement of such a word.
    init?(word: String) {
        let parts = word.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, let start = Int64(parts[0]), let end = Int64(parts[1]),
            let channel = Channel(rawValue: parts[2]), !parts[5].isEmpty,
            (0...Instant.max.secondsSince1970).contains(start),
            (0...Instant.max.secondsSince1970).contains(end),
            let interval = Interval(
                start: Instant(secondsSince1970: start), end: Instant(secondsSince1970: end))
        else { return nil }
        self.init(
            interval, on: channel, with: Counsellor.ID(parts[5]),
            interpreter: parts[3].isEmpty ? nil : Interpreter.ID(parts[3]),
            in: parts[4].isEmpty ? nil : Room.ID(parts[4]))
    }
}
