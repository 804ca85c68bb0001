import RendezvousSimulation
import Testing

/// What a phone line does, by lines so small that it can be said beforehand.
@Suite struct PhoneLineTests {
    static let once = StreamKey(seed: 1, replication: 0)

    /// Calls at whole gaps of 1 from 1 on, `length` long, until no more come.
    static func kind(
        _ name: String = "calls", topics: [Int] = [0], locality: Int = 0, gap: Double = 1,
        length: Double, priority: Int = 0, patience: Double? = nil, redial: Redial? = nil,
        origin: String? = nil
    ) throws -> CallKind {
        try CallKind(
            name, topics: topics, locality: locality, priority: priority,
            arrivals: .renewal(gap: .deterministic(gap)), handling: .deterministic(length),
            patience: patience.map { value throws(ParameterError) in try .deterministic(value) },
            redial: redial, origin: origin)
    }

    @Test func `a call waits for the agent and is answered in its turn`() throws {
        let line = try PhoneLine(kinds: [Self.kind(length: 1.5)], groups: [AgentGroup(agents: 1)])
        let result = try line.run(Self.once, until: 4.5, target: 0.75)
        let calls = result.kinds[0]
        // Calls at 1, 2, 3, 4 begin at 1, 2.5, 4, 5.5.
        #expect(calls.offered == 4 && calls.answered == 4 && calls.delayed == 3)
        #expect(calls.waitSum == 0.5 + 1 + 1.5 && calls.answeredInTime == 2)
        #expect(result.meanBusy == 3.5 / 4.5 && result.utilisation == [3.5 / 4.5])
        #expect(calls.isConserved)
    }

    @Test func `who has no patience left hangs up, and is not answered`() throws {
        let line = try PhoneLine(
            kinds: [Self.kind(length: 10, patience: 0.25)], groups: [AgentGroup(agents: 1)])
        let calls = try line.run(Self.once, until: 5.5).kinds[0]
        #expect(calls.offered == 5 && calls.answered == 1 && calls.abandoned == 4)
        #expect(calls.waitSum == 1 && calls.isConserved)
    }

    @Test func `a caller who hangs up dials again and counts once`() throws {
        let redial = try Redial(
            ifBlocked: 1, ifAbandoned: 1, gap: .deterministic(0.5), attemptsMax: 3)
        let line = try PhoneLine(
            kinds: [Self.kind(gap: 2, length: 100, patience: 0.25, redial: redial)],
            groups: [AgentGroup(agents: 1)])
        let calls = try line.run(Self.once, until: 5).kinds[0]
        // Calls at 2 and 4; the second tries three times.
        #expect(calls.offered == 2 && calls.answered == 1 && calls.abandoned == 1)
        #expect(calls.attempts == 4 && calls.failedAttempts == 3 && calls.isConserved)
    }

