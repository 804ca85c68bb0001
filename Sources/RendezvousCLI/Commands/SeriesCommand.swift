internal import Rendezvous
internal import RendezvousDocuments

/// `rendezvous series`: books a request again and again.
enum SeriesCommand: Command {
    static let name = "series"
    static let summary = "book a request again and again: all occurrences or none, or what can be"
    static let files = ["AGENCY"]
    static let options =
        RequestOptions.all + [
            Option("every", "PERIOD", "how far apart: 1w (default), 10d"),
            Option("times", "N", "how many occurrences"),
            Option("tolerance", "DAYS", "how many days earlier or later will do (default: 0)"),
            Option("time", "TIME", "the time of day wanted (default: that of the first)"),
            Option("best-effort", nil, "book what can be booked, even if it is not all"),
            Option("out", "FILE", "write the agenda with the appointments, agenda/1"),
            Option("json", nil, "write a document series/1"),
        ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        let events = try inputs.events(path)
        let agenda = try inputs.agenda(events, path)
        let instant = try RequestOptions.instant(arguments, console)
        let series = try series(arguments, agenda, instant)
        let outcome = try refusing { () throws(Refusal) in
            try agenda.series(series, at: instant)
        }
        if let out = arguments.text("out"), !outcome.events.isEmpty {
            try inputs.save(AgendaDocument.encode(events + outcome.events), out)
        }
        if arguments.has("json") {
            console.write(String(decoding: SeriesDocument.encode(outcome), as: UTF8.self))
        } else {
            for occurrence in outcome.occurrences { console.write(line(occurrence, agenda)) }
        }
        return outcome.events.isEmpty ? .empty : .success
    }

    /// The series that the options describe: its windows reach from the first day to the last
    /// occurrence and its tolerance.
    private static func series(
        _ arguments: Arguments, _ agenda: Agenda, _ instant: Instant
    ) throws(Failure) -> Series {
        var request = try RequestOptions.request(arguments, agenda, at: instant)
        let office = arguments.list("office").first.map { Office.ID($0) } ?? agenda.offices.first
        let zone = office.flatMap { agenda.zone(of: $0) } ?? .utc
        let period =
            try arguments.value("every", "a number of days or weeks such as 10d or 1w") {
                text -> Series.Period? in
                guard let count = Int(text.dropLast()), (1...Limits.mostDays).contains(count) else {
                    return nil
                }
                switch text.last {
                case "d": return .days(count)
                case "w": return .weeks(count)
                default: return nil
                }
            } ?? .weeks(1)
        let most = Limits.mostOccurrences
        let times = try arguments.value("times", "a whole number from 1 to \(most)") { text in
            Int(text).flatMap { (1...most).contains($0) ? $0 : nil }
        }
        guard let times else {
            throw Failure(.usage, "--times is needed: how many occurrences.")
        }
        let time = try arguments.value("time", "a time such as 10:00") { CivilTime($0) }
        let tolerance = try arguments.number("tolerance", from: 0) ?? 0
        let from =
            try arguments.value("from", "a date such as 2026-03-30") { CivilDate($0) }
            ?? zone.local(instant).date
        if !arguments.has("within") {
            request.windows = IntervalSet(
                Interval(start: zone.start(of: from), end: .max) ?? .always)
        }
        return Series(
            of: request, from: from, every: period, times: times, tolerance: tolerance,
            zone: zone.name, time: time, arguments.has("best-effort") ? .whatCanBe : .all)
    }

    private static func line(_ occurrence: SeriesOutcome.Occurrence, _ agenda: Agenda) -> String {
        let words = OpeningsText(agenda: agenda)
        let date = "  \(Text.padded(Text.day(occurrence.date), to: 11)) "
        return switch occurrence.result {
        case .booked(let id, let placement):
            date + "booked as appointment \(id): \(words.placement(placement))\n"
        case .free(let placement): date + "free, and not booked: \(words.placement(placement))\n"
        case .short(let shortage):
            date + "no opening: "
                + shortage.counts.map { count in
                    "\(Text.grouped(count.counsellorDays)) \(count.reason.rawValue)"
                }.joined(separator: ", ") + "\n"
        }
    }
}
