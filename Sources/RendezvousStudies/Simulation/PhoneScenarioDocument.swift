import Rendezvous
public import RendezvousDocuments
public import RendezvousSimulation

/// The document `phone-scenario/1`: a phone line, how long it is run and what is measured.
public enum PhoneScenarioDocument {
    private static let names = [
        "name", "end", "warmUp", "target", "period", "topics", "kinds", "groups", "places",
        "busyness", "slots",
    ]
    private static let longest: Int64 = 366 * 86_400

    /// The scenario of a document.
    ///
    /// Skills and localities are names, which get numbers in the order in which topics, kinds and
    /// groups first say them; at most 32 and 64.
    ///
    /// - Throws: `DocumentError` with the place of the first value that is not allowed.
    public static func decode(
        _ bytes: [UInt8], limits: StrictJSON.Limits = .standard
    ) throws(DocumentError) -> PhoneScenario {
        let members = try DocumentKind.phoneScenario.members(of: bytes, names, limits)
        var reader = PhoneReader()
        let topics = try reader.topics(members)
        var kinds: [CallKind] = []
        for node in try members.required("kinds").items() { kinds.append(try reader.kind(node)) }
        var groups: [AgentGroup] = []
        for node in try members.required("groups").items() {
            groups.append(try reader.group(node))
        }
        let busyness = try reader.law(members, "busyness")
        let places = try members.integer("places", 1...1_000_000_000, else: .max)
        let end = try members.seconds("end", 1...longest)
        let warmUp = try members.seconds("warmUp", 0...longest, else: 0)
        let target = try members.seconds("target", 0...longest, else: 20)
        let period = try members.seconds("period", 1...longest, else: 1_800)
        var slots: CallBackSlots?
        if let node = members["slots"] { slots = try reader.slots(node) }
        let name: String = try members.value("name")
        return try members.node.checked { () throws(ParameterError) in
            let line = try PhoneLine(
                topics: topics, kinds: kinds, groups: groups, places: places, busyness: busyness)
            return try PhoneScenario(
                name, line, until: Double(end), warmUp: Double(warmUp), target: Double(target),
                period: Double(period), slots: slots)
        }
    }
}

/// Reads the parts of a line, with the numbers of the names that they share.
private struct PhoneReader {
    private var topicNumbers: [String: Int] = [:]
    private var skillNumbers: [String: Int] = [:]
    private var localityNumbers: [String: Int] = [:]
    private static let longest: Int64 = 366 * 86_400
    private static let most = 1e12

    init() {}

    private static func number(
        _ node: Node, in numbers: inout [String: Int], most: Int, _ what: String
    ) throws(DocumentError) -> Int {
        let name = try node.string()
        if let known = numbers[name] { return known }
        guard numbers.count < most else {
            throw node.refused("must be one of the \(what) before it: there are \(most) at most")
        }
        numbers[name] = numbers.count
        return numbers.count - 1
    }

    private mutating func skills(_ node: Node) throws(DocumentError) -> UInt32 {
        var bits: UInt32 = 0
        for item in try node.items() {
            bits |= 1 << UInt32(try Self.number(item, in: &skillNumbers, most: 32, "skills"))
        }
        return bits
    }

    private mutating func localities(_ node: Node) throws(DocumentError) -> UInt64 {
        var bits: UInt64 = 0
        for item in try node.items() {
            bits |=
                1 << UInt64(try Self.number(item, in: &localityNumbers, most: 64, "localities"))
        }
        return bits
    }

    mutating func topics(_ members: Members) throws(DocumentError) -> [CallTopic] {
        var topics: [CallTopic] = []
        for node in try members.required("topics").items() {
            let entry = try node.members(["name", "skills", "handOverTarget"])
            let name: String = try entry.value("name")
            guard topicNumbers[name] == nil else {
                throw try entry.required("name").refused("must not come twice")
            }
            topicNumbers[name] = topics.count
            topics.append(
                CallTopic(
                    name, skills: try skills(entry.required("skills")),
                    handOverTarget: try entry.optional("handOverTarget")))
        }
        return topics
    }

