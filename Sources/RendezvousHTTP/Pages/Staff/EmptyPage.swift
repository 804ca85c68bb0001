internal import Rendezvous

/// The empty lists of an office's day: for each service and special need that nobody could book
/// that day, why, and what would help.
struct EmptyPage {
    let visit: Visit
    let agenda: Agenda
    let frame: DayPages

    init?(visit: Visit, agenda: Agenda) {
        guard let frame = DayPages(visit: visit, agenda: agenda) else { return nil }
        self.visit = visit
        self.agenda = agenda
        self.frame = frame
    }

    func page() throws(Refusal) -> Page {
        let services = agenda.services.compactMap { agenda.service($0, on: frame.date) }
        let needs: [[Need]] =
            [[]]
            + LanguageSupply(agenda, on: frame.date).communications
            .filter { $0.modality != .spoken }.map { [.communication($0)] }
        var (open, empty) = (HTML(), HTML())
        for service in services {
            for need in needs {
                guard let request = request(service, need) else { continue }
                let count = try agenda.starts(for: request, at: visit.now).count
                if count > 0 {
                    open += row(service, need, count)
                } else {
                    let why = try agenda.explanation(of: request, at: visit.now)
                    empty += card(service, need, why)
                    // Without the service itself nothing is said of its languages.
                    if need.isEmpty { break }
                }
            }
        }
        let head: [Words] = [.about, .needsTerm, .timesColumn]
        return Page(
            title: visit.say(.emptyTitle, frame.officeName, visit.language.text(frame.date)),
            body: """
                \(frame.chooser("/staff/empty"))\
                <section aria-labelledby="empty"><h2 id="empty">\(visit.say(.emptyLists))</h2>\
                \(empty.isEmpty ? "<p>\(visit.say(.noEmptyLists))</p>" : empty)</section>\
                \(open.isEmpty ? HTML() : frame.table(.openLists, head, open))
                """, isWide: true)
    }

    private func request(_ service: Service, _ needs: [Need]) -> Request? {
        var wish = BookingWish()
        wish.service = service.id
        wish.needs = needs
        wish.offices = [frame.office]
        if service.audience == [.business] { wish.authority = .legal }
        // Nobody in particular: the reference of nobody stands for them.
        wish.participant = "anybody"
        return wish.request(in: agenda, on: DateRange(frame.date), for: visit)
    }

    private func label(_ service: Service, _ needs: [Need]) -> HTML {
        let names = LanguageNames(visit.language)
        let need = needs.map(names.name).joined(separator: ", ")
        return """
            \(visit.name(service.name, service.id.rawValue))\
            \(" <span class=\"tag\">\(visit.language.capitalised(need))</span>", if: !need.isEmpty)
            """
    }

    private func row(_ service: Service, _ needs: [Need], _ count: Int) -> HTML {
        let names = LanguageNames(visit.language)
        let need = needs.map(names.name).joined(separator: ", ")
        return """
            <tr><th scope="row">\(visit.name(service.name, service.id.rawValue))</th>\
            <td>\(need.isEmpty ? "–" : visit.language.capitalised(need))</td>\
            <td>\(visit.language.text(count))</td></tr>
            """
    }

    private func card(_ service: Service, _ needs: [Need], _ why: Explanation) -> HTML {
        let zone = agenda.zone(of: frame.office) ?? .utc
        let causes = why.causes.html { cause in
            let policies = cause.branches.compactMap(\.policy).map(\.rawValue)
                .joined(separator: ", ")
            return """
                <li><span class="count">\(visit.language.text(cause.counsellorDays))</span> \
                \(visit.language.capitalised(visit.language.text(cause.reason)))\
                \(" (\(policies))", if: !policies.isEmpty)</li>
                """
        }
        let words = WhyNothing(visit: visit, agenda: agenda, zone: zone)
        let reliefs = why.reliefs.html { relief in
            let what = relief.relaxations.map(words.words).joined(separator: " + ")
            let placement = relief.opening.placement
            return """
                <li>\(visit.language.capitalised(what)): \
                \(visit.moment(placement.interval.start, zone)), \(placement.counsellor)</li>
                """
        }
        return """
            <article class="card"><h3>\(label(service, needs))</h3>\
            <p>\(visit.say(.whyLead, visit.language.text(why.counsellorDays)))</p>\
            <ul class="causes">\(causes)</ul>\
            \("<h4>\(visit.say(.wouldHelp))</h4><ul>\(reliefs)</ul>", if: !reliefs.isEmpty)\
            </article>
            """
    }
}
