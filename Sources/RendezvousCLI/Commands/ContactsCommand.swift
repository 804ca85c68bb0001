internal import Rendezvous
internal import RendezvousDocuments

/// `rendezvous contacts`: which meetings of contact plans are due, and whether capacity reaches.
enum ContactsCommand: Command {
    static let name = "contacts"
    static let summary = "list due meetings of contact plans, or how far capacity reaches"
    static let files = ["AGENDA"]
    static let options = [
        Option("within", "DAYS", "meetings that may be held within so many days: 14d (default)"),
        Option("office", "ID", "the cases of one office (default: all)"),
        Option("most", "N", "the most meetings to list (default: 20)"),
        Option("requests", "FILE", "write the due meetings as requests/1, for rendezvous plan"),
        Option("outlook", "WEEKS", "instead: needed minutes against capacity for so many weeks"),
        Option("at", "INSTANT", "what counts as now, RFC 3339 (default: the clock)"),
        Option("json", nil, "write casework-report/1 instead of lines"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        let agenda = try inputs.agenda(try inputs.events(path), path)
        let instant = try RequestOptions.instant(arguments, console)
        if arguments.has("outlook") { return try outlook(agenda, instant, arguments, console) }
        let days =
            try arguments.value("within", "a number of days such as 14d") { text -> Int? in
                let digits = text.hasSuffix("d") ? String(text.dropLast()) : text
                return Int(digits).flatMap { (0...Limits.farthestHorizon).contains($0) ? $0 : nil }
            } ?? 14
        let office = try office(arguments, agenda)
        let most = try arguments.number("most", from: 0) ?? 20
        let zone = (office ?? agenda.offices.first).flatMap { agenda.zone(of: $0) } ?? .utc
        let last = zone.local(instant).date.advanced(by: days)
        let due = agenda.contactsDue(at: instant, through: last, of: office)
        if let file = arguments.text("requests") {
            let requests = agenda.contactRequests(at: instant, through: last, of: office)
            try inputs.save(RequestsDocument.encode(requests), file)
        }
        if arguments.has("json") {
            console.write(String(decoding: CaseworkReport.encode(due, at: instant), as: UTF8.self))
        } else {
            console.write(ContactsText.list(due, most: most))
        }
        return due.isEmpty ? .empty : .success
    }

    private static func outlook(
        _ agenda: Agenda, _ instant: Instant, _ arguments: Arguments, _ console: Console
    ) throws(Failure) -> ExitCode {
        let weeks = try arguments.number("outlook", from: 1) ?? 1
        let office = try office(arguments, agenda)
        let rows = try refusing { () throws(Refusal) in
            try agenda.contactOutlook(at: instant, weeks: weeks)
        }.filter { office == nil || $0.office == office }
        if arguments.has("json") {
            console.write(String(decoding: CaseworkReport.encode(rows, at: instant), as: UTF8.self))
        } else {
            console.write(ContactsText.outlook(rows))
        }
        return rows.isEmpty ? .empty : .success
    }

    private static func office(
        _ arguments: Arguments, _ agenda: Agenda
    ) throws(Failure) -> Office.ID? {
        guard let text = arguments.text("office") else { return nil }
        guard agenda.offices.contains(Office.ID(text)) else {
            let known = agenda.offices.prefix(20).map(\.rawValue).joined(separator: ", ")
            throw Failure(.usage, "--office (\(text)) must be one of \(known).")
        }
        return Office.ID(text)
    }
}

/// Due meetings and outlooks as lines for people.
enum ContactsText {
    static func list(_ contacts: [Contact], most: Int) -> String {
        let states = Contact.State.allCases.compactMap { state -> String? in
            let count = contacts.count { $0.state == state }
            return count == 0 ? nil : "\(Text.grouped(count)) \(words(state))"
        }
        var text = "  \(Text.grouped(contacts.count)) meetings to see to"
        text += states.isEmpty ? "\n" : ": \(states.joined(separator: ", "))\n"
        guard !contacts.isEmpty, most > 0 else { return text }
        let rows =
            [["person", "state", "book by", "hold by", "segment", "office", "manager", "class"]]
            + contacts.prefix(most).map { contact in
                [
                    contact.person.rawValue, words(contact.state), "\(contact.days.bookBy)",
                    "\(contact.days.holdBy)", contact.segment.rawValue, contact.office.rawValue,
                    contact.manager?.rawValue ?? "-", contact.priority?.rawValue ?? "-",
                ]
            }
        text += table(rows)
        let rest = contacts.count - most
        return text + (rest > 0 ? "  and \(Text.grouped(rest)) more\n" : "")
    }

    static func outlook(_ rows: [OutlookWeek]) -> String {
        var text = ""
        for office in Array(Set(rows.map { $0.office?.rawValue ?? "" })).sorted() {
            let weeks = rows.filter { ($0.office?.rawValue ?? "") == office }
            text += "  \(office.isEmpty ? "all offices (pooled)" : "office (\(office))")\n"
            text += table(
                [["week", "meetings", "needed min", "capacity min", "missing min", "by segment"]]
                    + weeks.map { week in
                        [
                            "\(week.dates.first)", "\(week.contacts)", "\(week.minutes)",
                            "\(week.capacity)", week.shortfall > 0 ? "\(week.shortfall)" : "-",
                            week.needs.map { "\($0.segment) \($0.contacts)" }
                                .joined(separator: ", "),
                        ]
                    })
            if let first = weeks.first(where: { $0.shortfall > 0 }) {
                text +=
                    "  from the week of \(first.dates.first) on not every meeting can be held in "
                    + "time, whatever is planned\n"
            } else {
                text += "  capacity reaches for the minutes needed\n"
            }
        }
        return text
    }

    static func words(_ state: Contact.State) -> String {
        state.rawValue.replacing("-", with: " ")
    }

    /// Rows in columns, two spaces apart.
    static func table(_ rows: [[String]]) -> String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { index, cell in
                index == row.count - 1 ? cell : Text.padded(cell, to: widths[index] + 2)
            }
            return "  " + cells.joined() + "\n"
        }.joined()
    }
}
