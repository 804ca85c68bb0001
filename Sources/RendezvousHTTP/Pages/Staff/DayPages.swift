internal import Rendezvous

/// Operations: an office's day and week.
struct DayPages {
    let visit: Visit
    let agenda: Agenda
    let office: Office.ID
    let date: CivilDate
    /// The offices that the viewer may choose.
    let offices: [Office.ID]

    /// The office and day of the address, or the viewer's own office and today.
    init?(visit: Visit, agenda: Agenda) {
        guard let viewer = visit.viewer else { return nil }
        let own = viewer.principal.office(in: agenda, at: visit.now)
        offices = viewer.principal.offices(in: agenda, at: visit.now)
        let asked = visit.query["office"].map { Office.ID($0) }
        // Who asks for another office sees their own.
        let known = asked.map { viewer.principal.role == .administrator || $0 == own } ?? false
        guard let office = (known ? asked : nil) ?? own ?? offices.first,
            let zone = agenda.zone(of: office)
        else { return nil }
        self.visit = visit
        self.agenda = agenda
        self.office = office
        date = visit.query["date"].flatMap { CivilDate($0) } ?? visit.today(zone)
    }

    /// The choice of office and day that operations pages begin with.
    func chooser(_ path: String) -> HTML {
        let fields = Fields(visit: visit)
        let options = offices.map { id in
            Fields.Option(
                id.rawValue,
                HTML(text: visit.plainName(agenda.office(id, on: date)?.name, id.rawValue)))
        }
        func step(_ days: Int, _ words: Words) -> HTML {
            let values = FormValues([
                ("office", office.rawValue), ("date", date.advanced(by: days).description),
            ])
            return """
                <a class="button quiet" href="\(visit.link(path, values))">\(visit.say(words))</a>
                """
        }
        let stride = path == "/staff/week" ? 7 : 1
        return """
            <form method="get" action="\(visit.link(path))" class="chooser">\
            \(fields.select("office", .officeLegend, options, chosen: office.rawValue))\
            \(fields.date("date", .dateLabel, date))\
            \(fields.send(.show, kind: "quiet"))</form>\
            <nav class="pager" aria-label="\(visit.say(.otherDays))">\
            \(step(-stride, .earlier))\(step(stride, .laterDays))</nav>
            """
    }

    var officeName: String {
        visit.plainName(agenda.office(office, on: date)?.name, office.rawValue)
    }

    // MARK: Day

    func dayPage() -> Page {
        guard let day = OfficeDay(agenda, office, on: date, at: visit.now) else {
            return Page(
                title: visit.say(.menuDay),
                body: "\(chooser("/staff/day"))<p>\(visit.say(.noSuchOffice))</p>", isWide: true)
        }
        let isShut = day.open.isEmpty
        let closed: HTML =
            isShut
            ? "<p class=\"notice\">\(visit.say(.officeClosedThen))</p>" : ""
        let nobody: HTML = day.rows.isEmpty ? "<p>\(visit.say(.nobodyThere))</p>" : ""
        return Page(
            title: "\(officeName), \(visit.language.text(date))",
            heading: "\(officeName) <span class=\"sub\">\(visit.day(date))</span>",
            body: """
                \(chooser("/staff/day"))\(closed)\(nobody)\(figures(day))\(alerts(day))\
                \(DayChart(visit: visit, day: day).svg())\(meetings(day))\(people(day))
                """, isWide: true)
    }

    private func figures(_ day: OfficeDay) -> HTML {
        let booked = day.rows.reduce(0) { $0 + $1.appointments.count }
        let present = day.rows.count { !$0.working.isEmpty }
        let free = day.rows.reduce(Seconds.zero) { $0 + $1.free }
        return """
            <dl class="figures">\
            <div><dt>\(visit.say(.figureMeetings))</dt>\
            <dd>\(visit.language.text(booked))</dd></div>\
            <div><dt>\(visit.say(.figureWorking))</dt>\
            <dd>\(visit.language.text(present))/\(visit.language.text(day.rows.count))</dd></div>\
            <div><dt>\(visit.say(.figureFree))</dt><dd>\(hours(free))</dd></div></dl>
            """
    }

    /// A length as hours and minutes.
    func hours(_ length: Seconds) -> String {
        let minutes = length.count / 60
        return
            "\(minutes / 60) \(visit.say(.hoursShort)) \(minutes % 60) \(visit.say(.minutesShort))"
    }

