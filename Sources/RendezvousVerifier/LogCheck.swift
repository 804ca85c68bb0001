import Rendezvous

/// Replays a log event by event and notes what each breaks, as known before it.
struct LogCheck {
    let model: Model
    private(set) var violations: [Violation] = []
    private var index = -1
    private var lastNumber = 0
    private var latest = Instant.min
    private var reportedLapses: Set<Int> = []
    private var reportedPairs: Set<Pair> = []
    var lastEntry = 0
    /// The entry of the waiting list that the next event must end as served.
    var toBeServed: WaitingEntry.ID?
    /// The people of whom something was redacted that is erased later in the log.
    var erasedPeople: Set<Subject.ID> = []
    /// The people with a salt.
    var saltedPeople: Set<Subject.ID> = []

    init(_ rules: CustomRules) { model = Model(rules) }

    private struct Pair: Hashable {
        let reason: Reason
        let names: Set<RecordName>
    }

    /// Checks one event and then applies it, right or wrong: the log is what happened.
    mutating func take(_ event: Event) {
        index += 1
        latest = max(latest, event.at)
        serve(event.change)
        check(event)
        model.apply(event)
    }

    /// Checks one event against what is known before it.
    mutating func check(_ event: Event) {
        switch event.change {
        case .held(let booking, let expires):
            hold(booking, from: event.at, until: expires)
            make(booking, at: event.at)
        case .booked(let booking):
            make(booking, at: event.at)
        case .rescheduled(let id, let placement, let gap, let interpreterGap):
            move(id, to: placement, (gap, interpreterGap), at: event.at)
        case .confirmed(let id): confirm(id, at: event.at)
        case .cancelled(let id, let reason): cancel(id, reason, at: event.at)
        case .arrived(let id): arrive(id, at: event.at)
        case .fulfilled(let id):
            after(id, .arrived, "complete", at: event.at) { $0.placement.interval.start }
            identified(id, "complete")
        case .missed(let id):
            after(id, .booked, "no-show", at: event.at) { $0.placement.interval.start }
            proposalTakenBack(of: id, at: event.at)
        case .proposed, .transferred: takeTransfer(event)
        case .enlisted, .offered, .waitingEnded: takeWaiting(event)
        case .invited, .admitted, .identified, .identityRefused, .meetingBegan, .modeChanged:
            takeSession(event)
        case .registration(let change):
            for message in model.registrations.findings(of: change, at: event.at, in: model) {
                note(.reason(.registration), of: [], message)
            }
        case .casework(let change):
            for message in model.cases.findings(of: change, at: event.at, in: model) {
                note(.reason(.casework), of: [], message)
            }
        case .erased, .salted, .redacted: takeErasure(event)
        default:
            for finding in CatalogueCheck(model: model).findings(of: event.change) {
                note(finding.rule, of: [], finding.message)
            }
        }
    }

    mutating func note(
        _ rule: Violation.Rule, of names: [RecordName], _ message: String
    ) {
        violations.append(Violation(rule, of: names, event: index, message))
    }
}

// MARK: Making and moving

extension LogCheck {
    mutating func hold(
        _ booking: Booking, from start: Instant, until end: Instant,
        most longest: Seconds = Limits.longestHold
    ) {
        guard end <= start || start + longest < end else { return }
        note(
            .holdLength, of: [.appointment(booking.id)],
            "appointment \(booking.id) is held \(end - start), must be 1 s … \(longest)")
    }

    mutating func make(_ booking: Booking, at instant: Instant, itself: Int? = nil) {
        let name = RecordName.appointment(booking.id)
        let next = lastNumber.addingReportingOverflow(1).partialValue
        if booking.id.number != next {
            note(.appointmentNumber, of: [name], "appointment \(booking.id) must be \(next)")
        }
        lastNumber = booking.id.number
        lapses(before: name, at: instant, except: nil)
        let proposal = Proposal(
            name: name, at: instant, placement: booking.placement, party: booking.party,
            service: booking.service, topic: booking.topic, itself: itself)
        examine(proposal, stored: (booking.gap, booking.interpreterGap))
    }

