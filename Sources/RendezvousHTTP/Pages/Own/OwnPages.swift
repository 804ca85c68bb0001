internal import Rendezvous

/// My appointments: the list, one of them, changing and calling off.
struct OwnPages {
    let visit: Visit
    let agenda: Agenda
    let person: Subject.ID

    private var view: AppointmentFacts { AppointmentFacts(visit: visit, agenda: agenda) }

    // MARK: The list

    func list() -> Page {
        let file = agenda.personFile(of: person, at: visit.now)
        let all = (file?.appointments ?? []).filter {
            $0.status != .pending || ($0.expires.map { visit.now < $0 } ?? false)
        }
        let isAhead = { (appointment: Appointment) in
            [.pending, .booked, .arrived].contains(appointment.status)
                && visit.now < appointment.placement.interval.end
        }
        let ahead = all.filter(isAhead)
        let past = all.filter { !isAhead($0) }.suffix(20).reversed()
        let empty: HTML = """
            <p>\(visit.say(.noneAhead))</p>\
            <p><a class="button main" href="\(visit.link("/book"))">\(visit.say(.menuBook))</a></p>
            """
        let rows = ahead.html(row)
        let before = Array(past).html(row)
        return Page(
            title: visit.say(.menuOwn),
            body: """
                \(notices(file))\(proposals(ahead))\
                <section aria-labelledby="ahead"><h2 id="ahead">\(visit.say(.aheadTitle))</h2>\
                \(ahead.isEmpty ? empty : "<ul class=\"cards\">\(rows)</ul>")</section>\
                \(waiting)\(agreements(file))\
                \("""
                    <section aria-labelledby="past"><h2 id="past">\(visit.say(.pastTitle))</h2>\
                    <ul class="cards">\(before)</ul></section>
                    """, if: !before.isEmpty)
                """)
    }

    private func row(_ appointment: Appointment) -> HTML {
        let zone = view.zone(appointment)
        let isHeld = appointment.status == .pending
        let address =
            isHeld
            ? visit.link("/book/details", FormValues([("hold", appointment.id.description)]))
            : visit.link("/appointments/\(appointment.id)")
        return """
            <li class="card appointment"><h3><a href="\(address)">\
            \(visit.span(appointment.placement.interval, zone))</a></h3>\
            <p>\(view.subject(appointment))</p><p>\(view.place(appointment.placement)) \
            <span class="tag">\(view.status(appointment))</span></p></li>
            """
    }

    private func notices(_ file: PersonFile?) -> HTML {
        let lines = (file?.notices ?? []).compactMap { notice -> HTML? in
            switch notice {
            case .bookContact(let date): "\(visit.say(.noticeBook)) \(visit.day(date))."
            case .contactOverdue(let date): "\(visit.say(.noticeOverdue)) \(visit.day(date))."
            case .documentsMissing(let items):
                "\(visit.say(.noticeDocuments)) \(items.map(\.rawValue).joined(separator: ", "))."
            case .answerProposal: nil
            case .appointmentInAbsence(let id):
                """
                <a href="\(visit.link("/appointments/\(id)"))">\(visit.say(.noticeAbsence))</a>
                """
            case .comeToOffice(let date): "\(visit.say(.noticeOffice)) \(visit.day(date))."
            case .confirmJobSearch(let date): "\(visit.say(.noticeConfirm)) \(visit.day(date))."
            }
        }
        guard !lines.isEmpty else { return HTML() }
        return """
            <section class="notice" aria-label="\(visit.say(.noticesTitle))"><ul>\
            \(lines.html { "<li>\($0)</li>" })</ul></section>
            """
    }

    // MARK: Proposals

    /// Proposals to move an appointment, each with yes and no.
    private func proposals(_ ahead: [Appointment]) -> HTML {
        ahead.html { proposal(for: $0) }
    }

