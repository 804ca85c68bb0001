public import Rendezvous

/// The document `due/1`: what people are to be told, by messages and reminders (A5, A7).
///
/// An adapter that marks the keys — appointment, revision, kind and recipient — delivers each once.
public enum DueDocument {
    /// The document of the notices and reminders of a stretch of time.
    public static func encode(
        _ notices: [DatedNotice], _ reminders: [Reminder], in interval: Interval,
        _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        let members = JSONOutput.members([
            "from": interval.start.written, "to": interval.end.written,
            "notices": .list(notices.map(\.members)),
            "reminders": .list(reminders.map(\.members)),
        ])
        return DocumentKind.due.bytes(members, layout)
    }
}

extension Notice.Recipient {
    fileprivate var written: JSONOutput {
        switch self {
        case .participant(let id): .members(["participant": id.written])
        case .bookedBy(let id): .members(["bookedBy": id.written])
        }
    }
}

extension DatedNotice {
    fileprivate var members: JSONOutput {
        .members([
            "at": at.written, "kind": .text(notice.key.kind.rawValue),
            "appointment": notice.key.appointment.written,
            "revision": .number(notice.key.revision), "recipient": notice.key.recipient.written,
            "placement": notice.placement.written, "moves": notice.moves?.written,
            "cancellation": notice.cancellation?.written,
        ])
    }
}

extension Reminder {
    fileprivate var members: JSONOutput {
        .members([
            "due": due.written, "appointment": key.appointment.written,
            "revision": .number(key.revision), "recipient": key.recipient.written,
            "placement": placement.written,
        ])
    }
}
