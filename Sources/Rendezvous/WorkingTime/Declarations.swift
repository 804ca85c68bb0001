/// All declarations, by worker and in order of submission.
struct Declarations: Sendable {
    private var byWorker: [Worker: [SubmittedDeclaration]] = [:]
    private var withdrawn: [Worker: [(SubmittedDeclaration, at: Instant)]] = [:]
    private var workers: [Declaration.ID: Worker] = [:]
    private var count = 0

    /// Whether a declaration of this identifier is in force.
    func contains(_ id: Declaration.ID) -> Bool { workers[id] != nil }

    /// The declarations of a worker in force now, by submission.
    func of(_ worker: Worker) -> [SubmittedDeclaration] { byWorker[worker] ?? [] }

    /// The declarations of a worker as known at a moment: submitted by then and not yet withdrawn.
    func of(_ worker: Worker, knownAt instant: Instant) -> [SubmittedDeclaration] {
        let later = (withdrawn[worker] ?? []).filter { $0.at > instant }.map(\.0)
        return (of(worker) + later).filter { $0.declaration.submitted <= instant }.sorted {
            ($0.declaration.submitted, $0.order) < ($1.declaration.submitted, $1.order)
        }
    }

    /// Adds a declaration behind those submitted no later.
    mutating func add(_ declaration: Declaration) {
        workers[declaration.id] = declaration.worker
        let submitted = SubmittedDeclaration(declaration: declaration, order: count)
        count += 1
        let list = byWorker[declaration.worker] ?? []
        let index =
            list.lastIndex { $0.declaration.submitted <= declaration.submitted }.map { $0 + 1 } ?? 0
        byWorker[declaration.worker, default: []].insert(submitted, at: index)
    }

    /// Takes a declaration back from a moment on.
    mutating func withdraw(_ id: Declaration.ID, at instant: Instant) {
        guard let worker = workers.removeValue(forKey: id),
            let index = byWorker[worker]?.firstIndex(where: { $0.declaration.id == id }),
            let declaration = byWorker[worker]?.remove(at: index)
        else { return }
        withdrawn[worker, default: []].append((declaration, instant))
    }

    /// Every declaration, by place in the log, with the moment of its withdrawal if there was one.
    var all: [(declaration: Declaration, withdrawn: Instant?)] {
        let inForce = byWorker.values.joined().map { ($0, Instant?.none) }
        let gone = withdrawn.values.joined().map { ($0.0, Instant?.some($0.at)) }
        return (inForce + gone).sorted { $0.0.order < $1.0.order }.map { ($0.0.declaration, $0.1) }
    }
}

extension Declaration {
    /// The dates that the declaration may change.
    var dates: DateRange {
        switch content {
        case .weekly(_, let valid), .daily(_, let valid): valid
        case .leave(let leave):
            switch leave.extent {
            case .days(let range): range
            case .hours(let date, let span):
                DateRange(from: date, to: span.crossesMidnight ? date.advanced(by: 1) : date)
                    ?? DateRange(date)
            }
        }
    }

    /// Refuses a declaration that is not well-formed, whoever the worker is.
    func check(at instant: Instant) throws(Refusal) {
        try Check.identifier(id, of: "a declaration")
        let what = "declaration (\(id))"
        guard submitted <= instant else {
            throw Refusal(
                .invalidValue, "submission of \(what) (\(submitted)) must not be after \(instant)",
                hint: "the clocks of two systems differ")
        }
        switch content {
        case .weekly(let days, _):
            guard days.count == 7 else {
                throw Refusal(
                    .invalidValue, "days of \(what) (\(days.count)) must be 7, Monday first")
            }
            for (day, weekday) in zip(days, Weekday.allCases) {
                try day.check(of: "\(weekday) of \(what)")
            }
        case .daily(let day, _): try day.check(of: what)
        case .leave(let leave):
            try Check.identifier(leave.type, of: "the type of leave of \(what)")
            if case .hours(_, let span) = leave.extent { try Check.spans([span], of: what) }
        }
    }
}

extension DayTimetable {
    /// Refuses stretches that overlap and breaks that are longer than their window.
    func check(of what: String) throws(Refusal) {
        try Check.spans(stretches.map(\.span), of: what)
        try Check.number(breaks.count, "number of breaks of \(what)", in: 0...Limits.spansPerDay)
        for pause in breaks {
            switch pause {
            case .fixed(let span): try Check.spans([span], of: "a break of \(what)")
            case .floating(let length, let span):
                try Check.spans([span], of: "a break's window of \(what)")
                let day = span.crossesMidnight ? 86_400 : 0
                let window = span.to.secondOfDay + day - span.from.secondOfDay
                try Check.length(
                    length, "break of \(what)", in: Seconds(1)...Seconds(Int64(max(1, window))))
            }
        }
    }
}
