import Testing

@testable import Rendezvous

/// The measures and `continuity`: who is offered, and at what cost.
struct MeasureTests {
    private static let weak = Preference(.weak)

    private static func desk(_ rule: Rule, cost: Int = 1) throws -> PolicyDesk {
        try PolicyDesk(Policy("p", rule, preference: Preference(.weak, cost: cost)))
    }

    @Test func `the least loaded of the day is offered, and costs its appointments`() throws {
        var desk = try Self.desk(.leastLoaded(per: .day), cost: 10)
        for time: CivilTime in ["12:00", "13:00"] {
            try desk.stand(PolicyDesk.placement(time, with: "maria"))
        }
        try desk.stand(PolicyDesk.placement("12:00", with: "nikos"))
        // Monday does not count.
        for time: CivilTime in ["12:00", "13:00", "14:00"] {
            try desk.stand(PolicyDesk.placement(time, days: 0, with: "eleni"))
        }
        #expect(try desk.offered()?.placement.counsellor == "eleni")
        #expect(try desk.offered()?.cost.sums == [0, 0, 0])
        #expect(try desk.cost(PolicyDesk.placement(with: "nikos")) == [0, 0, 10])
        #expect(try desk.cost(PolicyDesk.placement(with: "maria")) == [0, 0, 20])
    }

