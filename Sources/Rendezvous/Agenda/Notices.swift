/// Something that a person is to be told about an appointment (requirement A5).
///
/// The engine says who is to be told what; texts, addresses and deliveries are the adapter's.
public struct Notice: Hashable, Sendable {
    /// What happened.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// It was booked, at once or out of a hold.
        case booked
        /// It takes place elsewhere, at another time or with somebody else.
        case moved
        /// An interpreter joins.
        case changed
        /// It was called off.
        case cancelled
        /// It may be moved, if the participant agrees; the appointment is the proposal's.
        case proposed
        /// No answer to a proposal is asked for any more.
        case proposalWithdrawn = "proposal-withdrawn"
        /// An opening is held for an entry of the waiting list.
        case offered
    }

    /// Who is told.
    public enum Recipient: Hashable, Sendable {
        /// Who comes.
        case participant(Subject.ID)
        /// Who asked for it on their behalf.
        case bookedBy(Subject.ID)
    }

    /// What tells two notices apart: an adapter that marks keys delivers each once.
    public struct Key: Hashable, Sendable {
        /// The appointment.
        public let appointment: Appointment.ID
        /// Its revision after what happened.
        public let revision: Int
        /// What happened.
        public let kind: Kind
        /// Who is told.
        public let recipient: Recipient
    }

    /// What tells the notice apart.
    public let key: Key
    /// Where, when and with whom, after what happened.
    public let placement: Placement
    /// The appointment that a proposal would move.
    public let moves: Appointment.ID?
    /// Why it was called off.
    public let cancellation: CancellationReason?
}

extension Agenda {
    /// What people are to be told about events that were decided and not yet applied.
    ///
    /// Asked event by event while a log is replayed, it gives the same notices with the same keys.
    ///
    ///     let events = try agenda.decide(command, at: now)
    ///     store(events, agenda.notices(for: events))
    ///     try agenda.apply(events)
    ///
    /// - Complexity: linear in the events.
    public func notices(for events: some Sequence<Event>) -> [Notice] {
        var (notices, told): ([Notice], [Appointment.ID: Told]) = ([], [:])
        for event in events {
            for id in ledger.appointments(of: event.change) where told[id] == nil {
                told[id] = self[id].map(Told.init)
            }
            guard let (id, kind) = told.news(of: event.change), let appointment = told[id] else {
                continue
            }
            notices += appointment.recipients.map {
                Notice(
                    key: Notice.Key(
                        appointment: id, revision: appointment.revision, kind: kind, recipient: $0),
                    placement: appointment.placement, moves: appointment.moves,
                    cancellation: appointment.cancellation)
            }
        }
        return notices
    }
}

/// A notice with the instant of the decision that it follows from.
public struct DatedNotice: Hashable, Sendable {
    /// When it was decided.
    public let at: Instant
    /// What is to be told.
    public let notice: Notice
}

extension Agenda {
    /// The notices of what a log decided in an interval, in the order of the log.
    ///
    /// The same log and interval give the same notices with the same keys, so that an adapter that
    /// was down asks for the time that it missed.
    ///
    /// - Throws: ``LogError`` at the first event that cannot follow the ones before it.
    /// - Complexity: linear in the events; those of the interval cost as ``apply(_:)``.
    public static func notices(
        replaying events: some Sequence<Event>, in interval: Interval,
        rules: CustomRules = CustomRules()
    ) throws(LogError) -> [DatedNotice] {
        let events = Array(events)
        let first = events.firstIndex { interval.start <= $0.at } ?? events.endIndex
        var agenda = try Agenda(replaying: events[..<first], rules: rules)
        var notices: [DatedNotice] = []
        for (index, event) in events.enumerated().dropFirst(first) {
            if interval.contains(event.at) {
                notices += agenda.notices(for: [event]).map {
                    DatedNotice(at: event.at, notice: $0)
                }
            }
            do throws(LogError) {
                try agenda.apply([event])
            } catch {
                throw LogError(index: index, message: error.message)
            }
        }
        return notices
    }
}

/// As much of an appointment as notices speak of.
private struct Told {
    let recipients: [Notice.Recipient]
    var placement: Placement
    var status: AppointmentStatus
    var revision = 0
    var moves: Appointment.ID?
    var cancellation: CancellationReason?

    init(_ appointment: Appointment) {
        recipients = appointment.party.recipients
        placement = appointment.placement
        status = appointment.status
        revision = appointment.revision
        moves = appointment.moves
        cancellation = appointment.cancellation
    }

    init(_ booking: Booking, _ status: AppointmentStatus, moves: Appointment.ID? = nil) {
        recipients = booking.party.recipients
        placement = booking.placement
        self.status = status
        self.moves = moves
    }

    mutating func end(_ reason: CancellationReason) {
        status = .cancelled
        cancellation = reason
        revision += 1
    }
}

extension [Appointment.ID: Told] {
    /// Takes in a change, and says which appointment it is news about.
    fileprivate mutating func news(of change: Change) -> (Appointment.ID, Notice.Kind)? {
        let before = change.oneAppointment.flatMap { self[$0]?.status }
        switch change {
        case .held(let booking, _):
            self[booking.id] = Told(booking, .pending)
            return nil
        case .booked(let booking):
            self[booking.id] = Told(booking, .booked)
            return (booking.id, .booked)
        case .proposed(let booking, let moved, _):
            self[booking.id] = Told(booking, .proposed, moves: moved)
            return (booking.id, .proposed)
        case .confirmed(let id):
            self[id]?.status = .booked
            return (id, .booked)
        case .offered(_, let id): return (id, .offered)
        case .rescheduled(let id, let placement, _, _):
            self[id]?.placement = placement
            self[id]?.revision += 1
            return before == .booked ? (id, .moved) : nil
        case .transferred(let id): return transfer(id)
        case .invited(let id, let interpreter, _, _):
            self[id]?.placement.interpreter = interpreter
            self[id]?.revision += 1
            return (id, .changed)
        case .identityRefused(let id, _):
            self[id]?.end(.identityRefused)
            return (id, .cancelled)
        case .cancelled(let id, let reason):
            self[id]?.end(reason)
            if before == .booked { return (id, .cancelled) }
            return before == .proposed && reason == .revoked ? (id, .proposalWithdrawn) : nil
        default: return nil
        }
    }

    private mutating func transfer(_ id: Appointment.ID) -> (Appointment.ID, Notice.Kind)? {
        guard let proposal = self[id], let original = proposal.moves else { return nil }
        self[id]?.end(.merged)
        self[original]?.placement = proposal.placement
        self[original]?.revision += 1
        return (original, .moved)
    }
}

extension Change {
    /// The appointment whose status before decides what the change is news of.
    fileprivate var oneAppointment: Appointment.ID? {
        switch self {
        case .cancelled(let id, _), .rescheduled(let id, _, _, _): id
        default: nil
        }
    }
}

extension Party {
    /// Who is told about what concerns the party.
    var recipients: [Notice.Recipient] {
        guard let bookedBy, bookedBy != participant else { return [.participant(participant)] }
        return [.participant(participant), .bookedBy(bookedBy)]
    }
}