    @Test func `an agent with all the skills takes a call with several needs whole`() throws {
        let topics = [
            CallTopic("jobs", skills: 1), CallTopic("EURES", skills: 2),
            CallTopic("training", skills: 4),
        ]
        let whole = try PhoneLine(
            topics: topics, kinds: [Self.kind(topics: [0, 1, 2], length: 1)],
            groups: [
                AgentGroup("jobs", agents: 1, skills: 1), AgentGroup("all", agents: 1, skills: 7),
            ])
        let one = try whole.run(Self.once, until: 3.5)
        #expect(one.kinds[0].transfers == 0 && one.utilisation[0] == 0)
        // Nobody has all three: two parts, of which the first is as much as a group can do.
        let split = try PhoneLine(
            topics: topics, kinds: [Self.kind(topics: [0, 1, 2], length: 0.25)],
            groups: [
                AgentGroup("jobs", agents: 1, skills: 1), AgentGroup("both", agents: 1, skills: 6),
                AgentGroup("EURES", agents: 1, skills: 2),
            ])
        let two = try split.run(Self.once, until: 3.75)
        #expect(two.kinds[0].offered == 3 && two.kinds[0].transfers == 3)
        #expect(two.utilisation[0] > 0 && two.utilisation[1] > 0 && two.utilisation[2] == 0)
        #expect(throws: ParameterError.self) {
            try PhoneLine(
                topics: topics, kinds: [Self.kind(topics: [2], length: 1)],
                groups: [AgentGroup(agents: 1, skills: 3)])
        }
    }

    @Test func `calls of a locality go to agents of it, specialists first`() throws {
        let line = try PhoneLine(
            topics: [CallTopic("jobs", skills: 1)],
            kinds: [Self.kind(locality: 1, length: 0.5)],
            groups: [
                AgentGroup("north", agents: 1, skills: 1, localities: 1),
                AgentGroup("everything", agents: 1, skills: 255, localities: 3),
                AgentGroup("south", agents: 1, skills: 1, localities: 2),
            ])
        let result = try line.run(Self.once, until: 5.75)
        #expect(result.utilisation[0] == 0 && result.utilisation[1] == 0)
        #expect(result.utilisation[2] > 0)
    }

    @Test func `the highest priority is answered first, and of it who came first`() throws {
        let line = try PhoneLine(
            kinds: [
                Self.kind("usual", gap: 1, length: 3, priority: 1),
                Self.kind("urgent", gap: 2.5, length: 0.25, priority: 0),
            ], groups: [AgentGroup(agents: 1)])
        // Usual calls at 1 and 2, an urgent one at 2.5: 1–4, the urgent one to 4.25, then 2.
        let result = try line.run(Self.once, until: 2.75)
        #expect(result.kinds[1].waitSum == 1.5 && result.kinds[0].waitSum == 2.25)
    }

    @Test(arguments: [ShiftEnd.finishCall, .handBack])
    func `at the end of a shift a call is finished or handed back`(rule: ShiftEnd) throws {
        let group = try AgentGroup(
            "day",
            shifts: [
                .init(from: 0, agents: 1), .init(from: 2, agents: 0), .init(from: 6, agents: 1),
            ],
            shiftEnd: rule)
        let line = try PhoneLine(kinds: [Self.kind(gap: 1.5, length: 3)], groups: [group])
        let result = try line.run(Self.once, until: 2.5)
        #expect(result.kinds[0].offered == 1 && result.kinds[0].answered == 1)
        #expect(result.meanBusy * result.time == (rule == .finishCall ? 1 : 0.5))
        let later = try line.run(Self.once, until: 10)
        // Finished at 4.5; or talked from 1.5 to 2, and the rest from 6 to 8.5.
        #expect(later.kinds[0].isConserved && later.kinds[0].offered == 6)
        #expect(later.kinds[0].waits.count == (rule == .finishCall ? 6 : 5))
    }

    @Test func `a topic outside the remit is handed over, and origin stays known`() throws {
        let line = try PhoneLine(
            topics: [CallTopic("abuse", skills: 1, handOverTarget: "child helpline")],
            kinds: [Self.kind("from partner", length: 0.5, origin: "child helpline")],
            groups: [AgentGroup(agents: 1)])
        let result = try line.run(Self.once, until: 3.75)
        #expect(result.kinds[0].handedOver == 3 && result.origins == ["child helpline"])
    }

    @Test func `a call-back is offered when the predicted wait passes the threshold`() throws {
        let offer = try CallBackOffer.predictedWait(1.2, accepting: 1, keptFree: 0)
        let kind = try CallKind(
            "calls", arrivals: .renewal(gap: .deterministic(1)), handling: .deterministic(10),
            callBack: offer)
        let line = try PhoneLine(kinds: [kind], groups: [AgentGroup(agents: 10)])
        let calls = try line.run(Self.once, until: 30.5).kinds[0]
        #expect(calls.isConserved && calls.callBacks == 0)
        let busy = try PhoneLine(kinds: [kind], groups: [AgentGroup(agents: 5)])
        let result = try busy.run(Self.once, until: 12.5)
        #expect(result.kinds[0].callBacks == 7 && result.kinds[0].meanCallBackDelay > 0)
        #expect(result.kinds[0].isConserved)
    }

    @Test func `without a free place a call is lost`() throws {
        let line = try PhoneLine(
            kinds: [Self.kind(length: 2.5)], groups: [AgentGroup(agents: 1)], places: 1)
        let calls = try line.run(Self.once, until: 6.5).kinds[0]
        #expect(calls.offered == 6 && calls.answered == 2 && calls.blocked == 4)
    }

    @Test func `what cannot be run is refused`() throws {
        let line = try PhoneLine(kinds: [Self.kind(length: 1)], groups: [AgentGroup(agents: 1)])
        #expect(throws: ParameterError.self) { try line.run(Self.once, until: .infinity) }
        #expect(throws: ParameterError.self) { try line.run(Self.once, until: 5, warmUp: 5) }
        #expect(throws: ParameterError.self) { try line.run(Self.once, until: -1) }
        #expect(throws: ParameterError.self) { try line.run(Self.once, until: 5, period: 1e-9) }
        #expect(throws: ParameterError.self) {
            try PhoneLine(
                kinds: [Self.kind(topics: [5], length: 1)], groups: [AgentGroup(agents: 1)])
        }
    }
}
