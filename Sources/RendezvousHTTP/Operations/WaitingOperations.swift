internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStore

/// The waiting list, series, and the call-back that a caller is offered (B6).
enum WaitingOperations {
    static let routes: [Route<Endpoint>] = [
        Route(
            .post, "/v1/waiting", .enlist,
            Endpoint(
                "Puts a request on the waiting list.",
                body: .object(["request": .named("Request")]), gives: 201,
                .object(["entry": .integer(1...Int.max)]), run: enlist)),
        Route(
            .get, "/v1/waiting", .waitingList,
            Endpoint(
                "The waiting list with what would be offered to whom; a person's own entries.",
                gives: 200, .document(.waiting), run: waitingList)),
        Route(
            .post, "/v1/waiting/{entry}/offer", .offer,
            Endpoint(
                "Holds an opening for an entry.", body: .named("OfferOrder"), gives: 201,
                .named("Appointment"), run: offer)),
        Route(
            .post, "/v1/waiting/{entry}/withdraw", .withdraw,
            Endpoint(
                "Takes an entry off the list, with what is held for it.", gives: 200,
                .object(["entry": .integer(1...Int.max)]), run: withdraw)),
        Route(
            .post, "/v1/series", .series,
            Endpoint(
                "Books a request again and again.", body: .named("SeriesOrder"), gives: 200,
                .document(.series), run: series)),
        Route(
            .get, "/v1/call-backs", .callBack,
            Endpoint(
                "Whether a caller who would wait so long is offered a call-back, and when.",
                query: Call.requestQuery + [
                    .init("wait", .duration, isRequired: true), .init("limit", .integer(1...100)),
                ], gives: 200, .named("CallBack"), run: callBack)),
    ]

    private static func enlist(_ call: Call) throws(Problem) -> Reply {
        let request = try call.request(
            try call.reading(try call.members(["request"]), "request"))
        return .deciding { agenda throws(Problem) in
            let events = try call.engine { () throws(Refusal) in
                try agenda.decide(.enlist(request), at: call.now)
            }
            guard case .enlisted(let id, _)? = events.last?.change else {
                throw Problem(.failed, "nothing was enlisted")
            }
            return Keeping.Decided(call.salting(request.party, agenda) + events) { _ in
                ServiceAnswer(201, .members(["entry": id.written]))
            }
        }
    }

    private static func waitingList(_ call: Call) throws(Problem) -> Reply {
        guard call.readers == .staff else {
            return .noted("read own waiting entries") { agenda throws(Problem) in
                let own = agenda.waitingList(at: call.now).filter { call.owns($0) }
                return ServiceAnswer(
                    200, document: WaitingDocument.encode([], own, at: call.now, .compact))
            }
        }
        return .later { () throws(Problem) in
            try call.note("read the waiting list")
            let agenda = call.facilities.store.snapshot
            let others = agenda.waitingList(at: call.now).filter { $0.status != .open }
            let bytes = WaitingDocument.encode(
                agenda.waitingOffers(at: call.now), others, at: call.now, .compact)
            return ServiceAnswer(200, document: bytes)
        }
    }

    private static func entry(_ call: Call, _ agenda: Agenda) throws(Problem) -> WaitingEntry {
        let id = WaitingEntry.ID(try call.number("entry"))
        guard let entry = agenda.waitingEntry(id, at: call.now),
            call.readers == .staff || call.owns(entry)
        else { throw .nothing("entry of the waiting list") }
        return entry
    }

    private static func offer(_ call: Call) throws(Problem) -> Reply {
        let members = try call.members(["start", "office", "channel", "placement", "lasting"])
        let choice = try Choice(for: .unnamed, members, call)
        let asked: Seconds? = try call.reading { () throws(DocumentError) in
            try members.optional("lasting")
        }
        let lasting = min(asked ?? call.limits.hold, Limits.longestHold)
        return .deciding { agenda throws(Problem) in
            let entry = try entry(call, agenda)
            var choice = choice
            choice.request = entry.request
            let placement = try choice.placement(agenda, call)
            let events = try call.engine { () throws(Refusal) in
                try agenda.decide(.offer(entry.id, placement, lasting: lasting), at: call.now)
            }
            return Keeping.Decided(events, BookingOperations.showing(events.booked, 201, call))
        }
    }

