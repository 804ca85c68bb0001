public import Rendezvous

/// The test of some policies in a scenario: steps that expect something or do something, in order.
///
///     try expect(Policy("quiet", .keepFree(.weekdays(from: "12:00", to: "12:30"))))
///         .refuses(.at("12:15"), because: .keptFree)
///         .allows(.at("11:30"))
///         .check()
///
/// A test is a value and needs no framework: ``check()`` throws what does not hold, all of it, each
/// with its place, what was expected and what happened. Nothing in it stops the program.
public struct PolicyTest: Sendable {
    /// What the test is about, for people; may be empty.
    public var name: String
    /// The agency, and what is so before.
    public var scenario: PolicyScenario
    /// The policies under test, those of the scenario's agency first.
    public var policies: [Policy]
    /// The rules written in Swift that the policies may name.
    public var rules: CustomRules
    /// What is expected and done.
    public private(set) var steps: [Step] = []
    /// Changes of policies that no test can notice, each with the reason (``MutationCheck``).
    public var equivalents: [EquivalentChange] = []

    /// A test without steps.
    public init(
        _ name: String = "", of policies: [Policy], rules: CustomRules = CustomRules(),
        in scenario: PolicyScenario
    ) {
        self.name = name
        self.scenario = scenario
        self.policies =
            scenario.policies.filter { own in !policies.contains { $0.id == own.id } } + policies
        self.rules = rules
    }

    /// With one more step.
    public func adding(_ kind: Step.Kind, at place: Place) -> PolicyTest {
        var copy = self
        copy.steps.append(Step(kind, at: place))
        return copy
    }
}

/// Where a step is written.
public enum Place: Hashable, Sendable, CustomStringConvertible {
    /// In a Swift file.
    case source(file: String, line: Int)
    /// In a document, by its path: `steps[3]`.
    case document(String)

    /// The form `Module/File.swift:12`, or the path.
    public var description: String {
        switch self {
        case .source(let file, let line): "\(file):\(line)"
        case .document(let path): path
        }
    }
}

extension PolicyTest {
    /// One step of a test.
    public struct Step: Hashable, Sendable {
        /// What a step expects or does.
        public enum Kind: Hashable, Sendable {
            /// Nobody can be booked at the start asked for, for this reason if one is given.
            case refuses(Ask, because: Cause?)
            /// Somebody can be booked at the start asked for.
            case allows(Ask)
            /// What is offered at the start asked for costs exactly this; other levels nothing.
            case costs(Ask, [Preference.Level: Int])
            /// The starts of all openings, and no others; moments without a day are on the day
            /// asked for.
            case offers([Moment], of: Ask)
            /// The first opening is at this start, with this counsellor if one is given.
            case offersFirst(Moment, with: Counsellor.ID?, of: Ask)
            /// At the start asked for, the first counsellor costs less than the second.
            case prefers(Counsellor.ID, over: Counsellor.ID, Ask)
            /// At the start asked for, the counsellors are offered in this order: each where those
            /// before are away.
            case keepsOrder([Counsellor.ID], Ask)
            /// On random agencies with the policies added, search, booking, slow reference and
            /// verifier agree.
            case survivesGenerated(agencies: Int, seed: UInt64)
            /// Books what is offered at the start asked for, and expects that it can be.
            case books(Ask)
            /// Cancels the appointment of this number, by the participant.
            case cancels(Int)
            /// Notes that the participant of this appointment did not come.
            case misses(Int)
            /// Now is a later moment.
            case waits(until: Moment)
        }

        /// What it expects or does.
        public var kind: Kind
        /// Where it is written.
        public var place: Place

        /// A step.
        public init(_ kind: Kind, at place: Place) {
            self.kind = kind
            self.place = place
        }
    }

    /// Why something is expected to be refused.
    public enum Cause: Hashable, Sendable, CustomStringConvertible {
        /// With this reason, by the placement that came farthest.
        case reason(Reason)
        /// By a policy or custom rule of this name, or with a reason whose words have the text.
        case text(String)

        /// The reason or the text.
        public var description: String {
            switch self {
            case .reason(let reason): reason.rawValue
            case .text(let text): "\"\(text)\""
            }
        }
    }
}

/// The test of some policies in a scenario, to be followed by what is expected.
public func expect(
    _ policies: Policy..., rules: [any CustomRule.Type] = [],
    in scenario: PolicyScenario = .smallOffice
) -> PolicyTest {
    PolicyTest(of: policies, rules: CustomRules(rules), in: scenario)
}

/// The test of a list of policies in a scenario, to be followed by what is expected.
public func expect(
    _ policies: [Policy], rules: [any CustomRule.Type] = [],
    in scenario: PolicyScenario = .smallOffice
) -> PolicyTest {
    PolicyTest(of: policies, rules: CustomRules(rules), in: scenario)
}

/// The test of a rule written in Swift, as a policy of the same name that must not be broken or, if
/// a preference is given, costs.
public func expect(
    _ rule: any CustomRule.Type, _ parameters: [String: String] = [:],
    preference: Preference? = nil, in scenario: PolicyScenario = .smallOffice
) -> PolicyTest {
    let policy = Policy(
        Policy.ID(rule.name), .custom(rule.name, parameters), preference: preference)
    return PolicyTest(of: [policy], rules: CustomRules([rule]), in: scenario)
}

