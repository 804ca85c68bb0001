internal import Rendezvous

/// What an absence would break, the re-bookings proposed for it, and their acceptance.
struct AbsencePage {
    let visit: Visit
    let agenda: Agenda

    /// The question that the address asks: who, when, why.
    struct Question {
        let counsellor: Counsellor.ID
        let dates: DateRange
        let type: LeaveType

        init?(_ values: FormValues, in agenda: Agenda) {
            guard let name = values["counsellor"], let first = values["first"],
                let from = CivilDate(first),
                let to = CivilDate(values["last"] ?? first),
                let dates = DateRange(from: from, to: to),
                dates.first.distance(to: dates.last) < 366,
                agenda.counsellors.contains(Counsellor.ID(name))
            else { return nil }
            counsellor = Counsellor.ID(name)
            self.dates = dates
            type = LeaveType(
                ["illness", "leave", "training"].first { $0 == values["type"] } ?? "illness")
        }

        var values: FormValues {
            FormValues([
                ("counsellor", counsellor.rawValue), ("first", dates.first.description),
                ("last", dates.last.description), ("type", type.rawValue),
            ])
        }
    }

    private var today: CivilDate { visit.today(BookingWish().zone(in: agenda)) }

    func page(_ refusal: Refusal? = nil) throws(Refusal) -> Page {
        let question = Question(visit.query, in: agenda)
        var body = form
        var faults: [FormFault] = []
        if let refusal {
            let words = visit.language.capitalised(visit.language.text(refusal.reason))
            body = """
                <div class="notice strong" role="alert"><p>\(visit.say(.absenceRefused)) \
                \(words).</p></div>\(body)
                """
        }
        if let question {
            let change = AbsencePlan.change(
                question.counsellor, question.dates, question.type, at: visit.now)
            body += outcome(try AbsencePlan(change, in: agenda, at: visit.now), question)
        } else if visit.query["counsellor"] != nil {
            faults = [FormFault(field: "first", text: visit.say(.absenceDates))]
        }
        if visit.query["done"] != nil {
            body = """
                <div class="notice good" role="status"><p>\(visit.say(.absenceDone))</p></div>\
                \(body)
                """
        }
        return Page(
            title: visit.say(.absenceTitle), body: body, status: faults.isEmpty ? 200 : 422,
            isWide: true, faults: faults)
    }

    private var form: HTML {
        let fields = Fields(visit: visit, values: visit.query)
        let people = agenda.counsellors.compactMap { agenda.counsellor($0, on: today) }
        let options = people.map { person in
            let office = visit.plainName(
                agenda.office(person.office, on: today)?.name, person.office.rawValue)
            return Fields.Option(person.id.rawValue, HTML(text: "\(person.id) – \(office)"))
        }
        let types = [
            Fields.Option("illness", HTML(text: visit.say(.illness))),
            Fields.Option("leave", HTML(text: visit.say(.kindLeave))),
            Fields.Option("training", HTML(text: visit.say(.training))),
        ]
        return """
            <p class="lead">\(visit.say(.absenceLead))</p>\
            <form method="get" action="\(visit.link("/staff/absence"))" class="chooser">\
            \(fields.select("counsellor", .counsellorColumn, options))\
            \(fields.date("first", .firstDay, today))\(fields.date("last", .lastDay, today))\
            \(fields.select("type", .absenceType, types))\
            \(fields.send(.absenceShow, kind: "main"))</form>
            """
    }

    // MARK: Outcome