    @Test func `the least loaded of the week is offered, from Monday to Sunday`() throws {
        var desk = try Self.desk(.leastLoaded(per: .week))
        try desk.stand(PolicyDesk.placement("00:00", days: 0, with: "maria"))
        try desk.stand(PolicyDesk.placement("23:30", days: 6, with: "nikos"))
        try desk.stand(PolicyDesk.placement("23:30", days: -1, with: "eleni"))
        try desk.stand(PolicyDesk.placement("00:00", days: 7, with: "eleni"))
        #expect(try desk.offered()?.placement.counsellor == "eleni")
        for (counsellor, cost) in [("maria", 1), ("nikos", 1), ("eleni", 0)] {
            #expect(
                try desk.cost(PolicyDesk.placement(with: .init(counsellor))) == [0, 0, cost])
        }
    }

    @Test func `in turn, whose latest appointment was made longest ago`() throws {
        var desk = try Self.desk(.roundRobin)
        #expect(try desk.offered()?.placement.counsellor == "maria")
        // Made in the order nikos, maria, eleni, nikos, whatever their dates.
        for (counsellor, days) in [("nikos", 3), ("maria", 5), ("eleni", 2), ("nikos", 1)] {
            try desk.stand(
                PolicyDesk.placement("15:00", days: days, with: .init(counsellor)))
        }
        #expect(try desk.offered()?.placement.counsellor == "maria")
        #expect(try desk.offered()?.cost.sums == [0, 0, 2])
        #expect(try desk.cost(PolicyDesk.placement(with: "eleni")) == [0, 0, 3])
        #expect(try desk.cost(PolicyDesk.placement(with: "nikos")) == [0, 0, 4])
        try desk.apply(.cancelled(Appointment.ID(4), .excused))
        #expect(try desk.offered()?.placement.counsellor == "nikos")
        #expect(try desk.offered()?.cost.sums == [0, 0, 1])
    }

    @Test func `soon is counted in days from today in the office`() throws {
        let desk = try Self.desk(.soonest, cost: 3)
        for days in [0, 1, 6] {
            #expect(try desk.cost(PolicyDesk.placement(days: days)) == [0, 0, 3 * days])
        }
        // A second before midnight it is still Monday.
        let midnight = PolicyDesk.at("00:00", days: 1)
        let placement = PolicyDesk.placement(days: 1)
        #expect(try desk.cost(placement, at: midnight - .second) == [0, 0, 3])
        #expect(try desk.cost(placement, at: midnight) == [0, 0, 0])
    }

    @Test func `a fair share is what is taken of the week's working time, in thousandths`() throws {
        var desk = try PolicyDesk(Policy("p", .fairShare, preference: Self.weak)) { agency in
            // Nikos works seven hours of Tuesday in this week, and nothing else.
            try agency.declare(
                Declaration(
                    "short", of: .counsellor("nikos"), submitted: agency.founded - .hours(2),
                    .daily(.rest, DateRange(from: PolicyDesk.monday))))
            try agency.declare(
                Declaration(
                    "tuesday", of: .counsellor("nikos"), submitted: agency.founded - .hours(1),
                    .daily(DayTimetable(from: "08:00", to: "15:00"), DateRange(PolicyDesk.tuesday)))
            )
            try agency.amend(.precedenceSet(.date))
        }
        for time: CivilTime in ["08:00", "12:00", "14:00"] {
            try desk.stand(PolicyDesk.placement(time, with: "nikos"))
            try desk.stand(PolicyDesk.placement(time, with: "maria"))
        }
        try desk.stand(PolicyDesk.placement("14:00", days: 7, with: "maria"))
        // 90 of 420 minutes, and 90 of 10,080.
        #expect(try desk.cost(PolicyDesk.placement(with: "nikos")) == [0, 0, 214])
        #expect(try desk.cost(PolicyDesk.placement(with: "maria")) == [0, 0, 8])
        #expect(try desk.offered()?.placement.counsellor == "eleni")
        // Far ahead, where calendars are drawn for the question: 30 of 10,080 minutes.
        try desk.stand(PolicyDesk.placement("14:00", days: 400, with: "maria"))
        #expect(try desk.cost(PolicyDesk.placement(days: 400)) == [0, 0, 2])
    }

    // MARK: Continuity

    @Test func `the latest appointment before decides, no-shows apart`() throws {
        var desk = try PolicyDesk(Policy("p", .continuity))
        let placement = PolicyDesk.placement()
        #expect(try desk.reason(placement) == nil)
        try desk.stand(PolicyDesk.placement("08:00", days: 0, with: "nikos"), for: "p-1")
        #expect(try desk.reason(placement) == .otherCounsellor)
        #expect(try desk.reason(PolicyDesk.placement(with: "nikos")) == nil)
        // A later one with Maria, made later; one after this placement does not count.
        let maria = try desk.stand(PolicyDesk.placement("09:00", with: "maria"), for: "p-1")
        try desk.stand(PolicyDesk.placement("11:00", with: "nikos"), for: "p-1")
        #expect(try desk.reason(placement) == nil)
        #expect(try desk.reason(PolicyDesk.placement("10:30")) == nil)
        #expect(try desk.reason(PolicyDesk.placement("12:00")) == .otherCounsellor)
        try desk.apply(.missed(maria))
        #expect(try desk.reason(placement) == .otherCounsellor)
    }

    @Test func `as a preference the familiar counsellor is offered`() throws {
        var desk = try PolicyDesk(
            Policy("p", .continuity, preference: Preference(.medium, cost: 5)))
        try desk.stand(PolicyDesk.placement("08:00", days: 0, with: "eleni"), for: "p-1")
        #expect(try desk.offered()?.placement.counsellor == "eleni")
        #expect(try desk.offered()?.cost == Cost.none)
        #expect(try desk.cost(PolicyDesk.placement()) == [0, 5, 0])
        // Who is asked for by name as a preference comes before any cost.
        let wished = try desk.offered(wish: .preferred("nikos"))
        #expect(wished?.placement.counsellor == "nikos")
        #expect(wished?.cost.sums == [0, 5, 0])
    }

    // MARK: Levels

    @Test func `any cost at one level outweighs all costs below`() throws {
        let participants = [Participant("p-1", office: "patisia", counsellor: "nikos")]
        // Maria breaks both, Nikos the office, Eleni the counsellor.
        let office = Rule.localOffice(release: nil)
        for (first, second, expected, cost) in [
            (
                Preference(.strong), Preference(.medium, cost: 1_000_000), "eleni",
                [0, 1_000_000, 0]
            ),
            (Preference(.medium), Preference(.weak, cost: 1_000_000), "eleni", [0, 0, 1_000_000]),
            (Preference(.weak, cost: 1_000_000), Preference(.medium), "nikos", [0, 0, 1_000_000]),
            (
                Preference(.medium, cost: 1_000_000), Preference(.strong), "nikos",
                [0, 1_000_000, 0]
            ),
            (Preference(.weak, cost: 2), Preference(.weak, cost: 3), "nikos", [0, 0, 2]),
            (Preference(.weak, cost: 3), Preference(.weak, cost: 2), "eleni", [0, 0, 2]),
            // Of equal costs the order of definition decides.
            (Preference(.weak), Preference(.weak), "nikos", [0, 0, 1]),
        ] {
            let desk = try PolicyDesk(
                Policy("a", office, preference: first),
                Policy("b", .ownCounsellor, preference: second), participants: participants)
            let opening = try #require(try desk.offered())
            #expect(opening.placement.counsellor == Counsellor.ID(expected))
            #expect(opening.cost.sums == cost)
            #expect(opening.counsellors == 3)
            var both = Cost.none
            both.add(first, times: 1)
            both.add(second, times: 1)
            #expect(try desk.cost(PolicyDesk.placement()) == both.sums)
        }
    }

    @Test func `the cheapest channel is offered, of equal ones the first`() throws {
        let policy = Policy("p", .keepFree(.always), preference: Self.weak, channels: [.video])
        let desk = try PolicyDesk(policy)
        let interval = PolicyDesk.placement().interval
        func channel(_ channels: Set<Channel>) throws -> Channel? {
            let request = Request(
                for: Party("p-1"), service: "advice", channels: channels,
                within: IntervalSet(interval))
            return try desk.agenda.openings(for: request, at: PolicyDesk.now).all.first?.placement
                .channel
        }
        #expect(try channel([]) == .phone)
        #expect(try channel([.video]) == .video)
        #expect(try channel([.video, .office]) == .office)
    }

    @Test func `a condition decides beside preferences, with one channel or several`() throws {
        let desk = try PolicyDesk(
            Policy("a", .ownCounsellor, preference: Self.weak),
            Policy("b", .localOffice(release: nil), groups: ["g"]),
            participants: [
                Participant("p-1", groups: ["g"], office: "patisia", counsellor: "maria"),
                Participant("p-2", office: "patisia", counsellor: "maria"),
            ])
        #expect(try desk.offered()?.placement.counsellor == "eleni")
        #expect(try desk.offered()?.cost.sums == [0, 0, 1])
        #expect(try desk.offered()?.counsellors == 1)
        #expect(try desk.offered(party: Party("p-2"))?.placement.counsellor == "maria")
    }
}
