internal import Rendezvous
internal import RendezvousDocuments

/// `rendezvous timetable`: a worker's week, as declared, measured and booked.
enum TimetableCommand: Command {
    static let name = "timetable"
    static let summary = "draw a week: declared work, leave, the card and meetings"
    static let files = ["AGENDA"]
    static let options = [
        Option("counsellor", "ID", "whose week"),
        Option("interpreter", "ID", "whose week, of an interpreter"),
        Option("from", "DATE", "the first day (default: the Monday of this week)"),
        Option("days", "NUMBER", "how many days, 1 to 31 (default: 7)"),
        Option("known", "INSTANT", "as known at this moment, RFC 3339 (default: all)"),
        Option("format", "NAME", "text (default), svg"),
        Option("out", "FILE", "where to (default: standard output)"),
        Option("at", "INSTANT", "what counts as now, RFC 3339 (default: the clock)"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        let agenda = try inputs.agenda(try inputs.events(path), path)
        let worker = try worker(arguments, agenda)
        let instant = try RequestOptions.instant(arguments, console)
        let known = try arguments.value("known", "an instant such as 2026-03-30T08:00:00Z") {
            Instant(rfc3339: $0)
        }
        let zone = zone(of: worker, agenda) ?? .utc
        let today = zone.local(instant).date
        let first =
            try arguments.value("from", "a date such as 2026-03-30") { CivilDate($0) }
            ?? today.advanced(by: 1 - today.weekday.rawValue)
        let count =
            try arguments.value("days", "a whole number from 1 to 31") { text in
                Int(text).flatMap { (1...31).contains($0) ? $0 : nil }
            } ?? 7
        let dates = DateRange(from: first, to: first.advanced(by: count - 1)) ?? DateRange(first)
        let days = agenda.timetable(of: worker, on: dates, at: instant, knownAt: known) ?? []
        let bytes: [UInt8]
        switch arguments.text("format") ?? "text" {
        case "text":
            bytes = Array(TimetableText(days: days, worker: worker, zone: zone).text.utf8)
        case "svg": bytes = TimetableSVG.encode(days, of: worker, zone: zone)
        case let other: throw Failure(.usage, "--format (\(other)) must be text or svg.")
        }
        try inputs.save(bytes, arguments.text("out") ?? "-")
        return .success
    }

    private static func worker(
        _ arguments: Arguments, _ agenda: Agenda
    ) throws(Failure) -> Worker {
        let given: [Worker] = [
            arguments.text("counsellor").map { .counsellor(Counsellor.ID($0)) },
            arguments.text("interpreter").map { .interpreter(Interpreter.ID($0)) },
        ].compactMap { $0 }
        guard given.count == 1, agenda.workers.contains(given[0]) else {
            let known = agenda.workers.prefix(20).map(\.description).joined(separator: ", ")
            throw Failure(
                .usage, "--counsellor or --interpreter is needed: one of \(known).")
        }
        return given[0]
    }

    private static func zone(of worker: Worker, _ agenda: Agenda) -> ZoneRules? {
        switch worker {
        case .counsellor(let id): agenda.zone(of: id)
        case .interpreter(let id): agenda.zone(of: id)
        }
    }
}
