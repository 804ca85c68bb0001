import Rendezvous
package import RendezvousDocuments
import RendezvousTesting

extension Moment: TextValue {
    package init?(documentText text: String) {
        self.init(text)
        guard isValid else { return nil }
    }

    package var documentText: String { text }
}

extension MutationCheck.Equivalent: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["change", "because"])
        self.init(try members.value("change"), because: try members.value("because"))
    }

    package var written: JSONOutput {
        .members(["change": change.written, "because": because.written])
    }
}

/// What somebody asks for in a scenario.
struct AskMembers {
    static let names = [
        "at", "between", "on", "days", "lasting", "for", "with", "channel", "service", "topic",
        "as", "authority", "needs", "offices",
    ]

    /// The question of the members of an object.
    static func ask(_ members: Members) throws(DocumentError) -> Ask {
        var ask = Ask(try time(members))
        ask.minutes = try minutes(members["lasting"])
        ask.participant = try members.value("for", else: ask.participant)
        ask.counsellor = try members.optional("with")
        ask.channel = try members.optional("channel")
        ask.service = try members.optional("service")
        ask.topic = try members.optional("topic")
        ask.applicant = try Party.applicant(members)
        let needs: Set<Need> = try members.value("needs", else: [])
        ask.needs = needs.sorted()
        ask.offices = try members.value("offices", else: [])
        return ask
    }

    private static func time(_ members: Members) throws(DocumentError) -> Ask.Time {
        let kinds = ["at", "between", "on", "days"]
        let given = kinds.filter { members[$0] != nil }
        guard given.count == 1 else {
            throw members.node.refused("must have one of \(kinds.joined(separator: ", "))")
        }
        if let node = members["between"] {
            let moments = try node.items()
            guard moments.count == 2 else {
                throw node.refused("must be two moments")
            }
            return .between(try Moment(reading: moments[0]), try Moment(reading: moments[1]))
        }
        if let node = members["days"] { return .days(try node.integer(1...Limits.mostDays)) }
        if let node = members["on"] { return .on(try Moment(reading: node)) }
        return .at(try members.value("at"))
    }

    private static func minutes(_ node: Node?) throws(DocumentError) -> Int? {
        guard let node else { return nil }
        let length = try Seconds(reading: node)
        let range = Limits.shortestDuration...Limits.longestDuration
        guard range.contains(length), length.count % 60 == 0 else {
            throw node.refused("must be whole minutes, \(range.lowerBound) to \(range.upperBound)")
        }
        return Int(length.count / 60)
    }
}

extension Ask {
    package init(reading node: Node) throws(DocumentError) {
        self = try AskMembers.ask(node.members(AskMembers.names))
    }
}

extension PolicyScenario.Prior: DocumentValue {
    private enum Ended: String, CaseIterable, TextValue {
        case fulfilled, missed, cancelled
    }

    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(AskMembers.names + ["made", "ended", "ended-at"])
        let ended: Ended? = try members.optional("ended")
        if ended != .cancelled, let moment = members["ended-at"] {
            throw moment.refused("must not stand where ended is not cancelled")
        }
        let ending: PolicyScenario.Ending
        switch ended {
        case nil: ending = .booked
        case .fulfilled: ending = .fulfilled
        case .missed: ending = .missed
        case .cancelled: ending = .cancelled(at: try members.optional("ended-at"))
        }
        self.init(try AskMembers.ask(members), made: try members.optional("made"), ending)
    }

    /// Scenarios are read and not written.
    package var written: JSONOutput { .object([]) }
}

extension PolicyTest.Cause {
    package init(reading node: Node) throws(DocumentError) {
        let text = try node.string()
        self = Reason(rawValue: text).map { .reason($0) } ?? .text(text)
    }
}

/// A step is an object whose first word says what it expects or does.
extension PolicyTest.Step.Kind {
    private static let words: KeyValuePairs<String, [String]> = [
        "refuses": ["because"], "allows": [], "costs": ["cost"], "offers": ["of"],
        "first": ["with", "of"], "prefers": ["over", "of"], "order": ["of"],
        "survives": ["seed"], "books": [], "cancels": [], "misses": [], "waits": [],
    ]

    package init(reading node: Node) throws(DocumentError) {
        let names = try node.pairs().map(\.name.content)
        guard let word = Self.words.first(where: { names.contains($0.key) }) else {
            let known = Self.words.map(\.key).joined(separator: ", ")
            throw node.refused("must have one of \(known)")
        }
        let members = try node.members([word.key] + word.value)
        let subject = try members.required(word.key)
        switch word.key {
        case "refuses":
            var cause: PolicyTest.Cause?
            if let node = members["because"] { cause = try PolicyTest.Cause(reading: node) }
            self = .refuses(try Ask(reading: subject), because: cause)
        case "allows": self = .allows(try Ask(reading: subject))
        case "costs":
            self = .costs(try Ask(reading: subject), try Self.cost(members.required("cost")))
        case "books": self = .books(try Ask(reading: subject))
        case "cancels": self = .cancels(try subject.integer(1...Limits.records))
        case "misses": self = .misses(try subject.integer(1...Limits.records))
        case "waits": self = .waits(until: try Moment(reading: subject))
        case "survives":
            let seed = try members["seed"]?.integer(0...Int.max) ?? 1
            self = .survivesGenerated(
                agencies: try subject.integer(1...100_000), seed: UInt64(seed))
        default: self = try Self.comparison(word.key, subject, members)
        }
    }

    private static func comparison(
        _ word: String, _ subject: Node, _ members: Members
    ) throws(DocumentError) -> Self {
        let ask = try Ask(reading: members.required("of"))
        switch word {
        case "offers": return .offers(try Array(reading: subject), of: ask)
        case "first":
            return .offersFirst(
                try Moment(reading: subject), with: try members.optional("with"), of: ask)
        case "prefers":
            return .prefers(
                try Identifier(reading: subject), over: try members.value("over"), ask)
        default: return .keepsOrder(try Array(reading: subject), ask)
        }
    }

    private static func cost(_ node: Node) throws(DocumentError) -> [Preference.Level: Int] {
        let words = Preference.Level.allCases.map { ($0.rawValue, $0) }
        let members = try node.members(words.map(\.0))
        var levels: [Preference.Level: Int] = [:]
        for (word, level) in words { levels[level] = try members[word]?.integer(0...Int.max) }
        return levels
    }
}
