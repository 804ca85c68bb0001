/// A builder of an agency: its methods check what they are given and emit the events of the log.
///
///     var agency = Agency(founded: now)
///     try agency.give(.athens)
///     let hours = WeeklyHours.weekdays(from: "08:00", to: "15:00")
///     try agency.add(Office("kypseli", zone: "Europe/Athens", hours: hours))
///     try agency.add(Field("jobseekers", name: "Counselling"))
///     try agency.add(Service("advice", in: "jobseekers", lasting: .minutes(30)))
///     try agency.add(Counsellor("c-17", at: "kypseli"))
///     let agenda = Agenda(agency)
///
/// Whatever is refused leaves the agency as it was.
public struct Agency: Sendable {
    /// The instant at which everything added is said to have happened.
    public let founded: Instant
    /// The events so far: the beginning of the agenda's log.
    public private(set) var events: [Event] = []
    /// What the events add up to.
    var supply: Supply

    /// An agency without anything; its policies may name the custom rules given here.
    public init(founded: Instant, rules: CustomRules = CustomRules()) {
        self.founded = founded
        supply = Supply(rules)
    }

    /// A draft of changes to an agenda, each checked against the agenda with those before it: what
    /// ``Command/amendAll(_:)`` and ``Agenda/whatIf(_:at:)`` take. The agenda stays as it is, and
    /// ``events`` are the changes alone.
    public init(amending agenda: Agenda, at instant: Instant) {
        founded = instant
        supply = agenda.supply
    }

    /// Makes one change, of any kind but those of appointments.
    ///
    /// - Throws: ``Refusal`` if the change names something unknown, repeats an identifier or has a
    ///   value out of range.
    public mutating func amend(_ change: Change) throws(Refusal) {
        try supply.check(change, at: founded)
        supply.apply(change, at: founded)
        events.append(Event(at: founded, change))
    }

    /// Gives the rules of a time zone.
    public mutating func give(_ rules: ZoneRules) throws(Refusal) { try amend(.zoneGiven(rules)) }

    /// Gives a calendar of holidays.
    public mutating func give(_ calendar: HolidayCalendar) throws(Refusal) {
        try amend(.holidaysGiven(calendar))
    }

    /// Adds a field, or changes it from a date on.
    public mutating func add(_ field: Field, from: CivilDate = .min) throws(Refusal) {
        try amend(.defined(.field(field), from: from))
    }

    /// Adds a skill, or changes it from a date on.
    public mutating func add(_ skill: Skill, from: CivilDate = .min) throws(Refusal) {
        try amend(.defined(.skill(skill), from: from))
    }

    /// Adds a service, or changes it from a date on.
    public mutating func add(_ service: Service, from: CivilDate = .min) throws(Refusal) {
        try amend(.defined(.service(service), from: from))
    }

    /// Adds an office, or changes it from a date on.
    public mutating func add(_ office: Office, from: CivilDate = .min) throws(Refusal) {
        try amend(.defined(.office(office), from: from))
    }

    /// Adds a position, or changes it from a date on.
    public mutating func add(_ position: Position, from: CivilDate = .min) throws(Refusal) {
        try amend(.defined(.position(position), from: from))
    }

    /// Adds a room, or changes it from a date on.
    public mutating func add(_ room: Room, from: CivilDate = .min) throws(Refusal) {
        try amend(.defined(.room(room), from: from))
    }

    /// Adds a counsellor, or changes them from a date on.
    public mutating func add(_ counsellor: Counsellor, from: CivilDate = .min) throws(Refusal) {
        try amend(.defined(.counsellor(counsellor), from: from))
    }

    /// Adds an interpreter, or changes them from a date on.
    public mutating func add(_ interpreter: Interpreter, from: CivilDate = .min) throws(Refusal) {
        try amend(.defined(.interpreter(interpreter), from: from))
    }

    /// Takes an entry out of the catalogue from a date on.
    public mutating func withdraw(_ entry: EntryReference, from: CivilDate) throws(Refusal) {
        try amend(.withdrawn(entry, from: from))
    }

    /// Declares working time or leave.
    public mutating func declare(_ declaration: Declaration) throws(Refusal) {
        try amend(.declared(declaration))
    }

    /// Says what is known about a person.
    public mutating func note(_ participant: Participant) throws(Refusal) {
        try amend(.participantNoted(participant))
    }

    /// Puts a policy in force.
    public mutating func set(_ policy: Policy) throws(Refusal) { try amend(.policySet(policy)) }
}
