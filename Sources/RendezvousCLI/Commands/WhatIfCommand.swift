internal import Rendezvous
internal import RendezvousDocuments

/// `rendezvous whatif`: what changes of the supply would do, before they are made.
enum WhatIfCommand: Command {
    static let name = "whatif"
    static let summary = "say what changes of staff, hours or rules would do to appointments"
    static let files = ["AGENDA", "CHANGES"]
    static let options = [
        Option("at", "INSTANT", "what counts as now, RFC 3339 (default: the clock)"),
        Option("out", "FILE", "make the changes: write the agenda after them, agenda/1"),
        Option("json", nil, "write a document supply-effect/1"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let paths = try arguments.words(files)
        let events = try inputs.events(paths[0])
        let agenda = try inputs.agenda(events, paths[0])
        let changes = try inputs.events(paths[1]).map(\.change)
        let instant = try RequestOptions.instant(arguments, console)
        let effect = try refusing { () throws(Refusal) in
            try agenda.whatIf(changes, at: instant)
        }
        if let out = arguments.text("out") {
            let made = try refusing { () throws(Refusal) in
                try agenda.decide(.amendAll(changes), at: instant)
            }
            try inputs.save(AgendaDocument.encode(events + made), out)
        }
        if arguments.has("json") {
            let bytes = SupplyEffectDocument.encode(effect, at: instant)
            console.write(String(decoding: bytes, as: UTF8.self))
        } else {
            console.write(text(effect, agenda))
        }
        return .success
    }

    private static func text(_ effect: SupplyEffect, _ agenda: Agenda) -> String {
        let ahead = effect.supported == 1 ? "appointment ahead is" : "appointments ahead are"
        var text = "  \(Text.grouped(effect.supported)) \(ahead) supported\n"
        if effect.stillContradicted > 0 {
            text += "  \(effect.stillContradicted) are contradicted, as they were before\n"
        }
        for orphan in effect.orphaned {
            text +=
                "  appointment \(orphan.appointment) is not any more (\(orphan.reason.rawValue))"
            if let placement = agenda[orphan.appointment]?.placement {
                text += ": \(OpeningsText(agenda: agenda).placement(placement))"
            }
            text += "\n"
        }
        for id in effect.recovered { text += "  appointment \(id) is supported again\n" }
        for id in effect.newlyPossible { text += "  waiting entry \(id) gets an opening\n" }
        return text
    }
}
