internal import Rendezvous

/// What an appointment occupies from now on; nothing if it has ended.
struct Occupation: Hashable, Sendable {
    let appointment: Int
    /// Counsellor, interpreter and room, each with its gaps.
    let uses: [Use]

    struct Use: Hashable, Sendable {
        let resource: String
        let start: Int64
        let end: Int64
        var before: Int64
        var after: Int64
        /// Whether it is nothing that keeps others away: somebody who shares the time does.
        var isExempt = false

        /// Whether both keep the larger of their gaps.
        func isClear(of other: Use) -> Bool {
            end + max(after, other.before) <= other.start
                || other.end + max(other.after, before) <= start
        }
    }

    /// What an appointment occupies beside those that share its time and what it would move.
    ///
    /// Of a group session, and of a time that is overbooked, the first by number that uses a
    /// resource keeps others away from it, with the widest of all their gaps; the others are
    /// exempt. A proposal is exempt on what it shares with the appointment that it would move.
    ///
    /// - Complexity: O(log *n*) plus the appointments that share the time.
    init(_ id: Appointment.ID, in agenda: Agenda) {
        appointment = id.number
        guard let found = agenda[id], found.status.occupies else {
            uses = []
            return
        }
        let moved = agenda.uses(of: found.moves)
        let others = agenda.sharing(with: found)
        let sharers = others.map { other in
            let moved = agenda.uses(of: other.moves)
            return (other.id, Self.uses(of: other).filter { $0.isClear(ofAll: moved) })
        }
        uses = Self.uses(of: found).map { own in
            var use = own
            guard own.isClear(ofAll: moved) else {
                use.isExempt = true
                return use
            }
            for (other, theirs) in sharers {
                for their in theirs where their.resource == own.resource {
                    if other < id { use.isExempt = true }
                    use.before = max(use.before, their.before)
                    use.after = max(use.after, their.after)
                }
            }
            return use
        }
    }

    /// Counsellor, interpreter and room of an appointment with its own gaps.
    fileprivate static func uses(of found: Appointment) -> [Use] {
        let interval = found.placement.interval
        func use(_ resource: String, _ gap: Gap) -> Use {
            Use(
                resource: resource, start: interval.start.secondsSince1970,
                end: interval.end.secondsSince1970, before: gap.before.count,
                after: gap.after.count)
        }
        var uses = [use("counsellor:\(found.placement.counsellor)", found.gap)]
        if let interpreter = found.placement.interpreter {
            uses.append(use("interpreter:\(interpreter)", found.interpreterGap))
        }
        if let room = found.placement.room { uses.append(use("room:\(room)", .none)) }
        return uses
    }
}

extension Occupation.Use {
    /// Whether it is clear of all others that use the same.
    fileprivate func isClear(ofAll others: [Occupation.Use]) -> Bool {
        others.allSatisfy { $0.resource != resource || isClear(of: $0) }
    }
}

extension Agenda {
    /// What all appointments occupy.
    ///
    /// - Complexity: O(*n* log *n*).
    var occupancy: [Occupation] {
        appointments.map { Occupation($0.id, in: self) }.filter { !$0.uses.isEmpty }
    }

    /// The other appointments that share the counsellor's time with one: those of its
    /// group session, or of a time that is overbooked. Expired holds count until their lapse is
    /// noted.
    func sharing(with found: Appointment) -> [Appointment] {
        guard found.status.occupies else { return [] }
        let (place, id) = (found.placement, found.id)
        return appointments(of: place.counsellor, in: place.interval, at: .min).filter {
            $0.id != id && $0.placement.interval == place.interval && $0.service == found.service
                && $0.placement.channel == place.channel
        }
    }

    /// The appointments whose occupancy hangs on one: itself, what it moves or what would move it,
    /// and who shares their time.
    func neighbours(of id: Appointment.ID) -> [Appointment.ID] {
        let found = self[id]
        let all = [id] + [found?.moves, found?.proposal].compactMap(\.self)
        return all + all.compactMap { self[$0] }.flatMap { sharing(with: $0) }.map(\.id)
    }

    /// What an appointment uses, without regard to others; nothing if there is none or it ended.
    fileprivate func uses(of id: Appointment.ID?) -> [Occupation.Use] {
        guard let id, let found = self[id], found.status.occupies else { return [] }
        return Occupation.uses(of: found)
    }
}