    private func proposal(for appointment: Appointment) -> HTML {
        guard let id = appointment.proposal, let proposal = agenda[id],
            agenda.consent(to: id, at: visit.now) == .needsAction, let end = proposal.expires
        else { return HTML() }
        let zone = view.zone(appointment)
        let fields = Fields(visit: visit)
        return """
            <section class="notice strong" aria-labelledby="proposal-\(id.description)">\
            <h2 id="proposal-\(id.description)">\(visit.say(.proposalTitle))</h2>\
            <p>\(visit.say(.proposalLead))</p>\
            <dl class="facts"><div><dt>\(visit.say(.proposalNow))</dt>\
            <dd>\(visit.span(appointment.placement.interval, zone)), \
            \(view.place(appointment.placement))</dd></div>\
            <div><dt>\(visit.say(.proposalNew))</dt>\
            <dd><strong>\(visit.span(proposal.placement.interval, zone))</strong>, \
            \(view.place(proposal.placement))\(otherCounsellor(appointment, proposal))</dd></div>\
            </dl>\
            <p>\(visit.say(.proposalUntil)) \(visit.moment(end, zone)). \
            \(visit.say(.proposalSilence))</p><div class="buttons">\
            \(visit.form("/proposals/\(id)/accept", fields.send(.accept), kind: "inline"))\
            \(visit.form("/proposals/\(id)/decline", fields.send(.decline, kind: "quiet"),
                kind: "inline"))</div></section>
            """
    }

    private func otherCounsellor(_ old: Appointment, _ new: Appointment) -> HTML {
        old.placement.counsellor == new.placement.counsellor
            ? HTML() : " (\(visit.say(.otherCounsellor)))"
    }

    // MARK: Waiting list, agreements

    private var waiting: HTML {
        let entries = agenda.waitingList(at: visit.now).filter { entry in
            guard entry.request.party.participant == person else { return false }
            if case .open = entry.status { return true }
            if case .offered = entry.status { return true }
            return false
        }
        guard !entries.isEmpty else { return HTML() }
        let fields = Fields(visit: visit)
        let date = visit.today(BookingWish().zone(in: agenda))
        let rows = entries.html { entry in
            let service = agenda.service(entry.request.service, on: date)
            let name = visit.name(service?.name, entry.request.service.rawValue)
            var offer = HTML()
            if case .offered(let id) = entry.status, let hold = agenda[id] {
                let values = FormValues([("hold", id.description)])
                offer = """
                    <p class="notice strong">\(visit.say(.waitingOffer)) \
                    <strong>\(visit.span(hold.placement.interval, view.zone(hold)))</strong> \
                    <a class="button main" href="\(visit.link("/book/details", values))">\
                    \(visit.say(.waitingTake))</a></p>
                    """
            }
            return """
                <li class="card"><h3>\(name)</h3>\(offer)\
                \(visit.form("/waiting/\(entry.id)/withdraw",
                    fields.send(.waitingLeave, kind: "link"), kind: "inline"))</li>
                """
        }
        return """
            <section aria-labelledby="waiting"><h2 id="waiting">\(visit.say(.waitingList))</h2>\
            <ul class="cards">\(rows)</ul></section>
            """
    }

    /// The agreement of the last interview and the next one (requirement D17).
    private func agreements(_ file: PersonFile?) -> HTML {
        guard let last = file?.agreements.last else { return HTML() }
        return """
            <section aria-labelledby="agreements">\
            <h2 id="agreements">\(visit.say(.agreementsTitle))</h2>\
            <div class="card"><p>\(visit.say(.agreementOf)) \(agreement(last))</p>\
            <p class="hint">\(visit.say(.notBinding))</p></div></section>
            """
    }

    private func agreement(_ agreement: RegistrationFile.Agreement) -> HTML {
        let zone = BookingWish().zone(in: agenda)
        return visit.moment(agreement.at, zone) + ": " + HTML(text: agreement.id.rawValue)
    }

    // MARK: One appointment

    func appointment(_ appointment: Appointment) -> Page {
        let isNew = visit.query["booked"] != nil
        let isOpen =
            appointment.status == .booked && visit.now < appointment.placement.interval.start
        let base = "/appointments/\(appointment.id)"
        let title = isNew ? visit.say(.bookedTitle) : view.plainSubject(appointment)
        let actions: HTML = """
            <div class="buttons">\
            <a class="button quiet" href="\(visit.link("\(base)/calendar.ics"))" download>\
            \(visit.say(.calendarFile))</a>\
            \("""
                <a class="button quiet" href="\(visit.link("\(base)/change"))">\
                \(visit.say(.change))</a>\
                <a class="button quiet" href="\(visit.link("\(base)/cancel"))">\
                \(visit.say(.callOff))</a>
                """, if: isOpen)</div>
            """
        return Page(
            title: title, heading: isNew ? nil : view.subject(appointment),
            body: """
                \(note(isNew))\
                \(view.card(appointment, showsStatus: !isNew))\
                \(proposal(for: appointment))\(join(appointment))\(actions)\
                \(ChecklistView(visit: visit, agenda: agenda).list(
                    of: appointment.party.participant, appointment.service, appointment.topic))\
                <p><a href="\(visit.link("/help"))">\(visit.say(.menuGuide))</a></p>
                """,
            back: isNew ? nil : visit.link("/appointments"))
    }