/// What can be expected and done.
extension PolicyTest {
    /// Nobody can be booked at the start asked for.
    public func refuses(
        _ ask: Ask, file: String = #fileID, line: Int = #line
    ) -> PolicyTest {
        adding(.refuses(ask, because: nil), at: .source(file: file, line: line))
    }

    /// Nobody can be booked at the start asked for; the placement that came farthest in the
    /// examination is refused with this reason.
    public func refuses(
        _ ask: Ask, because reason: Reason, file: String = #fileID, line: Int = #line
    ) -> PolicyTest {
        adding(.refuses(ask, because: .reason(reason)), at: .source(file: file, line: line))
    }

    /// Nobody can be booked at the start asked for, because of the policy or custom rule of this
    /// name or for a reason of which the text is some whole words, one behind the other.
    public func refuses(
        _ ask: Ask, because text: String, file: String = #fileID, line: Int = #line
    ) -> PolicyTest {
        adding(.refuses(ask, because: .text(text)), at: .source(file: file, line: line))
    }

    /// Somebody can be booked at the start asked for.
    public func allows(_ ask: Ask, file: String = #fileID, line: Int = #line) -> PolicyTest {
        adding(.allows(ask), at: .source(file: file, line: line))
    }

    /// What is offered at the start asked for costs exactly this; levels left out cost nothing.
    public func costs(
        _ ask: Ask, _ levels: [Preference.Level: Int], file: String = #fileID, line: Int = #line
    ) -> PolicyTest {
        adding(.costs(ask, levels), at: .source(file: file, line: line))
    }

    /// The openings start at these moments and at no others; without a question it is for the day
    /// of the first moment, or for today.
    public func offers(
        _ starts: [Moment], of ask: Ask? = nil, file: String = #fileID, line: Int = #line
    ) -> PolicyTest {
        adding(
            .offers(starts, of: ask ?? .on(Self.day(of: starts.first, in: scenario))),
            at: .source(file: file, line: line))
    }

    /// The first opening is at this start, with this counsellor if one is given; without a question
    /// it is for the 60 days from today on.
    public func offersFirst(
        _ start: Moment, with counsellor: Counsellor.ID? = nil, of ask: Ask = .days(60),
        file: String = #fileID, line: Int = #line
    ) -> PolicyTest {
        adding(
            .offersFirst(start, with: counsellor, of: ask), at: .source(file: file, line: line))
    }

    /// At the start asked for, both counsellors are allowed and the first one costs less.
    public func prefers(
        _ first: Counsellor.ID, over second: Counsellor.ID, at ask: Ask, file: String = #fileID,
        line: Int = #line
    ) -> PolicyTest {
        adding(.prefers(first, over: second, ask), at: .source(file: file, line: line))
    }

    /// At the start asked for, the counsellors are offered in this order: each where those before
    /// are away. Other counsellors are left out.
    public func keepsOrder(
        _ counsellors: [Counsellor.ID], at ask: Ask, file: String = #fileID, line: Int = #line
    ) -> PolicyTest {
        adding(.keepsOrder(counsellors, ask), at: .source(file: file, line: line))
    }

    /// On random agencies with the policies added, the search finds what the slow reference finds,
    /// every opening can be booked and none is dearer than another placement at its start, and the
    /// verifier finds no violation in what was booked or planned. A failure names the seed of its
    /// agency. Services there are `service-1` …, topics `topic`, groups those of the policies: a
    /// rule that names others is asked, and has nothing to refuse.
    public func survivesGenerated(
        agencies: Int, seed: UInt64, file: String = #fileID, line: Int = #line
    ) -> PolicyTest {
        adding(
            .survivesGenerated(agencies: agencies, seed: seed),
            at: .source(file: file, line: line))
    }

    /// Books what is offered at the start asked for; the steps that follow see the appointment.
    public func books(_ ask: Ask, file: String = #fileID, line: Int = #line) -> PolicyTest {
        adding(.books(ask), at: .source(file: file, line: line))
    }

    /// Cancels the appointment of this number, counted from 1 with those that were there before.
    public func cancels(
        _ number: Int, file: String = #fileID, line: Int = #line
    ) -> PolicyTest {
        adding(.cancels(number), at: .source(file: file, line: line))
    }

    /// Notes that the participant of the appointment of this number did not come.
    public func misses(_ number: Int, file: String = #fileID, line: Int = #line) -> PolicyTest {
        adding(.misses(number), at: .source(file: file, line: line))
    }

    /// Goes on at a later moment.
    public func waits(
        until moment: Moment, file: String = #fileID, line: Int = #line
    ) -> PolicyTest {
        adding(.waits(until: moment), at: .source(file: file, line: line))
    }

    /// The day of a moment as a moment of its own.
    static func day(of moment: Moment?, in scenario: PolicyScenario) -> Moment {
        let words = (moment ?? scenario.now).text.split(separator: " ")
        let names = words.first.map { CivilTime($0) == nil } ?? false
        if let word = words.first, names { return Moment(String(word)) }
        return moment == nil ? scenario.now : day(of: nil, in: scenario)
    }
}
