public import Rendezvous

/// The document `series/1`: what became of each occurrence of a series.
public enum SeriesDocument {
    /// The document of an outcome; its events are those of `agenda/1`.
    public static func encode(
        _ outcome: SeriesOutcome, _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        let members = JSONOutput.members([
            "occurrences": .list(outcome.occurrences.map(\.members)),
            "events": outcome.events.written,
        ])
        return DocumentKind.series.bytes(members, layout)
    }
}

extension SeriesOutcome.Occurrence {
    fileprivate var members: JSONOutput {
        let (word, rest): (String, JSONOutput) =
            switch result {
            case .booked(let id, let placement):
                (
                    "booked",
                    .members(["appointment": id.written, "placement": placement.written])
                )
            case .free(let placement): ("free", .members(["placement": placement.written]))
            case .short(let shortage): ("short", .members(["shortage": shortage.written]))
            }
        return JSONOutput.members(["date": date.written, "result": .text(word)])
            .followed(by: rest)
    }
}

/// The document `usage/1`: how many appointments there were (A15).
public enum UsageDocument {
    /// The document of some figures, in their order.
    public static func encode(
        _ figures: [UsageFigure], on dates: DateRange, _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        let members = JSONOutput.members([
            "dates": dates.written, "figures": .list(figures.map(\.members)),
        ])
        return DocumentKind.usage.bytes(members, layout)
    }
}

extension UsageFigure {
    fileprivate var members: JSONOutput {
        .members([
            "dates": dates.written, "office": office?.written, "service": service?.written,
            "total": .number(total),
            "counts": .object(
                AppointmentStatus.allCases.compactMap { status in
                    counts[status].map { (status.rawValue, .number($0)) }
                }),
        ])
    }
}

/// The document `supply-effect/1`: what changes of the supply would do (A15, A20).
public enum SupplyEffectDocument {
    /// The document of an effect at an instant.
    public static func encode(
        _ effect: SupplyEffect, at instant: Instant, _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        let members = JSONOutput.members([
            "at": instant.written, "supported": .number(effect.supported),
            "orphaned": .list(
                effect.orphaned.map {
                    .members(["appointment": $0.appointment.written, "reason": $0.reason.written])
                }),
            "stillContradicted": .number(effect.stillContradicted),
            "recovered": effect.recovered.written,
            "newlyPossible": effect.newlyPossible.written,
        ])
        return DocumentKind.supplyEffect.bytes(members, layout)
    }
}
