internal import Rendezvous

/// The times at which a wish can be met, day by day; or why there are none, and what would help.
struct TimesPage {
    let visit: Visit
    /// The agenda with the viewer's own holds given back: what they keep is free for them.
    let agenda: Agenda
    let wish: BookingWish
    let service: Service
    let zone: ZoneRules

    init?(visit: Visit, agenda: Agenda, wish: BookingWish) {
        let zone = wish.zone(in: agenda)
        guard let id = wish.service, let service = agenda.service(id, on: visit.today(zone)) else {
            return nil
        }
        self.visit = visit
        self.wish = wish
        self.service = service
        self.zone = zone
        let holds = OwnHolds(visit: visit, agenda: agenda)
        self.agenda = (try? holds.released(of: wish.participant).agenda) ?? agenda
    }

    private var today: CivilDate { visit.today(zone) }
    /// The last day that can be booked.
    private var last: CivilDate { today.advanced(by: service.horizon) }

    func page() throws(Refusal) -> Page {
        guard let all = DateRange(from: today, to: last),
            let whole = wish.request(in: agenda, on: all, for: visit)
        else { return frame(HTML(), "<p>\(visit.say(.timesNobody))</p>") }
        var shown = wish
        if shown.from == nil {
            let first = try agenda.firstOpening(for: whole, at: visit.now)
            guard let first else { return try nothing(whole, isWhole: true) }
            shown.from = zone.local(first.placement.interval.start).date
        }
        let from = min(max(shown.from ?? today, today), last)
        let end = min(from.advanced(by: BookingWish.days - 1), last)
        guard let dates = DateRange(from: from, to: end),
            let request = wish.request(in: agenda, on: dates, for: visit)
        else { return try nothing(whole, isWhole: true) }
        let starts = Array(try agenda.starts(for: request, at: visit.now))
        let weeks = pager(dates)
        guard !starts.isEmpty else {
            return try nothing(request, isWhole: false, pager: weeks)
        }
        return frame(weeks, chosen + list(starts) + weeks)
    }

    private func frame(_ pager: HTML, _ body: HTML) -> Page {
        var back = wish
        back.from = nil
        return Page(
            title: visit.say(.timesTitle), kicker: visit.say(.step, "4", "5"),
            body: "\(summary)\(body)", back: visit.link("/book/needs", back.values))
    }

    /// What is being looked for, with a way to change it.
    private var summary: HTML {
        let names = LanguageNames(visit.language)
        var parts: [HTML] = [
            ChoicePages(visit: visit, agenda: agenda).subject(service, wish)
        ]
        if let channel = wish.channel { parts.append(HTML(text: visit.language.text(channel))) }
        parts += wish.needs.map { HTML(text: names.name($0)) }
        parts += wish.offices.prefix(3).map {
            visit.name(agenda.office($0, on: today)?.name, $0.rawValue)
        }
        if let participant = wish.participant {
            parts.append(HTML(text: visit.say(.forPerson, participant.rawValue)))
        }
        var change = wish
        change.from = nil
        return """
            <div class="wish"><ul>\(parts.html { "<li>\($0)</li>" })</ul>\
            <p><a href="\(visit.link("/book/needs", change.values))">\(visit.say(.changeWish))</a>\
            </p></div>
            """
    }

    private var chosen: HTML {
        guard visit.query["taken"] != nil else {
            return "<p>\(visit.say(.timesLead, zone.name))</p>"
        }
        return """
            <div class="notice" role="status"><p>\(visit.say(.timesTaken))</p></div>\
            <p>\(visit.say(.timesLead, zone.name))</p>
            """
    }

    private func pager(_ dates: DateRange) -> HTML {
        SlotList(visit: visit, zone: zone).pager(dates, today: today, last: last) { date in
            var other = wish
            other.from = date
            return visit.link("/book/times", other.values)
        }
    }

    // MARK: Times

    private func list(_ starts: [Instant]) -> HTML {
        visit.form(
            "/book/hold",
            Fields.hidden(wish.values) + SlotList(visit: visit, zone: zone).days(starts),
            kind: "times")
    }

    // MARK: Nothing

    /// Why there is nothing, what would help at one tap, and the waiting list.
    private func nothing(
        _ request: Request, isWhole: Bool, pager: HTML = HTML()
    ) throws(Refusal) -> Page {
        let explanation = try agenda.explanation(of: request, at: visit.now)
        let view = WhyNothing(visit: visit, agenda: agenda, zone: zone)
        let citizen = explanation.forCitizens()
        let reliefs = citizen.reliefs.map { relief in
            let date = zone.local(relief.occasion.interval.start).date
            let other = wish.relaxed(
                by: relief.relaxations, request, in: agenda, from: date, at: visit.now)
            return (relief: relief, address: visit.link("/book/times", other.values))
        }
        let title = isWhole ? visit.say(.nothingAtAll) : visit.say(.nothingTheseDays)
        let body: HTML = """
            <div class="notice strong"><p><strong>\(title)</strong></p></div>\
            \(pager)\(view.reliefs(reliefs))\(view.causes(citizen))\(waiting(request))
            """
        return frame(pager, body)
    }

    private func waiting(_ request: Request) -> HTML {
        let values = wish.values.without(["from"])
        return """
            <section class="card"><h2>\(visit.say(.waitingTitle))</h2>\
            <p>\(visit.say(.waitingLead))</p>\
            \(visit.form("/book/wait", Fields.hidden(values)
                + Fields(visit: visit).send(.waitingJoin, kind: "quiet")))</section>
            """
    }
}
