import Foundation
import RendezvousDocuments
import Testing

@testable import Rendezvous

/// Documents of what happens to appointments, each out of an agenda in which it happened.
struct LifecycleSamples {
    static let now = ZoneRules.athens.start(of: "2026-11-23") + .hours(7)

    var agenda: Agenda
    var events: [Event]

    /// One counsellor at work on weekdays from 8 to 10, an interpreter, and two policies that cost.
    init() throws {
        var agency = Agency(founded: Self.now - .hours(24))
        try agency.give(.athens)
        try agency.add(Field("jobs", name: "Jobs"))
        try agency.add(
            Service(
                "advice", in: "jobs", lasting: .minutes(30), channels: [.video, .office],
                checklist: [ChecklistItem("card", name: "Card", obtainedFrom: "Police")],
                horizon: 90, startGrid: 30))
        try agency.add(Office("kypseli", zone: "Europe/Athens", hours: .always))
        try agency.add(Counsellor("c-1", at: "kypseli"))
        try agency.add(
            Interpreter("i-1", communications: [.signed("gss")], zone: "Europe/Athens"))
        let day = DayTimetable(from: "08:00", to: "10:00")
        for (worker, id) in [
            (Worker.counsellor("c-1"), "week"), (.interpreter("i-1"), "interpreter"),
        ] {
            try agency.declare(
                Declaration(
                    Declaration.ID(id), of: worker, submitted: agency.founded,
                    .weekly(
                        [day, day, day, day, day, .rest, .rest], DateRange(from: "2026-01-01"))))
        }
        try agency.set(Policy("soon", .soonest, preference: Preference(.weak, cost: 2)))
        try agency.set(
            Policy(
                "calm", .limit(.counsellor, per: .day, most: 1),
                preference: Preference(.medium, cost: 5)))
        agenda = Agenda(agency)
        events = agency.events
    }

    mutating func perform(_ command: Command, at instant: Instant = now) throws {
        let new = try agenda.decide(command, at: instant)
        try agenda.apply(new)
        events += new
    }

    static func request(
        _ participant: Subject.ID, bookedBy: Subject.ID? = nil, needs: [Need] = [], days: Int = 2
    ) -> Request {
        let window = Interval(start: now, end: now + .hours(24) * Int64(days)) ?? .always
        return Request(
            for: Party(participant, bookedBy: bookedBy, needs: needs), service: "advice",
            channels: [.video], within: IntervalSet(window))
    }

    mutating func book(_ request: Request) throws -> Placement {
        let openings = try agenda.openings(for: request, at: Self.now, limit: 1).all
        let placement = try #require(openings.first).placement
        try perform(.book(placement, for: request))
        return placement
    }

    /// One document of each kind, with every member that it can have.
    static func documents() throws -> [[UInt8]] {
        var sample = try LifecycleSamples()
        let signed = request("p-1", bookedBy: "p-9", needs: [.signed("gss")])
        let placement = try sample.book(signed)
        try sample.perform(.enlist(request("p-2")))
        try sample.perform(.enlist(request("p-3")))
        try sample.perform(.enlist(request("p-5")))
        let opening = try #require(try sample.agenda.firstOpening(for: request("p-2"), at: now))
        try sample.perform(.offer(WaitingEntry.ID(1), opening.placement))
        try sample.perform(.withdraw(WaitingEntry.ID(3)))
        try sample.perform(
            .propose(
                Appointment.ID(1),
                to: try #require(
                    try sample.agenda.openings(
                        toMove: Appointment.ID(1), within: signed.windows, at: now
                    ).all.last
                ).placement, answerWithin: .hours(1)))
        try sample.perform(.cancel(Appointment.ID(1), .excused))
        let moved = try sample.book(signed)
        let agenda = sample.agenda
        let appointment = try #require(agenda[Appointment.ID(4)])
        let waiting = agenda.waitingList(at: now).filter { $0.status != .open }
        let interval = try #require(Interval(start: now, end: now + .hours(72)))
        let costly = try agenda.openings(for: request("p-4"), at: now)
        let leave = Declaration(
            "leave", of: .counsellor("c-1"), submitted: now,
            .leave(Leave("sick", .days(DateRange("2026-11-23")))))
        let series = Series(
            of: request("p-6", days: 20), from: "2026-11-23", every: .weeks(1), times: 3,
            zone: "Europe/Athens", .whatCanBe)
        return [
            OpeningsDocument.encode(costly),
            OpeningsDocument.encode([agenda.citizenView(of: moved, namingCounsellor: true)]),
            OpeningsDocument.encode([CitizenPlacement]()),
            ConfirmationDocument.encode(
                appointment, at: agenda.citizenView(of: placement),
                checklist: [ChecklistItem("card", name: "Card", submittedTo: "Here")]),
            DueDocument.encode(
                try Agenda.notices(replaying: sample.events, in: interval),
                agenda.remindersDue(in: interval, at: now, before: .minutes(30)), in: interval),
            WaitingDocument.encode(agenda.waitingOffers(at: now), waiting, at: now),
            PassesDocument.encode(
                agenda.joinPasses(of: appointment.id, at: now), of: appointment.id, at: now),
            SeriesDocument.encode(try agenda.series(series, at: now)),
            UsageDocument.encode(
                agenda.usage(on: .always, by: UsageGrouping(.day, byOffice: true, byService: true)),
                on: .always),
            SupplyEffectDocument.encode(try agenda.whatIf([.declared(leave)], at: now), at: now),
            RepairDocument.encode(try agenda.repair([.declared(leave)], at: now)),
        ]
    }
}

