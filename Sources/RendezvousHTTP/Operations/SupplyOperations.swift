internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousServer
internal import RendezvousStore

/// Working time, the card, policies, and changes of the supply with their effect (A13, A15, A20,
/// E1–E11).
enum SupplyOperations {
    static let routes: [Route<Endpoint>] = [
        Route(
            .post, "/v1/declarations", .declare,
            Endpoint(
                "Declares working time, leave or overtime.",
                body: .described("A declaration as in agency/1"), gives: 201, .named("Kept"),
                run: declare)),
        Route(
            .put, "/v1/declarations/{declaration}", .correctDeclaration,
            Endpoint(
                "Replaces a declaration by another of the same worker, in one step.",
                body: .described("A declaration as in agency/1"), gives: 200, .named("Kept"),
                run: correct)),
        Route(
            .delete, "/v1/declarations/{declaration}", .withdrawDeclaration,
            Endpoint(
                "Takes a declaration back, from now on.", gives: 200, .named("Kept"),
                run: amending { call throws(Problem) in
                    .declarationWithdrawn(try call.identifier("declaration"))
                })),
        Route(
            .post, "/v1/clock-events", .clock,
            Endpoint(
                "Notes that somebody came or went, as the work card says.",
                body: .described("A card event as in agency/1"), gives: 201, .named("Kept"),
                run: amending(gives: 201) { call throws(Problem) in
                    let node = try call.json()
                    return .clocked(
                        try call.reading { () throws(DocumentError) in
                            try ClockEvent(reading: node)
                        })
                })),
        Route(
            .delete, "/v1/clock-events/{clock}", .voidClock,
            Endpoint(
                "Marks a card event as noted in error.", gives: 200, .named("Kept"),
                run: amending { call throws(Problem) in
                    .clockVoided(try call.identifier("clock"))
                })),
        Route(
            .get, "/v1/counsellors/{counsellor}/timetable", .timetable,
            Endpoint(
                "Declared, leave, clocked and booked time of a counsellor, day by day.",
                query: [
                    .init("from", .date, isRequired: true), .init("to", .date, isRequired: true),
                ], gives: 200, .named("Timetable"), run: timetable)),
        Route(
            .get, "/v1/presence", .presence,
            Endpoint(
                "Who should be at work now, and is or is not.", gives: 200, .named("Presences"),
                run: presence)),
        Route(
            .get, "/v1/endangered", .endangered,
            Endpoint(
                "The appointments of today that somebody's absence endangers.", gives: 200,
                .named("EndangeredAppointments"), run: endangered)),
        Route(
            .get, "/v1/policies", .policies,
            Endpoint(
                "The policies in force.", gives: 200,
                .object(["policies": .list(.described("A policy as in agency/1"))]),
                run: policies)),
        Route(
            .put, "/v1/policies/{policy}", .setPolicy,
            Endpoint(
                "Puts a policy in force, in place of an earlier one of the same identifier.",
                body: .described("A policy as in agency/1"), gives: 200, .named("Kept"),
                run: setPolicy)),
        Route(
            .delete, "/v1/policies/{policy}", .withdrawPolicy,
            Endpoint(
                "Takes a policy out of force.", gives: 200, .named("Kept"),
                run: amending { call throws(Problem) in
                    .policyWithdrawn(try call.identifier("policy"))
                })),
        Route(
            .post, "/v1/what-if", .whatIf,
            Endpoint(
                "What changes of staff, hours or rules would do to appointments.",
                body: .document(.agenda), .large, gives: 200, .document(.supplyEffect),
                run: whatIf)),
        Route(
            .post, "/v1/repairs", .repair,
            Endpoint(
                "What could be done about appointments that changes leave without support.",
                query: [.init("moved", .integer(0...movedMax))], body: .document(.agenda), .large,
                gives: 200, .document(.repair), run: repair)),
        Route(
            .post, "/v1/changes", .change,
            Endpoint(
                "Makes changes of staff, hours or rules: all or none.", body: .document(.agenda),
                .large, gives: 200, .named("Kept"), run: change)),
    ]

    /// Makes one change of the supply.
    private static func amending(
        gives status: Int = 200, _ change: @escaping @Sendable (Call) throws(Problem) -> Change
    ) -> @Sendable (Call) throws(Problem) -> Reply {
        { call throws(Problem) in deciding(.amend(try change(call)), call, status) }
    }

    private static func deciding(_ command: Command, _ call: Call, _ status: Int) -> Reply {
        .deciding(urgent: true) { agenda throws(Problem) in
            let events: [Event]
            do throws(Refusal) {
                events = try agenda.decide(command, at: call.now)
            } catch {
                // What the path names and nobody knows is not there.
                if call.request.method == "DELETE", error.reason == .unknownReference {
                    throw .nothing(call.path.keys.first ?? "thing")
                }
                throw Problem(error, for: call.readers)
            }
            return Keeping.Decided(events) { _ in .kept(events, status) }
        }
    }

    private static func declaration(_ call: Call) throws(Problem) -> Declaration {
        let node = try call.json()
        return try call.reading { () throws(DocumentError) in try Declaration(reading: node) }
    }

    private static func declare(_ call: Call) throws(Problem) -> Reply {
        deciding(.amend(.declared(try declaration(call))), call, 201)
    }