    mutating func kind(_ node: Node) throws(DocumentError) -> CallKind {
        let members = try node.members([
            "name", "topics", "locality", "priority", "arrivals", "handling", "patience", "redial",
            "callBack", "keptFree", "origin",
        ])
        var numbers: [Int] = []
        for item in try members.required("topics").items() {
            guard let number = topicNumbers[try item.string()] else {
                throw item.refused("must be the name of a topic")
            }
            numbers.append(number)
        }
        var locality = 0
        if let place = members["locality"] {
            locality = try Self.number(place, in: &localityNumbers, most: 64, "localities")
        }
        let name: String = try members.value("name")
        let priority = try members.integer("priority", 0...1_000, else: 0)
        let arrivals = try arrivals(members.required("arrivals"))
        let handling = try law(members.required("handling"))
        let patience = try law(members, "patience")
        var again: Redial?
        if let node = members["redial"] { again = try redial(node) }
        var callBack: CallBackOffer?
        if let node = members["callBack"] { callBack = try offer(node) }
        let keptFree = try members.integer("keptFree", 0...1_000_000, else: 0)
        let origin: String? = try members.optional("origin")
        return try node.checked { () throws(ParameterError) in
            try CallKind(
                name, topics: numbers, locality: locality, priority: priority,
                arrivals: arrivals, handling: handling, patience: patience, redial: again,
                callBack: callBack, keptFree: keptFree, origin: origin)
        }
    }

    private func arrivals(_ node: Node) throws(DocumentError) -> ArrivalProcess {
        let members = try node.members(["perHour", "calls", "every"])
        if let rate = members["perHour"] {
            guard members["calls"] == nil, members["every"] == nil else {
                throw node.refused("must have perHour, or calls and every")
            }
            let count = try rate.decimal(0...Self.most)
            return try rate.checked { () throws(ParameterError) in
                try .poisson(rate: count / 3_600)
            }
        }
        let calls = try members.required("calls").decimals(0...Self.most)
        let period = try members.seconds("every", 1...Self.longest, else: 1_800)
        return try node.checked { () throws(ParameterError) in
            try .rates(calls, every: Double(period), perTime: Double(period))
        }
    }

    /// A law of lengths of time in seconds, or of factors.
    func law(_ node: Node) throws(DocumentError) -> Distribution {
        let members = try node.members([
            "law", "mean", "variation", "shape", "stages", "atOnce", "from", "to", "values",
        ])
        let law = try members.required("law")
        let mean = try members["mean"]?.decimal(0...Self.most)
        let mainMean = mean ?? .nan
        let variation = try members.decimal("variation", 0...1_000, else: 1)
        let shape = try members.decimal("shape", 0...Self.most, else: 1)
        let stages = try members.integer("stages", 1...1_000, else: 1)
        let atOnce = try members.decimal("atOnce", 0...1, else: 0)
        let (from, to) = try (
            members.decimal("from", 0...Self.most, else: 0),
            members.decimal("to", 0...Self.most, else: 0)
        )
        let values = try members["values"]?.decimals(0...Self.most) ?? []
        let name = try law.string()
        guard ["uniform", "empirical"].contains(name) || mean != nil else {
            throw node.refused("must have a mean")
        }
        let result = try node.checked { () throws(ParameterError) -> Distribution? in
            switch name {
            case "fixed": try .deterministic(mainMean)
            case "exponential": try .exponential(mean: mainMean)
            case "uniform": try .uniform(from: from, to: to)
            case "erlang": try .erlang(stages: stages, mean: mainMean)
            case "gamma": try .gamma(shape: shape, mean: mainMean)
            case "lognormal": try .logNormal(mean: mainMean, variation: variation)
            case "at-once-or-exponential":
                try .zeroOrExponential(share: atOnce, mean: mainMean)
            case "empirical": try .empirical(values)
            default: nil
            }
        }
        guard let result else {
            throw law.refused(
                "must be one of \"fixed\", \"exponential\", \"uniform\", \"erlang\", \"gamma\", "
                    + "\"lognormal\", \"at-once-or-exponential\", \"empirical\"")
        }
        return result
    }

