import Rendezvous
import RendezvousTesting

/// Random commands about transfers, the waiting list, interpreters and meetings.
extension RandomRun {
    mutating func lifecycle(_ number: Int, _ any: Appointment.ID) throws -> Command? {
        let entry = WaitingEntry.ID(
            generator.random.int(1...max(1, agenda.waitingList(at: now).count)))
        switch generator.random.int(0...15) {
        case 0...2: return try proposal(any)
        case 3: return openProposal.map { .accept($0) } ?? .accept(any)
        case 4: return openProposal.map { .decline($0) } ?? .decline(any)
        case 5: return .cancel(openProposal ?? any, .revoked)
        case 6: return .enlist(generator.request(number, of: agency))
        case 7...8: return try offer(entry)
        case 9:
            return generator.random.chance(1, in: 3) ? .withdraw(entry) : .confirm(openHold ?? any)
        case 10:
            let language = generator.random.pick([
                Communication.signed("gss"), .spoken("ar"), .spoken("uk"),
            ])
            let interpreter = generator.random.pick(agenda.interpreters) ?? "i-0"
            return .invite(any, interpreter, for: language ?? .signed("gss"))
        case 11: return .admit(any)
        default: return nextStep ?? .begin(any, mode())
        }
    }

    /// A step that the meeting under way, or the next one, may take.
    private var nextStep: Command? {
        mutating get {
            guard let meeting = arrived else {
                guard let next = nextAhead else { return nil }
                return generator.random.chance(1, in: 4) ? .noShow(next) : .arrive(next)
            }
            switch (meeting.progress, generator.random.int(0...3)) {
            case (.arrived, 0): return .refuseIdentity(meeting.id, by: "c-1")
            case (.arrived, 1), (.arrived, 2): return .identify(meeting.id, by: "c-1")
            case (.identified, 0...2): return .begin(meeting.id, mode())
            case (.inSession, 0...1): return .changeMode(meeting.id, mode())
            default: return .complete(meeting.id)
            }
        }
    }

    private mutating func mode() -> SessionMode {
        generator.random.chance(1, in: 2) ? .video : .audioOnly
    }

    private var openProposal: Appointment.ID? {
        agenda.appointments.filter { $0.status == .proposed }.max { $0.id < $1.id }?.id
    }

    private var nextAhead: Appointment.ID? {
        agenda.appointments.filter { $0.status == .booked }
            .min { $0.placement.interval.start < $1.placement.interval.start }?.id
    }

    var openHold: Appointment.ID? {
        agenda.appointments.filter { $0.status == .pending }.max { $0.id < $1.id }?.id
    }

    private var arrived: Appointment? {
        agenda.appointments.filter { $0.status == .arrived }.max { $0.id < $1.id }
    }

    /// A proposal to move an appointment somewhere near, its own time included.
    private mutating func proposal(_ id: Appointment.ID) throws -> Command? {
        guard let appointment = agenda[id] else { return nil }
        let start = appointment.placement.interval.start - .hours(6)
        let window = Interval(start: start, end: start + .hours(48)) ?? .always
        do {
            let openings = try agenda.openings(
                toMove: id, within: IntervalSet(window), channels: [], at: now)
            let length = Seconds.minutes(Int64(generator.random.int(1...240)))
            return generator.random.pick(openings.all).map {
                .propose(id, to: $0.placement, answerWithin: length)
            }
        } catch {
            return .propose(id, to: appointment.placement, answerWithin: .hours(1))
        }
    }

    /// Offers an entry its first opening.
    private func offer(_ id: WaitingEntry.ID) throws -> Command? {
        guard let entry = agenda.waitingEntry(id, at: now),
            let opening = try agenda.openings(for: entry.request, at: now, limit: 1).all.first
        else { return nil }
        return .offer(id, opening.placement)
    }
}
