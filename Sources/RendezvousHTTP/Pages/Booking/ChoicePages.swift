internal import Rendezvous

/// The first steps of a booking: what it is about, and what the meeting must provide.
struct ChoicePages {
    let visit: Visit
    let agenda: Agenda

    private var date: CivilDate { visit.today(BookingWish().zone(in: agenda)) }

    /// The services of a field, as they are today.
    private func services(of field: Field.ID) -> [Service] {
        agenda.services.compactMap { agenda.service($0, on: date) }.filter { $0.field == field }
    }

    // MARK: Fields

    /// The fields with what belongs to them; every topic is one tap away.
    func fields() -> Page {
        let fields = agenda.fields.compactMap { agenda.field($0, on: date) }
            .filter { !services(of: $0.id).isEmpty }
        let cards = fields.html { field in
            let name = visit.name(field.name, field.id.rawValue)
            let services = services(of: field.id)
            let topics = services.flatMap { $0.topics.prefix(3) }.prefix(4)
            let hints = topics.html { "<li>\(visit.name($0.name, $0.id.rawValue))</li>" }
            let values = FormValues([("field", field.id.rawValue)])
            return """
                <li class="card"><h2>\
                <a href="\(visit.link("/book/topic", values))">\(name)</a></h2>\
                \("<ul>\(hints)</ul>", if: !topics.isEmpty)</li>
                """
        }
        return Page(
            title: visit.say(.fieldTitle), kicker: visit.say(.step, "1", "5"),
            body: """
                <p class="lead">\(visit.say(.fieldLead))</p><ul class="cards">\(cards)</ul>\
                \(resume)
                """, back: visit.link("/"))
    }

    /// A time that is kept and was not confirmed yet.
    private var resume: HTML {
        guard let hold = OwnHolds(visit: visit, agenda: agenda).all.first else { return HTML() }
        return """
            <div class="notice"><p>\(visit.say(.holdWaiting)) \
            <a href="\(visit.link("/book/details", FormValues([("hold", hold.id.description)])))">\
            \(visit.say(.holdResume))</a></p></div>
            """
    }

    /// The topics of a field, by service.
    func topics(_ field: Field.ID, faults: [FormFault] = []) -> Page? {
        guard let found = agenda.field(field, on: date) else { return nil }
        let fields = Fields(visit: visit, faults: faults, values: visit.query)
        let services = services(of: field)
        // For whom a topic is, is said once where all are for the same people.
        let isForAll = Set(services.map(\.audience)).count == 1
        let lead = isForAll ? services.first.flatMap(audience) : nil
        let options = services.flatMap { service -> [Fields.Option] in
            let hint = isForAll ? nil : audience(service)
            guard !service.topics.isEmpty else {
                return [
                    Fields.Option(
                        service.id.rawValue, visit.name(service.name, service.id.rawValue),
                        hint: hint)
                ]
            }
            return service.topics.map { topic in
                Fields.Option(
                    "\(service.id) \(topic.id)", visit.name(topic.name, topic.id.rawValue),
                    hint: hint)
            }
        }
        let form: HTML = """
            \(lead.map { "<p class=\"lead\">\($0)</p>" })\
            <form method="get" action="\(visit.link("/book/needs"))" class="stack">\
            \(Fields.hidden(FormValues([("field", field.rawValue)])))\
            \(fields.radios("about", .topicLegend, options))\(fields.send(.next))</form>
            """
        return Page(
            title: visit.plainName(found.name, field.rawValue),
            heading: visit.name(found.name, field.rawValue), kicker: visit.say(.step, "2", "5"),
            body: form, status: faults.isEmpty ? 200 : 422, back: visit.link("/book"),
            faults: faults)
    }

    private func audience(_ service: Service) -> HTML? {
        if service.audience == [.business] { return HTML(text: visit.say(.forBusinesses)) }
        if service.audience == [.registered] { return HTML(text: visit.say(.forRegistered)) }
        return nil
    }

    // MARK: Needs

    /// What the meeting must provide.
    func needs(_ wish: BookingWish, faults: [FormFault] = []) -> Page? {
        guard let id = wish.service, let service = agenda.service(id, on: date) else { return nil }
        let fields = Fields(visit: visit, faults: faults, values: visit.query)
        var kept = BookingWish()
        (kept.service, kept.topic) = (wish.service, wish.topic)
        let form: HTML = """
            <form method="get" action="\(visit.link("/book/times"))" class="stack">\
            \(Fields.hidden(kept.values))\
            \(who(fields, service))\(channels(fields, service, wish))\
            \(languages(fields, wish))\(places(fields, service, wish))\
            \(parts(fields, wish))\(fields.send(.showTimes))</form>
            """
        let values = FormValues([("field", service.field.rawValue)])
        return Page(
            title: visit.say(.needsTitle), kicker: visit.say(.step, "3", "5"),
            body: "<p class=\"lead\">\(subject(service, wish))</p>\(form)",
            status: faults.isEmpty ? 200 : 422, back: visit.link("/book/topic", values),
            faults: faults)
    }

    /// The service and topic in words.
    func subject(_ service: Service, _ wish: BookingWish) -> HTML {
        let topic = service.topics.first { $0.id == wish.topic }
        return topic.map { visit.name($0.name, $0.id.rawValue) }
            ?? visit.name(service.name, service.id.rawValue)
    }

