internal import Rendezvous
internal import RendezvousDocuments

/// What is asked for, from a query or from content.
extension Call {
    /// The names in a query that describe a request.
    static let requestQuery: [Endpoint.Parameter] = [
        .init("service", .identifier, isRequired: true), .init("topic", .identifier),
        .init(
            "needs",
            .commas(
                "((spoken|signed|lipReading|written):[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"
                    + "|facility:[!-+\\--~]{1,64})")),
        .init("as", .words(["registered", "person", "business"])),
        .init("authority", .words(["legal", "authorised"])), .init("participant", .identifier),
        .init("channels", .commas("(video|phone|office)")),
        .init("office", .commas("[^,\\s\\u0000-\\u001f\\u007f-\\u009f]{1,64}")),
        .init("region", .identifier),
        .init("area", .identifier), .init("counsellor", .identifier),
        .init("prefer", .identifier),
        .init("from", .either([.date, .instant])), .init("to", .date),
        .init("within", .days),
    ]

    /// The request that a query describes.
    func requestOfQuery(_ agenda: Agenda) throws(Problem) -> Request {
        let service: Service.ID = try asked("service") ?? ""
        var request = Request(
            for: try partyOfQuery(), service: service, topic: try asked("topic"),
            channels: Set(try list("channels") as [Channel]), at: try scopeOfQuery(),
            with: try wishOfQuery(), within: IntervalSet())
        request.windows = IntervalSet([try windowOfQuery(request.scope, agenda)])
        return request
    }

    private func partyOfQuery() throws(Problem) -> Party {
        let applicant: Applicant
        let authority: Authority? = try asked("authority")
        switch query["as"] ?? "registered" {
        case "registered": applicant = .registered
        case "person": applicant = .person
        case "business": applicant = .business(authority ?? .legal)
        default: throw Problem(.invalid, "as must be registered, person or business")
        }
        let needs = try list("needs") as [Need]
        let participant: Subject.ID? = try asked("participant")
        return try ownParty(
            Party(
                participant ?? principal.person ?? "somebody", as: applicant, needs: needs))
    }

    /// The party as the principal may ask for it: a person who asks for somebody else is noted as
    /// the one who asked (A4).
    func ownParty(_ party: Party) throws(Problem) -> Party {
        guard let person = principal.person else { return party }
        if let other = party.bookedBy, other != person {
            throw Problem(.forbidden, "bookedBy must be the person who asks")
        }
        var own = party
        own.bookedBy = party.participant == person ? nil : person
        return own
    }

    private func scopeOfQuery() throws(Problem) -> OfficeScope {
        let offices: [Office.ID] = try list("office")
        let (region, area): (Office.Region?, Office.Area?) = (
            try asked("region"), try asked("area")
        )
        switch (offices.isEmpty, region, area) {
        case (true, nil, nil): return .any
        case (false, nil, nil): return .offices(Set(offices))
        case (true, let region?, nil): return .region(region)
        case (true, nil, let area?): return .area(area)
        default: throw Problem(.invalid, "office, region and area exclude each other")
        }
    }

    private func wishOfQuery() throws(Problem) -> CounsellorWish {
        let (only, preferred): (Counsellor.ID?, Counsellor.ID?) = (
            try asked("counsellor"), try asked("prefer")
        )
        switch (only, preferred) {
        case (nil, nil): return .any
        case (let only?, nil): return .only(only)
        case (nil, let preferred?): return .preferred(preferred)
        default: throw Problem(.invalid, "counsellor and prefer exclude each other")
        }
    }