    /// Who is late or away now, and which meetings that endangers (E9).
    private func alerts(_ day: OfficeDay) -> HTML {
        guard day.day.contains(visit.now) else { return HTML() }
        let names = Set(day.rows.map(\.counsellor))
        let late = day.rows.compactMap(\.presence).filter {
            [.late, .absent, .away].contains($0.state)
        }
        guard !late.isEmpty else {
            return "<p class=\"hint\">\(visit.say(.nobodyLate))</p>"
        }
        let endangered = agenda.endangered(at: visit.now).filter { found in
            if case .counsellor(let id) = found.presence.worker {
                names.contains(id)
            } else {
                false
            }
        }
        let rows = late.html { presence in
            """
            <li>\(presence.worker.reference.rawValue): \(visit.say(presence.state.words)) \
            (\(hours(presence.by)))</li>
            """
        }
        let meetings = endangered.html { found in
            """
            <li>\(visit.time(found.interval.start, day.zone)) – \(visit.say(.appointmentNumber)) \
            \(found.appointment.number)</li>
            """
        }
        return """
            <section class="notice strong" aria-labelledby="late">\
            <h2 id="late">\(visit.say(.lateTitle))</h2><ul>\(rows)</ul>\
            \("<h3>\(visit.say(.endangeredTitle))</h3><ul>\(meetings)</ul>", if: !meetings.isEmpty)\
            </section>
            """
    }

    /// The meetings of the day, with what can be noted about each.
    private func meetings(_ day: OfficeDay) -> HTML {
        let all = day.rows.flatMap(\.appointments).sorted {
            ($0.placement.interval.start, $0.id) < ($1.placement.interval.start, $1.id)
        }
        guard !all.isEmpty else { return "<p>\(visit.say(.noMeetings))</p>" }
        let view = AppointmentFacts(visit: visit, agenda: agenda)
        let rows = all.html { appointment in
            let interval = appointment.placement.interval
            return """
                <tr><th scope="row">\(visit.time(interval.start, day.zone))–\
                \(visit.time(interval.end, day.zone))</th>\
                <td>\(appointment.placement.counsellor)\
                \(appointment.placement.interpreter.map { " + \($0)" })</td>\
                <td>\(appointment.party.participant)</td><td>\(view.subject(appointment))</td>\
                <td>\(visit.language.text(appointment.placement.channel))</td>\
                <td>\(view.status(appointment))</td><td>\(actions(appointment))</td></tr>
                """
        }
        let head: [Words] = [
            .timeColumn, .counsellorColumn, .participantTerm, .about, .how, .statusTerm,
            .noteColumn,
        ]
        return table(.meetingsTitle, head, rows)
    }

    /// A table that scrolls by itself where the screen is narrow.
    func table(
        _ caption: Words, _ head: [Words], _ rows: HTML, isNumeric: Bool = false
    ) -> HTML {
        let kind = isNumeric ? "numeric" : "plain"
        let id = "t-\(caption.english.slug)"
        let cells = head.html { "<th scope=\"col\">\(visit.say($0))</th>" }
        return """
            <section aria-labelledby="\(id)"><h2 id="\(id)">\(visit.say(caption))</h2>\
            <div class="scroll" role="region" tabindex="0" aria-labelledby="\(id)">\
            <table class="\(kind)"><thead><tr>\(cells)</tr></thead>\
            <tbody>\(rows)</tbody></table></div></section>
            """
    }

    /// What can be noted about a meeting now, by whoever may.
    private func actions(_ appointment: Appointment) -> HTML {
        guard let viewer = visit.viewer else { return HTML() }
        var steps: [(String, Words, ServiceOperation)] = []
        switch appointment.status {
        case .booked:
            steps = [("arrive", .noteArrived, .arrive), ("missed", .noteMissed, .noShow)]
        case .arrived:
            steps =
                appointment.meeting.isIdentified
                ? [("complete", .noteDone, .complete)] : [("identify", .noteIdentified, .identify)]
        default: steps = []
        }
        let fields = Fields(visit: visit)
        let hidden = Fields.hidden(
            FormValues([("office", office.rawValue), ("date", date.description)]))
        return steps.filter { viewer.may($0.2) }.html { step, words, _ in
            visit.form(
                "/staff/appointments/\(appointment.id)/\(step)",
                hidden + fields.send(words, kind: "small"), kind: "inline")
        }
    }

