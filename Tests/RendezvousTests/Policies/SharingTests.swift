import Testing

@testable import Rendezvous

/// Appointments that share a time: in a group session, or by `overbooking`.
struct SharingTests {
    private static func meeting(
        _ time: CivilTime = "10:00", with counsellor: Counsellor.ID = "maria", in room: Room.ID
    ) -> Placement {
        PolicyDesk.placement(time, with: counsellor, on: .office, in: room)
    }

    private static func party(_ number: Int) -> Party { Party(Subject.ID("p-\(number)")) }

    // MARK: Groups

    @Test func `a group session takes as many as its capacity and no more`() throws {
        var desk = try PolicyDesk()
        let place = Self.meeting(in: "r-1")
        for number in 1...3 {
            #expect(
                try desk.reason(place, party: Self.party(number), service: "training") == nil)
            try desk.stand(place, for: Subject.ID("p-\(number)"), service: "training")
        }
        #expect(try desk.reason(place, party: Self.party(4), service: "training") == .overlap)
        // Who leaves makes room again.
        try desk.apply(.cancelled(Appointment.ID(2), .excused))
        #expect(try desk.reason(place, party: Self.party(4), service: "training") == nil)
    }

    @Test func `only the same interval, service, channel and counsellor share a time`() throws {
        var desk = try PolicyDesk()
        try desk.stand(Self.meeting(in: "r-1"), for: "p-2", service: "training")
        // Ten minutes earlier or later, and another channel or service.
        for time: CivilTime in ["09:40", "09:50", "10:10", "10:20"] {
            let place = Self.meeting(time, in: "r-1")
            #expect(try desk.reason(place, service: "training") == .overlap, "\(time)")
        }
        #expect(try desk.reason(PolicyDesk.placement(), service: "training") == .overlap)
        #expect(try desk.reason(PolicyDesk.placement()) == .overlap)
        for time: CivilTime in ["09:30", "10:30"] {
            #expect(try desk.reason(Self.meeting(time, in: "r-1"), service: "training") == nil)
        }
        // Another counsellor needs another room; the one participant cannot come twice.
        let nikos = Self.meeting(with: "nikos", in: "r-1")
        let request = PolicyDesk.request(nikos, service: "training")
        #expect(
            Refused.command(.book(nikos, for: request), by: desk.agenda, at: PolicyDesk.now)?
                .reason == .roomUnavailable)
        #expect(
            try desk.reason(
                Self.meeting(in: "r-1"), party: Self.party(2), service: "training")
                == .participantOverlap)
    }

    @Test func `a group session keeps its gaps once, and every participant counts`() throws {
        var desk = try PolicyDesk(Policy("p", .limit(.counsellor, per: .day, most: 2))) { agency in
            var service = PolicyDesk.training
            service.gap = Gap(before: .minutes(10), after: .minutes(20))
            try agency.add(service)
        }
        let place = Self.meeting(in: "r-1")
        for number in 1...2 {
            let party = Self.party(number)
            #expect(try desk.reason(place, party: party, service: "training") == nil)
            let request = PolicyDesk.request(place, party: party, service: "training")
            try desk.agenda.perform(.book(place, for: request), at: PolicyDesk.now)
        }
        #expect(
            try desk.reason(place, party: Self.party(3), service: "training")
                == .counsellorDailyLimit)
        #expect(
            try desk.reason(
                Self.meeting("10:40", in: "r-1"), party: Self.party(3), service: "training") == .gap
        )
    }

    @Test func `a group session shares its interpreter, another service does not`() throws {
        var desk = try PolicyDesk()
        let signed = Party("p-1", needs: [.signed("gss")])
        let place = PolicyDesk.placement(on: .office, interpreter: "i-1", in: "r-1")
        for number in 1...2 {
            let party = Party(Subject.ID("p-\(number)"), needs: [.signed("gss")])
            #expect(try desk.reason(place, party: party, service: "training") == nil)
            let request = PolicyDesk.request(place, party: party, service: "training")
            try desk.agenda.perform(.book(place, for: request), at: PolicyDesk.now)
        }
        let nikos = PolicyDesk.placement(with: "nikos", interpreter: "i-1")
        let request = PolicyDesk.request(nikos, party: Party("p-3", needs: signed.needs))
        #expect(
            Refused.command(.book(nikos, for: request), by: desk.agenda, at: PolicyDesk.now)?
                .reason == .interpreterUnavailable)
    }

    @Test func `who joins keeps a break as if the others were not there`() throws {
        var desk = try PolicyDesk { agency in
            let pause = Break.floating(
                .minutes(30), within: CivilSpan("12:00", "13:00"))
            try agency.declare(
                Declaration(
                    "pause", of: .counsellor("maria"), submitted: agency.founded,
                    .daily(
                        DayTimetable(from: "00:00", to: "24:00", breaks: [pause]),
                        DateRange(PolicyDesk.tuesday))))
        }
        let place = Self.meeting("12:00", in: "r-1")
        let booking = Booking(
            Appointment.ID(1), for: Party("p-2"), service: "training", topic: nil, at: place,
            gap: Gap(after: .minutes(10)), interpreterGap: .none)
        try desk.apply(.booked(booking))
        #expect(try desk.reason(place, service: "training") == nil)
        // Beside it there is no room for the break.
        #expect(
            try desk.reason(Self.meeting("12:40", in: "r-1"), service: "training")
                == .breakNotKept)
    }

    @Test func `a group session meets in one room, the one in which it has begun`() throws {
        var desk = try PolicyDesk()
        let second = Self.meeting(in: "r-2")
        try desk.stand(second, for: "p-2", service: "training")
        let first = Self.meeting(in: "r-1")
        let request = PolicyDesk.request(first, service: "training")
        #expect(
            Refused.command(.book(first, for: request), by: desk.agenda, at: PolicyDesk.now)?
                .reason == .overlap)
        #expect(try desk.reason(second, service: "training") == nil)
        let offered = try desk.agenda.openings(for: request, at: PolicyDesk.now).all
        #expect(offered.map(\.placement) == [second])
    }

    @Test func `a group session has one interpreter, and some need none`() throws {
        var desk = try PolicyDesk { agency in
            try agency.add(
                Interpreter("i-2", communications: [.signed("gss")], zone: PolicyDesk.zone.name))
            try agency.declare(
                Declaration(
                    "i-2", of: .interpreter("i-2"), submitted: agency.founded,
                    .daily(
                        DayTimetable(from: "00:00", to: "24:00"), DateRange(from: "2026-01-01"))))
        }
        let signed = Party("p-1", needs: [.signed("gss")])
        try desk.stand(
            PolicyDesk.placement(on: .office, interpreter: "i-1", in: "r-1"),
            service: "training")
        #expect(try desk.reason(Self.meeting(in: "r-1"), service: "training") == nil)
        let same = PolicyDesk.placement(on: .office, interpreter: "i-1", in: "r-1")
        #expect(try desk.reason(same, party: signed, service: "training") == nil)
        let other = PolicyDesk.placement(on: .office, interpreter: "i-2", in: "r-1")
        let request = PolicyDesk.request(other, party: signed, service: "training")
        #expect(
            Refused.command(.book(other, for: request), by: desk.agenda, at: PolicyDesk.now)?
                .reason == .overlap)
    }

    @Test func `a plan fills a group session, and its bound allows it`() throws {
        let desk = try PolicyDesk()
        let interval = PolicyDesk.placement().interval
        let requests = (1...5).map { number in
            Request(
                Request.ID("r-\(number)"), for: Self.party(number), service: "training",
                channels: [.office], with: .only("maria"), within: IntervalSet(interval))
        }
        let plan = try Planner(desk.agenda).plan(requests, at: PolicyDesk.now, budget: .steps(10))
        #expect(plan.served == 3)
        #expect(plan.bound == 5)
        // All in one room.
        #expect(Set(plan.assignments.map(\.placement)).count == 1)
    }

    // MARK: Overbooking

    @Test func `overbooking allows so many in addition to one`() throws {
        var desk = try PolicyDesk(
            Policy("a", .overbooking(1)),
            Policy("b", .overbooking(2), services: ["advice"], channels: [.video]),
            Policy("c", .overbooking(9), channels: [.phone]))
        let place = PolicyDesk.placement()
        for number in 1...3 {
            #expect(try desk.reason(place, party: Self.party(number)) == nil)
            try desk.stand(place, for: Subject.ID("p-\(number)"))
        }
        #expect(try desk.reason(place, party: Self.party(4)) == .overlap)
        #expect(try desk.reason(PolicyDesk.placement("10:10"), party: Self.party(4)) == .overlap)
        #expect(
            try desk.reason(PolicyDesk.placement(on: .phone), party: Self.party(4)) == .overlap)
    }

    @Test func `who is overbooked is offered last, after every cost`() throws {
        var desk = try PolicyDesk(
            Policy("a", .overbooking(1)),
            Policy("b", .ownCounsellor, preference: Preference(.weak)),
            participants: [Participant("p-1", counsellor: "maria")])
        try desk.stand(PolicyDesk.placement())
        // Sharing Maria's time costs nothing, anybody else one.
        #expect(try desk.offered()?.placement.counsellor == "maria")
        #expect(try desk.offered()?.counsellors == 3)
        // Without a preference who is free comes first, whatever the load.
        for time: CivilTime in ["12:00", "13:00"] {
            try desk.stand(PolicyDesk.placement(time, with: "nikos"))
            try desk.stand(PolicyDesk.placement(time, with: "eleni"))
        }
        #expect(try desk.offered(party: Self.party(3))?.placement.counsellor == "nikos")
        try desk.stand(PolicyDesk.placement(with: "nikos"))
        try desk.stand(PolicyDesk.placement(with: "eleni"))
        #expect(try desk.offered(party: Self.party(3))?.placement.counsellor == "maria")
        #expect(try desk.offered(party: Self.party(3))?.counsellors == 3)
    }

    @Test func `a group session is not overbooked, and overbooking shares no interpreter`() throws {
        var desk = try PolicyDesk(Policy("p", .overbooking(10)))
        let place = Self.meeting(in: "r-1")
        for number in 1...3 {
            try desk.stand(place, for: Subject.ID("p-\(number)"), service: "training")
        }
        #expect(try desk.reason(place, party: Self.party(4), service: "training") == .overlap)
        let signed = PolicyDesk.placement("12:00", interpreter: "i-1")
        try desk.stand(signed, for: "p-5")
        #expect(
            try desk.reason(signed, party: Party("p-6", needs: [.signed("gss")]))
                == .interpreterUnavailable)
    }

    @Test func `overbooking begins on its date, and what was booked under it stays`() throws {
        var desk = try PolicyDesk(
            Policy("p", .overbooking(1), valid: DateRange(from: PolicyDesk.tuesday)))
        let monday = PolicyDesk.placement("12:00", days: 0)
        try desk.stand(monday)
        try desk.stand(PolicyDesk.placement())
        #expect(try desk.reason(monday) == .overlap)
        #expect(try desk.reason(PolicyDesk.placement()) == nil)
        try desk.stand(PolicyDesk.placement(), for: "p-3")
        try desk.apply(.policyWithdrawn("p"))
        #expect(try desk.reason(PolicyDesk.placement()) == .overlap)
        #expect(desk.agenda.contradictions(at: PolicyDesk.now).isEmpty)
        #expect(desk.agenda.appointments.count { $0.status == .booked } == 3)
    }
}