    private func outcome(_ plan: AbsencePlan, _ question: Question) -> HTML {
        let effect = plan.effect
        let figures: HTML = """
            <dl class="figures">\
            <div><dt>\(visit.say(.figureOrphaned))</dt>\
            <dd>\(visit.language.text(effect.orphaned.count))</dd></div>\
            <div><dt>\(visit.say(.figureSupported))</dt>\
            <dd>\(visit.language.text(effect.supported))</dd></div>\
            <div><dt>\(visit.say(.figureNewly))</dt>\
            <dd>\(visit.language.text(effect.newlyPossible.count))</dd></div></dl>
            """
        let title = visit.say(
            .absenceOf, question.counsellor.rawValue, visit.language.text(question.dates.first))
        let may = visit.viewer?.may(.declare) ?? false
        let rows = plan.moves.html(move)
        let list: HTML =
            plan.moves.isEmpty
            ? "<p>\(visit.say(.nothingBroken))</p>"
            : "<ul class=\"moves\">\(rows)</ul>"
        let accept: HTML =
            may
            ? Fields(visit: visit).send(.absenceAccept)
            : "<p class=\"notice\">\(visit.say(.absenceMayNot))</p>"
        return """
            <section aria-labelledby="outcome" class="outcome"><h2 id="outcome">\(title)</h2>\
            \(figures)\
            \(visit.form("/staff/absence",
                Fields.hidden(question.values) + list + accept))</section>
            """
    }

    /// One appointment with what may be done about it.
    private func move(_ move: AbsencePlan.Move) -> HTML {
        let view = AppointmentFacts(visit: visit, agenda: agenda)
        let appointment = move.appointment
        let zone = view.zone(appointment)
        let name = "move-\(appointment.id)"
        var options: [Fields.Option] = []
        var target = HTML()
        if let placement = move.placement {
            let stays = placement.interval == appointment.placement.interval
            options = [
                Fields.Option("propose", HTML(text: visit.say(.moveAsk))),
                Fields.Option("move", HTML(text: visit.say(.moveAgreed))),
            ]
            target = """
                <p class="to"><span class="arrow" aria-hidden="true">→</span> \
                <strong>\(visit.span(placement.interval, zone))</strong>, \
                \(placement.counsellor)\(placement.interpreter.map { " + \($0)" }), \
                \(view.place(placement))\
                \(" <span class=\"tag good\">\(visit.say(.sameTime))</span>", if: stays)</p>\
                \(Fields.hidden(FormValues([("to-\(appointment.id)", placement.word)])))
                """
        } else {
            target = "<p class=\"to\">\(visit.say(.moveNowhere))</p>"
        }
        options += [
            Fields.Option("cancel", HTML(text: visit.say(.moveCancel))),
            Fields.Option("leave", HTML(text: visit.say(.moveLeave))),
        ]
        let names = LanguageNames(visit.language)
        let needs = appointment.party.needs.map(names.name).joined(separator: ", ")
        let tag: HTML = " <span class=\"tag\">\(visit.language.capitalised(needs))</span>"
        let choices = Fields(visit: visit).radios(
            name, .moveLegend, options, chosen: move.placement == nil ? "leave" : "propose")
        return """
            <li class="card"><h3>\(visit.span(appointment.placement.interval, zone)) – \
            \(appointment.party.participant)</h3>\
            <p>\(view.subject(appointment))\(needs.isEmpty ? HTML() : tag)</p>\
            \(target)\(choices)</li>
            """
    }

    // MARK: Acceptance

    /// What the form asks for, decided as one: the absence, and what becomes of each appointment.
    /// Either all of it happens or nothing.
    static func decide(
        _ values: FormValues, _ question: Question, in agenda: Agenda, answer: Seconds,
        at now: Instant
    ) throws(Refusal) -> [Event] {
        let change = AbsencePlan.change(question.counsellor, question.dates, question.type, at: now)
        var after = agenda
        var events = try after.decide(.amendAll([change]), at: now)
        try after.take(events)
        for field in values.fields where field.name.hasPrefix("move-") {
            guard let number = Int(field.name.dropFirst("move-".count)) else { continue }
            let id = Appointment.ID(number)
            let placement = values["to-\(number)"].flatMap { Placement(word: $0) }
            let command: Command
            switch (field.value, placement) {
            case ("propose", let placement?):
                let left = (after[id]?.placement.interval.start ?? now) - now
                command = .propose(id, to: placement, answerWithin: min(answer, left))
            case ("move", let placement?): command = .reschedule(id, to: placement)
            case ("cancel", _): command = .cancel(id, .revoked)
            default: continue
            }
            let new = try after.decide(command, at: now)
            try after.take(new)
            events += new
        }
        return events
    }
}
