internal import Rendezvous
internal import RendezvousDocuments

/// `rendezvous day`: a picture of one office's day.
enum DayCommand: Command {
    static let name = "day"
    static let summary = "draw one office's day: who works, who meets whom, what is free"
    static let files = ["AGENDA"]
    static let options = [
        Option("office", "ID", "the office"),
        Option("date", "DATE", "the day"),
        Option("at", "INSTANT", "what counts as now, RFC 3339 (default: the clock)"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        let agenda = try inputs.agenda(try inputs.events(path), path)
        guard let office = arguments.text("office").map({ Office.ID($0) }),
            let zone = agenda.zone(of: office)
        else {
            let known = agenda.offices.map(\.rawValue).joined(separator: ", ")
            throw Failure(.usage, "--office is needed: one of \(known).")
        }
        let instant = try RequestOptions.instant(arguments, console)
        let date =
            try arguments.value("date", "a date such as 2026-03-30") { CivilDate($0) }
            ?? zone.local(instant).date
        console.write(DayPicture(agenda: agenda, office: office, date: date, at: instant).text)
        return .success
    }
}
