/// Everything but the appointments: zones, holidays, catalogue, declarations and policies.
struct Supply: Sendable {
    private(set) var zones: [String: ZoneRules] = [:]
    private(set) var calendars: [HolidayCalendar.ID: HolidayCalendar] = [:]
    private(set) var catalogue = Catalogue()
    private(set) var declarations = Declarations()
    private(set) var precedence = Precedence.stretch
    private(set) var clocks = ClockBook()
    private(set) var workingTimeRules = DatedRules()
    private(set) var policies = Policies()
    /// What is known about people.
    private(set) var people = KnownPeople()
    /// The rules written in Swift that policies may name; not part of the state.
    let customRules: CustomRules

    init(_ customRules: CustomRules = CustomRules()) { self.customRules = customRules }

    /// Refuses a change that is not well-formed or names something unknown.
    func check(_ change: Change, at instant: Instant) throws(Refusal) {
        switch change {
        case .zoneGiven: break
        case .holidaysGiven(let calendar):
            try Check.identifier(Identifier<HolidayCalendar>(calendar.id), of: "a holiday calendar")
            try Check.count(calendar.holidays.count, "holidays of calendar (\(calendar.id))")
        case .defined(let entry, _):
            try catalogue.check(entry, zones: Set(zones.keys), calendars: Set(calendars.keys))
        case .withdrawn(let reference, _):
            try catalogue.require(reference, for: "a withdrawal")
        case .declared(let declaration): try check(declaration, correcting: nil, at: instant)
        case .declarationCorrected(let id, let declaration):
            try check(declaration, correcting: id, at: instant)
        case .clocked(let event): try check(event, at: instant)
        case .clockVoided(let id):
            guard clocks.stands(id) else {
                throw Refusal(.unknownReference, "card event (\(id)) must stand")
            }
        case .workingTimeRulesSet(let rules, _): try rules.check()
        case .declarationWithdrawn(let id):
            guard declarations.contains(id) else {
                throw Refusal(.unknownReference, "declaration (\(id)) must be in force")
            }
        case .precedenceSet: break
        case .policySet(let policy): try policy.check(in: catalogue, customRules)
        case .policyWithdrawn(let id):
            guard policies.contains(id) else {
                throw Refusal(.unknownReference, "policy (\(id)) must be in force")
            }
        case .participantNoted(let participant): try participant.check(in: catalogue)
        case .held, .confirmed, .booked, .rescheduled, .cancelled, .arrived, .fulfilled, .missed,
            .proposed, .transferred, .enlisted, .offered, .waitingEnded, .invited, .admitted,
            .identified, .identityRefused, .meetingBegan, .modeChanged:
            throw Refusal(
                .invalidValue, "a change of an appointment cannot be made as an amendment",
                hint: "use the command of the same name")
        case .registration:
            throw Refusal(
                .invalidValue, "a change of a registration cannot be made as an amendment",
                hint: "use the command registration")
        case .casework, .erased, .salted, .redacted:
            throw Refusal(
                .invalidValue, "a change of a case or an erasure cannot be made as an amendment",
                hint: "use the commands casework, salt and erase")
        }
    }

    /// Makes a change that was checked; changes of appointments do not concern the supply.
    mutating func apply(_ change: Change, at instant: Instant) {
        switch change {
        case .zoneGiven(let rules): zones[rules.name] = rules
        case .holidaysGiven(let calendar): calendars[calendar.id] = calendar
        case .defined(let entry, let date): catalogue.define(entry, from: date)
        case .withdrawn(let reference, let date): catalogue.withdraw(reference, from: date)
        case .declared(let declaration): declarations.add(declaration)
        case .declarationWithdrawn(let id): declarations.withdraw(id, at: instant)
        case .declarationCorrected(let id, let declaration):
            declarations.withdraw(id, at: instant)
            declarations.add(declaration)
        case .clocked(let event): clocks.note(event, at: instant)
        case .clockVoided(let id): clocks.void(id, at: instant)
        case .workingTimeRulesSet(let rules, let date): workingTimeRules.set(rules, from: date)
        case .precedenceSet(let precedence): self.precedence = precedence
        case .policySet(let policy): policies.set(policy, customRules)
        case .policyWithdrawn(let id): policies.withdraw(id)
        case .participantNoted(let participant): people.note(participant)
        case .held, .confirmed, .booked, .rescheduled, .cancelled, .arrived, .fulfilled, .missed,
            .proposed, .transferred, .enlisted, .offered, .waitingEnded, .invited, .admitted,
            .identified, .identityRefused, .meetingBegan, .modeChanged:
            break
        case .registration, .casework, .erased, .salted, .redacted: break
        }
    }

    /// Takes in what an open case says about a person, or that there is none.
    mutating func note(_ facts: Participant?, ofCaseOf person: Subject.ID) {
        people.note(facts, ofCaseOf: person)
    }

    /// Forgets what is of a special category about a person.
    mutating func erase(_ person: Subject.ID) { people.erase(person) }

    /// Takes in when somebody is away, as their registration says (D16).
    mutating func note(_ absences: IntervalSet, of person: Subject.ID) {
        people.note(absences, of: person)
    }

    /// What is known about a person, with the absences of their registration and the facts of
    /// their open case.
    func participant(_ person: Subject.ID) -> Participant { people.participant(person) }

    /// The groups of a person, as known now.
    func groups(of person: Subject.ID) -> Set<Group.ID> { people.groups(of: person) }

    /// Everything but what is known about people: kept, it does not make a change of one person
    /// copy what is known about all.
    var withoutPeople: Supply {
        var copy = self
        copy.people = KnownPeople()
        return copy
    }

    /// Goes back to how the supply was, with what was known about some people.
    mutating func restore(_ withoutPeople: Supply, _ mark: KnownPeople.Mark) {
        var people = people
        people.restore(mark)
        self = withoutPeople
        self.people = people
    }

    /// The rules of an office's zone, by the office's number.
    func zone(ofOffice number: Int) -> ZoneRules {
        catalogue.offices.versions[number].original.flatMap { zones[$0.zone] } ?? .utc
    }

    /// The rules of a counsellor's zone: that of their offices, which all share it.
    func zone(ofCounsellor number: Int) -> ZoneRules {
        guard let counsellor = catalogue.counsellors.versions[number].original,
            let office = catalogue.offices.number(of: counsellor.office)
        else { return .utc }
        return zone(ofOffice: office)
    }

    /// The rules of an interpreter's zone.
    func zone(ofInterpreter number: Int) -> ZoneRules {
        catalogue.interpreters.versions[number].original.flatMap { zones[$0.zone] } ?? .utc
    }
}
