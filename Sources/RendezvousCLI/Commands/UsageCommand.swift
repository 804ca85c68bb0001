internal import Rendezvous
internal import RendezvousDocuments

/// `rendezvous usage`: how many appointments there were.
enum UsageCommand: Command {
    static let name = "usage"
    static let summary = "count appointments by day, week or month, office and service"
    static let files = ["AGENDA"]
    static let options = [
        Option("from", "DATE", "the first day (default: the first there is)"),
        Option("to", "DATE", "the last day (default: the last there is)"),
        Option("by", "NAME,…", "day, week or month; office; service (default: all together)"),
        Option("json", nil, "write a document usage/1"),
    ]

    private static let periods = UsageGrouping.Period.allCases.map(\.rawValue)

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        let agenda = try inputs.agenda(try inputs.events(path), path)
        let allowed = periods + ["office", "service"]
        let names = try arguments.values("by", "some of \(allowed.joined(separator: ", "))") {
            allowed.contains($0) ? $0 : nil
        }
        let given = names.compactMap { UsageGrouping.Period(rawValue: $0) }
        guard given.count <= 1 else {
            throw Failure(
                .usage, "--by (\(names.joined(separator: ","))) must name one period at most.")
        }
        let grouping = UsageGrouping(
            given.first, byOffice: names.contains("office"), byService: names.contains("service"))
        let first = try date("from", arguments) ?? .min
        let last = try date("to", arguments) ?? .max
        guard let dates = DateRange(from: first, to: last) else {
            throw Failure(.usage, "--from (\(first)) must not be after --to (\(last)).")
        }
        let figures = agenda.usage(on: dates, by: grouping)
        if arguments.has("json") {
            let bytes = UsageDocument.encode(figures, on: dates)
            console.write(String(decoding: bytes, as: UTF8.self))
        } else {
            if figures.isEmpty { console.write("  no appointment starts on these dates\n") }
            for figure in figures { console.write(line(figure)) }
        }
        return .success
    }

    private static func date(
        _ name: String, _ arguments: Arguments
    ) throws(Failure) -> CivilDate? {
        try arguments.value(name, "a date such as 2026-03-30") { CivilDate($0) }
    }

    private static func line(_ figure: UsageFigure) -> String {
        let dates =
            figure.dates == .always
            ? "all dates"
            : figure.dates.first == figure.dates.last
                ? "\(figure.dates.first)" : "\(figure.dates.first) to \(figure.dates.last)"
        let counts = AppointmentStatus.allCases.compactMap { status in
            figure.counts[status].map { "\(Text.grouped($0)) \(status.rawValue)" }
        }
        var text = "  \(dates)"
        if let office = figure.office { text += "  \(office)" }
        if let service = figure.service { text += "  \(service)" }
        return text + "  \(Text.grouped(figure.total)): \(counts.joined(separator: ", "))\n"
    }
}
