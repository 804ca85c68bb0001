internal import Rendezvous

/// An appointment as its participant sees it: when, how and where; nobody's name.
struct AppointmentFacts {
    let visit: Visit
    let agenda: Agenda

    /// The zone of an appointment.
    func zone(_ appointment: Appointment) -> ZoneRules {
        agenda.zone(of: appointment.placement.counsellor) ?? .utc
    }

    /// What it is about.
    func subject(_ appointment: Appointment) -> HTML {
        let (label, fallback) = label(appointment)
        return visit.name(label, fallback)
    }

    /// What it is about, as text.
    func plainSubject(_ appointment: Appointment) -> String {
        let (label, fallback) = label(appointment)
        return visit.plainName(label, fallback)
    }

    private func label(_ appointment: Appointment) -> (Label?, String) {
        let date = zone(appointment).local(appointment.placement.interval.start).date
        let service = agenda.service(appointment.service, on: date)
        let topic = service?.topics.first { $0.id == appointment.topic }
        return (
            topic?.name ?? service?.name,
            (appointment.topic?.rawValue ?? appointment.service.rawValue)
        )
    }

    /// How it takes place, where, and with what.
    func place(_ placement: Placement) -> HTML {
        let view = agenda.citizenView(of: placement)
        let date = (agenda.zone(of: placement.counsellor) ?? .utc).local(placement.interval.start)
            .date
        var text = HTML(text: visit.language.capitalised(visit.language.text(placement.channel)))
        if let office = view.occasion.office {
            let name = visit.name(agenda.office(office, on: date)?.name, office.rawValue)
            text += placement.channel == .office ? ", \(name)" : " (\(name))"
        }
        if let room = view.room {
            text += ", \(visit.name(agenda.room(room, on: date)?.name, room.rawValue))"
        }
        return text
    }

    /// The main facts as a list of terms.
    func card(_ appointment: Appointment, showsStatus: Bool = false) -> HTML {
        let zone = zone(appointment)
        let placement = appointment.placement
        let names = LanguageNames(visit.language)
        var rows: HTML = """
            <div><dt>\(visit.say(.when))</dt><dd class="big">\
            \(visit.span(placement.interval, zone))</dd></div>\
            <div><dt>\(visit.say(.about))</dt><dd>\(subject(appointment))</dd></div>\
            <div><dt>\(visit.say(.how))</dt><dd>\(place(placement))</dd></div>
            """
        if !appointment.party.needs.isEmpty {
            let needs = appointment.party.needs.map(names.name).joined(separator: ", ")
            let interpreter =
                placement.interpreter == nil ? "" : " – " + visit.say(.interpreterComes)
            rows += """
                <div><dt>\(visit.say(.needsTerm))</dt>\
                <dd>\(visit.language.capitalised(needs))\(interpreter)</dd></div>
                """
        }
        if appointment.party.participant != visit.viewer?.person {
            rows += """
                <div><dt>\(visit.say(.participantTerm))</dt>\
                <dd>\(appointment.party.participant)</dd></div>
                """
        }
        if case .business(let authority) = appointment.party.applicant {
            let words: Words = authority == .legal ? .authorityLegal : .authorityAuthorised
            rows += "<div><dt>\(visit.say(.authorityTerm))</dt><dd>\(visit.say(words))</dd></div>"
        }
        if showsStatus {
            rows += """
                <div><dt>\(visit.say(.statusTerm))</dt><dd>\(status(appointment))</dd></div>
                """
        }
        return "<dl class=\"facts\">\(rows)</dl>"
    }

    /// How far it has come, in words.
    func status(_ appointment: Appointment) -> String {
        if appointment.status == .pending || appointment.status == .proposed {
            return visit.say(.statusHeld)
        }
        let words: Words =
            switch appointment.progress {
            case .ahead: .statusBooked
            case .arrived: .statusArrived
            case .identified: .statusIdentified
            case .inSession: .statusOn
            case .completed: .statusDone
            case .missed: .statusMissed
            case .identityRefused: .statusRefused
            case .calledOff: .statusCancelled
            }
        return visit.say(words)
    }
}

/// What to have before a meeting, and how far each item has come.
struct ChecklistView {
    let visit: Visit
    let agenda: Agenda

    func list(of person: Subject.ID, _ service: Service.ID, _ topic: Topic.ID?) -> HTML {
        let items = agenda.checklist(of: person, for: service, topic: topic, at: visit.now)
        guard !items.isEmpty else { return HTML() }
        let rows = items.html { state in
            let item = state.item
            return """
                <li><strong>\(visit.name(item.name, item.id.rawValue))</strong>\
                \(self.state(state))\(line(.obtainedFrom, item.obtainedFrom))\
                \(line(.submittedTo, item.submittedTo))</li>
                """
        }
        return """
            <section class="checklist" aria-labelledby="checklist">\
            <h2 id="checklist">\(visit.say(.checklistTitle))</h2><ul>\(rows)</ul></section>
            """
    }

    private func line(_ words: Words, _ label: Label) -> HTML {
        guard !label.text(in: visit.language.tag).isEmpty else { return HTML() }
        return "<span class=\"hint\">\(visit.say(words)): \(visit.name(label, ""))</span>"
    }

    private func state(_ state: ChecklistState) -> HTML {
        let words: Words
        switch state.state {
        case .checked?: words = .documentChecked
        case .submitted?: words = .documentSubmitted
        case .rejected?: words = .documentRejected
        case nil:
            guard state.isGating else { return HTML() }
            words = .documentMissing
        }
        return " <span class=\"tag\">\(visit.say(words))</span>"
    }
}