    /// Whole days by the clock of the first office asked for, else of the first office there is.
    private func windowOfQuery(_ scope: OfficeScope, _ agenda: Agenda) throws(Problem) -> Interval {
        let zone = zone(of: scope, agenda)
        let start: Instant
        if let instant = query["from"].flatMap({ Instant(rfc3339: $0) }) {
            start = instant
        } else {
            let first: CivilDate = try asked("from") ?? zone.local(now).date
            start = zone.start(of: first)
        }
        let date = zone.local(start).date
        let days = try asked("within", "a number of days such as P14D") { text -> Int? in
            guard text.hasPrefix("P"), text.hasSuffix("D") else { return nil }
            return Int(text.dropFirst().dropLast())
                .flatMap { (1...Limits.farthestHorizon).contains($0) ? $0 : nil }
        }
        var last = date.advanced(by: (days ?? 14) - 1)
        if let to: CivilDate = try asked("to") {
            guard days == nil else { throw Problem(.invalid, "to and within exclude each other") }
            last = to
        }
        guard last < .max,
            let window = Interval(start: start, end: zone.start(of: last.advanced(by: 1)))
        else { throw Problem(.invalid, "to (\(last)) must not be before from (\(date))") }
        return window
    }

    func zone(of scope: OfficeScope, _ agenda: Agenda) -> ZoneRules {
        var office = agenda.offices.first
        if case .offices(let asked) = scope, let first = asked.sorted().first { office = first }
        return office.flatMap { agenda.zone(of: $0) } ?? .utc
    }
}

/// A request in content, and the start that was chosen for it.
struct Choice: Sendable {
    var request: Request
    let start: Instant?
    let office: Office.ID?
    let channel: Channel?
    let placement: Placement?

    static let names = ["request", "start", "office", "channel", "placement"]

    /// What a person is asked for when they book: the request without an identifier, and one of the
    /// starts on offer.
    init(_ members: Members, _ call: Call) throws(Problem) {
        let node = try call.reading { () throws(DocumentError) in
            try members.required("request")
        }
        try self.init(for: call.request(node), members, call)
    }

    /// A choice of a start for something that is there already.
    init(
        for request: Request, _ members: Members, _ call: Call
    ) throws(Problem) {
        self.request = request
        start = try call.reading { () throws(DocumentError) in try members.optional("start") }
        office = try call.reading { () throws(DocumentError) in try members.optional("office") }
        channel = try call.reading { () throws(DocumentError) in try members.optional("channel") }
        placement = try call.reading { () throws(DocumentError) in
            try members.optional("placement")
        }
        guard (start == nil) != (placement == nil) else {
            throw Problem(.invalid, "one of start and placement must be there")
        }
        guard placement == nil || call.readers == .staff else {
            throw Problem(.forbidden, "placement is for staff; name the start")
        }
    }

    /// The request with its window at the start that was chosen, and with what else was.
    var narrowed: Request {
        var narrow = request
        if let start {
            let end = start + Limits.longestDuration
            narrow.windows = IntervalSet(Interval(start: start, end: end).map { [$0] } ?? [])
        }
        if let office { narrow.scope = .offices([office]) }
        if let channel { narrow.channels = [channel] }
        return narrow
    }

    /// The placement: the one given, or the first that is on offer at the start.
    func placement(_ agenda: Agenda, _ call: Call) throws(Problem) -> Placement {
        if let placement { return placement }
        let wanted = narrowed
        let opening = try call.engine { () throws(Refusal) in
            try agenda.firstOpening(for: wanted, at: call.now)
        }
        guard let opening, opening.placement.interval.start == start else {
            throw try Self.taken(wanted, agenda, call)
        }
        return opening.placement
    }

    /// Why there is no opening at the start.
    static func taken(
        _ request: Request, _ agenda: Agenda, _ call: Call
    ) throws(Problem) -> Problem {
        var reason = Reason.overlap
        let found = try call.engine { () throws(Refusal) in
            try agenda.openings(for: request, at: call.now, limit: 1)
        }
        if case .empty(let shortage) = found, let most = shortage.counts.last?.reason {
            reason = most
        }
        let refusal = Refusal(
            reason, "no placement at this start is open any more",
            hint: "ask for openings again")
        return Problem(refusal, for: call.readers)
    }
}

extension Call {
    /// A request in content: `requests/1` without the identifier, which the service has no use for.
    func request(_ node: Node) throws(Problem) -> Request {
        let reader = RequestReader(zones: [:])
        var request = try reading { () throws(DocumentError) in
            try reader.anonymousRequest(node)
        }
        request.party = try ownParty(request.party)
        request.submitted = now
        return request
    }
}