    private func note(_ isNew: Bool) -> HTML {
        if isNew {
            return """
                <div class="notice good" role="status"><p>\(visit.say(.bookedLead))</p></div>
                """
        }
        let words: Words?
        switch visit.query["done"] {
        case "moved": words = .movedNote
        case "cancelled": words = .cancelledNote
        case "accepted": words = .acceptedNote
        case "declined": words = .declinedNote
        default: words = nil
        }
        guard let words else { return HTML() }
        return "<div class=\"notice good\" role=\"status\"><p>\(visit.say(words))</p></div>"
    }

    /// From when to when one can join a meeting by video, and the link while one can (A8).
    private func join(_ appointment: Appointment) -> HTML {
        let pass = agenda.joinPasses(of: appointment.id, at: visit.now).first { pass in
            if case .participant = pass.holder { true } else { false }
        }
        guard let pass else { return HTML() }
        let zone = view.zone(appointment)
        let link = pass.isOpen ? visit.settings.joinLink(of: pass) : nil
        let button = link.map { address -> HTML in
            """
            <p><a class="button main" href="\(address)">\(visit.say(.join))</a></p>
            """
        }
        return """
            <section class="card" aria-labelledby="join">\
            <h2 id="join">\(visit.say(.joinTitle))</h2>\
            <p>\(visit.say(.joinWindow)) \(visit.span(pass.window, zone)). \
            \(visit.say(.joinCamera))</p>\(button)</section>
            """
    }

    // MARK: Changing

    func change(_ appointment: Appointment, isTaken: Bool) throws(Refusal) -> Page {
        let zone = view.zone(appointment)
        let today = visit.today(zone)
        let service = agenda.service(appointment.service, on: today)
        let last = today.advanced(by: service?.horizon ?? 0)
        let from = min(max(visit.query["from"].flatMap { CivilDate($0) } ?? today, today), last)
        let end = min(from.advanced(by: BookingWish.days - 1), last)
        guard let dates = DateRange(from: from, to: end) else {
            throw Refusal(.horizon, "no day is ahead")
        }
        let windows = BookingWish().windows(on: dates, zone, from: visit.now)
        let found = try agenda.openings(
            toMove: appointment.id, within: windows, at: visit.now, limit: 2_000
        ).all.map(\.placement.interval.start)
        let base = "/appointments/\(appointment.id)/change"
        let body: HTML
        if found.isEmpty {
            body = """
                <div class="notice strong"><p>\(visit.say(.nothingTheseDays))</p></div>
                """
        } else {
            body = visit.form(base, SlotList(visit: visit, zone: zone).days(found), kind: "times")
        }
        let pager = SlotList(visit: visit, zone: zone).pager(dates, today: today, last: last) {
            visit.link(base, FormValues([("from", $0.description)]))
        }
        let taken: HTML =
            isTaken
            ? "<div class=\"notice\" role=\"status\"><p>\(visit.say(.timesTaken))</p></div>" : ""
        return Page(
            title: visit.say(.changeTitle),
            body: """
                \(view.card(appointment))<p class="lead">\(visit.say(.changeLead))</p>\
                \(taken)\(pager)\(body)\(pager)
                """, back: visit.link("/appointments/\(appointment.id)"))
    }

    func cancel(_ appointment: Appointment) -> Page {
        let fields = Fields(visit: visit)
        let base = "/appointments/\(appointment.id)"
        return Page(
            title: visit.say(.cancelTitle),
            body: """
                \(view.card(appointment))<p>\(visit.say(.cancelLead))</p>\
                <div class="buttons">\
                \(visit.form("\(base)/cancel", fields.send(.cancelYes, kind: "danger"),
                    kind: "inline"))\
                <a class="button quiet" href="\(visit.link(base))">\(visit.say(.cancelNo))</a></div>
                """, back: visit.link(base))
    }
}