    private func who(_ fields: Fields, _ service: Service) -> HTML {
        var authority = HTML()
        if service.audience.contains(.business) {
            let options = [
                Fields.Option(Authority.legal.rawValue, HTML(text: visit.say(.authorityLegal))),
                Fields.Option(
                    Authority.authorised.rawValue, HTML(text: visit.say(.authorityAuthorised))),
            ]
            let isNeeded = service.audience == [.business]
            authority = fields.radios(
                "authority", .authorityLegend, hint: .authorityHint, options,
                chosen: isNeeded ? Authority.legal.rawValue : nil)
        }
        guard visit.viewer?.person != nil else {
            return authority
                + fields.line("participant", .participantReference, hint: .participantHint)
        }
        let options = [
            Fields.Option("me", HTML(text: visit.say(.whoMe))),
            Fields.Option(
                "other", HTML(text: visit.say(.whoOther)),
                hint: HTML(text: visit.say(.whoOtherHint))),
        ]
        return authority + """
            \(fields.radios("who", .whoLegend, options, chosen: "me"))\
            <div class="inset">\
            \(fields.line(
                "participant", .participantReference, hint: .participantHint, width: "half"))\
            </div>
            """
    }

    private func channels(_ fields: Fields, _ service: Service, _ wish: BookingWish) -> HTML {
        let options =
            [Fields.Option("", HTML(text: visit.say(.channelAny)))]
            + service.channels.sorted().map { channel in
                Fields.Option(
                    channel.rawValue,
                    HTML(text: visit.language.capitalised(visit.language.text(channel))))
            }
        return fields.radios(
            "channel", .channelLegend, options, chosen: wish.channel?.rawValue ?? "")
    }

    /// Languages that somebody of the agency has, so that nobody asks for what there never is.
    private func languages(_ fields: Fields, _ wish: BookingWish) -> HTML {
        let all = LanguageSupply(agenda, on: date).communications
        let names = LanguageNames(visit.language)
        let chosen = wish.needs.map(\.description)
        let special = all.filter { $0.modality != .spoken }
        let spoken = all.filter { $0.modality == .spoken }
        let needs = special.map {
            Fields.Option(
                Need.communication($0).description,
                HTML(text: visit.language.capitalised(names.name($0))))
        }
        let speech =
            [Fields.Option("", HTML(text: visit.say(.speechAny)))]
            + spoken.map {
                Fields.Option(
                    Need.communication($0).description, HTML(text: names.name($0.language)))
            }
        return fields.checks(
            "need", .needsLegend, hint: .needsHint, needs + facilities(), chosen: chosen)
            + fields.select(
                "speech", .speechLegend, hint: .speechHint, speech,
                chosen: chosen.first { $0.hasPrefix("spoken:") })
    }

    private func facilities() -> [Fields.Option] {
        let offices = agenda.offices.compactMap { agenda.office($0, on: date)?.facilities }
        let rooms = agenda.rooms.compactMap { agenda.room($0, on: date)?.facilities }
        let all = (offices + rooms).reduce(into: Set<Facility>()) { $0.formUnion($1) }
        return all.sorted().map { facility in
            let name = FacilityNames.name(facility, visit.language)
            return Fields.Option(
                Need.facility(facility).description,
                HTML(text: visit.language.capitalised(name)),
                hint: HTML(text: visit.say(.facilityHint)))
        }
    }

    private func places(_ fields: Fields, _ service: Service, _ wish: BookingWish) -> HTML {
        let offices = agenda.offices.compactMap { agenda.office($0, on: date) }
        let options =
            [Fields.Option("", HTML(text: visit.say(.officeAny)))]
            + offices.map { office in
                Fields.Option(
                    office.id.rawValue, HTML(text: visit.plainName(office.name, office.id.rawValue))
                )
            }
        let person = visit.viewer?.person.flatMap { agenda.personFile(of: $0, at: visit.now) }
        let own = person?.caseFile?.office ?? person?.registration?.office
        var place = fields.select(
            "office", .officeLegend, hint: .officeHint, options,
            chosen: wish.offices.first?.rawValue ?? own?.rawValue)
        if person?.caseFile?.manager != nil {
            place += fields.checks(
                "own", .ownLegend, [Fields.Option("yes", HTML(text: visit.say(.ownCounsellor)))],
                chosen: wish.isOwnCounsellor ? ["yes"] : [])
        }
        return place
    }

    private func parts(_ fields: Fields, _ wish: BookingWish) -> HTML {
        let options = [
            Fields.Option("", HTML(text: visit.say(.partAny))),
            Fields.Option(DayPart.morning.rawValue, HTML(text: visit.say(.partMorning))),
            Fields.Option(DayPart.afternoon.rawValue, HTML(text: visit.say(.partAfternoon))),
        ]
        return fields.radios(
            "part", .partLegend, options, chosen: wish.part?.rawValue ?? "")
    }
}

/// The languages that some counsellor or interpreter has on a date.
struct LanguageSupply {
    let communications: [Communication]

    init(_ agenda: Agenda, on date: CivilDate) {
        var all: Set<Communication> = []
        for id in agenda.counsellors {
            all.formUnion(agenda.counsellor(id, on: date)?.communications ?? [])
        }
        for id in agenda.interpreters {
            all.formUnion(agenda.interpreter(id, on: date)?.communications ?? [])
        }
        let order: [Modality] = [.signed, .lipReading, .written, .spoken]
        communications = all.sorted { left, right in
            let (a, b) = (order.firstIndex(of: left.modality), order.firstIndex(of: right.modality))
            return a == b ? left.language < right.language : (a ?? 0) < (b ?? 0)
        }
    }
}
