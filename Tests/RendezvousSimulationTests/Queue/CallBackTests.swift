import Rendezvous
import RendezvousSimulation
import Testing

/// Call-backs at times that are agreed, in a light book and in the agenda.
@Suite struct CallBackTests {
    /// Calls every 60 s that last so long that the first agents are busy for good; from the first
    /// that would wait on a time is agreed.
    static func line(agents: Int, accepting: Double = 1) throws -> PhoneLine {
        let kind = try CallKind(
            "calls", arrivals: .renewal(gap: .deterministic(60)),
            handling: .deterministic(100_000),
            callBack: .queueLength(0, accepting: accepting, booked: true))
        return try PhoneLine(kinds: [kind], groups: [AgentGroup(agents: agents)])
    }

    static let monday = Instant(secondsSince1970: 1_774_857_600)  // 2026-03-30T08:00:00Z

    static func agenda(counsellors: Int) throws -> Agenda {
        var agency = Agency(founded: monday - .hours(240))
        try agency.give(.utc)
        try agency.add(Field("jobs", name: "Jobs"))
        try agency.add(
            Service(
                "call-back", in: "jobs", for: Set(Audience.allCases), lasting: .minutes(30),
                channels: [.phone], horizon: 5, startGrid: 30))
        try agency.add(Office("centre", zone: "UTC", hours: .always))
        for number in 0..<counsellors {
            let id = Counsellor.ID("c-\(number)")
            try agency.add(Counsellor(id, at: "centre"))
            try agency.declare(
                Declaration(
                    Declaration.ID("d-\(number)"), of: .counsellor(id),
                    submitted: monday - .hours(240),
                    .daily(DayTimetable(from: "09:00", to: "17:00"), .always)))
        }
        return Agenda(agency)
    }

    @Test func `a time is agreed and kept, before all who wait`() throws {
        let kind = try CallKind(
            "calls", arrivals: .renewal(gap: .deterministic(1)), handling: .deterministic(2.25),
            callBack: .queueLength(1, accepting: 1, booked: true))
        let line = try PhoneLine(kinds: [kind], groups: [AgentGroup(agents: 1)])
        var book = try CallBackSlots(length: 5, places: [9, 9, 9, 9], notice: 1)
        var told: [PhoneEvent] = []
        let result = try line.run(
            StreamKey(seed: 1, replication: 0), until: 4.5, callBacks: &book,
            observer: { told.append($0) })
        // Calls at 1, 2, 3 and 4. Who calls at 3 finds one waiting and is called at 5, at 5.5 in
        // truth, although who called at 4 has waited since before 5. Those at 5, 6, 7 and 9 find
        // one waiting too: they agree on 10, and are not counted, as they call after the end.
        #expect(book.taken == [0, 1, 4, 0])
        let calls = result.kinds[0]
        #expect(calls.isConserved && calls.answered == 4 && calls.callBacks == 1)
        #expect(calls.callBackWaitSum == 2.5 && calls.callBackLatenessSum == 0.5)
        let answers = told.filter { [.answered, .calledBack].contains($0.what) }
        #expect(answers.map(\.caller) == [0, 1, 2, 3])
        #expect(answers.map(\.time) == [1, 3.25, 5.5, 7.75])
        #expect(answers.map(\.what) == [.answered, .answered, .calledBack, .answered])
    }

    @Test func `without an opening the caller waits, and is counted`() throws {
        var book = try CallBackSlots(length: 600, places: [1, 0, 1], horizon: 1_000)
        let result = try Self.line(agents: 1).run(
            StreamKey(seed: 1, replication: 0), until: 600, callBacks: &book)
        let calls = result.kinds[0]
        // The horizon reaches from 200 s on to the slot at 1,200 s.
        #expect(calls.offered == 9 && calls.callBacks == 1 && calls.callBacksUnmet == 7)
        #expect(calls.isConserved)
        #expect(throws: ParameterError.self) {
            try Self.line(agents: 1).run(StreamKey(seed: 1, replication: 0), until: 600)
        }
    }

    @Test func `the light book and the agenda give the same times on common ground`() throws {
        let end = 4 * 3_600.0
        let counsellors = 6
        // From 9 to 17 six at a time, as the counsellors work.
        let places = (0..<40).map { (2..<18).contains($0) ? counsellors : 0 }
        var light = try CallBackSlots(length: 1_800, places: places, byCounsellor: true)
        var heavy = try AgendaCallBacks(
            Self.agenda(counsellors: counsellors), service: "call-back", from: Self.monday,
            horizon: .hours(15))
        var (one, other): ([PhoneEvent], [PhoneEvent]) = ([], [])
        let key = StreamKey(seed: 5, replication: 2)
        let line = try Self.line(agents: 190, accepting: 0.8)
        let first = try line.run(key, until: end, callBacks: &light, observer: { one.append($0) })
        let second = try line.run(
            key, until: end, callBacks: &heavy, observer: { other.append($0) })
        #expect(heavy.refusal == nil, "\(String(describing: heavy.refusal))")
        #expect(first == second && one == other)
        #expect(first.kinds[0].callBacks > 20 && first.kinds[0].callBacksUnmet == 0)
        // Who calls after the end is not counted, but books like all others.
        let promised = one.filter { $0.what == .callBackPromised }
        #expect(promised.count { $0.time < end } == Int(first.kinds[0].callBacks))
        #expect(heavy.agenda.appointmentCount == promised.count)
        #expect(light.taken.reduce(0, +) == heavy.agenda.appointmentCount)
    }
}
