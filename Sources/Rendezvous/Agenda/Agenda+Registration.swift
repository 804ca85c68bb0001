/// Registrations in the agenda: what is asked about them, and how they follow events (D1–D18).
extension Agenda {
    /// What registration asks about offices.
    var officeDays: OfficeDays {
        OfficeDays(
            catalogue: supply.catalogue, zones: supply.zones, calendars: supply.calendars)
    }

    /// A person's file at an instant: what the instant alone has brought about has happened, though
    /// no event says so yet (a flag that lapsed, a graduate who became entitled). `nil` if there is
    /// none.
    public func registration(of person: Subject.ID, at instant: Instant) -> RegistrationFile? {
        registrations.file(of: person, at: instant, officeDays)
    }

    /// Everything that a person's page offers, each thing open now or with the reason why not (D8,
    /// D15, D16, D18).
    public func abilities(of person: Subject.ID, at instant: Instant) -> [Ability] {
        let file = registration(of: person, at: instant)
        return registrations.abilities(of: file, at: instant, officeDays)
    }

    /// The last day on which a registered person must confirm their search for work (D15).
    public func confirmationDue(of person: Subject.ID, at instant: Instant) -> CivilDate? {
        guard let file = registration(of: person, at: instant) else { return nil }
        let days = officeDays
        let today = days.date(instant, at: file.office)
        return file.confirmationDue(on: today, registrations.policies, days)
    }

    /// The people who have a file, in order.
    ///
    /// - Complexity: O(*n* log *n*) in the files.
    public var registeredPeople: [Subject.ID] { registrations.files.keys.sorted() }

    /// The rules of registration that agencies have set, in order.
    public var registrationPolicies: [RegistrationPolicy] { registrations.policies.list }

    /// Whom events tell what, in order (D7, D9, D14): events as ``decide(_:at:)`` gave them for
    /// this agenda, before they are applied.
    ///
    /// - Complexity: linear in the events.
    public func notices(of events: some Sequence<Event>) -> [RegistrationNotice] {
        var offices: [Subject.ID: Office.ID?] = [:]
        var notices: [RegistrationNotice] = []
        for event in events {
            guard case .registration(.step(let step, let person, _)) = event.change else {
                continue
            }
            if case .attached(let office, _) = step { offices[person] = office }
            let office = offices[person] ?? registrations.stored(person)?.office
            notices += step.notices(about: person, of: office)
        }
        return notices
    }

    /// The appointments ahead that lie in an absence of a person, by start: the absence does not
    /// undo them (D16).
    public func appointments(
        inAbsencesOf person: Subject.ID, at instant: Instant
    ) -> [Appointment] {
        let absences = supply.people.absences[person] ?? IntervalSet()
        return ledger.appointments(of: person).compactMap { self[Appointment.ID($0 + 1)] }
            .filter { appointment in
                [.proposed, .pending, .booked].contains(appointment.status)
                    && appointment.expires.map { instant < $0 } ?? true
                    && instant <= appointment.placement.interval.start
                    && absences.overlaps(appointment.placement.interval)
            }
            .sorted {
                ($0.placement.interval.start, $0.id) < ($1.placement.interval.start, $1.id)
            }
    }

    /// The changes that a command about a registration makes.
    func registering(
        _ command: RegistrationCommand, by actor: CaseActor, at instant: Instant
    ) throws(Refusal) -> [Change] {
        guard registrations.files.count < Limits.records else {
            throw Refusal(.limit, "number of files must be at most \(Limits.records)")
        }
        let changes = try registrations.decide(command, by: actor, at: instant, officeDays)
        return changes.map { .registration($0) }
    }

    /// Takes in a change of registration.
    mutating func follow(
        _ change: RegistrationChange, at instant: Instant, index: Int
    ) throws(LogError) {
        let days = officeDays
        if let problem = registrations.problem(change, at: instant, days) {
            throw LogError(index: index, message: problem)
        }
        registrations.follow(change, at: instant, days)
        if let person = change.person { noteAbsences(of: person) }
    }

    /// Tells the supply when a person is away, by the clock of their office as it is known now.
    mutating func noteAbsences(of person: Subject.ID) {
        guard let file = registrations.stored(person) else { return }
        let zone = officeDays.zone(of: file.office)
        let absences = IntervalSet(file.absences.compactMap { $0.interval(zone) })
        if absences != supply.people.absences[person] ?? IntervalSet() {
            supply.note(absences, of: person)
        }
    }
}
