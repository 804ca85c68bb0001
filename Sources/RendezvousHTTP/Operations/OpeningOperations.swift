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
                query: Call.requestQuery + page, gives: 200, .named("Openings"), run: openings)),
        Route(
            .get, "/v1/appointments/{appointment}/openings", .openingsToMove,
            Endpoint(
                "The starts to which an appointment can be moved.",
                query: [
                    .init("from", .date), .init("to", .date), .init("counsellor", .identifier),
                ] + page, gives: 200, .named("Openings"), run: openingsToMove)),
    ]

    private static let page: [Endpoint.Parameter] = [
        .init("after", .instant), .init("limit", .integer(1...100)),
    ]

    private static func openings(_ call: Call) throws(Problem) -> Reply {
        let limit = try call.pageSize()
        let after: Instant? = try call.asked("after")
        let place = call.answerPlace
        if let place, let kept = call.facilities.answers[place] {
            return .now(ServiceAnswer(200, document: kept))
        }
        let (request, found) = try call.facilities.store.read { agenda throws(Problem) in
            let request = try call.requestOfQuery(agenda)
            var rest = request
            rest.windows = later(than: after, request.windows)
            // One more than asked for says whether there is another page.
            let wanted = rest
            let found = try call.engine { () throws(Refusal) in
                try agenda.openings(for: wanted, at: call.now, limit: limit + 1)
            }
            let isEmpty = found.all.isEmpty && after == nil
            return (request, isEmpty ? nil : answer(found, agenda, call, limit: limit))
        }
        if let found {
            if let place { call.facilities.answers.keep(found.content, at: place) }
            return .now(found)
        }
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
        let after: Instant? = try call.asked("after")
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
            let windows = later(than: after, IntervalSet(window.map { [$0] } ?? []))
            let found = try call.engine { () throws(Refusal) in
                try agenda.openings(
                    toMove: appointment.id, within: windows,
                    with: only.map { .only($0) } ?? .any, at: call.now, limit: limit + 1)
            }
            return answer(found, agenda, call, limit: limit)
        }
    }

    /// What of windows begins after a start: no two openings have the same one.
    private static func later(than start: Instant?, _ windows: IntervalSet) -> IntervalSet {
        guard let start else { return windows }
        let rest = Interval(start: start + Seconds(1), end: .max)
        return rest.map { windows.clipped(to: $0) } ?? IntervalSet()
    }

    /// The page of openings; `next` is the start behind which the next one begins.
    private static func answer(
        _ found: Openings, _ agenda: Agenda, _ call: Call, limit: Int
    ) -> ServiceAnswer {
        let all = found.all
        var writer = JSONWriter(capacity: 256 + 192 * min(all.count, limit))
        writer.beginObject()
        writer.member("at", call.now)
        writer.member("readers", call.readers.rawValue)
        writer.name("openings")
        writer.beginList()
        for opening in all.prefix(limit) { write(opening, agenda, call, to: &writer) }
        writer.endList()
        if all.count > limit { writer.member("next", all[limit - 1].placement.interval.start) }
        writer.member("shortage", shortage(found, call))
        writer.endObject()
        return ServiceAnswer(200, writer)
    }

    private static func shortage(_ found: Openings, _ call: Call) -> JSONOutput? {
        guard case .empty(let shortage) = found, call.readers == .staff else { return nil }
        return shortage.written
    }

    /// The names of members that every opening has.
    private enum Names {
        static let start = JSONWriter.Name("start")
        static let end = JSONWriter.Name("end")
        static let channel = JSONWriter.Name("channel")
        static let office = JSONWriter.Name("office")
        static let zone = JSONWriter.Name("zone")
    }

    /// Writes an opening, straight into the answer: no other is asked for as often.
    static func write(
        _ opening: Opening, _ agenda: Agenda, _ call: Call, to writer: inout JSONWriter
    ) {
        let placement = opening.placement
        let (office, zone) = agenda.officeAndZone(of: placement)
        let isForStaff = call.readers == .staff
        let namesCounsellor = isForStaff || call.facilities.settings.namesCounsellors
        writer.beginObject()
        writer.name(Names.start)
        writer.instant(placement.interval.start)
        writer.name(Names.end)
        writer.instant(placement.interval.end)
        writer.name(Names.channel)
        writer.text(placement.channel.rawValue)
        writer.member("counsellor", namesCounsellor ? placement.counsellor.rawValue : nil)
        if isForStaff {
            writer.member("interpreter", placement.interpreter?.rawValue)
        } else if placement.interpreter != nil {
            writer.name("interpreter")
            writer.flag(true)
        }
        writer.member("room", placement.room?.rawValue)
        if let office {
            writer.name(Names.office)
            writer.text(office.rawValue)
        }
        writer.name(Names.zone)
        writer.text(zone)
        if isForStaff {
            writer.member("counsellors", opening.counsellors)
            writer.member("cost", opening.cost.written)
        }
        writer.endObject()
    }
}
