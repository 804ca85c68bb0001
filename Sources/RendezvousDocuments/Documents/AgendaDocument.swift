public import Rendezvous

/// The document `agenda/1`: a log of events, from which an agenda follows.
///
/// Everything is in it, zones and holidays with all their rules, so that it means the same in every
/// later release.
public enum AgendaDocument {
    /// The events of a document, in order.
    ///
    /// Values are checked one by one; whether the events follow each other is for the agenda to
    /// say.
    ///
    /// - Throws: ``DocumentError`` with the place of the first value that is not allowed.
    public static func decode(
        _ bytes: [UInt8], limits: StrictJSON.Limits = .standard
    ) throws(DocumentError) -> [Event] {
        try DocumentKind.agenda.members(of: bytes, ["events"], limits).value("events")
    }

    /// The document of a log.
    public static func encode(_ events: [Event], _ layout: DocumentLayout = .pretty) -> [UInt8] {
        DocumentKind.agenda.bytes(.members(["events": events.written]), layout)
    }
}
