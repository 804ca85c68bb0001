internal import Rendezvous

/// The number of appointments, by office, service and time (requirement A15).
struct NumbersPage {
    let visit: Visit
    let agenda: Agenda

    func page() -> Page {
        let zone = BookingWish().zone(in: agenda)
        let today = visit.today(zone)
        let from = visit.query["first"].flatMap { CivilDate($0) } ?? today
        let to = visit.query["last"].flatMap { CivilDate($0) } ?? from.advanced(by: 27)
        let fields = Fields(visit: visit, values: visit.query)
        let form: HTML = """
            <form method="get" action="\(visit.link("/staff/numbers"))" class="chooser">\
            \(fields.date("first", .firstDay, from))\(fields.date("last", .lastDay, to))\
            \(fields.send(.show, kind: "quiet"))</form>
            """
        guard let dates = DateRange(from: from, to: to) else {
            let fault = FormFault(field: "first", text: visit.say(.absenceDates))
            return Page(
                title: visit.say(.numbersTitle), body: form, status: 422, isWide: true,
                faults: [fault])
        }
        let total = agenda.usage(on: dates, by: UsageGrouping())
        let frame = DayPages(visit: visit, agenda: agenda)
        func section(
            _ words: Words, _ figures: [UsageFigure], _ name: (UsageFigure) -> HTML
        ) -> HTML {
            guard !figures.isEmpty, let frame else { return HTML() }
            let most = figures.map(\.total).max() ?? 1
            let rows = figures.html { row($0, name($0), most) }
            return frame.table(words, [words] + Self.statusWords, rows, isNumeric: true)
        }
        let parts: HTML =
            section(.byWeek, agenda.usage(on: dates, by: UsageGrouping(.week))) {
                "\(visit.day($0.dates.first))–\(visit.day($0.dates.last))"
            }
            + section(.byOffice, agenda.usage(on: dates, by: UsageGrouping(byOffice: true))) {
                figure in
                figure.office.map { visit.name(agenda.office($0, on: from)?.name, $0.rawValue) }
                    ?? "–"
            }
            + section(.byService, agenda.usage(on: dates, by: UsageGrouping(byService: true))) {
                figure in
                figure.service.map { visit.name(agenda.service($0, on: from)?.name, $0.rawValue) }
                    ?? "–"
            }
        let sum = total.first?.total ?? 0
        return Page(
            title: visit.say(.numbersTitle),
            body: """
                \(form)<dl class="figures"><div><dt>\(visit.say(.figureAll))</dt>\
                <dd>\(visit.language.text(sum))</dd></div></dl>\
                \(sum == 0 ? "<p>\(visit.say(.noMeetings))</p>" : parts)
                """, isWide: true)
    }

    private static let statusWords: [Words] = [
        .figureAll, .statusBooked, .statusDone, .statusMissed, .statusCancelled,
    ]

    private func row(_ figure: UsageFigure, _ name: HTML, _ most: Int) -> HTML {
        let booked = [.booked, .arrived, .pending].reduce(0) {
            $0 + (figure.counts[$1 as AppointmentStatus] ?? 0)
        }
        let cells = [
            booked, figure.counts[.fulfilled] ?? 0, figure.counts[.noShow] ?? 0,
            figure.counts[.cancelled] ?? 0,
        ]
        let width = 120 * figure.total / max(1, most)
        return """
            <tr><th scope="row">\(name)</th><td class="number">\
            <svg class="strip" viewBox="0 0 120 10" width="120" height="10" aria-hidden="true" \
            focusable="false"><rect class="bar meeting" width="\(width)" height="10"/></svg> \
            \(visit.language.text(figure.total))</td>\
            \(cells.html { "<td class=\"number\">\(visit.language.text($0))</td>" })</tr>
            """
    }
}
