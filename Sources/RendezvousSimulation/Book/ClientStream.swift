public import Rendezvous

/// The clients of one kind: what they ask for, when they ask, and how they keep to it.
///
/// All lengths of time are in seconds, leads in days of 24 hours.
public struct ClientStream: Hashable, Sendable {
    /// A share that holds from a lead on, until the next one.
    public struct LeadShare: Hashable, Sendable {
        /// The lead in days from which the share holds, at least 0.
        public var from: Double
        /// The share, 0 … 1.
        public var share: Double

        /// A share from a lead on.
        public init(from: Double, share: Double) {
            self.from = from
            self.share = share
        }
    }

    /// What results call these clients; letters, digits, `-`, `_` and `.`.
    public var id: String
    /// The service that they ask for.
    public var service: Service.ID
    /// The groups that they belong to, which rules may ask for.
    public var groups: Set<Group.ID> = []
    /// What they need, such as an interpreter.
    public var needs: [Need] = []
    /// On whose behalf they come.
    public var applicant: Applicant = .registered
    /// The offices that will do; empty means all. A policy may open all of them (pooling).
    public var offices: Set<Office.ID> = []
    /// The channels that will do; empty means any.
    public var channels: Set<Channel> = []
    /// The mean number of requests on a day on which they ask, Poisson, 0 … 1,000,000.
    public var perDay: Double
    /// The days of the week on which they ask.
    public var weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
    /// How the requests of a day are spread over its 24 hours: weights of at least 0.
    public var hours: [Double] = (0..<24).map { (8..<16).contains($0) ? 1 : 0 }
    /// How long ahead they want to know at least, in seconds, 0 … 366 days.
    public var notice: Int = 0
    /// Within how many days from asking it must take place, 1 … 732.
    public var window: Int = 30
    /// The share that does not come, by the lead between the booking and the start; rising leads,
    /// the first 0; empty means that all come.
    public var noShow: [LeadShare] = []
    /// The share of bookings that are called off, at a moment between booking and start of which
    /// all are as likely.
    public var cancels: Double = 0
    /// How late those come who come.
    public var lateness: Distribution = ClientStream.none
    /// How long a meeting takes, whatever was booked; `nil` means as booked.
    public var length: Distribution?
    /// The share that goes on the waiting list where there is no opening.
    public var waits: Double = 0
    /// The share that accepts to be moved to another counsellor.
    public var consents: Double = 1
    /// Whether each has a counsellor of their own, drawn from those of the offices.
    public var hasOwnCounsellor = false

    /// No time at all.
    static let none = Distribution(.deterministic, 0)

    /// Clients who ask for a service so many times a day; everything else is changed where needed.
    public init(_ id: String, service: Service.ID, perDay: Double) {
        self.id = id
        self.service = service
        self.perDay = perDay
    }

    func check() throws(StudyError) {
        guard !id.isEmpty, id.utf8.count <= Limits.identifierBytes,
            id.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x2F && $0 != 0x40 && $0 < 0x7F })
        else {
            throw .invalid(
                "id (\(id)) of clients must be 1 to \(Limits.identifierBytes) visible characters "
                    + "of ASCII without / and @")
        }
        try Check.study { () throws(ParameterError) in
            guard (0...1_000_000).contains(perDay) else {
                throw ParameterError("perDay", perDay, allowed: "0 … 1000000")
            }
            try Check.count("hours", hours.count, from: 24, to: 24)
            for hour in hours { try Check.notNegative("hours", hour) }
            try Check.positive("hours", hours.reduce(0, +))
            try Check.count("weekdays", weekdays.count, from: 1, to: 7)
            try Check.count("notice", notice, from: 0, to: 366 * 86_400)
            try Check.count("window", window, from: 1, to: 732)
            var last = -1.0
            for step in noShow {
                try Check.notNegative("noShow.from", step.from)
                guard last < 0 ? step.from == 0 : step.from > last else {
                    throw ParameterError("noShow.from", step.from, allowed: "rising from 0")
                }
                last = step.from
                try Check.probability("noShow.share", step.share)
            }
            try Check.probability("cancels", cancels)
            try Check.probability("waits", waits)
            try Check.probability("consents", consents)
        }
    }
}

/// Absences of counsellors, announced at six in the morning of their first day.
public struct AbsencePattern: Hashable, Sendable {
    /// How they come about.
    public enum Kind: Hashable, Sendable {
        /// A share of the counsellors is absent on days `first` … `first` + `days` − 1 of the run,
        /// each independently.
        case wave(first: Int, days: Int, share: Double)
        /// On each day on which they are there, each counsellor falls ill with a probability, for a
        /// number of days that is drawn, rounded up, at least one.
        case spells(perDay: Double, days: Distribution)
    }

    /// How they come about.
    public var kind: Kind

    /// A pattern of absences.
    public init(_ kind: Kind) { self.kind = kind }

    func check(days run: Int) throws(StudyError) {
        try Check.study { () throws(ParameterError) in
            switch kind {
            case .wave(let first, let days, let share):
                try Check.count("first", first, from: 0, to: run - 1)
                try Check.count("days", days, from: 1, to: run)
                try Check.probability("share", share)
            case .spells(let perDay, _): try Check.probability("perDay", perDay)
            }
        }
    }
}

/// A way to run the agency, to be compared with others on the same clients.
public struct BookPolicy: Hashable, Sendable {
    /// Which counsellor clients ask for who have one of their own.
    public enum OwnCounsellor: String, Hashable, Sendable, CaseIterable {
        /// Whoever is free.
        case any
        /// Their own if free at the same time.
        case preferred
        /// Their own or nobody.
        case only
    }

    /// What becomes of the appointments of a counsellor who falls ill.
    public enum Repair: String, Hashable, Sendable, CaseIterable {
        /// Each is proposed the first opening that another counsellor has; who declines is called
        /// off, and asks for their counsellor after the absence.
        case transfer
        /// Each is called off and asks anew.
        case rebook
    }

    /// What results call the policy.
    public var id: String
    /// Policies put in force, each replacing one of the same identifier.
    public var sets: [Policy] = []
    /// Policies taken out of force.
    public var withdraws: [Policy.ID] = []
    /// Whether all offices serve everybody.
    public var isPooled = false
    /// Which counsellor clients ask for who have one of their own.
    public var ownCounsellor: OwnCounsellor = .any
    /// Whether there is a waiting list, from which places given back are filled.
    public var backfills = false
    /// What becomes of the appointments of a counsellor who falls ill.
    public var repair: Repair = .transfer

    /// A policy that changes nothing.
    public init(_ id: String) { self.id = id }
}
