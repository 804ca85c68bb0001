import Rendezvous

/// All versions of one entry of the catalogue, in the order of the log.
struct Versions<Value> {
    private var versions: [(from: CivilDate, value: Value?)] = []

    /// The value first defined.
    private(set) var first: Value?

    /// All values that were ever defined, in the order of the log.
    var all: [Value] { versions.compactMap(\.value) }

    /// Whether the entry was ever defined.
    var isKnown: Bool { first != nil }

    /// Defines the entry, or withdraws it with `nil`, from a date on.
    mutating func add(_ value: Value?, from date: CivilDate) {
        versions.append((date, value))
        first = first ?? value
    }

    /// The version with the latest start not after `date`; of those with one start, the last in the
    /// log. `nil` if it is withdrawn or not yet defined.
    func inForce(on date: CivilDate) -> Value? {
        var latest: (from: CivilDate, value: Value?)?
        for version in versions where version.from <= date {
            if let latest, version.from < latest.from { continue }
            latest = version
        }
        return latest.flatMap { $0.value }
    }
}

/// What a log adds up to, kept as plainly as possible.
final class Model {
    private(set) var zones: [String: ZoneRules] = [:]
    private(set) var calendars: [HolidayCalendar.ID: HolidayCalendar] = [:]
    private(set) var fields: [Field.ID: Versions<Field>] = [:]
    private(set) var skills: [Skill.ID: Versions<Skill>] = [:]
    private(set) var services: [Service.ID: Versions<Service>] = [:]
    private(set) var offices: [Office.ID: Versions<Office>] = [:]
    private(set) var positions: [Position.ID: Versions<Position>] = [:]
    private(set) var rooms: [Room.ID: Versions<Room>] = [:]
    private(set) var counsellors: [Counsellor.ID: Versions<Counsellor>] = [:]
    private(set) var interpreters: [Interpreter.ID: Versions<Interpreter>] = [:]
    /// The declarations that are not withdrawn, of each worker, in the order of the log.
    private(set) var declarations: [Worker: [Declaration]] = [:]
    private(set) var workerOfDeclaration: [Declaration.ID: Worker] = [:]
    private(set) var precedence = Precedence.stretch
    /// The policies in force.
    private(set) var policies: [Policy.ID: Policy] = [:]
    /// The most appointments of one time that a policy about overbooking has ever allowed.
    private(set) var mostEverOverbooked = 1
    /// The largest capacity that a service ever had, also in versions that were replaced since.
    private(set) var largestCapacity: [Service.ID: Int] = [:]
    /// The rules written in Swift that policies may name.
    let customRules: CustomRules
    /// The latest record of each person.
    private var participants: [Subject.ID: Participant] = [:]
    /// Counsellors, interpreters and rooms in the order in which they were first defined.
    private var definitionOrder: [EntryReference: Int] = [:]
    /// The card events, and whether each still stands.
    private(set) var clockEvents: [ClockEvent.ID: Bool] = [:]
    /// The rules about working time in the order of the log.
    private(set) var rulesOfTime: [(from: CivilDate, rules: WorkingTimeRules)] = []
    var book = Book()
    /// Who is registered as what, with their absences.
    private(set) var registrations = RegistrationCheck()
    /// Everybody's case.
    private(set) var cases = CaseCheck()
    /// Working time worked out so far; forgotten when a declaration or a zone changes it.
    private var workingTimes: [WorkerClock: WorkingTimeModel] = [:]

    private struct WorkerClock: Hashable {
        let worker: Worker
        let zoneName: String
    }

    /// What nothing was said to yet.
    init(_ customRules: CustomRules) { self.customRules = customRules }

    /// What the events add up to.
    convenience init(after events: some Sequence<Event>, _ customRules: CustomRules) {
        self.init(customRules)
        for event in events { apply(event) }
    }

    /// What is known about a person; nothing if there is no record.
    /// The absences of the record and those of the registration count alike.
    func participant(_ id: Subject.ID) -> Participant {
        var participant = participants[id] ?? Participant(id)
        participant.absences = participant.absences.union(registrations.absences(of: id, in: self))
        return cases.facts(of: id, beside: participant)
    }

    /// The place of an entry among those that were ever defined.
    func order(of reference: EntryReference) -> Int { definitionOrder[reference] ?? .max }

    /// The zone for ever of a counsellor: that of the office of their first definition.
    func zone(of counsellor: Counsellor.ID) -> ZoneRules? {
        zoneName(of: counsellor).flatMap { zones[$0] }
    }

    /// The clock of a worker.
    func zone(ofWorker worker: Worker) -> ZoneRules? {
        switch worker {
        case .counsellor(let id): zone(of: id)
        case .interpreter(let id): interpreters[id]?.first.flatMap { zones[$0.zone] }
        }
    }

    /// The rules about working time on a date: of those with the latest date not after it, the last
    /// in the log.
    func workingTimeRules(on date: CivilDate) -> WorkingTimeRules {
        let begun = rulesOfTime.filter { $0.from <= date }
        let latest = begun.map(\.from).max()
        return begun.last { $0.from == latest }?.rules ?? WorkingTimeRules()
    }

    /// The name of the zone for ever of a counsellor.
    func zoneName(of counsellor: Counsellor.ID) -> String? {
        counsellors[counsellor]?.first.flatMap { offices[$0.office]?.first?.zone }
    }

