import Rendezvous
import RendezvousVerifier
import Testing

/// Plans: rules 6 and 8, assignments beside each other, sums and bounds.
struct PlanTests {
    static let day = IntervalSet(
        Interval(start: World.at("2026-11-24", "09:00"), end: World.at("2026-11-24", "12:00"))
            ?? .always)

    static func request(
        _ id: Request.ID, channels: Set<Channel> = [], at scope: OfficeScope = .any,
        with wish: CounsellorWish = .any, weight: Int = 1
    ) -> Request {
        Request(
            id, for: Party(Subject.ID("of-\(id)")), service: "advice", channels: channels,
            at: scope, with: wish, within: day, weight: weight)
    }

    /// The rules broken by a plan with right sums that serves the pairs.
    static func plan(
        _ pairs: [(Request, Placement)], waiting: [Request] = [], in world: World = World()
    ) -> [Violation.Rule] {
        let weight = pairs.map(\.0.weight).reduce(0, +)
        let plan = Plan(
            at: World.friday, assignments: pairs.map { Assignment($0.0.id, at: $0.1) },
            waiting: waiting.map { Waiting($0.id) }, served: weight, bound: weight)
        return Verifier.check(plan, of: pairs.map(\.0) + waiting, after: world.events).map(\.rule)
    }

    static func served(_ request: Request, _ placement: Placement) -> [Violation.Rule] {
        plan([(request, placement)])
    }

    @Test func `A plan that serves some and lets others wait passes`() throws {
        let (one, two, three) = (Self.request("1"), Self.request("2", weight: 5), Self.request("3"))
        let plan = Plan(
            at: World.friday,
            assignments: [
                Assignment("1", at: meeting("10:00")), Assignment("2", at: meeting("10:40")),
            ], waiting: [Waiting("3")], served: 6, bound: 7)
        try Verifier.verify(plan, of: [one, two, three], after: World().events)
    }

    @Test func `A meeting lies inside one window of the request`() {
        #expect(Self.served(Self.request("1"), meeting("11:30")) == [])
        #expect(Self.served(Self.request("1"), meeting("11:35")) == .only(.outsideWindow))
        #expect(Self.served(Self.request("1"), meeting("08:55")) == .only(.outsideWindow))
    }

    @Test func `A meeting is on a channel of the request`() {
        let phone = Self.request("1", channels: [.phone])
        #expect(Self.served(phone, meeting("10:00", by: .phone)) == [])
        #expect(Self.served(phone, meeting("10:00")) == .only(.channelNotOffered))
    }

