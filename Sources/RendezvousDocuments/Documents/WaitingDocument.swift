public import Rendezvous

/// The document `waiting/1`: the waiting list, and what would be offered to whom.
public enum WaitingDocument {
    /// The document of the list at an instant: the open entries in the order in which they are
    /// served, each with its first opening, and then the others by number.
    public static func encode(
        _ offers: [WaitingOffer], _ others: [WaitingEntry], at instant: Instant,
        _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        let open = offers.map { offer in
            offer.entry.members.followed(by: .members(["opening": offer.opening?.written]))
        }
        let members = JSONOutput.members([
            "at": instant.written, "entries": .list(open + others.map(\.members)),
        ])
        return DocumentKind.waiting.bytes(members, layout)
    }
}

extension WaitingEntry {
    fileprivate var members: JSONOutput {
        var hold: Appointment.ID?
        if case .offered(let id) = status { hold = id }
        return .members([
            "entry": id.written, "status": .text(status.word), "appointment": hold?.written,
            "request": request.written,
        ])
    }
}

extension WaitingEntry.Status {
    /// The word for the status, as documents have it.
    public var word: String {
        switch self {
        case .open: "open"
        case .offered: "offered"
        case .served: "served"
        case .withdrawn: "withdrawn"
        }
    }
}

/// The document `passes/1`: who may join a meeting by video, and when (A8).
public enum PassesDocument {
    /// The document of an appointment's passes at an instant; it has no secret in it.
    public static func encode(
        _ passes: [JoinPass], of appointment: Appointment.ID, at instant: Instant,
        _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        let members = JSONOutput.members([
            "at": instant.written, "appointment": appointment.written,
            "passes": .list(passes.map(\.members)),
        ])
        return DocumentKind.passes.bytes(members, layout)
    }
}

extension JoinPass {
    fileprivate var members: JSONOutput {
        .members([
            "revision": .number(revision), "holder": holder.written,
            "from": window.start.written, "to": window.end.written, "open": .flag(isOpen),
        ])
    }
}

extension JoinPass.Holder {
    fileprivate var written: JSONOutput {
        switch self {
        case .participant(let id): .members(["participant": id.written])
        case .counsellor(let id): .members(["counsellor": id.written])
        case .interpreter(let id): .members(["interpreter": id.written])
        }
    }
}
