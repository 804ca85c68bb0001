internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStore

/// Searches: an empty list is an answer, with its reasons and with what would help.
enum OpeningOperations {
    static let routes: [Route<Endpoint>] = [
        Route(
            .get, "/v1/openings", .openings,
            Endpoint(
                "The starts at which a request can be booked, or why there is none.",
                query: Call.requestQuery + [.init("limit", .integer(1...100))], gives: 200,
                .named("Openings"), run: openings)),
        Route(
            .get, "/v1/appointments/{appointment}/openings", .openingsToMove,
            Endpoint(
                "The starts to which an appointment can be moved.",
                query: [
                    .init("from", .date), .init("to", .date), .init("counsellor", .text),
                    .init("limit", .integer(1...100)),
                ], gives: 200, .named("Openings"), run: openingsToMove)),
    ]

    private static func openings(_ call: Call) throws(Problem) -> Reply {
        let limit = try call.pageSize()
        let (request, found) = try call.facilities.store.read { agenda throws(Problem) in
            let request = try call.requestOfQuery(agenda)
            let found = try call.engine { () throws(Refusal) in
                try agenda.openings(for: request, at: call.now, limit: limit)
            }
            return (request, found.all.isEmpty ? nil : answer(found, agenda, call))
        }
        if let found { return .now(found) }
        call.facilities.metrics.countEmpty()
        // Why not takes longer than what: nobody waits for it but who asked.
        return .later { () throws(Problem) in
            let agenda = call.facilities.store.snapshot
            let explanation = try call.engine { () throws(Refusal) in
                try agenda.explanation(of: request, at: call.now, wanted: 1)
            }
            return ServiceAnswer(
                200,
                .members([
                    "at": call.now.written, "readers": .text(call.readers.rawValue),
                    "openings": .list([]),
                    "explanation": ExplanationDocument.output(explanation, for: call.readers),
                ]))
        }
    }

    private static func openingsToMove(_ call: Call) throws(Problem) -> Reply {
        let limit = try call.pageSize()
        let dates = try call.dates()
        let only: Counsellor.ID? = try call.asked("counsellor")
        return .later { () throws(Problem) in
            let agenda = call.facilities.store.snapshot
            let appointment = try call.appointment(agenda)
            let zone = agenda.zone(of: appointment.placement.counsellor) ?? .utc
            let first = max(dates.first, zone.local(call.now).date)
            let last = min(dates.last, first.advanced(by: Limits.farthestHorizon))
            let window = Interval(
                start: zone.start(of: first), end: zone.start(of: last.advanced(by: 1)))
            let found = try call.engine { () throws(Refusal) in
                try agenda.openings(
                    toMove: appointment.id, within: IntervalSet(window.map { [$0] } ?? []),
                    with: only.map { .only($0) } ?? .any, at: call.now, limit: limit)
            }
            return answer(found, agenda, call)
        }
    }

    static func answer(_ found: Openings, _ agenda: Agenda, _ call: Call) -> ServiceAnswer {
        ServiceAnswer(
            200,
            .members([
                "at": call.now.written, "readers": .text(call.readers.rawValue),
                "openings": .list(found.all.map { written($0, agenda, call) }),
                "shortage": shortage(found, call),
            ]))
    }

    private static func shortage(_ found: Openings, _ call: Call) -> JSONOutput? {
        guard case .empty(let shortage) = found, call.readers == .staff else { return nil }
        return shortage.written
    }

    static func written(_ opening: Opening, _ agenda: Agenda, _ call: Call) -> JSONOutput {
        let placement = opening.placement
        let zone = agenda.zone(of: placement.counsellor) ?? .utc
        let view = agenda.citizenView(
            of: placement, namingCounsellor: call.facilities.settings.namesCounsellors)
        let rest = JSONOutput.members(["zone": .text(zone.name)])
        guard call.readers == .staff else { return view.members.followed(by: rest) }
        return placement.written.followed(
            by: .members(["office": view.occasion.office?.written])
        ).followed(by: rest).followed(
            by: .members([
                "counsellors": .number(opening.counsellors), "cost": opening.cost.written,
            ]))
    }
}
