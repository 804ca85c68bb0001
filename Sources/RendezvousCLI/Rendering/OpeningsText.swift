internal import Rendezvous

/// Openings and shortages as lines for people.
struct OpeningsText {
    let agenda: Agenda

    func text(_ openings: Openings) -> String {
        switch openings {
        case .found(let list):
            return list.map { line($0) }.joined()
        case .empty(let shortage):
            return text(shortage)
        }
    }

    func line(_ opening: Opening) -> String {
        let others = opening.counsellors - 1
        let more = others > 0 ? "  (\(others) more free)" : ""
        return "  \(placement(opening.placement))\(more)\n"
    }

    /// When, how and with whom: `Tue 24 Nov 10:00–10:30  video  c-17 + i-3`.
    func placement(_ placement: Placement) -> String {
        let zone = agenda.zone(of: placement.counsellor) ?? .utc
        let (start, end) = (
            zone.local(placement.interval.start), zone.local(placement.interval.end)
        )
        var text = "\(Text.moment(start))–\(end.time)  "
        text += Text.padded(placement.channel.rawValue, to: 7) + placement.counsellor.rawValue
        if let interpreter = placement.interpreter { text += " + interpreter \(interpreter)" }
        if let room = placement.room { text += " in room \(room)" }
        return text
    }

    /// The counts of a shortage as a small tree.
    func text(_ shortage: Shortage) -> String {
        let days = Text.grouped(shortage.counsellorDays)
        guard !shortage.counts.isEmpty else {
            return "No opening: the time asked for is over, or no counsellor is in the offices "
                + "asked for.\nMaybe --at is needed: it says what counts as now.\n"
        }
        var text = "No opening. \(days) counsellor-days were looked at:\n"
        for (index, count) in shortage.counts.enumerated() {
            let branch = index == shortage.counts.count - 1 ? "└─" : "├─"
            let number = Text.grouped(count.counsellorDays)
            let spaces = String(repeating: " ", count: max(0, 8 - number.count))
            let clause = ExplanationText(agenda).clause(count.reason)
            text += "  \(branch) \(spaces)\(number)  \(clause)\n"
        }
        return text
    }
}