    /// The working time of a worker by the clock of a zone, as known now.
    ///
    /// - Complexity: that of `question`; days that were asked for before are remembered.
    func working<Answer>(
        _ worker: Worker, by zone: ZoneRules, _ question: (inout WorkingTimeModel) -> Answer
    ) -> Answer {
        let key = WorkerClock(worker: worker, zoneName: zone.name)
        var times =
            workingTimes.removeValue(forKey: key)
            ?? WorkingTimeModel(declarations[worker] ?? [], by: precedence, zone)
        let answer = question(&times)
        workingTimes[key] = times
        return answer
    }

    /// Changes the state as the event says, whether or not it was allowed.
    func apply(_ event: Event) {
        switch event.change {
        case .zoneGiven(let rules):
            zones[rules.name] = rules
            workingTimes = [:]
        case .holidaysGiven(let calendar):
            calendars[calendar.id] = calendar
        case .defined(let entry, let date):
            define(entry, from: date)
        case .withdrawn(let reference, let date):
            withdraw(reference, from: date)
        case .declared(let declaration):
            declarations[declaration.worker, default: []].append(declaration)
            workerOfDeclaration[declaration.id] = declaration.worker
            forgetWorkingTime(of: declaration.worker)
        case .declarationWithdrawn(let id):
            if let worker = workerOfDeclaration.removeValue(forKey: id) {
                declarations[worker]?.removeAll { $0.id == id }
                forgetWorkingTime(of: worker)
            }
        case .declarationCorrected(let id, let declaration):
            apply(Event(at: event.at, .declarationWithdrawn(id)))
            apply(Event(at: event.at, .declared(declaration)))
        case .clocked(let event): clockEvents[event.id] = true
        case .clockVoided(let id): clockEvents[id] = false
        case .workingTimeRulesSet(let rules, let date): rulesOfTime.append((date, rules))
        case .precedenceSet(let precedence):
            self.precedence = precedence
            workingTimes = [:]
        case .policySet(let policy):
            policies[policy.id] = policy
            if case .overbooking(let extra) = policy.rule {
                mostEverOverbooked = max(mostEverOverbooked, min(extra, .max - 1) + 1)
            }
        case .policyWithdrawn(let id):
            policies[id] = nil
        case .participantNoted(let participant):
            participants[participant.id] = participant
        case .held, .confirmed, .booked, .rescheduled, .cancelled, .arrived, .fulfilled, .missed,
            .proposed, .transferred, .enlisted, .offered, .waitingEnded, .invited, .admitted,
            .identified, .identityRefused, .meetingBegan, .modeChanged:
            book.apply(event.change, at: event.at)
        case .registration(let change):
            registrations.take(change, at: event.at)
        case .casework(let change): cases.take(change, at: event.at, in: self)
        case .salted: break
        case .erased(let person): erase(person)
        case .redacted(let change, _):
            switch change {
            case .held, .booked, .proposed, .enlisted, .participantNoted, .invited:
                apply(Event(at: event.at, change))
            default: break
            }
        }
    }

    /// Forgets needs, groups, documents and absences of a person.
    private func erase(_ person: Subject.ID) {
        if let known = participants[person] {
            participants[person] = Participant(
                person, office: known.office, counsellor: known.counsellor)
        }
        registrations.erase(person)
        cases.erase(person)
        book.erase(person)
    }

    private func define(_ entry: Entry, from date: CivilDate) {
        if definitionOrder[entry.reference] == nil {
            definitionOrder[entry.reference] = definitionOrder.count
        }
        switch entry {
        case .field(let field): fields[field.id, default: Versions()].add(field, from: date)
        case .skill(let skill): skills[skill.id, default: Versions()].add(skill, from: date)
        case .service(let service):
            services[service.id, default: Versions()].add(service, from: date)
            largestCapacity[service.id] = max(
                largestCapacity[service.id] ?? 1, service.capacity)
        case .office(let office): offices[office.id, default: Versions()].add(office, from: date)
        case .position(let position):
            positions[position.id, default: Versions()].add(position, from: date)
        case .room(let room): rooms[room.id, default: Versions()].add(room, from: date)
        case .counsellor(let counsellor):
            counsellors[counsellor.id, default: Versions()].add(counsellor, from: date)
        case .interpreter(let interpreter):
            interpreters[interpreter.id, default: Versions()].add(interpreter, from: date)
        }
    }

    private func withdraw(_ reference: EntryReference, from date: CivilDate) {
        switch reference {
        case .field(let id): fields[id]?.add(nil, from: date)
        case .skill(let id): skills[id]?.add(nil, from: date)
        case .service(let id): services[id]?.add(nil, from: date)
        case .office(let id): offices[id]?.add(nil, from: date)
        case .position(let id): positions[id]?.add(nil, from: date)
        case .room(let id): rooms[id]?.add(nil, from: date)
        case .counsellor(let id): counsellors[id]?.add(nil, from: date)
        case .interpreter(let id): interpreters[id]?.add(nil, from: date)
        }
    }

    /// Whether an entry was ever defined.
    func isKnown(_ reference: EntryReference) -> Bool {
        let known: Bool? =
            switch reference {
            case .field(let id): fields[id]?.isKnown
            case .skill(let id): skills[id]?.isKnown
            case .service(let id): services[id]?.isKnown
            case .office(let id): offices[id]?.isKnown
            case .position(let id): positions[id]?.isKnown
            case .room(let id): rooms[id]?.isKnown
            case .counsellor(let id): counsellors[id]?.isKnown
            case .interpreter(let id): interpreters[id]?.isKnown
            }
        return known ?? false
    }

    private func forgetWorkingTime(of worker: Worker) {
        for key in workingTimes.keys.filter({ $0.worker == worker }) { workingTimes[key] = nil }
    }
}
