import Rendezvous

/// The production agenda as a book: every question and every change goes through `firstOpening`,
/// `decide` and `apply`, as at a desk.
struct AgendaBook: AppointmentBook {
    private(set) var agenda: Agenda
    private let epoch: Instant
    private let zone: ZoneRules
    private let first: CivilDate
    private let clients: [ClientStream]
    private let policy: BookPolicy
    private let counsellors: [Counsellor.ID]
    private let numbers: [Counsellor.ID: Int32]
    /// Of each stream whether rules may ask for what is known about its people.
    private let isNoted: [Bool]
    private var declared = 0

    init(_ scenario: BookScenario, _ policy: BookPolicy) throws(StudyError) {
        let agenda = try scenario.agenda(under: policy)
        let asksForOffice = agenda.policies.contains {
            if case .localOffice = $0.rule { true } else { false }
        }
        self.agenda = agenda
        epoch = scenario.start
        zone = scenario.zone
        first = scenario.first
        clients = scenario.clients
        self.policy = policy
        counsellors = agenda.counsellors
        numbers = Dictionary(
            agenda.counsellors.enumerated().map { ($0.element, Int32($0.offset)) },
            uniquingKeysWith: { first, _ in first })
        isNoted = scenario.clients.map {
            !$0.groups.isEmpty || $0.hasOwnCounsellor || asksForOffice && $0.offices.count == 1
        }
    }

    private func instant(_ time: Int) -> Instant { epoch + Seconds(Int64(time)) }

    private func seconds(_ instant: Instant) -> Int { Int((instant - epoch).count) }

    private func place(_ placement: Placement, _ number: Int) -> BookedPlace {
        BookedPlace(
            start: seconds(placement.interval.start), end: seconds(placement.interval.end),
            counsellor: numbers[placement.counsellor] ?? 0, number: Int32(number))
    }

    /// The events of a command, applied.
    @discardableResult
    private mutating func carryOut(
        _ command: Command, at now: Int
    ) throws(StudyError) -> [Event] {
        let events: [Event]
        do throws(Refusal) {
            events = try agenda.decide(command, at: instant(now))
        } catch {
            throw .refused("at \(instant(now))", error)
        }
        do throws(LogError) { try agenda.apply(events) } catch { throw .log(error) }
        return events
    }

    private func firstOpening(
        _ request: Request, _ agenda: Agenda, at now: Int
    ) throws(StudyError) -> Opening? {
        do throws(Refusal) {
            return try agenda.firstOpening(for: request, at: instant(now))
        } catch {
            throw .refused("request (\(request.party.participant))", error)
        }
    }

    private func request(_ question: BookQuestion, at now: Int) -> Request {
        let stream = clients[question.stream]
        let window = Interval(start: instant(question.from), end: instant(question.to))
        var wish = CounsellorWish.any
        if question.own >= 0 {
            let own = counsellors[Int(question.own)]
            switch policy.ownCounsellor {
            case .any: wish = question.onlyOwn ? .only(own) : .any
            case .preferred: wish = question.onlyOwn ? .only(own) : .preferred(own)
            case .only: wish = .only(own)
            }
        }
        return Request(
            for: Party(
                Subject.ID("\(stream.id)-\(question.client)"), as: stream.applicant,
                needs: stream.needs),
            service: stream.service, channels: stream.channels,
            at: policy.isPooled || stream.offices.isEmpty ? .any : .offices(stream.offices),
            with: wish, within: IntervalSet(window.map { [$0] } ?? []), submitted: instant(now))
    }

    mutating func take(_ question: BookQuestion, at now: Int) throws(StudyError) -> BookedPlace? {
        guard question.from < question.to else { return nil }
        if question.isNew, isNoted[question.stream] { try note(question, at: now) }
        let request = request(question, at: now)
        guard let opening = try firstOpening(request, agenda, at: now) else { return nil }
        if question.entry > 0 {
            let entry = WaitingEntry.ID(Int(question.entry))
            try carryOut(.offer(entry, opening.placement), at: now)
            let number = agenda.appointmentCount
            try carryOut(.confirm(Appointment.ID(number)), at: now)
            return place(opening.placement, number)
        }
        try carryOut(.book(opening.placement, for: request), at: now)
        return place(opening.placement, agenda.appointmentCount)
    }

    private mutating func note(_ question: BookQuestion, at now: Int) throws(StudyError) {
        let stream = clients[question.stream]
        let participant = Participant(
            Subject.ID("\(stream.id)-\(question.client)"), groups: stream.groups,
            office: stream.offices.count == 1 ? stream.offices.first : nil,
            counsellor: question.own >= 0 ? counsellors[Int(question.own)] : nil)
        try carryOut(.amend(.participantNoted(participant)), at: now)
    }

    mutating func enlist(_ question: BookQuestion, at now: Int) throws(StudyError) -> Int32 {
        let events = try carryOut(.enlist(request(question, at: now)), at: now)
        for event in events {
            if case .enlisted(let entry, _) = event.change { return Int32(entry.number) }
        }
        return 0
    }

    mutating func withdraw(entry: Int32, at now: Int) throws(StudyError) {
        try carryOut(.withdraw(WaitingEntry.ID(Int(entry))), at: now)
    }

    mutating func giveBack(
        _ place: BookedPlace, byClient: Bool, at now: Int
    ) throws(StudyError) {
        let number = Appointment.ID(Int(place.number))
        try carryOut(.cancel(number, byClient ? .excused : .revoked), at: now)
    }

    mutating func move(
        _ place: BookedPlace, _ question: BookQuestion, at now: Int
    ) throws(StudyError) -> BookedPlace? {
        // Where the client could go if the appointment were not there: its own time counts too.
        var without = self
        try without.giveBack(place, byClient: false, at: now)
        let request = request(question, at: now)
        guard let opening = try firstOpening(request, without.agenda, at: now) else { return nil }
        let number = Appointment.ID(Int(place.number))
        try carryOut(
            .propose(number, to: opening.placement, answerWithin: .hours(1)), at: now)
        try carryOut(.accept(Appointment.ID(agenda.appointmentCount)), at: now)
        return self.place(opening.placement, Int(place.number))
    }

    mutating func meet(_ place: BookedPlace, came: Bool, at now: Int) throws(StudyError) {
        let number = Appointment.ID(Int(place.number))
        try carryOut(came ? .arrive(number) : .noShow(number), at: now)
    }

    mutating func absent(
        _ counsellor: Int32, days: Range<Int>, at now: Int
    ) throws(StudyError) {
        guard
            let dates = DateRange(
                from: first.advanced(by: days.lowerBound),
                to: first.advanced(by: days.upperBound - 1))
        else { return }
        declared += 1
        let declaration = Declaration(
            Declaration.ID("simulated-absence-\(declared)"),
            of: .counsellor(counsellors[Int(counsellor)]), submitted: instant(now),
            .leave(Leave("sickness", .days(dates))))
        try carryOut(.amend(.declared(declaration)), at: now)
    }
}
