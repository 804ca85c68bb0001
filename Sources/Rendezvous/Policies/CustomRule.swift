/// A rule written in Swift by whoever embeds the engine.
///
///     struct LunchIsQuiet: CustomRule {
///         static let name = "lunch-is-quiet"
///         let until: CivilTime
///         init(_ parameters: [String: String]) throws(Refusal) {
///             until = parameters["until"].flatMap { CivilTime($0) } ?? "12:30"
///         }
///         func units(_ candidate: Candidate) -> Int {
///             candidate.localStart.time < until && "12:00" < candidate.localEnd.time ? 1 : 0
///         }
///     }
///
/// A policy names it: `Policy("quiet", .custom("lunch-is-quiet", ["until": "12:15"]))`. The rule
/// must be pure: the same candidate gives the same number, on every machine.
public protocol CustomRule: Sendable {
    /// The name by which policies refer to the rule.
    static var name: String { get }

    /// What of a candidate the rule reads; everything, unless it says less.
    ///
    /// A rule that reads nothing but time, service and office is asked once for each start and not
    /// for each counsellor, and then remembered, so that it costs a search nothing. What it reads
    /// besides must not change its answer: a search believes it, and a booking that it refuses
    /// after all is refused.
    static var reads: Set<CandidateAspect> { get }

    /// What this rule reads, where that is known of each rule and not of its type.
    var aspects: Set<CandidateAspect> { get }

    /// The rule with the parameters of a policy.
    ///
    /// - Throws: ``Refusal`` if a parameter is missing, unknown or has a value out of range.
    init(_ parameters: [String: String]) throws(Refusal)

    /// How much a placement breaks the rule, at least 0: above 0 it is refused, or costs so many
    /// units of the policy's preference.
    func units(_ candidate: Candidate) -> Int
}

extension CustomRule {
    /// Everything.
    public static var reads: Set<CandidateAspect> { Set(CandidateAspect.allCases) }

    /// ``reads`` of the type.
    public var aspects: Set<CandidateAspect> { Self.reads }
}

/// A part of what a rule can read about a candidate.
public enum CandidateAspect: String, Hashable, Sendable, CaseIterable {
    /// Interval and local times of the meeting: ``Candidate/localStart``, ``Candidate/localEnd``,
    /// ``Candidate/date``.
    case time
    /// The service.
    case service
    /// The office.
    case office
    /// The counsellor, the interpreter and the room.
    case people
    /// The channel.
    case channel
    /// Party, participant and topic.
    case participant
    /// The instant of the decision: ``Candidate/at`` and ``Candidate/today``.
    case now
    /// Other appointments.
    case appointments
}

/// The rules written in Swift that policies may name.
public struct CustomRules: Sendable {
    /// Makes a rule from the parameters of a policy.
    public typealias Maker =
        @Sendable (_ parameters: [String: String]) throws(Refusal) -> any CustomRule

    private var makers: [String: Maker] = [:]

    /// These rules; of two with one name the later one.
    public init(_ rules: [any CustomRule.Type] = []) {
        for rule in rules {
            add(rule.name) { parameters throws(Refusal) in try rule.init(parameters) }
        }
    }

    /// Adds a rule by a name that is known when the program runs, as rules of other languages are;
    /// of two with one name the later one holds.
    public mutating func add(_ name: String, _ maker: @escaping Maker) { makers[name] = maker }

    /// The rule of a name with parameters.
    ///
    /// - Throws: ``Refusal`` if there is no such rule or the parameters are not allowed.
    public func rule(
        _ name: String, _ parameters: [String: String]
    ) throws(Refusal) -> any CustomRule {
        guard let maker = makers[name] else {
            let known = makers.keys.sorted().joined(separator: ", ")
            throw Refusal(
                .unknownReference,
                "custom rule (\(name)) must be one that this program was given"
                    + (known.isEmpty ? ", and it was given none" : ": \(known)"),
                hint: "give its type to whatever reads the policy: agency, agenda or program")
        }
        return try maker(parameters)
    }
}

/// A placement that is being considered, as rules see it.
public struct Candidate: Sendable {
    /// The instant of the decision.
    public let at: Instant
    /// The placement.
    public let placement: Placement
    /// The start by the clock of the counsellor's office.
    public let localStart: LocalDateTime
    /// The end by the clock of the counsellor's office.
    public let localEnd: LocalDateTime
    /// The local date of the decision.
    public let today: CivilDate
    /// Who comes.
    public let party: Party
    /// What is known about the participant.
    public let participant: Participant
    /// The topic, if named.
    public let topic: Topic.ID?
    /// The service, as it is on the date of the start.
    public let service: Service
    /// The counsellor, as they are on that date.
    public let counsellor: Counsellor
    /// Their office, as it is on that date.
    public let office: Office
    private let ofCounsellor: @Sendable (DateRange) -> [Appointment]
    private let ofParticipant: @Sendable () -> [Appointment]

    /// A candidate; `ofCounsellor` gives the counsellor's other appointments that start on some
    /// dates, `ofParticipant` all others of the participant, both only those that occupy, in order
    /// of start and number.
    public init(
        at instant: Instant, placement: Placement, localStart: LocalDateTime,
        localEnd: LocalDateTime, today: CivilDate, party: Party, participant: Participant,
        topic: Topic.ID?, service: Service, counsellor: Counsellor, office: Office,
        ofCounsellor: @escaping @Sendable (DateRange) -> [Appointment],
        ofParticipant: @escaping @Sendable () -> [Appointment]
    ) {
        at = instant
        self.placement = placement
        self.localStart = localStart
        self.localEnd = localEnd
        self.today = today
        self.party = party
        self.participant = participant
        self.topic = topic
        self.service = service
        self.counsellor = counsellor
        self.office = office
        self.ofCounsellor = ofCounsellor
        self.ofParticipant = ofParticipant
    }

    /// D: the date of the start by the clock of the counsellor's office.
    public var date: CivilDate { localStart.date }

    /// The counsellor's other appointments that start on some dates, in order of start.
    public func appointmentsOfCounsellor(on dates: DateRange) -> [Appointment] {
        ofCounsellor(dates)
    }

    /// The participant's other appointments, in order of start.
    public func appointmentsOfParticipant() -> [Appointment] { ofParticipant() }
}