@Suite struct LifecycleDocumentTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `Each list of the lifecycle is a document of its own kind`() throws {
        let kinds = try LifecycleSamples.documents().map { try DocumentKind(of: $0) }
        #expect(
            kinds == [
                .openings, .openings, .openings, .confirmation, .due, .waiting, .passes, .series,
                .usage, .supplyEffect, .repair,
            ])
    }

    @Test func `Openings say what they cost, by level, where it is not nothing`() throws {
        var sample = try LifecycleSamples()
        let free = OpeningsDocument.encode(
            try sample.agenda.openings(
                for: LifecycleSamples.request("p-1"), at: LifecycleSamples.now, limit: 1), .compact)
        #expect(!text(free).contains("\"cost\""))
        _ = try sample.book(LifecycleSamples.request("p-1"))
        let openings = try sample.agenda.openings(
            for: LifecycleSamples.request("p-2"), at: LifecycleSamples.now, limit: 10)
        let costs = text(OpeningsDocument.encode(openings, .compact))
            .components(separatedBy: "\"counsellors\":1").dropFirst()
            .map { String($0.prefix { $0 != "]" }) }
        #expect(costs.count == 7)
        #expect(costs.prefix(3).allSatisfy { $0.hasPrefix(",\"cost\":{\"medium\":5}}") })
        #expect(costs.suffix(4).allSatisfy { $0.hasPrefix(",\"cost\":{\"weak\":2}}") })
    }

    @Test func `What citizens are shown names nobody unless the agency wants it`() throws {
        var sample = try LifecycleSamples()
        let request = LifecycleSamples.request("p-1", needs: [.signed("gss")])
        let placement = try sample.book(request)
        let appointment = try #require(sample.agenda[Appointment.ID(1)])
        let checklist = [ChecklistItem("card", name: "Card")]
        let view = sample.agenda.citizenView(of: placement)
        let shown = [
            OpeningsDocument.encode([view], .compact),
            ConfirmationDocument.encode(appointment, at: view, checklist: checklist, .compact),
        ].map(text)
        for document in shown {
            for name in ["c-1", "i-1", "p-1", "counsellor", "cost"] {
                #expect(!document.contains(name), "\(name)")
            }
            #expect(document.contains("\"office\":\"kypseli\",\"interpreter\":true"))
        }
        let named = sample.agenda.citizenView(of: placement, namingCounsellor: true)
        let told = text(OpeningsDocument.encode([named], .compact))
        #expect(told.contains("\"counsellor\":\"c-1\"") && !told.contains("i-1"))
    }

    @Test func `Messages of a stretch of time are those of the events in it`() throws {
        var sample = try LifecycleSamples()
        let now = LifecycleSamples.now
        let placement = try sample.book(LifecycleSamples.request("p-1", bookedBy: "p-9"))
        try sample.perform(.cancel(Appointment.ID(1), .excused), at: now + .minutes(5))
        func kinds(_ from: Int64, _ to: Int64) throws -> [Notice.Kind] {
            let interval = try #require(
                Interval(start: now + .minutes(from), end: now + .minutes(to)))
            return try Agenda.notices(replaying: sample.events, in: interval)
                .map(\.notice.key.kind)
        }
        #expect(try kinds(0, 6) == [.booked, .booked, .cancelled, .cancelled])
        #expect(try kinds(0, 5) == [.booked, .booked])
        #expect(try kinds(1, 6) == [.cancelled, .cancelled])
        #expect(try kinds(6, 60).isEmpty)
        var broken = sample.events
        broken.append(Event(at: now, .confirmed(Appointment.ID(1))))
        let interval = try #require(Interval(start: now, end: now + .minutes(1)))
        let error = #expect(throws: LogError.self) {
            try Agenda.notices(replaying: broken, in: interval)
        }
        #expect(error?.index == broken.count - 1)
        let due = text(
            DueDocument.encode(
                try Agenda.notices(replaying: sample.events, in: interval), [], in: interval,
                .compact))
        #expect(due.contains("\"kind\":\"booked\",\"appointment\":1,\"revision\":0"))
        #expect(due.contains("\"recipient\":{\"bookedBy\":\"p-9\"}"))
        #expect(due.contains("\"start\":\"\(placement.interval.start)\""))
    }

    @Test func `The waiting list says who is offered what`() throws {
        let list = text(try LifecycleSamples.documents()[5])
        let places = ["\"open\"", "\"offered\"", "\"withdrawn\""].map {
            list.range(of: $0)?.lowerBound
        }
        #expect(places.allSatisfy { $0 != nil })
        #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
        #expect(list.contains("\"appointment\": 2"))
    }

    @Test func `A series says for each date what became of it`() throws {
        var sample = try LifecycleSamples()
        let leave = Declaration(
            "leave", of: .counsellor("c-1"), submitted: LifecycleSamples.now,
            .leave(Leave("sick", .days(DateRange("2026-11-30")))))
        try sample.perform(.amend(.declared(leave)))
        func outcome(_ completeness: Series.Completeness) throws -> String {
            let series = Series(
                of: LifecycleSamples.request("p-6", days: 20), from: "2026-11-23",
                every: .weeks(1), times: 2, zone: "Europe/Athens", completeness)
            let outcome = try sample.agenda.series(series, at: LifecycleSamples.now)
            return text(SeriesDocument.encode(outcome, .compact))
        }
        let all = try outcome(.all)
        #expect(all.contains("{\"date\":\"2026-11-23\",\"result\":\"free\",\"placement\":"))
        #expect(all.contains("{\"date\":\"2026-11-30\",\"result\":\"short\",\"shortage\":"))
        #expect(all.contains("\"events\":[]"))
        let some = try outcome(.whatCanBe)
        #expect(
            some.contains(
                "{\"date\":\"2026-11-23\",\"result\":\"booked\",\"appointment\":1,\"placement\":"))
        #expect(some.contains("\"change\":\"booked\""))
    }
}