    private mutating func move(
        _ id: Appointment.ID, to placement: Placement, _ gaps: (Gap, Gap), at instant: Instant
    ) {
        guard let record = record(id), let itself = model.book.indexOfID[id] else { return }
        mayChange(record, "reschedule", at: instant)
        proposalTakenBack(of: id, at: instant)
        lapses(before: record.name, at: instant, except: itself)
        let proposal = Proposal(
            name: record.name, at: instant, placement: placement, party: record.party,
            service: record.service, topic: record.topic, itself: itself)
        examine(proposal, stored: gaps)
    }

    /// All holds that have expired are cancelled first; each that is not is reported once.
    mutating func lapses(before name: RecordName, at instant: Instant, except: Int?) {
        for pending in model.book.pending.sorted() where pending != except {
            let record = model.book.records[pending]
            guard record.isExpired(at: instant), let expires = record.expires,
                reportedLapses.insert(pending).inserted
            else { continue }
            note(
                .lapseMissing, of: [record.name, name],
                "\(record.name) expired \(expires) and must lapse before \(name), \(instant)")
        }
    }

    private mutating func examine(
        _ proposal: Proposal, stored: (counsellor: Gap, interpreter: Gap)
    ) {
        let (found, gaps) = Examination.examine(proposal, in: model)
        let person = proposal.party.participant
        for finding in found where canJudge(finding.reason, about: person) {
            reportedPairs.insert(
                Pair(reason: finding.reason, names: Set(finding.others + [proposal.name])))
            note(.reason(finding.reason), of: [proposal.name] + finding.others, finding.message)
        }
        guard let gaps, canJudge(.wrongDuration, about: person) else { return }
        let calendars = [
            ("counsellor", stored.counsellor, gaps.counsellor),
            ("interpreter", stored.interpreter, gaps.interpreter),
        ]
        for (calendar, found, wanted) in calendars where found != wanted {
            note(
                .storedGap, of: [proposal.name],
                "\(proposal.name): \(calendar)'s gap \(found.before) before and \(found.after) "
                    + "after, must be \(wanted.before) and \(wanted.after)")
        }
    }
}

// MARK: Lifecycle

extension LogCheck {
    /// The record of an appointment; none is an error of the log.
    mutating func record(_ id: Appointment.ID) -> Record? {
        if let record = model.book[id] { return record }
        note(
            .reason(.unknownAppointment), of: [.appointment(id)],
            "appointment \(id) was never made")
        return nil
    }

    /// Pending and not expired, or booked.
    mutating func mayChange(_ record: Record, _ command: String, at instant: Instant) {
        if record.status != .pending && record.status != .booked {
            refuse(record, command, "pending or booked")
        }
        expired(record, command, at: instant)
    }

    mutating func expired(_ record: Record, _ command: String, at instant: Instant) {
        guard record.isExpired(at: instant), let expires = record.expires else { return }
        note(
            .reason(.holdExpired), of: [record.name],
            "\(command): \(record.name) was held until \(expires), \(instant) is too late")
    }

    mutating func refuse(_ record: Record, _ command: String, _ wanted: String) {
        note(
            .reason(.status), of: [record.name],
            "\(command): \(record.name) is \(record.status.rawValue), must be \(wanted)")
    }

    private mutating func confirm(_ id: Appointment.ID, at instant: Instant) {
        guard let record = record(id) else { return }
        if record.status != .pending { refuse(record, "confirm", "pending") }
        expired(record, "confirm", at: instant)
        toBeServed = model.book.waiting.entry(of: id)
    }

    /// Only an expired hold lapses; anything else is called off by somebody, in time.
    private mutating func cancel(
        _ id: Appointment.ID, _ reason: CancellationReason, at instant: Instant
    ) {
        guard let record = record(id) else { return }
        switch reason {
        case .excused, .revoked:
            proposalTakenBack(of: id, at: instant)
            guard reason == .revoked, record.status == .proposed else {
                return mayChange(record, "cancel", at: instant)
            }
            return expired(record, "cancel", at: instant)
        case .declined:
            if record.status != .proposed { refuse(record, "decline", "proposed") }
            return expired(record, "decline", at: instant)
        case .merged, .identityRefused:
            return refuse(record, "cancel as \(reason.rawValue)", "ended by what happened")
        case .lapsed: break
        }
        if record.status != .pending && record.status != .proposed {
            refuse(record, "lapse", "pending or proposed")
        } else if let expires = record.expires, instant < expires {
            note(
                .reason(.tooEarly), of: [record.name],
                "lapse: \(record.name) is held until \(expires), \(instant) is too early")
        }
    }

