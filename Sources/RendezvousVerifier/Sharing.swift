import Rendezvous

extension Stay {
    /// Whether two stays have the same interval, counsellor, service and channel.
    func sharesTime(with other: Stay) -> Bool {
        interval == other.interval && counsellor == other.counsellor && service == other.service
            && channel == other.channel
    }

    /// Whether two stays of one group session are in the same room and do not have different
    /// interpreters.
    func staysTogether(with other: Stay) -> Bool {
        if let interpreter, let theirs = other.interpreter, interpreter != theirs { return false }
        return room == other.room
    }
}

/// The section "Sharing a time" of Documentation/Policies.md.
extension Examination {
    /// The placement as a stay on a calendar.
    func stay(keeping gap: Gap) -> Stay {
        Stay(
            name: proposal.name, interval: interval, gap: gap, service: service.id,
            channel: placement.channel, counsellor: counsellor.id,
            interpreter: placement.interpreter, room: placement.room)
    }

    private var ownStay: Stay { stay(keeping: keptGaps.counsellor) }

    /// The others that have exactly the time of the placement.
    private var companions: [Stay] {
        stays(of: person.counsellor).filter { $0.sharesTime(with: ownStay) }
    }

    private var isGroup: Bool { service.capacity > 1 }

    /// The largest number of the overbooking policies that hold.
    private var overbooking: Int {
        policies.compactMap { policy in
            if case .overbooking(let extra) = policy.rule { extra } else { nil }
        }.max() ?? 0
    }

    /// Whether the placement may have the same time as all its companions. How many was decided
    /// when each was made.
    private var mayShare: Bool {
        if proposal.storedGaps != nil { return true }
        return isGroup ? companions.count < service.capacity : companions.count <= overbooking
    }

    /// Whether the placement is one more than its counsellor has time for.
    var isOverbooked: Bool { !isGroup && !companions.isEmpty }

    /// The stays of a counsellor, interpreter or room beside which the placement has to keep its
    /// rules: all, without those that it shares its time with. By overbooking nothing but the
    /// counsellor is shared; of a group session's time nobody has a share elsewhere than in its
    /// room, or with another interpreter.
    func strangers(on resource: Resource) -> [Stay] {
        let (all, own) = (stays(of: resource), ownStay)
        let isStored = proposal.storedGaps != nil
        guard resource == person.counsellor || isGroup || isStored, mayShare else { return all }
        let mustMeet = isGroup && resource == person.counsellor && !isStored
        return all.filter { other in
            !other.sharesTime(with: own) || (mustMeet && !other.staysTogether(with: own))
        }
    }

    /// Whether somebody in the same group session has another interpreter.
    var groupHasOtherInterpreter: Bool {
        isGroup
            && companions.contains { other in
                other.interpreter != nil && other.interpreter != placement.interpreter
            }
    }
}

extension Model {
    /// The most appointments of a service that could ever share a time on a calendar, by all that
    /// the log has said so far. How many could at each decision was examined there.
    func mostEverSharing(_ service: Service.ID, on resource: Resource) -> Int {
        let capacity = largestCapacity[service] ?? 1
        return switch resource {
        case .counsellor: max(capacity, mostEverOverbooked)
        case .interpreter, .room: capacity
        case .participant: 1
        }
    }
}
