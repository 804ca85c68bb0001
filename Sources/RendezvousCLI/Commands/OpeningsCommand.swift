internal import Rendezvous
internal import RendezvousDocuments

/// `rendezvous openings`: where a request can be booked, or why nowhere.
enum OpeningsCommand: Command {
    static let name = "openings"
    static let summary = "list the openings for a request, or say why there is none"
    static let files = ["AGENCY"]
    static let options =
        RequestOptions.all + ExplanationOptions.all + [
            ExplanationOptions.naming,
            Option("limit", "N", "the most openings to list (default: 20)"),
            Option("json", nil, "write a document openings/1"),
        ]

    /// A list with fewer openings than this, and than asked for, explains itself.
    static let enough = 3

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        let agenda = try inputs.agenda(try inputs.events(path), path)
        let instant = try RequestOptions.instant(arguments, console)
        let request = try RequestOptions.request(arguments, agenda, at: instant)
        let manner = try ExplanationOptions(arguments)
        let limit = try arguments.number("limit", from: 1) ?? 20
        let openings = try refusing {
            () throws(Refusal) in try agenda.openings(for: request, at: instant, limit: limit)
        }
        if arguments.has("json") {
            let bytes =
                manner.readers == .staff
                ? OpeningsDocument.encode(openings)
                : OpeningsDocument.encode(openings.all.map { manner.view($0.placement, agenda) })
            console.write(String(decoding: bytes, as: UTF8.self))
        } else {
            for opening in openings.all { console.write(manner.line(opening, agenda)) }
            let wanted = min(limit, enough)
            if openings.all.count < wanted {
                let explanation = try refusing { () throws(Refusal) in
                    try agenda.explanation(of: request, at: instant, wanted: wanted)
                }
                console.write(manner.words(agenda).text(explanation))
                if explanation.counsellorDays == 0 {
                    console.write("Maybe --at is needed: it says what counts as now.\n")
                }
            }
        }
        return openings.all.isEmpty ? .empty : .success
    }
}

/// Turns a refusal into a failure of the command.
func refusing<Value>(_ body: () throws(Refusal) -> Value) throws(Failure) -> Value {
    do throws(Refusal) {
        return try body()
    } catch {
        throw Failure(.refused, "refused (\(error.reason.rawValue)): \(error)")
    }
}
