public import Rendezvous

/// The document `openings/1`: what a search found, or why nothing.
public enum OpeningsDocument {
    /// The document of a search's answer, for staff.
    public static func encode(_ openings: Openings, _ layout: DocumentLayout = .pretty) -> [UInt8] {
        var shortage: Shortage?
        if case .empty(let found) = openings { shortage = found }
        let members = JSONOutput.members([
            "openings": .list(openings.all.map(\.written)), "shortage": shortage?.written,
        ])
        return DocumentKind.openings.bytes(members, layout)
    }

    /// The document of what citizens may see of it: when, how and where.
    ///
    /// Why there is nothing, or little, is for an ``ExplanationDocument`` to say.
    public static func encode(
        _ openings: [CitizenPlacement], _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        let members = JSONOutput.members([
            "readers": .text(Readers.citizen.rawValue), "openings": .list(openings.map(\.members)),
        ])
        return DocumentKind.openings.bytes(members, layout)
    }
}

/// The document `confirmation/1`: an appointment as its participant may see it, with what they have
/// to have ready (B2).
public enum ConfirmationDocument {
    /// The document of an appointment.
    public static func encode(
        _ appointment: Appointment, at placement: CitizenPlacement, checklist: [ChecklistItem],
        _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        let members = JSONOutput.members([
            "appointment": appointment.id.written, "status": .text(appointment.status.rawValue),
            "service": appointment.service.written, "topic": appointment.topic?.written,
        ]).followed(by: placement.members).followed(
            by: .members(["checklist": checklist.isEmpty ? nil : checklist.written]))
        return DocumentKind.confirmation.bytes(members, layout)
    }
}

extension CitizenPlacement {
    /// The members of what citizens may see.
    package var members: JSONOutput {
        .members([
            "start": occasion.interval.start.written, "end": occasion.interval.end.written,
            "channel": occasion.channel.written, "office": occasion.office?.written,
            "room": room?.written, "interpreter": hasInterpreter ? .flag(true) : nil,
            "counsellor": counsellor?.written,
        ])
    }
}

extension Cost {
    /// The sums of the levels, those of 0 left out; `nil` where nothing is broken.
    package var written: JSONOutput? {
        guard self != .none else { return nil }
        return .object(
            Preference.Level.allCases.filter { self[$0] != 0 }
                .map { ($0.rawValue, .number(self[$0])) })
    }
}
