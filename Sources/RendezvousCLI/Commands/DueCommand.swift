internal import Rendezvous
internal import RendezvousDocuments

/// `rendezvous due`: the messages and reminders that people are owed for a stretch of time.
enum DueCommand: Command {
    static let name = "due"
    static let summary = "list whom to tell what: messages of a log, and reminders that fall due"
    static let files = ["AGENDA"]
    static let options = [
        Option("since", "INSTANT", "from when on, RFC 3339 (default: a day before --until)"),
        Option("until", "INSTANT", "until when, not included, RFC 3339 (default: now)"),
        Option("lead", "LENGTH", "how long before its start one is reminded (default: PT24H)"),
        Option("at", "INSTANT", "what counts as now, RFC 3339 (default: the clock)"),
        Option("json", nil, "write a document due/1"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        let events = try inputs.events(path)
        let agenda = try inputs.agenda(events, path)
        let now = try RequestOptions.instant(arguments, console)
        let until = try instant("until", arguments) ?? now
        let since = try instant("since", arguments) ?? until - .hours(24)
        let lead =
            try arguments.value("lead", "a length of time such as PT24H, at most PT8784H") { text in
                Seconds(iso8601: text).flatMap { $0 <= Limits.longestNotice ? $0 : nil }
            } ?? .hours(24)
        guard let interval = Interval(start: since, end: until) else {
            throw Failure(.usage, "--since (\(since)) must lie before --until (\(until)).")
        }
        let notices: [DatedNotice]
        do throws(LogError) {
            notices = try Agenda.notices(replaying: events, in: interval)
        } catch {
            throw Failure(.data, "\(path): \(error)")
        }
        let reminders = agenda.remindersDue(in: interval, at: now, before: lead)
        if arguments.has("json") {
            let bytes = DueDocument.encode(notices, reminders, in: interval)
            console.write(String(decoding: bytes, as: UTF8.self))
        } else {
            console.write(DueText(agenda: agenda).text(notices, reminders))
        }
        return .success
    }

    private static func instant(
        _ name: String, _ arguments: Arguments
    ) throws(Failure) -> Instant? {
        try arguments.value(name, "an instant such as 2026-03-30T08:00:00+03:00") {
            Instant(rfc3339: $0)
        }
    }
}

/// Messages and reminders as lines for people, in the order of their instants.
private struct DueText {
    let agenda: Agenda

    func text(_ notices: [DatedNotice], _ reminders: [Reminder]) -> String {
        let told = notices.map { notice in
            (
                notice.at,
                line(
                    notice.at, notice.notice.key.kind.rawValue, notice.notice.key.appointment,
                    notice.notice.key.recipient, notice.notice.placement)
            )
        }
        let reminded = reminders.map { reminder in
            (
                reminder.due,
                line(
                    reminder.due, "reminder", reminder.key.appointment, reminder.key.recipient,
                    reminder.placement)
            )
        }
        let all = (told + reminded).enumerated().sorted {
            ($0.element.0, $0.offset) < ($1.element.0, $1.offset)
        }
        guard !all.isEmpty else { return "  nobody is to be told anything\n" }
        return all.map(\.element.1).joined()
    }

    private func line(
        _ at: Instant, _ kind: String, _ id: Appointment.ID, _ recipient: Notice.Recipient,
        _ placement: Placement
    ) -> String {
        let zone = agenda.zone(of: placement.counsellor) ?? .utc
        let person =
            switch recipient {
            case .participant(let id): "participant \(id)"
            case .bookedBy(let id): "booked by \(id)"
            }
        var text = "  \(Text.moment(zone.local(at)))  \(Text.padded(kind, to: 9)) to \(person): "
        text += "appointment \(id)\n"
        return text + "    \(OpeningsText(agenda: agenda).placement(placement))\n"
    }
}
