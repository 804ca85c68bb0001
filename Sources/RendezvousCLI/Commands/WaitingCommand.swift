internal import Rendezvous
internal import RendezvousDocuments

/// `rendezvous waiting`: the waiting list in the order in which it is served.
enum WaitingCommand: Command {
    static let name = "waiting"
    static let summary = "show the waiting list, and the first opening for each who waits"
    static let files = ["AGENDA"]
    static let options = [
        Option("all", nil, "also who is offered something, served or withdrawn"),
        Option("at", "INSTANT", "what counts as now, RFC 3339 (default: the clock)"),
        Option("json", nil, "write a document waiting/1"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        let agenda = try inputs.agenda(try inputs.events(path), path)
        let instant = try RequestOptions.instant(arguments, console)
        let offers = agenda.waitingOffers(at: instant)
        let others =
            arguments.has("all")
            ? agenda.waitingList(at: instant).filter { $0.status != .open } : []
        if arguments.has("json") {
            let bytes = WaitingDocument.encode(offers, others, at: instant)
            console.write(String(decoding: bytes, as: UTF8.self))
            return .success
        }
        if offers.isEmpty && others.isEmpty { console.write("  nobody waits\n") }
        for offer in offers {
            let opening = offer.opening.map { OpeningsText(agenda: agenda).placement($0.placement) }
            console.write(line(offer.entry) + (opening ?? "no opening") + "\n")
        }
        for entry in others {
            var text = line(entry) + entry.status.word
            if case .offered(let hold) = entry.status { text += " appointment \(hold)" }
            console.write(text + "\n")
        }
        return .success
    }

    private static func line(_ entry: WaitingEntry) -> String {
        let (request, number) = (entry.request, String(entry.id.number))
        let spaces = String(repeating: " ", count: max(0, 4 - number.count))
        return "  \(spaces)\(number)  \(Text.padded(request.id.rawValue, to: 10)) "
            + "\(Text.padded(request.service.rawValue, to: 12)) weight \(request.weight)  "
    }
}

/// `rendezvous passes`: who may join a meeting, and when.
enum PassesCommand: Command {
    static let name = "passes"
    static let summary = "show who may join an appointment by video, and when"
    static let files = ["AGENDA"]
    static let options = [
        Option("appointment", "N", "the number of the appointment"),
        Option("at", "INSTANT", "what counts as now, RFC 3339 (default: the clock)"),
        Option("json", nil, "write a document passes/1"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        let agenda = try inputs.agenda(try inputs.events(path), path)
        let instant = try RequestOptions.instant(arguments, console)
        guard let number = try arguments.number("appointment", from: 1),
            let appointment = agenda[Appointment.ID(number)]
        else {
            throw Failure(
                .usage, "--appointment is needed: one of 1 … \(agenda.appointmentCount).")
        }
        let passes = agenda.joinPasses(of: appointment.id, at: instant)
        if arguments.has("json") {
            let bytes = PassesDocument.encode(passes, of: appointment.id, at: instant)
            console.write(String(decoding: bytes, as: UTF8.self))
            return .success
        }
        if passes.isEmpty {
            console.write(
                "  nobody joins appointment \(number): it is \(appointment.status.rawValue), "
                    + "on \(appointment.placement.channel.rawValue)\n")
        }
        let zone = agenda.zone(of: appointment.placement.counsellor) ?? .utc
        for pass in passes {
            let (from, to) = (zone.local(pass.window.start), zone.local(pass.window.end))
            var text = "  \(Text.moment(from))–\(to.time)  \(holder(pass.holder)), "
            text += "revision \(pass.revision)\(pass.isOpen ? ", open now" : "")\n"
            console.write(text)
        }
        return .success
    }

    private static func holder(_ holder: JoinPass.Holder) -> String {
        switch holder {
        case .participant(let id): "participant \(id)"
        case .counsellor(let id): "counsellor \(id)"
        case .interpreter(let id): "interpreter \(id)"
        }
    }
}
