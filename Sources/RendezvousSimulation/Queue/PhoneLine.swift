/// What a call is about: what an agent must be able to do, and in which places.
public struct CallTopic: Hashable, Sendable {
    /// The name, such as `EURES`.
    public let name: String
    /// The skills that an agent needs for it, as bits 0 … 31.
    public let skills: UInt32
    /// Whether it is outside the remit: an agent hands the call over to `handOverTarget`.
    public let handOverTarget: String?

    /// A topic that needs skills; with a target it is handed over once it has been heard.
    public init(_ name: String, skills: UInt32, handOverTarget: String? = nil) {
        self.name = name
        self.skills = skills
        self.handOverTarget = handOverTarget
    }
}

/// What happens to somebody who does not get through.
public struct Redial: Hashable, Sendable {
    let ifBlocked: Double
    let ifAbandoned: Double
    let gap: Distribution
    let attemptsMax: Int

    /// With these probabilities (0 … 1) somebody dials again after a gap, up to `attemptsMax`
    /// attempts in all (1 … 1,000,000).
    public init(
        ifBlocked: Double, ifAbandoned: Double, gap: Distribution, attemptsMax: Int = 1_000_000
    ) throws(ParameterError) {
        try Check.probability("ifBlocked", ifBlocked)
        try Check.probability("ifAbandoned", ifAbandoned)
        try Check.count("attemptsMax", attemptsMax, from: 1, to: 1_000_000)
        self.ifBlocked = ifBlocked
        self.ifAbandoned = ifAbandoned
        self.gap = gap
        self.attemptsMax = attemptsMax
    }
}

/// A stream of calls of one kind.
public struct CallKind: Hashable, Sendable {
    /// The name, such as `benefits` or `from the child helpline`.
    public let name: String
    /// The partner line that calls of this kind come from, if they do; kept in every result.
    public let origin: String?
    let topics: [Int]
    let locality: Int
    let priority: Int
    let arrivals: ArrivalProcess
    let handling: Distribution
    let patience: Distribution?
    let redial: Redial?
    let callBack: CallBackOffer?
    let keptFree: Int

    /// A kind of calls.
    ///
    /// - Parameters:
    ///   - name: of the kind.
    ///   - topics: numbers of topics of the line: what the caller needs, all of it.
    ///   - locality: a number 0 … 63; agents answer for the localities of their group.
    ///   - priority: 0 … 1,000, lower first.
    ///   - arrivals: when they call.
    ///   - handling: how long a call lasts.
    ///   - patience: how long a caller who must wait stays; for ever if not given.
    ///   - redial: who tries again when all places are taken, or after hanging up.
    ///   - callBack: what is offered before waiting.
    ///   - keptFree: answered only while more than so many agents of a group are idle.
    ///   - origin: the partner line that they come from, if one (B7).
    public init(
        _ name: String, topics: [Int] = [0], locality: Int = 0, priority: Int = 0,
        arrivals: ArrivalProcess, handling: Distribution, patience: Distribution? = nil,
        redial: Redial? = nil, callBack: CallBackOffer? = nil, keptFree: Int = 0,
        origin: String? = nil
    ) throws(ParameterError) {
        try Check.count("topics", topics.count, from: 1, to: 32)
        try Check.count("locality", locality, from: 0, to: 63)
        try Check.count("priority", priority, from: 0, to: 1_000)
        try Check.count("keptFree", keptFree, from: 0, to: 1_000_000)
        try Check.positive("handling", handling.mean)
        self.name = name
        self.topics = topics
        self.locality = locality
        self.priority = priority
        self.arrivals = arrivals
        self.handling = handling
        self.patience = patience
        self.redial = redial
        self.callBack = callBack
        self.keptFree = keptFree
        self.origin = origin
    }
}

/// A phone line: topics, kinds of calls and groups of agents.
///
///     let calls = try CallKind(
///         "calls", arrivals: .poisson(rate: 237.5), handling: .exponential(mean: 1))
///     let line = try PhoneLine(kinds: [calls], groups: [AgentGroup(agents: 250)])
///     let result = try line.run(StreamKey(seed: 1, replication: 0), until: 4_000, warmUp: 200)
///
/// A call goes to an idle agent who can do everything it needs: of the group with the fewest skills
/// first, the agent idle longest. If nobody of any group can do everything, the call is
/// split into the fewest parts that groups can do, one after the other. A free agent takes the
/// waiting call with the highest priority, and of those the one that came first (B1, B4, B6, B7).
public struct PhoneLine: Sendable {
    /// The topics.
    public let topics: [CallTopic]
    /// The kinds of calls.
    public let kinds: [CallKind]
    /// The groups of agents.
    public let groups: [AgentGroup]
    /// How many calls the line holds, those being answered included.
    public let places: Int
    /// How busy a day is: a factor on all rates, drawn once a run.
    public let busyness: Distribution?
    /// For each kind the parts into which its calls are split: skills each.
    let parts: [[UInt32]]

    /// A line; `groups` 1 … 64, `kinds` 1 … 1,000. Every kind must be answerable by some groups.
    public init(
        topics: [CallTopic] = [CallTopic("any", skills: 1)], kinds: [CallKind],
        groups: [AgentGroup], places: Int = .max, busyness: Distribution? = nil
    ) throws(ParameterError) {
        try Check.count("topics", topics.count, from: 1, to: 1_000)
        try Check.count("kinds", kinds.count, from: 1, to: 1_000)
        try Check.count("groups", groups.count, from: 1, to: 64)
        try Check.count("places", places, from: 1, to: .max)
        if let busyness { try Check.positive("busyness", busyness.mean) }
        var parts: [[UInt32]] = []
        for kind in kinds {
            var need: UInt32 = 0
            for topic in kind.topics {
                try Check.count("topic", topic, from: 0, to: topics.count - 1)
                need |= topics[topic].skills
            }
            let able = groups.filter { $0.localities >> UInt64(kind.locality) & 1 == 1 }
            guard let split = Self.split(need, among: able.map(\.skills)) else {
                throw ParameterError(
                    "skills of \(kind.name)", Double(need), allowed: "what groups can do")
            }
            parts.append(split)
        }
        self.topics = topics
        self.kinds = kinds
        self.groups = groups
        self.places = places
        self.busyness = busyness
        self.parts = parts
    }

    /// The fewest parts of a need that groups can do, or `nil` if they cannot do all of it.
    ///
    /// One part more each round, over the sets of skills reached so far; ties go to the group
    /// declared first.
    static func split(_ need: UInt32, among skills: [UInt32]) -> [UInt32]? {
        guard skills.reduce(0, |) & need == need, !skills.isEmpty else { return nil }
        if let whole = skills.first(where: { $0 & need == need }) { return [need & whole] }
        var reached: [UInt32: [UInt32]] = [0: []]
        var edge: [UInt32] = [0]
        while true {
            var next: [UInt32] = []
            for done in edge {
                for skill in skills {
                    let part = skill & need & ~done
                    let now = done | part
                    guard part != 0, reached[now] == nil else { continue }
                    let way = (reached[done] ?? []) + [part]
                    if now == need { return way }
                    reached[now] = way
                    next.append(now)
                }
            }
            guard !next.isEmpty else { return nil }
            edge = next
        }
    }
}
