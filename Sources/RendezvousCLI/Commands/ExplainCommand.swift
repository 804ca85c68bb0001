internal import Rendezvous
internal import RendezvousDocuments

/// `rendezvous explain`: why a request has no opening, or what stands against a placement.
enum ExplainCommand: Command {
    static let name = "explain"
    static let summary = "explain why a request has no opening, or why a placement is refused"
    static let files = ["AGENCY"]
    static let options =
        RequestOptions.all + ExplanationOptions.all + [
            Option("start", "INSTANT", "explain this start and no other, RFC 3339"),
            Option("with", "ID", "explain the placement with this counsellor at --start"),
            Option("interpreter", "ID", "the interpreter of the placement"),
            Option("room", "ID", "the room of the placement"),
            Option("wanted", "N", "how many openings would be enough (default: 1)"),
            Option("json", nil, "write a document explanation/1, or refusal/1 of a placement"),
        ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        let agenda = try inputs.agenda(try inputs.events(path), path)
        let instant = try RequestOptions.instant(arguments, console)
        var request = try RequestOptions.request(arguments, agenda, at: instant)
        let start = try RequestOptions.start(arguments)
        let manner = try ExplanationOptions(arguments)
        if let start, let counsellor = arguments.text("with") {
            let placement = placement(arguments, start, Counsellor.ID(counsellor), request, agenda)
            return try explain(placement, request, agenda, instant, manner, console)
        }
        guard arguments.text("with") == nil else {
            throw Failure(.usage, "--with needs --start, the start of the placement.")
        }
        if let start { request.windows = agenda.window(of: request, from: start) }
        let wanted = try arguments.number("wanted", from: 1) ?? 1
        let asked = request
        let explanation = try refusing { () throws(Refusal) in
            try agenda.explanation(of: asked, at: instant, wanted: wanted)
        }
        if manner.isJSON {
            let bytes = ExplanationDocument.encode(explanation, for: manner.readers)
            console.write(String(decoding: bytes, as: UTF8.self))
        } else {
            console.write(manner.words(agenda).text(explanation))
        }
        return explanation.openings == 0 ? .empty : .success
    }

    /// The placement that the options describe, as long as the service lasts.
    private static func placement(
        _ arguments: Arguments, _ start: Instant, _ counsellor: Counsellor.ID, _ request: Request,
        _ agenda: Agenda
    ) -> Placement {
        let date = (agenda.zone(of: counsellor) ?? .utc).local(start).date
        let service = agenda.service(request.service, on: date)
        let interpreter = arguments.text("interpreter").map { Interpreter.ID($0) }
        let length =
            interpreter == nil
            ? service?.duration : service?.interpretedDuration ?? service?.duration
        let interval = Interval(start: start, end: start + (length ?? .minutes(30)))
        let channel = request.channels.sorted().first ?? service?.channels.sorted().first
        return Placement(
            interval ?? .always, on: channel ?? .video, with: counsellor, interpreter: interpreter,
            in: arguments.text("room").map { Room.ID($0) })
    }

    /// What stands against a placement; where nothing does, why it is the one offered.
    private static func explain(
        _ placement: Placement, _ request: Request, _ agenda: Agenda, _ instant: Instant,
        _ manner: ExplanationOptions, _ console: Console
    ) throws(Failure) -> ExitCode {
        var request = request
        request.windows = request.windows.union(IntervalSet(placement.interval))
        let asked = request
        let objections = try refusing { () throws(Refusal) in
            try agenda.objections(to: placement, for: asked, at: instant)
        }
        guard objections.isEmpty else {
            if manner.isJSON {
                do throws(Refusal) {
                    _ = try agenda.decide(.book(placement, for: asked), at: instant)
                } catch {
                    let bytes = RefusalDocument.encode(error, for: manner.readers)
                    console.write(String(decoding: bytes, as: UTF8.self))
                }
            } else {
                console.write(manner.words(agenda).text(objections))
            }
            return .refused
        }
        guard manner.readers == .staff else {
            console.write("This can be booked.\n")
            return .success
        }
        let choice = try refusing { () throws(Refusal) in
            try agenda.choice(of: placement, for: asked, at: instant)
        }
        console.write(ChoiceText.text(choice))
        return .success
    }
}

