import Rendezvous
import Testing

/// References to what does not exist, and identifiers that occur twice.
struct ReferenceTests {
    @Test func `a change that names something unknown is refused`() throws {
        let agency = try Scenario().agency
        for (change, what, named) in Self.unknown {
            let refusal = try Refused.change(change, by: agency)
            #expect(refusal?.reason == .unknownReference, "\(change)")
            #expect(
                refusal?.message == "\(what) names \(named) (none), which is not in the catalogue")
            #expect(refusal?.hint.isEmpty == false)
        }
    }

    private static let zone = Scenario.zone.name

    private static let unknown: [(Change, String, String)] =
        [
            (
                defined(.service(Service("s", in: "none", lasting: .hours(1)))), "service (s)",
                "field"
            ),
            (
                defined(
                    .service(Service("s", in: "jobs", lasting: .hours(1), skills: ["none"]))),
                "service (s)", "skill"
            ),
            (defined(.room(Room("r", in: "none"))), "room (r)", "office"),
            (defined(.counsellor(Counsellor("c", at: "none"))), "counsellor (c)", "office"),
            (
                defined(.counsellor(Counsellor("c", at: "kypseli", position: "none"))),
                "counsellor (c)", "position"
            ),
            (
                defined(.counsellor(Counsellor("c", at: "kypseli", offers: ["advice", "none"]))),
                "counsellor (c)", "service"
            ),
            (
                defined(.counsellor(Counsellor("c", at: "kypseli", skills: ["none"]))),
                "counsellor (c)", "skill"
            ),
            (
                defined(
                    .interpreter(
                        Interpreter(
                            "i", communications: [.signed("gss")], offices: ["kypseli", "none"],
                            zone: zone))), "interpreter (i)", "office"
            ),
            (
                .policySet(Policy("p", .gapsOutsideWorkingTime, offices: ["none"])), "policy (p)",
                "office"
            ),
            (
                .policySet(
                    Policy(
                        "p", .limit(.counsellor, per: .day, most: 1),
                        services: ["advice", "none"])),
                "policy (p)", "service"
            ),
            (declared(.counsellor("none")), "declaration (d)", "counsellor"),
            (declared(.interpreter("none")), "declaration (d)", "interpreter"),
        ]
        + [
            EntryReference.field("none"), .skill("none"), .service("none"), .office("none"),
            .position("none"), .room("none"), .counsellor("none"), .interpreter("none"),
        ].map { (.withdrawn($0, from: "2026-01-01"), "a withdrawal", $0.kind) }

    private static func defined(_ entry: Entry) -> Change { .defined(entry, from: .min) }

    private static func declared(_ worker: Worker) -> Change {
        .declared(
            Declaration(
                "d", of: worker, submitted: Scenario.now - .hours(48), .daily(.rest, .always)))
    }

    @Test func `zones, calendars, declarations and policies must be there too`() throws {
        let agency = try Scenario().agency
        let interpreter = Interpreter("i", communications: [.signed("gss")], zone: "None/None")
        let cases: [(Change, String)] = [
            (
                Self.defined(.office(Office("o", zone: "None/None", hours: .always))),
                "zone of office (o) (None/None) must be one whose rules are given"
            ),
            (
                Self.defined(.office(Office("o", zone: "europe/athens", hours: .always))),
                "zone of office (o) (europe/athens) must be one whose rules are given"
            ),
            (
                Self.defined(.interpreter(interpreter)),
                "zone of interpreter (i) (None/None) must be one whose rules are given"
            ),
            (
                Self.defined(.office(Office("o", zone: Self.zone, hours: .always, holidays: "XX"))),
                "holidays of office (o) (XX) must be a calendar that is given"
            ),
            (.declarationWithdrawn("none"), "declaration (none) must be in force"),
            (.policyWithdrawn("none"), "policy (none) must be in force"),
        ]
        for (change, message) in cases {
            let refusal = try Refused.change(change, by: agency)
            #expect(refusal?.reason == .unknownReference, "\(change)")
            #expect(refusal?.message == message)
        }
    }

    @Test func `a request that names something unknown is refused`() throws {
        let agenda = Agenda(try Scenario().agency)
        let cases: [(String, (inout Request) -> Void)] = [
            ("service", { $0.service = "none" }),
            ("counsellor", { $0.counsellor = .only("none") }),
            ("counsellor", { $0.counsellor = .preferred("none") }),
            ("office", { $0.scope = .offices(["kypseli", "none"]) }),
        ]
        for (kind, change) in cases {
            var request = Scenario.request()
            change(&request)
            let placement = Scenario.placement("09:00")
            let refusals = [
                Refused.openings(for: request, by: agenda),
                Refused.command(.book(placement, for: request), by: agenda, at: Scenario.now),
                Refused.command(.hold(placement, for: request), by: agenda, at: Scenario.now),
            ]
            for refusal in refusals {
                #expect(refusal?.reason == .unknownReference)
                #expect(
                    refusal?.message
                        == "request (request) names \(kind) (none), which is not in the catalogue")
            }
        }
        let more: [(String, (inout Request) -> Void)] = [
            ("names topic (none), which service (advice) never has", { $0.topic = "none" }),
            ("names region (none), and no office is in it", { $0.scope = .region("none") }),
            ("names area (none), and no office serves it", { $0.scope = .area("none") }),
        ]
        for (words, change) in more {
            var request = Scenario.request()
            change(&request)
            let refusal = Refused.openings(for: request, by: agenda)
            #expect(refusal?.reason == .unknownReference)
            #expect(refusal?.message == "request (request) \(words)")
        }
        var request = Scenario.request()
        request.scope = .offices([])
        #expect(try agenda.openings(for: request, at: Scenario.now).all.isEmpty)
    }

    @Test func `a placement that names something unknown is refused`() throws {
        var agenda = Agenda(try Scenario().agency)
        try agenda.perform(
            .book(Scenario.placement("11:00"), for: Scenario.request()), at: Scenario.now)
        let cases: [(String, (inout Placement) -> Void)] = [
            ("counsellor", { $0.counsellor = "none" }),
            ("interpreter", { $0.interpreter = "none" }), ("room", { $0.room = "none" }),
        ]
        for (kind, change) in cases {
            var placement = Scenario.placement("09:00")
            change(&placement)
            let commands: [Command] = [
                .book(placement, for: Scenario.request()),
                .hold(placement, for: Scenario.request()),
                .reschedule(Appointment.ID(1), to: placement),
            ]
            for command in commands {
                let refusal = Refused.command(command, by: agenda, at: Scenario.now)
                #expect(refusal?.reason == .unknownReference)
                #expect(
                    refusal?.message
                        == "a placement names \(kind) (none), which is not in the catalogue")
            }
        }
    }

    // MARK: Twice

    @Test func `topics, checklist items and declarations occur once`() throws {
        let agency = try Scenario().agency
        let twice = [ChecklistItem("c", name: "1"), ChecklistItem("c", name: "2")]
        func service(_ topics: [Topic], _ checklist: [ChecklistItem] = []) -> Change {
            Self.defined(
                .service(
                    Service(
                        "s", in: "jobs", topics: topics, lasting: .hours(1), checklist: checklist)))
        }
        let cases: [(Change, String)] = [
            (
                service([Topic("t", name: "1"), Topic("u", name: ""), Topic("t", name: "2")]),
                "topic (t) of service (s) must occur once"
            ),
            (service([], twice), "checklist item (c) of service (s) must occur once"),
            (
                service([Topic("t", name: "", checklist: twice)]),
                "checklist item (c) of topic (t) of service (s) must occur once"
            ),
            (
                .declared(
                    Declaration(
                        "week-maria", of: .counsellor("maria"), submitted: agency.founded,
                        .daily(.rest, .always))),
                "declaration (week-maria) must not repeat an earlier one"
            ),
        ]
        for (change, message) in cases {
            let refusal = try Refused.change(change, by: agency)
            #expect(refusal?.reason == .duplicateIdentifier)
            #expect(refusal?.message == message)
        }
        // A service's list and a topic's list are two lists.
        let once = [ChecklistItem("c", name: "")]
        let change = service([Topic("t", name: "", checklist: once)], once)
        #expect(try Refused.change(change, by: agency) == nil)
    }

    @Test func `nothing to offer, serve or interpret is refused`() throws {
        let agency = try Scenario().agency
        let service = Service("s", in: "jobs", lasting: .hours(1))
        var (nobody, nowhere) = (service, service)
        nobody.audience = []
        nowhere.channels = []
        let entries: [Entry] = [
            .service(nobody), .service(nowhere),
            .counsellor(Counsellor("c", at: "kypseli", channels: [])),
            .interpreter(Interpreter("i", communications: [], zone: Self.zone)),
            .interpreter(
                Interpreter("i", communications: [.signed("gss")], channels: [], zone: Self.zone)),
        ]
        for entry in entries {
            let refusal = try Refused.change(Self.defined(entry), by: agency)
            #expect(refusal?.reason == .invalidValue)
            #expect(refusal?.message.hasSuffix("(none) must not be empty") == true)
        }
    }

    // MARK: Zones

    @Test func `an office stays in its zone, and a counsellor in that of their offices`() throws {
        var agency = try Scenario().agency
        try agency.give(.copenhagen)
        try agency.give(.bucharest)
        try agency.add(Office("nyhavn", zone: "Europe/Copenhagen", hours: .always))
        try agency.add(Office("patra", zone: Self.zone, hours: .always))
        for date in [CivilDate.min, "2026-12-01", .max] {
            var refusal = try Refused.change(
                .defined(
                    .office(Office("kypseli", zone: "Europe/Bucharest", hours: .always)), from: date
                ),
                by: agency)
            #expect(refusal?.reason == .invalidValue)
            #expect(
                refusal?.message
                    == "zone of office (kypseli) (Europe/Bucharest) must stay Europe/Athens")
            refusal = try Refused.change(
                .defined(.counsellor(Counsellor("maria", at: "nyhavn")), from: date), by: agency)
            #expect(refusal?.reason == .invalidValue)
            #expect(
                refusal?.message == "office of counsellor (maria) (nyhavn) must be in the zone of "
                    + "the one before (kypseli)")
            let moves = Change.defined(.counsellor(Counsellor("maria", at: "patra")), from: date)
            #expect(try Refused.change(moves, by: agency) == nil)
        }
        try agency.add(
            Interpreter("i", communications: [.signed("gss")], zone: "Europe/Copenhagen"))
        let refusal = try Refused.change(
            Self.defined(
                .interpreter(Interpreter("i", communications: [.signed("gss")], zone: Self.zone))),
            by: agency)
        #expect(
            refusal?.message
                == "zone of interpreter (i) (Europe/Athens) must stay Europe/Copenhagen")
    }

    /// "Every office has one zone for ever", also if it was withdrawn in between.
    @Test(arguments: [CivilDate.min, "2026-12-01"])
    func `zones stay when an entry was withdrawn and comes back`(date: CivilDate) throws {
        var agency = try Scenario().agency
        try agency.give(.copenhagen)
        try agency.add(Office("nyhavn", zone: "Europe/Copenhagen", hours: .always))
        try agency.add(Interpreter("i", communications: [.signed("gss")], zone: Self.zone))
        for reference in [
            EntryReference.counsellor("maria"), .office("kypseli"), .interpreter("i"),
        ] {
            try agency.withdraw(reference, from: date)
        }
        let copenhagen = "Europe/Copenhagen"
        let changes: [Change] = [
            Self.defined(.office(Office("kypseli", zone: copenhagen, hours: .always))),
            Self.defined(.counsellor(Counsellor("maria", at: "nyhavn"))),
            Self.defined(
                .interpreter(Interpreter("i", communications: [.signed("gss")], zone: copenhagen))),
        ]
        for change in changes {
            #expect(try Refused.change(change, by: agency)?.reason == .invalidValue, "\(change)")
        }
        #expect(Agenda(agency).zone(of: Office.ID("kypseli")) == Scenario.zone)
        #expect(Agenda(agency).zone(of: Counsellor.ID("maria")) == Scenario.zone)
    }
}
