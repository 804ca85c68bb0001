public import Rendezvous

/// The document `repair/1`: what could be done about appointments without support (A15, A20).
public enum RepairDocument {
    /// The document of a repair.
    public static func encode(
        _ repair: Repair, _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        let members = JSONOutput.members([
            "at": repair.at.written,
            "orphaned": .list(
                repair.orphaned.map {
                    .members(["appointment": $0.appointment.written, "reason": $0.reason.written])
                }),
            "undecided": repair.undecided.written,
            "proposals": .list(repair.proposals.map(\.members)),
            "chosen": repair.chosen.map { .number($0) },
        ])
        return DocumentKind.repair.bytes(members, layout)
    }
}

extension RepairProposal {
    fileprivate var members: JSONOutput {
        .members([
            "served": .number(served), "bound": .number(bound), "moved": .number(moved),
            "shift": shift.written, "moves": .list(moves.map(\.members)),
            "waiting": waiting.written,
        ])
    }
}

extension RepairMove {
    fileprivate var members: JSONOutput {
        .members([
            "appointment": appointment.written, "from": from.written, "to": to.written,
            "orphaned": .flag(isOrphan),
        ])
    }
}
