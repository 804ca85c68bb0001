internal import Rendezvous
internal import RendezvousDocuments

/// `rendezvous book`: books the first opening, or the one at a start, and writes the agenda.
enum BookCommand: Command {
    static let name = "book"
    static let summary = "book the first opening for a request, or the one at a given start"
    static let files = ["AGENCY"]
    static let options =
        RequestOptions.all + ExplanationOptions.all + [
            ExplanationOptions.naming,
            Option("start", "INSTANT", "book this start and no other, RFC 3339"),
            Option("out", "FILE", "write the agenda with the appointment, agenda/1"),
            Option("json", nil, "write the new events, agenda/1; for citizens confirmation/1"),
        ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        var events = try inputs.events(path)
        var agenda = try inputs.agenda(events, path)
        let instant = try RequestOptions.instant(arguments, console)
        var request = try RequestOptions.request(arguments, agenda, at: instant)
        let start = try RequestOptions.start(arguments)
        let manner = try ExplanationOptions(arguments)
        if let start {
            // From this start on, so that the first opening is the one at it, if there is one.
            let asked = Interval(start: start, end: start + Limits.longestDuration) ?? .always
            request.windows = IntervalSet(asked)
        }
        let openings = try refusing {
            () throws(Refusal) in try agenda.openings(for: request, at: instant, limit: 1)
        }
        guard let opening = openings.all.first,
            start.map({ $0 == opening.placement.interval.start }) ?? true
        else {
            if let start { request.windows = agenda.window(of: request, from: start) }
            let asked = request
            let explanation = try refusing { () throws(Refusal) in
                try agenda.explanation(of: asked, at: instant)
            }
            console.write(manner.words(agenda).text(explanation))
            return .empty
        }
        let wanted = request
        let new = try refusing {
            () throws(Refusal) in
            try agenda.decide(.book(opening.placement, for: wanted), at: instant)
        }
        do throws(LogError) {
            try agenda.apply(new)
        } catch {
            throw Failure(.data, "\(path): \(error)")
        }
        events += new
        if let out = arguments.text("out") { try inputs.save(AgendaDocument.encode(events), out) }
        guard let appointment = agenda[Appointment.ID(agenda.appointmentCount)] else {
            return .success
        }
        let text = BookingText(agenda: agenda, manner: manner)
        if arguments.has("json") {
            let bytes =
                manner.readers == .staff
                ? AgendaDocument.encode(new)
                : ConfirmationDocument.encode(
                    appointment, at: manner.view(appointment.placement, agenda),
                    checklist: text.checklist(of: appointment))
            console.write(String(decoding: bytes, as: UTF8.self))
        } else {
            console.write(text.text(appointment))
        }
        return .success
    }
}

/// A new appointment as lines for people.
struct BookingText {
    let agenda: Agenda
    var manner = ExplanationOptions.standard

    func text(_ appointment: Appointment) -> String {
        let language = Language(manner.language.rawValue) ?? "en"
        let placement = appointment.placement
        let service = service(of: appointment)?.name.text(in: language) ?? ""
        var text = "Appointment \(appointment.id) is booked: \(service)\n"
        text +=
            manner.readers == .staff
            ? "  \(OpeningsText(agenda: agenda).placement(placement))\n"
            : "  \(manner.words(agenda).text(manner.view(placement, agenda)))\n"
        for item in checklist(of: appointment) {
            text += "  to have ready: \(item.name.text(in: language))\n"
        }
        return text
    }

    private func service(of appointment: Appointment) -> Service? {
        let zone = agenda.zone(of: appointment.placement.counsellor) ?? .utc
        let date = zone.local(appointment.placement.interval.start).date
        return agenda.service(appointment.service, on: date)
    }

    /// What the service and the topic ask the participant to have ready.
    func checklist(of appointment: Appointment) -> [ChecklistItem] {
        let service = service(of: appointment)
        let topic = service?.topics.first { $0.id == appointment.topic }
        return (service?.checklist ?? []) + (topic?.checklist ?? [])
    }
}
