public import Rendezvous

/// The document `explanation/1`: why a request has no opening, or too few, and what would help.
///
/// The same log, request and instant give the same bytes.
public enum ExplanationDocument {
    /// The document of an explanation for some readers.
    public static func encode(
        _ explanation: Explanation, for readers: Readers = .staff,
        _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        output(explanation, for: readers).bytes(layout)
    }

    /// The document's value, to stand in another.
    package static func output(_ explanation: Explanation, for readers: Readers) -> JSONOutput {
        let members =
            switch readers {
            case .staff: explanation.members
            case .citizen: explanation.forCitizens().members
            }
        return DocumentKind.explanation.output(
            .members(["readers": .text(readers.rawValue)]).followed(by: members))
    }
}

extension Explanation {
    fileprivate var members: JSONOutput {
        .members([
            "at": at.written, "openings": .number(openings), "enough": .flag(isEnough),
            "counsellorDays": .number(counsellorDays), "open": .number(open),
            "causes": .list(
                causes.map { cause in
                    .members([
                        "reason": cause.reason.written,
                        "counsellorDays": .number(cause.counsellorDays),
                        "branches": .list(cause.branches.map(\.members)),
                    ])
                }),
            "nearMisses": .list(nearMisses.map(\.members)),
            "relaxations": .list(
                reliefs.map { relief in
                    .members([
                        "without": .list(relief.relaxations.map(\.members)),
                        "opening": relief.opening.written, "office": relief.office?.written,
                    ])
                }),
        ])
    }
}

extension Explanation.Branch {
    fileprivate var members: JSONOutput {
        .members([
            "policy": policy?.written, "counsellorDays": .number(counsellorDays),
            "offices": .list(offices.map(\.members)),
        ])
    }
}

extension Explanation.OfficeShare {
    fileprivate var members: JSONOutput {
        .members(["office": office?.written, "counsellorDays": .number(counsellorDays)])
    }
}

extension Explanation.NearMiss {
    fileprivate var members: JSONOutput {
        .members([
            "reason": reason.written, "placement": placement.written, "office": office?.written,
            "policies": policies.written(unless: []),
            "appointments": appointments.isEmpty
                ? nil : .list(appointments.map { .number($0.number) }),
        ])
    }
}

extension Relaxation {
    fileprivate var members: JSONOutput {
        var need: JSONOutput?
        if case .withoutNeed(let dropped) = self { need = .text(dropped.description) }
        return .members(["wish": .text(name), "need": need])
    }
}

extension CitizenExplanation {
    fileprivate var members: JSONOutput {
        .members([
            "at": at.written, "openings": .number(openings), "enough": .flag(isEnough),
            "counsellorDays": counsellorDays.map { .number($0) },
            "causes": .list(
                causes.map { cause in
                    .members([
                        "reason": .text(cause.reason.rawValue),
                        "counsellorDays": cause.counsellorDays.map { .number($0) },
                        "offices": cause.offices.isEmpty
                            ? nil : .list(cause.offices.map(\.members)),
                    ])
                }),
            "nearMisses": .list(
                nearMisses.map { miss in
                    .members(["reason": .text(miss.reason.rawValue)])
                        .followed(by: miss.occasion.members)
                }),
            "relaxations": .list(
                reliefs.map { relief in
                    .members(["without": .list(relief.relaxations.map(\.members))])
                        .followed(by: relief.occasion.members)
                }),
        ])
    }
}

extension CitizenExplanation.Occasion {
    fileprivate var members: JSONOutput {
        .members([
            "start": interval.start.written, "end": interval.end.written,
            "channel": channel.written, "office": office?.written,
        ])
    }
}
