internal import Rendezvous
internal import RendezvousDocuments

/// `rendezvous export`: an agenda in another form.
enum ExportCommand: Command {
    static let name = "export"
    static let summary = "write an agenda as iCalendar, as JSON events or as a binary log"
    static let files = ["AGENDA"]
    static let options = [
        Option("format", "NAME", "ics (default), agenda, log"),
        Option("out", "FILE", "where to (default: standard output)"),
        Option("counsellor", "ID", "ics: only this counsellor's"),
        Option("interpreter", "ID", "ics: only this interpreter's"),
        Option("participant", "REF", "ics: only this participant's"),
        Option("room", "ID", "ics: only in this room"),
        Option("language", "TAG", "ics: the language of names (default: en)"),
        Option("domain", "NAME", "ics: makes identifiers unique (default: rendezvous.invalid)"),
        Option("at", "INSTANT", "what counts as now, RFC 3339 (default: the clock)"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        let events = try inputs.events(path)
        let bytes: [UInt8]
        switch arguments.text("format") ?? "ics" {
        case "ics":
            let agenda = try inputs.agenda(events, path)
            bytes = try calendar(arguments, agenda, events, console)
        case "agenda": bytes = AgendaDocument.encode(events)
        case "log": bytes = EventLog.encode(events)
        case let other:
            throw Failure(.usage, "--format (\(other)) must be ics, agenda or log.")
        }
        try inputs.save(bytes, arguments.text("out") ?? "-")
        return .success
    }

    private static func calendar(
        _ arguments: Arguments, _ agenda: Agenda, _ events: [Event], _ console: Console
    ) throws(Failure) -> [UInt8] {
        let scopes: [ICalendar.Scope?] = [
            arguments.text("counsellor").map { .counsellor(Counsellor.ID($0)) },
            arguments.text("interpreter").map { .interpreter(Interpreter.ID($0)) },
            arguments.text("participant").map { .participant(Subject.ID($0)) },
            arguments.text("room").map { .room(Room.ID($0)) },
        ]
        let given = scopes.compactMap { $0 }
        guard given.count <= 1 else {
            throw Failure(
                .usage, "--counsellor, --interpreter, --participant and --room exclude each other.")
        }
        let language =
            try arguments.value("language", "a BCP 47 tag such as el") { Language($0) } ?? "en"
        let texts = AppointmentTexts(events, language: language)
        return ICalendar.encode(
            Array(agenda.appointments), for: given.first ?? .all,
            at: try RequestOptions.instant(arguments, console),
            domain: arguments.text("domain") ?? "rendezvous.invalid",
            describing: texts.description(of:))
    }
}
