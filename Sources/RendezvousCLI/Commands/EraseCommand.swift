internal import Rendezvous
internal import RendezvousDocuments

/// `rendezvous erase`: takes what is of a special category about a person out of a log.
enum EraseCommand: Command {
    static let name = "erase"
    static let summary = "erase needs, groups, documents and absences of a person from a log"
    static let files = ["AGENDA"]
    static let options = [
        Option("person", "REF", "whose"),
        Option("out", "FILE", "write the log that is left, agenda/1"),
        Option("at", "INSTANT", "what counts as now, RFC 3339 (default: the clock)"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        guard let person = arguments.text("person"), let out = arguments.text("out") else {
            throw Failure(.usage, "--person and --out are needed.")
        }
        let events = try inputs.events(path)
        let agenda = try inputs.agenda(events, path)
        let instant = try RequestOptions.instant(arguments, console)
        let new = try refusing { () throws(Refusal) in
            try agenda.decide(.erase(Subject.ID(person)), at: instant)
        }
        let left = EventLog.redact(events + new)
        let count = left.count {
            if case .redacted = $0.change { true } else { false }
        }
        try inputs.save(AgendaDocument.encode(left), out)
        console.write(
            "  person (\(person)): erased; the log has \(Text.grouped(count)) tombstones among "
                + "\(Text.grouped(left.count)) events\n")
        return .success
    }
}
