import Rendezvous
import RendezvousSimulation
import Testing

/// Agents who come and go at times of their own.
@Suite struct DutyTests {
    static func line(
        _ duties: [[(Double, Double)]], _ rule: ShiftEnd, length: Double
    ) throws
        -> PhoneLine
    {
        var all: [[AgentGroup.Duty]] = []
        for own in duties {
            all.append(try own.map { try .init(from: $0.0, to: $0.1) })
        }
        let kind = try CallKind(
            "calls", arrivals: .renewal(gap: .deterministic(1.5)),
            handling: .deterministic(length))
        return try PhoneLine(
            kinds: [kind], groups: [AgentGroup("day", duties: all, shiftEnd: rule)])
    }

    @Test func `who comes as another leaves goes on with the call that is handed back`() throws {
        let key = StreamKey(seed: 1, replication: 0)
        var told: [PhoneEvent] = []
        // A call at 1.5, 3 long; the agents change at 2.
        let line = try Self.line([[(0, 2)], [(2, 6)]], .handBack, length: 3)
        let result = try line.run(key, until: 2.5) { told.append($0) }
        #expect(result.kinds[0].answered == 1 && result.kinds[0].waitSum == 0)
        #expect(told.filter { $0.what == .ended }.map(\.time) == [4.5])
        // The call at 3 is after the end, and answered when this one is over.
        let answers = told.filter { $0.what == .answered && $0.caller == 0 }
        #expect(answers.map(\.agent) == [0, 1] && answers.map(\.time) == [1.5, 2])
        #expect(told.filter { $0.what == .wentOffDuty }.map(\.time) == [2])
    }

    @Test func `who finishes a call stays for it, and a duty that begins meanwhile goes on`() throws
    {
        let key = StreamKey(seed: 1, replication: 0)
        var told: [PhoneEvent] = []
        let line = try Self.line([[(0, 2), (4, 6)]], .finishCall, length: 3)
        // Until 4, so that it goes on to 8 for those who call before.
        let result = try line.run(key, until: 4) { told.append($0) }
        // Calls at 1.5 and 3: the first until 4.5, in overtime from 2 to 4; then the second.
        #expect(told.filter { $0.what == .ended }.map(\.time) == [4.5, 7.5])
        #expect(told.filter { $0.what == .wentOffDuty }.map(\.time) == [7.5])
        #expect(result.kinds[0].isConserved && result.kinds[0].waitSum == 1.5)
    }

    @Test func `agents of an agenda are there when their declared time says`() throws {
        let agenda = try CallBackTests.agenda(counsellors: 2)
        let monday = CallBackTests.monday
        let dates = try #require(DateRange(from: "2026-03-30", to: "2026-03-31"))
        let group = try AgentGroup(
            "counsellors", in: agenda, counsellors: agenda.counsellors, on: dates, from: monday)
        // Time 0 is 8 o'clock: from 9 to 17, and again after 24 hours.
        let duty = try group.onDuty(period: 1_800, count: 80)
        for period in 0..<80 {
            let isAtWork = (2..<18).contains(period % 48)
            #expect(duty[period] == (isAtWork ? 2 : 0), "\(period)")
        }
        #expect(throws: ParameterError.self) {
            try AgentGroup("x", in: agenda, counsellors: ["nobody"], on: dates, from: monday)
        }
    }

    @Test func `a shift counts in the periods that it covers`() throws {
        let group = try AgentGroup(
            "day",
            shifts: [
                .init(from: 5, agents: 4), .init(from: 22, agents: 2), .init(from: 30, agents: 3),
            ])
        #expect(try group.onDuty(period: 10, count: 4) == [0, 4, 2, 3])
    }

    @Test func `the predicted wait counts only who stands before the caller`() throws {
        // Two kinds for two groups: 20 wait for the first, and that is not the second's business.
        let offer = try CallBackOffer.predictedWait(15, accepting: 1)
        let slow = try CallKind(
            "a", topics: [0], arrivals: .renewal(gap: .deterministic(1)),
            handling: .deterministic(10))
        let quick = try CallKind(
            "b", topics: [1], arrivals: .renewal(gap: .deterministic(8)),
            handling: .deterministic(10), callBack: offer)
        let line = try PhoneLine(
            topics: [CallTopic("a", skills: 1), CallTopic("b", skills: 2)], kinds: [slow, quick],
            groups: [AgentGroup("a", agents: 1, skills: 1), AgentGroup("b", agents: 1, skills: 2)])
        let result = try line.run(StreamKey(seed: 1, replication: 0), until: 20)
        #expect(result.kinds[1].delayed == 1 && result.kinds[1].callBacks == 0)
    }
}
