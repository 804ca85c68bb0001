/// What is declared about workers, as known at a moment (requirements E1–E8, E11).
extension Agenda {
    /// The declarations of a worker as known at a moment (`nil`: now), by submission.
    ///
    /// - Complexity: O(*n* log *n*) in the worker's declarations.
    public func declarations(
        of worker: Worker, knownAt instant: Instant? = nil
    ) -> [Declaration] {
        submitted(by: worker, knownAt: instant).map(\.declaration)
    }

    /// The contract that a worker has on a date: of those that have the date, the one submitted
    /// last (requirement E1).
    public func contract(
        of worker: Worker, on date: CivilDate, knownAt instant: Instant? = nil
    ) -> Contract? {
        Contracts(submitted(by: worker, knownAt: instant)).on(date)
    }

    /// The dates from which a worker's time is declared and measured: the pair submitted last, or
    /// two times `nil` (requirement E11).
    public func inclusion(of worker: Worker, knownAt instant: Instant? = nil) -> Inclusion {
        submitted(by: worker, knownAt: instant).last { $0.declaration.inclusion != nil }?
            .declaration.inclusion ?? Inclusion(declaredTime: nil, card: nil)
    }

    /// The rules about declared and measured time on a date.
    public func workingTimeRules(on date: CivilDate) -> WorkingTimeRules {
        supply.workingTimeRules.on(date)
    }

    /// By how much a declaration in force was late (requirement E3); `nil` if it was in time, has
    /// no time by which it is due, or is not in force. 0 s: submitted when it began to hold.
    ///
    /// - Complexity: that of resolving a week.
    public func lateness(of id: Declaration.ID) -> Seconds? {
        guard let submitted = supply.declarations.inForce(id),
            let zone = supply.zone(of: submitted.declaration.worker)
        else { return nil }
        let all = supply.declarations.of(submitted.declaration.worker)
        return lateness(of: submitted, in: all, zone)
    }

    func lateness(
        of submitted: SubmittedDeclaration, in all: [SubmittedDeclaration], _ zone: ZoneRules
    ) -> Seconds? {
        let key = (submitted.declaration.submitted, submitted.order)
        let earlier = all.filter { ($0.declaration.submitted, $0.order) < key }
        return Lateness(zone: zone, precedence: supply.precedence)
            .of(submitted.declaration, after: earlier)
    }

    /// When a worker came and went, as the card says and as known at a moment (requirement E9).
    ///
    /// - Complexity: linear in the worker's card events.
    public func clocked(
        _ worker: Worker, knownAt instant: Instant? = nil
    ) -> [ClockedStretch] {
        supply.clocks.stretches(of: worker, knownAt: instant)
    }

    /// The zone of an interpreter, or `nil` if the interpreter is unknown.
    public func zone(of interpreter: Interpreter.ID) -> ZoneRules? {
        supply.zone(of: .interpreter(interpreter))
    }

    func submitted(by worker: Worker, knownAt instant: Instant?) -> [SubmittedDeclaration] {
        instant.map { supply.declarations.of(worker, knownAt: $0) }
            ?? supply.declarations.of(worker)
    }

    /// Everybody whose time may be declared: counsellors, then interpreters, in order of first
    /// definition.
    public var workers: [Worker] {
        counsellors.map { .counsellor($0) } + interpreters.map { .interpreter($0) }
    }

    /// The appointments that occupy a worker in some of an interval at an instant, by start.
    func appointments(
        of worker: Worker, in interval: Interval, at instant: Instant
    ) -> [(id: Appointment.ID, interval: Interval)] {
        let diary: Diary
        switch worker {
        case .counsellor(let id):
            guard let number = supply.catalogue.counsellors.number(of: id) else { return [] }
            diary = calendars.counsellors.rows[number].diary
        case .interpreter(let id):
            guard let number = supply.catalogue.interpreters.number(of: id) else { return [] }
            diary = calendars.interpreters.rows[number].diary
        }
        return diary.overlapping(
            interval.start.secondsSince1970, interval.end.secondsSince1970
        ).filter { $0.occupies(at: instant, ignoring: nil) }
            .compactMap { busy in
                let interval = Interval(
                    start: Instant(secondsSince1970: busy.start),
                    end: Instant(secondsSince1970: busy.end))
                return interval.map { (Appointment.ID(busy.appointment + 1), $0) }
            }
            .sorted { ($0.interval.start, $0.id) < ($1.interval.start, $1.id) }
    }
}

/// A worker's days as declared, for those who compare them with what happened.
struct WorkerTime {
    let worker: Worker
    let zone: ZoneRules
    let precedence: Precedence
    let submitted: [SubmittedDeclaration]
    let clocked: [ClockedStretch]

    init?(_ worker: Worker, in agenda: Agenda, knownAt instant: Instant?) {
        guard let zone = agenda.supply.zone(of: worker) else { return nil }
        self.worker = worker
        self.zone = zone
        precedence = agenda.supply.precedence
        submitted = agenda.submitted(by: worker, knownAt: instant)
        clocked = agenda.clocked(worker, knownAt: instant)
    }

    /// The contract on a date.
    func contract(on date: CivilDate) -> Contract? { Contracts(submitted).on(date) }

    /// The two dates of inclusion.
    var inclusion: Inclusion {
        submitted.last { $0.declaration.inclusion != nil }?.declaration.inclusion
            ?? Inclusion(declaredTime: nil, card: nil)
    }

    /// What is declared for some dates, some aspects aside.
    func declared(
        _ dates: DateRange, without aspects: WorkingTimeResolver.Aspects = []
    ) -> DeclaredTime {
        WorkingTimeResolver(zone: zone, precedence: precedence, leavingOut: aspects)
            .resolve(submitted, on: dates)
    }

    /// The overtime declared for some dates, leave taken off.
    func overtime(_ dates: DateRange) -> IntervalSet {
        let only = submitted.filter { submitted in
            switch submitted.declaration.content {
            case .overtime, .leave, .planned: true
            default: false
            }
        }
        return WorkingTimeResolver(zone: zone, precedence: precedence).resolve(only, on: dates)
            .working
    }

    /// The leave, declared or planned, that touches some dates, as instants.
    func leave(_ dates: DateRange, planned: Bool = true) -> IntervalSet {
        IntervalSet(
            submitted.compactMap { submitted -> Interval? in
                guard let leave = submitted.declaration.leave else { return nil }
                if case .planned = submitted.declaration.content, !planned { return nil }
                switch leave.extent {
                case .days(let range):
                    guard let days = range.intersection(dates) else { return nil }
                    return Interval(
                        start: zone.start(of: days.first),
                        end: zone.start(of: days.last.advanced(by: 1)))
                case .hours(let date, let span):
                    guard dates.contains(date) else { return nil }
                    return zone.instants(date, from: span.from, to: span.to)
                }
            })
    }

    /// When they were there within a window, as far as the card knows; until `now` if still there.
    func presence(in window: Interval, until now: Instant) -> IntervalSet {
        IntervalSet(clocked.compactMap { $0.interval(until: now) }).clipped(to: window)
    }
}
