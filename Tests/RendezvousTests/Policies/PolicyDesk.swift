import RendezvousTesting
import Testing

@testable import Rendezvous

/// An agency for tests of policies: three counsellors who work around the clock in two offices of
/// Athens that never close, so that nothing but a policy refuses anything.
struct PolicyDesk {
    static let zone = ZoneRules.athens
    static let monday = Scenario.monday
    static let tuesday = monday.advanced(by: 1)
    /// Monday, 07:00 in Athens.
    static let now = Scenario.now

    /// Half an hour; the topic `plan` asks for a CV besides.
    static let advice = Service(
        "advice", in: "jobs",
        topics: [
            Topic("plan", name: "", checklist: [ChecklistItem("cv", name: "")]),
            Topic("talk", name: ""),
        ], for: [.registered, .person, .business], lasting: .minutes(30),
        channels: [.video, .phone, .office], checklist: [ChecklistItem("card", name: "")],
        horizon: 700, startGrid: 10)
    /// A group session for three.
    static let training = Service(
        "training", in: "jobs", lasting: .minutes(30), channels: [.video, .office], horizon: 30,
        startGrid: 10, needsRoom: true, capacity: 3)

    var agenda: Agenda

    init(
        _ policies: Policy..., participants: [Participant] = [],
        rules: [any CustomRule.Type] = [], change: (inout Agency) throws -> Void = { _ in }
    ) throws {
        var agency = Agency(founded: Self.now - .hours(24 * 30), rules: CustomRules(rules))
        try agency.give(Self.zone)
        try agency.give(.greece)
        try agency.add(Field("jobs", name: ""))
        try agency.add(Self.advice)
        try agency.add(Self.training)
        for office: Office.ID in ["kypseli", "patisia"] {
            try agency.add(Office(office, zone: Self.zone.name, hours: .always))
        }
        for room: Room.ID in ["r-1", "r-2"] { try agency.add(Room(room, in: "kypseli")) }
        for (id, office) in [("maria", "kypseli"), ("nikos", "kypseli"), ("eleni", "patisia")] {
            try agency.add(Counsellor(.init(id), at: .init(office)))
            let day = DayTimetable(from: "00:00", to: "24:00")
            try agency.declare(
                Declaration(
                    .init(id), of: .counsellor(.init(id)),
                    submitted: agency.founded - .hours(24),
                    .daily(day, DateRange(from: "2026-01-01"))))
        }
        try agency.add(
            Interpreter(
                "i-1", communications: [.signed("gss"), .spoken("ar")], zone: Self.zone.name))
        try agency.declare(
            Declaration(
                "i-1", of: .interpreter("i-1"), submitted: agency.founded,
                .daily(DayTimetable(from: "00:00", to: "24:00"), DateRange(from: "2026-01-01"))))
        try change(&agency)
        for participant in participants { try agency.note(participant) }
        for policy in policies { try agency.set(policy) }
        agenda = Agenda(agency)
    }

    // MARK: What happened

    /// The instant at which the clocks of Athens show a time, days after Monday.
    static func at(_ time: CivilTime, days: Int = 1) -> Instant {
        zone.resolve(monday.advanced(by: days), time).earliest
    }

    /// Half an hour from a time on, on Tuesday or days after Monday.
    static func placement(
        _ time: CivilTime = "10:00", days: Int = 1, with counsellor: Counsellor.ID = "maria",
        on channel: Channel = .video, interpreter: Interpreter.ID? = nil, in room: Room.ID? = nil
    ) -> Placement {
        let start = at(time, days: days)
        return Placement(
            Interval(start: start, end: start + .minutes(30)) ?? .always, on: channel,
            with: counsellor, interpreter: interpreter, in: room)
    }

    /// Puts an appointment where it may not be asked whether it may stand.
    @discardableResult
    mutating func stand(
        _ placement: Placement, for participant: Subject.ID = "p-2",
        service: Service.ID = "advice", at instant: Instant = now - .hours(24 * 20)
    ) throws -> Appointment.ID {
        let id = Appointment.ID(agenda.appointmentCount + 1)
        let booking = Booking(
            id, for: Party(participant), service: service, topic: nil, at: placement, gap: .none,
            interpreterGap: .none)
        try apply(.booked(booking), at: instant)
        return id
    }

