public import Rendezvous

/// What somebody asks for in a scenario: who, when, with whom. What is left out is free, and the
/// service is the first of the scenario's.
///
///     .at("12:15", with: "maria")
///     .between("Tue 09:00", "10:00", for: "p-1", on: .video)
///     .on("Wed"), .days(14)
public struct Ask: Hashable, Sendable {
    /// When it is asked for.
    public enum Time: Hashable, Sendable {
        /// At this start and no other.
        case at(Moment)
        /// Between two moments of which the second is on the day of the first if it names none.
        case between(Moment, Moment)
        /// On one day.
        case on(Moment)
        /// Within so many days from the start of today on.
        case days(Int)
    }

    /// When it is asked for.
    public var time: Time
    /// How many minutes it should last; `nil` means as long as the service does.
    public var minutes: Int?
    /// Who comes.
    public var participant: Subject.ID
    /// With which counsellor and no other.
    public var counsellor: Counsellor.ID?
    /// On which channel and no other.
    public var channel: Channel?
    /// For which service; `nil` means the first of the scenario.
    public var service: Service.ID?
    /// The topic within the service.
    public var topic: Topic.ID?
    /// On whose behalf.
    public var applicant: Applicant
    /// What the meeting must provide.
    public var needs: [Need]
    /// The offices that will do; empty means all.
    public var offices: Set<Office.ID>

    /// Somebody's question.
    public init(
        _ time: Time, lasting minutes: Int? = nil, for participant: Subject.ID = "somebody",
        with counsellor: Counsellor.ID? = nil, on channel: Channel? = nil,
        service: Service.ID? = nil, topic: Topic.ID? = nil, as applicant: Applicant = .registered,
        needs: [Need] = [], in offices: Set<Office.ID> = []
    ) {
        self.time = time
        self.minutes = minutes
        self.participant = participant
        self.counsellor = counsellor
        self.channel = channel
        self.service = service
        self.topic = topic
        self.applicant = applicant
        self.needs = needs
        self.offices = offices
    }

    /// A question for one start.
    public static func at(
        _ moment: Moment, lasting minutes: Int? = nil, for participant: Subject.ID = "somebody",
        with counsellor: Counsellor.ID? = nil, on channel: Channel? = nil,
        service: Service.ID? = nil, topic: Topic.ID? = nil, as applicant: Applicant = .registered,
        needs: [Need] = [], in offices: Set<Office.ID> = []
    ) -> Ask {
        Ask(
            .at(moment), lasting: minutes, for: participant, with: counsellor, on: channel,
            service: service, topic: topic, as: applicant, needs: needs, in: offices)
    }

    /// A question for a stretch of time.
    public static func between(
        _ start: Moment, _ end: Moment, for participant: Subject.ID = "somebody",
        with counsellor: Counsellor.ID? = nil, on channel: Channel? = nil,
        service: Service.ID? = nil, topic: Topic.ID? = nil, as applicant: Applicant = .registered,
        needs: [Need] = [], in offices: Set<Office.ID> = []
    ) -> Ask {
        Ask(
            .between(start, end), for: participant, with: counsellor, on: channel,
            service: service, topic: topic, as: applicant, needs: needs, in: offices)
    }

    /// A question for one day.
    public static func on(
        _ day: Moment, for participant: Subject.ID = "somebody",
        with counsellor: Counsellor.ID? = nil, on channel: Channel? = nil,
        service: Service.ID? = nil, topic: Topic.ID? = nil, as applicant: Applicant = .registered,
        needs: [Need] = [], in offices: Set<Office.ID> = []
    ) -> Ask {
        Ask(
            .on(day), for: participant, with: counsellor, on: channel,
            service: service, topic: topic, as: applicant, needs: needs, in: offices)
    }

    /// A question for the days from today on.
    public static func days(
        _ days: Int, for participant: Subject.ID = "somebody",
        with counsellor: Counsellor.ID? = nil, on channel: Channel? = nil,
        service: Service.ID? = nil, topic: Topic.ID? = nil, as applicant: Applicant = .registered,
        needs: [Need] = [], in offices: Set<Office.ID> = []
    ) -> Ask {
        Ask(
            .days(days), for: participant, with: counsellor, on: channel,
            service: service, topic: topic, as: applicant, needs: needs, in: offices)
    }
}

extension Ask: ExpressibleByStringLiteral {
    /// A question for one start.
    public init(stringLiteral text: String) { self.init(.at(Moment(text))) }
}

extension Ask {
    /// The date that the question speaks of: moments without a day are on it.
    func day(_ clock: ScenarioClock) throws(ScenarioError) -> CivilDate {
        switch time {
        case .at(let moment), .between(let moment, _), .on(let moment):
            return try clock.date(moment)
        case .days: return clock.today
        }
    }

    /// The time asked for; at one start so much of it as `length` says.
    func window(_ clock: ScenarioClock, _ length: Seconds) throws(ScenarioError) -> Interval {
        let (start, end): (Instant, Instant)
        switch time {
        case .at(let moment):
            start = try clock.instant(moment)
            end = start + length
        case .between(let first, let last):
            start = try clock.instant(first)
            end = try clock.instant(last, on: clock.date(first))
        case .on(let moment):
            let date = try clock.date(moment)
            (start, end) = (clock.zone.start(of: date), clock.zone.start(of: date.advanced(by: 1)))
        case .days(let days):
            start = clock.zone.start(of: clock.today)
            end = clock.zone.start(of: clock.today.advanced(by: days))
        }
        guard let window = Interval(start: start, end: end) else {
            throw ScenarioError("the time asked for must end after it starts (\(timeText(clock)))")
        }
        return window
    }

    /// When, as people say it: `Tue 24 Nov 10:15`; the text as written where it is none.
    func timeText(_ clock: ScenarioClock) -> String {
        func said(_ moment: Moment, on day: CivilDate? = nil) -> String {
            guard let instant = try? clock.instant(moment, on: day) else { return moment.text }
            return clock.text(instant)
        }
        switch time {
        case .at(let moment): return said(moment)
        case .between(let first, let last):
            let day = try? clock.date(first)
            let isSameDay = day != nil && day == (try? clock.date(last, on: day))
            let time = isSameDay ? (try? last.parts().time)?.description : nil
            return "\(said(first)) to \(time ?? said(last, on: day))"
        case .on(let moment):
            return (try? clock.date(moment)).map { WallClockText.day($0) } ?? moment.text
        case .days(let days): return "the \(days) days from \(WallClockText.day(clock.today))"
        }
    }

    /// The whole question: `Tue 24 Nov 10:15 for p-1 with maria by video`.
    func text(_ clock: ScenarioClock) -> String {
        var text = timeText(clock)
        if let minutes { text += " lasting \(minutes) min" }
        if participant != "somebody" { text += " for \(participant)" }
        switch applicant {
        case .registered: break
        case .person: text += " as any person"
        case .business(let right): text += " as business (\(right.rawValue))"
        }
        if let counsellor { text += " with \(counsellor)" }
        if let channel { text += " by \(channel.rawValue)" }
        if let service { text += ", \(service)" }
        if let topic { text += ", topic \(topic)" }
        if !needs.isEmpty { text += ", needs \(needs.map(\.description).joined(separator: " "))" }
        if !offices.isEmpty {
            text += ", in \(offices.sorted().map(\.rawValue).joined(separator: " "))"
        }
        return text
    }
}