    /// A law that may be missing.
    func law(_ members: Members, _ name: String) throws(DocumentError) -> Distribution? {
        guard let node = members[name] else { return nil }
        return try law(node)
    }

    private func redial(_ node: Node) throws(DocumentError) -> Redial {
        let members = try node.members(["ifBlocked", "ifAbandoned", "gap", "attempts"])
        let blocked = try members.decimal("ifBlocked", 0...1, else: 0)
        let abandoned = try members.decimal("ifAbandoned", 0...1, else: 0)
        let gap = try law(members.required("gap"))
        let attempts = try members.integer("attempts", 1...1_000_000, else: 1_000_000)
        return try node.checked { () throws(ParameterError) in
            try Redial(
                ifBlocked: blocked, ifAbandoned: abandoned, gap: gap, attemptsMax: attempts)
        }
    }

    private func offer(_ node: Node) throws(DocumentError) -> CallBackOffer {
        let members = try node.members(["queue", "wait", "accepting", "keptFree", "booked"])
        let accepting = try members.decimal("accepting", 0...1, else: 1)
        let keptFree = try members.integer("keptFree", 0...1_000_000, else: 0)
        let booked = try members["booked"]?.flag() ?? false
        guard (members["queue"] == nil) != (members["wait"] == nil) else {
            throw node.refused("must have one of queue and wait")
        }
        if let queue = members["queue"] {
            let length = try queue.integer(0...1_000_000)
            return try node.checked { () throws(ParameterError) in
                try .queueLength(
                    length, accepting: accepting, keptFree: keptFree, booked: booked)
            }
        }
        let wait = try members.seconds("wait", 0...Self.longest)
        return try node.checked { () throws(ParameterError) in
            try .predictedWait(
                Double(wait), accepting: accepting, keptFree: keptFree, booked: booked)
        }
    }

    mutating func group(_ node: Node) throws(DocumentError) -> AgentGroup {
        let members = try node.members([
            "name", "skills", "localities", "agents", "shifts", "shiftEnd",
        ])
        let name: String = try members.value("name")
        let skills = try skills(members.required("skills"))
        var places = UInt64.max
        if let node = members["localities"] { places = try localities(node) }
        let ending: ShiftEnd = try members.value("shiftEnd", else: .finishCall)
        guard (members["agents"] == nil) != (members["shifts"] == nil) else {
            throw node.refused("must have one of agents and shifts")
        }
        var shifts: [AgentGroup.Shift] = []
        if let count = try members["agents"]?.integer(0...100_000) {
            shifts = [
                try node.checked { () throws(ParameterError) in try .init(from: 0, agents: count) }
            ]
        }
        for shift in try members["shifts"]?.items() ?? [] {
            let entry = try shift.members(["from", "agents"])
            let start = try entry.seconds("from", 0...Self.longest)
            let count = try entry.required("agents").integer(0...100_000)
            shifts.append(
                try shift.checked { () throws(ParameterError) in
                    try .init(from: Double(start), agents: count)
                })
        }
        return try node.checked { () throws(ParameterError) in
            try AgentGroup(
                name, skills: skills, localities: places, shifts: shifts, shiftEnd: ending)
        }
    }

    func slots(_ node: Node) throws(DocumentError) -> CallBackSlots {
        let members = try node.members(["length", "places", "notice", "horizon", "byCounsellor"])
        let length = try members.seconds("length", 1...Self.longest, else: 1_800)
        var places: [Int] = []
        for item in try members.required("places").items() {
            places.append(try item.integer(0...1_000_000))
        }
        let notice = try members.seconds("notice", 0...Self.longest, else: 0)
        let horizon = try members.seconds("horizon", 0...Self.longest, else: Self.longest)
        let byCounsellor = try members["byCounsellor"]?.flag() ?? false
        return try node.checked { () throws(ParameterError) in
            try CallBackSlots(
                length: Double(length), places: places, notice: Double(notice),
                horizon: Double(horizon), byCounsellor: byCounsellor)
        }
    }
}

extension ShiftEnd: TextValue {}