    mutating func apply(_ change: Change, at instant: Instant = now) throws {
        try agenda.apply([Event(at: instant, change)])
    }

    // MARK: What is asked

    static func request(
        _ placement: Placement, party: Party = Party("p-1"), service: Service.ID = "advice",
        topic: Topic.ID? = nil
    ) -> Request {
        Request(
            for: party, service: service, topic: topic, channels: [placement.channel],
            with: .only(placement.counsellor), within: IntervalSet(placement.interval))
    }

    /// Why a placement is refused, or `nil`: what booking says, after holding, moving, searching
    /// and planning have said the same.
    func reason(
        _ placement: Placement, party: Party = Party("p-1"), service: Service.ID = "advice",
        topic: Topic.ID? = nil, at instant: Instant = now,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Reason? {
        let request = Self.request(placement, party: party, service: service, topic: topic)
        let reason = Refused.command(.book(placement, for: request), by: agenda, at: instant)?
            .reason
        let held = Refused.command(.hold(placement, for: request), by: agenda, at: instant)
        #expect(held?.reason == reason, "hold", sourceLocation: sourceLocation)

        switch try agenda.openings(for: request, at: instant) {
        case .found(let openings):
            #expect(openings.map(\.placement) == [placement], sourceLocation: sourceLocation)
            #expect(reason == nil, "found", sourceLocation: sourceLocation)
        case .empty(let shortage):
            // The others are not asked for, and over midnight two dates are looked at.
            let counts = shortage.counts.map(\.reason).filter {
                $0 == reason || ![.counsellorNotAskedFor, .outsideWindow].contains($0)
            }
            #expect(counts == [reason], "shortage", sourceLocation: sourceLocation)
        }

        let plan = try Planner(agenda).plan([request], at: instant, budget: .steps(10))
        #expect(
            plan.assignments.map(\.placement) == (reason == nil ? [placement] : []), "plan",
            sourceLocation: sourceLocation)

        // The same person's appointment far away, which is left out when it moves.
        var moving = self
        let id = Appointment.ID(agenda.appointmentCount + 1)
        let elsewhere = Self.placement("04:00", days: 100, with: placement.counsellor)
        let booking = Booking(
            id, for: party, service: service, topic: topic, at: elsewhere, gap: .none,
            interpreterGap: .none)
        try moving.apply(.booked(booking), at: instant)
        let moved = Refused.command(
            .reschedule(id, to: placement), by: moving.agenda, at: instant)
        #expect(moved?.reason == reason, "move", sourceLocation: sourceLocation)
        var free = request
        free.channels = []
        let moves = try moving.agenda.openings(
            toMove: id, within: IntervalSet(placement.interval),
            channels: [], with: .only(placement.counsellor),
            at: instant)
        let openings = try agenda.openings(for: free, at: instant)
        #expect(moves.all == openings.all, "openings to move", sourceLocation: sourceLocation)
        return reason
    }

    /// The cost at which a placement is offered, or `nil` if it is not.
    func cost(
        _ placement: Placement, party: Party = Party("p-1"), service: Service.ID = "advice",
        at instant: Instant = now
    ) throws -> [Int]? {
        let request = Self.request(placement, party: party, service: service)
        return try agenda.openings(for: request, at: instant).all.first?.cost.sums
    }

    /// Who is offered at a start, where everybody may be.
    func offered(
        _ time: CivilTime = "10:00", days: Int = 1, party: Party = Party("p-1"),
        wish: CounsellorWish = .any, at instant: Instant = now
    ) throws -> Opening? {
        let interval = Self.placement(time, days: days).interval
        let request = Request(
            for: party, service: "advice", channels: [.video], with: wish,
            within: IntervalSet(interval))
        return try agenda.openings(for: request, at: instant).all.first
    }
}

extension DateRange {
    /// All dates up to one.
    static func to(_ last: CivilDate) -> DateRange {
        DateRange(from: .min, to: last) ?? DateRange(last)
    }
}

extension Seconds {
    static let second = Seconds(1)
}