/// How something is explained.
struct ExplanationOptions {
    static let all = [
        Option("language", "TAG", "of what is explained: el, ro, da, en (default: en)"),
        Option("audience", "NAME", "of what is explained: citizen, staff (default: staff)"),
    ]
    static let naming = Option(
        "name-counsellors", nil, "tell citizens who their counsellor is, which they do not see else"
    )

    /// English, for staff.
    static let standard = ExplanationOptions()

    private(set) var language = ExplanationLanguage.english
    private(set) var readers = Readers.staff
    private(set) var isJSON = false
    /// Whether citizens are told who their counsellor is.
    private(set) var namesCounsellors = false

    private init() {}

    init(_ arguments: Arguments) throws(Failure) {
        language =
            try arguments.value("language", "el, ro, da or en") {
                ExplanationLanguage(rawValue: $0)
            } ?? .english
        readers =
            try arguments.value("audience", "citizen or staff") { Readers(rawValue: $0) } ?? .staff
        isJSON = arguments.has("json")
        namesCounsellors = arguments.has("name-counsellors")
    }

    /// What citizens may see of a placement.
    func view(_ placement: Placement, _ agenda: Agenda) -> CitizenPlacement {
        agenda.citizenView(of: placement, namingCounsellor: namesCounsellors)
    }

    /// An opening as a line for its readers.
    func line(_ opening: Opening, _ agenda: Agenda) -> String {
        guard readers == .citizen else { return OpeningsText(agenda: agenda).line(opening) }
        return "  \(words(agenda).text(view(opening.placement, agenda)))\n"
    }

    func words(_ agenda: Agenda) -> ExplanationText {
        ExplanationText(agenda, in: language, for: readers)
    }
}

extension Agenda {
    /// The window of exactly one start of a request.
    func window(of request: Request, from start: Instant) -> IntervalSet {
        let zone = offices.first.flatMap { self.zone(of: $0) } ?? .utc
        let service = service(request.service, on: zone.local(start).date)
        let length =
            request.party.communications.isEmpty
            ? service?.duration : service?.interpretedDuration ?? service?.duration
        let interval = Interval(start: start, end: start + (length ?? .minutes(30)))
        return interval.map { IntervalSet($0) } ?? IntervalSet()
    }
}

/// Why a counsellor was chosen, as lines for people.
enum ChoiceText {
    static func text(_ choice: Choice) -> String {
        var text = "This can be booked. \(choice.chosen.counsellor) "
        if let criterion = choice.decidedBy {
            text += "comes first: \(reason(criterion)).\n"
        } else if choice.alternatives.isEmpty {
            text += "is the only one who can serve it then.\n"
        } else {
            text += "can serve it, but is not the first.\n"
        }
        for share in choice.shares {
            text += "  policy \(share.policy) (\(share.level.rawValue)): \(share.units) units, "
            text += "cost \(share.cost)\n"
        }
        for other in choice.alternatives {
            let sums = other.cost.sums.map(String.init).joined(separator: "/")
            text += "  also free: \(Text.padded(other.counsellor.rawValue, to: 10)) cost \(sums), "
            text += "\(other.appointmentsThatDay) appointments that day\n"
        }
        return text
    }

    private static func reason(_ criterion: Choice.Criterion) -> String {
        switch criterion {
        case .preferred: "the request prefers them"
        case .cost: "they cost less by the agency's preferences"
        case .overbooking: "they share no time"
        case .interpreter: "they need no interpreter"
        case .appointmentsThatDay: "they have fewer appointments that day"
        case .order: "they were defined first"
        }
    }
}