    private static func correct(_ call: Call) throws(Problem) -> Reply {
        let id: Declaration.ID = try call.identifier("declaration")
        return deciding(
            .amend(.declarationCorrected(id, by: try declaration(call))), call, 200)
    }

    private static func setPolicy(_ call: Call) throws(Problem) -> Reply {
        let id: Policy.ID = try call.identifier("policy")
        let node = try call.json()
        let policy = try call.reading { () throws(DocumentError) in try Policy(reading: node) }
        guard policy.id == id else {
            throw Problem(.invalid, "id (\(policy.id)) must be \(id), as in the path")
        }
        return deciding(.amend(.policySet(policy)), call, 200)
    }

    private static func policies(_ call: Call) throws(Problem) -> Reply {
        let list = call.facilities.store.read { $0.policies }
        return .now(ServiceAnswer(200, .members(["policies": list.written])))
    }

    // MARK: What holds

    /// Whether a worker belongs to the principal's office.
    private static func isOwn(_ worker: Worker, _ call: Call, _ agenda: Agenda) -> Bool {
        guard call.principal.role != .administrator else { return true }
        guard let own = call.office(agenda) else { return false }
        switch worker {
        case .interpreter: return true
        case .counsellor(let id):
            let zone = agenda.zone(of: id) ?? .utc
            return agenda.counsellor(id, on: zone.local(call.now).date)?.office == own
        }
    }

    private static func timetable(_ call: Call) throws(Problem) -> Reply {
        let id: Counsellor.ID = try call.identifier("counsellor")
        let dates = try call.dates()
        return .noted("read timetable of counsellor \(id)") { agenda throws(Problem) in
            guard isOwn(.counsellor(id), call, agenda),
                let days = agenda.timetable(of: .counsellor(id), on: dates, at: call.now)
            else { throw .nothing("counsellor") }
            return ServiceAnswer(
                200,
                .members([
                    "counsellor": id.written, "zone": (agenda.zone(of: id)?.name).map { .text($0) },
                    "days": .list(days.map(\.written)),
                ]))
        }
    }

    private static func presence(_ call: Call) throws(Problem) -> Reply {
        .later { () throws(Problem) in
            try call.note("read presence")
            let agenda = call.facilities.store.snapshot
            let found = agenda.presences(at: call.now).filter { isOwn($0.worker, call, agenda) }
            return ServiceAnswer(
                200,
                .members([
                    "at": call.now.written, "presences": .list(found.map(\.written)),
                ]))
        }
    }

    private static func endangered(_ call: Call) throws(Problem) -> Reply {
        .later { () throws(Problem) in
            try call.note("read endangered appointments")
            let agenda = call.facilities.store.snapshot
            let found = agenda.endangered(at: call.now).filter {
                isOwn($0.presence.worker, call, agenda)
            }
            return ServiceAnswer(
                200,
                .members([
                    "at": call.now.written,
                    "endangered": .list(
                        found.map {
                            .members([
                                "appointment": $0.appointment.written,
                                "start": $0.interval.start.written,
                                "end": $0.interval.end.written,
                                "presence": $0.presence.written,
                                "secondsLeft": .number(Int($0.timeLeft.count)),
                            ])
                        }),
                ]))
        }
    }

    // MARK: Changes

    private static func changes(_ call: Call) throws(Problem) -> [Change] {
        _ = try call.json(large: true)
        return try call.reading { () throws(DocumentError) in
            try AgendaDocument.decode(call.request.content).map(\.change)
        }
    }

    private static func whatIf(_ call: Call) throws(Problem) -> Reply {
        let changes = try changes(call)
        return .later { () throws(Problem) in
            let agenda = call.facilities.store.snapshot
            let effect = try call.engine { () throws(Refusal) in
                try agenda.whatIf(changes, at: call.now)
            }
            return ServiceAnswer(
                200, document: SupplyEffectDocument.encode(effect, at: call.now, .compact))
        }
    }

    /// The most others whom a repair may move.
    private static let movedMax = 1_000

    private static func repair(_ call: Call) throws(Problem) -> Reply {
        let changes = try changes(call)
        let moved = try call.asked("moved", in: 0...movedMax)
        let policy = RepairPolicy(movedMax: moved ?? RepairPolicy.standard.movedMax)
        return .later { () throws(Problem) in
            let agenda = call.facilities.store.snapshot
            let repair = try call.engine { () throws(Refusal) in
                try agenda.repair(changes, at: call.now, by: policy)
            }
            return ServiceAnswer(200, document: RepairDocument.encode(repair, .compact))
        }
    }

    private static func change(_ call: Call) throws(Problem) -> Reply {
        deciding(.amendAll(try changes(call)), call, 200)
    }
}

extension TimetableDay {
    fileprivate var written: JSONOutput {
        .members([
            "date": date.written, "working": working.intervals.written,
            "telework": telework.intervals.written, "overtime": overtime.intervals.written,
            "leave": leave.intervals.written, "clocked": clocked.intervals.written,
            "appointments": .list(
                appointments.map {
                    JSONOutput.members(["appointment": $0.id.written])
                        .followed(by: $0.interval.written)
                }),
        ])
    }
}

extension Presence {
    fileprivate var written: JSONOutput {
        worker.members.followed(
            by: .members([
                "state": .text(state.rawValue), "duty": duty?.written, "arrived": arrived?.written,
                "seconds": .number(Int(by.count)),
                "lateArrival": .number(Int(lateArrival.count)),
            ]))
    }
}
