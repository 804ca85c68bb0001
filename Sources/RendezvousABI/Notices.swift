public import CRendezvous
import Rendezvous

/// What people are to be told about events that were decided and not yet applied; `at` is the
/// instant of the last event.
@c @implementation
public func rdv_agenda_notices(
    _ agenda: OpaquePointer?, _ events: OpaquePointer?,
    _ notices: UnsafeMutablePointer<rdv_notice>?, _ elementSize: Int, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let decided = try unsafe borrow(events, as: EventsHandle.self).events
        let at = decided.last?.at ?? .min
        let list = handle.agenda.notices(for: decided).map { rdv_notice($0, at: at) }
        try unsafe fill(notices, elementSize, capacity, count, list)
    }
}

/// The notices of what a log decided in an interval, in its order: what a host that was down has
/// missed.
@c @implementation
public func rdv_events_notices(
    _ events: OpaquePointer?, _ rules: OpaquePointer?, _ given: rdv_interval,
    _ notices: UnsafeMutablePointer<rdv_notice>?, _ elementSize: Int, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(events, as: EventsHandle.self) { handle throws(Fault) in
        let rules = try unsafe borrowIfGiven(rules, as: RulesHandle.self)?.rules ?? CustomRules()
        let span = try interval(given, "interval")
        let dated = try following { () throws(LogError) in
            try Agenda.notices(replaying: handle.events, in: span, rules: rules)
        }
        try unsafe fill(
            notices, elementSize, capacity, count, dated.map { rdv_notice($0.notice, at: $0.at) })
    }
}

/// The reminders that fall due in an interval, `lead` seconds (at most 366 days) before the start
/// of booked appointments that start after `now`, in the order in which they are due.
@c @implementation
public func rdv_agenda_reminders_due(
    _ agenda: OpaquePointer?, _ given: rdv_interval, _ lead: Int64, _ now: rdv_instant,
    _ reminders: UnsafeMutablePointer<rdv_reminder>?, _ elementSize: Int, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let span = try interval(given, "interval")
        let lead = try number(lead, "lead", in: 0...Int(Limits.longestNotice.count))
        let found = handle.agenda.remindersDue(
            in: span, at: try instant(now, "now"), before: Seconds(Int64(lead)))
        try unsafe fill(reminders, elementSize, capacity, count, found.map { rdv_reminder($0) })
    }
}

/// The passes of an appointment: of participant, counsellor, and interpreter once let in.
@c @implementation
public func rdv_agenda_join_passes(
    _ agenda: OpaquePointer?, _ id: Int64, _ now: rdv_instant,
    _ passes: UnsafeMutablePointer<rdv_join_pass>?, _ elementSize: Int, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let now = try instant(now, "now")
        guard handle.agenda[appointment(id)] != nil else {
            throw .notFound(
                "appointment (\(id)) must be one of 1 … \(handle.agenda.appointmentCount)")
        }
        let list = handle.agenda.joinPasses(of: appointment(id), at: now)
        try unsafe fill(passes, elementSize, capacity, count, list.map { rdv_join_pass($0) })
    }
}

extension Notice.Recipient {
    /// The number of the header's RDV_RECIPIENT_..., and who it is.
    fileprivate var code: (rdv_recipient, rdv_id) {
        switch self {
        case .participant(let id): (rdv_recipient(RDV_RECIPIENT_PARTICIPANT), rdv_id(id))
        case .bookedBy(let id): (rdv_recipient(RDV_RECIPIENT_BOOKED_BY), rdv_id(id))
        }
    }
}

extension rdv_notice {
    /// A notice of what was decided at an instant.
    fileprivate init(_ notice: Notice, at instant: Instant) {
        self.init()
        at = instant.secondsSince1970
        appointment = Int64(notice.key.appointment.number)
        revision = Int64(notice.key.revision)
        kind = number(notice.key.kind, in: Notice.Kind.allCases, from: 1)
        (recipient, person) = notice.key.recipient.code
        cancellation =
            notice.cancellation.map { number($0, in: Codes.cancellations, from: 1) } ?? 0
        placement = rdv_placement(notice.placement)
        moves = Int64(notice.moves?.number ?? 0)
    }
}

extension rdv_reminder {
    /// A reminder.
    fileprivate init(_ reminder: Reminder) {
        self.init()
        appointment = Int64(reminder.key.appointment.number)
        revision = Int64(reminder.key.revision)
        due = reminder.due.secondsSince1970
        (recipient, person) = reminder.key.recipient.code
        placement = rdv_placement(reminder.placement)
    }
}

extension rdv_join_pass {
    /// A pass.
    fileprivate init(_ pass: JoinPass) {
        self.init()
        appointment = Int64(pass.appointment.number)
        revision = Int64(pass.revision)
        is_open = pass.isOpen ? 1 : 0
        window = rdv_interval(pass.window)
        switch pass.holder {
        case .participant(let id):
            (role, person) = (rdv_role(RDV_ROLE_PARTICIPANT), rdv_id(id))
        case .counsellor(let id): (role, person) = (rdv_role(RDV_ROLE_COUNSELLOR), rdv_id(id))
        case .interpreter(let id): (role, person) = (rdv_role(RDV_ROLE_INTERPRETER), rdv_id(id))
        }
    }
}