    /// The picture as a table: each counsellor's work, meetings and free time.
    private func people(_ day: OfficeDay) -> HTML {
        let rows = day.rows.html { row in
            let presence = row.presence.map { visit.say($0.state.words) } ?? "–"
            return """
                <tr><th scope="row">\(row.counsellor)</th>\
                <td>\(stretches(row.working.intervals, day.zone))</td>\
                <td>\(stretches(row.intervals(.leave), day.zone))</td>\
                <td>\(row.appointments.count)</td>\
                <td>\(stretches(row.intervals(.free), day.zone))</td><td>\(presence)</td></tr>
                """
        }
        let head: [Words] = [
            .counsellorColumn, .workColumn, .kindLeave, .figureMeetings, .kindFree, .presenceColumn,
        ]
        return table(.peopleTitle, head, rows)
    }

    private func stretches(_ intervals: [Interval], _ zone: ZoneRules) -> HTML {
        guard !intervals.isEmpty else { return "–" }
        return HTML(
            intervals.enumerated().map { index, interval -> HTML in
                if zone.day(zone.local(interval.start).date) == interval {
                    return HTML(text: visit.say(.allDay))
                }
                let start = visit.clock(interval.start, zone)
                return """
                    \(", ", if: index > 0)<span class="nowrap">\(start)–\
                    \(visit.clock(interval.end, zone))</span>
                    """
            })
    }

    // MARK: Week

    /// Five days or as many as the office has, counsellors by days: meetings and what is free.
    func weekPage() -> Page {
        let monday = date.advanced(by: -(date.weekday.rawValue - 1))
        let days = (0..<7).compactMap {
            OfficeDay(agenda, office, on: monday.advanced(by: $0), at: visit.now)
        }.filter { day in !day.open.isEmpty || day.rows.contains { !$0.working.isEmpty } }
        var counsellors: [Counsellor.ID] = []
        for id in days.flatMap({ $0.rows.map(\.counsellor) }) where !counsellors.contains(id) {
            counsellors.append(id)
        }
        let head = days.html { day in
            let values = FormValues([("office", office.rawValue), ("date", day.date.description)])
            return """
                <th scope="col"><a href="\(visit.link("/staff/day", values))">\
                \(visit.day(day.date))</a></th>
                """
        }
        let rows = counsellors.html { id in
            "<tr><th scope=\"row\">\(id)</th>\(days.html { cell($0, id) })</tr>"
        }
        let title = visit.say(.weekTitle, officeName, visit.language.text(monday))
        return Page(
            title: title,
            body: """
                \(chooser("/staff/week"))\
                <div class="scroll" role="region" tabindex="0" \
                aria-label="\(visit.say(.menuWeek))">\
                <table class="week"><thead><tr><th scope="col">\(visit.say(.counsellorColumn))</th>\
                \(head)</tr></thead><tbody>\(rows)</tbody></table></div>
                """, isWide: true)
    }

    private func cell(_ day: OfficeDay, _ id: Counsellor.ID) -> HTML {
        guard let row = day.rows.first(where: { $0.counsellor == id }) else { return "<td>–</td>" }
        let isAway = row.working.isEmpty
        let hasLeave = row.stretches.contains { $0.kind == .leave }
        if isAway {
            return "<td class=\"away\">\(visit.say(hasLeave ? .kindLeave : .notAtWork))</td>"
        }
        let span = day.span
        let width = 132
        let bars = row.stretches.html { stretch -> HTML in
            guard let shown = stretch.interval.intersection(span) else { return HTML() }
            let total = Int(span.length.count)
            let x = Int((shown.start - span.start).count) * width / total
            let length = max(1, Int(shown.length.count) * width / total)
            return """
                <rect class="bar \(stretch.kind.rawValue)" x="\(x)" y="0" width="\(length)" \
                height="18"/>
                """
        }
        return """
            <td><svg class="strip" viewBox="0 0 \(width) 18" width="\(width)" height="18" \
            aria-hidden="true" focusable="false">\(bars)</svg>\
            <span class="hint">\(visit.say(.weekCell, visit.language.text(row.appointments.count),
                hours(row.free)))</span></td>
            """
    }
}

extension String {
    /// Letters and dashes alone, for identifiers of parts of a page.
    var slug: String {
        String(lowercased().map { $0.isASCII && $0.isLetter ? $0 : "-" })
    }
}

extension Presence.State {
    /// What a state is called.
    var words: Words {
        switch self {
        case .off: .presenceOff
        case .presumed: .presencePresumed
        case .telework: .presenceTelework
        case .expected: .presenceExpected
        case .late: .presenceLate
        case .absent: .presenceAbsent
        case .present: .presencePresent
        case .away: .presenceAway
        case .over: .presenceOver
        }
    }
}
