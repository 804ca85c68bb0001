internal import Rendezvous

/// The explanation of an empty list as people who look for a time may see it.
struct WhyNothing {
    let visit: Visit
    let agenda: Agenda
    let zone: ZoneRules

    /// What would help, each at one tap.
    func reliefs(
        _ reliefs: [(relief: CitizenExplanation.Relief, address: String)]
    ) -> HTML {
        guard !reliefs.isEmpty else {
            return "<p>\(visit.say(.nothingHelps))</p>"
        }
        let rows = reliefs.html { relief, address in
            let what = relief.relaxations.map(words).joined(separator: " + ")
            return """
                <li><a class="relief" href="\(address)"><strong>\
                \(visit.language.capitalised(what))</strong> <span>\(visit.say(.firstTime)) \
                \(occasion(relief.occasion))</span></a></li>
                """
        }
        return """
            <section aria-labelledby="would-help"><h2 id="would-help">\(visit.say(.wouldHelp))</h2>\
            <ul class="reliefs">\(rows)</ul></section>
            """
    }

    /// A relaxation in words, needs by their names.
    func words(_ relaxation: Relaxation) -> String {
        if case .withoutNeed(let need) = relaxation {
            return visit.say(.withoutNeed, LanguageNames(visit.language).name(need))
        }
        return visit.language.text(relaxation)
    }

    /// When, how and where.
    func occasion(_ occasion: CitizenExplanation.Occasion) -> HTML {
        let own = occasion.office.flatMap { agenda.zone(of: $0) } ?? zone
        let date = own.local(occasion.interval.start).date
        let office = occasion.office.map { id -> HTML in
            ", \(visit.name(agenda.office(id, on: date)?.name, id.rawValue))"
        }
        return """
            \(visit.moment(occasion.interval.start, own)), \
            \(visit.language.text(occasion.channel))\(office)
            """
    }

    /// The reasons, with how many of the days of counsellors fell to each.
    func causes(_ explanation: CitizenExplanation) -> HTML {
        guard !explanation.causes.isEmpty else { return HTML() }
        let total = explanation.counsellorDays
        let rows = explanation.causes.html { cause in
            let words = visit.language.capitalised(visit.language.text(cause.reason))
            guard let days = cause.counsellorDays, let total, total > 0 else {
                return "<li>\(words)</li>"
            }
            return """
                <li><span class="count">\(visit.language.text(days))</span> \(words)\
                <progress max="\(total)" value="\(days)" aria-hidden="true"></progress></li>
                """
        }
        let lead = total.map { visit.say(.whyLead, visit.language.text($0)) }
        let misses = explanation.nearMisses.html { miss in
            "<li>\(occasion(miss.occasion)): \(visit.language.text(miss.reason))</li>"
        }
        return """
            <section aria-labelledby="why"><h2 id="why">\(visit.say(.whyTitle))</h2>\
            \(lead.map { "<p>\($0)</p>" })<ul class="causes">\(rows)</ul>\
            \("<h3>\(visit.say(.almostTitle))</h3><ul>\(misses)</ul>", if: !misses.isEmpty)\
            </section>
            """
    }
}
