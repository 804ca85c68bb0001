internal import Rendezvous

/// Somebody's absence and what to do about the appointments that it leaves without them.
///
/// Nobody else is moved, and no two ask for the same time. It is a value: the page shows it, and
/// what the page sends back is decided anew.
struct AbsencePlan: Sendable {
    /// What becomes of one appointment.
    struct Move: Sendable {
        let appointment: Appointment
        let reason: Reason
        /// Where it could go; nothing where nothing is free within the time looked at.
        let placement: Placement?
    }

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

    /// What a change does, and where the appointments concerned could go: the first proposal of a
    /// repair, which moves nobody else.
    init(_ change: Change, in agenda: Agenda, at now: Instant) throws(Refusal) {
        self.change = change
        effect = try agenda.whatIf([change], at: now)
        let repair = try agenda.repair([change], at: now, by: RepairPolicy(movedMax: 0))
        var places: [Appointment.ID: Placement] = [:]
        for move in repair.proposals.first?.moves ?? [] { places[move.appointment] = move.to }
        moves = effect.orphaned.compactMap { orphan in
            agenda[orphan.appointment].map {
                Move(appointment: $0, reason: orphan.reason, placement: places[orphan.appointment])
            }
        }
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
