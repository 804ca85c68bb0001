internal import Rendezvous
internal import RendezvousDocuments

/// `rendezvous cases`: how many cases there are, one person's file, waiting times by group.
enum CasesCommand: Command {
    static let name = "cases"
    static let summary = "count cases, read a person's file, or tell waiting times by group"
    static let files = ["AGENDA"]
    static let options = [
        Option("person", "REF", "everything known about one person"),
        Option("waiting", nil, "waiting times of meetings held, by group"),
        Option("from", "DATE", "the first day of waiting times (default: ever)"),
        Option("to", "DATE", "the last day of waiting times (default: today)"),
        Option("at", "INSTANT", "what counts as now, RFC 3339 (default: the clock)"),
        Option("json", nil, "write casework-report/1 instead of lines"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        let agenda = try inputs.agenda(try inputs.events(path), path)
        let instant = try RequestOptions.instant(arguments, console)
        if arguments.has("person"), arguments.has("waiting") {
            throw Failure(.usage, "--person and --waiting exclude each other.")
        }
        if let person = arguments.text("person") {
            return try file(of: Subject.ID(person), agenda, instant, arguments, console)
        }
        if arguments.has("waiting") { return try waiting(agenda, instant, arguments, console) }
        if arguments.has("json") {
            throw Failure(.usage, "--json needs --person or --waiting.")
        }
        return count(agenda, console)
    }

    private static func count(_ agenda: Agenda, _ console: Console) -> ExitCode {
        let files = agenda.peopleWithCases.compactMap { agenda.caseFile(of: $0) }
        let open = files.filter(\.isOpen)
        console.write(
            "  \(Text.grouped(open.count)) cases open, "
                + "\(Text.grouped(files.count - open.count)) closed\n")
        var counts: [[String]: Int] = [:]
        for file in open {
            let key = [file.office?.rawValue ?? "", file.segment?.rawValue ?? ""]
            counts[key, default: 0] += 1
        }
        let rows = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        if !rows.isEmpty {
            console.write(
                ContactsText.table(
                    [["office", "segment", "open"]]
                        + rows.map { $0.key + [Text.grouped($0.value)] }))
        }
        return files.isEmpty ? .empty : .success
    }

    private static func waiting(
        _ agenda: Agenda, _ instant: Instant, _ arguments: Arguments, _ console: Console
    ) throws(Failure) -> ExitCode {
        let zone = agenda.offices.first.flatMap { agenda.zone(of: $0) } ?? .utc
        func date(_ name: String) throws(Failure) -> CivilDate? {
            try arguments.value(name, "a date such as 2026-03-30") { CivilDate($0) }
        }
        let first = try date("from") ?? .min
        let last = try date("to") ?? zone.local(instant).date
        guard let dates = DateRange(from: first, to: last) else {
            throw Failure(.usage, "--to (\(last)) must not be before --from (\(first)).")
        }
        let figures = agenda.waitingTimes(on: dates)
        if arguments.has("json") {
            console.write(
                String(decoding: CaseworkReport.encode(figures, on: dates), as: UTF8.self))
            return .success
        }
        let rows = figures.map { figure -> [String] in
            let name = figure.group?.rawValue ?? "everybody"
            guard let values = figure.values else {
                return [name, "fewer than \(Limits.smallestCell), or would tell who is"]
            }
            let tenths = values.days * 10 / max(1, values.contacts)
            return [
                name, Text.grouped(values.people), Text.grouped(values.contacts),
                Text.percent(values.inTime, of: values.contacts),
                "\(tenths / 10).\(tenths % 10)", "\(values.median)", "\(values.ninthDecile)",
            ]
        }
        console.write(
            ContactsText.table(
                [["group", "people", "meetings", "in time", "mean days", "median", "9 of 10"]]
                    + rows))
        return .success
    }

    private static func file(
        of person: Subject.ID, _ agenda: Agenda, _ instant: Instant, _ arguments: Arguments,
        _ console: Console
    ) throws(Failure) -> ExitCode {
        guard let file = agenda.personFile(of: person, at: instant) else {
            console.note("person (\(person)) is not known to this agenda.\n")
            return .empty
        }
        if arguments.has("json") {
            console.write(String(decoding: CaseworkReport.encode(file, at: instant), as: UTF8.self))
        } else {
            console.write(PersonText(agenda: agenda, file: file).text)
        }
        return .success
    }
}

/// One person's file as lines for people.
struct PersonText {
    let agenda: Agenda
    let file: PersonFile

    var text: String {
        var lines = ["person (\(file.person))"]
        if let registration = file.registration {
            lines.append("registration: \(registration.contactGroup.rawValue)")
        }
        lines += caseLines
        if let contact = file.contact {
            lines.append(
                "next meeting: number \(contact.number), \(ContactsText.words(contact.state)), "
                    + "opens \(contact.days.opens), book by \(contact.days.bookBy), "
                    + "hold by \(contact.days.holdBy)")
        }
        for held in file.heldContacts {
            lines.append(
                "held: number \(held.number) on \(held.held), "
                    + (held.isInTime ? "in time" : "after \(held.days.holdBy)"))
        }
        for appointment in file.appointments { lines.append(line(appointment)) }
        for item in file.checklist {
            lines.append(
                "document: \(item.item.id), \(item.state?.rawValue ?? "not come")"
                    + (item.isGating ? ", needed to book" : ""))
        }
        lines += file.caseAbilities.map { "may \($0.service.rawValue): \(answer($0.reason))" }
        if file.registration != nil {
            lines += file.abilities.map { ability in
                "may \(ability.service.rawValue): "
                    + (ability.reason.map { "no, it \($0.summary)" } ?? "yes")
            }
        }
        return lines.map { "  \($0)\n" }.joined()
    }

    private var caseLines: [String] {
        guard let file = file.caseFile else { return [] }
        let state = file.isOpen ? "open" : "closed"
        let first =
            "case: \(state), segment \(file.segment?.rawValue ?? "-"), office "
            + "\(file.office?.rawValue ?? "-"), manager \(file.manager?.rawValue ?? "-")"
        return [first]
            + file.history.map { passage in
                switch passage.step {
                case .opened(let segment, let office):
                    "\(passage.on): opened at \(office), \(segment)"
                case .profiled(let segment): "\(passage.on): profile \(segment)"
                case .assigned(let manager):
                    "\(passage.on): manager \(manager?.rawValue ?? "none")"
                case .moved(let office): "\(passage.on): moved to \(office)"
                case .contactRecorded(let date): "\(passage.on): contact on \(date)"
                case .closed(let end): "\(passage.on): closed, \(end.rawValue)"
                case .grouped, .needsNoted, .documentNoted: "\(passage.on)"
                }
            }
    }

    private func line(_ appointment: Appointment) -> String {
        let zone = agenda.zone(of: appointment.placement.counsellor) ?? .utc
        let start = zone.local(appointment.placement.interval.start)
        return "appointment \(appointment.id): \(start.date) \(start.time), "
            + "\(appointment.service) with \(appointment.placement.counsellor), "
            + appointment.status.rawValue
    }

    private func answer(_ reason: CaseReason?) -> String {
        reason.map { "no, it \($0.summary)" } ?? "yes"
    }
}