    private static func withdraw(_ call: Call) throws(Problem) -> Reply {
        _ = try call.number("entry")
        return .deciding(urgent: true) { agenda throws(Problem) in
            let entry = try entry(call, agenda)
            let events = try call.engine { () throws(Refusal) in
                try agenda.decide(.withdraw(entry.id), at: call.now)
            }
            return Keeping.Decided(events) { _ in
                ServiceAnswer(200, .members(["entry": entry.id.written]))
            }
        }
    }

    private static func series(_ call: Call) throws(Problem) -> Reply {
        let members = try call.members([
            "request", "first", "every", "times", "tolerance", "zone", "time", "complete",
        ])
        let request = try call.request(try call.reading(members, "request"))
        let series = try call.reading { () throws(DocumentError) in
            try Series(members, of: request)
        }
        return .deciding { agenda throws(Problem) in
            let outcome = try call.engine { () throws(Refusal) in
                try agenda.series(series, at: call.now)
            }
            let bytes = SeriesDocument.encode(outcome, .compact)
            return Keeping.Decided(outcome.events) { _ in ServiceAnswer(200, document: bytes) }
        }
    }

    private static func callBack(_ call: Call) throws(Problem) -> Reply {
        let threshold = call.limits.callBackAfter
        guard let wait: Seconds = try call.asked("wait") else {
            throw Problem(.malformed, "wait is missing in the query")
        }
        let limit = try call.pageSize()
        guard wait > threshold else {
            // What is asked for must be right, also where nobody would wait for it.
            _ = try call.facilities.store.read { agenda throws(Problem) in
                try call.requestOfQuery(agenda)
            }
            return .now(
                ServiceAnswer(200, .members(["offered": .flag(false), "after": threshold.written])))
        }
        return .now(
            try call.facilities.store.read { agenda throws(Problem) in
                var request = try call.requestOfQuery(agenda)
                request.channels = [.phone]
                let wanted = request
                let found = try call.engine { () throws(Refusal) in
                    try agenda.openings(for: wanted, at: call.now, limit: limit)
                }
                var writer = JSONWriter()
                writer.beginObject()
                writer.name("offered")
                writer.flag(!found.all.isEmpty)
                writer.member("after", threshold.written)
                writer.name("openings")
                writer.beginList()
                for opening in found.all {
                    OpeningOperations.write(opening, agenda, call, to: &writer)
                }
                writer.endList()
                writer.endObject()
                return ServiceAnswer(200, writer)
            })
    }
}

extension Series {
    fileprivate init(_ members: Members, of request: Request) throws(DocumentError) {
        let every = try members.required("every").members(["days", "weeks"])
        let period: Period
        switch (every["days"], every["weeks"]) {
        case (let days?, nil): period = .days(try days.integer(1...Limits.mostDays))
        case (nil, let weeks?): period = .weeks(try weeks.integer(1...Limits.mostDays))
        default: throw every.node.refused("must have one of days and weeks")
        }
        var completeness = Completeness.all
        if let node = members["complete"] {
            let text = try node.string()
            guard ["all", "what-can-be"].contains(text) else {
                throw node.refused("must be \"all\" or \"what-can-be\"")
            }
            completeness = text == "all" ? .all : .whatCanBe
        }
        var time: CivilTime?
        if let node = members["time"] {
            guard let found = CivilTime(try node.string()) else {
                throw node.refused("must be a time of day such as \"10:00\"")
            }
            time = found
        }
        self.init(
            of: request, from: try members.value("first"), every: period,
            times: try members.required("times").integer(1...Limits.mostOccurrences),
            tolerance: try members["tolerance"]?.integer(0...Limits.mostDays) ?? 0,
            zone: try members.value("zone"), time: time, completeness)
    }
}

extension Call {
    /// Whether an entry of the waiting list is the principal's.
    fileprivate func owns(_ entry: WaitingEntry) -> Bool {
        guard let person = principal.person else { return false }
        return entry.request.party.participant == person
            || entry.request.party.bookedBy == person
    }

    /// Notes in the audit what is looked at, and returns when that is safe: for threads that may
    /// wait.
    func note(_ access: String) throws(Problem) {
        try storing { () throws(StoreError) in
            try facilities.store.noteAccess(access, by: principal.name, at: now)
        }
    }
}