    private mutating func arrive(_ id: Appointment.ID, at instant: Instant) {
        let zone = model.book[id].flatMap { model.zone(of: $0.placement.counsellor) }
        proposalTakenBack(of: id, at: instant)
        after(id, .booked, "arrive", at: instant) { record in
            let start = record.placement.interval.start
            return zone.map { $0.start(of: $0.local(start).date) } ?? start
        }
    }

    /// A change allowed in one status, from an instant on.
    mutating func after(
        _ id: Appointment.ID, _ status: AppointmentStatus, _ command: String,
        at instant: Instant, from earliest: (Record) -> Instant
    ) {
        guard let record = record(id) else { return }
        if record.status != status { refuse(record, command, status.rawValue) }
        let earliest = earliest(record)
        guard instant < earliest else { return }
        note(
            .reason(.tooEarly), of: [record.name],
            "\(command): \(record.name) allows it from \(earliest), not \(instant)")
    }
}

// MARK: All pairs at the end

extension LogCheck {
    /// Compares all pairs of appointments that take up one person or room at the end of the log.
    mutating func comparePairs() {
        let resources = model.book.holders.keys.sorted { "\($0)" < "\($1)" }
        for resource in resources {
            let stays = (model.book.holders[resource] ?? []).sorted()
                .filter { model.book.records[$0].occupies(at: latest) }
                .map { model.book.stay(of: resource, in: $0) }
                .sorted { $0.interval.start < $1.interval.start }
            let longest = stays.flatMap { [$0.gap.before, $0.gap.after] }.max() ?? .zero
            for (place, stay) in stays.enumerated() {
                let reach = stay.interval.end + max(longest, .zero)
                let most = model.mostEverSharing(stay.service, on: resource)
                // A proposal and what it would move have one seat between them.
                func hasSeat(_ other: Stay, among seated: [Stay]) -> Bool {
                    seated.contains { model.book.arePartners($0.name, other.name) }
                }
                var seated = [stay]
                for other in stays[..<place].reversed().prefix(while: {
                    $0.interval.start == stay.interval.start
                }) where other.sharesTime(with: stay) && !hasSeat(other, among: seated) {
                    seated.append(other)
                }
                for other in stays[(place + 1)...] {
                    guard other.interval.start < reach else { break }
                    if model.book.arePartners(stay.name, other.name) { continue }
                    if stay.sharesTime(with: other) {
                        if hasSeat(other, among: seated) { continue }
                        seated.append(other)
                        if seated.count <= most { continue }
                    }
                    compare(stay, other, on: resource)
                }
            }
        }
    }

    private mutating func compare(_ earlier: Stay, _ later: Stay, on resource: Resource) {
        let clock = Clock(zone: model.zone(of: earlier.counsellor) ?? .utc)
        let (overlap, gap): (Reason, Reason) =
            switch resource {
            case .counsellor: (.overlap, .gap)
            case .interpreter: (.interpreterUnavailable, .interpreterUnavailable)
            case .room: (.roomUnavailable, .roomUnavailable)
            case .participant: (.participantOverlap, .participantOverlap)
            }
        if earlier.interval.overlaps(later.interval) {
            pair(
                overlap, earlier, later,
                "\(resource): \(earlier.name) \(clock.text(earlier.interval)), "
                    + "\(later.name) \(clock.text(later.interval))")
        } else if let message = earlier.gapMissing(to: later, of: "\(resource)", clock) {
            pair(gap, earlier, later, message)
        }
    }

    /// Notes a pair unless its event was already reported for it.
    private mutating func pair(_ reason: Reason, _ one: Stay, _ other: Stay, _ message: String) {
        guard !reportedPairs.contains(Pair(reason: reason, names: [one.name, other.name])) else {
            return
        }
        violations.append(
            Violation(.reason(reason), of: [one.name, other.name], event: nil, message))
    }
}
