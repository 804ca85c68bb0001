internal import Rendezvous
internal import RendezvousDocuments

/// The options that describe a request on the command line.
enum RequestOptions {
    static let all: [Option] = [
        Option("service", "ID", "the service asked for"),
        Option("topic", "ID", "the topic within the service"),
        Option("needs", "NEED,…", "signed:gss, lipReading:el, spoken:ar, facility:step-free"),
        Option("as", "KIND", "registered (default), person, business, representative"),
        Option("participant", "REF", "who comes, by an opaque reference (default: somebody)"),
        Option("booked-by", "REF", "who asks, if somebody else"),
        Option("channels", "NAME,…", "video, phone, office (default: any)"),
        Option("office", "ID,…", "offices that will do (default: any)"),
        Option("region", "ID", "a region whose offices will do"),
        Option("area", "ID", "an area whose offices will do"),
        Option("counsellor", "ID", "one counsellor or nobody"),
        Option("prefer", "ID", "a counsellor asked for if possible"),
        Option("from", "DATE", "the first day (default: today)"),
        Option("within", "DAYS", "how many days from the first on: 14d (default)"),
        Option("at", "INSTANT", "what counts as now, RFC 3339 (default: the clock)"),
    ]

    /// The instant that counts as now.
    static func instant(_ arguments: Arguments, _ console: Console) throws(Failure) -> Instant {
        try arguments.value("at", "an instant such as 2026-03-30T08:00:00+03:00") {
            Instant(rfc3339: $0)
        } ?? console.now
    }

    /// The one start asked for, if there is one.
    static func start(_ arguments: Arguments) throws(Failure) -> Instant? {
        try arguments.value("start", "an instant such as 2026-03-30T08:00:00+03:00") {
            Instant(rfc3339: $0)
        }
    }

    /// The request that the options describe.
    static func request(
        _ arguments: Arguments, _ agenda: Agenda, at instant: Instant
    ) throws(Failure) -> Request {
        guard let service = arguments.text("service") else {
            let known = agenda.services.map(\.rawValue).joined(separator: ", ")
            throw Failure(.usage, "--service is needed: one of \(known).")
        }
        let party = Party(
            Subject.ID(arguments.text("participant") ?? "somebody"),
            as: try applicant(arguments) ?? .registered,
            bookedBy: arguments.text("booked-by").map { Subject.ID($0) },
            needs: try arguments.values("needs", "modality:language or facility:name") { Need($0) })
        let channels = try arguments.values("channels", "video, phone or office") {
            Channel(rawValue: $0)
        }
        return Request(
            for: party, service: Service.ID(service),
            topic: arguments.text("topic").map { Topic.ID($0) }, channels: Set(channels),
            at: try scope(arguments), with: try wish(arguments),
            within: IntervalSet(try window(arguments, agenda, at: instant)))
    }

    private static func applicant(_ arguments: Arguments) throws(Failure) -> Applicant? {
        try arguments.value("as", "registered, person, business or representative") {
            switch $0 {
            case "registered": .registered
            case "person": .person
            case "business": .business(.legal)
            case "representative": .business(.authorised)
            default: nil
            }
        }
    }

    private static func scope(_ arguments: Arguments) throws(Failure) -> OfficeScope {
        let given = ["office", "region", "area"].filter { arguments.has($0) }
        guard given.count <= 1 else {
            throw Failure(.usage, "--\(given[0]) and --\(given[1]) exclude each other.")
        }
        if let region = arguments.text("region") { return .region(Office.Region(region)) }
        if let area = arguments.text("area") { return .area(Office.Area(area)) }
        let offices = arguments.list("office").map { Office.ID($0) }
        return offices.isEmpty ? .any : .offices(Set(offices))
    }

    private static func wish(_ arguments: Arguments) throws(Failure) -> CounsellorWish {
        switch (arguments.text("counsellor"), arguments.text("prefer")) {
        case (nil, nil): return .any
        case (let only?, nil): return .only(Counsellor.ID(only))
        case (nil, let preferred?): return .preferred(Counsellor.ID(preferred))
        default: throw Failure(.usage, "--counsellor and --prefer exclude each other.")
        }
    }

    /// Whole days by the clock of the first office asked for, else of the first office there is.
    private static func window(
        _ arguments: Arguments, _ agenda: Agenda, at instant: Instant
    ) throws(Failure) -> Interval {
        let office = arguments.list("office").first.map { Office.ID($0) } ?? agenda.offices.first
        let zone = office.flatMap { agenda.zone(of: $0) } ?? .utc
        let first =
            try arguments.value("from", "a date such as 2026-03-30") { CivilDate($0) }
            ?? zone.local(instant).date
        let days =
            try arguments.value("within", "a number of days such as 14d") { text -> Int? in
                let digits = text.hasSuffix("d") ? String(text.dropLast()) : text
                return Int(digits).flatMap { (1...Limits.farthestHorizon).contains($0) ? $0 : nil }
            } ?? 14
        let window = Interval(
            start: zone.start(of: first), end: zone.start(of: first.advanced(by: days)))
        guard let window else {
            throw Failure(.usage, "--from (\(first)) must lie before the end of the calendar.")
        }
        return window
    }
}
