public import Rendezvous

/// An agency, its clients and a stretch of days: what an appointment book is tried on.
///
///     let scenario = try BookScenario(events: agency.events, from: "2026-11-23", days: 60,
///         warmUp: 20, clients: [ClientStream("all", service: "advice", perDay: 120)])
///     let study = try BookStudy(scenario, policies: [BookPolicy("now"), pooled])
public struct BookScenario: Sendable {
    /// The most days of a run.
    public static let daysMax = 3_660

    /// What it is about, for people.
    public var title: String
    /// The log of the agency, with whatever is booked already.
    public let events: [Event]
    /// The first day, by the clock of the first office.
    public let first: CivilDate
    /// How many days are run, 1 … ``daysMax``.
    public let days: Int
    /// How many of them are run before anything is counted, 0 … days − 1.
    public let warmUp: Int
    /// The clients.
    public let clients: [ClientStream]
    /// Absences of counsellors.
    public let absences: [AbsencePattern]
    /// Within how many days an appointment should be, for the share that is.
    public let target: Double
    /// Whether the light book is used in place of the agenda.
    public let isLight: Bool
    /// The rules of the clock by which days are counted.
    let zone: ZoneRules
    let agenda: Agenda

    /// A scenario; the agency's log decides about everything that is not the clients'.
    ///
    /// - Throws: ``StudyError`` if something is out of range, or names what the agency does not
    ///   have.
    public init(
        title: String = "", events: [Event], rules: CustomRules = BookScenario.rules,
        from first: CivilDate, days: Int, warmUp: Int = 0, clients: [ClientStream],
        absences: [AbsencePattern] = [], target: Double = 7, isLight: Bool = false
    ) throws(StudyError) {
        try Check.study { () throws(ParameterError) in
            try Check.count("days", days, from: 1, to: Self.daysMax)
            try Check.count("warmUp", warmUp, from: 0, to: days - 1)
            try Check.count("clients", clients.count, from: 1, to: 1_000)
            try Check.positive("target", target)
        }
        guard Set(clients.map(\.id)).count == clients.count else {
            throw .invalid("clients (\(clients.count)) must have ids that differ")
        }
        for stream in clients { try stream.check() }
        for absence in absences { try absence.check(days: days) }
        do throws(LogError) { agenda = try Agenda(replaying: events, rules: rules) } catch {
            throw .log(error)
        }
        guard let office = agenda.offices.first, let zone = agenda.zone(of: office) else {
            throw .invalid("offices (0) of the agency must be one or more")
        }
        self.title = title
        self.events = events
        self.first = first
        self.days = days
        self.warmUp = warmUp
        self.clients = clients
        self.absences = absences
        self.target = target
        self.isLight = isLight
        self.zone = zone
        for stream in clients {
            guard agenda.service(stream.service, on: first) != nil else {
                throw .invalid(
                    "service (\(stream.service)) of clients (\(stream.id)) must be one that the "
                        + "agency has on \(first)")
            }
        }
    }

    /// The rules written in Swift that policies of a study may name.
    public static let rules = CustomRules([OverbookedTimes.self])

    /// The instant at which the run starts: midnight of the first day.
    var start: Instant { zone.start(of: first) }

    /// The agenda at the start under a policy.
    func agenda(under policy: BookPolicy) throws(StudyError) -> Agenda {
        var agenda = agenda
        let changes =
            policy.withdraws.map { Change.policyWithdrawn($0) }
            + policy.sets.map { Change.policySet($0) }
        for change in changes {
            let events: [Event]
            do throws(Refusal) { events = try agenda.decide(.amend(change), at: start) } catch {
                throw .refused("policy (\(policy.id))", error)
            }
            do throws(LogError) { try agenda.apply(events) } catch { throw .log(error) }
        }
        return agenda
    }

    /// A number that stands for the scenario and the policies that are compared.
    ///
    /// - Complexity: linear in the agency's log.
    func configuration(_ policies: [BookPolicy]) -> UInt64 {
        var mixer = Mixer()
        mixer.add(EventLog.encode(events))
        for number in [first.dayNumber, days, warmUp, isLight ? 1 : 0] {
            mixer.add(UInt64(bitPattern: Int64(number)))
        }
        mixer.add(target.bitPattern)
        for stream in clients { mixer.add(stream.canonical.utf8) }
        for absence in absences { mixer.add("\(absence.kind)".utf8) }
        for policy in policies {
            mixer.add(
                "\(policy.id) \(policy.withdraws) \(policy.isPooled) \(policy.ownCounsellor) "
                    .utf8)
            mixer.add("\(policy.backfills) \(policy.repair)".utf8)
            mixer.add(EventLog.encode(policy.sets.map { Event(at: start, .policySet($0)) }))
        }
        return mixer.value
    }
}

extension ClientStream {
    /// Everything about the clients in one text, sets in order.
    fileprivate var canonical: String {
        let sets: [[String]] = [
            groups.map(\.rawValue).sorted(), offices.map(\.rawValue).sorted(),
            channels.map(\.rawValue).sorted(), weekdays.map { "\($0)" }.sorted(),
        ]
        let steps = noShow.map { "\($0.from):\($0.share)" }
        return "\(id) \(service) \(sets) \(needs) \(applicant) \(perDay) \(hours) \(notice) "
            + "\(window) \(steps) \(cancels) \(lateness) \(String(describing: length)) \(waits) "
            + "\(consents) \(hasOwnCounsellor)"
    }
}
