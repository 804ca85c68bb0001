internal import Rendezvous

/// Submissions that are decided one after the other and kept together.
struct Batch {
    private let store: AgendaStore
    private(set) var records: [JournalRecord] = []
    private(set) var events: [Event] = []
    private(set) var outcomes: [Outcome] = []
    private(set) var isUrgent = false
    private var results: [String: [String: StoredResult]] = [:]
    private var touched: Set<Appointment.ID> = []
    private var size = 0

    init(_ store: AgendaStore) { self.store = store }

    /// What the appointments that changed, and those that share their time, occupy now.
    func occupancy(in agenda: Agenda) -> [Occupation] {
        touched.sorted().map { Occupation($0, in: agenda) }
    }

    /// Decides a submission; `false` if it does not fit into the frame any more.
    mutating func take(_ submission: Submission, _ agenda: inout Agenda) -> Bool {
        let now = submission.at.secondsSince1970
        if let key = submission.key,
            let known = results[key.principal]?[key.key] ?? store.book.result(key, at: now)
        {
            outcomes.append(
                known.fingerprint == key.fingerprint
                    ? .repeated(result: known.body)
                    : .failed(
                        StoreError(
                            .keyReused,
                            "key (\(key.key)) came before with another request; take a new one")))
            return true
        }
        let decision: Decision
        do throws(Refusal) {
            decision = try submission.decide(agenda)
        } catch {
            outcomes.append(.refused(error))
            return true
        }
        var new = decision.events.map { store.audited($0, by: submission.actor) }
        new += agenda.notices(for: decision.events).map { .notice(EventLog.encode($0)) }
        new += submission.accesses.map {
            store.access($0, by: submission.actor, at: submission.at)
        }
        if decision.answer == nil, let result = stored(decision.result, submission.key) {
            new.append(.result(result))
        }
        return keep(new, decision, submission, &agenda)
    }

    /// What is kept of an answer under a key.
    private func stored(_ answer: [UInt8], _ key: RequestKey?) -> StoredResult? {
        key.map { key in
            StoredResult(
                principal: key.principal, key: key.key, fingerprint: key.fingerprint,
                expires: key.expires.secondsSince1970,
                body: answer.count <= StoreLimits.result ? answer : [])
        }
    }

    private mutating func keep(
        _ new: [JournalRecord], _ decision: Decision, _ submission: Submission,
        _ agenda: inout Agenda
    ) -> Bool {
        let added = new.reduce(0) { $0 + $1.size }
        // An answer that is not written yet fits in any case.
        let room = StoreLimits.framePayload - (decision.answer == nil ? 0 : StoreLimits.record)
        guard size + added <= room,
            new.allSatisfy({ $0.size <= StoreLimits.record })
        else {
            guard outcomes.isEmpty || new.contains(where: { $0.size > StoreLimits.record }) else {
                return false
            }
            outcomes.append(
                .failed(
                    StoreError(
                        .tooLarge,
                        "submission (\(added) bytes) must have at most "
                            + "\(StoreLimits.framePayload), "
                            + "and each record \(StoreLimits.record)")))
            return true
        }
        touch(decision.events, agenda)
        do throws(LogError) {
            try agenda.apply(decision.events)
        } catch {
            outcomes.append(.failed(StoreError(.failed, "the events do not follow: \(error)")))
            return true
        }
        size += added
        records += new
        let answer = decision.answer.map { $0(agenda) } ?? decision.result
        let result = stored(answer, submission.key)
        if decision.answer != nil, let result {
            records.append(.result(result))
            size += records[records.count - 1].size
        }
        events += decision.events
        if submission.isUrgent, !new.isEmpty || result != nil { isUrgent = true }
        touch(decision.events, agenda)
        if let result { results[result.principal, default: [:]][result.key] = result }
        outcomes.append(.done(decision.events, result: answer))
        return true
    }

    /// Notes whose occupancy changes by events: those who share the time before and after too.
    private mutating func touch(_ events: [Event], _ agenda: Agenda) {
        guard store.keeper.guardsOccupancy else { return }
        for id in events.lazy.flatMap(\.change.appointments) {
            touched.formUnion(agenda.neighbours(of: id))
        }
    }
}

extension Change {
    /// The appointments that change in what they occupy.
    var appointments: [Appointment.ID] {
        switch self {
        case .held(let booking, _), .booked(let booking): [booking.id]
        case .proposed(let booking, let moved, _): [booking.id, moved]
        case .confirmed(let id), .rescheduled(let id, _, _, _), .cancelled(let id, _),
            .arrived(let id), .fulfilled(let id), .missed(let id), .transferred(let id),
            .offered(_, let id), .invited(let id, _, _, _), .admitted(let id),
            .identified(let id, _), .identityRefused(let id, _), .meetingBegan(let id, _),
            .modeChanged(let id, _):
            [id]
        default: []
        }
    }
}