    @Test func `A counsellor's office is in the scope of the request`() {
        let world = World { world in
            world.office.region = "attica"
            world.office.areas = ["11361"]
        }
        let scopes: [(OfficeScope, OfficeScope)] = [
            (.offices(["kypseli"]), .offices(["patissia"])), (.region("attica"), .region("crete")),
            (.area("11361"), .area("99999")),
        ]
        for (inside, outside) in scopes {
            let meeting = meeting("10:00")
            #expect(Self.plan([(Self.request("1", at: inside), meeting)], in: world) == [])
            #expect(
                Self.plan([(Self.request("1", at: outside), meeting)], in: world)
                    == .only(.officeOutOfScope))
        }
    }

    @Test func `A counsellor who alone is asked for serves, a preferred one need not`() {
        let meeting = meeting("10:00")
        #expect(Self.served(Self.request("1", with: .only("c-17")), meeting) == [])
        #expect(Self.served(Self.request("1", with: .preferred("c-18")), meeting) == [])
        #expect(
            Self.served(Self.request("1", with: .only("c-18")), meeting)
                == .only(.counsellorNotAskedFor))
    }

    @Test func `Assignments are examined beside the agenda`() {
        var world = World()
        world.book(meeting("10:00"))
        #expect(Self.plan([(Self.request("1"), meeting("10:40"))], in: world) == [])
        #expect(Self.plan([(Self.request("1"), meeting("10:35"))], in: world) == .only(.gap))
        var held = World()
        held.hold(meeting("10:00"), until: World.friday, at: World.friday - .minutes(5))
        #expect(Self.plan([(Self.request("1"), meeting("10:00"))], in: held) == [])
    }

    @Test func `Assignments are examined beside each other in any order`() {
        let (one, two) = (Self.request("1"), Self.request("2"))
        for (time, broken) in [
            ("10:40", []), ("10:35", .only(.gap)), ("10:25", .only(.overlap)),
        ] as [(CivilTime, [Violation.Rule])] {
            let pairs = [(one, meeting("10:00")), (two, meeting(time))]
            #expect(Self.plan(pairs) == broken)
            #expect(Self.plan(pairs.reversed()) == broken)
        }
        // Either gap alone would leave a quarter of an hour.
        let pause = Break.floating(.minutes(10), within: CivilSpan("11:00", "12:00"))
        let pausing = World { $0.day = DayTimetable(from: "07:00", to: "16:00", breaks: [pause]) }
        let around = [(one, meeting("10:30")), (two, meeting("11:15"))]
        #expect(Self.plan(around, in: pausing) == .only(.breakNotKept))
        let limited = World { $0.counsellor.dailyLimit = 1 }
        #expect(
            Self.plan([(one, meeting("10:00")), (two, meeting("11:00"))], in: limited)
                == .only(.counsellorDailyLimit))
    }

    @Test func `Assignments share participants, interpreters and rooms as appointments do`() {
        let world = ResourceTests.interpreted { _, world in
            world.service.needsRoom = true
            world.then += [
                .defined(.counsellor(Counsellor("c-18", at: "kypseli")), from: .min),
                .defined(.room(Room("r-1", in: "kypseli")), from: .min),
                .declared(world.working(.counsellor("c-18"), world.day, "d-18")),
            ]
        }
        var (one, two) = (Self.request("1"), Self.request("2"))
        func check(_ first: Placement, _ second: Placement) -> [Violation.Rule] {
            Self.plan([(one, first), (two, second)], in: world)
        }
        let (inRoom, next) = (
            meeting("10:00", by: .office, in: "r-1"),
            meeting("10:25", by: .office, with: "c-18", in: "r-1")
        )
        #expect(check(inRoom, next) == .only(.roomUnavailable))
        two.party = one.party
        #expect(
            check(meeting("10:00"), meeting("10:25", with: "c-18")) == .only(.participantOverlap))
        #expect(check(meeting("10:00"), meeting("10:30", with: "c-18")) == [])
        one.party = Party("p-1", needs: [.signed("gss")])
        two.party = Party("p-2", needs: [.signed("gss")])
        let interpreted = meeting("10:00", interpreter: "i-1")
        for (time, broken) in [
            ("10:25", .only(.interpreterUnavailable)), ("10:30", .only(.interpreterUnavailable)),
            ("10:35", []),
        ] as [(CivilTime, [Violation.Rule])] {
            #expect(check(interpreted, meeting(time, with: "c-18", interpreter: "i-1")) == broken)
        }
    }

    @Test func `Every request is served once or waits once`() {
        let (one, two) = (Self.request("1"), Self.request("2"))
        func check(
            _ served: [Request.ID], _ waiting: [Request.ID], _ requests: [Request]
        )
            -> [Violation.Rule]
        {
            let times: [CivilTime] = ["09:00", "10:00", "11:00"]
            let known = served.filter { id in requests.contains { $0.id == id } }
            let plan = Plan(
                at: World.friday,
                assignments: zip(served, times).map { Assignment($0, at: meeting($1)) },
                waiting: waiting.map { Waiting($0) }, served: known.count,
                bound: max(known.count, requests.count))
            return Verifier.check(plan, of: requests, after: World().events).map(\.rule)
                .filter { $0 != .boundAboveTotal }
        }
        #expect(check(["1"], ["2"], [one, two]) == [])
        #expect(check(["1"], [], [one, two]) == [.requestNotAccountedFor])
        #expect(check(["1", "1"], ["2"], [one, two]) == [.requestNamedTwice])
        #expect(check(["1", "2"], ["2"], [one, two]) == [.requestNamedTwice])
        #expect(check(["1"], ["2", "2"], [one, two]) == [.requestNamedTwice])
        #expect(check(["1", "9"], ["2"], [one, two]) == [.requestUnknown])
        #expect(check(["1"], ["2"], [one, two, two]) == [.requestRepeated])
    }

    @Test func `The bound lies between what is served and what is asked for`() {
        let requests = [Self.request("1", weight: 3), Self.request("2", weight: 4)]
        func check(served: Int, bound: Int) -> [Violation.Rule] {
            let plan = Plan(
                at: World.friday, assignments: [Assignment("1", at: meeting("10:00"))],
                waiting: [Waiting("2")], served: served, bound: bound)
            return Verifier.check(plan, of: requests, after: World().events).map(\.rule)
        }
        #expect(check(served: 3, bound: 3) == [])
        #expect(check(served: 3, bound: 7) == [])
        #expect(check(served: 4, bound: 7) == [.servedSum])
        #expect(check(served: 3, bound: 2) == [.boundBelowServed])
        #expect(check(served: 3, bound: 8) == [.boundAboveTotal])
    }

    @Test func `A violation of a plan names the requests`() {
        let violations = Verifier.check(
            Plan(
                at: World.friday, assignments: [Assignment("1", at: meeting("15:00"))],
                waiting: [], served: 1, bound: 1),
            of: [Self.request("1")], after: World().events)
        #expect(violations.map(\.rule.name) == ["outside-window", "office-closed"])
        #expect(violations.allSatisfy { $0.requests == ["1"] && $0.appointments.isEmpty })
        let failure = VerificationFailure(violations: violations)
        #expect(failure.description.hasPrefix("violations (2) must be none:\n  outside-window: "))
    }
}
