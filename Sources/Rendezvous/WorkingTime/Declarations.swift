/// All declarations, by worker and in order of submission.
struct Declarations: Sendable {
    private var byWorker = SplitDictionary<Worker, [SubmittedDeclaration]>()
    private var withdrawn = SplitDictionary<Worker, [Withdrawn]>()
    private var workers = SplitDictionary<Declaration.ID, Worker>()
    private var gone = SplitDictionary<Declaration.ID, Declaration>()
    private var count = 0

    private struct Withdrawn: Sendable {
        let declaration: SubmittedDeclaration
        let at: Instant
    }

    /// Whether a declaration of this identifier is in force.
    func contains(_ id: Declaration.ID) -> Bool { workers[id] != nil }

    /// The declaration of this identifier that is in force.
    func inForce(_ id: Declaration.ID) -> SubmittedDeclaration? {
        workers[id].flatMap { worker in of(worker).first { $0.declaration.id == id } }
    }

    /// The declaration of this identifier that was withdrawn last.
    func lastWithdrawn(_ id: Declaration.ID) -> Declaration? { gone[id] }

    /// The declarations of a worker in force now, by submission.
    func of(_ worker: Worker) -> [SubmittedDeclaration] { byWorker[worker] ?? [] }

    /// The declarations of a worker as known at a moment: submitted by then and not yet withdrawn.
    ///
    /// - Complexity: O(*n* log *n*) in the declarations of the worker.
    func of(_ worker: Worker, knownAt instant: Instant) -> [SubmittedDeclaration] {
        let later = (withdrawn[worker] ?? []).filter { $0.at > instant }.map(\.declaration)
        return (of(worker) + later).filter { $0.declaration.submitted <= instant }.sorted {
            ($0.declaration.submitted, $0.order) < ($1.declaration.submitted, $1.order)
        }
    }

    /// The workers about whom anything is declared now, in no certain order.
    var declaredWorkers: [Worker] {
        byWorker.values.compactMap { $0.first?.declaration.worker }
    }

    /// Adds a declaration behind those submitted no later.
    mutating func add(_ declaration: Declaration) {
        workers[declaration.id] = declaration.worker
        let submitted = SubmittedDeclaration(declaration: declaration, order: count)
        count += 1
        var list = byWorker[declaration.worker] ?? []
        byWorker[declaration.worker] = nil
        let index =
            list.lastIndex { $0.declaration.submitted <= declaration.submitted }.map { $0 + 1 } ?? 0
        list.insert(submitted, at: index)
        byWorker[declaration.worker] = list
    }

    /// Takes a declaration back from a moment on.
    mutating func withdraw(_ id: Declaration.ID, at instant: Instant) {
        guard let worker = workers[id],
            let index = byWorker[worker]?.firstIndex(where: { $0.declaration.id == id }),
            let declaration = byWorker[worker]?.remove(at: index)
        else { return }
        workers[id] = nil
        gone[id] = declaration.declaration
        withdrawn[worker] =
            (withdrawn[worker] ?? []) + [Withdrawn(declaration: declaration, at: instant)]
    }

    /// Every declaration, by place in the log, with the moment of its withdrawal if there was one.
    var all: [(declaration: Declaration, withdrawn: Instant?)] {
        let inForce = byWorker.values.joined().map { ($0, Instant?.none) }
        let gone = withdrawn.values.joined().map { ($0.declaration, Instant?.some($0.at)) }
        return (inForce + gone).sorted { $0.0.order < $1.0.order }.map { ($0.0.declaration, $0.1) }
    }
}

extension Declaration {
    /// The dates whose timetables the declaration may change; what begins on them may end two dates
    /// later. `nil` if it changes none.
    var dates: DateRange? {
        switch content {
        case .weekly(_, let valid), .daily(_, let valid), .contract(_, let valid): valid
        case .leave(let leave), .planned(let leave):
            switch leave.extent {
            case .days(let range): range
            case .hours(let date, _): DateRange(date)
            }
        case .overtime(let overtime): DateRange(overtime.date)
        case .inclusion: nil
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
        case .leave(let leave), .planned(let leave):
            try Check.identifier(leave.type, of: "the type of leave of \(what)")
            if case .hours(_, let span) = leave.extent { try Check.spans([span], of: what) }
            if let count = leave.count {
                try Check.number(count, "days of leave of \(what)", in: 0...Limits.mostDays)
            }
        case .overtime(let overtime): try Check.spans([overtime.span], of: what)
        case .contract(let contract, _): try contract.check(of: what)
        case .inclusion: break
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
